//! `auxeng status`

mod filter;

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{Days, NaiveDate};
use clap::Args;

use crate::cli::EngagementArgument;
use crate::cli::context::Context;
use crate::cli::failure::ExitStatus;
use crate::cli::formats::{PageFormat, TableFormat};
use crate::cli::next::{say_next, say_next_of_proposals};
use crate::cli::proposals;
use crate::model::{EngagementRecord, ProposalStage, Slug};
use crate::playbook::Finding;
use crate::report::view::{CandidatesView, ReportView, StatusView, Summary};
use crate::report::{Layout, envelope, report_document, status_csv, status_document};
use crate::store::{Detail, Loaded, Store};
use crate::text::count;
use filter::{Filter, Order};

/// Show how the engagements stand, those that need help first
///
/// Of one engagement it shows the page that auxeng report shows.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng status
  auxeng status --attention
  auxeng status --advisor mira --sort end --format markdown
  auxeng status checkout")]
pub(super) struct StatusArgs {
    #[command(flatten)]
    engagement: EngagementArgument,

    /// Show those closed long ago too, more than 130 days
    ///
    /// A script or a spreadsheet gets them in any case.
    #[arg(long, conflicts_with_all = ["id", "engagement"])]
    all: bool,

    /// What to order them by
    #[arg(long, value_enum, value_name = "ORDER", default_value = "attention", conflicts_with_all = ["id", "engagement"])]
    sort: Order,

    #[command(flatten)]
    filter: Filter,

    /// How to show them
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: TableFormat,
}

/// For how many days after it was closed an engagement stays in the table: until its three-month check-in is past.
const RECENT: Days = Days::new(130);

pub(super) fn run(context: &Context, args: &StatusArgs) -> anyhow::Result<ExitStatus> {
    let store = context.store()?;
    if let Some(named) = args.engagement.named() {
        return match proposals::unopened(&store, named)? {
            Some(id) => proposal(context, args, &store, &id),
            None => one(context, args, &store),
        };
    }
    let (ids, mut findings) = store.ids()?;
    findings.extend(store.findings().iter().cloned());
    // What a page shows can be told from less than what a script or a spreadsheet may ask for.
    let is_page = matches!(args.format, TableFormat::Table | TableFormat::Markdown);
    let detail = if is_page { Detail::glance(context.today()) } else { Detail::FULL };
    let long_ago = context.today().checked_sub_days(RECENT).filter(|_| is_page && !args.all && args.filter.is_empty());
    let mut read = read_all(context, &store, &ids, detail, long_ago);
    if read.summaries.is_empty() && read.left_out > 0 {
        read = read_all(context, &store, &ids, detail, None);
    }
    findings.append(&mut read.findings);
    let mut candidates = candidates(context, &store, &ids, &read.engagements, &mut findings);
    let known = read.summaries.len().saturating_add(candidates.proposals.len());
    args.filter.apply(&mut read.summaries, context.today())?;
    candidates.proposals.retain(|proposal| {
        let is_shown = !is_page || args.all || proposal.stage != ProposalStage::Declined;
        args.filter.wants(proposal) && (is_shown || !args.filter.is_empty())
    });
    let mut view = StatusView::new(context.today(), read.summaries).with(candidates);
    args.sort.apply(&mut view.engagements);
    match args.format {
        TableFormat::Json => context.ui.print(&envelope("status", &view)?)?,
        TableFormat::Csv => context.ui.print(&status_csv(&view)?)?,
        _ if view.is_empty() && known > 0 && !args.filter.is_empty() => {
            context.ui.say(&format!("None of {} is so.", count(known, "engagement")));
        }
        _ if view.is_empty() && findings.is_empty() => say_none(context, &store),
        _ if view.is_empty() => {}
        _ => {
            let is_markdown = args.format == TableFormat::Markdown;
            let layout = if is_markdown { Layout { width: usize::MAX, ..context.layout() } } else { context.layout() };
            context.show(&status_document(&view, layout), is_markdown)?;
            if read.left_out > 0 {
                let engagements = count(read.left_out, "engagement");
                context.ui.say(&format!("{engagements} closed long ago: auxeng status --all"));
            }
            say_next(context, &view.engagements);
            say_next_of_proposals(context, &view.proposals);
        }
    }
    Ok(context.finish_reading(&store, &findings))
}

