//! The check-in: what the host team says three months after the engagement.

use chrono::{Months, NaiveDate};

use super::Engagement;

/// An answer to a question of the check-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It is so.
    Yes,
    /// It is so in part.
    Partly,
    /// It is not so.
    No,
}

impl Answer {
    /// Every answer with the word that stands for it in files and flags.
    pub const NAMES: [(&'static str, Self); 3] = [("yes", Self::Yes), ("partly", Self::Partly), ("no", Self::No)];

    /// The word that stands for the answer in files and flags.
    pub fn label(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
        }
    }
}

/// A check-in, as its file in `checkins/` tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckIn {
    /// The day it was held; the name of its file.
    pub date: NaiveDate,
    /// Who was there.
    pub present: Vec<String>,
    /// Whether the team is comfortable maintaining what was built.
    pub comfortable: Option<Answer>,
    /// What was said about that.
    pub comfortable_note: Option<String>,
    /// Whether the habits were kept.
    pub habits: Option<Answer>,
    /// What was said about that.
    pub habits_note: Option<String>,
    /// Whether the team still depends on the home team. Here `yes` is the answer that nobody wants.
    pub dependent: Option<Answer>,
    /// What was said about that.
    pub dependent_note: Option<String>,
    /// What else was said.
    pub note: Option<String>,
}

impl CheckIn {
    /// A check-in of which no more is known.
    pub fn new(date: NaiveDate) -> Self {
        Self {
            date,
            present: Vec::new(),
            comfortable: None,
            comfortable_note: None,
            habits: None,
            habits_note: None,
            dependent: None,
            dependent_note: None,
            note: None,
        }
    }

    /// When the check-in of `engagement` should be held: so many `months` after it ended.
    pub fn due(engagement: &Engagement, months: u32) -> NaiveDate {
        let ended = engagement.ended();
        ended.checked_add_months(Months::new(months)).unwrap_or(ended)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_due_months_after_the_end() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let engagement =
            Engagement::new("a".parse().unwrap(), String::from("A"), date("2026-09-01"), date("2026-11-30"));
        assert_eq!(CheckIn::due(&engagement, 3), date("2027-02-28"));
        assert_eq!(CheckIn::due(&engagement, u32::MAX), date("2026-11-30"), "out of the calendar: stays");
    }
}
