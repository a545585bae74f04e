//! Laws of the readers of notes, for any text.
//!
//! No word is lost and none is doubled, whatever surrounds it; line ends do not matter; what is written into a sheet is
//! read as as many items as it was, and a remark on a line of it can be taken out again.
//!
//! The input: a byte for what is to be done with it, and a text. Each [`WORD`] in it becomes a word of its own.

use auxeng::model::{Headings, Note, Task as Action};
use auxeng::notes::sheet::{self, Page, annotated, is_blank, without_problems};
use auxeng::notes::{Mark, Notes, Section, Task, Topic, entries, parse, parse_project};

/// Becomes a word that occurs once.
const WORD: char = '@';

/// Parts the items of a sheet.
const ITEM: char = '\u{1f}';

/// Checks every law on `data`.
pub fn hold(data: &[u8]) {
    let [choice, rest @ ..] = data else { return };
    let Ok(text) = str::from_utf8(rest) else { return };
    let headings = headings(*choice);
    let (source, words) = with_words(text);
    for read in [parse, parse_project] {
        let notes = read(&source, &headings);
        nothing_is_lost(&notes, &words, &source);
        counts_agree(&notes, &source);
        if !source.contains(['\r', '\u{feff}']) {
            let windows = read(&source.replace('\n', "\r\n"), &headings);
            assert_eq!(windows, notes, "line ends do not matter");
        }
    }
    let _ = entries(&source, 1);
    remarks_go_again(text, &headings);
    sheet_is_read_back(text, &headings);
}

/// The names that a store could give to headings.
fn headings(choice: u8) -> Headings {
    let named = |bit: u8, name: &str| if choice & bit == 0 { Vec::new() } else { vec![name.to_owned()] };
    Headings {
        next: named(1, "Kept note"),
        went_well: named(2, "MVP"),
        takeaways: named(4, "Note"),
        ..Headings::default()
    }
}

/// Replaces each [`WORD`] by one of its own; the words of the text, in order.
fn with_words(text: &str) -> (String, Vec<String>) {
    let mut source = String::new();
    let mut count = 0;
    for c in text.chars() {
        if c == WORD {
            source.push_str(&format!("q{count}z"));
            count += 1;
        } else {
            source.push(c);
        }
    }
    let words = words(&source);
    (source, words)
}

