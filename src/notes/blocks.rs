//! The block structure of Markdown, as byte ranges of the source.
//!
//! What is inside a paragraph or a heading is of no interest here: the text is kept as it was
//! written. What the parser does not report (link definitions) is found as the space between two
//! ranges.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::text::ahead;

/// The deepest nesting that is read. The parser's time grows with the depth times the number of
/// lines, and nobody writes such notes.
const DEEPEST: usize = 100;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Heading,
    Paragraph,
    /// An item of a list; the list itself is not a block.
    Item,
    /// A thematic break.
    Break,
    /// A block quote.
    Quote,
    /// Code by indentation, whose range starts after the indentation.
    Indented,
    /// Fenced code, a table, HTML, a footnote; and inside an item also a heading or a break.
    Other,
}

/// One block. Nothing inside a quote, code, table, HTML or footnote is a block of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub kind: Kind,
    pub range: Range<usize>,
    /// Whether it stands on its own: not inside an item of a list.
    pub outer: bool,
}

/// The blocks of a part of the source, in order; the blocks inside an item follow it.
pub(super) fn scan(source: &str, part: Range<usize>) -> Vec<Block> {
    let offset = part.start;
    let text = source.get(part).unwrap_or_default();
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let mut blocks = Vec::new();
    let mut depth = 0_usize;
    let mut closed = 0..0;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let start = match event {
            Event::Start(Tag::List(_) | Tag::Item) | Event::End(TagEnd::List(_)) => list_start(text, &range),
            _ => range.start,
        };
        if closed.contains(&start) {
            continue;
        }
        let outer = depth == 0;
        let kind = match event {
            Event::Start(Tag::List(_)) => {
                depth = depth.saturating_add(1);
                continue;
            }
            Event::End(TagEnd::List(_)) => {
                depth = depth.saturating_sub(1);
                continue;
            }
            Event::Start(Tag::Item) => Kind::Item,
            Event::Start(Tag::Paragraph) => Kind::Paragraph,
            Event::Start(Tag::Heading { .. }) if outer => Kind::Heading,
            Event::Rule if outer => Kind::Break,
            Event::Start(Tag::BlockQuote(_)) => Kind::Quote,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => Kind::Indented,
            Event::Rule
            | Event::Start(
                Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_) | Tag::FootnoteDefinition(_),
            ) => Kind::Other,
            _ => continue,
        };
        if !matches!(kind, Kind::Item | Kind::Paragraph | Kind::Break) {
            closed = range.clone();
        }
        let outer = outer || (kind == Kind::Item && depth == 1);
        let range = offset.saturating_add(start)..offset.saturating_add(range.end);
        blocks.push(Block { kind, range, outer });
    }
    blocks
}

/// Where the first marker of a list stands. The parser's range starts before it, and where tabs
/// indent the list even before the end of the previous line.
fn list_start(text: &str, range: &Range<usize>) -> usize {
    let list = text.get(range.clone()).unwrap_or_default();
    range.start.saturating_add(ahead(list, list.trim_start()))
}

/// The text of a heading, with its inline Markdown.
pub(super) fn heading_text(source: &str) -> String {
    let source = source.trim();
    let text = source.trim_start_matches('#');
    let marks = ahead(source, text);
    if (1..=6).contains(&marks) && (text.is_empty() || text.starts_with([' ', '\t'])) {
        let open = text.trim_end_matches('#');
        // Marks at the end belong to the text unless a space parts them from it.
        let closed = open.is_empty() || open.ends_with([' ', '\t']);
        return if closed { open } else { text }.trim().to_owned();
    }
    let underlined = source.rsplit_once('\n').map_or(source, |(text, _)| text);
    underlined.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

/// The range from the start of the line, when only white space stands before it there.
pub(super) fn whole_line(source: &str, range: Range<usize>) -> Range<usize> {
    let before = source.get(..range.start).unwrap_or_default();
    let lines = before.trim_end_matches([' ', '\t']);
    if lines.is_empty() || lines.ends_with('\n') { lines.len()..range.end } else { range }
}

/// Whether the nesting is deeper than anybody writes.
pub(super) fn too_deep(source: &str) -> bool {
    source.lines().any(|line| !is_break(line) && depth(line) > DEEPEST)
}

/// Whether a line that begins like a list is a thematic break.
fn is_break(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !matches!(c, ' ' | '\t'));
    let Some(mark @ ('-' | '*')) = marks.next() else {
        return false;
    };
    marks.clone().count() >= 2 && marks.all(|c| c == mark)
}

/// How deep the last container that a line opens can be: those that the line shows, and one for
/// every two columns, by which it may continue the items of other lines.
fn depth(line: &str) -> usize {
    let (mut depth, mut rest) = (0_usize, line);
    loop {
        let text = rest.trim_start_matches([' ', '\t']);
        let space = rest.get(..ahead(rest, text)).unwrap_or_default();
        match after_marker(text) {
            Some(after) => rest = after,
            None => return depth,
        }
        let columns = space.chars().fold(0_usize, |sum, c| sum.saturating_add(if c == '\t' { 4 } else { 1 }));
        depth = (columns / 2).saturating_add(depth).saturating_add(1);
    }
}

/// What follows the marker of a quote, a list item or a footnote.
fn after_marker(text: &str) -> Option<&str> {
    if let Some(after) = text.strip_prefix('>') {
        return Some(after);
    }
    match text.strip_prefix("[^") {
        Some(note) => note.split_once("]:").map(|(_, after)| after),
        None => list_marker(text).map(|(_, after)| after),
    }
}

