//! The table of an engagement's milestones.

use super::document::Document;
use super::grid::{Grid, Side};
use super::view::MilestoneView;
use crate::model::{MilestoneKind, Week};
use crate::text::{clean, clean_lines};

/// The milestones of the engagement `title`, oldest first.
pub fn milestones_document(title: &str, milestones: &[MilestoneView]) -> Document {
    let mut page = Document::default();
    page.title(clean(title));
    let mut table =
        Grid::new(&[("date", Side::Left), ("week", Side::Left), ("milestone", Side::Left), ("id", Side::Left)]);
    for milestone in milestones {
        let (date, week) = (milestone.date.to_string(), Week::short(milestone.week));
        table.row(vec![date, week, words(milestone), clean(&milestone.id).into_owned()]);
    }
    page.grid(table);
    page
}

/// What happened, and what was said about it.
pub(super) fn words(milestone: &MilestoneView) -> String {
    let kind = match milestone.kind {
        MilestoneKind::Milestone => "",
        MilestoneKind::Scope => "scope: ",
    };
    let note = milestone.note.as_deref().map_or_else(String::new, |note| format!(" ({})", clean_lines(note)));
    format!("{kind}{}{note}", clean(&milestone.title))
}
