//! What the playbook says by itself, at the moment where something can still be done about it.

use super::context::Context;
use crate::model::{Engagement, EngagementRecord, Slug};
use crate::playbook::{self, Finding, Moment, across_dates};
use crate::store::{Detail, Store};

/// How much is said at once.
const MOST: usize = 3;

/// Says what is not as the rules advise that speak up at `moment`: each in a line, and below it what to do.
pub(super) fn speak_up(context: &Context, store: &Store, moment: Moment, record: &EngagementRecord) {
    say(context, &playbook::speak_up(moment, record, store.settings(), context.today()));
}

/// Says what is not as the rules advise of an engagement that was just opened: by itself, and beside the others of its
/// engineers.
pub(super) fn speak_up_at_start(context: &Context, store: &Store, engagement: &Engagement) {
    let mut found = beside_others(context, store, None, engagement);
    let record = EngagementRecord::new(engagement.clone());
    found.extend(playbook::speak_up(Moment::Open, &record, store.settings(), context.today()));
    say(context, &found);
}

/// Says what is not as the rules advise of the dates of an engagement, which were others `before`.
pub(super) fn speak_up_of_dates(context: &Context, store: &Store, before: &Engagement, after: &Engagement) {
    let record = EngagementRecord::new(after.clone());
    let mut found = playbook::speak_up(Moment::Dates, &record, store.settings(), context.today());
    found.extend(beside_others(context, store, Some(before), after));
    say(context, &found);
}

/// What is to be told of an engagement beside the others of its engineers. What was wrong with those `before` is told
/// elsewhere.
fn beside_others(context: &Context, store: &Store, before: Option<&Engagement>, after: &Engagement) -> Vec<Finding> {
    let ids: Vec<Slug> = store.ids().map(|(ids, _)| ids).unwrap_or_default();
    let others = store.load_each(&ids, Detail::ENGAGEMENT, |loaded| loaded.record.map(|record| record.engagement));
    let others: Vec<&Engagement> = others.iter().flatten().collect();
    across_dates(before, after, &others, store.settings(), context.today())
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

#[cfg(test)]
mod tests {
    use crate::cli::command;
    use crate::playbook::helps;

    /// The commands that stand at the end of what is advised.
    fn commands() -> Vec<String> {
        let mut commands: Vec<String> =
            helps().iter().filter_map(|help| Some(format!("auxeng {}", help.rsplit_once("auxeng ")?.1))).collect();
        commands.sort();
        commands.dedup();
        commands
    }

    #[test]
    fn every_command_that_is_advised_is_one() {
        let commands = commands();
        assert!(commands.len() > 30, "{commands:?}");
        let is_none = |advised: &&String| {
            let words = shlex::split(advised).expect("it can be pasted into a shell");
            command().try_get_matches_from(words).is_err()
        };
        assert_eq!(commands.iter().filter(is_none).collect::<Vec<_>>(), [""; 0]);
    }
}
