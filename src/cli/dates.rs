//! Days and weeks as people name them on a command line.

use chrono::{Datelike as _, Days, NaiveDate};

use super::failure::Failure;
use crate::model::{Week, is_recordable};

/// What `--date` may name.
const FORMS: &str = "write 2026-11-20, 2026-W47, W47, today, yesterday, tomorrow, last friday or next monday";

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The day that `text` names, seen from `today`.
///
/// `2026-11-20`; `2026-W47` (its Friday, or `today` when that is in it), also as `W47` or `47` (of the last year in which
/// that has begun); `today`, `yesterday`, `tomorrow`;
/// `friday` (the nearest one up to today), `last friday` (before today), `next monday` (after today).
///
/// # Errors
/// When it names none, or one that no record can hold.
pub fn day(text: &str, today: NaiveDate) -> Result<NaiveDate, Failure> {
    let words = text.trim().to_lowercase();
    let unknown = || Failure::usage(format!("`{text}` is not a date")).help(FORMS);
    let found = match words.split_whitespace().collect::<Vec<_>>().as_slice() {
        ["today"] => Some(today),
        ["yesterday"] => today.pred_opt(),
        ["tomorrow"] => today.succ_opt(),
        ["last", weekday] => weekday_near(weekday, today.pred_opt(), false),
        ["next", weekday] => weekday_near(weekday, today.succ_opt(), true),
        [word] => weekday_near(word, Some(today), false).or_else(|| exact(text.trim(), today)),
        _ => None,
    };
    let date = found.ok_or_else(unknown)?;
    if is_recordable(date) { Ok(date) } else { Err(unknown()) }
}

/// The day that `text` names for something that is planned: as [`day`], but a weekday alone is the next one, today
/// included, and a week without a year this or the next such one.
///
/// # Errors
/// As [`day`].
pub fn planned_day(text: &str, today: NaiveDate) -> Result<NaiveDate, Failure> {
    let word = text.trim().to_lowercase();
    let week = || week_near(&word, today, true).map(|week| day_in(week, today));
    weekday_near(&word, Some(today), true).or_else(week).map_or_else(|| day(text, today), Ok)
}

/// The day that `text` names, which may not lie after `today`. A week names `today` when that is in it.
///
/// # Errors
/// As [`day`], and when it lies after `today`.
pub fn past_day(text: &str, today: NaiveDate) -> Result<NaiveDate, Failure> {
    let date = day(text, today)?;
    if date > today {
        let message = format!("{date} is in the future: today is {today}");
        return Err(Failure::refused(message).help("records are of what has been").help("nothing was written"));
    }
    Ok(date)
}

fn exact(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    if let Some(week) = text.to_uppercase().parse().ok().or_else(|| week_near(text, today, false)) {
        return Some(day_in(week, today));
    }
    let date: NaiveDate = text.parse().ok()?;
    (date.to_string() == text).then_some(date)
}

/// The day that stands for `week`.
fn day_in(week: Week, today: NaiveDate) -> NaiveDate {
    if week == Week::of(today) { today } else { week.friday() }
}

/// The week that `text` names without a year, as `W47` or `47`: this one, else the nearest before or after it.
fn week_near(text: &str, today: NaiveDate, forwards: bool) -> Option<Week> {
    const MOST_YEARS: i32 = 7;
    let digits = text.strip_prefix(['W', 'w']).unwrap_or(text);
    if !matches!(digits.len(), 1..=2) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = digits.parse().ok()?;
    let this = Week::of(today);
    // Only some years have a week 53.
    let this_year = today.iso_week().year();
    let away = |years| if forwards { this_year.saturating_add(years) } else { this_year.saturating_sub(years) };
    let mut weeks = (0..=MOST_YEARS).filter_map(|years| Week::new(away(years), number));
    weeks.find(|week| if forwards { *week >= this } else { *week <= this })
}

/// The nearest `weekday` from `from` on, forwards or backwards.
fn weekday_near(weekday: &str, from: Option<NaiveDate>, forwards: bool) -> Option<NaiveDate> {
    let wanted = WEEKDAYS.iter().position(|name| *name == weekday)?;
    let from = from?;
    let at = Week::of(from).monday();
    let index = from.signed_duration_since(at).num_days();
    let wanted = i64::try_from(wanted).ok()?;
    let distance = |a: i64, b: i64| Days::new(a.saturating_sub(b).rem_euclid(7).unsigned_abs());
    if forwards {
        from.checked_add_days(distance(wanted, index))
    } else {
        from.checked_sub_days(distance(index, wanted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        "2026-11-20".parse().unwrap()
    }

    #[test]
    fn every_form_names_its_day() {
        // 20 November 2026 is a Friday.
        for (text, date) in [
            ("2026-11-02", "2026-11-02"),
            ("2026-W47", "2026-11-20"),
            ("2026-w45", "2026-11-06"),
            ("W47", "2026-11-20"),
            ("47", "2026-11-20"),
            ("w45", "2026-11-06"),
            ("48", "2025-11-28"),
            ("W1", "2026-01-02"),
            ("53", "2021-01-01"),
            ("today", "2026-11-20"),
            ("Yesterday", "2026-11-19"),
            ("tomorrow", "2026-11-21"),
            ("friday", "2026-11-20"),
            ("monday", "2026-11-16"),
            ("saturday", "2026-11-14"),
            ("last friday", "2026-11-13"),
            (" last  monday ", "2026-11-16"),
            ("next monday", "2026-11-23"),
            ("next friday", "2026-11-27"),
        ] {
            assert_eq!(day(text, today()).unwrap().to_string(), date, "{text}");
        }
    }

    #[test]
    fn a_weekday_of_a_plan_lies_ahead() {
        for (text, date) in [
            ("friday", "2026-11-20"),
            ("Monday", "2026-11-23"),
            ("yesterday", "2026-11-19"),
            ("w47", "2026-11-20"),
            ("50", "2026-12-11"),
            ("W46", "2027-11-19"),
            ("53", "2027-01-01"),
        ] {
            assert_eq!(planned_day(text, today()).unwrap().to_string(), date, "{text}");
        }
    }

    #[test]
    fn nothing_else_is_a_date() {
        for text in [
            "",
            "soon",
            "last",
            "last week",
            "2026-13-01",
            "2026-02-30",
            "20.11.2026",
            "2026-1-2",
            "next",
            "2026-W54",
            "W54",
            "0",
            "W",
            "147",
            "+7",
            "-1-01-01",
        ] {
            assert!(day(text, today()).is_err(), "{text}");
        }
    }

    #[test]
    fn the_future_has_no_records() {
        assert_eq!(past_day("2026-W47", today()).unwrap(), today());
        assert_eq!(past_day("47", today()).unwrap(), today());
        assert!(past_day("tomorrow", today()).is_err());
        assert!(past_day("next monday", today()).is_err());
    }
}
