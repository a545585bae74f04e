//! Laws of what people type, for any text and any day.
//!
//! What is refused is refused in words. What is understood lies in its range, and its canonical spelling means the same.

use std::collections::BTreeMap;

use auxeng::cli::{dates, values};
use auxeng::model::{Goal, GoalKind, Measure, Person, Slug, TimeSplit, Value, Week, is_recordable};
use auxeng::notes::split_owner;
use auxeng::survey::DateOrder;
use chrono::{Datelike, Days, NaiveDate};

/// How many days one step of the first two bytes is: all of them reach over every year.
const STEP: u64 = 55;

/// Checks every law on `data`: two bytes for the day, the rest a text.
pub fn hold(data: &[u8]) {
    let [first, second, rest @ ..] = data else { return };
    let Ok(text) = str::from_utf8(rest) else { return };
    let steps = u64::from(u16::from_be_bytes([*first, *second]));
    let today = NaiveDate::from_ymd_opt(1, 1, 1).unwrap().checked_add_days(Days::new(STEP * steps)).unwrap();
    if is_recordable(today) {
        days(text, today);
    }
    weeks(text);
    goals(text);
    numbers(text);
    ids(text);
    people(text);
    owners(text);
    orders(text);
}

fn days(text: &str, today: NaiveDate) {
    let day = dates::day(text, today);
    if let Ok(day) = &day {
        assert!(is_recordable(*day));
        assert_eq!(dates::day(&day.to_string(), today).unwrap(), *day, "a day is named by its date");
        assert_eq!(dates::planned_day(&day.to_string(), today).unwrap(), *day);
        assert_eq!(dates::day(&text.to_uppercase(), today).ok(), Some(*day), "capitals do not matter");
        assert_eq!(dates::day(&format!(" {text}\t"), today).ok(), Some(*day), "space around it does not matter");
    }
    if let Ok(planned) = dates::planned_day(text, today) {
        assert!(is_recordable(planned));
        assert!(day.is_ok() || planned >= today, "what is only a plan lies ahead");
    }
    match dates::past_day(text, today) {
        Ok(past) => assert!(past <= today && day.is_ok()),
        Err(_) => assert!(day.is_ok_and(|day| day > today) || dates::day(text, today).is_err()),
    }
}

fn weeks(text: &str) {
    let Ok(week) = text.parse::<Week>() else { return };
    assert_eq!(week.to_string(), text, "a week has one spelling");
    for day in [week.monday(), week.friday(), week.sunday()] {
        assert_eq!(Week::of(day), week);
    }
    assert_eq!(week.plus(1).plus(-1), week);
    assert!((1..=53).contains(&week.number()) && week.monday().iso_week().week() == week.number());
    assert_eq!(Week::new(week.monday().iso_week().year(), week.number()), Some(week));
}

/// What is read as a value of a goal of each measure.
fn goals(text: &str) {
    let metric =
        |baseline, target, unit: Option<&str>| Measure::Metric { baseline, target, unit: unit.map(str::to_owned) };
    let measures = [
        Measure::Milestone,
        Measure::Rating,
        metric(2.0, 14.0, Some("services")),
        metric(0.0, 9.0, None),
        metric(90.0, 10.0, Some("%")),
        metric(0.0, 1.0, None),
        metric(-5.0, 1e300, None),
    ];
    for measure in measures {
        let goal = goal(measure);
        let Ok(value) = values::value(&goal, text) else { continue };
        match (&goal.measure, value) {
            (Measure::Milestone, Value::Done(done)) => {
                let word = if done { "done" } else { "not-done" };
                assert_eq!(values::value(&goal, word).ok(), Some(value));
            }
            (Measure::Rating, Value::Number(number)) => {
                assert!((0.0..=1.0).contains(&number));
                assert_eq!(values::value(&goal, &number.to_string()).ok(), Some(value), "{number}");
            }
            (Measure::Metric { .. }, Value::Number(number)) => {
                assert!(number.is_finite() && (number != 0.0 || number.is_sign_positive()));
                assert_eq!(values::value(&goal, &number.to_string()).ok(), Some(value), "{number}");
            }
            (measure, value) => panic!("{value:?} is no value of {measure:?}"),
        }
    }
}

fn goal(measure: Measure) -> Goal {
    Goal {
        id: "goal".parse().unwrap(),
        title: String::from("Goal"),
        why: None,
        kind: GoalKind::Diffusion,
        measure,
        mvp: false,
        weight: 1.0,
        dropped: None,
        scores: BTreeMap::new(),
    }
}

fn numbers(text: &str) {
    if let Some(number) = values::decimal(text) {
        assert!(number.is_finite());
        assert_eq!(values::decimal(&number.to_string()), Some(number), "{number}");
    }
    if let Ok(minutes) = values::minutes(text) {
        assert!((1..=1440).contains(&minutes));
        assert_eq!(values::minutes(&format!("{minutes} min")).ok(), Some(minutes));
    }
    if let Ok(split) = text.parse::<TimeSplit>() {
        let shares = split.shares();
        assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)), "{shares:?}");
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{shares:?}");
        assert_eq!(split.to_string().parse().ok(), Some(split));
    }
}

fn ids(text: &str) {
    if let Ok(id) = text.parse::<Slug>() {
        assert_eq!(id.as_str(), text, "an id is what it says");
        is_safe(&id);
    }
    if let Some(id) = Slug::from_title(text) {
        is_safe(&id);
        assert_eq!(Slug::from_title(id.as_str()), Some(id.clone()), "an id suggests itself");
        for number in [2, 10, usize::MAX] {
            let numbered = id.numbered(number);
            is_safe(&numbered);
            assert!(numbered != id || id.as_str().ends_with(&number.to_string()));
        }
    }
}

/// An id is one plain file name on every system.
fn is_safe(id: &Slug) {
    let text = id.as_str();
    assert_eq!(text.parse().as_ref(), Ok(id));
    assert!((1..=Slug::MAX).contains(&text.len()) && !text.starts_with('-') && !text.ends_with('-'));
    assert!(text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'), "{text}");
}

fn people(text: &str) {
    let Ok(person) = text.parse::<Person>() else { return };
    assert!(!person.name.is_empty() && !person.name.contains(char::is_control));
    assert_eq!(person.to_string().parse().as_ref(), Ok(&person), "a person is read as written");
    assert!(person.is(&person) && person.is_called(&person.name));
    assert!(person.email.is_none_or(|email| !email.contains(char::is_whitespace)));
}

fn owners(text: &str) {
    let (owner, rest) = split_owner(text);
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace() && !"*_:：".contains(*c)).collect::<String>();
    let said = format!("{}{rest}", owner.as_deref().unwrap_or_default());
    assert_eq!(letters(&said), letters(text), "no letter is lost");
    if let Some(owner) = owner {
        assert!(!owner.is_empty() && !rest.is_empty() && owner.lines().count() == 1);
        let again = split_owner(&format!("{owner}: {rest}"));
        assert_eq!(again, (Some(owner), rest), "an owner is read as written");
    } else {
        assert_eq!(rest, text.trim());
    }
}

fn orders(text: &str) {
    for (name, order) in DateOrder::NAMES {
        assert_eq!(DateOrder::of_format(name), Some(order));
        if let Some(day) = order.day(text) {
            assert!(is_recordable(day));
        }
    }
    let _ = DateOrder::of_format(text);
}
