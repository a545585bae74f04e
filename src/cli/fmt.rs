//! `auxeng fmt`

use clap::Args;

use super::context::Context;
use super::failure::ExitStatus;
use crate::store::Message;
use crate::text::count;

/// Bring every record into its canonical form
///
/// Comments, order and unknown fields stay. A file that cannot be read in full is left alone.
///
/// With --renew, records that an older version wrote are also laid out as new ones are: with the fields that those have
/// from the start, each in its place. They say the same as before, and what two people change in one of them merges.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng fmt
  auxeng fmt --check
  auxeng fmt --renew --commit")]
pub(super) struct FmtArgs {
    /// Change nothing; exit with 1 when a file is not in canonical form
    #[arg(long)]
    check: bool,

    /// Also lay out older records as this version writes new ones
    #[arg(long)]
    renew: bool,
}

pub(super) fn run(context: &Context, args: &FmtArgs) -> anyhow::Result<ExitStatus> {
    let store = context.present_store()?;
    let lock = (!args.check).then(|| context.lock(&store)).transpose()?;
    let done = if args.renew { store.renew(lock.as_ref()) } else { store.fmt(lock.as_ref()) }?;
    for file in &done.kept {
        let file = context.shown(&store, file);
        context.ui.warn(&format!("{file} keeps its layout: laid out anew it would not say all that it does"));
    }
    for file in &done.changed {
        context.ui.print(&format!("{}\n", context.shown(&store, file)))?;
    }
    let (changed, unchanged) = (done.changed.len(), count(done.unchanged, "file"));
    let said = match (changed, args.check) {
        (0, _) => format!("{unchanged} in canonical form, nothing to change."),
        (_, true) => format!("{} would change, {unchanged} would not.", count(changed, "file")),
        (_, false) => format!("{} changed, {unchanged} not.", count(changed, "file")),
    };
    context.ui.say(&said);
    if let Some(lock) = lock {
        let what = format!("{} in canonical form", count(changed, "file"));
        context.commit(&store, &lock, &Message { command: "fmt", what, ..Message::default() });
    }
    let status = context.finish_reading(&store, &done.findings);
    Ok(if args.check && !done.changed.is_empty() { ExitStatus::Failed } else { status })
}
