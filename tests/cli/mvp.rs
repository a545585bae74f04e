//! Since when the MVP is in production, and what that does to its goals.

use crate::environment::TestEnvironment;

const GOALS: [&str; 4] = ["goal", "list", "--format", "json"];

/// An engagement whose MVP goal is done, with the MVP in production since 13 November.
fn live() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    env.run(["goal", "add", "Release", "--milestone", "--mvp", "--kind", "business"]).success();
    env.run(["score", "release=done"]).success();
    env.run(["retro", "--mvp", "live", "--date", "2026-11-13"])
        .success()
        .stderr_contains("The MVP is in production since 13 November 2026.");
    env
}

fn since(env: &TestEnvironment) -> serde_json::Value {
    let status = env.run(["status", "--format", "json"]).json();
    status["engagements"][0]["mvp"]["in_production"].clone()
}

#[test]
fn live_said_again_leaves_the_day_as_it_is() {
    let env = live();
    let before = env.read("checkout/engagement.toml");
    env.run(["retro", "--mvp", "live"]).success();
    assert_eq!(env.read("checkout/engagement.toml"), before);
    assert_eq!(since(&env), "2026-11-13");
}

#[test]
fn another_day_is_a_correction_that_is_told() {
    let env = live();
    env.run(["retro", "--mvp", "2026-11-11"])
        .success()
        .stderr_contains("was in production since 13 November 2026; corrected to 11 November 2026");
    assert_eq!(since(&env), "2026-11-11");
}

#[test]
fn weeks_to_production_are_questioned_once_it_is_there() {
    let env = live();
    env.run(["retro", "--mvp", "2"]).success().stderr_contains("the MVP is in production since 13 November 2026");
    assert_eq!(since(&env), "2026-11-13");
}

#[test]
fn what_lies_ahead_is_no_fact_yet() {
    let env = live();
    env.run(["edit", "--mvp-in-production", "2026-11-22"]).success();
    assert_eq!(since(&env), serde_json::Value::Null);
    let status = env.run(["status", "--format", "json"]).json();
    let engagement = &status["engagements"][0];
    assert_eq!((&engagement["delivery"], &engagement["goals_done"]), (&serde_json::Value::Null, &0.into()));
    let report = env.run(["report"]).success();
    assert!(!report.stdout_text().contains("in production since"), "{report}");
    let later = env.on("2026-11-22");
    let goals = later.run(GOALS).json();
    let states = goals["goals"].as_array().expect("goals are a list").iter();
    assert_eq!(states.filter(|goal| goal["state"] == "done").count(), 1);
}
