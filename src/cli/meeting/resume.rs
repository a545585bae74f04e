//! A meeting that was not finished: go on with it, look at it, or put it away.

use super::{Draft, Found, Sheet};
use crate::cli::failure::Failure;
use crate::text::shell;
use crate::ui::prompt::{Answer, Ask, Question, Stop, choose};

#[derive(Clone, Copy)]
enum Choice {
    Resume,
    Show,
    Discard,
}

/// The answers of a `what` ("retro") to go on with; `None` to begin anew. `tell` says in a line what they are, `show` all
/// of them.
pub(in crate::cli) fn take_up<A>(
    asker: &mut dyn Ask,
    draft: &mut Draft,
    found: Found<A>,
    what: &str,
    tell: impl Fn(&Sheet<A>) -> String,
    show: impl Fn(&Sheet<A>) -> anyhow::Result<String>,
) -> anyhow::Result<Option<Sheet<A>>> {
    let sheet = match found {
        Found::Nothing => return Ok(None),
        Found::Unfinished(sheet) => sheet,
        Found::Foreign(path) => {
            let message = format!("there is a draft of a {what} that this auxeng cannot read");
            return Err(Failure::refused(message)
                .help(format!("move it away: {}", shell(&path.display().to_string())))
                .into());
        }
    };
    asker.tell(&tell(&sheet));
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
            Answer::Said(Choice::Show) => asker.tell(&show(&sheet)?),
            Answer::Said(Choice::Discard) => {
                draft.discard()?;
                return Ok(None);
            }
            Answer::Back | Answer::Open | Answer::On => return Err(Stop::Left.into()),
        }
    }
}
