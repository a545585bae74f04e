//! Values as people write them: those of goals (`71`, `4/9`, `60%`, `done`), and minutes.

use super::failure::Failure;
use crate::model::{Goal, Measure, Retro, Value};
use crate::report::number;
use crate::text::quoted;

/// What `text` means as a score of `goal`.
///
/// A milestone is `done` or `not-done` (also `yes`/`no`, `true`/`false`). A rating is 0 to 1, a percentage or a
/// fraction. A metric is a number; a percentage where its unit is `%` or its range lies within 0…1; a fraction where
/// that is so, or where the denominator is its target.
///
/// # Errors
/// When it means none, with the ways to write one.
pub fn value(goal: &Goal, text: &str) -> Result<Value, Failure> {
    let text = text.trim();
    match &goal.measure {
        Measure::Milestone => milestone(goal, text),
        Measure::Rating => rating(goal, text),
        Measure::Metric { baseline, target, unit } => metric(goal, text, *baseline, *target, unit.as_deref()),
    }
    .map_err(|failure| failure.help("nothing was written"))
}

fn milestone(goal: &Goal, text: &str) -> Result<Value, Failure> {
    match text.to_lowercase().as_str() {
        "done" | "yes" | "true" | "1" => Ok(Value::Done(true)),
        "not-done" | "not done" | "no" | "false" | "0" => Ok(Value::Done(false)),
        _ => Err(Failure::usage(format!(
            "{} is a milestone, and {} is neither done nor not-done",
            quoted(goal.id.as_str()),
            quoted(text)
        ))
        .help(format!("write {id}=done or {id}=not-done", id = goal.id))),
    }
}

/// The share that `text` means: 0 to 1, a percentage or a fraction.
pub fn share(text: &str) -> Option<f64> {
    let share = match parse(text.trim())? {
        Parsed::Plain(number) => number,
        Parsed::Percent(percent) => percent / 100.0,
        Parsed::Fraction(part, whole) => part / whole,
    };
    (0.0..=1.0).contains(&share).then_some(share + 0.0)
}

fn rating(goal: &Goal, text: &str) -> Result<Value, Failure> {
    match share(text) {
        Some(rating) => Ok(Value::Number(rating)),
        None => Err(Failure::usage(format!(
            "{} is a rating, and {} is not between 0 and 1",
            quoted(goal.id.as_str()),
            quoted(text)
        ))
        .help(format!("write {id}=0.6, {id}=60% or {id}=3/5", id = goal.id))),
    }
}

fn metric(goal: &Goal, text: &str, baseline: f64, target: f64, unit: Option<&str>) -> Result<Value, Failure> {
    let id = quoted(goal.id.as_str());
    let in_percent = unit.is_some_and(|unit| matches!(unit.trim().to_lowercase().as_str(), "%" | "percent"));
    let in_shares = !in_percent && [baseline, target].iter().all(|bound| (0.0..=1.0).contains(bound));
    let same = |a: f64, b: f64| (a - b).abs() < 1e-9;
    let found = match parse(text) {
        Some(Parsed::Plain(number)) => Ok(number),
        Some(Parsed::Percent(percent)) if in_percent => Ok(percent),
        Some(Parsed::Percent(percent)) if in_shares => Ok(percent / 100.0),
        Some(Parsed::Percent(_)) => Err(Failure::usage(format!("{id} is not counted in percent")).help(format!(
            "write the value itself: {}={}",
            goal.id,
            number(baseline)
        ))),
        Some(Parsed::Fraction(part, whole)) if in_percent => Ok(100.0 * part / whole),
        Some(Parsed::Fraction(part, whole)) if same(whole, target) && !same(target, 1.0) => Ok(part),
        Some(Parsed::Fraction(part, whole)) if in_shares => Ok(part / whole),
        Some(Parsed::Fraction(part, whole)) => Err(Failure::usage(format!(
            "{id} goes to {}, not to {}",
            number(target),
            number(whole)
        ))
        .help(format!("write the value itself: {}={}", goal.id, number(part)))),
        None => Err(Failure::usage(format!("{} is not a number", quoted(text))).help(format!(
            "write a number, such as {}={}",
            goal.id,
            number(baseline)
        ))),
    };
    found.map(|value| Value::Number(value + 0.0))
}

