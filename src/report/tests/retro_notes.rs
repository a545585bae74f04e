//! The notes of a retro: as it stood then, and in every layout.

use super::{add_retro, date, metric, plain, record, task, week};
use crate::model::{EngagementRecord, GoalKind, Note, Retro, Settings};
use crate::report::view::RetroNotes;
use crate::report::{retro_notes_document, retro_notes_subject};

/// Two retros: the second settles an action and a blocker of the first.
fn told() -> EngagementRecord {
    let mut record = record("checkout");
    record.engagement.mvp_in_production = Some(date("2026-11-19"));
    record.goals = vec![
        metric("coverage", GoalKind::Diffusion, (0.0, 10.0), &[("2026-W46", 4.0), ("2026-W47", 6.0)]),
        metric("speed", GoalKind::Technical, (40.0, 10.0), &[("2026-W46", 34.0)]),
    ];
    let first = Retro::new(week("2026-W46"));
    add_retro(
        &mut record,
        Retro { next: vec![task("a", Some("Ana")), task("b", None)], blockers: vec![task("c", None)], ..first },
    );
    let second = Retro::new(week("2026-W47"));
    let settled = |id: &str| vec![id.parse().unwrap()];
    add_retro(
        &mut record,
        Retro { done: settled("a"), cleared: settled("c"), date: Some(date("2026-11-20")), ..second },
    );
    record
}

fn notes(record: &EngagementRecord, at: &str) -> RetroNotes {
    RetroNotes::of(record, &Settings::default(), week(at), date("2026-12-01")).unwrap()
}

#[test]
fn they_are_of_their_week() {
    let record = told();
    let first = notes(&record, "2026-W46");
    assert_eq!(first.in_words(), "week 5 of 10");
    assert_eq!(first.summary.mvp.in_production, None, "that came later");
    assert!(first.unscored.is_empty() && first.earlier.is_empty() && first.cleared.is_empty());
    assert_eq!(first.goals.iter().map(|goal| goal.scores.len()).collect::<Vec<_>>(), [1, 1]);
    let second = notes(&record, "2026-W47");
    assert_eq!(second.unscored, ["speed"]);
    let earlier: Vec<_> = second.earlier.iter().map(|action| (action.id.as_str(), action.settled)).collect();
    assert_eq!(earlier, [("a", Some(week("2026-W47"))), ("b", None)]);
    assert_eq!(second.cleared.len(), 1);
    assert!(RetroNotes::of(&record, &Settings::default(), week("2026-W45"), date("2026-12-01")).is_none());
}

#[test]
fn what_was_settled_before_is_not_told_again() {
    let mut record = told();
    add_retro(&mut record, Retro::new(week("2026-W48")));
    let third = notes(&record, "2026-W48");
    assert_eq!(third.earlier.iter().map(|action| action.id.as_str()).collect::<Vec<_>>(), ["b"]);
    assert!(third.cleared.is_empty());
}

#[test]
fn an_empty_retro_has_no_empty_sections() {
    let mut record = record("checkout");
    let note = Note { title: Some(String::from("Kudos")), text: String::new() };
    add_retro(&mut record, Retro { notes: vec![note], ..Retro::new(week("2026-W47")) });
    let text = retro_notes_document(&notes(&record, "2026-W47")).plain();
    let expected = "The work on checkout\n====================\n\nWeekly retro, week 6 of 10 · 2026-W47\n\n\
                    Scores\n------\n\nunknown: it has no goals yet\n";
    assert_eq!(text, expected);
}

#[test]
fn the_subject_is_one_clean_line() {
    let mut record = told();
    record.engagement.title = String::from("Größe\r\nBcc: eve@example.org\u{202e}");
    let subject = retro_notes_subject(&notes(&record, "2026-W47"));
    assert_eq!(subject, "Retro notes: Größe Bcc: eve@example.org\u{fffd}, week 6 of 10 (2026-W47)");
    assert_eq!(plain(&subject), subject);
}
