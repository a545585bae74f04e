//! The agenda of a week: what has a day, what does not, and what the free Friday could go to.

use chrono::{Datelike as _, NaiveDate};

use super::document::{Document, Layout};
use super::grid::{Grid, Side};
use super::numbers::{NOTHING, day};
use super::view::{AgendaItem, AgendaView, Whose};
use crate::text::{Role, clean, count, list};

/// What the free Friday is for besides.
const BESIDES: &str = "And as ever: what the documentation lacks, and time with the home team.";

/// The agenda, with the command of each thing where there is room.
pub fn agenda_document(view: &AgendaView, layout: Layout) -> Document {
    let mut page = Document::default();
    page.text(heading(view));
    let is_dated = |item: &&AgendaItem| item.date.is_some() && !item.kind.is_for_friday();
    let is_open = |item: &&AgendaItem| item.date.is_none() && !item.kind.is_for_friday();
    let is_for_friday = |item: &&AgendaItem| item.kind.is_for_friday();
    let parts: [(&str, Vec<&AgendaItem>); 3] = [
        ("On its day", view.items.iter().filter(is_dated).collect()),
        ("Any day", view.items.iter().filter(is_open).collect()),
        ("The free Friday could go to", view.items.iter().filter(is_for_friday).collect()),
    ];
    for (title, items) in parts.iter().filter(|(_, items)| !items.is_empty()) {
        page.section(*title);
        page.grid(table(items, view, layout.width >= WIDE));
    }
    if !view.items.is_empty() {
        page.text(BESIDES);
    }
    page
}

/// Which week it is, for whom, and how much there is to do.
fn heading(view: &AgendaView) -> String {
    let (monday, friday) = (view.week.monday(), view.week.friday());
    let whom = view.whom.as_deref().map_or_else(|| String::from("for all"), |whom| format!("for {}", clean(whom)));
    let things = count(view.items.len(), "thing");
    format!("{}, {} to {} · {whom} · {things} to do", view.week, short(monday), day(friday))
}

/// `16 November`.
fn short(date: NaiveDate) -> String {
    date.format("%-d %B").to_string()
}

/// From how many columns on each thing has its command beside it.
const WIDE: usize = 120;

fn table(items: &[&AgendaItem], view: &AgendaView, commands: bool) -> Grid {
    let for_all = view.whom.is_none();
    let mut columns = vec![("when", Side::Left), ("engagement", Side::Left), ("what", Side::Left)];
    columns.extend(for_all.then_some(("who", Side::Left)));
    columns.extend(commands.then_some(("command", Side::Left)));
    let mut table = Grid::new(&columns);
    table.ids = Some(1);
    for item in items {
        let mut row =
            vec![when(item, view.today), clean(&item.engagement).into_owned(), clean(&item.text).into_owned()];
        row.extend(for_all.then(|| who(&item.whose)));
        row.extend(commands.then(|| clean(&item.command).into_owned()));
        table.row(row);
    }
    table
}

/// `Thu 19 Nov 14:00`, or since when it waits, with the year where that is not this one.
fn when(item: &AgendaItem, today: NaiveDate) -> String {
    let day = |date: NaiveDate| date.format("%a %-d %b").to_string();
    match (item.date, item.time, item.since) {
        (Some(date), Some(time), _) => format!("{} {}", day(date), time.format("%H:%M")),
        (Some(date), None, _) => day(date),
        (None, _, Some(since)) => {
            let shown = if since.year() == today.year() { "since %-d %b" } else { "since %-d %b %Y" };
            Role::Caution.paint(since.format(shown).to_string())
        }
        (None, _, None) => String::new(),
    }
}

fn who(whose: &Whose) -> String {
    match whose {
        Whose::Of(people) if people.is_empty() => NOTHING.to_owned(),
        Whose::Of(people) => {
            let names: Vec<_> = people.iter().map(|person| clean(&person.name)).collect();
            list(&names)
        }
        Whose::AllBut(_) => String::from("who has not"),
    }
}
