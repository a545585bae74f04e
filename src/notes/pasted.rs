//! Bullets that Markdown does not know, as they come out of a chat or slides.
//!
//! To Markdown, lines with such bullets are one paragraph. They make a flat list: how deep a bullet
//! was meant to be is lost on the way.

use std::ops::Range;

use super::blocks::{Block, Kind};
use crate::text::{ahead, lines_at};

/// The bullets. A dash that stands for one is longer than the hyphen of Markdown.
const BULLETS: [char; 4] = ['•', '◦', '–', '—'];

/// A part of a paragraph: one bullet with the lines that follow it, or what stands before the first.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub range: Range<usize>,
    /// Where the text starts: behind the bullet.
    pub text: usize,
    pub bullet: bool,
}

/// What follows the bullet at the start of a line and a space.
pub(super) fn after_bullet(line: &str) -> Option<&str> {
    let after = line.trim().strip_prefix(BULLETS)?;
    after.starts_with(char::is_whitespace).then(|| after.trim_start())
}

/// The parts of a paragraph.
pub(super) fn pieces(source: &str, paragraph: Range<usize>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (range, line) in lines(source, paragraph) {
        match (after_bullet(line), pieces.last_mut()) {
            (None, Some(last)) => last.range.end = range.end,
            (after, _) => pieces.push(Piece {
                text: after.map_or(range.start, |after| range.start.saturating_add(ahead(line.trim_end(), after))),
                bullet: after.is_some(),
                range,
            }),
        }
    }
    pieces
}

/// Where the first bullet at the margin stands inside an item of a list. It continues the item by
/// accident.
pub(super) fn bullet_after_item(source: &str, block: &Block) -> Option<usize> {
    lines(source, block.range.clone())
        .filter(|_| block.kind == Kind::Item)
        .find(|(_, line)| line.starts_with(BULLETS) && after_bullet(line).is_some())
        .map(|(range, _)| range.start)
}

/// The lines of a list that Markdown takes for a heading, because of the thematic break below it.
pub(super) fn underlined_list(source: &str, heading: Range<usize>) -> Option<Range<usize>> {
    let text = source.get(heading.clone())?.trim_end();
    let (list, rule) = text.rsplit_once('\n')?;
    let is_list =
        rule.trim_start().starts_with('-') && list.lines().next().is_some_and(|line| after_bullet(line).is_some());
    is_list.then(|| heading.start..heading.start.saturating_add(list.len()))
}

/// The lines of a part of the source, and where they stand.
fn lines(source: &str, part: Range<usize>) -> impl Iterator<Item = (Range<usize>, &str)> {
    lines_at(source.get(part.clone()).unwrap_or_default(), part.start)
}

#[cfg(test)]
mod tests {
    use super::super::{Notes, parse};
    use super::*;
    use crate::model::Headings;

    fn read(source: &str) -> Notes {
        parse(source, &Headings::default())
    }

    #[test]
    fn a_bullet_needs_a_space_and_a_text() {
        for (line, after) in [
            ("• a", Some("a")),
            ("  ◦  a b \n", Some("a b")),
            ("–\ta", Some("a")),
            ("—\u{a0}a", Some("a")),
            ("•a", None),
            ("—", None),
            ("• \n", None),
            ("- a", None),
            ("a • b", None),
        ] {
            assert_eq!(after_bullet(line), after, "{line}");
        }
    }

    #[test]
    fn each_bullet_is_an_item() {
        for (source, items) in [
            ("• a\n• b\n", ["a", "b"].as_slice()),
            ("• a\n  ◦ b\n    – c\n— d\n", &["a", "b", "c", "d"]),
            ("•\ta\n\n• b\n", &["a", "b"]),
            ("• a\nwrapped\n• b\n  too\n", &["a wrapped", "b too"]),
            ("x\ny\n• a\n", &["x y", "a"]),
            ("• [x] a\n", &["a"]),
            ("- a\n• b\n• c\n- d\n", &["a", "b", "c", "d"]),
            ("- a\n  - b\n\n    c\n• d\n  - e\n", &["a\n- b\n\n  c", "d", "e"]),
            ("- a\n  - b\n• c\n", &["a\n- b", "c"]),
            ("- a\n  • b\n", &["a • b"]),
            ("- a\n\n• b\n---\n- c\n", &["a", "b", "c"]),
            ("• a\n• b\n---\n\nc\n", &["a", "b", "c"]),
            ("a • b – c\n", &["a • b – c"]),
            ("• Good: Ana\n• Present: Ana, Lee\n", &["Good: Ana", "Present: Ana, Lee"]),
        ] {
            let notes = read(&format!("# Good\n{source}"));
            assert_eq!(notes.went_well, items, "{source}");
            assert_eq!(notes.other, [], "{source}");
        }
    }

    #[test]
    fn bullets_count_in_every_section() {
        let list = "• Ana: a\n• [x] Lee: b\n";
        for section in ["Next", "Blockers"] {
            let notes = read(&format!("# {section}\n{list}"));
            let owners: Vec<_> = [notes.next, notes.blockers]
                .concat()
                .into_iter()
                .map(|task| (task.owner.unwrap_or_default(), task.text, task.done))
                .collect();
            let task = |owner: &str, text: &str, done| (owner.to_owned(), text.to_owned(), done);
            assert_eq!(owners, [task("Ana", "a", false), task("Lee", "b", true)]);
        }
        for (source, people) in [
            ("• Ana, Lead\n• Lee", ["Ana, Lead", "Lee"].as_slice()),
            ("• Ana, Lee", &["Ana", "Lee"]),
            ("Ana, Lee\nBo\n— Cy", &["Ana", "Lee", "Bo", "Cy"]),
        ] {
            let notes = read(&format!("# Present\n{source}\n"));
            assert_eq!(notes.present, people, "{source}");
        }
    }

    #[test]
    fn an_item_that_says_nothing_is_kept_by_itself() {
        let notes = read("# Next\n• NA\n• a\n");
        let texts: Vec<_> = notes.next.iter().map(|task| &task.text).collect();
        assert_eq!(texts, ["a"]);
        let kept: Vec<_> = notes.other.iter().map(|kept| &kept.text).collect();
        assert_eq!(kept, ["• NA"]);
    }

    #[test]
    fn where_no_section_is_known_the_source_stays() {
        for body in ["• a\n  ◦ b\n— c", "- a\n• b\n• c\n---\nd", "- a\n• b\n===\nc", "x\n• a"] {
            let other = read(&format!("# Kudos\n{body}\n")).other;
            let kept: Vec<_> = other.iter().map(|kept| kept.text.as_str()).collect();
            assert_eq!(kept, [body]);
        }
        let titles = |source| {
            let other = read(source).other.into_iter();
            other.filter_map(|kept| kept.title).collect::<Vec<_>>()
        };
        assert_eq!(titles("# Kudos\n• a\n---\nb\n"), ["Kudos", "• a"]);
        assert_eq!(titles("# Good\n• a\n===\nb\n"), ["• a"]);
        assert_eq!(read("# Good\n— Bad —\n---\nb\n").went_poorly, ["b"]);
    }
}
