//! The table of an engagement's goals.

use super::bars::bar;
use super::document::{Document, Layout};
use super::grid::{Grid, Side};
use super::numbers::{NOTHING, number, value};
use super::view::GoalView;
use crate::metrics::GoalState;
use crate::model::{Value, Week};
use crate::text::{Role, clean, clean_lines, share};

/// The goals of the engagement `title`, with the ids by which they are scored.
pub fn goals_document(title: &str, goals: &[GoalView], layout: Layout) -> Document {
    let mut page = Document::default();
    page.title(clean(title));
    page.grid(table(goals, true, layout));
    page.list(why(goals));
    page
}

/// Why each goal matters, where that is said.
fn why(goals: &[GoalView]) -> Vec<(&'static str, String)> {
    let line = |goal: &GoalView| Some((".", format!("{}: {}", goal.id, clean(goal.why.as_deref()?))));
    goals.iter().filter_map(line).collect()
}

/// What was said about the newest score of each goal.
pub(super) fn notes(goals: &[GoalView]) -> Vec<(&'static str, String)> {
    let note = |goal: &GoalView| {
        let score = goal.scores.last()?;
        let note = clean_lines(score.note.as_deref()?).into_owned();
        Some((".", format!("{}, {}: {note}", clean(&goal.title), score.week.short())))
    };
    goals.iter().filter_map(note).collect()
}

/// The goals by kind, the dropped ones last; `with_ids` puts the id before each.
pub(super) fn table(goals: &[GoalView], with_ids: bool, layout: Layout) -> Grid {
    let columns = [
        ("id", Side::Left),
        ("goal", Side::Left),
        ("baseline", Side::Right),
        ("now", Side::Right),
        ("target", Side::Right),
        ("progress", Side::Left),
        ("scored", Side::Left),
    ];
    let first = usize::from(!with_ids);
    let bar_width = match (layout.width, with_ids) {
        (100.., _) => 16,
        (_, true) => 0,
        (_, false) => 10,
    };
    let mut table = Grid::new(columns.get(first..).unwrap_or_default());
    let mut group = "";
    for goal in goals {
        let is_dropped = goal.state == GoalState::Dropped;
        let kind = if is_dropped { "dropped" } else { goal.kind.label() };
        if kind != group {
            let mut heading = vec![Role::Faint.paint(heading(kind))];
            heading.resize(table.columns.len(), String::new());
            table.row(heading);
            group = kind;
        }
        table.row(row(goal, bar_width, layout).into_iter().skip(first).collect());
    }
    table
}

/// `Diffusion:`, above the goals of a kind.
fn heading(kind: &str) -> String {
    let mut letters = kind.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).chain([':']).collect()
}

fn row(goal: &GoalView, bar_width: usize, layout: Layout) -> Vec<String> {
    vec![
        clean(&goal.id).into_owned(),
        titled(goal),
        baseline(goal),
        shown(goal, goal.value),
        target(goal),
        progress(goal, bar_width, layout),
        goal.scores.last().map_or_else(String::new, |score| Week::short(score.week)),
    ]
}

/// The title of `goal`, with the unit that it counts.
pub(super) fn titled(goal: &GoalView) -> String {
    let unit = goal.unit.as_deref().map_or_else(String::new, |unit| format!(", {}", clean(unit)));
    format!("{}{unit}", clean(&goal.title))
}

/// Where `goal` began, in its own terms.
pub(super) fn baseline(goal: &GoalView) -> String {
    bound(goal.baseline)
}

/// A value of `goal` in its own terms.
pub(super) fn shown(goal: &GoalView, now: Option<Value>) -> String {
    now.map_or_else(|| NOTHING.to_owned(), |now| value(&goal.measured, now))
}

/// What `goal` aims at, in its own terms.
pub(super) fn target(goal: &GoalView) -> String {
    match goal.measure {
        "milestone" => String::from("done"),
        "rating" => String::from("100 %"),
        _ => bound(goal.target),
    }
}

fn bound(bound: Option<f64>) -> String {
    bound.map_or_else(|| NOTHING.to_owned(), number)
}

/// How far `goal` has come, behind a bar of `bar_width` columns.
pub(super) fn progress(goal: &GoalView, bar_width: usize, layout: Layout) -> String {
    match (goal.state, goal.progress) {
        (GoalState::WaitingForProduction, _) => Role::Faint.paint("waiting for MVP"),
        (_, None) => Role::Faint.paint("not scored yet"),
        (_, Some(progress)) => {
            format!("{} {}", bar(progress, bar_width, layout.unicode), share(progress)).trim().to_owned()
        }
    }
}