enum Parsed {
    Plain(f64),
    Percent(f64),
    Fraction(f64, f64),
}

fn parse(text: &str) -> Option<Parsed> {
    if let Some(percent) = text.strip_suffix('%') {
        return decimal(percent).map(Parsed::Percent);
    }
    match text.split_once('/') {
        Some((part, whole)) => {
            let (part, whole) = (decimal(part)?, decimal(whole)?);
            (whole > 0.0).then_some(Parsed::Fraction(part, whole))
        }
        None => decimal(text).map(Parsed::Plain),
    }
}

/// A finite number in plain decimal notation.
pub fn decimal(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+'));
    text.parse().ok().filter(|number: &f64| plain && number.is_finite())
}

/// Reads `26`, `26 min` or `26 minutes`.
///
/// # Errors
/// When it is no number of minutes from 1 to a day's.
pub fn minutes(text: &str) -> Result<u32, String> {
    let words = text.to_lowercase();
    let number = ["minutes", "minute", "min", "m"].iter().find_map(|unit| words.strip_suffix(unit)).unwrap_or(&words);
    let minutes = number.trim().parse().ok().filter(|minutes| (1..=Retro::LONGEST).contains(minutes));
    minutes.ok_or_else(|| format!("{} is no number of minutes: write 1 to {}", quoted(text), Retro::LONGEST))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::GoalKind;

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

    fn metric(baseline: f64, target: f64, unit: Option<&str>) -> Measure {
        Measure::Metric { baseline, target, unit: unit.map(str::to_owned) }
    }

    #[test]
    fn each_measure_has_its_ways_of_writing() {
        let number = Value::Number;
        for (measure, text, expected) in [
            (metric(2.0, 14.0, None), "71", number(71.0)),
            (metric(2.0, 14.0, None), "-1.5", number(-1.5)),
            (metric(0.0, 9.0, None), "4/9", number(4.0)),
            (metric(0.0, 100.0, Some("%")), "60%", number(60.0)),
            (metric(0.0, 100.0, Some("%")), "3/4", number(75.0)),
            (metric(0.0, 1.0, None), "60%", number(0.6)),
            (metric(0.0, 1.0, None), "1/4", number(0.25)),
            (Measure::Rating, "0.6", number(0.6)),
            (Measure::Rating, "60 %", number(0.6)),
            (Measure::Rating, "3/4", number(0.75)),
            (Measure::Milestone, "done", Value::Done(true)),
            (Measure::Milestone, "No", Value::Done(false)),
        ] {
            assert_eq!(value(&goal(measure.clone()), text).unwrap(), expected, "{measure:?} {text}");
        }
    }

    #[test]
    fn nothing_else_is_a_value() {
        for (measure, texts) in [
            (metric(2.0, 14.0, None), &["", "ten", "4/9", "60%", "NaN", "inf", "1e3", "0x10", "1/0", "4/", "1_0"][..]),
            (Measure::Rating, &["1.1", "-0.1", "101%", "5/4", "done", "6"]),
            (Measure::Milestone, &["", "0.5", "almost", "2"]),
        ] {
            for text in texts {
                assert!(value(&goal(measure.clone()), text).is_err(), "{measure:?} {text}");
            }
        }
    }

    #[test]
    fn minutes_are_a_number() {
        for (text, expected) in [("26", Some(26)), ("26 min", Some(26)), ("1 Minute", Some(1)), ("26m", Some(26))] {
            assert_eq!(minutes(text).ok(), expected, "{text}");
        }
        for text in ["", "0", "1441", "-3", "half an hour", "26 h", "+5x"] {
            assert!(minutes(text).is_err(), "{text}");
        }
    }
}
