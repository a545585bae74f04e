//! Goals and their weekly scores.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Slug, Week};

/// What a goal is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalKind {
    /// The practice spreads: the primary goal of every engagement.
    Diffusion,
    /// The business gets something.
    Business,
    /// The systems get better.
    Technical,
}

impl GoalKind {
    /// Every kind with the word that stands for it in files and flags.
    pub const NAMES: [(&'static str, Self); 3] =
        [("diffusion", Self::Diffusion), ("business", Self::Business), ("technical", Self::Technical)];

    /// Whether the goal counts towards delivery rather than diffusion.
    pub fn is_delivery(self) -> bool {
        self != Self::Diffusion
    }

    /// The word that stands for the kind in files and flags.
    pub fn label(self) -> &'static str {
        match self {
            Self::Diffusion => "diffusion",
            Self::Business => "business",
            Self::Technical => "technical",
        }
    }
}

/// How a goal is measured.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// A number that goes from a baseline to a target, up or down. Baseline and target are finite and differ, see
    /// [`Measure::is_distance`].
    Metric {
        /// The value before the engagement.
        baseline: f64,
        /// The value aimed at.
        target: f64,
        /// What is counted.
        unit: Option<String>,
    },
    /// Something that is done or not.
    Milestone,
    /// A judgement from 0 to 1.
    Rating,
}

impl Measure {
    /// Whether the way from `baseline` to `target` can be measured: neither nothing nor beyond all numbers.
    pub fn is_distance(baseline: f64, target: f64) -> bool {
        (target - baseline).is_normal()
    }

    /// The word that stands for the measure in files and flags.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Metric { .. } => "metric",
            Self::Milestone => "milestone",
            Self::Rating => "rating",
        }
    }

    /// The value before the engagement, for a metric.
    pub fn baseline(&self) -> Option<f64> {
        match self {
            Self::Metric { baseline, .. } => Some(*baseline),
            _ => None,
        }
    }

    /// The value aimed at, for a metric.
    pub fn target(&self) -> Option<f64> {
        match self {
            Self::Metric { target, .. } => Some(*target),
            _ => None,
        }
    }

    /// What is counted, for a metric.
    pub fn unit(&self) -> Option<&str> {
        match self {
            Self::Metric { unit, .. } => unit.as_deref(),
            _ => None,
        }
    }
}

/// What was measured in a week.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
#[serde(untagged)]
pub enum Value {
    /// The value of a metric (finite), or a rating from 0 to 1.
    Number(f64),
    /// Whether a milestone is reached.
    Done(bool),
}

/// One weekly score of a goal.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// What was measured; its variant fits the goal's [`Measure`].
    pub value: Value,
    /// What is to be said about it.
    pub note: Option<String>,
}

/// That a goal is no longer pursued. Its history stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// Since when.
    pub date: NaiveDate,
    /// Why.
    pub reason: Option<String>,
}

/// A goal, as its file in `goals/` tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// The name of its file, without `.toml`.
    pub id: Slug,
    /// What is to be reached, in one line.
    pub title: String,
    /// Why it matters.
    pub why: Option<String>,
    /// What it is for.
    pub kind: GoalKind,
    /// How it is measured.
    pub measure: Measure,
    /// Whether it counts only once the minimum viable product is in production.
    pub mvp: bool,
    /// How much it counts among the goals of its score; more than 0 and at most [`Goal::HEAVIEST`], 1 unless set.
    pub weight: f64,
    /// That it is no longer pursued.
    pub dropped: Option<Dropped>,
    /// What was measured, by week.
    pub scores: BTreeMap<Week, Score>,
}

impl Goal {
    /// The largest weight: so many that no sum of weights is too large.
    pub const HEAVIEST: f64 = 1000.0;

    /// Whether a goal can have this weight.
    pub fn is_weight(weight: f64) -> bool {
        weight > 0.0 && weight <= Self::HEAVIEST
    }

    /// The newest score, with its week.
    pub fn latest(&self) -> Option<(Week, &Score)> {
        self.scores.last_key_value().map(|(week, score)| (*week, score))
    }

    /// The newest score no later than `week`.
    pub fn as_of(&self, week: Week) -> Option<(Week, &Score)> {
        self.scores.range(..=week).next_back().map(|(week, score)| (*week, score))
    }

    /// The newest week that has a score.
    pub fn last_scored(&self) -> Option<Week> {
        self.latest().map(|(week, _)| week)
    }
}
