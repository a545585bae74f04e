//! ISO weeks, the unit in which an engagement is scored and talked about.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Duration, NaiveDate, Weekday};

use super::is_recordable;

/// An ISO 8601 week, written `2026-W47`. The ISO year counts: 30 December 2024 is in `2025-W01`.
///
/// Each begins on a day that a record can hold, see [`is_recordable`], and every day of every week is a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    monday: NaiveDate,
}

/// Why a text is no [`Week`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an ISO week, such as 2026-W47")]
pub struct InvalidWeek;

impl Week {
    /// The week that holds `date`.
    pub fn of(date: NaiveDate) -> Self {
        let back = i64::from(date.weekday().num_days_from_monday());
        Self { monday: date.checked_sub_signed(Duration::days(back)).unwrap_or(date) }
    }

    /// The week `number` (1 to 53) of the ISO year, if that year has it.
    pub fn new(year: i32, number: u32) -> Option<Self> {
        let monday = NaiveDate::from_isoywd_opt(year, number, Weekday::Mon)?;
        is_recordable(monday).then_some(Self { monday })
    }

    /// The first day of the week.
    pub fn monday(self) -> NaiveDate {
        self.monday
    }

    /// The day on which the week is usually scored and looked back upon.
    pub fn friday(self) -> NaiveDate {
        self.plus_days(4)
    }

    /// The last day of the week.
    pub fn sunday(self) -> NaiveDate {
        self.plus_days(6)
    }

    /// The week that comes `weeks` later (earlier when negative).
    #[must_use]
    pub fn plus(self, weeks: i64) -> Self {
        Self::of(self.plus_days(weeks.saturating_mul(7)))
    }

    /// How many weeks lie between `earlier` and this week; negative when this week comes first.
    pub fn since(self, earlier: Self) -> i64 {
        self.monday.signed_duration_since(earlier.monday).num_weeks()
    }

    /// The number of the week in its ISO year, 1 to 53.
    pub fn number(self) -> u32 {
        self.monday.iso_week().week()
    }

    /// `W47`: enough where the year is clear.
    pub fn short(self) -> String {
        format!("W{:02}", self.number())
    }

    fn plus_days(self, days: i64) -> NaiveDate {
        Duration::try_days(days).and_then(|days| self.monday.checked_add_signed(days)).unwrap_or(self.monday)
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = self.monday.iso_week();
        f.pad(&format!("{:04}-W{:02}", week.year(), week.week()))
    }
}

impl FromStr for Week {
    type Err = InvalidWeek;

    fn from_str(text: &str) -> Result<Self, InvalidWeek> {
        let (year, number) = text.split_once("-W").ok_or(InvalidWeek)?;
        let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(number, 2) {
            return Err(InvalidWeek);
        }
        let year = year.parse().map_err(|_| InvalidWeek)?;
        let number = number.parse().map_err(|_| InvalidWeek)?;
        Self::new(year, number).ok_or(InvalidWeek)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_iso_year_counts() {
        for (day, week) in [
            ("2026-11-20", "2026-W47"),
            ("2024-12-30", "2025-W01"),
            ("2021-01-03", "2020-W53"),
            ("2021-01-04", "2021-W01"),
        ] {
            assert_eq!(Week::of(date(day)).to_string(), week, "{day}");
        }
    }

    #[test]
    fn only_real_weeks_parse() {
        for week in ["2020-W53", "2026-W01", "0001-W01"] {
            assert_eq!(week.parse::<Week>().map(|week| week.to_string()).as_deref(), Ok(week));
        }
        for bad in ["2021-W53", "2026-W00", "2026-W1", "2026-47", "26-W47", "2026-w47", "+026-W47", "9999-W01", ""] {
            assert!(bad.parse::<Week>().is_err(), "{bad}");
        }
    }

    #[test]
    fn days_and_distances() {
        let week: Week = "2026-W47".parse().unwrap();
        assert_eq!(week.monday(), date("2026-11-16"));
        assert_eq!(week.friday(), date("2026-11-20"));
        assert_eq!(week.sunday(), date("2026-11-22"));
        assert_eq!(week.plus(7).to_string(), "2027-W01");
        assert_eq!(week.plus(7).since(week), 7);
        assert_eq!(week.plus(-2).short(), "W45");
        assert_eq!(week.plus(i64::MAX), week, "out of the calendar: stays");
    }
}
