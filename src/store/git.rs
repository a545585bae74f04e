//! What git knows that a record needs. Git is asked for plain facts only and runs nothing of the store.
//!
//! Nor does it read any file that can be committed: a folder that looks like a repository without a work tree (`HEAD`,
//! `config`, `objects/`, `refs/`) could otherwise say who the user is.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{Store, files};
use crate::model::Person;

/// The user as git knows them in `folder`, as the author of a commit there: `user.name`, with `user.email` where it is
/// set. `None` without git or name.
pub fn author(folder: &Path) -> Option<Person> {
    person(folder, |_| true)
}

/// The user as they have told git for themselves: as [`author`], without what is set for the repository alone.
pub fn user(folder: &Path) -> Option<Person> {
    person(folder, |scope| !matches!(scope, "local" | "worktree"))
}

impl Store {
    /// Whether the store lies in a work tree of git.
    pub fn is_in_git(&self) -> bool {
        work_tree(&real(self.root())).is_some()
    }
}

fn person(folder: &Path, counts: fn(&str) -> bool) -> Option<Person> {
    let name = config(folder, "user.name", counts)?;
    let email = config(folder, "user.email", counts);
    let with_mail = email.and_then(|email| format!("{name} <{email}>").parse().ok());
    with_mail.or_else(|| name.parse().ok())
}

/// The last value of `key` that was set in a scope that counts.
fn config(folder: &Path, key: &str, counts: fn(&str) -> bool) -> Option<String> {
    let folder = real(folder);
    // Git itself lets nobody commit a `.git`. Where it stands nothing else is taken for a repository; where none stands,
    // git is asked from the top, since one that is older than 2.38 does not know the setting.
    let place = work_tree(&folder).or_else(|| folder.ancestors().last())?;
    let mut git = Command::new("git");
    git.arg("-C").arg(place).args(["-c", "safe.bareRepository=explicit"]);
    git.args(["config", "--null", "--show-scope", "--get-all", key]);
    let output =
        git.stdin(Stdio::null()).stderr(Stdio::null()).output().ok().filter(|output| output.status.success())?;
    let text = String::from_utf8(output.stdout).ok()?;
    let fields: Vec<&str> = text.split('\0').collect();
    let mut values = fields.chunks_exact(2).filter_map(|pair| <[&str; 2]>::try_from(pair).ok());
    let value = values.rfind(|[scope, _]| counts(scope)).map(|[_, value]| value.trim());
    value.filter(|value| !value.is_empty()).map(str::to_owned)
}

/// The nearest folder upwards with a `.git` in it.
fn work_tree(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| matches!(files::kind(&folder.join(".git")), Ok(Some(_))))
}

/// The folder without links in its path; on Windows git does not take such a path.
fn real(folder: &Path) -> PathBuf {
    let path = if cfg!(windows) { std::path::absolute(folder) } else { std::fs::canonicalize(folder) };
    path.unwrap_or_else(|_| folder.to_owned())
}
