//! Records that git has left in conflict: how the two sides can become one again.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::ends::{LineEnds, unix};
use super::files::{self, LARGEST};
use super::git::{Blob, Commit, Git, Operation, Stages};
use super::join::{Contradiction, Joined, Side, join};
use super::kinds::Kind;
use super::sides::{Cause, names};
use super::{Error, Lock, Store, Written, marks};
use crate::playbook::{Place, record::CONFLICT};

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
    /// What has left it.
    pub cause: Cause,
    /// How its sides are called, mine first: in the words of git where it cannot be told which is mine.
    pub names: [String; 2],
    /// How git names it.
    named: OsString,
    kind: Option<Kind>,
    base: Option<String>,
    mine: Option<String>,
    theirs: Option<String>,
    /// What the file says in the work tree; `None` where it is not there.
    found: Option<String>,
}

/// Why neither a link nor a folder is a record.
const NOT_REGULAR: &str = "it is not a regular file on both sides";

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
    /// It is nothing of ours, or no text, for this reason.
    Foreign(String),
    /// It cannot be told how it stands.
    Failed(Error),
}

impl Conflict {
    /// A conflict of which nothing is known yet but where it is; `named` is how git names the file.
    fn begin(file: PathBuf, named: OsString, cause: Cause, found: Option<&str>) -> Self {
        Self {
            file,
            state: State::Foreign(String::from("it is no record")),
            cause,
            names: names(cause, found.unwrap_or_default()),
            named,
            kind: None,
            base: None,
            mine: None,
            theirs: None,
            found: None,
        }
    }

    /// How many choices are wanted.
    pub fn wanted(&self) -> usize {
        match &self.state {
            State::Fields(contradictions) => contradictions.len(),
            State::Whole(_) | State::Gone(_) => 1,
            State::Touched | State::Foreign(_) | State::Failed(_) => 0,
        }
    }

    /// Whether it can be settled without any choice.
    pub fn joins_by_itself(&self) -> bool {
        matches!(&self.state, State::Fields(contradictions) if contradictions.is_empty())
    }

    /// Whether there is a file in the work tree.
    pub fn is_there(&self) -> bool {
        self.found.is_some()
    }

