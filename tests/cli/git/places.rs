//! Wherever a store lies in git, its records are committed there and nowhere else.

use std::os::unix::fs::symlink;

use super::env;
use crate::environment::TestEnvironment;

/// Scores in the store `folder` and commits; the file stands in the newest commit as `named`.
#[track_caller]
fn commits(env: &TestEnvironment, folder: &str, named: &str) {
    let arguments = ["--store", folder, "score", "coverage=9", "--commit"];
    env.run(arguments).success().stderr_contains("Committed: score(checkout): week 6\n");
    let show = env.git(["-C", folder, "show", "--format=%s", "--name-only"]).success();
    show.stdout(format!("score(checkout): week 6\n\n{named}\n"));
    env.git(["-C", folder, "status", "--porcelain"]).success().stdout("");
    env.run(["--store", folder, "undo", "--yes"]).success().stderr_contains("Took back: score(checkout): week 6\n");
    env.git(["-C", folder, "status", "--porcelain"]).success().stdout("");
}

/// A repository `name` with the store in its folder `below`.
fn with_repository(name: &str, below: &str) -> TestEnvironment {
    let (from, env) = (env(), TestEnvironment::new());
    env.copy(&from.path().join("checkout"), format!("{name}/{below}/checkout"));
    env.write(format!("{name}/{below}/auxeng.toml"), "schema = 1\n");
    env.write(format!("{name}/{below}/.gitignore"), ".auxeng.lock\n");
    env.make_repository(name);
    env
}

#[test]
fn in_a_subfolder_of_a_larger_repository() {
    let env = with_repository("big", "docs/engagements");
    commits(&env, "big/docs/engagements", "docs/engagements/checkout/goals/coverage.toml");
}

#[test]
fn in_folders_whose_names_mean_something_to_git() {
    for name in ["--output=x", ":(top)x", "[a]*?", "-", "a b\u{e9}\u{1f600}\"'", ":!x"] {
        let env = with_repository("big", name);
        let folder = format!("big/./{name}");
        let arguments = ["--store", &folder, "score", "coverage=9", "--commit"];
        env.run(arguments).success().stderr_contains("Committed: score(checkout): week 6\n");
        env.run(["--store", &folder, "milestone", "add", "First", "--commit"]).success();
        let shown = env.git(["-C", "big", "show", "--format=", "--name-only", "-z"]).success();
        assert_eq!(shown.stdout_text(), format!("{name}/checkout/milestones/first.toml\0"));
        env.run(["--store", &folder, "undo", "--yes"]).success();
        env.git(["-C", "big", "status", "--porcelain"]).success().stdout("");
    }
}

#[test]
fn in_a_linked_work_tree() {
    let env = with_repository("main", "engagements");
    env.git(["-C", "main", "worktree", "add", "--quiet", "-b", "side", "../side"]).success();
    commits(&env, "side/engagements", "engagements/checkout/goals/coverage.toml");
    env.git(["-C", "main", "log", "--format=%s"]).success().stdout("Begin\n");
    env.git(["-C", "main", "log", "--format=%s", "side", "-1"]).success().stdout("undo: score(checkout): week 6\n");
}

