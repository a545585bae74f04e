//! What is shown, from records to text.

mod feedback;
mod formats;
mod log;
mod pages;
mod people;
mod program;
mod project;
mod retro_notes;
mod status;
mod web;
mod working_time;

use chrono::NaiveDate;

use super::Layout;
use super::view::{StatusView, Summary};
use crate::model::{
    Engagement, EngagementRecord, Goal, GoalKind, Measure, Milestone, MilestoneKind, NpsScore, Response, Retro, Round,
    Score, Settings, Task, Value, Week,
};
use crate::text::Paint;

/// Friday of the sixth of ten weeks.
const TODAY: &str = "2026-11-20";

/// An ordinary terminal.
const TERMINAL: Layout = Layout { width: 80, unicode: true };

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn week(text: &str) -> Week {
    text.parse().unwrap()
}

/// An engagement of ten weeks in which nothing has been recorded.
fn record(id: &str) -> EngagementRecord {
    let (start, end) = (date("2026-10-12"), date("2026-12-18"));
    let engagement = Engagement::new(id.parse().unwrap(), format!("The work on {id}"), start, end);
    EngagementRecord::new(Engagement { advisor: Some("Mira".parse().unwrap()), ..engagement })
}

fn metric(id: &str, kind: GoalKind, (baseline, target): (f64, f64), scores: &[(&str, f64)]) -> Goal {
    let score = |(at, value): &(&str, f64)| (week(at), Score { value: Value::Number(*value), note: None });
    Goal {
        id: id.parse().unwrap(),
        title: id.to_owned(),
        why: None,
        kind,
        measure: Measure::Metric { baseline, target, unit: None },
        mvp: false,
        weight: 1.0,
        dropped: None,
        scores: scores.iter().map(score).collect(),
    }
}

/// An engagement scored with `share` this week, about which there is nothing to say but how far it is.
fn scored(id: &str, share: f64) -> EngagementRecord {
    let mut record = record(id);
    let goal = |id, kind| metric(id, kind, (0.0, 1.0), &[("2026-W47", share)]);
    record.goals = vec![goal("spread", GoalKind::Diffusion), goal("sales", GoalKind::Business)];
    add_retro(&mut record, Retro::new(week("2026-W47")));
    record
}

fn add_retro(record: &mut EngagementRecord, retro: Retro) {
    let retro = Retro { asked_for_negative: Some(true), ..retro };
    record.retro_weeks.push(retro.week);
    record.retros.push(retro);
}

fn add_round(record: &mut EngagementRecord, began: &str, scores: &[i64]) {
    let response = |score: &i64| Response { score: NpsScore::new(*score).unwrap(), why: None, role: None };
    let responses = scores.iter().map(response).collect();
    let round = Round { date: date(began), question: None, asked: None, responses };
    record.round_dates.push(round.date);
    record.rounds.push(round);
}

fn task(id: &str, owner: Option<&str>) -> Task {
    Task { id: id.parse().unwrap(), text: format!("Do {id}"), owner: owner.map(str::to_owned) }
}

fn milestone(id: &str, day: &str, kind: MilestoneKind, note: Option<&str>) -> Milestone {
    let (title, note) = (format!("Do {id}"), note.map(str::to_owned));
    Milestone { id: id.parse().unwrap(), title, date: date(day), kind, note }
}

fn view(records: &[EngagementRecord]) -> StatusView {
    let summary = |record: &EngagementRecord| Summary::of(record, &Settings::default(), date(TODAY));
    StatusView::new(date(TODAY), records.iter().map(summary).collect())
}

/// `text` without role marks, as a terminal without colour shows it.
fn plain(text: &str) -> String {
    text.chars().filter(|c| Paint::of(*c).is_none()).collect()
}
