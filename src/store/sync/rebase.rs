//! Putting a branch upon the one that it follows, with `git rebase`: wholly, or not at all, unless a person has to settle
//! something.

use std::path::PathBuf;

use super::{Branch, Distance};
use crate::store::conflicts::{Conflict, Conflicts};
use crate::store::git::{Answer, GitError, Operation};
use crate::store::{Cause, Error, Lock};

/// How putting the branch upon the one that it follows ended.
#[derive(Debug)]
pub enum Rebased {
    /// Done; these records, from the root of the store, were joined by themselves on the way.
    Done(Vec<PathBuf>),
    /// Git waits for a person to settle these conflicts.
    Stopped(Conflicts),
    /// It was not begun: git is in the middle of something that somebody has begun meanwhile.
    Underway(Operation),
    /// Git did not go through with it, for this reason; the branch is where it was.
    GivenUp(Error),
    /// Git did not go through with it, and could not be brought back from it.
    Left {
        /// Why it did not.
        why: Error,
        /// Why it could not be brought back.
        abort: Error,
    },
}

impl Branch<'_> {
    /// Puts the branch upon the one that it follows. Records that can be joined without a choice are joined on the way.
    ///
    /// # Errors
    /// When git refuses, or stops at something else that a person can settle.
    pub fn rebase(&self, lock: &Lock, distance: Distance) -> Result<Rebased, Error> {
        if distance.behind == 0 {
            return Ok(Rebased::Done(Vec::new()));
        }
        // What is under way now was not begun here, and is not to be given up here.
        if let Some(operation) = self.git.operation()? {
            return Ok(Rebased::Underway(operation));
        }
        if distance.ahead == 0 {
            self.git.working(["merge", "--ff-only", "--no-autostash", "--quiet", &self.followed]).done()?;
            return Ok(Rebased::Done(Vec::new()));
        }
        let before = self.git.head()?;
        let mut answer = self.begin()?;
        let mut joined = Vec::new();
        let mut stuck_at = None;
        while !answer.is_done() {
            // What a git that was ended from outside leaves is nothing that a person could go on with.
            if answer.code.is_none() {
                return self.given_up(&before, answer);
            }
            let conflicts = self.store.conflicts()?;
            if conflicts.cause != Cause::Underway(Operation::Rebase) || self.is_for_a_person(&conflicts)? {
                return Err(answer.refused().into());
            }
            if conflicts.files.is_empty() {
                // Git may have settled it as the user did once before. If not, going on leads no further.
                let here = Some(self.git.head()?);
                if here == stuck_at {
                    return self.given_up(&before, answer);
                }
                stuck_at = here;
            }
            if !conflicts.files.iter().all(Conflict::joins_by_itself) {
                return Ok(Rebased::Stopped(conflicts));
            }
            for conflict in &conflicts.files {
                self.store.settle(lock, &conflicts, conflict, &[])?;
                joined.push(conflict.file.clone());
            }
            answer = self.go_on(&answer)?;
        }
        joined.sort();
        joined.dedup();
        Ok(Rebased::Done(joined))
    }

    fn begin(&self) -> Result<Answer, GitError> {
        let own_merges = format!("{}..HEAD", self.followed);
        let merges = self.git.reading(["rev-list", "--merges", "--count", &own_merges]).done()?.text();
        let mut arguments = vec!["rebase", "--no-autostash", "--quiet"];
        if merges != "0" {
            arguments.push("--rebase-merges");
        }
        arguments.push(&self.followed);
        self.git.working(arguments).answer()
    }

    /// Goes on with a rebase that has stopped with the answer `stop`.
    fn go_on(&self, stop: &Answer) -> Result<Answer, GitError> {
        let mut answer = self.git.working(["rebase", "--continue"]).answer()?;
        if !answer.is_done() {
            // Git may have said why it cannot go on when it stopped. How to go on is not its business here.
            let words = stop.said.lines().filter(|line| !line.starts_with("hint:")).chain(answer.said.lines());
            answer.said = words.collect::<Vec<_>>().join("\n");
        }
        Ok(answer)
    }

    /// Whether the only conflicts are in files that are no records.
    fn is_for_a_person(&self, conflicts: &Conflicts) -> Result<bool, GitError> {
        Ok(conflicts.files.is_empty() && !self.git.unmerged()?.is_empty())
    }

    /// Gives up a rebase that git has ended with `answer`, and that was begun at the commit `before`.
    fn given_up(&self, before: &str, answer: Answer) -> Result<Rebased, Error> {
        let was_killed = answer.code.is_none();
        let why = answer.refused().into();
        // All was committed before. So it was changed meanwhile, by somebody, or by a git that was stopped half-way.
        if !was_killed && self.has_unstaged()? {
            return Err(why);
        }
        match self.bring_back(before) {
            Ok(true) => Ok(Rebased::GivenUp(why)),
            Ok(false) => Err(why),
            Err(abort) => Ok(Rebased::Left { why, abort: abort.into() }),
        }
    }

    /// Brings the branch back to the commit `before`; whether it is there.
    fn bring_back(&self, before: &str) -> Result<bool, GitError> {
        if self.git.operation()? != Some(Operation::Rebase) {
            return Ok(false);
        }
        // Git leaves the branch once it has noted all that it is about to do. Until then there is nothing to bring back.
        if self.git.reading(["symbolic-ref", "--quiet", "HEAD"]).answer()?.is_done() {
            self.git.working(["rebase", "--quit"]).done()?;
        } else {
            self.git.give_up(Operation::Rebase)?;
            // It may leave the commit behind that it was about to make again.
            self.git.give_up(Operation::CherryPick)?;
        }
        Ok(self.git.head()? == before)
    }

    /// Whether files that git knows were changed and not staged.
    fn has_unstaged(&self) -> Result<bool, GitError> {
        let status = ["status", "--porcelain", "-z", "--no-renames", "--untracked-files=no", "--ignore-submodules=all"];
        let answer = self.git.reading(status).done()?;
        Ok(answer.fields().any(|entry| entry.get(1).is_some_and(|state| *state != b' ')))
    }
}
