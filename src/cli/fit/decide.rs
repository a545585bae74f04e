//! `auxeng fit` with a decision.

use super::{FitArgs, candidate, refuse_opened};
use crate::cli::committing::message;
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::fields::filled;
use crate::model::{ProposalRecord, Ruling, Verdict};
use crate::notes::{OnePager, Part};
use crate::report::day;
use crate::store::Store;
use crate::text::list;

pub(super) fn run(context: &Context, args: &FitArgs, store: &Store) -> anyhow::Result<ExitStatus> {
    let date = context.past_day(args.date.as_deref())?;
    let verdict = verdict(args)?;
    let id = candidate(context, store, args.id.as_deref())?;
    let lock = context.lock(store)?;
    let mut record = context.read_proposal_sound(store, &id)?;
    refuse_opened(record.is_opened, &id)?;
    let proposal = &mut record.proposal;
    if date < proposal.proposed {
        let message = format!("it was proposed on {}, after the day of the decision", proposal.proposed);
        return Err(Failure::refused(message).help("correct --date").help("nothing was written").into());
    }
    let before = proposal.decision.take();
    let word = |verdict: &Verdict| if verdict.is_accepted() { "accepted" } else { "declined" };
    let is_same = before.as_ref().is_some_and(|before| word(&before.verdict) == word(&verdict));
    let kept = before.as_ref().filter(|_| is_same && args.date.is_none()).map(|before| before.date);
    let verdict = match (verdict, before.as_ref().filter(|_| is_same).and_then(Ruling::reason)) {
        // Why it was accepted is not unsaid by saying nothing.
        (Verdict::Accepted { reason: None }, Some(reason)) => Verdict::Accepted { reason: Some(reason.to_owned()) },
        (verdict, _) => verdict,
    };
    let (decided, decision) = (word(&verdict), Ruling { date: kept.unwrap_or(date), verdict });
    let told = format!("{decided} on {}", day(decision.date));
    proposal.decision = Some(decision);
    store.save_proposal(&lock, proposal)?;
    if let Some(before) = before.filter(|_| !is_same) {
        context.ui.say(&format!("{id} was {} on {}.", word(&before.verdict), day(before.date)));
    }
    context.ui.say(&format!("{id}: {told}."));
    context.finish(store, &lock, &message("fit", &id, decided));
    say_next(context, &record);
    Ok(ExitStatus::Done)
}

fn verdict(args: &FitArgs) -> Result<Verdict, Failure> {
    match &args.decline {
        None => Ok(Verdict::Accepted { reason: filled(args.reason.as_deref()) }),
        Some(reason) => filled(Some(reason)).map(|reason| Verdict::Declined { reason }).ok_or_else(|| {
            Failure::usage("--decline is empty: say why, so that the host can be told").help("nothing was written")
        }),
    }
}

/// Says what is left to do once it is decided.
fn say_next(context: &Context, record: &ProposalRecord) {
    let proposal = &record.proposal;
    let is_accepted = proposal.decision.as_ref().is_some_and(|decision| decision.verdict.is_accepted());
    if !is_accepted {
        let who = proposal.contact.as_ref().map_or_else(|| String::from("the host"), |contact| contact.name.clone());
        return context.ui.say(&format!("Tell {who} why."));
    }
    if record.votes.is_empty() {
        context.ui.say("Nobody has voted on it.");
    }
    let missing = record.one_pager.as_deref().map(OnePager::read).unwrap_or_default().missing();
    if !missing.is_empty() {
        let words: Vec<&str> = missing.into_iter().map(Part::words).collect();
        context.ui.say(&format!("Its one-pager lacks {}; the goals follow from it.", list(&words)));
    }
    context.ui.say(&format!("Open it: auxeng open {}", proposal.id));
}
