//! Each rule fires at its edge and not a step before. The base case is an engagement that goes as the playbook advises.

mod life;
mod weekly;

use chrono::NaiveDate;

use super::{attention, review};
use crate::model::{
    Close, Dropped, Engagement, EngagementRecord, Goal, GoalKind, Measure, Retro, Score, Settings, Value, Week,
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
    Retro { went_poorly, ..Retro::new(week(at)) }
}

/// An engagement about which there is nothing to say on [`TODAY`].
fn healthy() -> EngagementRecord {
    let weeks = ["2026-W42", "2026-W43", "2026-W44", "2026-W45", "2026-W46", "2026-W47"];
    let scored = [("2026-W47", 0.9)];
    let (start, end) = (date("2026-10-12"), date("2026-12-18"));
    let engagement = Engagement::new("checkout".parse().unwrap(), String::from("Contract tests"), start, end);
    EngagementRecord {
        goals: vec![goal("spread", GoalKind::Diffusion, &scored), goal("sales", GoalKind::Business, &scored)],
        retros: weeks.map(retro).to_vec(),
        retro_weeks: weeks.map(week).to_vec(),
        ..EngagementRecord::new(Engagement { advisor: Some("Mira".parse().unwrap()), ..engagement })
    }
}

fn found(record: &EngagementRecord, today: &str) -> Vec<(&'static str, String, String)> {
    let findings = review(record, &Settings::default(), date(today));
    findings.into_iter().map(|finding| (finding.rule.id, finding.message, finding.help)).collect()
}

type Change = fn(&mut EngagementRecord);

/// Of an engagement changed so, on that day, `rule` says that, or nothing. The other rules do not matter.
#[track_caller]
fn check(rule: &str, cases: &[(Change, &str, &[&str])]) {
    for (index, (change, today, expected)) in cases.iter().enumerate() {
        let mut record = healthy();
        change(&mut record);
        let found = found(&record, today);
        let said: Vec<&str> = found.iter().filter(|found| found.0 == rule).map(|found| found.1.as_str()).collect();
        assert_eq!(said, *expected, "case {index} of {rule}, {today}");
    }
}

fn close(record: &mut EngagementRecord, on: &str) {
    record.engagement.close = Some(Close { date: date(on), outcome: None, early: false, reason: None });
}

fn scores(record: &mut EngagementRecord, scored: &[(&str, f64)]) {
    record.goals = vec![goal("spread", GoalKind::Diffusion, scored), goal("sales", GoalKind::Business, scored)];
}

fn without_goals(record: &mut EngagementRecord) {
    record.goals.clear();
}

fn drop_goals(record: &mut EngagementRecord, kind: GoalKind) {
    for goal in record.goals.iter_mut().filter(|goal| goal.kind == kind) {
        goal.dropped = Some(Dropped { date: date("2026-10-20"), reason: None });
    }
}

#[test]
fn nothing_is_said_where_there_is_nothing_to_say() {
    assert_eq!(found(&healthy(), TODAY), []);
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
    let strict = Settings { aim: 1.0, at_risk: 0.05, off_track: 0.1, ..Settings::default() };
    let rules = |settings: &Settings| {
        let findings = review(&record, settings, date(TODAY));
        findings.iter().map(|finding| finding.rule.id).collect::<Vec<_>>()
    };
    assert_eq!(rules(&Settings::default()), Vec::<&str>::new());
    assert_eq!(rules(&strict), ["off-track"]);
}
