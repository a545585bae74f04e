//! What is asked before notes are sent.

use std::fs;

use super::{RETRO, env};
use crate::terminal::Key;

#[test]
fn sending_again_is_asked_for_twice() {
    let env = env();
    env.notes(&["--send", "--yes"]).success();
    fs::remove_file(env.home().join("message")).expect("it was sent");
    for arguments in [&["--send", "--yes"][..], &["--send"], &["--send", "--yes", "--to", "mei@example.org"]] {
        env.sends_nothing(
            1,
            env.notes(arguments),
            &["were sent on 20 November 2026", "--again --yes", "nothing was sent"],
        );
    }
    env.sends_nothing(1, env.notes(&["--send", "--again"]), &["add --yes"]);
    let later = env.notes(&["--send", "--again", "--yes"]).variable("AUXENG_TODAY", "2026-11-23");
    later.success().stderr_contains("Sent the notes of 2026-W47");
    assert!(env.read(RETRO).contains("notes_sent = 2026-11-23\n"));
}

#[test]
fn without_a_terminal_nothing_is_asked_and_nothing_sent() {
    let env = env();
    env.sends_nothing(1, env.notes(&["--send"]), &["no terminal", "add --yes", "nothing was sent"]);
    env.sends_nothing(1, env.notes(&["--send"]).stdin("yes\n"), &["add --yes"]);
    env.sends_nothing(2, env.notes(&["--yes"]), &["--send"]);
    env.sends_nothing(2, env.notes(&["--send", "--format", "html"]), &["--format"]);
    env.sends_nothing(2, env.notes(&["--to", "ana@example.org"]), &["--to is for mail", "--send"]);
}

#[test]
fn a_person_is_shown_it_and_asked() {
    let env = env();
    let sendmail = env.home().join("sendmail").display().to_string();
    let start = |arguments: &[&str]| {
        env.terminal(["notes", "--send"].iter().chain(arguments)).variable("AUXENG_SENDMAIL", &sendmail).start()
    };
    let mut session = start(&[]);
    session.answer("Send them to 2 people?", "");
    session.finish().failure(1);
    let mut session = start(&[]);
    session.asks("Send them to 2 people?");
    session.key(Key::Ctrl('c'));
    session.finish().failure(1);
    assert_eq!(env.in_home("message"), None);
    let mut session = start(&[]);
    session.answer("Send them to 2 people?", "yes");
    session.finish().success();
    assert_eq!(env.sent_to().len(), 2);
    let mut session = start(&["--to", "mei@example.org"]);
    session.answer("Send them again, to 1 person?", "y");
    session.finish().success();
    assert_eq!(env.sent_to(), ["mei@example.org"]);
}
