//! `auxeng report`

pub(super) mod output;
mod program;

use clap::Args;

use super::EngagementArgument;
use super::context::Context;
use super::failure::ExitStatus;
use super::formats::ReportFormat;
use super::next::say_next;
use crate::report::view::ReportView;
use crate::report::{envelope, report_document, report_page};
use crate::store::Detail;
use output::Output;
use program::ProgramArgs;

/// Show the whole record of an engagement, or of the program
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng report
  auxeng report checkout -o report.md
  auxeng report checkout --open
  auxeng report --program --since 2026-01-01 -o program.html")]
pub(super) struct ReportArgs {
    #[command(flatten)]
    engagement: EngagementArgument,

    #[command(flatten)]
    program: ProgramArgs,

    #[command(flatten)]
    output: Output,
}

pub(super) fn run(context: &Context, args: &ReportArgs) -> anyhow::Result<ExitStatus> {
    if args.program.program {
        return program::run(context, &args.program, &args.output);
    }
    let format = args.output.format()?;
    let store = context.store()?;
    let id = context.select(&store, args.engagement.named())?;
    let (record, findings) = context.read(&store, &id, Detail::REPORT)?;
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    let view = ReportView::of(&record, store.settings(), context.today()).but_unread(errors);
    let layout = context.layout();
    let text = match format {
        ReportFormat::Json => envelope("report", &view)?,
        ReportFormat::Html => report_page(&view),
        ReportFormat::Markdown => report_document(&view, layout).markdown(),
        ReportFormat::Table => report_document(&view, layout).terminal(layout),
    };
    args.output.put(context, &store, id.as_str(), &text)?;
    if matches!(format, ReportFormat::Table | ReportFormat::Markdown) {
        say_next(context, &[view.summary]);
    }
    Ok(context.finish_reading(&store, &findings))
}
