//! What retros raise, and how the engineer is.

use super::{Change, Example, TODAY, close, date};
use crate::model::{EngagementRecord, FailureMode, OutOfTen, Task};

pub(super) fn task(id: &str, owner: Option<&str>) -> Task {
    Task { id: id.parse().unwrap(), text: String::from("Access"), owner: owner.map(str::to_owned) }
}

pub(super) fn block(record: &mut EngagementRecord, retro: usize) {
    record.retros[retro].blockers = vec![task("access", Some("Lee"))];
}

pub(super) fn seen(record: &mut EngagementRecord, retros: &[usize]) {
    for retro in retros {
        record.retros[*retro].failure_modes = vec![FailureMode::NotWelcome];
    }
}

pub(super) fn content(record: &mut EngagementRecord, points: [i64; 2]) {
    for (retro, points) in record.retros[4..].iter_mut().zip(points) {
        retro.satisfaction = OutOfTen::new(points);
    }
}

const TWICE: &[&str] = &["the engineer does not feel welcome, for 2 retros running"];
pub(super) const UNOWNED: Change = |record| record.retros[4].next = vec![task("split", None)];
pub(super) const OLD: Change =
    |record| record.retros[2].next = vec![task("split", Some("Lee")), task("name", Some("Ana"))];

pub(super) const EXAMPLES: &[Example] = &[
    ("unowned-action", |_| {}, TODAY, &[]),
    ("unowned-action", |record| record.retros[5].next = vec![task("split", None)], TODAY, &[]),
    ("unowned-action", UNOWNED, TODAY, &["1 action without an owner: split"]),
    ("unowned-action", |record| record.retros[4].next = vec![task("split", Some("Lee"))], TODAY, &[]),
    ("unowned-action", UNOWNED, "2026-12-19", &[]),
    ("old-action", OLD, "2026-11-22", &[]),
    ("old-action", OLD, "2026-11-23", &["2 actions open for 4 weeks or more: split and name"]),
    (
        "old-action",
        |record| {
            OLD(record);
            record.retros[4].done = vec!["split".parse().unwrap()];
            record.retros[5].dropped = vec!["name".parse().unwrap()];
        },
        "2026-11-23",
        &[],
    ),
    ("old-blocker", |record| block(record, 4), TODAY, &[]),
    ("old-blocker", |record| block(record, 3), TODAY, &["blocker \"Access\" is 2 weeks old (Lee)"]),
    (
        "old-blocker",
        |record| {
            block(record, 3);
            record.retros[5].cleared = vec!["access".parse().unwrap()];
        },
        TODAY,
        &[],
    ),
    ("old-blocker", |record| block(record, 3), "2026-12-19", &["blocker \"Access\" is 6 weeks old (Lee)"]),
    (
        "old-blocker",
        |record| {
            block(record, 3);
            close(record, "2026-11-19");
        },
        TODAY,
        &[],
    ),
    ("failure-mode", |record| seen(record, &[5]), TODAY, &[]),
    ("failure-mode", |record| seen(record, &[4, 5]), TODAY, TWICE),
    (
        "failure-mode",
        |record| seen(record, &[2, 3, 4, 5]),
        TODAY,
        &["the engineer does not feel welcome, for 4 retros running"],
    ),
    ("failure-mode", |record| seen(record, &[3, 5]), TODAY, &[]),
    ("failure-mode", |record| seen(record, &[3, 4]), TODAY, &[]),
    ("failure-mode", |record| seen(record, &[4, 5]), "2026-12-06", TWICE),
    ("failure-mode", |record| seen(record, &[4, 5]), "2026-12-07", &[]),
    ("failure-mode", |record| seen(record, &[4, 5]), "2026-12-19", &[]),
    ("low-satisfaction", |record| content(record, [5, 5]), TODAY, &[]),
    (
        "low-satisfaction",
        |record| content(record, [4, 4]),
        TODAY,
        &["the engineer was not content in the last 2 retros"],
    ),
    ("low-satisfaction", |record| content(record, [4, 8]), TODAY, &[]),
    (
        "low-satisfaction",
        |record| {
            content(record, [0, 0]);
            record.engagement.end = date("2026-11-19");
        },
        TODAY,
        &[],
    ),
];
