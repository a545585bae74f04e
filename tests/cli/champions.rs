//! Champions: who they are, what they said over time, and with whom somebody should talk.

use crate::environment::TestEnvironment;

/// Two engagements, one of them over, with a champion each.
fn with_champions() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    env.add_engagement("tracing");
    let over =
        env.read("tracing/engagement.toml").replace("2026-10-12", "2026-06-22").replace("2026-12-18", "2026-08-14");
    env.write("tracing/engagement.toml", format!("{over}\nhost = \"Payments\"\n\n[close]\ndate = 2026-08-14\n"));
    env.run(["champion", "add", "Clara Weiss", "--for", "a trace before a log", "-e", "tracing"]).success();
    env.run(["champion", "add", "Lee Novak <lee@example.org>", "--every", "4w"]).success();
    env
}

#[test]
fn a_champion_is_a_file_that_what_they_say_is_added_to() {
    let env = TestEnvironment::with_checkout();
    env.run(["champion", "add", "Clara Weiß <clara@example.org>", "--for", "contracts first", "--every", "6 weeks"])
        .success()
        .stdout("")
        .stderr_contains("Clara Weiß is a champion of checkout.\n")
        .stderr_contains("Saved champions/clara-weiss.toml in checkout.\n")
        .stderr_contains("The next talk is due on 29 January 2027: auxeng champion talk clara-weiss\n");
    let file = "checkout/champions/clara-weiss.toml";
    let first = "person = \"Clara Weiß <clara@example.org>\"\n\nfor = \"contracts first\"\n\nevery_weeks = 6\n";
    assert_eq!(env.read(file), format!("{first}\n[talks]\n"));
    env.run(["champion", "talk", "clara", "--sentiment", "8", "--adoption", "60%"])
        .success()
        .stdout("")
        .stderr_contains("Clara Weiß on 2026-11-20: sentiment 8 of 10, adoption 60 %.\n")
        .stderr_contains("The next talk is due on 1 January 2027.\n");
    // On the same day it is corrected, and what is not said again stays.
    env.run(["champion", "talk", "clara", "--sentiment", "7", "--note", "Slow today"])
        .success()
        .stderr_contains("Clara Weiß on 2026-11-20: sentiment 7 of 10, adoption 60 %, Slow today (corrected).\n");
    env.run(["champion", "talk", "weiß", "--adoption", "3/4", "--date", "2026-11-02"]).success();
    let talks = "\n[talks]\n2026-11-02 = { adoption = 0.75 }\n\
                 2026-11-20 = { sentiment = 7, adoption = 0.6, note = \"Slow today\" }\n";
    assert_eq!(env.read(file), format!("{first}{talks}"));
    env.run(["champion", "step-back", "clara", "--reason", "Has left"])
        .success()
        .stderr_contains("Clara Weiß is no champion of checkout any more, since 2026-11-20.\n");
    let back = "\n[stepped_back]\ndate = 2026-11-20\nreason = \"Has left\"\n";
    assert_eq!(env.read(file), format!("{first}{back}{talks}"));
    // They are asked for no more, until they are champions again.
    env.refuses(1, ["champion", "talk", "clara", "--sentiment", "1"], &["stepped back on 2026-11-20", "champion add"]);
    env.run(["champion", "talk", "clara", "--sentiment", "6", "--date", "2026-11-19"]).success();
    env.run(["champion", "add", "clara weiß", "--every", "", "--for", "contracts"])
        .success()
        .stderr_contains("Clara Weiß is a champion of checkout again.\n");
    let again = env.read(file);
    assert!(again.contains("\nfor = \"contracts\"\n") && !again.contains("stepped_back"), "{again}");
    assert!(!again.contains("every_weeks") && again.contains("clara@example.org"), "{again}");
    env.run(["fmt", "--check"]).success();
    env.run(["check"]).success();
}

