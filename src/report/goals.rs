//! The table of an engagement's goals.

use super::bars::bar;
use super::document::{Document, Layout};
use super::grid::{Grid, Side};
use super::numbers::{NOTHING, number, share, value};
use super::view::GoalView;
use crate::metrics::GoalState;
use crate::model::Week;
use crate::text::{Role, clean};

/// The goals of the engagement `title`, with their ids.
pub fn goals_document(title: &str, goals: &[GoalView], layout: Layout) -> Document {
    let mut page = Document::default();
    page.title(clean(title));
    add_goals(&mut page, goals, layout);
    page
}

/// Adds a table for each kind of goal, and one for the dropped ones.
pub(super) fn add_goals(page: &mut Document, goals: &[GoalView], layout: Layout) {
    let mut table = Grid::new(&[
        ("goal", Side::Left),
        ("baseline", Side::Right),
        ("now", Side::Right),
        ("target", Side::Right),
        ("progress", Side::Left),
        ("scored", Side::Left),
    ]);
    let mut group = "";
    for goal in goals {
        let kind = if goal.state == GoalState::Dropped {
            "dropped"
        } else {
            goal.kind.label()
        };
        if kind != group {
            let mut heading = vec![Role::Faint.paint(kind)];
            heading.resize(table.columns.len(), String::new());
            table.row(heading);
            group = kind;
        }
        table.row(row(goal, layout));
    }
    page.grid(table);
}

fn row(goal: &GoalView, layout: Layout) -> Vec<String> {
    const BAR: usize = 10;
    let unit = goal
        .unit
        .as_deref()
        .map_or_else(String::new, |unit| format!(", {}", clean(unit)));
    let title = format!("{}{unit} ({})", clean(&goal.title), clean(&goal.id));
    let progress = match (goal.state, goal.progress) {
        (GoalState::WaitingForProduction, _) => Role::Faint.paint("waiting for production"),
        (_, None) => Role::Faint.paint("not scored yet"),
        (_, Some(progress)) => {
            format!("{} {}", bar(progress, BAR, layout.unicode), share(progress))
        }
    };
    let bound = |number_: Option<f64>| number_.map_or_else(|| NOTHING.to_owned(), number);
    let target = match goal.measure {
        "milestone" => String::from("done"),
        "rating" => String::from("100 %"),
        _ => bound(goal.target),
    };
    let now = goal
        .value
        .map_or_else(|| NOTHING.to_owned(), |now| value(&goal.measured, now));
    let scored = goal
        .scores
        .last()
        .map_or_else(String::new, |score| Week::short(score.week));
    vec![title, bound(goal.baseline), now, target, progress, scored]
}
