//! `docs/cli.md` is the help of every command, `docs/rules.md` every rule of the playbook. Neither can fall behind.

use auxeng::playbook::{Group, Rule, moments, rules};
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

const RULES: &str = "\
<!-- Generated from the rules of the program. To update it: \
SNAPSHOTS=overwrite cargo test --test cli reference -->

# Rules

What the playbook and the format ask for, as `auxeng explain` tells it. `auxeng check` asks all of it; some rules speak up
by themselves where something can still be done. Those of the record are errors of a file and warnings about one. All
others can be tuned or silenced in `auxeng.toml`, with the reason:

```toml
[rules.not-scored]
days = 15
reason = \"Our hosts work in sprints of two weeks.\"

[rules.off-quarter]
severity = \"off\"
reason = \"Nobody here plans by quarters.\"
```

`auxeng explain RULE` tells how a store has tuned a rule, and why.
";

#[test]
fn the_rules_are_those_of_the_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let mut actual = RULES.to_owned();
    for group in Group::ALL {
        write!(actual, "\n## {}\n", group.title()).expect("a string takes any text");
        rules().filter(|rule| rule.group == group).for_each(|rule| describe_rule(rule, &mut actual));
    }
    assert_data_eq!(actual, Data::read_from(&path, None).raw());
}

fn describe_rule(rule: &Rule, text: &mut String) {
    let (id, severity, summary) = (rule.id, rule.severity.label(), rule.summary);
    let mut add = |part: String| write!(text, "{part}").expect("a string takes any text");
    add(format!("\n### {id}\n\n*{severity}*: {summary}.\n\n{}\n", rule.explanation));
    if !rule.numbers.is_empty() {
        add("\n| number | usually | from | to |\n| --- | ---: | ---: | ---: |\n".to_owned());
    }
    for of in rule.numbers {
        add(format!("| `{}` | {} | {} | {} |\n", of.name, of.usual, of.least, of.most));
    }
    let commands = moments(id).iter().flat_map(|moment| moment.commands());
    let commands: Vec<String> = commands.map(|command| format!("`auxeng {command}`")).collect();
    if !commands.is_empty() {
        add(format!("\nSpeaks up at {}.\n", commands.join(" and ")));
    }
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
