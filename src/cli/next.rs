//! The next command, where an engagement has only just begun.

use super::context::Context;
use crate::report::view::Summary;

/// How many engagements are helped on at once.
const MOST: usize = 3;

/// Says what to do next for those of `engagements` that have no goals or no scores yet.
pub(super) fn say_next(context: &Context, engagements: &[Summary]) {
    engagements.iter().filter_map(next).take(MOST).for_each(|next| context.ui.say(&next));
}

fn next(engagement: &Summary) -> Option<String> {
    let id = &engagement.id;
    if engagement.stage.is_over() {
        None
    } else if engagement.goals_total == 0 {
        Some(format!("{id} has no goals yet: auxeng goal add \"Services covered\" --from 2 --to 14 -e {id}"))
    } else if engagement.last_scored.is_none() {
        Some(format!("{id} is not scored yet: auxeng score GOAL=VALUE -e {id}"))
    } else {
        None
    }
}
