//! `auxeng feedback`

mod add;
mod edit;
mod find;
mod guided;
mod list;
mod similar;
mod values;

use clap::{Args, Subcommand};

use super::context::Context;
use super::failure::ExitStatus;

/// Carry friction and ideas home to the platform
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(super) struct FeedbackArgs {
    #[command(subcommand)]
    command: FeedbackCommand,
}

#[derive(Debug, Subcommand)]
enum FeedbackCommand {
    Add(add::AddArgs),
    List(list::ListArgs),
    Edit(edit::EditArgs),
}

pub(super) fn run(context: &Context, args: &FeedbackArgs) -> anyhow::Result<ExitStatus> {
    match &args.command {
        FeedbackCommand::Add(args) => add::run(context, args),
        FeedbackCommand::List(args) => list::run(context, args),
        FeedbackCommand::Edit(args) => edit::run(context, args),
    }
}
