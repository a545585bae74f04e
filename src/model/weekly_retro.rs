//! When the weekly retro of an engagement is held, or which meeting of the host stands in for it.

use chrono::{NaiveTime, Weekday};

/// A day on which a team meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkDay {
    /// The first day of the week.
    Monday,
    /// The second one.
    Tuesday,
    /// The third one.
    Wednesday,
    /// The last one with the host.
    Thursday,
    /// The day at home.
    Friday,
}

impl WorkDay {
    /// Every day with the word that stands for it in files and flags.
    pub const NAMES: [(&'static str, Self); 5] = [
        ("monday", Self::Monday),
        ("tuesday", Self::Tuesday),
        ("wednesday", Self::Wednesday),
        ("thursday", Self::Thursday),
        ("friday", Self::Friday),
    ];

    /// The word that stands for the day in files and flags.
    pub fn label(self) -> &'static str {
        match self {
            Self::Monday => "monday",
            Self::Tuesday => "tuesday",
            Self::Wednesday => "wednesday",
            Self::Thursday => "thursday",
            Self::Friday => "friday",
        }
    }

    /// The day of the calendar's week.
    pub fn weekday(self) -> Weekday {
        match self {
            Self::Monday => Weekday::Mon,
            Self::Tuesday => Weekday::Tue,
            Self::Wednesday => Weekday::Wed,
            Self::Thursday => Weekday::Thu,
            Self::Friday => Weekday::Fri,
        }
    }
}

/// A meeting of the host that stands in for the retro.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The meeting.
    pub by: String,
    /// Why it serves the same purpose.
    pub because: String,
}

/// What is agreed about the weekly retro.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WeeklyRetro {
    /// The day of the week.
    pub day: Option<WorkDay>,
    /// When it begins, to the minute.
    pub time: Option<NaiveTime>,
    /// What stands in for it.
    pub replaced: Option<Replacement>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_week_has_five_days_to_meet() {
        for ((name, day), number) in WorkDay::NAMES.into_iter().zip(0..) {
            assert_eq!((day.label(), day.weekday().num_days_from_monday()), (name, number));
        }
    }
}
