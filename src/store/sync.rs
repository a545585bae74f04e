//! A branch and the one that it follows elsewhere: fetched, put upon each other, pushed. All of it is done by git.

use std::path::{Path, PathBuf};

use super::conflicts::Conflicts;
use super::git::{Git, Operation, path};
use super::kinds::Kind;
use super::{Cause, Error, Lock, Store};

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

/// How putting the branch upon the one that it follows ended.
#[derive(Debug)]
pub enum Rebased {
    /// Done; these records, from the root of the store, were joined by themselves on the way.
    Done(Vec<PathBuf>),
    /// Git waits for a person to settle these conflicts.
    Stopped(Conflicts),
}

/// How a push ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pushed {
    /// The other repository has it.
    Done,
    /// Somebody else pushed meanwhile.
    Overtaken,
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
        let uncommitted = uncommitted(&git)?;
        if !uncommitted.is_empty() {
            return Ok(Err(Obstacle::Uncommitted(uncommitted)));
        }
        // Whoever pushes elsewhere than they fetch from has said so.
        let target = match (push_remote, push_there) {
            ("", _) => (remote, there.to_owned()),
            (elsewhere, "") if elsewhere != remote => (elsewhere, head.clone()),
            (_, "") => (remote, there.to_owned()),
            (elsewhere, there) => (elsewhere, there.to_owned()),
        };
        let target = (target.0.to_owned(), target.1);
        let [name, followed, upstream, remote] = [name, followed, upstream, remote].map(str::to_owned);
        Ok(Ok(Branch { store: self, git, name, upstream, followed, remote, target }))
    }
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
    /// Gets what is new in the other repository; git may ask `somebody` for a password.
    ///
    /// # Errors
    /// When git cannot.
    pub fn fetch(&self, somebody: bool) -> Result<(), Error> {
        self.git.working(["fetch", "--", &self.remote]).asking(somebody).done()?;
        Ok(())
    }

    /// How far the branch is from the one that it follows, as it was fetched last.
    ///
    /// # Errors
    /// When git cannot tell.
    pub fn distance(&self) -> Result<Distance, Error> {
        let is_there = self.git.reading(["rev-parse", "--verify", "--quiet", &self.followed]).answer()?.is_done();
        let range = if is_there { format!("HEAD...{}", self.followed) } else { String::from("HEAD") };
        let counts = self.git.reading(["rev-list", "--left-right", "--count", &range]).done()?.text();
        let mut counts = counts.split_whitespace().map(|count| count.parse().unwrap_or_default());
        Ok(Distance { ahead: counts.next().unwrap_or_default(), behind: counts.next().unwrap_or_default() })
    }

    /// Puts the branch upon the one that it follows. Records that can be joined without a choice are joined on the way.
    ///
    /// # Errors
    /// When git refuses.
    pub fn rebase(&self, lock: &Lock, distance: Distance) -> Result<Rebased, Error> {
        if distance.behind == 0 {
            return Ok(Rebased::Done(Vec::new()));
        }
        if distance.ahead == 0 {
            self.git.working(["merge", "--ff-only", "--no-autostash", "--quiet", &self.followed]).done()?;
            return Ok(Rebased::Done(Vec::new()));
        }
        let own_merges = format!("{}..HEAD", self.followed);
        let merges = self.git.reading(["rev-list", "--merges", "--count", &own_merges]).done()?.text();
        let mut arguments = vec!["rebase", "--no-autostash", "--quiet"];
        if merges != "0" {
            arguments.push("--rebase-merges");
        }
        arguments.push(&self.followed);
        let mut answer = self.git.working(arguments).answer()?;
        let mut joined = Vec::new();
        while !answer.is_done() {
            let conflicts = self.store.conflicts()?;
            if conflicts.cause != Cause::Underway(Operation::Rebase) || conflicts.files.is_empty() {
                return Err(answer.refused().into());
            }
            if !conflicts.files.iter().all(super::Conflict::joins_by_itself) {
                return Ok(Rebased::Stopped(conflicts));
            }
            for conflict in &conflicts.files {
                self.store.settle(lock, &conflicts, conflict, &[])?;
                joined.push(conflict.file.clone());
            }
            answer = self.git.working(["rebase", "--continue"]).answer()?;
        }
        joined.sort();
        joined.dedup();
        Ok(Rebased::Done(joined))
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
        let is_overtaken = |line: &str| {
            line.starts_with('!')
                && ["[rejected]", "cannot lock ref", "failed to update ref", "incorrect old value"]
                    .iter()
                    .any(|sign| line.contains(sign))
        };
        if told.lines().any(is_overtaken) { Ok(Pushed::Overtaken) } else { Err(answer.refused().into()) }
    }
}
