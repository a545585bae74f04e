//! What the retros of an engagement say about each other's actions and blockers.

use std::collections::HashMap;

use super::layout;
use crate::model::{EngagementRecord, Retro, Slug, Task};
use crate::playbook::{Finding, Place, Rule, record};
use crate::text::quoted;

/// Adds a finding for every id that is settled without having been raised, and every id that is raised again while it
/// is still open.
pub(super) fn check(record: &EngagementRecord, findings: &mut Vec<Finding>) {
    let id = &record.engagement.id;
    let mut actions = Ledger::default();
    let mut blockers = Ledger::default();
    for retro in &record.retros {
        let mut report = |rule, message, help: &str| {
            let place = Place {
                file: layout::retro(id, retro.week),
                excerpt: None,
            };
            let (engagement, help) = (Some(id.clone()), help.to_owned());
            findings.push(Finding {
                rule,
                engagement,
                place: Some(place),
                message,
                help,
            });
        };
        actions.follow(
            "action",
            retro,
            &retro.next,
            &[&retro.done, &retro.dropped],
            &mut report,
        );
        blockers.follow(
            "blocker",
            retro,
            &retro.blockers,
            &[&retro.cleared],
            &mut report,
        );
    }
}

/// For each id that was raised, whether it is still open.
#[derive(Default)]
struct Ledger<'a>(HashMap<&'a Slug, bool>);

impl<'a> Ledger<'a> {
    fn follow(
        &mut self,
        what: &str,
        retro: &Retro,
        raised: &'a [Task],
        settled: &[&[Slug]],
        report: &mut impl FnMut(&'static Rule, String, &str),
    ) {
        for task in raised {
            if self.0.insert(&task.id, true) == Some(true) {
                let id = quoted(task.id.as_str());
                let message = format!(
                    "{what} {id} is raised in {} while one of the same id is open",
                    retro.week
                );
                report(&record::DUPLICATE_ID, message, "give it another `id`");
            }
        }
        for id in settled.iter().copied().flatten() {
            match self.0.get_mut(id) {
                Some(open) => *open = false,
                None => {
                    let message = format!(
                        "{} settles {what} {}, which no retro has raised",
                        retro.week,
                        quoted(id.as_str())
                    );
                    report(
                        &record::DANGLING,
                        message,
                        "correct the id, or raise it first",
                    );
                }
            }
        }
    }
}
