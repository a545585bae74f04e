//! Stores and words of an auxeng that is newer than this one: refused with words, and never written to.

use super::records::{READING, RECORDS, WRITING};
use super::{assert_ended, sound_store};
use crate::environment::TestEnvironment;

/// The commands that are in neither table, as they are typed.
const OTHERS: &[&str] = &[
    "propose New --host Checkout",
    "fit checkout",
    "pitch",
    "pitch checkout --agreed Lee",
    "people",
    "agenda",
    "champion list",
    "champion add Lee -e checkout",
    "champion talk lee --sentiment 8",
    "champion step-back lee",
    "checkin checkout --habits yes",
    "search contract",
    "export",
    "fmt",
    "fmt --renew",
    "undo --yes",
    "resolve",
    "sync",
    "nps import answers.csv -e checkout",
    "notes checkout --send --yes",
];

/// What needs no store.
const WITHOUT: [&str; 3] = ["explain", "completions", "man"];

/// All commands that work on a store.
fn commands() -> Vec<&'static str> {
    [READING, WRITING, OTHERS].concat()
}

/// A sound store in a repository, with these settings.
fn with_settings(settings: &str) -> TestEnvironment {
    let env = sound_store();
    env.write("auxeng.toml", settings);
    env.write("answers.csv", "score\n9\n");
    env.git(["init", "--quiet"]).success();
    env.git(["add", "--all"]).success();
    env.git(["commit", "--quiet", "--message", "Start"]).success();
    env
}

#[test]
fn a_store_of_a_newer_schema_is_refused_by_every_command() {
    for settings in [
        "schema = 2\n",
        "schema = 9223372036854775807\nhome = [\"what a newer one\", { may = \"say\" }]\n",
        "[defaults]\nweeks = \"many\"\n[[rules]]\nschema = 1\n",
        "home = \"Aux\"\nschema = 0x2\n[health]\naim = nan\n",
    ] {
        let settings =
            if settings.contains("schema = 1") { format!("schema = 3\n{settings}") } else { settings.into() };
        let env = with_settings(&settings);
        let before = env.snapshot_tree();
        let head = env.git(["rev-parse", "HEAD"]).success();
        for command in commands() {
            let outcome = env.run(command.split(' ')).failure(1).stdout("");
            outcome.stderr_contains("this auxeng knows up to 1").stderr_contains("update auxeng");
        }
        env.assert_untouched_since(&before);
        env.git(["rev-parse", "HEAD"]).success().stdout(head.stdout_text());
        env.git(["status", "--porcelain"]).success().stdout("");
    }
}

#[test]
fn no_command_is_left_out() {
    let reference = include_str!("../../../docs/cli.md");
    let names = reference.lines().filter_map(|line| line.trim_start_matches('#').strip_prefix(" auxeng "));
    let names: Vec<&str> = names.collect();
    let is_group = |name: &str| names.iter().any(|below| below.starts_with(&format!("{name} ")) && name != "nps");
    for name in names.iter().filter(|name| !is_group(name) && !WITHOUT.contains(name)) {
        let is_tried = commands().iter().any(|command| command.starts_with(name));
        assert!(is_tried, "{name} is tried on no store of a newer schema");
    }
    assert!(names.len() > 27, "{names:?}");
}

#[test]
fn what_is_no_schema_is_an_error_and_no_newer_one() {
    for schema in ["0", "-1", "1.0", "inf", "\"2\"", "2026-01-01", "[2]", "9223372036854775808", "true"] {
        let env = with_settings(&format!("schema = {schema}\n"));
        let before = env.snapshot_tree();
        for command in ["status", "check", "score checkout coverage=3", "fmt"] {
            let outcome = env.run(command.split(' ')).any();
            assert_ended(&outcome);
            assert_eq!(outcome.code(), Some(1), "{schema}\n{outcome}");
            assert!(outcome.to_string().contains("auxeng.toml:1:"), "{schema}\n{outcome}");
        }
        env.assert_untouched_since(&before);
    }
}

#[test]
fn a_word_that_a_newer_one_may_know_is_told_so() {
    let newer = concat!("an auxeng newer than ", env!("CARGO_PKG_VERSION"), " may know it");
    for (file, key, line) in [
        ("checkout/engagement.toml", "kind", "kind = \"research\"\n"),
        ("checkout/goals/coverage.toml", "kind", "kind = \"social\"\n"),
        ("checkout/goals/coverage.toml", "measure", "measure = \"trend\"\n"),
        ("checkout/milestones/first.toml", "kind", "kind = \"party\"\n"),
        ("checkout/retros/2026-W46.toml", "failure_modes", "failure_modes = [\"weather\"]\n"),
        ("checkout/feedback/2026-10-28-slow.toml", "kind", "kind = \"praise\"\n"),
        ("checkout/checkins/2026-11-19.toml", "habits", "habits = \"mostly\"\n"),
    ] {
        let env = sound_store();
        let record = RECORDS.iter().find(|record| record.file == file).expect("it is one of the records");
        let others = record.text.split_inclusive('\n').filter(|other| !other.starts_with(key));
        env.write(file, [line].into_iter().chain(others).collect::<String>());
        let before = env.snapshot_tree();
        env.run(["check"]).failure(1).stdout_contains(&format!("error: {file}:1:")).stdout_contains(newer);
        for command in record.needed_by {
            let outcome = env.run(command.split(' ')).any();
            assert_eq!(outcome.code(), Some(1), "{outcome}");
        }
        env.assert_untouched_since(&before);
    }
}
