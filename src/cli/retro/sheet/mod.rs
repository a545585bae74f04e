//! The retro as a document in the user's editor: `retro --edit`.
//!
//! - `page`: the document
//! - `compare`: what became of the items of a list
//! - `change`, `values`: what the person changed, carried over to the record as it is now

mod change;
mod compare;
mod page;
#[cfg(test)]
mod tests;
mod values;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub(super) use change::Change;

use super::{RetroArgs, remind, say_mvp, told, write};
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::score;
use crate::cli::sitting::{Comments, Desk, Ended};
use crate::cli::weeks::check_week;
use crate::model::{EngagementRecord, Retro, Score, Settings, Slug, Week};
use crate::notes::sheet::{annotated, is_blank, without_problems};
use crate::store::{Detail, Store};

/// A retro that can be edited as a document, and what stands in that beside it.
pub(super) struct WeekSheet<'a> {
    settings: &'a Settings,
    record: &'a EngagementRecord,
    /// The retro as it is.
    retro: Retro,
    /// The scores of its week as they are.
    scores: BTreeMap<Slug, Score>,
    /// The day it was held.
    held: NaiveDate,
    today: NaiveDate,
}

impl<'a> WeekSheet<'a> {
    /// The recorded retro of the week of `held`, or a new one.
    pub(super) fn recorded(
        settings: &'a Settings,
        record: &'a EngagementRecord,
        held: NaiveDate,
        today: NaiveDate,
    ) -> Self {
        let week = Week::of(held);
        let retro = record.retros.iter().find(|retro| retro.week == week);
        let scored = |goal: &crate::model::Goal| Some((goal.id.clone(), goal.scores.get(&week)?.clone()));
        Self {
            settings,
            record,
            retro: retro.cloned().unwrap_or_else(|| Retro::new(week)),
            scores: record.goals.iter().filter_map(scored).collect(),
            held,
            today,
        }
    }

    /// The retros before this one.
    fn earlier(&self) -> &[Retro] {
        let retros = &self.record.retros;
        retros.get(..retros.partition_point(|other| other.week < self.retro.week)).unwrap_or_default()
    }

    /// All retros with this one as it is, and its place among them.
    fn retros(&self) -> (Vec<Retro>, usize) {
        let place = self.earlier().len();
        let later = self.record.retros.iter().filter(|other| other.week > self.retro.week);
        let all = self.earlier().iter().chain([&self.retro]).chain(later);
        (all.cloned().collect(), place)
    }

    /// Opens the document in the user's editor until what was saved can be resolved. What was left there unfinished is
    /// opened again. What was opened and what was saved come back.
    ///
    /// # Errors
    /// When there is no editor, it fails, or the person gives up; the text is kept then.
    fn edit(&self, context: &Context, desk: &Desk) -> anyhow::Result<Ended<(String, String)>> {
        let no_terminal = || {
            Failure::usage("there is no terminal to edit at, and neither VISUAL nor EDITOR names an editor")
                .help("read notes instead: auxeng retro --from -")
                .help("nothing was written")
        };
        let editor = context.editor()?.ok_or_else(no_terminal)?;
        let opened = match desk.left()? {
            Some(opened) => {
                context.ui.say(&format!("Opening what you left in {}.", desk.path().display()));
                opened
            }
            None => {
                let text = self.text();
                desk.lay(&text)?;
                text
            }
        };
        desk.edit(context, &editor, |text| Ok(self.change(&opened, text)?.map(|_| (opened.clone(), text.to_owned()))))
    }
}

/// Where the document of a week's retro lies while it is edited.
pub(super) fn desk(store: &Store, id: &Slug, week: Week, today: NaiveDate) -> Result<Desk, Failure> {
    let date = if week == Week::of(today) { String::new() } else { format!(" --date {week}") };
    let comments = Comments { with: annotated, without: without_problems, is_blank };
    let again = format!("auxeng retro {id} --edit{date}");
    Desk::new((&format!("retro-{week}"), "md"), (id.as_str(), store.root()), comments, again)
}

/// Edits the recorded retro of a week, or a new one, and records what was changed.
pub(super) fn run(context: &Context, args: &RetroArgs) -> anyhow::Result<ExitStatus> {
    let held = context.past_day(args.date.as_deref())?;
    let today = context.today();
    let store = context.store()?;
    let id = context.select(&store, args.engagement.named())?;
    let record = context.read_sound(&store, &id, Detail::WEEKS)?;
    check_week(context, &record.engagement, Week::of(held))?;
    let desk = desk(&store, &id, Week::of(held), today)?;
    match WeekSheet::recorded(store.settings(), &record, held, today).edit(context, &desk)? {
        Ended::Unchanged => {
            context.ui.say("Nothing was changed, so nothing was written.");
            Ok(ExitStatus::Done)
        }
        Ended::Emptied => Err(Failure::refused("the text was emptied, so nothing was written").into()),
        Ended::Saved((opened, saved)) => {
            record_change(context, &store, (&id, held), (&opened, &saved))
                .and_then(|()| Ok(desk.clear()?))
                .inspect_err(|_| desk.say_kept(context))?;
            Ok(ExitStatus::Done)
        }
    }
}

/// Records the difference between two versions of the document, in the record as it is by now.
fn record_change(
    context: &Context,
    store: &Store,
    (id, held): (&Slug, NaiveDate),
    (opened, saved): (&str, &str),
) -> anyhow::Result<()> {
    let lock = context.lock(store)?;
    let record = context.read_for_change(store, id, Detail::WEEKS, &lock)?;
    let sheet = WeekSheet::recorded(store.settings(), &record, held, context.today());
    let was_there = record.retros.iter().any(|retro| retro.week == sheet.retro.week);
    let changed_meanwhile = |problems: Vec<crate::notes::sheet::Problem>| {
        let failure = Failure::refused("the record was changed meanwhile, and what you wrote no longer fits");
        problems.iter().fold(failure, |failure, problem| failure.help(&problem.message)).help("nothing was written")
    };
    let Some(change) = sheet.change(opened, saved).map_err(changed_meanwhile)? else {
        return Ok(());
    };
    let Change { mut retro, scores, mvp, remarks } = change;
    retro.date.get_or_insert(held);
    retro.settle_negative(false);
    for remark in remarks {
        context.ui.say(&remark);
    }
    let mut written = write(store, &lock, &record, &retro, mvp)?;
    let how = if was_there { "Corrected the retro of" } else { "Recorded the retro of" };
    if written.iter().any(crate::store::Written::is_change) {
        context.ui.say(&told(store, &retro, how));
    }
    for (goal, new) in scores {
        if let Some(goal) = record.goal(goal.as_str()) {
            written.push(score::save(context, store, &lock, id, (goal, retro.week), new)?);
        }
    }
    say_mvp(context, &record.engagement, mvp);
    context.say_written(store, &written);
    let after = context.read_for_change(store, id, Detail::WEEKS, &lock)?;
    remind(context, &after, &retro);
    Ok(())
}
