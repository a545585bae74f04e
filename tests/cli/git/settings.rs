//! Whether to commit is the user's choice, and so is all that git does on the way: hooks, signature, messages.

use super::env;
use crate::environment::TestEnvironment;

#[test]
fn the_users_own_configuration_decides_unless_the_command_line_does() {
    let env = env();
    let committed = |arguments: &[&str]| {
        let before = env.subjects().len();
        let outcome = env.run(["score"].iter().chain(arguments)).success();
        assert!(outcome.stderr_text().contains("Saved"), "{outcome}");
        env.subjects().len() - before
    };
    assert_eq!(committed(&["coverage=3"]), 0);
    assert_eq!(committed(&["coverage=4", "--commit"]), 1);
    env.set_own("commit = false\n");
    assert_eq!(committed(&["coverage=5"]), 0);
    env.set_own("commit = true\n");
    assert_eq!(committed(&["coverage=6"]), 1);
    assert_eq!(committed(&["coverage=7", "--no-commit"]), 0);
    assert_eq!(committed(&["coverage=8", "--no-commit", "--commit"]), 1);
    assert_eq!(committed(&["coverage=9", "--commit", "--no-commit"]), 0);
}

#[test]
fn a_damaged_configuration_stops_no_record() {
    let env = env();
    for (text, words) in [("commit = \"yes\"\n", "config.toml:1:10"), ("commit = \n", "config.toml:1:")] {
        env.set_own(text);
        let refused = env.run(["score", "coverage=9"]).failure(1);
        refused.stderr_contains("is not committed").stderr_contains(words).stderr_contains("--commit or --no-commit");
        assert!(env.read("checkout/goals/coverage.toml").contains("value = 9"));
        env.run(["score", "coverage=10", "--no-commit"]).success();
        env.run(["score", "coverage=11", "--commit"]).success();
        // What writes nothing needs no configuration.
        env.run(["score", "coverage=11"]).success();
        env.run(["status"]).success();
    }
}

#[test]
fn the_users_hooks_run_as_for_every_commit() {
    let env = env();
    let report = "env | grep -c '^GIT_.*PATHSPECS'; git diff --cached --name-only -- ':(glob)**/cover*.toml'";
    env.script("hooks/pre-commit", &format!("{{ {report}; }} >seen; echo 'One warning.' >&2"));
    env.script("hooks/commit-msg", "echo 'Change-Id: I1' >>\"$1\"");
    env.git(["config", "core.hooksPath", "hooks"]).success();
    env.run(["score", "coverage=9", "--commit"]).success().stderr_contains("One warning.\nCommitted: ");
    assert_eq!(env.read("seen"), "0\ncheckout/goals/coverage.toml\n");
    let message = env.told(["log", "-1", "--format=%B"]);
    assert!(message.contains("\nAuxeng-Change: ") && message.contains("\nChange-Id: I1\n"), "{message}");
    env.run(["undo", "--yes"]).success().stderr_contains("One warning.\nTook back: ");
}

#[test]
fn a_hook_that_writes_into_the_same_store_is_not_waited_for() {
    let env = env();
    let auxeng = env!("CARGO_BIN_EXE_auxeng");
    env.script(".git/hooks/pre-commit", &format!("'{auxeng}' score build-time=31"));
    let run = env.run(["score", "coverage=9", "--commit"]).failure(1);
    run.stderr_contains("is being written by the auxeng whose git runs this hook")
        .stderr_contains("let it write later");
    // A hook may read, and what it ran for may be written before.
    env.script(".git/hooks/pre-commit", &format!("'{auxeng}' status >seen"));
    env.run(["score", "coverage=10", "--commit"]).success();
    assert!(env.has("seen"));
}

#[test]
fn a_commit_is_signed_where_the_user_signs() {
    let env = env();
    let status = "[GNUPG:] SIG_CREATED ";
    let signature = "-----BEGIN PGP SIGNATURE-----\\n\\nx\\n-----END PGP SIGNATURE-----";
    let gpg =
        env.script("../home/gpg", &format!("cat >/dev/null; printf '\\n{status}\\n' >&2; printf -- '{signature}\\n'"));
    env.git(["config", "gpg.program", &gpg]).success();
    env.git(["config", "commit.gpgSign", "true"]).success();
    env.run(["score", "coverage=9", "--commit"]).success();
    assert!(env.told(["cat-file", "commit", "HEAD"]).contains("gpgsig -----BEGIN"));
    env.git(["config", "gpg.program", "false"]).success();
    env.run(["score", "coverage=10", "--commit"]).failure(1).stderr_contains("git commit: ");
    // Reading the history checks no signature, with whatever the repository names for that.
    env.git(["restore", "checkout"]).success();
    env.git(["config", "gpg.program", &env.script("check", "touch ran; exit 1")]).success();
    for (name, value) in [("log.showSignature", "true"), ("commit.gpgSign", "false")] {
        env.git(["config", name, value]).success();
    }
    env.git(["log"]).success();
    assert!(std::fs::remove_file(env.path().join("ran")).is_ok(), "git by itself would check it");
    env.run(["log"]).success();
    env.run(["undo", "--yes"]).success();
    assert!(!env.has("ran"));
}

