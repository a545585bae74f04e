//! No command stops a script: without a terminal nothing is asked, and standard input is not waited for.

use std::process::{Command, Output, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use clap::ArgAction;

use crate::environment::TestEnvironment;

/// After this a command is taken for waiting.
const PATIENCE: Duration = Duration::from_mins(1);

/// What a script may have left of its standard input.
#[derive(Debug, Clone, Copy)]
enum Input {
    /// There is none.
    #[cfg(unix)]
    Closed,
    /// It is at its end.
    Empty,
    /// Somebody holds it open and says nothing.
    Silent,
}

const INPUTS: &[Input] = &[
    #[cfg(unix)]
    Input::Closed,
    Input::Empty,
    Input::Silent,
];

/// Where a script may call a command: without a store, with an engagement, and with two of which none is the one.
const SCENES: [fn() -> TestEnvironment; 3] = [TestEnvironment::new, TestEnvironment::with_checkout, || {
    let env = TestEnvironment::with_checkout();
    env.add_engagement("search");
    env
}];

/// Every command as it is called, each alone.
fn commands() -> Vec<Vec<String>> {
    let mut root = auxeng::cli::command();
    root.build();
    let mut found = vec![Vec::new()];
    below(&root, &[], &mut |words, _| found.push(words.to_vec()));
    found
}

/// Every command with each of its switches that take no value.
fn switches() -> Vec<Vec<String>> {
    let mut root = auxeng::cli::command();
    root.build();
    let mut found = Vec::new();
    below(&root, &[], &mut |words, command| {
        for argument in command.get_arguments() {
            if let (ArgAction::SetTrue, Some(long)) = (argument.get_action(), argument.get_long()) {
                found.push([words, &[format!("--{long}")]].concat());
            }
        }
    });
    found
}

fn below(command: &clap::Command, words: &[String], found: &mut impl FnMut(&[String], &clap::Command)) {
    for subcommand in command.get_subcommands() {
        let words = [words, &[subcommand.get_name().to_owned()]].concat();
        found(&words, subcommand);
        // Help of everything is there once more below `help`.
        if subcommand.get_name() != "help" {
            below(subcommand, &words, found);
        }
    }
}

/// An editor that waits for somebody to type. It must not be started.
const EDITOR: &str = "sh -c 'read line; echo it ran' sh";

fn run(env: &TestEnvironment, words: &[String], input: Input) -> Output {
    let program = env!("CARGO_BIN_EXE_auxeng");
    let (reader, writer) = std::io::pipe().expect("a pipe can be made");
    let mut command = match input {
        #[cfg(unix)]
        Input::Closed => {
            let mut shell = env.command("sh");
            shell.args(["-c", "exec \"$0\" \"$@\" <&-", program]);
            shell
        }
        Input::Empty | Input::Silent => env.command(program),
    };
    if matches!(input, Input::Silent) {
        command.stdin(reader);
    }
    let output = output(command.args(words).env("EDITOR", EDITOR), words);
    drop(writer);
    output
}

/// What a command writes, which must end by itself.
fn output(command: &mut Command, words: &[String]) -> Output {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let (sender, receiver) = channel();
    // A command that waits is left behind: the test that ends ends it too.
    std::thread::spawn(move || sender.send(child.wait_with_output()));
    let ended = receiver.recv_timeout(PATIENCE);
    ended.unwrap_or_else(|_| panic!("auxeng {} waits", words.join(" "))).expect("its output can be read")
}

#[track_caller]
fn ends_without_a_question(words: &[String], input: Input) {
    for scene in SCENES {
        let env = scene();
        let output = run(&env, words, input);
        let told = String::from_utf8_lossy(&output.stderr);
        let shown = format!("auxeng {}, {input:?}, {:?}\n{told}", words.join(" "), output.status);
        assert!(matches!(output.status.code(), Some(0..=2)), "{shown}");
        // A question leaves the cursor on its line.
        assert!(told.is_empty() || told.ends_with('\n'), "{shown}");
        assert!(output.stdout.is_empty() || output.stdout.ends_with(b"\n"), "{shown}");
        assert!(!String::from_utf8_lossy(&output.stdout).contains("it ran"), "{shown}");
        assert!(!told.contains('›') && !told.contains('\u{1b}'), "{shown}");
        if output.status.code() == Some(2) {
            assert!(told.starts_with("error: ") || told.contains("Usage: auxeng"), "{shown}");
        }
    }
}

#[test]
fn every_command_ends_by_itself_without_a_terminal() {
    let commands = commands();
    let named = |words: &[&str]| commands.iter().any(|command| command == words);
    assert!(named(&["open"]) && named(&["goal", "add"]) && named(&[]), "{commands:?}");
    for words in &commands {
        for input in INPUTS {
            ends_without_a_question(words, *input);
        }
    }
}

#[test]
fn every_switch_ends_by_itself_without_a_terminal() {
    let switches = switches();
    assert!(switches.iter().any(|words| words == &["close", "--early"]), "{switches:?}");
    for words in &switches {
        ends_without_a_question(words, Input::Silent);
    }
}
