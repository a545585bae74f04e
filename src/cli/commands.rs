//! The commands by name, and the command line that they make.

use std::ffi::OsString;

use clap::builder::StyledStr;
use clap::error::ErrorKind;
use clap::{ArgMatches, Args, CommandFactory, FromArgMatches};

use super::committing::CommitOption;
use super::context::Context;
use super::failure::ExitStatus;
use super::{
    Cli, agenda, champion, check, checkin, close, completions, edit, explain, export, feedback, fit, fmt, goal, init,
    log, man, milestone, notes, nps, open, pitch, propose, report, resolve, retro, roster, score, search, status, sync,
    undo,
};

/// A command: its name, its arguments, and the function that carries it out.
struct Entry {
    name: &'static str,
    arguments: fn(clap::Command) -> clap::Command,
    run: fn(&Context, &ArgMatches) -> anyhow::Result<ExitStatus>,
}

const fn entry(
    name: &'static str,
    arguments: fn(clap::Command) -> clap::Command,
    run: fn(&Context, &ArgMatches) -> anyhow::Result<ExitStatus>,
) -> Entry {
    Entry { name, arguments, run }
}

/// Commands that belong together.
struct Group {
    heading: &'static str,
    commands: &'static [Entry],
}

// The daily verbs come first, then the life of an engagement, then the store, then the rest.
static GROUPS: &[Group] = &[
    Group {
        heading: "Every week",
        commands: &[
            entry("retro", retro::RetroArgs::augment_args, |context, given| retro::run(context, &typed(given)?)),
            entry("score", score::ScoreArgs::augment_args, |context, given| score::run(context, &typed(given)?)),
            entry("notes", notes::NotesArgs::augment_args, |context, given| notes::run(context, &typed(given)?)),
            entry("status", status::StatusArgs::augment_args, |context, given| status::run(context, &typed(given)?)),
            entry("agenda", agenda::AgendaArgs::augment_args, |context, given| agenda::run(context, &typed(given)?)),
            entry("report", report::ReportArgs::augment_args, |context, given| report::run(context, &typed(given)?)),
        ],
    },
    Group {
        heading: "The life of an engagement",
        commands: &[
            entry("propose", propose::ProposeArgs::augment_args, |context, given| {
                propose::run(context, &typed(given)?)
            }),
            entry("fit", fit::FitArgs::augment_args, |context, given| fit::run(context, &typed(given)?)),
            entry("pitch", pitch::PitchArgs::augment_args, |context, given| pitch::run(context, &typed(given)?)),
            entry("open", open::OpenArgs::augment_args, |context, given| open::run(context, &typed(given)?)),
            entry("goal", goal::GoalArgs::augment_args, |context, given| goal::run(context, &typed(given)?)),
            entry("milestone", milestone::MilestoneArgs::augment_args, |context, given| {
                milestone::run(context, &typed(given)?)
            }),
            entry("feedback", feedback::FeedbackArgs::augment_args, |context, given| {
                feedback::run(context, &typed(given)?)
            }),
            entry("nps", nps::NpsArgs::augment_args, |context, given| nps::run(context, &typed(given)?)),
            entry("log", log::LogArgs::augment_args, |context, given| log::run(context, &typed(given)?)),
            entry("edit", edit::EditArgs::augment_args, |context, given| edit::run(context, &typed(given)?)),
            entry("close", close::CloseArgs::augment_args, |context, given| close::run(context, &typed(given)?)),
            entry("champion", champion::ChampionArgs::augment_args, |context, given| {
                champion::run(context, &typed(given)?)
            }),
            entry("checkin", checkin::CheckInArgs::augment_args, |context, given| {
                checkin::run(context, &typed(given)?)
            }),
        ],
    },
    Group {
        heading: "Across engagements",
        commands: &[
            entry("people", roster::PeopleArgs::augment_args, |context, given| roster::run(context, &typed(given)?)),
            entry("search", search::SearchArgs::augment_args, |context, given| search::run(context, &typed(given)?)),
            entry("export", export::ExportArgs::augment_args, |context, given| export::run(context, &typed(given)?)),
        ],
    },
    Group {
        heading: "The store",
        commands: &[
            entry("init", init::InitArgs::augment_args, |context, given| init::run(context, &typed(given)?)),
            entry("check", check::CheckArgs::augment_args, |context, given| check::run(context, &typed(given)?)),
            entry("fmt", fmt::FmtArgs::augment_args, |context, given| fmt::run(context, &typed(given)?)),
            entry("undo", undo::UndoArgs::augment_args, |context, given| undo::run(context, &typed(given)?)),
            entry("resolve", resolve::ResolveArgs::augment_args, |context, given| {
                resolve::run(context, &typed(given)?)
            }),
            entry("sync", sync::SyncArgs::augment_args, |context, given| sync::run(context, &typed(given)?)),
        ],
    },
    Group {
        heading: "The program",
        commands: &[
            entry("explain", explain::ExplainArgs::augment_args, |context, given| {
                explain::run(context, &typed(given)?)
            }),
            entry("completions", completions::CompletionsArgs::augment_args, |context, given| {
                completions::run(context, &typed(given)?)
            }),
            entry("man", man::ManArgs::augment_args, |context, given| man::run(context, &typed(given)?)),
        ],
    },
];

