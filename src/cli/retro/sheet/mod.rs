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
use super::guided::{command, say_unfinished};
use super::merge::settled_negative;
use super::recording::{of_week, write};
use super::telling::{recorded, remind, say_mvp, told};
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
struct WeekSheet<'a> {
    settings: &'a Settings,
    record: &'a EngagementRecord,
    /// The retro as it is, with what was answered.
    retro: Retro,
    /// The scores of its week, with those that were answered.
    scores: BTreeMap<Slug, Score>,
    /// What was answered and is not recorded yet.
    answered: Answered,
    /// The day it was held.
    held: NaiveDate,
    today: NaiveDate,
}

/// What was answered in a meeting and is not recorded yet.
#[derive(Default)]
pub(super) struct Answered {
    /// The retro as the answers make it.
    pub(super) retro: Option<Retro>,
    pub(super) scores: BTreeMap<Slug, Score>,
    /// How far the MVP is from production, in the words of the answer.
    pub(super) mvp: Option<String>,
    /// Whether negative feedback was asked for in words.
    pub(super) asked_for_negative: bool,
    /// What is to be said about what was answered and has gone.
    pub(super) remarks: Vec<String>,
}

/// What was answered, put into a record as it is by then.
type Answers<'a> = &'a dyn Fn(&EngagementRecord) -> Result<Answered, Failure>;

