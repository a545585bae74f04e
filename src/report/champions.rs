//! The table of champions: with whom to talk, and how content they are over time.

use super::bars::sparkline;
use super::document::{Document, Layout};
use super::grid::{Grid, Side};
use super::numbers::{NOTHING, day, percent};
use super::view::{ChampionView, ChampionsView};
use crate::text::{Role, clean, clean_lines, count};

/// How many talks a sparkline shows.
const SPARK_TALKS: usize = 8;

/// The champions of some engagements.
pub fn champions_document(view: &ChampionsView, layout: Layout) -> Document {
    let mut page = Document::default();
    let due = view.champions.iter().filter(|champion| champion.is_due).count();
    let due = if due == 0 { String::from("no talk is due") } else { format!("{} due", count(due, "talk")) };
    page.text(format!("{} · {}, {due}", day(view.today), count(view.champions.len(), "champion")));
    page.grid(table(&view.champions, true, layout));
    page.list(last_words(&view.champions));
    page
}

/// One row a champion; `of` adds the engagement.
pub(super) fn table(champions: &[ChampionView], of: bool, layout: Layout) -> Grid {
    let mut columns = vec![("champion", Side::Left)];
    columns.extend(of.then_some(("of", Side::Left)));
    columns.extend([
        ("for", Side::Left),
        ("sentiment", Side::Left),
        ("adoption", Side::Left),
        ("talk due", Side::Left),
    ]);
    let mut table = Grid::new(&columns);
    for champion in champions {
        let mut row = vec![clean(&champion.person).into_owned()];
        row.extend(of.then(|| clean(&champion.engagement).into_owned()));
        row.extend([
            text(champion.cause.as_deref()),
            sentiment(champion, layout.unicode),
            adoption(champion, layout.unicode),
            due(champion),
        ]);
        table.row(row);
    }
    table.ids = of.then_some(1);
    table
}

fn text(text: Option<&str>) -> String {
    text.map_or_else(|| NOTHING.to_owned(), |text| clean(text).into_owned())
}

/// How content the champion is, with a line of how content they were each time.
pub(super) fn sentiment(champion: &ChampionView, unicode: bool) -> String {
    let shares = champion.talks.iter().filter_map(|talk| talk.sentiment).map(|said| f64::from(said.get()) / 10.0);
    let now = champion.sentiment.map(|sentiment| sentiment.get().to_string());
    with_line(now, &shares.collect::<Vec<_>>(), unicode)
}

/// How much of what could use the platform does, with a line of how much did each time.
pub(super) fn adoption(champion: &ChampionView, unicode: bool) -> String {
    let shares: Vec<f64> = champion.talks.iter().filter_map(|talk| talk.adoption).collect();
    with_line(champion.adoption.map(percent), &shares, unicode)
}

/// A value with the line of those up to it, where there are several.
fn with_line(now: Option<String>, shares: &[f64], unicode: bool) -> String {
    let Some(now) = now else {
        return NOTHING.to_owned();
    };
    let shown: Vec<Option<f64>> = shares.iter().rev().take(SPARK_TALKS).rev().copied().map(Some).collect();
    if shown.len() < 2 { now } else { format!("{now} {}", sparkline(&shown, unicode)) }
}

/// When somebody should talk with them again.
pub(super) fn due(champion: &ChampionView) -> String {
    match (champion.due, champion.stepped_back) {
        (Some(due), _) if champion.is_due => Role::Caution.paint(format!("since {due}")),
        (Some(due), _) => due.to_string(),
        (None, Some(back)) => format!("stepped back {back}"),
        (None, None) => NOTHING.to_owned(),
    }
}

/// What each said last in words, and why who stepped back did.
pub(super) fn last_words(champions: &[ChampionView]) -> Vec<(&'static str, String)> {
    let words = |champion: &ChampionView| Some((".", format!("{}, {}", clean(&champion.person), last_word(champion)?)));
    champions.iter().filter_map(words).collect()
}

/// What a champion said last in words, or why they stepped back.
pub(super) fn last_word(champion: &ChampionView) -> Option<String> {
    if let Some(reason) = &champion.stepped_back_reason {
        return Some(format!("stepped back: {}", clean_lines(reason)));
    }
    let noted = champion.talks.iter().rev().find_map(|talk| Some((talk.date, talk.note.as_deref()?)));
    noted.map(|(date, note)| format!("{}: {}", day(date), clean_lines(note)))
}
