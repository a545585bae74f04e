//! Why git did not do what it was asked for.

use std::io;
use std::path::PathBuf;

use super::Operation;
use crate::text::{list, shell};

/// Why git did not do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no such program.
    #[error("git is not installed, or not on your search path")]
    Missing,
    /// The folder is in no work tree.
    #[error("{} is not in a git repository", .0.display())]
    NoRepository(PathBuf),
    /// The program is there and cannot be run.
    #[error("git cannot be started: {0}")]
    NotStarted(io::Error),
    /// Git ignores files that it should commit: as it names them.
    #[error("git ignores {}", list(.0))]
    Ignored(Vec<String>),
    /// Git was told not to look at files that it should commit: as it names them.
    #[error("git was told not to look at {}", list(.0))]
    Hidden(Vec<String>),
    /// The folder is a repository of its own in the one that holds the store.
    #[error("{} is a git repository of its own", .0.display())]
    Nested(PathBuf),
    /// Git ended with a failure.
    #[error("git {name}: {words}")]
    Refused {
        /// What it was to do, such as `commit`.
        name: String,
        /// Its own words, of one or more lines, safe to be shown.
        words: String,
        /// What it was in the middle of, such as a merge, where that is why.
        during: Option<Operation>,
    },
}

impl GitError {
    /// The refusal, which came while git was in the middle of `operation`.
    pub(in crate::store) fn during(self, operation: Operation) -> Self {
        match self {
            Self::Refused { name, words, .. } => Self::Refused { name, words, during: Some(operation) },
            other => other,
        }
    }

    /// What the user can do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Missing => Some(String::from("install it: https://git-scm.com/downloads")),
            Self::NoRepository(folder) => {
                Some(format!("make one there or above it: git init {}", shell(&folder.display().to_string())))
            }
            Self::Ignored(_) => {
                Some(String::from("take them out of .gitignore; which line it is: git check-ignore -v FILE"))
            }
            Self::Hidden(_) => {
                Some(String::from("let it look again: git update-index --no-assume-unchanged --no-skip-worktree FILE"))
            }
            Self::Nested(_) => Some(String::from("commit what is in it there")),
            Self::Refused { during: Some(operation), .. } => {
                let (name, give_up) = (operation.name(), operation.given_up_with());
                Some(format!("finish the {name} that git is in the middle of, or give it up: {give_up}"))
            }
            Self::NotStarted(_) | Self::Refused { during: None, .. } => None,
        }
    }
}
