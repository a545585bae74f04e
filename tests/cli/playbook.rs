//! `docs/playbook.md` says what serves each statement of the practice; all that it names has to be there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use clap::Command;

fn document(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)).expect("it can be read")
}

/// The rows of its tables, without their headings: what is said, and what serves it.
fn rows(text: &str) -> Vec<(String, String)> {
    let cells = |line: &str| line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let is_row = |line: &&str| line.starts_with('|') && !line.starts_with("| ---") && !line.contains("| Served by |");
    let row = |line| match &cells(line)[..] {
        [said, served] => (said.clone(), served.clone()),
        other => panic!("no two columns: {other:?}"),
    };
    text.lines().filter(is_row).map(row).collect()
}

/// What stands in backticks.
fn spans(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The long options of a command and of those below it.
fn options(command: &Command, found: &mut BTreeSet<String>) {
    found.extend(command.get_arguments().filter_map(|argument| argument.get_long()).map(str::to_owned));
    command.get_subcommands().for_each(|below| options(below, found));
}

/// Whether `words` are a command, with options that it has; words in capitals and values stand for what a user gives.
fn is_command(root: &Command, words: &[&str]) -> bool {
    let Some(mut command) = root.find_subcommand(words[0]) else { return false };
    let mut below = BTreeSet::new();
    for word in &words[1..] {
        if let Some(found) = command.find_subcommand(word) {
            command = found;
        } else if let Some(option) = word.strip_prefix("--") {
            options(command, &mut below);
            if !below.contains(option) {
                return false;
            }
        }
    }
    true
}

#[test]
fn what_serves_the_practice_is_there() {
    let text = document("playbook.md");
    let rows = rows(&text);
    assert!(rows.len() > 80, "{} rows", rows.len());
    let root = auxeng::cli::command();
    let mut all_options = BTreeSet::new();
    options(&root, &mut all_options);
    let format = document("file-format.md");
    let is_known = |span: &str| {
        let words: Vec<&str> = span.split_whitespace().collect();
        let is_rule = auxeng::playbook::rule(span).is_some();
        let is_option = span.strip_prefix("--").is_some_and(|option| all_options.contains(option));
        is_rule
            || is_option
            || is_command(&root, &words)
            || format.contains(&format!("`{}`", span.trim_matches(['[', ']'])))
    };
    let mut unknown = Vec::new();
    for (said, served) in &rows {
        assert!(!said.is_empty() && !served.is_empty(), "{said} | {served}");
        unknown.extend(spans(served).filter(|span| !is_known(span)).map(|span| format!("{said}: `{span}`")));
    }
    for (said, served) in &rows {
        // A rule is named as one, so that a field of the same name is not taken for it.
        let named = served.split("rule").skip(1).flat_map(|rest| spans(rest.split([';', '.']).next().unwrap_or(rest)));
        unknown
            .extend(named.filter(|id| auxeng::playbook::rule(id).is_none()).map(|id| format!("{said}: rule `{id}`")));
    }
    assert!(unknown.is_empty(), "named and not there:\n{}", unknown.join("\n"));
}
