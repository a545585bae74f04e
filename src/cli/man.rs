//! `auxeng man`

use anyhow::Context as _;
use clap::Args;
use clap_mangen::Man;

use super::context::Context;
use super::failure::{ExitStatus, Failure};
use crate::text::quoted;

/// Print the manual page of auxeng, or of one command
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng man > auxeng.1
  auxeng man retro > auxeng-retro.1")]
pub(super) struct ManArgs {
    /// The command
    command: Option<String>,
}

pub(super) fn run(context: &Context, args: &ManArgs) -> anyhow::Result<ExitStatus> {
    let mut root = super::command();
    root.build();
    let command = match &args.command {
        None => root,
        Some(name) => {
            let found = root.find_subcommand(name).cloned();
            found.ok_or_else(|| Failure::usage(format!("there is no command {}", quoted(name))))?
        }
    };
    let mut page = Vec::new();
    Man::new(command).render(&mut page).context("cannot render the manual page")?;
    context.ui.print_raw(&page)?;
    Ok(ExitStatus::Done)
}
