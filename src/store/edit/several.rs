//! Tables in a draft that there are several of: the items of a list, or those of a table whose keys are their own.

use toml_edit::{Array, ArrayOfTables, InlineTable, Item, Table, TableLike, Value};

use super::Section;
use super::tables::{insert_in_order, keep_ends, rearrange_tables};
use crate::store::lines::rearrange;

impl Section<'_> {
    /// Sets an array of tables, one for each of `items`: the present table that `is` about it, with its comments and
    /// what else it says, or a new one.
    pub(in crate::store) fn tables<T>(
        &mut self,
        key: &str,
        items: &[T],
        is: impl Fn(&Present<'_>, &T) -> bool,
        fill: impl Fn(&mut Section<'_>, &T),
    ) {
        if items.is_empty() {
            self.set(key, None);
            return;
        }
        if !self.has_tables(key) {
            self.insert(key, Item::ArrayOfTables(ArrayOfTables::new()));
        }
        self.fill_tables(key, items, is, fill);
    }

    /// As [`tables`](Self::tables), with each table on a line of a list that is there from the start, also while it is
    /// empty.
    pub(in crate::store) fn lines<T>(
        &mut self,
        key: &str,
        items: &[T],
        is: impl Fn(&Present<'_>, &T) -> bool,
        fill: impl Fn(&mut Section<'_>, &T),
    ) {
        if items.is_empty() && !self.keeps_list(key) {
            self.set(key, None);
            return;
        }
        if !self.has_tables(key) {
            self.insert(key, Item::Value(Value::Array(Array::new())));
        }
        self.fill_tables(key, items, is, fill);
    }

    fn has_tables(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|item| item.is_array() || item.is_array_of_tables())
    }

    fn fill_tables<T>(
        &mut self,
        key: &str,
        items: &[T],
        is: impl Fn(&Present<'_>, &T) -> bool,
        fill: impl Fn(&mut Section<'_>, &T),
    ) {
        self.pass(key);
        match self.table.get_mut(key) {
            Some(Item::ArrayOfTables(tables)) => {
                rearrange_tables(tables, items, |table, item| is(&Present(table), item));
                tables.iter_mut().zip(items).for_each(|(table, item)| fill(&mut Section::new(table), item));
            }
            Some(Item::Value(Value::Array(array))) => {
                let about =
                    |value: &Value, item: &T| value.as_inline_table().is_some_and(|table| is(&Present(table), item));
                rearrange(array, items, |_| false, about, |_| Value::InlineTable(InlineTable::new()));
                let tables = array.iter_mut().filter_map(Value::as_inline_table_mut);
                tables
                    .zip(items)
                    .for_each(|(table, item)| keep_ends(table, |table| fill(&mut Section::inline(table), item)));
            }
            _ => {}
        }
    }

    /// Sets a table whose keys are the items' own, one inline table each, which is there from the start. A new key goes to
    /// its place in the order.
    pub(in crate::store) fn keyed<'i, K, V>(
        &mut self,
        key: &str,
        items: impl IntoIterator<Item = (K, &'i V)>,
        fill: impl Fn(&mut Section<'_>, &V),
    ) where
        K: ToString,
        V: 'i,
    {
        let mut items = items.into_iter().peekable();
        if items.peek().is_none() && !self.is_new {
            return;
        }
        if self.table.get(key).and_then(Item::as_table_like).is_none() {
            self.table.insert(key, Item::Table(Table::new()));
        }
        let Some(outer) = self.table.get_mut(key) else {
            return;
        };
        for (name, value) in items {
            let name = name.to_string();
            if !outer.as_table_like().is_some_and(|table| table.contains_key(&name)) {
                insert_in_order(outer, &name);
            }
            match outer.as_table_like_mut().and_then(|table| table.get_mut(&name)) {
                Some(Item::Value(Value::InlineTable(inner))) => {
                    keep_ends(inner, |table| fill(&mut Section::inline(table), value))
                }
                Some(Item::Table(inner)) => fill(&mut Section::new(inner), value),
                _ => {}
            }
        }
    }
}

/// A table that is there, before it is changed.
pub(in crate::store) struct Present<'a>(&'a dyn TableLike);

impl Present<'_> {
    /// A text that is not blank.
    pub(in crate::store) fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(Item::as_str).filter(|text| !text.trim().is_empty())
    }
}
