//! Changing TOML without touching what is not changed: comments, order and unknown keys stay as they are.
//!
//! A [`Draft`] is told what a record says; what the text says already is left alone, to the byte.

mod tables;

use chrono::NaiveDate;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Key, Table, TableLike, TomlError, Value};

use tables::{insert_in_order, keep_ends, rearrange_tables};

use super::canonical::canonical;
use super::ends::{self, LineEnds};
use super::lines::rearrange;
use super::values::{date_value, number_value, raw, same};
use crate::model::Person;

/// The text of a record while it is being changed.
pub(super) struct Draft {
    document: DocumentMut,
    mark: &'static str,
    ends: LineEnds,
    /// The text, and the document as it is written while nothing is changed. They differ where the last line has no end,
    /// and where keys with dots stand apart that belong together.
    before: Option<(String, String)>,
}

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What ends the line of a key that goes while the comments above it stay. No TOML has this character, not even in a
/// comment, so that no other line ends so.
const GONE: &str = "\0";

impl Draft {
    /// An empty record.
    pub(super) fn new() -> Self {
        Self { document: DocumentMut::new(), mark: "", ends: LineEnds::Unix, before: None }
    }

    /// The record that `text` is.
    pub(super) fn parse(whole: &str) -> Result<Self, TomlError> {
        let (mark, text) = match whole.strip_prefix(BYTE_ORDER_MARK) {
            Some(rest) => (BYTE_ORDER_MARK, rest),
            None => ("", whole),
        };
        let document: DocumentMut = ends::unix(text).parse()?;
        let before = Some((whole.to_owned(), document.to_string()));
        Ok(Self { document, mark, ends: LineEnds::of(text), before })
    }

    /// The changed text, with the line ends and the byte order mark that it had.
    pub(super) fn into_text(self) -> String {
        let stays = |line: &&str| !line.trim_end_matches('\n').ends_with(GONE);
        let text = self.document.to_string();
        if let Some((before, _)) = self.before.filter(|(_, written)| *written == text) {
            return before;
        }
        let text = text.split_inclusive('\n').filter(stays).collect();
        let text = self.ends.restore(text);
        format!("{}{text}", self.mark)
    }

    /// The text of a record that is new, in canonical form.
    pub(super) fn into_new_text(self) -> String {
        let text = self.document.to_string();
        canonical(&text).unwrap_or(text)
    }

    /// The record as a document.
    pub(super) fn document(&self) -> &DocumentMut {
        &self.document
    }

    /// Puts another document in place of the record, which keeps its line ends and byte order mark.
    pub(super) fn replace(&mut self, document: DocumentMut) {
        self.document = document;
    }

    /// The top level of the record.
    pub(super) fn top(&mut self) -> Section<'_> {
        Section::new(self.document.as_table_mut())
    }

    pub(super) fn text(&mut self, key: &str, text: Option<&str>) {
        self.top().text(key, text);
    }

    pub(super) fn integer(&mut self, key: &str, number: Option<i64>) {
        self.top().integer(key, number);
    }
}

/// A table of a draft. Setting a key to `None` takes it away; setting it to what it is changes nothing.
///
/// Keys are set in their canonical order, and a new one is put behind the one that comes before it in that order, so
/// that new keys of different people do not meet at the end of the file.
pub(super) struct Section<'a> {
    table: &'a mut dyn TableLike,
    /// Whether each key stands on a line of its own.
    on_lines: bool,
    /// Whether the next key begins a group.
    gap: bool,
    /// The key that was set last, where it is there.
    last: Option<String>,
}

impl<'a> Section<'a> {
    fn new(table: &'a mut dyn TableLike) -> Self {
        Self { table, on_lines: true, gap: false, last: None }
    }

    fn inline(table: &'a mut dyn TableLike) -> Self {
        Self { on_lines: false, ..Self::new(table) }
    }

