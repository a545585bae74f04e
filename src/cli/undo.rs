//! `auxeng undo`

use clap::Args;

use super::asking::agrees;
use super::context::Context;
use super::failure::{ExitStatus, Failure};
use crate::report;
use crate::store::{Change, Store, Touch, UndoError};
use crate::text::{clean, clean_lines, count};
use crate::ui::prompt::Terminal;

/// How many files are listed.
const MOST_LISTED: usize = 20;

/// Take back the last change that you committed with auxeng
///
/// It knows what was written with --commit, shows it, and asks. What was taken back stays in git's history: a commit of
/// its own reverts it. Called again it takes back the change before. What others committed it leaves alone, and so it
/// does with what you committed by hand.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng undo
  auxeng undo --yes")]
pub(super) struct UndoArgs {
    /// Take it back without asking, as in a script
    #[arg(long)]
    yes: bool,
}

pub(super) fn run(context: &Context, args: &UndoArgs) -> anyhow::Result<ExitStatus> {
    let store = context.present_store()?;
    let change = store.last_change().map_err(|error| refused(&error))?;
    show(context, &store, &change);
    if !args.yes && !may_undo(context)? {
        context.ui.say("Nothing was taken back.");
        return Ok(ExitStatus::Failed);
    }
    let lock = context.lock(&store)?;
    // While the user thought about it, somebody may have gone on.
    if store.last_change().map_err(|error| refused(&error))? != change {
        return Err(Failure::refused("another change was committed meanwhile")
            .help("look again: auxeng undo")
            .help("nothing was taken back")
            .into());
    }
    // It is done wholly or not at all.
    let somebody = context.ui.is_interactive();
    let undo = || store.undo(&lock, &change, somebody).map_err(|error| refused(&error).into());
    let said = context.to_its_end(undo)?;
    context.leave(lock);
    for line in clean_lines(&said).lines() {
        context.ui.say(line);
    }
    context.ui.say(&format!("Took back: {}", change.subject));
    context.ui.say("To have it again: git revert HEAD");
    Ok(ExitStatus::Done)
}

fn refused(error: &UndoError) -> Failure {
    let words = error.to_string();
    let (message, more) = words.split_once('\n').unwrap_or((&words, ""));
    let failure = more.lines().fold(Failure::refused(message), Failure::help);
    let failure = error.help().into_iter().fold(failure, Failure::help);
    if error.left_as_it_was() { failure.help("nothing was taken back") } else { failure }
}

/// Shows what would be taken back.
fn show(context: &Context, store: &Store, change: &Change) {
    let on = change.on.map_or_else(String::new, |on| format!(" on {}", report::day(on)));
    context.ui.say(&format!("{}, committed{on} by {}", change.subject, change.by.0));
    for line in &change.lines {
        context.ui.say(&format!("  {line}"));
    }
    for (touch, file) in change.files.iter().take(MOST_LISTED) {
        let did = match touch {
            Touch::Made => "made",
            Touch::Changed => "changed",
            Touch::Removed => "took away",
        };
        context.ui.say(&format!("  {did} {}", clean(&context.shown(store, file))));
    }
    let more = change.files.len().saturating_sub(MOST_LISTED);
    if more > 0 {
        context.ui.say(&format!("  and {} more", count(more, "file")));
    }
}

/// Whether the user wants it, who must be there to say so.
fn may_undo(context: &Context) -> anyhow::Result<bool> {
    let mut terminal = Terminal::open(&context.ui)?.ok_or_else(|| {
        Failure::refused("taking something back asks first, and there is no terminal to ask at")
            .help("add --yes to take it back without being asked")
            .help("nothing was taken back")
    })?;
    Ok(agrees(
        &mut terminal,
        String::from("Take it back?"),
        "yes commits the files as they were before, no changes nothing",
    )?)
}
