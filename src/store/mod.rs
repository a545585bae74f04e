//! The records on disk: where they lie, how they are read, checked and written.
//!
//! Reading never writes. Writing takes the store's lock, changes only what it must, and puts each file in place whole.
//! Nothing that lies in a store is ever run. Imports `model` and `playbook`.

#![allow(clippy::disallowed_methods, reason = "the store is the home of files and of the git command")]

mod canonical;
mod configuration;
mod conflicts;
mod contents;
mod day;
mod decode;
mod detail;
mod discover;
mod drafts;
mod edit;
mod encode;
mod ends;
mod error;
mod files;
mod git;
mod guard;
mod imports;
mod init;
mod join;
mod kinds;
mod layout;
mod lifecycle;
mod limits;
mod lines;
mod load;
mod lock;
mod marks;
mod parts;
mod proposals;
mod put;
mod reader;
mod references;
mod renew;
mod sides;
mod strays;
mod sync;
mod twice;
mod values;
mod whole;
mod write;

#[cfg(test)]
mod tests;

pub use canonical::Fmt;
pub use configuration::{Configuration, configuration};
pub use conflicts::{Conflict, Conflicts, State};
pub use detail::Detail;
pub use discover::{Found, discover};
pub use drafts::{Drafts, draft_name};
pub use error::Error;
pub use files::{LARGEST, read_input};
pub use git::{
    Author, Change, Commit, Committed, GitError, History, Message, Operation, Touch, UndoError, author, user,
};
pub use imports::read_bytes;
pub use init::{Initialised, init};
pub use join::{Contradiction, Side, Step};
pub use load::Loaded;
pub use lock::Lock;
pub use proposals::LoadedProposal;
pub use sides::Cause;
pub use sync::{Branch, Distance, Fetched, Obstacle, Pushed, Rebased};
pub use write::Written;

use std::path::{Path, PathBuf};

use crate::model::Settings;
use crate::playbook::Finding;

/// A folder of records.
#[derive(Debug)]
pub struct Store {
    root: PathBuf,
    settings: Settings,
    findings: Vec<Finding>,
}

impl Store {
    /// Opens the store in `root` by reading its `auxeng.toml`.
    ///
    /// A settings file that is damaged does not hide the records: its findings are in [`Store::findings`], and
    /// defaults stand in for what could not be read.
    ///
    /// # Errors
    /// When there is no `auxeng.toml`, or when it names a schema newer than this program knows.
    pub fn open(root: PathBuf) -> Result<Self, Error> {
        let (settings, findings) = load::settings(&root)?;
        Ok(Self { root, settings, findings })
    }

    /// A store that is not there yet and has nothing in it.
    pub fn absent(root: PathBuf) -> Self {
        Self { root, settings: Settings::default(), findings: Vec::new() }
    }

    /// The folder of the store.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The settings of the store.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What is wrong with the settings file.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}
