//! Taking back: the user's own last change, wholly or not at all.

use snapbox::str;

use super::env;
use crate::environment::TestEnvironment;
use crate::terminal::Key;

const COVERAGE: &str = "checkout/goals/coverage.toml";

/// Runs an `undo` that must be refused with `words` and change nothing.
#[track_caller]
fn refuses(env: &TestEnvironment, words: &[&str]) {
    let (tree, subjects, standing) = (env.snapshot_tree(), env.subjects(), env.standing());
    let mut refused = env.run(["undo", "--yes"]).failure(1).stdout("").stderr_contains("nothing was taken back\n");
    for word in words {
        refused = refused.stderr_contains(word);
    }
    env.assert_untouched_since(&tree);
    assert_eq!((env.subjects(), env.standing()), (subjects, standing));
    assert!(!env.has(".git/REVERT_HEAD"), "no revert is left over");
}

#[test]
fn the_last_change_is_shown_and_taken_back() {
    let env = env();
    let before = env.read(COVERAGE);
    env.run(["score", "coverage=9", "--commit"]).success();
    env.run(["undo", "--yes"]).success().stdout("").stderr(str![[r#"
score(checkout): week 6, committed on 20 November 2026 by Ana Aux
  coverage: 9 in 2026-W47 (progress 0.58)
  changed checkout/goals/coverage.toml
Took back: score(checkout): week 6
To have it again: git revert HEAD

"#]]);
    assert_eq!(env.read(COVERAGE), before);
    assert_eq!((env.subjects()[0].as_str(), env.standing().as_str()), ("undo: score(checkout): week 6", ""));
    let message = env.told(["log", "-1", "--format=%B"]);
    assert!(message.contains("\n\nThis reverts commit ") && message.contains("\n\nAuxeng-Undoes: "), "{message}");
    refuses(&env, &["no change here that auxeng committed"]);
}

#[test]
fn undoing_again_goes_back_further_and_what_is_reverted_by_hand_counts() {
    let env = env();
    for score in ["coverage=9", "build-time=31", "habits=50%"] {
        env.run(["score", score, "--commit"]).success();
    }
    let undo = |words: &str| env.run(["undo", "--yes"]).success().stderr_contains(words);
    undo("  changed checkout/goals/habits.toml\n");
    undo("  changed checkout/goals/build-time.toml\n");
    // What is had again can be taken back again.
    env.git(["revert", "--no-edit", "HEAD"]).success();
    undo("  changed checkout/goals/build-time.toml\n");
    env.git(["revert", "--no-edit", "HEAD~6"]).success();
    assert_eq!(env.subjects()[0], "Revert \"score(checkout): week 6\"");
    refuses(&env, &["no change here that auxeng committed"]);
}

#[test]
fn what_was_undone_stays_undone_after_a_rebase() {
    let env = env();
    env.run(["score", "coverage=9", "--commit"]).success();
    env.run(["score", "habits=50%", "--commit"]).success();
    env.run(["undo", "--yes"]).success();
    env.git(["switch", "--quiet", "-c", "side", "HEAD~3"]).success();
    env.write("other", "1\n");
    env.commit_all("Other");
    env.git(["rebase", "--quiet", "side", "main"]).success();
    env.run(["undo", "--yes"]).success().stderr_contains("  changed checkout/goals/coverage.toml\n");
    refuses(&env, &["no change here that auxeng committed"]);
}

#[test]
fn it_is_asked_for_at_a_terminal_and_elsewhere_must_be_said() {
    let env = env();
    env.run(["score", "coverage=9", "--commit"]).success();
    let subjects = env.subjects();
    let refused = env.run(["undo"]).failure(1);
    refused
        .stderr_contains("no terminal to ask at")
        .stderr_contains("add --yes")
        .stderr_contains("nothing was taken back");
    for answer in ["no", "", "?"] {
        let mut session = env.terminal(["undo"]).start();
        session.answer("Take it back?", answer);
        if answer == "?" {
            session.asks("Take it back?").key(Key::Ctrl('c'));
        }
        session.finish().failure(1).restored();
        assert_eq!(env.subjects(), subjects);
    }
    let mut session = env.terminal(["undo"]).start();
    session.answer("Take it back?", "yes");
    session.finish().success().restored();
    assert_eq!(env.subjects()[0], "undo: score(checkout): week 6");
}

#[test]
fn what_others_committed_is_left_alone() {
    let env = env();
    env.run(["score", "coverage=9", "--commit"]).success();
    let lee = |arguments: &[&str]| {
        env.run(arguments)
            .variable("GIT_AUTHOR_NAME", "Lee Novak")
            .variable("GIT_AUTHOR_EMAIL", "lee@example.org")
            .success()
    };
    lee(&["score", "habits=50%", "--commit"]);
    env.write("by-hand", "1\n");
    env.commit_all("score(checkout): by hand");
    env.run(["undo", "--yes"]).success().stderr_contains("  changed checkout/goals/coverage.toml\n");
    refuses(&env, &["committed by Lee Novak, and not by you", "git revert COMMIT"]);
    lee(&["undo", "--yes"]);
    refuses(&env, &["no change here that auxeng committed"]);
}

#[test]
fn a_commit_that_holds_more_is_not_taken_back() {
    let env = env();
    for store in ["one", "two"] {
        env.copy(&env.path().join("checkout"), format!("{store}/checkout"));
        env.write(format!("{store}/auxeng.toml"), "schema = 1\n");
    }
    env.commit_all("Two stores");
    env.run(["--store", "one", "score", "habits=50%", "--commit"]).success();
    env.run(["--store", "two", "score", "coverage=9", "--commit"]).success();
    env.write("other", "1\n");
    env.git(["add", "other"]).success();
    env.git(["commit", "--quiet", "--amend", "--no-edit"]).success();
    let refused = env.run(["--store", "two", "undo", "--yes"]).failure(1);
    refused.stderr_contains("\"score(checkout): week 6\" holds something else by now than auxeng wrote");
    // Another store of the repository is not concerned.
    let undone = env.run(["--store", "one", "undo", "--yes"]).success();
    undone.stderr_contains("  changed one/checkout/goals/habits.toml\n");
}

#[test]
fn an_amended_or_squashed_commit_is_not_taken_back() {
    let env = env();
    env.run(["score", "coverage=9", "--commit"]).success();
    env.run(["score", "habits=50%"]).success();
    env.git(["commit", "--quiet", "--amend", "--no-edit", "--all"]).success();
    let mixed = ["\"score(checkout): week 6\" holds something else by now than auxeng wrote", "git revert COMMIT"];
    refuses(&env, &mixed);
    // Nor is one further back taken in its stead.
    env.run(["score", "build-time=31", "--commit"]).success();
    env.write("checkout/notes.md", "1\n");
    env.git(["add", "."]).success();
    env.git(["commit", "--quiet", "--amend", "--no-edit"]).success();
    refuses(&env, &mixed);
    env.git(["revert", "--no-edit", "HEAD"]).success();
    env.run(["score", "coverage=10", "--commit"]).success();
    env.run(["score", "coverage=11", "--commit"]).success();
    let messages = env.told(["log", "-2", "--format=%B"]);
    env.git(["reset", "--quiet", "--soft", "HEAD~2"]).success();
    env.git(["commit", "--quiet", "--message", &messages]).success();
    refuses(&env, &mixed);
}

#[test]
fn a_hook_that_adds_a_paragraph_hides_nothing() {
    let env = env();
    env.run(["score", "habits=50%", "--commit"]).success();
    env.script(".git/hooks/commit-msg", "printf '\\nTicket 7, see there.\\n' >> \"$1\"");
    env.run(["score", "coverage=9", "--commit"]).success();
    assert!(env.told(["log", "-1", "--format=%B"]).trim_end().ends_with("\n\nTicket 7, see there."));
    env.run(["undo", "--yes"]).success().stderr_contains("  changed checkout/goals/coverage.toml\n");
    env.run(["undo", "--yes"]).success().stderr_contains("  changed checkout/goals/habits.toml\n");
}

#[test]
fn where_a_rebase_hides_what_holds_nothing_is_guessed() {
    let env = env();
    for score in ["habits=50%", "coverage=9"] {
        env.run(["score", score, "--commit"]).success();
    }
    env.run(["undo", "--yes"]).success();
    env.git(["revert", "--no-edit", "HEAD"]).success();
    env.git(["switch", "--quiet", "-c", "side", "HEAD~4"]).success();
    env.write("other", "1\n");
    env.commit_all("Other");
    env.git(["rebase", "--quiet", "side", "main"]).success();
    refuses(&env, &["takes back a commit that has another name by now", "git revert COMMIT"]);
    // What is recorded later is not concerned.
    env.run(["score", "build-time=31", "--commit"]).success();
    env.run(["undo", "--yes"]).success().stderr_contains("  changed checkout/goals/build-time.toml\n");
}

#[test]
fn what_was_corrected_back_by_hand_is_told() {
    let env = env();
    let before = env.read(COVERAGE);
    env.run(["score", "coverage=9", "--commit"]).success();
    env.write(COVERAGE, before);
    env.commit_all("Back");
    refuses(&env, &["say already what they said before", "for what lies before it there is git"]);
}

#[test]
fn what_was_changed_since_is_not_overwritten() {
    let env = env();
    env.run(["score", "coverage=9", "--commit"]).success();
    env.run(["milestone", "add", "First", "--commit"]).success();
    env.write(COVERAGE, env.read(COVERAGE).replace("value = 9", "value = 10"));
    env.write("other", "1\n");
    env.commit_all("By hand");
    env.run(["undo", "--yes"]).success();
    env.write("other", "2\n");
    refuses(&env, &["goals/coverage.toml was changed since in the same places"]);
}

#[test]
fn what_is_not_committed_is_not_lost() {
    let env = env();
    env.write("other", "1\n");
    env.commit_all("Other");
    env.run(["score", "coverage=9", "--commit"]).success();
    env.run(["score", "coverage=10"]).success();
    refuses(&env, &["checkout/goals/coverage.toml has changes that are not committed", "git restore"]);
    env.git(["restore", COVERAGE]).success();
    env.write("other", "2\n");
    env.git(["add", "other"]).success();
    refuses(&env, &["there are staged changes", "git restore --staged"]);
    env.git(["restore", "--staged", "other"]).success();
    env.write("new", "1\n");
    env.run(["undo", "--yes"]).success();
    assert_eq!(env.standing(), " M other\n?? new\n");
}

#[test]
fn a_hook_that_refuses_leaves_everything_as_it_was() {
    let env = env();
    env.write("other", "1\n");
    env.commit_all("Other");
    env.run(["milestone", "add", "First", "--commit"]).success();
    env.write("other", "2\n");
    env.script(".git/hooks/pre-commit", "echo not now; exit 1");
    refuses(&env, &["git commit: not now"]);
}

#[test]
fn what_is_needed_by_later_records_stays() {
    let env = env();
    env.run(["open", "Flags", "--id", "flags", "--commit"]).success();
    env.run(["goal", "add", "Flags cleaned", "--from", "9", "--to", "0", "-e", "flags"]).success();
    env.commit_all("By hand");
    refuses(&env, &["without it the records could not be read: flags/engagement.toml", "recorded after it"]);
}

#[test]
fn a_proposal_is_taken_back_with_its_one_pager() {
    let env = TestEnvironment::with_store();
    env.make_repository("");
    env.run(["propose", "Flags", "--commit"]).success();
    env.run(["undo", "--yes"]).success().stderr_contains("flags/one-pager.md\n");
    assert!(!env.has("flags/proposal.toml") && !env.has("flags/one-pager.md"));
}

#[test]
fn a_proposal_with_votes_stays() {
    let env = env();
    env.run(["propose", "Flags", "--commit"]).success();
    env.write("flags/votes/lee.toml", "voter = \"Lee\"\ndate = 2026-11-20\nbusiness = 2\ntechnical = 1\nteam = 2\n");
    env.commit_all("By hand");
    refuses(&env, &["without it the records could not be read: flags/proposal.toml", "recorded after it"]);
}

#[test]
fn beside_an_error_nothing_is_taken_back() {
    let env = env();
    env.run(["open", "Flags", "--id", "flags", "--commit"]).success();
    env.run(["goal", "add", "Flags cleaned", "--from", "9", "--to", "0", "-e", "flags"]).success();
    env.write("flags/goals/bad.toml", "x = [\n");
    env.commit_all("By hand");
    refuses(&env, &["the records cannot be read in full: flags/goals/bad.toml", "auxeng check"]);
}

#[test]
fn a_store_does_not_take_itself_back() {
    let env = TestEnvironment::new();
    env.git(["init", "--quiet"]).success();
    env.git(["commit", "--quiet", "--allow-empty", "-m", "Begin"]).success();
    env.run(["init", "--commit"]).success();
    refuses(&env, &["without it the records could not be read"]);
}

#[test]
fn the_commit_that_a_shallow_clone_begins_with_is_left_alone() {
    let env = env();
    env.run(["score", "coverage=9", "--commit"]).success();
    let url = format!("file://{}", env.path().display());
    env.git(["clone", "--quiet", "--depth", "1", &url, "../tmp/clone"]).success();
    let refused = env.run(["--store", "../tmp/clone", "undo", "--yes"]).failure(1);
    refused.stderr_contains("is where this shallow clone begins").stderr_contains("nothing was taken back");
    assert_eq!(env.git(["status", "--porcelain"]).folder(env.path().join("../tmp/clone")).success().stdout_text(), "");
    assert!(env.has("../tmp/clone/checkout/engagement.toml"));
    // What came after it can be taken back.
    env.run(["--store", "../tmp/clone", "score", "coverage=10", "--commit"]).success();
    env.run(["--store", "../tmp/clone", "undo", "--yes"]).success();
    env.run(["--store", "../tmp/clone", "undo", "--yes"]).failure(1).stderr_contains("where this shallow clone begins");
    env.git(["fetch", "--quiet", "--unshallow"]).folder(env.path().join("../tmp/clone")).success();
    env.run(["--store", "../tmp/clone", "undo", "--yes"]).success();
}

#[test]
fn a_revert_that_cannot_be_given_up_is_told() {
    let env = env();
    env.run(["score", "coverage=9", "--commit"]).success();
    // Git does not give up a revert whose files were changed since.
    env.script(".git/hooks/pre-commit", "echo not now; echo '# late' >> checkout/goals/coverage.toml; exit 1");
    let refused = env.run(["undo", "--yes"]).failure(1).stderr_contains("git commit: not now");
    let refused = refused.stderr_contains("git revert: ").stderr_contains("git status tells how it stands");
    assert!(!refused.stderr_text().contains("nothing was taken back"), "{}", refused.stderr_text());
    assert!(env.has(".git/REVERT_HEAD"));
}

#[test]
fn in_the_middle_of_something_nothing_is_taken_back() {
    let env = env();
    env.run(["score", "coverage=9", "--commit"]).success();
    env.git(["switch", "--quiet", "-c", "side", "HEAD^"]).success();
    env.run(["score", "coverage=8", "--commit"]).success();
    env.git(["merge", "--quiet", "main"]).failure(1);
    refuses(&env, &["git is in the middle of a merge"]);
}

#[test]
fn a_record_cannot_say_that_something_was_undone() {
    let env = env();
    env.run(["score", "coverage=9", "--commit"]).success();
    let change = env.told(["log", "-1", "--format=%(trailers:key=Auxeng-Change,valueonly)"]);
    let forged = format!("Auxeng-Undoes: {}", change.trim());
    env.run(["goal", "edit", "coverage", "--title", &forged, "--commit"]).success();
    env.run(["milestone", "add", &forged, "--id", "first", "--commit"]).success();
    let hash = env.told(["rev-parse", "HEAD^^"]);
    env.run(["milestone", "add", &format!("This reverts commit {}.", hash.trim()), "--id", "second", "--commit"])
        .success();
    for file in ["milestones/second.toml", "milestones/first.toml", "goals/coverage.toml", "goals/coverage.toml"] {
        env.run(["undo", "--yes"]).success().stderr_contains(&format!(" checkout/{file}\n"));
    }
    refuses(&env, &["no change here that auxeng committed"]);
}

#[test]
fn without_a_history_there_is_nothing_to_take_back() {
    let env = TestEnvironment::with_checkout();
    env.run(["undo", "--yes"])
        .failure(1)
        .stderr_contains("is not in a git repository")
        .stderr_contains("nothing was taken back");
    env.git(["init", "--quiet"]).success();
    env.run(["undo", "--yes"]).failure(1).stderr_contains("there is no change here that auxeng committed");
    TestEnvironment::new().run(["undo"]).failure(1).stderr_contains("there is no store here");
}

#[test]
fn a_store_whose_folder_was_moved_begins_anew() {
    let env = TestEnvironment::new();
    env.git(["init", "--quiet"]).success();
    env.run(["init", "old", "--commit"]).success();
    env.run(["--store", "old", "open", "Flags", "--id", "flags", "--commit"]).success();
    env.git(["mv", "old", "new"]).success();
    env.git(["commit", "--quiet", "--message", "Move"]).success();
    env.run(["--store", "new", "undo", "--yes"]).failure(1).stderr_contains("there is no change here");
    env.run(["--store", "new", "edit", "flags", "--title", "Toggles", "--commit"]).success();
    env.run(["--store", "new", "undo", "--yes"]).success().stderr_contains("Took back: edit(flags)");
}
