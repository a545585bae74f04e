//! Asking for the answers of a survey at the terminal, one after the other.

use super::add::{AddArgs, Place, add, score};
use crate::cli::asking::{Asked, CommandLine, HOW, STOPPED, Step, any_text, ask_in_turn, keeping_answers, problem};
use crate::cli::context::Context;
use crate::cli::failure::ExitStatus;
use crate::text::count;
use crate::ui::prompt::{Ask, Move, Stop};

/// Asks for answers and adds each before the next, until there is no more score.
pub(super) fn add_answers(
    context: &Context,
    asker: &mut dyn Ask,
    place: &Place<'_>,
    given: &AddArgs,
) -> anyhow::Result<ExitStatus> {
    let record = context.read_sound(place.store, place.id, given.detail())?;
    given.round(&record, place.date)?;
    asker.tell(HOW);
    let mut given = given.clone();
    let mut added = 0;
    loop {
        let mut form = Form { given: &given, said: given.clone(), added };
        let asked = ask_in_turn(&mut form, asker, &Form::STEPS);
        let said = form.said;
        let recorded = format!("{} recorded.", count(added, "answer"));
        let is_stopped = matches!(asked, Err(Stop::Left));
        if said.score.is_none() && (!is_stopped || added > 0) {
            context.ui.say(&recorded);
            return asked.map(|()| ExitStatus::Done).or(Ok(ExitStatus::Stopped));
        }
        let ended = asked.map_err(anyhow::Error::from).and_then(|()| {
            add(context, place, &said, score(said.score.as_deref().unwrap_or_default())?)?;
            Ok(ExitStatus::Done)
        });
        let answered = said.score.is_some().then(|| command(place, &said));
        match keeping_answers(context, ended, (answered.as_ref(), if added == 0 { STOPPED } else { &recorded }))? {
            ExitStatus::Done => added = added.saturating_add(1),
            stopped => return Ok(stopped),
        }
        // What one person said and how many were asked is said once.
        (given.why, given.asked) = (None, None);
    }
}

/// The command that says all of `said`.
fn command(place: &Place<'_>, said: &AddArgs) -> CommandLine {
    CommandLine::new("auxeng nps add")
        .option("--score", &said.score)
        .option("--why", &said.why)
        .option("--role", &said.role)
        .option("--asked", said.asked.map(|asked| asked.to_string()))
        .option("--date", &said.date)
        .option("-e", [place.id.as_str()])
}

/// What was given and answered so far.
struct Form<'a> {
    given: &'a AddArgs,
    said: AddArgs,
    /// How many answers were added before this one.
    added: usize,
}

impl Form<'_> {
    const STEPS: [Step<Self>; 3] = [Self::ask_score, Self::ask_why, Self::ask_role];

    fn ask_score(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let asked = if self.added == 0 {
            let help = "How likely the person is to recommend Aux Eng: a whole number from 0, not at all, to 10.";
            Asked { prompt: "score, 0 to 10", help, required: true, ..Asked::default() }
        } else {
            let help = "The score of the next answer. An empty line ends.";
            Asked { prompt: "next score", help, ..Asked::default() }
        };
        let moved = asked.fill(asker, &mut self.said.score, |text| {
            score(text).map(|score| score.get().to_string()).map_err(problem)
        })?;
        match (moved, &self.said.score) {
            (Move::Next, None) => Ok(Move::To(Self::STEPS.len())),
            _ => Ok(moved),
        }
    }

    fn ask_why(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.why.is_some() {
            return Ok(Move::Silent);
        }
        let help = "The reason in the person's own words. Empty leaves it out.";
        Asked { prompt: "why", help, ..Asked::default() }.fill(asker, &mut self.said.why, any_text)
    }

    fn ask_role(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.role.is_some() {
            return Ok(Move::Silent);
        }
        let help = "What the person does, in a word or two: developer. No name is recorded. Empty leaves it out.";
        Asked { prompt: "role", help, ..Asked::default() }.fill(asker, &mut self.said.role, any_text)
    }
}
