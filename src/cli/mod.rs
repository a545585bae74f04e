//! The commands: each file of this folder holds the arguments of one and the function that carries it out.
//!
//! The only layer that ties the others together.

mod asking;
mod check;
mod close;
mod completions;
mod context;
mod dates;
mod edit;
mod environment;
mod explain;
mod failure;
mod fields;
mod fmt;
mod formats;
mod goal;
mod init;
mod log;
mod man;
mod meeting;
mod milestone;
mod names;
mod next;
mod notes;
mod nps;
mod open;
mod people;
mod report;
mod retro;
mod score;
mod selection;
mod sitting;
mod status;
mod values;
mod weeks;

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

pub use failure::ExitStatus;

use context::Context;
use environment::Environment;
use failure::Failure;

use crate::store;
use crate::text::{clean_lines, is_hostile};
use crate::ui::prompt::Stop;
use crate::ui::{self, Ui};

/// Keep the record of auxiliary engineering engagements as TOML files in git
#[derive(Debug, Parser)]
#[command(name = "auxeng", version, max_term_width = 100, arg_required_else_help = true)]
#[command(override_usage = "auxeng <COMMAND> [OPTIONS]")]
#[command(subcommand_help_heading = "Commands")]
struct Cli {
    #[command(flatten)]
    global: Global,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Args)]
struct Global {
    /// Work on the store in this folder
    ///
    /// Without it the store is what `AUXENG_STORE` names, else the nearest folder upwards with an auxeng.toml in it or in its child folder
    /// engagements, else your own default store.
    #[arg(long, value_name = "DIR", global = true, help_heading = "Global options")]
    store: Option<PathBuf>,

    /// Say only what is data, warning or error
    #[arg(short, long, global = true, help_heading = "Global options")]
    quiet: bool,

    /// When to use colour
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true, help_heading = "Global options")]
    color: Color,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

// The daily verbs come first, then the life of an engagement, then the store, then the rest.
#[derive(Debug, Subcommand)]
enum Command {
    Retro(retro::RetroArgs),
    Score(score::ScoreArgs),
    Status(status::StatusArgs),
    Report(report::ReportArgs),
    Notes(notes::NotesArgs),
    Open(open::OpenArgs),
    Goal(goal::GoalArgs),
    Milestone(milestone::MilestoneArgs),
    Nps(nps::NpsArgs),
    Log(log::LogArgs),
    Edit(edit::EditArgs),
    Close(close::CloseArgs),
    Init(init::InitArgs),
    Check(check::CheckArgs),
    Fmt(fmt::FmtArgs),
    Explain(explain::ExplainArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
}

/// The engagement that a command works on, as an option.
#[derive(Debug, Clone, Args)]
struct EngagementOption {
    /// The engagement: its id, or a beginning that no other has
    ///
    /// Without it: what `AUXENG_ENGAGEMENT` names, else the one whose folder you are in, else the only one that is
    /// running.
    #[arg(short, long, value_name = "ID")]
    engagement: Option<String>,
}

/// The engagement that a command works on, as an argument or an option.
#[derive(Debug, Args)]
struct EngagementArgument {
    /// The engagement: its id, or a beginning that no other has
    ///
    /// Without it: what `AUXENG_ENGAGEMENT` names, else the one whose folder you are in, else the only one that is
    /// running.
    #[arg(value_name = "ID", conflicts_with = "engagement")]
    id: Option<String>,

    #[command(flatten)]
    option: EngagementOption,
}

impl EngagementArgument {
    /// What was named.
    fn named(&self) -> Option<&str> {
        self.id.as_deref().or(self.option.engagement.as_deref())
    }
}

/// The command line, for generated documentation.
pub fn command() -> clap::Command {
    Cli::command()
}

/// Runs the program with the arguments of this process.
pub fn main() -> ExitStatus {
    run(std::env::args_os())
}

fn run(arguments: impl Iterator<Item = OsString>) -> ExitStatus {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return not_run(&error),
    };
    let colour = match cli.global.color {
        Color::Auto => ui::Colour::Auto,
        Color::Always => ui::Colour::Always,
        Color::Never => ui::Colour::Never,
    };
    let ui = Ui::new(colour, cli.global.quiet, environment::is_utf8());
    let environment = match Environment::read() {
        Ok(environment) => environment,
        Err(error) => return fail(&ui, &error),
    };
    let named_store = cli.global.store.or_else(|| environment.store.clone());
    let context = Context { ui, environment, named_store };
    dispatch(&context, cli.command).unwrap_or_else(|error| fail(&context.ui, &error))
}

/// Shows the help or the version, or says how a command was used wrongly.
fn not_run(error: &clap::Error) -> ExitStatus {
    if error.use_stderr() {
        // The message repeats what was typed, which may hold what a terminal would obey.
        let text = error.render().to_string();
        if text.chars().any(|c| is_hostile(c) && c != '\n') {
            Ui::new(ui::Colour::Auto, false, environment::is_utf8()).tell(clean_lines(&text).trim_end());
        } else {
            let _ = error.print();
        }
        return ExitStatus::Usage;
    }
    match error.print() {
        // Help and version are data; a reader that has gone is no failure of theirs.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitStatus::Failed,
        _ => ExitStatus::Done,
    }
}

fn dispatch(context: &Context, command: Command) -> anyhow::Result<ExitStatus> {
    match command {
        Command::Retro(args) => retro::run(context, &args),
        Command::Score(args) => score::run(context, &args),
        Command::Status(args) => status::run(context, &args),
        Command::Report(args) => report::run(context, &args),
        Command::Notes(args) => notes::run(context, &args),
        Command::Open(args) => open::run(context, &args),
        Command::Goal(args) => goal::run(context, args),
        Command::Milestone(args) => milestone::run(context, args),
        Command::Nps(args) => nps::run(context, args),
        Command::Log(args) => log::run(context, &args),
        Command::Edit(args) => edit::run(context, &args),
        Command::Close(args) => close::run(context, &args),
        Command::Init(args) => init::run(context, &args),
        Command::Check(args) => check::run(context, &args),
        Command::Fmt(args) => fmt::run(context, &args),
        Command::Explain(args) => explain::run(context, &args),
        Command::Completions(args) => completions::run(context, &args),
        Command::Man(args) => man::run(context, &args),
    }
}

/// Says why a command failed: the one place where errors are printed.
fn fail(ui: &Ui, error: &anyhow::Error) -> ExitStatus {
    if let Some(failure) = error.downcast_ref::<Failure>() {
        ui.error(&failure.message, &failure.details);
        return failure.status;
    }
    if let Some(error) = error.downcast_ref::<store::Error>() {
        let help: Vec<String> = error.help().into_iter().collect();
        ui.error(&error.to_string(), &help);
        return ExitStatus::Failed;
    }
    if let Some(Stop::Left) = error.downcast_ref::<Stop>() {
        ui.say(asking::STOPPED);
        return ExitStatus::Stopped;
    }
    let is_closed_pipe = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    };
    if error.chain().any(is_closed_pipe) {
        return ExitStatus::Done;
    }
    let causes: Vec<String> = error.chain().skip(1).map(|cause| format!("because {cause}")).collect();
    ui.error(&error.to_string(), &causes);
    ExitStatus::Failed
}
