//! `auxeng nps`

mod add;
mod guided;
mod import;
mod survey;

use clap::{Args, Subcommand};

use super::EngagementArgument;
use super::context::Context;
use super::failure::ExitStatus;
use super::formats::TableFormat;
use crate::report::view::{NpsTrendView, NpsView, RoundView};
use crate::report::{
    Document, envelope, nps_csv, nps_document, nps_trend_csv, nps_trend_document, program_nps_document,
};
use crate::store::{Detail, Loaded, Store};

/// Show the net promoter score, or add answers
///
/// The score is the share of 9s and 10s less the share of 0s to 6s, times 100. It is shown with a 95 % interval, because
/// few answers say little. Where an engagement has two rounds, it is said whether the score has changed. What people
/// wrote is shown from five answers on, and the score of a role from three.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_long_help = "\
Examples:
  auxeng nps
  auxeng nps --all
  auxeng nps --trend --format csv
  auxeng nps add --score 9 --why \"We could not have done it alone\"
  auxeng nps import survey.csv --dry-run"
)]
pub(super) struct NpsArgs {
    #[command(subcommand)]
    command: Option<NpsCommand>,

    #[command(flatten)]
    engagement: EngagementArgument,

    /// Take the newest round of every engagement together
    #[arg(long, conflicts_with_all = ["id", "engagement"])]
    all: bool,

    /// Show every quarter in which somebody answered, all engagements together
    #[arg(long, conflicts_with_all = ["id", "engagement"])]
    trend: bool,

    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: TableFormat,
}

#[derive(Debug, Subcommand)]
enum NpsCommand {
    Add(add::AddArgs),
    Import(import::ImportArgs),
    Survey(survey::SurveyArgs),
}

pub(super) fn run(context: &Context, args: &NpsArgs) -> anyhow::Result<ExitStatus> {
    match &args.command {
        Some(NpsCommand::Add(args)) => add::run(context, args),
        Some(NpsCommand::Import(args)) => import::run(context, args),
        Some(NpsCommand::Survey(args)) => survey::run(context, args),
        None if args.trend => trend(context, args.format),
        None if args.all => all(context, args.format),
        None => one(context, args),
    }
}

fn one(context: &Context, args: &NpsArgs) -> anyhow::Result<ExitStatus> {
    let store = context.store()?;
    let id = context.select(&store, args.engagement.named())?;
    let (record, findings) = context.read(&store, &id, Detail::ANSWERS)?;
    let view = NpsView::newest(RoundView::all(&record));
    match args.format {
        TableFormat::Json => context.ui.print(&envelope("nps", &view)?)?,
        TableFormat::Csv => context.ui.print(&nps_csv(&view)?)?,
        format => show(context, format, &nps_document(&record.engagement.title, &view, context.layout()))?,
    }
    if view.tally.n == 0 {
        context.ui.say(&format!("Add the first answer: auxeng nps add --score 9 -e {id}"));
    }
    Ok(context.finish_reading(&store, &findings))
}

fn all(context: &Context, format: TableFormat) -> anyhow::Result<ExitStatus> {
    let store = context.store()?;
    let (newest, rounds, findings) = every_round(context, &store)?;
    let view = NpsView::pooled(&newest, rounds);
    match format {
        TableFormat::Json => context.ui.print(&envelope("nps", &view)?)?,
        TableFormat::Csv => context.ui.print(&nps_csv(&view)?)?,
        format => show(context, format, &program_nps_document(&view, context.layout()))?,
    }
    Ok(context.finish_reading(&store, &findings))
}

fn trend(context: &Context, format: TableFormat) -> anyhow::Result<ExitStatus> {
    let store = context.store()?;
    let (_, rounds, findings) = every_round(context, &store)?;
    let view = NpsTrendView::of(&rounds);
    match format {
        TableFormat::Json => context.ui.print(&envelope("nps_trend", &view)?)?,
        TableFormat::Csv => context.ui.print(&nps_trend_csv(&view)?)?,
        format => show(context, format, &nps_trend_document(&view))?,
    }
    Ok(context.finish_reading(&store, &findings))
}

fn show(context: &Context, format: TableFormat, document: &Document) -> anyhow::Result<()> {
    context.show(document, format == TableFormat::Markdown)
}

type EveryRound = (Vec<RoundView>, Vec<RoundView>, Vec<crate::playbook::Finding>);

/// The newest round with answers of each engagement, all rounds by date, and what could not be read.
fn every_round(context: &Context, store: &Store) -> anyhow::Result<EveryRound> {
    let (ids, mut findings) = store.ids()?;
    findings.extend(store.findings().iter().cloned());
    let today = context.today();
    let read = |loaded: Loaded| {
        let rounds = loaded.record.map(|record| RoundView::all(&record.as_of(today))).unwrap_or_default();
        (rounds, loaded.findings)
    };
    let (mut newest, mut all) = (Vec::new(), Vec::new());
    for (rounds, found) in store.load_each(&ids, Detail::ANSWERS, read) {
        newest.extend(RoundView::newest(&rounds).cloned());
        all.extend(rounds);
        findings.extend(found);
    }
    all.sort_by(|a, b| (a.date, &a.engagement).cmp(&(b.date, &b.engagement)));
    Ok((newest, all, findings))
}
