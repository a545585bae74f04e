//! What git knows that a record needs. Git is asked for plain facts only and runs nothing of the store.

use std::path::Path;
use std::process::{Command, Stdio};

use super::{Store, files};
use crate::model::Person;

/// The user as git knows them in `folder`: `user.name`, with `user.email` where it is set. `None` without git or name.
pub fn author(folder: &Path) -> Option<Person> {
    let name = config(folder, "user.name")?;
    let email = config(folder, "user.email");
    let with_mail = email.and_then(|email| format!("{name} <{email}>").parse().ok());
    with_mail.or_else(|| name.parse().ok())
}

impl Store {
    /// Whether the store lies in a work tree of git.
    pub fn is_in_git(&self) -> bool {
        let root = std::fs::canonicalize(self.root()).unwrap_or_else(|_| self.root().to_owned());
        root.ancestors().any(|folder| matches!(files::kind(&folder.join(".git")), Ok(Some(_))))
    }
}

fn config(folder: &Path, key: &str) -> Option<String> {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder).args(["config", "--get", key]);
    let output = git.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let value = String::from_utf8(output.stdout).ok()?;
    let value = value.trim();
    (output.status.success() && !value.is_empty()).then(|| value.to_owned())
}