    /// The command with which git writes the file anew as it has left it.
    pub fn left_again_with(&self) -> &'static str {
        let [ours, theirs] = self.as_git_calls_them();
        match (ours, theirs) {
            (Some(_), None) => "git checkout --ours",
            (None, _) => "git checkout --theirs",
            (Some(_), Some(_)) => "git checkout --merge",
        }
    }

    /// The two versions in the order of git: ours, theirs.
    fn as_git_calls_them(&self) -> [Option<&str>; 2] {
        let (mine, theirs) = (self.mine.as_deref(), self.theirs.as_deref());
        if self.cause.is_swapped() { [theirs, mine] } else { [mine, theirs] }
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
            State::Touched | State::Foreign(_) | State::Failed(_) => return None,
        };
        // As git has laid the file out, which on some systems has other line ends than what git keeps.
        Some(match LineEnds::of(self.found.as_deref().unwrap_or_default()) {
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
        match (side, conflict.cause) {
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
        let found: Vec<Result<Option<String>, Error>> =
            unmerged.keys().map(|path| text_at(&git.top().join(path))).collect();
        let texts = found.iter().flatten().flatten();
        let cause = Cause::of(&git, git.operation()?, texts.map(String::as_str))?;
        let files = unmerged.iter().zip(found);
        let files = files.map(|((path, stages), found)| self.conflict(&git, cause, (path, found), stages)).collect();
        Ok(Conflicts { cause, files, git })
    }

    /// As [`Store::conflicts`], and behind them the records that hold the marks of a conflict of which git knows nothing
    /// any more: they were committed as they were.
    ///
    /// # Errors
    /// When the store is in no repository or cannot be listed, or git cannot be asked.
    pub fn conflicts_and_marks(&self) -> Result<Conflicts, Error> {
        let mut conflicts = self.conflicts()?;
        let (ids, _) = self.ids()?;
        let findings = ids.iter().flat_map(|id| self.records(id).1);
        let findings = self.findings().to_vec().into_iter().chain(findings);
        let marked = findings.filter(|finding| finding.rule.id == CONFLICT.id).filter_map(|finding| finding.place);
        for Place { file, .. } in marked {
            if !conflicts.files.iter().any(|conflict| conflict.file == file) {
                conflicts.files.extend(self.marked(&conflicts.git, &file));
            }
        }
        Ok(conflicts)
    }

    /// The conflict between the two versions that the marks in a record hold.
    fn marked(&self, git: &Git, file: &Path) -> Option<Conflict> {
        let found = text_at(&self.root().join(file)).ok().flatten()?;
        let kind = Kind::at(file)?;
        let mut conflict = Conflict::begin(file.to_owned(), git.named(file), Cause::Unknown, Some(&found));
        match marks::versions(&found) {
            Some([base, mine, theirs]) => {
                (conflict.base, conflict.mine, conflict.theirs) = (base, mine, theirs);
                conflict.kind = Some(kind);
                conflict.found = Some(found);
                conflict.state = joinable(self.root(), &conflict).0;
            }
            None => conflict.state = State::Foreign(String::from("its marks are not as git sets them")),
        }
        Some(conflict)
    }

    fn conflict(
        &self,
        git: &Git,
        cause: Cause,
        (path, found): (&Path, Result<Option<String>, Error>),
        [base, ours, theirs]: &Stages,
    ) -> Conflict {
        let below = path.strip_prefix(git.below()).ok();
        let file = below.map_or_else(|| git.top().join(path), Path::to_owned);
        let text_found = found.as_ref().ok().and_then(Option::as_deref);
        let mut conflict = Conflict::begin(file, path.as_os_str().to_owned(), cause, text_found);
        conflict.kind = below.and_then(Kind::at);
        if conflict.kind.is_none() {
            return conflict;
        }
        // In a rebase git's own side is the one upon which the user's commits are put, and so it is with a stash.
        let (mine, theirs) = if cause.is_swapped() { (theirs, ours) } else { (ours, theirs) };
        let texts = [base, mine, theirs].map(|blob| text(git, path, blob.as_ref()));
        conflict.state = match (texts, found) {
            ([Ok(base), Ok(mine), Ok(theirs)], Ok(found)) => {
                (conflict.base, conflict.mine, conflict.theirs, conflict.found) = (base, mine, theirs, found);
                state(self.root(), git, &conflict).unwrap_or_else(State::Failed)
            }
            ([Err(error), ..] | [_, Err(error), _] | [.., Err(error)], _) | (_, Err(error)) => match error {
                Error::Unreadable { reason, .. } => State::Foreign(reason),
                error => State::Failed(error),
            },
        };
        conflict
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
        if text_at(&path)? != conflict.found {
            return Err(Error::Changed(path));
        }
        let written = if Some(&text) == conflict.found.as_ref() {
            Written::Unchanged(conflict.file.clone())
        } else {
            lock.put(&conflict.file, &text, true)?;
            Written::Changed(conflict.file.clone())
        };
        conflicts.git.working(["add"]).paths([&conflict.named]).done()?;
        Ok(written)
    }
}

/// What a file in conflict says in the work tree, where it is there.
fn text_at(path: &Path) -> Result<Option<String>, Error> {
    let io = |error| Error::io("read", path)(error);
    match files::kind(path).map_err(io)? {
        None => return Ok(None),
        Some(files::Kind::File) => {}
        Some(_) => return Err(unreadable(path, NOT_REGULAR)),
    }
    let mut buffer = Vec::new();
    match files::read(path, &mut buffer) {
        Ok(text) => Ok(Some(text.to_owned())),
        Err(files::Refusal::Io(error)) => Err(io(error)),
        Err(files::Refusal::TooLarge) => Err(unreadable(path, files::TOO_LARGE)),
        Err(files::Refusal::NotText(_)) => Err(unreadable(path, files::NOT_TEXT)),
    }
}

/// The text of a version, where there is one; else why it is none.
fn text(git: &Git, path: &Path, blob: Option<&Blob>) -> Result<Option<String>, Error> {
    let Some(blob) = blob else {
        return Ok(None);
    };
    if !blob.is_file() {
        return Err(unreadable(path, NOT_REGULAR));
    }
    let content = git.content(&blob.name, LARGEST)?.ok_or_else(|| unreadable(path, files::TOO_LARGE))?;
    String::from_utf8(content).map(Some).map_err(|_| unreadable(path, files::NOT_TEXT))
}

fn unreadable(path: &Path, reason: &str) -> Error {
    Error::Unreadable { place: path.display().to_string(), reason: reason.to_owned() }
}

/// How a file stands of which all versions are known.
fn state(root: &Path, git: &Git, conflict: &Conflict) -> Result<State, Error> {
    let gone = match (&conflict.mine, &conflict.theirs) {
        (None, None) => return Ok(State::Foreign(String::from("both sides have moved it or taken it away"))),
        (None, Some(kept)) => Some((Side::Mine, kept)),
        (Some(kept), None) => Some((Side::Theirs, kept)),
        (Some(_), Some(_)) => None,
    };
    let Some(found) = conflict.found.as_deref().map(unix) else {
        return Ok(State::Touched);
    };
    if let Some((side, kept)) = gone {
        return Ok(if unix(kept) == found { State::Gone(side) } else { State::Touched });
    }
    let (state, joined) = joinable(root, conflict);
    // Whoever was stopped between writing and telling git is helped on.
    let is_joined = joined.is_some_and(|joined| unix(&joined) == found);
    let [ours, theirs] = conflict.as_git_calls_them().map(Option::unwrap_or_default);
    let base = conflict.base.as_deref().unwrap_or_default();
    let is_untouched = is_joined || marks::are_as_left(git, [ours, base, theirs], &found)?;
    Ok(if is_untouched { state } else { State::Touched })
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

#[cfg(test)]
mod tests;
