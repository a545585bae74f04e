//! What a rule found, and where.

use std::path::PathBuf;

use super::Rule;
use crate::model::Slug;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The record cannot be trusted as it is.
    Error,
    /// Something that should be looked at.
    Warning,
}

impl Severity {
    /// The severity in a word.
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// The line of a file that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The number of the line, from 1.
    pub line: usize,
    /// The first character meant, from 1.
    pub column: usize,
    /// How many characters of the line are meant, at least 1.
    pub width: usize,
    /// The line, without its end; nothing of one that is too long to be shown.
    pub text: String,
}

/// Where a finding is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file or folder, from the root of the store.
    pub file: PathBuf,
    /// The place in the file, where one can be named.
    pub excerpt: Option<Excerpt>,
}

/// One thing that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How grave it is: as the rule says, or as the store has tuned it.
    pub severity: Severity,
    /// The engagement that it is about.
    pub engagement: Option<Slug>,
    /// Where it is.
    pub place: Option<Place>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl Finding {
    /// Whether it is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
