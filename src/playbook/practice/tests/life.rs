//! The rules of an engagement's life: goals, advisor, length, end, survey.

use super::{Change, TODAY, check, close, date, drop_goals, without_goals};
use crate::model::{EngagementRecord, GoalKind, NpsScore, Response, Round};

#[test]
fn an_engagement_is_past_its_end_from_the_next_day_on() {
    check(
        "past-end",
        &[
            (|_| {}, "2026-12-18", &[]),
            (|_| {}, "2026-12-19", &["ended 1 day ago and is not closed"]),
            (|record| close(record, "2026-12-18"), "2027-01-10", &[]),
        ],
    );
}

#[test]
fn the_survey_is_due_for_a_quarter_from_a_week_after_the_end() {
    fn answered(record: &mut EngagementRecord) {
        let response = Response { score: NpsScore::new(9).unwrap(), why: None, role: None };
        let round = Round { date: date("2026-12-18"), question: None, asked: None, responses: vec![response] };
        record.round_dates = vec![round.date];
        record.rounds = vec![round];
    }
    check(
        "no-nps",
        &[
            (|_| {}, "2026-12-24", &[]),
            (|_| {}, "2026-12-25", &["no NPS answer 7 days after the end"]),
            (answered, "2026-12-25", &[]),
            (|_| {}, "2027-03-18", &["no NPS answer 90 days after the end"]),
            (|_| {}, "2027-03-19", &[]),
            (|record| close(record, "2026-11-13"), TODAY, &["no NPS answer 7 days after the end"]),
        ],
    );
}

#[test]
fn the_project_retro_is_due_for_a_quarter_from_a_week_after_the_end() {
    let held: Change = |record| record.has_project_retro = true;
    check(
        "no-project-retro",
        &[
            (|_| {}, "2026-12-24", &[]),
            (|_| {}, "2026-12-25", &["no project retro 7 days after the end"]),
            (held, "2026-12-25", &[]),
            (|_| {}, "2027-03-18", &["no project retro 90 days after the end"]),
            (|_| {}, "2027-03-19", &[]),
            (|record| close(record, "2026-11-13"), TODAY, &["no project retro 7 days after the end"]),
            (|record| close(record, "2026-11-14"), TODAY, &[]),
        ],
    );
}

#[test]
fn goals_are_agreed_before_the_first_day() {
    check(
        "no-goals",
        &[
            (without_goals, "2026-10-11", &[]),
            (without_goals, "2026-10-12", &["no goals yet"]),
            (
                |record| {
                    drop_goals(record, GoalKind::Diffusion);
                    drop_goals(record, GoalKind::Business);
                },
                TODAY,
                &["no goals yet"],
            ),
            (|record| drop_goals(record, GoalKind::Business), TODAY, &[]),
            (without_goals, "2026-12-19", &[]),
        ],
    );
}

#[test]
fn goals_are_of_both_kinds() {
    let no_diffusion: Change = |record| drop_goals(record, GoalKind::Diffusion);
    let said = ["none of the goals is about diffusion"];
    check("no-diffusion-goal", &[(no_diffusion, "2026-10-01", &said), (no_diffusion, TODAY, &said)]);
    check("no-diffusion-goal", &[(without_goals, TODAY, &[]), (|_| {}, TODAY, &[])]);
    let no_delivery: Change = |record| drop_goals(record, GoalKind::Business);
    let technical: Change = |record| record.goals[1].kind = GoalKind::Technical;
    let said = ["none of the goals is a business or technical one"];
    check("no-delivery-goal", &[(no_delivery, TODAY, &said), (technical, TODAY, &[]), (without_goals, TODAY, &[])]);
    let over: Change = |record| {
        drop_goals(record, GoalKind::Diffusion);
        close(record, "2026-11-19");
    };
    check("no-diffusion-goal", &[(over, TODAY, &[])]);
}

#[test]
fn a_quarter_is_thirteen_weeks() {
    check(
        "too-long",
        &[
            (|record| record.engagement.end = date("2027-01-10"), TODAY, &[]),
            (
                |record| record.engagement.end = date("2027-01-11"),
                TODAY,
                &["planned for 14 weeks, more than a quarter"],
            ),
            (
                |record| {
                    record.engagement.end = date("2027-01-11");
                    close(record, "2026-11-19");
                },
                TODAY,
                &[],
            ),
        ],
    );
}

#[test]
fn an_advisor_is_named_until_it_is_over() {
    check(
        "no-advisor",
        &[
            (|record| record.engagement.advisor = None, "2026-10-01", &["nobody is the advisor"]),
            (
                |record| {
                    record.engagement.advisor = None;
                    close(record, TODAY);
                },
                TODAY,
                &[],
            ),
        ],
    );
}

#[test]
fn the_host_is_asked_again_three_months_after_the_close() {
    let closed: Change = |record| close(record, "2026-12-18");
    let asked_again: Change = |record| {
        close(record, "2026-12-18");
        record.round_dates = vec![date("2026-12-18"), date("2027-03-10")];
    };
    let early: Change = |record| {
        close(record, "2026-11-18");
        record.engagement.close.as_mut().unwrap().early = true;
    };
    check(
        "check-in-due",
        &[
            (closed, "2027-03-17", &[]),
            (closed, "2027-03-18", &["three-month check-in was due on 18 March"]),
            (closed, "2027-04-26", &["three-month check-in was due on 18 March"]),
            (closed, "2027-04-27", &[]),
            (asked_again, "2027-03-18", &[]),
            (early, "2027-02-20", &[]),
            (|_| {}, "2027-03-18", &[]),
        ],
    );
}