fn entries() -> impl Iterator<Item = &'static Entry> {
    GROUPS.iter().flat_map(|group| group.commands)
}

/// The commands that write; of those with subcommands, which of these do.
const WRITING: [(&str, &[&str]); 17] = [
    ("retro", &[]),
    ("score", &[]),
    ("notes", &[]),
    ("propose", &[]),
    ("fit", &[]),
    ("pitch", &[]),
    ("open", &[]),
    ("goal", &["add", "edit", "drop"]),
    ("milestone", &["add"]),
    ("feedback", &["add", "edit"]),
    ("nps", &["add", "import"]),
    ("edit", &[]),
    ("close", &[]),
    ("checkin", &[]),
    ("champion", &["add", "talk", "step-back"]),
    ("init", &[]),
    ("fmt", &[]),
];

/// What was said about committing, to a command that writes.
pub(super) fn commit_option(given: &ArgMatches) -> CommitOption {
    let mut given = given;
    while let Some((_, inner)) = given.subcommand() {
        given = inner;
    }
    CommitOption::of(given)
}

/// The arguments of a command; those of one that writes say whether to commit.
fn arguments(entry: &Entry) -> clap::Command {
    let command = (entry.arguments)(clap::Command::new(entry.name));
    match WRITING.iter().find(|(name, _)| *name == entry.name) {
        None => command,
        Some((_, [])) => CommitOption::augment_args(command),
        // One that is changed alone would become the last of them.
        Some((_, writing)) => command.mut_subcommands(|command| {
            if writing.contains(&command.get_name()) { CommitOption::augment_args(command) } else { command }
        }),
    }
}

/// The arguments of a command as its own type.
fn typed<A: FromArgMatches>(given: &ArgMatches) -> Result<A, clap::Error> {
    A::from_arg_matches(given)
}

/// The whole command line.
pub(super) fn command_line() -> clap::Command {
    let command = command_line_of(|_| true);
    let help = help_template(&command);
    command.help_template(help)
}

/// The help of the program itself: the commands in their groups, each on one line.
fn help_template(command: &clap::Command) -> StyledStr {
    let styles = command.get_styles();
    let (header, literal) = (styles.get_header(), styles.get_literal());
    let width = entries().map(|entry| entry.name.len()).max().unwrap_or_default();
    let mut text = String::from("{about-with-newline}\n{usage-heading} {usage}\n");
    for group in GROUPS {
        text.push_str(&format!("\n{header}{}:{header:#}\n", group.heading));
        for entry in group.commands {
            let about = command.find_subcommand(entry.name).and_then(clap::Command::get_about);
            let about = about.map(StyledStr::to_string).unwrap_or_default();
            text.push_str(&format!("  {literal}{:width$}{literal:#}  {about}\n", entry.name));
        }
    }
    text.push_str(&format!("\n{header}Options:{header:#}\n{{options}}\n\n{HELP_OF_A_COMMAND}"));
    StyledStr::from(text)
}

