//! What comes after the end of an engagement: hand-over, champions, check-ins.

use super::champions;
use super::document::{Document, Layout};
use super::grid::{Grid, Side};
use super::numbers::{NOTHING, day};
use super::view::{CheckInView, HandoverView, HeldCheckInView, ReportView};
use crate::model::Answer;
use crate::text::{Role, clean, clean_lines};

/// Adds what is known of the time after the end.
pub(super) fn add_after(page: &mut Document, view: &ReportView, layout: Layout) {
    if !view.handover.is_empty() {
        page.section("Hand-over");
        page.grid(handover(&view.handover));
    }
    if !view.champions.is_empty() {
        page.section("Champions");
        page.grid(champions::table(&view.champions, false, layout));
        page.list(champions::last_words(&view.champions));
    }
    for check_in in view.check_ins.iter().rev() {
        page.section(format!("Check-in of {}", day(check_in.date)));
        page.grid(check_in_table(check_in));
        page.list(check_in.note.iter().map(|note| (".", clean_lines(note).into_owned())).collect());
    }
}

/// What stays, and who maintains it.
fn handover(items: &[HandoverView]) -> Grid {
    let mut table = Grid::new(&[("what stays", Side::Left), ("who maintains it", Side::Left)]);
    for item in items {
        let note = item.note.as_deref().map_or_else(String::new, |note| format!(" ({})", clean_lines(note)));
        table.row(vec![format!("{}{note}", clean(&item.what)), clean(&item.who).into_owned()]);
    }
    table
}

/// The questions with the answers.
fn check_in_table(check_in: &CheckInView) -> Grid {
    let mut table = Grid::new(&[("asked", Side::Left), ("answer", Side::Left), ("in words", Side::Left)]);
    for (question, answer, note) in check_in.questions() {
        let is_good_when_no = question.starts_with("still");
        let words = note.map(|note| clean_lines(note).into_owned()).unwrap_or_default();
        table.row(vec![question.to_owned(), judged(answer, is_good_when_no), words]);
    }
    table
}

/// An answer, in the colour of what it means.
fn judged(answer: Option<Answer>, is_good_when_no: bool) -> String {
    let Some(answer) = answer else {
        return NOTHING.to_owned();
    };
    let role = match (answer, is_good_when_no) {
        (Answer::Partly, _) => Role::Caution,
        (Answer::Yes, false) | (Answer::No, true) => Role::Good,
        (Answer::No, false) | (Answer::Yes, true) => Role::Bad,
    };
    role.paint(answer.label())
}

/// The newest check-in of each engagement.
pub(super) fn check_ins(held: &[HeldCheckInView]) -> Grid {
    let mut table = Grid::new(&[
        ("engagement", Side::Left),
        ("check-in", Side::Left),
        ("comfortable", Side::Left),
        ("habits kept", Side::Left),
        ("depends on us", Side::Left),
    ]);
    table.ids = Some(0);
    for HeldCheckInView { engagement, check_in, .. } in held {
        table.row(vec![
            clean(engagement).into_owned(),
            check_in.date.to_string(),
            judged(check_in.comfortable, false),
            judged(check_in.habits, false),
            judged(check_in.dependent, true),
        ]);
    }
    table
}