/// The bullet or number at the start of an item, and what follows it.
pub(super) fn list_marker(text: &str) -> Option<(&str, &str)> {
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = match ahead(text, after) {
        0 => after.strip_prefix(['-', '*', '+'])?,
        1..=9 => after.strip_prefix(['.', ')'])?,
        _ => return None,
    };
    let (marker, after) = text.split_at_checked(ahead(text, after))?;
    (after.is_empty() || after.starts_with(char::is_whitespace)).then_some((marker, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(source: &str) -> Vec<(Kind, &str, bool)> {
        scan(source, 0..source.len())
            .into_iter()
            .map(|block| (block.kind, source[block.range].trim_end(), block.outer))
            .collect()
    }

    #[test]
    fn blocks_are_found_with_their_ranges() {
        let source = "# A\n\ntext\n\n- b\n  - c\n\n---\n\n> - q\n\n```\n- code\n```\n\n    more\n";
        assert_eq!(
            kinds(source),
            [
                (Kind::Heading, "# A", true),
                (Kind::Paragraph, "text", true),
                (Kind::Item, "- b\n  - c", true),
                (Kind::Item, "- c", false),
                (Kind::Break, "---", true),
                (Kind::Quote, "> - q", true),
                (Kind::Other, "```\n- code\n```", true),
                (Kind::Indented, "more", true),
            ]
        );
    }

    #[test]
    fn headings_and_breaks_inside_an_item_belong_to_it() {
        assert_eq!(
            kinds("- a\n  # b\n  ***\n"),
            [(Kind::Item, "- a\n  # b\n  ***", true), (Kind::Other, "# b", false), (Kind::Other, "***", false)]
        );
    }

    #[test]
    fn tables_footnotes_and_html_are_closed() {
        let kinds: Vec<_> = kinds("|a|b|\n|-|-|\n\n[^1]: foot\n\n<p>\n- x\n</p>\n").into_iter().map(|b| b.0).collect();
        assert_eq!(kinds, [Kind::Other; 3]);
    }

    #[test]
    fn items_start_at_their_marker() {
        for source in ["  - a\n\t- b\n", "- a\n\n  > q\n\t- b\n", "- é\n\t- b\n"] {
            let last = kinds(source).pop();
            assert_eq!(last, Some((Kind::Item, "- b", false)), "{source}");
        }
        assert_eq!(kinds("  - a\n"), [(Kind::Item, "- a", true)]);
    }

    #[test]
    fn a_part_keeps_the_offsets_of_the_whole() {
        assert_eq!(scan("ab\ncd\n", 3..6).first().map(|block| block.range.clone()), Some(3..6));
    }

    #[test]
    fn the_text_of_a_heading_has_no_marks() {
        for (source, text) in [
            ("# A b\n", "A b"),
            ("  ### A *b* ###\n", "A *b*"),
            ("# A #1#\n", "A #1#"),
            ("#\n", ""),
            ("## ##\n", ""),
            ("#\tA\n", "A"),
            ("A\n===\n", "A"),
            ("A\n  b\n---", "A b"),
            ("#hash\n---", "#hash"),
            ("####### seven\n---", "####### seven"),
        ] {
            assert_eq!(heading_text(source), text, "{source}");
        }
    }

    #[test]
    fn a_range_grows_to_the_start_of_its_line() {
        let source = "  a\n\t b\nx c";
        for (range, whole) in [(2..3, 0..3), (6..7, 4..7), (10..11, 10..11)] {
            assert_eq!(whole_line(source, range), whole);
        }
    }

    #[test]
    fn the_depth_of_a_line_is_not_underestimated() {
        for (line, expected) in [
            ("a", 0),
            ("        a", 0),
            ("> a", 1),
            (">>> - a", 4),
            ("- 1. + * a", 4),
            ("    - a", 3),
            ("\t- - a", 4),
            ("[^a]: - b", 2),
            ("[^a", 0),
            ("-a", 0),
        ] {
            assert_eq!(depth(line), expected, "{line}");
        }
    }

    #[test]
    fn only_absurd_nesting_is_too_deep() {
        for marker in [">", "> ", "- ", "1. ", "+\t", "[^a]: ", "- * "] {
            assert!(!too_deep(&format!("{}x", marker.repeat(20))), "{marker}");
            assert!(too_deep(&format!("x\n{}x", marker.repeat(DEEPEST + 1))), "{marker}");
        }
        assert!(!too_deep(&">".repeat(DEEPEST)));
        let indent = " ".repeat(2 * DEEPEST);
        assert!(too_deep(&format!("{indent}- x")));
        assert!(too_deep(&format!("{indent}- -")));
        assert!(!too_deep(&format!("{indent}x")));
        assert!(!too_deep(&"- ".repeat(DEEPEST * 2)));
        assert!(!too_deep(&"*".repeat(DEEPEST * 2)));
    }

    #[test]
    fn list_markers() {
        for (text, marker) in [
            ("- a", Some("-")),
            ("*\ta", Some("*")),
            ("+", Some("+")),
            ("12. a", Some("12.")),
            ("3)\n", Some("3)")),
            ("-a", None),
            ("1234567890. a", None),
            ("1 a", None),
            ("é", None),
        ] {
            assert_eq!(list_marker(text).map(|(marker, _)| marker), marker, "{text}");
        }
    }
}
