//! Taking the user's last change back, with `git revert`: wholly, or not at all.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::changes::{self, Change, Standing, UNDOES};
use super::commit::saying;
use super::{Git, GitError, Operation, path};
use crate::model::Slug;
use crate::playbook::Finding;
use crate::store::{Lock, Store};
use crate::text::list;

/// Why nothing was taken back.
#[derive(Debug, thiserror::Error)]
pub enum UndoError {
    /// Auxeng has committed nothing here that still holds.
    #[error("there is no change here that auxeng committed and that still holds")]
    Nothing,
    /// Others have, and the user has not.
    #[error("what auxeng committed here was committed by {}, and not by you", list(.0))]
    Others(Vec<String>),
    /// The commit holds more than one change, or other files than auxeng wrote.
    #[error("the commit \"{0}\" holds something else by now than auxeng wrote")]
    Mixed(String),
    /// A commit takes back one that is not in the history, so nobody knows which change that was.
    #[error("\"{0}\" takes back a commit that has another name by now, so it cannot be told what still holds")]
    Unclear(String),
    /// Git is in the middle of something.
    #[error("git is in the middle of a {}", .0.name())]
    InProgress(Operation),
    /// Something is staged, which would be mixed up with what is taken back.
    #[error("there are staged changes")]
    Staged,
    /// Its files have changes that are not committed.
    #[error("{} changes that are not committed", have(.0))]
    Uncommitted(Vec<String>),
    /// Its files were changed since, in the same places.
    #[error("{} changed since in the same places", were(.0))]
    Conflict(Vec<String>),
    /// The files say already what they said before it.
    #[error("the files say already what they said before")]
    Unneeded,
    /// The records have an error already, so what comes out could not be judged.
    #[error("the records cannot be read in full: {0}")]
    Unsound(String),
    /// Git cannot tell what the commit changed: the clone begins with it.
    #[error("the commit \"{0}\" is where this shallow clone begins, so git does not know what it changed")]
    Shallow(String),
    /// Without it the store could not be read.
    #[error("without it the records could not be read: {0}")]
    Needed(String),
    /// Git did not do it.
    #[error(transparent)]
    Git(#[from] GitError),
    /// It was committed, though git failed.
    #[error("it was committed all the same")]
    Committed,
    /// It was not done, and not everything is as it was before.
    #[error("{why}\n{left}")]
    Begun {
        /// Why it was not done.
        why: Box<UndoError>,
        /// What is otherwise than it was.
        left: Box<UndoError>,
    },
}

impl UndoError {
    /// What the user can do about it.
    pub fn help(&self) -> Option<String> {
        let help = match self {
            Self::Nothing => "auxeng undo knows what was written with --commit; for all else there is git",
            Self::Others(_) | Self::Mixed(_) | Self::Unclear(_) => {
                "to take it back all the same, use git: git log, then git revert COMMIT"
            }
            Self::InProgress(operation) => {
                return Some(format!("finish it, or give it up: {}", operation.given_up_with()));
            }
            Self::Staged => "commit them first, or unstage them: git restore --staged FILE",
            Self::Uncommitted(_) => "commit them first, or throw them away: git restore FILE",
            Self::Conflict(_) => "correct by hand what should be otherwise, or use git revert and settle the conflict",
            Self::Unneeded => {
                "somebody has taken it back by hand; for what lies before it there is git: git log, then git revert COMMIT"
            }
            Self::Unsound(_) => "mend them first; auxeng check tells all that is wrong",
            Self::Shallow(_) => "get the whole history first: git fetch --unshallow",
            Self::Needed(_) => "take back first what was recorded after it",
            Self::Git(error) => return error.help(),
            Self::Committed => "to have it again: git revert HEAD",
            Self::Begun { left, .. } => {
                let how = || String::from("git status tells how it stands, and how to give it up");
                return Some(left.help().unwrap_or_else(how));
            }
        };
        Some(help.to_owned())
    }

    /// Whether everything is as it was before.
    pub fn left_as_it_was(&self) -> bool {
        !matches!(self, Self::Begun { .. })
    }
}

fn have(files: &[String]) -> String {
    format!("{} {}", list(files), if files.len() == 1 { "has" } else { "have" })
}

fn were(files: &[String]) -> String {
    format!("{} {}", list(files), if files.len() == 1 { "was" } else { "were" })
}

impl Store {
    /// The last change that the user committed with auxeng and that still holds.
    ///
    /// # Errors
    /// When there is none, it holds more than auxeng wrote, or git does not tell.
    pub fn last_change(&self) -> Result<Change, UndoError> {
        let git = Git::of(self.root())?;
        let user = git.reading(["var", "GIT_AUTHOR_IDENT"]).done()?.text();
        let address = user.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map_or("", |(mail, _)| mail);
        if !git.reading(["rev-parse", "--verify", "--quiet", "HEAD"]).answer()?.is_done() {
            return Err(UndoError::Nothing);
        }
        let Standing { changes, unclear } = changes::standing(&git)?;
        let Some(own) = changes.iter().find(|change| change.by.1.eq_ignore_ascii_case(address)) else {
            if let Some(subject) = unclear {
                return Err(UndoError::Unclear(subject));
            }
            let others: BTreeSet<String> = changes.into_iter().map(|change| change.by.0).collect();
            let others: Vec<String> = others.into_iter().collect();
            return Err(if others.is_empty() { UndoError::Nothing } else { UndoError::Others(others) });
        };
        if let Some(subject) = &own.unclear {
            return Err(UndoError::Unclear(subject.clone()));
        }
        let subject = own.subject.clone();
        if own.is_first && git.is_shallow() {
            return Err(UndoError::Shallow(subject));
        }
        own.clone().with_files(&git)?.ok_or(UndoError::Mixed(subject))
    }

