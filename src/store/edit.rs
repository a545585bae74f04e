//! Changing TOML without touching what is not changed: comments, order and unknown keys stay as they are.
//!
//! A [`Draft`] is told what a record says; what the text says already is left alone, to the byte.

use chrono::{Datelike, NaiveDate};
use toml_edit::{
    Array, ArrayOfTables, Date, Datetime, DocumentMut, InlineTable, Item, Table, TableLike,
    TomlError, Value,
};

use super::canonical::canonical;

/// The text of a record while it is being changed.
pub(super) struct Draft {
    document: DocumentMut,
    mark: &'static str,
    windows: bool,
    gap: bool,
}

const BYTE_ORDER_MARK: &str = "\u{feff}";

impl Draft {
    /// An empty record.
    pub(super) fn new() -> Self {
        Self {
            document: DocumentMut::new(),
            mark: "",
            windows: false,
            gap: false,
        }
    }

    /// The record that `text` is.
    pub(super) fn parse(text: &str) -> Result<Self, TomlError> {
        let (mark, text) = match text.strip_prefix(BYTE_ORDER_MARK) {
            Some(rest) => (BYTE_ORDER_MARK, rest),
            None => ("", text),
        };
        let lines = text.matches('\n').count();
        let windows = lines > 0 && text.matches("\r\n").count() == lines;
        Ok(Self {
            document: text.parse()?,
            mark,
            windows,
            gap: false,
        })
    }

    /// The changed text, with the line ends and the byte order mark that it had.
    pub(super) fn into_text(self) -> String {
        let text = self.document.to_string();
        let text = if self.windows {
            text.replace('\n', "\r\n")
        } else {
            text
        };
        format!("{}{text}", self.mark)
    }

    /// The text of a record that is new, in canonical form.
    pub(super) fn into_new_text(self) -> String {
        let text = self.document.to_string();
        canonical(&text).unwrap_or(text)
    }

    /// The top level of the record.
    pub(super) fn top(&mut self) -> Section<'_> {
        Section {
            table: self.document.as_table_mut(),
            gap: &mut self.gap,
        }
    }

    pub(super) fn text(&mut self, key: &str, text: Option<&str>) {
        self.top().text(key, text);
    }

    pub(super) fn integer(&mut self, key: &str, number: Option<i64>) {
        self.top().integer(key, number);
    }
}

/// A table of a draft. Setting a key to `None` takes it away; setting it to what it is changes nothing.
pub(super) struct Section<'a> {
    table: &'a mut dyn TableLike,
    gap: &'a mut bool,
}

