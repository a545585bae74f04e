//! `sync` while others push, a hook writes, the server refuses, or it is killed: brought about by hooks of git.

use snapbox::str;

use super::{Clones as _, clones};
use crate::environment::TestEnvironment;
use crate::parted::GOAL;

/// Writes a hook of `repository`, a folder with the files of git.
fn hook(env: &TestEnvironment, repository: &str, name: &str, script: &str) {
    use std::os::unix::fs::PermissionsExt as _;

    let path = format!("{repository}/hooks/{name}");
    env.write(&path, format!("#!/bin/sh\n{script}\n"));
    let path = env.path().join(path);
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("it can be made to run");
}

/// What pushes Lee's work: once, or one commit of it each time.
const LEE_PUSHES: &str = "unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE; cd ../lee && git push --quiet origin";

#[test]
fn who_pushes_meanwhile_comes_first() {
    // Before what is there is fetched again, and after: git tells the two apart.
    for name in ["pre-push", "pre-rebase"] {
        let env = clones();
        env.records("lee", &["score", "habits=0.4"]);
        env.sync("lee");
        env.records("lee", &["score", "habits=0.5"]);
        env.records("ana", &["score", "coverage=4"]);
        hook(&env, "ana/.git", name, &format!("{LEE_PUSHES} main"));
        env.sync("ana").stderr(str![[r#"
Somebody else has pushed to origin/main meanwhile; once more.
Synced main with origin/main: 2 commits received, 1 sent.

"#]]);
        assert_eq!(env.head("ana"), env.head("hub"));
        assert!(env.read("ana/checkout/goals/habits.toml").contains("value = 0.5"));
    }
}

#[test]
fn when_others_push_each_time_it_gives_up() {
    let env = clones();
    for habits in ["0.1", "0.2", "0.3", "0.4"] {
        env.records("lee", &["score", &format!("habits={habits}")]);
    }
    env.records("ana", &["score", "coverage=4"]);
    // One commit of Lee's each time.
    let next = "git rev-list --reverse origin/main..main | head -n 1";
    hook(&env, "ana/.git", "pre-push", &format!("{LEE_PUSHES} $({next}):main"));
    env.refuses_to_sync("ana").stderr_contains("others have pushed to origin/main each time, 3 times in all");
    env.git_at("ana", &["merge-base", "--is-ancestor", "origin/main~", "main"]).success();
    std::fs::remove_file(env.path().join("ana/.git/hooks/pre-push")).expect("it is there");
    env.sync("ana");
}

#[test]
fn a_lock_that_somebody_has_left_there_is_told_in_the_words_of_git() {
    let env = clones();
    env.records("ana", &["score", "coverage=4"]);
    env.write("hub/refs/heads/main.lock", "");
    let said = env.refuses_to_sync("ana").stderr_contains("error: the other repository refuses\n");
    let said = said.stderr_contains("main.lock").stderr_contains("  nothing was pushed; your commits are as they were");
    assert!(!said.stderr_text().contains("Somebody else"), "{said}");
    std::fs::remove_file(env.path().join("hub/refs/heads/main.lock")).expect("it is there");
    env.sync("ana");
}

#[test]
fn what_the_server_does_not_take_is_told_in_its_words() {
    let env = clones();
    hook(&env, "hub", "pre-receive", "echo 'the records are closed'; exit 1");
    env.records("ana", &["score", "coverage=4"]);
    let (hub, ana) = (env.head("hub"), env.head("ana"));
    let said =
        env.refuses_to_sync("ana").stderr_contains("the records are closed").stderr_contains("nothing was pushed");
    assert!(!said.stderr_text().contains("password"), "{said}");
    assert_eq!((env.head("hub"), env.head("ana")), (hub, ana));
}

#[test]
#[cfg(target_os = "linux")]
fn after_a_kill_in_the_middle_the_next_one_says_how_it_stands() {
    let env = clones();
    env.records("lee", &["score", "habits=0.5"]);
    env.sync("lee");
    env.records("ana", &["score", "coverage=4"]);
    let hub = env.head("hub");
    // Git, and who started it.
    hook(&env, "ana/.git", "post-checkout", "read -r _ _ _ parent _ < /proc/$PPID/stat; kill -9 $parent $PPID");
    let killed = env.at("ana", &["sync"]).any();
    assert!(killed.to_string().contains("ended by a signal"), "{killed}");
    env.refuses_to_sync("ana").stderr_contains("a rebase is under way here\n  go on with it: git rebase --continue");
    std::fs::remove_file(env.path().join("ana/.git/hooks/post-checkout")).expect("it is there");
    env.git_at("ana", &["rebase", "--abort"]).success();
    assert_eq!(env.head("hub"), hub);
    env.sync("ana").stderr_contains("1 commit received, 1 sent");
}

/// Ana and Lee with a commit each, and a hook of Ana's that stops her rebase once, with `$PPID` git and `$parent` the
/// program.
#[cfg(target_os = "linux")]
fn stopped_once(script: &str) -> TestEnvironment {
    let env = clones();
    env.records("lee", &["score", "habits=0.5"]);
    env.sync("lee");
    env.records("ana", &["score", "coverage=4"]);
    let once = "mkdir ../once 2>/dev/null || exit 0; read -r _ _ _ parent _ < /proc/$PPID/stat";
    hook(&env, "ana/.git", "post-checkout", &format!("{once}; {script}"));
    env
}

#[test]
#[cfg(target_os = "linux")]
fn a_rebase_that_git_does_not_go_through_with_is_given_up() {
    let env = stopped_once("kill -9 $PPID");
    let ana = env.head("ana");
    env.refuses_to_sync("ana").stderr(str![[r#"
error: git does not put main upon origin/main
  git rebase: it was ended from outside
  it was given up: your commits are as they were, and nothing was pushed

"#]]);
    assert_eq!(env.head("ana"), ana);
    env.git_at("ana", &["status"]).success().stdout_contains("On branch main\n").stdout_contains("working tree clean");
    env.sync("ana").stderr_contains("1 commit received, 1 sent");
}

#[test]
#[cfg(target_os = "linux")]
fn a_rebase_that_cannot_be_given_up_says_why() {
    let env = stopped_once("touch .git/index.lock; kill -9 $PPID");
    env.refuses_to_sync("ana")
        .stderr_contains("  git rebase: it was ended from outside\n  git rebase: ")
        .stderr_contains("/ana/.git/index.lock")
        .stderr_contains("  nothing was pushed; when that is mended, give it up: git rebase --abort\n");
    std::fs::remove_file(env.path().join("ana/.git/index.lock")).expect("it is there");
    env.git_at("ana", &["rebase", "--abort"]).success();
    env.sync("ana").stderr_contains("1 commit received, 1 sent");
}

#[test]
#[cfg(target_os = "linux")]
fn ctrl_c_in_the_middle_leaves_the_branch_where_it_was() {
    // The keys reach all who are in the foreground.
    let env = stopped_once("kill -INT $parent $PPID");
    let ana = env.head("ana");
    let stopped = env.at("ana", &["sync"]).any().stderr_contains("it was given up: your commits are as they were");
    assert!(stopped.to_string().contains("ended by a signal"), "{stopped}");
    assert_eq!(env.head("ana"), ana);
    env.git_at("ana", &["status"]).success().stdout_contains("On branch main\n").stdout_contains("working tree clean");
    env.sync("ana").stderr_contains("1 commit received, 1 sent");
}

#[test]
#[cfg(target_os = "linux")]
fn a_git_that_is_killed_at_a_conflict_does_not_wait_for_a_person() {
    let env = clones();
    env.records("lee", &["score", "coverage=5"]);
    env.sync("lee");
    env.records("ana", &["score", "coverage=4"]);
    // The conflict is there already, and git has not written down where it has stopped.
    let at_a_conflict = "test -z \"$(git ls-files --unmerged)\" || kill -9 $PPID";
    hook(&env, "ana/.git", "post-index-change", at_a_conflict);
    let ana = env.head("ana");
    env.refuses_to_sync("ana").stderr_contains("it was given up: your commits are as they were");
    assert_eq!(env.head("ana"), ana);
    env.git_at("ana", &["status"]).success().stdout_contains("On branch main\n").stdout_contains("working tree clean");
}

#[test]
fn what_somebody_has_begun_meanwhile_is_not_given_up() {
    let env = clones();
    env.records("lee", &["score", "habits=0.5"]);
    env.sync("lee");
    env.records("ana", &["score", "coverage=4"]);
    env.records("ana", &["score", "coverage=5", "--date", "2026-W46"]);
    // It runs while git fetches, and for what git does in it.
    let once = "test $1 = committed && mkdir ../once 2>/dev/null || exit 0";
    let rebase = "GIT_SEQUENCE_EDITOR='sed -i.old 1s/pick/edit/' git rebase -i HEAD~2";
    hook(&env, "ana/.git", "reference-transaction", &format!("{once}; {rebase}"));
    env.refuses_to_sync("ana").stderr_contains("a rebase is under way here\n  go on with it: git rebase --continue");
    env.git_at("ana", &["status"]).success().stdout_contains("interactive rebase in progress");
}

#[test]
fn a_conflict_that_git_settles_as_before_is_no_hindrance() {
    let env = clones();
    for setting in ["rerere.enabled", "rerere.autoUpdate"] {
        env.git_at("ana", &["config", setting, "true"]).success();
    }
    env.records("lee", &["score", "coverage=5"]);
    env.sync("lee");
    env.records("ana", &["score", "coverage=4"]);
    env.refuses_to_sync("ana").stderr_contains("has stopped at a conflict");
    env.at("ana", &["resolve", "--take", "mine"]).success();
    env.git_at("ana", &["rebase", "--continue"]).variable("GIT_EDITOR", ":").success();
    env.git_at("ana", &["reset", "--quiet", "--hard", "ORIG_HEAD"]).success();
    env.sync("ana").stderr_contains("1 commit received, 1 sent");
    assert!(env.read(format!("ana/{GOAL}")).contains("2026-W47 = { value = 4 }"));
}

#[test]
fn what_somebody_changes_while_it_is_rebased_is_not_thrown_away() {
    let env = clones();
    env.records("lee", &["score", "habits=0.5"]);
    env.write("ana/README.md", "# Ours\n");
    env.sync("lee");
    env.records("ana", &["score", "coverage=4"]);
    // Where nothing can be committed, git stops.
    hook(&env, "ana/.git", "prepare-commit-msg", "echo 'more to come' >>README.md; exit 1");
    env.git_at("ana", &["config", "rebase.forceRebase", "true"]).success();
    env.refuses_to_sync("ana").stderr_contains("nothing was pushed; git status tells how it stands");
    assert_eq!(env.read("ana/README.md"), "# Ours\nmore to come\n");
}

#[test]
fn a_hook_that_writes_while_it_is_rebased_is_not_waited_for() {
    let env = clones();
    env.records("lee", &["score", "habits=0.5"]);
    env.sync("lee");
    env.records("ana", &["score", "coverage=4"]);
    // One that says that it waits would do so for ever.
    let auxeng = env!("CARGO_BIN_EXE_auxeng");
    let script = format!(
        "mkfifo said\n\
         '{auxeng}' score build-time=31 >said 2>&1 &\n\
         while read -r line; do\n\
         echo \"$line\" >>seen\n\
         case $line in *waiting*) kill $!;; esac\n\
         done <said\n\
         wait $!\n\
         echo $? >>seen\n\
         rm said"
    );
    hook(&env, "ana/.git", "pre-rebase", &script);
    env.sync("ana").stderr_contains("1 commit received, 1 sent");
    let seen = env.read("ana/seen");
    assert!(
        seen.contains("is being written by the auxeng whose git runs this hook") && seen.ends_with("\n1\n"),
        "{seen}"
    );
    // Nobody writes while it is fetched and pushed.
    hook(&env, "ana/.git", "pre-push", &format!("'{auxeng}' score build-time=31 >seen 2>&1; echo $? >>seen"));
    env.records("ana", &["score", "coverage=5"]);
    env.sync("ana").stderr_contains("1 sent");
    let seen = env.read("ana/seen");
    assert!(seen.contains("Saved ") && seen.ends_with("\n0\n"), "{seen}");
}
