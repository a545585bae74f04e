//! `auxeng goal drop`

use clap::Args;

use super::super::EngagementOption;
use super::super::committing::message;
use super::super::context::Context;
use super::super::failure::ExitStatus;
use super::super::fields::filled;
use super::super::names::find_goal;
use crate::model::Dropped;
use crate::store::Detail;
use crate::text::quoted;

/// Drop a goal
///
/// It is marked as no longer pursued and no longer counts; its scores stay in the record.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng goal drop build-time --reason \"the build moved to another team\"")]
pub(in crate::cli) struct DropArgs {
    /// The goal's id
    goal: String,

    #[command(flatten)]
    engagement: EngagementOption,

    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,

    /// Since when [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

pub(super) fn run(context: &Context, args: &DropArgs) -> anyhow::Result<ExitStatus> {
    let date = context.past_day(args.date.as_deref())?;
    let store = context.store()?;
    let id = context.select(&store, args.engagement.engagement.as_deref())?;
    let lock = context.lock(&store)?;
    let record = context.read_for_change(&store, &id, Detail::GOALS, &lock)?;
    let mut goal = find_goal(&record, &args.goal)?.clone();
    goal.dropped = Some(Dropped { date, reason: filled(args.reason.as_deref()) });
    store.save_goal(&lock, &id, &goal)?;
    context.ui.say(&format!("Dropped {}; its scores stay in the record.", quoted(goal.id.as_str())));
    let message = message("goal", &id, format!("drop {}", goal.id));
    context.finish(&store, &lock, &message.lines(args.reason.as_deref()));
    Ok(ExitStatus::Done)
}
