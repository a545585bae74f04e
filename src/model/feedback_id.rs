//! The name of feedback: when it was met, and what tells it from the rest of that day.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use super::Slug;
use super::date::written_date;

/// The name of feedback: the day on which it was met and an id, `2026-11-20-slow-cli`. In the order of the days.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FeedbackId {
    /// The day on which it was met.
    pub date: NaiveDate,
    /// What tells it from the others of that day.
    pub slug: Slug,
}

/// Why a text is no [`FeedbackId`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a day and an id, such as 2026-11-20-slow-cli")]
pub struct InvalidFeedbackId;

impl fmt::Display for FeedbackId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}-{}", self.date, self.slug))
    }
}

impl FromStr for FeedbackId {
    type Err = InvalidFeedbackId;

    fn from_str(text: &str) -> Result<Self, InvalidFeedbackId> {
        const DATE: usize = "2026-11-20".len();
        let (date, rest) = text.split_at_checked(DATE).ok_or(InvalidFeedbackId)?;
        let date = written_date(date).ok_or(InvalidFeedbackId)?;
        let slug = rest.strip_prefix('-').and_then(|slug| slug.parse().ok()).ok_or(InvalidFeedbackId)?;
        Ok(Self { date, slug })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_a_day_and_an_id() {
        for good in ["2026-11-20-slow-cli", "0001-01-01-a", "2026-11-20-2"] {
            assert_eq!(good.parse::<FeedbackId>().map(|id| id.to_string()).as_deref(), Ok(good));
        }
        for bad in [
            "",
            "slow-cli",
            "2026-11-20",
            "2026-11-20-",
            "2026-1-20-slow",
            "2026-02-30-slow",
            "2026-11-20-A",
            "2026-11-2é-a",
        ] {
            assert_eq!(bad.parse::<FeedbackId>(), Err(InvalidFeedbackId), "{bad}");
        }
        let id = |text: &str| text.parse::<FeedbackId>().unwrap();
        assert!(id("2026-11-20-slow") < id("2026-11-21-a"));
    }
}
