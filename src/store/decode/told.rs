//! What is wrong with one file: as much of it as somebody will read, however much it is.

use std::ops::Range;

use super::Source;
use crate::playbook::{Finding, Rule, Severity};

/// How many errors, and how many warnings, are told of one file.
const MOST: usize = 100;

/// What is wrong with one file.
#[derive(Default)]
pub(in crate::store) struct Told {
    findings: Vec<Finding>,
    errors: Tally,
    warnings: Tally,
}

/// How often something was told, and what was left out.
#[derive(Default)]
struct Tally {
    told: usize,
    untold: Option<(&'static Rule, usize)>,
}

impl Told {
    /// Tells of the bytes of `span` in `source`; without one, of the whole file. `words` are what is wrong and what to do
    /// about it.
    pub(in crate::store) fn tell(
        &mut self,
        source: &Source<'_>,
        rule: &'static Rule,
        span: Option<Range<usize>>,
        words: impl FnOnce() -> (String, String),
    ) {
        let tally = match rule.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        if tally.told < MOST {
            tally.told = tally.told.saturating_add(1);
            let (message, help) = words();
            self.findings.push(source.finding(rule, span, message, help));
        } else {
            let (_, times) = tally.untold.get_or_insert((rule, 0));
            *times = times.saturating_add(1);
        }
    }

    /// Whether nothing of it is an error.
    pub(super) fn is_sound(&self) -> bool {
        self.errors.told == 0
    }

    /// Adds it to `findings`, and how much was left out.
    pub(in crate::store) fn add_to(self, source: &Source<'_>, findings: &mut Vec<Finding>) {
        findings.extend(self.findings);
        for (rule, times) in [self.errors.untold, self.warnings.untold].into_iter().flatten() {
            let message = format!("{times} more in this file, of which the first breaks the same rule");
            findings.push(source.finding(rule, None, message, "mend what is named first"));
        }
    }
}
