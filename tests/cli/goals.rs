//! Goals: agreed and listed.

use crate::environment::TestEnvironment;

#[test]
fn a_metric_has_numbers_and_a_unit() {
    let env = TestEnvironment::with_checkout();
    let arguments = [
        "goal",
        "add",
        "Pull requests with contracts",
        "--unit",
        "%",
        "--from",
        "12.5",
        "--to",
        "80",
        "--why",
        "Because\nthey last",
    ];
    env.run(arguments).success().stdout("").stderr_contains("Added the diffusion goal `pull-requests-with-contracts`");
    let expected = "\
title = \"Pull requests with contracts\"

kind = \"diffusion\"

why = \"\"\"
Because
they last\"\"\"

measure = \"metric\"
unit = \"%\"

baseline = 12.5

target = 80

weight = 1

mvp = false

[scores]
";
    assert_eq!(env.read("checkout/goals/pull-requests-with-contracts.toml"), expected);
}

#[test]
fn milestones_ratings_weights_and_mvp_goals_say_so() {
    let env = TestEnvironment::with_checkout();
    env.run(["goal", "add", "Live", "--kind", "business", "--milestone", "--mvp", "--weight", "2.5"]).success();
    env.run(["goal", "add", "Mood", "--id", "mood", "--kind", "technical", "--rating"]).success();
    let live = "title = \"Live\"\n\nkind = \"business\"\n\nmeasure = \"milestone\"\n\nweight = 2.5\n\nmvp = true\n\n[scores]\n";
    assert_eq!(env.read("checkout/goals/live.toml"), live);
    let mood =
        "title = \"Mood\"\n\nkind = \"technical\"\n\nmeasure = \"rating\"\n\nweight = 1\n\nmvp = false\n\n[scores]\n";
    assert_eq!(env.read("checkout/goals/mood.toml"), mood);
    env.run(["fmt", "--check"]).success();
    env.run(["check"]).success();
}

#[test]
fn numbers_may_be_negative_and_less_may_be_better() {
    let env = TestEnvironment::with_checkout();
    env.run(["goal", "add", "Margin", "--kind", "business", "--from", "-5", "--to", "-1.5"]).success();
    env.run(["score", "margin=-4.3", "build-time=31"]).success();
    let share = |id: &str| env.goal(id)["progress"].as_f64().expect("it is scored");
    assert!((share("margin") - 0.2).abs() < 1e-9);
    assert!((share("build-time") - 0.3).abs() < 1e-9);
    env.run(["score", "build-time=45", "margin=0"]).success();
    let raw = |id: &str| env.goal(id)["raw_progress"].as_f64().expect("it is scored");
    assert!((raw("build-time") + 1.0 / 6.0).abs() < 1e-9, "worse than the baseline");
    assert!(raw("margin") > 1.0, "beyond the target");
    assert!(share("build-time").abs() < 1e-9 && (share("margin") - 1.0).abs() < 1e-9, "held to 0…1");
}

#[test]
fn adding_refuses_what_cannot_be() {
    let env = TestEnvironment::with_checkout();
    for (code, arguments, words) in [
        (2, &["goal", "add"][..], &["TITLE"][..]),
        (2, &["goal", "add", " ", "--rating"], &["title is empty"]),
        (2, &["goal", "add", "!!!", "--rating"], &["no id can be made", "--id"]),
        (2, &["goal", "add", "A"], &["--from N --to N", "--milestone", "--rating"]),
        (2, &["goal", "add", "A", "--from", "1"], &["--to is missing"]),
        (2, &["goal", "add", "A", "--to", "1"], &["--from is missing"]),
        (2, &["goal", "add", "A", "--from", "two", "--to", "1"], &["--from `two` is not a number"]),
        (2, &["goal", "add", "A", "--from", "1", "--to", "inf"], &["--to `inf` is not a number"]),
        (1, &["goal", "add", "A", "--from", "4", "--to", "4.0"], &["the same", "--from and --to"]),
        (2, &["goal", "add", "A", "--milestone", "--rating"], &["--milestone", "--rating"]),
        (2, &["goal", "add", "A", "--milestone", "--unit", "x"], &["--milestone", "--unit"]),
        (2, &["goal", "add", "A", "--rating", "--weight", "0"], &["--weight 0 is not more than 0", "goal drop"]),
        (2, &["goal", "add", "A", "--rating", "--weight", "-1"], &["--weight -1"]),
        (2, &["goal", "add", "A", "--rating", "--id", "a/b"], &["--id `a/b` cannot be an id"]),
        (2, &["goal", "add", "A", "--rating", "--kind", "fun"], &["--kind", "diffusion", "technical"]),
        (1, &["goal", "add", "Coverage", "--rating"], &["goal `coverage` already", "goal edit coverage"]),
        (1, &["goal", "add", "A", "--rating", "-e", "nobody"], &["no engagement `nobody`"]),
    ] {
        env.refuses(code, arguments, words);
    }
}

#[test]
fn an_engagement_without_goals_says_how_to_add_the_first() {
    let env = TestEnvironment::with_store();
    env.add_engagement("search");
    env.run(["goal", "list"]).success().stdout("").stderr_contains("auxeng goal add").stderr_contains("-e search");
    let list = env.run(["goal", "list", "--format", "json"]).json();
    assert_eq!(list["goals"], serde_json::json!([]));
    env.refuses(2, ["score"], &["search has no goals to score yet", "auxeng goal add"]);
    env.refuses(1, ["score", "a=1"], &["search has no goal `a`", "auxeng goal add"]);
}

#[test]
fn the_list_is_shown_in_every_format() {
    let env = TestEnvironment::with_checkout();
    env.run(["score", "coverage=8", "habits=60%"]).success();
    let table = env.run(["goal", "list"]).success();
    for part in ["Contract tests for Checkout\n", "coverage", "60 %", "not scored yet", "W47"] {
        assert!(table.stdout_text().contains(part), "{part}\n{table}");
    }
    let markdown = env.run(["goal", "list", "--format", "markdown"]).success();
    assert!(markdown.stdout_text().starts_with("# Contract tests for Checkout\n\n| "), "{markdown}");
    let rows = markdown.stdout_text().lines().filter(|line| line.starts_with('|'));
    let widths: Vec<usize> = rows.map(|row| row.matches('|').count()).collect();
    assert!(widths.len() >= 6 && widths.iter().all(|width| *width == widths[0]), "{markdown}");
    env.refuses(2, ["goal", "list", "--format", "yaml"], &["yaml", "markdown"]);
}
