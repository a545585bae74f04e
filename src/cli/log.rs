//! `auxeng log`

use clap::Args;

use super::EngagementArgument;
use super::context::Context;
use super::failure::ExitStatus;
use super::formats::PageFormat;
use crate::report::view::Source;
use crate::report::{LogView, Recorded, envelope, log_document};
use crate::store::{Detail, History};

/// Show the timeline of an engagement's records, newest first
///
/// In a git repository it also says who recorded what, and when, as the history of the files tells.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng log
  auxeng log checkout --format json")]
pub(super) struct LogArgs {
    #[command(flatten)]
    engagement: EngagementArgument,

    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: PageFormat,
}

pub(super) fn run(context: &Context, args: &LogArgs) -> anyhow::Result<ExitStatus> {
    let store = context.store()?;
    let id = context.select(&store, args.engagement.named())?;
    let (record, findings) = context.read(&store, &id, Detail::REPORT)?;
    let history = store.history(&id);
    let recorded = |source: &Source| recorded(history.as_ref()?, source);
    let view = LogView::of(&record, context.today(), history.as_ref().map(|_| &recorded as _));
    match args.format {
        PageFormat::Json => context.ui.print(&envelope("log", &view)?)?,
        _ if view.events.is_empty() => {
            context.ui.say(&format!("{id} has nothing behind it yet: it starts on {}.", record.engagement.start));
        }
        format => context.show(&log_document(&view), format == PageFormat::Markdown)?,
    }
    Ok(context.finish_reading(&store, &findings))
}

/// Those who recorded what `source` tells, where the history goes back that far.
fn recorded(history: &History, source: &Source) -> Option<Vec<Recorded>> {
    let authors = match source {
        Source::Engagement(field) => history.of_engagement(field),
        Source::Goal(goal, key) => history.of_goal(goal, key),
        Source::Milestone(milestone) => history.of_milestone(milestone),
        Source::Retro(week) => history.of_retro(*week),
        Source::ProjectRetro => history.of_project_retro(),
        Source::Feedback(feedback, key) => history.of_feedback(feedback, key),
        Source::Agreement(agreement) => history.of_agreement(agreement),
        Source::Champion(champion, key) => history.of_champion(champion, key),
        Source::CheckIn(date) => history.of_check_in(*date),
    };
    Some(authors?.iter().map(|author| Recorded { by: author.name.clone(), on: author.date }).collect())
}
