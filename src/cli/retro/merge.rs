//! Adding to a week's retro what it does not say yet.

use super::additions::Additions;
use crate::cli::failure::Failure;
use crate::metrics::{Carried, TaskState, actions, blockers};
use crate::model::{Retro, Slug, Task};
use crate::notes;
use crate::text::{list, nearest, quoted};

/// A retro with what was added, and what is to be said about it.
#[derive(Debug)]
pub(super) struct Merged {
    pub(super) retro: Retro,
    pub(super) remarks: Vec<String>,
}

/// Adds `additions` to `retro`, one of the engagement's `retros` (oldest first) or a new one among them.
///
/// What the retro says already is not said twice. An action that is raised again while it is open stays the one it is.
pub(super) fn merge(
    retros: &[Retro],
    retro: Retro,
    additions: &Additions,
) -> Result<Merged, Failure> {
    // The other retros, and of this one only what stays.
    let mut all: Vec<Retro> = retros
        .iter()
        .filter(|other| other.week != retro.week)
        .cloned()
        .collect();
    let place = all.partition_point(|other| other.week < retro.week);
    all.insert(place, retro.clone());
    let mut merged = Merged {
        retro,
        remarks: Vec::new(),
    };
    add_texts(&mut merged.retro.went_well, &additions.went_well);
    add_texts(&mut merged.retro.went_poorly, &additions.went_poorly);
    add_texts(&mut merged.retro.present, &additions.present);
    for note in &additions.notes {
        if !merged.retro.notes.contains(note) {
            merged.retro.notes.push(note.clone());
        }
    }
    let up_to_now = all.get(..=place).unwrap_or(&all);
    let known = Known {
        what: "action",
        all: actions(&all),
        open: open(actions(up_to_now)),
    };
    for name in &additions.done {
        known.settle(&mut merged.retro.done, name)?;
    }
    for name in &additions.dropped {
        known.settle(&mut merged.retro.dropped, name)?;
    }
    for task in &additions.next {
        let Merged { retro, remarks } = &mut merged;
        raise(&mut retro.next, &mut retro.done, remarks, &known, task);
    }
    if let Some(id) = merged
        .retro
        .dropped
        .iter()
        .find(|id| merged.retro.done.contains(id))
    {
        let both = format!("{} cannot be done and dropped at once", quoted(id.as_str()));
        return Err(Failure::refused(both).help("nothing was written"));
    }
    let known = Known {
        what: "blocker",
        all: blockers(&all),
        open: open(blockers(up_to_now)),
    };
    for name in &additions.cleared {
        known.settle(&mut merged.retro.cleared, name)?;
    }
    for task in &additions.blockers {
        let Merged { retro, remarks } = &mut merged;
        raise(
            &mut retro.blockers,
            &mut retro.cleared,
            remarks,
            &known,
            task,
        );
    }
    Ok(merged)
}

/// Adds `task` to those `raised`, unless one that says the same is open, and its id to those `settled` where it is done.
fn raise(
    raised: &mut Vec<Task>,
    settled: &mut Vec<Slug>,
    remarks: &mut Vec<String>,
    known: &Known<'_>,
    task: &notes::Task,
) {
    let id = if let Some(here) = raised.iter().find(|raised| alike(raised, task)) {
        here.id.clone()
    } else if let Some(open) = known.same(task) {
        let id = open.task.id.clone();
        remarks.push(format!(
            "{} is open since {}",
            quoted(id.as_str()),
            open.since.short()
        ));
        id
    } else {
        let id = known.fresh(&task.text, raised);
        let (text, owner) = (task.text.clone(), task.owner.clone());
        raised.push(Task {
            id: id.clone(),
            text,
            owner,
        });
        id
    };
    if task.done {
        settle(settled, id);
    }
}

fn add_texts(texts: &mut Vec<String>, more: &[String]) {
    for text in more {
        if !texts.contains(text) {
            texts.push(text.clone());
        }
    }
}

fn settle(ids: &mut Vec<Slug>, id: Slug) {
    if !ids.contains(&id) {
        ids.push(id);
    }
}

fn open(tasks: Vec<Carried<'_>>) -> Vec<Carried<'_>> {
    tasks
        .into_iter()
        .filter(|task| task.state == TaskState::Open)
        .collect()
}

fn alike(raised: &Task, task: &notes::Task) -> bool {
    let same = |a: &str, b: &str| a.trim().to_lowercase() == b.trim().to_lowercase();
    let owners = [
        raised.owner.as_deref().unwrap_or_default(),
        task.owner.as_deref().unwrap_or_default(),
    ];
    same(&raised.text, &task.text) && same(owners[0], owners[1])
}

/// The actions, or the blockers, of the engagement.
struct Known<'a> {
    what: &'static str,
    /// Every one that a retro raised.
    all: Vec<Carried<'a>>,
    /// Those that are open when this retro is held.
    open: Vec<Carried<'a>>,
}

