//! `auxeng goal list`

use clap::Args;
use serde::Serialize;

use super::super::EngagementArgument;
use super::super::context::Context;
use super::super::failure::ExitStatus;
use super::super::formats::PageFormat;
use crate::report::view::{GoalView, ReportView};
use crate::report::{envelope, goals_document};
use crate::store::Detail;

/// List an engagement's goals with their progress
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng goal list
  auxeng goal list checkout --format json")]
pub(in crate::cli) struct ListArgs {
    #[command(flatten)]
    engagement: EngagementArgument,

    /// How to show them
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: PageFormat,
}

#[derive(Serialize)]
struct GoalsView<'a> {
    engagement: &'a str,
    goals: &'a [GoalView],
}

pub(super) fn run(context: &Context, args: &ListArgs) -> anyhow::Result<ExitStatus> {
    let store = context.store()?;
    let id = context.select(&store, args.engagement.named())?;
    let (record, findings) = context.read(&store, &id, Detail::GOALS)?;
    let goals = ReportView::goals(&record, context.today());
    if args.format == PageFormat::Json {
        context.ui.print(&envelope("goals", &GoalsView { engagement: id.as_str(), goals: &goals })?)?;
    } else if goals.is_empty() && record.has_unreadable_goals {
        context.ui.say(&format!("{id} has no goals that can be read."));
    } else if goals.is_empty() {
        context.ui.say(&format!("{id} has no goals yet."));
        context
            .ui
            .say(&format!("Agree on the first one: auxeng goal add \"Services covered\" --from 2 --to 14 -e {id}"));
    } else {
        let document = goals_document(&record.engagement.title, &goals, context.layout());
        context.show(&document, args.format == PageFormat::Markdown)?;
    }
    Ok(context.finish_reading(&store, &findings))
}
