//! Reads a milestone.

use super::Fields;
use crate::model::{Milestone, MilestoneKind, Slug};

pub(in crate::store) fn milestone(id: &Slug, fields: &mut Fields<'_, '_>) -> Option<Milestone> {
    let title = fields.text("title");
    let title = fields.required("title", title, "title = \"First contract in the pipeline\"");
    let date = fields.date("date");
    let date = fields.required("date", date, "date = 2026-11-20");
    let kind = fields.choice("kind", &MilestoneKind::NAMES).unwrap_or(MilestoneKind::Milestone);
    let note = fields.text("note");
    Some(Milestone { id: id.clone(), title: title?, date: date?, kind, note })
}
