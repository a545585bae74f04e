//! The commands: each file of this folder holds the arguments of one and the function that carries it out.
//!
//! The only layer that ties the others together.

mod advice;
mod agenda;
mod agreed;
mod asking;
mod champion;
mod changes;
mod check;
mod checkin;
mod close;
mod commands;
mod committing;
mod completions;
mod context;
pub mod dates;
mod edit;
mod environment;
mod explain;
mod export;
mod failure;
mod feedback;
mod fields;
mod fit;
mod fmt;
mod formats;
mod goal;
mod handover;
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
mod pitch;
mod proposals;
mod propose;
mod report;
mod resolve;
mod retro;
mod roster;
mod score;
mod search;
mod selection;
mod sitting;
mod status;
mod sync;
mod undo;
pub mod values;
mod weeks;

use std::io;
use std::path::PathBuf;

use clap::{ArgMatches, Args, FromArgMatches, Parser, ValueEnum};

pub use failure::{ExitStatus, Failure};

use context::Context;
use environment::Environment;

use crate::store;
use crate::text::{clean_lines, is_hostile};
use crate::ui::prompt::Stop;
use crate::ui::{self, Ui};

/// Keep the record of auxiliary engineering engagements as TOML files in git
#[derive(Debug, Parser)]
#[command(name = "auxeng", version, max_term_width = 100, arg_required_else_help = true)]
#[command(override_usage = "auxeng <COMMAND> [OPTIONS]")]
struct Cli {
    #[command(flatten)]
    global: Global,
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
#[derive(Debug, Clone, Args)]
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
    commands::command_line()
}

/// Runs the program with the arguments of this process.
pub fn main() -> ExitStatus {
    let arguments: Vec<_> = std::env::args_os().collect();
    match commands::parse(&arguments) {
        Ok(given) => run(&given),
        Err(error) => not_run(&error),
    }
}

fn run(given: &ArgMatches) -> ExitStatus {
    let global = match Global::from_arg_matches(given) {
        Ok(global) => global,
        Err(error) => return not_run(&error),
    };
    let colour = match global.color {
        Color::Auto => ui::Colour::Auto,
        Color::Always => ui::Colour::Always,
        Color::Never => ui::Colour::Never,
    };
    let ui = Ui::new(colour, global.quiet, environment::is_utf8());
    let environment = match Environment::read() {
        Ok(environment) => environment,
        Err(error) => return fail(&ui, &error),
    };
    let named_store = global.store.or_else(|| environment.store.clone());
    let context = Context::new(ui, environment, named_store, commands::commit_option(given));
    match commands::run(&context, given) {
        Ok(status) => context.ended(status),
        Err(error) => fail(&context.ui, &error),
    }
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
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            fail(&Ui::new(ui::Colour::Auto, false, environment::is_utf8()), &ui::unprinted(&error).into())
        }
        _ => ExitStatus::Done,
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
    if let Some(error) = error.downcast_ref::<clap::Error>() {
        return not_run(error);
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
