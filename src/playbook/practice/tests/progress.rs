//! Progress, scores, and how far the MVP is.

use super::{Change, Example, TODAY, date, drop_goals, scores, without_goals};
use crate::model::GoalKind;

pub(super) const UNSCORED: Change = |record| scores(record, &[("2026-W46", 0.9)]);
pub(super) const NEVER: Change = |record| scores(record, &[]);
pub(super) const WAITS: Change = |record| record.goals[1].mvp = true;
pub(super) const AWAY: Change = |record| record.retros[5].mvp_weeks = Some(5);

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
