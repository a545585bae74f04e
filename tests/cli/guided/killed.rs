//! A retro that is killed, or whose disk fails, while an answer is being kept.

use std::fs;
use std::path::PathBuf;

use crate::environment::TestEnvironment;
use crate::needs;
use crate::terminal::{Key, Session, Signal};

/// The questions that are asked first, with an answer to each.
const ANSWERS: [(&str, &str); 3] = [("now", "8"), ("now, in percent", "60%"), ("done or not", "done")];

/// A retro under strace, which meets `fault` at the call of this name and number.
fn start<'a>(env: &'a TestEnvironment, call: &str, number: usize, fault: &str) -> Session<'a> {
    let inject = format!("inject={call}:{fault}:when={number}");
    let trace = format!("trace={call}");
    let strace = ["-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject, env!("CARGO_BIN_EXE_auxeng"), "retro"];
    env.terminal_with("strace", strace).start()
}

fn drafts(env: &TestEnvironment) -> PathBuf {
    env.home().join(".local/state/auxeng/drafts")
}

/// The text of the draft, where there is one, and the names of what else lies beside it but the lock.
fn kept(env: &TestEnvironment) -> (Option<String>, Vec<String>) {
    let (mut draft, mut others) = (None, Vec::new());
    for entry in fs::read_dir(drafts(env)).expect("the folder is there") {
        let path = entry.expect("the entry can be read").path();
        match path.extension().and_then(|end| end.to_str()) {
            Some("json") => draft = Some(fs::read_to_string(path).expect("it is text")),
            Some("lock") => {}
            _ => others.push(path.display().to_string()),
        }
    }
    (draft, others)
}

fn answer(session: &mut Session<'_>, count: usize) {
    for (question, answer) in ANSWERS.iter().take(count) {
        session.answer(question, answer);
    }
}

#[test]
fn answers_outlive_a_kill_at_any_moment_of_keeping_them() {
    if !needs::tracing() {
        return;
    }
    // Each answer is written and synced, put in place, and its folder synced.
    for (call, number, given, kept_before) in [
        ("fsync", 1, 1, 0),
        ("renameat", 1, 1, 0),
        ("fsync", 2, 1, 1),
        ("fsync", 3, 2, 1),
        ("renameat", 2, 2, 1),
        ("fsync", 4, 2, 2),
    ] {
        let env = TestEnvironment::with_checkout();
        let mut session = start(&env, call, number, "signal=KILL");
        answer(&mut session, given);
        session.finish().killed_by(Signal::SIGKILL);
        let (draft, _) = kept(&env);
        let is_there = |count: usize| draft.as_ref().is_some_and(|draft| draft.contains(ANSWERS[count - 1].1));
        assert_eq!(draft.is_some(), kept_before > 0, "{call} {number}: {draft:?}");
        for count in 1..=2 {
            assert_eq!(is_there(count), count <= kept_before, "{call} {number}: {draft:?}");
        }
        let mut session = env.terminal(["retro"]).start();
        if kept_before > 0 {
            session.answer("resume, show or discard it", "resume");
        }
        let (question, said) = ANSWERS[kept_before];
        session.answer(question, said);
        session.asked();
        session.key(Key::Ctrl('c'));
        session.finish().failure(130).contains("The answers are kept.");
        let (draft, others) = kept(&env);
        assert!(draft.is_some_and(|draft| draft.contains(said)));
        assert_eq!(others, Vec::<String>::new(), "{call} {number}");
    }
}

#[test]
fn a_disk_that_fails_under_a_draft_is_told_and_the_answers_are_shown() {
    if !needs::tracing() {
        return;
    }
    for (call, error) in [("fsync", "EIO"), ("renameat", "ENOSPC"), ("fsync", "EROFS")] {
        let env = TestEnvironment::with_checkout();
        let mut session = start(&env, call, 1, &format!("error={error}"));
        answer(&mut session, 1);
        session.asks(ANSWERS[1].0);
        session.key(Key::Ctrl('c'));
        session.finish().failure(130).contains("the draft is not kept").contains("\"8\"");
        assert_eq!(kept(&env), (None, Vec::new()));
    }
}
