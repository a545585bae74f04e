//! Fits talk to the terminal on which it is read.

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
/// word that is too long is left whole.
pub(super) fn wrap(text: &str, width: usize) -> String {
    const NARROWEST: usize = 40;
    let wrapped = text.lines().map(|line| {
        let indent = " ".repeat(line.len() - line.trim_start_matches(' ').len() + 2);
        let options = textwrap::Options::new(width.max(NARROWEST))
            .subsequent_indent(&indent)
            .break_words(false)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        textwrap::fill(line, options)
    });
    wrapped.collect::<Vec<_>>().join("\n")
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
        assert_eq!(wrap("a-path/that-is-longer/than-the-terminal-is/wide.toml", 10).lines().count(), 1);
    }
}
