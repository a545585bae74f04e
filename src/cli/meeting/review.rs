//! The end of a meeting: all that was said on one screen, then the files.

use serde::Serialize;

use super::{Meeting, Sheet, Step, hold};
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::sitting::Desk;
use crate::ui::prompt::{Answer, Question, Stop, choose};

/// What becomes of the answers of a meeting.
pub(in crate::cli) trait Conclusion<A> {
    /// The titles of the parts that one can go back to, each after the word that names it.
    const PARTS: &'static [(&'static str, &'static str)];
    /// Whether the answers can be edited as a text.
    const CAN_EDIT: bool;

    /// The command that goes on with a draft.
    fn command(&self) -> String;

    /// Where a text of the answers lies that was edited and not written.
    fn desk(&self, _: &Sheet<A>) -> Option<Desk> {
        None
    }

    /// Shows the record as it would be.
    ///
    /// # Errors
    /// When the answers do not fit the record.
    fn show(&self, meeting: &mut Meeting<'_>, sheet: &Sheet<A>) -> Result<(), Failure>;

    /// Writes the record, and says what was written.
    ///
    /// # Errors
    /// When it is not written.
    fn write(&self, meeting: &mut Meeting<'_>, sheet: &Sheet<A>) -> anyhow::Result<()>;

    /// Opens the answers in the user's editor and writes what is saved there; whether anything was.
    ///
    /// # Errors
    /// When it is not written.
    fn edit(&self, sheet: &Sheet<A>) -> anyhow::Result<bool>;
}

#[derive(Clone, Copy)]
enum Choice {
    Write,
    Edit,
    Back,
    Leave,
}

/// How a review ended.
enum Outcome {
    /// It is written, or the draft is left for another time.
    Done,
    /// The part with this title is wanted again.
    Back(&'static str),
}

/// Asks `steps`, shows what was said, and writes it when that is wanted.
///
/// # Errors
/// When the terminal cannot be read. Nobody answering is no error: the draft is kept.
pub(in crate::cli) fn conduct<A: Serialize, C: Conclusion<A>>(
    context: &Context,
    meeting: &mut Meeting<'_>,
    sheet: &mut Sheet<A>,
    steps: &[Step<'_, A>],
    conclusion: &C,
) -> anyhow::Result<ExitStatus> {
    let mut part = None;
    loop {
        let outcome = hold(meeting, sheet, steps, part)
            .map_err(anyhow::Error::from)
            .and_then(|()| review(context, meeting, sheet, steps, conclusion));
        match outcome {
            Ok(Outcome::Back(to)) => part = Some(to),
            Ok(Outcome::Done) => return Ok(ExitStatus::Done),
            Err(error) => {
                meeting.leave(sheet, &conclusion.command());
                return match error.downcast_ref::<Stop>() {
                    Some(Stop::Left) => Ok(ExitStatus::Stopped),
                    _ => Err(error),
                };
            }
        }
    }
}

/// Shows all that was said, and asks what to do with it.
fn review<A: Serialize, C: Conclusion<A>>(
    context: &Context,
    meeting: &mut Meeting<'_>,
    sheet: &Sheet<A>,
    steps: &[Step<'_, A>],
    conclusion: &C,
) -> anyhow::Result<Outcome> {
    meeting.heading("Review");
    if let Err(failure) = conclusion.show(meeting, sheet) {
        meeting.say(&failure.to_string());
    }
    let help = [
        "write puts it into the record; ",
        if C::CAN_EDIT { "edit opens all of it in your editor, and what is saved there is written; " } else { "" },
        "back goes back to a part; leave keeps the answers as a draft and writes nothing.",
    ];
    let all = [("write", Choice::Write), ("edit", Choice::Edit), ("back", Choice::Back), ("leave", Choice::Leave)];
    let choices: Vec<(&str, Choice)> =
        all.into_iter().filter(|(_, choice)| C::CAN_EDIT || !matches!(choice, Choice::Edit)).collect();
    let question = Question {
        prompt: String::from(if C::CAN_EDIT { "write, edit, back or leave" } else { "write, back or leave" }),
        default: Some(String::from("write")),
        help: &help.concat(),
        required: true,
        ..Question::default()
    };
    loop {
        let choice = match choose(meeting.asker, &question, &choices)? {
            Answer::Said(Choice::Write) => before_write(context, meeting, sheet, conclusion)?,
            Answer::Said(choice) => Some(choice),
            Answer::Back => Some(Choice::Back),
            Answer::Open | Answer::On => None,
        };
        if let Some(choice) = choice
            && let Some(outcome) = carry_out(context, meeting, sheet, steps, conclusion, choice)?
        {
            return Ok(outcome);
        }
    }
}

/// Does what was chosen; `None` to ask again.
fn carry_out<A: Serialize, C: Conclusion<A>>(
    context: &Context,
    meeting: &mut Meeting<'_>,
    sheet: &Sheet<A>,
    steps: &[Step<'_, A>],
    conclusion: &C,
    choice: Choice,
) -> anyhow::Result<Option<Outcome>> {
    Ok(match choice {
        Choice::Write => {
            let written = conclusion.write(meeting, sheet);
            unless_refused(context, meeting, written).map(|()| finish(context, meeting))
        }
        Choice::Edit => {
            let edited = conclusion.edit(sheet);
            match unless_refused(context, meeting, edited) {
                Some(true) => Some(finish(context, meeting)),
                Some(false) => {
                    meeting.say("Nothing was written. The answers are as they were.");
                    None
                }
                None => None,
            }
        }
        Choice::Leave => {
            meeting.leave(sheet, &conclusion.command());
            Some(Outcome::Done)
        }
        Choice::Back => which_part(meeting, steps, C::PARTS)?.map(Outcome::Back),
    })
}

/// What to do where the record is to be written: first somebody says what becomes of a text that was edited and is not
/// written. `None` to stay.
fn before_write<A, C: Conclusion<A>>(
    context: &Context,
    meeting: &mut Meeting<'_>,
    sheet: &Sheet<A>,
    conclusion: &C,
) -> anyhow::Result<Option<Choice>> {
    let Some(desk) = conclusion.desk(sheet) else {
        return Ok(Some(Choice::Write));
    };
    match unless_refused(context, meeting, desk.left().map_err(anyhow::Error::from)) {
        None => return Ok(None),
        Some(None) => return Ok(Some(Choice::Write)),
        Some(Some(_)) => {}
    }
    meeting.explain("A text is waiting that you changed in your editor. What you changed there is not in the answers.");
    let question = Question {
        prompt: String::from("edit or discard it"),
        default: Some(String::from("edit")),
        help: "edit goes on with the text; discard throws it away and writes the answers. < writes nothing yet.",
        required: true,
        ..Question::default()
    };
    Ok(match choose(meeting.asker, &question, &[("edit", true), ("discard", false)])? {
        Answer::Said(true) => Some(Choice::Edit),
        Answer::Said(false) => {
            desk.clear()?;
            Some(Choice::Write)
        }
        Answer::Back | Answer::Open | Answer::On => None,
    })
}

/// Takes the draft away, with which the review is done. All is written by then: a draft that stays is no failure.
fn finish(context: &Context, meeting: &mut Meeting<'_>) -> Outcome {
    if let Err(error) = meeting.finish() {
        context.ui.warn(&format!("all is written, but the draft stays: {error}"));
    }
    Outcome::Done
}

/// What was done; when it was refused, says why. The answers are safe: what is in the way can be mended.
fn unless_refused<T>(context: &Context, meeting: &mut Meeting<'_>, done: anyhow::Result<T>) -> Option<T> {
    done.inspect_err(|error| {
        crate::cli::fail(&context.ui, error);
        meeting.say("The answers are as they were: mend what is in the way, then write.");
    })
    .ok()
}

/// The part to go back to; `None` to stay.
fn which_part<A>(
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
