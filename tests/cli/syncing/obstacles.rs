//! Everything that is in the way of `sync`, and what it says about it.

use snapbox::str;

use super::{Clones as _, clones};
use crate::environment::TestEnvironment;

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
  to throw a change away: git restore --staged --worktree FILE, or rm FILE where it is new

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
    env.refuses_to_sync("ana").stderr_contains("git does not put main upon origin/main");
    assert_eq!((env.read("ana/README.md"), env.read("ana/other.txt")), ("third\n".into(), "new\n".into()));
    let branches = env.git_at("hub", &["branch", "--format=%(refname:short)"]).success();
    assert!(!branches.stdout_text().contains("private"), "{branches}");
    assert_eq!(env.git_at("ana", &["stash", "list"]).success().stdout_text(), "");
    // Who has nothing to put upon anything is hindered only by what the others have changed too.
    env.git_at("ana", &["restore", "README.md"]).success();
    env.sync("ana");
    env.sync("lee");
    env.records("ana", &["score", "coverage=5"]);
    env.sync("ana");
    env.write("lee/README.md", "fourth\n");
    env.sync("lee").stderr_contains("1 commit received");
    env.write("ana/README.md", "fifth\n");
    env.git_at("ana", &["commit", "--quiet", "--all", "--message", "Read me"]).success();
    env.sync("ana");
    env.refuses_to_sync("lee").stderr_contains("README.md");
    assert_eq!(env.read("lee/README.md"), "fourth\n");
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
    // Whoever pushes nothing unasked does not do so where the names are the same either.
    env.git_at("ana", &["switch", "--quiet", "main"]).success();
    env.git_at("ana", &["config", "--unset-all", "remote.origin.push"]).success();
    env.refuses_to_sync("ana").stderr_contains("(push.default = nothing)");
    env.git_at("ana", &["switch", "--quiet", "--create", "local", "--track", "main"]).success();
    env.refuses_to_sync("ana").stderr_contains("the branch `local` follows `main`, a branch of this repository");
}

#[test]
fn a_newer_schema_that_arrives_is_told_before_anything_is_joined() {
    let env = clones();
    env.records("lee", &["score", "coverage=5"]);
    env.write("lee/auxeng.toml", env.read("lee/auxeng.toml").replace("schema = 1", "schema = 2"));
    env.git_at("lee", &["commit", "--quiet", "--all", "--message", "A newer auxeng"]).success();
    env.git_at("lee", &["push", "--quiet"]).success();
    // With nothing of her own, and with a score that would be joined with Lee's.
    for command in [&["status"][..], &["score", "coverage=4", "--date", "2026-W46"]] {
        env.at("ana", command).success();
        env.git_at("ana", &["commit", "--quiet", "--all", "--message", "Score"]).any();
        let (hub, own) = (env.head("hub"), env.head("ana"));
        env.refuses_to_sync("ana").stderr(str![[r#"
error: origin/main/auxeng.toml has schema 2, and this auxeng knows up to 1
  update auxeng to read this store

"#]]);
        assert_eq!((env.head("hub"), env.head("ana")), (hub, own));
        env.git_at("ana", &["status", "--porcelain"]).success().stdout("");
    }
}
