//! What a check-in's file says.

use super::super::edit::Draft;
use crate::model::{Answer, CheckIn};

pub(in crate::store) fn check_in(draft: &mut Draft, check_in: &CheckIn) {
    let mut top = draft.top();
    top.column("present", &check_in.present);
    for (question, answer, about, note) in [
        ("comfortable", check_in.comfortable, "comfortable_note", &check_in.comfortable_note),
        ("habits", check_in.habits, "habits_note", &check_in.habits_note),
        ("dependent", check_in.dependent, "dependent_note", &check_in.dependent_note),
    ] {
        top.gap();
        top.word(question, answer.map(Answer::label));
        top.text(about, note.as_deref());
    }
    top.gap();
    top.word("note", check_in.note.as_deref());
}
