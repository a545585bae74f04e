//! Each rule fires at its edge and not a step before. The base case is an engagement that goes as the playbook advises.

use chrono::NaiveDate;

use super::{attention, review};
use crate::model::{
    Close, Dropped, Engagement, EngagementRecord, Goal, GoalKind, Measure, NpsScore, Response,
    Retro, Round, Score, Settings, Task, Value, Week,
};

/// Friday of the sixth of ten weeks.
const TODAY: &str = "2026-11-20";

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn week(text: &str) -> Week {
    text.parse().unwrap()
}

fn goal(id: &str, kind: GoalKind, scored: &[(&str, f64)]) -> Goal {
    let score = |(at, value): &(&str, f64)| {
        let value = Value::Number(*value);
        (week(at), Score { value, note: None })
    };
    Goal {
        id: id.parse().unwrap(),
        title: id.to_owned(),
        why: None,
        kind,
        measure: Measure::Rating,
        mvp: false,
        weight: 1.0,
        dropped: None,
        scores: scored.iter().map(score).collect(),
    }
}

fn retro(at: &str) -> Retro {
    let went_poorly = vec![String::from("slow"), String::from("late")];
    Retro {
        went_poorly,
        ..Retro::new(week(at))
    }
}

/// An engagement about which there is nothing to say on [`TODAY`].
fn healthy() -> EngagementRecord {
    let weeks = [
        "2026-W42", "2026-W43", "2026-W44", "2026-W45", "2026-W46", "2026-W47",
    ];
    let scored = [("2026-W47", 0.9)];
    EngagementRecord {
        engagement: Engagement {
            id: "checkout".parse().unwrap(),
            title: String::from("Contract tests"),
            practice: None,
            kind: None,
            host: None,
            home: None,
            start: date("2026-10-12"),
            end: date("2026-12-18"),
            engineers: Vec::new(),
            advisor: Some("Mira".parse().unwrap()),
            people: Vec::new(),
            mvp_in_production: None,
            close: None,
        },
        goals: vec![
            goal("spread", GoalKind::Diffusion, &scored),
            goal("sales", GoalKind::Business, &scored),
        ],
        retros: weeks.map(retro).to_vec(),
        retro_weeks: weeks.map(week).to_vec(),
        rounds: Vec::new(),
        round_dates: Vec::new(),
    }
}

fn found(record: &EngagementRecord, today: &str) -> Vec<(&'static str, String, String)> {
    let findings = review(record, &Settings::default(), date(today));
    findings
        .into_iter()
        .map(|finding| (finding.rule.id, finding.message, finding.help))
        .collect()
}

type Change = fn(&mut EngagementRecord);

/// Of an engagement changed so, on that day, `rule` says that, or nothing. The other rules do not matter.
#[track_caller]
fn check(rule: &str, cases: &[(Change, &str, &[&str])]) {
    for (index, (change, today, expected)) in cases.iter().enumerate() {
        let mut record = healthy();
        change(&mut record);
        let found = found(&record, today);
        let said: Vec<&str> = found
            .iter()
            .filter(|found| found.0 == rule)
            .map(|found| found.1.as_str())
            .collect();
        assert_eq!(said, *expected, "case {index} of {rule}, {today}");
    }
}

fn close(record: &mut EngagementRecord, on: &str) {
    record.engagement.close = Some(Close {
        date: date(on),
        outcome: None,
        early: false,
        reason: None,
    });
}

fn scores(record: &mut EngagementRecord, scored: &[(&str, f64)]) {
    record.goals = vec![
        goal("spread", GoalKind::Diffusion, scored),
        goal("sales", GoalKind::Business, scored),
    ];
}

fn without_goals(record: &mut EngagementRecord) {
    record.goals.clear();
}

fn drop_goals(record: &mut EngagementRecord, kind: GoalKind) {
    for goal in record.goals.iter_mut().filter(|goal| goal.kind == kind) {
        goal.dropped = Some(Dropped {
            date: date("2026-10-20"),
            reason: None,
        });
    }
}

#[test]
fn nothing_is_said_where_there_is_nothing_to_say() {
    assert_eq!(found(&healthy(), TODAY), []);
}

#[test]
fn off_track_is_more_than_a_quarter_behind() {
    // 0.75 × 40 / 68 = 0.4412 is expected.
    check(
        "off-track",
        &[
            (|record| scores(record, &[("2026-W47", 0.1913)]), TODAY, &[]),
            (
                |record| scores(record, &[("2026-W47", 0.1911)]),
                TODAY,
                &["delivery is 0.25 behind the expected 0.44"],
            ),
            (
                |record| scores(record, &[("2026-W47", 0.0)]),
                "2026-10-11",
                &[],
            ),
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
            (
                |record| scores(record, &[]),
                "2026-10-19",
                &["never scored"],
            ),
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
            (
                |record| record.retro_weeks.truncate(2),
                TODAY,
                &["no retro in 2026-W44 to 2026-W46"],
            ),
            (|record| record.retro_weeks.clear(), "2026-10-18", &[]),
            (
                |record| record.retro_weeks.clear(),
                "2026-10-19",
                &["no retro in 2026-W42"],
            ),
            (
                |record| record.retro_weeks = vec![week("2026-W30")],
                "2026-10-19",
                &["no retro in 2026-W42"],
            ),
            (|record| record.retro_weeks.clear(), "2026-12-19", &[]),
            (|record| record.retro_weeks.clear(), "2026-10-01", &[]),
        ],
    );
}

