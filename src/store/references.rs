//! What the retros of an engagement say about each other's actions and blockers.

use std::collections::HashMap;
use std::path::Path;

use super::decode::{Source, Told, item_spans};
use super::{files, layout};
use crate::model::{EngagementRecord, Retro, Slug, Task, Week};
use crate::playbook::{Finding, Rule, record};
use crate::text::quoted;

/// Adds a finding for every id that is settled without having been raised, or in two ways, and every id that is raised
/// for something else while it is still open. The retros are in the store at `root`.
pub(super) fn check(root: &Path, record: &EngagementRecord, findings: &mut Vec<Finding>) {
    let id = &record.engagement.id;
    let mut actions = Ledger::default();
    let mut blockers = Ledger::default();
    for retro in &record.retros {
        let mut wrong = Vec::new();
        actions.follow(
            "action",
            retro,
            ("next", &retro.next),
            &[("done", &retro.done), ("dropped", &retro.dropped)],
            &mut wrong,
        );
        blockers.follow("blocker", retro, ("blockers", &retro.blockers), &[("cleared", &retro.cleared)], &mut wrong);
        report(root, id, retro, wrong, findings);
    }
}

/// An item of a list: the field that the list is, and which of its items, from 0.
type Item = (&'static str, usize);

/// What is wrong with an item of a retro.
struct Wrong {
    rule: &'static Rule,
    item: Item,
    message: String,
    help: &'static str,
}

/// Adds a finding for all that is wrong with `retro`. Its file is read again for the places, as there mostly is nothing.
fn report(root: &Path, id: &Slug, retro: &Retro, wrong: Vec<Wrong>, findings: &mut Vec<Finding>) {
    if wrong.is_empty() {
        return;
    }
    let file = layout::retro(id, retro.week);
    let mut buffer = Vec::new();
    let text = files::read(&root.join(&file), &mut buffer).unwrap_or_default();
    let source = Source::new(&file, text, Some(id));
    let spans = item_spans(&source);
    let mut told = Told::default();
    for Wrong { rule, item: (list, index), message, help } in wrong {
        let span = spans.get(list).and_then(|items| items.get(index));
        told.tell(&source, rule, span.cloned(), || (message, help.to_owned()));
    }
    told.add_to(&source, findings);
}

/// The newest action or blocker of each id.
#[derive(Default)]
struct Ledger<'a>(HashMap<&'a Slug, Raised<'a>>);

/// An action or blocker that was raised, and the week and list that settled it.
struct Raised<'a> {
    task: &'a Task,
    settled: Option<(Week, &'static str)>,
}

impl<'a> Ledger<'a> {
    fn follow<'b>(
        &mut self,
        what: &str,
        retro: &Retro,
        (list, raised): (&'static str, &'a [Task]),
        settled: &[(&'static str, &'b [Slug])],
        wrong: &mut Vec<Wrong>,
    ) {
        for (index, task) in raised.iter().enumerate() {
            let before = self.0.insert(&task.id, Raised { task, settled: None });
            // Two people may raise the same at once, each in a retro of their own: that is one.
            if before.is_some_and(|before| before.settled.is_none() && !before.task.says_as(task)) {
                let id = quoted(task.id.as_str());
                let message = format!("{what} {id} is raised in {} while one of the same id is open", retro.week);
                let help = "give it another `id`";
                wrong.push(Wrong { rule: &record::DUPLICATE_ID, item: (list, index), message, help });
            }
        }
        let items = |&(list, ids): &(&'static str, &'b [Slug])| {
            let item = move |(index, id)| ((list, index), id);
            ids.iter().enumerate().map(item)
        };
        for (item, id) in settled.iter().flat_map(items) {
            let (list, _) = item;
            let told = quoted(id.as_str());
            match self.0.get_mut(id) {
                Some(Raised { settled: Some((week, other)), .. }) if *other != list => {
                    let message = format!("{what} {told} is {list} in {}, and {other} in {week}", retro.week);
                    let help = "agree on one, and take the id out of the other list";
                    wrong.push(Wrong { rule: &record::SETTLED_TWICE, item, message, help });
                }
                Some(raised) => {
                    raised.settled.get_or_insert((retro.week, list));
                }
                None => {
                    let message = format!("{} settles {what} {told}, which no retro has raised", retro.week);
                    let help = "correct the id, or raise it first";
                    wrong.push(Wrong { rule: &record::DANGLING, item, message, help });
                }
            }
        }
    }
}
