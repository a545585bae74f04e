//! Git, the user's own: the only program that the store starts, and always in the work tree in which it lies.
//!
//! [`Git::of`] finds that work tree. [`Git::reading`] asks for facts, and then nothing that is set in the repository
//! is run. [`Git::working`] does what the user could do there by hand, with their hooks, signature and settings.

mod changes;
mod commit;
mod error;
mod history;
mod run;
mod state;
mod undo;
mod user;

use std::path::{Path, PathBuf};

pub use changes::{Change, Touch};
pub use commit::{Committed, Message};
pub use error::GitError;
pub use history::{Author, History};
pub(super) use run::{Answer, Git};
pub(super) use state::{Blob, Stages, path};
pub use state::{Commit, Operation};
pub use undo::UndoError;
pub use user::{author, user};

use super::{Store, files};

impl Store {
    /// Whether the store lies in a work tree of git.
    pub fn is_in_git(&self) -> bool {
        work_tree(&real(self.root())).is_some()
    }
}

/// The nearest folder upwards with a `.git` in it, which git lets nobody commit. Where that cannot be told, git is to
/// tell why.
fn work_tree(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| !matches!(files::kind(&folder.join(".git")), Ok(None)))
}

/// The folder without links in its path; on Windows git does not take such a path.
fn real(folder: &Path) -> PathBuf {
    let path = if cfg!(windows) { std::path::absolute(folder) } else { std::fs::canonicalize(folder) };
    path.unwrap_or_else(|_| folder.to_owned())
}
