//! `auxeng milestone add`

use chrono::NaiveDate;
use clap::Args;

use super::super::EngagementOption;
use super::super::committing::message;
use super::super::context::Context;
use super::super::failure::{ExitStatus, Failure};
use super::super::fields::{filled, title};
use super::super::names::new_id;
use crate::model::{EngagementRecord, Milestone, MilestoneKind};
use crate::report;
use crate::store::Detail;
use crate::text::{clean, quoted};

/// Record a milestone: something to remember when the engagement looks back
///
/// Kick-off, the MVP in production and the weekly retros stand on the timeline by themselves. What is still to be
/// reached is a goal: auxeng goal add --milestone.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng milestone add \"First contract written without us\"
  auxeng milestone add \"Fraud checks join the plan\" --scope --date 2026-11-06 --note \"asked for by the board\"")]
pub(in crate::cli) struct AddArgs {
    /// What happened, in one line
    title: String,

    #[command(flatten)]
    engagement: EngagementOption,

    /// The name of its file; made from the title unless given
    #[arg(long)]
    id: Option<String>,

    /// The day it happened [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,

    /// It changes what the engagement is to do
    #[arg(long)]
    scope: bool,

    /// What else is to be said about it
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

pub(super) fn run(context: &Context, args: &AddArgs) -> anyhow::Result<ExitStatus> {
    let milestone = milestone(args, context.past_day(args.date.as_deref())?)?;
    let store = context.store()?;
    let id = context.select(&store, args.engagement.engagement.as_deref())?;
    let lock = context.lock(&store)?;
    let record = context.read_for_change(&store, &id, Detail::MILESTONES, &lock)?;
    refuse_known(&record, &milestone)?;
    let start = record.engagement.start;
    if milestone.date < start {
        context.ui.warn(&format!("{} is before the start of {id} on {start}", milestone.date));
    }
    store.create_milestone(&lock, &id, &milestone)?;
    let what = match milestone.kind {
        MilestoneKind::Milestone => "milestone",
        MilestoneKind::Scope => "change of scope",
    };
    let (name, day) = (quoted(milestone.id.as_str()), report::day(milestone.date));
    context.ui.say(&format!("Added the {what} {name} of {day} to {id}."));
    let message = message("milestone", &id, format!("{} of {day}", milestone.id));
    context.finish(&store, &lock, &message.line(&milestone.title));
    Ok(ExitStatus::Done)
}

fn milestone(args: &AddArgs, date: NaiveDate) -> Result<Milestone, Failure> {
    let title = title(&args.title)?;
    let kind = if args.scope { MilestoneKind::Scope } else { MilestoneKind::Milestone };
    let id = new_id(args.id.as_deref(), &title, "first-contract")?;
    Ok(Milestone { id, title, date, kind, note: filled(args.note.as_deref()) })
}

/// Refuses a milestone whose id another has.
fn refuse_known(record: &EngagementRecord, milestone: &Milestone) -> Result<(), Failure> {
    let Some(known) = record.milestones.iter().find(|known| known.id == milestone.id) else {
        return Ok(());
    };
    let (id, name) = (&record.engagement.id, quoted(milestone.id.as_str()));
    Err(Failure::refused(format!("{id} has a milestone {name} already"))
        .help(format!("that is \"{}\" on {}", clean(&known.title), known.date))
        .help("give this one another --id, or correct that one in its file")
        .help("nothing was written"))
}
