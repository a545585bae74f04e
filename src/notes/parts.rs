//! The source in parts, each of which the Markdown parser can read by itself.
//!
//! People write headings that Markdown does not see: a line in bold, or one that ends in a colon,
//! often right below a list. The source is cut before each of them, and around a line of attendance.

use std::ops::Range;

use super::attendance::{Attendance, attendance};
use super::blocks::{Block, Kind, scan};
use super::headings::{Known, LineHeading};
use crate::text::lines_at;

/// The source without a byte order mark, with LF line ends.
pub(super) fn unified(markdown: &str) -> String {
    markdown.strip_prefix('\u{feff}').unwrap_or(markdown).replace("\r\n", "\n").replace('\r', "\n")
}

/// Where the front matter ends: 0 without one.
///
/// It has to look like YAML, because notes may also begin with a thematic break.
pub(super) fn front_matter(source: &str, known: &Known) -> usize {
    let is_key = |line: &str| {
        line.split_once(':').is_some_and(|(key, after)| {
            let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
            !key.is_empty() && key.chars().all(plain) && (after.is_empty() || after.starts_with(' '))
        })
    };
    for (index, (place, line)) in lines_at(source, 0).enumerate() {
        let line = line.trim_end();
        let belongs = match index {
            0 => line == "---",
            1 => is_key(line) && known.of_line(line).is_none(),
            _ if line == "---" || line == "..." => return place.end,
            _ => known.of_line(line).is_none_or(|heading| !heading.certain),
        };
        if !belongs {
            return 0;
        }
    }
    0
}

/// What a line says that is read apart from those around it.
pub(super) enum Opening {
    /// It serves as a heading.
    Heading(LineHeading),
    /// It says who was there, and changes nothing for what follows.
    Attendance(Attendance),
}

/// A part of the source that begins with a line which is read apart, save for the first.
pub(super) struct Part {
    pub opening: Option<Opening>,
    pub start: usize,
    /// What follows the line.
    pub content: Range<usize>,
}

/// Cuts the source before each line that serves as a heading without being one in Markdown, or that
/// says who was there, where it would be taken for the continuation of a paragraph or an item.
pub(super) fn parts(source: &str, start: usize, known: &Known) -> Vec<Part> {
    let end = source.len();
    let mut parts = vec![Part { opening: None, start, content: start..end }];
    for block in scan(source, start..end).iter().filter(|block| block.outer) {
        for (line, opening) in lines_apart(source, block, known) {
            if let Some(last) = parts.last_mut() {
                last.content.end = line.start;
            }
            let content = line.end..end;
            parts.push(Part { opening: Some(opening), start: line.start, content });
        }
    }
    parts
}

/// The lines of a block that are read apart.
fn lines_apart(source: &str, block: &Block, known: &Known) -> Vec<(Range<usize>, Opening)> {
    let mut found = Vec::new();
    let text = source.get(block.range.clone()).unwrap_or_default();
    for (place, line) in lines_at(text, block.range.start) {
        let first = place.start == block.range.start;
        if !may_stand_apart(block.kind, line, first) {
            continue;
        }
        let opening = match known.of_line(line) {
            Some(heading) => (first || heading.certain).then_some(Opening::Heading(heading)),
            None => attendance(line, known).filter(|attendance| first || attendance.certain).map(Opening::Attendance),
        };
        found.extend(opening.map(|opening| (place, opening)));
    }
    found
}

