//! `auxeng init`

use std::path::{Path, PathBuf};

use clap::Args;

use super::context::Context;
use super::failure::ExitStatus;
use super::fields::filled;
use crate::store::{self, Found, Initialised, Message, Store};
use crate::text::{list, shell};

/// Make a folder a store of engagements
///
/// Writes auxeng.toml, and tells git how to treat the records. What is there already stays as it is, so it is safe to
/// run again.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng init engagements
  auxeng init --home \"Quality Platform\"")]
pub(super) struct InitArgs {
    /// The folder; this one unless named
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,

    /// The team that lends its engineers
    #[arg(long, value_name = "TEAM")]
    home: Option<String>,
}

pub(super) fn run(context: &Context, args: &InitArgs) -> anyhow::Result<ExitStatus> {
    let named = args.folder.as_ref().or(context.named_store.as_ref());
    let root = context.environment.cwd.join(named.map_or(Path::new(""), PathBuf::as_path));
    // Whatever else is wrong with what is there is told by `init` itself.
    if let Ok(there) = Store::open(root.clone()) {
        context.refuse_damaged_settings(&there)?;
    }
    let home = filled(args.home.as_deref());
    let done = store::init(&root, home.as_deref())?;
    let shown = context.shown(&done.store, Path::new(""));
    if home.is_some() && home != done.store.settings().home {
        let file = context.shown(&done.store, Path::new("auxeng.toml"));
        context.ui.warn(&format!("{file} stays as it is: set home there"));
    }
    if done.written.is_empty() {
        context.ui.say(&format!("{shown} is a store already; nothing to do."));
        return Ok(ExitStatus::Done);
    }
    let files: Vec<String> = done.written.iter().map(|file| file.display().to_string()).collect();
    context.ui.say(&format!("Made {shown} a store: wrote {}.", list(&files)));
    // From here another store may be the nearest.
    let found = matches!(context.find_store(), Ok(Found::Store(store)) if store.root() == done.store.root());
    let named = if found { String::new() } else { format!(" --store {}", shell(&shown)) };
    context
        .ui
        .say(&format!("Open the first engagement: auxeng open \"Contract tests for Checkout\" --host Checkout{named}"));
    commit(context, &done)?;
    Ok(ExitStatus::Done)
}

/// Commits what `done` wrote, where the user wants that.
fn commit(context: &Context, done: &Initialised) -> anyhow::Result<()> {
    if matches!(context.commits(), Ok(false)) {
        return Ok(());
    }
    let lock = context.lock(&done.store)?;
    for file in &done.written {
        lock.wrote(file);
    }
    let what = String::from("a store of engagements");
    context.commit(&done.store, &lock, &Message { command: "init", what, ..Message::default() });
    Ok(())
}
