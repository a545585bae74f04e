//! The net promoter score: how many said what, and how far it can be trusted.

use super::bars::bar;
use super::document::{Document, Layout};
use super::grid::{Grid, Side};
use super::numbers::{NOTHING, day, percent, signed, signed_end};
use super::view::{NpsTrendView, NpsView, QuarterView, RoleView, RoundChange, RoundView, TallyView};
use crate::metrics::{Change, Interval};
use crate::text::{Role, clean, clean_lines};

/// The NPS of the engagement `title`.
pub fn nps_document(title: &str, view: &NpsView, layout: Layout) -> Document {
    let mut page = Document::default();
    page.title(clean(title));
    if view.tally.n == 0 {
        page.text("No score: nobody has answered yet.");
        return page;
    }
    add_newest(&mut page, Some(view), layout);
    if view.rounds.len() > 1 {
        page.section("Rounds");
        page.grid(rounds(&view.rounds, false));
    }
    page
}

/// The NPS across engagements.
pub fn program_nps_document(view: &NpsView, layout: Layout) -> Document {
    let mut page = Document::default();
    page.title("Every engagement");
    if view.tally.n == 0 {
        page.text("No score: nobody has answered yet.");
        return page;
    }
    add_counts(&mut page, &view.tally, layout);
    page.section("Rounds");
    page.grid(rounds(&view.rounds, true));
    page
}

/// The NPS quarter by quarter.
pub fn nps_trend_document(view: &NpsTrendView) -> Document {
    let mut page = Document::default();
    page.title("NPS by quarter, every engagement");
    if view.quarters.is_empty() {
        page.text("No score: nobody has answered yet.");
        return page;
    }
    page.grid(quarters(&view.quarters));
    if let [.., before, newest] = view.quarters.as_slice()
        && let Some(change) = &newest.change
    {
        page.text(change_words(change, &before.quarter));
    }
    page
}

/// The score of each quarter.
pub(super) fn quarters(quarters: &[QuarterView]) -> Grid {
    let mut table = Grid::new(&[
        ("quarter", Side::Left),
        ("engagements", Side::Right),
        ("answers", Side::Right),
        ("9–10", Side::Right),
        ("7–8", Side::Right),
        ("0–6", Side::Right),
        ("nps", Side::Right),
        ("interval", Side::Left),
    ]);
    for row in quarters {
        let counts = [row.tally.n, row.tally.promoters, row.tally.passives, row.tally.detractors];
        let mut cells = vec![row.quarter.clone(), row.engagements.to_string()];
        cells.extend(counts.map(|n| n.to_string()));
        cells.extend([row.tally.score.map(signed).unwrap_or_default(), interval(row.tally.interval)]);
        table.row(cells);
    }
    table
}

/// Adds the newest round with its comments, when there is one.
pub(super) fn add_newest(page: &mut Document, view: Option<&NpsView>, layout: Layout) {
    let Some(view) = view else { return };
    add_counts(page, &view.tally, layout);
    let newest = RoundView::newest(&view.rounds);
    let Some(newest) = newest else { return };
    if let Some(change) = &view.change {
        page.text(round_change(change));
    }
    add_roles(page, newest);
    if newest.comments_withheld {
        page.text("Comments are withheld: fewer than five people have answered.");
    }
    page.list(newest.comments.iter().map(|comment| ("·", clean_lines(comment).into_owned())).collect());
}

/// How the score has changed since the round before, in words.
pub(super) fn round_change(change: &RoundChange) -> String {
    change_words(&change.change, &format!("the round of {}", day(change.from)))
}

/// How the score has changed since `before`, in words.
fn change_words(change: &Change, before: &str) -> String {
    let Change { difference, interval, clear } = change;
    let ends = format!("95 % between {} and {}", signed_end(interval.low), signed_end(interval.high));
    let difference = signed(*difference);
    if *clear {
        format!("Changed by {difference} since {before} ({ends}).")
    } else {
        format!("No clear change since {before} ({difference}, {ends}).")
    }
}

/// Adds what the answers of each role say, and that some are left out.
fn add_roles(page: &mut Document, round: &RoundView) {
    let mut table =
        Grid::new(&[("role", Side::Left), ("nps", Side::Right), ("answers", Side::Right), ("interval", Side::Left)]);
    for RoleView { role, n, score, interval: ends, .. } in &round.roles {
        let score = score.map(signed).unwrap_or_default();
        table.row(vec![clean(role).into_owned(), score, n.to_string(), interval(*ends)]);
    }
    page.grid(table);
    if let Some(text) = roles_withheld(round) {
        page.text(text);
    }
}

/// That scores by role are left out, where some are.
pub(super) fn roles_withheld(round: &RoundView) -> Option<String> {
    let which = if round.roles.is_empty() { "Scores by role" } else { "The scores of other roles" };
    let why = "a role has fewer than three answers, or its score could be worked out from the rest";
    round.roles_withheld.then(|| format!("{which} are withheld: {why}."))
}

fn add_counts(page: &mut Document, tally: &TallyView, layout: Layout) {
    const BAR: usize = 20;
    let score = tally.score.map_or_else(|| NOTHING.to_owned(), signed);
    let answered = match (tally.asked, tally.response_rate) {
        (Some(asked), Some(rate)) => format!("{} of {asked} answered ({})", tally.n, percent(rate)),
        _ => format!("{} answered", tally.n),
    };
    page.section(format!("NPS {score} · {answered} · {}", interval(tally.interval)));
    let mut table = Grid::new(&[("", Side::Left), ("", Side::Right), ("", Side::Left)]);
    for (name, n) in [("promoters", tally.promoters), ("passives", tally.passives), ("detractors", tally.detractors)] {
        let share = f64::from(n) / f64::from(tally.n.max(1));
        table.row(vec![format!("  {name}"), n.to_string(), bar(share, BAR, layout.unicode)]);
    }
    page.grid(table);
}

fn interval(interval: Option<Interval>) -> String {
    interval.map_or_else(String::new, |interval| {
        format!("95 % between {} and {}", signed(interval.low), signed(interval.high))
    })
}

fn rounds(rounds: &[RoundView], named: bool) -> Grid {
    let mut table = Grid::new(&[
        (if named { "engagement" } else { "" }, Side::Left),
        ("round", Side::Left),
        ("when", Side::Left),
        ("nps", Side::Right),
        ("answers", Side::Right),
        ("interval", Side::Left),
    ]);
    for round in rounds {
        let name = if named { clean(&round.engagement).into_owned() } else { String::new() };
        let score = round.tally.score.map_or_else(|| Role::Faint.paint("no score"), signed);
        table.row(vec![
            name,
            day(round.date),
            round.timing.label().to_owned(),
            score,
            round.tally.n.to_string(),
            interval(round.tally.interval),
        ]);
    }
    table
}
