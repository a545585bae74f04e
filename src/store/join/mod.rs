//! Joins two versions of a record that have gone apart. Pure: three texts in, one text and what contradicts out.
//!
//! What only one of two people changed is taken from them, field by field. Lists are joined item by item: tables by their
//! `id` or, where that is left out, their text, everything else by what it says. Comments, the order and fields that
//! nobody knows survive from the side that has them, mine first.

mod comments;
mod entries;
mod items;
mod lists;
mod order;
mod shape;

use toml_edit::{DocumentMut, Item, Table};

use super::edit::Draft;
use super::ends::unix;
use super::values::raw;
use shape::{alike, said};

/// One of the two people whose work is joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Who joins.
    Mine,
    /// The other one.
    Theirs,
}

impl Side {
    /// Its name, as it is chosen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Theirs => "theirs",
        }
    }
}

/// A step from the top of a record to a place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The field of this name.
    Field(String),
    /// The item of a list that has this id or, without one, this text.
    Item(String),
}

/// A place at which the two versions contradict. `None` is a field or item that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// Where it is.
    pub path: Vec<Step>,
    /// What both began with.
    pub before: Option<String>,
    /// What I say.
    pub mine: Option<String>,
    /// What they say.
    pub theirs: Option<String>,
}

/// What came of joining.
#[derive(Debug)]
pub(super) struct Joined {
    /// The record. Where it contradicts and nothing was chosen, it says what mine says.
    pub(super) text: String,
    /// Where the two contradict, chosen or not.
    pub(super) contradictions: Vec<Contradiction>,
}

/// That the versions cannot be joined: one of them is no TOML, or what comes of it would not say what it should.
#[derive(Debug)]
pub(super) struct Unjoinable;

/// Joins `mine` and `theirs`, which both began as `base`; each of `choices` settles the contradiction in its place.
pub(super) fn join(base: Option<&str>, mine: &str, theirs: &str, choices: &[Side]) -> Result<Joined, Unjoinable> {
    let parse = |text: &str| Draft::parse(text).map(|draft| draft.document().clone()).map_err(|_| Unjoinable);
    // One that cannot be read is none: all that stands in either version was added then.
    let (base_text, base) = (base, base.and_then(|text| parse(text).ok()));
    let (theirs_text, theirs) = (theirs, parse(theirs)?);
    let mut draft = Draft::parse(mine).map_err(|_| Unjoinable)?;
    let mut joining = Joining::new(choices);
    let document = match same_text(base_text, mine, theirs_text) {
        Some(Side::Mine) => draft.document().clone(),
        Some(Side::Theirs) => theirs,
        None => joining.documents(base.as_ref(), draft.document(), &theirs),
    };
    let joined = Item::Table(document.as_table().clone());
    draft.replace(document);
    let text = draft.into_text();
    let again = parse(&text).map(|document| Item::Table(document.as_table().clone()))?;
    if !alike(&again, &joined) {
        return Err(Unjoinable);
    }
    Ok(Joined { text, contradictions: joining.contradictions })
}

/// The side whose text is right as it is, because the other one has not changed anything else.
fn same_text(base: Option<&str>, mine: &str, theirs: &str) -> Option<Side> {
    let plain = |text: &str| unix(text.strip_prefix('\u{feff}').unwrap_or(text)).into_owned();
    let (base, mine, theirs) = (base.map(plain), plain(mine), plain(theirs));
    if mine == theirs || base.as_ref() == Some(&theirs) {
        Some(Side::Mine)
    } else {
        (base == Some(mine)).then_some(Side::Theirs)
    }
}

/// The versions of one thing.
struct Versions<'a, T: ?Sized> {
    base: Option<&'a T>,
    mine: Option<&'a T>,
    theirs: Option<&'a T>,
}

impl<T: ?Sized> Clone for Versions<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Versions<'_, T> {}

/// A join that is under way.
struct Joining<'c> {
    choices: &'c [Side],
    path: Vec<Step>,
    contradictions: Vec<Contradiction>,
    /// Whether a table has come from theirs, which has no place among the tables of mine yet.
    is_inserted: bool,
}

