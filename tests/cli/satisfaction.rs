//! How content the engineer was: from a retro, in each of the ways to record one, to the table of people.

use crate::environment::TestEnvironment;

const RETRO: &str = "checkout/retros/2026-W47.toml";

fn points(env: &TestEnvironment) -> serde_json::Value {
    env.run(["report", "checkout", "--format", "json"]).json()["retros"][0]["satisfaction"].clone()
}

#[test]
fn a_flag_records_it_and_corrects_it_and_people_and_report_show_it() {
    let env = TestEnvironment::with_checkout();
    env.run(["retro", "--satisfaction", "7"])
        .success()
        .stderr_contains("Recorded the retro of 2026-W47: content: 7 of 10\n");
    assert!(env.read(RETRO).contains("\nsatisfaction = 7\n"), "{}", env.read(RETRO));
    env.run(["retro", "--well", "a"]).success();
    assert_eq!(points(&env), 7, "what is not said again stays");
    env.run(["retro", "--satisfaction", "0"]).success();
    assert_eq!(points(&env), 0);
    let people = env.run(["people", "--format", "json"]).json();
    assert_eq!((&people["people"][0]["satisfaction"], &people["people"][0]["weeks_rated"]), (&0.0.into(), &1.into()));
    env.run(["report"]).success().stdout_contains("  . how content the engineer was: 0 of 10\n");
    env.run(["report", "--format", "html"]).success().stdout_contains("how content the engineer was: 0 of 10");
    env.run(["check"]).success();
    env.run(["fmt", "--check"]).success();
}

#[test]
fn nobody_who_reads_the_notes_that_are_sent_around_is_told() {
    let env = TestEnvironment::with_checkout();
    env.run(["retro", "--well", "a", "--satisfaction", "3"]).success();
    let notes = env.run(["notes", "checkout"]).success();
    assert!(!notes.stdout_text().contains("content"), "{notes}");
}

#[test]
fn notes_in_markdown_tell_it_and_a_flag_goes_before_them() {
    let env = TestEnvironment::with_checkout();
    let notes = "## How content was the engineer?\n\n8/10\n";
    env.run(["retro", "--from", "-", "--dry-run"])
        .stdin(notes)
        .success()
        .stdout_contains("how content the engineer was\n")
        .stdout_contains("  . how content the engineer was: 8 of 10\n");
    env.run(["retro", "--from", "-"]).stdin(notes).success();
    assert_eq!(points(&env), 8);
    env.run(["retro", "--from", "-", "--satisfaction", "5"]).stdin(notes).success();
    assert_eq!(points(&env), 5);
    env.run(["retro", "--replace", "--from", "-"]).stdin("## Satisfaction\n\n7\n").success();
    assert_eq!(points(&env), serde_json::Value::Null, "the heading may be about anybody");
}

#[cfg(unix)]
#[test]
fn the_document_has_a_place_for_it() {
    let env = TestEnvironment::with_checkout();
    env.run(["retro", "--satisfaction", "6", "--well", "a"]).success();
    env.edit(&["retro", "--edit"], "change 's/^6$/9/'").success();
    assert_eq!(points(&env), 9);
    env.edit(&["retro", "--edit"], "change '/^9$/d'").success();
    assert_eq!(points(&env), serde_json::Value::Null);
    env.edit(&["retro", "--edit"], "under 'How content the engineer was' 'fine'")
        .failure(1)
        .stderr_contains("`fine` is not a whole number from 0 to 10");
    assert_eq!(points(&env), serde_json::Value::Null);
}
