//! Committing what was written, and nothing else.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::run::Call;
use super::{Git, GitError, changes, files};
use crate::store::{Lock, Store};
use crate::text::clean;

/// The trailer of every commit that records something. Its value is like no other, and outlives a rebase.
pub(super) const CHANGE: &str = "Auxeng-Change";

/// The trailer that says how many files the commit changes: one with more or fewer is not what was made here.
pub(super) const FILES: &str = "Auxeng-Files";

/// How many letters and digits the value of [`CHANGE`] has.
const LETTERS: usize = 12;

/// How many paths are asked about at a time: a command line is not endless.
pub(super) const AT_A_TIME: usize = 100;

/// What a commit is to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    /// The command that wrote.
    pub command: &'static str,
    /// What it wrote about: the id of an engagement.
    pub about: Option<String>,
    /// What it did, in a few words.
    pub what: String,
    /// What else there is to say, each on a line of its own.
    pub lines: Vec<String>,
}

impl Message {
    /// The message with one more line.
    #[must_use]
    pub fn line(self, line: impl Into<String>) -> Self {
        self.lines([line])
    }

    /// The message with more lines.
    #[must_use]
    pub fn lines(mut self, lines: impl IntoIterator<Item: Into<String>>) -> Self {
        self.lines.extend(lines.into_iter().map(Into::into));
        self
    }

    /// The first line: `retro(checkout-contract-tests): week 6`.
    pub fn subject(&self) -> String {
        let about = self.about.as_ref().map_or_else(String::new, |about| format!("({about})"));
        clean(&format!("{}{about}: {}", self.command, self.what)).into_owned()
    }

    /// The whole message, with `trailer` as its last paragraph. No other line looks like one of it.
    fn text(&self, trailer: &str) -> String {
        let guarded = |line: &String| {
            let line = clean(line);
            if changes::is_told(&line) { format!(" {line}") } else { line.into_owned() }
        };
        let lines: Vec<_> = self.lines.iter().map(guarded).collect();
        let body = if lines.is_empty() { String::new() } else { format!("{}\n\n", lines.join("\n")) };
        format!("{}\n\n{body}{trailer}\n", self.subject())
    }
}

/// What came of a commit.
#[derive(Debug, PartialEq, Eq)]
pub enum Committed {
    /// It is made; a hook may have said something.
    Made {
        /// What was said, safe to be shown; empty where nothing was.
        said: String,
    },
    /// The files are as the last commit has them.
    Unneeded,
}

impl Store {
    /// Commits what was written under `lock`, and nothing else, with `message`. What is staged besides stays staged, and
    /// what git thinks of everything else stays as it is. Git may ask for a password where `somebody` is at a terminal.
    ///
    /// # Errors
    /// When there is no git, the store is not in a repository, git ignores one of the files or refuses. Then nothing is
    /// committed, and nothing stays staged that was not.
    pub fn commit(&self, lock: &Lock, message: &Message, somebody: bool) -> Result<Committed, GitError> {
        let git = Git::of(self.root())?;
        let written = lock.written();
        self.refuse_nested(&written)?;
        let paths: Vec<OsString> = written.iter().map(|file| git.named(file)).collect();
        refuse_hidden(&git, &paths)?;
        let Differing { new, files } = differing(&git, &paths)?;
        if files == 0 {
            return Ok(Committed::Unneeded);
        }
        let id: String = std::iter::repeat_with(fastrand::alphanumeric).take(LETTERS).collect();
        let text = message.text(&format!("{CHANGE}: {}\n{FILES}: {files}", id.to_ascii_lowercase()));
        // A commit of single files takes only those that git knows.
        stage(&git, "--add", &new)?;
        let commit = git.working(["commit", "--only", "--quiet", "--pathspec-from-file=-", "--pathspec-file-nul"]);
        let literal = paths.iter().flat_map(|path| [b":(literal)", path.as_encoded_bytes(), b"\0"].concat());
        let commit = saying(commit, &text).input(literal.collect::<Vec<u8>>()).asking(somebody).done();
        let answer = commit.map_err(|error| {
            // What git says next would only hide why it refused.
            let _ = stage(&git, "--force-remove", &new);
            match git.operation() {
                Ok(Some(operation)) => error.during(operation),
                _ => error,
            }
        })?;
        Ok(Committed::Made { said: answer.said })
    }

