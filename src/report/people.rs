//! The engineers across engagements.

use super::document::Document;
use super::grid::{Grid, Side};
use super::numbers::{NOTHING, number, percent};
use super::view::{PeopleView, PersonView};
use crate::text::clean;

/// The engineers: their weeks in numbers, then where each was.
pub fn people_document(view: &PeopleView) -> Document {
    let mut page = Document::default();
    page.section("Engineers");
    page.grid(table(view));
    page.section("Where they were");
    page.list(view.people.iter().map(|person| ("*", whereabouts(person))).collect());
    page
}

fn table(view: &PeopleView) -> Grid {
    let mut table = Grid::new(&[
        ("engineer", Side::Left),
        ("engagements", Side::Right),
        ("weeks", Side::Right),
        ("off", Side::Right),
        ("in a row", Side::Right),
        ("hands-on", Side::Right),
        ("planning", Side::Right),
        ("content", Side::Right),
    ]);
    let share = |share: Option<f64>| share.map_or_else(|| NOTHING.to_owned(), percent);
    for person in &view.people {
        let content = person.satisfaction.map(|mean| format!("{} of 10", number((mean * 10.0).round() / 10.0)));
        table.row(vec![
            clean(&person.name).into_owned(),
            person.stints.len().to_string(),
            person.weeks.to_string(),
            person.weeks_off.to_string(),
            person.back_to_back.to_string(),
            share(person.hands_on),
            share(person.planning),
            content.unwrap_or_else(|| NOTHING.to_owned()),
        ]);
    }
    table
}

/// The engagements with the weeks off between, the hosts and the practices.
fn whereabouts(person: &PersonView) -> String {
    let list = |name: &str, items: &[String]| {
        let items: Vec<_> = items.iter().map(|item| clean(item)).collect();
        (!items.is_empty()).then(|| format!("\n{name}: {}", items.join(", ")))
    };
    let stints: Vec<String> = person.stints.iter().map(super::program::stint).collect();
    let mut words = format!("{}: {}", clean(&person.name), stints.join(", "));
    words.extend(list("hosts", &person.hosts));
    words.extend(list("practices", &person.practices));
    words.extend(list("advises", &person.advises));
    words
}
