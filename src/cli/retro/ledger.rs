//! The actions, or the blockers, of an engagement while a retro is added to: which are open, and which ids are taken.

use std::collections::{HashMap, HashSet};

use crate::cli::failure::Failure;
use crate::metrics::{Carried, TaskState};
use crate::model::{Slug, Task};
use crate::notes;
use crate::text::{list, mark, nearest, quoted};

/// What an action or a blocker says, and whose it is; case does not count.
type Saying = (String, String);

/// The actions, or the blockers, of the engagement.
pub(super) struct Ledger<'a> {
    what: &'static str,
    /// Every one that a retro raised.
    all: Vec<Carried<'a>>,
    /// Those that are open when this retro is held.
    open: Vec<Carried<'a>>,
    /// The open ones by what they say: the id, and the place in `open` of one that an earlier retro raised.
    said: HashMap<Saying, (Slug, Option<usize>)>,
    taken: HashSet<Slug>,
}

impl<'a> Ledger<'a> {
    /// The ledger of `all` that the retros raised and of those `up_to_now`; this retro has raised `here`.
    pub(super) fn new(what: &'static str, all: Vec<Carried<'a>>, up_to_now: Vec<Carried<'a>>, here: &[Task]) -> Self {
        let is_open = |task: &Carried<'_>| task.state == TaskState::Open;
        let open: Vec<_> = up_to_now.into_iter().filter(is_open).collect();
        let mut said = HashMap::new();
        for (place, carried) in open.iter().enumerate() {
            let id = carried.task.id.clone();
            said.insert(saying(&carried.task.text, carried.task.owner.as_deref()), (id, Some(place)));
        }
        for task in here {
            said.insert(saying(&task.text, task.owner.as_deref()), (task.id.clone(), None));
        }
        let taken = all.iter().map(|carried| carried.task.id.clone());
        let taken = taken.chain(here.iter().map(|task| task.id.clone())).collect();
        Self { what, all, open, said, taken }
    }

    /// Adds `task` to those `raised`, unless one that says the same is open, and its id to those `settled` where it is
    /// done; returns the id. What an earlier retro raised is remarked on.
    pub(super) fn raise(
        &mut self,
        raised: &mut Vec<Task>,
        settled: &mut Vec<Slug>,
        remarks: &mut Vec<String>,
        task: &notes::Task,
    ) -> Slug {
        let saying = saying(&task.text, task.owner.as_deref());
        let id = if let Some((id, earlier)) = self.said.get(&saying) {
            if let Some(open) = earlier.and_then(|place| self.open.get(place)) {
                remarks.push(format!("{} is open since {}", quoted(id.as_str()), open.since.short()));
            }
            id.clone()
        } else {
            let id = self.fresh(&task.text, &saying);
            let (text, owner) = (task.text.clone(), task.owner.clone());
            raised.push(Task { id: id.clone(), text, owner });
            self.said.insert(saying, (id.clone(), None));
            id
        };
        if task.done {
            add(settled, id.clone());
        }
        id
    }

    /// Adds to `settled` the one that `name` stands for, unless it is in there already.
    pub(super) fn settle(&self, settled: &mut Vec<Slug>, name: &str) -> Result<(), Failure> {
        if !settled.iter().any(|id| id.as_str() == name) {
            add(settled, self.find(name)?);
        }
        Ok(())
    }

    /// An id for a new one, which no other has.
    ///
    /// It follows from what is said alone, so that two people who raise different things at the same time give them
    /// different ids: where the text is too long for an id, or another one has it already, a mark of the whole stands
    /// behind the first words.
    fn fresh(&mut self, text: &str, saying: &Saying) -> Slug {
        let plain = Slug::from_title(text).filter(|id| says_all(id, text));
        let beginning = Slug::suggested(&short(text), self.what);
        let marked = beginning.marked(&mark(&format!("{}\n{}", saying.0, saying.1)));
        let numbered = (2..).map(|number| marked.numbered(number));
        let mut free = plain.into_iter().chain([marked.clone()]).chain(numbered);
        let id = free.find(|id| !self.taken.contains(id)).unwrap_or(marked);
        self.taken.insert(id.clone());
        id
    }

    /// The open one that `name` stands for: by id, by the beginning of the id, or by a part of the text.
    fn find(&self, name: &str) -> Result<Slug, Failure> {
        let lower = name.to_lowercase();
        let id = |known: &Carried<'_>| known.task.id.clone();
        if let Some(exact) = self.open.iter().find(|known| known.task.id.as_str() == name) {
            return Ok(id(exact));
        }
        let ways: [&dyn Fn(&Task) -> bool; 2] =
            [&|task| task.id.as_str().starts_with(&lower), &|task| task.text.to_lowercase().contains(&lower)];
        for way in ways {
            let found: Vec<&Carried<'_>> = self.open.iter().filter(|known| way(known.task)).collect();
            match found.as_slice() {
                [] => {}
                [only] => return Ok(id(only)),
                several => {
                    let ids: Vec<&str> = several.iter().map(|known| known.task.id.as_str()).collect();
                    let message = format!("{} open {}s match {}: {}", ids.len(), self.what, quoted(name), list(&ids));
                    return Err(Failure::refused(message).help("name one by its id").help("nothing was written"));
                }
            }
        }
        Err(self.unknown(name))
    }

    fn unknown(&self, name: &str) -> Failure {
        let settled = self.all.iter().rev().find(|known| known.task.id.as_str() == name);
        if let Some((known, week)) = settled.and_then(|known| Some((known, known.settled?))) {
            let state = if known.state == TaskState::Dropped { "dropped" } else { "settled" };
            return Failure::refused(format!("{} {} was {state} in {week}", self.what, quoted(name)))
                .help("nothing was written");
        }
        let ids: Vec<&str> = self.open.iter().map(|known| known.task.id.as_str()).collect();
        let failure = Failure::refused(format!("there is no open {} {}", self.what, quoted(name)));
        let failure = match nearest(name, &ids) {
            Some(like) => failure.help(format!("did you mean {}?", quoted(like))),
            None if ids.is_empty() => failure.help(format!("there are no open {}s", self.what)),
            None => failure.help(format!("open: {}", list(&ids))),
        };
        failure.help("nothing was written")
    }
}

fn saying(text: &str, owner: Option<&str>) -> Saying {
    (text.trim().to_lowercase(), owner.unwrap_or_default().trim().to_lowercase())
}

fn add(ids: &mut Vec<Slug>, id: Slug) {
    if !ids.contains(&id) {
        ids.push(id);
    }
}

/// Whether `id` has every word of `text`.
fn says_all(id: &Slug, text: &str) -> bool {
    let text = text.replace(['\'', '’'], "");
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.count() == id.as_str().split('-').count()
}

/// The first words of a text: enough for an id, and none at its end that only leads on.
fn short(text: &str) -> String {
    const WORDS: usize = 5;
    const LEADING_ON: [&str; 16] =
        ["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "our", "the", "to", "with", "re"];
    let mut words: Vec<&str> = text.split_whitespace().take(WORDS).collect();
    let leads_on = |word: &&str| LEADING_ON.contains(&word.to_lowercase().as_str());
    while words.len() > 1 && words.last().is_some_and(leads_on) {
        words.pop();
    }
    words.join(" ")
}
