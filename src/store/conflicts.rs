//! Records that git has left in conflict: how the two sides can become one again.

use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::ends::{LineEnds, unix};
use super::files::{self, LARGEST};
use super::git::{Blob, Commit, Git, Operation, Stages};
use super::join::{Contradiction, Joined, Side, join};
use super::kinds::Kind;
use super::sides::{BEGINNING, Cause, END, MARKS, names};
use super::{Error, Lock, Store, Written};

/// The conflicts in the work tree in which a store lies.
#[derive(Debug)]
pub struct Conflicts {
    /// What has left them.
    pub cause: Cause,
    /// The files, in order.
    pub files: Vec<Conflict>,
    git: Git,
}

/// A file in conflict.
#[derive(Debug)]
pub struct Conflict {
    /// The file: from the root of the store or, where it is outside, with its whole path.
    pub file: PathBuf,
    /// How it stands.
    pub state: State,
    /// How its sides are called, mine first: in the words of git where it cannot be told which is mine.
    pub names: [String; 2],
    /// How git names it.
    named: OsString,
    kind: Option<Kind>,
    base: Option<String>,
    mine: Option<String>,
    theirs: Option<String>,
    /// What the file says in the work tree.
    found: String,
}

/// How a file in conflict stands.
#[derive(Debug)]
pub enum State {
    /// It can be joined, but for these contradictions, each of which wants a choice.
    Fields(Vec<Contradiction>),
    /// It cannot be joined field by field, for this reason: one side is to be chosen for the whole record.
    Whole(String),
    /// This side has taken the record away, and the other one has changed it.
    Gone(Side),
    /// Somebody has worked on it since git left it.
    Touched,
    /// It is nothing of ours, for this reason.
    Foreign(&'static str),
}

impl Conflict {
    /// How many choices are wanted.
    pub fn wanted(&self) -> usize {
        match &self.state {
            State::Fields(contradictions) => contradictions.len(),
            State::Whole(_) | State::Gone(_) => 1,
            State::Touched | State::Foreign(_) => 0,
        }
    }

    /// Whether it can be settled without any choice.
    pub fn joins_by_itself(&self) -> bool {
        matches!(&self.state, State::Fields(contradictions) if contradictions.is_empty())
    }

    /// What the record says once these choices are made; `None` where they settle nothing.
    fn settled(&self, choices: &[Side]) -> Option<String> {
        if choices.len() < self.wanted() {
            return None;
        }
        let whole = |side: &Side| match side {
            Side::Mine => self.mine.clone(),
            Side::Theirs => self.theirs.clone(),
        };
        let text = match &self.state {
            State::Fields(_) => {
                let (mine, theirs) = (self.mine.as_deref()?, self.theirs.as_deref()?);
                join(self.base.as_deref(), mine, theirs, choices).ok()?.text
            }
            State::Whole(_) | State::Gone(_) => choices.first().and_then(whole)?,
            State::Touched | State::Foreign(_) => return None,
        };
        // As git has laid the file out, which on some systems has other line ends than what git keeps.
        Some(match LineEnds::of(&self.found) {
            LineEnds::Windows => unix(&text).replace('\n', "\r\n"),
            LineEnds::Unix | LineEnds::Mixed(_) => text,
        })
    }
}

impl Conflicts {
    /// The commit from which a side of `conflict` comes, where it is known.
    pub fn commit(&self, conflict: &Conflict, side: Side) -> Option<Commit> {
        use Operation::{CherryPick, Mail, Merge, Rebase, Revert};

        let file = Some(conflict.named.as_os_str());
        let from = |revision: &str, file| self.git.commit(revision, file);
        match (side, self.cause) {
            (Side::Mine, Cause::Underway(Rebase)) => from("REBASE_HEAD", None),
            (Side::Mine, Cause::Underway(_) | Cause::Squash)
            | (Side::Theirs, Cause::Underway(Rebase) | Cause::Stash) => from("HEAD", file),
            (Side::Theirs, Cause::Underway(Merge)) => from("MERGE_HEAD", file),
            (Side::Theirs, Cause::Underway(CherryPick)) => from("CHERRY_PICK_HEAD", None),
            (Side::Theirs, Cause::Underway(Revert)) => from("REVERT_HEAD~", file),
            (Side::Theirs, Cause::Underway(Mail) | Cause::Squash)
            | (Side::Mine, Cause::Stash)
            | (_, Cause::Unknown) => None,
        }
    }
}

impl Store {
    /// The files that git has left in conflict, in the store and beside it.
    ///
    /// # Errors
    /// When the store is in no repository, or git cannot be asked.
    pub fn conflicts(&self) -> Result<Conflicts, Error> {
        let git = Git::of(self.root())?;
        let unmerged = git.unmerged()?;
        let found: Vec<Option<String>> =
            unmerged.keys().map(|path| text_at(&git.top().join(path))).collect::<Result<_, _>>()?;
        let cause = Cause::of(&git, git.operation()?, found.iter().flatten().map(String::as_str))?;
        let files = unmerged.iter().zip(found);
        let files = files.map(|((path, stages), found)| self.conflict(&git, cause, (path, found), stages));
        let files = files.collect::<Result<_, _>>()?;
        Ok(Conflicts { cause, files, git })
    }

