//! Scoring the week.

use crate::environment::TestEnvironment;

const COVERAGE: &str = "checkout/goals/coverage.toml";

#[test]
fn each_measure_is_written_as_people_write_it() {
    let env = TestEnvironment::with_checkout();
    env.run(["score", "coverage=4/14", "build-time=31.5", "launch=done", "habits=60%"])
        .success()
        .stdout("")
        .stderr_contains("coverage: 4 in 2026-W47 (progress 0.17)\n")
        .stderr_contains("build-time: 31.5 in 2026-W47 (progress 0.28)\n")
        .stderr_contains("launch: done in 2026-W47 (progress 1.00)\n")
        .stderr_contains("habits: 60 % in 2026-W47 (progress 0.60)\n");
    for (id, line) in [
        ("coverage", "2026-W47 = { value = 4 }"),
        ("build-time", "2026-W47 = { value = 31.5 }"),
        ("launch", "2026-W47 = { value = true }"),
        ("habits", "2026-W47 = { value = 0.6 }"),
    ] {
        let text = env.read(format!("checkout/goals/{id}.toml"));
        assert!(text.ends_with(&format!("\n[scores]\n{line}\n")), "{text}");
    }
    env.run(["check"]).success();
    env.run(["fmt", "--check"]).success();
}

#[test]
fn one_wrong_score_keeps_all_of_them_out() {
    let env = TestEnvironment::with_checkout();
    for (code, wrong, words) in [
        (1, "coverge=9", &["no goal `coverge`", "did you mean `coverage`?"][..]),
        (1, "morale=9", &["no goal `morale`", "build-time, coverage, habits and launch"]),
        (1, "=9", &["no goal ``"]),
        (2, "coverage=ten", &["`ten` is not a number", "coverage="]),
        (2, "coverage=", &["`` is not a number"]),
        (2, "coverage=NaN", &["`NaN` is not a number"]),
        (2, "coverage=1e3", &["`1e3` is not a number"]),
        (2, "coverage=60%", &["`coverage` is not counted in percent"]),
        (2, "coverage=4/9", &["`coverage` goes to 14, not to 9"]),
        (2, "habits=1.01", &["`habits` is a rating", "between 0 and 1"]),
        (2, "habits=-0.1", &["`habits` is a rating"]),
        (2, "habits=101%", &["`habits` is a rating"]),
        (2, "launch=almost", &["`launch` is a milestone", "done or launch=not-done"]),
        (2, "build-time=30", &["`build-time` is scored twice"]),
        (2, "coverage", &["`coverage` is not GOAL=VALUE"]),
    ] {
        env.refuses(code, ["score", "build-time=31", wrong], words);
    }
}

#[test]
fn scoring_again_corrects_and_says_what_it_was() {
    let env = TestEnvironment::with_checkout();
    env.run(["score", "coverage=8", "--note", "coverage=payments first"]).success();
    env.run(["score", "coverage=9"])
        .success()
        .stderr_contains("coverage: corrected 2026-W47 from 8 to 9 (progress 0.58)\n");
    assert!(env.read(COVERAGE).ends_with("[scores]\n2026-W47 = { value = 9, note = \"payments first\" }\n"));
    let before = env.snapshot_tree();
    env.run(["score", "coverage=9"]).success().stderr_contains("nothing was written");
    env.assert_untouched_since(&before);
}

#[test]
fn other_weeks_are_named_by_any_day() {
    let env = TestEnvironment::with_checkout();
    for (date, week) in [
        ("2026-W43", "2026-W43"),
        ("2026-11-01", "2026-W44"),
        ("last friday", "2026-W46"),
        ("yesterday", "2026-W47"),
        ("2026-W47", "2026-W47"),
    ] {
        env.run(["score", "coverage=4", "--date", date]).success().stderr_contains(&format!("4 in {week}"));
    }
    let weeks: Vec<String> =
        env.read(COVERAGE).lines().filter(|line| line.contains("value")).map(|line| line[..8].to_owned()).collect();
    assert_eq!(weeks, ["2026-W43", "2026-W44", "2026-W46", "2026-W47"]);
}

#[test]
fn there_are_no_scores_of_the_future_or_after_the_end() {
    let env = TestEnvironment::with_checkout();
    for date in ["2026-11-23", "next monday", "2026-W48", "2027-01-01"] {
        env.refuses(1, ["score", "coverage=4", "--date", date], &["in the future", "today is 2026-11-20"]);
    }
    for date in ["soon", "2026-W54", "20.11.2026", "2026-13-01", ""] {
        env.refuses(2, ["score", "coverage=4", "--date", date], &[&format!("`{date}` is not a date"), "2026-W47"]);
    }
    env.run(["close", "--early", "--reason", "x", "--date", "2026-11-06"]).success();
    env.refuses(1, ["score", "coverage=4"], &["checkout was closed on 2026-11-06", "--date"]);
    env.run(["score", "coverage=4", "--date", "2026-W45"]).success();
}

