//! One bad file never hides the good ones, and nothing is written where something could not be read.

use crate::environment::TestEnvironment;

const GOAL: &str = "checkout/goals/coverage.toml";
const ENGAGEMENT: &str = "checkout/engagement.toml";
const RETRO: &str = "checkout/retros/2026-W46.toml";

/// Two engagements; what is damaged is in the first.
fn two() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    env.add_engagement("search");
    env.write("search/goals/flags.toml", "title = \"Flags\"\nkind = \"diffusion\"\nmeasure = \"rating\"\n");
    env.write(RETRO, "date = 2026-11-13\nwent_well = [\n    \"a\",\n]\n");
    env
}

/// With the damage done, reading tells the place and shows the rest, and writing refuses.
#[track_caller]
fn check(env: &TestEnvironment, file: &str, words: &str) {
    let before = env.snapshot_tree();
    let status = env.run(["status"]).failure(1).stdout_contains("search").stderr_contains(words);
    assert!(status.stderr_text().contains(file), "{status}");
    let json = env.run(["status", "--format", "json"]).failure(1).json();
    let ids = json["engagements"].as_array().into_iter().flatten().map(|engagement| engagement["id"].clone());
    assert!(ids.into_iter().any(|id| id == "search"), "{json}");
    env.run(["--quiet", "report", "search"]).success().stderr("");
    let report = env.run(["report", "checkout"]).failure(1).stderr_contains(words);
    if file != ENGAGEMENT {
        assert!(report.stdout_text().contains("Build time"), "the other goals are shown\n{report}");
    }
    env.run(["check"]).failure(1).stdout_contains(words).stdout_contains(file);
    for command in [
        &["retro", "checkout", "--well", "x"][..],
        &["edit", "checkout", "--host", "x"],
        &["score", "checkout", "coverage=3"],
    ] {
        // A command reads what it needs: the engagement always, its goals for scores and retros.
        let needs = file == ENGAGEMENT || command[0] == "retro" || (command[0] == "score" && file == GOAL);
        if needs {
            env.refuses(1, command, &[words, file, "nothing was written"]);
        }
    }
    env.run(["fmt"]).failure(1).stderr_contains(words);
    let after = env.snapshot_tree();
    assert_eq!(after.get(file), before.get(file), "the damaged file is as it was");
    // The other engagement can be worked on.
    env.run(["score", "search", "flags=0.5"]).success();
}

/// What is wrong with a text, where `check` finds it, and in which words.
#[track_caller]
fn texts(file: &str, cases: &[(&str, &str, &str)]) {
    for (text, place, words) in cases {
        let env = two();
        env.write(file, text);
        check(&env, file, words);
        let found = env.run(["check"]).failure(1);
        assert!(found.stdout_text().contains(&format!("{file}{place}")), "{file}{place}\n{found}");
    }
}

