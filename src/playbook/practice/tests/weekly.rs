//! The rules of the week: scores, retros, blockers, hard feedback.

use super::{Change, TODAY, check, close, scores, week, without_goals};
use crate::model::{EngagementRecord, FailureMode, Task};

#[test]
fn off_track_is_more_than_a_quarter_behind() {
    // 0.75 × 40 / 68 = 0.4412 is expected.
    check(
        "off-track",
        &[
            (|record| scores(record, &[("2026-W47", 0.1913)]), TODAY, &[]),
            (|record| scores(record, &[("2026-W47", 0.1911)]), TODAY, &["delivery is 0.25 behind the expected 0.44"]),
            (|record| scores(record, &[("2026-W47", 0.0)]), "2026-10-11", &[]),
        ],
    );
}

#[test]
fn goals_are_late_from_the_second_monday_after_their_week() {
    let before: Change = |record| scores(record, &[("2026-W46", 0.9)]);
    check(
        "not-scored",
        &[
            (before, "2026-11-22", &[]),
            (before, "2026-11-23", &["not scored for 8 days"]),
            (|record| scores(record, &[]), "2026-10-18", &[]),
            (|record| scores(record, &[]), "2026-10-19", &["never scored"]),
            (without_goals, TODAY, &[]),
            (before, "2026-12-19", &[]),
        ],
    );
}

#[test]
fn a_retro_is_missed_when_its_week_is_over() {
    check(
        "retro-missed",
        &[
            (|_| {}, "2026-11-29", &[]),
            (|_| {}, "2026-11-30", &["no retro in 2026-W48"]),
            (|record| record.retro_weeks.truncate(2), TODAY, &["no retro in 2026-W44 to 2026-W46"]),
            (|record| record.retro_weeks.clear(), "2026-10-18", &[]),
            (|record| record.retro_weeks.clear(), "2026-10-19", &["no retro in 2026-W42"]),
            (|record| record.retro_weeks = vec![week("2026-W30")], "2026-10-19", &["no retro in 2026-W42"]),
            (|record| record.retro_weeks.clear(), "2026-12-19", &[]),
            (|record| record.retro_weeks.clear(), "2026-10-01", &[]),
        ],
    );
}

#[test]
fn a_blocker_is_old_after_two_weeks() {
    fn block(record: &mut EngagementRecord, retro: usize) {
        let task =
            Task { id: "access".parse().unwrap(), text: String::from("Access"), owner: Some(String::from("Lee")) };
        record.retros[retro].blockers = vec![task];
    }
    check(
        "old-blocker",
        &[
            (|record| block(record, 4), TODAY, &[]),
            (|record| block(record, 3), TODAY, &["blocker \"Access\" is 2 weeks old (Lee)"]),
            (
                |record| {
                    block(record, 3);
                    record.retros[5].cleared = vec!["access".parse().unwrap()];
                },
                TODAY,
                &[],
            ),
            (|record| block(record, 3), "2026-12-19", &["blocker \"Access\" is 6 weeks old (Lee)"]),
            (
                |record| {
                    block(record, 3);
                    close(record, "2026-11-19");
                },
                TODAY,
                &[],
            ),
        ],
    );
}

#[test]
fn a_thin_column_is_remarked_where_nobody_asked() {
    fn poorly(record: &mut EngagementRecord, well: usize, poorly: usize, asked: Option<bool>) {
        let retro = record.retros.last_mut().unwrap();
        retro.went_well = vec![String::from("well"); well];
        retro.went_poorly = vec![String::from("poorly"); poorly];
        retro.asked_for_negative = asked;
    }
    let nothing = "nothing went poorly in 2026-W47, and negative feedback was not asked for";
    let one = "only one thing went poorly in 2026-W47, and negative feedback was not asked for";
    check(
        "thin-poorly",
        &[
            (|record| poorly(record, 0, 0, None), TODAY, &[nothing]),
            (|record| poorly(record, 0, 0, Some(false)), TODAY, &[nothing]),
            (|record| poorly(record, 0, 0, Some(true)), TODAY, &[]),
            (|record| poorly(record, 3, 1, None), TODAY, &[one]),
            (|record| poorly(record, 2, 1, None), TODAY, &[]),
            (|record| poorly(record, 9, 2, None), TODAY, &[]),
            (|record| poorly(record, 0, 0, None), "2026-12-19", &[]),
            (|record| record.retros.clear(), TODAY, &[]),
        ],
    );
}

#[test]
fn a_failure_mode_that_is_seen_twice_running_is_told() {
    fn seen(record: &mut EngagementRecord, retros: &[usize]) {
        for retro in retros {
            record.retros[*retro].failure_modes = vec![FailureMode::NotWelcome];
        }
    }
    let twice = "the engineer does not feel welcome, for 2 retros running";
    check(
        "failure-mode",
        &[
            (|record| seen(record, &[5]), TODAY, &[]),
            (|record| seen(record, &[4, 5]), TODAY, &[twice]),
            (
                |record| seen(record, &[2, 3, 4, 5]),
                TODAY,
                &["the engineer does not feel welcome, for 4 retros running"],
            ),
            (|record| seen(record, &[3, 5]), TODAY, &[]),
            (|record| seen(record, &[3, 4]), TODAY, &[]),
            (|record| seen(record, &[4, 5]), "2026-12-06", &[twice]),
            (|record| seen(record, &[4, 5]), "2026-12-07", &[]),
            (|record| seen(record, &[4, 5]), "2026-12-19", &[]),
        ],
    );
}
