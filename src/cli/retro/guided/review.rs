//! What becomes of the answers of a weekly retro: the record on one screen, then the files.

use chrono::NaiveDate;

use super::answers::{Answers, Scored};
use super::command;
use super::steps::{ACTIONS, GOALS, MVP, NEXT, POORLY, WEEK, WELL};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::meeting::{Conclusion, Meeting, Sheet};
use crate::cli::retro::mvp::MvpSaid;
use crate::cli::retro::recording::{of_week, prepare, write};
use crate::cli::retro::sheet::{Answered, desk_of_answers, edit_answers};
use crate::cli::retro::telling::{how, recorded, say_git, say_mvp, say_rules, told, with_retro};
use crate::cli::sitting::{Desk, Ended};
use crate::model::{EngagementRecord, Goal, Retro, Score, Week};
use crate::report::review_document;
use crate::store::{Detail, Lock, Message, Store};
use crate::text::count;

/// The weekly retro of an engagement, as it stood when the meeting began.
pub(super) struct Weekly<'a> {
    pub(super) context: &'a Context,
    pub(super) store: &'a Store,
    pub(super) record: &'a EngagementRecord,
    /// The day of the retro.
    pub(super) date: NaiveDate,
}

impl Conclusion<Answers> for Weekly<'_> {
    const PARTS: &'static [(&'static str, &'static str)] = &[
        ("actions", ACTIONS),
        ("goals", GOALS),
        ("well", WELL),
        ("poorly", POORLY),
        ("next", NEXT),
        ("mvp", MVP),
        ("week", WEEK),
    ];
    const CAN_EDIT: bool = true;

    fn command(&self) -> String {
        command(&self.record.engagement.id, Week::of(self.date), self.context.today())
    }

    fn desk(&self, _: &Sheet<Answers>) -> Option<Desk> {
        desk_of_answers(self.store, &self.record.engagement.id, Week::of(self.date), self.context.today()).ok()
    }

    fn show(&self, meeting: &mut Meeting<'_>, sheet: &Sheet<Answers>) -> Result<(), Failure> {
        let answers = &sheet.answers;
        let scored = answers.scored(self.record)?;
        let once = answers.once(&sheet.answered, self.context.today())?;
        let merged = prepare(self.record, answers.date, &answers.additions(), &once, false)?;
        let page = review_document(self.record, &scored, &merged.retro).terminal(meeting.layout);
        meeting.asker.tell(page.trim_end());
        for remark in &merged.remarks {
            meeting.say(remark);
        }
        Ok(())
    }

    fn write(&self, meeting: &mut Meeting<'_>, sheet: &Sheet<Answers>) -> anyhow::Result<()> {
        let recorded = record_all(self.context, self.store, self.record, sheet)?;
        meeting.asker.tell("");
        say_done(self.context, self.store, self.record, sheet.answers.date, &recorded);
        Ok(())
    }

    fn edit(&self, sheet: &Sheet<Answers>) -> anyhow::Result<bool> {
        Ok(matches!(edit(self.context, self.store, self.record, sheet)?, Ended::Saved(())))
    }
}

/// Opens what was answered in the user's editor, and writes what is saved there.
fn edit(
    context: &Context,
    store: &Store,
    record: &EngagementRecord,
    sheet: &Sheet<Answers>,
) -> anyhow::Result<Ended<()>> {
    let no_editor = || Failure::refused("there is no terminal to edit at");
    let editor = context.editor()?.ok_or_else(no_editor)?;
    let place = (&record.engagement.id, sheet.answers.date);
    edit_answers(context, store, place, &editor, &|record| answered(sheet, record, context.today()))
}

/// What was answered, put into `record`.
fn answered(sheet: &Sheet<Answers>, record: &EngagementRecord, today: NaiveDate) -> Result<Answered, Failure> {
    let mut answers = sheet.answers.clone();
    let remarks = answers.forget_what_is_gone(record);
    let once = answers.once(&sheet.answered, today)?;
    let retro = prepare(record, answers.date, &answers.additions(), &once, false)?.retro;
    let week = Week::of(answers.date);
    let score = |scored: &Scored<'_>| {
        let goal = with_score(scored, week);
        Some((goal.id.clone(), goal.scores.get(&week)?.clone()))
    };
    Ok(Answered {
        retro: Some(retro),
        scores: answers.scored(record)?.iter().filter_map(score).collect(),
        mvp: answers.mvp.clone(),
        asked_for_negative: once.asked_for_negative,
        remarks,
    })
}

