//! What git is in the middle of, and the files that it has left in conflict.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Git, GitError, files};
use crate::text::clean;

/// What git has begun and waits to go on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// A merge of another branch into this one.
    Merge,
    /// A rebase, which puts the user's own commits on top of others.
    Rebase,
    /// A commit of another branch that is made again here.
    CherryPick,
    /// A commit that is taken back.
    Revert,
    /// Patches from mails.
    Mail,
}

impl Operation {
    /// What it is called in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Rebase => "rebase",
            Self::CherryPick => "cherry-pick",
            Self::Revert => "revert",
            Self::Mail => "git am",
        }
    }

    /// The command of git that does it.
    fn command(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Rebase => "rebase",
            Self::CherryPick => "cherry-pick",
            Self::Revert => "revert",
            Self::Mail => "am",
        }
    }

    /// The command that goes on with it.
    pub fn goes_on_with(self) -> String {
        if self == Self::Merge { String::from("git commit") } else { format!("git {} --continue", self.command()) }
    }

    /// The command that gives it up and brings back what was before.
    pub fn given_up_with(self) -> String {
        format!("git {} --abort", self.command())
    }

    /// The command that makes git forget it, and leaves everything else as it is.
    pub fn forgotten_with(self) -> String {
        format!("git {} --quit", self.command())
    }
}

/// A version of a file in conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Blob {
    /// What kind of file it is, as git writes it: `100644`.
    pub(in crate::store) mode: String,
    /// The name under which git keeps its content.
    pub(in crate::store) name: String,
}

impl Blob {
    /// Whether it is an ordinary file: no link and no submodule.
    pub(in crate::store) fn is_file(&self) -> bool {
        self.mode.starts_with("100")
    }
}

/// A file in conflict: what both sides began with, the version that git calls ours, and the one that it calls theirs.
pub(in crate::store) type Stages = [Option<Blob>; 3];

/// A commit, as people know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Who wrote it.
    pub author: String,
    /// On which day, as `2026-11-20`.
    pub date: String,
    /// Its first line.
    pub subject: String,
}

impl Git {
    /// The folder in which git keeps what belongs to this work tree.
    pub(in crate::store) fn folder(&self) -> Result<PathBuf, GitError> {
        let answer = self.reading(["rev-parse", "--absolute-git-dir"]).done()?;
        Ok(path(answer.stdout.trim_ascii_end()))
    }

    /// The commit that is checked out.
    pub(in crate::store) fn head(&self) -> Result<String, GitError> {
        Ok(self.reading(["rev-parse", "--verify", "HEAD"]).done()?.text())
    }

    /// What git is in the middle of here.
    pub(in crate::store) fn operation(&self) -> Result<Option<Operation>, GitError> {
        let folder = self.folder()?;
        let has = |name: &str| matches!(files::kind(&folder.join(name)), Ok(Some(_)));
        // A rebase is looked for first: for each commit that it makes again it picks a cherry, or merges.
        let is_mail = has("rebase-apply/applying");
        let begun = [
            (is_mail, Operation::Mail),
            (has("rebase-merge") || has("rebase-apply"), Operation::Rebase),
            (has("MERGE_HEAD"), Operation::Merge),
            (has("CHERRY_PICK_HEAD"), Operation::CherryPick),
            (has("REVERT_HEAD"), Operation::Revert),
        ];
        Ok(begun.into_iter().find_map(|(is_begun, operation)| is_begun.then_some(operation)))
    }

    /// Brings back what was before `operation`; whether git was in the middle of it.
    pub(in crate::store) fn give_up(&self, operation: Operation) -> Result<bool, GitError> {
        let is_underway = self.operation()? == Some(operation);
        if is_underway {
            self.working([operation.command(), "--abort"]).done()?;
        }
        Ok(is_underway)
    }

