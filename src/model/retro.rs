//! The weekly retro: thirty minutes, three columns, and what became of last week's actions.

use chrono::NaiveDate;

use super::{FailureMode, OutOfTen, Slug, TimeSplit, Week};

/// Something to do next time, or something in the way of the MVP.
///
/// It is open from the retro that raised it until a retro (that one or a later one) says that it is settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Its name among the actions, or the blockers, of the engagement.
    pub id: Slug,
    /// What it is.
    pub text: String,
    /// Who takes care of it.
    pub owner: Option<String>,
}

impl Task {
    /// Whether both say the same: text and owner; case does not count.
    pub fn says_as(&self, other: &Self) -> bool {
        let saying = |task: &Self| {
            let owner = task.owner.as_deref().unwrap_or_default();
            (task.text.trim().to_lowercase(), owner.trim().to_lowercase())
        };
        saying(self) == saying(other)
    }
}

/// Text that belongs to no column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub title: Option<String>,
    /// The text; several lines where it has them.
    pub text: String,
}

/// A weekly retro, as its file in `retros/` tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Retro {
    /// The week that it looks back upon; the name of its file.
    pub week: Week,
    /// The day it was held.
    pub date: Option<NaiveDate>,
    /// How long it took, in minutes.
    pub minutes: Option<u32>,
    /// Who was there.
    pub present: Vec<String>,
    /// How many weeks the MVP was thought to be from production.
    pub mvp_weeks: Option<u32>,
    /// Whether negative feedback was asked for in words; unknown where nobody wrote it down.
    pub asked_for_negative: Option<bool>,
    /// What went well.
    pub went_well: Vec<String>,
    /// What went poorly.
    pub went_poorly: Vec<String>,
    /// What of the failure modes was seen.
    pub failure_modes: Vec<FailureMode>,
    /// How the engineer's week split.
    pub time: Option<TimeSplit>,
    /// How content the engineer was with the week.
    pub satisfaction: Option<OutOfTen>,
    /// The day on which the notes were sent to those who came.
    pub notes_sent: Option<NaiveDate>,
    /// Ids of actions that are done.
    pub done: Vec<Slug>,
    /// Ids of actions that will not be done.
    pub dropped: Vec<Slug>,
    /// Ids of blockers that no longer block.
    pub cleared: Vec<Slug>,
    /// What to do next time.
    pub next: Vec<Task>,
    /// What is in the way of the MVP.
    pub blockers: Vec<Task>,
    /// Everything else that was written down.
    pub notes: Vec<Note>,
}

impl Retro {
    /// How many minutes a retro may take: a day is a slip of the pen already.
    pub const LONGEST: u32 = 1440;

    /// A retro of `week` in which nothing has been said.
    pub fn new(week: Week) -> Self {
        Self {
            week,
            date: None,
            minutes: None,
            present: Vec::new(),
            mvp_weeks: None,
            asked_for_negative: None,
            went_well: Vec::new(),
            went_poorly: Vec::new(),
            failure_modes: Vec::new(),
            time: None,
            satisfaction: None,
            notes_sent: None,
            done: Vec::new(),
            dropped: Vec::new(),
            cleared: Vec::new(),
            next: Vec::new(),
            blockers: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Whether nobody said anything: nothing but the day is known, and whether negative feedback was asked for.
    pub fn is_silent(&self) -> bool {
        let (date, asked_for_negative, notes_sent) = (self.date, self.asked_for_negative, self.notes_sent);
        *self == Self { date, asked_for_negative, notes_sent, ..Self::new(self.week) }
    }

    /// Whether "went poorly" says so little that negative feedback should be asked for: nothing, or one thing beside
    /// three or more that went well.
    pub fn is_thin(&self) -> bool {
        is_thin(self.went_well.len(), self.went_poorly.len())
    }
}

/// Whether so few things that went `poorly` are little beside those that went `well`.
pub(super) fn is_thin(well: usize, poorly: usize) -> bool {
    match poorly {
        0 => true,
        1 => well >= 3,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_a_question_are_nothing_said() {
        let mut retro = Retro::new(Week::of(NaiveDate::default()));
        (retro.date, retro.asked_for_negative, retro.notes_sent) = (retro.week.monday().into(), Some(true), retro.date);
        assert!(retro.is_silent());
        assert!(!Retro { minutes: Some(1), ..retro.clone() }.is_silent());
        assert!(!Retro { satisfaction: OutOfTen::new(0), ..retro }.is_silent());
    }

    #[test]
    fn thin_is_nothing_or_one_beside_three() {
        for (well, poorly, thin) in [(0, 0, true), (9, 0, true), (2, 1, false), (3, 1, true), (9, 2, false)] {
            let mut retro = Retro::new(Week::of(NaiveDate::default()));
            retro.went_well = vec![String::from("x"); well];
            retro.went_poorly = vec![String::from("x"); poorly];
            assert_eq!(retro.is_thin(), thin, "{well} well, {poorly} poorly");
        }
    }
}