const HELP_OF_A_COMMAND: &str = "auxeng help COMMAND tells all about a command, with examples.";

fn command_line_of(wanted: impl Fn(&str) -> bool) -> clap::Command {
    let entries = entries().filter(|entry| wanted(entry.name));
    let commands = entries.map(arguments);
    Cli::command().subcommand_required(true).subcommands(commands)
}

/// Reads a command line.
///
/// Only the commands that it names are built at first: to build all of them takes longer than all else at the start of
/// the program. What is wrong, and help, is told by the whole of them.
///
/// # Errors
/// When the arguments are not understood, or ask for help or the version.
pub(super) fn parse(arguments: &[OsString]) -> Result<ArgMatches, clap::Error> {
    let named = command_line_of(|name| arguments.iter().any(|argument| argument == name));
    match named.try_get_matches_from(arguments) {
        Err(error) if error.kind() != ErrorKind::DisplayVersion => command_line().try_get_matches_from(arguments),
        parsed => parsed,
    }
}

/// Carries out a command that another one offers, given its words without the name of the program.
///
/// # Errors
/// As the command.
pub(super) fn carry_out(context: &Context, words: &[String]) -> anyhow::Result<ExitStatus> {
    let arguments: Vec<OsString> =
        ["auxeng"].iter().map(OsString::from).chain(words.iter().map(OsString::from)).collect();
    run(context, &parse(&arguments)?)
}

/// Carries out the command that was named.
pub(super) fn run(context: &Context, given: &ArgMatches) -> anyhow::Result<ExitStatus> {
    let named = given.subcommand();
    let found = named.and_then(|(name, given)| Some((entries().find(|entry| entry.name == name)?, given)));
    // Clap lets no command line through that names none of them.
    let (entry, given) = found.ok_or_else(|| clap::Error::new(ErrorKind::MissingSubcommand))?;
    (entry.run)(context, given)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Commands that write no records, or write them with git themselves.
    const OTHERS: [&str; 19] = [
        "people",
        "search",
        "export",
        "status",
        "agenda",
        "report",
        "log",
        "check",
        "undo",
        "resolve",
        "sync",
        "explain",
        "completions",
        "man",
        "goal list",
        "champion list",
        "milestone list",
        "feedback list",
        "nps survey",
    ];

    #[test]
    fn the_help_has_a_line_of_eighty_columns_at_most_for_each_command() {
        let help = command_line().render_help().to_string();
        for entry in entries() {
            let lines: Vec<&str> =
                help.lines().filter(|line| line.starts_with(&format!("  {} ", entry.name))).collect();
            assert!(matches!(lines[..], [line] if line.len() <= 80), "{lines:#?}");
        }
        let headings: Vec<&str> = help.lines().filter(|line| line.ends_with(':') && !line.starts_with(' ')).collect();
        assert!(headings.starts_with(&["Every week:"]), "{headings:?}");
    }

    #[test]
    fn every_command_that_writes_can_commit() {
        let whole = command_line();
        let mut commands: Vec<(String, &clap::Command)> =
            whole.get_subcommands().map(|command| (command.get_name().to_owned(), command)).collect();
        let mut at = 0;
        while let Some((name, command)) = commands.get(at).cloned() {
            let below = command.get_subcommands().map(|below| (format!("{name} {}", below.get_name()), below));
            commands.extend(below.collect::<Vec<_>>());
            let can_commit = command.get_arguments().any(|argument| argument.get_id() == "commit");
            let is_other = OTHERS.contains(&name.as_str()) || command.has_subcommands();
            assert_ne!(can_commit, is_other, "{name}");
            at += 1;
        }
        assert!(at > 20);
    }
}
