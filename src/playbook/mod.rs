//! The playbook: every rule has an id, a one-line summary and an explanation; records go in, findings come out.
//!
//! Two families share one list, so that `explain` knows them all: the rules of the *record* (is the file what it should
//! be?), which the store applies while it reads, and the rules of the *practice* (does the engagement go as the
//! playbook advises?), which are functions here. Imports `model` and `metrics`.

mod closing;
mod finding;
mod practice;
pub mod record;

pub use closing::unfinished;
pub use finding::{Excerpt, Finding, Place, Severity};
pub use practice::{attention, review};

/// A rule that an engagement or its record should keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its name, in kebab case.
    pub id: &'static str,
    /// How grave it is to break it.
    pub severity: Severity,
    /// What it asks for, in one line.
    pub summary: &'static str,
    /// Why, and what to do.
    pub explanation: &'static str,
    /// The numbers that a store can set for it.
    pub numbers: &'static [RuleNumber],
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

/// Every rule, those of the record first.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    record::ALL.iter().copied().chain(practice_rules())
}

/// The rules of the practice: those that a store can tune or silence.
pub fn practice_rules() -> impl Iterator<Item = &'static Rule> {
    practice::RULES.iter().map(|practice| &practice.rule)
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
}
