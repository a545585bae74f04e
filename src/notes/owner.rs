//! The owner of a task: the name in front of its colon.
//!
//! The bar is high on purpose. A name that is not recognised stays in the text, where a reader
//! finds it; a word that is taken for a name is wrong in every list of actions. A name at the end
//! of the text is not guessed at all.

/// The longest owner, in characters.
const LONGEST_NAME: usize = 40;
/// The most words that an owner has, those that only connect aside.
const MOST_WORDS: usize = 4;
/// The longest word in a script without upper case, in characters: in some of them a whole sentence
/// has no space.
const LONGEST_CASELESS: usize = 12;

/// Words inside a name that may start in lower case or be a sign.
const CONNECTORS: &str = "& + / and y e und et de da do dos del della di la van von der den";

/// First or last words that make a prefix a label and not a name, without full stops and hyphens.
const LABELS: &str = "\
    action actions agreed also announcement answer asap ask attention background bad because \
    blocked blocker blockers bug but caution caveat ci context continue date day deadline \
    decision decisions demo docs done due eg example examples feature finally first fix fixme \
    followup friday fyi goal good headsup hint how however idea ideas ie important info issue \
    item items keep kudos learning learnings lesson lessons link links monday nb next note notes \
    option outcome plan please problem proposal ps question questions re reason remember \
    reminder result retro risk saturday see start status step steps stop summary sunday thanks \
    thursday time tip todo topic tuesday update warning wednesday why wip";

/// Splits "Ana: split the pipeline" into the owner and the text.
///
/// Without an owner, the whole text comes back, trimmed. Bold marks around the owner are dropped;
/// `@` stays.
#[must_use]
pub fn split_owner(text: &str) -> (Option<String>, String) {
    let text = text.trim();
    match prefix(text) {
        Some((owner, rest)) => (Some(owner.to_owned()), rest.to_owned()),
        None => (None, text.to_owned()),
    }
}

/// The owner and what follows its colon.
fn prefix(text: &str) -> Option<(&str, &str)> {
    label(text, LONGEST_NAME).filter(|(name, _)| is_owner(name))
}

/// What stands in front of the first colon, without bold marks, and what follows it. A label longer
/// than `longest` characters is not looked for.
pub(super) fn label(text: &str, longest: usize) -> Option<(&str, &str)> {
    let (colon, width) = text
        .char_indices()
        .take(longest.saturating_add("****:".len()))
        .find_map(|(at, c)| matches!(c, ':' | '：').then_some((at, c.len_utf8())))?;
    let (name, after) = (text.get(..colon)?, text.get(colon.saturating_add(width)..)?);
    let (name, after) = match ["**", "__"].into_iter().find(|mark| name.starts_with(mark)) {
        Some(mark) => unbold(name, after, mark)?,
        None => (name, after),
    };
    // An address or a time has no space after its colon. The full-width colon brings its own.
    if width == 1 && !after.starts_with(char::is_whitespace) {
        return None;
    }
    let (name, rest) = (name.trim(), after.trim_start());
    (!rest.is_empty()).then_some((name, rest))
}

/// Takes the bold marks off, which close before or after the colon.
fn unbold<'a>(name: &'a str, after: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let inner = name.strip_prefix(mark)?;
    match inner.trim_end().strip_suffix(mark) {
        Some(inner) => Some((inner, after)),
        None => Some((inner, after.strip_prefix(mark)?)),
    }
}

/// Whether an entry of an enumeration is a name, what stands in brackets behind it aside.
pub(super) fn is_person(entry: &str) -> bool {
    let bare =
        entry.strip_suffix(')').and_then(|entry| entry.rsplit_once('(')).map_or(entry, |(name, _)| name).trim_end();
    let last = bare.split_whitespace().next_back();
    is_owner(bare) && !last.is_some_and(|word| has_word(CONNECTORS, word))
}

/// Whether the text before a colon is the name of a person, a role or a group.
fn is_owner(name: &str) -> bool {
    if name.chars().count() > LONGEST_NAME || name.lines().count() != 1 {
        return false;
    }
    let words: Vec<&str> = name
        .split_whitespace()
        .filter(|word| !has_word(CONNECTORS, word))
        .flat_map(|word| word.split(['/', '&', '+']))
        .map(|word| word.trim_end_matches(','))
        .collect();
    let is_label =
        |word: Option<&&str>| word.is_some_and(|word| has_word(LABELS, &word.replace(['.', '-'], "").to_lowercase()));
    // "To Do" is the one usual label of which no single word is a label.
    let to_do = name.eq_ignore_ascii_case("to do");
    (1..=MOST_WORDS).contains(&words.len())
        && words.iter().all(|word| is_name_word(word))
        && !is_label(words.first())
        && !is_label(words.last())
        && !to_do
}

/// Whether a list of words has a word.
fn has_word(list: &str, word: &str) -> bool {
    list.split(' ').any(|other| other == word)
}

