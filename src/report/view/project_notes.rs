//! What everybody involved is told after the project retro.

use chrono::NaiveDate;

use super::{ProjectRetroView, ReportView};
use crate::model::{EngagementRecord, Settings};

/// The notes of the project retro. As those of a weekly retro, they are of the day on which it was held.
#[derive(Debug, Clone)]
pub struct ProjectNotes {
    /// The engagement with its timeline and its goals.
    pub report: ReportView,
    /// What was said.
    pub retro: ProjectRetroView,
}

impl ProjectNotes {
    /// The notes of the project retro of `record`, seen from `today`; `None` where there is none.
    pub fn of(record: &EngagementRecord, settings: &Settings, today: NaiveDate) -> Option<Self> {
        let day = record.project_retro.as_ref()?.date.min(today);
        let mut report = ReportView::of(&record.clone().as_of(day), settings, day);
        // What these notes are of need not be told by them.
        report.timeline.retain(|event| event.kind != "project_retro");
        let retro = report.project_retro.clone()?;
        Some(Self { report, retro })
    }
}