#[test]
fn a_week_before_the_start_is_remarked() {
    let env = TestEnvironment::with_checkout();
    let outcome = env.run(["score", "coverage=2", "--date", "2026-W41"]).success();
    assert!(
        outcome.stderr_text().contains("warning: 2026-W41 is before the start of checkout on 2026-10-12"),
        "{outcome}"
    );
}

#[test]
fn the_iso_year_counts() {
    let env = TestEnvironment::with_store();
    env.write("a/engagement.toml", "title = \"A\"\nstart = 2024-11-04\nend = 2025-02-28\n");
    env.write("a/goals/g.toml", "title = \"G\"\nkind = \"business\"\nmeasure = \"rating\"\n");
    env.on("2024-12-30").run(["score", "g=0.5"]).success().stderr_contains("2025-W01");
    env.on("2026-12-31").run(["score", "g=0.5"]).success().stderr_contains("2026-W53");
}

#[test]
fn notes_stand_beside_a_score() {
    let env = TestEnvironment::with_checkout();
    let note = |text: &str| format!("coverage={text}");
    env.refuses(1, ["score", "--note", &note("why")], &["no score in 2026-W47", "auxeng score coverage="]);
    env.refuses(2, ["score", "coverage=8", "--note", "why"], &["--note `why` is not GOAL=TEXT"]);
    env.refuses(1, ["score", "coverage=8", "--note", "morale=why"], &["no goal `morale`"]);
    env.run(["score", "coverage=8", "--note", &note(" a = b, \"quoted\" ")]).success();
    assert!(
        env.read(COVERAGE).ends_with("2026-W47 = { value = 8, note = 'a = b, \"quoted\"' }\n"),
        "{}",
        env.read(COVERAGE)
    );
    env.run(["score", "--note", &note("later")]).success();
    assert!(env.read(COVERAGE).ends_with("2026-W47 = { value = 8, note = \"later\" }\n"));
    env.run(["score", "--note", &note("")]).success();
    assert!(env.read(COVERAGE).ends_with("2026-W47 = { value = 8 }\n"), "{}", env.read(COVERAGE));
}

#[test]
fn a_beginning_of_a_goal_will_do_when_no_other_has_it() {
    let env = TestEnvironment::with_checkout();
    env.run(["score", "cov=8"]).success().stderr_contains("coverage: 8");
    env.run(["goal", "add", "Covenant", "--rating"]).success();
    env.refuses(1, ["score", "cov=8"], &["no goal `cov`", "covenant, coverage"]);
    env.run(["score", "covenant=0.5"]).success();
}

#[test]
fn without_values_it_says_what_is_not_scored_yet() {
    let env = TestEnvironment::with_checkout();
    let words =
        ["GOAL=VALUE", "not scored in 2026-W47: build-time, coverage, habits and launch", "auxeng score build-time=40"];
    env.refuses(2, ["score"], &words);
    env.run(["score", "coverage=8", "build-time=31", "habits=0.5", "launch=done"]).success();
    env.refuses(2, ["score"], &["every goal is scored in 2026-W47"]);
    let next_week = env.on("2026-11-27").run(["score"]).failure(2);
    assert!(next_week.stderr_text().contains("auxeng score build-time=40"), "{next_week}");
    env.refuses(
        2,
        ["score", "coverage"],
        &["the value of `coverage` is missing", "auxeng score coverage=2 -e checkout"],
    );
    env.add_engagement("other");
    env.refuses(2, ["score", "coverage"], &["the value of `coverage` is missing", "-e checkout"]);
    env.refuses(1, ["score", "nothing"], &["there is no engagement `nothing`"]);
    env.refuses(2, ["score", "checkout", "habits"], &["`habits` is not GOAL=VALUE", "habits=VALUE"]);
    env.refuses(2, ["score", "coverage", "9"], &["coverage=9"]);
    // A milestone that is reached stays reached.
    assert!(
        next_week.stderr_text().contains("not scored in 2026-W48: build-time, coverage and habits\n"),
        "{next_week}"
    );
}

#[test]
fn the_engagement_is_an_argument_or_an_option() {
    let env = TestEnvironment::with_checkout();
    env.add_engagement("search");
    env.refuses(1, ["score", "coverage=8"], &["2 engagements", "checkout and search"]);
    env.run(["score", "checkout", "coverage=8"]).success();
    env.run(["score", "-e", "check", "coverage=9"]).success();
    env.refuses(1, ["score", "search", "coverage=8"], &["search has no goal `coverage`"]);
}
