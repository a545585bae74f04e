//! `auxeng completions`

use clap::Args;
use clap_complete::{Shell, generate};

use super::context::Context;
use super::failure::ExitStatus;

/// Print a completion script for your shell
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng completions bash > ~/.local/share/bash-completion/completions/auxeng
  auxeng completions fish > ~/.config/fish/completions/auxeng.fish")]
pub(super) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

pub(super) fn run(context: &Context, args: &CompletionsArgs) -> anyhow::Result<ExitStatus> {
    let mut script = Vec::new();
    generate(args.shell, &mut super::command(), "auxeng", &mut script);
    context.ui.print_raw(&script)?;
    Ok(ExitStatus::Done)
}
