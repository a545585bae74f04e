//! Which days a record can hold.

use chrono::{Datelike, NaiveDate};

/// The first year, and the last. TOML ends with 9999; every day of the last week of 9998 is a date too.
const FIRST_YEAR: i32 = 1;
const LAST_YEAR: i32 = 9998;

/// Whether a record can hold `date`: the years 1 to 9998.
pub fn is_recordable(date: NaiveDate) -> bool {
    (FIRST_YEAR..=LAST_YEAR).contains(&date.year())
}

/// The day that `text` is, written as a record's file or key is named: `2026-11-20`, and one that a record can hold.
pub fn written_date(text: &str) -> Option<NaiveDate> {
    text.parse().ok().filter(|date: &NaiveDate| is_recordable(*date) && date.to_string() == text)
}

/// `date`, or the last day that a record can hold where `date` is later.
pub(super) fn at_most_last(date: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(LAST_YEAR, 12, 31).map_or(date, |last| date.min(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_in_one_way() {
        for (text, is_day) in [
            ("2026-11-20", true),
            ("0001-01-01", true),
            ("2026-1-5", false),
            ("+2026-11-20", false),
            (" 2026-11-20", false),
            ("2026-02-30", false),
            ("9999-01-01", false),
            ("", false),
        ] {
            assert_eq!(written_date(text).is_some(), is_day, "{text}");
        }
    }

    #[test]
    fn years_of_four_digits_but_the_last_are_recordable() {
        for (date, recordable) in [
            ("0000-12-31", false),
            ("0001-01-01", true),
            ("9998-12-31", true),
            ("9999-01-01", false),
            ("+10008-11-14", false),
            ("-0001-01-01", false),
        ] {
            assert_eq!(is_recordable(date.parse().unwrap()), recordable, "{date}");
        }
    }
}
