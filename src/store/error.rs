//! Why the store could not do what it was asked for.

use std::io;
use std::path::{Path, PathBuf};

use super::GitError;
use crate::text::{list, shell};

/// A failure of the store as a whole, or of one write.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder has no `auxeng.toml`.
    #[error("{} is not a store: it has no auxeng.toml", .0.display())]
    NotAStore(PathBuf),
    /// The store is newer than this program.
    #[error("{} has schema {found}, and this auxeng knows up to {known}", .path.display(), known = crate::model::SCHEMA)]
    NewerSchema {
        /// The settings file.
        path: PathBuf,
        /// The schema that it names.
        found: i64,
    },
    /// A record that should be changed cannot be read in full, so it is left alone.
    #[error("cannot change {place}: {reason}")]
    Unreadable {
        /// The file, with line and column where they are known.
        place: String,
        /// What is wrong with it.
        reason: String,
    },
    /// What should be written could not be read again, so the file is left as it was.
    #[error("cannot write {}: {reason}", .path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why it could not be read.
        reason: String,
        /// What to do about it.
        help: &'static str,
    },
    /// The file that should be made is there already.
    #[error("{} is there already", .0.display())]
    Exists(PathBuf),
    /// Another auxeng holds the lock, and waits for the hook of git that this one runs in.
    #[error("{} is being written by the auxeng whose git runs this hook", .0.display())]
    Held(PathBuf),
    /// The file says something else by now than when it was opened.
    #[error("{} was changed since it was opened", .0.display())]
    Changed(PathBuf),
    /// A file in conflict is not settled by what was chosen.
    #[error("{} is still in conflict", .0.display())]
    Unsettled(PathBuf),
    /// A folder of the store is something else: a link, a file, a device.
    #[error("{} is not a folder of the store", .0.display())]
    Outside(PathBuf),
    /// A file is something else: a link, a folder, a pipe.
    #[error("{} is not a regular file", .0.display())]
    NoFile(PathBuf),
    /// What should be written is no record, and its place is one for records.
    #[error("{} is a place for a file of the store", .0.display())]
    Record(PathBuf),
    /// A file is in place, and the system cannot tell whether it stays there without power.
    #[error("{} is written, but a power cut may undo it: {}", .path.display(), plain(.source))]
    Unsynced {
        /// The file.
        path: PathBuf,
        /// Why it cannot tell.
        source: io::Error,
    },
    /// One of several files could not be written.
    #[error("{source}")]
    Partly {
        /// Why not.
        source: Box<Error>,
        /// The files that were written before, from the root of the store.
        written: Vec<PathBuf>,
    },
    /// A file could not be read or written.
    #[error("cannot {action} {}: {}", .path.display(), plain(.source))]
    Io {
        /// What was tried, such as "write".
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// Git did not do what it was asked for.
    #[error(transparent)]
    Git(#[from] GitError),
}

impl Error {
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { action, path: path.to_owned(), source }
    }

    /// What the user can do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::NotAStore(path) => Some(format!("make it one: auxeng init {}", shell(&path.display().to_string()))),
            Self::NewerSchema { .. } => Some(String::from("update auxeng to read this store")),
            Self::Exists(_) => None,
            Self::Held(_) => Some(String::from("a hook can read the store; let it write later, when git has ended")),
            Self::Unsettled(_) => Some(String::from("settle it: auxeng resolve")),
            Self::Changed(_) => Some(String::from("compare the two, and put what is missing into the file by hand")),
            Self::Record(_) => Some(String::from("write it elsewhere, or under another name")),
            Self::Unreadable { .. } => {
                Some(String::from("it is left as it was: mend it and try again; auxeng check tells all that is wrong"))
            }
            Self::Unwritable { help, .. } => Some(format!("the file is left as it was: {help}")),
            Self::Outside(_) => Some(String::from("records are kept in plain folders: put one in its place")),
            Self::NoFile(_) => {
                Some(String::from("find out what it is, and put a plain file in its place or take it away"))
            }
            Self::Git(error) => error.help(),
            Self::Unsynced { .. } => {
                Some(String::from("see that the disk is in order; what was written is there for now"))
            }
            Self::Partly { source, written } => Some(partly(source, written)),
            Self::Io { source, .. } => match source.kind() {
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                    Some(String::from("check who may write there"))
                }
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                    Some(String::from("make room on the disk and try again"))
                }
                _ => None,
            },
        }
    }
}

/// What to do about `error`, and what was written before it.
fn partly(error: &Error, written: &[PathBuf]) -> String {
    const MOST: usize = 5;
    let mut names: Vec<String> = written.iter().take(MOST).map(|file| file.display().to_string()).collect();
    if let Some(more) = written.len().checked_sub(MOST).filter(|more| *more > 0) {
        names.push(format!("{more} more"));
    }
    let written = format!("written before that: {}; nothing else was", list(&names));
    let again = String::from("the same command again writes what is missing");
    error.help().into_iter().chain([written, again]).collect::<Vec<_>>().join("\n")
}

/// The words of an I/O error without the number that the system adds.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or(&text);
    words.chars().take(1).flat_map(char::to_lowercase).chain(words.chars().skip(1)).collect()
}
