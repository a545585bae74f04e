//! What two people do that does not contradict is merged by plain git; what contradicts is a conflict that is seen.

use crate::environment::TestEnvironment;

/// What one person does: the arguments of some commands.
type Work = &'static [&'static [&'static str]];

/// A store under git on which each of two people has done some `work` on a branch.
fn branches(ana: Work, lee: Work) -> TestEnvironment {
    let env = TestEnvironment::new();
    env.run(["init"]).success();
    let people = ["--engineer", "Ana", "--advisor", "Jo", "--person", "Bo"];
    let open = ["open", "Contract tests", "--id", "checkout", "--start", "2026-10-12"];
    env.run(open.iter().chain(&["--host", "Basket"]).chain(&people)).success();
    for goal in [&["Coverage", "--from", "0", "--to", "10"][..], &["Habits", "--rating"]] {
        env.run(["goal", "add"].iter().chain(goal)).success();
    }
    env.run(["score", "coverage=1", "--date", "2026-W45"]).success();
    env.run(["retro", "--well", "a", "--next", "Ask", "--date", "2026-W45"]).success();
    env.git(["init", "--quiet", "--initial-branch", "main"]).success();
    commit(&env);
    env.git(["switch", "--quiet", "--create", "lee"]).success();
    run_all(&env, lee);
    commit(&env);
    env.git(["switch", "--quiet", "main"]).success();
    run_all(&env, ana);
    commit(&env);
    env
}

fn run_all(env: &TestEnvironment, work: Work) {
    for command in work {
        env.run(*command).success();
    }
}

fn commit(env: &TestEnvironment) {
    env.git(["add", "."]).success();
    env.git(["commit", "--quiet", "--allow-empty", "--message", "work"]).success();
}

/// Two pieces of work that git merges by itself, into a store that `check` accepts.
#[track_caller]
fn merges(ana: Work, lee: Work) -> TestEnvironment {
    let env = branches(ana, lee);
    env.git(["merge", "--quiet", "--no-edit", "lee"]).success();
    env.run(["check"]).success();
    env
}

#[test]
fn scores_of_different_goals() {
    let env = merges(&[&["score", "coverage=4"]], &[&["score", "habits=0.5"]]);
    let goals = env.run(["goal", "list", "--format", "json"]).json();
    assert_eq!(goals["goals"][0]["value"], 4.0);
    assert_eq!(goals["goals"][1]["value"], 0.5);
}

#[test]
fn a_score_and_a_drop_of_the_same_goal() {
    let env = merges(&[&["score", "coverage=4"]], &[&["goal", "drop", "coverage", "--reason", "moved"]]);
    let text = env.read("checkout/goals/coverage.toml");
    assert!(text.contains("2026-W47 = { value = 4 }") && text.contains("[dropped]"), "{text}");
}

#[test]
fn a_close_and_the_day_of_the_mvp() {
    let env = merges(
        &[&["close", "--early", "--reason", "dissolved"]],
        &[&["edit", "--mvp-in-production", "2026-11-18"], &["edit", "--advisor", "Mira"]],
    );
    let text = env.read("checkout/engagement.toml");
    assert!(text.contains("[close]") && text.contains("mvp_in_production = 2026-11-18"), "{text}");
}

#[test]
fn different_fields_of_an_engagement() {
    let env = merges(
        &[&["edit", "--end", "2027-01-15"], &["edit", "--host", "Checkout"]],
        &[&["edit", "--start", "2026-10-13"], &["edit", "--person", "Lee"]],
    );
    let text = env.read("checkout/engagement.toml");
    for field in ["end = 2027-01-15", "host = \"Checkout\"", "start = 2026-10-13", "\"Lee\""] {
        assert!(text.contains(field), "{field}\n{text}");
    }
}

#[test]
fn retros_of_different_weeks_and_answers_to_a_survey() {
    let env = merges(
        &[&["retro", "--well", "x", "--done", "ask"], &["nps", "add", "--score", "9"], &["nps", "add", "--score", "9"]],
        &[&["retro", "--poorly", "y", "--date", "2026-W46"], &["nps", "add", "--score", "9"]],
    );
    assert_eq!(env.run(["nps", "--format", "json"]).json()["n"], 3);
    let report = env.run(["report", "--format", "json"]).json();
    assert_eq!(report["retros"].as_array().map(Vec::len), Some(3));
    assert_eq!(report["open_actions"], 0);
}

#[test]
fn new_goals_and_new_engagements() {
    let env = merges(
        &[&["goal", "add", "Launch", "--milestone"], &["open", "Flags", "--id", "search"]],
        &[&["goal", "add", "Trust", "--rating"], &["open", "Tracing", "--id", "payments"]],
    );
    let status = env.run(["status", "--format", "json"]).json();
    assert_eq!(status["engagements"].as_array().map(Vec::len), Some(3));
}

#[test]
fn a_project_retro_and_one_of_a_week() {
    let env = merges(
        &[&["retro", "--project", "--well", "x", "--takeaway", "start small"]],
        &[&["retro", "--poorly", "y"], &["close", "--early", "--reason", "dissolved"]],
    );
    let report = env.run(["report", "checkout", "--format", "json"]).json();
    assert_eq!(report["project_retro"]["takeaways"][0]["text"], "start small");
    assert_eq!(report["retros"].as_array().map(Vec::len), Some(2));
}

#[test]
fn new_milestones_and_a_goal() {
    let env = merges(
        &[&["milestone", "add", "First contract"], &["goal", "add", "Trust", "--rating"]],
        &[&["milestone", "add", "Fraud checks join", "--scope"], &["milestone", "add", "Half way"]],
    );
    let list = env.run(["milestone", "list", "--format", "json"]).json();
    assert_eq!(list["milestones"].as_array().map(Vec::len), Some(3));
}

#[test]
fn what_contradicts_is_a_conflict_that_no_command_works_on() {
    let env = branches(&[&["score", "coverage=4"]], &[&["score", "coverage=5"]]);
    env.git(["merge", "--quiet", "--no-edit", "lee"]).failure(1);
    env.run(["check"]).failure(1).stdout_contains("[conflict]");
    let before = env.snapshot_tree();
    env.run(["score", "coverage=4"]).failure(1).stderr_contains("git has left two versions");
    env.assert_untouched_since(&before);
    env.run(["status"]).failure(1).stdout_contains("checkout");
}
