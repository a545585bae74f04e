//! `resolve` without a terminal: what is joined by itself, and what a script chooses.

mod left_alone;
mod marks;

use snapbox::str;

use crate::environment::TestEnvironment;
use crate::parted::{GOAL, Work};

const CORRECT_4: Work = &[&["score", "coverage=4"]];
const CORRECT_5: Work = &[&["score", "coverage=5", "--note", "coverage=a recount"]];

#[test]
fn weeks_next_to_each_other_are_joined() {
    let env = TestEnvironment::parted(&[&["score", "coverage=4", "--date", "2026-W46"]], &[&["score", "coverage=5"]]);
    env.merge_stops();
    env.run(["resolve"]).success().stdout("").stderr(str![[r#"
Joined checkout/goals/coverage.toml.
Go on with the merge: git commit

"#]]);
    assert!(env.read(GOAL).ends_with("2026-W45 = { value = 3 }\n2026-W46 = { value = 4 }\n2026-W47 = { value = 5 }\n"));
    env.can_be_committed();
    env.run(["resolve"]).success().stderr("No file is in conflict.\n");
}

#[test]
fn a_retro_that_both_have_opened_is_one() {
    let env = TestEnvironment::parted(
        &[&["retro", "--well", "pairing", "--next", "Ana: ask for staging", "--present", "Ana", "--minutes", "30"]],
        &[&["retro", "--well", "contracts", "--poorly", "staging", "--next", "Lee: split the job", "--minutes", "30"]],
    );
    env.merge_stops();
    env.run(["resolve", "--quiet"]).success().stderr("");
    snapbox::assert_data_eq!(
        env.read("checkout/retros/2026-W47.toml"),
        str![[r#"
date = 2026-11-20

minutes = 30

present = [
    "Ana Aux",
]

went_well = [
    "pairing",
    "contracts",
]

went_poorly = [
    "staging",
]
asked_for_negative = false

failure_modes = [
]

done = [
]

next = [
    { id = "ask-for-staging", text = "ask for staging", owner = "Ana" },
    { id = "split-the-job", text = "split the job", owner = "Lee" },
]

blockers = [
]

"#]]
    );
    env.can_be_committed();
}

#[test]
fn what_contradicts_is_listed_and_the_rest_is_joined() {
    let env = TestEnvironment::parted(
        &[
            &["score", "coverage=4", "habits=0.5"],
            &["edit", "--end", "2027-01-15", "--title", "Contracts"],
            &["score", "launch=no", "--date", "2026-W46"],
        ],
        &[&["score", "coverage=5", "habits=0.5"], &["edit", "--end", "2027-01-22"], &["score", "launch=done"]],
    );
    env.merge_stops();
    let before = env.snapshot_tree();
    env.run(["resolve", "--dry-run"]).success().stderr("").stdout(str![[r#"
checkout/engagement.toml: 1 contradiction
  end: mine 2027-01-15; theirs 2027-01-22
checkout/goals/coverage.toml: 1 contradiction
  score of 2026-W47: mine 4; theirs 5
checkout/goals/launch.toml: joins by itself

"#]]);
    env.assert_untouched_since(&before);
    env.run(["resolve"]).failure(1).stdout("").stderr(str![[r#"
Joined checkout/goals/launch.toml.
error: 2 files are still in conflict
  checkout/engagement.toml
    end: mine 2027-01-15; theirs 2027-01-22
  checkout/goals/coverage.toml
    score of 2026-W47: mine 4; theirs 5
  to choose field by field, run auxeng resolve at a terminal
  to take one side wherever they contradict: auxeng resolve --take mine, or theirs; a FILE behind it takes it for that file alone

"#]]);
    assert_eq!(env.in_conflict(), ["checkout/engagement.toml", GOAL]);
    let launch = env.read("checkout/goals/launch.toml");
    assert!(launch.ends_with("2026-W46 = { value = false }\n2026-W47 = { value = true }\n"), "{launch}");
    env.run(["resolve", "--take", "theirs", GOAL]).success().stderr_contains("1 other file still in conflict");
    assert!(env.read(GOAL).contains("2026-W47 = { value = 5 }\n"));
    env.run(["resolve", "--take", "mine"]).success();
    let engagement = env.read("checkout/engagement.toml");
    assert!(engagement.contains("end = 2027-01-15\n") && engagement.contains("title = \"Contracts\""), "{engagement}");
    env.can_be_committed();
}

#[test]
fn mine_is_what_i_did_also_where_git_calls_it_theirs() {
    type Stop = fn(&TestEnvironment);
    let rebase: Stop = |env| drop(env.git(["rebase", "--quiet", "lee"]).failure(1));
    let pick: Stop = |env| drop(env.git(["cherry-pick", "lee"]).failure(1));
    let stash: Stop = |env| {
        env.git(["reset", "--quiet", "--soft", "HEAD~"]).success();
        env.git(["stash", "--quiet"]).success();
        env.git(["merge", "--quiet", "--ff-only", "lee"]).success();
        env.git(["stash", "pop", "--quiet"]).failure(1);
    };
    let squash: Stop = |env| drop(env.git(["merge", "--quiet", "--squash", "lee"]).failure(1));
    let next = ["git rebase --continue", "git cherry-pick --continue", "git stash drop", ""];
    for (stop, next) in [rebase, pick, stash, squash].into_iter().zip(next) {
        for (side, score) in
            [("mine", "2026-W47 = { value = 4 }"), ("theirs", "2026-W47 = { value = 5, note = \"a recount\" }")]
        {
            let env = TestEnvironment::parted(CORRECT_4, CORRECT_5);
            stop(&env);
            let said = env.run(["resolve", "--take", side]).success();
            assert!(said.stderr_text().contains(next), "{said}");
            assert!(env.read(GOAL).contains(score), "{side}: {}", env.read(GOAL));
            assert_eq!(env.in_conflict(), [""; 0]);
            // What comes out as it was is no commit.
            let is_change = (side == "mine") == next.contains("rebase");
            if !next.is_empty() && is_change {
                env.git(next.split(' ').skip(1)).variable("GIT_EDITOR", ":").success();
                env.run(["check"]).success();
            }
        }
    }
}

#[test]
fn where_git_does_not_tell_whose_a_side_is_nobody_guesses() {
    let env = TestEnvironment::parted(CORRECT_4, CORRECT_5);
    env.git(["cherry-pick", "--no-commit", "lee"]).failure(1);
    let before = env.snapshot_tree();
    for side in ["mine", "theirs"] {
        let said = env.run(["resolve", "--take", side]).failure(1);
        said.stderr_contains("git has left no sign of which side is yours; it calls the two HEAD and")
            .stderr_contains("(Work of Lee)\n    to choose, run auxeng resolve at a terminal without --take");
    }
    let said = env.run(["resolve"]).failure(1).stderr_contains("score of 2026-W47: HEAD 4; ");
    let said = said.stderr_contains("(Work of Lee) 5, note \"a recount\"");
    assert!(!said.stderr_text().contains("mine"), "{said}");
    env.assert_untouched_since(&before);
    // What does not contradict needs no choice.
    let env = TestEnvironment::parted(&[&["score", "coverage=4", "--date", "2026-W46"]], &[&["score", "coverage=5"]]);
    env.git(["cherry-pick", "--no-commit", "lee"]).failure(1);
    env.run(["resolve", "--take", "mine"]).success();
    assert_eq!(env.in_conflict(), [""; 0]);
}

#[test]
fn the_message_of_a_squash_that_was_given_up_does_not_turn_a_stash_round() {
    let env = TestEnvironment::parted(CORRECT_4, CORRECT_5);
    env.git(["merge", "--quiet", "--squash", "lee"]).failure(1);
    let message = env.read(".git/SQUASH_MSG");
    env.git(["reset", "--quiet", "--hard"]).success();
    env.git(["reset", "--quiet", "--soft", "HEAD~"]).success();
    env.git(["stash", "--quiet"]).success();
    env.git(["merge", "--quiet", "--ff-only", "lee"]).success();
    env.git(["stash", "pop", "--quiet"]).failure(1);
    env.write(".git/SQUASH_MSG", message);
    env.run(["resolve", "--take", "mine"]).success();
    assert!(env.read(GOAL).contains("2026-W47 = { value = 4 }"));
}

#[test]
fn the_message_of_a_squash_that_was_given_up_does_not_turn_a_switch_round() {
    let env = TestEnvironment::parted(CORRECT_4, CORRECT_5);
    env.git(["merge", "--quiet", "--squash", "lee"]).failure(1);
    env.git(["checkout", "--quiet", "HEAD", "--", "."]).success();
    assert!(env.path().join(".git/SQUASH_MSG").exists(), "git leaves it there");
    env.run(["score", "coverage=6"]).success();
    env.git(["switch", "--quiet", "--merge", "lee"]).success();
    let before = env.snapshot_tree();
    for side in ["mine", "theirs"] {
        let said = env.run(["resolve", "--take", side]).failure(1);
        said.stderr_contains("git has left no sign of which side is yours; it calls the two lee and local");
    }
    env.assert_untouched_since(&before);
}

#[test]
fn what_would_not_be_sound_together_is_chosen_as_a_whole() {
    let env = TestEnvironment::parted(&[&["edit", "--start", "2026-12-07"]], &[&["edit", "--end", "2026-11-27"]]);
    // Git joins the lines, and nobody is asked.
    env.git(["merge", "--quiet", "--no-edit", "lee"]).success();
    env.run(["check"]).failure(1).stdout_contains("`end` 2026-11-27 is before `start` 2026-12-07");
    let env = TestEnvironment::parted(
        &[&["edit", "--start", "2026-12-07"], &["edit", "--title", "Mine"]],
        &[&["edit", "--end", "2026-11-27"], &["edit", "--title", "Theirs"]],
    );
    env.merge_stops();
    let before = env.snapshot_tree();
    env.run(["resolve"])
        .failure(1)
        .stderr_contains("it cannot be joined field by field: it could not be read again: `end` 2026-11-27 is before");
    env.assert_untouched_since(&before);
    env.run(["resolve", "--take", "theirs"]).success();
    let text = env.read("checkout/engagement.toml");
    assert!(text.contains("start = 2026-10-12") && text.contains("end = 2026-11-27"), "{text}");
    env.can_be_committed();
}

#[test]
fn settings_are_joined_too() {
    let env = TestEnvironment::parted(&[], &[]);
    for (branch, text) in [
        ("lee", "schema = 1\nhome = \"Quality\"\n[defaults]\nweeks = 8\n"),
        ("main", "schema = 1\n[defaults]\nweeks = 8\nretro_minutes = 25\n"),
    ] {
        env.git(["switch", "--quiet", branch]).success();
        env.write("auxeng.toml", text);
        env.commit("Settings");
    }
    env.merge_stops();
    env.run(["resolve"]).success();
    let text = env.read("auxeng.toml");
    assert!(text.contains("home = \"Quality\"") && text.contains("retro_minutes = 25"), "{text}");
    env.can_be_committed();
}

#[test]
fn line_ends_are_as_git_lays_files_out() {
    let env = TestEnvironment::parted(&[&["score", "coverage=4", "--date", "2026-W46"]], &[&["score", "coverage=5"]]);
    env.git(["config", "core.autocrlf", "true"]).success();
    // Everything is laid out anew.
    env.git(["rm", "--quiet", "--cached", "-r", "."]).success();
    env.git(["reset", "--quiet", "--hard"]).success();
    env.git(["rebase", "--quiet", "lee"]).failure(1);
    assert!(env.read(GOAL).contains("\r\n"), "the scene is as on Windows");
    env.run(["resolve"]).success();
    let text = env.read(GOAL);
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{text:?}");
    assert!(text.contains("2026-W46 = { value = 4 }\r\n2026-W47 = { value = 5 }\r\n"), "{text}");
    env.git(["rebase", "--continue"]).variable("GIT_EDITOR", ":").success();
    let kept = env.git(["show", &format!("HEAD:{GOAL}")]).success();
    assert!(!kept.stdout_text().contains('\r'), "git keeps what it kept before");
}

#[test]
fn hostile_text_is_only_shown() {
    let env = TestEnvironment::parted(&[], &[]);
    for (branch, title) in [("lee", "\\u001b[2J"), ("main", "\\u202eevil")] {
        env.git(["switch", "--quiet", branch]).success();
        let text = env.read(GOAL).replace("Services covered", title);
        env.write(GOAL, text);
        env.commit_as("Lee \u{1b}[1m", "\u{1b}[2J");
    }
    env.merge_stops();
    for arguments in [&["resolve"][..], &["resolve", "--dry-run"]] {
        let said = env.run(arguments).any();
        let all = format!("{}{}", said.stdout_text(), said.stderr_text());
        assert!(all.contains("title: mine \u{fffd}evil; theirs ␛[2J"), "{all}");
        assert!(!all.contains(['\u{1b}', '\u{202e}']), "{all}");
    }
}

#[test]
fn where_there_is_nothing_to_resolve_it_says_so() {
    let env = TestEnvironment::new();
    env.refuses(1, ["resolve"], &["there is no store here"]);
    let env = TestEnvironment::with_checkout();
    env.refuses(1, ["resolve"], &["is not in a git repository"]);
    env.git(["init", "--quiet"]).success();
    env.run(["resolve"]).success().stdout("").stderr("No file is in conflict.\n");
    env.refuses(1, ["resolve", "checkout/goals/coverage.toml"], &["`checkout/goals/coverage.toml` is not in conflict"]);
    env.run(["resolve"]).variable("PATH", "").failure(1).stderr_contains("git is not installed");
    env.run(["resolve", "--take", "both"]).failure(2).stderr_contains("[possible values: mine, theirs]");
}

#[test]
fn files_of_a_store_in_a_folder_and_around_it_are_told_apart() {
    let env = TestEnvironment::parted(&[], &[]);
    for (branch, value) in [("lee", 4), ("main", 5)] {
        env.git(["switch", "--quiet", branch]).success();
        env.write("sub/engagements/auxeng.toml", "schema = 1\n");
        env.write("sub/engagements/a/engagement.toml", "title = \"A\"\nstart = 2026-10-12\nend = 2026-12-18\n");
        let goal = "title = \"G\"\nkind = \"technical\"\nmeasure = \"rating\"\n\n[scores]\n";
        env.write("sub/engagements/a/goals/g.toml", format!("{goal}2026-W4{value} = {{ value = 0.{value} }}\n"));
        env.write("a/goals/g.toml", format!("{value}\n"));
        env.commit("More");
    }
    env.merge_stops();
    let said = env.run(["resolve"]).folder("sub/engagements/a").failure(1);
    said.stderr_contains("Joined goals/g.toml").stderr_contains("it is no record");
    let goal = env.read("sub/engagements/a/goals/g.toml");
    assert!(goal.contains("2026-W44 = { value = 0.4 }\n2026-W45 = { value = 0.5 }\n"), "{goal}");
    assert_eq!(env.in_conflict(), ["a/goals/g.toml"]);
}

#[test]
fn a_linked_work_tree_and_a_submodule_are_repositories_like_others() {
    let env = TestEnvironment::parted(&[&["score", "coverage=4", "--date", "2026-W46"]], &[&["score", "coverage=5"]]);
    let allow = ["-c", "protocol.file.allow=always"];
    env.git(["worktree", "add", "--quiet", "-b", "other", "linked", "main"]).success();
    env.git(["init", "--quiet", "outer"]).success();
    let from = env.path().join(".git");
    let add = ["submodule", "--quiet", "add", from.to_str().expect("a path"), "inner"];
    env.git(allow.iter().chain(&add)).folder("outer").success();
    env.git(["fetch", "--quiet", "origin", "lee:lee"]).folder("outer/inner").success();
    for folder in ["linked", "outer/inner"] {
        env.git(["merge", "--quiet", "--no-edit", "lee"]).folder(folder).failure(1);
        env.run(["resolve"]).folder(folder).success().stderr(str![[r#"
Joined checkout/goals/coverage.toml.
Go on with the merge: git commit

"#]]);
        env.git(["commit", "--quiet", "--no-edit"]).folder(folder).success();
    }
    assert_eq!(env.in_conflict(), [""; 0]);
}
