//! A retro with what became of its actions.

use chrono::NaiveDate;
use serde::Serialize;

use super::{BlockerView, optional_week, week};
use crate::metrics::{Carried, TaskState, actions, blockers};
use crate::model::{FailureMode, Note, OutOfTen, Retro, Task, TimeSplit, Week};

/// A weekly retro.
#[derive(Debug, Clone, Serialize)]
pub struct RetroView {
    /// The week that it looked back upon.
    #[serde(serialize_with = "week")]
    pub week: Week,
    /// The day it was held.
    pub date: Option<NaiveDate>,
    /// How long it took, in minutes.
    pub minutes: Option<u32>,
    /// Who was there.
    pub present: Vec<String>,
    /// How many weeks the MVP was thought to be from production.
    pub mvp_weeks: Option<u32>,
    /// What went well.
    pub went_well: Vec<String>,
    /// What went poorly.
    pub went_poorly: Vec<String>,
    /// Whether negative feedback was asked for.
    pub asked_for_negative: Option<bool>,
    /// What of the failure modes was seen.
    pub failure_modes: Vec<FailureMode>,
    /// How the engineer's week split.
    pub time: Option<TimeSplit>,
    /// How content the engineer was with the week.
    pub satisfaction: Option<OutOfTen>,
    /// The day on which the notes were sent.
    pub notes_sent: Option<NaiveDate>,
    /// Actions that it raised.
    pub next: Vec<TaskView>,
    /// Ids of earlier actions that it found done.
    pub done: Vec<String>,
    /// Ids of earlier actions that it dropped.
    pub dropped: Vec<String>,
    /// Ids of earlier blockers that it found cleared.
    pub cleared: Vec<String>,
    /// Blockers that it raised.
    pub blockers: Vec<BlockerView>,
    /// Everything else that was written down.
    pub notes: Vec<NoteView>,
}

/// An action or a blocker with what became of it.
#[derive(Debug, Clone, Serialize)]
pub struct TaskView {
    /// Its id.
    pub id: String,
    /// What to do, or what is in the way.
    pub text: String,
    /// Who takes care of it.
    pub owner: Option<String>,
    /// What became of it.
    pub state: TaskState,
    /// The week that raised it.
    #[serde(serialize_with = "week")]
    pub since: Week,
    /// The week that settled it.
    #[serde(serialize_with = "optional_week")]
    pub settled: Option<Week>,
}

/// A note.
#[derive(Debug, Clone, Serialize)]
pub struct NoteView {
    /// What it is about.
    pub title: Option<String>,
    /// The text.
    pub text: String,
}

impl TaskView {
    /// An action or a blocker as it stands.
    pub fn of(carried: &Carried<'_>) -> Self {
        Self {
            id: carried.task.id.to_string(),
            text: carried.task.text.clone(),
            owner: carried.task.owner.clone(),
            state: carried.state,
            since: carried.since,
            settled: carried.settled,
        }
    }
}

impl NoteView {
    /// The view of a note.
    pub fn of(note: &Note) -> Self {
        Self { title: note.title.clone(), text: note.text.clone() }
    }
}

/// What became of the `tasks` of the retro of `week`, of which an earlier one may have raised the same.
fn raised<'a>(all: &'a [Carried<'a>], tasks: &'a [Task], week: Week) -> impl Iterator<Item = &'a Carried<'a>> {
    let is_it = move |carried: &Carried<'_>, task: &Task| carried.since <= week && carried.task.id == task.id;
    tasks.iter().filter_map(move |task| all.iter().rfind(|carried| is_it(carried, task)))
}

impl RetroView {
    /// All of an engagement's `retros` (oldest first), as they stand in `now`.
    pub fn all(retros: &[Retro], now: Week) -> Vec<Self> {
        let actions = actions(retros);
        let blockers = blockers(retros);
        let one = |retro: &Retro| Self {
            week: retro.week,
            date: retro.date,
            minutes: retro.minutes,
            present: retro.present.clone(),
            mvp_weeks: retro.mvp_weeks,
            went_well: retro.went_well.clone(),
            went_poorly: retro.went_poorly.clone(),
            asked_for_negative: retro.asked_for_negative,
            failure_modes: retro.failure_modes.clone(),
            time: retro.time,
            satisfaction: retro.satisfaction,
            notes_sent: retro.notes_sent,
            next: raised(&actions, &retro.next, retro.week).map(TaskView::of).collect(),
            done: retro.done.iter().map(ToString::to_string).collect(),
            dropped: retro.dropped.iter().map(ToString::to_string).collect(),
            cleared: retro.cleared.iter().map(ToString::to_string).collect(),
            blockers: raised(&blockers, &retro.blockers, retro.week)
                .map(|blocker| BlockerView::of(blocker, now))
                .collect(),
            notes: retro.notes.iter().map(NoteView::of).collect(),
        };
        retros.iter().map(one).collect()
    }
}