/// Whether a line of a block may be read apart from the others: any of a paragraph; of an item or a quote only
/// one that stands at the margin. It continues the block by accident, for inside an item all but the
/// lines of a paragraph have to be indented.
fn may_stand_apart(kind: Kind, line: &str, first: bool) -> bool {
    match kind {
        Kind::Paragraph => true,
        Kind::Item | Kind::Quote => !first && !line.starts_with([' ', '\t', '>']),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Notes;
    use crate::model::Headings;

    fn parse(source: &str) -> Notes {
        super::super::parse(source, &Headings::default())
    }

    /// The titles and texts that belong to no column.
    fn other(source: &str) -> Vec<(String, String)> {
        let title = |title: Option<String>| title.unwrap_or_else(|| "(none)".to_owned());
        parse(source).other.into_iter().map(|kept| (title(kept.title), kept.text)).collect()
    }

    fn kept(title: &str, text: &str) -> (String, String) {
        (title.to_owned(), text.to_owned())
    }

    #[test]
    fn front_matter_is_kept_whole() {
        let matter = "---\ntitle: Retro\ndate: 2026-06-12\n# a comment\nattendees:\n  - Ana\n---";
        assert_eq!(other(&format!("{matter}\n# Good\n- a\n")), [kept("(none)", matter)]);
        assert_eq!(other("---\na: 1\n...\nb\n"), [kept("(none)", "---\na: 1\n...\nb")]);
        for source in [
            "---\nGood:\n- a\n---\n",
            "---\na-b:\nGood:\n- a\n---\n",
            "\n---\n\n## Good\n- a\n\n---\n",
            "---\n## Good\n- a\n",
        ] {
            assert_eq!(parse(source).went_well, ["a"], "{source}");
        }
        assert_eq!(other("---\na b: 1\n---\n"), [kept("a b: 1", "")]);
        assert_eq!(other("---\na: 1\n"), [kept("(none)", "a: 1")]);
    }

    #[test]
    fn bold_or_colon_lines_are_headings_when_known() {
        for source in [
            "**Good**\n- a\n\n**Bad:**\n- b\n",
            "Good:\n\na\n\nBad：\n\n1. b\n",
            "good:\n- a\nBad:\n- b\n",
            "Good:\na\nBad:\nb\n",
            "**Good**\n2. a\n**bad**\n2. b\n",
            "Good:\n- a\n   wrapped\n__Bad__\nb\n",
        ] {
            let notes = parse(source);
            assert_eq!(notes.went_well.len(), 1, "{source}");
            assert_eq!(notes.went_poorly, ["b"], "{source}");
            assert_eq!(notes.other, [], "{source}");
        }
        let after_quote = parse("# Kudos\n> a\nBad:\n- b\n");
        assert_eq!(after_quote.went_poorly, ["b"]);
        let known = Headings { went_well: vec!["Kudos".to_owned()], ..Headings::default() };
        assert_eq!(super::super::parse("**Kudos**\n- a\n", &known).went_well, ["a"]);
    }

    #[test]
    fn lines_inside_other_text_are_no_headings() {
        for (source, items) in [
            ("# Good\n- a\n  Bad:\n  b\n", ["a Bad: b"].as_slice()),
            ("# Good\n- a\n  - b\n  **Bad**\n", &["a\n- b **Bad**"]),
            ("# Good\na long list of things to\ntry:\n", &["a long list of things to try:"]),
            ("# Good\n- Bad:\n- **Bad**\n", &["Bad:", "**Bad**"]),
            ("# Good\n- a\n\n  ```\nBad:\n", &["a\n\n```"]),
            ("# Good\n\n**Kudos**\n\nThanks:\n", &["**Kudos**", "Thanks:"]),
        ] {
            let notes = parse(source);
            assert_eq!(notes.went_well, items, "{source}");
        }
        assert_eq!(other("```\nBad:\n- b\n```\n"), [kept("(none)", "```\nBad:\n- b\n```")]);
        assert_eq!(parse("# Kudos\n> a\n> Bad:\n").went_poorly.len(), 0);
        assert_eq!(parse("# Good\n- > a\nBad:\n- b\n").went_poorly, ["b"]);
        let code = "# Good\n- a\n  ```\n  b\n\n  ```\n\n      Bad:\n\nBad:\n- c\n";
        assert_eq!(parse(code).went_poorly, ["c"]);
    }
}
