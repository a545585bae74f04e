//! The walk over the blocks of the notes that fills the columns.
//!
//! A heading opens a place; what follows goes there until the next heading. Everything that the
//! place does not take, and everything under a heading that is not known, is kept as it was
//! written.

use std::ops::Range;

use super::attendance::{Attendance, attendance_of_item};
use super::blocks::{Block, Kind, heading_text, scan, too_deep, whole_line};
use super::entry::{checkbox, is_nothing, names};
use super::headings::Known;
use super::item::{text_of_item, text_of_paragraph};
use super::parts::{Opening, front_matter, parts, unified};
use super::pasted::{bullet_after_item, pieces, underlined_list};
use super::{Notes, Placement, Remainder, Section, Task, Topic, split_owner, takeaways};
use crate::model::Headings;
use crate::text::ahead;

/// Reads the notes: see [`super::parse()`].
pub(super) fn read(markdown: &str, headings: &Headings) -> Notes {
    read_with(markdown, &Known::new(headings))
}

/// Reads the notes of a project retro: see [`super::parse_project()`].
pub(super) fn read_project(markdown: &str, headings: &Headings) -> Notes {
    read_with(markdown, &Known::of_project(headings))
}

/// Reads notes in which the headings are those of `known`.
pub(super) fn read_with(markdown: &str, known: &Known) -> Notes {
    let source = unified(markdown);
    let mut reader = Reader::new(&source);
    if too_deep(&source) {
        reader.keep(0..source.len());
        return reader.finish();
    }
    let start = front_matter(&source, known);
    reader.keep(0..start);
    for part in parts(&source, start, known) {
        match part.opening {
            Some(Opening::Heading(heading)) => {
                reader.open(heading.title, Some(heading.section), part.start);
            }
            Some(Opening::Attendance(attendance)) => {
                reader.attend(attendance, part.start..part.content.start);
            }
            None => {}
        }
        reader.read(part.content, known);
    }
    reader.finish()
}

/// Reads the blocks in order and knows under which heading it is.
struct Reader<'a> {
    source: &'a str,
    /// Where each line of the source ends.
    line_ends: Vec<usize>,
    notes: Notes,
    place: Place,
}

/// A heading and what has been found under it.
#[derive(Default)]
struct Place {
    heading: Option<String>,
    /// Where the heading starts.
    start: Option<usize>,
    section: Option<Section>,
    topic: Option<Topic>,
    items: usize,
    /// The names, and whether they stand in a list.
    people: Vec<(String, bool)>,
    /// What is kept as it was written, in order. Under a heading that is not known it is one piece.
    kept: Vec<Range<usize>>,
    /// The lines among it that went elsewhere.
    gone: Vec<Range<usize>>,
}

impl Place {
    /// Counts what was found under the heading.
    fn found(&mut self, items: usize) {
        self.items = self.items.saturating_add(items);
    }
}

impl<'a> Reader<'a> {
    fn new(source: &'a str) -> Self {
        let line_ends = source.match_indices('\n').map(|(at, _)| at).collect();
        Self { source, line_ends, notes: Notes::default(), place: Place::default() }
    }

    /// Closes the place and opens the one of a heading.
    fn open(&mut self, title: String, section: Option<Section>, start: usize) {
        self.close();
        let heading = (!title.is_empty()).then_some(title);
        self.place = Place { heading, start: Some(start), section, ..Place::default() };
    }

    /// Reads a part of the source that has no headings but those of Markdown.
    fn read(&mut self, part: Range<usize>, known: &Known) {
        let mut end = part.start;
        for chunk in scan(self.source, part.clone()).chunk_by(|_, next| !next.outer) {
            let Some((block, inner)) = chunk.split_first() else {
                continue;
            };
            // What the parser does not report: link definitions.
            self.keep(end..block.range.start);
            end = block.range.end;
            let cut = bullet_after_item(self.source, block);
            match cut.filter(|_| self.place.section.is_some()) {
                Some(at) => {
                    let inner: Vec<Block> = inner.iter().filter_map(|inner| until(inner, at)).collect();
                    if let Some(item) = until(block, at) {
                        self.take(&item, &inner, known);
                    }
                    self.read(at..end, known);
                }
                None => self.take(block, inner, known),
            }
        }
        self.keep(end..part.end);
    }

