//! A retro that was not finished: go on with it, look at it, or put it away.

use super::answers::{Answers, told};
use crate::cli::context::Context;
use crate::cli::meeting::{Draft, Found, Sheet, take_up};
use crate::cli::retro::recording::prepare;
use crate::model::{EngagementRecord, Week};
use crate::report::review_document;
use crate::ui::prompt::Ask;

/// The answers to go on with; `None` to begin anew.
pub(super) fn resume(
    context: &Context,
    record: &EngagementRecord,
    found: Found<Answers>,
    draft: &mut Draft,
    asker: &mut dyn Ask,
) -> anyhow::Result<Option<Sheet<Answers>>> {
    let tell = |sheet: &Sheet<Answers>| {
        format!("A retro of {} was not finished: {}.", Week::of(sheet.answers.date), told(sheet))
    };
    take_up(asker, draft, found, "retro", tell, |sheet| shown(context, record, sheet))
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
