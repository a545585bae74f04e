//! The changes that the store's history says were committed here, and which of them were taken back.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::commit::{CHANGE, FILES};
use super::{Git, GitError};
use crate::store::kinds::Kind;
use crate::store::layout;
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
    /// How many files auxeng committed; `None` where the commit is no longer told by its message alone.
    told_files: Option<usize>,
    /// A later commit that takes back one that the history does not have: perhaps this one.
    pub(super) unclear: Option<String>,
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

/// What the history of a folder says.
pub(super) struct Standing {
    /// The changes that still hold, newest first, without their files.
    pub(super) changes: Vec<Change>,
    /// The newest commit that takes back one that the history does not have.
    pub(super) unclear: Option<String>,
}

/// The changes in the history of the folder of `git`.
pub(super) fn standing(git: &Git) -> Result<Standing, GitError> {
    let wanted = format!("--grep=^({CHANGE}: |{UNDOES}: |{REVERTS})");
    let format = "--format=%H%x00%an%x00%ae%x00%as%x00%P%x00%B";
    // Clocks differ: nothing comes behind what it goes back to.
    let log = ["log", "-z", "--date-order", "--extended-regexp", &wanted, "--encoding=UTF-8", "--no-show-signature"];
    let answer = git.reading(log).argument(format).paths([git.named(Path::new(""))]).done()?;
    let fields: Vec<_> = answer.fields().map(String::from_utf8_lossy).collect();
    let mut undone = Undone::default();
    let mut changes = Vec::new();
    for record in fields.chunks_exact(6) {
        let [commit, by, mail, on, parents, message] = record else { continue };
        if undone.commits.iter().any(|undone| commit.starts_with(undone)) {
            continue;
        }
        let subject = message.lines().next().map(|line| clean(line).into_owned()).unwrap_or_default();
        let names = trailers(message, CHANGE);
        let Some(name) = names.first() else {
            if undone.hear(message, |commit| has(git, commit)) {
                undone.unclear.get_or_insert(subject);
            }
            continue;
        };
        if names.len() > 1 || !undone.changes.contains(*name) {
            let told_files = match (names.as_slice(), trailers(message, FILES).as_slice()) {
                ([_], [files]) => files.parse().ok(),
                _ => None,
            };
            let lines = message.lines().skip(1).map(|line| clean(line).into_owned());
            changes.push(Change {
                commit: commit.clone().into_owned(),
                name: (*name).to_owned(),
                is_first: parents.is_empty(),
                told_files,
                unclear: undone.unclear.clone(),
                by: (clean(by).into_owned(), clean(mail).into_owned()),
                on: on.parse().ok(),
                subject,
                lines: lines.filter(|line| !line.is_empty() && !is_told(line)).collect(),
                files: Vec::new(),
            });
        }
    }
    Ok(Standing { changes, unclear: undone.unclear })
}

/// Whether the commit is in the history.
fn has(git: &Git, commit: &str) -> bool {
    let answer = git.reading(["merge-base", "--is-ancestor", commit, "HEAD"]).answer();
    answer.is_ok_and(|answer| answer.is_done())
}

/// What was taken back by commits that were not taken back themselves.
#[derive(Default)]
struct Undone {
    changes: BTreeSet<String>,
    /// As they were named: perhaps by their first letters.
    commits: BTreeSet<String>,
    /// The first line of the newest that takes back what is not in the history.
    unclear: Option<String>,
}

impl Undone {
    /// Takes in what a commit takes back; whether that is a commit which is not `there`: a rebase changes their names.
    fn hear(&mut self, message: &str, there: impl Fn(&str) -> bool) -> bool {
        let named = trailers(message, UNDOES);
        self.changes.extend(named.iter().map(|name| (*name).to_owned()));
        let mut is_unclear = false;
        for rest in message.lines().filter_map(|line| line.strip_prefix(REVERTS)) {
            let end = rest.find(|letter: char| !letter.is_ascii_hexdigit()).unwrap_or(rest.len());
            match rest.get(..end).filter(|commit| !commit.is_empty()) {
                Some(commit) if there(commit) => drop(self.commits.insert(commit.to_owned())),
                _ => is_unclear |= named.is_empty(),
            }
        }
        is_unclear
    }
}

/// The values of a trailer. No other line of a message looks like one, and a hook may have added a paragraph.
fn trailers<'a>(message: &'a str, name: &str) -> Vec<&'a str> {
    let value = |line: &'a str| line.strip_prefix(name)?.strip_prefix(": ");
    message.lines().skip(1).filter_map(value).map(str::trim).collect()
}

/// Whether a line says what `undo` goes by.
pub(super) fn is_told(line: &str) -> bool {
    line.starts_with("Auxeng-") || line.starts_with(REVERTS)
}

