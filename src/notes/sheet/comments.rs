//! Comments of a document: help for the writer, and words that point at a mistake. None of them is ever recorded.

use crate::notes::parts::unified;
use crate::text::clean;

/// How a comment begins that points at a mistake.
const POINTER: &str = "<!-- auxeng cannot read the next line: ";
/// How a comment ends.
const END: &str = "-->";

/// Something that cannot be read or resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line of the document; the first one is 1.
    pub line: usize,
    /// The character of the line, where one can be named; the first one is 1.
    pub column: Option<usize>,
    /// What is wrong, and what to write instead.
    pub message: String,
}

impl Problem {
    /// The problem of a line.
    pub fn new(line: usize, message: impl Into<String>) -> Self {
        Self { line, column: None, message: message.into() }
    }
}

/// A document without its comments.
#[derive(Debug)]
pub(super) struct Plain {
    pub(super) text: String,
    /// The number that each line had.
    lines: Vec<usize>,
}

impl Plain {
    /// Takes out the comments that begin at the margin, and each line that holds nothing else.
    ///
    /// # Errors
    /// That a comment has no end, because all that follows would be lost.
    pub(super) fn of(text: &str) -> Result<Self, Problem> {
        let mut plain = Self { text: String::new(), lines: Vec::new() };
        let mut open = None;
        for (number, line) in (1..).zip(unified(text).lines()) {
            let mut rest = line;
            let mut was_comment = false;
            loop {
                if open.is_none() && rest.starts_with("<!--") {
                    open = Some(number);
                    was_comment = true;
                    rest = rest.get("<!--".len()..).unwrap_or_default();
                }
                if open.is_none() {
                    break;
                }
                was_comment = true;
                let Some((_, after)) = rest.split_once(END) else {
                    break;
                };
                open = None;
                rest = after.trim_start();
            }
            if open.is_none() && !(was_comment && rest.is_empty()) {
                plain.text.push_str(rest);
                plain.text.push('\n');
                plain.lines.push(number);
            }
        }
        let endless =
            |line| Problem::new(line, format!("the comment that begins here has no end: write {END} behind it"));
        open.map_or(Ok(plain), |line| Err(endless(line)))
    }

    /// The number that a line had in the document.
    pub(super) fn line(&self, line: usize) -> usize {
        let known = line.checked_sub(1).and_then(|index| self.lines.get(index));
        known.or(self.lines.last()).copied().unwrap_or(1)
    }
}

/// Whether there is nothing in a document but comments.
pub fn is_blank(text: &str) -> bool {
    Plain::of(text).is_ok_and(|plain| plain.text.trim().is_empty())
}

/// The document with each problem in a comment above its line.
#[must_use]
pub fn annotated(text: &str, problems: &[Problem]) -> String {
    let mut annotated = String::new();
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        for problem in problems.iter().filter(|problem| problem.line == number) {
            // Two hyphens could end the comment.
            let words = clean(&problem.message).replace("--", "- -");
            annotated.push_str(&format!("{POINTER}{words} {END}\n"));
        }
        annotated.push_str(line);
    }
    annotated
}

/// The document without the comments that pointed at mistakes.
#[must_use]
pub fn without_problems(text: &str) -> String {
    let stays = |line: &&str| !(line.starts_with(POINTER) && line.trim_end().ends_with(END));
    text.split_inclusive('\n').filter(stays).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> (String, Vec<usize>) {
        let plain = Plain::of(text).unwrap();
        (plain.text, plain.lines)
    }

    #[test]
    fn comments_at_the_margin_are_taken_out() {
        for (text, left, lines) in [
            ("a\n<!-- b -->\nc\n", "a\nc\n", vec![1, 3]),
            ("<!--\n# b\n\n-->\na", "a\n", vec![5]),
            ("<!-- b --> a\n", "a\n", vec![1]),
            ("<!-- b --><!-- c -->\na\n", "a\n", vec![2]),
            ("<!-- b\n--> a <!-- c -->\n", "a <!-- c -->\n", vec![2]),
            ("- a <!-- b -->\n  <!-- c\n", "- a <!-- b -->\n  <!-- c\n", vec![1, 2]),
            ("a\r\n\r\nb\r\n", "a\n\nb\n", vec![1, 2, 3]),
        ] {
            assert_eq!(plain(text), (left.to_owned(), lines), "{text}");
        }
    }

    #[test]
    fn a_comment_without_an_end_is_a_mistake() {
        for (text, line) in [("a\n<!-- b\nc\n", 2), ("<!-- a --><!--\n", 1), ("<!--", 1)] {
            assert_eq!(Plain::of(text).unwrap_err().line, line, "{text}");
        }
    }

    #[test]
    fn mistakes_are_pointed_at_and_forgotten() {
        let text = "# A\n- b\n- c";
        let problems = [Problem::new(2, "no --> such\nthing"), Problem::new(3, "nor this")];
        let pointed = annotated(text, &problems);
        let expected = "# A\n<!-- auxeng cannot read the next line: no - -> such thing -->\n- b\n\
             <!-- auxeng cannot read the next line: nor this -->\n- c";
        assert_eq!(pointed, expected);
        assert_eq!(without_problems(&pointed), text);
        assert_eq!(plain(&pointed).0, "# A\n- b\n- c\n");
    }

    #[test]
    fn nothing_but_comments_is_nothing() {
        for (text, blank) in [("", true), (" \n<!-- a -->\n", true), ("a", false), ("<!-- a", false), ("# A", false)] {
            assert_eq!(is_blank(text), blank, "{text}");
        }
    }
}
