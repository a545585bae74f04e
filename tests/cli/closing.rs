//! Closing an engagement, in time or before it.

use crate::environment::TestEnvironment;

#[test]
fn close_tells_the_end_and_can_be_corrected() {
    let env = TestEnvironment::with_checkout();
    let day = env.on("2026-12-18");
    day.run(["close", "--outcome", "Fourteen services"]).success().stderr_contains("Closed checkout on 2026-12-18.");
    let closed = format!("{}\n[close]\ndate = 2026-12-18\noutcome = \"Fourteen services\"\n", crate::scene::CHECKOUT);
    assert_eq!(env.read("checkout/engagement.toml"), closed);
    let later = env.on("2027-01-10");
    later
        .run(["close", "--outcome", "Fifteen"])
        .success()
        .stderr_contains("Closed checkout on 2026-12-18 (corrected).");
    assert_eq!(env.read("checkout/engagement.toml"), closed.replace("Fourteen services", "Fifteen"));
    let status = later.run(["status", "--format", "json"]).json();
    assert_eq!(status["engagements"][0]["stage"], "closed");
}

#[test]
fn ending_early_needs_a_reason() {
    let env = TestEnvironment::with_checkout();
    for (code, arguments, words) in [
        (1, &["close"][..], &["runs until 2026-12-18", "--early --reason", "edit checkout --end 2026-11-20"][..]),
        (2, &["close", "--early"], &["--reason"]),
        (2, &["close", "--reason", "dissolved"], &["--early"]),
        (2, &["close", "--date", "someday"], &["`someday` is not a date"]),
        (1, &["close", "--date", "2026-10-01"], &["starts on 2026-10-12"]),
        (1, &["close", "nobody"], &["no engagement `nobody`"]),
    ] {
        env.refuses(code, arguments, words);
    }
    env.refuses(2, ["close", "--early", "--reason", " "], &["--reason"]);
    env.run(["close", "--early", "--reason", "dissolved"]).success().stderr_contains("Ended early checkout");
    assert!(
        env.read("checkout/engagement.toml")
            .ends_with("\n[close]\ndate = 2026-11-20\nearly = true\nreason = \"dissolved\"\n")
    );
    let status = env.run(["status", "--format", "json"]).json();
    assert_eq!(status["engagements"][0]["stage"], "ended_early");
    env.run(["close", "--outcome", "Nine services"]).success();
    let corrected = env.read("checkout/engagement.toml");
    let expected = "early = true\nreason = \"dissolved\"\noutcome = \"Nine services\"\n";
    assert!(corrected.ends_with(expected), "the reason stays\n{corrected}");
    env.on("2026-12-18").run(["close", "--date", "today"]).success();
    assert!(
        env.read("checkout/engagement.toml").ends_with("\n[close]\ndate = 2026-12-18\noutcome = \"Nine services\"\n"),
        "no longer early"
    );
}

#[test]
fn closing_counts_what_is_still_open() {
    let env = TestEnvironment::with_checkout();
    env.run(["retro", "--next", "one", "--next", "two"]).success();
    env.on("2026-12-18").run(["close"]).success().stderr_contains("2 actions still open");
}
