//! The weekly retro.

use super::{Change, Example, TODAY, changed, date, said, week};
use crate::model::{EngagementRecord, Replacement, Settings, WeeklyRetro};

pub(super) const MISSED_TWO: Change = |record| record.retro_weeks.truncate(3);
pub(super) const NONE: Change = |record| record.retro_weeks.clear();

pub(super) fn poorly(record: &mut EngagementRecord, well: usize, poorly: usize, asked: Option<bool>) {
    let retro = record.retros.last_mut().unwrap();
    retro.went_well = vec![String::from("well"); well];
    retro.went_poorly = vec![String::from("poorly"); poorly];
    retro.asked_for_negative = asked;
}

pub(super) fn replace(record: &mut EngagementRecord, because: &str) {
    let replaced = Replacement { by: String::from("Demo"), because: because.to_owned() };
    record.engagement.weekly_retro = Some(WeeklyRetro { replaced: Some(replaced), ..WeeklyRetro::default() });
}

pub(super) const DEMO: Change = |record| replace(record, "we look at what was done and ask what was bad");

pub(super) fn thin(record: &mut EngagementRecord, retros: usize) {
    for retro in record.retros.iter_mut().rev().take(retros) {
        retro.went_poorly.clear();
        retro.asked_for_negative = Some(true);
    }
}

pub(super) fn on_days(record: &mut EngagementRecord, days: [&str; 3]) {
    for (retro, day) in record.retros[3..].iter_mut().zip(days) {
        retro.date = Some(date(day));
    }
}

pub(super) fn present(record: &mut EngagementRecord, names: &[&str]) {
    record.retros[5].present = names.iter().map(|name| (*name).to_owned()).collect();
}

pub(super) const UNSENT: Change = |record| record.retros[5].notes_sent = None;

pub(super) const EXAMPLES: &[Example] = &[
    ("retro-missed", |_| {}, "2026-11-29", &[]),
    ("retro-missed", |_| {}, "2026-11-30", &["no retro in 2026-W48"]),
    ("retro-missed", |_| {}, "2026-12-07", &[]),
    ("retro-missed", NONE, "2026-10-18", &[]),
    ("retro-missed", NONE, "2026-10-19", &["no retro in 2026-W42"]),
    ("retro-missed", |record| record.retro_weeks = vec![week("2026-W30")], "2026-10-19", &["no retro in 2026-W42"]),
    ("retro-missed", NONE, "2026-12-19", &[]),
    ("retro-missed", NONE, "2026-10-01", &[]),
    ("retro-missed", DEMO, "2026-11-30", &[]),
    ("retros-stopped", |_| {}, "2026-12-06", &[]),
    ("retros-stopped", |_| {}, "2026-12-07", &["no retro in 2026-W48 to 2026-W49"]),
    ("retros-stopped", MISSED_TWO, TODAY, &["no retro in 2026-W45 to 2026-W46"]),
    (
        "retros-stopped",
        |record| {
            DEMO(record);
            NONE(record);
        },
        TODAY,
        &[],
    ),
    ("unrecorded-ritual", NONE, TODAY, &[]),
    ("unrecorded-ritual", DEMO, TODAY, &[]),
    (
        "unrecorded-ritual",
        |record| {
            DEMO(record);
            record.retro_weeks.truncate(3);
        },
        "2026-11-22",
        &[],
    ),
    (
        "unrecorded-ritual",
        |record| {
            DEMO(record);
            record.retro_weeks.truncate(3);
        },
        "2026-11-23",
        &["nothing is recorded of \"Demo\" for 3 weeks"],
    ),
    ("unreasoned-ritual", DEMO, TODAY, &[]),
    (
        "unreasoned-ritual",
        |record| replace(record, "saves time"),
        TODAY,
        &["why \"Demo\" serves the purpose of the retro is not said"],
    ),
    ("unreasoned-ritual", |record| replace(record, "振り返りと同じ目的を果たすから"), TODAY, &[]),
    ("long-retro", |record| record.retros[5].minutes = Some(30), TODAY, &[]),
    (
        "long-retro",
        |record| record.retros[5].minutes = Some(31),
        TODAY,
        &["the retro of 2026-W47 took 31 minutes of 30"],
    ),
    ("long-retro", |record| record.retros[4].minutes = Some(55), TODAY, &[]),
    ("wandering-retro", |_| {}, TODAY, &[]),
    (
        "wandering-retro",
        |record| on_days(record, ["2026-11-04", "2026-11-13", "2026-11-16"]),
        TODAY,
        &["the last 3 retros were on Wednesday, Friday and Monday"],
    ),
    ("wandering-retro", |record| on_days(record, ["2026-11-04", "2026-11-13", "2026-11-18"]), TODAY, &[]),
    ("host-absent", |_| {}, TODAY, &[]),
    ("host-absent", |record| present(record, &[]), TODAY, &[]),
    ("host-absent", |record| present(record, &["Ana", "Somebody"]), TODAY, &[]),
    (
        "host-absent",
        |record| present(record, &["ana", "Priya", "Mira"]),
        TODAY,
        &["nobody of the host team was at the retro of 2026-W47"],
    ),
    ("notes-not-sent", |_| {}, "2026-11-25", &[]),
    ("notes-not-sent", UNSENT, "2026-11-22", &[]),
    ("notes-not-sent", UNSENT, "2026-11-23", &["the notes of 2026-W47 are not sent, 3 days after the retro"]),
    (
        "notes-not-sent",
        |record| {
            UNSENT(record);
            present(record, &[]);
        },
        "2026-11-23",
        &[],
    ),
    (
        "thin-poorly",
        |record| poorly(record, 0, 0, None),
        TODAY,
        &["nothing went poorly in 2026-W47, and negative feedback was not asked for"],
    ),
    (
        "thin-poorly",
        |record| poorly(record, 0, 0, Some(false)),
        TODAY,
        &["nothing went poorly in 2026-W47, and negative feedback was not asked for"],
    ),
    ("thin-poorly", |record| poorly(record, 0, 0, Some(true)), TODAY, &[]),
    (
        "thin-poorly",
        |record| poorly(record, 3, 1, None),
        TODAY,
        &["only one thing went poorly in 2026-W47, and negative feedback was not asked for"],
    ),
    ("thin-poorly", |record| poorly(record, 2, 1, None), TODAY, &[]),
    ("thin-poorly", |record| poorly(record, 9, 2, None), TODAY, &[]),
    ("thin-poorly", |record| poorly(record, 0, 0, None), "2026-12-19", &[]),
    ("thin-poorly", |record| record.retros.clear(), TODAY, &[]),
    ("thin-to-the-end", |record| thin(record, 2), TODAY, &[]),
    ("thin-to-the-end", |record| thin(record, 3), TODAY, &["next to nothing went poorly in the last 3 retros"]),
    (
        "thin-to-the-end",
        |record| {
            thin(record, 3);
            record.engagement.end = date("2027-01-08");
        },
        TODAY,
        &[],
    ),
];

#[test]
fn that_it_was_asked_is_recorded_in_the_retro_that_is_meant() {
    let record = changed(|record| poorly(record, 0, 0, None));
    let found = said("thin-poorly", &record, &Settings::default(), "2026-11-24");
    assert!(found[0].help.ends_with("--asked-for-negative --date 2026-W47 -e checkout"), "{}", found[0].help);
}
