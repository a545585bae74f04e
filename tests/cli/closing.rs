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
    env.run(["close", "--early", "--reason", "dissolved"]).success().stderr_contains("Closed checkout early");
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

#[test]
fn what_belongs_to_the_end_and_is_missing_is_told_with_its_command() {
    let env = TestEnvironment::with_checkout();
    let all = "\
Not done yet:
  the last scores of 4 goals: auxeng score -e checkout
  the project retro: auxeng retro --project -e checkout
  the survey of the host team: auxeng nps add -e checkout
  champions to come back to: auxeng champion add -e checkout
  the hand-over: who maintains what: auxeng close checkout --handover 'WHAT: WHO'
";
    env.on("2026-12-18").run(["close"]).success().stdout("").stderr_contains(all);
    // Scores of the last week are told with its day, once it is over.
    env.on("2027-01-08").run(["close"]).success().stderr_contains("auxeng score -e checkout --date 2026-W51\n");
    let last = env.on("2026-12-18");
    last.run(["score", "coverage=10", "build-time=20", "launch=done", "habits=80%"]).success();
    last.run(["retro", "--project", "--well", "We met"]).success();
    last.run(["nps", "add", "--score", "9"]).success();
    last.run(["champion", "add", "Lee Novak"]).success();
    let outcome = last.run(["close", "--handover", "The broker: Lee Novak"]).success();
    assert!(!outcome.stderr_text().contains("Not done yet"), "{outcome}");
}

#[test]
fn a_survey_in_mid_term_is_not_the_one_at_the_end() {
    let env = TestEnvironment::with_checkout();
    env.on("2026-11-13").run(["nps", "add", "--score", "9"]).success();
    let last = env.on("2026-12-18");
    last.run(["close"]).success().stderr_contains("  the survey of the host team: auxeng nps add -e checkout\n");
    let env = TestEnvironment::with_checkout();
    env.on("2026-11-13").run(["nps", "add", "--score", "9"]).success();
    let early = env.run(["close", "--early", "--reason", "x"]).success();
    assert!(!early.stderr_text().contains("the survey of the host team"), "a week before the end\n{early}");
}

#[test]
fn the_hand_over_says_who_maintains_what() {
    let env = TestEnvironment::with_checkout();
    let last = env.on("2026-12-18");
    last.run(["close", "--handover", "The broker: Lee Novak", "--handover", "https://ci.example.org: 林 美"]).success();
    let expected = "
handover = [
    { what = \"The broker\", who = \"Lee Novak\" },
    { what = \"https://ci.example.org\", who = \"林 美\" },
]
";
    assert!(env.read("checkout/engagement.toml").contains(expected), "{}", env.read("checkout/engagement.toml"));
    last.run(["close", "--handover", "the broker: Hana"]).success().stderr_contains("(corrected)");
    let corrected = expected.replace("Lee Novak", "Hana");
    assert!(env.read("checkout/engagement.toml").contains(&corrected), "{}", env.read("checkout/engagement.toml"));
    for text in ["", "The broker", ": Lee", "The broker:"] {
        env.refuses(2, ["close", "--handover", text], &["does not say what stays and who maintains it", "Lee Novak\""]);
    }
    env.run(["fmt", "--check"]).success();
}

#[test]
fn an_early_end_shows_what_the_retros_saw() {
    let env = TestEnvironment::with_checkout();
    env.run(["close", "--early", "--reason", "x"]).success().stderr_contains("No retro has noted a failure mode.\n");
    let env = TestEnvironment::with_checkout();
    for (date, mode) in [("2026-11-06", "hard-work"), ("2026-11-13", "hard-work"), ("2026-11-20", "hard-work")] {
        env.run(["retro", "--date", date, "--failure-mode", mode, "--well", date]).success();
    }
    env.run(["retro", "--date", "2026-11-06", "--failure-mode", "small-team"]).success();
    let seen = "\
What the retros saw:
  the engineer does all the hard work, 3 retros running (6 November 2026, 13 November 2026, 20 November 2026)
  the team is too small, not in the newest retro (6 November 2026)
";
    env.run(["close", "--early", "--reason", "Nobody pairs"]).success().stderr_contains(seen);
    env.run(["report"]).success().stdout_contains("Failure modes\n");
    let json = env.run(["report", "--format", "json"]).json();
    assert_eq!(
        (&json["failure_modes"][0]["mode"], &json["failure_modes"][0]["running"]),
        (&"hard-work".into(), &3.into())
    );
}
