//! The project retro by flags and from notes, and what it begins with.

use crate::environment::TestEnvironment;

const RETRO: &str = "checkout/retros/project.toml";

/// The project retro as `report` tells it.
fn retro(env: &TestEnvironment) -> serde_json::Value {
    env.run(["report", "checkout", "--format", "json"]).json()["project_retro"].clone()
}

#[test]
fn a_project_retro_holds_what_was_said() {
    let env = TestEnvironment::with_checkout();
    let columns = [
        "--well",
        "Contracts",
        "--poorly",
        "Staging",
        "--poorly",
        "Release duty",
        "--next",
        "Lee: show it",
        "--present",
        "Ana,Lee",
        "--minutes",
        "55",
        "--note",
        "Kudos: Hana",
    ];
    let takeaways = ["--takeaway", "Start small", "--takeaway-general", "Ask first", "--takeaway-general", "Pair"];
    let command = ["retro", "--project"].iter().chain(&columns).chain(&takeaways);
    env.run(command).success().stdout("").stderr(
        "Recorded the project retro of 20 November 2026: \
             1 well · 2 poorly · 1 to do · 2 present · 3 takeaways · 1 note · 55 minutes\n\
             Saved retros/project.toml in checkout.\n",
    );
    let expected = "\
date = 2026-11-20

minutes = 55

present = [
    \"Ana Aux\",
    \"Lee\",
]

went_well = [
    \"Contracts\",
]

went_poorly = [
    \"Staging\",
    \"Release duty\",
]

next = [
    { text = \"show it\", owner = \"Lee\" },
]

takeaways = [
    { text = \"Start small\", about = \"engagement\" },
    { text = \"Ask first\", about = \"engagements\" },
    { text = \"Pair\", about = \"engagements\" },
]

[[notes]]
title = \"Kudos\"
text = \"Hana\"
";
    assert_eq!(env.read(RETRO), expected);
    env.run(["check"]).success();
    env.run(["fmt", "--check"]).success();
    let page = env.run(["report"]).success();
    for words in ["Takeaways, engagements in general\n  * Ask first\n  * Pair\n", "project retro: 1 well, 2 poorly"] {
        assert!(page.stdout_text().contains(words), "{words}\n{page}");
    }
}

#[test]
fn what_is_said_later_is_added_and_nothing_is_said_twice() {
    let env = TestEnvironment::with_checkout();
    env.run(["retro", "--project", "--poorly", "a", "--poorly", "b", "--takeaway", "c"]).success();
    env.run(["retro", "--project", "--poorly", "a", "--takeaway", "c", "--takeaway-general", "c", "--next", "x"])
        .success()
        .stderr_contains("Added to the project retro of 20 November 2026: 2 poorly · 1 to do · 2 takeaways\n");
    env.run(["retro", "--project", "--next", "x"]).success().stderr_contains("recorded so already");
    env.on("2026-11-27").run(["retro", "--project", "--well", "w"]).success();
    assert_eq!(retro(&env)["date"], "2026-11-20", "the day stays that of the meeting");
    env.run(["retro", "--project", "--date", "2026-11-19", "--replace", "--well", "v"])
        .success()
        .stderr_contains("Replaced the project retro of 19 November 2026: 1 well\n");
    assert_eq!(retro(&env)["went_poorly"], serde_json::json!([]));
    assert_eq!(retro(&env)["date"], "2026-11-19");
}

#[test]
fn a_comment_and_an_unknown_field_stay() {
    let env = TestEnvironment::with_checkout();
    let before = "# in the garden\ndate = 2026-11-19\nweather = \"sun\"\n\n[[takeaways]]\nabout = 'engagement' # ours\n\
                  text = \"a\"\n";
    env.write(RETRO, before);
    env.run(["retro", "--project", "--takeaway-general", "b"]).success();
    let after = env.read(RETRO);
    assert!(after.contains("about = 'engagement' # ours\ntext = \"a\"\n"), "{after}");
    assert!(
        after.starts_with("# in the garden\ndate = 2026-11-19\n") && after.contains("weather = \"sun\""),
        "{after}"
    );
    assert!(after.ends_with("[[takeaways]]\ntext = \"b\"\nabout = \"engagements\"\n"), "{after}");
}

#[test]
fn what_is_missing_is_asked_for_in_words() {
    let env = TestEnvironment::with_checkout();
    env.run(["retro", "--next", "Lee: split it", "--poorly", "a", "--poorly", "b"]).success();
    env.run(["retro", "--project", "--well", "All of it"])
        .success()
        .stderr_contains("1 action of the weekly retros still open: split-it\n")
        .stderr_contains("auxeng retro checkout --done split-it\n")
        .stderr_contains("What is to be taken away from it?\n")
        .stderr_contains("auxeng retro checkout --project --takeaway \"…\" --takeaway-general \"…\"\n")
        .stderr_contains("Nothing went poorly? Hard feedback is the most useful kind")
        .stderr_contains("changed about this engagement, or about how we worked with you?\n")
        .stderr_contains("then: auxeng retro checkout --project --asked-for-negative --poorly \"…\"\n");
    assert_eq!(retro(&env)["asked_for_negative"], false);
    let asked = env.run(["retro", "--project", "--asked-for-negative", "--takeaway", "a"]).success();
    assert!(!asked.stderr_text().contains("Nothing went poorly?"), "{asked}");
    assert!(asked.stderr_text().contains("What is to be taken away about engagements in general?\n"), "{asked}");
    assert_eq!(retro(&env)["asked_for_negative"], true);
}

#[test]
fn notes_written_by_people_are_read_with_their_takeaways() {
    let env = TestEnvironment::with_checkout();
    env.write(
        "notes.md",
        "# Project retro\n\nPresent: Ana, Lee\n\n## Went well\n- Contracts\n\n## To improve\n- Staging\n- Duty\n\n\
         ## Action items\n- [ ] Lee: show it\n- [x] Ana: write it down\n\n## Blockers\n- Bram: the broker\n\n\
         ## Key takeaways\n### About this engagement\n- Start small\n### In general\n- Ask first\n",
    );
    let shown = env.run(["retro", "--project", "--from", "notes.md", "--dry-run"]).success();
    for words in ["Key takeaways (line 19)", "takeaways: 1 item", "Takeaways, this engagement\n  * Start small\n"] {
        assert!(shown.stdout_text().contains(words), "{words}\n{shown}");
    }
    assert!(shown.stderr_text().ends_with("Nothing was written.\n"), "{shown}");
    env.run(["retro", "--project", "--from", "notes.md", "--takeaway-general", "Pair"]).success();
    let retro = retro(&env);
    let takeaways = serde_json::json!([
        { "text": "Start small", "about": "engagement" },
        { "text": "Ask first", "about": "engagements" },
        { "text": "Pair", "about": "engagements" },
    ]);
    assert_eq!(retro["takeaways"], takeaways);
    assert_eq!(retro["next"], serde_json::json!([{ "text": "show it", "owner": "Lee" }]));
    let notes: Vec<&str> = retro["notes"].as_array().into_iter().flatten().filter_map(|n| n["text"].as_str()).collect();
    assert_eq!(notes, ["", "- Ana: write it down", "- Bram: the broker"]);
    // In a weekly retro the same text is a note.
    env.run(["retro", "--from", "notes.md"]).success();
    let weekly = env.run(["report", "--format", "json"]).json()["retros"][0]["notes"].to_string();
    assert!(weekly.contains("Key takeaways") && weekly.contains("- Ask first"), "{weekly}");
}

#[test]
fn it_begins_with_the_way_behind() {
    let env = TestEnvironment::with_checkout();
    env.run(["score", "coverage=8", "--date", "2026-W46"]).success();
    env.run(["milestone", "add", "First contract", "--date", "2026-10-29"]).success();
    env.run(["retro", "--poorly", "Staging was down", "--next", "Lee: split it", "--date", "2026-W45"]).success();
    env.run(["retro", "--poorly", "No staging", "--date", "2026-W46"]).success();
    let before = env.snapshot_tree();
    let shown = env.run(["retro", "--project", "--dry-run"]).success().stderr("Nothing was written.\n");
    for words in [
        "Project retro · Contract tests for Checkout\n12 October 2026 to 18 December 2026 · planned for 10 weeks\n",
        "2 weekly retros, scores in 1 week\n",
        "2026-10-29  W44   First contract\n",
        "Goals, from baseline to final\n",
        "  - \"staging\" in W45 and W46: No staging\n",
        "Unfinished actions\n",
        "split it (split-it)  Lee    W45\n",
    ] {
        assert!(shown.stdout_text().contains(words), "{words}\n{shown}");
    }
    env.assert_untouched_since(&before);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let env = TestEnvironment::with_checkout();
    env.run(["retro", "--next", "Split it"]).success();
    for (code, arguments, words) in [
        (2, &["retro", "--project", "--asked-for-negative"][..], &["nothing to record of the project retro"][..]),
        (2, &["retro", "--project"][..], &["nothing to record of the project retro", "--takeaway", "--dry-run"][..]),
        (2, &["retro", "--takeaway", "a"], &["--project"]),
        (2, &["retro", "--takeaway-general", "a"], &["--project"]),
        (2, &["retro", "--project", "--done", "split-it"], &["--done belongs to a weekly retro", "without --project"]),
        (
            2,
            &["retro", "--project", "--mvp", "2", "--blocker", "a", "--time", "3/1/1"],
            &["--mvp, --blocker and --time belong to a weekly retro", "nothing was written"],
        ),
        (2, &["retro", "--project", "--failure-mode", "hard-work"], &["--failure-mode belongs"]),
        (1, &["retro", "--project", "--well", "a", "--date", "tomorrow"], &["in the future"]),
        (1, &["retro", "--project", "--well", "a", "--date", "2026-10-11"], &["starts on 2026-10-12", "--date"]),
        (1, &["retro", "--project", "--from", "nowhere.md"], &["nowhere.md"]),
    ] {
        env.refuses(code, arguments, words);
    }
    env.write(RETRO, "minutes = \"an hour\"\n");
    env.refuses(1, ["retro", "--project", "--well", "a"], &["project.toml:1:11", "`date` is missing", "nothing was"]);
}

#[test]
fn it_is_held_after_the_close_as_well() {
    let env = TestEnvironment::with_checkout();
    let close = ["close", "--early", "--reason", "dissolved", "--date", "2026-11-12"];
    env.run(close).success().stderr_contains("  the project retro: auxeng retro --project -e checkout\n");
    let status = env.run(["status"]).success();
    assert!(status.stdout_text().contains("no project retro 8 days after the end"), "{status}");
    env.run(["retro", "--project", "checkout", "--well", "a"]).success();
    let status = env.run(["status"]).success();
    assert!(!status.stdout_text().contains("no project retro"), "{status}");
    let again = env.run(["close", "checkout", "--outcome", "nine services"]).success();
    assert!(!again.stderr_text().contains("the project retro"), "{again}");
}
