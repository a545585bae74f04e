//! What is agreed for an engagement beside its goals: opened with it, changed, and shown.

use snapbox::str;

use crate::environment::TestEnvironment;

const AGREED: [&str; 16] = [
    "--kickoff",
    "next tuesday",
    "--desired-outcome",
    "A release a day",
    "--symptom",
    "Builds take an hour",
    "--symptom-metric",
    "Build minutes",
    "--weekly-retro",
    "Thursdays 14:00",
    "--ritual",
    "stand-up",
    "--ritual",
    "planning",
    "--home",
    "Platform",
];

#[test]
fn it_is_opened_with_the_engagement() {
    let env = TestEnvironment::with_store();
    env.run(["open", "Flags"].iter().chain(&AGREED)).success();
    let text = env.read("flags/engagement.toml");
    for part in [
        "kickoff = 2026-11-24\n",
        "desired_outcome = \"A release a day\"\n",
        "symptom = \"Builds take an hour\"\n",
        "symptom_metric = \"Build minutes\"\n",
        "weekly_retro = { day = \"thursday\", time = 14:00:00 }\n",
        "rituals = [\n    \"stand-up\",\n    \"planning\",\n]\n",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    env.run(["check"]).success();
    env.run(["fmt", "--check"]).success();
    env.run(["status", "flags"]).success().stdout_contains(
        "desired outcome: A release a day\nsymptom: Builds take an hour\ngone when: Build minutes\n\
         kick-off: 24 November 2026\nweekly retro: Thursdays at 14:00\njoins: stand-up and planning\n",
    );
    let json = env.run(["report", "flags", "--format", "json"]).json();
    assert_eq!(json["weekly_retro"]["time"], "14:00");
    assert_eq!((&json["kickoff"], &json["rituals"][1]), (&"2026-11-24".into(), &"planning".into()));
    let page = env.run(["report", "flags", "--format", "html"]).success();
    assert!(page.stdout_text().contains("<dt>Weekly retro</dt><dd class=\"said\">Thursdays at 14:00</dd>"), "{page}");
}

#[test]
fn edit_changes_only_what_it_names() {
    let env = TestEnvironment::with_checkout();
    env.run(["edit", "--weekly-retro", "fri 9:30", "--ritual", "demo", "--symptom", "Slow"]).success().stderr(str![[
        r#"
symptom: nothing → Slow
weekly_retro: nothing → Fridays at 09:30
rituals: nothing → demo
Saved engagement.toml in checkout.

"#
    ]]);
    let replaced = ["--retro-replaced-by", "Team retro", "--because", "it asks for criticism too"];
    env.run(["edit"].iter().chain(&replaced)).success().stderr_contains(
        "weekly_retro: Fridays at 09:30 → Team retro in its place (Fridays at 09:30), because it asks for criticism too",
    );
    env.run(["edit", "--retro-replaced-by", "Demo"]).success();
    assert!(
        env.read("checkout/engagement.toml")
            .contains("time = 09:30:00, replaced_by = \"Demo\", because = \"it asks for criticism too\" }\n")
    );
    env.run(["edit", "--ritual", "planning", "--symptom", "", "--retro-replaced-by", ""]).success();
    let text = env.read("checkout/engagement.toml");
    assert!(text.contains("\"planning\",") && !text.contains("demo") && !text.contains("because"), "{text}");
    env.run(["edit", "--weekly-retro", "", "--ritual", ""]).success();
    let report = env.run(["report", "--format", "json"]).json();
    assert_eq!((&report["weekly_retro"], &report["rituals"]), (&serde_json::Value::Null, &serde_json::json!([])));
    env.run(["check"]).success();
}

#[test]
fn what_cannot_be_is_refused() {
    let env = TestEnvironment::with_checkout();
    for (flags, words) in [
        (&["--weekly-retro", "sunday 14:00"][..], &["`sunday`", "monday to friday", "thursday 14:00"][..]),
        (&["--weekly-retro", "friday 25:00"], &["`25:00`"]),
        (&["--kickoff", "soon"], &["`soon` is not a date"]),
        (&["--retro-replaced-by", "Demo"], &["why does `Demo` serve the same purpose", "--because"]),
        (&["--because", "it does"], &["--retro-replaced-by"]),
    ] {
        env.refuses(2, ["edit"].iter().chain(flags), words);
        env.refuses(2, ["open", "A"].iter().chain(flags), words);
    }
}

#[test]
fn the_kind_changes_how_long_it_lasts_and_which_goals_fit() {
    for (kind, told, goal) in [
        (
            "adoption",
            "10 weeks",
            "'Services with tracing in production' --kind diffusion --unit services --from 0 --to 10",
        ),
        ("strategic", "10 weeks", "'The first version is in production' --kind business --milestone"),
        ("early-adopter", "10 weeks", "'What the host hopes for is reached' --kind business --milestone"),
        ("debug", "4 weeks", "'Build minutes' --kind technical --from 60 --to 10"),
        ("spread", "6 weeks", "'People who have used tracing on their own' --kind diffusion"),
    ] {
        let env = TestEnvironment::with_store();
        let arguments = ["open", "Flags", "--practice", "tracing", "--symptom-metric", "Build minutes", "--kind", kind];
        let opened = env.run(arguments).success().stderr_contains(told);
        let opened = opened.stderr_contains(&format!("These fit the kind {kind}, with your numbers:"));
        let command = format!(": auxeng goal add {goal}");
        let opened = opened.stderr_contains(&command);
        // Each of them does what it says.
        let lines: Vec<&str> =
            opened.stderr_text().lines().filter_map(|line| Some(line.split_once(": auxeng goal")?.1)).collect();
        assert!(lines.len() >= 2, "{opened}");
        for line in lines {
            env.run(shlex::split(&format!("goal{line}")).expect("it is a command")).success();
        }
        env.run(["check"]).success();
    }
    // A store whose engagements are shorter anyhow stays with that.
    let env = TestEnvironment::with_store();
    env.write("auxeng.toml", "schema = 1\n\n[defaults]\nweeks = 3\n");
    env.run(["open", "Flags", "--kind", "debug"]).success().stderr_contains("3 weeks");
    env.run(["open", "Notes", "--kind", "debug", "--weeks", "9"]).success().stderr_contains("9 weeks");
}

#[test]
fn an_engagement_across_quarters_is_told_when_its_dates_are_set() {
    let env = TestEnvironment::with_store();
    let told = |arguments: &[&str]| {
        let text = env.run(arguments).success().stderr_text().to_owned();
        let rules = ["off-quarter", "too-long"].into_iter().filter(|rule| text.contains(&format!("[{rule}]")));
        rules.collect::<Vec<_>>()
    };
    env.run(["open", "A"]).success().stderr_contains(
        "Playbook: it lies across two quarters: 39 days in 2026-Q4, 29 after it [off-quarter]\n  \
         begin it with the next quarter: auxeng edit --start 2027-01-04 --weeks 10 -e a\n",
    );
    for (arguments, rules) in [
        (&["edit", "a", "--start", "2027-01-04", "--weeks", "10"][..], &[][..]),
        (&["edit", "a", "--weeks", "14"], &["too-long"]),
        (&["edit", "a", "--title", "Other"], &[]),
        (&["open", "B", "--end", "2026-12-31"], &[]),
        (&["edit", "b", "--end", "2027-01-29"], &["off-quarter"]),
    ] {
        assert_eq!(told(arguments), rules, "{arguments:?}");
    }
}

#[test]
fn who_agreed_to_the_expectations_is_shown() {
    let env = TestEnvironment::with_checkout();
    env.write("checkout/agreements/lee.toml", "person = \"Lee\"\ndate = 2026-10-05\n");
    env.write("checkout/agreements/noor.toml", "person = \"Noor\"\ndate = 2026-12-05\n");
    let report = env.run(["report"]).success().stdout_contains("expectations: agreed by Lee on 5 October 2026\n");
    assert!(!report.stdout_text().contains("Noor"), "that lies ahead");
}

#[test]
fn a_weekly_retro_on_another_day_keeps_its_time() {
    let env = TestEnvironment::with_checkout();
    let retro = |text: &str| {
        env.run(["edit", "--weekly-retro", text]).success();
        env.read("checkout/engagement.toml")
    };
    retro("thursday 14:00");
    let moved = retro("friday");
    assert!(moved.contains("friday") && moved.contains("14:00"), "{moved}");
    let later = retro("15:30");
    assert!(later.contains("friday") && later.contains("15:30"), "{later}");
    assert!(!retro("").contains("weekly_retro"));
}
