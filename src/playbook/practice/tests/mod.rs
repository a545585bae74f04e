//! Each rule fires at its edge and not a step before. The base case is an engagement that goes as the playbook advises.
//!
//! The examples of a rule are rows of a table: what is changed, the day, and what is said. Of each rule there is one that
//! keeps it and one that breaks it.

mod after;
mod edges;
mod end;
mod follow_up;
mod goals;
mod laws;
mod plan;
mod platform;
mod progress;
mod retros;
mod sourcing;
mod stays;
mod time;

use chrono::NaiveDate;

use super::review;
use crate::model::{
    Close, Dropped, Engagement, EngagementRecord, Feedback, FeedbackKind, Goal, GoalKind, Measure, Retro, Score,
    Settings, Value, Week,
};
use crate::playbook::Finding;

/// Friday of the sixth of ten weeks.
const TODAY: &str = "2026-11-20";

/// What is changed in [`healthy`].
type Change = fn(&mut EngagementRecord);

/// Of an engagement changed so, on that day, the rule says that, or nothing. The other rules do not matter.
type Example = (&'static str, Change, &'static str, &'static [&'static str]);

const TABLES: &[&[Example]] = &[
    plan::EXAMPLES,
    goals::EXAMPLES,
    progress::EXAMPLES,
    retros::EXAMPLES,
    follow_up::EXAMPLES,
    time::EXAMPLES,
    platform::EXAMPLES,
    end::EXAMPLES,
    after::EXAMPLES,
];

fn examples() -> impl Iterator<Item = Example> {
    TABLES.iter().copied().flatten().copied()
}

/// What each example that breaks a rule advises to do.
pub(in crate::playbook) fn helps() -> Vec<String> {
    let of_example = |(rule, change, today, _): Example| said(rule, &changed(change), &Settings::default(), today);
    examples().flat_map(of_example).map(|finding| finding.help).collect()
}

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
        measure: Measure::Metric { baseline: 0.0, target: 1.0, unit: None },
        mvp: false,
        weight: 1.0,
        dropped: None,
        scores: scored.iter().map(score).collect(),
    }
}

fn retro(at: &str) -> Retro {
    let went_poorly = vec![String::from("slow"), String::from("late")];
    let notes_sent = Some(week(at).friday());
    let present = vec![String::from("Ana"), String::from("Lee")];
    Retro { went_poorly, notes_sent, present, minutes: Some(28), date: notes_sent, ..Retro::new(week(at)) }
}

/// An engagement about which there is nothing to say on [`TODAY`].
fn healthy() -> EngagementRecord {
    let weeks = ["2026-W42", "2026-W43", "2026-W44", "2026-W45", "2026-W46", "2026-W47"];
    let scored = [("2026-W47", 0.9)];
    let (start, end) = (date("2026-10-12"), date("2026-12-18"));
    let engagement = Engagement::new("checkout".parse().unwrap(), String::from("Contract tests"), start, end);
    let people = |names: &[&str]| names.iter().map(|name| name.parse().unwrap()).collect();
    let engagement = Engagement {
        advisor: Some("Mira".parse().unwrap()),
        engineers: people(&["Ana", "Priya"]),
        people: people(&["Lee", "Hana", "Bram", "Kofi", "Noor"]),
        kickoff: Some(start),
        ..engagement
    };
    let id = "2026-11-18-slow".parse().unwrap();
    let happened = Some(String::from("Three tokens from three pages"));
    let feedback = Feedback { happened, ..Feedback::new(id, String::from("Slow"), FeedbackKind::Friction) };
    EngagementRecord {
        goals: vec![goal("spread", GoalKind::Diffusion, &scored), goal("sales", GoalKind::Business, &scored)],
        retros: weeks.map(retro).to_vec(),
        retro_weeks: weeks.map(week).to_vec(),
        feedback: vec![feedback],
        ..EngagementRecord::new(engagement)
    }
}

fn changed(change: Change) -> EngagementRecord {
    let mut record = healthy();
    change(&mut record);
    record
}

fn found(record: &EngagementRecord, today: &str) -> Vec<(&'static str, String, String)> {
    let findings = review(record, &Settings::default(), date(today));
    findings.into_iter().map(|finding| (finding.rule.id, finding.message, finding.help)).collect()
}

/// What `rule` says of a record.
fn said(rule: &str, record: &EngagementRecord, settings: &Settings, today: &str) -> Vec<Finding> {
    let mut findings = review(record, settings, date(today));
    findings.retain(|finding| finding.rule.id == rule);
    findings
}

fn close(record: &mut EngagementRecord, on: &str) {
    let outcome = Some(String::from("It spread"));
    record.engagement.close = Some(Close { date: date(on), outcome, early: false, reason: None });
}

fn end_early(record: &mut EngagementRecord, on: &str) {
    close(record, on);
    record.engagement.close.as_mut().unwrap().early = true;
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

/// The goals of the engagement, so many of each kind, each scored so.
fn goals(record: &mut EngagementRecord, kinds: &[(GoalKind, usize)], score: f64) {
    let named = |(kind, n): &(GoalKind, usize)| {
        let goal = |number: usize| goal(&format!("{}-{number}", kind.label()), *kind, &[("2026-W47", score)]);
        (0..*n).map(goal).collect::<Vec<_>>()
    };
    record.goals = kinds.iter().flat_map(named).collect();
}
