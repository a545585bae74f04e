//! A quarter of a year.

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// A quarter of the calendar: `2026-Q4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    year: i32,
    number: u32,
}

impl Quarter {
    /// The quarter of `date`.
    pub fn of(date: NaiveDate) -> Self {
        Self { year: date.year(), number: date.quarter() }
    }

    /// The last day of the quarter.
    pub fn last_day(self) -> NaiveDate {
        let month = self.number.saturating_mul(3);
        let days = if matches!(month, 3 | 12) { 31 } else { 30 };
        NaiveDate::from_ymd_opt(self.year, month, days).unwrap_or(NaiveDate::MAX)
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-Q{}", self.year, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_has_three_months() {
        for (date, quarter) in [
            ("2026-01-01", "2026-Q1"),
            ("2026-03-31", "2026-Q1"),
            ("2026-04-01", "2026-Q2"),
            ("2026-09-30", "2026-Q3"),
            ("2026-12-31", "2026-Q4"),
            ("0007-12-31", "0007-Q4"),
        ] {
            assert_eq!(Quarter::of(date.parse().unwrap()).to_string(), quarter);
        }
    }

    #[test]
    fn it_ends_before_the_next_one() {
        for (date, last) in [
            ("2026-01-01", "2026-03-31"),
            ("2026-05-09", "2026-06-30"),
            ("2026-09-30", "2026-09-30"),
            ("2026-10-01", "2026-12-31"),
        ] {
            let quarter = Quarter::of(date.parse().unwrap());
            let last_day = quarter.last_day();
            assert_eq!(last_day.to_string(), last);
            assert_eq!(Quarter::of(last_day), quarter);
            assert_ne!(Quarter::of(last_day.succ_opt().unwrap()), quarter);
        }
    }
}
