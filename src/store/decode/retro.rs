//! Reads a weekly retro.

use super::Fields;
use crate::model::{Note, Retro, Slug, Task, Week};

pub(in crate::store) fn retro(week: Week, fields: &mut Fields<'_, '_>) -> Retro {
    let date = fields.date("date");
    if let Some(date) = date
        && Week::of(date) != week
    {
        let message = format!("`date` {date} is in {}, and the file is that of {week}", Week::of(date));
        fields.misplaced("date", message, "correct the date, or look in git whose retro this was");
    }
    let minutes = fields.count("minutes");
    let present = fields.texts("present");
    let mvp_weeks = fields.count("mvp_weeks");
    let asked_for_negative = fields.flag("asked_for_negative");
    let went_well = fields.texts("went_well");
    let went_poorly = fields.texts("went_poorly");
    let done = fields.list("done");
    let dropped = fields.list("dropped");
    let cleared = fields.list("cleared");
    let next = fields.tables("next", task);
    let blockers = fields.tables("blockers", task);
    let notes = fields.tables("notes", |fields| {
        let title = fields.text("title");
        let text = fields.text("text").unwrap_or_default();
        Some(Note { title, text })
    });
    Retro {
        week,
        date,
        minutes,
        present,
        mvp_weeks,
        asked_for_negative,
        went_well,
        went_poorly,
        done,
        dropped,
        cleared,
        next,
        blockers,
        notes,
    }
}

/// A task; its id may be left out by hand, and is then what its text suggests.
fn task(fields: &mut Fields<'_, '_>) -> Option<Task> {
    let text = fields.text("text");
    let text = fields.required("text", text, "text = \"split the pipeline\"");
    let owner = fields.text("owner");
    let id: Option<Slug> = fields.parsed("id");
    let text = text?;
    let id = match id {
        Some(id) => id,
        None if fields.has("id") => return None,
        None => Slug::from_title(&text).or_else(|| "task".parse().ok())?,
    };
    Some(Task { id, text, owner })
}
