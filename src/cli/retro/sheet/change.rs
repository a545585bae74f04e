//! What a person changed in the document, carried over to the record as it is now.

use std::collections::BTreeMap;

use super::WeekSheet;
use super::compare::{compare, merged};
use crate::cli::retro::ledger::Ledger;
use crate::cli::retro::mvp::MvpSaid;
use crate::cli::retro::topics::distance;
use crate::metrics::{Carried, actions, blockers};
use crate::model::{Note, Retro, Score, Slug, Task};
use crate::notes::sheet::{Line, Problem, Saved, read};
use crate::notes::{self, Entry, Mark, Topic};
use crate::text::quoted;

/// What is to be recorded.
#[derive(Debug)]
pub(super) struct Change {
    /// The retro with everything that was changed.
    pub(super) retro: Retro,
    /// The scores that were answered or changed.
    pub(super) scores: BTreeMap<Slug, Score>,
    /// How far the MVP is from production, where that was answered or changed.
    pub(super) mvp: Option<MvpSaid>,
    /// What is to be said about it.
    pub(super) remarks: Vec<String>,
}

/// A change that is being worked out: the document as it was opened, as it was saved, and as it would be now.
pub(super) struct Changing<'a> {
    pub(super) sheet: &'a WeekSheet<'a>,
    pub(super) opened: Saved,
    pub(super) saved: Saved,
    pub(super) now: Saved,
    pub(super) change: Change,
    pub(super) problems: Vec<Problem>,
}

impl WeekSheet<'_> {
    /// What the difference between `opened` and `saved` changes; `None` where there is none.
    ///
    /// # Errors
    /// Everything in `saved` that cannot be resolved, with its line.
    pub(super) fn change(&self, opened: &str, saved: &str) -> Result<Option<Change>, Vec<Problem>> {
        let parse = |text: &str| read(text, &self.title(), &self.settings.headings);
        let saved = parse(saved).map_err(|problem| vec![problem])?;
        // What was opened is of our own making; where it is lost, everything counts as new, and nothing as taken away.
        let opened = parse(opened).unwrap_or_default();
        if says(&saved) == says(&opened) {
            return Ok(None);
        }
        let now = parse(&self.text()).map_err(|problem| vec![problem])?;
        if !self.is_whole(&now) {
            let message = "this retro says something that no document can carry: change it with flags";
            return Err(vec![Problem::new(1, message)]);
        }
        let (answered, retro) = (&self.answered, self.retro.clone());
        let mvp = answered.mvp.as_deref().and_then(|text| distance(text, self.held, self.today).ok());
        let change = Change { retro, scores: answered.scores.clone(), mvp, remarks: Vec::new() };
        let mut changing = Changing { sheet: self, opened, saved, now, change, problems: Vec::new() };
        changing.texts();
        changing.actions();
        changing.blockers();
        changing.values();
        changing.goals();
        if changing.problems.is_empty() { Ok(Some(changing.change)) } else { Err(changing.problems) }
    }

    /// Whether the document has each item of the record once. It always has; but nothing may ever be lost because of it.
    fn is_whole(&self, now: &Saved) -> bool {
        let retro = &self.retro;
        let counts = [
            (now.went_well.len(), retro.went_well.len()),
            (now.went_poorly.len(), retro.went_poorly.len()),
            (now.next.len(), retro.next.len()),
            (now.blockers.len(), retro.blockers.len()),
            (now.present.len(), retro.present.len()),
            (now.notes.len(), retro.notes.len()),
            (now.of(Topic::EarlierActions).count(), self.earlier_actions().len()),
            (now.of(Topic::EarlierBlockers).count(), self.earlier_blockers().len()),
        ];
        counts.iter().all(|(read, written)| read == written)
    }
}

/// What a document says, wherever in it that stands.
fn says(saved: &Saved) -> Saved {
    let mut saved = saved.clone();
    for (_, entry) in &mut saved.entries {
        entry.line = 0;
    }
    saved
}