#[test]
fn a_goal_is_named_with_line_and_column() {
    let head = "title = \"Größe\"\nkind = \"diffusion\"\n";
    let with = |rest: &str| format!("{head}{rest}");
    let conflict = with("<<<<<<< HEAD\nmeasure = \"rating\"\n=======\nmeasure = \"milestone\"\n>>>>>>> theirs\n");
    let metric = "measure = \"metric\"\nbaseline = 2\n";
    texts(
        GOAL,
        &[
            (&conflict, ":3:1: ", "git has left two versions of this record"),
            (&with("kind = \"business\"\n"), ":3:1: ", "duplicate key"),
            (&with("measure = \"rating\"\nmeasure = \"rating\"\n"), ":4:1: ", "duplicate key"),
            (&with("measure = \"rating\n"), ":3:", "not valid TOML"),
            (&with("measure = \"rating\"\nnote = \"a\0b\"\n"), ":4:", "not valid TOML"),
            ("", ":1:1: ", "`title` is missing"),
            ("title = \"\"\nkind = \"diffusion\"\nmeasure = \"rating\"\n", ":1:9: ", "`title` is empty"),
            ("title = 3\nkind = \"diffusion\"\nmeasure = \"rating\"\n", ":1:9: ", "`title` is not a text"),
            (&with("measure = \"vibes\"\n"), ":3:11: ", "`measure` cannot be `vibes`"),
            (&with("measure = \"metric\"\nbaseline = 2\n"), ":1:1: ", "`target` is missing"),
            (&with(&format!("{metric}target = 2.0\n")), ":5:10: ", "`target` is the same as `baseline`"),
            (&with(&format!("{metric}target = nan\n")), ":5:10: ", "`target` is not a number"),
            (&with("measure = \"rating\"\nweight = 0\n"), ":4:10: ", "`weight` is not more than 0"),
            (&with("measure = \"rating\"\nweight = 1e308\n"), ":4:10: ", "`weight` is more than 1000"),
            (
                &with("measure = \"metric\"\nbaseline = 0\ntarget = 5e-324\n"),
                ":5:10: ",
                "`target` is the same as `baseline`",
            ),
            (
                &with("measure = \"metric\"\nbaseline = -1e308\ntarget = 1e308\n"),
                ":5:10: ",
                "`target` is too far from `baseline`",
            ),
            (&with("measure = \"rating\"\n[scores]\n2026-W54 = { value = 1 }\n"), ":5:1: ", "`2026-W54` in [scores]"),
            (&with("measure = \"rating\"\n[scores]\n2026-W40 = { value = 7 }\n"), ":5:22: ", "between 0 and 1"),
            (&with("measure = \"milestone\"\n[scores]\n2026-W40 = { value = 7 }\n"), ":5:22: ", "not true or false"),
            (&with("measure = \"rating\"\n[scores]\n2026-W40 = 7\n"), ":5:12: ", "not a table"),
        ],
    );
}

#[test]
fn an_engagement_is_named_with_line_and_column() {
    let with = |rest: &str| format!("title = \"A\"\n{rest}");
    let dates = "start = 2026-10-12\nend = 2026-12-18\n";
    texts(
        ENGAGEMENT,
        &[
            (&with("start = \"next monday\"\nend = 2026-12-18\n"), ":2:9: ", "`start` is not a date"),
            (&with("start = 2026-10-12T10:00:00Z\nend = 2026-12-18\n"), ":2:9: ", "`start` is not a date"),
            (&with("start = 2026-02-30\nend = 2026-12-18\n"), ":2:", "TOML"),
            (
                &with("start = 2026-10-12\nend = 2026-10-11\n"),
                ":3:7: ",
                "`end` 2026-10-11 is before `start` 2026-10-12",
            ),
            (
                &with(&format!("{dates}[close]\ndate = 2026-10-11\n")),
                ":5:8: ",
                "`close.date` 2026-10-11 is before `start` 2026-10-12",
            ),
            (
                &with("start = 2026-10-12\nend = 9999-01-01\n"),
                ":3:7: ",
                "`end` 9999-01-01 is not in the years 1 to 9998",
            ),
            (&with("start = 2026-10-12\n"), ":1:1: ", "`end` is missing"),
            (&with(&format!("{dates}kind = \"fun\"\n")), ":4:8: ", "`kind` cannot be `fun`"),
            (&with(&format!("{dates}engineers = \"Ana\"\n")), ":4:13: ", "`engineers` is not a list"),
            (&with(&format!("{dates}engineers = [\n  \"Ana\",\n  3,\n]\n")), ":6:3: ", "not a text"),
            (&with(&format!("{dates}people = [\"Ana <ana>\"]\n")), ":4:11: ", "not a person"),
            (&with(&format!("{dates}engineers = [\"Ana\"]\nadvisor = \"ana\"\n")), ":5:11: ", "engineer and advisor"),
            (&with(&format!("{dates}close = true\n")), ":4:9: ", "`close` is not a table"),
            (&with(&format!("{dates}[close]\n")), ":4:1: ", "`date` is missing"),
        ],
    );
}

#[test]
fn a_retro_is_named_with_line_and_column() {
    texts(
        RETRO,
        &[
            ("date = 2026-11-20\n", ":1:8: ", "`date` 2026-11-20 is in 2026-W47, and the file is that of 2026-W46"),
            ("minutes = -1\n", ":1:11: ", "`minutes` is not between 0"),
            ("minutes = 26.5\n", ":1:11: ", "`minutes` is not a whole number"),
            ("done = [\"Split it\"]\n", ":1:9: ", "`Split it` in `done`"),
            ("[[next]]\nid = \"a b\"\ntext = \"x\"\n", ":2:6: ", "`id` is `a b`"),
            ("[[next]]\nowner = \"Lee\"\n", ":1:1: ", "`text` is missing"),
            ("next = [\"Split it\"]\n", ":1:9: ", "`next` is not a list of tables"),
            ("went_well = [\"a\",\n\"b\"\n\"c\"]\n", ":3:1: ", "TOML"),
        ],
    );
}

