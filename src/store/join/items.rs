//! Joins one field or item, whatever it is.

use toml_edit::{Array, ArrayOfTables, Decor, Item, Value};

use super::shape::{Shape, alike};
use super::{Joining, Versions, comments, entries};

impl Joining<'_> {
    /// What becomes of an item that at least one side has; `None` where it goes.
    pub(super) fn item(&mut self, versions: Versions<'_, Item>) -> Option<Item> {
        match versions {
            Versions { base, mine: Some(mine), theirs: Some(theirs) } => self.both(base, mine, theirs),
            Versions { base: None, mine, theirs } => mine.cloned().or_else(|| theirs.map(|theirs| self.adopt(theirs))),
            // One side has taken it away. Where the other one left it as it was, it goes.
            Versions { base: Some(base), mine, theirs } => {
                let left = mine.or(theirs).filter(|left| !alike(left, base))?;
                let Some(nothing) = emptied(base).and(emptied(left)) else {
                    return self.contradict(versions);
                };
                // A list that is gone is one with nothing in it.
                let list = self.list(Some(base), mine.unwrap_or(&nothing), theirs.unwrap_or(&nothing));
                (!alike(&list, &nothing)).then_some(list)
            }
        }
    }

    fn both(&mut self, base: Option<&Item>, mine: &Item, theirs: &Item) -> Option<Item> {
        let before = self.contradictions.len();
        let versions = Versions { base, mine: Some(mine), theirs: Some(theirs) };
        let joined = match (Shape::of(mine), Shape::of(theirs)) {
            (Some(Shape::Table(own)), Some(Shape::Table(other))) => {
                let base = match base.and_then(Shape::of) {
                    Some(Shape::Table(base)) => Some(base),
                    _ => None,
                };
                let joined = self.entries(base, own, other);
                Some(entries::rebuilt(mine, theirs, joined))
            }
            (Some(Shape::List(_)), Some(Shape::List(_))) => Some(self.list(base, mine, theirs)),
            _ if alike(mine, theirs) => Some(mine.clone()),
            _ => match base {
                Some(base) if alike(base, theirs) => Some(mine.clone()),
                Some(base) if alike(base, mine) => Some(self.adopt(theirs)),
                // A blank text has its place in a new record and says nothing yet.
                None if is_blank(theirs) => Some(mine.clone()),
                None if is_blank(mine) => Some(self.adopt(theirs)),
                _ => self.contradict(versions),
            },
        };
        let is_contradictory = self.contradictions.len() > before;
        let joined = if is_contradictory && is_one_fact(base, mine, theirs) {
            self.contradictions.truncate(before);
            self.contradict(versions)
        } else {
            joined
        };
        let mut joined = joined?;
        dress(base, mine, theirs, &mut joined);
        Some(joined)
    }
}

fn is_blank(item: &Item) -> bool {
    item.as_str().is_some_and(|text| text.trim().is_empty())
}

/// A list with nothing in it, in the form of `item`; `None` where that is no list.
fn emptied(item: &Item) -> Option<Item> {
    match item {
        Item::ArrayOfTables(_) => Some(Item::ArrayOfTables(ArrayOfTables::new())),
        Item::Value(Value::Array(_)) => Some(Item::Value(Value::Array(Array::new()))),
        _ => None,
    }
}

/// Whether a table is one fact that is not to be put together from two that contradict: a row, such as a score with its
/// note, or what both have added, such as the close. Not so the tables and lists of others.
fn is_one_fact(base: Option<&Item>, mine: &Item, theirs: &Item) -> bool {
    let is_row = |item: &Item| item.as_inline_table().is_some();
    let is_leaf = |item: &Item| match Shape::of(item) {
        Some(Shape::Table(table)) => table.iter().all(|(_, field)| matches!(Shape::of(field), Some(Shape::Scalar(_)))),
        _ => false,
    };
    is_leaf(mine) && is_leaf(theirs) && (base.is_none() || is_row(mine) || is_row(theirs))
}

/// Gives what was joined the comments of both sides.
fn dress(base: Option<&Item>, mine: &Item, theirs: &Item, joined: &mut Item) {
    let (Some(own), Some(other)) = (decor(mine), decor(theirs)) else {
        return;
    };
    if is_header(mine) != is_header(theirs) {
        return;
    }
    let base = base.filter(|base| is_header(base) == is_header(mine)).and_then(decor);
    let mut decor = own.clone();
    comments::join(base, &mut decor, other);
    match joined {
        Item::Value(value) => *value.decor_mut() = decor,
        Item::Table(table) => *table.decor_mut() = decor,
        _ => {}
    }
}

/// Whether it is a table under a header, and not the value of a key.
fn is_header(item: &Item) -> bool {
    matches!(item, Item::Table(table) if !table.is_dotted())
}

fn decor(item: &Item) -> Option<&Decor> {
    match item {
        Item::Value(value) => Some(Value::decor(value)),
        Item::Table(table) => Some(table.decor()),
        Item::ArrayOfTables(_) | Item::None => None,
    }
}
