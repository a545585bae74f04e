//! When git does not commit: the record stays written, nothing stays staged, and git's own words are told.

use std::fs;

use super::env;
use crate::environment::TestEnvironment;
use crate::invocation::Invocation;

const KEPT: &str = "error: what was written is not committed; the files stay as they are written\n";

/// Runs what writes a new file and one that is there, and cannot commit them, with `words` for it.
#[track_caller]
fn refuses(env: &TestEnvironment, prepare: impl Fn(Invocation<'_>) -> Invocation<'_>, words: &[&str]) {
    let count = |folder: &str| fs::read_dir(env.path().join("checkout").join(folder)).map_or(0, Iterator::count);
    for (arguments, folder) in
        [(&["score", "coverage=9"][..], "goals"), (&["milestone", "add", "First contract"], "milestones")]
    {
        let before = (count(folder), env.read("checkout/goals/coverage.toml"));
        let outcome = prepare(env.run(arguments.iter().chain(&["--commit"]))).failure(1);
        let mut outcome = outcome.stdout("").stderr_contains("Saved ").stderr_contains(KEPT);
        for word in words {
            outcome = outcome.stderr_contains(word);
        }
        assert!(!outcome.stderr_text().contains('\u{1b}'), "{outcome}");
        assert_ne!(before, (count(folder), env.read("checkout/goals/coverage.toml")), "{arguments:?} writes");
    }
}

/// That nothing was committed, and that nothing is staged.
#[track_caller]
fn assert_unstaged(env: &TestEnvironment) {
    assert_eq!(env.subjects(), ["Begin"]);
    assert_eq!(env.standing(), " M checkout/goals/coverage.toml\n?? checkout/milestones/first-contract.toml\n");
}

#[test]
fn a_hook_that_refuses_is_heard() {
    let env = env();
    env.script(".git/hooks/pre-commit", "printf 'no \\033[31mred\\nand more\\n'; exit 1");
    refuses(&env, |run| run, &["  git commit: no \u{241b}[31mred\n  and more\n"]);
    assert_unstaged(&env);
    env.script(".git/hooks/pre-commit", "exit 1");
    env.run(["score", "coverage=10", "--commit"])
        .failure(1)
        .stderr_contains("git commit: it ended with 1 and said nothing\n");
    // What had been said of new files before stays said.
    env.git(["add", "--intent-to-add", "checkout/milestones"]).success();
    env.run(["score", "coverage=11", "--commit"]).failure(1);
    assert!(env.standing().contains(" A checkout/milestones/first-contract.toml"), "{}", env.standing());
}

#[test]
fn without_an_identity_git_says_what_to_do() {
    let env = env();
    env.git(["config", "--global", "--unset-all", "user.email"]).success();
    env.git(["config", "user.useConfigOnly", "true"]).success();
    refuses(&env, |run| run, &["git commit: ", "user.email"]);
    assert_unstaged(&env);
}

#[test]
fn an_ignored_file_is_named() {
    let env = env();
    env.write(".git/info/exclude", "milestones\n");
    env.run(["score", "coverage=9", "--commit"]).success();
    let refused = env.run(["milestone", "add", "First contract", "--commit"]).failure(1);
    refused
        .stderr_contains(KEPT)
        .stderr_contains("git ignores checkout/milestones")
        .stderr_contains("git check-ignore -v");
    assert!(env.has("checkout/milestones/first-contract.toml"));
    assert_eq!(env.standing(), "");
}

#[test]
fn in_the_middle_of_a_merge_nothing_is_committed() {
    let env = env();
    env.write("other", "1\n");
    env.commit_all("One");
    env.git(["switch", "--quiet", "-c", "side", "HEAD^"]).success();
    env.write("other", "2\n");
    env.commit_all("Two");
    env.git(["merge", "--quiet", "main"]).failure(1);
    let standing = env.standing();
    refuses(&env, |run| run, &["git commit: ", "finish the merge", "git merge --abort"]);
    let expected = " M checkout/goals/coverage.toml\nAA other\n?? checkout/milestones/first-contract.toml\n";
    assert_eq!((standing.as_str(), env.standing().as_str()), ("AA other\n", expected));
}

#[test]
fn in_the_middle_of_a_rebase_git_decides() {
    let env = env();
    env.write("other", "1\n");
    env.commit_all("One");
    env.git(["switch", "--quiet", "-c", "side", "HEAD^"]).success();
    env.write("other", "2\n");
    env.commit_all("Two");
    env.git(["rebase", "--quiet", "main"]).failure(1);
    // Git lets a commit through, and the conflict stays as it is.
    env.run(["score", "coverage=9", "--commit"]).success().stderr_contains("Committed: ");
    assert_eq!((env.standing().as_str(), env.committed().as_str()), ("AA other\n", "checkout/goals/coverage.toml\n"));
    env.write("other", "3\n");
    env.git(["add", "other"]).success();
    env.git(["-c", "core.editor=true", "rebase", "--continue"]).success();
    assert_eq!(env.subjects(), ["Two", "score(checkout): week 6", "One", "Begin"]);
}

#[test]
fn what_is_in_no_repository_is_not_committed() {
    let env = TestEnvironment::with_checkout();
    refuses(&env, |run| run, &["is not in a git repository\n", "git init"]);
    // Nor is it taken for a part of what the environment names.
    env.git(["init", "--quiet", "elsewhere"]).success();
    let elsewhere = env.path().join("elsewhere/.git");
    env.run(["score", "coverage=10", "--commit"])
        .variable("GIT_DIR", &elsewhere)
        .variable("GIT_WORK_TREE", env.path())
        .failure(1);
    env.git(["-C", "elsewhere", "log"]).failure(128);
}

#[test]
fn without_git_the_record_is_written() {
    let env = env();
    let empty = env.path().join("../tmp");
    refuses(
        &env,
        |run| run.variable("PATH", &empty),
        &["  git is not installed, or not on your search path\n", "https://git-scm.com"],
    );
    assert_unstaged(&env);
}

#[test]
fn another_git_at_work_is_not_disturbed() {
    let env = env();
    env.write(".git/index.lock", "");
    refuses(&env, |run| run, &["index.lock"]);
    fs::remove_file(env.path().join(".git/index.lock")).expect("it is still there");
    assert_unstaged(&env);
}

#[test]
fn a_repository_in_the_store_is_not_taken_for_the_store() {
    let env = env();
    env.git(["init", "--quiet", "checkout"]).success();
    env.git(["-C", "checkout", "config", "core.fsmonitor", &env.script("monitor", "touch ../ran ran")]).success();
    env.run(["score", "coverage=9", "--commit"])
        .failure(1)
        .stderr_contains("checkout is a git repository of its own\n");
    assert!(!env.has("ran") && !env.has("checkout/ran"));
    env.git(["-C", "checkout", "log"]).failure(128);
    assert_eq!(env.subjects(), ["Begin"]);
}

#[test]
fn what_writes_nothing_commits_nothing() {
    let env = env();
    let refused = env.run(["notes", "--commit"]).failure(2);
    refused.stderr_contains("nothing to commit").stderr_contains("add --send");
    for command in ["status", "log", "check", "undo"] {
        env.run([command, "--commit"]).failure(2).stderr_contains("--commit");
    }
}

#[test]
fn a_file_that_git_does_not_look_at_is_named() {
    let env = env();
    for (hide, goal) in [("--assume-unchanged", "coverage"), ("--skip-worktree", "build-time")] {
        let file = format!("checkout/goals/{goal}.toml");
        env.git(["update-index", hide, &file]).success();
        let run = env.run(["score", &format!("{goal}=9"), "--commit"]).failure(1);
        run.stderr_contains(&format!("git was told not to look at {file}")).stderr_contains("--no-skip-worktree");
        assert_eq!(env.subjects(), ["Begin"]);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn who_interrupts_a_hook_finds_the_index_as_it_was() {
    let env = env();
    // As Ctrl-C reaches all of them: the hook itself, git, and who started it.
    let interrupt = "read -r _ _ _ parent _ < /proc/$PPID/stat; kill -INT $parent $PPID; exit 1";
    env.script(".git/hooks/pre-commit", interrupt);
    env.write("staged", "1\n");
    env.git(["add", "staged"]).success();
    let ended = env.run(["milestone", "add", "First contract", "--commit"]).any();
    assert!(ended.to_string().contains("ended by a signal"), "{ended}");
    ended.stderr_contains(KEPT);
    assert_eq!(env.standing(), "A  staged\n?? checkout/milestones/first-contract.toml\n");
    // Nor is a change half taken back.
    env.git(["reset", "--quiet"]).success();
    env.write(".git/hooks/pre-commit", "#!/bin/sh\n");
    env.run(["score", "coverage=9", "--commit"]).success();
    let (before, subjects) = (env.standing(), env.subjects());
    env.script(".git/hooks/pre-commit", interrupt);
    let ended = env.run(["undo", "--yes"]).any();
    assert!(ended.to_string().contains("ended by a signal"), "{ended}");
    assert_eq!((env.standing(), env.subjects()), (before, subjects));
    assert!(!env.has(".git/REVERT_HEAD"));
    // Afterwards it ends the program at once, as ever.
    env.write(".git/hooks/pre-commit", "#!/bin/sh\n");
    env.run(["score", "coverage=10", "--commit"]).success();
}

#[test]
fn what_a_hook_leaves_running_is_not_waited_for() {
    let env = env();
    // It holds what the hook prints open, for longer than anybody would wait.
    env.script(".git/hooks/pre-commit", "echo begun; (sleep 60; touch waited) & echo $! > child");
    let said = env.run(["score", "coverage=9", "--commit"]).success().stderr_contains("begun\nCommitted: ");
    let child = env.read("child");
    assert!(!env.has("waited"), "{said}");
    // Nor is the lock held any more.
    env.run(["score", "coverage=10"]).success();
    assert!(!env.has("waited"), "{said}");
    env.script("end", &format!("kill {}", child.trim()));
    let ended = std::process::Command::new(env.path().join("end")).status();
    assert!(ended.is_ok_and(|status| status.success()), "it was running still");
}
