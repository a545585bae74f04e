//! The rules of the practice: what the playbook advises, checked against a record.
//!
//! Each group of rules is a table in a file of its own, with the functions that judge below it. `check` asks every rule;
//! some speak up by themselves at the moment where something can still be done about it.

mod case;
mod end;
mod follow_up;
mod goals;
mod plan;
mod progress;
mod retros;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use super::{Finding, Group, Rule, RuleNumber, Severity};
use crate::metrics::health;
use crate::model::{EngagementRecord, Settings};
use case::Case;

/// What a rule says about a case: what is the matter, and what to do.
type Advice = (String, String);

/// What judges whether a rule is kept. It says nothing where it is.
type Judge = fn(&Case<'_>) -> Vec<Advice>;

/// When a rule speaks up by itself, beside `check`, which asks all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Whenever somebody looks how the engagements stand: it cannot wait.
    Status,
    /// When an engagement is opened.
    Open,
    /// When a goal is added.
    Goal,
    /// When a weekly retro is recorded.
    Retro,
    /// When an engagement is closed.
    Close,
}

impl Moment {
    /// The command at which it is.
    pub fn command(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Open => "open",
            Self::Goal => "goal add",
            Self::Retro => "retro",
            Self::Close => "close",
        }
    }
}

/// A rule of the practice.
pub(super) struct Practice {
    pub(super) rule: Rule,
    moments: &'static [Moment],
    judge: Judge,
}

/// A rule that only `check` asks, with nothing that a store can set but its severity.
const fn practice(
    group: Group,
    id: &'static str,
    judge: Judge,
    summary: &'static str,
    explanation: &'static str,
) -> Practice {
    let rule = Rule { id, group, severity: Severity::Warning, summary, explanation, numbers: &[] };
    Practice { rule, moments: &[], judge }
}

impl Practice {
    /// The same, which speaks up by itself.
    const fn at(mut self, moments: &'static [Moment]) -> Self {
        self.moments = moments;
        self
    }

    /// The same, with numbers that a store can set.
    const fn counting(mut self, numbers: &'static [RuleNumber]) -> Self {
        self.rule.numbers = numbers;
        self
    }
}

/// A number that is `usual`, and can be from 1 to a year's worth.
const fn number(name: &'static str, usual: i64) -> RuleNumber {
    RuleNumber { name, usual, least: 1, most: 366 }
}

/// Every rule of the practice, each group together.
static TABLES: &[&[Practice]] =
    &[plan::RULES, goals::RULES, progress::RULES, retros::RULES, follow_up::RULES, end::RULES];

/// Every rule of the practice.
pub(super) fn all() -> impl Iterator<Item = &'static Practice> {
    TABLES.iter().copied().flatten()
}

/// The moments at which the rule `id` speaks up by itself.
pub fn moments(id: &str) -> &'static [Moment] {
    all().find(|practice| practice.rule.id == id).map_or(&[], |practice| practice.moments)
}

/// Every finding of the practice about a record, of which everything must have been read.
pub fn review(record: &EngagementRecord, settings: &Settings, today: NaiveDate) -> Vec<Finding> {
    judge(record, settings, today, |_| true)
}

/// The findings that ask for attention now. They follow from what a table of many engagements reads.
pub fn attention(record: &EngagementRecord, settings: &Settings, today: NaiveDate) -> Vec<Finding> {
    speak_up(Moment::Status, record, settings, today)
}

/// The findings of the rules that speak up at `moment`, from what its command has read.
pub fn speak_up(moment: Moment, record: &EngagementRecord, settings: &Settings, today: NaiveDate) -> Vec<Finding> {
    judge(record, settings, today, |practice| practice.moments.contains(&moment))
}

fn judge(
    record: &EngagementRecord,
    settings: &Settings,
    today: NaiveDate,
    wanted: impl Fn(&Practice) -> bool,
) -> Vec<Finding> {
    let health = health(record, settings, today);
    let found = |practice: &'static Practice| {
        let rule = &practice.rule;
        // What cannot be read cannot be missed.
        if rule.group == Group::Goals && record.has_unreadable_goals {
            return None;
        }
        let severity = rule.severity_in(settings)?;
        let case =
            Case { rule, record, settings, stage: record.engagement.stage(today), health: health.as_ref(), today };
        Some((practice.judge)(&case).into_iter().map(move |(message, help)| Finding {
            rule,
            severity,
            engagement: Some(record.engagement.id.clone()),
            place: None,
            message,
            help,
        }))
    };
    all().filter(|practice| wanted(practice)).filter_map(found).flatten().collect()
}