#[test]
fn champions_are_found_in_all_engagements() {
    let env = with_champions();
    env.run(["champion", "talk", "Clara Weiss", "--sentiment", "9"]).success().stderr_contains("in tracing.\n");
    env.run(["champion", "talk", "nov", "--sentiment", "5", "-e", "checkout"])
        .success()
        .stderr_contains("in checkout.\n");
    env.refuses(1, ["champion", "talk", "clara", "--sentiment", "5", "-e", "checkout"], &["no champion `clara`"]);
    env.refuses(1, ["champion", "talk", "clarra-weiss", "--sentiment", "5"], &["did you mean `clara-weiss`?"]);
    // Somebody may be a champion at two hosts.
    env.run(["champion", "add", "Clara Weiss"]).success();
    let words = ["2 champions match `clara`", "clara-weiss of checkout and clara-weiss of tracing", "-e ENGAGEMENT"];
    env.refuses(1, ["champion", "talk", "clara", "--sentiment", "5"], &words);
    env.run(["champion", "talk", "clara", "--sentiment", "5", "-e", "checkout"]).success();
    assert!(env.read("tracing/champions/clara-weiss.toml").ends_with("2026-11-20 = { sentiment = 9 }\n"));
}

#[test]
fn those_come_first_with_whom_somebody_should_talk() {
    let env = with_champions();
    env.run(["champion", "talk", "clara", "--sentiment", "7", "--adoption", "50%", "--date", "2026-09-18"]).success();
    env.run(["champion", "talk", "clara", "--sentiment", "9", "--note", "Even on call", "--date", "2026-10-02"])
        .success();
    let expected = "\
20 November 2026 · 2 champions, 1 talk due

CHAMPION     OF        FOR                 SENTIMENT  ADOPTION  TALK DUE
Clara Weiss  tracing   a trace before a    9 ▆▇       50 %      since 2026-11-13
                       log
Lee Novak    checkout  –                   –          –         2027-01-15

  . Clara Weiss, 2 October 2026: Even on call
";
    env.run(["champion", "list"]).success().stdout(expected).stderr("");
    let json = env.run(["champion", "list", "--format", "json"]).json();
    let (clara, lee) = (&json["champions"][0], &json["champions"][1]);
    assert_eq!((&clara["is_due"], &clara["sentiment"], &clara["adoption"]), (&true.into(), &9.into(), &0.5.into()));
    assert_eq!((&clara["every_weeks"], &clara["for"]), (&6.into(), &"a trace before a log".into()));
    assert_eq!((&lee["is_due"], &lee["every_weeks"], &lee["person"]), (&false.into(), &4.into(), &"Lee Novak".into()));
    let csv = env.run(["champion", "list", "tracing", "--format", "csv"]).success();
    let row = "tracing,Payments,clara-weiss,Clara Weiss,a trace before a log,6,2026-10-02,2026-11-13,true,9,0.5,,\n";
    assert_eq!(csv.stdout_text().lines().nth(1).map(|line| format!("{line}\n")).as_deref(), Some(row));
    env.run(["champion", "list", "--format", "markdown", "-e", "tracing"])
        .success()
        .stdout_contains("| Clara Weiss | tracing | a trace before a log | 9 ▆▇ | 50 % | since 2026-11-13 |\n");
    // As it stood before: what was said later is left out.
    env.on("2026-09-20").run(["champion", "list"]).success().stdout_contains("7          50 %");
}

#[test]
fn who_has_stepped_back_is_left_out_and_counted() {
    let env = with_champions();
    env.run(["champion", "step-back", "lee"]).success();
    let told = "1 champion has stepped back: auxeng champion list --all\n";
    env.run(["champion", "list"]).success().stdout_contains("1 champion,").stderr(told);
    env.run(["champion", "list", "--all"]).success().stdout_contains("stepped back").stderr("");
    let json = env.run(["champion", "list", "--format", "json"]).json();
    assert_eq!(json["champions"][1]["stepped_back"], "2026-11-20");
    // Saying why corrects it.
    env.on("2026-11-24").run(["champion", "step-back", "lee", "--reason", "Has moved"]).success();
    assert!(env.read("checkout/champions/lee-novak.toml").contains("date = 2026-11-20\nreason = \"Has moved\"\n"));
}

