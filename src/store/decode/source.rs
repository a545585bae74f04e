//! The text of a record with its name, so that a finding can point at a line of it.

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use crate::model::Slug;
use crate::playbook::{Excerpt, Finding, Place, Rule};
use crate::store::ends::unix;
use crate::store::kinds::Kind;

/// How long a line is at most that is repeated, in bytes.
const LONGEST: usize = 16 * 1024;

/// A record's text and where it was read.
pub(in crate::store) struct Source<'a> {
    text: Cow<'a, str>,
    file: &'a Path,
    engagement: Option<&'a Slug>,
}

impl<'a> Source<'a> {
    /// The text of `file` (a path from the root of the store). A byte order mark is passed over, and CR LF is LF.
    pub(in crate::store) fn new(file: &'a Path, text: &'a str, engagement: Option<&'a Slug>) -> Self {
        Self { text: unix(text.strip_prefix('\u{feff}').unwrap_or(text)), file, engagement }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// A finding about the bytes of `span`; without one, about the whole file. A line of an answer to a survey is named
    /// and not repeated.
    pub(in crate::store) fn finding(
        &self,
        rule: &'static Rule,
        span: Option<Range<usize>>,
        message: String,
        help: impl Into<String>,
    ) -> Finding {
        let mut help = help.into();
        let mut excerpt = span.map(|span| excerpt(&self.text, span));
        if let Some(excerpt) = excerpt.as_mut().filter(|_| Kind::at(self.file) == Some(Kind::Response)) {
            excerpt.text.clear();
            help.push_str("; the line is not shown, because it can hold what somebody answered");
        }
        Finding {
            rule,
            severity: rule.severity,
            engagement: self.engagement.cloned(),
            place: Some(Place { file: self.file.to_owned(), excerpt }),
            message,
            help,
        }
    }
}

/// The line of `text` in which `span` begins, and the part of it that is meant.
pub(in crate::store) fn excerpt(text: &str, span: Range<usize>) -> Excerpt {
    let start = floor(text, span.start);
    let before = text.get(..start).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline.saturating_add(1));
    let line = text.get(line_start..).unwrap_or_default().lines().next().unwrap_or_default();
    let meant = text.get(start..floor(text, span.end.max(start))).unwrap_or_default();
    Excerpt {
        line: before.matches('\n').count().saturating_add(1),
        column: text.get(line_start..start).unwrap_or_default().chars().count().saturating_add(1),
        width: meant.lines().next().unwrap_or_default().chars().count().max(1),
        text: if line.len() > LONGEST { String::new() } else { line.to_owned() },
    }
}

fn floor(text: &str, index: usize) -> usize {
    text.floor_char_boundary(index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let text = "title = \"Größe\"\nstart = \"next monday\"\n";
        let span = text.find("\"next").map(|start| start..start + 13).unwrap();
        let found = excerpt(text, span);
        assert_eq!((found.line, found.column, found.width), (2, 9, 13));
        assert_eq!(found.text, "start = \"next monday\"");
        let umlaut = text.find('ß').map(|start| start..start + 1).unwrap();
        assert_eq!(excerpt(text, umlaut).column, 13);
    }

    #[test]
    fn a_line_that_is_too_long_to_be_shown_is_left_out() {
        let line = |length: usize| format!("a = \"{}\"", "x".repeat(length - 6));
        let shown = |length: usize| excerpt(&format!("b = 1\n{}\nc = 1\n", line(length)), 10..14);
        assert_eq!(shown(LONGEST).text, line(LONGEST));
        let left_out = shown(LONGEST + 1);
        assert_eq!((left_out.text.as_str(), left_out.line, left_out.column, left_out.width), ("", 2, 5, 4));
    }

    #[test]
    fn any_span_is_survived() {
        for (text, span) in [("", 0..0), ("é", 1..9), ("a\n", 2..2), ("a", 9..9)] {
            let found = excerpt(text, span);
            assert!(found.line >= 1 && found.column >= 1 && found.width >= 1);
        }
    }
}
