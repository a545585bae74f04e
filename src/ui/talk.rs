//! Fits talk to the terminal on which it is read.

use unicode_width::UnicodeWidthStr;

use crate::text::ahead;

/// `text` with our own signs in ASCII.
pub(super) fn ascii(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '–' | '−' | '·' => plain.push('-'),
            '…' => plain.push_str("..."),
            '→' => plain.push_str("->"),
            '›' => plain.push('>'),
            c => plain.push(c),
        }
    }
    plain
}

/// `text` wrapped at words to `width` columns. Further lines stand two columns in from the one that they go on from; a
/// word that is too long is left whole, and so is a command at the end, which is to be copied.
pub(super) fn wrap(text: &str, width: usize) -> String {
    const NARROWEST: usize = 40;
    let wrapped = text.lines().map(|line| {
        let (line, command) = apart(line, width);
        let indent = format!("{}  ", " ".repeat(ahead(line, line.trim_start_matches(' '))));
        let options = textwrap::Options::new(width.max(NARROWEST))
            .subsequent_indent(&indent)
            .break_words(false)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        let filled = textwrap::fill(line, options);
        command.map_or_else(|| filled.clone(), |command| format!("{filled}\n{indent}{command}"))
    });
    wrapped.collect::<Vec<_>>().join("\n")
}

/// A line that is too long without the command at its end, and the command.
fn apart(line: &str, width: usize) -> (&str, Option<&str>) {
    const BEGINNINGS: [&str; 2] = [": auxeng ", ": git "];
    if line.width() <= width {
        return (line, None);
    }
    let begins = BEGINNINGS.iter().filter_map(|beginning| line.find(beginning)).min();
    match begins.and_then(|at| line.split_at_checked(at.saturating_add(1))) {
        Some((line, command)) => (line, Some(command.trim_start())),
        None => (line, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_signs_have_ascii_forms() {
        assert_eq!(ascii("2 well · 1 poorly – end → …"), "2 well - 1 poorly - end -> ...");
        assert_eq!(ascii("Größe"), "Größe", "names stay");
    }

    #[test]
    fn lines_break_at_words_and_hang() {
        let text = "one two three four five six seven eight nine ten\n  indented and so on and on and on and on";
        let expected =
            "one two three four five six seven eight\n  nine ten\n  indented and so on and on and on and\n    on";
        assert_eq!(wrap(text, 40), expected);
        let long = "Notes for everybody who came are ready: auxeng notes checkout-contracts --week 2026-W46 --send";
        let command = "  auxeng notes checkout-contracts --week 2026-W46 --send";
        assert_eq!(wrap(long, 40), format!("Notes for everybody who came are ready:\n{command}"));
        assert_eq!(wrap("a-path/that-is-longer/than-the-terminal-is/wide.toml", 10).lines().count(), 1);
    }
}