#[test]
fn what_is_set_for_messages_in_an_editor_changes_nothing() {
    let env = env();
    let editor = env.script("../home/editor", "touch edited");
    env.write("../home/template", "From the template\n");
    for (name, value) in [
        ("commit.template", "~/template"),
        ("commit.cleanup", "strip"),
        ("commit.verbose", "true"),
        ("core.editor", &editor),
        ("core.commentChar", "s"),
        ("i18n.commitEncoding", "ISO-8859-1"),
        ("color.ui", "always"),
        ("status.short", "true"),
    ] {
        env.git(["config", name, value]).success();
    }
    env.run(["edit", "--title", "# Größe", "--commit"]).success().stderr_contains("Committed: edit(checkout): title\n");
    let message = env.told(["log", "-1", "--format=%B"]);
    assert!(
        message.starts_with("edit(checkout): title\n\ntitle: Contract tests for Checkout → # Größe\n\nAuxeng-"),
        "{message}"
    );
    env.run(["score", "coverage=9", "--commit"]).variable("GIT_EDITOR", &editor).success();
    assert!(env.told(["log", "-1", "--format=%B"]).starts_with("score(checkout): week 6\n\ncoverage: 9"));
    env.run(["undo", "--yes"]).variable("GIT_EDITOR", &editor).success();
    assert!(!env.has("edited"));
}

#[test]
fn nothing_that_a_repository_watches_with_is_started() {
    let env = env();
    let monitor = env.script("monitor", "touch ran; exit 1");
    env.git(["config", "core.fsmonitor", &monitor]).success();
    for (name, value) in [
        ("alias.status", "!touch ran"),
        ("alias.log", "!touch ran"),
        ("diff.external", "touch ran"),
        ("core.pager", "touch ran"),
    ] {
        env.git(["config", name, value]).success();
    }
    env.run(["score", "coverage=9", "--commit"]).success();
    env.run(["log"]).success();
    env.run(["undo", "--yes"]).success();
    assert!(!env.has("ran"));
    assert_eq!(env.subjects().len(), 3);
}

#[test]
fn what_needs_no_git_starts_none() {
    let env = env();
    let folder = env.path().join("../tmp/bin");
    env.script("../tmp/bin/git", "touch \"$HOME/ran\"; exit 1");
    let search = |path: &std::path::Path| format!("{}:{}", folder.display(), path.display());
    let path = search(std::path::Path::new("/usr/bin:/bin"));
    for arguments in [
        &["status"][..],
        &["status", "checkout"],
        &["report"],
        &["report", "--program"],
        &["nps"],
        &["check"],
        &["goal", "list"],
        &["fmt", "--check"],
        &["score", "coverage=9"],
        &["retro", "--well", "It works"],
        &["notes"],
        &["score", "coverage=9", "--commit"],
        &["--help"],
    ] {
        env.run(arguments).variable("PATH", &path).success();
        assert!(!env.home().join("ran").exists(), "{arguments:?}");
    }
    env.run(["score", "coverage=10", "--commit"]).variable("PATH", &path).failure(1);
    assert!(env.home().join("ran").exists());
}

#[test]
fn records_in_a_bare_repository_of_the_store_are_no_repository() {
    let env = TestEnvironment::with_checkout();
    // What looks like a repository can all be committed.
    env.write("HEAD", "ref: refs/heads/main\n");
    env.write("config", "[core]\n\tbare = false\n\tworktree = .\n\tfsmonitor = touch ran\n");
    env.write("objects/x", "");
    env.write("refs/x", "");
    env.run(["score", "coverage=9", "--commit"]).failure(1).stderr_contains("is not in a git repository");
    env.run(["undo", "--yes"]).failure(1).stderr_contains("is not in a git repository");
    env.git(["init", "--quiet", ".."]).success();
    env.run(["score", "coverage=10", "--commit"]).success();
    assert_eq!(env.told(["-C", "..", "show", "--format=", "--name-only"]), "work/checkout/goals/coverage.toml\n");
    assert!(!env.has("ran"));
}