impl Change {
    /// Reads what the commit did to which file; `None` where that is not what auxeng committed: records in
    /// the folder of `git`, as many as the message says.
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
                Ok(file) if is_written(file) => self.files.push((touch, file.to_owned())),
                _ => return Ok(None),
            }
        }
        Ok((self.told_files == Some(self.files.len())).then_some(self))
    }
}

/// Whether auxeng writes a file at this place of a store.
fn is_written(file: &Path) -> bool {
    Kind::at(file).is_some()
        || layout::is_one_pager(file)
        || [".gitignore", ".gitattributes"].map(Path::new).contains(&file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trailer_stands_on_a_line_of_its_own() {
        let message =
            "retro(a): week 6\n\n Auxeng-Change: forged\n\nAuxeng-Change: real\nSigned-off-by: Ana\n\nTicket: 7\n";
        assert_eq!(trailers(message, CHANGE), ["real"]);
        assert_eq!(trailers("a\n\nAuxeng-Change: b\n\nAuxeng-Change: c\n", CHANGE), ["b", "c"]);
        let none: [&str; 0] = [];
        assert_eq!(trailers("a\n\nAuxeng-Changes: b\n", CHANGE), none);
        assert_eq!(trailers("Auxeng-Change: b", CHANGE), none);
    }

    #[test]
    fn a_change_is_one_of_files_that_auxeng_writes_and_of_as_many_as_it_says() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("store");
        std::fs::create_dir(folder.path().join(".git")).unwrap();
        for below in ["goals", "deep"] {
            std::fs::create_dir_all(store.join("basket").join(below)).unwrap();
        }
        let git = Git::of(&store).unwrap();
        git.working(["init", "--quiet"]).done().unwrap();
        let commit = || {
            git.working(["add", "--all"]).done().unwrap();
            let who = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "commit.gpgSign=false"];
            git.working(who.into_iter().chain(["commit", "--quiet", "--message", "x"])).done().unwrap();
            git.reading(["rev-parse", "HEAD"]).done().unwrap().text()
        };
        let change = |commit: &str, told_files| Change {
            commit: commit.to_owned(),
            name: String::new(),
            is_first: false,
            told_files: Some(told_files),
            unclear: None,
            by: (String::new(), String::new()),
            on: None,
            subject: String::new(),
            lines: Vec::new(),
            files: Vec::new(),
        };
        let files = |commit: &str, told| change(commit, told).with_files(&git).unwrap().map(|change| change.files);
        let write = |file: &str, text: &str| std::fs::write(store.join(file), text).unwrap();
        for file in ["auxeng.toml", ".gitignore", "basket/goals/a.toml"] {
            write(file, "");
        }
        let first = commit();
        let made = [".gitignore", "auxeng.toml", "basket/goals/a.toml"].map(|file| (Touch::Made, PathBuf::from(file)));
        assert_eq!(files(&first, 3), Some(made.to_vec()));
        assert_eq!(files(&first, 2), None);
        std::fs::remove_file(store.join("basket/goals/a.toml")).unwrap();
        write("auxeng.toml", "schema = 1\n");
        write("basket/one-pager.md", "# Problem\n");
        let second = commit();
        let [changed, made, removed] = [
            (Touch::Changed, "auxeng.toml"),
            (Touch::Made, "basket/one-pager.md"),
            (Touch::Removed, "basket/goals/a.toml"),
        ]
        .map(|(touch, file)| (touch, PathBuf::from(file)));
        assert_eq!(files(&second, 3), Some(vec![changed, removed, made]));
        // Nothing that somebody else has put into the commit is taken back with it.
        for file in ["basket/goals/notes.md", "basket/deep/one-pager.md", "../beside.toml"] {
            write(file, "");
            let commit = commit();
            assert_eq!((files(&commit, 1), files(&commit, 0)), (None, None), "{file}");
        }
    }

    #[test]
    fn what_is_undone_is_heard() {
        let mut undone = Undone::default();
        let undo = "undo: a\n\nThis reverts commit 12ab.\n\nAuxeng-Undoes: xyz\n";
        assert!(!undone.hear(undo, |_| true));
        assert_eq!(undone.changes, [String::from("xyz")].into());
        assert_eq!(undone.commits, [String::from("12ab")].into());
        // After a rebase the name is enough.
        assert!(!undone.hear(undo, |_| false));
        let by_hand = "Revert \"a\"\n\nThis reverts commit 34cd, reversing\nchanges made to 56ef.\n";
        assert!(undone.hear(by_hand, |_| false));
        assert!(undone.hear("a\n\nThis reverts commit of mine.\n", |_| true));
        assert!(!undone.hear(by_hand, |_| true));
        assert_eq!(undone.commits, ["12ab", "34cd"].map(String::from).into());
    }
}
