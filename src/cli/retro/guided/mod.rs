//! The weekly retro as a meeting: the questions one after the other, the whole record on one screen, then the files.

mod answers;
mod attendance;
mod resume;
mod review;
mod steps;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use super::recording::of_week;
use super::sheet::desk_of_answers;
use crate::cli::context::Context;
use crate::cli::failure::ExitStatus;
use crate::cli::meeting::{Clock, Draft, Found, Meeting, Sheet, conduct};
use crate::cli::weeks::check_week;
use crate::model::{EngagementRecord, Slug, Week};
use crate::report::meeting_opening;
use crate::report::view::Summary;
use crate::store::{Detail, Store};
use crate::text::clean;
use crate::ui::prompt::Ask;
use answers::Answers;
pub(super) use answers::taken_away;
pub(super) use attendance::{ask_who, everybody, in_full};
use resume::resume;
use review::Weekly;
use steps::steps;

/// Holds the retro of the week of `date` at the terminal.
pub(super) fn run(
    context: &Context,
    store: &Store,
    named: Option<&str>,
    date: NaiveDate,
    asker: &mut dyn Ask,
) -> anyhow::Result<ExitStatus> {
    let id = context.select(store, named)?;
    let record = context.read_sound(store, &id, Detail::WEEKS)?;
    let mut draft = Draft::take(&draft_of(Week::of(date)), id.as_str(), store.root())?;
    let found = draft.find::<Answers>()?;
    let was_there = matches!(found, Found::Unfinished(_));
    let sheet = resume(context, &record, found, &mut draft, asker)?;
    if was_there && sheet.is_none() {
        // What was edited of the answers goes with them.
        desk_of_answers(store, &id, Week::of(date), context.today())?.clear()?;
    }
    let mut sheet = sheet.unwrap_or_else(|| Sheet { answers: Answers::new(date), ..Sheet::default() });
    let date = sheet.answers.date;
    check_week(context, &record.engagement, Week::of(date))?;
    sheet.answers.begin_with(of_week(&record, date));
    for remark in sheet.answers.forget_what_is_gone(&record) {
        asker.tell(&clean(&remark));
    }
    let record = record.as_of(Week::of(date).sunday());
    let clock = Clock::start(store.settings().retro_minutes, sheet.seconds);
    let mut meeting = Meeting::new(asker, context.layout(), clock, draft);
    meeting.heading(&clean(&record.engagement.title));
    let summary = Summary::of(&record, store.settings(), date);
    meeting.asker.tell(&meeting_opening(&summary, Week::of(date), context.layout()));
    for remark in also_there(&record, store, date) {
        meeting.say(&remark);
    }
    meeting.hint("Enter takes (…) · ? help · < back · > next part · Ctrl-C keeps a draft");
    let steps = steps(&record, date, context.today());
    conduct(context, &mut meeting, &mut sheet, &steps, &Weekly { context, store, record: &record, date })
}

/// What the draft of the retro of `week` is called.
fn draft_of(week: Week) -> String {
    format!("retro-{week}")
}

/// What there is besides: the record of this week, and drafts of other weeks.
fn also_there(record: &EngagementRecord, store: &Store, date: NaiveDate) -> Vec<String> {
    let (id, week) = (&record.engagement.id, Week::of(date));
    let recorded = of_week(record, date).map(|retro| {
        let (well, poorly) = (retro.went_well.len(), retro.went_poorly.len());
        format!("{week} is recorded already ({well} well, {poorly} poorly): what you say is added to it.")
    });
    let drafts = Draft::all(id.as_str(), store.root());
    let drafts = drafts.iter().filter_map(|what| what.strip_prefix("retro-")?.parse::<Week>().ok());
    let others = drafts
        .filter(|other| *other != week)
        .map(|other| format!("The retro of {other} is not finished: auxeng retro {id} --date {other}"));
    recorded.into_iter().chain(others).collect()
}

/// The command that goes on with the draft of `week`.
pub(super) fn command(id: &Slug, week: Week, today: NaiveDate) -> String {
    let date = if week == Week::of(today) { String::new() } else { format!(" --date {week}") };
    format!("auxeng retro {id}{date}")
}

/// Says that the answers of a guided retro of this week are still kept as a draft.
pub(super) fn say_unfinished(context: &Context, store: &Store, id: &Slug, week: Week) {
    if Draft::all(id.as_str(), store.root()).contains(&draft_of(week)) {
        let command = command(id, week, context.today());
        context.ui.say(&format!("The draft of a guided retro of {week} is still kept: {command}"));
    }
}
