//! How much of an engagement a command has read.

use chrono::NaiveDate;

use crate::model::Engagement;

/// How much is read of one kind of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Depth {
    Nothing,
    Names,
    All,
}

/// How much of an engagement is read, beside its `engagement.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detail {
    pub(super) goals: Depth,
    pub(super) milestones: Depth,
    pub(super) retros: Depth,
    retros_once_closed: Depth,
    pub(super) answers: Depth,
    /// The day on which it counts whether an engagement is closed.
    day: NaiveDate,
    closed_before: Option<NaiveDate>,
}

impl Detail {
    /// The engagement alone.
    pub const ENGAGEMENT: Self = Self {
        goals: Depth::Nothing,
        milestones: Depth::Nothing,
        retros: Depth::Nothing,
        retros_once_closed: Depth::Nothing,
        answers: Depth::Nothing,
        day: NaiveDate::MAX,
        closed_before: None,
    };
    /// The goals with their scores.
    pub const GOALS: Self = Self { goals: Depth::All, ..Self::ENGAGEMENT };
    /// The milestones.
    pub const MILESTONES: Self = Self { milestones: Depth::All, ..Self::ENGAGEMENT };
    /// The goals and retros.
    pub const WEEKS: Self = Self { retros: Depth::All, retros_once_closed: Depth::All, ..Self::GOALS };
    /// Which survey rounds there are.
    pub const ROUNDS: Self = Self { answers: Depth::Names, ..Self::ENGAGEMENT };
    /// The survey rounds with their answers.
    pub const ANSWERS: Self = Self { answers: Depth::All, ..Self::ENGAGEMENT };
    /// Everything but the survey rounds.
    pub const COURSE: Self = Self { milestones: Depth::All, ..Self::WEEKS };
    /// Everything.
    pub const FULL: Self = Self { answers: Depth::All, ..Self::COURSE };

    /// What a table of many engagements shows on `day`: the goals, the retros of those that are not closed then, and
    /// which retros and survey rounds there are.
    pub fn glance(day: NaiveDate) -> Self {
        Self { retros: Depth::All, retros_once_closed: Depth::Names, answers: Depth::Names, day, ..Self::GOALS }
    }

    /// The same, but for engagements that were closed before `date`: of those nothing more than the engagement.
    #[must_use]
    pub fn but_closed_before(self, date: NaiveDate) -> Self {
        Self { closed_before: Some(date), ..self }
    }

    /// What is read once it is known how `engagement` ended.
    pub(super) fn once_read(self, engagement: Option<&Engagement>) -> Self {
        let Some(close) = engagement.and_then(|engagement| engagement.close.as_ref()) else {
            return self;
        };
        match self.closed_before {
            _ if close.date > self.day => self,
            Some(date) if close.date < date => Self::ENGAGEMENT,
            _ => Self { retros: self.retros_once_closed, ..self },
        }
    }
}
