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

use change::Change;

use super::RetroArgs;
use super::merge::settled_negative;
use super::recording::{of_week, write};
use super::telling::{remind, say_mvp, told};
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::score;
use crate::cli::sitting::{Comments, Desk, Ended};
use crate::cli::weeks::check_week;
use crate::model::{EngagementRecord, Goal, Retro, Score, Settings, Slug, Week};
use crate::notes::sheet::{Problem, annotated, is_blank, without_problems};
use crate::store::{Detail, Store, Written};
use crate::ui::Editor;

/// A retro that can be edited as a document, and what stands in that beside it.
#[derive(Clone)]
struct WeekSheet<'a> {
    settings: &'a Settings,
    record: &'a EngagementRecord,
    /// The retro as it is.
    retro: Retro,
    /// The scores of its week as they are.
    scores: BTreeMap<Slug, Score>,
    /// How far the MVP is from production, in words that are not recorded yet.
    mvp: Option<String>,
    /// The day it was held.
    held: NaiveDate,
    today: NaiveDate,
}

impl<'a> WeekSheet<'a> {
    /// The recorded retro of the week of `held`, or a new one.
    fn recorded(settings: &'a Settings, record: &'a EngagementRecord, held: NaiveDate, today: NaiveDate) -> Self {
        let week = Week::of(held);
        let scored = |goal: &Goal| Some((goal.id.clone(), goal.scores.get(&week)?.clone()));
        Self {
            settings,
            record,
            retro: of_week(record, held).cloned().unwrap_or_else(|| Retro::new(week)),
            scores: record.goals.iter().filter_map(scored).collect(),
            mvp: None,
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
}

/// Where the document of a week's retro lies while it is edited.
fn desk(store: &Store, id: &Slug, week: Week, today: NaiveDate) -> Result<Desk, Failure> {
    let date = if week == Week::of(today) { String::new() } else { format!(" --date {week}") };
    let comments = Comments { with: annotated, without: without_problems, is_blank };
    let again = format!("auxeng retro {id} --edit{date}");
    Desk::new((&format!("retro-{week}"), "md"), (id.as_str(), store.root()), comments, again)
}

/// Edits the recorded retro of a week, or a new one, and records what was changed.
pub(super) fn run(context: &Context, args: &RetroArgs) -> anyhow::Result<ExitStatus> {
    let held = context.past_day(args.date.as_deref())?;
    let store = context.store()?;
    let id = context.select(&store, args.engagement.named())?;
    let record = context.read_sound(&store, &id, Detail::WEEKS)?;
    check_week(context, &record.engagement, Week::of(held))?;
    let editor = context.editor()?.ok_or_else(|| {
        Failure::usage("there is no terminal to edit at, and neither VISUAL nor EDITOR names an editor")
            .help("read notes instead: auxeng retro --from -")
            .help("nothing was written")
    })?;
    let sheet = WeekSheet::recorded(store.settings(), &record, held, context.today());
    let desk = desk(&store, &id, Week::of(held), context.today())?;
    let opened = match desk.left()? {
        Some(opened) => {
            context.ui.say(&format!("Opening what you left in {}.", desk.path().display()));
            opened
        }
        None => {
            let text = sheet.text();
            desk.lay(&text, &text)?;
            text
        }
    };
    match sheet.edit(context, &store, (&desk, &editor), &opened, false)? {
        Ended::Unchanged => {
            context.ui.say("Nothing was changed, so nothing was written.");
            Ok(ExitStatus::Done)
        }
        Ended::Emptied => Err(Failure::refused("the text was emptied, so nothing was written").into()),
        Ended::Saved(()) => Ok(ExitStatus::Done),
    }
}

/// What was answered in a meeting and is not recorded yet.
pub(super) struct Answered {
    /// The retro as the answers make it.
    pub(super) retro: Retro,
    pub(super) scores: BTreeMap<Slug, Score>,
    /// How far the MVP is from production, in the words of the answer.
    pub(super) mvp: Option<String>,
    /// Whether negative feedback was asked for in words.
    pub(super) asked_for_negative: bool,
}

/// Edits what was answered in the retro held on `held`, and records what is saved.
pub(super) fn edit_answers(
    context: &Context,
    store: &Store,
    (id, held): (&Slug, NaiveDate),
    editor: &Editor,
    answered: Answered,
) -> anyhow::Result<Ended<()>> {
    let desk = desk(store, id, Week::of(held), context.today())?;
    if desk.left()?.is_some() {
        return Err(desk.kept(Failure::refused("a text of this week was left in the editor before")).into());
    }
    let record = context.read_sound(store, id, Detail::WEEKS)?;
    let sheet = WeekSheet::recorded(store.settings(), &record, held, context.today());
    let Answered { retro, scores, mvp, asked_for_negative } = answered;
    let said = WeekSheet { retro, scores, mvp, ..sheet.clone() };
    let opened = sheet.text();
    desk.lay(&opened, &said.text())?;
    sheet.edit(context, store, (&desk, editor), &opened, asked_for_negative)
}

impl WeekSheet<'_> {
    /// Opens the document in the user's editor until what was saved can be resolved, and records how that differs from
    /// what was `opened`.
    fn edit(
        &self,
        context: &Context,
        store: &Store,
        (desk, editor): (&Desk, &Editor),
        opened: &str,
        asked_for_negative: bool,
    ) -> anyhow::Result<Ended<()>> {
        let saved = desk.edit(context, editor, |text| Ok(self.change(opened, text)?.map(|_| text.to_owned())))?;
        Ok(match saved {
            Ended::Unchanged => Ended::Unchanged,
            Ended::Emptied => Ended::Emptied,
            Ended::Saved(saved) => {
                let place = (&self.record.engagement.id, self.held);
                record_change(context, store, place, (opened, &saved), asked_for_negative)
                    .and_then(|()| Ok(desk.clear()?))
                    .inspect_err(|_| desk.say_kept(context))?;
                Ended::Saved(())
            }
        })
    }
}

/// Records the difference between two versions of the document, in the record as it is by now.
fn record_change(
    context: &Context,
    store: &Store,
    (id, held): (&Slug, NaiveDate),
    (opened, saved): (&str, &str),
    asked_for_negative: bool,
) -> anyhow::Result<()> {
    let lock = context.lock(store)?;
    let record = context.read_for_change(store, id, Detail::WEEKS, &lock)?;
    let sheet = WeekSheet::recorded(store.settings(), &record, held, context.today());
    let was_there = of_week(&record, held).is_some();
    let changed_meanwhile = |problems: Vec<Problem>| {
        let failure = Failure::refused("the record was changed meanwhile, and what you wrote no longer fits");
        problems.iter().fold(failure, |failure, problem| failure.help(&problem.message)).help("nothing was written")
    };
    let Some(change) = sheet.change(opened, saved).map_err(changed_meanwhile)? else {
        return Ok(());
    };
    let Change { mut retro, scores, mvp, remarks } = change;
    retro.date.get_or_insert(held);
    retro.asked_for_negative = settled_negative(retro.asked_for_negative, retro.is_thin(), asked_for_negative);
    for remark in remarks {
        context.ui.say(&remark);
    }
    let mut written = write(store, &lock, &record, &retro, mvp)?;
    let how = if was_there { "Corrected the retro of" } else { "Recorded the retro of" };
    if written.iter().any(Written::is_change) {
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
