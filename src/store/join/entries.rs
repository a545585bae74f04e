//! Joins the fields of a table.

use toml_edit::{InlineTable, Item, Key, TableLike};

use super::super::values::raw;
use super::{Joining, Step, Versions, comments, order};

impl Joining<'_> {
    /// The fields that a table has once it is joined, in their order.
    pub(super) fn entries(
        &mut self,
        base: Option<&dyn TableLike>,
        mine: &dyn TableLike,
        theirs: &dyn TableLike,
    ) -> Vec<(Key, Item)> {
        let versions = |name: &str| Versions {
            base: base.and_then(|base| base.get(name)),
            mine: mine.get(name),
            theirs: theirs.get(name),
        };
        let mut entries = Vec::new();
        for name in names(base, mine, theirs) {
            let joined = self.within(Step::Field(name.clone()), |joining| joining.item(versions(&name)));
            let key = mine.key(&name).or_else(|| theirs.key(&name));
            let (Some(item), Some(key)) = (joined, key) else {
                continue;
            };
            let mut key = key.clone();
            if let (Some(own), Some(other)) = (mine.key(&name), theirs.key(&name)) {
                let above = |key: &Key| raw(key.leaf_decor().prefix()).to_owned();
                let base = base.and_then(|base| base.key(&name)).map(above);
                let joined = comments::above(base.as_deref(), &above(own), &above(other));
                if joined != above(own) {
                    key.leaf_decor_mut().set_prefix(joined);
                }
            }
            entries.push((key, item));
        }
        entries
    }
}

/// The names of all fields: in the order that was changed, mine first. Weeks and the like keep to their own order.
fn names(base: Option<&dyn TableLike>, mine: &dyn TableLike, theirs: &dyn TableLike) -> Vec<String> {
    let names = |table: &dyn TableLike| table.iter().map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
    let is_row = |(_, item): (&str, &Item)| item.is_table_like();
    let is_rows = |table: &dyn TableLike| table.iter().all(is_row);
    let (before, own, other) = (base.map(names), names(mine), names(theirs));
    let is_sorted = is_rows(mine) && is_rows(theirs) && own.is_sorted() && other.is_sorted();
    let mut all = if before.as_ref() == Some(&own) { order::joined(&other, &own) } else { order::joined(&own, &other) };
    if is_sorted {
        all.sort_unstable();
    }
    all
}

/// `mine`, a table in any form, with these fields.
pub(super) fn rebuilt(mine: &Item, theirs: &Item, mut entries: Vec<(Key, Item)>) -> Item {
    if mine.is_table() != theirs.is_table() {
        let of_mine = mine.as_table_like();
        let is_new = |key: &Key| of_mine.is_some_and(|mine| !mine.contains_key(key.get()));
        entries.iter_mut().filter(|(key, _)| is_new(key)).for_each(undress);
    }
    match mine {
        Item::Table(table) => {
            let mut table = table.clone();
            table.clear();
            for (key, item) in entries {
                table.insert_formatted(&key, item);
            }
            Item::Table(table)
        }
        item => match item.as_inline_table() {
            Some(table) => Item::Value(rebuilt_row(table, entries).into()),
            None => item.clone(),
        },
    }
}

/// Takes away the white space of a field that comes from a row into a table under a header, or the other way.
fn undress((key, item): &mut (Key, Item)) {
    key.leaf_decor_mut().clear();
    if let Item::Value(value) = item {
        value.decor_mut().clear();
    }
}

fn rebuilt_row(mine: &InlineTable, entries: Vec<(Key, Item)>) -> InlineTable {
    let mut row = mine.clone();
    row.clear();
    for (key, item) in entries {
        if let Ok(value) = item.into_value() {
            row.insert_formatted(&key, value);
        }
    }
    let names = |row: &InlineTable| row.iter().map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
    // On several lines there may be comments, which formatting would lose.
    if names(&row) != names(mine) && !row.to_string().contains('\n') {
        row.fmt();
    }
    row
}
