//! A branch and the one that it follows elsewhere: fetched, put upon each other, pushed. All of it is done by git.

mod rebase;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::files::LARGEST;
use super::git::{Git, Operation, path};
use super::kinds::Kind;
use super::{Error, Store, decode, layout};
use crate::model::SCHEMA;
use crate::text::shell;

pub use rebase::Rebased;

/// Why a branch cannot be synced as things are.
#[derive(Debug)]
pub enum Obstacle {
    /// Git is in the middle of something else; whether files are in conflict.
    Underway(Operation, bool),
    /// Files are in conflict, as `git stash pop` leaves them.
    Conflicts,
    /// No branch is checked out.
    Detached,
    /// Nothing has been committed.
    Unborn,
    /// The repository knows no other.
    NoRemote,
    /// The branch follows none; its name, and the other repositories that are known.
    NoUpstream(String, Vec<String>),
    /// The branch follows another one of this repository; the names of both.
    Local(String, String),
    /// The branch follows one of another name, and nothing says that it is to be pushed there.
    Elsewhere {
        /// Its name.
        name: String,
        /// The one that it follows, as people name it: `origin/main`.
        upstream: String,
        /// The other repository.
        remote: String,
    },
    /// The user's settings have git push nothing that is not named (`push.default`).
    PushesNothing,
    /// These records, from the root of the store, are not committed.
    Uncommitted(Vec<PathBuf>),
}

/// A branch that can be synced.
#[derive(Debug)]
pub struct Branch<'s> {
    store: &'s Store,
    git: Git,
    /// Its name.
    pub name: String,
    /// The one that it follows, as people name it: `origin/main`.
    pub upstream: String,
    /// The same as git names it.
    followed: String,
    remote: String,
    /// Its name there.
    there: String,
    /// Where it is pushed to: the other repository, and the name there.
    target: (String, String),
}

/// How far a branch and the one that it follows have gone apart, in commits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Distance {
    /// That only the branch has.
    pub ahead: usize,
    /// That only the other one has.
    pub behind: usize,
}

/// What there is of the branch that is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fetched {
    /// It is there.
    Here,
    /// The other repository has no branch at all, and never had this one as far as is known here.
    Empty,
    /// It is not there: it was taken away, or it never was.
    Gone,
}

/// How a push ended.
#[derive(Debug)]
pub enum Pushed {
    /// The other repository has it.
    Done,
    /// There are other commits, or the other repository is locked: somebody else has pushed, or is about to.
    Overtaken(Error),
    /// The other repository was reached and does not take it.
    Declined(Error),
}

impl Store {
    /// The branch that is checked out, where it can be synced.
    ///
    /// # Errors
    /// When the store is in no repository, or git cannot be asked.
    pub fn branch(&self) -> Result<Result<Branch<'_>, Obstacle>, Error> {
        let git = Git::of(self.root())?;
        let is_unmerged = !git.unmerged()?.is_empty();
        if let Some(operation) = git.operation()? {
            return Ok(Err(Obstacle::Underway(operation, is_unmerged)));
        }
        if is_unmerged {
            return Ok(Err(Obstacle::Conflicts));
        }
        let head = git.reading(["symbolic-ref", "--quiet", "HEAD"]).answer()?;
        if !head.is_done() {
            return Ok(Err(Obstacle::Detached));
        }
        let head = head.text();
        // In one call: what it follows, and where it is pushed to, which may be elsewhere.
        let format = "--format=%(refname:short)%00%(upstream)%00%(upstream:short)%00%(upstream:remotename)\
                      %00%(upstream:remoteref)%00%(push:remotename)%00%(push:remoteref)";
        let about = git.reading(["for-each-ref", format, &head]).done()?.text();
        let about: Vec<&str> = about.split('\0').collect();
        let [name, followed, upstream, remote, there, push_remote, push_there] = about[..] else {
            return Ok(Err(Obstacle::Unborn));
        };
        if followed.is_empty() || remote.is_empty() {
            let remotes = git.reading(["remote"]).done()?.text();
            let remotes: Vec<String> = remotes.lines().map(str::to_owned).collect();
            let none = || Obstacle::NoUpstream(name.to_owned(), remotes.clone());
            return Ok(Err(if remotes.is_empty() { Obstacle::NoRemote } else { none() }));
        }
        if remote == "." {
            return Ok(Err(Obstacle::Local(name.to_owned(), upstream.to_owned())));
        }
        let Some(target) = target(&git, (&head, remote, there), (push_remote, push_there))? else {
            let [name, upstream, remote] = [name, upstream, remote].map(str::to_owned);
            let is_nothing = push_default(&git)? == "nothing";
            let elsewhere = Obstacle::Elsewhere { name, upstream, remote };
            return Ok(Err(if is_nothing { Obstacle::PushesNothing } else { elsewhere }));
        };
        let uncommitted = uncommitted(&git)?;
        if !uncommitted.is_empty() {
            return Ok(Err(Obstacle::Uncommitted(uncommitted)));
        }
        let [name, followed, upstream, remote, there] = [name, followed, upstream, remote, there].map(str::to_owned);
        Ok(Ok(Branch { store: self, git, name, upstream, followed, remote, there, target }))
    }
}

/// Where the branch `head` is pushed to, which follows `there` of `remote`: the other repository, and the name there.
/// `None` where git would not push it either, unless told where to.
fn target(
    git: &Git,
    (head, remote, there): (&str, &str, &str),
    (push_remote, push_there): (&str, &str),
) -> Result<Option<(String, String)>, Error> {
    let push_remote = if push_remote.is_empty() { remote } else { push_remote };
    // It has a name there where the user has written down which branches are pushed as which.
    let there = if push_there.is_empty() {
        match push_default(git)?.as_str() {
            "nothing" => return Ok(None),
            // Whoever pushes elsewhere than they fetch from has said so.
            _ if push_remote != remote => head,
            "upstream" | "tracking" => there,
            _ if there != head => return Ok(None),
            _ => there,
        }
    } else {
        push_there
    };
    Ok(Some((push_remote.to_owned(), there.to_owned())))
}