impl<'c> Joining<'c> {
    fn new(choices: &'c [Side]) -> Self {
        Self { choices, path: Vec::new(), contradictions: Vec::new(), is_inserted: false }
    }

    fn documents(&mut self, base: Option<&DocumentMut>, mine: &DocumentMut, theirs: &DocumentMut) -> DocumentMut {
        let entries = self.entries(base.map(|base| base.as_table() as _), mine.as_table(), theirs.as_table());
        let mut joined = mine.clone();
        let root = joined.as_table_mut();
        root.clear();
        for (key, item) in entries {
            root.insert_formatted(&key, item);
        }
        if self.is_inserted {
            place(root, &mut 0);
        }
        let trailing = |document: &DocumentMut| raw(Some(document.trailing())).to_owned();
        let trailing = comments::above(base.map(trailing).as_deref(), &trailing(mine), &trailing(theirs));
        joined.set_trailing(trailing);
        joined
    }

    /// Does what `join` does one step further into the record.
    fn within<T>(&mut self, step: Step, join: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let joined = join(self);
        self.path.pop();
        joined
    }

    /// Remembers a contradiction, and gives what was chosen there.
    fn contradict(&mut self, versions: Versions<'_, Item>) -> Option<Item> {
        let side = self.choices.get(self.contradictions.len()).copied().unwrap_or(Side::Mine);
        self.contradictions.push(Contradiction {
            path: self.path.clone(),
            before: versions.base.map(said),
            mine: versions.mine.map(said),
            theirs: versions.theirs.map(said),
        });
        match side {
            Side::Mine => versions.mine.cloned(),
            Side::Theirs => versions.theirs.map(|theirs| self.adopt(theirs)),
        }
    }

    /// An item of theirs, to stand in mine.
    fn adopt(&mut self, item: &Item) -> Item {
        self.is_inserted |= matches!(item, Item::Table(_) | Item::ArrayOfTables(_));
        item.clone()
    }
}

/// Makes the tables in `table` be written where they stand, and not where each stood in its own text.
fn place(table: &mut Table, last: &mut isize) {
    for inner in nested(table) {
        *last = last.saturating_add(1);
        inner.set_position(Some(*last));
        place(inner, last);
    }
}

fn nested(table: &mut Table) -> impl Iterator<Item = &mut Table> {
    table.iter_mut().flat_map(|(_, item)| {
        let tables: Vec<&mut Table> = match item {
            Item::Table(table) => vec![table],
            Item::ArrayOfTables(tables) => tables.iter_mut().collect(),
            Item::Value(_) | Item::None => Vec::new(),
        };
        tables
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_that_alone_changed_something_stays_as_it_is() {
        let (base, other) = ("b = 1\na = 1\n", "a = 1 # x\nb = 1\n");
        for (base, mine, theirs, side) in [
            (Some(base), base, other, Some(Side::Theirs)),
            (Some(base), other, base, Some(Side::Mine)),
            (Some(base), other, other, Some(Side::Mine)),
            (None, other, other, Some(Side::Mine)),
            (None, base, other, None),
            (Some(""), base, other, None),
            (Some(base), "\u{feff}b = 1\r\na = 1\r\n", other, Some(Side::Theirs)),
        ] {
            assert_eq!(same_text(base, mine, theirs), side, "{base:?} {mine} {theirs}");
        }
        assert_eq!([Side::Mine, Side::Theirs].map(Side::name), ["mine", "theirs"]);
    }

    #[test]
    fn tables_of_theirs_stand_where_they_belong() {
        let base = "a = 1\n\n[m]\nx = 1\n";
        let mine = "a = 1\n\n[m]\nx = 2\n\n[m.deep]\ny = 1\n";
        let theirs = "a = 1\n\n[[first]]\nz = 1\n\n[first.deep]\nz = 2\n\n[[first]]\nz = 3\n\n[m]\nx = 1\n";
        let joined = join(Some(base), mine, theirs, &[]).unwrap();
        assert_eq!(joined.contradictions, []);
        let headers: Vec<&str> = joined.text.lines().filter(|line| line.starts_with('[')).collect();
        assert_eq!(headers, ["[[first]]", "[first.deep]", "[[first]]", "[m]", "[m.deep]"], "{}", joined.text);
    }
}
