//! `auxeng report`

use std::path::PathBuf;

use clap::Args;

use super::EngagementArgument;
use super::context::Context;
use super::failure::ExitStatus;
use super::formats::PageFormat;
use super::next::say_next;
use crate::report::view::ReportView;
use crate::report::{envelope, report_document};
use crate::store::{Detail, write_output};

/// Show the whole record of an engagement on one page
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng report
  auxeng report checkout --format markdown -o report.md")]
pub(super) struct ReportArgs {
    #[command(flatten)]
    engagement: EngagementArgument,

    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: PageFormat,

    /// Write it to a file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(context: &Context, args: &ReportArgs) -> anyhow::Result<ExitStatus> {
    let store = context.store()?;
    let id = context.select(&store, args.engagement.named())?;
    let (record, findings) = context.read(&store, &id, Detail::FULL)?;
    let view = ReportView::of(&record, store.settings(), context.today());
    let text = match args.format {
        PageFormat::Json => envelope("report", &view)?,
        PageFormat::Markdown => report_document(&view, context.layout()).markdown(),
        PageFormat::Table => report_document(&view, context.layout()).terminal(context.layout()),
    };
    match &args.output {
        None => context.ui.print(&text)?,
        Some(file) => {
            write_output(
                &context.environment.cwd.join(file),
                &context.ui.plain(&text),
            )?;
            context.ui.say(&format!("Wrote {}", file.display()));
        }
    }
    if args.format != PageFormat::Json {
        say_next(context, &[view.summary]);
    }
    Ok(context.finish_reading(&store, &findings))
}
