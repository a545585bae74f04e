//! Laws that hold for any notes, chiefly that no word is lost.

use proptest::prelude::*;

use super::{Notes, Task, parse, parse_project};
use crate::model::Headings;

/// A word that occurs once, wherever `@` stands in the fragments; a line feed, a heading, the marks
/// of Markdown, pasted bullets and a line of attendance.
const FRAGMENTS: [&str; 50] = [
    "@", "@", "@", "@ ", " @", " ", "  ", "    ", "\t", "\n", "\n", "\n", "\n\n", "\r\n", "\r", "- ", "* ", "+ ",
    "1. ", "2) ", "> ", "# ", "## ", "---\n", "===\n", "```\n", "~~~", "|", "|-|-|\n", "[", "]", "](", "]: ", "[^",
    "<p>", "<!--", "**", "`", "\\", ": ", "\0", "\u{b}", "🎉é", "[ ] ", "• ", "\n— ", "Present:", " Ana\n", " Ana,",
    " Lee\n",
];

/// Whole blocks, with words at each `@`.
const BLOCKS: [&str; 32] = [
    "## Went well\n\n",
    "# To improve\n",
    "Action items\n------------\n",
    "**Next steps**\n\n",
    "Blockers:\n",
    "### Attendees\n",
    "## Kudos @\n\n",
    "## Key takeaways\n\n",
    "- In general:\n  - @\n  @\n",
    "**@**\n\n",
    "- @ @\n  @\n",
    "- @\n\n- @\n",
    "* @\n    * @\n      * @\n\n        @\n",
    "1. @\n2. [x] @\n",
    "- [ ] Ana: @\n",
    "- **Ana**: @ @\n",
    "@ @\n@\n\n",
    "- @\n  ```\n  @\n    @\n  ```\n",
    "```\n- @\n# @\n```\n",
    "> - @\n> @\n@\n\n",
    "| @ | @ |\n|---|---|\n| @ | @ |\n\n",
    "[@]: https://example.org/@ \"@\"\n\n",
    "[^@]: @\n\n    @\n\n",
    "<div>\n@\n</div>\n\n",
    "---\n",
    "\n\n    @\n    @\n\n",
    "Present: Ana, Lee\n",
    "**Attendees:** Ana & Lee\n\n",
    "- Present: Ana\n",
    "Present: Ana, @\n",
    "• @\n◦ @ @\n@\n",
    "— @\n\n",
];

/// Replaces each `@` by a word of its own.
fn with_words(parts: &[&str]) -> (String, usize) {
    let mut source = String::new();
    let mut words = 0;
    for c in parts.concat().chars() {
        if c == '@' {
            source.push_str(&word(words));
            words += 1;
        } else {
            source.push(c);
        }
    }
    (source, words)
}

/// A word that is part of no other one, and no name.
fn word(number: usize) -> String {
    format!("q{number}z")
}

/// The numbers of the words in a text, in order.
fn numbers(text: &str) -> Vec<usize> {
    text.split('q').filter_map(|after| after.split_once('z')?.0.parse().ok()).collect()
}

/// All texts that came out.
fn texts(notes: &Notes) -> Vec<String> {
    let task = |task: &Task| format!("{} {}", task.owner.as_deref().unwrap_or_default(), task.text);
    let mut texts: Vec<String> =
        [&notes.went_well, &notes.went_poorly, &notes.present].into_iter().flatten().cloned().collect();
    texts.extend(notes.next.iter().chain(&notes.blockers).map(task));
    texts.extend(notes.takeaways.iter().map(|takeaway| takeaway.text.clone()));
    texts.extend(notes.other.iter().map(|kept| format!("{} {}", kept.title.as_deref().unwrap_or_default(), kept.text)));
    let known = notes.placements.iter().filter(|placement| placement.section.is_some());
    // The title of a known heading is in no text, unless something under it was kept.
    let untold = known.filter(|known| !notes.other.iter().any(|kept| kept.title == known.heading));
    texts.extend(untold.filter_map(|placement| placement.heading.clone()));
    texts
}

fn nothing_is_lost(source: &str, words: usize) -> Result<(), TestCaseError> {
    for read in [parse, parse_project] {
        nothing_is_lost_from(&read(source, &Headings::default()), source, words)?;
    }
    Ok(())
}

fn nothing_is_lost_from(notes: &Notes, source: &str, words: usize) -> Result<(), TestCaseError> {
    let mut seen = Vec::new();
    for text in texts(notes) {
        let found = numbers(&text);
        prop_assert!(found.is_sorted(), "out of order in {text:?}, from {source:?}");
        prop_assert!(!text.contains('\r'));
        seen.extend(found);
    }
    seen.sort_unstable();
    prop_assert_eq!(seen, (0..words).collect::<Vec<_>>(), "from {:?}, read as {:#?}", source, notes);
    for name in ["Ana", "Lee"] {
        let found: usize = texts(notes).iter().map(|text| text.matches(name).count()).sum();
        prop_assert_eq!(found, source.matches(name).count(), "from {:?}, read as {:#?}", source, notes);
    }
    counts_agree(notes)
}

fn counts_agree(notes: &Notes) -> Result<(), TestCaseError> {
    let texts = [&notes.went_well, &notes.went_poorly, &notes.present].map(Vec::len);
    let tasks = [&notes.next, &notes.blockers].map(Vec::len);
    let entries = texts.iter().chain(&tasks).sum::<usize>() + notes.takeaways.len();
    let (placed, kept): (Vec<_>, Vec<_>) = notes.placements.iter().partition(|placement| placement.section.is_some());
    prop_assert_eq!(placed.iter().map(|placement| placement.items).sum::<usize>(), entries);
    prop_assert_eq!(kept.len(), notes.other.len());
    prop_assert!(kept.iter().all(|placement| placement.items == 1));
    prop_assert!(notes.placements.is_sorted_by_key(|placement| placement.line));
    Ok(())
}

/// Up to `most` of the pieces, joined, and the number of words in them.
fn notes_of(pieces: &'static [&str], most: usize) -> impl Strategy<Value = (String, usize)> {
    prop::collection::vec(prop::sample::select(pieces), 0..most).prop_map(|parts| with_words(&parts))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_well_formed_notes_is_lost((source, words) in notes_of(&BLOCKS, 20)) {
        nothing_is_lost(&source, words)?;
    }

    #[test]
    fn no_word_of_garbage_is_lost(
        heading in prop::sample::select(&["", "Went well", "Next steps", "Present", "Key takeaways", "Kudos"]),
        (source, words) in notes_of(&FRAGMENTS, 40),
    ) {
        nothing_is_lost(&format!("# {heading}\n{source}"), words)?;
        nothing_is_lost(&source, words)?;
    }

    #[test]
    fn any_text_is_read_without_a_panic(source in any::<String>()) {
        counts_agree(&parse(&source, &Headings::default()))?;
        counts_agree(&parse_project(&source, &Headings::default()))?;
    }

    #[test]
    fn line_ends_do_not_matter((source, _) in notes_of(&BLOCKS, 12)) {
        let notes = parse(&source, &Headings::default());
        for end in ["\r\n", "\r"] {
            let other = format!("\u{feff}{}", source.replace('\n', end));
            prop_assert_eq!(&parse(&other, &Headings::default()), &notes);
        }
    }
}