#[test]
fn in_a_submodule() {
    let env = with_repository("records", ".");
    env.make_repository("super");
    let add = ["-C", "super", "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "../records", "sub"];
    env.git(add).success();
    env.git(["-C", "super", "commit", "--quiet", "-m", "Add"]).success();
    commits(&env, "super/sub", "checkout/goals/coverage.toml");
    env.git(["-C", "super", "log", "--format=%s"]).success().stdout("Add\nBegin\n");
}

#[test]
fn where_the_repository_itself_lies_elsewhere() {
    let env = with_repository("records", ".");
    env.git(["-C", "records", "init", "--quiet", "--separate-git-dir", "../elsewhere.git"]).success();
    assert!(env.read("records/.git").starts_with("gitdir: "));
    commits(&env, "records", "checkout/goals/coverage.toml");
}

#[test]
fn through_a_link() {
    let env = with_repository("records", "engagements");
    symlink(env.path().join("records/engagements"), env.path().join("link")).expect("a link can be made");
    commits(&env, "link", "engagements/checkout/goals/coverage.toml");
}

#[test]
fn on_no_branch_and_before_the_first_commit() {
    let env = with_repository("records", ".");
    env.git(["-C", "records", "checkout", "--quiet", "--detach"]).success();
    commits(&env, "records", "checkout/goals/coverage.toml");
    env.git(["-C", "records", "switch", "--quiet", "--orphan", "empty"]).success();
    env.git(["-C", "records", "checkout", "--quiet", "main", "--", "."]).success();
    env.git(["-C", "records", "reset", "--quiet"]).success();
    let score = env.run(["--store", "records", "score", "coverage=9", "--commit"]).success();
    score.stderr_contains("Committed: ");
    let show = env.git(["-C", "records", "show", "--format=%P", "--name-only"]).success();
    show.stdout("\n\ncheckout/goals/coverage.toml\n");
}

#[test]
fn whatever_repository_the_environment_names() {
    let env = with_repository("records", ".");
    env.make_repository("other");
    let other = env.path().join("other");
    for (name, value) in [
        ("GIT_DIR", other.join(".git")),
        ("GIT_WORK_TREE", other.clone()),
        ("GIT_INDEX_FILE", other.join(".git/index")),
        ("GIT_OBJECT_DIRECTORY", other.join(".git/objects")),
        ("GIT_COMMON_DIR", other.join(".git")),
        ("GIT_PREFIX", other.clone()),
        ("GIT_LITERAL_PATHSPECS", "1".into()),
        ("GIT_ICASE_PATHSPECS", "1".into()),
    ] {
        let run = |arguments: &[&str]| {
            let run = env.run(["--store", "records"].iter().chain(arguments)).variable(name, &value);
            run.success();
            env.git(["-C", "records", "status", "--porcelain"]).success().stdout("");
            env.git(["-C", "records", "fsck", "--strict"]).success();
        };
        run(&["score", "coverage=9", "--commit"]);
        env.git(["-C", "records", "log", "-1", "--format=%s"]).success().stdout("score(checkout): week 6\n");
        run(&["log"]);
        run(&["undo", "--yes"]);
        env.git(["-C", "records", "log", "-1", "--format=%s"]).success().stdout("undo: score(checkout): week 6\n");
        env.git(["-C", "other", "log", "--format=%s"]).success().stdout("Begin\n");
        env.git(["-C", "other", "status", "--porcelain"]).success().stdout("");
    }
}

#[test]
fn in_a_hook_of_another_repository() {
    let env = with_repository("records", ".");
    env.make_repository("code");
    let auxeng = env!("CARGO_BIN_EXE_auxeng");
    let store = env.path().join("records");
    // Git tells its hooks in which repository and with which index they are.
    let record =
        format!("env | grep -q GIT_INDEX_FILE && {auxeng} --store {} score coverage=9 --commit", store.display());
    env.script("code/.git/hooks/pre-commit", &record);
    env.write("code/file", "1\n");
    env.git(["-C", "code", "add", "file"]).success();
    env.git(["-C", "code", "commit", "--quiet", "-m", "Code"]).success();
    env.git(["-C", "code", "show", "--format=%s", "--name-only"]).success().stdout("Code\n\nfile\n");
    let show = env.git(["-C", "records", "show", "--format=%s", "--name-only"]).success();
    show.stdout("score(checkout): week 6\n\ncheckout/goals/coverage.toml\n");
}

#[test]
fn in_a_hook_after_a_commit_of_the_same_repository() {
    let env = env();
    let auxeng = env!("CARGO_BIN_EXE_auxeng");
    env.script(
        ".git/hooks/post-commit",
        &format!("test -e done || {{ touch done; {auxeng} score coverage=9 --commit; }}"),
    );
    env.write("file", "1\n");
    env.git(["add", "file"]).success();
    env.git(["commit", "--quiet", "-m", "Code"]).success();
    assert_eq!(env.subjects(), ["score(checkout): week 6", "Code", "Begin"]);
    assert_eq!(env.standing(), "?? done\n");
}

#[test]
fn several_at_once_commit_each_their_own() {
    let env = env();
    let scores = ["coverage=9", "build-time=31", "launch=done", "habits=50%"];
    let children: Vec<_> = scores
        .iter()
        .map(|score| {
            let mut command = env.command(env!("CARGO_BIN_EXE_auxeng"));
            command.args(["score", score, "--commit"]);
            command.spawn().expect("it starts")
        })
        .collect();
    for mut child in children {
        assert!(child.wait().expect("it ends").success());
    }
    assert_eq!((env.subjects().len(), env.standing()), (5, String::new()));
}
