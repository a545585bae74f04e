//! What the files of a proposal say.

use super::super::edit::{Draft, Section};
use crate::model::{Agreement, EngagementKind, Proposal, Vote};

pub(in crate::store) fn proposal(draft: &mut Draft, proposal: &Proposal) {
    let mut top = draft.top();
    top.text("title", Some(&proposal.title));
    top.gap();
    top.word("host", proposal.host.as_deref());
    top.gap();
    top.word("practice", proposal.practice.as_deref());
    top.gap();
    top.word("kind", proposal.kind.map(EngagementKind::label));
    top.gap();
    match &proposal.contact {
        Some(contact) => top.spelled("contact", Some(contact)),
        None => top.word("contact", None),
    }
    top.gap();
    // The last line before the decision is one that hardly ever changes.
    top.date("proposed", Some(proposal.proposed));
    let decision = proposal.decision.as_ref().map(|decision| {
        |table: &mut Section<'_>| {
            table.date("date", Some(decision.date));
            table.flag("accepted", Some(decision.verdict.is_accepted()));
            table.text("reason", decision.verdict.reason());
        }
    });
    top.table("decision", decision);
}

pub(in crate::store) fn vote(draft: &mut Draft, vote: &Vote) {
    let mut top = draft.top();
    top.spelled("voter", Some(&vote.voter));
    top.date("date", Some(vote.date));
    top.gap();
    top.integer("business", Some(i64::from(vote.business.points())));
    top.integer("technical", Some(i64::from(vote.technical.points())));
    top.integer("team", Some(i64::from(vote.team.points())));
    top.gap();
    top.text("reason", vote.reason.as_deref());
}

pub(in crate::store) fn agreement(draft: &mut Draft, agreement: &Agreement) {
    let mut top = draft.top();
    top.spelled("person", Some(&agreement.person));
    top.date("date", Some(agreement.date));
    top.gap();
    top.text("note", agreement.note.as_deref());
}
