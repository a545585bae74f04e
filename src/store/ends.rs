//! Line ends. A record has LF; one that an editor or git has given CR LF says the same, and keeps what it has.

use std::borrow::Cow;
use std::collections::HashSet;

/// The lines of a text that end in CR LF.
pub(super) enum LineEnds {
    /// None of them.
    Unix,
    /// All of them, and so will new ones.
    Windows,
    /// These, and not the others.
    Mixed(HashSet<String>),
}

/// `text` with LF at the end of each line.
pub(super) fn unix(text: &str) -> Cow<'_, str> {
    if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) }
}

impl LineEnds {
    /// How the lines of `text` end.
    pub(super) fn of(text: &str) -> Self {
        let windows = text.matches("\r\n").count();
        match windows {
            0 => Self::Unix,
            _ if windows == text.matches('\n').count() => Self::Windows,
            _ => Self::Mixed(text.split('\n').filter_map(|line| line.strip_suffix('\r')).map(str::to_owned).collect()),
        }
    }

    /// Gives the lines of `text` the ends that they had; new lines of a mixed text end in LF.
    pub(super) fn restore(self, text: String) -> String {
        match self {
            Self::Unix => text,
            Self::Windows => text.replace('\n', "\r\n"),
            Self::Mixed(lines) => {
                let end = |line: &str| if lines.contains(line) { "\r\n" } else { "\n" };
                let restore = |line: &str| match line.strip_suffix('\n') {
                    Some(line) => format!("{line}{}", end(line)),
                    None => line.to_owned(),
                };
                text.split_inclusive('\n').map(restore).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_ends() {
        for text in ["", "a\nb\n", "a\r\nb\r\n", "a\r\nb\nc\r\n", "a\rb\n", "a\r\nb"] {
            assert_eq!(LineEnds::of(text).restore(unix(text).into_owned()), text, "{text:?}");
        }
    }

    #[test]
    fn a_new_line_ends_as_all_the_others_do() {
        for (before, after) in [("a\nb\n", "a\nnew\n"), ("a\r\nb\r\n", "a\r\nnew\r\n"), ("a\r\nb\n", "a\r\nnew\n")] {
            assert_eq!(LineEnds::of(before).restore(String::from("a\nnew\n")), after, "{before:?}");
        }
    }
}
