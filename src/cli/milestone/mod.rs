//! `auxeng milestone`

mod add;
mod list;

use clap::{Args, Subcommand};

use super::context::Context;
use super::failure::ExitStatus;

/// Add and list milestones
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(super) struct MilestoneArgs {
    #[command(subcommand)]
    command: MilestoneCommand,
}

#[derive(Debug, Subcommand)]
enum MilestoneCommand {
    Add(add::AddArgs),
    List(list::ListArgs),
}

pub(super) fn run(context: &Context, args: &MilestoneArgs) -> anyhow::Result<ExitStatus> {
    match &args.command {
        MilestoneCommand::Add(args) => add::run(context, args),
        MilestoneCommand::List(args) => list::run(context, args),
    }
}
