//! A store that goes away while a command writes: somebody deletes it, checks out another branch, pulls the stick.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Output, Stdio};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::commands::{Writing, command};
use crate::environment::TestEnvironment;
use crate::known::said;
use crate::needs;
use crate::place::{files, strays};
use crate::tracing::{Call, calls};

/// The commands that are tried: a record changed, several, new ones, and a new engagement.
const COMMANDS: [&str; 7] =
    ["score several", "goal add", "retro with more", "nps import", "edit", "open", "milestone add"];

/// Runs `writing`, and removes `folder` when it is about to make `call`.
fn without(env: &TestEnvironment, writing: &Writing, call: &Call, folder: &Path) -> Output {
    let list = env.home().with_file_name("tmp").join("calls");
    nix::unistd::mkfifo(&list, nix::sys::stat::Mode::S_IRWXU).expect("a pipe can be made");
    let mut strace = env.command("strace");
    let inject = format!("inject={}:signal=STOP:when={}", call.name, call.number);
    strace.args(["-D", "-o"]).arg(&list).args(["-e", &format!("trace={}", call.name), "-e", &inject]);
    strace.arg(env!("CARGO_BIN_EXE_auxeng"));
    writing.prepare(env, &mut strace);
    let child = strace.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("strace runs");
    // Reading waits for strace, which tells at once when the process has stopped.
    let lines = BufReader::new(File::open(&list).expect("strace opens the other end")).lines();
    for line in lines {
        let line = line.expect("strace writes text");
        if line.contains("--- stopped by SIGSTOP ---") {
            fs::remove_dir_all(folder).expect("it is there");
            // With -D it is our child, and strace its.
            let process = Pid::from_raw(i32::try_from(child.id()).expect("an id of a process"));
            kill(process, Signal::SIGCONT).expect("it is ours");
        }
    }
    fs::remove_file(list).expect("it is there");
    child.wait_with_output().expect("strace ends")
}

#[test]
fn a_store_that_goes_away_is_told_and_does_not_come_back() {
    if !needs::tracing() {
        return;
    }
    let mut trials = 0;
    for name in COMMANDS {
        let writing = command(name);
        let calls = calls(&writing.scene(), &writing);
        let changing: Vec<&Call> = calls.iter().filter(|call| call.changes() || call.name == "flock").collect();
        for folder in ["", "checkout"] {
            for call in &changing {
                let env = writing.scene();
                let output = without(&env, &writing, call, &env.path().join(folder));
                let told = format!("{name}, {folder:?} removed at {} {}: {}", call.name, call.number, said(&output));
                trials += 1;
                assert!(matches!(output.status.code(), Some(0 | 1)), "{:?} {told}", output.status);
                if folder.is_empty() {
                    assert!(!env.path().exists(), "it came back: {told}");
                    fs::create_dir(env.path()).expect("it is gone");
                    continue;
                }
                let back: Vec<String> =
                    files(&env).into_keys().filter(|name| name.starts_with("work/checkout/")).collect();
                assert!(back.is_empty(), "{back:?} came back: {told}");
                env.run(["check"]).success();
                env.run(["open", "Another"]).success();
                assert!(strays(&env).is_empty(), "{:?} {told}", strays(&env));
            }
        }
    }
    needs::tell(&format!("a store that goes away: {trials} times"));
}
