//! The grammar of messages: counts, lists, suggestions.

use super::clean::is_hostile;

/// `1 retro`, `3 retros`, `0 retros`.
pub fn count(n: usize, noun: &str) -> String {
    match (n, noun) {
        (1, _) => format!("1 {noun}"),
        (_, "person") => format!("{n} people"),
        (_, noun) => match noun.strip_suffix('y') {
            Some(stem) if !stem.ends_with('a') => format!("{n} {stem}ies"),
            _ => format!("{n} {noun}s"),
        },
    }
}

/// `a`, `a and b`, `a, b and c`.
pub fn list<S: AsRef<str>>(items: &[S]) -> String {
    joined(items, "and")
}

/// `` `a` ``, `` `a` or `b` ``, `` `a`, `b` or `c` ``.
pub fn alternatives<S: AsRef<str>>(items: &[S]) -> String {
    let quoted: Vec<String> = items.iter().map(|item| quoted(item.as_ref())).collect();
    joined(&quoted, "or")
}

/// `text` between backticks, cleaned for one line.
pub fn quoted(text: &str) -> String {
    format!("`{}`", super::clean(text))
}

/// `text` between backticks, cleaned for one line; of a long one the beginning.
pub fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let beginning: String = text.chars().take(MOST).collect();
    if beginning.len() < text.len() { quoted(&format!("{}…", beginning.trim_end())) } else { quoted(text) }
}

/// Three letters and digits that follow from `text`, the same on every machine and for ever. Two texts have the same ones
/// in one of 21,952 cases. No vowels, so that they are no word.
pub fn mark(text: &str) -> String {
    const DIGITS: &[u8; 28] = b"bcdfghjkmnpqrstvwxz023456789";
    // FNV-1a.
    let mut hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let digit = || {
        let digit = DIGITS.iter().cycle().nth(usize::try_from(hash % 28).unwrap_or_default());
        hash /= 28;
        digit.copied().map_or('x', char::from)
    };
    std::iter::repeat_with(digit).take(3).collect()
}

fn joined<S: AsRef<str>>(items: &[S], word: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} {word} {}", first.join(", "), last.as_ref())
        }
    }
}

/// `text` as a shell takes it for one word.
pub fn shell(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+' | ':' | '\\');
    if !text.is_empty() && text.chars().all(is_plain) {
        text.to_owned()
    } else if text.contains(is_hostile) {
        // What cannot stand on a line is written as a number.
        let written = |c: char| match c {
            '\\' | '\'' => format!("\\{c}"),
            '\n' => String::from("\\n"),
            c if is_hostile(c) => format!("\\U{:08x}", u32::from(c)),
            c => String::from(c),
        };
        format!("$'{}'", text.chars().map(written).collect::<String>())
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

/// A share of 0…1 with two decimals; never `1.00` unless it is 1.
pub fn share(share: f64) -> String {
    let rounded = (share * 100.0).round() / 100.0;
    let shown = if share < 1.0 { rounded.min(0.99) } else { share };
    format!("{shown:.2}")
}

/// `text` by which names and words are compared: without regard to case and to how much space is between.
pub fn folded(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The candidate most like `word`, when one is like enough to be what was meant.
pub fn nearest<'a, S: AsRef<str>>(word: &str, candidates: &'a [S]) -> Option<&'a str> {
    const ALIKE: f64 = 0.75;
    candidates
        .iter()
        .map(|candidate| (strsim::jaro_winkler(word, candidate.as_ref()), candidate.as_ref()))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_the_same_for_ever() {
        assert_eq!(mark(""), "nhx");
        assert_eq!(mark("split the pipeline in two"), "qk8");
        let texts = (0..1000).map(|number| format!("split the pipeline in {number}"));
        let marks: std::collections::BTreeSet<String> = texts.map(|text| mark(&text)).collect();
        assert!(marks.len() > 950, "{}", marks.len());
    }

    #[test]
    fn counts_agree_with_their_noun() {
        assert_eq!(count(0, "retro"), "0 retros");
        assert_eq!(count(1, "retro"), "1 retro");
        assert_eq!(count(2, "person"), "2 people");
        assert_eq!(count(2, "reply"), "2 replies");
        assert_eq!(count(2, "day"), "2 days");
    }

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b"]), "a and b");
        assert_eq!(alternatives(&["a", "b", "c"]), "`a`, `b` or `c`");
    }

    #[test]
    fn a_shell_takes_it_for_one_word() {
        for (text, word) in [
            ("a/b-c.d", "a/b-c.d"),
            ("my store", "'my store'"),
            ("it's", "'it'\\''s'"),
            ("", "''"),
            ("$(x)", "'$(x)'"),
            ("a\n'\\\u{1b}\u{202e}", "$'a\\n\\'\\\\\\U0000001b\\U0000202e'"),
        ] {
            assert_eq!(shell(text), word);
        }
    }

    #[test]
    fn a_long_text_is_quoted_by_its_beginning() {
        assert_eq!(shortened("why\tso"), "`why so`");
        assert_eq!(shortened(&"ü".repeat(60)), format!("`{}`", "ü".repeat(60)));
        assert_eq!(shortened(&"ü".repeat(61)), format!("`{}…`", "ü".repeat(60)));
    }

    #[test]
    fn suggests_only_what_is_alike() {
        let goals = ["build-time", "coverage", "launch"];
        assert_eq!(nearest("coverge", &goals), Some("coverage"));
        assert_eq!(nearest("morale", &goals), None);
    }

    #[test]
    fn case_and_space_do_not_count() {
        for (text, same) in [("  Search\tTeam ", "search team"), ("ÄRGER", "ärger"), ("", ""), ("検索", "検索")] {
            assert_eq!(folded(text), same);
        }
    }

    #[test]
    fn almost_done_is_not_done() {
        for (value, text) in
            [(0.999, "0.99"), (0.125, "0.13"), (0.875, "0.88"), (1.0, "1.00"), (0.0, "0.00"), (0.666, "0.67")]
        {
            assert_eq!(share(value), text);
        }
    }
}
