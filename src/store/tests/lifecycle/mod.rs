//! The laws of the store for the records around the weeks of an engagement.

mod arbitrary;

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::damage::{SLIPS, damaged, survives};
use super::round_trip::{becomes, keeps};
use super::{Record, created, parsed};
use crate::model::{Agreement, Champion, CheckIn, Feedback, Proposal, Vote};
use crate::store::decode::{self, Fields};
use crate::store::edit::Draft;
use crate::store::encode;
use arbitrary::{agreements, champion, champions, check_in, feedback, feedback_of, feedback_twice, proposal, votes};

impl Record for Feedback {
    fn encode(&self, draft: &mut Draft) {
        encode::feedback(draft, self);
    }

    fn decode(&self, fields: &mut Fields<'_, '_>) -> Option<Self> {
        decode::feedback(&self.id, fields)
    }
}

impl Record for Champion {
    fn encode(&self, draft: &mut Draft) {
        encode::champion(draft, self);
    }

    fn decode(&self, fields: &mut Fields<'_, '_>) -> Option<Self> {
        decode::champion(&self.id, fields)
    }
}

impl Record for CheckIn {
    fn encode(&self, draft: &mut Draft) {
        encode::check_in(draft, self);
    }

    fn decode(&self, fields: &mut Fields<'_, '_>) -> Option<Self> {
        Some(decode::check_in(self.date, fields))
    }
}

impl Record for Proposal {
    fn encode(&self, draft: &mut Draft) {
        encode::proposal(draft, self);
    }

    fn decode(&self, fields: &mut Fields<'_, '_>) -> Option<Self> {
        decode::proposal(&self.id, fields)
    }
}

impl Record for Vote {
    fn encode(&self, draft: &mut Draft) {
        encode::vote(draft, self);
    }

    fn decode(&self, fields: &mut Fields<'_, '_>) -> Option<Self> {
        decode::vote(&self.id, fields)
    }
}

impl Record for Agreement {
    fn encode(&self, draft: &mut Draft) {
        encode::agreement(draft, self);
    }

    fn decode(&self, fields: &mut Fields<'_, '_>) -> Option<Self> {
        decode::agreement(&self.id, fields)
    }
}

proptest! {
    #[test]
    fn a_proposal_is_read_back(record in proposal()) {
        keeps(&record)?;
    }

    #[test]
    fn any_proposal_can_become_any_other(before in proposal(), after in proposal()) {
        becomes(&before, &Proposal { id: before.id.clone(), ..after })?;
    }

    #[test]
    fn a_damaged_proposal(record in proposal(), from: Index, length in 0..30_usize, slip in select(&SLIPS[..])) {
        survives(&record, &damaged(&record, from, length, slip))?;
    }

    #[test]
    fn a_vote_can_be_cast_and_cast_again((before, after) in votes()) {
        keeps(&before)?;
        becomes(&before, &after)?;
    }

    #[test]
    fn a_damaged_vote((record, _) in votes(), from: Index, length in 0..30_usize, slip in select(&SLIPS[..])) {
        survives(&record, &damaged(&record, from, length, slip))?;
    }

    #[test]
    fn an_agreement_is_read_back_and_can_be_changed((before, after) in agreements()) {
        keeps(&before)?;
        becomes(&before, &after)?;
    }

    #[test]
    fn a_damaged_agreement(
        (record, _) in agreements(), from: Index, length in 0..30_usize, slip in select(&SLIPS[..]),
    ) {
        survives(&record, &damaged(&record, from, length, slip))?;
    }

    #[test]
    fn feedback_is_read_back(record in feedback()) {
        keeps(&record)?;
    }

    #[test]
    fn any_feedback_can_become_any_other((before, after) in feedback_twice()) {
        becomes(&before, &after)?;
    }

    #[test]
    fn damaged_feedback(record in feedback(), from: Index, length in 0..30_usize, slip in select(&SLIPS[..])) {
        survives(&record, &damaged(&record, from, length, slip))?;
    }

    #[test]
    fn a_champion_is_read_back(record in champion()) {
        keeps(&record)?;
    }

    #[test]
    fn any_champion_can_become_any_other((before, mut after) in champions()) {
        // Talks are only ever added or corrected.
        for (date, talk) in &before.talks {
            after.talks.entry(*date).or_insert_with(|| talk.clone());
        }
        becomes(&before, &after)?;
    }

    #[test]
    fn a_damaged_champion(record in champion(), from: Index, length in 0..30_usize, slip in select(&SLIPS[..])) {
        survives(&record, &damaged(&record, from, length, slip))?;
    }

    #[test]
    fn a_check_in_is_read_back(record in check_in()) {
        keeps(&record)?;
    }

    #[test]
    fn any_check_in_can_become_any_other(before in check_in(), after in check_in()) {
        becomes(&before, &CheckIn { date: before.date, ..after })?;
    }

    #[test]
    fn a_damaged_check_in(record in check_in(), from: Index, length in 0..30_usize, slip in select(&SLIPS[..])) {
        survives(&record, &damaged(&record, from, length, slip))?;
    }
}

