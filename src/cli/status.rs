//! `auxeng status`

use std::path::Path;

use clap::Args;

use super::EngagementArgument;
use super::context::Context;
use super::failure::ExitStatus;
use super::formats::TableFormat;
use super::next::say_next;
use crate::model::Slug;
use crate::report::view::{ReportView, StatusView, Summary};
use crate::report::{envelope, report_document, status_csv, status_document};
use crate::store::{Detail, Loaded, Store};

/// Show how the engagements stand, those that need help first
///
/// Of one engagement it shows the page that auxeng report shows.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng status
  auxeng status --format markdown
  auxeng status checkout")]
pub(super) struct StatusArgs {
    #[command(flatten)]
    engagement: EngagementArgument,

    /// How to show them
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: TableFormat,
}

pub(super) fn run(context: &Context, args: &StatusArgs) -> anyhow::Result<ExitStatus> {
    let store = context.store()?;
    if args.engagement.named().is_some() {
        return one(context, args, &store);
    }
    let (ids, mut findings) = store.ids()?;
    findings.extend(store.findings().iter().cloned());
    // What a page shows can be told from less than what a script or a spreadsheet may ask for.
    let detail = match args.format {
        TableFormat::Table | TableFormat::Markdown => Detail::GLANCE,
        TableFormat::Json | TableFormat::Csv => Detail::FULL,
    };
    let summaries = summaries(context, &store, &ids, detail, &mut findings);
    let is_empty = summaries.is_empty();
    let view = StatusView::new(context.today(), summaries);
    match args.format {
        TableFormat::Json => context.ui.print(&envelope("status", &view)?)?,
        TableFormat::Csv => context.ui.print(&status_csv(&view)?)?,
        _ if is_empty && findings.is_empty() => {
            context.ui.say(&format!(
                "No engagements in {}.",
                context.shown(&store, Path::new(""))
            ));
            context.ui.say(
                "Open the first one: auxeng open \"Contract tests for Checkout\" --host Checkout",
            );
        }
        _ => {
            let document = status_document(&view, context.layout());
            context.show(&document, args.format == TableFormat::Markdown)?;
            say_next(context, &view.engagements);
        }
    }
    Ok(context.finish_reading(&store, &findings))
}

fn summaries(
    context: &Context,
    store: &Store,
    ids: &[Slug],
    detail: Detail,
    findings: &mut Vec<crate::playbook::Finding>,
) -> Vec<Summary> {
    let today = context.today();
    let summary = |loaded: Loaded| {
        let summary = loaded
            .record
            .map(|record| Summary::of(&record.as_of(today), store.settings(), today));
        (summary, loaded.findings)
    };
    let mut summaries = Vec::with_capacity(ids.len());
    for (summary, found) in store.load_each(ids, detail, summary) {
        summaries.extend(summary);
        findings.extend(found);
    }
    summaries
}

/// The page of one engagement, or its row for a script or a spreadsheet.
fn one(context: &Context, args: &StatusArgs, store: &Store) -> anyhow::Result<ExitStatus> {
    let id = context.select(store, args.engagement.named())?;
    let (record, findings) = context.read(store, &id, Detail::FULL)?;
    let summary = || {
        let summary = Summary::of(&record, store.settings(), context.today());
        StatusView::new(context.today(), vec![summary])
    };
    match args.format {
        TableFormat::Json => context.ui.print(&envelope("status", &summary())?)?,
        TableFormat::Csv => context.ui.print(&status_csv(&summary())?)?,
        format => {
            let view = ReportView::of(&record, store.settings(), context.today());
            let document = report_document(&view, context.layout());
            context.show(&document, format == TableFormat::Markdown)?;
            say_next(context, &[view.summary]);
        }
    }
    Ok(context.finish_reading(store, &findings))
}
