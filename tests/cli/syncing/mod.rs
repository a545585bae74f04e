//! `sync`: fetched, put upon the work of the others, checked and pushed.

#[cfg(unix)]
mod hooks;
mod obstacles;

use snapbox::str;

use crate::environment::TestEnvironment;
use crate::invocation::{Invocation, Outcome};
use crate::parted::GOAL;

/// Ana's and Lee's clones `ana` and `lee` of the repository `hub`, each with the store.
fn clones() -> TestEnvironment {
    let env = TestEnvironment::parted(&[], &[]);
    env.git(["clone", "--quiet", "--bare", "--branch", "main", ".", "hub"]).success();
    for name in ["ana", "lee"] {
        env.git(["clone", "--quiet", "hub", name]).success();
        env.git(["config", "user.name", name]).folder(name).success();
    }
    env
}

trait Clones {
    fn at<'a>(&'a self, who: &str, arguments: &[&str]) -> Invocation<'a>;
    fn git_at<'a>(&'a self, who: &str, arguments: &[&str]) -> Invocation<'a>;
    fn records(&self, who: &str, arguments: &[&str]);
    fn sync(&self, who: &str) -> Outcome;
    fn refuses_to_sync(&self, who: &str) -> Outcome;
    fn head(&self, folder: &str) -> String;
}

impl Clones for TestEnvironment {
    fn at<'a>(&'a self, who: &str, arguments: &[&str]) -> Invocation<'a> {
        self.run(arguments).folder(who)
    }

    fn git_at<'a>(&'a self, who: &str, arguments: &[&str]) -> Invocation<'a> {
        self.git(arguments).folder(who)
    }

    /// Records something and commits it.
    #[track_caller]
    fn records(&self, who: &str, arguments: &[&str]) {
        self.at(who, arguments).success();
        self.git_at(who, &["add", "."]).success();
        self.git_at(who, &["commit", "--quiet", "--message", &arguments.join(" ")]).success();
    }

    #[track_caller]
    fn sync(&self, who: &str) -> Outcome {
        self.at(who, &["sync"]).success().stdout("")
    }

    #[track_caller]
    fn refuses_to_sync(&self, who: &str) -> Outcome {
        self.at(who, &["sync"]).failure(1).stdout("")
    }

    fn head(&self, folder: &str) -> String {
        self.git_at(folder, &["rev-parse", "main"]).success().stdout_text().to_owned()
    }
}

#[test]
fn what_one_records_the_other_gets() {
    let env = clones();
    env.sync("ana").stderr("main and origin/main are the same; nothing to do.\n");
    env.records("ana", &["score", "coverage=4"]);
    env.sync("ana").stderr("Synced main with origin/main: 0 commits received, 1 sent.\n");
    env.sync("lee").stderr("Synced main with origin/main: 1 commit received, 0 sent.\n");
    env.records("ana", &["score", "habits=0.5"]);
    env.records("lee", &["score", "build-time=30"]);
    env.sync("lee");
    env.sync("ana").stderr("Synced main with origin/main: 1 commit received, 1 sent.\n");
    env.sync("lee");
    assert_eq!(env.head("ana"), env.head("lee"));
    assert_eq!(env.head("ana"), env.head("hub"));
    let log = env.git_at("ana", &["log", "--merges", "--oneline"]).success();
    assert_eq!(log.stdout_text(), "", "the work of one stands upon that of the other");
}

