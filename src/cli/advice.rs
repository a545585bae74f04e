//! What the playbook says by itself, at the moment where something can still be done about it.

use super::context::Context;
use crate::model::EngagementRecord;
use crate::playbook::{self, Finding, Moment};
use crate::store::Store;

/// How much is said at once.
const MOST: usize = 3;

/// Says what is not as the rules advise that speak up at `moment`: each in a line, and below it what to do.
pub(super) fn speak_up(context: &Context, store: &Store, moment: Moment, record: &EngagementRecord) {
    say(context, &playbook::speak_up(moment, record, store.settings(), context.today()));
}

/// Says the first of `findings`, and that there are more.
pub(super) fn say(context: &Context, findings: &[Finding]) {
    for finding in findings.iter().take(MOST) {
        context.ui.say(&format!("Playbook: {} [{}]", finding.message, finding.rule.id));
        context.ui.say(&format!("  {}", finding.help));
    }
    let more = findings.len().saturating_sub(MOST);
    if more > 0 {
        context.ui.say(&format!("  and {more} more: auxeng check"));
    }
}
