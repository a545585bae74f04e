//! Many at once, and some of them killed.

use std::process::{Child, Command, Stdio};

use crate::environment::TestEnvironment;
use crate::known::said;
use crate::needs;
use crate::place::strays;

/// What twenty people do at the same moment.
fn crowd() -> Vec<Vec<String>> {
    let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
    let mut crowd = Vec::new();
    for number in 0..3 {
        crowd.push(own(&["retro", "--well", &format!("said {number}")]));
        crowd.push(own(&["nps", "add", "--score", "9", "--why", &format!("because {number}")]));
        crowd.push(own(&["goal", "add", &format!("Goal {number}"), "--rating"]));
        crowd.push(own(&["milestone", "add", &format!("Reached {number}")]));
        crowd.push(own(&["open", &format!("Work {number}"), "--start", "2026-10-12"]));
    }
    crowd.push(own(&["score", "coverage=8", "build-time=30"]));
    crowd.push(own(&["score", "habits=50%"]));
    crowd.push(own(&["edit", "--person", "Lee Novak <lee@example.org>"]));
    crowd.push(own(&["goal", "edit", "launch", "--why", "It counts"]));
    crowd.push(own(&["nps", "import", "survey.csv"]));
    crowd
}

fn start(mut command: Command) -> Child {
    command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts")
}

/// What all twenty have left behind.
#[track_caller]
fn is_all_there(env: &TestEnvironment) {
    let retro = env.read("checkout/retros/2026-W47.toml");
    let status = env.run(["status", "--format", "json"]).json().to_string();
    let nps = env.run(["nps", "checkout", "--format", "json"]).json();
    for number in 0..3 {
        assert!(retro.contains(&format!("\"said {number}\"")), "{retro}");
        assert!(env.read(format!("checkout/goals/goal-{number}.toml")).contains("rating"));
        assert!(env.read(format!("checkout/milestones/reached-{number}.toml")).contains("Reached"));
        assert!(status.contains(&format!("\"work-{number}\"")), "{status}");
    }
    assert_eq!(nps["n"], 3 + 4, "{nps}");
    for (file, text) in [
        ("goals/coverage.toml", "2026-W47 = { value = 8 }"),
        ("goals/build-time.toml", "2026-W47 = { value = 30 }"),
        ("goals/habits.toml", "2026-W47 = { value = 0.5 }"),
        ("goals/launch.toml", "why = \"It counts\""),
        ("engagement.toml", "Lee Novak"),
    ] {
        let record = env.read(format!("checkout/{file}"));
        assert!(record.contains(text), "{record}");
    }
    env.run(["check"]).success();
    assert_eq!(strays(env), Vec::<String>::new());
}

fn env() -> TestEnvironment {
    let env = crate::commands::with_export();
    env.write("survey.csv", "Recommend us (0-10)?,Why?\n9,Good\n10,Very good\n3,Slow\n9,Good\n");
    env
}

fn arguments(words: &[String]) -> Vec<&str> {
    // With more than one engagement it is not clear which one is meant.
    let named = if words[0] == "open" { &[][..] } else { &["-e", "checkout"] };
    words.iter().map(String::as_str).chain(named.iter().copied()).collect()
}

#[test]
fn twenty_writers_at_once_lose_nothing() {
    for _ in 0..3 {
        let env = env();
        let crowd = crowd();
        assert_eq!(crowd.len(), 20);
        let children: Vec<Child> = crowd
            .iter()
            .map(|words| {
                let mut command = env.command(env!("CARGO_BIN_EXE_auxeng"));
                command.args(arguments(words));
                start(command)
            })
            .collect();
        for (child, words) in children.into_iter().zip(&crowd) {
            let output = child.wait_with_output().expect("it ends");
            assert!(output.status.success(), "{words:?}: {}", said(&output));
        }
        is_all_there(&env);
    }
}

#[test]
fn writers_that_are_killed_among_twenty_stand_in_nobodys_way() {
    if !needs::tracing() {
        return;
    }
    // Before the lock is taken, with it, half-way through a file, when it is in place, and before the lock is given back.
    let moments = ["flock:1", "ftruncate:1", "fsync:1", "renameat,renameat2:1", "fsync:2", "ftruncate:2"];
    for (round, moment) in moments.iter().enumerate() {
        let env = env();
        let crowd = crowd();
        let (call, number) = moment.split_once(':').expect("a call and a number");
        let is_doomed = |index: usize| index % moments.len() == round;
        let children: Vec<Child> = crowd
            .iter()
            .enumerate()
            .map(|(index, words)| {
                let program = env!("CARGO_BIN_EXE_auxeng");
                let mut command = env.command(if is_doomed(index) { "strace" } else { program });
                if is_doomed(index) {
                    let inject = format!("inject={call}:signal=KILL:when={number}");
                    command.args(["-qq", "-o", "/dev/null", "-e", &format!("trace={call}"), "-e", &inject, program]);
                }
                command.args(arguments(words));
                start(command)
            })
            .collect();
        let mut killed = 0;
        for (index, child) in children.into_iter().enumerate() {
            let output = child.wait_with_output().expect("it ends");
            // One that is to die while it gives the lock back may not come to it: the one before it has done it already.
            assert!(output.status.success() || is_doomed(index), "{:?}: {}", crowd[index], said(&output));
            killed += usize::from(!output.status.success());
        }
        assert!(killed > 0, "nobody was killed at {moment}");
        env.run(["check"]).success();
        // Those who were killed try again, where nothing of theirs is there yet.
        for (index, words) in crowd.iter().enumerate().filter(|(index, _)| is_doomed(*index)) {
            let is_done = words[0] == "nps" && words[1] == "add" && said_why(&env, index / 5);
            if !is_done {
                env.run(arguments(words)).any();
            }
        }
        env.run(["open", "Another"]).success();
        is_all_there(&env);
    }
}

/// Whether the answer of this number is recorded.
fn said_why(env: &TestEnvironment, number: usize) -> bool {
    let reason = format!("because {number}");
    crate::place::files(env).values().any(|text| String::from_utf8_lossy(text).contains(&reason))
}
