//! Headings whose content is no column but a value, or a list to tick off.
//!
//! What stands under such a heading is kept as it was written, like any other note, and tagged with its topic. Whoever
//! knows the record decides whether it can be understood; what cannot be stays a note, and no word is lost.

use std::ops::Range;

use super::blocks::{Block, Kind, scan};
use super::entry::checkbox;
use super::item::text_of_item;
use crate::text::ahead;

/// What a heading is about that opens no column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Actions of earlier retros, to tick off.
    EarlierActions,
    /// Blockers of earlier retros, to tick off.
    EarlierBlockers,
    /// The goals with the values of the week.
    Goals,
    /// How far the MVP is from production.
    Mvp,
    /// What was seen of the ways in which engagements fail.
    FailureModes,
    /// How the week split between pairing, other work with the host team, and home.
    Time,
    /// How content the engineer was with the week.
    Satisfaction,
    /// How long the retro took.
    Minutes,
}

/// The names of each topic, parted by commas, in the form of a key; the first one is written into documents.
const NAMES: [(Topic, &str); 8] = [
    (Topic::EarlierActions, "Earlier actions, actions from earlier retros"),
    (Topic::EarlierBlockers, "Earlier blockers, blockers from earlier retros"),
    (Topic::Goals, "Goals, goals this week"),
    (Topic::Mvp, "MVP, distance of the mvp, mvp distance, distance to production"),
    (Topic::FailureModes, "Failure modes, failure modes seen, failure modes this week"),
    (Topic::Time, "How the week split, split of the week, time split"),
    (
        Topic::Satisfaction,
        "How content the engineer was, how content was the engineer, satisfaction of the engineer, engineers satisfaction",
    ),
    (Topic::Minutes, "Minutes, minutes used"),
];

impl Topic {
    /// The heading that stands for the topic.
    #[must_use]
    pub fn heading(self) -> &'static str {
        let names = NAMES.iter().find(|(topic, _)| *topic == self).map_or("", |(_, names)| names);
        names.split(", ").next().unwrap_or_default()
    }

    /// The name of the topic in messages.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::EarlierActions => "earlier actions",
            Self::EarlierBlockers => "earlier blockers",
            Self::Goals => "goals",
            Self::Mvp => "distance of the MVP",
            Self::FailureModes => "failure modes",
            Self::Time => "split of the week",
            Self::Satisfaction => "how content the engineer was",
            Self::Minutes => "minutes",
        }
    }

    /// The topic whose name has this key.
    pub(super) fn of_key(key: &str) -> Option<Self> {
        let has = |names: &str| names.split(", ").any(|name| name.to_lowercase() == key);
        NAMES.iter().find(|(_, names)| has(names)).map(|(topic, _)| *topic)
    }
}

/// What a checkbox says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// `[ ]`
    #[default]
    Open,
    /// `[x]`
    Done,
    /// `[-]`: it will not be done.
    Dropped,
}

impl Mark {
    /// The checkbox.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Open => "[ ]",
            Self::Done => "[x]",
            Self::Dropped => "[-]",
        }
    }
}

/// One line or item under the heading of a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The text without bullet and checkbox, on one line.
    pub text: String,
    /// What the checkbox says, where there is one.
    pub mark: Option<Mark>,
    /// The line that it begins on; the first one is 1.
    pub line: usize,
}

/// Takes a checkbox off the front of a text, `[-]` among them.
pub(super) fn mark(text: &str) -> (Option<Mark>, &str) {
    if let Some(after) = text.strip_prefix(Mark::Dropped.sign())
        && (after.is_empty() || after.starts_with(char::is_whitespace))
    {
        return (Some(Mark::Dropped), after.trim_start());
    }
    let (ticked, text) = checkbox(text);
    (ticked.map(|ticked| if ticked { Mark::Done } else { Mark::Open }), text)
}

/// The entries of what stands under a heading: each item of a list, and each line of other text. `line` is the number of
/// the first line of `text`.
///
/// # Errors
/// The number of the first line that is neither.
pub fn entries(text: &str, line: usize) -> Result<Vec<Entry>, usize> {
    let line_at = |at: usize| text.get(..at).unwrap_or_default().matches('\n').count().saturating_add(line);
    let mut entries = Vec::new();
    let mut end = 0;
    for chunk in scan(text, 0..text.len()).chunk_by(|_, next| !next.outer) {
        let Some((block, inner)) = chunk.split_first() else {
            continue;
        };
        if let Some(at) = first_word(text, end..block.range.start) {
            return Err(line_at(at));
        }
        end = block.range.end;
        match block.kind {
            Kind::Item => entries.extend(entry(&text_of_item(text, block, inner), line_at(block.range.start))),
            Kind::Paragraph => entries.extend(lines_of(text, block, &line_at)),
            _ => return Err(line_at(block.range.start)),
        }
    }
    first_word(text, end..text.len()).map_or(Ok(entries), |at| Err(line_at(at)))
}

fn lines_of(text: &str, block: &Block, line_at: &impl Fn(usize) -> usize) -> Vec<Entry> {
    let source = text.get(block.range.clone()).unwrap_or_default();
    let first = line_at(block.range.start);
    (first..).zip(source.lines()).filter_map(|(line, words)| entry(words, line)).collect()
}

fn entry(text: &str, line: usize) -> Option<Entry> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (mark, text) = mark(&text);
    (!text.is_empty()).then(|| Entry { text: text.to_owned(), mark, line })
}

/// Where the first word stands in a part of the text.
fn first_word(text: &str, part: Range<usize>) -> Option<usize> {
    let words = text.get(part.clone())?;
    let said = words.trim_start();
    (!said.is_empty()).then(|| part.start.saturating_add(ahead(words, said)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_has_a_heading_that_is_known() {
        for (topic, names) in NAMES {
            assert_eq!(Topic::of_key(&topic.heading().to_lowercase()), Some(topic));
            assert!(names.split(", ").all(|name| Topic::of_key(&name.to_lowercase()) == Some(topic)));
        }
        assert_eq!(Topic::of_key("kudos"), None);
    }

    #[test]
    fn items_and_lines_are_entries() {
        let found = entries("- [x] split it\n- [ ] ask\n- [-] wait\n  for it\n\n26 min\n2 weeks\n- b\n", 7).unwrap();
        let told: Vec<_> = found.iter().map(|entry| (entry.line, entry.mark, entry.text.as_str())).collect();
        assert_eq!(
            told,
            [
                (7, Some(Mark::Done), "split it"),
                (8, Some(Mark::Open), "ask"),
                (9, Some(Mark::Dropped), "wait for it"),
                (12, None, "26 min"),
                (13, None, "2 weeks"),
                (14, None, "b"),
            ]
        );
        assert_eq!(entries("\n\n", 1), Ok(Vec::new()));
    }

    #[test]
    fn anything_else_is_named_by_its_line() {
        for (text, line) in [("a\n\n> b\n", 3), ("```\na\n```\n", 1), ("a\n\n[b]: c\n", 3), ("|a|\n|-|\n", 1)] {
            assert_eq!(entries(text, 1), Err(line), "{text}");
        }
    }
}