/// What git pushes when nothing is named.
fn push_default(git: &Git) -> Result<String, Error> {
    Ok(git.reading(["config", "--get", "push.default"]).answer()?.text())
}

/// The records that are not as they are committed.
fn uncommitted(git: &Git) -> Result<Vec<PathBuf>, Error> {
    let status = ["status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=all"];
    let answer = git.reading(status).paths([git.named(Path::new(""))]).done()?;
    let entries = answer.fields().filter_map(|entry| entry.get(3..)).map(path);
    let files = entries.filter_map(|entry| entry.strip_prefix(git.below()).ok().map(PathBuf::from));
    Ok(files.filter(|file| Kind::at(file).is_some()).collect())
}

impl Branch<'_> {
    /// Where it is pushed to, as people name it: `origin/main`.
    pub fn target(&self) -> String {
        let (remote, there) = &self.target;
        format!("{remote}/{}", there.strip_prefix("refs/heads/").unwrap_or(there))
    }

    /// Whether it is pushed elsewhere than to the branch that it follows.
    pub fn is_pushed_elsewhere(&self) -> bool {
        self.target != (self.remote.clone(), self.there.clone())
    }

    /// The command that makes the branch that it follows.
    pub fn making(&self) -> String {
        let refspec = format!("{}:{}", self.name, self.there);
        format!("git push {} {}", shell(&self.remote), shell(&refspec))
    }

    /// Gets what is new in the other repository; git may ask `somebody` for a password.
    ///
    /// # Errors
    /// When git cannot.
    pub fn fetch(&self, somebody: bool) -> Result<Fetched, Error> {
        self.git.working(["fetch", "--", &self.remote]).asking(somebody).done()?;
        // Git keeps a branch that is no longer there; this is what it has found this time.
        let path = self.git.folder()?.join("FETCH_HEAD");
        let found = super::read_input(&path)?;
        let branches: Vec<&str> = found.lines().filter(|line| line.contains("\tbranch '")).collect();
        if branches.iter().any(|line| !line.contains("\tnot-for-merge\t")) {
            return Ok(Fetched::Here);
        }
        Ok(if branches.is_empty() && !self.is_known()? { Fetched::Empty } else { Fetched::Gone })
    }

    /// Whether the branch that it follows was ever fetched.
    fn is_known(&self) -> Result<bool, Error> {
        Ok(self.git.reading(["rev-parse", "--verify", "--quiet", &self.followed]).answer()?.is_done())
    }

    /// How far the branch is from the one that it follows, as it was fetched last.
    ///
    /// # Errors
    /// When git cannot tell.
    pub fn distance(&self) -> Result<Distance, Error> {
        if !self.is_known()? {
            let ahead = self.git.reading(["rev-list", "--count", "HEAD"]).done()?.text();
            return Ok(Distance { ahead: ahead.parse().unwrap_or_default(), behind: 0 });
        }
        let range = format!("HEAD...{}", self.followed);
        let counts = self.git.reading(["rev-list", "--left-right", "--count", &range]).done()?.text();
        let mut counts = counts.split_whitespace().map(|count| count.parse().unwrap_or_default());
        Ok(Distance { ahead: counts.next().unwrap_or_default(), behind: counts.next().unwrap_or_default() })
    }

    /// Refuses records of a newer schema, as they were fetched last: this program might join them wrongly.
    ///
    /// # Errors
    /// When the settings there name such a schema, or git cannot tell.
    pub fn refuse_newer_schema(&self) -> Result<(), Error> {
        let file = self.git.named(Path::new(layout::SETTINGS));
        let mut named = OsString::from(format!("{}:", self.followed));
        named.push(&file);
        let answer = self.git.reading(["rev-parse", "--verify", "--quiet"]).argument(named).answer()?;
        if !answer.is_done() {
            return Ok(());
        }
        let content = self.git.content(&answer.text(), LARGEST)?.unwrap_or_default();
        let found = std::str::from_utf8(&content).ok().and_then(decode::schema);
        match found.filter(|schema| *schema > SCHEMA) {
            Some(found) => Err(Error::NewerSchema { path: Path::new(&self.upstream).join(file), found }),
            None => Ok(()),
        }
    }

    /// Sends the branch to the other repository, and nothing else; git may ask `somebody` for a password.
    ///
    /// # Errors
    /// When git cannot, or the other repository does not take it.
    pub fn push(&self, somebody: bool) -> Result<Pushed, Error> {
        let (remote, there) = &self.target;
        let refspec = format!("HEAD:{there}");
        let answer = self.git.working(["push", "--porcelain", "--", remote, &refspec]).asking(somebody).answer()?;
        if answer.is_done() {
            return Ok(Pushed::Done);
        }
        // What git prints for programs is in English; the server's words about a race are.
        let told = answer.text();
        let tells_of_a_race = |line: &str| {
            line.starts_with('!')
                && ["[rejected]", "cannot lock ref", "failed to update ref", "incorrect old value"]
                    .iter()
                    .any(|sign| line.contains(sign))
        };
        let is_overtaken = told.lines().any(tells_of_a_race);
        let is_declined = told.lines().any(|line| line.starts_with('!'));
        let error = Error::from(answer.refused());
        match (is_overtaken, is_declined) {
            (true, _) => Ok(Pushed::Overtaken(error)),
            (false, true) => Ok(Pushed::Declined(error)),
            (false, false) => Err(error),
        }
    }
}