    fn conflict(
        &self,
        git: &Git,
        cause: Cause,
        (path, found): (&Path, Option<String>),
        [base, ours, theirs]: &Stages,
    ) -> Result<Conflict, Error> {
        let below = path.strip_prefix(git.below()).ok();
        let kind = below.and_then(Kind::at);
        let mut conflict = Conflict {
            file: below.map_or_else(|| git.top().join(path), Path::to_owned),
            state: State::Foreign("it is no record"),
            names: names(cause, found.as_deref().unwrap_or_default()),
            named: path.as_os_str().to_owned(),
            kind,
            base: None,
            mine: None,
            theirs: None,
            found: String::new(),
        };
        if conflict.kind.is_none() {
            return Ok(conflict);
        }
        // In a rebase git's own side is the one upon which the user's commits are put, and so it is with a stash.
        let (mine, theirs) = if cause.is_swapped() { (theirs, ours) } else { (ours, theirs) };
        let mut texts = Vec::new();
        for blob in [base, mine, theirs] {
            match text(git, blob.as_ref())? {
                Ok(text) => texts.push(text),
                Err(reason) => {
                    conflict.state = State::Foreign(reason);
                    return Ok(conflict);
                }
            }
        }
        let [base, mine, theirs] = texts.try_into().unwrap_or_default();
        (conflict.base, conflict.mine, conflict.theirs) = (base, mine, theirs);
        match found {
            Some(found) => conflict.found = found,
            None => {
                conflict.state = State::Touched;
                return Ok(conflict);
            }
        }
        conflict.state = state(self.root(), &conflict);
        Ok(conflict)
    }

