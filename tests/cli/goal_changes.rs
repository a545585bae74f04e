//! Goals: changed, dropped, taken up again, waiting and weighed.

use crate::environment::TestEnvironment;

fn delivery(env: &TestEnvironment) -> serde_json::Value {
    env.run(["status", "--format", "json"]).json()["engagements"][0]["delivery"].clone()
}

#[test]
fn edit_changes_only_what_is_named() {
    let env = TestEnvironment::with_checkout();
    env.run(["score", "coverage=8"]).success();
    let before = env.read("checkout/goals/coverage.toml");
    for (arguments, old, new) in [
        (&["--to", "16"][..], "target = 14", "target = 16"),
        (&["--from", "3"], "baseline = 2", "baseline = 3"),
        (&["--from", "2.00001"], "baseline = 2", "baseline = 2.00001"),
        (&["--unit", "teams"], "unit = \"services\"", "unit = \"teams\""),
        (&["--title", "Teams"], "title = \"Services covered\"", "title = \"Teams\""),
        (&["--kind", "business"], "kind = \"diffusion\"", "kind = \"business\""),
    ] {
        env.write("checkout/goals/coverage.toml", &before);
        let value = |text: &str| text.split(" = ").last().unwrap_or_default().trim_matches('"').to_owned();
        let told = format!("{}: {} → {}\n", &arguments[0][2..], value(old), value(new));
        let changed = env.run(["goal", "edit", "coverage"].iter().chain(arguments)).success();
        changed.stderr_contains(&told).stderr_contains("Changed `coverage`");
        assert_eq!(env.read("checkout/goals/coverage.toml"), before.replace(old, new));
    }
}

#[test]
fn optional_fields_come_and_go() {
    let env = TestEnvironment::with_checkout();
    let before = env.read("checkout/goals/coverage.toml");
    for (come, go, left) in [
        (["--why", "It lasts"], ["--why", ""], ""),
        (["--mvp", "true"], ["--mvp", "false"], "mvp = false"),
        (["--weight", "2"], ["--weight", "1"], "weight = 1"),
    ] {
        let edit =
            |change: [&'static str; 2]| env.run(["goal", "edit", "coverage"].into_iter().chain(change)).success();
        edit(come);
        let changed = env.read("checkout/goals/coverage.toml");
        assert_ne!(changed, before);
        assert!(before.lines().all(|line| changed.lines().any(|other| other == line)), "{changed}");
        edit(go);
        let is_there = |line: &&str| !line.is_empty() && *line != left;
        let parsed = |text: &str| text.lines().filter(is_there).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(parsed(&env.read("checkout/goals/coverage.toml")), parsed(&before));
        env.write("checkout/goals/coverage.toml", &before);
    }
}

#[test]
fn edit_refuses_what_cannot_be() {
    let env = TestEnvironment::with_checkout();
    for (code, arguments, words) in [
        (2, &["goal", "edit"][..], &["GOAL"][..]),
        (2, &["goal", "edit", "coverage"], &["nothing to change", "--help"]),
        (2, &["goal", "edit", "coverage", "--title", ""], &["the title is empty"]),
        (1, &["goal", "edit", "coverage", "--to", "2"], &["the same"]),
        (2, &["goal", "edit", "coverage", "--to", "many"], &["--to `many` is not a number"]),
        (2, &["goal", "edit", "launch", "--to", "2"], &["launch is a milestone", "--to"]),
        (2, &["goal", "edit", "habits", "--unit", "x"], &["habits is a rating", "--unit"]),
        (2, &["goal", "edit", "coverage", "--weight", "0"], &["--weight 0"]),
        (1, &["goal", "edit", "coverge", "--to", "3"], &["no goal `coverge`", "did you mean `coverage`?"]),
        (1, &["goal", "edit", "morale", "--to", "3"], &["no goal `morale`", "build-time, coverage, habits and launch"]),
    ] {
        env.refuses(code, arguments, words);
    }
}

#[test]
fn dropping_keeps_the_history_and_can_be_undone() {
    let env = TestEnvironment::with_checkout();
    env.run(["score", "build-time=31", "launch=done"]).success();
    assert_eq!(delivery(&env), 0.65);
    let before = env.read("checkout/goals/build-time.toml");
    env.run(["goal", "drop", "build", "--reason", "moved"]).success().stderr_contains("scores stay in the record");
    let dropped = env.read("checkout/goals/build-time.toml");
    let lines = dropped.lines().filter(|line| !before.contains(*line)).collect::<Vec<_>>();
    assert_eq!(lines, ["[dropped]", "date = 2026-11-20", "reason = \"moved\""]);
    assert_eq!(delivery(&env), 1.0);
    let shown = env.goal("build-time");
    assert_eq!(shown["state"], "dropped");
    assert_eq!(shown["scores"][0]["value"], 31.0);
    env.run(["check"]).success();

    for arguments in [&["score", "build-time=30"][..], &["goal", "drop", "build-time"]] {
        let words = ["`build-time` was dropped on 2026-11-20", "goal edit build-time --resume"];
        env.refuses(1, arguments, &words);
    }
    env.run(["goal", "edit", "build-time", "--resume"]).success();
    assert_eq!(env.read("checkout/goals/build-time.toml"), before);
    env.run(["score", "build-time=30"]).success();
}

#[test]
fn mvp_goals_wait_for_production_and_lower_nothing() {
    let env = TestEnvironment::with_checkout();
    env.run(["goal", "edit", "launch", "--mvp", "true"]).success();
    env.run(["score", "build-time=25", "launch=not-done"]).success();
    assert_eq!(delivery(&env), 0.5);
    assert_eq!(env.goal("launch")["state"], "waiting_for_production");
    env.run(["goal", "list"]).success().stdout_contains("waiting for");
    env.run(["edit", "--mvp-in-production", "2026-11-20"]).success();
    assert_eq!(delivery(&env), 0.25);
    assert_eq!(env.goal("launch")["state"], "underway");
}

#[test]
fn heavier_goals_count_for_more() {
    let env = TestEnvironment::with_checkout();
    env.run(["score", "build-time=25", "launch=done"]).success();
    assert_eq!(delivery(&env), 0.75);
    env.run(["goal", "edit", "launch", "--weight", "3"]).success();
    assert_eq!(delivery(&env), 0.875);
}

#[test]
fn a_goal_is_not_dropped_ahead_of_time() {
    let env = TestEnvironment::with_checkout();
    env.refuses(1, ["goal", "drop", "coverage", "--date", "2027-01-15"], &["in the future"]);
    env.refuses(1, ["close", "--early", "--reason", "x", "--date", "2026-12-04"], &["in the future"]);
}
