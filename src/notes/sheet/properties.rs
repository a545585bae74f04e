//! Laws that hold for any retro: each item that is written is read as one.

use proptest::prelude::*;
use proptest::{collection, option, sample};

use super::{Page, Saved, read};
use crate::model::{Headings, Note, Task};
use crate::notes::{Mark, Section, Topic};

/// Pieces that mean something in Markdown, or in notes.
const PIECES: [&str; 46] = [
    "a",
    "word ",
    " ",
    "\n",
    "\n\n",
    "\r",
    "\t",
    "- ",
    "\n- ",
    "\n  - ",
    "1. ",
    "# ",
    "\n# Went well\n",
    "## MVP",
    "> ",
    "```",
    "\n```\n",
    "~~~",
    "<!-- ",
    " -->",
    "<p>",
    "\n---\n",
    "===",
    "|",
    "|-|",
    "[a]: b",
    "[^1]: c",
    "[x] ",
    "[-] ",
    "[ ]",
    "Ana: ",
    "Note: ",
    ":",
    "**",
    "`",
    "\\",
    "•",
    "\n• ",
    "NA",
    "none",
    "Present: Ana, Lee",
    ", ",
    " and ",
    "(",
    "\0",
    "\u{feff}",
];

pub(crate) fn text() -> impl Strategy<Value = String> {
    let pieces = collection::vec(sample::select(&PIECES[..]), 1..9).prop_map(|parts| parts.concat());
    let deep = sample::select(&["> ", "- ", ">"][..]).prop_map(|mark| format!("{}a", mark.repeat(120)));
    prop_oneof![8 => pieces, 3 => any::<String>(), 1 => deep]
        .prop_filter("a blank text counts as absent", |text| !text.trim().is_empty())
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    collection::vec(text(), 0..4)
}

fn marks() -> impl Strategy<Value = Mark> {
    sample::select(&[Mark::Open, Mark::Done, Mark::Dropped][..])
}

fn tasks() -> impl Strategy<Value = Vec<(Task, Mark)>> {
    let task = (text(), option::of(text())).prop_map(|(text, owner)| Task { id: "a".parse().unwrap(), text, owner });
    collection::vec((task, marks()), 0..4)
}

fn notes() -> impl Strategy<Value = Vec<Note>> {
    let note = (option::of(text()), prop_oneof![3 => text(), 1 => Just(String::new())]);
    collection::vec(note.prop_map(|(title, text)| Note { title, text }), 0..4)
}

fn headings() -> impl Strategy<Value = Headings> {
    let names = sample::subsequence(vec!["Went well", "MVP", "Note", "Kept note", "Earlier actions", "after"], 0..6);
    names.prop_map(|names| Headings { next: names.into_iter().map(str::to_owned).collect(), ..Headings::default() })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_item_is_read_as_one(
        (well, poorly, present) in (texts(), texts(), texts()),
        (next, blockers) in (tasks(), tasks()),
        earlier in collection::vec((text(), marks()), 0..4),
        notes in notes(),
        headings in headings(),
    ) {
        let mut page = Page::new("Retro of 2026-W47", "Help.\nMore help.", &headings);
        page.topic(Topic::EarlierActions, "");
        for (text, mark) in &earlier {
            page.entry(Topic::EarlierActions, Some(*mark), text);
        }
        page.column(Section::WentWell, &well);
        page.column(Section::WentPoorly, &poorly);
        page.tasks(Section::Next, "Hint.", next.iter().map(|(task, mark)| (task, *mark)));
        page.people("", &present);
        page.topic(Topic::Minutes, "");
        page.line("26");
        page.tasks(Section::Blockers, "", blockers.iter().map(|(task, mark)| (task, *mark)));
        page.notes(&notes);
        let text = page.into_text();
        let saved = match read(&text, "Retro of 2026-W47", &headings) {
            Ok(saved) => saved,
            Err(problem) => return Err(TestCaseError::fail(format!("{problem:?} in {text}"))),
        };
        let Saved { went_well, went_poorly, next: to_do, blockers: blocking, present: people, notes: kept, .. } = &saved;
        let counts = [went_well.len(), went_poorly.len(), to_do.len(), blocking.len(), people.len(), kept.len()];
        let written = [well.len(), poorly.len(), next.len(), blockers.len(), present.len(), notes.len()];
        prop_assert_eq!(counts, written, "{}\n{:#?}", text, saved);
        let ticked = |topic| saved.of(topic).map(|entry| entry.mark).collect::<Vec<_>>();
        let marks: Vec<_> = earlier.iter().map(|(_, mark)| Some(*mark)).collect();
        prop_assert_eq!(ticked(Topic::EarlierActions), marks, "{}", text);
        prop_assert_eq!(ticked(Topic::Minutes), vec![None]);
        let marks = |lines: &[super::Line]| lines.iter().map(|line| line.mark).collect::<Vec<_>>();
        prop_assert_eq!(marks(to_do), next.iter().map(|(_, mark)| *mark).collect::<Vec<_>>(), "{}", text);
        prop_assert_eq!(marks(blocking), blockers.iter().map(|(_, mark)| *mark).collect::<Vec<_>>(), "{}", text);
    }

    #[test]
    fn what_markdown_can_carry_is_carried_exactly(words in "[a-z]{5,9}( [a-z]{1,9}){0,5}", owner in "(Ana|Lee|Mira) Okafor") {
        let task = Task { id: "a".parse().unwrap(), text: words.clone(), owner: Some(owner.clone()) };
        let note = Note { title: Some(format!("{owner} {words}")), text: format!("{words}\n\n- {words}\n  - {words}") };
        let nested = format!("{words}\n- {words}\n  - {words}\n\n  {words}");
        let mut page = Page::new("T", "", &Headings::default());
        page.column(Section::WentWell, &[words.clone(), nested.clone()]);
        page.tasks(Section::Next, "", [(&task, Mark::Done)]);
        page.notes(std::slice::from_ref(&note));
        let saved = read(&page.into_text(), "T", &Headings::default()).unwrap();
        prop_assert_eq!(saved.went_well, vec![words.clone(), nested]);
        prop_assert_eq!(saved.next, vec![super::Line { text: words, owner: Some(owner), mark: Mark::Done }]);
        prop_assert_eq!(saved.notes, vec![note]);
    }
}
