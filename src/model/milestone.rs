//! Milestones: what happened on the way that nobody wants to forget when they look back.

use chrono::NaiveDate;

use super::Slug;

/// What a milestone tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneKind {
    /// Something was reached, or happened.
    Milestone,
    /// What the engagement is to do became more, less or something else.
    Scope,
}

impl MilestoneKind {
    /// Every kind with the word that stands for it in files.
    pub const NAMES: [(&'static str, Self); 2] = [("milestone", Self::Milestone), ("scope", Self::Scope)];

    /// The word that stands for the kind in files.
    pub fn label(self) -> &'static str {
        match self {
            Self::Milestone => "milestone",
            Self::Scope => "scope",
        }
    }
}

/// A milestone, as its file in `milestones/` tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// The name of its file, without `.toml`.
    pub id: Slug,
    /// What happened, in one line.
    pub title: String,
    /// The day it happened.
    pub date: NaiveDate,
    /// What it tells.
    pub kind: MilestoneKind,
    /// What else is to be said about it.
    pub note: Option<String>,
}
