//! `auxeng milestone list`

use clap::Args;
use serde::Serialize;

use super::super::EngagementArgument;
use super::super::context::Context;
use super::super::failure::ExitStatus;
use super::super::formats::PageFormat;
use crate::report::view::MilestoneView;
use crate::report::{envelope, milestones_document};
use crate::store::Detail;

/// List an engagement's milestones, oldest first
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng milestone list
  auxeng milestone list checkout --format json")]
pub(in crate::cli) struct ListArgs {
    #[command(flatten)]
    engagement: EngagementArgument,

    /// How to show them
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: PageFormat,
}

#[derive(Serialize)]
struct MilestonesView<'a> {
    engagement: &'a str,
    milestones: &'a [MilestoneView],
}

pub(super) fn run(context: &Context, args: &ListArgs) -> anyhow::Result<ExitStatus> {
    let store = context.store()?;
    let id = context.select(&store, args.engagement.named())?;
    let (record, findings) = context.read(&store, &id, Detail::MILESTONES)?;
    let milestones = MilestoneView::all(&record);
    if args.format == PageFormat::Json {
        let view = MilestonesView { engagement: id.as_str(), milestones: &milestones };
        context.ui.print(&envelope("milestones", &view)?)?;
    } else if milestones.is_empty() {
        context.ui.say(&format!("{id} has no milestones yet."));
        context.ui.say(&format!("Record the first one: auxeng milestone add \"First release\" -e {id}"));
    } else {
        let document = milestones_document(&record.engagement.title, &milestones);
        context.show(&document, args.format == PageFormat::Markdown)?;
    }
    Ok(context.finish_reading(&store, &findings))
}
