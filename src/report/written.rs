//! Markdown that people wrote, as paragraphs and lists. Its other marks stay as they were typed.

use super::document::Document;
use crate::text::clean_lines;

/// A piece of what was written, cleaned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A paragraph on one line.
    Text(String),
    /// The items of a list.
    List(Vec<String>),
}

impl Piece {
    /// The paragraph, where it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::List(_) => None,
        }
    }

    /// The items, where it is a list.
    pub(super) fn items(&self) -> &[String] {
        match self {
            Self::Text(_) => &[],
            Self::List(items) => items,
        }
    }
}

/// The pieces of `text`.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let text = clean_lines(text);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut is_open = false;
    for line in text.lines().map(str::trim) {
        match (item(line), pieces.last_mut()) {
            (Some(item), Some(Piece::List(items))) if is_open => items.push(item.to_owned()),
            (Some(item), _) => pieces.push(Piece::List(vec![item.to_owned()])),
            (None, _) if line.is_empty() => {}
            (None, Some(Piece::List(items))) if is_open => {
                if let Some(item) = items.last_mut() {
                    item.push(' ');
                    item.push_str(line);
                }
            }
            (None, Some(Piece::Text(text))) if is_open => {
                text.push(' ');
                text.push_str(line);
            }
            (None, _) => pieces.push(Piece::Text(line.to_owned())),
        }
        is_open = !line.is_empty();
    }
    pieces
}

/// Adds what was written to a page.
pub(super) fn add_written(page: &mut Document, text: &str) {
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => page.text(text),
            Piece::List(items) => page.list(items.into_iter().map(|item| (".", item)).collect()),
        }
    }
}

/// The text of an item of a list.
fn item(line: &str) -> Option<&str> {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = if number.len() < line.len() { number.strip_prefix(['.', ')']) } else { None };
    let text = line.strip_prefix(['-', '*', '+']).or(numbered)?;
    text.strip_prefix(' ').map(str::trim).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Layout;

    #[test]
    fn written_text_is_laid_out_and_no_word_lost() {
        for (text, shown) in [
            ("one\ntwo\n\nthree", "one two\n\nthree\n"),
            ("- a\n  b\n- c\n\nd", "  . a b\n  . c\n\nd\n"),
            ("go:\n1. a\n2) b", "go:\n\n  . a\n  . b\n"),
            ("* \u{1b}[2J\n-b\n- \n*bold* text", "  . ␛[2J -b - *bold* text\n"),
            ("2026 was hard. 10 times", "2026 was hard. 10 times\n"),
        ] {
            let mut page = Document::default();
            add_written(&mut page, text);
            assert_eq!(page.terminal(Layout { width: 80, unicode: true }), shown, "{text}");
        }
    }
}
