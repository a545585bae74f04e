//! Line ends. A record has LF; one that an editor or git has given CR LF says the same, and keeps what it has.

use std::borrow::Cow;

/// The lines of a text that end in CR LF.
pub(super) enum LineEnds {
    /// None of them.
    Unix,
    /// All of them, and so will new ones.
    Windows,
    /// Some of these.
    Mixed(Vec<String>),
}

/// How many pairs of lines are compared at most.
const MOST: usize = 4_000_000;

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
            _ => Self::Mixed(text.split_inclusive('\n').map(str::to_owned).collect()),
        }
    }

    /// Gives the lines of `text` the ends that they had; new lines of a mixed text end in LF.
    pub(super) fn restore(self, text: String) -> String {
        match self {
            Self::Unix => text,
            Self::Windows => text.replace('\n', "\r\n"),
            Self::Mixed(lines) => {
                let new: Vec<&str> = text.split_inclusive('\n').collect();
                restored(&lines, &new)
            }
        }
    }
}

/// The `new` lines, each as it is in `old` where it stands there already.
fn restored(old: &[String], new: &[&str]) -> String {
    let is_same = |(old, new): &(&String, &&str)| unix(old) == **new;
    let ahead = old.iter().zip(new).take_while(is_same).count();
    let (kept, old) = old.split_at_checked(ahead).unwrap_or((old, &[]));
    let new = new.get(ahead..).unwrap_or_default();
    let behind = old.iter().rev().zip(new.iter().rev()).take_while(is_same).count();
    let (old, end) = old.split_at_checked(old.len().saturating_sub(behind)).unwrap_or((old, &[]));
    let new = new.get(..new.len().saturating_sub(behind)).unwrap_or_default();
    [kept.concat(), between(old, new), end.concat()].concat()
}

/// The `new` lines, by the longest sequence of lines that stand in `old` as well.
fn between(old: &[String], new: &[&str]) -> String {
    if old.len().saturating_mul(new.len()) > MOST {
        return new.concat();
    }
    // How many lines the rest of both have in common, from the last line of `old` on, for each line of `new`.
    let mut rows = vec![vec![0_usize; new.len().saturating_add(1)]];
    for line in old.iter().rev() {
        let below = rows.last().map(Vec::as_slice).unwrap_or_default();
        let mut row = vec![0];
        for (word, pair) in new.iter().zip(below.windows(2)).rev() {
            let right = row.last().copied().unwrap_or_default();
            let longest = match pair {
                [_, across] if unix(line) == *word => across.saturating_add(1),
                [down, _] => right.max(*down),
                _ => right,
            };
            row.push(longest);
        }
        row.reverse();
        rows.push(row);
    }
    let mut text = String::new();
    let mut old = old;
    for (at, word) in new.iter().enumerate() {
        let common = |left: usize, at: usize| rows.get(left).and_then(|row| row.get(at)).copied().unwrap_or_default();
        let next = at.saturating_add(1);
        // Lines that have gone: without them as much is in common.
        while let [line, rest @ ..] = old
            && unix(line) != *word
            && common(rest.len(), at) >= common(old.len(), next)
        {
            old = rest;
        }
        match old {
            [line, rest @ ..] if unix(line) == *word => {
                text.push_str(line);
                old = rest;
            }
            _ => text.push_str(word),
        }
    }
    text
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

    #[test]
    fn lines_that_say_the_same_keep_each_its_own_end() {
        let before = "a\r\n\nb\n\r\nc\n\nd\r\n";
        for (gone, come, after) in [
            ("b\n", "b\n\n[new]\nnew\n", "a\r\n\nb\n\r\n[new]\nnew\n\nc\n\nd\r\n"),
            ("b\n", "b\nnew\n", "a\r\n\nb\nnew\n\r\nc\n\nd\r\n"),
            ("b\n", "", "a\r\n\n\r\nc\n\nd\r\n"),
            ("c\n\n", "c\n\nnew\n\n", "a\r\n\nb\n\r\nc\n\nnew\n\nd\r\n"),
        ] {
            let changed = unix(before).replacen(gone, come, 1);
            assert_eq!(LineEnds::of(before).restore(changed), after, "{gone:?} {come:?}");
        }
    }
}
