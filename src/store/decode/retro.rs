//! Reads a weekly retro.

use super::Fields;
use crate::model::{Note, OutOfTen, Retro, Slug, Task, TimeSplit, Week};

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
    let failure_modes = fields.choices("failure_modes");
    let time = fields.table("time").and_then(|mut table| {
        let time = time(&mut table);
        table.finish();
        time
    });
    let satisfaction = fields.integer("satisfaction", 0..=10).and_then(OutOfTen::new);
    let notes_sent = fields.date("notes_sent");
    let done = fields.list("done");
    let dropped = fields.list("dropped");
    let cleared = fields.list("cleared");
    let next = fields.tables("next", task);
    let blockers = fields.tables("blockers", task);
    let notes = fields.tables("notes", |fields| Some(note(fields)));
    Retro {
        week,
        date,
        minutes,
        present,
        mvp_weeks,
        asked_for_negative,
        went_well,
        went_poorly,
        failure_modes,
        time,
        satisfaction,
        notes_sent,
        done,
        dropped,
        cleared,
        next,
        blockers,
        notes,
    }
}

/// A split of the week; pairing, host or home is 0 where it is left out.
fn time(fields: &mut Fields<'_, '_>) -> Option<TimeSplit> {
    let [pairing, host, home] =
        [fields.number("pairing"), fields.number("host"), fields.number("home")].map(Option::unwrap_or_default);
    let (backlog, planning) = (fields.number("backlog"), fields.number("planning"));
    let split = TimeSplit::in_parts([pairing, host, home], backlog, planning);
    if split.is_none() {
        let message = String::from("the parts of `time` are no split of a week");
        fields.invalid_table(message, "write numbers of one unit, none below 0, not all of them 0: pairing = 3");
    }
    split
}

/// A note; one without a text is a heading that headed nothing.
pub(super) fn note(fields: &mut Fields<'_, '_>) -> Note {
    let title = fields.text("title");
    let text = fields.text("text").unwrap_or_default();
    Note { title, text }
}

/// A task; its id may be left out by hand, and is then what its text suggests.
fn task(fields: &mut Fields<'_, '_>) -> Option<Task> {
    let text = fields.text("text");
    let text = fields.required("text", text, "text = \"split the pipeline\"");
    let owner = fields.text("owner");
    let id: Option<Slug> = fields.parsed("id");
    let text = text?;
    // One that cannot be is an error, and with it the record is not read.
    let id = id.unwrap_or_else(|| suggested_id(&text));
    Some(Task { id, text, owner })
}

/// The id of a task whose own was left out.
pub(in crate::store) fn suggested_id(text: &str) -> Slug {
    Slug::suggested(text, "task")
}
