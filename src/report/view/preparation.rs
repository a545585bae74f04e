//! What a project retro begins with: the way behind, and how far it led.

use chrono::NaiveDate;

use super::ReportView;
use crate::metrics::{RecordedWeek, Themes, recorded_weeks, themes};
use crate::model::{EngagementRecord, Settings, Week};

/// What a project retro begins with.
#[derive(Debug, Clone)]
pub struct PreparationView<'a> {
    /// The engagement with its timeline, its goals and its actions.
    pub report: ReportView,
    /// The weeks that have a retro or a score.
    pub weeks: Vec<RecordedWeek>,
    /// What came up again and again.
    pub themes: Themes<'a>,
}

impl<'a> PreparationView<'a> {
    /// What the project retro of `record` begins with on `today`.
    pub fn of(record: &'a EngagementRecord, settings: &Settings, today: NaiveDate) -> Self {
        Self {
            report: ReportView::of(record, settings, today),
            weeks: recorded_weeks(record),
            themes: themes(record, Week::of(today)),
        }
    }
}
