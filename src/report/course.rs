//! The course of an engagement: its weeks beside what was expected of them, and what became of its actions.

use super::grid::{Grid, Side};
use super::numbers::{NOTHING, number};
use super::view::{CourseView, ReportView};
use crate::metrics::FollowThrough;
use crate::text::share;

/// The weeks of an engagement that has had retros, one row a week.
pub(super) fn weeks(view: &ReportView) -> Grid {
    let mut table = Grid::new(&[
        ("week", Side::Left),
        ("diffusion", Side::Right),
        ("delivery", Side::Right),
        ("expected", Side::Right),
        ("well", Side::Left),
        ("poorly", Side::Left),
        ("mvp in", Side::Left),
    ]);
    if view.retros.is_empty() {
        return table;
    }
    for at in &view.course {
        table.row(row(at));
    }
    table
}

fn row(at: &CourseView) -> Vec<String> {
    let score = |score: Option<f64>| score.map_or_else(|| NOTHING.to_owned(), share);
    vec![
        at.week.short(),
        score(at.diffusion),
        score(at.delivery),
        share(at.expected),
        tally(at.went_well, "+"),
        tally(at.went_poorly, "-"),
        at.mvp_weeks.map_or_else(String::new, weeks_away),
    ]
}

/// How many there were, as strokes that are compared at a glance.
fn tally(count: Option<usize>, stroke: &str) -> String {
    const MOST: usize = 9;
    match count {
        None => NOTHING.to_owned(),
        Some(0) => String::from("0"),
        Some(count) if count > MOST => format!("{} {count}", stroke.repeat(MOST)),
        Some(count) => stroke.repeat(count),
    }
}

fn weeks_away(weeks: u32) -> String {
    match weeks {
        0 => String::from("there"),
        1 => String::from("1 week"),
        weeks => format!("{weeks} weeks"),
    }
}

/// What became of the actions, as the parts of a line; none where none was raised.
pub(super) fn follow_through(actions: &FollowThrough) -> Vec<String> {
    if actions.raised == 0 {
        return Vec::new();
    }
    let mut parts = vec![format!("{} raised", actions.raised), format!("{} done", actions.done)];
    if actions.dropped > 0 {
        parts.push(format!("{} dropped", actions.dropped));
    }
    if actions.open > 0 {
        parts.push(format!("{} open", actions.open));
    }
    parts.extend(actions.weeks_to_done.map(how_long));
    parts
}

fn how_long(median: f64) -> String {
    match median {
        0.0 => String::from("half of those done were done in their week"),
        1.0 => String::from("half of those done took 1 week or less"),
        weeks => format!("half of those done took {} weeks or less", number(weeks)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_are_counted_where_they_are_many() {
        for (count, shown) in
            [(None, "–"), (Some(0), "0"), (Some(3), "+++"), (Some(9), "+++++++++"), (Some(10), "+++++++++ 10")]
        {
            assert_eq!(tally(count, "+"), shown);
        }
    }

    #[test]
    fn what_became_of_the_actions_is_one_line() {
        let none = FollowThrough::default();
        let some = FollowThrough { raised: 7, done: 4, open: 3, weeks_to_done: Some(1.5), ..none };
        for (actions, line) in [
            (none, ""),
            (FollowThrough { raised: 1, open: 1, ..none }, "1 raised, 0 done, 1 open"),
            (some, "7 raised, 4 done, 3 open, half of those done took 1.5 weeks or less"),
            (
                FollowThrough { dropped: 1, weeks_to_done: Some(1.0), ..some },
                "7 raised, 4 done, 1 dropped, 3 open, half of those done took 1 week or less",
            ),
        ] {
            assert_eq!(follow_through(&actions).join(", "), line);
        }
    }
}
