//! `docs/cli.md` is the help of every command, and cannot fall behind it.

use clap::Command;
use snapbox::{Data, assert_data_eq};
use std::fmt::Write as _;
use std::path::Path;

/// Fixed, so that the file does not depend on the terminal that it is generated in.
const WIDTH: usize = 100;

const OPENING: &str = "\
<!-- Generated from the help of the program. To update it: \
SNAPSHOTS=overwrite cargo test --test cli reference -->

# Commands

What `auxeng help` tells, on one page.
";

#[test]
fn the_reference_is_the_help_of_the_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/cli.md");
    let actual = reference(auxeng::cli::command());
    assert_data_eq!(actual, Data::read_from(&path, None).raw());
}

fn reference(command: Command) -> String {
    let mut command = without_values(command).term_width(WIDTH);
    // Gives every subcommand its full name and the width.
    command.build();
    let mut text = OPENING.to_owned();
    describe(&mut command, &mut Vec::new(), &mut text);
    text
}

/// The help would show what the variables of the environment hold here.
fn without_values(command: Command) -> Command {
    command.mut_args(|argument| argument.hide_env_values(true)).mut_subcommands(without_values)
}

fn describe(command: &mut Command, parents: &mut Vec<String>, text: &mut String) {
    parents.push(command.get_name().to_owned());
    let help = command.render_long_help().to_string();
    let lines: Vec<&str> = help.trim_end().lines().map(str::trim_end).collect();
    let name = parents.join(" ");
    let level = "#".repeat(parents.len() + 1);
    let result = write!(text, "\n{level} {name}\n\n```text\n{}\n```\n", lines.join("\n"));
    result.expect("a string takes any text");
    for subcommand in command.get_subcommands_mut() {
        if !subcommand.is_hide_set() && subcommand.get_name() != "help" {
            describe(subcommand, parents, text);
        }
    }
    parents.pop();
}

#[test]
fn every_command_and_no_hidden_one_is_described() {
    let command = Command::new("auxeng")
        .subcommand(Command::new("goal").subcommand(Command::new("add").about("Add a goal")))
        .subcommand(Command::new("secret").hide(true));
    let text = reference(command);
    let headings: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(headings, ["# Commands", "## auxeng", "### auxeng goal", "#### auxeng goal add"]);
    assert!(text.contains("```text\nAdd a goal\n\nUsage: auxeng goal add\n"), "{text}");
    assert!(!text.contains("secret"), "{text}");
}
