//! The text of one item or paragraph.
//!
//! The text is the Markdown of the source with the layout taken out: wrapped lines are one line,
//! and what is nested stays with its parent as further lines, indented by what its list needs and
//! no more.

use std::ops::Range;

use super::blocks::{Block, Kind, list_marker};
use crate::text::{ahead, lines_at};

/// Columns between two tab stops.
const TAB: usize = 4;

/// The text of an item: its source without the bullet, with `inner` being the blocks inside it.
pub(super) fn text_of_item(source: &str, item: &Block, inner: &[Block]) -> String {
    let mut writer = Writer::new(source);
    let mut at = item.range.start.saturating_add(marker(source, item).len());
    for block in inner {
        writer.prose(at..block.range.start);
        at = match block.kind {
            Kind::Item => writer.nested(block),
            Kind::Paragraph => {
                writer.prose(block.range.clone());
                block.range.end
            }
            _ => {
                writer.verbatim(block);
                block.range.end
            }
        };
    }
    writer.prose(at..item.range.end);
    writer.text.trim().to_owned()
}

/// The text of a paragraph: its lines as one.
pub(super) fn text_of_paragraph(source: &str, range: Range<usize>) -> String {
    let mut writer = Writer::new(source);
    writer.prose(range);
    writer.text
}

/// The marker of an item, at the start of its range.
fn marker<'a>(source: &'a str, item: &Block) -> &'a str {
    let text = source.get(item.range.clone()).unwrap_or_default();
    list_marker(text).map_or("", |(marker, _)| marker)
}

/// Writes the parts of an item one after the other.
struct Writer<'a> {
    source: &'a str,
    text: String,
    /// For each nested item that is still open, where it ends and the column of its content.
    open: Vec<(usize, usize)>,
    /// Whether the text ends in the marker of a nested item.
    after_marker: bool,
}

impl<'a> Writer<'a> {
    fn new(source: &'a str) -> Self {
        Self { source, text: String::new(), open: Vec::new(), after_marker: false }
    }

    /// The column of the innermost open item.
    fn column(&self) -> usize {
        self.open.last().map_or(0, |&(_, column)| column)
    }

    /// Goes to the place where the part that stands at `at` in the source begins.
    fn begin(&mut self, at: usize, keep_blank_line: bool) {
        while self.open.last().is_some_and(|&(end, _)| end <= at) {
            self.open.pop();
            self.after_marker = false;
        }
        if self.after_marker {
            self.text.push(' ');
        } else if !self.text.is_empty() {
            self.text.push('\n');
            if keep_blank_line && follows_blank_line(self.source, at) {
                self.text.push('\n');
            }
            self.text.extend(std::iter::repeat_n(' ', self.column()));
        }
        self.after_marker = false;
    }

    /// Writes paragraphs, each as one line.
    fn prose(&mut self, range: Range<usize>) {
        let Some(text) = self.source.get(range.clone()) else {
            return;
        };
        let mut inside = false;
        for (place, line) in lines_at(text, range.start) {
            let words = line.trim();
            if !words.is_empty() && inside {
                self.text.push(' ');
            } else if !words.is_empty() {
                self.begin(place.start.saturating_add(ahead(line, line.trim_start())), true);
            }
            self.text.push_str(words);
            inside = !words.is_empty();
        }
    }

    /// Writes the marker of a nested item and returns where its content starts.
    fn nested(&mut self, item: &Block) -> usize {
        let marker = marker(self.source, item);
        self.begin(item.range.start, false);
        let column = self.column().saturating_add(marker.len()).saturating_add(1);
        self.text.push_str(if marker.starts_with(['*', '+']) { "-" } else { marker });
        self.open.push((item.range.end, column));
        self.after_marker = true;
        item.range.start.saturating_add(marker.len())
    }

    /// Writes a block whose lines are kept as they are, apart from the indentation that the list
    /// gives them.
    fn verbatim(&mut self, block: &Block) {
        let Some(text) = self.source.get(block.range.clone()) else {
            return;
        };
        self.begin(block.range.start, true);
        let mut indentation = column(self.source, block.range.start);
        if block.kind == Kind::Indented {
            indentation = indentation.saturating_sub(TAB);
            self.text.push_str("    ");
        }
        for (index, line) in text.trim_end().lines().enumerate() {
            if index == 0 {
                self.text.push_str(line);
                continue;
            }
            self.text.push('\n');
            let (spaces, line) = outdent(line, indentation);
            if !line.is_empty() {
                self.text.extend(std::iter::repeat_n(' ', self.column().saturating_add(spaces)));
                self.text.push_str(line);
            }
        }
    }
}

/// Whether the line before the one at `at` is blank. Only white space may stand before `at` on its
/// own line.
fn follows_blank_line(source: &str, at: usize) -> bool {
    let before = source.get(..at).unwrap_or_default();
    let blank = before.get(before.trim_end().len()..);
    blank.is_some_and(|blank| blank.matches('\n').nth(1).is_some())
}

