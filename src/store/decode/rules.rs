//! Reads how a store tunes the rules of the playbook.

use std::collections::BTreeMap;

use super::Fields;
use crate::model::{RuleSetting, RuleSeverity};
use crate::playbook::{Rule, practice_rules};

/// What `[rules]` sets, by the id of the rule.
pub(super) fn rules(fields: &mut Fields<'_, '_>) -> BTreeMap<&'static str, RuleSetting> {
    let mut rules = BTreeMap::new();
    if let Some(mut table) = fields.table("rules") {
        for rule in practice_rules() {
            rules.extend(table.within(rule.id, |table| Some((rule.id, setting(rule, table)?))));
        }
        table.finish_as("rule that a store can tune");
    }
    rules
}

fn setting(rule: &'static Rule, fields: &mut Fields<'_, '_>) -> Option<RuleSetting> {
    let severity = fields.choice("severity", &RuleSeverity::NAMES);
    let mut numbers = BTreeMap::new();
    for number in rule.numbers {
        numbers.extend(fields.integer(number.name, number.least..=number.most).map(|set| (number.name, set)));
    }
    let reason = fields.text("reason");
    let reason = fields.required("reason", reason, "reason = \"we score every second week\"");
    Some(RuleSetting { severity, numbers, reason: reason? })
}
