//! The status table: who needs help first, and why.

use super::bars::sparkline;
use super::document::{Document, Layout};
use super::grid::{Grid, Side};
use super::numbers::{NOTHING, day};
use super::proposal::proposals;
use super::view::{StatusView, Summary, WeekView};
use crate::metrics::Outlook;
use crate::model::{ProposalStage, Stage, Week};
use crate::text::{Role, clean, count, share};

/// When sparklines are left out of a table that has no room for all.
const SPARKS_GO: u8 = 5;
/// When the last column is left out that may be.
const LAST_GOES: u8 = 10;
/// How many weeks a sparkline shows.
const SPARK_WEEKS: usize = 8;

/// The table of all engagements, with the reasons of those that need attention.
pub fn status_document(view: &StatusView, layout: Layout) -> Document {
    let mut page = Document::default();
    page.text(format!("{} · {}", day(view.today), stages(view)));
    page.grid(table(view, layout));
    if view.engagements.iter().any(|engagement| !engagement.attention.is_empty()) {
        page.section("Needs attention");
        reasons(&mut page, view, layout);
    }
    if !view.proposals.is_empty() {
        page.section("Proposals");
        page.grid(proposals(&view.proposals, layout));
    }
    page
}

/// The table with as much as there is room for.
fn table(view: &StatusView, layout: Layout) -> Grid {
    let mut table = without(view, layout, 0);
    for step in 1..=LAST_GOES {
        if table.fits(layout.width) {
            break;
        }
        table = without(view, layout, step);
    }
    table
}