    /// Writes what becomes of a conflict when these choices are made, and tells git that it is settled.
    ///
    /// # Errors
    /// When the choices settle nothing, somebody has changed the file since, what comes of it is not sound, or it cannot
    /// be written.
    pub fn settle(
        &self,
        lock: &Lock,
        conflicts: &Conflicts,
        conflict: &Conflict,
        choices: &[Side],
    ) -> Result<Written, Error> {
        let path = self.root().join(&conflict.file);
        let (Some(kind), Some(text)) = (&conflict.kind, conflict.settled(choices)) else {
            return Err(Error::Unsettled(path));
        };
        kind.refuse_unreadable(&path, &text)?;
        self.make_folders(&conflict.file, 0)?;
        if text_at(&path)?.as_ref() != Some(&conflict.found) {
            return Err(Error::Changed(path));
        }
        let written = if text == conflict.found {
            Written::Unchanged(conflict.file.clone())
        } else {
            lock.put(&conflict.file, &text, true)?;
            Written::Changed(conflict.file.clone())
        };
        conflicts.git.working(["add"]).paths([&conflict.named]).done()?;
        Ok(written)
    }
}

/// What a file in conflict says in the work tree; `None` where it is no text.
fn text_at(path: &Path) -> Result<Option<String>, Error> {
    if files::kind(path).map_err(Error::io("read", path))? != Some(files::Kind::File) {
        return Ok(None);
    }
    let mut buffer = Vec::new();
    match files::read(path, &mut buffer) {
        Ok(text) => Ok(Some(text.to_owned())),
        Err(files::Refusal::Io(error)) => Err(Error::io("read", path)(error)),
        Err(files::Refusal::TooLarge | files::Refusal::NotText(_)) => Ok(None),
    }
}

/// The text of a version, where there is one; else why it is none.
fn text(git: &Git, blob: Option<&Blob>) -> Result<Result<Option<String>, &'static str>, Error> {
    let Some(blob) = blob else {
        return Ok(Ok(None));
    };
    if !blob.is_file() {
        return Ok(Err("it is not a regular file on both sides"));
    }
    Ok(match git.content(blob, LARGEST)? {
        None => Err(files::TOO_LARGE),
        Some(bytes) => String::from_utf8(bytes).map(Some).map_err(|_| files::NOT_TEXT),
    })
}

/// How a file stands of which all versions are known.
fn state(root: &Path, conflict: &Conflict) -> State {
    let gone = match (&conflict.mine, &conflict.theirs) {
        (None, None) => return State::Foreign("both sides have moved it or taken it away"),
        (None, Some(kept)) => Some((Side::Mine, kept)),
        (Some(kept), None) => Some((Side::Theirs, kept)),
        (Some(_), Some(_)) => None,
    };
    if let Some((side, kept)) = gone {
        return if unix(kept) == unix(&conflict.found) { State::Gone(side) } else { State::Touched };
    }
    let (state, joined) = joinable(root, conflict);
    // Whoever was stopped between writing and telling git is helped on.
    let is_joined = joined.is_some_and(|joined| unix(&joined) == unix(&conflict.found));
    if is_joined || is_as_left(conflict) { state } else { State::Touched }
}

/// How the two sides can be joined, and what they become where they do not contradict.
fn joinable(root: &Path, conflict: &Conflict) -> (State, Option<String>) {
    let (Some(kind), Some(mine), Some(theirs)) = (&conflict.kind, &conflict.mine, &conflict.theirs) else {
        return (State::Touched, None);
    };
    let path = root.join(&conflict.file);
    let join = |choices: &[Side]| join(conflict.base.as_deref(), mine, theirs, choices);
    let Ok(Joined { text, contradictions }) = join(&[]) else {
        return (State::Whole(String::from("one of the two cannot be read")), None);
    };
    let wrong = |text: &str| kind.refuse_unreadable(&path, text).err();
    if let Some(error) = wrong(&text) {
        let other = join(&vec![Side::Theirs; contradictions.len()]);
        if contradictions.is_empty() || other.is_ok_and(|joined| wrong(&joined.text).is_some()) {
            return (State::Whole(reason(error)), None);
        }
    }
    let text = contradictions.is_empty().then_some(text);
    (State::Fields(contradictions), text)
}

/// Why what both sides say together is no sound record.
fn reason(error: Error) -> String {
    match error {
        Error::Unwritable { reason, .. } => reason,
        error => error.to_string(),
    }
}

/// Whether the file is as git has left it: with marks, and no line in it that none of the versions has.
fn is_as_left(conflict: &Conflict) -> bool {
    let Conflict { base, mine, theirs, found, .. } = conflict;
    let versions = [base, mine, theirs].into_iter().flatten();
    let known: HashSet<&str> = versions.flat_map(|text| text.lines()).collect();
    let is_mark = |line: &str| MARKS.iter().any(|mark| line.starts_with(mark));
    let has = |mark: &str| found.lines().any(|line| line.starts_with(mark));
    has(BEGINNING) && has(END) && found.lines().all(|line| is_mark(line) || known.contains(line))
}
