//! The notes of a weekly retro, for everybody who came.

use super::document::{Document, Layout};
use super::goals;
use super::grid::{Grid, Side};
use super::numbers::day;
use super::page::{mvp, note_text, task};
use super::view::{GoalView, RetroNotes, ScoreView, TaskView};
use crate::metrics::TaskState;
use crate::model::Value;
use crate::text::{clean, clean_lines, count, list, share};

/// In mail there are no bars, so nothing depends on a terminal.
pub(super) const MAIL: Layout = Layout { width: 72, unicode: true };

/// The notes, to be laid out as Markdown, plain text or HTML.
pub fn retro_notes_document(notes: &RetroNotes) -> Document {
    let mut page = Document::default();
    page.title(clean(&notes.summary.title));
    page.text(introduction(notes));
    page.section("Scores");
    page.text(standing(notes));
    page.grid(scores(notes));
    page.list(said_of_scores(notes));
    add_texts(&mut page, "Went well", &notes.retro.went_well);
    add_texts(&mut page, "Went poorly", &notes.retro.went_poorly);
    let next = notes.retro.next.iter().map(|action| task(&action.text, action.owner.as_deref()));
    add(&mut page, "Do next time", next.collect());
    add(&mut page, "Actions of earlier retros", notes.earlier.iter().map(|action| told(action, "done")).collect());
    add_way_to_production(&mut page, notes);
    // A note without a text is a heading that headed nothing.
    let others = notes.retro.notes.iter().filter(|note| !note.text.is_empty());
    add(&mut page, "Other notes", others.map(note_text).collect());
    page
}

/// What a mail with the notes is about, in one line.
pub fn retro_notes_subject(notes: &RetroNotes) -> String {
    format!("Retro notes: {}, {} ({})", clean(&notes.summary.title), notes.in_words(), notes.retro.week)
}

fn introduction(notes: &RetroNotes) -> String {
    let retro = &notes.retro;
    let date = retro.date.map_or_else(|| retro.week.to_string(), day);
    let mut facts = vec![format!("Weekly retro, {}", notes.in_words()), date];
    let minutes = retro.minutes.and_then(|minutes| usize::try_from(minutes).ok());
    facts.extend(minutes.map(|minutes| count(minutes, "minute")));
    let mut lines = vec![facts.join(" · ")];
    if !retro.present.is_empty() {
        let names: Vec<_> = retro.present.iter().map(|name| clean(name)).collect();
        lines.push(format!("Present: {}", list(&names)));
    }
    lines.join("\n")
}

/// How far diffusion and delivery are, against what is expected.
fn standing(notes: &RetroNotes) -> String {
    let summary = &notes.summary;
    let score = |name: &str, score: Option<f64>| Some(format!("{name} {}", share(score?)));
    let now = [score("diffusion", summary.diffusion), score("delivery", summary.delivery)];
    let now: Vec<String> = now.into_iter().flatten().collect();
    let mut lines = Vec::new();
    if let (Some(outlook), Some(reason)) = (summary.health, &summary.reason) {
        lines.push(format!("{}: {reason}", outlook.label()));
    }
    if !now.is_empty() {
        lines.push(format!("{}, expected by now {}", list(&now), share(summary.expected)));
    }
    let unscored: Vec<_> = notes.unscored.iter().map(|title| clean(title)).collect();
    if !unscored.is_empty() {
        lines.push(format!("not scored this week: {}", list(&unscored)));
    }
    lines.join("\n")
}

/// The score that `goal` got in the week of the retro.
fn of_week<'a>(goal: &'a GoalView, notes: &RetroNotes) -> Option<&'a ScoreView> {
    goal.scores.last().filter(|score| score.week == notes.retro.week)
}

fn scores(notes: &RetroNotes) -> Grid {
    let mut table = Grid::new(&[
        ("goal", Side::Left),
        ("before", Side::Right),
        ("now", Side::Right),
        ("target", Side::Right),
        ("progress", Side::Left),
    ]);
    for goal in &notes.goals {
        if let Some(score) = of_week(goal, notes) {
            let before = goal.scores.iter().rev().nth(1).map(|score| score.value);
            let before = goals::shown(goal, before.or(goal.baseline.map(Value::Number)));
            let now = goals::shown(goal, Some(score.value));
            table.row(vec![goals::titled(goal), before, now, goals::target(goal), goals::progress(goal, 0, MAIL)]);
        }
    }
    table
}

/// What was said about the scores of the week.
fn said_of_scores(notes: &RetroNotes) -> Vec<(&'static str, String)> {
    let said = |goal: &GoalView| {
        let note = of_week(goal, notes)?.note.as_deref()?;
        Some((".", format!("{}: {}", clean(&goal.title), clean_lines(note))))
    };
    notes.goals.iter().filter_map(said).collect()
}

fn add_way_to_production(page: &mut Document, notes: &RetroNotes) {
    let said = mvp(&notes.summary.mvp);
    let blocking = notes.summary.blockers.iter().map(|blocker| told(&blocker.task, "cleared"));
    let cleared = notes.cleared.iter().map(|blocker| told(blocker, "cleared"));
    let blockers: Vec<String> = blocking.chain(cleared).collect();
    if said.is_none() && blockers.is_empty() {
        return;
    }
    page.section("On the way to production");
    if let Some(said) = said {
        page.text(said);
    }
    page.list(items(blockers));
}

/// `Ana: split the pipeline (since W45): done`.
fn told(task_view: &TaskView, done: &str) -> String {
    let state = match task_view.state {
        TaskState::Open => "open",
        TaskState::Done => done,
        TaskState::Dropped => "dropped",
    };
    let text = task(&task_view.text, task_view.owner.as_deref());
    format!("{text} (since {}): {state}", task_view.since.short())
}

/// Adds a section with these texts, where there are any.
pub(super) fn add_texts(page: &mut Document, title: &str, texts: &[String]) {
    add(page, title, texts.iter().map(|text| clean_lines(text).into_owned()).collect());
}

/// Adds a section, where there is something in it.
pub(super) fn add(page: &mut Document, title: &str, texts: Vec<String>) {
    if !texts.is_empty() {
        page.section(title);
        page.list(items(texts));
    }
}

fn items(texts: Vec<String>) -> Vec<(&'static str, String)> {
    texts.into_iter().map(|text| ("-", text)).collect()
}
