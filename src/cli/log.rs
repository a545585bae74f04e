//! `auxeng log`

use clap::Args;

use super::EngagementArgument;
use super::context::Context;
use super::failure::ExitStatus;
use super::formats::PageFormat;
use crate::report::{LogView, envelope, log_document};
use crate::store::Detail;

/// Show the timeline of an engagement's records, newest first
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng log
  auxeng log checkout --format json")]
pub(super) struct LogArgs {
    #[command(flatten)]
    engagement: EngagementArgument,

    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: PageFormat,
}

pub(super) fn run(context: &Context, args: &LogArgs) -> anyhow::Result<ExitStatus> {
    let store = context.store()?;
    let id = context.select(&store, args.engagement.named())?;
    let (record, findings) = context.read(&store, &id, Detail::FULL)?;
    let view = LogView::of(&record, context.today());
    match args.format {
        PageFormat::Json => context.ui.print(&envelope("log", &view)?)?,
        _ if view.events.is_empty() => {
            context.ui.say(&format!("{id} has nothing behind it yet: it starts on {}.", record.engagement.start));
        }
        format => context.show(&log_document(&view), format == PageFormat::Markdown)?,
    }
    Ok(context.finish_reading(&store, &findings))
}