/// The words of a text that are one of ours.
fn words(text: &str) -> Vec<String> {
    let number = |after: &str| after.split_once('z').map(|(number, _)| number.to_owned());
    let is_number = |number: &String| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    text.split('q').skip(1).filter_map(number).filter(is_number).collect()
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

fn nothing_is_lost(notes: &Notes, written: &[String], source: &str) {
    let mut found: Vec<String> = Vec::new();
    for text in texts(notes) {
        assert!(!text.contains('\r'));
        found.extend(words(&text));
    }
    let mut written = written.to_vec();
    found.sort_unstable();
    written.sort_unstable();
    assert_eq!(found, written, "from {source:?}, read as {notes:#?}");
}

fn counts_agree(notes: &Notes, source: &str) {
    let texts = [&notes.went_well, &notes.went_poorly, &notes.present].map(Vec::len);
    let tasks = [&notes.next, &notes.blockers].map(Vec::len);
    let entries = texts.iter().chain(&tasks).sum::<usize>() + notes.takeaways.len();
    let (placed, kept): (Vec<_>, Vec<_>) = notes.placements.iter().partition(|placement| placement.section.is_some());
    assert_eq!(placed.iter().map(|placement| placement.items).sum::<usize>(), entries, "{source:?} {notes:#?}");
    assert_eq!(kept.len(), notes.other.len(), "{source:?}");
    assert!(kept.iter().all(|placement| placement.items == 1));
    assert!(notes.placements.is_sorted_by_key(|placement| placement.line), "{source:?}");
    let lines = source.replace("\r\n", "\n").replace('\r', "\n").split('\n').count();
    let all = notes.placements.iter().map(|placement| placement.line).chain(notes.other.iter().map(|kept| kept.line));
    assert!(all.into_iter().all(|line| (1..=lines).contains(&line)), "{source:?} {notes:#?}");
    let texts = [&notes.went_well, &notes.went_poorly, &notes.present];
    assert!(texts.into_iter().flatten().all(|text| !text.trim().is_empty()), "{source:?}");
}

/// A remark on a line of a sheet is not read, and goes again.
fn remarks_go_again(text: &str, headings: &Headings) {
    let read = sheet::read(text, "T", headings);
    let _ = is_blank(text);
    let Err(problem) = read else { return };
    let lines = text.replace("\r\n", "\n").replace('\r', "\n").split('\n').count();
    assert!((1..=lines).contains(&problem.line), "{problem:?} of {text:?}");
    if without_problems(text) == text && !text.contains('\r') && !text.starts_with('\u{feff}') {
        let pointed = annotated(text, std::slice::from_ref(&problem));
        assert_eq!(without_problems(&pointed), text, "{problem:?}");
    }
}

/// Each item that is written into a sheet is read as one.
fn sheet_is_read_back(text: &str, headings: &Headings) {
    let items: Vec<String> =
        text.split(ITEM).filter(|item| !item.trim().is_empty()).take(8).map(str::to_owned).collect();
    let mut parts: [Vec<String>; 7] = Default::default();
    for (index, item) in items.iter().enumerate() {
        parts[index % 7].push(item.clone());
    }
    let [well, poorly, next, earlier, present, notes, owners] = parts;
    let marks = [Mark::Open, Mark::Done, Mark::Dropped];
    let actions: Vec<(Action, Mark)> = next
        .iter()
        .enumerate()
        .map(|(index, text)| {
            let owner = owners.get(index).cloned();
            (Action { id: "a".parse().unwrap(), text: text.clone(), owner }, marks[text.len() % 3])
        })
        .collect();
    let notes: Vec<Note> = notes
        .iter()
        .map(|text| match text.split_once(": ") {
            Some((title, text)) if !title.trim().is_empty() => {
                Note { title: Some(title.to_owned()), text: text.to_owned() }
            }
            _ => Note { title: None, text: text.clone() },
        })
        .collect();
    let mut page = Page::new("Retro of 2026-W47", "Help.\nMore help.", headings);
    page.topic(Topic::EarlierActions, "");
    for text in &earlier {
        page.entry(Topic::EarlierActions, Some(marks[text.len() % 3]), text);
    }
    page.column(Section::WentWell, &well);
    page.column(Section::WentPoorly, &poorly);
    page.tasks(Section::Next, "Hint.", actions.iter().map(|(task, mark)| (task, *mark)));
    page.people("", &present);
    page.topic(Topic::Minutes, "");
    page.line("26");
    page.notes(&notes);
    let written = page.into_text();
    let saved = sheet::read(&written, "Retro of 2026-W47", headings)
        .unwrap_or_else(|problem| panic!("{problem:?} in {written}"));
    let read = [&saved.went_well, &saved.went_poorly, &saved.present].map(Vec::len);
    assert_eq!(read, [well.len(), poorly.len(), present.len()], "{written}\n{saved:#?}");
    let read: Vec<Mark> = saved.next.iter().map(|line| line.mark).collect();
    assert_eq!(read, actions.iter().map(|(_, mark)| *mark).collect::<Vec<_>>(), "{written}\n{saved:#?}");
    assert_eq!(saved.notes.len(), notes.len(), "{written}\n{saved:#?}");
    assert_eq!(saved.of(Topic::EarlierActions).count(), earlier.len(), "{written}\n{saved:#?}");
    assert_eq!(saved.of(Topic::Minutes).count(), 1, "{written}\n{saved:#?}");
    assert!(saved.blockers.is_empty());
}
