//! The harness itself, on programs that everybody knows.

use std::panic::{AssertUnwindSafe, catch_unwind};

use snapbox::str;

use super::{Key, Session, Signal};
use crate::environment::TestEnvironment;

/// A shell script on a terminal.
fn shell<'a>(env: &'a TestEnvironment, script: &str) -> Session<'a> {
    env.terminal_with("sh", ["-c", script]).size(60, 20).start()
}

/// Asks twice as a line editor does: key by key, with an echo of its own.
const EDITOR: &str = r#"
saved=$(stty -g); echo "A form"
for question in Title Host; do
    stty raw -echo; printf '%s: ' $question; answer=
    while key=$(dd bs=1 count=1 2>/dev/null); [ "$key" != "$(printf '\r')" ]; do
        answer=$answer$key; printf %s "$key"
    done
    printf '\r\n'; stty $saved; echo "$question is $answer"
done
"#;

#[test]
fn the_program_has_a_terminal_of_the_size_that_was_chosen() {
    let env = TestEnvironment::new();
    let script = "stty size; test -t 0 && test -t 1 && test -t 2 && echo three; echo there >/dev/tty; \
                  echo $TERM $NO_COLOR $COLUMNS; pwd";
    let seen = "20 60\nthree\nthere\nxterm-256color 1\n[DIR]\n";
    assert_eq!(shell(&env, script).finish().success().restored().text(), seen);
    let mut coloured =
        env.terminal_with("sh", ["-c", "stty size; echo $NO_COLOR-$A"]).colour().variable("A", "b").start();
    assert_eq!(coloured.finish().success().text(), "24 80\n-b\n");
}

#[test]
fn auxeng_talks_to_a_terminal() {
    let env = TestEnvironment::with_checkout();
    let ended = env.terminal(["score", "nothing=1"]).size(50, 24).start().finish().failure(1).restored();
    assert!(!ended.has_colour());
    ended.transcript(str![[r#"
error: checkout has no goal `nothing`
  goals: build-time, coverage, habits and launch
  nothing was written

"#]]);
    assert!(env.terminal(["score", "nothing=1"]).colour().start().finish().failure(1).has_colour());
}

#[test]
fn keys_are_those_of_a_terminal() {
    use Key::{Backspace, Ctrl, Down, Enter, Escape, Left, Right, Tab, Up};
    let env = TestEnvironment::new();
    for (key, shown) in [
        (Ctrl('a'), "^A"),
        (Enter, "^M"),
        (Escape, "^["),
        (Tab, "^I"),
        (Backspace, "^?"),
        (Up, "^[[A"),
        (Down, "^[[B"),
        (Right, "^[[C"),
        (Left, "^[[D"),
    ] {
        let mut session = shell(&env, "stty raw; echo ready; cat -vT");
        session.wait_for("ready").key(key).keys("!").wait_for(&format!("{shown}!")).hang_up();
        session.finish().killed_by(Signal::SIGHUP);
    }
}

#[test]
fn a_session_is_seen_with_what_was_typed_and_what_scrolled_off() {
    let env = TestEnvironment::new();
    let script = "echo first; read -r line; echo \"$line, 林美\"; read -r line; printf '%s\\n' a b c";
    let mut session = env.terminal_with("sh", ["-c", script]).size(20, 4).start();
    session.wait_for("first").keys("Größe").enter().wait_for("Größe, 林美");
    session.keys("a line that is too long").enter();
    let ended = session.finish().success();
    assert_eq!(ended.screen(), "a\nb\nc\n");
    assert_eq!(ended.text(), "first\nGröße\nGröße, 林美\na line that is too l\nong\na\nb\nc\n");
    assert_eq!(ended.lines_entered(), 2);
}

#[test]
fn a_line_is_typed_when_it_is_asked_for() {
    let env = TestEnvironment::new();
    let mut session = shell(&env, EDITOR);
    session.answer("Title", "Contracts").line("");
    assert_eq!(session.lines_entered(), 2);
    session.finish().success().restored().transcript(str![[r#"
A form
Title: Contracts
Title is Contracts
Host:
Host is

"#]]);
    let mut session = shell(&env, EDITOR);
    session.line(&"many words ".repeat(12)).asks("Host").wait_for("Host");
    let text = session.screen();
    assert!(text.contains("Title is many words") && text.ends_with("Host:\n"), "{text}");
    session.signal(Signal::SIGKILL).finish().killed_by(Signal::SIGKILL);
}

#[test]
fn a_wait_in_vain_fails_and_shows_the_screen() {
    let env = TestEnvironment::new();
    let waits: [fn(&mut Session<'_>); 4] = [
        |session| _ = session.wait_for("Nothing"),
        |session| _ = session.asks("Nothing"),
        |session| _ = session.line("x").line("y").line("z"),
        |session| _ = session.line("x").wait_for("A form"),
    ];
    for wait in waits {
        let mut session = shell(&env, "echo 'A form'; stty raw -echo; printf 'x: '");
        let failure = catch_unwind(AssertUnwindSafe(|| wait(&mut session))).expect_err("it fails");
        let message = failure.downcast_ref::<String>().expect("a text");
        assert!(message.contains("ended while this was awaited") && message.contains("\nA form\n"), "{message}");
    }
}

#[test]
fn signals_keys_and_the_end_of_the_terminal_reach_the_program() {
    let env = TestEnvironment::new();
    let cat = || env.terminal_with("cat", [""; 0]).start();
    for signal in [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP, Signal::SIGKILL] {
        cat().signal(signal).finish().killed_by(signal).restored();
    }
    cat().key(Key::Ctrl('c')).finish().killed_by(Signal::SIGINT).restored().contains("^C");
    cat().key(Key::Ctrl('d')).finish().success().transcript("");
    cat().hang_up().finish().killed_by(Signal::SIGHUP);
    let mut session = shell(&env, "trap 'exit 3' HUP; echo ready; read -r line; exit 4");
    session.wait_for("ready").hang_up().finish().failure(3);
}

#[test]
fn a_terminal_that_is_left_in_disorder_is_noticed() {
    let env = TestEnvironment::new();
    for disorder in ["stty -echo", "stty -icanon", "stty -isig", "printf '\\033[?25l'", "printf '\\033[?2004h'"] {
        let ended = shell(&env, disorder).finish().success();
        assert_eq!(ended.is_echoing(), disorder != "stty -echo");
        assert_eq!(ended.is_cursor_shown(), !disorder.contains("25l"));
        catch_unwind(AssertUnwindSafe(|| drop(ended.restored()))).expect_err(disorder);
    }
}

#[test]
fn colour_is_noticed() {
    let env = TestEnvironment::new();
    for (script, coloured) in [
        ("printf '\\033[2J\\033[0m\\033[mplain\\033[K'", false),
        ("printf '\\033[1mbold\\033[0m'", true),
        ("printf '\\033[38;5;1mred'", true),
    ] {
        assert_eq!(shell(&env, script).finish().success().has_colour(), coloured, "{script}");
    }
}