impl Changing<'_> {
    fn texts(&mut self) {
        let (opened, saved, now) = (&self.opened, &self.saved, &self.now);
        let retro = &mut self.change.retro;
        let fresh = |text: &String, _: Option<&String>| text.clone();
        let unlike = |_: &String, _: &String| 0.0;
        let column = |versions: [&Vec<String>; 3], items: &mut Vec<String>| {
            let [opened, saved, now] = versions;
            *items = merged((opened, saved, now), items, unlike, fresh);
        };
        column([&opened.went_well, &saved.went_well, &now.went_well], &mut retro.went_well);
        column([&opened.went_poorly, &saved.went_poorly, &now.went_poorly], &mut retro.went_poorly);
        column([&opened.present, &saved.present, &now.present], &mut retro.present);
        let titled = |a: &Note, b: &Note| f64::from(u8::from(a.title == b.title));
        // A title that was left as it is stays what it is in the record.
        let fresh = |note: &Note, old: Option<&Note>| match old {
            Some(old) => Note { title: old.title.clone(), text: note.text.clone() },
            None => note.clone(),
        };
        retro.notes = merged((&opened.notes, &saved.notes, &now.notes), &retro.notes, titled, fresh);
    }

    fn actions(&mut self) {
        let sheet = self.sheet;
        let (all, place) = sheet.retros();
        let up_to_now = actions(all.get(..=place).unwrap_or(&all));
        let ledger = Ledger::new("action", actions(&all), up_to_now, &sheet.retro.next);
        let lists = [&self.opened.next, &self.saved.next, &self.now.next];
        let raised = raised(lists, &sheet.retro.next, ledger, &mut self.change.remarks);
        self.change.retro.next = raised.tasks;
        for id in &raised.removed {
            settle(&mut self.change.retro, id, Mark::Open);
        }
        for (id, mark) in raised.marks.into_iter().chain(self.ticked(Topic::EarlierActions, &sheet.earlier_actions())) {
            settle(&mut self.change.retro, &id, mark);
        }
    }

    fn blockers(&mut self) {
        let sheet = self.sheet;
        let (all, place) = sheet.retros();
        let up_to_now = blockers(all.get(..=place).unwrap_or(&all));
        let ledger = Ledger::new("blocker", blockers(&all), up_to_now, &sheet.retro.blockers);
        let lists = [&self.opened.blockers, &self.saved.blockers, &self.now.blockers];
        let raised = raised(lists, &sheet.retro.blockers, ledger, &mut self.change.remarks);
        self.change.retro.blockers = raised.tasks;
        let removed = raised.removed.into_iter().map(|id| (id, Mark::Open));
        let ticked = self.ticked(Topic::EarlierBlockers, &sheet.earlier_blockers());
        for (id, mark) in removed.chain(raised.marks).chain(ticked) {
            let cleared = &mut self.change.retro.cleared;
            match mark {
                Mark::Open => cleared.retain(|other| *other != id),
                _ if cleared.contains(&id) => {}
                _ => cleared.push(id),
            }
        }
    }

    /// What was ticked or unticked of `open` under the heading of `topic`.
    fn ticked(&mut self, topic: Topic, open: &[Carried<'_>]) -> Vec<(Slug, Mark)> {
        let entries = |saved: &Saved| saved.of(topic).cloned().collect::<Vec<Entry>>();
        let (opened, saved, now) = (entries(&self.opened), entries(&self.saved), entries(&self.now));
        let mut ticked = Vec::new();
        let comparison = compare(&opened, &saved, &now, |a, b| a.text == b.text, |_, _| 0.0);
        for (entry, origin) in saved.iter().zip(&comparison.saved) {
            let mark = entry.mark.unwrap_or_default();
            let before =
                origin.opened.and_then(|at| opened.get(at)).map_or(Mark::Open, |entry| entry.mark.unwrap_or_default());
            match origin.now.and_then(|at| open.get(at)) {
                Some(carried) if mark != before => ticked.push((carried.task.id.clone(), mark)),
                Some(_) => {}
                None if origin.opened.is_some() => {
                    self.change.remarks.push(format!("{} was settled meanwhile", quoted(&entry.text)));
                }
                None => self.problems.push(Problem::new(entry.line, unknown(topic, &entry.text))),
            }
        }
        ticked
    }
}

