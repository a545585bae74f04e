//! From records to TOML: what each kind of file says, in its canonical order.
//!
//! The same functions fill a new file and change one that is there.
//!
//! The order is made for git, which sees a conflict where two people change the same line, or lines next to each other,
//! or add lines at the same place. So fields stand apart by a blank line. Each field that may be added later has a place
//! of its own, beside a line that no change touches: the first line of a list or its last, `measure`, `[scores]`. For
//! that, lists are there from the start, also while they are empty.

mod agreed;
mod champion;
mod check_in;
mod feedback;
mod proposal;

pub(super) use champion::champion;
pub(super) use check_in::check_in;
pub(super) use feedback::feedback;
pub(super) use proposal::{agreement, proposal, vote};

use super::decode::suggested_id;
use super::edit::{Draft, Present, Section};
use crate::model::{
    Engagement, EngagementKind, Goal, Measure, Milestone, MilestoneKind, Note, ProjectRetro, Response, Retro, Score,
    Task, Value,
};

pub(super) fn engagement(draft: &mut Draft, engagement: &Engagement) {
    let mut top = draft.top();
    top.text("title", Some(&engagement.title));
    top.gap();
    top.word("practice", engagement.practice.as_deref());
    top.gap();
    top.word("kind", engagement.kind.map(EngagementKind::label));
    top.gap();
    top.word("host", engagement.host.as_deref());
    top.gap();
    top.date("start", Some(engagement.start));
    top.gap();
    top.date("end", Some(engagement.end));
    top.gap();
    top.date("mvp_in_production", engagement.mvp_in_production);
    top.gap();
    top.people("engineers", &engagement.engineers);
    top.text("home", engagement.home.as_deref());
    top.gap();
    top.spelled("advisor", engagement.advisor.as_ref());
    top.gap();
    top.people("people", &engagement.people);
    agreed::agreed(&mut top, engagement);
    let close = engagement.close.as_ref().map(|close| {
        |table: &mut Section<'_>| {
            table.date("date", Some(close.date));
            table.flag_if("early", close.early);
            table.text("reason", close.reason.as_deref());
            table.text("outcome", close.outcome.as_deref());
        }
    });
    top.table("close", close);
}

pub(super) fn goal(draft: &mut Draft, goal: &Goal) {
    let mut top = draft.top();
    top.text("title", Some(&goal.title));
    top.gap();
    top.text("kind", Some(goal.kind.label()));
    top.gap();
    top.text("why", goal.why.as_deref());
    top.gap();
    top.text("measure", Some(goal.measure.label()));
    let is_metric = matches!(goal.measure, Measure::Metric { .. });
    if is_metric {
        top.text("unit", goal.measure.unit());
        top.gap();
        top.number("baseline", goal.measure.baseline());
        top.gap();
        top.number("target", goal.measure.target());
    }
    top.gap();
    top.factor("weight", goal.weight);
    top.gap();
    top.switch("mvp", goal.mvp);
    let dropped = goal.dropped.as_ref().map(|dropped| {
        |table: &mut Section<'_>| {
            table.date("date", Some(dropped.date));
            table.text("reason", dropped.reason.as_deref());
        }
    });
    top.table("dropped", dropped);
    top.keyed("scores", &goal.scores, score);
}

fn score(table: &mut Section<'_>, score: &Score) {
    match score.value {
        Value::Number(number) => table.number("value", Some(number)),
        Value::Done(done) => table.flag("value", Some(done)),
    }
    table.text("note", score.note.as_deref());
}

pub(super) fn milestone(draft: &mut Draft, milestone: &Milestone) {
    let mut top = draft.top();
    top.text("title", Some(&milestone.title));
    top.date("date", Some(milestone.date));
    top.text_unless("kind", milestone.kind.label(), MilestoneKind::Milestone.label());
    top.gap();
    top.text("note", milestone.note.as_deref());
}