/// The table without what is left out up to `step`.
fn without(view: &StatusView, layout: Layout, step: u8) -> Grid {
    let is_wide = layout.width >= WIDE;
    let stays = |column: &&Column| column.goes.is_none_or(|goes| goes > step && (is_wide || goes >= SPARKS_GO));
    let columns: Vec<&Column> = COLUMNS.iter().filter(stays).collect();
    let titles: Vec<(&'static str, Side)> = columns.iter().map(|column| (column.title, column.side)).collect();
    let mut table = Grid::new(&titles);
    table.ids = columns.iter().position(|column| column.title == ID);
    let look = Look { unicode: layout.unicode, sparks: step < SPARKS_GO };
    for engagement in &view.engagements {
        table.row(columns.iter().map(|column| (column.cell)(engagement, look)).collect());
    }
    table
}

/// Why each engagement needs attention: beside its id, or below it where an id leaves no room.
fn reasons(page: &mut Document, view: &StatusView, layout: Layout) {
    /// How many columns a reason and what stands around the id need.
    const ROOM: usize = 36;
    let needing = || view.engagements.iter().filter(|engagement| !engagement.attention.is_empty());
    let longest = needing().map(|engagement| engagement.id.len()).max().unwrap_or_default();
    if longest.saturating_add(ROOM) > layout.width {
        for engagement in needing() {
            page.part(clean(&engagement.id));
            page.list(engagement.attention.iter().map(|found| ("!", found.message.clone())).collect());
        }
        return;
    }
    let mut reasons = Grid::new(&[("", Side::Left), ("", Side::Left)]);
    reasons.ids = Some(0);
    for engagement in needing() {
        for (index, found) in engagement.attention.iter().enumerate() {
            let id = if index == 0 { clean(&engagement.id).into_owned() } else { String::new() };
            reasons.row(vec![format!("  {id}"), found.message.clone()]);
        }
    }
    page.grid(reasons);
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
    let proposals = [ProposalStage::Proposed, ProposalStage::Accepted, ProposalStage::Declined]
        .map(|stage| (stage, view.proposals.iter().filter(|proposal| proposal.stage == stage).count()));
    words.extend(proposals.iter().filter(|(_, n)| *n > 0).map(|(stage, n)| format!("{n} {}", stage.label())));
    match view.engagements.iter().filter(|engagement| !engagement.attention.is_empty()).count() {
        0 => {}
        1 => words.push(String::from("1 needs attention")),
        n => words.push(format!("{n} need attention")),
    }
    if words.is_empty() { count(0, "engagement") } else { words.join(", ") }
}

/// How the cells are written.
#[derive(Clone, Copy)]
struct Look {
    unicode: bool,
    sparks: bool,
}

/// A column of the table.
struct Column {
    title: &'static str,
    side: Side,
    /// When it is left out of a table that has no room for all; `None` where it stays.
    goes: Option<u8>,
    cell: fn(&Summary, Look) -> String,
}

/// From how many columns of the terminal on there is room for what goes before the sparklines.
const WIDE: usize = 120;

/// The title of the column of ids.
const ID: &str = "engagement";

const COLUMNS: [Column; 11] = [
    Column { title: "", side: Side::Left, goes: Some(9), cell: mark },
    Column { title: ID, side: Side::Left, goes: None, cell: |engagement, _| clean(&engagement.id).into_owned() },
    Column { title: "host", side: Side::Left, goes: Some(6), cell: host },
    Column { title: "week", side: Side::Right, goes: Some(8), cell: |engagement, _| week(engagement) },
    Column { title: "diffusion", side: Side::Left, goes: Some(8), cell: diffusion },
    Column { title: "delivery", side: Side::Left, goes: Some(7), cell: delivery },
    Column { title: "vs expected", side: Side::Right, goes: Some(4), cell: against_expected },
    Column { title: "mvp", side: Side::Left, goes: Some(3), cell: mvp },
    Column { title: "retro", side: Side::Left, goes: Some(2), cell: last_retro },
    Column {
        title: "actions",
        side: Side::Right,
        goes: Some(1),
        cell: |engagement, _| engagement.open_actions.to_string(),
    },
    Column { title: "health", side: Side::Left, goes: Some(LAST_GOES), cell: |engagement, _| health(engagement) },
];

fn mark(engagement: &Summary, _: Look) -> String {
    if engagement.attention.is_empty() { String::new() } else { Role::Bad.paint("!") }
}

fn host(engagement: &Summary, _: Look) -> String {
    engagement.host.as_deref().map_or_else(|| NOTHING.into(), clean).into_owned()
}

fn diffusion(engagement: &Summary, look: Look) -> String {
    score(engagement, engagement.diffusion, |week| week.diffusion, look)
}

fn delivery(engagement: &Summary, look: Look) -> String {
    score(engagement, engagement.delivery, |week| week.delivery, look)
}

/// `+0.06` before, `−0.29` behind what is expected by now.
fn against_expected(engagement: &Summary, _: Look) -> String {
    match engagement.against_expected() {
        Some(gap) if gap < 0.0 => format!("−{}", share(-gap)),
        Some(gap) => format!("+{}", share(gap)),
        None => NOTHING.to_owned(),
    }
}

fn mvp(engagement: &Summary, _: Look) -> String {
    match (engagement.mvp.in_production, engagement.mvp.weeks) {
        (Some(_), _) => String::from("live"),
        (None, Some(weeks)) => count(usize::try_from(weeks).unwrap_or_default(), "week"),
        (None, None) => NOTHING.to_owned(),
    }
}

fn last_retro(engagement: &Summary, _: Look) -> String {
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

fn score(engagement: &Summary, now: Option<f64>, pick: impl Fn(&WeekView) -> Option<f64>, look: Look) -> String {
    let Some(now) = now else {
        return NOTHING.to_owned();
    };
    if !look.sparks {
        return share(now);
    }
    let skipped = engagement.trend.len().saturating_sub(SPARK_WEEKS);
    let shares: Vec<Option<f64>> = engagement.trend.iter().skip(skipped).map(pick).collect();
    format!("{} {}", share(now), sparkline(&shares, look.unicode)).trim_end().to_owned()
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