/// Whether a word can be part of a name: a handle, a word with a capital, or one in a script that
/// has none.
fn is_name_word(word: &str) -> bool {
    if let Some(handle) = word.strip_prefix('@') {
        return !handle.is_empty() && handle.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    }
    let Some(first) = word.chars().next() else {
        return false;
    };
    let right_start = first.is_uppercase()
        || (first.is_alphabetic() && !first.is_lowercase() && word.chars().count() <= LONGEST_CASELESS);
    // An ASCII digit makes it "Q3" or "P1". Marks of other scripts are neither letters nor ASCII.
    let right_letters = word.chars().all(|c| match c {
        '.' | '-' | '\'' | '_' | '’' => true,
        c => c.is_ascii_alphabetic() || (!c.is_ascii() && !is_punctuation(c)),
    });
    // A full stop ends a sentence, except in "Dr." and "J."
    let right_end = !word.ends_with('.') || word.chars().count() <= 4;
    right_start && right_letters && right_end
}

/// Punctuation outside ASCII that can stand in a sentence but not in a name.
fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2018}' | '\u{201a}'..='\u{2027}') || "、。「」，？！".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_are_split_off() {
        for (text, owner, rest) in [
            ("Ana: split the pipeline", "Ana", "split the pipeline"),
            ("  Ana :  split it  ", "Ana", "split it"),
            ("Ana Duarte: x", "Ana Duarte", "x"),
            ("Ana de Souza: x", "Ana de Souza", "x"),
            ("Jo van der Berg Lind Ek: x", "Jo van der Berg Lind Ek", "x"),
            ("Ana & Lee: x", "Ana & Lee", "x"),
            ("Ana, Lee and Bo: x", "Ana, Lee and Bo", "x"),
            ("Ana&Lee: x", "Ana&Lee", "x"),
            ("Design/PO/QA: x", "Design/PO/QA", "x"),
            ("@ana: x", "@ana", "x"),
            ("@ana-d_2 / @lee: x", "@ana-d_2 / @lee", "x"),
            ("**Ana**: x", "Ana", "x"),
            ("**Ana:** x", "Ana", "x"),
            ("__Ana__ : x", "Ana", "x"),
            ("All: x", "All", "x"),
            ("Éloïse: x", "Éloïse", "x"),
            ("O'Hara-Smith: x", "O'Hara-Smith", "x"),
            ("Dr. Lee: x", "Dr. Lee", "x"),
            ("林美: x", "林美", "x"),
            ("林美：パイプライン", "林美", "パイプライン"),
            ("अनीता शर्मा: x", "अनीता शर्मा", "x"),
            ("عبدالرحمن: x", "عبدالرحمن", "x"),
            ("Ana: see: this", "Ana", "see: this"),
            ("Ana:\n- one\n- two", "Ana", "- one\n- two"),
            ("Ana: https://example.org", "Ana", "https://example.org"),
        ] {
            assert_eq!(split_owner(text), (Some(owner.to_owned()), rest.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_owner_stays_in_the_text() {
        for text in [
            "",
            "no colon",
            "Ana",
            "Ana:",
            "Ana: ",
            ": x",
            "ana: x",
            "**ana**: x",
            "**Ana: x**",
            "**Ana** x: y",
            "https://example.org/a",
            "Https://example.org",
            "10:30 stand-up",
            "At 10:30 we start",
            "Ana:x",
            "We should remember: x",
            "Check The Long List Again: x",
            "Anastasia-Maria Elisabetta Konstantinopolitou: x",
            "Phase 2: x",
            "Q3: x",
            "Done. Then: x",
            "Really?: x",
            "`Ana`: x",
            "[Ana](https://example.org): x",
            "(Ana): x",
            "@: x",
            "@ana!: x",
            "& : x",
            "Ana/: x",
            "Ana – Lee: x",
            "次回までに資料を準備すること：x",
            "林美、李明：x",
            "split the pipeline (Ana)",
            "split the pipeline @ana",
            "Ana\nLee: x",
        ] {
            assert_eq!(split_owner(text), (None, text.trim().to_owned()), "{text}");
        }
    }

    #[test]
    fn labels_are_no_owners() {
        for label in [
            "Note",
            "TODO",
            "Action",
            "FYI",
            "Idea",
            "Example",
            "Warning",
            "Update",
            "Reminder",
            "Re",
            "RE",
            "N.B.",
            "To Do",
            "Action Items",
            "Open Question",
            "Follow-up",
            "Next Steps",
            "Monday",
        ] {
            let text = format!("{label}: x");
            assert_eq!(split_owner(&text), (None, text.clone()), "{text}");
        }
        assert_eq!(split_owner("Nota: x").0.as_deref(), Some("Nota"));
    }

    #[test]
    fn the_longest_owner_has_forty_characters() {
        let name = "A".repeat(LONGEST_NAME);
        assert_eq!(split_owner(&format!("**{name}**: x")), (Some(name.clone()), "x".to_owned()));
        assert_eq!(split_owner(&format!("{name}A: x")).0, None);
    }
}
