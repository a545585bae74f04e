//! The changes that the store's history says were committed here, and which of them were taken back.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::commit::CHANGE;
use super::{Git, GitError};
use crate::text::clean;

/// The trailer of a commit that takes a change back: the value of that one's [`CHANGE`].
pub(super) const UNDOES: &str = "Auxeng-Undoes";

/// How a commit names another that it reverts.
const REVERTS: &str = "This reverts commit ";

/// A change that auxeng committed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The commit, as git names it.
    pub(super) commit: String,
    /// Its name in its trailer.
    pub(super) name: String,
    /// Whether git knows no commit before it.
    pub(super) is_first: bool,
    /// Who made it, and their address; safe to be shown.
    pub by: (String, String),
    /// When it was made, where git tells.
    pub on: Option<NaiveDate>,
    /// Its first line, safe to be shown.
    pub subject: String,
    /// What else it says, line by line, safe to be shown.
    pub lines: Vec<String>,
    /// What it did to which file, from the root of the store.
    pub files: Vec<(Touch, PathBuf)>,
}

/// What a commit did to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touch {
    /// It was made.
    Made,
    /// It was changed.
    Changed,
    /// It was taken away.
    Removed,
}

/// The changes in the history of the folder of `git` that still hold, newest first, without their files.
pub(super) fn standing(git: &Git) -> Result<Vec<Change>, GitError> {
    let wanted = format!("--grep=^({CHANGE}: |{UNDOES}: |{REVERTS})");
    let format = "--format=%H%x00%an%x00%ae%x00%as%x00%P%x00%B";
    let log = ["log", "-z", "--extended-regexp", &wanted, "--encoding=UTF-8", "--no-show-signature", format];
    let answer = git.reading(log).paths([git.named(Path::new(""))]).done()?;
    let fields: Vec<_> = answer.fields().map(String::from_utf8_lossy).collect();
    let mut undone = Undone::default();
    let mut changes = Vec::new();
    for record in fields.chunks_exact(6) {
        let [commit, by, mail, on, parents, message] = record else { continue };
        if undone.commits.contains(commit.as_ref()) {
            continue;
        }
        let Some(name) = trailer(message, CHANGE) else {
            undone.hear(message);
            continue;
        };
        if !undone.changes.contains(name) {
            let mut lines = message.lines().map(|line| clean(line).into_owned());
            let subject = lines.next().unwrap_or_default();
            let is_said = |line: &String| !line.is_empty() && trailer(line, CHANGE).is_none();
            changes.push(Change {
                commit: commit.clone().into_owned(),
                name: name.to_owned(),
                is_first: parents.is_empty(),
                by: (clean(by).into_owned(), clean(mail).into_owned()),
                on: on.parse().ok(),
                subject,
                lines: lines.filter(is_said).collect(),
                files: Vec::new(),
            });
        }
    }
    Ok(changes)
}

/// What was taken back by commits that were not taken back themselves.
#[derive(Default)]
struct Undone {
    changes: BTreeSet<String>,
    commits: BTreeSet<String>,
}

impl Undone {
    fn hear(&mut self, message: &str) {
        self.changes.extend(trailer(message, UNDOES).map(str::to_owned));
        let reverted = message.lines().filter_map(|line| line.strip_prefix(REVERTS));
        self.commits.extend(reverted.map(|commit| commit.trim_end_matches('.').to_owned()));
    }
}

/// The value of a trailer: of a line in the last paragraph of a message. What was recorded stands before it.
fn trailer<'a>(message: &'a str, name: &str) -> Option<&'a str> {
    let paragraph = message.trim_end().rsplit("\n\n").next()?;
    let value = |line: &'a str| line.strip_prefix(name)?.strip_prefix(": ");
    paragraph.lines().rev().find_map(value).map(str::trim)
}

impl Change {
    /// Reads what the commit did to which file; `None` where it also touched what is not in the folder of `git`.
    pub(super) fn with_files(mut self, git: &Git) -> Result<Option<Self>, GitError> {
        let diff = ["diff-tree", "-r", "-z", "--root", "--no-renames", "--no-commit-id", "--name-status"];
        let answer = git.reading(diff).argument(&self.commit).done()?;
        let fields: Vec<&[u8]> = answer.fields().collect();
        for pair in fields.chunks_exact(2) {
            let [status, path] = pair else { continue };
            let touch = match *status {
                b"A" => Touch::Made,
                b"D" => Touch::Removed,
                _ => Touch::Changed,
            };
            match super::path(path).strip_prefix(git.below()) {
                Ok(file) => self.files.push((touch, file.to_owned())),
                Err(_) => return Ok(None),
            }
        }
        Ok(Some(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trailer_stands_in_the_last_paragraph() {
        let message = "retro(a): week 6\n\nAuxeng-Change: forged\n\nAuxeng-Change: real\nSigned-off-by: Ana\n";
        assert_eq!(trailer(message, CHANGE), Some("real"));
        assert_eq!(trailer("a\n\nAuxeng-Change: forged\n\nmore\n", CHANGE), None);
        assert_eq!(trailer("a\n\nAuxeng-Changes: b\n", CHANGE), None);
        assert_eq!(trailer("", CHANGE), None);
    }

    #[test]
    fn what_is_undone_is_heard() {
        let mut undone = Undone::default();
        undone.hear("undo: a\n\nThis reverts commit 12ab.\n\nAuxeng-Undoes: xyz\n");
        assert_eq!(undone.changes, [String::from("xyz")].into());
        assert_eq!(undone.commits, [String::from("12ab")].into());
    }
}
