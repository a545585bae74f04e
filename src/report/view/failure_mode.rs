//! Failure modes, and when retros saw them.

use chrono::NaiveDate;
use serde::Serialize;

use super::week;
use crate::metrics::{Persistence, failure_modes};
use crate::model::{FailureMode, Retro, Week};

/// A failure mode with the retros that saw it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FailureModeView {
    /// What goes wrong.
    pub mode: FailureMode,
    /// The retros that saw it, oldest first; never empty.
    pub seen: Vec<SightingView>,
    /// How many retros running have seen it, up to the newest; 0 where the newest did not.
    pub running: usize,
}

/// A retro that saw a failure mode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SightingView {
    /// Its week.
    #[serde(serialize_with = "week")]
    pub week: Week,
    /// Its day.
    pub date: Option<NaiveDate>,
}

impl FailureModeView {
    /// The failure modes that `retros` (oldest first) saw: those first that lasted longest up to now.
    pub fn all(retros: &[Retro]) -> Vec<Self> {
        let view = |Persistence { mode, seen, running }| {
            let seen = seen.into_iter().map(|at| SightingView { week: at.week, date: at.date });
            Self { mode, seen: seen.collect(), running }
        };
        failure_modes(retros).into_iter().map(view).collect()
    }
}