    /// The files in conflict, named from the top of the work tree.
    pub(in crate::store) fn unmerged(&self) -> Result<BTreeMap<PathBuf, Stages>, GitError> {
        let answer = self.reading(["ls-files", "--unmerged", "-z"]).done()?;
        let mut files: BTreeMap<PathBuf, Stages> = BTreeMap::new();
        for entry in answer.fields() {
            let Some(tab) = entry.iter().position(|byte| *byte == b'\t') else {
                continue;
            };
            let (about, name) = entry.split_at(tab);
            let about = String::from_utf8_lossy(about);
            let mut about = about.split(' ');
            if let (Some(mode), Some(blob), Some(stage)) = (about.next(), about.next(), about.next())
                && let Some(at) = stage.parse::<usize>().ok().and_then(|stage| stage.checked_sub(1))
                && let Some(place) = files.entry(path(name.get(1..).unwrap_or_default())).or_default().get_mut(at)
            {
                *place = Some(Blob { mode: mode.to_owned(), name: blob.to_owned() });
            }
        }
        Ok(files)
    }

    /// The bytes of the blob that is called `name`; `None` where there are more than `most`.
    pub(in crate::store) fn content(&self, name: &str, most: u64) -> Result<Option<Vec<u8>>, GitError> {
        let size = self.reading(["cat-file", "-s", name]).done()?.text().parse().unwrap_or(u64::MAX);
        if size > most {
            return Ok(None);
        }
        Ok(Some(self.reading(["cat-file", "blob", name]).done()?.stdout))
    }

    /// The last commit up to `revision`, of those that changed `file` where one is named.
    pub(in crate::store) fn commit(&self, revision: &str, file: Option<&std::ffi::OsStr>) -> Option<Commit> {
        let log = ["log", "-1", "--no-show-signature", "--format=%aN%x00%as%x00%s", revision];
        let answer = self.reading(log).paths(file).answer().ok().filter(super::run::Answer::is_done)?;
        let text = answer.text();
        let mut fields = text.split('\0').map(|field| clean(field).into_owned());
        Some(Commit { author: fields.next()?, date: fields.next()?, subject: fields.next()? })
    }
}

/// A path as git prints it.
pub(in crate::store) fn path(bytes: &[u8]) -> PathBuf {
    #[cfg(unix)]
    let name = <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(bytes);
    #[cfg(not(unix))]
    let name = &*String::from_utf8_lossy(bytes);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_is_in_the_middle_of_goes_on_or_is_given_up() {
        for (operation, command, name) in [
            (Operation::Rebase, "rebase", "rebase"),
            (Operation::CherryPick, "cherry-pick", "cherry-pick"),
            (Operation::Revert, "revert", "revert"),
            (Operation::Mail, "am", "git am"),
        ] {
            assert_eq!(operation.name(), name);
            assert_eq!(operation.goes_on_with(), format!("git {command} --continue"));
            assert_eq!(operation.given_up_with(), format!("git {command} --abort"));
            assert_eq!(operation.forgotten_with(), format!("git {command} --quit"));
        }
        let merge = Operation::Merge;
        assert_eq!(
            (merge.name(), merge.goes_on_with().as_str(), merge.given_up_with().as_str()),
            ("merge", "git commit", "git merge --abort")
        );
    }

    #[test]
    fn a_version_that_is_too_large_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(".git")).unwrap();
        let git = Git::of(folder.path()).unwrap();
        git.working(["init", "--quiet"]).done().unwrap();
        let name = git.working(["hash-object", "-w", "--stdin"]).input("a = 1\n").done().unwrap().text();
        for (most, content) in [(5, None), (6, Some(&b"a = 1\n"[..])), (7, Some(&b"a = 1\n"[..]))] {
            assert_eq!(git.content(&name, most).unwrap().as_deref(), content, "{most}");
        }
    }

    #[test]
    fn links_and_submodules_are_no_files() {
        let is_file = |mode: &str| Blob { mode: mode.into(), name: String::new() }.is_file();
        assert_eq!(["100644", "100755", "120000", "160000"].map(is_file), [true, true, false, false]);
    }
}
