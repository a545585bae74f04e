//! What `resolve` leaves alone, and what it says to do about it.

use snapbox::str;

use super::{CORRECT_4, CORRECT_5};
use crate::environment::TestEnvironment;
use crate::invocation::Outcome;
use crate::parted::{GOAL, Work};

#[test]
fn a_record_that_one_side_took_away_is_kept_or_left() {
    let env = TestEnvironment::parted(CORRECT_4, &[]);
    env.git(["switch", "--quiet", "lee"]).success();
    env.git(["rm", "--quiet", GOAL]).success();
    env.commit("No longer a goal");
    env.git(["switch", "--quiet", "main"]).success();
    env.merge_stops();
    let before = env.snapshot_tree();
    env.run(["resolve"]).failure(1).stderr_contains("--take mine keeps it");
    env.run(["resolve", "--take", "theirs"])
        .failure(1)
        .stderr_contains("to let it go: git rm checkout/goals/coverage.toml");
    env.assert_untouched_since(&before);
    env.run(["resolve", "--take", "mine"]).success();
    env.assert_untouched_since(&before);
    env.can_be_committed();
    assert!(env.read(GOAL).contains("2026-W47 = { value = 4 }"));
}

#[test]
fn what_is_no_record_is_left_alone() {
    let env = TestEnvironment::parted(CORRECT_4, &[&["score", "coverage=5", "--date", "2026-W46"]]);
    for (branch, text) in [("lee", "Lee's\n"), ("main", "Ana's\n")] {
        env.git(["switch", "--quiet", branch]).success();
        env.write("README.md", text);
        env.write("checkout/goals/Notes.toml", text);
        env.commit("Notes");
    }
    env.merge_stops();
    let readme = env.read("README.md");
    env.run(["resolve"]).failure(1).stderr(str![[r#"
Joined checkout/goals/coverage.toml.
error: 2 files are still in conflict
  README.md
    it is no record: settle it in your editor, then git add README.md
  checkout/goals/Notes.toml
    it is no record: settle it in your editor, then git add checkout/goals/Notes.toml
  to choose field by field, run auxeng resolve at a terminal
  to take one side wherever they contradict: auxeng resolve --take mine, or theirs; a FILE behind it takes it for that file alone

"#]]);
    env.run(["resolve", "--take", "mine"]).failure(1);
    assert_eq!(env.read("README.md"), readme);
    assert_eq!(env.in_conflict(), ["README.md", "checkout/goals/Notes.toml"]);
}

#[test]
fn what_somebody_has_worked_on_is_not_overwritten() {
    let env = TestEnvironment::parted(CORRECT_4, CORRECT_5);
    env.merge_stops();
    let marked = env.read(GOAL);
    // All done, or a line changed beside the marks.
    let done = "title = \"x\"\nkind = \"technical\"\nmeasure = \"rating\"\n";
    for edited in [String::from(done), marked.replace("Services covered", "Services that are covered")] {
        env.write(GOAL, &edited);
        let said = env.run(["resolve", "--take", "mine"]).failure(1);
        said.stderr_contains("somebody has worked on it since git left it\n    if it is right as it is: git add")
            .stderr_contains("git checkout --merge checkout/goals/coverage.toml");
        assert_eq!(env.read(GOAL), edited);
        assert_eq!(env.in_conflict(), [GOAL]);
    }
    env.git(["checkout", "--quiet", "--merge", GOAL]).success();
    env.run(["resolve", "--take", "mine"]).success();
    env.can_be_committed();
}

#[test]
fn who_was_stopped_before_git_was_told_is_helped_on() {
    let scores: [Work; 2] = [&[&["score", "coverage=4", "--date", "2026-W46"]], &[&["score", "coverage=5"]]];
    let env = TestEnvironment::parted(scores[0], scores[1]);
    env.merge_stops();
    env.run(["resolve"]).success();
    let joined = env.read(GOAL);
    env.git(["checkout", "--quiet", "--merge", GOAL]).success();
    assert!(env.read(GOAL).contains("<<<<<<<"), "it is as after the merge");
    env.write(GOAL, &joined);
    env.run(["resolve"]).success();
    assert_eq!(env.read(GOAL), joined);
    env.can_be_committed();
}

#[test]
fn what_was_settled_by_hand_in_part_stays() {
    const MINE: Work = &[&["goal", "edit", "coverage", "--title", "Mine"], &["score", "coverage=4"]];
    const THEIRS: Work = &[&["goal", "edit", "coverage", "--title", "Theirs"], &["score", "coverage=5"]];
    for style in ["merge", "diff3", "zdiff3"] {
        let env = TestEnvironment::parted(MINE, THEIRS);
        env.git(["config", "merge.conflictStyle", style]).success();
        env.merge_stops();
        let marked = env.read(GOAL);
        let (before, rest) = marked.split_once("<<<<<<< ").expect("marks");
        let (hunk, behind) = rest.split_once(">>>>>>> lee\n").expect("marks");
        let without = |part: &str| {
            assert!(marked.contains(part), "{marked}");
            marked.replacen(part, "", 1)
        };
        // One of the two settled, either way or with all of its lines; lines of both, and of one side, taken away.
        let edits = [
            format!("{before}title = \"Mine\"\n{behind}"),
            format!("{before}title = \"Theirs\"\n{behind}"),
            format!("{before}{behind}"),
            without("kind = \"diffusion\"\n"),
            without("title = \"Theirs\"\n"),
            without("title = \"Mine\"\n"),
            format!("{before}<<<<<<< {}>>>>>>> lee\n{behind}", hunk.replace("\"Mine\"", "\"Theirs\"")),
        ];
        for edited in edits {
            assert!(edited != marked && edited.contains("<<<<<<< "), "{edited}");
            env.write(GOAL, &edited);
            for take in [&[][..], &["--take", "mine"], &["--take", "theirs"]] {
                let said = env.run([&["resolve"], take].concat()).failure(1);
                said.stderr_contains(
                    "somebody has worked on it since git left it\n    if it is right as it is: git add",
                );
                assert_eq!(env.read(GOAL), edited);
            }
        }
        env.write(GOAL, &marked);
        env.run(["resolve", "--take", "mine"]).success();
        assert!(env.read(GOAL).contains("\"Mine\"") && env.read(GOAL).contains("{ value = 4 }"));
        env.can_be_committed();
    }
}

#[test]
fn what_git_has_left_is_known_however_it_lays_it_out() {
    // Also with another way of comparing, and after git has written the file anew.
    for (key, value) in
        [("diff.algorithm", "patience"), ("diff.algorithm", "myers"), ("merge.conflictStyle", "zdiff3"), ("a.b", "c")]
    {
        let env = TestEnvironment::parted(CORRECT_4, CORRECT_5);
        env.git(["config", key, value]).success();
        env.merge_stops();
        for style in ["merge", "diff3", "zdiff3"] {
            env.git(["checkout", "--quiet", &format!("--conflict={style}"), GOAL]).success();
            env.run(["resolve", "--dry-run"]).success().stdout_contains("coverage.toml: 1 contradiction");
        }
        env.run(["resolve", "--take", "theirs"]).success();
        env.can_be_committed();
    }
}

#[test]
fn what_git_has_settled_as_it_was_settled_before_stays() {
    let env = TestEnvironment::parted(CORRECT_4, CORRECT_5);
    env.git(["config", "rerere.enabled", "true"]).success();
    env.merge_stops();
    let settled =
        env.read(GOAL).lines().filter(|line| !line.starts_with(['<', '=', '>'])).collect::<Vec<_>>().join("\n");
    let settled = settled.replace("2026-W47 = { value = 4 }\n", "") + "\n";
    env.write(GOAL, &settled);
    env.git(["commit", "--quiet", "--all", "--no-edit"]).success();
    env.git(["reset", "--quiet", "--hard", "HEAD~"]).success();
    env.merge_stops();
    assert_eq!((env.read(GOAL).as_str(), env.in_conflict()), (settled.as_str(), vec![String::from(GOAL)]));
    env.run(["resolve", "--take", "mine"]).failure(1).stderr_contains("if it is right as it is: git add");
    assert_eq!(env.read(GOAL), settled);
    env.git(["add", GOAL]).success();
    env.can_be_committed();
}

#[test]
#[cfg(unix)]
fn one_that_cannot_be_settled_does_not_stop_the_others() {
    use std::os::unix::fs::PermissionsExt as _;

    const MINE: Work = &[&["edit", "--end", "2027-01-15"], &["score", "coverage=4", "habits=0.5"]];
    const THEIRS: Work = &[&["edit", "--end", "2027-01-22"], &["score", "coverage=5", "habits=0.6"]];
    let mode = |env: &TestEnvironment, file: &str, mode: u32| {
        let path = env.path().join(file);
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("it is ours");
    };
    let habits = "checkout/goals/habits.toml";
    let said = |env: &TestEnvironment, file: &str, reason: &str| {
        let said = env.run(["resolve", "--take", "mine"]).failure(1);
        said.stderr_contains("1 file is still in conflict\n")
            .stderr_contains(&format!("  {file}\n"))
            .stderr_contains(reason)
            .stderr_contains(&format!("Settled {habits}.\n"));
        assert_eq!(env.in_conflict(), [file]);
    };
    // Something else lies there.
    let env = TestEnvironment::parted(MINE, THEIRS);
    env.merge_stops();
    std::fs::remove_file(env.path().join(GOAL)).expect("it is there");
    std::os::unix::fs::symlink("/dev/null", env.path().join(GOAL)).expect("the folder is ours");
    said(&env, GOAL, "it is not a regular file");
    // It is no text.
    let env = TestEnvironment::parted(MINE, THEIRS);
    env.merge_stops();
    env.write(GOAL, [0xff, 0xfe]);
    said(&env, GOAL, "it is not UTF-8");
    // Git does not take it.
    let env = TestEnvironment::parted(MINE, THEIRS);
    env.merge_stops();
    env.write(".git/info/attributes", "coverage.toml filter=no\n");
    env.git(["config", "filter.no.clean", "false"]).success();
    env.git(["config", "filter.no.required", "true"]).success();
    let refused = env.run(["resolve", "--take", "mine"]).failure(1).stderr_contains("    git add: ");
    refused.stderr_contains("1 file is still in conflict\n").stderr_contains(&format!("Settled {habits}.\n"));
    env.git(["config", "filter.no.clean", "cat"]).success();
    assert_eq!(env.in_conflict(), [GOAL]);
    let env = TestEnvironment::parted(MINE, THEIRS);
    env.merge_stops();
    mode(&env, GOAL, 0o000);
    // Who may do everything may read it all the same.
    if std::fs::read(env.path().join(GOAL)).is_ok() {
        return;
    }
    said(&env, GOAL, "permission denied");
    let env = TestEnvironment::parted(MINE, THEIRS);
    env.merge_stops();
    mode(&env, "checkout", 0o555);
    said(&env, "checkout/engagement.toml", "permission denied");
    mode(&env, "checkout", 0o755);
    env.run(["resolve", "--take", "mine"]).success();
    env.can_be_committed();
}

/// Does what was advised with these words.
#[track_caller]
fn follow(env: &TestEnvironment, said: &Outcome, words: &str) {
    let advice = said.stderr_text().lines().find_map(|line| line.trim().strip_prefix(words)).expect("the advice");
    env.git(advice.trim().strip_prefix("git ").expect("a command of git").split(' ')).success();
}

#[test]
fn a_file_that_is_not_there_any_more_can_be_had_again() {
    let gone = |env: &TestEnvironment, file: &str| {
        std::fs::remove_file(env.path().join(file)).expect("it is there");
        let said = env.run(["resolve", "--take", "mine"]).failure(1);
        said.stderr_contains("somebody has taken it away since git left it\n    to let it go: git rm")
    };
    // Both have changed it.
    let env = TestEnvironment::parted(CORRECT_4, CORRECT_5);
    env.merge_stops();
    let said = gone(&env, GOAL);
    follow(&env, &said, "to have it again:");
    env.run(["resolve", "--take", "mine"]).success();
    env.can_be_committed();
    // One has changed it, and the other has taken it away.
    for (taker, kept) in [("lee", "mine"), ("main", "theirs")] {
        let (mine, theirs): (Work, Work) = if taker == "lee" { (CORRECT_4, &[]) } else { (&[], CORRECT_5) };
        let scene = || {
            let env = TestEnvironment::parted(mine, theirs);
            env.git(["switch", "--quiet", taker]).success();
            env.git(["rm", "--quiet", GOAL]).success();
            env.commit("No longer a goal");
            env.git(["switch", "--quiet", "main"]).success();
            env.merge_stops();
            env
        };
        let env = scene();
        let said = gone(&env, GOAL);
        follow(&env, &said, "to have it again:");
        env.run(["resolve", "--take", kept]).success();
        env.can_be_committed();
        let env = scene();
        follow(&env, &gone(&env, GOAL), "to let it go:");
        env.can_be_committed();
        // Worked on, and not taken away.
        let env = scene();
        env.write(GOAL, "title = \"x\"\n");
        let said = env.run(["resolve", "--take", kept]).failure(1).stderr_contains("somebody has worked on it");
        follow(&env, &said, "to begin anew, without that work:");
        env.run(["resolve", "--take", kept]).success();
        env.can_be_committed();
    }
}

#[test]
#[cfg(unix)]
fn a_name_with_a_line_break_is_one_line() {
    let env = TestEnvironment::parted(&[], &[]);
    for (branch, text) in [("lee", "Lee's\n"), ("main", "Ana's\n")] {
        env.git(["switch", "--quiet", branch]).success();
        env.write("a\nerror: b\u{1b}[1m", text);
        env.commit("Notes");
    }
    env.merge_stops();
    env.run(["resolve"]).failure(1).stderr(str![[r#"
error: 1 file is still in conflict
  a error: b␛[1m
    it is no record: settle it in your editor, then git add $'a\nerror: b\U0000001b[1m'
  to choose field by field, run auxeng resolve at a terminal
  to take one side wherever they contradict: auxeng resolve --take mine, or theirs; a FILE behind it takes it for that file alone

"#]]);
}
