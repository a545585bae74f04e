//! `sync`: fetched, put upon the work of the others, checked and pushed; and everything that is in the way.

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

"#]]);
    env.git_at("ana", &["rebase", "--continue"]).variable("GIT_EDITOR", ":").success();
    env.sync("ana").stderr_contains("0 commits received, 1 sent");
    env.sync("lee");
    assert!(env.read(format!("lee/{GOAL}")).contains("2026-W47 = { value = 4 }"));
}

#[test]
fn what_is_not_committed_is_told_and_left_as_it_is() {
    let env = clones();
    env.at("ana", &["score", "coverage=4"]).success();
    env.at("ana", &["goal", "add", "Trust", "--rating"]).success();
    env.write("ana/checkout/notes.md", "mine\n");
    let before = env.snapshot_tree();
    for settings in [&[][..], &["config", "rebase.autoStash", "true"]] {
        if !settings.is_empty() {
            env.git_at("ana", settings).success();
        }
        env.refuses_to_sync("ana").stderr(str![[r#"
error: 2 records are not committed
  checkout/goals/coverage.toml
  checkout/goals/trust.toml
  commit them first, with git add and git commit: auxeng commits nothing by itself

"#]]);
    }
    env.assert_untouched_since(&before);
    env.git_at("ana", &["diff", "--cached", "--quiet"]).success();
}

#[test]
fn files_of_others_are_left_alone() {
    let env = clones();
    env.write("ana/README.md", "first\n");
    env.git_at("ana", &["add", "."]).success();
    env.git_at("ana", &["commit", "--quiet", "--message", "Read me"]).success();
    env.git_at("ana", &["branch", "private"]).success();
    env.git_at("ana", &["config", "push.default", "matching"]).success();
    env.git_at("ana", &["config", "rebase.autoStash", "true"]).success();
    env.write("ana/README.md", "second\n");
    env.write("ana/other.txt", "new\n");
    // Nothing has to be put upon anything, so that nothing is in the way.
    env.sync("ana").stderr_contains("1 sent");
    env.records("lee", &["score", "habits=0.5"]);
    env.sync("lee");
    env.records("ana", &["score", "coverage=4"]);
    env.write("ana/README.md", "third\n");
    env.refuses_to_sync("ana").stderr_contains("git does not put your commits upon those of the others");
    assert_eq!((env.read("ana/README.md"), env.read("ana/other.txt")), ("third\n".into(), "new\n".into()));
    let branches = env.git_at("hub", &["branch", "--format=%(refname:short)"]).success();
    assert!(!branches.stdout_text().contains("private"), "{branches}");
    assert_eq!(env.git_at("ana", &["stash", "list"]).success().stdout_text(), "");
}

/// Writes a hook of `repository`, a folder with the files of git.
#[cfg(unix)]
fn hook(env: &TestEnvironment, repository: &str, name: &str, script: &str) {
    use std::os::unix::fs::PermissionsExt as _;

    let path = format!("{repository}/hooks/{name}");
    env.write(&path, format!("#!/bin/sh\n{script}\n"));
    let path = env.path().join(path);
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("it can be made to run");
}

/// What pushes Lee's work: once, or one commit of it each time.
#[cfg(unix)]
const LEE_PUSHES: &str = "unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE; cd ../lee && git push --quiet origin";

#[test]
#[cfg(unix)]
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
#[cfg(unix)]
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
#[cfg(unix)]
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

#[test]
fn records_with_an_error_are_not_pushed() {
    let env = clones();
    env.records("lee", &["edit", "--end", "2026-11-27"]);
    env.sync("lee");
    env.records("ana", &["edit", "--start", "2026-12-07"]);
    let hub = env.head("hub");
    let said = env.refuses_to_sync("ana").stderr_contains("`end` 2026-11-27 is before `start` 2026-12-07");
    said.stderr_contains("the records have 1 error, so nothing was pushed").stderr_contains("mend what is named above");
    assert_eq!(env.head("hub"), hub);
    env.write("ana/checkout/engagement.toml", env.read("ana/checkout/engagement.toml").replace("12-07", "10-12"));
    env.git_at("ana", &["commit", "--quiet", "--all", "--message", "Mend"]).success();
    env.sync("ana");
}

#[test]
fn what_cannot_be_reached_is_told_in_the_words_of_git() {
    let env = clones();
    env.records("ana", &["score", "coverage=4"]);
    std::fs::rename(env.path().join("hub"), env.path().join("gone")).expect("it can be moved");
    env.refuses_to_sync("ana")
        .stderr_contains("the other repository cannot be reached")
        .stderr_contains("does not appear to be a git repository");
}

#[test]
fn without_a_terminal_nobody_is_asked_for_a_password() {
    use std::io::{Read as _, Write as _};

    let env = clones();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("its address").port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(
                b"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\
                  Connection: close\r\n\r\n",
            );
        }
    });
    let url = format!("http://127.0.0.1:{port}/records.git");
    env.git_at("ana", &["remote", "set-url", "origin", &url]).success();
    env.refuses_to_sync("ana").stderr_contains("terminal prompts disabled").stderr_contains("at a terminal");
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
fn a_branch_of_another_name_is_pushed_only_where_the_user_has_said_so() {
    let env = clones();
    env.git_at("ana", &["switch", "--quiet", "--create", "wip", "origin/main"]).success();
    env.records("ana", &["score", "coverage=4"]);
    let hub = env.head("hub");
    for default in ["simple", "current", "matching"] {
        env.git_at("ana", &["config", "push.default", default]).success();
        env.refuses_to_sync("ana").stderr(str![[r#"
error: the branch `wip` follows `origin/main`, which has another name: it is not clear where to push it
  to share it under its own name: git push -u origin wip
  to push each branch to the one that it follows: git config push.default upstream

"#]]);
    }
    env.git_at("ana", &["config", "push.default", "nothing"]).success();
    env.refuses_to_sync("ana").stderr_contains("(push.default = nothing)");
    assert_eq!(env.head("hub"), hub);
    let refspec = "refs/heads/wip:refs/heads/main";
    for (key, value, next) in [("push.default", "upstream", "5"), ("remote.origin.push", refspec, "6")] {
        env.git_at("ana", &["config", key, value]).success();
        env.sync("ana").stderr("Synced wip with origin/main: 0 commits received, 1 sent.\n");
        env.records("ana", &["score", &format!("coverage={next}")]);
        env.git_at("ana", &["config", "push.default", "nothing"]).success();
    }
    env.git_at("ana", &["switch", "--quiet", "--create", "local", "--track", "main"]).success();
    env.refuses_to_sync("ana").stderr_contains("the branch `local` follows `main`, a branch of this repository");
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
fn a_branch_that_is_gone_is_not_made_again() {
    let env = clones();
    env.git(["branch", "--quiet", "--move", "main", "records"]).folder("hub").success();
    for prune in [false, true] {
        if prune {
            env.git_at("ana", &["fetch", "--quiet", "--prune"]).success();
        }
        env.records("ana", &["score", if prune { "coverage=5" } else { "coverage=4" }]);
        env.refuses_to_sync("ana").stderr(str![[r#"
error: origin/main is not there: it was taken away, or never was
  nothing was pushed; ask those with whom you share it
  to make it, with all commits of main: git push origin main:refs/heads/main

"#]]);
    }
    let branches = env.git_at("hub", &["branch", "--format=%(refname:short)"]).success();
    assert!(!branches.stdout_text().contains("main"), "{branches}");
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

#[test]
fn a_branch_that_cannot_be_synced_says_why() {
    let env = clones();
    env.git_at("ana", &["switch", "--quiet", "--create", "mine"]).success();
    env.refuses_to_sync("ana").stderr(str![[r#"
error: the branch `mine` follows no branch elsewhere
  to share it: git push --set-upstream origin mine

"#]]);
    env.git_at("ana", &["switch", "--quiet", "--detach"]).success();
    env.refuses_to_sync("ana").stderr_contains("no branch is checked out here");
    env.git_at("lee", &["remote", "remove", "origin"]).success();
    env.refuses_to_sync("lee").stderr_contains("this repository knows no other to sync with");
    let env = TestEnvironment::new();
    env.refuses(1, ["sync"], &["there is no store here"]);
    let env = TestEnvironment::with_checkout();
    env.refuses(1, ["sync"], &["is not in a git repository"]);
    env.run(["sync"]).variable("PATH", "").failure(1).stderr_contains("is not in a git repository");
    env.git(["init", "--quiet"]).success();
    env.refuses(1, ["sync"], &["nothing has been committed here"]);
    env.run(["sync"]).variable("PATH", "").failure(1).stderr_contains("git is not installed");
}
