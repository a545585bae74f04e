//! A goal with its progress.

use chrono::NaiveDate;
use serde::Serialize;

use super::week;
use crate::metrics::{GoalState, Progress, goal_state};
use crate::model::{Goal, GoalKind, Measure, Value, Week};

/// A goal as it stands.
#[derive(Debug, Clone, Serialize)]
pub struct GoalView {
    /// The goal's id.
    pub id: String,
    /// What is to be reached.
    pub title: String,
    /// Why it matters.
    pub why: Option<String>,
    /// What it is for.
    pub kind: GoalKind,
    /// `metric`, `milestone` or `rating`.
    pub measure: &'static str,
    /// What a metric counts.
    pub unit: Option<String>,
    /// The value of a metric before the engagement.
    pub baseline: Option<f64>,
    /// The value of a metric that is aimed at.
    pub target: Option<f64>,
    /// How much it counts among the goals of its score.
    pub weight: f64,
    /// Whether it counts only once the MVP is in production.
    pub mvp: bool,
    /// The newest value.
    pub value: Option<Value>,
    /// The progress that counts, 0…1; `None` when never scored.
    pub progress: Option<f64>,
    /// The progress as measured, which may lie below 0 or above 1.
    pub raw_progress: Option<f64>,
    /// Where it stands.
    pub state: GoalState,
    /// Since when it is no longer pursued.
    pub dropped: Option<NaiveDate>,
    /// Why it is no longer pursued.
    pub dropped_reason: Option<String>,
    /// Every score, oldest first.
    pub scores: Vec<ScoreView>,
    /// How the goal is measured, for layouts.
    #[serde(skip)]
    pub measured: Measure,
}

/// A weekly score.
#[derive(Debug, Clone, Serialize)]
pub struct ScoreView {
    /// The week that was scored.
    #[serde(serialize_with = "week")]
    pub week: Week,
    /// What was measured.
    pub value: Value,
    /// The progress that counts, 0…1.
    pub progress: f64,
    /// What was said about it.
    pub note: Option<String>,
}

impl GoalView {
    /// The goal on `today`.
    pub fn of(goal: &Goal, mvp_in_production: Option<NaiveDate>, today: NaiveDate) -> Self {
        let progress = goal.latest().map(|(_, score)| Progress::of(&goal.measure, score.value));
        Self {
            id: goal.id.to_string(),
            title: goal.title.clone(),
            why: goal.why.clone(),
            kind: goal.kind,
            measure: goal.measure.label(),
            unit: goal.measure.unit().map(str::to_owned),
            baseline: goal.measure.baseline(),
            target: goal.measure.target(),
            weight: goal.weight,
            mvp: goal.mvp,
            value: goal.latest().map(|(_, score)| score.value),
            progress: progress.map(Progress::share),
            raw_progress: progress.map(Progress::raw),
            state: goal_state(goal, mvp_in_production, today),
            dropped: goal.dropped.as_ref().map(|dropped| dropped.date),
            dropped_reason: goal.dropped.as_ref().and_then(|dropped| dropped.reason.clone()),
            scores: goal
                .scores
                .iter()
                .map(|(week, score)| ScoreView {
                    week: *week,
                    value: score.value,
                    progress: Progress::of(&goal.measure, score.value).share(),
                    note: score.note.clone(),
                })
                .collect(),
            measured: goal.measure.clone(),
        }
    }
}
