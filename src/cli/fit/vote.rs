//! `auxeng fit` with a vote.

use chrono::NaiveDate;

use super::{FitArgs, candidate, guided, refuse_opened};
use crate::cli::asking::missing;
use crate::cli::committing::message;
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::fields::filled;
use crate::cli::people::{id_of, person};
use crate::metrics::Fit;
use crate::model::{Person, ProposalRecord, ProposalStage, Slug, Thumb, Vote};
use crate::report::day;
use crate::store::{self, Store};
use crate::text::count;

/// What a vote weighs: the option that says it, what it is, and where the arguments and a vote have it.
pub(super) struct Question {
    pub(super) flag: &'static str,
    pub(super) prompt: &'static str,
    pub(super) help: &'static str,
    pub(super) given: fn(&mut FitArgs) -> &mut Option<u8>,
    of: fn(&Vote) -> Thumb,
}

pub(super) const QUESTIONS: [Question; 3] = [
    Question {
        flag: "--business",
        prompt: "value for the business",
        help: "0, a thumb down: none. 1, to the side: some. 2, up: much.",
        given: |args| &mut args.business,
        of: |vote| vote.business,
    },
    Question {
        flag: "--technical",
        prompt: "value for the systems",
        help: "0, a thumb down: none. 1, to the side: some. 2, up: much.",
        given: |args| &mut args.technical,
        of: |vote| vote.technical,
    },
    Question {
        flag: "--team",
        prompt: "fit of the teams",
        help: "0, a thumb down: badly. 1, to the side: somehow. 2, up: well. Are there people to pair with, and do they \
               have the time?",
        given: |args| &mut args.team,
        of: |vote| vote.team,
    },
];

pub(super) fn run(context: &Context, args: &FitArgs, store: &Store) -> anyhow::Result<ExitStatus> {
    let voter = voter(context, args)?;
    let date = context.past_day(args.date.as_deref())?;
    let id = candidate(context, store, args.id.as_deref())?;
    let record = context.read_proposal_sound(store, &id)?;
    refuse_opened(record.is_opened, &id)?;
    let mut said = args.clone();
    let before = vote_of(&record, &voter);
    if args.vote
        && let Some(mut terminal) = context.terminal()?
    {
        return guided::run(
            context,
            &mut terminal,
            &guided::Place { store, record: &record, voter: &voter, date },
            args,
        );
    }
    let lacking = fill_in(&mut said, before);
    match (lacking, context.terminal()?) {
        (None, _) => record_vote(context, store, &id, (&voter, date), &said),
        (Some(_), Some(mut terminal)) => {
            guided::run(context, &mut terminal, &guided::Place { store, record: &record, voter: &voter, date }, args)
        }
        (Some(question), None) => {
            let what = format!("{}: 0, 1 or 2", question.prompt);
            let example = format!("auxeng fit {id} --business 2 --technical 1 --team 2");
            Err(missing(question.flag, &what, &example).into())
        }
    }
}

fn voter(context: &Context, args: &FitArgs) -> Result<Person, Failure> {
    match &args.voter {
        Some(name) => person("--as", name),
        None => store::author(&context.environment.cwd)
            .ok_or_else(|| missing("--as", "git does not know whose vote it is", "auxeng fit ID --vote --as Ana")),
    }
}

/// The vote that `voter` has given already.
pub(super) fn vote_of<'a>(record: &'a ProposalRecord, voter: &Person) -> Option<&'a Vote> {
    record.votes.iter().find(|vote| vote.voter.is(voter))
}

/// Puts into `said` what it does not say and the vote `before` does; the first question that is open then.
pub(super) fn fill_in(said: &mut FitArgs, before: Option<&Vote>) -> Option<&'static Question> {
    let mut open = None;
    for question in QUESTIONS.iter().rev() {
        let given = (question.given)(said);
        *given = given.or_else(|| before.map(|vote| (question.of)(vote).points()));
        if given.is_none() {
            open = Some(question);
        }
    }
    open
}

/// Records what `said` says in full.
pub(super) fn record_vote(
    context: &Context,
    store: &Store,
    id: &Slug,
    (voter, date): (&Person, NaiveDate),
    said: &FitArgs,
) -> anyhow::Result<ExitStatus> {
    let thumb = |points: Option<u8>| points.and_then(|points| Thumb::new(points.into()));
    let (Some(business), Some(technical), Some(team)) = (thumb(said.business), thumb(said.technical), thumb(said.team))
    else {
        return Err(Failure::usage("the vote is not complete").help("nothing was written").into());
    };
    let lock = context.lock(store)?;
    let mut record = context.read_proposal_sound(store, id)?;
    refuse_opened(record.is_opened, id)?;
    if date < record.proposal.proposed {
        let message = format!("it was proposed on {}, after the day of this vote", record.proposal.proposed);
        return Err(Failure::refused(message).help("correct --date").help("nothing was written").into());
    }
    let before = vote_of(&record, voter).cloned();
    let known = record.votes.iter().map(|vote| (&vote.id, &vote.voter));
    let vote = Vote {
        id: id_of(voter, known),
        voter: before.as_ref().map_or_else(|| voter.clone(), |vote| vote.voter.clone()),
        date: before.as_ref().filter(|_| said.date.is_none()).map_or(date, |vote| vote.date),
        business,
        technical,
        team,
        reason: match &said.reason {
            Some(reason) => filled(Some(reason)),
            None => before.as_ref().and_then(|vote| vote.reason.clone()),
        },
    };
    let (name, points) = (vote.voter.name.clone(), vote.points());
    store.save_vote(&lock, id, &vote)?;
    let corrected = before.as_ref().filter(|before| before.points() != points);
    let corrected = corrected.map_or_else(String::new, |before| format!(", corrected from {}", before.points()));
    let told = format!("{name} gave {points} of {} to {id}{corrected}.", Fit::MOST);
    context.ui.say(&told);
    context.finish(store, &lock, &message("fit", id, format!("{points} of {} by {name}", Fit::MOST)));
    record.votes.retain(|other| other.id != vote.id);
    record.votes.push(vote);
    say_standing(context, &record);
    Ok(ExitStatus::Done)
}

/// Says how the proposal stands with all votes.
fn say_standing(context: &Context, record: &ProposalRecord) {
    let today = context.today();
    if let (Some(decision), true) = (&record.proposal.decision, record.stage(today) != ProposalStage::Proposed) {
        let stage = record.stage(today).label();
        context.ui.say(&format!("It was {stage} on {} already, which stays so.", day(decision.date)));
    } else if let Some(fit) = Fit::of(&record.votes) {
        let votes = count(record.votes.len(), "vote");
        context.ui.say(&format!("{votes}, {:.1} in the mean. All proposals: auxeng fit", fit.score()));
    }
}