    /// Sets the next key, where it is new, apart by a blank line, so that changes on both sides do not meet in a merge.
    pub(super) fn gap(&mut self) {
        self.gap = !self.table.is_empty();
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

    /// Sets a flag that is false when it is left out.
    pub(super) fn flag_if(&mut self, key: &str, flag: bool) {
        self.set_unless(key, Value::from(flag), &Value::from(false));
    }

    /// Sets a number that is `default` when it is left out.
    pub(super) fn number_unless(&mut self, key: &str, number: f64, default: f64) {
        self.set_unless(key, number_value(number), &number_value(default));
    }

    /// Sets a text that is `default` when it is left out.
    pub(super) fn text_unless(&mut self, key: &str, text: &str, default: &str) {
        self.set_unless(key, Value::from(text), &Value::from(default));
    }

    /// Sets a key that need not be there to say `default`. Where somebody has written that, it stays.
    fn set_unless(&mut self, key: &str, new: Value, default: &Value) {
        let there = self.table.get(key).and_then(Item::as_value);
        let is_said = there.is_some_and(|there| same(there, &new));
        let is_left_out = same(&new, default) && !is_said;
        self.set(key, (!is_left_out).then_some(new));
    }

    pub(super) fn number(&mut self, key: &str, number: Option<f64>) {
        self.set(key, number.map(number_value));
    }

    pub(super) fn date(&mut self, key: &str, date: Option<NaiveDate>) {
        self.set(key, date.map(date_value));
    }

    fn set(&mut self, key: &str, new: Option<Value>) {
        match (self.table.get_mut(key), new) {
            (None, None) => {}
            (Some(item), None) if says_nothing(item) => self.pass(key),
            (Some(_), None) => self.remove(key),
            (None, Some(new)) => self.insert(key, Item::Value(new)),
            (Some(item), Some(new)) => {
                match item.as_value_mut() {
                    Some(old) if same(old, &new) => {}
                    Some(old) => {
                        let decor = old.decor().clone();
                        *old = new;
                        *old.decor_mut() = decor;
                    }
                    None => *item = Item::Value(new),
                }
                self.pass(key);
            }
        }
    }

    /// Takes a key away. Comments above it stay: they may be about more than it.
    fn remove(&mut self, key: &str) {
        let above = self.table.key(key).map(|key| raw(key.leaf_decor().prefix()));
        let is_commented = self.on_lines && above.is_some_and(|above| above.contains('#'));
        match self.table.get_mut(key) {
            Some(Item::Value(value)) if is_commented => {
                *value = Value::from(false).decorated(" ", GONE);
            }
            _ => drop(self.table.remove(key)),
        }
    }

    /// Goes on behind `key`, which is there.
    fn pass(&mut self, key: &str) {
        self.gap = false;
        self.last = Some(key.to_owned());
    }

    /// Puts a new key behind the one that was set last, else at the end.
    fn insert(&mut self, key: &str, item: Item) {
        let keys: Vec<String> = self.table.iter().map(|(key, _)| key.to_owned()).collect();
        let last = keys.iter().position(|key| Some(key) == self.last.as_ref());
        let later = last.and_then(|last| keys.get(last.saturating_add(1)..)).unwrap_or_default();
        let moved: Vec<(Key, Item)> =
            later.iter().filter_map(|key| Some((self.table.key(key)?.clone(), self.table.remove(key)?))).collect();
        let is_value = item.is_value();
        self.table.insert(key, item);
        for (key, item) in moved {
            self.table.entry_format(&key).or_insert(item);
        }
        if self.gap
            && is_value
            && let Some(mut key) = self.table.key_mut(key)
        {
            key.leaf_decor_mut().set_prefix("\n");
        }
        self.pass(key);
    }

    /// Sets a list of texts, one a line when it changes. Items that stay keep their comments.
    pub(super) fn texts<S: AsRef<str>>(&mut self, key: &str, texts: &[S]) {
        self.list(key, texts, |there, text| there == text.as_ref(), |text| text.as_ref().to_owned());
    }

    /// Sets a list of people as [`Self::texts`]. However somebody has spaced a name, it stays.
    pub(super) fn people(&mut self, key: &str, people: &[Person]) {
        self.list(key, people, is_person, Person::to_string);
    }

    pub(super) fn person(&mut self, key: &str, person: Option<&Person>) {
        let there = self.table.get(key).and_then(Item::as_str);
        match there.zip(person) {
            Some((there, person)) if is_person(there, person) => self.pass(key),
            _ => self.text(key, person.map(Person::to_string).as_deref()),
        }
    }

    fn list<T>(&mut self, key: &str, items: &[T], is: impl Fn(&str, &T) -> bool, said: impl Fn(&T) -> String) {
        if items.is_empty() {
            self.set(key, None);
            return;
        }
        if self.table.get(key).and_then(Item::as_array).is_none() {
            self.insert(key, Item::Value(Value::Array(Array::new())));
        }
        self.pass(key);
        let Some(array) = self.table.get_mut(key).and_then(Item::as_array_mut) else {
            return;
        };
        let is = |value: &Value, item: &T| value.as_str().is_some_and(|there| is(there, item));
        rearrange(array, items, is_no_text, is, |item| Value::from(said(item)));
    }

    /// Sets the fields of a table that is there, or makes it; `None` takes it away.
    pub(super) fn table(&mut self, key: &str, fill: Option<impl FnOnce(&mut Section<'_>)>) {
        let Some(fill) = fill else {
            self.remove(key);
            return;
        };
        if self.table.get(key).and_then(Item::as_table_like).is_none() {
            self.insert(key, Item::Table(Table::new()));
        }
        self.pass(key);
        match self.table.get_mut(key) {
            Some(Item::Table(table)) => fill(&mut Section::new(table)),
            Some(Item::Value(Value::InlineTable(table))) => {
                keep_ends(table, |table| fill(&mut Section::inline(table)));
            }
            _ => {}
        }
    }

    /// Whether the table says nothing yet.
    pub(super) fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Sets an array of tables, one for each of `items`: the present table that `is` about it, with its comments and
    /// what else it says, or a new one.
    pub(super) fn tables<T>(
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
        let inline = self.table.get(key).and_then(Item::as_array).is_some();
        if !inline && self.table.get(key).and_then(Item::as_array_of_tables).is_none() {
            self.insert(key, Item::ArrayOfTables(ArrayOfTables::new()));
        }
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

/// Whether what is there counts as absent: a blank text, or a list of nothing.
fn says_nothing(item: &Item) -> bool {
    match item {
        Item::Value(Value::Array(array)) => array.iter().all(|value| !value.is_inline_table() && is_no_text(value)),
        Item::Value(value) => value.is_str() && is_no_text(value),
        _ => false,
    }
}

/// Whether `there` names `person`.
fn is_person(there: &str, person: &Person) -> bool {
    there.parse().as_ref() == Ok(person)
}

fn is_no_text(value: &Value) -> bool {
    value.as_str().is_none_or(|text| text.trim().is_empty())
}

/// A table that is there, before it is changed.
pub(super) struct Present<'a>(&'a dyn TableLike);

impl Present<'_> {
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(Item::as_str)
    }
}
