//! A retro that was not finished: go on with it, look at it, or put it away.

use super::answers::{Answers, told};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::meeting::{Draft, Found, Sheet};
use crate::cli::retro::recording::prepare;
use crate::model::{EngagementRecord, Week};
use crate::report::review_document;
use crate::text::shell;
use crate::ui::prompt::{Answer, Ask, Question, Stop, choose};

#[derive(Clone, Copy)]
enum Choice {
    Resume,
    Show,
    Discard,
}

/// The answers to go on with; `None` to begin anew.
pub(super) fn resume(
    context: &Context,
    record: &EngagementRecord,
    found: Found<Answers>,
    draft: &Draft,
    asker: &mut dyn Ask,
) -> anyhow::Result<Option<Sheet<Answers>>> {
    let sheet = match found {
        Found::Nothing => return Ok(None),
        Found::Unfinished(sheet) => sheet,
        Found::Foreign(path) => {
            let message = "there is a draft of a retro that this auxeng cannot read";
            return Err(Failure::refused(message)
                .help(format!("move it away: {}", shell(&path.display().to_string())))
                .into());
        }
    };
    asker.tell(&format!("A retro of {} was not finished: {}.", Week::of(sheet.answers.date), told(&sheet)));
    let question = Question {
        prompt: String::from("resume, show or discard it"),
        default: Some(String::from("resume")),
        help: "resume goes on where it stopped; show prints the answers; discard throws them away and begins anew.",
        required: true,
        ..Question::default()
    };
    let choices = [("resume", Choice::Resume), ("show", Choice::Show), ("discard", Choice::Discard)];
    loop {
        match choose(asker, &question, &choices)? {
            Answer::Said(Choice::Resume) => return Ok(Some(sheet)),
            Answer::Said(Choice::Show) => asker.tell(&shown(context, record, &sheet)?),
            Answer::Said(Choice::Discard) => {
                draft.discard()?;
                return Ok(None);
            }
            Answer::Back | Answer::Open | Answer::On => return Err(Stop::Left.into()),
        }
    }
}

/// The answers of the draft as a page; what does not fit the record any more, as words.
fn shown(context: &Context, record: &EngagementRecord, sheet: &Sheet<Answers>) -> anyhow::Result<String> {
    let answers = &sheet.answers;
    let page = answers.scored(record).and_then(|scored| {
        let once = answers.once(&sheet.answered, context.today())?;
        let merged = prepare(record, answers.date, &answers.additions(), &once, false)?;
        Ok(review_document(record, &scored, &merged.retro).terminal(context.layout()))
    });
    Ok(match page {
        Ok(page) => page,
        Err(failure) => format!("{failure}\n{}", serde_json::to_string_pretty(answers)?),
    })
}
