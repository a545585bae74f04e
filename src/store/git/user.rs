//! What git knows that a record needs. Git is asked for plain facts only and runs nothing of the store.
//!
//! Nor does it read any file that can be committed: a folder that looks like a repository without a work tree (`HEAD`,
//! `config`, `objects/`, `refs/`) could otherwise say who the user is.

use std::path::Path;

use super::Git;
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

fn person(folder: &Path, counts: fn(&str) -> bool) -> Option<Person> {
    let name = config(folder, "user.name", counts)?;
    let email = config(folder, "user.email", counts);
    let with_mail = email.and_then(|email| format!("{name} <{email}>").parse().ok());
    with_mail.or_else(|| name.parse().ok())
}

/// The last value of `key` that was set in a scope that counts.
fn config(folder: &Path, key: &str, counts: fn(&str) -> bool) -> Option<String> {
    let answer = Git::around(folder).reading(["config", "--null", "--show-scope", "--get-all", key]).done().ok()?;
    let text = String::from_utf8(answer.stdout).ok()?;
    let fields: Vec<&str> = text.split('\0').collect();
    let mut values = fields.chunks_exact(2).filter_map(|pair| <[&str; 2]>::try_from(pair).ok());
    let value = values.rfind(|[scope, _]| counts(scope)).map(|[_, value]| value.trim());
    value.filter(|value| !value.is_empty()).map(str::to_owned)
}
