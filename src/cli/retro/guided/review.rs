//! The end of a weekly retro: the whole record on one screen, then the files.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::COMMAND;
use super::answers::{Answers, Scored};
use super::steps::{ACTIONS, GOALS, MVP, NEXT, POORLY, WEEK, WELL};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::meeting::{Meeting, Sheet, Step};
use crate::cli::retro::mvp::MvpSaid;
use crate::cli::retro::recording::{of_week, prepare, write};
use crate::cli::retro::sheet::{Answered, edit_answers};
use crate::cli::retro::telling::{how, say_git, say_mvp, told};
use crate::cli::sitting::Ended;
use crate::model::{EngagementRecord, Goal, Score, Slug, Week};
use crate::report::review_document;
use crate::store::{Detail, Store, Written};
use crate::text::count;
use crate::ui::prompt::{Answer, Question, Stop, choose};

/// How the review ended.
pub(in crate::cli::retro) enum Outcome {
    /// It is written, or the draft is left for another time.
    Done,
    /// The part with this title is wanted again.
    Back(&'static str),
}

#[derive(Clone, Copy)]
enum Choice {
    Write,
    Edit,
    Back,
    Leave,
}

/// Shows all that was said, and asks what to do with it.
pub(super) fn review(
    context: &Context,
    store: &Store,
    record: &EngagementRecord,
    meeting: &mut Meeting<'_>,
    sheet: &mut Sheet<Answers>,
    steps: &[Step<'_, Answers>],
) -> anyhow::Result<Outcome> {
    meeting.heading("Review");
    if let Err(failure) = show(context, record, meeting, sheet) {
        meeting.say(&failure.to_string());
    }
    let question = Question {
        prompt: String::from("write, edit, back or leave"),
        default: Some(String::from("write")),
        help: "write puts it into the record; edit opens all of it in your editor, and what is saved there is written; \
               back goes back to a part; leave keeps the answers as a draft and writes nothing.",
        required: true,
        ..Question::default()
    };
    let choices = [("write", Choice::Write), ("edit", Choice::Edit), ("back", Choice::Back), ("leave", Choice::Leave)];
    loop {
        match choose(meeting.asker, &question, &choices)? {
            Answer::Said(Choice::Write) => {
                let recorded = record_all(context, store, record, sheet);
                if let Some(recorded) = unless_refused(context, meeting, recorded) {
                    meeting.asker.tell("");
                    say_done(context, store, record, sheet.answers.date, &recorded);
                    meeting.finish()?;
                    return Ok(Outcome::Done);
                }
            }
            Answer::Said(Choice::Edit) => {
                let edited = edit(context, store, record, sheet);
                match unless_refused(context, meeting, edited) {
                    Some(Ended::Saved(())) => {
                        meeting.finish()?;
                        return Ok(Outcome::Done);
                    }
                    Some(_) => meeting.say("Nothing was written. The answers are as they were."),
                    None => {}
                }
            }
            Answer::Said(Choice::Leave) => {
                meeting.leave(sheet, COMMAND);
                return Ok(Outcome::Done);
            }
            Answer::Said(Choice::Back) | Answer::Back => {
                if let Some(part) = which_part(meeting, steps, &PARTS)? {
                    return Ok(Outcome::Back(part));
                }
            }
            Answer::Open | Answer::On => {}
        }
    }
}

/// What was done; when it was refused, says why. The answers are safe: what is in the way can be mended.
pub(in crate::cli::retro) fn unless_refused<T>(
    context: &Context,
    meeting: &mut Meeting<'_>,
    done: anyhow::Result<T>,
) -> Option<T> {
    done.inspect_err(|error| {
        crate::cli::fail(&context.ui, error);
        meeting.say("The answers are kept in the draft.");
    })
    .ok()
}

/// Opens what was answered in the user's editor, and writes what is saved there.
fn edit(
    context: &Context,
    store: &Store,
    record: &EngagementRecord,
    sheet: &Sheet<Answers>,
) -> anyhow::Result<Ended<()>> {
    let answers = &sheet.answers;
    let once = answers.once(&sheet.answered, context.today())?;
    let retro = prepare(record, answers.date, &answers.additions(), &once, false)?.retro;
    let week = Week::of(answers.date);
    let recorded = record.goals.iter().filter_map(|goal| Some((goal.id.clone(), goal.scores.get(&week)?.clone())));
    let mut scores: BTreeMap<Slug, Score> = recorded.collect();
    for scored in answers.scored(record)? {
        let goal = with_score(&scored, week);
        scores.extend(goal.scores.get(&week).map(|score| (goal.id.clone(), score.clone())));
    }
    let asked_for_negative = once.asked_for_negative;
    let answered = Answered { retro, scores, mvp: answers.mvp.clone(), asked_for_negative };
    let no_editor = || Failure::refused("VISUAL or EDITOR must name an editor");
    let editor = context.editor()?.ok_or_else(no_editor)?;
    edit_answers(context, store, (&record.engagement.id, answers.date), &editor, answered)
}

fn show(
    context: &Context,
    record: &EngagementRecord,
    meeting: &mut Meeting<'_>,
    sheet: &Sheet<Answers>,
) -> Result<(), Failure> {
    let answers = &sheet.answers;
    let scored = answers.scored(record)?;
    let once = answers.once(&sheet.answered, context.today())?;
    let merged = prepare(record, answers.date, &answers.additions(), &once, false)?;
    let page = review_document(record, &scored, &merged.retro).terminal(meeting.layout);
    meeting.asker.tell(page.trim_end());
    for remark in &merged.remarks {
        meeting.say(remark);
    }
    Ok(())
}

/// The parts with the words that name them.
const PARTS: [(&str, &str); 7] = [
    ("actions", ACTIONS),
    ("goals", GOALS),
    ("well", WELL),
    ("poorly", POORLY),
    ("next", NEXT),
    ("mvp", MVP),
    ("week", WEEK),
];

/// The part to go back to; `None` to stay.
pub(in crate::cli::retro) fn which_part<A>(
    meeting: &mut Meeting<'_>,
    steps: &[Step<'_, A>],
    parts: &[(&'static str, &'static str)],
) -> Result<Option<&'static str>, Stop> {
    let there = |(_, part): &&(&str, &str)| steps.iter().any(|step| step.part() == *part);
    let parts: Vec<(&str, &'static str)> = parts.iter().filter(there).copied().collect();
    let names: Vec<&str> = parts.iter().map(|(name, _)| *name).collect();
    let question = Question {
        prompt: format!("back to {}", names.join(", ")),
        default: names.last().map(ToString::to_string),
        help: "The part that is to be asked again; what was answered stays until it is changed. - stays here.",
        ..Question::default()
    };
    Ok(match choose(meeting.asker, &question, &parts)? {
        Answer::Said(part) => Some(part),
        Answer::Open | Answer::Back | Answer::On => None,
    })
}

/// What was written.
struct Recorded {
    written: Vec<Written>,
    told: String,
    scored: usize,
    mvp: Option<MvpSaid>,
    ended_early: bool,
    notes_for: usize,
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
    let scored = answers.scored(&record)?;
    let once = answers.once(&sheet.answered, context.today())?;
    let merged = prepare(&record, answers.date, &answers.additions(), &once, false)?;
    let mut written = Vec::new();
    for score in &scored {
        written.push(store.save_goal(&lock, id, &with_score(score, Week::of(answers.date)))?);
    }
    written.extend(write(store, &lock, &record, &merged.retro, once.mvp)?);
    let was_there = of_week(&record, answers.date).is_some();
    Ok(Recorded {
        told: told(store, &merged.retro, how(was_there, false)),
        scored: scored.len(),
        mvp: once.mvp,
        ended_early: answers.minutes.is_some_and(|minutes| minutes < store.settings().retro_minutes),
        notes_for: merged.retro.present.len(),
        written,
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
    context.say_written(store, &recorded.written);
    if recorded.ended_early {
        ui.say("Ended early: well done.");
    }
    if recorded.notes_for > 0 {
        ui.say(&format!("Notes for {} are ready: auxeng notes {id} --send", count(recorded.notes_for, "person")));
    }
    let week = record.engagement.week_number(Week::of(date));
    say_git(context, store, id, &format!("week {week}"));
}
