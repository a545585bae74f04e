//! Asking for a vote at the terminal.

use chrono::NaiveDate;

use super::FitArgs;
use super::vote::{QUESTIONS, Question, fill_in, record_vote, vote_of};
use crate::cli::asking::{Asked, CommandLine, HOW, STOPPED, Step, any_text, ask_in_turn, keeping_answers};
use crate::cli::context::Context;
use crate::cli::failure::ExitStatus;
use crate::model::{Person, ProposalRecord};
use crate::store::Store;
use crate::text::{Role, clean, quoted};
use crate::ui::prompt::{Ask, Move, Stop};

/// Whose vote on what is asked for.
pub(super) struct Place<'a> {
    pub(super) store: &'a Store,
    pub(super) record: &'a ProposalRecord,
    pub(super) voter: &'a Person,
    pub(super) date: NaiveDate,
}

/// Asks for what `given` does not say, and records the vote.
pub(super) fn run(
    context: &Context,
    asker: &mut dyn Ask,
    place: &Place<'_>,
    given: &FitArgs,
) -> anyhow::Result<ExitStatus> {
    let Place { store, record, voter, date } = *place;
    let proposal = &record.proposal;
    let before = vote_of(record, voter);
    let mut said = given.clone();
    fill_in(&mut said, before);
    said.reason = said.reason.or_else(|| before.and_then(|vote| vote.reason.clone()));
    let mut form = Form { given, said };
    asker.tell(&Role::Heading.paint(clean(&proposal.title)));
    asker.tell(&format!("The one-pager: auxeng propose {}", proposal.id));
    asker.tell(HOW);
    let unasked = command(&form.said, place);
    let asked = ask_in_turn(&mut form, asker, &Form::STEPS);
    let said = form.said;
    let ended = asked
        .map_err(anyhow::Error::from)
        .and_then(|()| record_vote(context, store, &proposal.id, (voter, date), &said));
    let answered = command(&said, place);
    keeping_answers(context, ended, (Some(&answered).filter(|answered| **answered != unasked), STOPPED))
}

/// The command that says all of `said`.
fn command(said: &FitArgs, place: &Place<'_>) -> CommandLine {
    let points = |points: Option<u8>| points.map(|points| points.to_string());
    CommandLine::new("auxeng fit")
        .text(Some(place.record.proposal.id.as_str()))
        .flag("--vote", true)
        .option("--business", points(said.business))
        .option("--technical", points(said.technical))
        .option("--team", points(said.team))
        .option("--reason", &said.reason)
        .option("--as", &said.voter)
        .option("--date", &said.date)
}

/// What was given and answered so far.
struct Form<'a> {
    given: &'a FitArgs,
    said: FitArgs,
}

impl Form<'_> {
    const STEPS: [Step<Self>; 4] = [
        |form, asker| form.ask_points(asker, &QUESTIONS[0]),
        |form, asker| form.ask_points(asker, &QUESTIONS[1]),
        |form, asker| form.ask_points(asker, &QUESTIONS[2]),
        Self::ask_reason,
    ];

    fn ask_points(&mut self, asker: &mut dyn Ask, question: &Question) -> Result<Move, Stop> {
        let mut given = self.given.clone();
        if (question.given)(&mut given).is_some() {
            return Ok(Move::Silent);
        }
        let points = (question.given)(&mut self.said);
        let asked = Asked { prompt: question.prompt, help: question.help, required: true, ..Asked::default() };
        let mut said = points.map(|points| points.to_string());
        let moved = asked.fill(asker, &mut said, |text| match text.trim() {
            "0" | "1" | "2" => Ok(text.trim().to_owned()),
            other => Err(format!("{} is not 0, 1 or 2", quoted(other))),
        })?;
        *points = said.and_then(|text| text.parse().ok());
        Ok(moved)
    }

    fn ask_reason(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.reason.is_some() {
            return Ok(Move::Silent);
        }
        let help = "What speaks for it or against it, so that the others can weigh it too. Empty leaves it out.";
        Asked { prompt: "why", help, ..Asked::default() }.fill(asker, &mut self.said.reason, any_text)
    }
}
