//! `auxeng report`

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::Args;

use super::EngagementArgument;
use super::context::Context;
use super::failure::ExitStatus;
use super::formats::PageFormat;
use super::next::say_next;
use crate::report::view::ReportView;
use crate::report::{envelope, report_document};
use crate::store::Detail;

/// Show the whole record of an engagement on one page
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng report
  auxeng report checkout -o report.md")]
pub(super) struct ReportArgs {
    #[command(flatten)]
    engagement: EngagementArgument,

    /// How to show it
    ///
    /// Without it: as the name of the output file says (.md, .json), else for a terminal.
    #[arg(long, value_name = "FORMAT")]
    format: Option<PageFormat>,

    /// Write it to a file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(context: &Context, args: &ReportArgs) -> anyhow::Result<ExitStatus> {
    let store = context.store()?;
    let id = context.select(&store, args.engagement.named())?;
    let (record, findings) = context.read(&store, &id, Detail::FULL)?;
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    let view = ReportView::of(&record, store.settings(), context.today()).but_unread(errors);
    let format = args.format.unwrap_or_else(|| format_of(args.output.as_deref()));
    let text = match format {
        PageFormat::Json => envelope("report", &view)?,
        PageFormat::Markdown => report_document(&view, context.layout()).markdown(),
        PageFormat::Table => report_document(&view, context.layout()).terminal(context.layout()),
    };
    match &args.output {
        None => context.ui.print(&text)?,
        Some(file) => {
            let path = context.environment.cwd.join(file);
            store.write_output(&path, &context.ui.plain(&text))?;
            context.ui.say(&format!("Wrote {}", file.display()));
        }
    }
    if format != PageFormat::Json {
        say_next(context, &[view.summary]);
    }
    Ok(context.finish_reading(&store, &findings))
}

/// The format that the name of a file asks for.
fn format_of(file: Option<&Path>) -> PageFormat {
    let extension = file.and_then(Path::extension).and_then(OsStr::to_str);
    match extension.map(str::to_lowercase).as_deref() {
        Some("md" | "markdown") => PageFormat::Markdown,
        Some("json") => PageFormat::Json,
        _ => PageFormat::Table,
    }
}