#[test]
fn a_blocker_is_old_after_two_weeks() {
    fn block(record: &mut EngagementRecord, retro: usize) {
        let task = Task {
            id: "access".parse().unwrap(),
            text: String::from("Access"),
            owner: Some(String::from("Lee")),
        };
        record.retros[retro].blockers = vec![task];
    }
    check(
        "old-blocker",
        &[
            (|record| block(record, 4), TODAY, &[]),
            (
                |record| block(record, 3),
                TODAY,
                &["blocker \"Access\" is 2 weeks old (Lee)"],
            ),
            (
                |record| {
                    block(record, 3);
                    record.retros[5].cleared = vec!["access".parse().unwrap()];
                },
                TODAY,
                &[],
            ),
            (
                |record| block(record, 3),
                "2026-12-19",
                &["blocker \"Access\" is 6 weeks old (Lee)"],
            ),
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
        let response = Response {
            score: NpsScore::new(9).unwrap(),
            why: None,
            role: None,
        };
        let round = Round {
            date: date("2026-12-18"),
            question: None,
            asked: None,
            responses: vec![response],
        };
        record.round_dates = vec![round.date];
        record.rounds = vec![round];
    }
    check(
        "no-nps",
        &[
            (|_| {}, "2026-12-24", &[]),
            (
                |_| {},
                "2026-12-25",
                &["no NPS answer 7 days after the end"],
            ),
            (answered, "2026-12-25", &[]),
            (
                |_| {},
                "2027-03-18",
                &["no NPS answer 90 days after the end"],
            ),
            (|_| {}, "2027-03-19", &[]),
            (
                |record| close(record, "2026-11-13"),
                TODAY,
                &["no NPS answer 7 days after the end"],
            ),
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
    check(
        "no-diffusion-goal",
        &[
            (no_diffusion, "2026-10-01", &said),
            (no_diffusion, TODAY, &said),
        ],
    );
    check(
        "no-diffusion-goal",
        &[(without_goals, TODAY, &[]), (|_| {}, TODAY, &[])],
    );
    let no_delivery: Change = |record| drop_goals(record, GoalKind::Business);
    let technical: Change = |record| record.goals[1].kind = GoalKind::Technical;
    let said = ["none of the goals is a business or technical one"];
    check(
        "no-delivery-goal",
        &[
            (no_delivery, TODAY, &said),
            (technical, TODAY, &[]),
            (without_goals, TODAY, &[]),
        ],
    );
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
            (
                |record| record.engagement.end = date("2027-01-10"),
                TODAY,
                &[],
            ),
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
            (
                |record| record.engagement.advisor = None,
                "2026-10-01",
                &["nobody is the advisor"],
            ),
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
            (
                |record| poorly(record, 0, 0, Some(false)),
                TODAY,
                &[nothing],
            ),
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
fn attention_is_asked_for_by_what_cannot_wait() {
    let mut record = healthy();
    record.engagement.advisor = None;
    record.retro_weeks.clear();
    let all: Vec<&str> = found(&record, TODAY).iter().map(|found| found.0).collect();
    assert_eq!(all, ["retro-missed", "no-advisor"]);
    let urgent = attention(&record, &Settings::default(), date(TODAY));
    let urgent: Vec<&str> = urgent.iter().map(|finding| finding.rule.id).collect();
    assert_eq!(urgent, ["retro-missed"]);
}

#[test]
fn every_finding_names_a_command_or_a_question() {
    let mut record = healthy();
    record.engagement.advisor = None;
    record.retro_weeks.clear();
    record.retros.clear();
    drop_goals(&mut record, GoalKind::Diffusion);
    for (rule, _, help) in found(&record, "2027-01-20") {
        let names_engagement = help.contains("auxeng ") && help.contains(" -e checkout");
        assert!(names_engagement || help.contains('?'), "{rule}: {help}");
    }
}

#[test]
fn the_store_sets_the_thresholds() {
    let mut record = healthy();
    scores(&mut record, &[("2026-W47", 0.4)]);
    let strict = Settings {
        aim: 1.0,
        at_risk: 0.05,
        off_track: 0.1,
        ..Settings::default()
    };
    let rules = |settings: &Settings| {
        let findings = review(&record, settings, date(TODAY));
        findings
            .iter()
            .map(|finding| finding.rule.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(rules(&Settings::default()), Vec::<&str>::new());
    assert_eq!(rules(&strict), ["off-track"]);
}
