//! Asking at the terminal what the host team says months after the end.

use chrono::NaiveDate;

use super::{CheckInArgs, record, refuse_running};
use crate::cli::asking::{Asked, HOW, STOPPED, Step, any_text, ask_in_turn, keeping_answers};
use crate::cli::context::Context;
use crate::cli::failure::ExitStatus;
use crate::model::{Answer, Slug};
use crate::report;
use crate::store::{Detail, Store};
use crate::text::clean;
use crate::ui::prompt::{Ask, Move, Stop};

/// Asks for what `given` does not say, and records it.
pub(super) fn ask(
    context: &Context,
    asker: &mut dyn Ask,
    (store, id, date): (&Store, &Slug, NaiveDate),
    given: &CheckInArgs,
) -> anyhow::Result<ExitStatus> {
    let found = context.read_sound(store, id, Detail::CHECK_INS)?;
    refuse_running(&found, date)?;
    asker.tell(HOW);
    let title = clean(&found.engagement.title).into_owned();
    asker.tell(&format!(
        "{title}: check-in, {} after its end on {}",
        since(found.engagement.ended(), date),
        report::day(found.engagement.ended())
    ));
    let mut said = given.clone();
    let asked = ask_in_turn(&mut said, asker, &CheckInArgs::STEPS);
    let answered = said.command(id);
    let answered = Some(&answered).filter(|answered| **answered != given.command(id));
    let ended = asked.map_err(anyhow::Error::from).and_then(|()| {
        if said.is_empty() {
            context.ui.say("Nothing was answered; nothing was written.");
            return Ok(ExitStatus::Done);
        }
        record(context, store, (id, date), &said)
    });
    keeping_answers(context, ended, (answered, STOPPED))
}

/// How long `date` is after `ended`.
fn since(ended: NaiveDate, date: NaiveDate) -> String {
    let weeks = date.signed_duration_since(ended).num_weeks().max(0);
    crate::text::count(usize::try_from(weeks).unwrap_or_default(), "week")
}

/// A question with the answer and what is said about it.
struct Asking<'a> {
    prompt: &'a str,
    help: &'a str,
}

impl Asking<'_> {
    fn answer(&self, asker: &mut dyn Ask, flag: &mut Option<String>) -> Result<Move, Stop> {
        let asked = Asked { prompt: self.prompt, help: self.help, ..Asked::default() };
        asked.choose(asker, flag, &Answer::NAMES.map(|(name, _)| name))
    }
}

/// Asks for what is to be said about an answer, where there is one.
fn in_words(asker: &mut dyn Ask, is_answered: bool, flag: &mut Option<String>) -> Result<Move, Stop> {
    if !is_answered {
        return Ok(Move::Silent);
    }
    let help = "In their own words, in a line. Empty leaves it out.";
    Asked { prompt: "in their words", help, ..Asked::default() }.fill(asker, flag, any_text)
}

impl CheckInArgs {
    const STEPS: [Step<Self>; 8] = [
        Self::ask_comfortable,
        |said, asker| in_words(asker, said.comfortable.is_some(), &mut said.comfortable_note),
        Self::ask_habits,
        |said, asker| in_words(asker, said.habits.is_some(), &mut said.habits_note),
        Self::ask_dependent,
        |said, asker| in_words(asker, said.dependent.is_some(), &mut said.dependent_note),
        Self::ask_note,
        Self::ask_present,
    ];

    fn ask_comfortable(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let help = "Does the host team change and repair it without us? yes, partly or no. Empty leaves it out.";
        Asking { prompt: "comfortable maintaining what was built", help }.answer(asker, &mut self.comfortable)
    }

    fn ask_habits(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let help = "Does the team still work as it did at the end? yes, partly or no. Empty leaves it out.";
        Asking { prompt: "habits kept", help }.answer(asker, &mut self.habits)
    }

    fn ask_dependent(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let help = "Does the team wait for us where it should not? yes, partly or no. Empty leaves it out.";
        Asking { prompt: "still depends on us", help }.answer(asker, &mut self.dependent)
    }

    fn ask_note(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let help = "Anything else that was said. Empty leaves it out.";
        Asked { prompt: "what else was said", help, ..Asked::default() }.fill(asker, &mut self.note, any_text)
    }

    fn ask_present(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let help = "The names of those who were there, with commas between. Empty leaves it out.";
        let mut said = Some(self.present.join(", ")).filter(|names| !names.is_empty());
        let moved = Asked { prompt: "who was there", help, ..Asked::default() }.fill(asker, &mut said, any_text)?;
        let names = said.unwrap_or_default();
        let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
        self.present = names.map(str::to_owned).collect();
        Ok(moved)
    }
}
