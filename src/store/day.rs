//! Days as the names of files and keys.

use std::str::FromStr;

use chrono::NaiveDate;

use crate::model::written_date;

/// A day that names a record or a line of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(pub(super) NaiveDate);

/// Why a text is no [`Day`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a day, such as 2026-11-20")]
pub(super) struct InvalidDay;

impl FromStr for Day {
    type Err = InvalidDay;

    fn from_str(text: &str) -> Result<Self, InvalidDay> {
        written_date(text).map(Self).ok_or(InvalidDay)
    }
}
