//! The next command, where an engagement has only just begun or is still a proposal.

use super::context::Context;
use crate::model::ProposalStage;
use crate::report::view::{ProposalView, Summary};

/// How many engagements are helped on at once.
const MOST: usize = 3;

/// Says what to do next for those of `engagements` that have no goals or no scores yet.
pub(super) fn say_next(context: &Context, engagements: &[Summary]) {
    engagements.iter().filter_map(next).take(MOST).for_each(|next| context.ui.say(&next));
}

/// Says what to do next for those of `proposals` that were accepted, or on which nobody has voted.
pub(super) fn say_next_of_proposals(context: &Context, proposals: &[ProposalView]) {
    let next = |proposal: &ProposalView| {
        let id = &proposal.id;
        match proposal.stage {
            ProposalStage::Accepted => Some(format!("{id} is accepted: auxeng open {id}")),
            ProposalStage::Proposed if proposal.votes.is_empty() && !proposal.has_unreadable_votes => {
                Some(format!("{id} is proposed, and nobody has voted: auxeng fit {id} --vote"))
            }
            _ => None,
        }
    };
    proposals.iter().filter_map(next).take(MOST).for_each(|next| context.ui.say(&next));
}

fn next(engagement: &Summary) -> Option<String> {
    let id = &engagement.id;
    if engagement.stage.is_over() || engagement.has_unreadable_goals {
        None
    } else if engagement.goals_total == 0 {
        Some(format!("{id} has no goals yet: auxeng goal add \"Services covered\" --from 2 --to 14 -e {id}"))
    } else if engagement.last_scored.is_none() {
        Some(format!("{id} is not scored yet: auxeng score GOAL=VALUE -e {id}"))
    } else {
        None
    }
}
