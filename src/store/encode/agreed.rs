//! What an engagement's file says of what is agreed beside the goals.

use super::super::edit::{Present, Section};
use crate::model::{Engagement, Handover, WorkDay};

/// What the engagement is for, by its kind; its meetings; and what stays when it is over.
pub(super) fn agreed(top: &mut Section<'_>, engagement: &Engagement) {
    top.text("desired_outcome", engagement.desired_outcome.as_deref());
    top.gap();
    top.text("symptom", engagement.symptom.as_deref());
    top.gap();
    top.text("symptom_metric", engagement.symptom_metric.as_deref());
    top.gap();
    top.column("rituals", &engagement.rituals);
    top.date("kickoff", engagement.kickoff);
    top.gap();
    let weekly_retro = engagement.weekly_retro.as_ref().map(|retro| {
        |table: &mut Section<'_>| {
            table.text("day", retro.day.map(WorkDay::label));
            table.time("time", retro.time);
            table.gap();
            let replaced = retro.replaced.as_ref();
            table.text("replaced_by", replaced.map(|replaced| replaced.by.as_str()));
            table.text("because", replaced.map(|replaced| replaced.because.as_str()));
        }
    });
    top.line("weekly_retro", weekly_retro);
    top.gap();
    let is = |table: &Present<'_>, item: &Handover| table.text("what") == Some(&item.what);
    top.lines("handover", &engagement.handover, is, |table, item| {
        table.text("what", Some(&item.what));
        table.text("who", Some(&item.who));
        table.text("note", item.note.as_deref());
    });
}
