//! Text from a record is foreign: nothing in it may move a cursor, change a colour or turn the reading direction.

use std::borrow::Cow;

/// Whether `c` could act on a terminal or reorder what is read, instead of being read.
///
/// Control characters (C0, DEL and C1), bidirectional controls, line and paragraph separators, and the invisible
/// operators that [`Role`](super::Role) uses as marks.
pub fn is_hostile(c: char) -> bool {
    // Nearly all text is ASCII, and all text is asked for.
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    c.is_control()
        || matches!(
            c,
            '\u{061c}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// A visible stand-in for a hostile character: the Unicode picture of a C0 control, else the replacement character.
pub fn visible(c: char) -> char {
    match c {
        '\u{7f}' => '\u{2421}',
        '\0'..='\u{1f}' => char::from_u32(0x2400 | u32::from(c)).unwrap_or('\u{fffd}'),
        _ => '\u{fffd}',
    }
}

/// `text` on one line: line breaks and tabs become spaces, hostile characters become visible.
pub fn clean(text: &str) -> Cow<'_, str> {
    replace(text, |c| match c {
        '\n' | '\t' => ' ',
        c => visible(c),
    })
}

/// `text` with its line breaks kept, everything else as in [`clean`].
pub fn clean_lines(text: &str) -> Cow<'_, str> {
    replace(text, |c| match c {
        '\n' => '\n',
        '\t' => ' ',
        c => visible(c),
    })
}

fn replace(text: &str, stand_in: impl Fn(char) -> char) -> Cow<'_, str> {
    if text.chars().any(is_hostile) {
        let stand_in = |c| if is_hostile(c) { stand_in(c) } else { c };
        Cow::Owned(text.replace("\r\n", "\n").chars().map(stand_in).collect())
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_untouched() {
        for text in ["", "Ana", "Größe 20 %", "林美 and 🎉", "שלום"] {
            assert!(matches!(clean(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn controls_become_visible() {
        assert_eq!(clean("a\u{1b}[2Jb"), "a␛[2Jb");
        assert_eq!(clean("a\u{7f}\u{9b}2J"), "a␡\u{fffd}2J");
        assert_eq!(clean("a\u{202e}b\u{2066}c\u{2061}d"), "a\u{fffd}b\u{fffd}c\u{fffd}d");
    }

    #[test]
    fn lines_are_joined_or_kept() {
        assert_eq!(clean("a\r\nb\tc"), "a b c");
        assert_eq!(clean_lines("a\r\nb\tc"), "a\nb c");
        assert_eq!(clean_lines("a\rb"), "a␍b");
    }
}
