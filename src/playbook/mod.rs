//! The playbook: every rule has an id, a one-line summary and an explanation; records go in, findings come out.
//!
//! Two families share one list, so that `explain` knows them all: the rules of the *record* (is the file what it should
//! be?), which the store applies while it reads, and the rules of the *practice* (does the engagement go as the
//! playbook advises?), which are functions here. Imports `model`, `metrics` and, for what a one-pager tells, `notes`.

mod closing;
mod finding;
mod kind;
mod practice;
pub mod record;

pub use closing::{Unfinished, unfinished};
pub use finding::{Excerpt, Finding, Place, Severity};
pub use kind::{SuggestedGoal, SuggestedMeasure, suggested_goals, usual_weeks};
pub use practice::{Moment, across_all, across_dates, attention, moments, review, review_proposal, speak_up};

use crate::model::{RuleSeverity, Settings};

/// What rules of the practice advise to do, in examples of everything that they find.
#[cfg(test)]
pub(crate) fn helps() -> Vec<String> {
    practice::tests::helps()
}

/// A rule that an engagement or its record should keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its name, in kebab case.
    pub id: &'static str,
    /// What it is about.
    pub group: Group,
    /// How grave it is to break it, unless a store says otherwise.
    pub severity: Severity,
    /// What it asks for, in one line.
    pub summary: &'static str,
    /// Why, and what to do.
    pub explanation: &'static str,
    /// The numbers that a store can set for it.
    pub numbers: &'static [RuleNumber],
}

/// What rules are about, in the order of an engagement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The files themselves.
    Record,
    /// What is done before there is an engagement.
    Proposal,
    /// People, dates and what is agreed.
    Plan,
    /// Goals and how they are measured.
    Goals,
    /// Scores, retros and the time of the engineer.
    Week,
    /// What the platform is to learn.
    Platform,
    /// The end, and what comes after it.
    End,
}

impl Group {
    /// Every group, in order.
    pub const ALL: [Self; 7] =
        [Self::Record, Self::Proposal, Self::Plan, Self::Goals, Self::Week, Self::Platform, Self::End];

    /// The group in words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Record => "The record",
            Self::Proposal => "Before: proposals and votes",
            Self::Plan => "The plan: people and dates",
            Self::Goals => "The goals",
            Self::Week => "The week: scores, retros and time",
            Self::Platform => "Feedback for the platform",
            Self::End => "The end, and after it",
        }
    }
}

/// A whole number of a rule that a store can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleNumber {
    /// Its name, in snake case: mostly what it counts.
    pub name: &'static str,
    /// What it is where the store sets nothing.
    pub usual: i64,
    /// The least that it can be.
    pub least: i64,
    /// The most that it can be.
    pub most: i64,
}

impl Rule {
    /// How grave it is to break it in a store with these settings; `None` where the store has silenced it.
    pub fn severity_in(&self, settings: &Settings) -> Option<Severity> {
        match settings.rule_severity(self.id) {
            None => Some(self.severity),
            Some(RuleSeverity::Off) => None,
            Some(RuleSeverity::Warning) => Some(Severity::Warning),
            Some(RuleSeverity::Error) => Some(Severity::Error),
        }
    }

    /// Its number `name` in a store with these settings. One that it has not is 0.
    pub fn number_in(&self, settings: &Settings, name: &str) -> i64 {
        let usual = || self.numbers.iter().find(|number| number.name == name).map(|number| number.usual);
        settings.rule_number(self.id, name).or_else(usual).unwrap_or_default()
    }
}

/// Every rule, those of the record first, and each group together.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    record::ALL.iter().copied().chain(practice_rules())
}

/// The rules of the practice: those that a store can tune or silence.
pub fn practice_rules() -> impl Iterator<Item = &'static Rule> {
    practice::all().map(|practice| &practice.rule)
}

/// The rule called `id`.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_texts_are_there() {
        let mut ids: Vec<_> = rules().map(|rule| rule.id).collect();
        for rule in rules() {
            assert!(rule.id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", rule.id);
            for number in rule.numbers {
                assert!((number.least..=number.most).contains(&number.usual), "{} {}", rule.id, number.name);
            }
            assert!(!rule.summary.ends_with('.') && rule.explanation.ends_with(['.', '?']), "{}", rule.id);
        }
        ids.sort_unstable();
        let total = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), total);
    }

    #[test]
    fn groups_stand_together_in_their_order() {
        assert!(rules().map(|rule| rule.group).is_sorted());
        for group in Group::ALL {
            assert!(rules().any(|rule| rule.group == group), "{}", group.title());
        }
    }
}
