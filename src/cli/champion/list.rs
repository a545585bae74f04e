//! `auxeng champion list`

use clap::Args;

use super::find::Champions;
use crate::cli::EngagementArgument;
use crate::cli::context::Context;
use crate::cli::failure::ExitStatus;
use crate::cli::formats::TableFormat;
use crate::report::view::{ChampionView, ChampionsView};
use crate::report::{champions_csv, champions_document, envelope};
use crate::text::count;

/// List champions, those first with whom somebody should talk
///
/// Without an engagement, those of all: most champions belong to engagements that are over.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng champion list
  auxeng champion list payments --format json")]
pub(in crate::cli) struct ListArgs {
    #[command(flatten)]
    engagement: EngagementArgument,

    /// Show those who have stepped back too
    ///
    /// A script or a spreadsheet gets them in any case.
    #[arg(long)]
    all: bool,

    /// How to show them
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: TableFormat,
}

pub(super) fn run(context: &Context, args: &ListArgs) -> anyhow::Result<ExitStatus> {
    let store = context.store()?;
    let Champions { found, findings } = Champions::read(context, &store, args.engagement.named())?;
    let (today, usual) = (context.today(), store.settings().champion_weeks);
    let views = found.iter().map(|(engagement, champion)| ChampionView::of(champion, engagement, usual, today));
    let mut view = ChampionsView::new(today, views.collect());
    match args.format {
        TableFormat::Json => context.ui.print(&envelope("champions", &view)?)?,
        TableFormat::Csv => context.ui.print(&champions_csv(&view)?)?,
        _ if view.champions.is_empty() => {
            context.ui.say("No champions yet.");
            context.ui.say("Add the first one: auxeng champion add \"Clara Weiss\" --for \"a trace before a log\"");
        }
        format => {
            let all = view.champions.len();
            view.champions.retain(|champion| args.all || champion.stepped_back.is_none());
            let left_out = all.saturating_sub(view.champions.len());
            if !view.champions.is_empty() {
                context.show(&champions_document(&view, context.layout()), format == TableFormat::Markdown)?;
            }
            if left_out > 0 {
                let have = if left_out == 1 { "has" } else { "have" };
                let champions = count(left_out, "champion");
                context.ui.say(&format!("{champions} {have} stepped back: auxeng champion list --all"));
            }
        }
    }
    Ok(context.finish_reading(&store, &findings))
}