fn unknown(topic: Topic, text: &str) -> String {
    let (what, place) = match topic {
        Topic::EarlierActions => ("action", "Do next time"),
        _ => ("blocker", "Blockers"),
    };
    format!(
        "no earlier retro left the {what} {} open: tick it without changing its words; a new one goes under \"{place}\"",
        quoted(text)
    )
}

/// Says in `retro` what became of the action `id`.
fn settle(retro: &mut Retro, id: &Slug, mark: Mark) {
    for (ids, is_so) in [(&mut retro.done, mark == Mark::Done), (&mut retro.dropped, mark == Mark::Dropped)] {
        if !is_so {
            ids.retain(|other| other != id);
        } else if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
}

/// What became of the actions or blockers that this retro raises.
struct Raised {
    tasks: Vec<Task>,
    /// What was ticked or unticked.
    marks: Vec<(Slug, Mark)>,
    removed: Vec<Slug>,
}

fn raised(
    [opened, saved, now]: [&Vec<Line>; 3],
    tasks: &[Task],
    mut ledger: Ledger<'_>,
    remarks: &mut Vec<String>,
) -> Raised {
    let same = |a: &Line, b: &Line| (&a.text, &a.owner) == (&b.text, &b.owner);
    let likeness = |a: &Line, b: &Line| strsim::sorensen_dice(&a.text, &b.text);
    let comparison = compare(opened, saved, now, same, likeness);
    let mut raised = Raised { tasks: Vec::new(), marks: Vec::new(), removed: Vec::new() };
    let mut kept = Vec::new();
    for (line, origin) in saved.iter().zip(&comparison.saved) {
        if origin.is_gone() {
            continue;
        }
        let before = origin.opened.and_then(|at| opened.get(at));
        let old = origin.now.and_then(|at| tasks.get(at));
        let id = match (old, before) {
            (Some(task), Some(before)) if origin.is_edited => {
                raised.tasks.push(edited(task, before, line));
                task.id.clone()
            }
            (Some(task), _) => {
                raised.tasks.push(task.clone());
                task.id.clone()
            }
            (None, _) => {
                let task = notes::Task { text: line.text.clone(), owner: line.owner.clone(), done: false };
                ledger.raise(&mut raised.tasks, &mut Vec::new(), remarks, &task)
            }
        };
        if line.mark != before.map_or(Mark::Open, |before| before.mark) {
            raised.marks.push((id.clone(), line.mark));
        }
        kept.push(id);
    }
    for task in comparison.added.iter().filter_map(|at| tasks.get(*at)) {
        kept.push(task.id.clone());
        raised.tasks.push(task.clone());
    }
    raised.removed = tasks.iter().map(|task| task.id.clone()).filter(|id| !kept.contains(id)).collect();
    raised
}

/// The task `old`, of which the line `before` was changed into `line`. It keeps its id, and an owner whom the document
/// could show only as a part of the text.
fn edited(old: &Task, before: &Line, line: &Line) -> Task {
    let shown = old.owner.as_ref().filter(|_| before.owner.is_none() && line.owner.is_none());
    let rest = shown.and_then(|owner| line.text.strip_prefix(owner.as_str())?.strip_prefix(": "));
    match rest {
        Some(rest) => Task { text: rest.to_owned(), ..old.clone() },
        None => Task { id: old.id.clone(), text: line.text.clone(), owner: line.owner.clone() },
    }
}
