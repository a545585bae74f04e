//! Changing what an engagement says of itself.

use crate::environment::TestEnvironment;

#[test]
fn edit_changes_one_field_and_says_what_it_was() {
    for (arguments, said, line) in [
        (&["--title", "New"][..], "title: Contract tests for Checkout → New", "title = \"New\""),
        (&["--host", "Basket"], "host: Checkout → Basket", "host = \"Basket\""),
        (&["--home", "Platform"], "home: nothing → Platform", "home = \"Platform\""),
        (&["--practice", "tracing"], "practice: contract testing → tracing", "practice = \"tracing\""),
        (&["--kind", "debug"], "kind: nothing → debug", "kind = \"debug\""),
        (&["--engineer", "Bo"], "engineers: Ana Aux <ana@example.org> → Bo", "    \"Bo\","),
        (&["--advisor", "Ed"], "advisor: Mira Okafor <mira@example.org> → Ed", "advisor = \"Ed\""),
        (&["--person", "Lee"], "people: nothing → Lee", "    \"Lee\","),
        (&["--start", "2026-10-05"], "start: 2026-10-12 → 2026-10-05", "start = 2026-10-05"),
        (&["--end", "2027-01-08"], "end: 2026-12-18 → 2027-01-08", "end = 2027-01-08"),
        (&["--weeks", "8"], "end: 2026-12-18 → 2026-12-04", "end = 2026-12-04"),
        (&["--handover", "CI: Hana"], "handover: nothing → CI: Hana", "    { what = \"CI\", who = \"Hana\" },"),
        (
            &["--mvp-in-production", "yesterday"],
            "mvp_in_production: nothing → 2026-11-19",
            "mvp_in_production = 2026-11-19",
        ),
    ] {
        let env = TestEnvironment::with_checkout();
        let outcome = env.run(["edit"].iter().chain(arguments)).success().stdout("");
        let talk: Vec<&str> = outcome.stderr_text().lines().collect();
        assert_eq!(talk, [said, "Saved engagement.toml in checkout."], "{outcome}");
        let text = env.read("checkout/engagement.toml");
        assert!(text.lines().any(|other| other == line), "{line}\n{text}");
        env.run(["check"]).success().stderr("");
    }
}

#[test]
fn an_empty_text_takes_a_field_away() {
    for key in ["host", "practice", "advisor"] {
        let env = TestEnvironment::with_checkout();
        env.run(["edit", &format!("--{key}"), ""]).success().stderr_contains("→ nothing");
        let text = env.read("checkout/engagement.toml");
        // The first two have a place that stays, so that somebody else can fill it in.
        assert!(text.contains(&format!("{key} = \"\"\n")) == (key != "advisor"), "{text}");
        assert!(!text.contains(&format!("{key} = \"")) || key != "advisor", "{text}");
        let status = env.run(["status", "--format", "json"]).json();
        assert!(status["engagements"][0][key].is_null(), "{status}");
    }
    let env = TestEnvironment::with_checkout();
    env.run(["edit", "--mvp-in-production", "today", "--home", "x"]).success();
    env.run(["edit", "--mvp-in-production", "", "--home", " "]).success();
    assert_eq!(env.read("checkout/engagement.toml"), crate::scene::CHECKOUT);
}

#[test]
fn people_are_added_replaced_and_taken_away() {
    let env = TestEnvironment::with_checkout();
    env.run(["edit", "--person", "Lee", "--person", "Mei <mei@example.org>"]).success();
    env.run(["edit", "--person", "Lee <lee@example.org>", "--remove-person", "mei"]).success();
    assert!(env.read("checkout/engagement.toml").ends_with("people = [\n    \"Lee <lee@example.org>\",\n]\n"));
    env.refuses(1, ["edit", "--remove-person", "Ed"], &["nobody called `Ed`", "involved: Lee"]);
    env.run(["edit", "--engineer", "Bo", "--engineer", "Ana Aux <ana@example.org>"]).success();
    env.run(["edit", "--engineer", "Ana Aux <ana@example.org>", "--engineer", "Bo"])
        .success()
        .stderr_contains("engineers: Bo, Ana Aux <ana@example.org> → Ana Aux <ana@example.org>, Bo")
        .stderr_contains("Saved");
}

#[test]
fn what_is_handed_over_is_added_given_to_somebody_else_and_taken_back() {
    let env = TestEnvironment::with_checkout();
    let note = "\n[[handover]]\nwhat = \"CI\"\nwho = \"Hana\"\nnote = \"until May\" # by hand\n";
    env.write("checkout/engagement.toml", format!("{}{note}", crate::scene::CHECKOUT));
    env.run(["edit", "--handover", "ci: Lee", "--handover", "Broker: Mei"])
        .success()
        .stderr_contains("handover: CI: Hana → CI: Lee, Broker: Mei\n");
    let text = env.read("checkout/engagement.toml");
    assert!(text.contains("who = \"Lee\"\nnote = \"until May\" # by hand\n"), "{text}");
    env.refuses(1, ["edit", "--remove-handover", "Docs"], &["handed over: CI and Broker"]);
    env.run(["edit", "--remove-handover", "ci", "--remove-handover", "broker"])
        .success()
        .stderr_contains("handover: CI: Lee, Broker: Mei → nothing\n");
    assert_eq!(env.run(["report", "--format", "json"]).json()["handover"], serde_json::json!([]));
    env.run(["check"]).success();
}

#[test]
fn edit_refuses_what_cannot_be() {
    let env = TestEnvironment::with_checkout();
    for (code, arguments, words) in [
        (2, &["edit"][..], &["nothing to change is named", "--end"][..]),
        (2, &["edit", "--title", " "], &["the title is empty"]),
        (1, &["edit", "--end", "2026-10-11"], &["2026-10-11 is before the start 2026-10-12"]),
        (1, &["edit", "--start", "2026-12-19"], &["before the start 2026-12-19"]),
        (1, &["edit", "--advisor", "ana aux"], &["engineer and advisor"]),
        (1, &["edit", "--engineer", "Mira Okafor"], &["engineer and advisor"]),
        (2, &["edit", "--mvp-in-production", "someday"], &["`someday` is not a date"]),
        (2, &["edit", "--weeks", "8", "--end", "2027-01-01"], &["--weeks", "--end"]),
        (2, &["edit", "--handover", "CI"], &["does not say what stays and who maintains it"]),
        (1, &["edit", "--remove-handover", "CI"], &["nothing called `CI` is handed over"]),
        (1, &["edit", "nobody", "--host", "x"], &["no engagement `nobody`", "checkout"]),
    ] {
        env.refuses(code, arguments, words);
    }
}

#[test]
fn saying_what_is_so_already_writes_nothing() {
    let env = TestEnvironment::with_checkout();
    let before = env.snapshot_tree();
    env.run(["edit", "--host", "Checkout"]).success().stderr_contains("nothing was written");
    env.assert_untouched_since(&before);
}
