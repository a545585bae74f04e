//! The engineer's time.

use super::{Change, Example, TODAY, date};
use crate::model::{EngagementRecord, TimeSplit};

/// The last retros record that the week split so: pairing, other host work, home, backlog and planning.
pub(super) fn split(record: &mut EngagementRecord, retros: usize, [pairing, host, home, backlog, planning]: [f64; 5]) {
    let time = TimeSplit::in_parts([pairing, host, home], Some(backlog), Some(planning));
    record.retros.iter_mut().rev().take(retros).for_each(|retro| retro.time = time);
}

pub(super) const USUAL: Change = |record| split(record, 3, [60.0, 20.0, 20.0, 0.0, 0.0]);
pub(super) const NO_FREE_DAY: Change = |record| split(record, 3, [71.0, 20.0, 9.0, 0.0, 0.0]);
pub(super) const ALONE: Change = |record| split(record, 3, [30.0, 50.0, 20.0, 0.0, 0.0]);
pub(super) const BACKLOG: Change = |record| split(record, 3, [50.0, 15.0, 20.0, 15.0, 0.0]);
pub(super) const PLANNING: Change = |record| split(record, 3, [40.0, 0.0, 20.0, 0.0, 40.0]);

pub(super) const EXAMPLES: &[Example] = &[
    ("week-split", USUAL, TODAY, &[]),
    ("week-split", |record| split(record, 3, [70.0, 20.0, 10.0, 0.0, 0.0]), TODAY, &[]),
    ("week-split", NO_FREE_DAY, TODAY, &["9 % of the last 3 weeks was at home, 20 % is usual"]),
    ("week-split", |record| split(record, 2, [80.0, 20.0, 0.0, 0.0, 0.0]), TODAY, &[]),
    ("week-split", |record| split(record, 3, [60.0, 10.0, 30.0, 0.0, 0.0]), TODAY, &[]),
    (
        "week-split",
        |record| split(record, 3, [50.0, 10.0, 40.0, 0.0, 0.0]),
        TODAY,
        &["60 % of the last 3 weeks was with the host, 80 % is usual"],
    ),
    (
        "week-split",
        |record| {
            NO_FREE_DAY(record);
            record.engagement.end = date("2026-11-19");
        },
        TODAY,
        &[],
    ),
    ("week-split", NO_FREE_DAY, "2026-12-06", &["9 % of the last 3 weeks was at home, 20 % is usual"]),
    ("week-split", NO_FREE_DAY, "2026-12-07", &[]),
    ("little-pairing", ALONE, "2026-12-07", &[]),
    ("backlog-work", BACKLOG, "2026-12-07", &[]),
    ("much-planning", PLANNING, "2026-12-07", &[]),
    ("little-pairing", |record| split(record, 3, [40.0, 40.0, 20.0, 0.0, 0.0]), TODAY, &[]),
    ("little-pairing", ALONE, TODAY, &["30 % of the last 3 weeks was pairing on the goals"]),
    ("backlog-work", |record| split(record, 3, [60.0, 10.0, 20.0, 10.0, 0.0]), TODAY, &[]),
    ("backlog-work", BACKLOG, TODAY, &["15 % of the last 3 weeks went into the backlog"]),
    ("much-planning", |record| split(record, 3, [50.0, 0.0, 20.0, 0.0, 30.0]), TODAY, &[]),
    ("much-planning", PLANNING, TODAY, &["40 % of the last 3 weeks was planning"]),
];