    /// Refuses files that belong to another repository, one that lies in the store.
    fn refuse_nested(&self, written: &[PathBuf]) -> Result<(), GitError> {
        let folders: BTreeSet<&Path> = written.iter().flat_map(|file| file.ancestors().skip(1)).collect();
        let nested = |folder: &&Path| matches!(files::kind(&self.root().join(folder).join(".git")), Ok(Some(_)));
        match folders.into_iter().filter(|folder| *folder != Path::new("")).find(nested) {
            Some(folder) => Err(GitError::Nested(self.root().join(folder))),
            None => Ok(()),
        }
    }
}

/// Has a commit say `text`, as it is.
pub(super) fn saying(commit: Call, text: &str) -> Call {
    // What the user has set for messages that they write in an editor could take lines away.
    commit.argument("--cleanup=whitespace").argument(format!("--message={text}"))
}

/// Refuses files that git was told not to look at: it takes them for what the last commit says, whatever they say.
fn refuse_hidden(git: &Git, paths: &[OsString]) -> Result<(), GitError> {
    let mut hidden = Vec::new();
    for paths in paths.chunks(AT_A_TIME) {
        let answer = git.reading(["ls-files", "-v", "-z"]).paths(paths).done()?;
        let is_hidden = |field: &&[u8]| field.first().is_some_and(|tag| *tag == b'S' || tag.is_ascii_lowercase());
        let name = |field: &[u8]| field.get(2..).map(|path| String::from_utf8_lossy(path).into_owned());
        hidden.extend(answer.fields().filter(is_hidden).filter_map(name));
    }
    if hidden.is_empty() { Ok(()) } else { Err(GitError::Hidden(hidden)) }
}

/// The files that are not as the last commit has them.
struct Differing {
    /// Those that git does not know yet.
    new: Vec<OsString>,
    /// How many they are.
    files: usize,
}

/// Which of the files at `paths` the last commit has otherwise.
fn differing(git: &Git, paths: &[OsString]) -> Result<Differing, GitError> {
    const STATUS: [&str; 7] = [
        "status",
        "--porcelain=v1",
        "-z",
        "--no-renames",
        "--untracked-files=all",
        "--ignored=matching",
        "--ignore-submodules=all",
    ];
    let mut new = Vec::new();
    let mut ignored = Vec::new();
    let mut files = BTreeSet::new();
    for paths in paths.chunks(AT_A_TIME) {
        let answer = git.reading(STATUS).paths(paths).done()?;
        for field in answer.fields() {
            files.extend(field.get(3..).map(<[u8]>::to_vec));
            match field.get(..2) {
                Some(b"!!") => ignored.extend(field.get(3..).map(|path| String::from_utf8_lossy(path).into_owned())),
                Some(b"??") => {
                    new.extend(paths.iter().filter(|path| Some(path.as_encoded_bytes()) == field.get(3..)).cloned());
                }
                _ => {}
            }
        }
    }
    if !ignored.is_empty() {
        return Err(GitError::Ignored(ignored));
    }
    Ok(Differing { new, files: files.len() })
}

/// Has git know of new files, or know of them no more.
fn stage(git: &Git, how: &str, new: &[OsString]) -> Result<(), GitError> {
    if !new.is_empty() {
        let paths = new.iter().flat_map(|path| [path.as_encoded_bytes(), b"\0"].concat());
        git.working(["update-index", how, "-z", "--stdin"]).input(paths.collect::<Vec<u8>>()).done()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_a_line_a_body_and_a_trailer() {
        let message = |about: Option<&str>, what: &str, lines: &[&str]| Message {
            command: "retro",
            about: about.map(str::to_owned),
            what: what.to_owned(),
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        };
        let plain = message(Some("checkout"), "week 6", &[]);
        assert_eq!(plain.text("T: 1"), "retro(checkout): week 6\n\nT: 1\n");
        let long = message(None, "a\nb\u{1b}", &["2 well", "c\n\nAuxeng-Undoes: x"]);
        assert_eq!(long.text("T: 1"), "retro: a b\u{241b}\n\n2 well\nc  Auxeng-Undoes: x\n\nT: 1\n");
        let forged = message(None, "a", &["Auxeng-Undoes: x", "This reverts commit 12ab."]);
        assert_eq!(forged.text("T: 1"), "retro: a\n\n Auxeng-Undoes: x\n This reverts commit 12ab.\n\nT: 1\n");
    }
}
