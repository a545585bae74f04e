//! The log tells what happens around the weeks too: who agreed, what champions said, what a check-in found.

use crate::environment::TestEnvironment;

#[test]
fn the_log_tells_what_is_said_around_the_weeks_and_who_recorded_it() {
    let env = TestEnvironment::with_checkout();
    env.git(["init", "--quiet"]).success();
    let commit = |who: &str, day: &str, arguments: &[&str]| {
        env.on(day).run(arguments).success();
        env.git(["add", "."]).success();
        env.git(["-c", &format!("user.name={who}"), "commit", "--quiet", "--message", "x"]).success();
    };
    commit("Ana", "2026-10-13", &["pitch", "-e", "checkout", "--agreed", "Lee Novak", "--note", "Not on Fridays"]);
    commit("Ana", "2026-11-02", &["champion", "add", "Clara", "--for", "traces"]);
    commit("Ana", "2026-11-03", &["champion", "talk", "clara", "--sentiment", "8"]);
    commit("Bo", "2026-11-10", &["champion", "talk", "clara", "--adoption", "60%", "--note", "Busy"]);
    commit("Bo", "2026-11-13", &["champion", "step-back", "clara", "--reason", "moved"]);
    commit("Ana", "2026-11-13", &["close", "--early", "--reason", "dissolved"]);
    commit("Bo", "2026-11-20", &["checkin", "--habits", "partly", "--dependent", "no", "--note", "They go on"]);
    let log = env.run(["log", "--format", "json"]).json();
    let event = |event: &serde_json::Value| {
        let text = |name: &str| event[name].as_str().unwrap_or_default().to_owned();
        let by = event["recorded"][0]["by"].as_str().unwrap_or_default();
        format!("{} {}: {} ({by})", text("date"), text("kind"), text("text"))
    };
    let events: Vec<String> = log["events"].as_array().expect("a list").iter().map(event).collect();
    assert_eq!(
        events,
        [
            "2026-11-20 check_in: check-in, habits kept: partly, still depends on us: no, They go on (Bo)",
            "2026-11-13 closed: ended early: dissolved (Ana)",
            "2026-11-13 champion: Clara stepped back: moved (Bo)",
            "2026-11-10 champion: talked with Clara: adoption 60 %, Busy (Bo)",
            "2026-11-03 champion: talked with Clara: sentiment 8 of 10 (Ana)",
            "2026-10-13 agreed: Lee Novak agreed to what is expected: Not on Fridays (Ana)",
            "2026-10-12 start: the engagement began (Ana)",
        ]
    );
}