impl<'a> WeekSheet<'a> {
    /// The recorded retro of the week of `held`, or a new one, with what was `answered`.
    fn new(
        settings: &'a Settings,
        record: &'a EngagementRecord,
        (held, today): (NaiveDate, NaiveDate),
        answered: Answered,
    ) -> Self {
        let week = Week::of(held);
        let scored = |goal: &Goal| Some((goal.id.clone(), goal.scores.get(&week)?.clone()));
        let mut scores: BTreeMap<Slug, Score> = record.goals.iter().filter_map(scored).collect();
        scores.extend(answered.scores.clone());
        let retro = answered.retro.as_ref().or_else(|| of_week(record, held));
        let retro = retro.cloned().unwrap_or_else(|| Retro::new(week));
        Self { settings, record, retro, scores, answered, held, today }
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
    desk_of(&format!("retro-{week}"), (store, id), format!("{} --edit", command(id, week, today)))
}

/// Where the document of the answers of a week's meeting lies while it is edited. It is another one: what it is compared
/// with holds answers that are not recorded.
pub(super) fn desk_of_answers(store: &Store, id: &Slug, week: Week, today: NaiveDate) -> Result<Desk, Failure> {
    let again = format!("edit, now or at the end of a later {}", command(id, week, today));
    desk_of(&format!("answers-{week}"), (store, id), again)
}

fn desk_of(what: &str, (store, id): (&Store, &Slug), again: String) -> Result<Desk, Failure> {
    let comments = Comments { with: annotated, without: without_problems, is_blank };
    Desk::new((what, "md"), (id.as_str(), store.root()), comments, again)
}

/// Edits the recorded retro of a week, or a new one, and records what was changed.
pub(super) fn run(context: &Context, args: &RetroArgs) -> anyhow::Result<ExitStatus> {
    let held = context.past_day(args.date.as_deref())?;
    let store = context.store()?;
    let id = context.select(&store, args.engagement.named())?;
    let record = context.read_sound(&store, &id, Detail::WEEKS)?;
    check_week(context, &record.engagement, Week::of(held))?;
    let editor = context.editor()?.ok_or_else(|| {
        Failure::usage("there is no terminal to edit at")
            .help("read notes instead: auxeng retro --from -")
            .help("nothing was written")
    })?;
    let desk = desk(&store, &id, Week::of(held), context.today())?;
    match edit(context, &store, (&record, held), (&desk, &editor), &|_| Ok(Answered::default()))? {
        Ended::Unchanged => {
            context.ui.say("Nothing was changed, so nothing was written.");
            Ok(ExitStatus::Done)
        }
        Ended::Emptied => Err(Failure::refused("the text was emptied, so nothing was written").into()),
        Ended::Saved(()) => {
            say_unfinished(context, &store, &id, Week::of(held));
            Ok(ExitStatus::Done)
        }
    }
}

/// Edits what was answered in the retro held on `held`, and records what is saved.
pub(super) fn edit_answers(
    context: &Context,
    store: &Store,
    (id, held): (&Slug, NaiveDate),
    editor: &Editor,
    answers: Answers<'_>,
) -> anyhow::Result<Ended<()>> {
    let desk = desk_of_answers(store, id, Week::of(held), context.today())?;
    let record = context.read_sound(store, id, Detail::WEEKS)?;
    edit(context, store, (&record, held), (&desk, editor), answers)
}

/// Opens the document in the user's editor until what was saved can be resolved, and records how that differs from what
/// was opened.
fn edit(
    context: &Context,
    store: &Store,
    (record, held): (&EngagementRecord, NaiveDate),
    (desk, editor): (&Desk, &Editor),
    answers: Answers<'_>,
) -> anyhow::Result<Ended<()>> {
    let sheet = WeekSheet::new(store.settings(), record, (held, context.today()), answers(record)?);
    let opened = if let Some(opened) = desk.left()? {
        desk.say_left(context);
        opened
    } else {
        let text = sheet.text();
        desk.lay(&text)?;
        text
    };
    let saved = desk.edit(context, editor, |text| Ok(sheet.change(&opened, text)?.map(|_| text.to_owned())))?;
    Ok(match saved {
        Ended::Unchanged => Ended::Unchanged,
        Ended::Emptied => Ended::Emptied,
        Ended::Saved(saved) => {
            record_change(context, store, (&record.engagement.id, held), (&opened, &saved), answers)
                .and_then(|()| Ok(desk.clear()?))
                .inspect_err(|_| desk.say_kept(context))?;
            Ended::Saved(())
        }
    })
}

/// Records the difference between two versions of the document, in the record as it is by now, with the answers.
fn record_change(
    context: &Context,
    store: &Store,
    (id, held): (&Slug, NaiveDate),
    (opened, saved): (&str, &str),
    answers: Answers<'_>,
) -> anyhow::Result<()> {
    let lock = context.lock(store)?;
    let record = context.read_for_change(store, id, Detail::WEEKS, &lock)?;
    let sheet = WeekSheet::new(store.settings(), &record, (held, context.today()), answers(&record)?);
    let was_there = of_week(&record, held).is_some();
    let changed_meanwhile = |problems: Vec<Problem>| {
        let failure = Failure::refused("the record was changed meanwhile, and what you wrote no longer fits");
        problems.iter().fold(failure, |failure, problem| failure.help(&problem.message)).help("nothing was written")
    };
    let Some(change) = sheet.change(opened, saved).map_err(changed_meanwhile)? else {
        context.leave(lock);
        return Ok(());
    };
    let Change { mut retro, scores, mvp, remarks } = change;
    retro.date.get_or_insert(held);
    let asked_for_negative = sheet.answered.asked_for_negative;
    retro.asked_for_negative = settled_negative(retro.asked_for_negative, retro.is_thin(), asked_for_negative);
    for remark in sheet.answered.remarks.iter().chain(&remarks) {
        context.ui.say(remark);
    }
    // The retro comes last: until it is there, the whole text can be recorded again.
    for (goal, new) in scores {
        if let Some(goal) = record.goal(goal.as_str()) {
            score::save(context, store, &lock, id, (goal, retro.week), new)?;
        }
    }
    let written = write(store, &lock, &record, &retro, mvp)?;
    let how = if was_there { "Corrected the retro of" } else { "Recorded the retro of" };
    if written.iter().any(Written::is_change) {
        context.ui.say(&told(store, &retro, how));
    }
    say_mvp(context, &record.engagement, mvp);
    context.finish(store, &lock, &recorded(store, &record.engagement, &retro));
    let after = context.read_for_change(store, id, Detail::WEEKS, &lock)?;
    remind(context, store, &after, &retro);
    Ok(())
}
