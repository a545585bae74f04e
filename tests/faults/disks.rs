//! A disk that is full, and a limit on the size of files: for real, and not only by the word of a tracer.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::PathBuf;

use crate::commands::commands;
use crate::environment::TestEnvironment;
use crate::known::{Known, said};
use crate::needs::{on_a_small_disk, tell};
use crate::place::{everything, files};
use crate::streams::reading;

/// What a file takes on the disk at least, in bytes.
const BLOCK: usize = 4096;

/// Fills the disk of `env` but for `free` blocks.
fn fill(env: &TestEnvironment, free: usize) -> PathBuf {
    let path = env.home().with_file_name("filler");
    let mut file = File::create(&path).expect("a file takes no room yet");
    let block = [b'x'; BLOCK];
    let mut length = 0;
    while let Ok(written @ 1..) = file.write(&block) {
        length += written;
    }
    let length = length.checked_sub(free * BLOCK).expect("the disk is large enough");
    file.set_len(length as u64).expect("less is always possible");
    path
}

/// Whether it is git that could not write.
fn is_of_git(told: &str) -> bool {
    told.contains("    git add: ") || told.contains("error: what was written is not committed")
}

#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    on_a_small_disk("disks::a_full_disk_is_told_and_nothing_is_lost", "1m", || {
        let mut trials = 0;
        for writing in commands() {
            let known = Known::of(writing);
            let mut is_done = false;
            for free in 0..40 {
                let env = known.place();
                let filler = fill(&env, free);
                let output = known.writing.run(&env);
                let is_complete = files(&env) == known.new;
                fs::remove_file(filler).expect("it is there");
                let told = format!("{} with {free} blocks free: {}", known.writing.name, said(&output));
                trials += 1;
                is_done = output.status.success();
                if is_done {
                    assert!(is_complete, "success, and not all is written: {told}");
                } else {
                    assert_eq!(output.status.code(), Some(1), "{told}");
                    let is_ours = ["no space left on device", "make room on the disk and try again"];
                    let is_gits = is_of_git(&told);
                    assert!(is_gits || is_ours.iter().all(|words| told.contains(words)), "{told}");
                }
                known.is_whole(&env, &output).unwrap_or_else(|problem| panic!("{told}\n{problem}"));
                if is_done {
                    break;
                }
            }
            assert!(is_done, "{} never had room enough", known.writing.name);
        }
        tell(&format!("a full disk: {trials} runs"));
    });
}

#[test]
fn reading_on_a_full_disk_works_and_changes_nothing() {
    on_a_small_disk("disks::reading_on_a_full_disk_works_and_changes_nothing", "1m", || {
        let env = crate::commands::with_records();
        let run = |arguments: &[&str]| env.run(arguments).any().to_string();
        let before: Vec<String> = reading().map(run).collect();
        fill(&env, 0);
        let tree = everything(&env);
        let after: Vec<String> = reading().map(run).collect();
        assert_eq!(before, after);
        assert!(tree == everything(&env), "reading has changed something");
    });
}

#[test]
fn a_limit_on_the_size_of_files_is_told_and_nothing_is_lost() {
    // In blocks of 512 bytes, as POSIX has it. Without a single one not even the lock can be marked.
    for limit in ["0", "1"] {
        for writing in commands() {
            let known = Known::of(writing);
            let env = known.place();
            let mut limited = env.command("sh");
            limited.args(["-c", &format!("ulimit -f {limit} && exec \"$@\""), "sh", env!("CARGO_BIN_EXE_auxeng")]);
            known.writing.prepare(&env, &mut limited);
            let output = limited.output().expect("sh runs");
            let told = format!("{} with {limit} blocks: {}", known.writing.name, said(&output));
            match output.status.code() {
                Some(0) => assert!(limit != "0" && files(&env) == known.new, "{told}"),
                // Git is ended by the system there, and leaves a lock of its own behind.
                Some(1) if is_of_git(&told) => continue,
                Some(1) => assert!(told.contains("file too large"), "{told}"),
                _ => panic!("{:?}: {told}", output.status),
            }
            known.is_whole(&env, &output).unwrap_or_else(|problem| panic!("{told}\n{problem}"));
        }
    }
}

#[test]
fn a_record_beyond_the_limit_is_told() {
    let env = TestEnvironment::with_checkout();
    let mut limited = env.command("sh");
    let note = format!("coverage={}", "word ".repeat(1000));
    let script = "ulimit -f 1 && exec \"$0\" score coverage=8 build-time=20 --note \"$1\"";
    let output = limited.args(["-c", script, env!("CARGO_BIN_EXE_auxeng"), &note]).output().expect("sh runs");
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    for words in ["checkout/goals/coverage.toml: file too large", "error: cannot write"] {
        assert!(said(&output).contains(words), "{words}: {}", said(&output));
    }
    env.run(["score", "coverage=8", "build-time=20"]).success();
}

#[test]
fn a_disk_that_fills_up_between_two_files_is_told_by_name() {
    on_a_small_disk("disks::a_disk_that_fills_up_between_two_files_is_told_by_name", "1m", || {
        let env = TestEnvironment::with_checkout();
        // Room for the temporary file of the second goal comes from the first; the third has a text for which there is none.
        let long = format!("launch={}", "word ".repeat(2 * BLOCK / 5));
        let filler = fill(&env, 1);
        let arguments = ["score", "coverage=8", "build-time=20", "launch=done", "--note", &long];
        env.run(arguments)
            .failure(1)
            .stderr_contains("error: cannot write [DIR]/checkout/goals/launch.toml: no space left on device")
            .stderr_contains("make room on the disk and try again")
            .stderr_contains("written before that: checkout/goals/coverage.toml and checkout/goals/build-time.toml; nothing else was")
            .stderr_contains("the same command again writes what is missing");
        env.run(["check"]).success();
        assert!(env.read("checkout/goals/build-time.toml").contains("2026-W47 = { value = 20 }"));
        OpenOptions::new().write(true).open(filler).and_then(|file| file.set_len(0)).expect("it is ours");
        env.run(arguments).success().stderr_contains("Saved goals/launch.toml in checkout.");
    });
}
