//! Plays every recording of a terminal in the documentation again, and compares what is seen.
//!
//! A recording is a `text` block that begins with `$ auxeng`. What stands behind `› ` or `+ ` on a line was typed. Each
//! begins beside a fresh copy of the repository's `examples/`, with the store of it named.

use std::fs;
use std::path::Path;

use crate::environment::TestEnvironment;

/// What stands before a text that was typed.
const SIGNS: [&str; 2] = ["› ", "+ "];

#[test]
fn recordings_show_what_happens() {
    let mut played = 0;
    for document in ["README.md", "docs/tutorial.md"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(document);
        let source = fs::read_to_string(path).expect("the document can be read");
        for recording in recordings(&source) {
            play(document, &recording);
            played += 1;
        }
    }
    assert_ne!(played, 0, "no recording was found");
}

/// The recordings of a document, each with its lines.
fn recordings(source: &str) -> Vec<Vec<&str>> {
    let mut recordings = Vec::new();
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        if line == "```text" {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            recordings.extend(block.first().is_some_and(|first| first.starts_with("$ auxeng")).then_some(block));
        }
    }
    recordings
}

#[track_caller]
fn play(document: &str, recording: &[&str]) {
    let env = TestEnvironment::new();
    env.copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"), "examples");
    let command = recording[0].trim_start_matches("$ auxeng").split_whitespace();
    let mut session = env.terminal(command).variable("AUXENG_STORE", "examples/engagements").start();
    for line in &recording[1..] {
        // A prompt at the end of a line has lost its space.
        let line = format!("{line} ");
        let typed = SIGNS.iter().find_map(|sign| match *sign {
            "+ " => line.strip_prefix(sign),
            sign => line.split_once(sign).map(|(_, typed)| typed),
        });
        if let Some(typed) = typed {
            session.line(typed.trim());
        }
    }
    let ended = session.finish().success().restored();
    let seen = ended.text().trim_end().lines().map(str::trim_end);
    let seen: Vec<&str> = seen.skip_while(|line| line.is_empty()).collect();
    let expected: Vec<&str> = recording[1..].to_vec();
    assert!(seen == expected, "{document} shows another {}:\n{}", recording[0], seen.join("\n"));
}
