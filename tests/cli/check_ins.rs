//! The check-in some months after the end.

use crate::environment::TestEnvironment;

/// An engagement that runs, and two that are over: one of them long enough for its check-in to be due.
fn after_the_end() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    for (id, end) in [("tracing", "2026-08-14"), ("flags", "2026-10-30")] {
        env.add_engagement(id);
        let text = env.read(format!("{id}/engagement.toml"));
        let text = text.replace("2026-10-12", "2026-06-22").replace("2026-12-18", end);
        env.write(format!("{id}/engagement.toml"), format!("{text}\n[close]\ndate = {end}\n"));
    }
    env
}

#[test]
fn a_check_in_is_of_the_engagement_whose_is_due() {
    let env = after_the_end();
    env.run(["status"]).success().stdout_contains("three-month check-in was due on 14 November");
    let said = ["checkin", "--comfortable", "yes", "--habits", "partly", "--habits-note", "Logs first"];
    env.run(said)
        .success()
        .stdout("")
        .stderr_contains("Check-in of tracing on 2026-11-20: comfortable yes, habits kept partly.\n")
        .stderr_contains("Saved checkins/2026-11-20.toml in tracing.\n")
        .stderr_contains("Not all was asked yet: auxeng checkin tracing --date 2026-11-20\n")
        .stderr_contains("Ask the NPS question again: auxeng nps add -e tracing\n");
    env.run(["checkin", "tracing", "--dependent", "no", "--present", "Clara Weiss", "--present", "clara weiss"])
        .success()
        .stderr_contains("(corrected): comfortable yes, habits kept partly, depends on us no.\n");
    let expected = "\
present = [
    \"Clara Weiss\",
]

comfortable = \"yes\"

habits = \"partly\"
habits_note = \"Logs first\"

dependent = \"no\"

note = \"\"
";
    assert_eq!(env.read("tracing/checkins/2026-11-20.toml"), expected);
    let status = env.run(["status"]).success();
    assert!(!status.stdout_text().contains("check-in"), "{status}");
    env.run(["fmt", "--check"]).success();
    // The next one without a name is of what is over and had none.
    env.run(["checkin", "--note", "Early"]).success().stderr_contains("Check-in of flags on 2026-11-20: Early.\n");
    env.refuses(1, ["checkin", "--note", "x"], &["2 engagements are over", "-e flags"]);
}

#[test]
fn a_survey_alone_is_no_check_in() {
    let env = after_the_end();
    env.run(["nps", "add", "--score", "9", "-e", "tracing"]).success();
    env.run(["status"]).success().stdout_contains("three-month check-in was due on 14 November");
    env.run(["checkin", "--dependent", "no"]).success().stderr_contains("asked again on 20 November 2026");
    env.write("auxeng.toml", "schema = 1\n\n[defaults]\ncheck_in_months = 1\n");
    env.on("2026-11-30").run(["status"]).success().stdout_contains("check-in after 1 month was due on 30 November");
}

#[test]
fn what_cannot_be_is_refused() {
    let env = after_the_end();
    for (code, arguments, words) in [
        (2, &["checkin"][..], &["--comfortable is missing", "for example: auxeng checkin --comfortable yes"][..]),
        (2, &["checkin", "--note", " "], &["--comfortable is missing"]),
        (2, &["checkin", "--habits", "maybe"], &["'maybe'", "yes, partly, no"]),
        (1, &["checkin", "checkout", "--habits", "yes"], &["`checkout` is not over on 2026-11-20", "2026-12-18"]),
        (1, &["checkin", "tracing", "--habits", "yes", "--date", "2026-08-14"], &["is not over on 2026-08-14"]),
        (1, &["checkin", "tracing", "--habits", "yes", "--date", "tomorrow"], &["in the future"]),
        (1, &["checkin", "nobody", "--habits", "yes"], &["no engagement `nobody`"]),
    ] {
        env.refuses(code, arguments, words);
    }
    let env = TestEnvironment::with_store();
    env.refuses(1, ["checkin", "--habits", "yes"], &["no engagements in", "auxeng open"]);
    env.add_engagement("running");
    env.refuses(1, ["checkin", "--habits", "yes"], &["`running` is not over"]);
}

#[test]
fn reports_tell_what_comes_after_the_end() {
    let env = after_the_end();
    let words = "<b>fine</b> | \"so\"";
    env.run(["checkin", "--comfortable", "no", "--comfortable-note", words, "--dependent", "yes"]).success();
    env.run(["champion", "add", "Clara Weiss", "-e", "tracing"]).success();
    env.run(["close", "tracing", "--handover", "The sampler: Clara Weiss"]).success();
    let report = env.run(["report", "tracing"]).success();
    for part in ["Hand-over\n", "The sampler", "Champions\n", "Check-in of 20 November 2026\n", words] {
        assert!(report.stdout_text().contains(part), "{part}\n{report}");
    }
    let json = env.run(["report", "tracing", "--format", "json"]).json();
    assert_eq!(json["handover"][0]["who"], "Clara Weiss");
    assert_eq!((&json["check_ins"][0]["comfortable"], &json["check_ins"][0]["habits"]), (&"no".into(), &().into()));
    assert_eq!(json["champions"][0]["id"], "clara-weiss");
    let page = env.run(["report", "tracing", "--format", "html"]).success();
    assert!(
        page.stdout_text().contains("&lt;b&gt;fine&lt;/b&gt;") && !page.stdout_text().contains("<b>fine"),
        "{page}"
    );
    let program = env.run(["report", "--program"]).success();
    assert!(program.stdout_text().contains("Check-ins after the end\n"), "{program}");
    let program = env.run(["report", "--program", "--until", "2026-11-19", "--format", "json"]).json();
    assert_eq!(program["check_ins"], serde_json::json!([]), "it was held later");
}
