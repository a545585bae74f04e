//! Milestones: what happened on the way, and changes of scope.

use crate::environment::TestEnvironment;

#[test]
fn a_milestone_has_a_day() {
    let env = TestEnvironment::with_checkout();
    env.run(["milestone", "add", "First contract in the pipeline"])
        .success()
        .stdout("")
        .stderr_contains("Added the milestone `first-contract-in-the-pipeline` of 20 November 2026 to checkout.\n")
        .stderr_contains("Saved milestones/first-contract-in-the-pipeline.toml in checkout.\n");
    let expected = "title = \"First contract in the pipeline\"\ndate = 2026-11-20\n";
    assert_eq!(env.read("checkout/milestones/first-contract-in-the-pipeline.toml"), expected);
    let scope = ["milestone", "add", "Fraud", "--id", "f", "--scope", "--date", "2026-W45", "--note", "Two\nlines"];
    env.run(scope).success().stderr_contains("Added the change of scope `f` of 6 November 2026");
    let expected = "\
title = \"Fraud\"
date = 2026-11-06
kind = \"scope\"

note = \"\"\"
Two
lines\"\"\"
";
    assert_eq!(env.read("checkout/milestones/f.toml"), expected);
    env.run(["fmt", "--check"]).success();
    env.run(["check"]).success();
}

#[test]
fn what_cannot_be_is_refused() {
    let env = TestEnvironment::with_checkout();
    env.run(["milestone", "add", "Launch"]).success();
    for (code, arguments, words) in [
        (2, &["milestone", "add"][..], &["TITLE"][..]),
        (2, &["milestone", "add", " "], &["title is empty"]),
        (2, &["milestone", "add", "🎉"], &["no id can be made", "--id"]),
        (2, &["milestone", "add", "A", "--id", "a/b"], &["--id `a/b` cannot be an id"]),
        (1, &["milestone", "add", "A", "--date", "tomorrow"], &["2026-11-21 is in the future", "nothing was written"]),
        (2, &["milestone", "add", "A", "--date", "soon"], &["`soon` is not a date"]),
        (1, &["milestone", "add", "Launch!"], &["milestone `launch` already", "\"Launch\" on 2026-11-20", "--id"]),
        (1, &["milestone", "add", "A", "-e", "nobody"], &["no engagement `nobody`"]),
    ] {
        env.refuses(code, arguments, words);
    }
}

#[test]
fn milestones_are_listed_oldest_first_in_every_format() {
    let env = TestEnvironment::with_checkout();
    env.run(["milestone", "list"]).success().stdout("").stderr_contains("milestone add \"First release\" -e checkout");
    env.run(["milestone", "add", "Launch", "--date", "2026-11-18"]).success();
    env.run(["milestone", "add", "Less to do", "--scope", "--date", "2026-11-04", "--note", "no apps"]).success();
    let expected = "\
Contract tests for Checkout
DATE        WEEK  MILESTONE                    ID
2026-11-04  W45   scope: Less to do (no apps)  less-to-do
2026-11-18  W47   Launch                       launch
";
    env.run(["milestone", "list"]).success().stdout(expected);
    let markdown = env.run(["milestone", "list", "--format", "markdown"]).success();
    assert!(markdown.stdout_text().contains("| 2026-11-18 | W47 | Launch | launch |\n"), "{markdown}");
    let list = env.run(["milestone", "list", "--format", "json"]).json();
    assert_eq!((&list["kind"], &list["engagement"]), (&"milestones".into(), &"checkout".into()));
    let first = serde_json::json!({
        "id": "less-to-do", "title": "Less to do", "date": "2026-11-04", "week": "2026-W45", "kind": "scope",
        "note": "no apps"
    });
    assert_eq!(list["milestones"][0], first);
    let report = env.run(["report", "--format", "json"]).json();
    assert_eq!(report["milestones"], list["milestones"]);
    let log = env.run(["log"]).success();
    assert!(log.stdout_text().contains("2026-11-04  W45   scope: Less to do (no apps)\n"), "{log}");
}

#[test]
fn what_is_wrong_with_a_milestone_is_found() {
    let env = TestEnvironment::with_checkout();
    env.write("checkout/milestones/a.toml", "titel = \"A\"\ndate = \"2026-11-20\"\nkind = \"step\"\n");
    env.write("checkout/milestones/Big Day.toml", "");
    env.write("checkout/milestones/photo.jpg", "");
    let found = env.run(["check"]).failure(1);
    for words in [
        "checkout/milestones/a.toml:1:1: `titel` is no field of this record",
        "did you mean `title`?",
        "checkout/milestones/a.toml:1:1: `title` is missing",
        "checkout/milestones/a.toml:2:8: `date` is not a date",
        "checkout/milestones/a.toml:3:8: `kind` cannot be `step`",
        "checkout/milestones/Big Day.toml: `Big Day` cannot be the name of a record here",
        "checkout/milestones/photo.jpg: this is no record and is not read",
    ] {
        assert!(found.stdout_text().contains(words), "{words}\n{found}");
    }
    env.refuses(1, ["milestone", "add", "B"], &["checkout/milestones/a.toml", "nothing was written"]);
    env.run(["goal", "add", "Other records are not in the way", "--rating"]).success();
    env.run(["report"]).failure(1).stdout_contains("Contract tests for Checkout");
}

#[test]
fn what_is_dated_ahead_is_not_shown_yet() {
    let env = TestEnvironment::with_checkout();
    env.write("checkout/milestones/freeze.toml", "title = \"Freeze\"\ndate = 2026-12-14\n");
    let list = env.run(["milestone", "list", "--format", "json"]).json();
    assert_eq!(list["milestones"], serde_json::json!([]));
    env.on("2026-12-14").run(["milestone", "list"]).success().stdout_contains("Freeze");
    env.refuses(1, ["milestone", "add", "Freeze"], &["milestone `freeze` already", "2026-12-14"]);
}
