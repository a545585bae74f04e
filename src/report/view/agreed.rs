//! What is agreed for an engagement beside its goals.

use chrono::NaiveDate;
use serde::Serialize;

use super::AgreementView;
use crate::model::{EngagementRecord, WeeklyRetro, WorkDay};

/// What is agreed for an engagement beside its goals.
#[derive(Debug, Clone, Serialize)]
pub struct AgreedView {
    /// The day of the kick-off meeting.
    pub kickoff: Option<NaiveDate>,
    /// What an early adopter hopes for.
    pub desired_outcome: Option<String>,
    /// What goes wrong, where the engagement is to find out why.
    pub symptom: Option<String>,
    /// By what it would show that the symptom is gone.
    pub symptom_metric: Option<String>,
    /// The host's meetings that the engineer joins.
    pub rituals: Vec<String>,
    /// When the weekly retro is held, or what stands in for it.
    pub weekly_retro: Option<WeeklyRetroView>,
    /// Who of the host agreed to what is expected.
    pub agreements: Vec<AgreementView>,
}

/// When the weekly retro is held, or what stands in for it.
#[derive(Debug, Clone, Serialize)]
pub struct WeeklyRetroView {
    /// The day of the week.
    pub day: Option<WorkDay>,
    /// When it begins: `14:00`.
    pub time: Option<String>,
    /// The host's meeting that stands in for it.
    pub replaced_by: Option<String>,
    /// Why that serves the same purpose.
    pub because: Option<String>,
}

impl AgreedView {
    /// What is agreed for the engagement of `record`.
    pub fn of(record: &EngagementRecord) -> Self {
        let engagement = &record.engagement;
        Self {
            kickoff: engagement.kickoff,
            desired_outcome: engagement.desired_outcome.clone(),
            symptom: engagement.symptom.clone(),
            symptom_metric: engagement.symptom_metric.clone(),
            rituals: engagement.rituals.clone(),
            weekly_retro: engagement.weekly_retro.as_ref().map(WeeklyRetroView::of),
            agreements: record.agreements.iter().map(AgreementView::of).collect(),
        }
    }
}

impl WeeklyRetroView {
    /// A weekly retro as it is shown.
    pub fn of(retro: &WeeklyRetro) -> Self {
        let replaced = retro.replaced.as_ref();
        Self {
            day: retro.day,
            time: retro.time.map(|time| time.format("%H:%M").to_string()),
            replaced_by: replaced.map(|replaced| replaced.by.clone()),
            because: replaced.map(|replaced| replaced.because.clone()),
        }
    }
}