#[test]
fn what_does_not_contradict_is_joined_on_the_way() {
    let env = clones();
    env.records("lee", &["score", "coverage=5"]);
    env.sync("lee");
    env.records("ana", &["score", "coverage=4", "--date", "2026-W46"]);
    env.records("ana", &["score", "coverage=4", "--date", "2026-W44"]);
    env.sync("ana").stderr(str![[r#"
Joined checkout/goals/coverage.toml, which others have changed too.
Synced main with origin/main: 1 commit received, 2 sent.

"#]]);
    let goal = env.read(format!("ana/{GOAL}"));
    assert!(
        goal.contains("W44 = { value = 4 }\n2026-W45 = { value = 3 }\n2026-W46 = { value = 4 }\n2026-W47 ="),
        "{goal}"
    );
    assert_eq!(env.head("ana"), env.head("hub"));
}

#[test]
fn a_commit_that_adds_nothing_any_more_is_no_hindrance() {
    let env = clones();
    env.records("lee", &["score", "coverage=5"]);
    env.records("lee", &["score", "coverage=6", "--date", "2026-W46"]);
    env.sync("lee");
    env.records("ana", &["score", "coverage=6", "--date", "2026-W46"]);
    env.sync("ana").stderr_contains("2 commits received, 0 sent");
    assert_eq!(env.head("ana"), env.head("lee"));
}

#[test]
fn at_a_contradiction_it_stops_and_says_how_to_go_on() {
    let env = clones();
    env.records("lee", &["score", "coverage=5"]);
    env.sync("lee");
    env.records("ana", &["score", "coverage=4"]);
    let hub = env.head("hub");
    env.refuses_to_sync("ana").stderr(str![[r#"
error: putting main upon origin/main has stopped at a conflict
  checkout/goals/coverage.toml: score of 2026-W47: mine 4; theirs 5
  settle it: auxeng resolve
  then go on: git rebase --continue, and auxeng sync
  or give it up: git rebase --abort

"#]]);
    let again = env.refuses_to_sync("ana");
    again.stderr(str![[r#"
error: a rebase is under way here and waits at a conflict
  settle it: auxeng resolve
  then go on: git rebase --continue, and auxeng sync
  or give it up: git rebase --abort

"#]]);
    assert_eq!(env.head("hub"), hub);
    env.at("ana", &["resolve", "--take", "mine"])
        .success()
        .stderr_contains("Go on with the rebase: git rebase --continue");
    env.refuses_to_sync("ana").stderr(str![[r#"
error: a rebase is under way here
  go on with it: git rebase --continue, and auxeng sync
  or give it up: git rebase --abort
  where git can do neither, as after a kill: git rebase --quit

"#]]);
    env.git_at("ana", &["rebase", "--continue"]).variable("GIT_EDITOR", ":").success();
    env.sync("ana").stderr_contains("0 commits received, 1 sent");
    env.sync("lee");
    assert!(env.read(format!("lee/{GOAL}")).contains("2026-W47 = { value = 4 }"));
}

#[test]
fn merges_of_ones_own_stay_merges() {
    let env = clones();
    env.git_at("ana", &["switch", "--quiet", "--create", "topic"]).success();
    env.records("ana", &["score", "coverage=4"]);
    env.git_at("ana", &["switch", "--quiet", "main"]).success();
    env.git_at("ana", &["merge", "--quiet", "--no-ff", "--no-edit", "topic"]).success();
    env.records("lee", &["score", "habits=0.5"]);
    env.sync("lee");
    env.sync("ana").stderr_contains("1 commit received, 2 sent");
    assert_ne!(env.git_at("ana", &["log", "--merges", "--oneline"]).success().stdout_text(), "");
}

#[test]
fn who_pushes_elsewhere_than_they_fetch_from_does_so_here_too() {
    let env = clones();
    env.git(["clone", "--quiet", "--bare", "hub", "fork"]).success();
    env.git_at("ana", &["remote", "add", "fork", "../fork"]).success();
    env.git_at("ana", &["config", "remote.pushDefault", "fork"]).success();
    env.records("ana", &["score", "coverage=4"]);
    let hub = env.head("hub");
    env.sync("ana");
    assert_eq!((env.head("fork"), env.head("hub")), (env.head("ana"), hub));
    // A branch has its own name there, whatever it follows.
    env.git_at("ana", &["switch", "--quiet", "--create", "wip", "origin/main"]).success();
    env.records("ana", &["score", "coverage=4"]);
    env.sync("ana");
    assert_eq!(
        env.git_at("fork", &["rev-parse", "wip"]).success().stdout_text(),
        env.git_at("ana", &["rev-parse", "wip"]).success().stdout_text()
    );
    env.git_at("ana", &["switch", "--quiet", "main"]).success();
    // Ana's commit is put upon that of Lee, and the fork still has the one from before.
    env.records("lee", &["score", "habits=0.5"]);
    env.sync("lee");
    let fork = env.head("fork");
    env.refuses_to_sync("ana").stderr(str![[r#"
error: fork/main has commits that main does not have, so nothing was pushed
  your commits are upon those of origin/main
  where what is there is your own from before, push over it yourself: git push --force-with-lease

"#]]);
    assert_eq!(env.head("fork"), fork);
    env.git_at("ana", &["push", "--quiet", "--force-with-lease"]).success();
    env.records("ana", &["score", "coverage=5"]);
    env.sync("ana").stderr("Synced main with origin/main: 0 commits received, 2 sent to fork/main.\n");
}

#[test]
fn the_first_one_fills_an_empty_repository() {
    let env = TestEnvironment::new();
    env.git(["init", "--quiet", "--bare", "--initial-branch", "main", "hub"]).success();
    env.git(["clone", "--quiet", "hub", "ana"]).success();
    env.at("ana", &["init", "engagements", "--commit"]).success();
    env.sync("ana/engagements").stderr("Synced main with origin/main: 0 commits received, 1 sent.\n");
    assert_eq!(env.head("ana"), env.head("hub"));
    env.sync("ana/engagements").stderr_contains("nothing to do");
}

#[test]
fn a_linked_work_tree_and_a_folder_of_a_larger_repository_are_synced_as_well() {
    let env = clones();
    env.git_at("ana", &["switch", "--quiet", "--detach"]).success();
    env.git_at("ana", &["worktree", "add", "--quiet", "../linked", "main"]).success();
    env.records("linked", &["score", "coverage=4"]);
    env.sync("linked").stderr_contains("1 sent");
    env.sync("lee").stderr_contains("1 commit received");
    let inner = "lee/sub/engagements";
    env.run(["init", inner]).success();
    env.git_at("lee", &["add", "."]).success();
    env.git_at("lee", &["commit", "--quiet", "--message", "More"]).success();
    env.write("lee/checkout/goals/new.toml", "= not committed, and in another store\n");
    env.sync(inner).stderr_contains("1 sent");
    env.write("lee/sub/engagements/a/engagement.toml", "title = \"A\"\nstart = 2026-10-12\nend = 2026-12-18\n");
    env.refuses_to_sync(inner).stderr_contains("1 record is not committed\n  a/engagement.toml");
}
