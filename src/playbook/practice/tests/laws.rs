//! What holds for every rule.

use std::collections::{BTreeMap, BTreeSet};

use super::{TODAY, changed, date, edges, examples, found, healthy, said, scores, sourcing, stays};
use crate::model::{RuleSetting, RuleSeverity, Settings};
use crate::playbook::practice::{all, attention, review};
use crate::playbook::{Severity, rule};

#[test]
fn each_example_says_what_it_says() {
    for (index, (rule, change, today, expected)) in examples().enumerate() {
        let record = changed(change);
        let findings = said(rule, &record, &Settings::default(), today);
        let said: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(said, *expected, "{rule}, example {index}, {today}");
    }
}

#[test]
fn each_rule_is_kept_by_one_example_and_broken_by_another() {
    let records = examples().map(|(rule, .., said)| (rule, said.is_empty()));
    let proposals = sourcing::EXAMPLES.iter().map(|(rule, .., said)| (*rule, said.is_empty()));
    let stays = stays::EXAMPLES.iter().map(|(rule, .., said)| (*rule, said.is_empty()));
    let tried: BTreeSet<(&str, bool)> = records.chain(proposals).chain(stays).collect();
    let expected = all().flat_map(|practice| [(practice.rule.id, true), (practice.rule.id, false)]);
    let expected: BTreeSet<(&str, bool)> = expected.collect();
    let differs: Vec<_> = tried.symmetric_difference(&expected).collect();
    assert!(differs.is_empty(), "rules of which no example is kept (true) or broken (false): {differs:?}");
}

#[test]
fn nothing_is_said_where_there_is_nothing_to_say() {
    assert_eq!(found(&healthy(), TODAY), []);
}

#[test]
fn every_finding_names_a_command_or_a_question_on_one_line() {
    for (rule, change, today, _) in examples() {
        for finding in said(rule, &changed(change), &Settings::default(), today) {
            let help = &finding.help;
            let is_named = !help.contains("auxeng ") || help.contains(" -e checkout");
            let is_told = help.contains("auxeng ") || help.contains('?');
            assert!(is_named && is_told, "{rule}: {help}");
            assert!(!finding.message.contains('\n') && !help.contains('\n'), "{rule}");
            assert!(finding.message.chars().count() <= 100, "{rule}: {}", finding.message);
        }
    }
}

pub(super) fn tuned(rule: &'static str, severity: Option<RuleSeverity>, numbers: &[(&'static str, i64)]) -> Settings {
    let numbers: BTreeMap<&'static str, i64> = numbers.iter().copied().collect();
    let setting = RuleSetting { severity, numbers, reason: String::from("we do it in another way") };
    Settings { rules: BTreeMap::from([(rule, setting)]), ..Settings::default() }
}

#[test]
fn a_store_silences_any_rule_or_makes_it_grave() {
    for (rule, change, today, expected) in examples() {
        let record = changed(change);
        let said = |severity| said(rule, &record, &tuned(rule, Some(severity), &[]), today);
        assert_eq!(said(RuleSeverity::Off), [], "{rule}");
        for severity in [RuleSeverity::Warning, RuleSeverity::Error] {
            let findings = said(severity);
            let grave = severity == RuleSeverity::Error;
            assert_eq!(findings.len(), expected.len(), "{rule}");
            assert!(findings.iter().all(|finding| finding.is_error() == grave), "{rule}");
        }
    }
    let failing = rule("failure-mode").unwrap();
    let off = tuned("failure-mode", Some(RuleSeverity::Off), &[]);
    assert_eq!(failing.severity_in(&Settings::default()), Some(Severity::Warning));
    assert_eq!(failing.severity_in(&off), None);
}

#[test]
fn attention_is_asked_for_by_what_cannot_wait() {
    let mut record = healthy();
    record.engagement.advisor = None;
    record.retro_weeks.clear();
    let all: Vec<&str> = found(&record, TODAY).iter().map(|found| found.0).collect();
    assert_eq!(all, ["no-advisor", "retros-stopped"]);
    let urgent = attention(&record, &Settings::default(), date(TODAY));
    let urgent: Vec<&str> = urgent.iter().map(|finding| finding.rule.id).collect();
    assert_eq!(urgent, ["retros-stopped"]);
}

#[test]
fn the_store_sets_the_thresholds() {
    let mut record = healthy();
    scores(&mut record, &[("2026-W47", 0.4)]);
    let strict = Settings { aim: 1.0, at_risk: 0.05, off_track: 0.1, ..Settings::default() };
    let rules = |settings: &Settings| {
        let findings = review(&record, settings, date(TODAY));
        findings.iter().map(|finding| finding.rule.id).collect::<Vec<_>>()
    };
    assert_eq!(rules(&Settings::default()), Vec::<&str>::new());
    assert_eq!(rules(&strict), ["off-track"]);
}

#[test]
fn each_number_moves_the_edge_of_its_rule() {
    for (rule, number, breaks, keeps, change, today) in edges::EDGES {
        let record = changed(*change);
        let with = |value| said(rule, &record, &tuned(rule, None, &[(number, value)]), today).len();
        assert_eq!((with(*breaks), with(*keeps)), (1, 0), "{number} of {rule}: {breaks} breaks it, {keeps} keeps it");
    }
    for (rule, number) in
        all().flat_map(|practice| practice.rule.numbers.iter().map(|number| (practice.rule.id, number)))
    {
        let records = edges::EDGES.iter().map(|edge| (edge.0, edge.1));
        let proposals = sourcing::EDGES.iter().map(|edge| (edge.0, edge.1));
        let stays = stays::EDGES.iter().map(|edge| (edge.0, edge.1));
        let is_shown = records.chain(proposals).chain(stays).any(|edge| edge == (rule, number.name));
        assert!(is_shown, "no edge of {} of {rule} is tried", number.name);
    }
}
