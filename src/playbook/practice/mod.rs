//! The rules of the practice: what the playbook advises, checked against a record.
//!
//! Each group of rules is a table in a file of its own, with the functions that judge below it. `check` asks every rule;
//! some speak up by themselves at the moment where something can still be done about it.

mod after;
mod case;
mod end;
mod follow_up;
mod goals;
mod plan;
mod platform;
mod progress;
mod retros;
mod sourcing;
mod stays;
#[cfg(test)]
pub(super) mod tests;
mod time;

use chrono::NaiveDate;

use super::{Finding, Group, Rule, RuleNumber, Severity};
use crate::metrics::health;
use crate::model::{Engagement, EngagementRecord, ProposalRecord, Settings, Slug};
use case::Case;
use sourcing::Proposed;
use stays::Stay;

/// What a rule says about a case: what is the matter, and what to do.
type Advice = (String, String);

/// What judges whether a rule is kept. It says nothing where it is.
#[derive(Clone, Copy)]
enum Judge {
    /// By the record of an engagement.
    Record(fn(&Case<'_>) -> Vec<Advice>),
    /// By an engagement among all others.
    Stay(fn(&Stay<'_>) -> Vec<Advice>),
    /// By what is known before there is an engagement.
    Proposal(fn(&Proposed<'_>) -> Vec<Advice>),
}

/// When a rule speaks up by itself, beside `check`, which asks all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Whenever somebody looks how the engagements stand: it cannot wait.
    Status,
    /// When an engagement is opened.
    Open,
    /// When its first or last day is set.
    Dates,
    /// When a goal is added.
    Goal,
    /// When a weekly retro is recorded.
    Retro,
    /// When an engagement is closed.
    Close,
}

impl Moment {
    /// The commands at which it is.
    pub fn commands(self) -> &'static [&'static str] {
        match self {
            Self::Status => &["status"],
            Self::Open => &["open"],
            Self::Dates => &["open", "edit"],
            Self::Goal => &["goal add"],
            Self::Retro => &["retro"],
            Self::Close => &["close"],
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
    judge: fn(&Case<'_>) -> Vec<Advice>,
    summary: &'static str,
    explanation: &'static str,
) -> Practice {
    judged(group, id, Judge::Record(judge), (summary, explanation))
}

/// The same of an engineer's engagements together.
const fn across(
    id: &'static str,
    judge: fn(&Stay<'_>) -> Vec<Advice>,
    summary: &'static str,
    explanation: &'static str,
) -> Practice {
    judged(Group::Plan, id, Judge::Stay(judge), (summary, explanation))
}

/// The same of a proposal.
const fn before(
    id: &'static str,
    judge: fn(&Proposed<'_>) -> Vec<Advice>,
    summary: &'static str,
    explanation: &'static str,
) -> Practice {
    judged(Group::Proposal, id, Judge::Proposal(judge), (summary, explanation))
}

const fn judged(
    group: Group,
    id: &'static str,
    judge: Judge,
    (summary, explanation): (&'static str, &'static str),
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
static TABLES: &[&[Practice]] = &[
    sourcing::RULES,
    plan::RULES,
    stays::RULES,
    goals::RULES,
    progress::RULES,
    retros::RULES,
    follow_up::RULES,
    time::RULES,
    platform::RULES,
    end::RULES,
    after::RULES,
];

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
    let (health, stage) = (health(record, settings, today), record.engagement.stage(today));
    let said = |practice: &'static Practice| {
        let Judge::Record(judge) = practice.judge else {
            return Vec::new();
        };
        let rule = &practice.rule;
        // What cannot be read cannot be missed.
        if rule.group == Group::Goals && record.has_unreadable_goals {
            return Vec::new();
        }
        judge(&Case { rule, record, settings, stage, health: health.as_ref(), today })
    };
    findings(all().filter(|practice| wanted(practice)), settings, &record.engagement.id, said)
}

/// Every finding about how `engagements`, which are all that there are, follow each other: of those that have not begun,
/// or are in their first week.
pub fn across_all(engagements: &[&Engagement], settings: &Settings, today: NaiveDate) -> Vec<Finding> {
    let asked = engagements.iter().filter(|engagement| Stay::is_asked(engagement, today));
    asked.flat_map(|engagement| across_others(engagement, engagements, settings)).collect()
}

/// Every finding about how `engagement` follows the others; it may be among them.
fn across_others(engagement: &Engagement, others: &[&Engagement], settings: &Settings) -> Vec<Finding> {
    let said = |practice: &'static Practice| match practice.judge {
        Judge::Stay(judge) => judge(&Stay { rule: &practice.rule, engagement, all: others, settings }),
        Judge::Record(_) | Judge::Proposal(_) => Vec::new(),
    };
    findings(all(), settings, &engagement.id, said)
}

/// What is to be told of how engagements follow each other when the dates of `engagement` are set: what is found about
/// it while plans can be changed, and about `others` that come after it, where that was not so `before`.
pub fn across_dates(
    before: Option<&Engagement>,
    engagement: &Engagement,
    others: &[&Engagement],
    settings: &Settings,
    today: NaiveDate,
) -> Vec<Finding> {
    let others: Vec<&Engagement> = others.iter().copied().filter(|other| other.id != engagement.id).collect();
    let told = |this: Option<&Engagement>| -> Vec<Finding> {
        let all: Vec<&Engagement> = this.into_iter().chain(others.iter().copied()).collect();
        let later = others.iter().filter(|other| Stay::is_asked(other, today));
        later.flat_map(|other| across_others(other, &all, settings)).collect()
    };
    let is_asked = before.is_none() || Stay::is_asked(engagement, today);
    let mut found = if is_asked { across_others(engagement, &others, settings) } else { Vec::new() };
    let known = told(before);
    found.extend(told(Some(engagement)).into_iter().filter(|finding| !known.contains(finding)));
    found
}

/// Every finding about a proposal that is no engagement yet.
pub fn review_proposal(record: &ProposalRecord, settings: &Settings, today: NaiveDate) -> Vec<Finding> {
    let stage = record.stage(today);
    let said = |practice: &'static Practice| match practice.judge {
        Judge::Proposal(judge) => judge(&Proposed { rule: &practice.rule, record, settings, stage, today }),
        Judge::Record(_) | Judge::Stay(_) => Vec::new(),
    };
    findings(all(), settings, &record.proposal.id, said)
}

/// What is `said` by rules, as grave as the store takes them; nothing by those that it has silenced.
fn findings(
    practices: impl Iterator<Item = &'static Practice>,
    settings: &Settings,
    id: &Slug,
    said: impl Fn(&'static Practice) -> Vec<Advice>,
) -> Vec<Finding> {
    let found = |practice: &'static Practice| {
        let rule = &practice.rule;
        let severity = rule.severity_in(settings)?;
        let finding = move |(message, help)| {
            let engagement = Some(id.clone());
            Finding { rule, severity, engagement, place: None, message, help }
        };
        Some(said(practice).into_iter().map(finding))
    };
    practices.filter_map(found).flatten().collect()
}