/// The column of a place in its line, with tab stops.
fn column(source: &str, at: usize) -> usize {
    let before = source.get(..at).unwrap_or_default();
    let line = before.rsplit_once('\n').map_or(before, |(_, line)| line);
    line.chars().fold(0, advance)
}

/// The column after one more character.
fn advance(column: usize, c: char) -> usize {
    let next = column.saturating_add(1);
    if c == '\t' { next.next_multiple_of(TAB) } else { next }
}

/// Takes up to `columns` of white space off the front of a line. A tab that reaches further leaves
/// spaces.
fn outdent(line: &str, columns: usize) -> (usize, &str) {
    let mut column_now = 0;
    let mut rest = line;
    while column_now < columns {
        let Some(after) = rest.strip_prefix([' ', '\t']) else {
            break;
        };
        column_now = rest.chars().take(1).fold(column_now, advance);
        rest = after;
    }
    (column_now.saturating_sub(columns), rest)
}

#[cfg(test)]
mod tests {
    use super::super::blocks::scan;
    use super::*;

    fn items(source: &str) -> Vec<String> {
        let blocks = scan(source, 0..source.len());
        blocks
            .chunk_by(|_, next| !next.outer)
            .filter_map(|chunk| chunk.split_first())
            .map(|(item, inner)| text_of_item(source, item, inner))
            .collect()
    }

    #[test]
    fn bullets_are_taken_off_and_wrapped_lines_joined() {
        for (source, text) in [
            ("- a b\n", "a b"),
            ("* a\n  b\n", "a b"),
            ("+ a  \nb\n", "a b"),
            ("12) a\n    b\tc\n", "a b\tc"),
            ("  - a\n", "a"),
            ("-\ta\n", "a"),
            ("-\n  a\n", "a"),
            (
                "- \\*a* [b](https://example.org/?q=1&amp;r) `c` &copy; 🎉\n",
                "\\*a* [b](https://example.org/?q=1&amp;r) `c` &copy; 🎉",
            ),
            ("- a [b\n  c](d\n  \"e\")\n", "a [b c](d \"e\")"),
            ("-\n", ""),
        ] {
            assert_eq!(items(source), [text], "{source}");
        }
    }

    #[test]
    fn nested_lists_stay_with_their_parent() {
        for (source, text) in [
            ("- a\n  - b\n  - c\n", "a\n- b\n- c"),
            ("* a\n    * b\n      wrapped\n    + c\n", "a\n- b wrapped\n- c"),
            ("1. a\n   1. b\n      - c\n   2. d\n", "a\n1. b\n   - c\n2. d"),
            ("- a\n\n  - b\n\n    - c\n\n  - d\n", "a\n- b\n  - c\n- d"),
            ("- - - a\n    - b\n  - c\n", "- - a\n  - b\n- c"),
            ("- a\n  -\n  - b\n", "a\n-\n- b"),
            ("- a\n  - [x] b\n", "a\n- [x] b"),
            ("- a\n\t- b\n\t\t- c\n", "a\n- b\n  - c"),
        ] {
            assert_eq!(items(source), [text], "{source}");
        }
    }

    #[test]
    fn further_blocks_stay_with_their_item() {
        for (source, text) in [
            ("- a\n\n  b\n  c\n", "a\n\nb c"),
            ("- a\n  - b\n\n    c\n\n  d\n", "a\n- b\n\n  c\n\nd"),
            ("- a\n  ```\n  b\n    c\n\n  d\n  ```\n  e\n", "a\n```\nb\n  c\n\nd\n```\ne"),
            ("- a\n\n      b\n        c\n\n  d\n", "a\n\n    b\n      c\n\nd"),
            ("- a\n  - b\n    > c\n    > d\n", "a\n- b\n  > c\n  > d"),
            ("- a\n  - ```\n    b\n    ```\n  c\n", "a\n- ```\n  b\n  ```\nc"),
            ("- ```\n  a\n\tb\n  ```\n", "```\na\n  b\n```"),
            ("- a\n\n  [b]: https://example.org\n\n  [c]: d\n", "a\n\n[b]: https://example.org\n\n[c]: d"),
            ("- ```\n  \ta\n  ```\n", "```\n\ta\n```"),
            ("- a\n\t- b\n\n\t\t> c\n\t\t> d\n", "a\n- b\n\n  > c\n  > d"),
            ("- a\n\t- b\n\n\t\t~~~\n          c\n\t\t~~~\n", "a\n- b\n\n  ~~~\n    c\n  ~~~"),
            ("- # a\n  b\n", "# a\nb"),
        ] {
            assert_eq!(items(source), [text], "{source}");
        }
    }
}
