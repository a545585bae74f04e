//! The rules of what comes before an engagement: the one-pager, the votes, and a decision.

use chrono::NaiveDate;

use super::case::{days_word, when};
use super::{Advice, Practice, RuleNumber, before, number};
use crate::metrics::Fit;
use crate::model::{ProposalRecord, ProposalStage, Settings};
use crate::notes::{OnePager, Part};
use crate::playbook::Rule;
use crate::text::list;

pub(super) static RULES: &[Practice] = &[
    before(
        "no-contact",
        no_contact,
        "a proposal names who speaks for the host",
        "Every engagement begins with a talk. Without a name on the host's side nobody can be asked what the one-pager \
         means, nor be told the decision.",
    ),
    before(
        "incomplete-one-pager",
        incomplete_one_pager,
        "the host's one-pager tells problem, wish list, business and technical goals",
        "On one page the host tells what goes wrong and what it would wish for. Whoever finds no time for a page will find \
         none for an engagement. It is asked so many days after it was proposed.",
    )
    .counting(&[number("days", 7)]),
    before(
        "no-votes",
        no_votes,
        "proposals are voted on",
        "Each voter gives 0, 1 or 2 to business value, technical value and team fit. Numbers are no decision, but they \
         show where people see different things.",
    )
    .counting(&[number("days", 7)]),
    before(
        "few-votes",
        few_votes,
        "more than one vote weighs a proposal",
        "One vote is an opinion. It is asked once a proposal is accepted, and of those that are not decided after so many \
         days.",
    )
    .counting(&[number("votes", 2), number("days", 14)]),
    before(
        "split-votes",
        split_votes,
        "voters who are far apart talk before the decision",
        "Where one sees six points and another one, each knows something that the other does not. `points` is how far the \
         highest vote may be from the lowest.",
    )
    .counting(&[RuleNumber { name: "points", usual: 4, least: 1, most: 6 }]),
    before(
        "undecided",
        undecided,
        "proposals are accepted or declined",
        "A host that waits for weeks makes other plans. Declining with a reason is kinder than silence.",
    )
    .counting(&[number("days", 28)]),
    before(
        "not-opened",
        not_opened,
        "what was accepted is opened",
        "Once it is accepted, goals and schedule are agreed before the start, and that needs an engagement with dates.",
    )
    .counting(&[number("days", 28)]),
];

/// A proposal as the rules see it.
pub(super) struct Proposed<'a> {
    /// The rule that is asked.
    pub(super) rule: &'static Rule,
    pub(super) record: &'a ProposalRecord,
    pub(super) settings: &'a Settings,
    pub(super) stage: ProposalStage,
    pub(super) today: NaiveDate,
}

impl Proposed<'_> {
    fn number(&self, name: &str) -> i64 {
        self.rule.number_in(self.settings, name)
    }

    fn days_since(&self, day: NaiveDate) -> i64 {
        self.today.signed_duration_since(day).num_days()
    }

    /// Whether it is still to be decided, and was proposed so many days ago or more.
    fn waits(&self, days: i64) -> bool {
        self.stage == ProposalStage::Proposed && self.days_since(self.record.proposal.proposed) >= days
    }

    /// What is written about it, with its id in the command.
    fn command(&self, before: &str, after: &str) -> String {
        format!("{before} {}{after}", self.record.proposal.id)
    }
}

fn no_contact(proposed: &Proposed<'_>) -> Vec<Advice> {
    when(proposed.waits(0) && proposed.record.proposal.contact.is_none(), || {
        let help = proposed.command("name them: auxeng propose", " --contact \"Name <mail>\"");
        (String::from("nobody is named who speaks for the host"), help)
    })
}

fn incomplete_one_pager(proposed: &Proposed<'_>) -> Vec<Advice> {
    if proposed.record.has_unreadable_page || !proposed.waits(proposed.number("days")) {
        return Vec::new();
    }
    let page = proposed.record.one_pager.as_deref().map(OnePager::read).unwrap_or_default();
    let missing: Vec<&str> = page.missing().into_iter().map(Part::words).collect();
    when(!missing.is_empty(), || {
        let help = proposed.command("ask the host, and see what is there: auxeng propose", "");
        (format!("the one-pager lacks {}", list(&missing)), help)
    })
}

fn vote(proposed: &Proposed<'_>) -> String {
    proposed.command("vote: auxeng fit", " --business 2 --technical 1 --team 2 --reason \"…\"")
}

fn no_votes(proposed: &Proposed<'_>) -> Vec<Advice> {
    let days = proposed.days_since(proposed.record.proposal.proposed);
    let is_none = proposed.record.votes.is_empty() && !proposed.record.has_unreadable_votes;
    when(proposed.waits(proposed.number("days")) && is_none, || {
        (format!("nobody has voted in {}", days_word(days)), vote(proposed))
    })
}

fn few_votes(proposed: &Proposed<'_>) -> Vec<Advice> {
    let is_asked = proposed.stage == ProposalStage::Accepted || proposed.waits(proposed.number("days"));
    let votes = proposed.record.votes.len();
    let is_few = votes > 0 && i64::try_from(votes).is_ok_and(|votes| votes < proposed.number("votes"));
    when(is_asked && is_few && !proposed.record.has_unreadable_votes, || {
        let verb = if votes == 1 { "has" } else { "have" };
        (format!("{votes} {verb} voted, and {} are wanted", proposed.number("votes")), vote(proposed))
    })
}

fn split_votes(proposed: &Proposed<'_>) -> Vec<Advice> {
    let fit = Fit::of(&proposed.record.votes).filter(|_| proposed.stage == ProposalStage::Proposed);
    let split = fit.filter(|fit| i64::from(fit.spread()) >= proposed.number("points"));
    let advice = |fit: Fit| {
        let help = proposed.command("what does one see that the other does not? auxeng fit", "");
        (format!("the votes reach from {} to {} of {} points", fit.lowest, fit.highest, Fit::MOST), help)
    };
    split.map(advice).into_iter().collect()
}

fn undecided(proposed: &Proposed<'_>) -> Vec<Advice> {
    let days = proposed.days_since(proposed.record.proposal.proposed);
    when(proposed.waits(proposed.number("days")), || {
        let help = proposed.command("accept it, or --decline it: auxeng fit", " --accept");
        (format!("waiting for a decision for {}", days_word(days)), help)
    })
}

fn not_opened(proposed: &Proposed<'_>) -> Vec<Advice> {
    let accepted = proposed.record.proposal.decision.as_ref().filter(|_| proposed.stage == ProposalStage::Accepted);
    let days = accepted.map(|decision| proposed.days_since(decision.date));
    let late = days.filter(|days| *days >= proposed.number("days"));
    let advice = |days| {
        let help = proposed.command("open it: auxeng open", "");
        (format!("accepted {} ago, and not opened", days_word(days)), help)
    };
    late.map(advice).into_iter().collect()
}
