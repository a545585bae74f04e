//! How much of an engagement a command has read.

use chrono::NaiveDate;

use super::layout;
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
    goals: Depth,
    milestones: Depth,
    pub(super) retros: Depth,
    retros_once_closed: Depth,
    answers: Depth,
    feedback: Depth,
    champions: Depth,
    check_ins: Depth,
    sourcing: Depth,
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
        feedback: Depth::Nothing,
        champions: Depth::Nothing,
        check_ins: Depth::Nothing,
        sourcing: Depth::Nothing,
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
    /// Everything of its weeks, and when there was a check-in.
    pub const FULL: Self = Self { answers: Depth::All, check_ins: Depth::Names, ..Self::COURSE };
    /// What a report on the engagement tells: that, the feedback for the platform, who agreed to what is expected, and what
    /// comes after the weeks.
    pub const REPORT: Self =
        Self { feedback: Depth::All, sourcing: Depth::All, champions: Depth::All, check_ins: Depth::All, ..Self::FULL };
    /// The feedback for the platform.
    pub const FEEDBACK: Self = Self { feedback: Depth::All, ..Self::ENGAGEMENT };
    /// The champions with what they said.
    pub const CHAMPIONS: Self = Self { champions: Depth::All, ..Self::ENGAGEMENT };
    /// On which days there was a check-in.
    pub const CHECK_IN_DATES: Self = Self { check_ins: Depth::Names, ..Self::ENGAGEMENT };
    /// The check-ins.
    pub const CHECK_INS: Self = Self { check_ins: Depth::All, ..Self::ENGAGEMENT };
    /// The proposal with the one-pager, the votes on it, and the agreements to what is expected.
    pub const SOURCING: Self = Self { sourcing: Depth::All, ..Self::ENGAGEMENT };
    /// Everything.
    pub const EVERYTHING: Self = Self { sourcing: Depth::All, ..Self::REPORT };

    /// What a table of many engagements shows on `day`: the goals, the retros of those that are not closed then, and
    /// which retros, survey rounds and check-ins there are.
    pub fn glance(day: NaiveDate) -> Self {
        let (answers, check_ins) = (Depth::Names, Depth::Names);
        Self { retros: Depth::All, retros_once_closed: Depth::Names, answers, check_ins, day, ..Self::GOALS }
    }

    /// What either of the two reads. When it counts that an engagement is closed is as here.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            goals: self.goals.max(other.goals),
            milestones: self.milestones.max(other.milestones),
            retros: self.retros.max(other.retros),
            retros_once_closed: self.retros_once_closed.max(other.retros_once_closed),
            answers: self.answers.max(other.answers),
            feedback: self.feedback.max(other.feedback),
            champions: self.champions.max(other.champions),
            check_ins: self.check_ins.max(other.check_ins),
            sourcing: self.sourcing.max(other.sourcing),
            ..self
        }
    }

    /// The same, but for engagements that were closed before `date`: of those nothing more than the engagement.
    #[must_use]
    pub fn but_closed_before(self, date: NaiveDate) -> Self {
        Self { closed_before: Some(date), ..self }
    }

    /// How much is read of what is called `name` in an engagement's folder.
    pub(super) fn of(self, name: &str) -> Depth {
        match name {
            layout::GOALS => self.goals,
            layout::MILESTONES => self.milestones,
            layout::RETROS => self.retros,
            layout::NPS => self.answers,
            layout::FEEDBACK => self.feedback,
            layout::CHAMPIONS => self.champions,
            layout::CHECK_INS => self.check_ins,
            layout::PROPOSAL | layout::ONE_PAGER | layout::VOTES | layout::AGREEMENTS => self.sourcing,
            _ => Depth::Nothing,
        }
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
