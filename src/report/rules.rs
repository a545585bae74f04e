//! The rules, listed and explained.

use super::document::Document;
use super::grid::{Grid, Side};
use crate::playbook::Rule;

/// Every rule with what it asks for.
pub fn rules_document(rules: impl Iterator<Item = &'static Rule>) -> Document {
    let mut page = Document::default();
    let mut table = Grid::new(&[("rule", Side::Left), ("", Side::Left), ("asks that", Side::Left)]);
    for rule in rules {
        table.row(vec![rule.id.to_owned(), rule.severity.label().to_owned(), rule.summary.to_owned()]);
    }
    page.grid(table);
    page
}

/// One rule with its reasons.
pub fn rule_document(rule: &Rule) -> Document {
    let mut page = Document::default();
    page.title(format!("{}: {} ({})", rule.id, rule.summary, rule.severity.label()));
    page.text(rule.explanation);
    page
}