/// What was written, still under the lock.
struct Recorded {
    lock: Lock,
    message: Message,
    told: String,
    scored: usize,
    mvp: Option<MvpSaid>,
    ended_early: bool,
    notes_for: usize,
    /// Whether there is no retro of a later week.
    is_newest: bool,
    /// The retro as it was written, and the record with it.
    retro: Retro,
    after: EngagementRecord,
}

/// Writes the scores and the retro, over the record as it is now: somebody may have recorded meanwhile.
fn record_all(
    context: &Context,
    store: &Store,
    before: &EngagementRecord,
    sheet: &Sheet<Answers>,
) -> anyhow::Result<Recorded> {
    let answers = &sheet.answers;
    let id = &before.engagement.id;
    let lock = context.lock(store)?;
    let record = context.read_for_change(store, id, Detail::WEEKS, &lock)?;
    let mut answers = answers.clone();
    for remark in answers.forget_what_is_gone(&record) {
        context.ui.say(&remark);
    }
    let scored = answers.scored(&record)?;
    let once = answers.once(&sheet.answered, context.today())?;
    let additions = answers.additions();
    let merged = prepare(&record, answers.date, &additions, &once, false)?;
    if merged.retro.is_silent() && additions.says_nothing() && scored.is_empty() {
        return Err(Failure::refused("nothing was said, so there is no retro to write").into());
    }
    for score in &scored {
        store.save_goal(&lock, id, &with_score(score, Week::of(answers.date)))?;
    }
    write(store, &lock, &record, &merged.retro, once.mvp)?;
    let was_there = of_week(&record, answers.date).is_some();
    let goals = (!scored.is_empty()).then(|| format!("{} scored", count(scored.len(), "goal")));
    Ok(Recorded {
        told: told(store, &merged.retro, how(was_there, false)),
        scored: scored.len(),
        mvp: once.mvp,
        ended_early: answers.minutes.is_some_and(|minutes| minutes < store.settings().retro_minutes),
        notes_for: merged.retro.present.len(),
        is_newest: record.retro_weeks.last().is_none_or(|newest| *newest <= merged.retro.week),
        message: recorded(store, &record.engagement, &merged.retro).lines(goals),
        after: with_retro(&record, &merged.retro),
        retro: merged.retro,
        lock,
    })
}

fn with_score((goal, value, note): &Scored<'_>, week: Week) -> Goal {
    let mut goal = (*goal).clone();
    let before = goal.scores.get(&week).and_then(|score| score.note.clone());
    let note = note.map(str::to_owned).or(before);
    goal.scores.insert(week, Score { value: *value, note });
    goal
}

fn say_done(context: &Context, store: &Store, record: &EngagementRecord, date: NaiveDate, recorded: &Recorded) {
    let ui = &context.ui;
    let id = &record.engagement.id;
    ui.say(&recorded.told);
    if recorded.scored > 0 {
        ui.say(&format!("{} scored.", count(recorded.scored, "goal")));
    }
    say_mvp(context, &record.engagement, recorded.mvp);
    context.finish(store, &recorded.lock, &recorded.message);
    if recorded.ended_early {
        ui.say("Ended early: well done.");
    }
    if recorded.notes_for > 0 {
        let week = if recorded.is_newest { String::new() } else { format!(" --week {}", Week::of(date)) };
        let people = count(recorded.notes_for, "person");
        ui.say(&format!("Notes for {people} are ready: auxeng notes {id}{week} --send"));
    }
    let week = record.engagement.week_number(Week::of(date));
    say_git(context, store, id, &format!("week {week}"));
    say_rules(context, store, &recorded.after, &recorded.retro);
}
