//! The report of a program.

use std::path::Path;

use crate::environment::TestEnvironment;

fn examples() -> TestEnvironment {
    let env = TestEnvironment::new();
    env.copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/engagements"), "");
    env
}

#[test]
fn a_program_is_reported_in_every_format() {
    let env = examples();
    for (format, begins) in [("table", "The program\n"), ("markdown", "# The program\n"), ("html", "<!DOCTYPE html>\n")]
    {
        let outcome = env.run(["report", "--program", "--format", format]).success();
        assert!(outcome.stdout_text().starts_with(begins), "{outcome}");
        for part in ["Payments", "2026-Q3", "distributed tracing", "Jonas Berg", "6 weeks off"] {
            assert!(outcome.stdout_text().contains(part), "{part}\n{outcome}");
        }
    }
}

#[test]
fn json_has_exact_numbers() {
    let json = examples().run(["report", "--program", "--format", "json"]).json();
    assert_eq!((&json["kind"], &json["since"], &json["until"]), (&"report".into(), &().into(), &"2026-11-20".into()));
    assert_eq!((&json["goals_done_share"], &json["aim"]), (&0.8.into(), &0.75.into()));
    assert_eq!((&json["ambition"], &json["nps"][0]["period"]), (&"cannot_tell".into(), &"2026-Q3".into()));
    assert_eq!((&json["nps"][0]["score"], &json["feedback"][0]["cost_minutes"]), (&50.0.into(), &480.0.into()));
    let ids: Vec<_> = json["engagements"].as_array().into_iter().flatten().map(|one| &one["id"]).collect();
    assert_eq!(ids, ["payments-tracing", "search-flags", "checkout-contracts"]);
}

#[test]
fn a_time_has_a_first_and_a_last_day() {
    let env = examples();
    let json = env.run(["report", "--program", "--since", "2026-10-01", "--format", "json"]).json();
    assert_eq!(json["engagements"].as_array().map(Vec::len), Some(2));
    let json = env.run(["report", "--program", "--until", "2026-08-31", "--format", "json"]).json();
    assert_eq!((json["engagements"].as_array().map(Vec::len), &json["until"]), (Some(1), &"2026-08-31".into()));
    env.refuses(2, ["report", "--program", "--since", "2026-10-01", "--until", "2026-09-01"], &["comes after"]);
    env.refuses(2, ["report", "--since", "2026-10-01"], &["--program"]);
    env.refuses(2, ["report", "checkout", "--program"], &["cannot be used with"]);
}

#[test]
fn a_record_that_cannot_be_read_is_told_and_the_rest_is_shown() {
    let env = examples();
    env.write("search-flags/goals/lookup-time.toml", "title = 1\n");
    let outcome = env.run(["report", "--program"]).failure(1);
    outcome.stderr_contains("search-flags/goals/lookup-time.toml").stdout_contains("payments-tracing");
}

#[test]
fn an_empty_store_has_an_empty_program() {
    let env = TestEnvironment::new();
    env.write("auxeng.toml", "schema = 1\n");
    env.run(["report", "--program"]).success().stdout_contains("0 engagements");
}
