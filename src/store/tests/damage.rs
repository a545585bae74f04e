//! Whatever has happened to a file, reading it survives, and a record that is not read is never passed over in silence.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::arbitrary::{engagement, goal, milestone, project_retro, response, retro, text};
use super::{Record, created, parsed};

/// What may get into a file by accident.
pub(super) const SLIPS: [&str; 14] =
    ["", "\"", "\"\"", "\n", " = ", "[", "]]", "{}", "0", "-1", "nan", "2026-13-45", "<<<<<<< HEAD\n", "\n\"\" = []\n"];

/// The text of a record with a stretch of it replaced.
pub(super) fn damaged(record: &impl Record, from: Index, length: usize, slip: &str) -> String {
    let text: Vec<char> = created(record).chars().collect();
    let start = from.index(text.len() + 1);
    let end = (start + length).min(text.len());
    let parts = [&text[..start], &slip.chars().collect::<Vec<_>>(), &text[end..]];
    parts.concat().into_iter().collect()
}

pub(super) fn survives<T: Record>(like: &T, text: &str) -> Result<(), TestCaseError> {
    let (record, findings) = parsed(text, like);
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    prop_assert_eq!(record.is_none(), errors > 0, "{:?}\n{}", findings, text);
    let lines = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    for finding in findings {
        let excerpt = finding.place.and_then(|place| place.excerpt);
        let excerpt = excerpt.expect("a place in the file");
        let line = lines.split('\n').nth(excerpt.line - 1).unwrap_or_default();
        let shown = excerpt.text.trim_end_matches('\r');
        prop_assert_eq!(shown, line.trim_end_matches('\r'), "{}", text);
        prop_assert!(excerpt.column <= line.chars().count() + 1, "{:?}", excerpt);
        prop_assert!(!finding.message.is_empty() && !finding.help.is_empty());
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_damaged_engagement(record in engagement(), from: Index, length in 0..30_usize, slip in select(&SLIPS[..])) {
        survives(&record, &damaged(&record, from, length, slip))?;
    }

    #[test]
    fn a_damaged_goal(record in goal(), from: Index, length in 0..30_usize, slip in select(&SLIPS[..])) {
        survives(&record, &damaged(&record, from, length, slip))?;
    }

    #[test]
    fn a_damaged_milestone(record in milestone(), from: Index, length in 0..30_usize, slip in select(&SLIPS[..])) {
        survives(&record, &damaged(&record, from, length, slip))?;
    }

    #[test]
    fn a_damaged_retro(record in retro(), from: Index, length in 0..30_usize, slip in select(&SLIPS[..])) {
        survives(&record, &damaged(&record, from, length, slip))?;
    }

    #[test]
    fn a_damaged_project_retro(
        record in project_retro(), from: Index, length in 0..30_usize, slip in select(&SLIPS[..]),
    ) {
        survives(&record, &damaged(&record, from, length, slip))?;
    }

    #[test]
    fn a_damaged_response(record in response(), from: Index, length in 0..30_usize, slip in select(&SLIPS[..])) {
        survives(&record, &damaged(&record, from, length, slip))?;
    }

    #[test]
    fn any_text_at_all(record in retro(), text in text()) {
        survives(&record, &text)?;
    }
}
