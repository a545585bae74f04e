//! What stays: champions, and whether the practice lasts.

use super::{Change, Example, TODAY, close, date, end_early};
use crate::model::{Answer, Champion, CheckIn, EngagementRecord, OutOfTen, SteppedBack, Talk};

fn champion(record: &mut EngagementRecord, talks: &[&str]) {
    let talk = |day: &&str| (date(day), Talk::new(OutOfTen::new(8), None, None).unwrap());
    let champion = Champion::new("lee-novak".parse().unwrap(), "Lee Novak".parse().unwrap());
    record.champions = vec![Champion { talks: talks.iter().map(talk).collect(), ..champion }];
}

fn held(record: &mut EngagementRecord, answers: [Option<Answer>; 3]) {
    CLOSED(record);
    let [comfortable, habits, dependent] = answers;
    let day = date("2027-03-18");
    record.check_ins = vec![CheckIn { comfortable, habits, dependent, ..CheckIn::new(day) }];
    record.check_in_dates = vec![day];
}

const CLOSED: Change = |record| close(record, "2026-12-18");
pub(super) const TALKED: Change = |record| champion(record, &["2026-10-02"]);
pub(super) const UNCOMFORTABLE: Change = |record| held(record, [Some(Answer::No), None, None]);

pub(super) const EXAMPLES: &[Example] = &[
    ("no-champion", CLOSED, "2026-12-18", &["no champion was found"]),
    ("no-champion", |_| {}, "2026-12-18", &[]),
    ("no-champion", |_| {}, "2026-12-19", &["no champion was found"]),
    ("no-champion", TALKED, "2026-12-19", &[]),
    (
        "no-champion",
        |record| {
            TALKED(record);
            record.champions[0].stepped_back = Some(SteppedBack { date: date("2026-12-01"), reason: None });
        },
        "2026-12-19",
        &["no champion was found"],
    ),
    ("no-champion", |record| end_early(record, "2026-11-19"), TODAY, &[]),
    ("no-champion", CLOSED, "2027-03-19", &[]),
    // Six weeks after the second of October, and a week.
    ("champion-due", TALKED, "2026-11-19", &[]),
    ("champion-due", TALKED, TODAY, &["nobody has talked with Lee Novak since 2 October 2026"]),
    ("champion-due", |record| champion(record, &[]), "2027-02-04", &[]),
    ("champion-due", |record| champion(record, &[]), "2027-02-05", &["nobody has talked with Lee Novak yet"]),
    (
        "champion-due",
        |record| {
            TALKED(record);
            record.champions[0].every_weeks = Some(10);
        },
        TODAY,
        &[],
    ),
    (
        "not-lasting",
        |record| held(record, [Some(Answer::Yes), Some(Answer::Partly), Some(Answer::No)]),
        "2027-03-20",
        &[],
    ),
    (
        "not-lasting",
        UNCOMFORTABLE,
        "2027-05-17",
        &["the check-in of 18 March says: they are not comfortable maintaining what was built"],
    ),
    ("not-lasting", UNCOMFORTABLE, "2027-05-18", &[]),
    (
        "not-lasting",
        |record| held(record, [None, Some(Answer::No), None]),
        "2027-03-20",
        &["the check-in of 18 March says: the habits were not kept"],
    ),
    (
        "not-lasting",
        |record| held(record, [None, None, Some(Answer::Yes)]),
        "2027-03-20",
        &["the check-in of 18 March says: they still depend on the home team"],
    ),
];
