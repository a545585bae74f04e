//! Retro notes that people wrote in Markdown, read into the columns of a retro.
//!
//! Text in, values out: no files, no clock, no printing; imports `model` for the names of headings. The one rule above all others is that no
//! word of the source is lost. What belongs to no column is kept in [`Notes::other`], and
//! [`Notes::placements`] says where each part went.
//!
//! - `headings`, `usual`: which heading stands for which section
//! - `parts`: the source cut before the headings that Markdown does not see
//! - `blocks`: the block structure of a part, as byte ranges of the source
//! - `pasted`: bullets that Markdown does not know
//! - `item`: the text of one bullet or paragraph
//! - `entry`, `owner`: what such a text says: done or not, nothing, whose it is
//! - `attendance`: the one line that says who was there
//! - `topics`: headings that stand for a value or a list to tick off, and what is said under them
//! - `sheet`: a retro as a document to be edited
//! - `takeaways`: what the notes of a project retro take away
//! - `one_pager`: the page on which a host says what it needs
//! - `parse`: the walk over the blocks that fills the columns

mod attendance;
mod blocks;
mod entry;
mod headings;
mod item;
mod one_pager;
mod owner;
mod parse;
mod parts;
mod pasted;
#[cfg(test)]
mod properties;
pub mod sheet;
mod takeaways;
#[cfg(test)]
mod tests;
mod topics;
mod usual;

pub use one_pager::{OnePager, Part, blank_comments, form};
pub use owner::split_owner;
pub use topics::{Entry, Mark, Topic, entries};

use crate::model::{About, Headings, Takeaway};

/// A column of a retro, or a list that stands beside the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// What went well.
    WentWell,
    /// What went poorly.
    WentPoorly,
    /// What to do next time: the actions.
    Next,
    /// Who was there.
    Present,
    /// What is in the way.
    Blockers,
    /// What is to be taken away from a project.
    Takeaways(About),
}

impl Section {
    /// The name of the section in messages, in lower case.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::WentWell => "went well",
            Self::WentPoorly => "went poorly",
            Self::Next => "do next time",
            Self::Present => "present",
            Self::Blockers => "blockers",
            Self::Takeaways(_) => "takeaways",
        }
    }
}

/// Something to do or in the way, with its owner where the notes name one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The Markdown of the item, without its bullet, checkbox and owner.
    pub text: String,
    /// The name in front of the colon, as written.
    pub owner: Option<String>,
    /// Whether the item has a ticked checkbox.
    pub done: bool,
}

impl Task {
    /// The task that a line describes: who takes care of it stands before a colon.
    #[must_use]
    pub fn of(line: &str) -> Self {
        let (owner, text) = split_owner(line);
        Self { text, owner, done: false }
    }
}

/// Text that belongs to no column, kept under the heading that it stood under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remainder {
    /// The text of the heading; `None` for what stands before the first one.
    pub title: Option<String>,
    /// The source as it was written, with LF line ends; empty for a heading with nothing under it.
    pub text: String,
    /// What the heading is about, where it is one of the known topics.
    pub topic: Option<Topic>,
    /// The line on which the text begins, or the heading where there is no text; the first line is 1.
    pub line: usize,
}

/// Where the content of one heading went, for telling the user.
///
/// A heading whose content went two ways has two placements: one for its section and one for what
/// was kept as a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// The text of the heading; `None` for what stands before the first one.
    pub heading: Option<String>,
    /// The line of the heading or, where there is none, of the first content; the first line is 1.
    pub line: usize,
    /// The section that took the content; `None` when it was kept as a note.
    pub section: Option<Section>,
    /// How many entries the section got from here; 1 for a note.
    pub items: usize,
}

/// What was found in the notes. Each list is in the order of the source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    /// What went well, one entry an item, in Markdown.
    pub went_well: Vec<String>,
    /// What went poorly, one entry an item, in Markdown.
    pub went_poorly: Vec<String>,
    /// What to do next time.
    pub next: Vec<Task>,
    /// Who was there, one entry a name.
    pub present: Vec<String>,
    /// What is in the way.
    pub blockers: Vec<Task>,
    /// What is to be taken away; only in the notes of a project retro.
    pub takeaways: Vec<Takeaway>,
    /// What belongs to no column.
    pub other: Vec<Remainder>,
    /// Where the content of each heading went.
    pub placements: Vec<Placement>,
}

/// Reads retro notes written in Markdown.
///
/// Never fails: what cannot be placed is kept in [`Notes::other`]. `headings` adds to the built-in
/// names and wins over them.
///
/// # Examples
///
/// ```
/// use auxeng::{model::Headings, notes};
///
/// let notes = notes::parse("## Action items\n\n- [ ] Ana: split the pipeline\n", &Headings::default());
/// assert_eq!(notes.next[0].owner.as_deref(), Some("Ana"));
/// assert_eq!(notes.next[0].text, "split the pipeline");
/// ```
#[must_use]
pub fn parse(markdown: &str, headings: &Headings) -> Notes {
    parse::read(markdown, headings)
}

/// Reads the notes of a project retro, as [`parse()`] but with takeaways.
#[must_use]
pub fn parse_project(markdown: &str, headings: &Headings) -> Notes {
    parse::read_project(markdown, headings)
}
