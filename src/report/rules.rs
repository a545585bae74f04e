//! The rules, listed and explained.

use super::document::Document;
use super::grid::{Grid, Side};
use crate::model::{RuleSetting, Settings};
use crate::playbook::{Group, Rule, RuleNumber, moments, rules};
use crate::text::{clean_lines, list};

/// Every rule with what it asks for, by group, as a store with these settings takes it.
pub fn rules_document(settings: &Settings) -> Document {
    let mut page = Document::default();
    for group in Group::ALL {
        page.section(group.title());
        let mut table = Grid::new(&[("rule", Side::Left), ("", Side::Left), ("asks that", Side::Left)]);
        table.ids = Some(0);
        for rule in rules().filter(|rule| rule.group == group) {
            table.row(vec![rule.id.to_owned(), severity(rule, settings), rule.summary.to_owned()]);
        }
        page.grid(table);
    }
    if !settings.rules.is_empty() {
        page.text("* as auxeng.toml of this store has it; auxeng explain RULE tells why");
    }
    page
}

/// How grave it is to break the rule; `off` where it is silent. A star tells that the store has tuned it.
fn severity(rule: &Rule, settings: &Settings) -> String {
    let word = rule.severity_in(settings).map_or("off", |severity| severity.label());
    let star = if settings.rules.contains_key(rule.id) { " *" } else { "" };
    format!("{word}{star}")
}

/// One rule with its reasons, and how the store has tuned it.
pub fn rule_document(rule: &Rule, settings: &Settings) -> Document {
    let mut page = Document::default();
    page.title(format!("{}: {} ({})", rule.id, rule.summary, rule.severity.label()));
    page.text(rule.explanation);
    page.list(rule.numbers.iter().map(|of| (".", number(of))).collect());
    let at = moments(rule.id);
    if !at.is_empty() {
        let commands: Vec<&str> = at.iter().flat_map(|moment| moment.commands()).copied().collect();
        page.text(format!("It speaks up at {}.", list(&commands)));
    }
    match settings.rules.get(rule.id) {
        Some(setting) => {
            page.section("In this store");
            page.text(tuned(rule, setting));
        }
        None if rule.group == Group::Record => {}
        None => page.text(format!(
            "To tune or silence it, write into auxeng.toml: [rules.{}] with severity = \"off\", or a number, and the reason.",
            rule.id
        )),
    }
    page
}

/// `days: 8 unless the store sets another, 1 to 366`.
pub(super) fn number(of: &RuleNumber) -> String {
    format!("{}: {} unless a store sets it, {} to {}", of.name, of.usual, of.least, of.most)
}

/// `warning, days = 15: We score every second week.`
fn tuned(rule: &Rule, setting: &RuleSetting) -> String {
    let mut set: Vec<String> = setting.severity.map(|severity| severity.label().to_owned()).into_iter().collect();
    let values = rule.numbers.iter().filter_map(|of| Some((of.name, setting.numbers.get(of.name)?)));
    set.extend(values.map(|(name, value)| format!("{name} = {value}")));
    let set = if set.is_empty() { String::from("as usual") } else { set.join(", ") };
    format!("{set}: {}", clean_lines(&setting.reason))
}