/// The proposals among `ids` that are none of the `engagements`; what is wrong with them goes to `findings`.
fn candidates(
    context: &Context,
    store: &Store,
    ids: &[Slug],
    engagements: &BTreeSet<Slug>,
    findings: &mut Vec<Finding>,
) -> CandidatesView {
    let others: Vec<Slug> = ids.iter().filter(|id| !engagements.contains(*id)).cloned().collect();
    let mut records = Vec::new();
    for loaded in store.proposals(&others) {
        records.extend(loaded.record.map(|record| record.as_of(context.today())));
        findings.extend(loaded.findings);
    }
    CandidatesView::new(context.today(), &records)
}

/// A proposal in place of an engagement.
fn proposal(context: &Context, args: &StatusArgs, store: &Store, id: &Slug) -> anyhow::Result<ExitStatus> {
    let (record, findings) = context.read_proposal(store, id)?;
    let candidates = || CandidatesView::new(context.today(), std::slice::from_ref(&record));
    let view = || StatusView::new(context.today(), Vec::new()).with(candidates());
    match args.format {
        TableFormat::Json => context.ui.print(&envelope("status", &view())?)?,
        TableFormat::Csv => context.ui.print(&status_csv(&view())?)?,
        TableFormat::Markdown => context.show_proposal(&record, PageFormat::Markdown)?,
        TableFormat::Table => context.show_proposal(&record, PageFormat::Table)?,
    }
    Ok(context.finish_reading(store, &findings))
}

/// Says that there are no engagements, and how to open one.
pub(super) fn say_none(context: &Context, store: &Store) {
    let place = context.shown(store, Path::new(""));
    let place = if place == "." { String::from("here") } else { format!("in {place}") };
    context.ui.say(&format!("No engagements {place}."));
    context.ui.say("Open the first one: auxeng open \"Contract tests for Checkout\" --host Checkout");
}

/// What was read of the engagements in question.
#[derive(Default)]
struct Read {
    summaries: Vec<Summary>,
    /// The ids of all engagements that are there.
    engagements: BTreeSet<Slug>,
    /// How many were left out because they were closed long ago.
    left_out: usize,
    findings: Vec<Finding>,
}

/// Reads the engagements `ids`, leaving out those closed before `long_ago`.
fn read_all(context: &Context, store: &Store, ids: &[Slug], detail: Detail, long_ago: Option<NaiveDate>) -> Read {
    let today = context.today();
    let detail = long_ago.map_or(detail, |date| detail.but_closed_before(date));
    let is_left_out = |record: &EngagementRecord| {
        let close = record.engagement.close.as_ref();
        close.is_some_and(|close| long_ago.is_some_and(|date| close.date < date))
    };
    let summary = |loaded: Loaded| {
        let left_out = loaded.record.as_ref().is_some_and(is_left_out);
        let record = loaded.record.filter(|_| !left_out);
        let errors = loaded.findings.iter().filter(|finding| finding.is_error()).count();
        let summary =
            record.map(|record| Summary::of(&record.as_of(today), store.settings(), today).but_unread(errors));
        (loaded.id, summary, left_out, loaded.findings)
    };
    let mut read = Read::default();
    for (id, summary, left_out, findings) in store.load_each(ids, detail, summary) {
        read.engagements.insert(id);
        read.summaries.extend(summary);
        read.left_out = read.left_out.saturating_add(usize::from(left_out));
        read.findings.extend(findings);
    }
    read
}

/// The page of one engagement, or its row for a script or a spreadsheet.
fn one(context: &Context, args: &StatusArgs, store: &Store) -> anyhow::Result<ExitStatus> {
    let id = context.select(store, args.engagement.named())?;
    let (record, findings) = context.read(store, &id, Detail::REPORT)?;
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    let summary = || {
        let summary = Summary::of(&record, store.settings(), context.today()).but_unread(errors);
        StatusView::new(context.today(), vec![summary])
    };
    match args.format {
        TableFormat::Json => context.ui.print(&envelope("status", &summary())?)?,
        TableFormat::Csv => context.ui.print(&status_csv(&summary())?)?,
        format => {
            let view = ReportView::of(&record, store.settings(), context.today()).but_unread(errors);
            let document = report_document(&view, context.layout());
            context.show(&document, format == TableFormat::Markdown)?;
            say_next(context, &[view.summary]);
        }
    }
    Ok(context.finish_reading(store, &findings))
}
