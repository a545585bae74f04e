//! Progress, scores, and how far the MVP is.

use std::collections::BTreeMap;

use super::{Change, Example, TODAY, changed, date, drop_goals, said, scores, week, without_goals};
use crate::model::{EngagementRecord, GoalKind, Measure, Score, Settings, Value};

pub(super) const UNSCORED: Change = |record| scores(record, &[("2026-W46", 0.9)]);
pub(super) const NEVER: Change = |record| scores(record, &[]);
pub(super) const WAITS: Change = |record| record.goals[1].mvp = true;
pub(super) const AWAY: Change = |record| record.retros[5].mvp_weeks = Some(5);

/// All that is pursued is a milestone, reached in that week.
fn reached(record: &mut EngagementRecord, at: &str) {
    let score = Score { value: Value::Done(true), note: None };
    for goal in &mut record.goals {
        goal.measure = Measure::Milestone;
        goal.scores = BTreeMap::from([(week(at), score.clone())]);
    }
}

const ALL_REACHED: Change = |record| reached(record, "2026-W47");
const REACHED_BEFORE: Change = |record| reached(record, "2026-W46");
const ALL_BUT_ONE: Change = |record| {
    reached(record, "2026-W47");
    record.goals[0].scores.values_mut().for_each(|score| score.value = Value::Done(false));
};

pub(super) const EXAMPLES: &[Example] = &[
    // 0.75 × 40 / 68 = 0.4412 is expected.
    ("off-track", |record| scores(record, &[("2026-W47", 0.1913)]), TODAY, &[]),
    (
        "off-track",
        |record| scores(record, &[("2026-W47", 0.1911)]),
        TODAY,
        &["delivery is 0.25 behind the expected 0.44"],
    ),
    ("off-track", |record| scores(record, &[("2026-W47", 0.0)]), "2026-10-11", &[]),
    ("at-risk", |record| scores(record, &[("2026-W47", 0.3413)]), TODAY, &[]),
    (
        "at-risk",
        |record| scores(record, &[("2026-W47", 0.3411)]),
        TODAY,
        &["delivery is 0.10 behind the expected 0.44"],
    ),
    ("at-risk", |record| scores(record, &[("2026-W47", 0.1911)]), TODAY, &[]),
    ("not-scored", UNSCORED, "2026-11-22", &[]),
    ("not-scored", UNSCORED, "2026-11-23", &["not scored for 8 days"]),
    ("not-scored", NEVER, "2026-10-18", &[]),
    ("not-scored", NEVER, "2026-10-19", &["never scored"]),
    ("not-scored", without_goals, TODAY, &[]),
    ("not-scored", UNSCORED, "2026-12-19", &[]),
    ("not-scored", ALL_REACHED, "2026-12-18", &[]),
    ("not-scored", ALL_BUT_ONE, "2026-12-18", &["not scored for 26 days"]),
    (
        "not-scored",
        |record| {
            NEVER(record);
            record.goals.iter_mut().for_each(|goal| goal.mvp = true);
        },
        TODAY,
        &[],
    ),
    ("scores-before-retro", |_| {}, TODAY, &[]),
    ("scores-before-retro", UNSCORED, TODAY, &["the retro of 2026-W47 had no scores to talk about"]),
    (
        "scores-before-retro",
        |record| {
            UNSCORED(record);
            record.retros.truncate(5);
        },
        TODAY,
        &[],
    ),
    ("scores-before-retro", without_goals, TODAY, &[]),
    ("scores-before-retro", REACHED_BEFORE, TODAY, &[]),
    ("scores-before-retro", UNSCORED, "2026-12-19", &[]),
    ("mvp-untold", |_| {}, TODAY, &[]),
    ("mvp-untold", WAITS, TODAY, &["goals wait for the MVP, and 2 retros did not say how far it is"]),
    (
        "mvp-untold",
        |record| {
            WAITS(record);
            record.retros[4].mvp_weeks = Some(1);
        },
        TODAY,
        &[],
    ),
    (
        "mvp-untold",
        |record| {
            WAITS(record);
            record.engagement.mvp_in_production = Some(date("2026-11-02"));
        },
        TODAY,
        &[],
    ),
    (
        "mvp-untold",
        |record| {
            WAITS(record);
            drop_goals(record, GoalKind::Business);
        },
        TODAY,
        &[],
    ),
    ("mvp-too-late", |_| {}, TODAY, &[]),
    ("mvp-too-late", |record| record.retros[5].mvp_weeks = Some(4), TODAY, &[]),
    ("mvp-too-late", AWAY, TODAY, &["the MVP was 5 weeks away in W47, with 4 weeks left"]),
    (
        "mvp-too-late",
        |record| {
            AWAY(record);
            record.engagement.mvp_in_production = Some(date("2026-11-18"));
        },
        TODAY,
        &[],
    ),
];

#[test]
fn the_weeks_that_are_advised_are_those_that_the_mvp_needs() {
    let told = |weeks: &str| {
        let mut record = changed(AWAY);
        record.engagement.end = date(weeks);
        let help = said("mvp-too-late", &record, &Settings::default(), TODAY).pop().map(|finding| finding.help);
        help.and_then(|help| Some(help.rsplit_once("auxeng ")?.1.to_owned()))
    };
    // The MVP is 5 weeks away in the sixth week, of ten and of eight.
    assert_eq!(told("2026-12-18").as_deref(), Some("edit --weeks 11 -e checkout"));
    assert_eq!(told("2026-12-04").as_deref(), Some("edit --weeks 11 -e checkout"));
    let mut record = changed(|record| record.retros[5].mvp_weeks = Some(9));
    record.engagement.end = date("2027-01-01");
    let found = said("mvp-too-late", &record, &Settings::default(), TODAY);
    assert!(found[0].help.ends_with("auxeng edit --weeks 15 -e checkout"), "{}", found[0].help);
}
