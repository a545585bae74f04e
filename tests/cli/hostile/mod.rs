//! Hostile stores and input. Every kind of record is broken in every way, under every command: a new kind of record is one
//! line in [`RECORDS`], a new command one line in [`READING`] or [`WRITING`].
//!
//! What must hold of a record that is not sound: a command that reads it names it, shows the rest and exits with 1; a
//! command that would change something by it, or itself, refuses and leaves every file as it is; and no command hangs,
//! crashes or touches the broken file.

mod contents;
mod fields;
mod mails;
mod names;
mod newer;
#[cfg(unix)]
mod outputs;
#[cfg(target_os = "linux")]
mod places;
mod records;
#[cfg(unix)]
mod repository;
mod texts;
mod values;

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use crate::environment::TestEnvironment;
use crate::invocation::Outcome;

use records::{READING, RECORDS, Record, WRITING};
pub(crate) use texts::store;

/// The folders of a store; what the first of them is to a command is told by the records in it.
const FOLDERS: [&str; 11] = [
    "checkout",
    "checkout/goals",
    "checkout/milestones",
    "checkout/retros",
    "checkout/nps",
    "checkout/nps/2026-11-10",
    "checkout/feedback",
    "checkout/champions",
    "checkout/checkins",
    "checkout/votes",
    "checkout/agreements",
];

/// A store with one record of each kind, another of each beside it, and another engagement.
fn sound_store() -> TestEnvironment {
    let env = TestEnvironment::new();
    env.write(".auxeng.lock", "");
    env.write(".gitattributes", "*.toml text eol=lf\n");
    env.write(".gitignore", ".auxeng.lock\n.auxeng-*.tmp\n");
    for record in RECORDS {
        env.write(record.file, record.text);
    }
    env.write("checkout/goals/build.toml", "title = \"Build time\"\nkind = \"technical\"\nmeasure = \"rating\"\n");
    env.write("checkout/milestones/second.toml", "title = \"Second\"\ndate = 2026-10-21\n");
    env.write("checkout/retros/2026-W45.toml", "date = 2026-11-06\nwent_well = [\"b\"]\n");
    env.write("checkout/nps/2026-11-10/b.toml", "score = 8\n");
    env.write("checkout/feedback/2026-10-29-fast.toml", "title = \"Fast\"\nkind = \"idea\"\n");
    env.add_engagement("search");
    env.write("search/goals/flags.toml", "title = \"Flags\"\nkind = \"diffusion\"\nmeasure = \"rating\"\n");
    env
}

fn run(env: &TestEnvironment, command: &str) -> Outcome {
    env.run(command.split(' ')).any()
}

/// It ended by itself, and not in a panic.
#[track_caller]
fn assert_ended(outcome: &Outcome) {
    assert!(matches!(outcome.code(), Some(0 | 1)), "{outcome}");
    for words in ["panicked", "RUST_BACKTRACE", "overflowed its stack"] {
        assert!(!outcome.stderr_text().contains(words), "{outcome}");
    }
}

/// Which file it is, of which kind and from when: what a write in its place would change.
fn identity(path: PathBuf) -> impl PartialEq + std::fmt::Debug {
    let metadata = fs::symlink_metadata(path).ok();
    let own = |metadata: fs::Metadata| {
        #[cfg(unix)]
        let number = std::os::unix::fs::MetadataExt::ino(&metadata);
        #[cfg(not(unix))]
        let number = 0;
        (metadata.file_type(), metadata.len(), metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH), number)
    };
    metadata.map(own)
}

/// Tries every command on a store in which `record` is broken: `damage` makes it so in a sound store.
fn under_every_command(what: &str, record: &Record, damage: &dyn Fn(&TestEnvironment)) {
    let damaged = || {
        let env = sound_store();
        damage(&env);
        env
    };
    let env = damaged();
    let before = env.snapshot_tree();
    for command in READING {
        let outcome = run(&env, command);
        assert_ended(&outcome);
        let told = outcome.to_string();
        if record.read_by.contains(command) {
            assert_eq!(outcome.code(), Some(1), "{what}\n{outcome}");
            assert!(told.contains(record.file), "{what}: it is not named\n{outcome}");
        }
        let is_about_it =
            record.file == "checkout/engagement.toml" && (command.contains("checkout") || *command == "feedback list");
        let is_it = command.contains("2026-W46") && record.file.contains("2026-W46")
            || command.contains("project") && record.file.contains("project");
        assert!(is_about_it || is_it || !outcome.stdout_text().is_empty(), "{what}: the rest is not shown\n{outcome}");
        if ["status", "report --program", "check"].contains(command) {
            assert!(told.contains("search"), "{what}: the other engagement is not shown\n{outcome}");
        }
    }
    for command in WRITING.iter().filter(|command| record.needed_by.contains(command)) {
        let outcome = run(&env, command);
        assert_ended(&outcome);
        assert_eq!(outcome.code(), Some(1), "{what}\n{outcome}");
        let is_named = outcome.stderr_text().contains(record.file) || command.starts_with("open Checkout");
        assert!(is_named && outcome.stdout_text().is_empty(), "{what}: it is not named\n{outcome}");
    }
    env.assert_untouched_since(&before);
    for command in WRITING.iter().chain(&["fmt"]).filter(|command| !record.needed_by.contains(command)) {
        let env = damaged();
        let before = identity(env.path().join(record.file));
        let tree = env.snapshot_tree();
        let outcome = run(&env, command);
        assert_ended(&outcome);
        assert_eq!(identity(env.path().join(record.file)), before, "{what}: the broken file was touched\n{outcome}");
        if outcome.code() == Some(1) && *command != "fmt" {
            env.assert_untouched_since(&tree);
        }
    }
}

/// `check` names `record`, which is broken.
fn named(env: &TestEnvironment, what: &str, record: &Record) {
    let checked = run(env, "check");
    assert_eq!(checked.code(), Some(1), "{what}\n{checked}");
    let line = |line: &str| line.starts_with("error: ") && line.contains(record.file);
    assert!(checked.stdout_text().lines().any(line), "{what}: it is not named\n{checked}");
}

/// Tries on a store in which `record` is broken what would tell of it, and some of what needs it.
fn named_and_refused(env: &TestEnvironment, what: &str, record: &Record) {
    let before = env.snapshot_tree();
    named(env, what, record);
    let page = run(env, "report --program");
    let is_read = record.read_by.contains(&"report --program");
    let is_named = page.stderr_text().contains(record.file);
    assert!(is_named || !is_read, "{what}: it is not named\n{page}");
    assert_eq!(page.code(), Some(i32::from(is_named)), "{what}\n{page}");
    assert!(page.stdout_text().contains("search"), "{what}: the other engagement is not shown\n{page}");
    for command in record.needed_by.iter().take(2) {
        let refused = run(env, command);
        assert_ended(&refused);
        assert_eq!(refused.code(), Some(1), "{what}\n{refused}");
    }
    env.assert_untouched_since(&before);
}