    /// Puts a block where it belongs.
    fn take(&mut self, block: &Block, inner: &[Block], known: &Known) {
        let range = block.range.clone();
        match (block.kind, self.place.section) {
            (Kind::Heading, current) => {
                let title = heading_text(self.source.get(range.clone()).unwrap_or_default());
                let section = known.section(&title).or_else(|| self.labelled(&title));
                let list = underlined_list(self.source, range.clone());
                match (list, current, section) {
                    (Some(list), Some(current), None) => self.add_paragraph(current, list),
                    _ => {
                        let topic = known.topic(&title);
                        self.open(title, section, range.start);
                        self.place.topic = topic;
                    }
                }
            }
            (Kind::Break, _) => {}
            (Kind::Item, Some(section)) => {
                let text = text_of_item(self.source, block, inner);
                self.add(section, &text, range, true);
            }
            (Kind::Item, None) => match attendance_of_item(self.source, block, inner, known) {
                Some(attendance) => self.attend(attendance, range),
                None => self.keep(range),
            },
            (Kind::Paragraph, Some(section)) => self.add_paragraph(section, range),
            _ => self.keep(range),
        }
    }

    /// What a heading below takeaways says that those under it are about.
    fn labelled(&self, title: &str) -> Option<Section> {
        match self.place.section {
            Some(Section::Takeaways(_)) => takeaways::label(title).map(Section::Takeaways),
            _ => None,
        }
    }

    /// Adds a paragraph to a section: as one entry, or one for each pasted bullet.
    fn add_paragraph(&mut self, section: Section, range: Range<usize>) {
        for piece in pieces(self.source, range) {
            let words = piece.text..piece.range.end;
            if section == Section::Present && !piece.bullet {
                let text = self.source.get(words).unwrap_or_default();
                self.add(section, text.trim(), piece.range, false);
            } else {
                let text = text_of_paragraph(self.source, words);
                self.add(section, &text, piece.range, piece.bullet);
            }
        }
    }

    /// Adds the names of a line that says who was there, and stays under the heading.
    fn attend(&mut self, attendance: Attendance, range: Range<usize>) {
        // Names stay in the order of the source.
        let people = std::mem::take(&mut self.place.people);
        let added = self.add_people(&people);
        self.place.found(added);
        let (title, names) = (attendance.title, attendance.names);
        self.tell(Some(title), range.start, Some(Section::Present), names.len());
        self.notes.present.extend(names);
        // Only under a heading that is not known is the line between what is kept as one piece.
        if self.place.section.is_none() {
            self.place.gone.push(line_at(self.source, range));
        }
    }

    /// Adds an entry to a section.
    fn add(&mut self, section: Section, text: &str, range: Range<usize>, bullet: bool) {
        let (ticked, text) = checkbox(text);
        if text.is_empty() {
            return;
        }
        if is_nothing(text) {
            self.keep(range);
            return;
        }
        match section {
            Section::WentWell => self.notes.went_well.push(text.to_owned()),
            Section::WentPoorly => self.notes.went_poorly.push(text.to_owned()),
            Section::Next => self.notes.next.push(task(text, ticked)),
            Section::Blockers => self.notes.blockers.push(task(text, ticked)),
            Section::Takeaways(about) => {
                match takeaways::said(text, about) {
                    takeaways::Said::Label(about) => self.place.section = Some(Section::Takeaways(about)),
                    takeaways::Said::Takeaways(said) => {
                        self.place.found(said.len());
                        self.notes.takeaways.extend(said);
                    }
                }
                return;
            }
            Section::Present => {
                self.place.people.push((text.to_owned(), bullet));
                return;
            }
        }
        self.place.found(1);
    }

