//! `auxeng notes`

use clap::Args;

use super::EngagementArgument;
use super::context::Context;
use super::dates::past_day;
use super::failure::{ExitStatus, Failure};
use super::formats::NotesFormat;
use crate::model::{EngagementRecord, Week};
use crate::report::retro_notes_document;
use crate::report::view::RetroNotes;
use crate::store::{Detail, Store};
use crate::text::list;

/// Show the notes of a retro, to be read by everybody who came
///
/// The notes say how the goals stood, what was said and what is to be done. They are the same whenever they are read:
/// scores and actions are as they stood on the day of the retro. The failure modes of the week are not among them.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng notes
  auxeng notes checkout --week 2026-W46 --format markdown")]
pub(super) struct NotesArgs {
    #[command(flatten)]
    engagement: EngagementArgument,

    /// The week of the retro, or any day of it [default: the newest retro]
    #[arg(long, value_name = "WEEK")]
    week: Option<String>,

    /// How to write them
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: NotesFormat,
}

pub(super) fn run(context: &Context, args: &NotesArgs) -> anyhow::Result<ExitStatus> {
    let store = context.store()?;
    let id = context.select(&store, args.engagement.named())?;
    let (record, findings) = context.read(&store, &id, Detail::WEEKS)?;
    let notes = notes(context, &store, &record, args.week.as_deref())?;
    let document = retro_notes_document(&notes);
    let text = match args.format {
        NotesFormat::Text => document.plain(),
        NotesFormat::Markdown => document.markdown(),
        NotesFormat::Html => document.html(),
    };
    context.ui.print(&text)?;
    Ok(context.finish_reading(&store, &findings))
}

/// The notes of the retro of the week that is named, else of the newest one.
fn notes(
    context: &Context,
    store: &Store,
    record: &EngagementRecord,
    week: Option<&str>,
) -> Result<RetroNotes, Failure> {
    let id = &record.engagement.id;
    let named = week.map(|week| past_day(week, context.today())).transpose()?.map(Week::of);
    let newest = record.retros.last().map(|retro| retro.week);
    let Some(week) = named.or(newest) else {
        return Err(Failure::refused(format!("{id} has no retro yet"))
            .help(format!("record one: auxeng retro {id} --well \"…\" --poorly \"…\" --next \"…\"")));
    };
    RetroNotes::of(record, store.settings(), week, context.today()).ok_or_else(|| {
        let failure = Failure::refused(format!("{id} has no retro of {week}"));
        let weeks: Vec<String> = record.retros.iter().map(|retro| retro.week.to_string()).collect();
        if weeks.is_empty() { failure } else { failure.help(format!("there are retros of {}", list(&weeks))) }
    })
}
