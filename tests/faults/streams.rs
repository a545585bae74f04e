//! Outputs that are full or closed, for every command.

use std::fs::OpenOptions;
use std::process::{Output, Stdio};

use crate::commands::{commands, with_records};
use crate::environment::TestEnvironment;
use crate::known::{Known, said};
use crate::place::{everything, files};

/// Every command that only reads.
const READING: &[&[&str]] = &[
    &["status"],
    &["status", "checkout"],
    &["status", "--format", "json"],
    &["status", "--format", "csv"],
    &["report", "checkout"],
    &["report", "checkout", "--format", "html"],
    &["report", "--program"],
    &["log"],
    &["check"],
    &["fmt", "--check"],
    &["goal", "list"],
    &["milestone", "list"],
    &["nps"],
    &["nps", "--all"],
    &["nps", "--trend", "--format", "csv"],
    &["nps", "survey"],
    &["nps", "import", "survey.csv", "--dry-run"],
    &["notes"],
    &["notes", "--format", "eml", "--to", "lee@example.org"],
    &["retro", "--well", "It works", "--dry-run"],
    &["retro", "--project", "--dry-run"],
    &["explain"],
    &["explain", "retro-missed"],
    &["completions", "bash"],
    &["man"],
    &["--help"],
    &["score", "--help"],
    &["--version"],
];

/// Those of them that say the same each time: each message has an id of its own.
pub(crate) fn reading() -> impl Iterator<Item = &'static [&'static str]> {
    READING.iter().copied().filter(|arguments| !arguments.contains(&"eml"))
}

fn run(env: &TestEnvironment, arguments: &[&str], out: Stdio, err: Stdio) -> Output {
    let mut command = env.command(env!("CARGO_BIN_EXE_auxeng"));
    command.args(arguments).stdout(out).stderr(err).spawn().expect("it starts").wait_with_output().expect("it ends")
}

fn full() -> Stdio {
    OpenOptions::new().write(true).open("/dev/full").expect("/dev/full is there").into()
}

/// A pipe that nobody reads any more.
fn closed() -> Stdio {
    let (reader, writer) = std::io::pipe().expect("a pipe can be made");
    drop(reader);
    writer.into()
}

#[test]
fn whatever_is_read_into_a_full_disk_or_a_closed_pipe_ends_cleanly() {
    let env = with_records();
    let tree = everything(&env);
    for arguments in READING {
        let undisturbed = run(&env, arguments, Stdio::piped(), Stdio::piped());
        let code = undisturbed.status.code();
        assert_eq!(code, Some(0), "{arguments:?}: {}", said(&undisturbed));
        let is_silent = undisturbed.stdout.is_empty();
        let output = run(&env, arguments, full(), Stdio::piped());
        assert_eq!(output.status.code(), Some(i32::from(!is_silent)), "{arguments:?}: {}", said(&output));
        let is_told = said(&output).to_lowercase().contains("no space left on device");
        assert!(is_told || is_silent, "{arguments:?}: {}", said(&output));
        let output = run(&env, arguments, closed(), Stdio::piped());
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", said(&output));
        assert!(!said(&output).contains("panicked"), "{arguments:?}: {}", said(&output));
        // Nobody hears, and nothing else is different.
        for talk in [full(), closed()] {
            assert_eq!(run(&env, arguments, Stdio::null(), talk).status.code(), code, "{arguments:?}");
        }
    }
    assert!(tree == everything(&env), "reading has changed something");
}

#[test]
fn whatever_is_written_is_written_though_nobody_hears() {
    for writing in commands() {
        let known = Known::of(writing);
        for (out, err) in [(full(), full()), (closed(), closed()), (full(), closed()), (closed(), full())] {
            let env = known.place();
            let mut command = env.command(env!("CARGO_BIN_EXE_auxeng"));
            known.writing.prepare(&env, &mut command);
            let status = command.stdout(out).stderr(err).status().expect("it runs");
            let name = known.writing.name;
            assert!(files(&env) == known.new, "{name} has not written all");
            // What it prints as data is lost on a full disk, and only that is a failure.
            assert!(status.code() == Some(0) || (name == "fmt" && status.code() == Some(1)), "{name}: {status:?}");
        }
    }
}

#[test]
fn a_refusal_that_nobody_hears_is_still_one() {
    let env = TestEnvironment::with_checkout();
    let tree = everything(&env);
    for (arguments, code) in
        [(&["score", "nothing=1"][..], 1), (&["score", "--nothing"], 2), (&["status", "nothing"], 1)]
    {
        for (out, err) in [(closed(), closed()), (full(), full())] {
            assert_eq!(run(&env, arguments, out, err).status.code(), Some(code), "{arguments:?}");
        }
    }
    assert!(tree == everything(&env), "a refusal has changed something");
}
