//! A project retro.

use chrono::NaiveDate;
use serde::Serialize;

use super::NoteView;
use crate::model::{About, ProjectRetro};

/// A project retro.
#[derive(Debug, Clone, Serialize)]
pub struct ProjectRetroView {
    /// The day it was held.
    pub date: NaiveDate,
    /// How long it took, in minutes.
    pub minutes: Option<u32>,
    /// Who was there.
    pub present: Vec<String>,
    /// What went well.
    pub went_well: Vec<String>,
    /// What went poorly.
    pub went_poorly: Vec<String>,
    /// Whether negative feedback was asked for.
    pub asked_for_negative: Option<bool>,
    /// The day on which the notes were sent.
    pub notes_sent: Option<NaiveDate>,
    /// What to do next time.
    pub next: Vec<FollowUpView>,
    /// What is to be taken away.
    pub takeaways: Vec<TakeawayView>,
    /// Everything else that was written down.
    pub notes: Vec<NoteView>,
}

/// Something to do next time.
#[derive(Debug, Clone, Serialize)]
pub struct FollowUpView {
    /// What to do.
    pub text: String,
    /// Who takes care of it.
    pub owner: Option<String>,
}

/// Something that was learnt.
#[derive(Debug, Clone, Serialize)]
pub struct TakeawayView {
    /// What was learnt.
    pub text: String,
    /// Whether it is about this engagement or about engagements in general.
    pub about: About,
}

impl ProjectRetroView {
    /// The view of a project retro.
    pub fn of(retro: &ProjectRetro) -> Self {
        let next = |item: &crate::model::FollowUp| FollowUpView { text: item.text.clone(), owner: item.owner.clone() };
        let takeaway = |item: &crate::model::Takeaway| TakeawayView { text: item.text.clone(), about: item.about };
        Self {
            date: retro.date,
            minutes: retro.minutes,
            present: retro.present.clone(),
            went_well: retro.went_well.clone(),
            went_poorly: retro.went_poorly.clone(),
            asked_for_negative: retro.asked_for_negative,
            notes_sent: retro.notes_sent,
            next: retro.next.iter().map(next).collect(),
            takeaways: retro.takeaways.iter().map(takeaway).collect(),
            notes: retro.notes.iter().map(NoteView::of).collect(),
        }
    }
}