#[test]
fn a_task_may_leave_out_its_id_but_not_its_text() {
    let env = two();
    env.write(RETRO, "[[next]]\ntext = \"Split it\"\n\n[[next]]\nid = \"\"\ntext = \"Ask\"\n");
    env.run(["check"]).success();
    let before = env.read(RETRO);
    env.run(["retro", "checkout", "--date", "2026-W46", "--minutes", "20"]).success();
    let after = env.read(RETRO);
    assert!(after.contains("[[next]]\ntext = \"Split it\"\n\n[[next]]\n"), "{before}\n{after}");
    env.run(["retro", "checkout", "--done", "split-it", "--done", "ask"]).success();
}

#[test]
fn bytes_that_are_no_text_are_named() {
    let env = two();
    env.write(GOAL, b"title = \"Gr\xf6\xdfe\"\nkind = \"diffusion\"\nmeasure = \"rating\"\n");
    check(&env, GOAL, "the file is not UTF-8");
    env.run(["check"]).failure(1).stdout_contains(&format!("{GOAL}:1:12: "));
}

#[test]
fn a_file_beyond_measure_is_not_read() {
    let env = two();
    let text = format!("title = \"{}\"\nkind = \"diffusion\"\nmeasure = \"rating\"\n", "x".repeat(4 * 1024 * 1024));
    env.write(GOAL, text);
    check(&env, GOAL, "larger than 4 MiB");
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let env = two();
    env.write(GOAL, "title = 1\nkind = \"fun\"\nweight = \"x\"\n");
    env.write("search/goals/flags.toml", "<<<<<<< HEAD\n");
    let found = env.run(["check", "--format", "json"]).failure(1).json();
    assert_eq!(found["errors"], 5, "{found}");
    let rules: Vec<&str> =
        found["findings"].as_array().into_iter().flatten().filter_map(|finding| finding["rule"].as_str()).collect();
    for rule in ["wrong-type", "invalid-value", "missing-field", "conflict"] {
        assert!(rules.contains(&rule), "{rule} {rules:?}");
    }
}

#[test]
fn goals_that_cannot_be_read_are_not_taken_for_none() {
    let untrue =
        ["goals yet", "never scored", "not scored for", "is not scored yet", "none of the goals", "auxeng goal add"];
    for rest in [&[][..], &["habits"]] {
        let env = TestEnvironment::with_checkout();
        for goal in ["coverage", "habits", "build-time", "launch"] {
            let file = format!("checkout/goals/{goal}.toml");
            let text = env.read(&file);
            if !rest.contains(&goal) {
                env.write(file, format!("<<<<<<< HEAD\n{text}=======\n>>>>>>> lee\n"));
            }
        }
        for arguments in [
            &["status"][..],
            &["status", "checkout"],
            &["status", "--format", "json"],
            &["report", "checkout"],
            &["report", "checkout", "--format", "html"],
            &["goal", "list"],
            &["goal", "edit", "trust", "--why", "x"],
        ] {
            let said = env.run(arguments).failure(1).to_string();
            assert!(said.contains("git has left two versions of this record"), "{said}");
            let found: Vec<_> = untrue.iter().filter(|words| said.contains(**words)).collect();
            assert!(found.is_empty(), "{found:?} {said}");
        }
        env.run(["status", "checkout"]).failure(1).stdout_contains("so the numbers are not complete");
    }
    // A folder that cannot be read is no empty one.
    let env = TestEnvironment::with_checkout();
    std::fs::remove_dir_all(env.path().join("checkout/goals")).expect("it is there");
    env.write("checkout/goals", "");
    let said = env.run(["status", "checkout"]).failure(1).stdout_contains("no goals that can be read");
    assert!(!said.to_string().contains("goals yet"), "{said}");
}
