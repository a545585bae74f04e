//! What everybody who came to a weekly retro is told afterwards.

use chrono::NaiveDate;

use super::{GoalView, ReportView, RetroView, Summary, TaskView};
use crate::metrics::{actions, blockers, unscored};
use crate::model::{EngagementRecord, Retro, Settings, Week};

/// The notes of one weekly retro. They are the same whenever they are read: everything in them is as it stood then.
#[derive(Debug, Clone)]
pub struct RetroNotes {
    /// How the engagement stood.
    pub summary: Summary,
    /// The goals that were pursued, with their scores up to then.
    pub goals: Vec<GoalView>,
    /// The titles of those that should have been scored that week, and were not.
    pub unscored: Vec<String>,
    /// What was said.
    pub retro: RetroView,
    /// Actions of earlier retros that were still open, and those that this one settled.
    pub earlier: Vec<TaskView>,
    /// What this retro found to block no longer.
    pub cleared: Vec<TaskView>,
}

impl RetroNotes {
    /// The notes of the retro that `record` has of `week`, seen from `today`; `None` where it has none.
    pub fn of(record: &EngagementRecord, settings: &Settings, week: Week, today: NaiveDate) -> Option<Self> {
        let day = day_of(record.retros.iter().find(|retro| retro.week == week)?).min(today);
        let record = record.clone().as_of(day);
        let retro = RetroView::all(&record.retros, week).into_iter().find(|retro| retro.week == week)?;
        let goals = ReportView::goals(&record, day);
        let is_news = |task: &TaskView| task.since < week && task.settled.is_none_or(|settled| settled == week);
        let blockers = blockers(&record.retros);
        Some(Self {
            summary: Summary::of(&record, settings, day),
            goals: goals.into_iter().filter(|goal| goal.dropped.is_none()).collect(),
            unscored: unscored(&record, week).iter().map(|goal| goal.title.clone()).collect(),
            retro,
            earlier: actions(&record.retros).iter().map(TaskView::of).filter(is_news).collect(),
            cleared: blockers.iter().map(TaskView::of).filter(|blocker| blocker.settled == Some(week)).collect(),
        })
    }

    /// `week 6 of 10`.
    pub fn in_words(&self) -> String {
        format!("week {} of {}", self.summary.week, self.summary.weeks)
    }
}

/// The day on which a retro was held: as it says, else the Friday of its week.
fn day_of(retro: &Retro) -> NaiveDate {
    retro.date.unwrap_or_else(|| retro.week.friday())
}
