//! Proposals that wait for votes.

use super::{AgendaItem, AgendaKind, Whose};
use crate::model::{ProposalRecord, ProposalStage, Week};
use crate::text::count;

impl AgendaItem {
    /// That `record` waits for votes in `week`; `None` where it does not.
    pub fn vote(record: &ProposalRecord, week: Week) -> Option<Self> {
        let proposal = &record.proposal;
        if record.stage(week.sunday()) != ProposalStage::Proposed || proposal.proposed > week.sunday() {
            return None;
        }
        let so_far = match record.votes.len() {
            _ if record.has_unreadable_votes => String::from("not all votes can be read"),
            0 => String::from("no vote so far"),
            votes => format!("{} so far", count(votes, "vote")),
        };
        let id = proposal.id.to_string();
        Some(Self {
            kind: AgendaKind::Vote,
            host: proposal.host.clone(),
            key: id.clone(),
            text: format!("vote on \"{}\" ({so_far})", proposal.title),
            date: None,
            time: None,
            minutes: None,
            since: Some(proposal.proposed).filter(|proposed| *proposed < week.monday()),
            whose: Whose::AllBut(record.votes.iter().map(|vote| vote.voter.clone()).collect()),
            command: format!("auxeng fit {id} --vote"),
            engagement: id,
        })
    }
}
