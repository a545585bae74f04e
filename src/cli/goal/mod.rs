//! `auxeng goal`

mod add;
mod drop;
mod edit;
mod guided;
mod list;

use clap::{Args, Subcommand};

use super::context::Context;
use super::failure::{ExitStatus, Failure};
use super::values::decimal;
use crate::model::{Goal, GoalKind, Measure};
use crate::text::quoted;

/// Add, list, change and drop goals
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(super) struct GoalArgs {
    #[command(subcommand)]
    command: GoalCommand,
}

#[derive(Debug, Subcommand)]
enum GoalCommand {
    Add(add::AddArgs),
    List(list::ListArgs),
    Edit(edit::EditArgs),
    Drop(drop::DropArgs),
}

pub(super) fn run(context: &Context, args: &GoalArgs) -> anyhow::Result<ExitStatus> {
    match &args.command {
        GoalCommand::Add(args) => add::run(context, args),
        GoalCommand::List(args) => list::run(context, args),
        GoalCommand::Edit(args) => edit::run(context, args),
        GoalCommand::Drop(args) => drop::run(context, args),
    }
}

/// The values of `--kind`.
fn kind_parser() -> clap::builder::PossibleValuesParser {
    GoalKind::NAMES.map(|(name, _)| name).into()
}

/// The kind that a value of `--kind` stands for.
fn kind(name: &str) -> GoalKind {
    GoalKind::NAMES.iter().find(|(known, _)| *known == name).map_or(GoalKind::Diffusion, |(_, kind)| *kind)
}

/// The number behind a flag.
fn number(flag: &str, text: &str) -> Result<f64, Failure> {
    decimal(text).ok_or_else(|| {
        Failure::usage(format!("{flag} {} is not a number", quoted(text))).help("write a number, such as 14 or 2.5")
    })
}

/// The weight behind `--weight`: more than 0 and at most [`Goal::HEAVIEST`].
fn weight(text: &str) -> Result<f64, Failure> {
    let weight = number("--weight", text)?;
    if Goal::is_weight(weight) {
        return Ok(weight);
    }
    let message = format!("--weight {text} is not more than 0 and at most {}", Goal::HEAVIEST);
    Err(Failure::usage(message).help("to leave a goal out, drop it: auxeng goal drop"))
}

/// Refuses a metric that has no way to go.
fn check_distance(baseline: f64, target: f64) -> Result<(), Failure> {
    if Measure::is_distance(baseline, target) {
        return Ok(());
    }
    Err(Failure::refused("baseline and target are the same, or too far apart to be measured")
        .help("name two different numbers with --from and --to")
        .help("nothing was written"))
}