pub(super) fn retro(draft: &mut Draft, retro: &Retro) {
    let mut top = draft.top();
    top.date("date", retro.date);
    top.gap();
    top.integer("minutes", retro.minutes.map(i64::from));
    top.gap();
    top.column("present", &retro.present);
    top.date("notes_sent", retro.notes_sent);
    top.gap();
    let time = retro.time.map(|time| {
        move |table: &mut Section<'_>| {
            let is_new = table.is_empty();
            for (key, part) in [("pairing", time.pairing), ("host", time.host), ("home", time.home)] {
                // A part that somebody left out is 0, and stays left out.
                if is_new || table.has(key) || part > 0.0 {
                    table.number(key, Some(part));
                }
            }
            table.number("backlog", time.backlog);
            table.number("planning", time.planning);
        }
    });
    top.line("time", time);
    top.gap();
    columns(&mut top, (&retro.went_well, &retro.went_poorly), retro.asked_for_negative);
    let modes: Vec<&str> = retro.failure_modes.iter().map(|mode| mode.label()).collect();
    top.column("failure_modes", &modes);
    top.gap();
    top.integer("satisfaction", retro.satisfaction.map(|satisfaction| i64::from(satisfaction.get())));
    top.gap();
    top.column("done", &retro.done);
    top.texts("dropped", &retro.dropped);
    top.gap();
    top.texts("cleared", &retro.cleared);
    top.gap();
    top.lines("next", &retro.next, is_task, task);
    top.gap();
    top.integer("mvp_weeks", retro.mvp_weeks.map(i64::from));
    top.gap();
    top.lines("blockers", &retro.blockers, is_task, task);
    top.tables("notes", &retro.notes, is_note, note);
}

/// What went well and what went poorly, and whether somebody asked for the latter.
fn columns(top: &mut Section<'_>, (well, poorly): (&[String], &[String]), asked: Option<bool>) {
    top.column("went_well", well);
    top.gap();
    top.column("went_poorly", poorly);
    top.flag("asked_for_negative", asked);
    top.gap();
}

pub(super) fn project_retro(draft: &mut Draft, retro: &ProjectRetro) {
    let mut top = draft.top();
    top.date("date", Some(retro.date));
    top.gap();
    top.integer("minutes", retro.minutes.map(i64::from));
    top.gap();
    top.column("present", &retro.present);
    top.date("notes_sent", retro.notes_sent);
    top.gap();
    columns(&mut top, (&retro.went_well, &retro.went_poorly), retro.asked_for_negative);
    let says = |table: &Present<'_>, text: &str| table.text("text") == Some(text);
    top.lines(
        "next",
        &retro.next,
        |table, item| says(table, &item.text),
        |table, item| {
            table.text("text", Some(&item.text));
            table.text("owner", item.owner.as_deref());
        },
    );
    top.gap();
    top.lines(
        "takeaways",
        &retro.takeaways,
        |table, item| says(table, &item.text),
        |table, item| {
            table.text("text", Some(&item.text));
            table.text("about", Some(item.about.label()));
        },
    );
    top.tables("notes", &retro.notes, is_note, note);
}

/// Whether a table is about `task`: by its id or, where somebody left that out, by its text, which suggests the id.
fn is_task(table: &Present<'_>, task: &Task) -> bool {
    match table.text("id") {
        Some(id) => id == task.id.as_str(),
        None => table.text("text") == Some(&task.text) && suggested_id(&task.text) == task.id,
    }
}

fn task(table: &mut Section<'_>, task: &Task) {
    // An id that was left out, or is blank, is what the text suggests, and stays left out.
    if table.is_empty() || table.says("id") {
        table.text("id", Some(task.id.as_str()));
    }
    table.text("text", Some(&task.text));
    table.text("owner", task.owner.as_deref());
}

fn is_note(table: &Present<'_>, note: &Note) -> bool {
    table.text("title") == note.title.as_deref() && table.text("text").unwrap_or_default() == note.text
}

fn note(table: &mut Section<'_>, note: &Note) {
    table.text("title", note.title.as_deref());
    table.text("text", Some(&note.text).filter(|text| !text.is_empty()).map(String::as_str));
}

pub(super) fn response(draft: &mut Draft, response: &Response) {
    let mut top = draft.top();
    top.integer("score", Some(i64::from(response.score.get())));
    top.text("role", response.role.as_deref());
    top.text("why", response.why.as_deref());
}