    /// Takes `change` back with a commit of its own, under the lock. Git may ask for a password where `somebody` is at a
    /// terminal. What a hook said is returned, safe to be shown.
    ///
    /// # Errors
    /// When that cannot be done, or not without touching what is not committed. Then everything is as it was before.
    pub fn undo(&self, _: &Lock, change: &Change, somebody: bool) -> Result<String, UndoError> {
        let git = Git::of(self.root())?;
        refuse_unclean(&git, change)?;
        let before = git.head()?;
        // Only where all is sound before does an error afterwards say that something is missing.
        if let Some(error) = self.first_error(change) {
            return Err(UndoError::Unsound(error));
        }
        // What git takes for a renamed file could be another record.
        let revert = git.working(["revert", "--no-commit", "--strategy-option=no-renames"]).argument(&change.commit);
        let taken_back = revert.done().map_err(|error| match conflicts(&git) {
            Ok(files) if !files.is_empty() => UndoError::Conflict(files),
            _ => UndoError::Git(error),
        });
        let committed = taken_back.and_then(|_| {
            if !has_staged(&git)? {
                return Err(UndoError::Unneeded);
            }
            if let Some(error) = self.first_error(change) {
                return Err(UndoError::Needed(error));
            }
            let (subject, commit, name) = (&change.subject, &change.commit, &change.name);
            let text = format!("undo: {subject}\n\nThis reverts commit {commit}.\n\n{UNDOES}: {name}\n");
            let answer = saying(git.working(["commit", "--quiet"]), &text).asking(somebody).done()?;
            Ok(answer.said)
        });
        committed.map_err(|why| match give_up(&git, change, &before) {
            Ok(()) => why,
            Err(left) => UndoError::Begun { why: Box::new(why), left: Box::new(left) },
        })
    }

    /// The first thing that is wrong with the records that `change` touches.
    fn first_error(&self, change: &Change) -> Option<String> {
        let first = |file: &PathBuf| file.iter().next()?.to_str()?.parse::<Slug>().ok();
        let ids: BTreeSet<Slug> = change.files.iter().filter_map(|(_, file)| first(file)).collect();
        let store = match Self::open(self.root().to_owned()) {
            Ok(store) => store,
            Err(error) => return Some(error.to_string()),
        };
        let found = ids.iter().flat_map(|id| store.records(id).1);
        let mut errors = store.findings().to_vec().into_iter().chain(found).filter(Finding::is_error);
        let told = |error: Finding| match error.place {
            Some(place) => format!("{}: {}", place.file.display(), error.message),
            None => error.message,
        };
        errors.next().map(told)
    }
}

/// Gives up what git has begun at the commit `before`.
///
/// # Errors
/// When not everything is as it was.
fn give_up(git: &Git, change: &Change, before: &str) -> Result<(), UndoError> {
    if git.head()? != before {
        return Err(UndoError::Committed);
    }
    // Nothing was staged before, and these files were as committed: this brings all of it back. A git that was stopped
    // early has not noted what it is doing.
    if !git.give_up(Operation::Revert)? && has_staged(git)? {
        git.working(["reset", "--quiet", "--merge"]).done()?;
    }
    refuse_unclean(git, change)
}

/// Refuses what could not be brought back to where it was.
fn refuse_unclean(git: &Git, change: &Change) -> Result<(), UndoError> {
    if let Some(operation) = git.operation()? {
        return Err(UndoError::InProgress(operation));
    }
    if has_staged(git)? {
        return Err(UndoError::Staged);
    }
    let files: Vec<OsString> = change.files.iter().map(|(_, file)| git.named(file)).collect();
    let status = ["status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all"];
    let mut changed = Vec::new();
    for files in files.chunks(super::commit::AT_A_TIME) {
        let answer = git.reading(status).paths(files).done()?;
        changed.extend(answer.fields().filter_map(|field| Some(shown(git, &path(field.get(3..)?)))));
    }
    if changed.is_empty() { Ok(()) } else { Err(UndoError::Uncommitted(changed)) }
}

/// Whether something is staged.
fn has_staged(git: &Git) -> Result<bool, GitError> {
    let answer = git.reading(["diff-index", "--cached", "--quiet", "HEAD"]).answer()?;
    match answer.code {
        Some(0) => Ok(false),
        Some(1) => Ok(true),
        _ => Err(answer.refused()),
    }
}

/// The files in conflict.
fn conflicts(git: &Git) -> Result<Vec<String>, GitError> {
    Ok(git.unmerged()?.keys().map(|file| shown(git, file)).collect())
}

/// A path of git as it is shown: from the root of the store on.
fn shown(git: &Git, named: &Path) -> String {
    named.strip_prefix(git.below()).unwrap_or(named).display().to_string()
}
