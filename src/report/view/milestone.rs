//! A milestone.

use chrono::NaiveDate;
use serde::Serialize;

use super::week;
use crate::model::{EngagementRecord, Milestone, MilestoneKind, Week};

/// Something that happened on the way.
#[derive(Debug, Clone, Serialize)]
pub struct MilestoneView {
    /// Its id.
    pub id: String,
    /// What happened.
    pub title: String,
    /// The day it happened.
    pub date: NaiveDate,
    /// The week of that day.
    #[serde(serialize_with = "week")]
    pub week: Week,
    /// What it tells.
    pub kind: MilestoneKind,
    /// What else was said about it.
    pub note: Option<String>,
}

impl MilestoneView {
    /// The milestones of `record`, oldest first.
    pub fn all(record: &EngagementRecord) -> Vec<Self> {
        let one = |milestone: &Milestone| Self {
            id: milestone.id.to_string(),
            title: milestone.title.clone(),
            date: milestone.date,
            week: Week::of(milestone.date),
            kind: milestone.kind,
            note: milestone.note.clone(),
        };
        record.milestones.iter().map(one).collect()
    }
}
