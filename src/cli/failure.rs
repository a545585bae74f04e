//! How a command says that it did not do what it was asked for.

use std::fmt;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// Done.
    Done,
    /// Refused or failed, or a check found errors.
    Failed,
    /// The command was used wrongly.
    Usage,
    /// The person stopped at a question.
    Stopped,
}

impl From<ExitStatus> for std::process::ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(match status {
            ExitStatus::Done => 0,
            ExitStatus::Failed => 1,
            ExitStatus::Usage => 2,
            // As a shell tells of a program that Ctrl-C ended.
            ExitStatus::Stopped => 130,
        })
    }
}

/// A refusal: what is wrong, and what to do about it.
#[derive(Debug)]
pub struct Failure {
    pub(super) message: String,
    pub(super) details: Vec<String>,
    pub(super) status: ExitStatus,
}

impl Failure {
    /// The command was understood and is refused.
    pub(super) fn refused(message: impl Into<String>) -> Self {
        Self { message: message.into(), details: Vec::new(), status: ExitStatus::Failed }
    }

    /// The command was used wrongly.
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self { status: ExitStatus::Usage, ..Self::refused(message) }
    }

    /// Adds a line that says what to do, or what else there is to know.
    pub(super) fn help(mut self, line: impl Into<String>) -> Self {
        self.details.push(line.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}
