//! The status table: who needs help first, and why.

use super::bars::sparkline;
use super::document::{Document, Layout};
use super::grid::{Grid, Side};
use super::numbers::{NOTHING, day};
use super::view::{StatusView, Summary, WeekView};
use crate::metrics::Outlook;
use crate::model::{Stage, Week};
use crate::text::{Role, clean, count, share};

/// From how many columns on there is room for sparklines.
const SPARK_FROM: usize = 72;
/// How many weeks a sparkline shows.
const SPARK_WEEKS: usize = 8;

/// The table of all engagements, with the reasons of those that need attention.
pub fn status_document(view: &StatusView, layout: Layout) -> Document {
    let mut page = Document::default();
    page.text(format!("{} · {}", day(view.today), stages(view)));
    let columns: Vec<&Column> = COLUMNS.iter().filter(|column| layout.width >= column.from).collect();
    let titles: Vec<(&'static str, Side)> = columns.iter().map(|column| (column.title, column.side)).collect();
    let mut table = Grid::new(&titles);
    for engagement in &view.engagements {
        table.row(columns.iter().map(|column| (column.cell)(engagement, layout)).collect());
    }
    page.grid(table);
    let mut reasons = Grid::new(&[("", Side::Left), ("", Side::Left)]);
    for engagement in &view.engagements {
        for (index, found) in engagement.attention.iter().enumerate() {
            let id = if index == 0 { clean(&engagement.id).into_owned() } else { String::new() };
            reasons.row(vec![format!("  {id}"), found.message.clone()]);
        }
    }
    if !reasons.is_empty() {
        page.section("Needs attention");
        page.grid(reasons);
    }
    page
}

/// `3 running, 1 planned, 2 need attention`.
fn stages(view: &StatusView) -> String {
    let stages = [Stage::Running, Stage::WrappingUp, Stage::Planned, Stage::Closed, Stage::EndedEarly];
    let mut words: Vec<String> = stages
        .into_iter()
        .map(|stage| (stage, view.engagements.iter().filter(|engagement| engagement.stage == stage).count()))
        .filter(|(_, n)| *n > 0)
        .map(|(stage, n)| format!("{n} {}", stage.label()))
        .collect();
    match view.engagements.iter().filter(|engagement| !engagement.attention.is_empty()).count() {
        0 => {}
        1 => words.push(String::from("1 needs attention")),
        n => words.push(format!("{n} need attention")),
    }
    if words.is_empty() { count(0, "engagement") } else { words.join(", ") }
}

/// A column of the table.
struct Column {
    title: &'static str,
    side: Side,
    /// From how many columns of the terminal on there is room for it.
    from: usize,
    cell: fn(&Summary, Layout) -> String,
}

/// What fits beside the columns that every table has.
const WIDE: usize = 120;

const COLUMNS: [Column; 11] = [
    Column { title: "", side: Side::Left, from: 0, cell: mark },
    Column { title: "engagement", side: Side::Left, from: 0, cell: |engagement, _| clean(&engagement.id).into_owned() },
    Column { title: "host", side: Side::Left, from: 0, cell: host },
    Column { title: "week", side: Side::Right, from: 0, cell: |engagement, _| week(engagement) },
    Column { title: "diffusion", side: Side::Left, from: 0, cell: diffusion },
    Column { title: "delivery", side: Side::Left, from: 0, cell: delivery },
    Column { title: "vs expected", side: Side::Right, from: WIDE, cell: against_expected },
    Column { title: "mvp", side: Side::Left, from: WIDE, cell: mvp },
    Column { title: "retro", side: Side::Left, from: WIDE, cell: last_retro },
    Column {
        title: "actions",
        side: Side::Right,
        from: WIDE,
        cell: |engagement, _| engagement.open_actions.to_string(),
    },
    Column { title: "health", side: Side::Left, from: 0, cell: |engagement, _| health(engagement) },
];

fn mark(engagement: &Summary, _: Layout) -> String {
    if engagement.attention.is_empty() { String::new() } else { Role::Bad.paint("!") }
}

fn host(engagement: &Summary, _: Layout) -> String {
    engagement.host.as_deref().map_or_else(|| NOTHING.into(), clean).into_owned()
}

fn diffusion(engagement: &Summary, layout: Layout) -> String {
    score(engagement, engagement.diffusion, |week| week.diffusion, layout)
}

fn delivery(engagement: &Summary, layout: Layout) -> String {
    score(engagement, engagement.delivery, |week| week.delivery, layout)
}

/// `+0.06` before, `−0.29` behind what is expected by now.
fn against_expected(engagement: &Summary, _: Layout) -> String {
    match engagement.against_expected() {
        Some(gap) if gap < 0.0 => format!("−{}", share(-gap)),
        Some(gap) => format!("+{}", share(gap)),
        None => NOTHING.to_owned(),
    }
}

fn mvp(engagement: &Summary, _: Layout) -> String {
    match (engagement.mvp.in_production, engagement.mvp.weeks) {
        (Some(_), _) => String::from("live"),
        (None, Some(weeks)) => count(usize::try_from(weeks).unwrap_or_default(), "week"),
        (None, None) => NOTHING.to_owned(),
    }
}

fn last_retro(engagement: &Summary, _: Layout) -> String {
    engagement.last_retro.map_or_else(|| NOTHING.to_owned(), Week::short)
}

fn week(engagement: &Summary) -> String {
    match engagement.stage {
        Stage::Running => format!("{}/{}", engagement.week, engagement.weeks),
        Stage::Planned => format!("{NOTHING}/{}", engagement.weeks),
        Stage::WrappingUp => String::from("ended"),
        Stage::Closed | Stage::EndedEarly => String::from("done"),
    }
}

fn score(engagement: &Summary, now: Option<f64>, pick: impl Fn(&WeekView) -> Option<f64>, layout: Layout) -> String {
    let Some(now) = now else {
        return NOTHING.to_owned();
    };
    if layout.width < SPARK_FROM {
        return share(now);
    }
    let skipped = engagement.trend.len().saturating_sub(SPARK_WEEKS);
    let shares: Vec<Option<f64>> = engagement.trend.iter().skip(skipped).map(pick).collect();
    format!("{} {}", share(now), sparkline(&shares, layout.unicode)).trim_end().to_owned()
}

/// The health of an engagement that is under way, else its stage.
pub(super) fn health(engagement: &Summary) -> String {
    match engagement.health {
        Some(outlook) => painted(outlook),
        None => Role::Faint.paint(engagement.stage.label()),
    }
}

/// An outlook in its colour.
pub(super) fn painted(outlook: Outlook) -> String {
    let role = match outlook {
        Outlook::OffTrack => Role::Bad,
        Outlook::AtRisk => Role::Caution,
        Outlook::Unknown => Role::Faint,
        Outlook::OnTrack => Role::Good,
    };
    role.paint(outlook.label())
}
