//! Feedback of other engagements that may be the same: what several hosts met counts for more.

use crate::cli::context::Context;
use crate::model::{Feedback, Slug};
use crate::store::{Detail, Store};
use crate::text::{clean, folded, shell};

/// How much is named at once.
const MOST: usize = 2;

/// Says which feedback of other engagements has the same title or is about the same tool, and how to say that `host` met
/// it too.
pub(super) fn say(context: &Context, (store, id): (&Store, &Slug), feedback: &Feedback, host: Option<&str>) {
    let Ok((ids, _)) = store.ids() else { return };
    let others: Vec<Slug> = ids.into_iter().filter(|other| other != id).collect();
    let found = store.load_each(&others, Detail::FEEDBACK, |loaded| {
        let record = loaded.record.map(|record| record.as_of(context.today()));
        let all = record.map(|record| record.feedback).unwrap_or_default();
        let like = all.into_iter().filter(|other| !other.is_done() && is_like(other, feedback));
        like.map(|other| (loaded.id.clone(), other)).collect::<Vec<_>>()
    });
    for (engagement, other) in found.into_iter().flatten().take(MOST) {
        let host = shell(&clean(host.unwrap_or(id.as_str())));
        context.ui.say(&format!("{engagement} met something like it: {}", clean(&other.title)));
        let name = other.id;
        context.ui.say(&format!("  if it is the same: auxeng feedback edit {name} -e {engagement} --seen-at {host}"));
    }
}

fn is_like(other: &Feedback, feedback: &Feedback) -> bool {
    let is_same_tool = match (&other.tool, &feedback.tool) {
        (Some(one), Some(two)) => folded(one) == folded(two),
        _ => false,
    };
    is_same_tool || folded(&other.title) == folded(&feedback.title)
}
