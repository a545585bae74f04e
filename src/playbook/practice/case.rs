//! A record as the rules see it: on a day, with the numbers that the store has set.

use chrono::{Days, NaiveDate};

use super::Advice;
use crate::metrics::Health;
use crate::model::{Engagement, EngagementRecord, Goal, Retro, Settings, Stage, Week};
use crate::playbook::Rule;
use crate::text::count;

/// A record with what a rule needs to know besides.
pub(super) struct Case<'a> {
    /// The rule that is asked.
    pub(super) rule: &'static Rule,
    pub(super) record: &'a EngagementRecord,
    pub(super) settings: &'a Settings,
    pub(super) stage: Stage,
    /// `None` when the engagement has not begun or is over.
    pub(super) health: Option<&'a Health>,
    pub(super) today: NaiveDate,
}

impl Case<'_> {
    /// The rule's number `name`.
    pub(super) fn number(&self, name: &str) -> i64 {
        self.rule.number_in(self.settings, name)
    }

    /// `command` for this engagement.
    pub(super) fn command(&self, command: &str) -> String {
        format!("{command} -e {}", self.record.engagement.id)
    }

    pub(super) fn engagement(&self) -> &Engagement {
        &self.record.engagement
    }

    pub(super) fn is_running(&self) -> bool {
        self.stage == Stage::Running
    }

    /// The goals that are pursued.
    pub(super) fn goals(&self) -> impl Iterator<Item = &Goal> {
        self.record.goals.iter().filter(|goal| goal.dropped.is_none())
    }

    /// Whether there are goals, and all of them could be read.
    pub(super) fn knows_goals(&self) -> bool {
        self.goals().next().is_some() && !self.record.has_unreadable_goals
    }

    /// The number of the current week in the engagement, from 1; 0 or less before it.
    pub(super) fn week(&self) -> i64 {
        self.engagement().week_number(Week::of(self.today))
    }

    /// How many weeks are left after this one until the last; none once it is over.
    pub(super) fn weeks_left(&self) -> i64 {
        self.engagement().weeks().saturating_sub(self.week()).max(0)
    }

    /// Whether plans can still be changed: it has not begun, or is in its first week.
    pub(super) fn is_early(&self) -> bool {
        !self.stage.is_over() && self.week() <= 1
    }

    /// The newest retro, while the engagement runs.
    pub(super) fn newest(&self) -> Option<&Retro> {
        self.record.retros.last().filter(|_| self.is_running())
    }

    /// The last `wanted` retros, newest first, while the engagement runs; none where there are fewer.
    pub(super) fn last_retros(&self, wanted: i64) -> Vec<&Retro> {
        let wanted = usize::try_from(wanted).unwrap_or_default();
        let retros: Vec<&Retro> = self.record.retros.iter().rev().take(wanted).collect();
        if self.is_running() && retros.len() == wanted { retros } else { Vec::new() }
    }

    /// How many days have passed since `day`; less than 0 before it.
    pub(super) fn days_since(&self, day: NaiveDate) -> i64 {
        self.today.signed_duration_since(day).num_days()
    }

    /// How many days ago the engagement ended; `None` while it goes on as planned.
    pub(super) fn days_over(&self) -> Option<i64> {
        let days = self.days_since(self.engagement().ended());
        (self.stage.is_over() || self.stage == Stage::WrappingUp).then_some(days)
    }

    /// Whether it has ended, and not so long ago that people have forgotten: within a quarter.
    pub(super) fn has_just_ended(&self) -> bool {
        const FORGOTTEN_DAYS: i64 = 90;
        self.days_over().is_some_and(|days| days <= FORGOTTEN_DAYS)
    }
}

/// What is said where `condition` holds.
pub(super) fn when(condition: bool, advice: impl FnOnce() -> Advice) -> Vec<Advice> {
    if condition { vec![advice()] } else { Vec::new() }
}

/// `1 day`, `12 days`.
pub(super) fn days_word(days: i64) -> String {
    count(usize::try_from(days).unwrap_or_default(), "day")
}

/// `1 week`, `3 weeks`.
pub(super) fn weeks_word(weeks: i64) -> String {
    count(usize::try_from(weeks).unwrap_or_default(), "week")
}

/// The day that lies `days` after `day`.
pub(super) fn days_after(day: NaiveDate, days: i64) -> NaiveDate {
    let days = Days::new(u64::try_from(days).unwrap_or_default());
    day.checked_add_days(days).unwrap_or(day)
}
