//! The weekly retro by flags.

use crate::environment::TestEnvironment;

const RETRO: &str = "checkout/retros/2026-W47.toml";

/// What `report` tells of the retro of a week.
fn retro(env: &TestEnvironment, week: &str) -> serde_json::Value {
    let report = env.run(["report", "checkout", "--format", "json"]).json();
    let retros = report["retros"].as_array().into_iter().flatten();
    let found = retros.clone().find(|retro| retro["week"] == week);
    found.unwrap_or_else(|| panic!("no retro of {week} in {report}")).clone()
}

#[test]
fn a_retro_holds_what_was_said() {
    let env = TestEnvironment::with_checkout();
    let arguments = [
        "retro",
        "--well",
        "First contract without us",
        "--well",
        "A \"quote\"",
        "--poorly",
        "Staging was down",
        "--poorly",
        "Two days lost",
        "--next",
        "Split the pipeline",
        "--present",
        "Ana,Lee",
        "--present",
        "Mei",
        "--blocker",
        "Production access",
        "--mvp",
        "2",
        "--minutes",
        "26",
        "--note",
        "Kudos: Lee, for the demo",
        "--note",
        "Lunch was good",
    ];
    env.run(arguments)
        .success()
        .stdout("")
        .stderr_contains(
            "Recorded the retro of 2026-W47: 2 well · 2 poorly · 1 to do · 3 present · 2 notes · 26 of 30 minutes\n",
        )
        .stderr_contains("Saved retros/2026-W47.toml in checkout.\n")
        .stderr_contains("1 action open");
    let expected = "\
date = 2026-11-20

minutes = 26

present = [
    \"Ana Aux\",
    \"Lee\",
    \"Mei\",
]

went_well = [
    \"First contract without us\",
    'A \"quote\"',
]

went_poorly = [
    \"Staging was down\",
    \"Two days lost\",
]

failure_modes = [
]

done = [
]

next = [
    { id = \"split-the-pipeline\", text = \"Split the pipeline\" },
]

mvp_weeks = 2

blockers = [
    { id = \"production-access\", text = \"Production access\" },
]

[[notes]]
title = \"Kudos\"
text = \"Lee, for the demo\"

[[notes]]
text = \"Lunch was good\"
";
    assert_eq!(env.read(RETRO), expected);
    env.run(["check"]).success();
    env.run(["fmt", "--check"]).success();
}

#[test]
fn running_it_again_adds_and_says_nothing_twice() {
    let env = TestEnvironment::with_checkout();
    env.run(["retro", "--well", "a", "--poorly", "b", "--poorly", "c", "--minutes", "26"]).success();
    env.run(["retro", "--well", "a", "--well", "d", "--present", "Ana"])
        .success()
        .stderr_contains("Added to the retro of 2026-W47: 2 well · 2 poorly · 1 present · 26 of 30 minutes");
    let shown = retro(&env, "2026-W47");
    assert_eq!(shown["went_well"], serde_json::json!(["a", "d"]));
    assert_eq!(shown["minutes"], 26);
    let before = env.snapshot_tree();
    env.run(["retro", "--well", "a"]).success().stderr_contains("nothing was written");
    env.assert_untouched_since(&before);
}

#[test]
fn replace_puts_this_in_place_of_what_was_said() {
    let env = TestEnvironment::with_checkout();
    env.run(["retro", "--well", "a", "--poorly", "b", "--next", "Do it", "--minutes", "26"]).success();
    env.run(["retro", "--replace", "--well", "c"])
        .success()
        .stderr_contains("Replaced the retro of 2026-W47: 1 well\n");
    let expected = "date = 2026-11-20\n\nwent_well = [\n    \"c\",\n]\n";
    let text = env.read(RETRO);
    assert!(text.contains("went_well = [\n    \"c\",\n]\n") && !text.contains("Do it"), "{expected}\n{text}");
    env.run(["check"]).success();
    env.run(["retro", "--replace", "--date", "2026-W46", "--well", "x"])
        .success()
        .stderr_contains("Recorded the retro of 2026-W46");
}

#[test]
fn a_dry_run_shows_and_writes_nothing() {
    let env = TestEnvironment::with_checkout();
    let before = env.snapshot_tree();
    env.run(["retro", "--dry-run", "--well", "a", "--next", "Do it"])
        .success()
        .stdout_contains("2026-W47")
        .stdout_contains("+ a\n")
        .stdout_contains("> Do it\n")
        .stderr_contains("Nothing was written.");
    env.assert_untouched_since(&before);
}

#[test]
fn an_earlier_week_is_named_by_any_day() {
    let env = TestEnvironment::with_checkout();
    env.run(["retro", "--well", "a", "--date", "2026-W46"]).success();
    assert!(env.read("checkout/retros/2026-W46.toml").starts_with("date = 2026-11-13\n"));
    env.run(["retro", "--well", "b", "--date", "2026-11-12"])
        .success()
        .stderr_contains("Added to the retro of 2026-W46");
    assert!(env.read("checkout/retros/2026-W46.toml").starts_with("date = 2026-11-12\n"));
}

#[test]
fn it_refuses_what_cannot_be() {
    let env = TestEnvironment::with_checkout();
    for (code, arguments, words) in [
        (2, &["retro"][..], &["nothing to record", "--well", "--from"][..]),
        (2, &["retro", "--well", " "], &["nothing to record"]),
        (2, &["retro", "--satisfaction", "11"], &["--satisfaction", "from 0 to 10"]),
        (2, &["retro", "--satisfaction", "7", "--project"], &["--satisfaction belongs to a weekly retro"]),
        (2, &["retro", "--minutes", "0"], &["--minutes"]),
        (2, &["retro", "--minutes", "half"], &["--minutes", "half"]),
        (2, &["retro", "--well", "a", "--mvp", "soon"], &["--mvp `soon`", "live"]),
        (2, &["retro", "--well", "a", "--mvp", "-1"], &[]),
        (1, &["retro", "--well", "a", "--date", "next monday"], &["in the future"]),
        (2, &["retro", "--well", "a", "--date", "W54"], &["`W54` is not a date"]),
        (1, &["retro", "--done", "nothing"], &["no open action `nothing`", "no open actions"]),
        (1, &["retro", "--drop", "nothing"], &["no open action `nothing`"]),
        (1, &["retro", "--unblock", "nothing"], &["no open blocker `nothing`", "no open blockers"]),
        (1, &["retro", "nobody", "--well", "a"], &["no engagement `nobody`"]),
    ] {
        env.refuses(code, arguments, words);
    }
    env.run(["close", "--early", "--reason", "x", "--date", "2026-11-06"]).success();
    env.refuses(1, ["retro", "--well", "a"], &["checkout was closed on 2026-11-06"]);
}

#[test]
fn the_way_to_production_is_told_in_weeks_by_date_or_as_live() {
    for (said, weeks, live) in [
        ("3", Some(3), None),
        ("1 week", Some(1), None),
        ("2026-12-04", Some(2), None),
        ("live", Some(0), Some("2026-11-20")),
        ("2026-11-18", Some(0), Some("2026-11-18")),
    ] {
        let env = TestEnvironment::with_checkout();
        env.run(["retro", "--mvp", said]).success();
        let report = env.run(["report", "--format", "json"]).json();
        let mvp = report.get("mvp").unwrap_or_else(|| &report["engagement"]["mvp"]);
        assert_eq!(mvp["weeks"], serde_json::json!(weeks), "{said}");
        assert_eq!(mvp["in_production"], serde_json::json!(live), "{said}");
        let record = env.read("checkout/engagement.toml");
        assert_eq!(record.contains("mvp_in_production"), live.is_some(), "{said}");
    }
}

#[test]
fn hard_feedback_is_asked_for_where_little_came() {
    for (arguments, asks, recorded) in [
        (&["--well", "a"][..], Some("Nothing went poorly?"), Some("false")),
        (
            &["--well", "a", "--well", "b", "--well", "c", "--poorly", "d"],
            Some("Only one thing went poorly?"),
            Some("false"),
        ),
        (&["--well", "a", "--poorly", "d"], None, None),
        (&["--well", "a", "--asked-for-negative"], None, Some("true")),
    ] {
        let env = TestEnvironment::with_checkout();
        let outcome = env.run(["retro"].iter().chain(arguments)).success();
        let reminded = outcome.stderr_text().contains("Hard feedback");
        assert_eq!(reminded, asks.is_some(), "{outcome}");
        assert!(asks.is_none_or(|asks| outcome.stderr_text().contains(asks)), "{outcome}");
        let text = env.read(RETRO);
        let line = text.lines().find_map(|line| line.strip_prefix("asked_for_negative = "));
        assert_eq!(line, recorded, "{text}");
        env.run(["--quiet", "retro", "--well", "more"]).success().stderr("");
    }
    let env = TestEnvironment::with_checkout();
    env.run(["retro", "--well", "a"]).success();
    env.run(["retro", "--asked-for-negative", "--poorly", "b", "--poorly", "c"]).success();
    assert!(env.read(RETRO).contains("asked_for_negative = true\n"));
}

#[test]
fn that_it_was_asked_for_is_added_to_what_was_said_and_is_no_retro_alone() {
    let env = TestEnvironment::with_checkout();
    env.refuses(2, ["retro", "--asked-for-negative"], &["nothing to record is named"]);
    env.refuses(2, ["retro", "--asked-for-negative", "--dry-run"], &["nothing to record is named"]);
    env.run(["retro", "--well", "a"]).success();
    env.refuses(2, ["retro", "--asked-for-negative", "--replace"], &["nothing to record is named"]);
    env.run(["retro", "--asked-for-negative"]).success();
    assert_eq!(retro(&env, "2026-W47")["asked_for_negative"], true);
    assert_eq!(retro(&env, "2026-W47")["went_well"], serde_json::json!(["a"]));
}

#[test]
fn goals_that_are_not_scored_are_named_with_the_command() {
    let env = TestEnvironment::with_checkout();
    env.run(["score", "coverage=8", "launch=done"]).success();
    env.run(["retro", "--well", "a"])
        .success()
        .stderr_contains("Not scored in 2026-W47: build-time and habits\n")
        .stderr_contains("auxeng score build-time=… habits=… -e checkout\n");
    env.run(["retro", "--well", "a", "--date", "2026-W46"]).success().stderr_contains("--date 2026-W46\n");
    env.run(["score", "build-time=30", "habits=0.5"]).success();
    let outcome = env.run(["retro", "--well", "b"]).success();
    assert!(!outcome.stderr_text().contains("Not scored"), "{outcome}");
}

#[test]
fn the_week_is_told_by_its_split_and_what_went_wrong() {
    let env = TestEnvironment::with_checkout();
    env.run(["retro", "--failure-mode", "not-welcome", "--time", "60/20/20"]).success();
    env.run(["retro", "--failure-mode", "not-welcome", "--failure-mode", "small-team", "--time", "3/1/1"]).success();
    let retro = retro(&env, "2026-W47");
    assert_eq!(retro["failure_modes"], serde_json::json!(["not-welcome", "small-team"]));
    assert_eq!(
        retro["time"],
        serde_json::json!({"pairing": 3.0, "host": 1.0, "home": 1.0, "backlog": null, "planning": null})
    );
    let page = env.run(["report"]).success();
    let page = page.stdout_text();
    assert!(page.contains("! seen: the engineer does not feel welcome\n"), "{page}");
    assert!(page.contains(". the week: 60 % pairing, 20 % other host work, 20 % home\n"), "{page}");
    env.refuses(2, ["retro", "--time", "3/1"], &["--time", "60/20/20"]);
    env.refuses(2, ["retro", "--failure-mode", "boring"], &["--failure-mode", "bad-habits"]);
    env.write(RETRO, "[time]\npairing = -1\n");
    env.run(["check"]).failure(1).stdout_contains("2026-W47.toml:1:1").stdout_contains("no split of a week");
}

#[test]
fn who_was_there_is_whom_the_engagement_knows() {
    let env = TestEnvironment::with_checkout();
    env.run(["edit", "--person", "Hana Kimura <hana@example.org>", "--person", "Lee Novak", "--person", "Leon"])
        .success();
    let present = |names: &str| {
        env.run(["retro", "--present", names]).success();
        let report = env.run(["report", "--format", "json"]).json();
        let names = report["retros"][0]["present"].as_array().expect("a list").iter();
        names.map(|name| name.as_str().expect("a name").to_owned()).collect::<Vec<_>>()
    };
    // By a part of the name in any case, once; whom nobody knows, and who could be two, as it is written.
    assert_eq!(present("hana,HANA,novak"), ["Hana Kimura", "Lee Novak"]);
    assert_eq!(present("Le,Noor,noor,Hana Kimura"), ["Hana Kimura", "Lee Novak", "Le", "Noor"]);
    env.run(["retro", "--project", "--present", "lee,Leo,LEO", "--well", "a"]).success();
    let report = env.run(["report", "--format", "json"]).json();
    assert_eq!(report["project_retro"]["present"], serde_json::json!(["Lee Novak", "Leo"]));
}

#[test]
fn what_a_retro_holds_is_never_said_to_be_nothing() {
    let env = TestEnvironment::with_checkout();
    for (option, words) in [
        (["--time", "3/1/1"], "how the week split"),
        (["--mvp", "2"], "when the MVP will be there"),
        (["--blocker", "Access"], "1 blocker"),
        (["--failure-mode", "hard-work"], "1 failure mode"),
    ] {
        let told = env.run(["retro", "--replace"].iter().chain(&option)).success();
        assert!(told.stderr_text().contains(&format!(" the retro of 2026-W47: {words}\n")), "{told}");
    }
}