/// What is wrong with `text`, which lies where `like` does: the rules and their lines.
#[track_caller]
fn wrong(like: &impl Record, text: &str) -> Vec<(&'static str, usize)> {
    let (_, findings) = parsed(text, like);
    let line = |finding: &crate::playbook::Finding| finding.place.as_ref().unwrap().excerpt.as_ref().unwrap().line;
    findings.iter().map(|finding| (finding.rule.id, line(finding))).collect()
}

#[test]
fn no_step_of_feedback_lies_before_it_was_met() {
    let like = feedback_of("2026-11-20-slow");
    let head = "title = \"T\"\nkind = \"idea\"\n";
    for table in ["raised", "shipped", "told"] {
        let text = |date: &str| format!("{head}\n[{table}]\ndate = {date}\n");
        assert_eq!(wrong(&like, &text("2026-11-20")), []);
        assert_eq!(wrong(&like, &text("2026-11-19")), [("invalid-value", 5)], "{table}");
        assert_eq!(wrong(&like, &format!("{head}\n[{table}]\n")), [], "an empty table is absent: {table}");
    }
    assert_eq!(wrong(&like, &format!("{head}\n[raised]\nlink = \"https://example.org\"\n")), [("missing-field", 4)]);
    let decided = format!("{head}\n[decision]\ndate = 2026-11-19\nreason = \"r\"\n");
    assert_eq!(wrong(&like, &decided), [("invalid-value", 5), ("missing-field", 4)]);
    let all =
        format!("{head}cost_minutes = -1\nsaves_minutes = inf\n\n[raised]\ndate = 2026-11-20\nlink = \"file:///x\"\n");
    assert_eq!(wrong(&like, &all), [("invalid-value", 3), ("wrong-type", 4), ("invalid-value", 8)]);
}

#[test]
fn a_talk_says_something_on_a_day() {
    let like = Champion::new("clara".parse().unwrap(), "Clara Weiss".parse().unwrap());
    for (talks, found) in [
        ("2026-11-20 = { note = \"fine\" }", vec![]),
        ("2026-11-20 = {}", vec![("invalid-value", 3)]),
        ("2026-11-20 = { note = \" \" }", vec![("invalid-value", 3)]),
        ("2026-11-20 = { sentiment = 11 }", vec![("invalid-value", 3)]),
        ("2026-11-20 = { adoption = 60 }", vec![("invalid-value", 3)]),
        ("2026-11-20 = { sentiment = 8, mood = \"good\" }", vec![("unknown-field", 3)]),
        ("2026-11-31 = { sentiment = 8 }", vec![("invalid-value", 3)]),
        ("2026-W47 = { sentiment = 8 }", vec![("invalid-value", 3)]),
        ("2026-11-20 = 8", vec![("wrong-type", 3)]),
    ] {
        assert_eq!(wrong(&like, &format!("person = \"Clara\"\n[talks]\n{talks}\n")), found, "{talks}");
    }
    assert_eq!(wrong(&like, "person = \"Lee Novak\"\n"), [("misplaced", 1)]);
    assert_eq!(wrong(&like, "person = \"Clara\"\nevery_weeks = 53\n"), [("invalid-value", 2)]);
    assert_eq!(wrong(&like, "for = \"x\"\n"), [("missing-field", 1)]);
}

#[test]
fn what_a_new_record_says_stands_apart() {
    let champion = Champion { every_weeks: Some(4), ..Champion::new("a".parse().unwrap(), "A B".parse().unwrap()) };
    assert!(
        created(&champion).starts_with("person = \"A B\"\n\nfor = \"\"\n\nevery_weeks = 4\n"),
        "{}",
        created(&champion)
    );
}
