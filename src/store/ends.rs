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
    use proptest::prelude::*;

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

    #[test]
    fn of_equal_lines_those_stay_that_keep_the_most_others() {
        let before = "a\r\nx\nb\r\nx\r\nc\n";
        for (now, after) in [
            // The second `x` is the one between `b` and `c`.
            ("b\nx\nc\na\n", "b\r\nx\r\nc\na\n"),
            ("new\na\nx\nc\nb\n", "new\na\r\nx\nc\nb\n"),
            ("c\nx\nb\nx\na\n", "c\nx\nb\r\nx\r\na\n"),
        ] {
            assert_eq!(LineEnds::of(before).restore(now.to_owned()), after, "{now:?}");
        }
    }

    #[test]
    fn in_a_text_that_is_too_long_to_be_compared_all_that_is_between_two_changes_gets_the_usual_end() {
        let lines = |first: &str, last: &str, count: usize| {
            let between: Vec<String> = (0..count).map(|number| format!("{number}\r\n")).collect();
            format!("first\r\n{first}\n{}{last}\nlast\r\n", between.concat())
        };
        let restored =
            |count| LineEnds::of(&lines("a", "b", count)).restore(unix(&lines("c", "d", count)).into_owned());
        assert_eq!(restored(100), lines("c", "d", 100));
        let long = restored(2000);
        assert!(long.starts_with("first\r\nc\n0\n1\n") && long.ends_with("\n1999\nd\nlast\r\n"), "{long}");
    }

    proptest! {
        /// What stays keeps its end, what comes gets LF, whatever goes and comes between.
        #[test]
        fn each_line_that_stays_keeps_its_end(lines in proptest::collection::vec((any::<[bool; 3]>(), 0..2_u8), 0..12)) {
            let (mut before, mut now, mut after) = (String::new(), String::new(), String::new());
            for (number, ([stays, is_windows, is_next], kind)) in lines.into_iter().enumerate() {
                let end = if is_windows { "\r\n" } else { "\n" };
                if stays || kind == 0 {
                    before.push_str(&format!("{number}{end}"));
                }
                if stays {
                    now.push_str(&format!("{number}\n"));
                    after.push_str(&format!("{number}{end}"));
                }
                if is_next {
                    now.push_str(&format!("new {number}\n"));
                    after.push_str(&format!("new {number}\n"));
                }
            }
            // Where all lines or none end in CR LF, new ones do as well.
            if let ends @ LineEnds::Mixed(_) = LineEnds::of(&before) {
                prop_assert_eq!(ends.restore(now), after);
            }
        }
    }
}
