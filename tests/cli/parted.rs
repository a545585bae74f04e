//! Two people whose work has gone apart in git: Ana, who is here, and Lee.

use crate::environment::TestEnvironment;

/// What one person does: the arguments of some commands.
pub(crate) type Work = &'static [&'static [&'static str]];

/// The goal that most of them work on.
pub(crate) const GOAL: &str = "checkout/goals/coverage.toml";

impl TestEnvironment {
    /// A store under git: Ana's `mine` on the branch `main`, which is checked out, Lee's `theirs` on the branch `lee`.
    pub(crate) fn parted(mine: Work, theirs: Work) -> Self {
        let env = Self::with_checkout();
        env.write(".gitignore", ".auxeng.lock\n");
        env.run(["score", "coverage=3", "--date", "2026-W45"]).success();
        env.git(["init", "--quiet"]).success();
        env.commit("Start");
        env.git(["switch", "--quiet", "--create", "lee"]).success();
        env.work(theirs);
        env.commit_as("Lee Novak", "Work of Lee");
        env.git(["switch", "--quiet", "main"]).success();
        env.work(mine);
        env.commit("Work of Ana");
        env
    }

    /// Does some work.
    #[track_caller]
    pub(crate) fn work(&self, work: Work) {
        for command in work {
            self.run(*command).success();
        }
    }

    /// Commits all that there is.
    #[track_caller]
    pub(crate) fn commit(&self, message: &str) {
        self.commit_as("Ana Aux", message);
    }

    #[track_caller]
    pub(crate) fn commit_as(&self, name: &str, message: &str) {
        self.git(["add", "."]).success();
        let name = format!("user.name={name}");
        self.git(["-c", &name, "commit", "--quiet", "--allow-empty", "--message", message]).success();
    }

    /// Merges the branch of Lee, which must stop at a conflict.
    #[track_caller]
    pub(crate) fn merge_stops(&self) {
        self.git(["merge", "--quiet", "--no-edit", "lee"]).failure(1);
    }

    /// The files that are in conflict.
    #[track_caller]
    pub(crate) fn in_conflict(&self) -> Vec<String> {
        let listed = self.git(["diff", "--name-only", "--diff-filter=U"]).success();
        listed.stdout_text().lines().map(str::to_owned).collect()
    }

    /// Nothing is in conflict, nothing else has changed, and the merge can be committed into a store that is sound.
    #[track_caller]
    pub(crate) fn can_be_committed(&self) {
        assert_eq!(self.in_conflict(), [""; 0]);
        self.git(["diff", "--quiet"]).success();
        self.git(["commit", "--quiet", "--no-edit"]).success();
        self.run(["check"]).success();
    }
}
