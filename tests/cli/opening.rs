//! Opening an engagement.

use snapbox::str;

use crate::environment::TestEnvironment;

#[test]
fn open_needs_a_title_and_nothing_else() {
    let env = TestEnvironment::with_store();
    env.run(["open", "Contract tests for Checkout"]).success().stdout("").stderr(str![[r#"
Opened contract-tests-for-checkout in contract-tests-for-checkout/engagement.toml.
23 November 2026 to 29 January 2027, 10 weeks, Ana Aux.
Playbook: it lies across two quarters: 39 days in 2026-Q4, 29 after it [off-quarter]
  begin it with the next quarter: auxeng edit --start 2027-01-04 --weeks 10 -e contract-tests-for-checkout
Agree on its goals next: auxeng goal add -e contract-tests-for-checkout
Playbook: nobody is the advisor [no-advisor]
  name one: auxeng edit --advisor "Name <mail>" -e contract-tests-for-checkout
Playbook: 1 engineer works with the host, and 2 are better [lone-engineer]
  name the other too: auxeng edit --engineer 'Ana Aux <ana@example.org>' --engineer "Name <mail>" -e contract-tests-for-checkout

"#]]);
    let expected = "\
title = \"Contract tests for Checkout\"

practice = \"\"

kind = \"\"

host = \"\"

start = 2026-11-23

end = 2027-01-29

engineers = [
    \"Ana Aux <ana@example.org>\",
]

people = [
]

rituals = [
]

handover = [
]
";
    assert_eq!(env.read("contract-tests-for-checkout/engagement.toml"), expected);
}

#[test]
fn open_takes_every_field() {
    let env = TestEnvironment::with_store();
    let arguments = [
        "open",
        "Größe & Tempo",
        "--id",
        "tempo",
        "--host",
        "Checkout",
        "--home",
        "Platform",
        "--practice",
        "tracing",
        "--kind",
        "early-adopter",
        "--engineer",
        "Bo",
        "--engineer",
        "Cy <cy@example.org>",
        "--advisor",
        "Mira <mira@example.org>",
        "--person",
        "Lee <lee@example.org>",
        "--person",
        "林美",
        "--start",
        "2026-10-14",
        "--weeks",
        "8",
    ];
    env.run(arguments).success().stderr_contains("14 October 2026 to 4 December 2026, 8 weeks, Bo and Cy.");
    let expected = "\
title = \"Größe & Tempo\"

practice = \"tracing\"

kind = \"early-adopter\"

host = \"Checkout\"

start = 2026-10-14

end = 2026-12-04

engineers = [
    \"Bo\",
    \"Cy <cy@example.org>\",
]
home = \"Platform\"

advisor = \"Mira <mira@example.org>\"

people = [
    \"Lee <lee@example.org>\",
    \"林美\",
]

rituals = [
]

handover = [
]
";
    assert_eq!(env.read("tempo/engagement.toml"), expected);
    env.run(["check"]).success();
    env.run(["fmt", "--check"]).success();
}

#[test]
fn the_id_comes_from_the_title_in_ascii() {
    for (title, id) in
        [("Größe & Tempo!", "grosse-tempo"), ("林美", "lin-mei"), ("  Aux  ", "aux-1"), ("../../etc", "etc")]
    {
        let env = TestEnvironment::with_store();
        env.run(["open", title]).success();
        env.read(format!("{id}/engagement.toml"));
    }
}

#[test]
fn open_on_a_monday_starts_that_day() {
    let env = TestEnvironment::with_store();
    env.on("2026-11-16")
        .run(["open", "Flags", "--weeks", "1"])
        .success()
        .stderr_contains("16 November 2026 to 20 November");
    env.run(["open", "Notes", "--start", "last monday", "--end", "next friday"]).success();
    assert!(env.read("notes/engagement.toml").contains("start = 2026-11-16\n\nend = 2026-11-27\n"));
}

#[test]
fn without_a_name_in_git_there_is_no_engineer_yet() {
    let env = TestEnvironment::with_store();
    let run = env.run(["open", "Flags"]).variable("GIT_CONFIG_GLOBAL", env.home().join("none"));
    run.success().stderr_contains("no engineer yet");
    assert!(env.read("flags/engagement.toml").contains("engineers = [\n]\n"));
}

#[test]
fn open_refuses_what_cannot_be() {
    let env = TestEnvironment::with_checkout();
    for (code, arguments, words) in [
        (2, &["open"][..], &["TITLE"][..]),
        (2, &["open", "  "], &["title is empty"]),
        (2, &["open", "!!!"], &["no id can be made", "--id"]),
        (1, &["open", "Checkout", "--id", "checkout"], &["`checkout` already", "--id checkout-2"]),
        (1, &["open", "Checkout"], &["`checkout` already"]),
        (2, &["open", "A", "--id", "../escape"], &["--id", "../escape", "cannot be an id"]),
        (2, &["open", "A", "--id", "/etc"], &["cannot be an id"]),
        (2, &["open", "A", "--id", "Checkout"], &["cannot be an id", "a–z"]),
        (2, &["open", "A", "--id", "con"], &["reserved"]),
        (2, &["open", "A", "--id", ""], &["--id"]),
        (1, &["open", "A", "--engineer", "Mira", "--advisor", "Mira"], &["`Mira`", "engineer and advisor"]),
        (1, &["open", "A", "--advisor", "A. Aux <ANA@example.org>"], &["engineer and advisor", "name somebody else"]),
        (
            1,
            &["open", "A", "--start", "2026-11-20", "--end", "2026-11-19"],
            &["2026-11-19 is before the start 2026-11-20"],
        ),
        (2, &["open", "A", "--start", "soon"], &["`soon` is not a date", "2026-11-20"]),
        (2, &["open", "A", "--start", "2026-02-30"], &["`2026-02-30` is not a date"]),
        (2, &["open", "A", "--weeks", "0"], &["--weeks"]),
        (2, &["open", "A", "--weeks", "1000"], &["--weeks"]),
        (2, &["open", "A", "--weeks", "2", "--end", "2027-01-01"], &["--weeks", "--end"]),
        (2, &["open", "A", "--kind", "fun"], &["--kind", "adoption", "early-adopter"]),
        (2, &["open", "A", "--engineer", "Bo <bo>"], &["--engineer", "does not name a person"]),
        (2, &["open", "A", "--advisor", "<a@example.org>"], &["--advisor", "does not name a person"]),
        (2, &["open", "A", "--person", "a\nb"], &["--person", "does not name a person"]),
    ] {
        env.refuses(code, arguments, words);
    }
}

#[test]
fn a_title_is_one_line() {
    let env = TestEnvironment::with_checkout();
    for command in [
        &["open", "a\nb"][..],
        &["open", "a\u{1b}[2J"],
        &["edit", "--title", "a\tb"],
        &["goal", "add", "a\nb", "--rating"],
        &["goal", "edit", "coverage", "--title", "a\nb"],
    ] {
        env.refuses(2, command, &["a title is one line"]);
    }
}

#[test]
fn records_without_their_engagement_are_not_taken_over() {
    let env = TestEnvironment::with_checkout();
    std::fs::remove_file(env.path().join("checkout/engagement.toml")).expect("it is there");
    env.refuses(1, ["open", "Checkout", "--id", "checkout"], &["engagement.toml is missing", "--id"]);
    env.run(["open", "Checkout", "--id", "checkout-2"]).success();
}

#[test]
fn the_end_stays_within_the_calendar() {
    let env = TestEnvironment::with_store();
    env.refuses(1, ["open", "Far", "--start", "9998-12-01", "--weeks", "520"], &["beyond the calendar"]);
    for day in ["-0001-01-01", "9999-01-01", "+262142-12-31"] {
        let run = env.run(["open", "Odd"]).variable("AUXENG_TODAY", day);
        run.failure(2).stderr_contains("AUXENG_TODAY");
    }
}
