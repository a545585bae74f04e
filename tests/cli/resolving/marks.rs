//! `resolve` where the marks of a conflict were committed, so that git knows of none.

use snapbox::str;

use super::{CORRECT_4, CORRECT_5};
use crate::environment::TestEnvironment;
use crate::parted::{GOAL, Work};

/// Two people's work that was merged in this style, with the marks committed.
fn committed(style: &str, mine: Work, theirs: Work) -> TestEnvironment {
    let env = TestEnvironment::parted(mine, theirs);
    env.git(["config", "merge.conflictStyle", style]).success();
    env.merge_stops();
    env.git(["commit", "--quiet", "--all", "--no-edit"]).success();
    assert_eq!(env.in_conflict(), [""; 0]);
    env.run(["check"]).failure(1).stdout_contains("auxeng resolve joins them");
    env
}

/// What was settled is staged, and the store is sound.
#[track_caller]
fn is_added(env: &TestEnvironment) {
    env.git(["diff", "--quiet"]).success();
    env.git(["diff", "--cached", "--quiet"]).failure(1);
    env.run(["check"]).success();
}

#[test]
fn what_does_not_contradict_is_joined() {
    for style in ["merge", "diff3", "zdiff3"] {
        let env = committed(style, &[&["score", "coverage=4", "--date", "2026-W46"]], &[&["score", "coverage=5"]]);
        env.run(["resolve", "--dry-run"]).success().stdout("checkout/goals/coverage.toml: joins by itself\n");
        env.run(["resolve"]).success().stdout("").stderr("Joined checkout/goals/coverage.toml.\n");
        let goal = env.read(GOAL);
        assert!(goal.ends_with("W45 = { value = 3 }\n2026-W46 = { value = 4 }\n2026-W47 = { value = 5 }\n"), "{goal}");
        is_added(&env);
        env.run(["resolve"]).success().stderr("No file is in conflict.\n");
    }
}

#[test]
fn where_they_contradict_somebody_at_a_terminal_chooses() {
    let env = committed("merge", CORRECT_4, CORRECT_5);
    let marked = env.read(GOAL);
    env.run(["resolve"]).failure(1).stderr(str![[r#"
error: 1 file is still in conflict
  checkout/goals/coverage.toml
    score of 2026-W47: HEAD 4; lee 5, note "a recount"
  to choose field by field, run auxeng resolve at a terminal

"#]]);
    let said = env.run(["resolve", "--take", "mine"]).failure(1);
    said.stderr_contains("git has left no sign of which side is yours; it calls the two HEAD and lee\n");
    assert_eq!(env.read(GOAL), marked);
}

#[test]
#[cfg(unix)]
fn what_was_chosen_is_written() {
    let env = committed("diff3", CORRECT_4, CORRECT_5);
    let mut session = env.terminal(["resolve", GOAL]).start();
    session.answer("first or second", "second");
    session.finish().success().restored();
    assert!(env.read(GOAL).contains("2026-W47 = { value = 5, note = \"a recount\" }\n"), "{}", env.read(GOAL));
    is_added(&env);
}

#[test]
fn every_record_and_the_settings_are_looked_at() {
    let env = TestEnvironment::parted(&[&["edit", "--host", "Basket"]], &[&["edit", "--host", "Till"]]);
    for (branch, weeks) in [("lee", 8), ("main", 9)] {
        env.git(["switch", "--quiet", branch]).success();
        env.write("auxeng.toml", format!("schema = 1\n[defaults]\nweeks = {weeks}\n"));
        env.commit("Settings");
    }
    env.merge_stops();
    env.git(["commit", "--quiet", "--all", "--no-edit"]).success();
    env.run(["resolve"]).failure(1).stderr(str![[r#"
error: 2 files are still in conflict
  auxeng.toml
    defaults: HEAD weeks 9; lee weeks 8
  checkout/engagement.toml
    host: HEAD Basket; lee Till
  to choose field by field, run auxeng resolve at a terminal

"#]]);
}

#[test]
fn marks_that_somebody_has_broken_are_mended_by_hand() {
    let env = committed("merge", CORRECT_4, CORRECT_5);
    let broken = env.read(GOAL).replace("=======\n", "");
    env.write(GOAL, &broken);
    env.run(["resolve"])
        .failure(1)
        .stderr_contains("its marks are not as git sets them: settle it in your editor, then git add checkout/goals");
    assert_eq!(env.read(GOAL), broken);
    // Lines that look like marks, and are none.
    env.git(["reset", "--quiet", "--hard", "HEAD~"]).success();
    env.write(GOAL, format!("why = \"\"\"\n <<<<<<< a\n=======\n>>>>>>> b\n\"\"\"\n{}", env.read(GOAL)));
    env.run(["check"]).success();
    env.run(["resolve"]).success().stderr("No file is in conflict.\n");
}

#[test]
fn a_sync_leaves_them_to_a_person() {
    let env = committed("merge", &[&["score", "coverage=4", "--date", "2026-W46"]], &[&["score", "coverage=5"]]);
    env.git(["clone", "--quiet", "--bare", "--branch", "main", ".", "../tmp/hub"]).success();
    env.git(["clone", "--quiet", "../tmp/hub", "../tmp/ana"]).success();
    env.run(["--store", "../tmp/ana", "sync"]).failure(1).stderr_contains("the records have 1 error");
}

#[test]
fn marks_within_a_text_are_a_conflict_too() {
    // What both wrote alike stands around the marks: they are between the quotes, and the file is sound TOML.
    let env = TestEnvironment::parted(
        &[&["goal", "edit", "coverage", "--why", "It lasts.\nOur way\nSo be it"]],
        &[&["goal", "edit", "coverage", "--why", "It lasts.\nTheir way\nSo be it"]],
    );
    env.merge_stops();
    let text = env.read(GOAL);
    assert!(text.contains("It lasts.\n<<<<<<< HEAD\nOur way\n=======\n"), "{text}");
    env.run(["check"]).failure(1).stdout_contains(&format!("error: {GOAL}:7:1: git has left two versions"));
    env.run(["score", "coverage=4"]).failure(1).stderr_contains("write it on one line, with \\n between");
    assert_eq!(env.read(GOAL), text);
    env.run(["resolve", "--take", "theirs"]).success();
    assert!(env.read(GOAL).contains("Their way"));
    env.run(["check"]).success();
}

#[test]
fn a_text_about_a_conflict_is_none() {
    let env = TestEnvironment::with_checkout();
    let told = "How git asks:\n<<<<<<< HEAD\nmine\n=======\ntheirs\n>>>>>>> lee";
    env.run(["goal", "edit", "coverage", "--why", told]).success();
    env.run(["retro", "--well", told, "--note", told]).success();
    env.run(["check"]).success();
    env.run(["fmt"]).success().stdout("");
    assert_eq!(env.run(["report", "--format", "json"]).json()["goals"][0]["why"], told);
}