impl Known<'_> {
    /// The open one that says the same as `task`.
    fn same(&self, task: &notes::Task) -> Option<&Carried<'_>> {
        self.open.iter().find(|open| alike(open.task, task))
    }

    /// An id for a new one, which no other has.
    fn fresh(&self, text: &str, raised: &[Task]) -> Slug {
        let is_taken = |id: &Slug| {
            self.all.iter().any(|known| known.task.id == *id)
                || raised.iter().any(|task| task.id == *id)
        };
        let fallback = || format!("{}-1", self.what).parse();
        let Some(id) = Slug::from_title(&short(text)).or_else(|| fallback().ok()) else {
            unreachable!("the fallback is a valid id")
        };
        if is_taken(&id) {
            (2..10_000)
                .map(|n| id.numbered(n))
                .find(|id| !is_taken(id))
                .unwrap_or(id)
        } else {
            id
        }
    }

    /// Adds to `settled` the one that `name` stands for, unless it is in there already, and tells its id.
    fn settle(&self, settled: &mut Vec<Slug>, name: &str) -> Result<Slug, Failure> {
        let already = settled.iter().find(|id| id.as_str() == name).cloned();
        let id = already.map_or_else(|| self.find(name), Ok)?;
        settle(settled, id.clone());
        Ok(id)
    }

    /// The open one that `name` stands for: by id, by the beginning of the id, or by a part of the text.
    fn find(&self, name: &str) -> Result<Slug, Failure> {
        let lower = name.to_lowercase();
        let id = |known: &Carried<'_>| known.task.id.clone();
        if let Some(exact) = self
            .open
            .iter()
            .find(|known| known.task.id.as_str() == name)
        {
            return Ok(id(exact));
        }
        let ways: [&dyn Fn(&Task) -> bool; 2] =
            [&|task| task.id.as_str().starts_with(&lower), &|task| {
                task.text.to_lowercase().contains(&lower)
            }];
        for way in ways {
            let found: Vec<&Carried<'_>> =
                self.open.iter().filter(|known| way(known.task)).collect();
            match found.as_slice() {
                [] => {}
                [only] => return Ok(id(only)),
                several => {
                    let ids: Vec<&str> =
                        several.iter().map(|known| known.task.id.as_str()).collect();
                    let message = format!(
                        "{} open {}s match {}: {}",
                        ids.len(),
                        self.what,
                        quoted(name),
                        list(&ids)
                    );
                    return Err(Failure::refused(message)
                        .help("name one by its id")
                        .help("nothing was written"));
                }
            }
        }
        Err(self.unknown(name))
    }

    fn unknown(&self, name: &str) -> Failure {
        let settled = self
            .all
            .iter()
            .rev()
            .find(|known| known.task.id.as_str() == name);
        if let Some((known, week)) = settled.and_then(|known| Some((known, known.settled?))) {
            let state = if known.state == TaskState::Dropped {
                "dropped"
            } else {
                "settled"
            };
            return Failure::refused(format!(
                "{} {} was {state} in {week}",
                self.what,
                quoted(name)
            ))
            .help("nothing was written");
        }
        let ids: Vec<&str> = self
            .open
            .iter()
            .map(|known| known.task.id.as_str())
            .collect();
        let failure = Failure::refused(format!("there is no open {} {}", self.what, quoted(name)));
        let failure = match nearest(name, &ids) {
            Some(like) => failure.help(format!("did you mean {}?", quoted(like))),
            None if ids.is_empty() => failure.help(format!("there are no open {}s", self.what)),
            None => failure.help(format!("open: {}", list(&ids))),
        };
        failure.help("nothing was written")
    }
}

/// The first words of a text: enough for an id, and none at its end that only leads on.
fn short(text: &str) -> String {
    const WORDS: usize = 5;
    const LEADING_ON: [&str; 16] = [
        "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "our", "the", "to",
        "with", "re",
    ];
    let mut words: Vec<&str> = text.split_whitespace().take(WORDS).collect();
    let leads_on = |word: &&str| LEADING_ON.contains(&word.to_lowercase().as_str());
    while words.len() > 1 && words.last().is_some_and(leads_on) {
        words.pop();
    }
    words.join(" ")
}