impl Section<'_> {
    /// Sets the next new key apart by a blank line, so that changes on both sides do not meet in a merge.
    pub(super) fn gap(&mut self) {
        *self.gap = !self.table.is_empty();
    }

    pub(super) fn text(&mut self, key: &str, text: Option<&str>) {
        self.set(key, text.map(Value::from));
    }

    pub(super) fn integer(&mut self, key: &str, number: Option<i64>) {
        self.set(key, number.map(Value::from));
    }

    pub(super) fn flag(&mut self, key: &str, flag: Option<bool>) {
        self.set(key, flag.map(Value::from));
    }

    pub(super) fn number(&mut self, key: &str, number: Option<f64>) {
        self.set(key, number.map(number_value));
    }

    pub(super) fn date(&mut self, key: &str, date: Option<NaiveDate>) {
        self.set(key, date.and_then(date_value));
    }

    fn set(&mut self, key: &str, new: Option<Value>) {
        match (self.table.get_mut(key), new) {
            (None, None) => {}
            (Some(_), None) => {
                self.table.remove(key);
            }
            (None, Some(new)) => self.insert(key, Item::Value(new)),
            (Some(item), Some(new)) => match item.as_value_mut() {
                Some(old) if same(old, &new) => {}
                Some(old) => {
                    let decor = old.decor().clone();
                    *old = new;
                    *old.decor_mut() = decor;
                }
                None => *item = Item::Value(new),
            },
        }
    }

    fn insert(&mut self, key: &str, item: Item) {
        self.table.insert(key, item);
        if std::mem::take(self.gap)
            && let Some(mut key) = self.table.key_mut(key)
        {
            key.leaf_decor_mut().set_prefix("\n");
        }
    }

    /// Sets a list of texts, one a line. Items that stay keep their comments.
    pub(super) fn texts<S: AsRef<str>>(&mut self, key: &str, texts: &[S]) {
        if texts.is_empty() {
            self.table.remove(key);
            return;
        }
        if self.table.get(key).and_then(Item::as_array).is_none() {
            self.insert(key, Item::Value(Value::Array(Array::new())));
        }
        let Some(array) = self.table.get_mut(key).and_then(Item::as_array_mut) else {
            return;
        };
        let wanted: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
        let is_wanted = |value: &Value| {
            value
                .as_str()
                .is_some_and(|text| wanted.contains(&text) || text.trim().is_empty())
        };
        if !array.iter().all(is_wanted) {
            array.retain(is_wanted);
        }
        let present: Vec<String> = array
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        for text in wanted
            .iter()
            .filter(|text| !present.iter().any(|present| present == *text))
        {
            push_line(array, Value::from(*text));
        }
    }

    /// Sets the fields of a table that is there, or makes it; `None` takes it away.
    pub(super) fn table(&mut self, key: &str, fill: Option<impl FnOnce(&mut Section<'_>)>) {
        let Some(fill) = fill else {
            self.table.remove(key);
            return;
        };
        if self.table.get(key).and_then(Item::as_table_like).is_none() {
            self.table.insert(key, Item::Table(Table::new()));
        }
        if let Some(table) = self.table.get_mut(key).and_then(Item::as_table_like_mut) {
            fill(&mut Section {
                table,
                gap: &mut false,
            });
        }
    }

    /// Sets an array of tables, one for each of `items`.
    pub(super) fn tables<T>(
        &mut self,
        key: &str,
        items: &[T],
        fill: impl Fn(&mut Section<'_>, &T),
    ) {
        if items.is_empty() {
            self.table.remove(key);
            return;
        }
        let inline = self.table.get(key).and_then(Item::as_array).is_some();
        if !inline
            && self
                .table
                .get(key)
                .and_then(Item::as_array_of_tables)
                .is_none()
        {
            self.table
                .insert(key, Item::ArrayOfTables(ArrayOfTables::new()));
        }
        match self.table.get_mut(key) {
            Some(Item::ArrayOfTables(tables)) => {
                while tables.len() > items.len() {
                    tables.remove(tables.len() - 1);
                }
                for (index, item) in items.iter().enumerate() {
                    if index == tables.len() {
                        tables.push(Table::new());
                    }
                    if let Some(table) = tables.get_mut(index) {
                        fill(
                            &mut Section {
                                table,
                                gap: &mut false,
                            },
                            item,
                        );
                    }
                }
            }
            Some(Item::Value(Value::Array(array))) => {
                while array.len() > items.len() {
                    array.remove(array.len() - 1);
                }
                for (index, item) in items.iter().enumerate() {
                    if index == array.len() {
                        push_line(array, Value::InlineTable(InlineTable::new()));
                    }
                    if let Some(Value::InlineTable(table)) = array.get_mut(index) {
                        fill(
                            &mut Section {
                                table,
                                gap: &mut false,
                            },
                            item,
                        );
                    }
                }
            }
            _ => {}
        }
    }

    /// Sets a table whose keys are the items' own, one inline table each. A new key goes to its place in the order.
    pub(super) fn keyed<'i, K, V>(
        &mut self,
        key: &str,
        items: impl IntoIterator<Item = (K, &'i V)>,
        fill: impl Fn(&mut Section<'_>, &V),
    ) where
        K: ToString,
        V: 'i,
    {
        let mut items = items.into_iter().peekable();
        if items.peek().is_none() {
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
            if !outer
                .as_table_like()
                .is_some_and(|table| table.contains_key(&name))
            {
                insert_in_order(outer, &name);
            }
            let inner = outer
                .as_table_like_mut()
                .and_then(|table| table.get_mut(&name));
            let Some(inner) = inner else { continue };
            let before = inner.as_inline_table().map_or(0, InlineTable::len);
            if let Some(table) = inner.as_table_like_mut() {
                let gap = &mut false;
                fill(&mut Section { table, gap }, value);
            }
            if let Some(table) = inner.as_inline_table_mut() {
                close_gap(table, before);
            }
        }
    }
}

/// Inserts an empty inline table before the first key that is greater, where the keys stand on lines of their own.
fn insert_in_order(outer: &mut Item, name: &str) {
    match outer {
        Item::Table(table) => {
            let keys = table.iter().map(|(key, _)| key.to_owned());
            let later: Vec<String> = keys.skip_while(|key| key.as_str() < name).collect();
            let moved: Vec<_> = later
                .iter()
                .filter_map(|key| table.remove_entry(key))
                .collect();
            table.insert(name, Item::Value(Value::InlineTable(InlineTable::new())));
            for (key, item) in moved {
                table.insert_formatted(&key, item);
            }
        }
        Item::Value(Value::InlineTable(table)) => {
            table.insert(name, Value::InlineTable(InlineTable::new()));
        }
        _ => {}
    }
}

/// Takes away the space between the last of the `before` values that were there and the comma that now follows it,
/// where keys were added behind: it stood before the closing brace.
fn close_gap(table: &mut InlineTable, before: usize) {
    let grown = table.len() > before;
    let last = before.checked_sub(1).filter(|_| grown);
    let value = last.and_then(|last| table.iter_mut().nth(last));
    if let Some((_, value)) = value
        && suffix(value).chars().all(|c| c == ' ')
    {
        value.decor_mut().set_suffix("");
    }
}

fn push_line(array: &mut Array, value: Value) {
    let on_lines = array.iter().all(|value| prefix(value).contains('\n'));
    if !on_lines {
        for value in array.iter_mut() {
            value.decor_mut().set_prefix("\n    ");
            value.decor_mut().set_suffix("");
        }
    }
    let last = array
        .len()
        .checked_sub(1)
        .and_then(|last| array.get_mut(last));
    if let Some(last) = last
        && !suffix(last).contains('#')
    {
        last.decor_mut().set_suffix("");
    }
    let trailing = array
        .trailing()
        .as_str()
        .unwrap_or_default()
        .trim_end()
        .to_owned();
    let mut value = value;
    value.decor_mut().set_prefix(format!("{trailing}\n    "));
    array.push_formatted(value);
    array.set_trailing("\n");
    array.set_trailing_comma(true);
}

fn suffix(value: &Value) -> &str {
    value
        .decor()
        .suffix()
        .and_then(toml_edit::RawString::as_str)
        .unwrap_or_default()
}

fn prefix(value: &Value) -> &str {
    value
        .decor()
        .prefix()
        .and_then(toml_edit::RawString::as_str)
        .unwrap_or_default()
}

fn number_value(number: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() < EXACT {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a whole number below 2^53 is an i64"
        )]
        Value::from(number as i64)
    } else {
        Value::from(number)
    }
}

fn date_value(date: NaiveDate) -> Option<Value> {
    let date = Date {
        year: u16::try_from(date.year()).ok()?,
        month: u8::try_from(date.month()).ok()?,
        day: u8::try_from(date.day()).ok()?,
    };
    Some(Value::from(Datetime {
        date: Some(date),
        time: None,
        offset: None,
    }))
}

/// Whether two values say the same, however they are written.
fn same(old: &Value, new: &Value) -> bool {
    let number = |value: &Value| match value {
        Value::Integer(integer) => Some(*integer.value() as f64),
        Value::Float(float) => Some(*float.value()),
        _ => None,
    };
    match (old, new) {
        (Value::String(old), Value::String(new)) => old.value() == new.value(),
        (Value::Boolean(old), Value::Boolean(new)) => old.value() == new.value(),
        (Value::Datetime(old), Value::Datetime(new)) => old.value() == new.value(),
        _ => match (number(old), number(new)) {
            (Some(old), Some(new)) => old.to_bits() == new.to_bits() || (old - new).abs() <= 0.0,
            _ => false,
        },
    }
}
