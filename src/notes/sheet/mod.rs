//! A retro as one Markdown document that a person edits: written here, and read by the parser of all notes.
//!
//! The document is never compared with the record but with itself: what the person saved with what was opened, read alike.
//! Only the difference counts. So an item that Markdown cannot carry exactly stays what it is as long as nobody touches
//! it. What makes this work is one promise of [`Page`]: each item that is written is read as one item, in the same order.
//!
//! - `comments`: what is not read, and the words that point at a mistake
//! - `forms`: how an item is written so that it is read as one
//! - `page`: the document

mod comments;
mod forms;
mod page;
#[cfg(test)]
pub(crate) mod properties;

pub use comments::{Problem, annotated, is_blank, without_problems};
pub use page::Page;

use super::headings::Known;
use super::parse::read_with;
use super::topics::{Entry, Mark, Topic, entries, mark};
use super::{Notes, Remainder, Section, Task, split_owner};
use crate::model::{Headings, Note};
use comments::Plain;

/// What a document says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Saved {
    /// What went well.
    pub went_well: Vec<String>,
    /// What went poorly.
    pub went_poorly: Vec<String>,
    /// What to do next time.
    pub next: Vec<Line>,
    /// What is in the way.
    pub blockers: Vec<Line>,
    /// Who was there.
    pub present: Vec<String>,
    /// What belongs to none of the headings of the document.
    pub notes: Vec<Note>,
    /// What stands under the headings of topics, in the order of the document.
    pub entries: Vec<(Topic, Entry)>,
}

/// Something to do or in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is, without bullet, checkbox and owner.
    pub text: String,
    /// The name in front of the colon.
    pub owner: Option<String>,
    /// What the checkbox says; open where there is none.
    pub mark: Mark,
}

impl Saved {
    /// What stands under the heading of `topic`.
    pub fn of(&self, topic: Topic) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |(other, _)| *other == topic).map(|(_, entry)| entry)
    }
}

/// Reads a document in which `title` is the heading of the whole. Comments are passed over.
///
/// # Errors
/// What cannot be read, with its line in `text`.
pub fn read(text: &str, title: &str, headings: &Headings) -> Result<Saved, Problem> {
    read_plain(&Plain::of(text)?, title, &Known::of_sheet(headings))
}

fn read_plain(plain: &Plain, title: &str, known: &Known) -> Result<Saved, Problem> {
    let Notes { went_well, went_poorly, next, present, blockers, other, .. } = read_with(&plain.text, known);
    let mut saved = Saved { went_well, went_poorly, present, ..Saved::default() };
    saved.next = next.into_iter().map(line).collect();
    saved.blockers = blockers.into_iter().map(line).collect();
    let mut is_entitled = false;
    for Remainder { title: heading, text, topic, line } in other {
        let Some(topic) = topic else {
            // A later heading of these words is somebody's own.
            let is_whole = !is_entitled && heading.as_deref() == Some(title);
            is_entitled |= is_whole;
            if !(is_whole && text.is_empty()) {
                saved.notes.push(Note { title: heading.filter(|_| !is_whole), text });
            }
            continue;
        };
        let unknown = |line| Problem::new(plain.line(line), "this is neither an item of a list nor a line of text");
        for entry in entries(&text, line).map_err(unknown)? {
            saved.entries.push((topic, Entry { line: plain.line(entry.line), ..entry }));
        }
    }
    Ok(saved)
}

/// A task with `[-]`, which free notes do not know, in front of its owner.
fn line(task: Task) -> Line {
    let Task { text, owner, done } = task;
    match mark(&text) {
        (Some(Mark::Dropped), rest) if owner.is_none() && !done => {
            let (owner, text) = split_owner(rest);
            Line { text, owner, mark: Mark::Dropped }
        }
        _ => Line { text, owner, mark: if done { Mark::Done } else { Mark::Open } },
    }
}

/// The heading of a section in a document.
fn heading(section: Section) -> &'static str {
    match section {
        Section::WentWell => "Went well",
        Section::WentPoorly => "Went poorly",
        Section::Next => "Do next time",
        Section::Present => "Who was there",
        Section::Blockers => "Blockers",
        Section::Takeaways(_) => "Takeaways",
    }
}

impl Known {
    /// The headings of a document, which the settings cannot take away, and all others.
    fn of_sheet(headings: &Headings) -> Self {
        use Section::{Blockers, Next, Present, WentPoorly, WentWell};
        let fixed = [WentWell, WentPoorly, Next, Present, Blockers].map(|section| (section, heading(section)));
        Self::with_fixed(&fixed, headings)
    }
}
