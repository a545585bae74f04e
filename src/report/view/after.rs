//! What comes after the end: who maintains what, and what the host team says months later.

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::{Answer, CheckIn, Handover};

/// Something that stays, and who takes care of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandoverView {
    /// What stays.
    pub what: String,
    /// Who maintains it.
    pub who: String,
    /// What else is to be said about it.
    pub note: Option<String>,
}

/// A check-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckInView {
    /// The day it was held.
    pub date: NaiveDate,
    /// Who was there.
    pub present: Vec<String>,
    /// Whether the team is comfortable maintaining what was built.
    pub comfortable: Option<Answer>,
    /// What was said about that.
    pub comfortable_note: Option<String>,
    /// Whether the habits were kept.
    pub habits: Option<Answer>,
    /// What was said about that.
    pub habits_note: Option<String>,
    /// Whether the team still depends on the home team.
    pub dependent: Option<Answer>,
    /// What was said about that.
    pub dependent_note: Option<String>,
    /// What else was said.
    pub note: Option<String>,
}

/// The newest check-in of an engagement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeldCheckInView {
    /// The id of the engagement.
    pub engagement: String,
    /// The team that was asked.
    pub host: Option<String>,
    /// What it said.
    pub check_in: CheckInView,
}

impl HandoverView {
    /// What `handover` says.
    pub fn of(handover: &Handover) -> Self {
        Self { what: handover.what.clone(), who: handover.who.clone(), note: handover.note.clone() }
    }
}

impl CheckInView {
    /// What `check_in` says.
    pub fn of(check_in: &CheckIn) -> Self {
        Self {
            date: check_in.date,
            present: check_in.present.clone(),
            comfortable: check_in.comfortable,
            comfortable_note: check_in.comfortable_note.clone(),
            habits: check_in.habits,
            habits_note: check_in.habits_note.clone(),
            dependent: check_in.dependent,
            dependent_note: check_in.dependent_note.clone(),
            note: check_in.note.clone(),
        }
    }

    /// The questions with the answers, and what was said about each.
    pub fn questions(&self) -> [(&'static str, Option<Answer>, Option<&str>); 3] {
        [
            ("comfortable maintaining what was built", self.comfortable, self.comfortable_note.as_deref()),
            ("habits kept", self.habits, self.habits_note.as_deref()),
            ("still depends on us", self.dependent, self.dependent_note.as_deref()),
        ]
    }
}
