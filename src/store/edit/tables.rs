//! Tables of a draft: how they come, go and change places.

use std::collections::VecDeque;

use toml_edit::{ArrayOfTables, InlineTable, Item, Table, Value};

use crate::store::lines::take_first;

/// Makes `tables` hold one for each of `items`, in their order: the present one that `is` about it, else an empty one.
pub(super) fn rearrange_tables<T>(tables: &mut ArrayOfTables, items: &[T], is: impl Fn(&Table, &T) -> bool) {
    if tables.len() == items.len() && tables.iter().zip(items).all(|(table, item)| is(table, item)) {
        return;
    }
    let mut old: VecDeque<Option<Table>> = tables.iter().cloned().map(Some).collect();
    tables.clear();
    let mut positions: Vec<isize> = Vec::new();
    for item in items {
        let table = take_first(&mut old, |table| is(table, item)).unwrap_or_default();
        positions.extend(table.position());
        tables.push(table);
    }
    // A table is written where its position says: the places stay, the tables in them may change. One that has none is
    // written behind the one before it, so the first takes the first place.
    positions.sort_unstable();
    let first = positions.first().copied();
    let mut positions = positions.into_iter();
    let mut is_behind = false;
    for table in tables.iter_mut() {
        is_behind |= table.position().is_some();
        if table.position().is_some() {
            put(table, positions.next());
        } else if !is_behind {
            table.set_position(first);
        }
    }
}

/// Has `table` written at `position`, and what is below it right behind it.
fn put(table: &mut Table, position: Option<isize>) {
    if table.position() == position {
        return;
    }
    table.set_position(position);
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(inner) => put(inner, position),
            Item::ArrayOfTables(inner) => inner.iter_mut().for_each(|inner| put(inner, position)),
            _ => {}
        }
    }
}

/// Changes `table` so that the space before its closing brace stays there, whichever key is the last.
pub(super) fn keep_ends(table: &mut InlineTable, change: impl FnOnce(&mut InlineTable)) {
    let last = |table: &InlineTable| table.iter().last().map(|(key, _)| key.to_owned());
    let before = last(table);
    let space = before.as_ref().and_then(|key| table.get(key)?.decor().suffix()?.as_str().map(str::to_owned));
    change(table);
    let after = last(table);
    let Some(space) = space.filter(|space| before != after && space.trim().is_empty()) else {
        return;
    };
    for (key, suffix) in [(before, ""), (after, space.as_str())] {
        if let Some(value) = key.and_then(|key| table.get_mut(&key)) {
            value.decor_mut().set_suffix(suffix);
        }
    }
}

/// Inserts an empty inline table before the first key that is greater, where the keys stand on lines of their own.
pub(super) fn insert_in_order(outer: &mut Item, name: &str) {
    match outer {
        Item::Table(table) => {
            let keys = table.iter().map(|(key, _)| key.to_owned());
            let later: Vec<String> = keys.skip_while(|key| key.as_str() < name).collect();
            let moved: Vec<_> = later.iter().filter_map(|key| table.remove_entry(key)).collect();
            table.insert(name, Item::Value(Value::InlineTable(InlineTable::new())));
            for (key, item) in moved {
                table.insert_formatted(&key, item);
            }
        }
        Item::Value(Value::InlineTable(table)) => keep_ends(table, |table| {
            table.insert(name, Value::InlineTable(InlineTable::new()));
        }),
        _ => {}
    }
}
