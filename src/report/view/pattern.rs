//! What more than one host has met.

use std::cmp::Reverse;

use serde::Serialize;

use super::FeedbackView;
use super::stays::distinct;
use crate::metrics::themes;
use crate::model::{EngagementRecord, FailureMode, Week};
use crate::text::folded;

/// What kind of thing was met again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PatternKind {
    /// A failure mode of the playbook.
    FailureMode,
    /// A tool of the platform that feedback is about.
    Tool,
    /// Feedback that names no tool.
    Feedback,
    /// A word that came up again and again among what went poorly.
    WentPoorly,
}

impl PatternKind {
    /// What it is, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::FailureMode => "a failure mode",
            Self::Tool => "feedback about a tool",
            Self::Feedback => "feedback",
            Self::WentPoorly => "said again and again of what went poorly",
        }
    }
}

/// Something that more than one host has met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PatternView {
    /// What kind of thing it is.
    pub kind: PatternKind,
    /// What was met.
    pub what: String,
    /// The hosts that met it.
    pub hosts: Vec<String>,
}

impl PatternView {
    /// What the host of `record` has met, by its retros and its `feedback`; hosts at which that was seen too included.
    pub fn met(record: &EngagementRecord, feedback: &[FeedbackView], now: Week) -> Vec<Self> {
        let engagement = &record.engagement;
        let own = vec![engagement.host.clone().unwrap_or_else(|| engagement.id.to_string())];
        let pattern = |kind, what: &str, hosts: &[String]| Self { kind, what: what.to_owned(), hosts: hosts.to_vec() };
        let mut modes: Vec<FailureMode> = record.retros.iter().flat_map(|retro| retro.failure_modes.clone()).collect();
        modes.sort_unstable();
        modes.dedup();
        let mut met: Vec<Self> =
            modes.into_iter().map(|mode| pattern(PatternKind::FailureMode, mode.sentence(), &own)).collect();
        let feedback = feedback.iter().filter(|view| view.withdrawn.is_none());
        met.extend(feedback.map(|view| match &view.tool {
            Some(tool) => pattern(PatternKind::Tool, tool, &view.hosts),
            None => pattern(PatternKind::Feedback, &view.title, &view.hosts),
        }));
        let poorly = themes(record, now).poorly;
        met.extend(poorly.iter().map(|theme| pattern(PatternKind::WentPoorly, &theme.word, &own)));
        met
    }

    /// What more than one host has met, that of most hosts first.
    pub fn of_several(met: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut patterns: Vec<Self> = Vec::new();
        for one in met {
            let is_same = |known: &&mut Self| known.kind == one.kind && folded(&known.what) == folded(&one.what);
            match patterns.iter_mut().find(is_same) {
                Some(known) => known.hosts = distinct(known.hosts.iter().chain(&one.hosts)),
                None => patterns.push(Self { hosts: distinct(one.hosts.iter()), ..one }),
            }
        }
        patterns.retain(|pattern| pattern.hosts.len() > 1);
        patterns.sort_by(|one, other| {
            let rank = |pattern: &Self| (Reverse(pattern.hosts.len()), pattern.kind);
            rank(one).cmp(&rank(other)).then_with(|| folded(&one.what).cmp(&folded(&other.what)))
        });
        patterns
    }
}