#[test]
fn where_there_are_none_the_next_command_is_told() {
    let env = TestEnvironment::with_checkout();
    let add = "auxeng champion add \"Clara Weiss\"";
    env.run(["champion", "list"]).success().stdout("").stderr_contains("No champions yet.\n").stderr_contains(add);
    env.refuses(1, ["champion", "talk", "clara", "--sentiment", "5"], &["no champions in", add]);
    let json = env.run(["champion", "list", "--format", "json"]).json();
    assert_eq!(json["champions"], serde_json::json!([]));
}

#[test]
fn what_cannot_be_said_of_a_champion_is_refused() {
    let env = with_champions();
    env.run(["champion", "add", "Bo", "--id", "bo"]).success();
    for (code, arguments, words) in [
        (2, &["champion", "add"][..], &["NAME is missing", "for example: auxeng champion add"][..]),
        (2, &["champion", "add", " "], &["NAME ` ` does not name a person"]),
        (2, &["champion", "add", "Bo <bo>"], &["does not name a person"]),
        (2, &["champion", "add", "🎉"], &["no id can be made from the name", "--id clara-weiss"]),
        (2, &["champion", "add", "Jo", "--every", "0"], &["--every `0` is not a number of weeks from 1 to 52", "6w"]),
        (2, &["champion", "add", "Jo", "--every", "monthly"], &["--every `monthly`"]),
        (2, &["champion", "add", "Jo", "--id", "a/b"], &["--id `a/b` cannot be an id"]),
        (1, &["champion", "add", "Jo", "--id", "bo"], &["`bo` stands for somebody else", "`Bo`", "another --id"]),
        (2, &["champion", "talk"], &["NAME is missing"]),
        (2, &["champion", "talk", "lee"], &["--sentiment is missing", "--adoption or --note"]),
        (2, &["champion", "talk", "lee", "--note", " "], &["--sentiment is missing"]),
        (
            2,
            &["champion", "talk", "lee", "--sentiment", "11"],
            &["--sentiment `11` is not a whole number from 0 to 10"],
        ),
        (2, &["champion", "talk", "lee", "--sentiment", "-1"], &["--sentiment `-1`"]),
        (2, &["champion", "talk", "lee", "--adoption", "140%"], &["--adoption `140%`", "60%, 0.6 or 3/5"]),
        (1, &["champion", "talk", "lee", "--sentiment", "5", "--date", "tomorrow"], &["in the future"]),
        (2, &["champion", "step-back"], &["<NAME>"]),
        (1, &["champion", "step-back", "nobody"], &["no champion `nobody`"]),
        (1, &["champion", "add", "Jo", "-e", "nobody"], &["no engagement `nobody`"]),
    ] {
        env.refuses(code, arguments, words);
    }
}

#[test]
fn damage_refuses_a_change_and_hides_nothing_else() {
    let env = with_champions();
    env.write("checkout/champions/bad.toml", "person = 7\n");
    env.run(["champion", "list"])
        .failure(1)
        .stdout_contains("Clara Weiss")
        .stderr_contains("checkout/champions/bad.toml:1:10");
    env.refuses(1, ["champion", "talk", "lee", "--sentiment", "5"], &["cannot be read in full"]);
    env.run(["champion", "talk", "clara", "--sentiment", "5"]).success();
}

#[test]
fn hostile_names_reach_no_terminal() {
    let env = TestEnvironment::with_checkout();
    let text = "person = \"Eve \\u202e\"\nfor = \"=cmd()\\u0007\"\n\n[talks]\n2026-11-02 = { note = \"\\u009b31m\" }\n";
    env.write("checkout/champions/eve.toml", text);
    for format in ["table", "markdown", "json", "csv"] {
        let outcome = env.run(["champion", "list", "--format", format]).any();
        let all = format!("{}{}", outcome.stdout_text(), outcome.stderr_text());
        assert!(!all.contains(['\u{1b}', '\u{202e}', '\u{7}', '\u{9b}']), "{format}: {all:?}");
    }
    env.run(["champion", "list", "--format", "csv"]).any().stdout_contains("'=cmd()");
    env.run(["report", "--format", "html"]).any().stdout_contains("Eve ");
}