    /// Keeps a part of the source as it is. Under a heading that is not known, what stands between
    /// two parts is kept with them.
    fn keep(&mut self, range: Range<usize>) {
        let text = self.source.get(range.clone()).unwrap_or_default();
        let words = text.trim_start();
        if words.is_empty() {
            return;
        }
        let start = range.start.saturating_add(ahead(text, words));
        let range = whole_line(self.source, start..range.end);
        match self.place.kept.last_mut() {
            Some(last) if self.place.section.is_none() => last.end = range.end,
            _ => self.place.kept.push(range),
        }
    }

    /// Records what was found under the heading.
    fn close(&mut self) {
        let place = std::mem::take(&mut self.place);
        let items = self.add_people(&place.people).saturating_add(place.items);
        let kept_at = place.kept.first().map(|range| range.start);
        let note_at = match place.section {
            Some(section) => {
                let at = place.start.unwrap_or_default();
                self.tell(place.heading.clone(), at, Some(section), items);
                kept_at
            }
            // A heading with nothing under it is a note as well.
            None => place.start.filter(|_| place.heading.is_some()).or(kept_at),
        };
        if let Some(at) = note_at {
            let pieces = place.kept.into_iter().map(|range| without(self.source, range, &place.gone));
            let text = pieces.collect::<Vec<_>>().join("\n\n");
            let line = self.line(kept_at.unwrap_or(at));
            self.notes.other.push(Remainder { title: place.heading.clone(), text, topic: place.topic, line });
            self.tell(place.heading, at, None, 1);
        }
    }

    /// Notes where content went. `at` is the place in the source of the heading or the content.
    fn tell(&mut self, heading: Option<String>, at: usize, section: Option<Section>, items: usize) {
        let line = self.line(at);
        self.notes.placements.push(Placement { heading, line, section, items });
    }

    /// The number of the line that a place in the source is on.
    fn line(&self, at: usize) -> usize {
        self.line_ends.partition_point(|&end| end < at).saturating_add(1)
    }

    /// Adds the people found under a heading and returns how many they are.
    ///
    /// A list of several bullets has a name in each, and a comma there parts the name from a role.
    fn add_people(&mut self, people: &[(String, bool)]) -> usize {
        let bullets = people.iter().filter(|(_, bullet)| *bullet).count();
        let before = self.notes.present.len();
        for (text, bullet) in people {
            self.notes.present.extend(names(text, *bullet && bullets > 1));
        }
        self.notes.present.len().saturating_sub(before)
    }

    fn finish(mut self) -> Notes {
        self.close();
        // A heading is told of when it closes, after the lines of attendance under it.
        self.notes.placements.sort_by_key(|place| place.line);
        self.notes
    }
}

/// A part of the source without the lines that are gone.
fn without(source: &str, range: Range<usize>, gone: &[Range<usize>]) -> String {
    let mut text = String::new();
    let mut start = range.start;
    let inside = |gone: &&Range<usize>| range.start <= gone.start && gone.end <= range.end;
    let ends = gone.iter().filter(inside).map(|gone| (gone.start, gone.end));
    for (end, next) in ends.chain([(range.end, range.end)]) {
        let piece = source.get(start..end).unwrap_or_default();
        // One blank line is enough where a line had one on either side.
        text.push_str(if text.ends_with("\n\n") { piece.trim_start_matches('\n') } else { piece });
        start = next;
    }
    text.trim_end().to_owned()
}

/// The line that a part of the source stands on, with its line end.
fn line_at(source: &str, part: Range<usize>) -> Range<usize> {
    let Range { start, end } = whole_line(source, part);
    let rest = source.get(start..).unwrap_or_default();
    start..rest.find('\n').map_or(end, |at| start.saturating_add(at).saturating_add(1))
}

/// What of a block stands before a place in the source.
fn until(block: &Block, at: usize) -> Option<Block> {
    let range = block.range.start..block.range.end.min(at);
    (!range.is_empty()).then_some(Block { range, ..*block })
}

/// The task that an item describes.
fn task(text: &str, ticked: Option<bool>) -> Task {
    let (owner, text) = split_owner(text);
    Task { text, owner, done: ticked.unwrap_or(false) }
}
