//! Reads a project retro.

use super::Fields;
use super::retro::note;
use crate::model::{About, FollowUp, ProjectRetro, Takeaway};

pub(in crate::store) fn project_retro(fields: &mut Fields<'_, '_>) -> Option<ProjectRetro> {
    let date = fields.date("date");
    let date = fields.required("date", date, "date = 2026-12-18");
    let minutes = fields.count("minutes");
    let present = fields.texts("present");
    let went_well = fields.texts("went_well");
    let went_poorly = fields.texts("went_poorly");
    let asked_for_negative = fields.flag("asked_for_negative");
    let notes_sent = fields.date("notes_sent");
    let next = fields.tables("next", |fields| {
        let text = fields.text("text");
        let text = fields.required("text", text, "text = \"show the batch team what it would take\"");
        let owner = fields.text("owner");
        Some(FollowUp { text: text?, owner })
    });
    let takeaways = fields.tables("takeaways", takeaway);
    let notes = fields.tables("notes", |fields| Some(note(fields)));
    Some(ProjectRetro {
        date: date?,
        minutes,
        present,
        went_well,
        went_poorly,
        asked_for_negative,
        notes_sent,
        next,
        takeaways,
        notes,
    })
}

fn takeaway(fields: &mut Fields<'_, '_>) -> Option<Takeaway> {
    let text = fields.text("text");
    let text = fields.required("text", text, "text = \"pair in the mornings\"");
    let about = fields.choice("about", &About::NAMES);
    let about = fields.required("about", about, "about = \"engagement\", or \"engagements\" for those in general");
    Some(Takeaway { text: text?, about: about? })
}
