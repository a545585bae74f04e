//! What is not known is not shown as if it were.

use crate::environment::TestEnvironment;

#[test]
fn a_goal_that_cannot_be_read_makes_health_unknown() {
    let env = TestEnvironment::with_checkout();
    env.run(["score", "coverage=14", "build-time=10", "habits=100%"]).success();
    let health = |env: &TestEnvironment, code: i32| {
        let outcome = env.run(["status", "--format", "json"]);
        let outcome = if code == 0 { outcome.success() } else { outcome.failure(code) };
        let status: serde_json::Value = serde_json::from_str(outcome.stdout_text()).expect("JSON");
        status["engagements"][0]["health"].clone()
    };
    assert_eq!(health(&env, 0), "on_track");
    env.write("checkout/goals/build-time.toml", "title = \"Build time\"\ntarget = eight\n");
    assert_eq!(health(&env, 1), "unknown");
    for command in [&["status"][..], &["report"], &["status", "checkout"]] {
        let outcome = env.run(command).failure(1);
        outcome.stdout_contains("1 record cannot be read, so the numbers are not complete");
    }
}

#[test]
fn settings_that_cannot_be_read_are_told_by_every_page() {
    let env = TestEnvironment::with_checkout();
    env.write("auxeng.toml", "schema = 1\n\n[health]\naim = 0.2\nat_risk = \"x\"\n");
    for command in [&["report"][..], &["log"], &["nps"], &["goal", "list"], &["status"], &["status", "checkout"]] {
        env.run(command).failure(1).stderr_contains("auxeng.toml:5:11");
    }
    env.refuses(1, ["score", "coverage=3"], &["auxeng.toml:5:11", "nothing was written"]);
}

#[test]
fn a_store_with_nothing_readable_is_not_called_empty() {
    let env = TestEnvironment::with_checkout();
    env.write("checkout/engagement.toml", "title =\n");
    for command in [&["report"][..], &["status"], &["score", "coverage=1"]] {
        let outcome = env.run(command).failure(1).stdout("");
        let told = outcome.stderr_contains("checkout/engagement.toml:1:8").to_string();
        assert!(!told.contains("open the first") && !told.contains("Open the first"), "{told}");
    }
}

#[test]
fn what_was_closed_long_ago_is_left_out_of_the_table_and_counted() {
    let env = TestEnvironment::with_checkout();
    env.add_engagement("search");
    env.run(["close", "search", "--early", "--reason", "moved"]).success();
    let soon = env.on("2027-03-30");
    soon.run(["status"]).success().stdout_contains("search");
    let later = env.on("2027-03-31");
    let table = later.run(["status"]).success();
    assert!(!table.stdout_text().contains("search"), "{table}");
    table.stderr_contains("1 engagement closed long ago: auxeng status --all");
    later.run(["status", "--all"]).success().stdout_contains("search");
    let all = later.run(["status", "--format", "json"]).json();
    assert_eq!(all["engagements"].as_array().map(Vec::len), Some(2), "scripts get all");
    env.on("2026-12-18").run(["close", "checkout"]).success();
    let only = env.on("2028-01-01");
    only.run(["status"]).success().stdout_contains("search").stdout_contains("checkout");
}

#[test]
fn variables_that_are_empty_say_nothing_and_flags_go_before_them() {
    let env = TestEnvironment::with_checkout();
    env.add_engagement("search");
    let run = |arguments: &'static [&'static str], engagement: &'static str| {
        let run = env.run(arguments).variable("AUXENG_ENGAGEMENT", engagement);
        run.variable("AUXENG_STORE", "").variable("AUXENG_TODAY", "2026-11-20")
    };
    run(&["retro", "--well", "x"], "").failure(1).stderr_contains("2 engagements are running");
    run(&["retro", "--well", "x"], "search").success().stderr_contains("in search.");
    run(&["retro", "--well", "y", "-e", "checkout"], "search").success().stderr_contains("in checkout.");
    // The table is of all, whatever one works on.
    run(&["status"], "search").success().stdout_contains("checkout");
    run(&["report", "checkout", "-e", "search"], "").failure(2);
}
