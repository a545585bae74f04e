//! Changing TOML without touching what is not changed: comments, order and unknown keys stay as they are.
//!
//! A [`Draft`] is told what a record says; what the text says already is left alone, to the byte.

mod several;
mod tables;

use std::str::FromStr;

use chrono::{NaiveDate, NaiveTime};
use toml_edit::{Array, DocumentMut, InlineTable, Item, Key, Table, TableLike, TomlError, Value};

pub(super) use several::Present;
use tables::keep_ends;

use super::canonical::canonical;
use super::ends::{self, LineEnds};
use super::lines::rearrange;
use super::values::{date_value, number_value, raw, same, text_value, time_value};
use crate::model::Person;

/// The text of a record while it is being changed.
pub(super) struct Draft {
    document: DocumentMut,
    /// Whether the record is new, and gets all fields that a new one has.
    is_new: bool,
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
        Self { document: DocumentMut::new(), is_new: true, mark: "", ends: LineEnds::Unix, before: None }
    }

    /// The record that `text` is.
    pub(super) fn parse(whole: &str) -> Result<Self, TomlError> {
        let (mark, text) = match whole.strip_prefix(BYTE_ORDER_MARK) {
            Some(rest) => (BYTE_ORDER_MARK, rest),
            None => ("", whole),
        };
        let document: DocumentMut = ends::unix(text).parse()?;
        let before = Some((whole.to_owned(), document.to_string()));
        Ok(Self { document, is_new: false, mark, ends: LineEnds::of(text), before })
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
        Section { is_new: self.is_new, ..Section::new(self.document.as_table_mut()) }
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
/// Keys are set in their canonical order, and a new one is put behind those that come before it in that order, so
/// that new keys of different people do not meet at the end of the file. What stands between them is there from the
/// start, also where it says nothing yet: a [`word`](Self::word), a [`column`](Self::column).
pub(super) struct Section<'a> {
    table: &'a mut dyn TableLike,
    /// Whether it is that of a new record.
    is_new: bool,
    /// Whether each key stands on a line of its own.
    on_lines: bool,
    /// Whether the next key begins a group.
    gap: bool,
    /// Of the keys that were set and are there, the one that stands last.
    last: Option<String>,
}

impl<'a> Section<'a> {
    fn new(table: &'a mut dyn TableLike) -> Self {
        Self { table, is_new: false, on_lines: true, gap: false, last: None }
    }

    fn inline(table: &'a mut dyn TableLike) -> Self {
        Self { on_lines: false, ..Self::new(table) }
    }

    /// Sets the next key, where it is new, apart by a blank line, so that changes on both sides do not meet in a merge.
    pub(super) fn gap(&mut self) {
        self.gap = self.on_lines && !self.table.is_empty();
    }

    pub(super) fn text(&mut self, key: &str, text: Option<&str>) {
        self.set(key, text.map(text_value));
    }

    /// Sets a text that is there from the start, blank while nobody has said it.
    pub(super) fn word(&mut self, key: &str, text: Option<&str>) {
        let is_there = self.is_new || self.table.get(key).is_some_and(|item| !says_nothing(item));
        self.text(key, text.or(is_there.then_some("")));
    }

    pub(super) fn integer(&mut self, key: &str, number: Option<i64>) {
        self.set(key, number.map(Value::from));
    }

    pub(super) fn flag(&mut self, key: &str, flag: Option<bool>) {
        self.set(key, flag.map(Value::from));
    }

    /// Sets a text that is `default` when it is left out.
    pub(super) fn text_unless(&mut self, key: &str, text: &str, default: &str) {
        let is_said = text != default || self.has(key);
        self.text(key, is_said.then_some(text));
    }

    /// Sets a flag that is false when it is left out. Where somebody has written that it is false, that stays.
    pub(super) fn flag_if(&mut self, key: &str, flag: bool) {
        let is_said = flag || self.table.get(key).and_then(Item::as_bool) == Some(false);
        self.flag(key, is_said.then_some(flag));
    }

    /// Sets a flag that is false when it is left out. A new record says it.
    pub(super) fn switch(&mut self, key: &str, flag: bool) {
        let is_said = flag || self.is_new || self.has(key);
        self.flag(key, is_said.then_some(flag));
    }

    /// Sets a number that is 1 when it is left out. A new record says it.
    pub(super) fn factor(&mut self, key: &str, number: f64) {
        let is_said = !same(&number_value(number), &Value::from(1)) || self.is_new || self.has(key);
        self.number(key, is_said.then_some(number));
    }

    pub(super) fn number(&mut self, key: &str, number: Option<f64>) {
        self.set(key, number.map(number_value));
    }

    pub(super) fn date(&mut self, key: &str, date: Option<NaiveDate>) {
        self.set(key, date.map(date_value));
    }

    pub(super) fn time(&mut self, key: &str, time: Option<NaiveTime>) {
        self.set(key, time.map(time_value));
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

    /// Goes on behind `key`, which is there, unless a key that comes before it in the order stands behind it.
    fn pass(&mut self, key: &str) {
        self.gap = false;
        let place = |name: &str| self.table.iter().position(|(other, _)| other == name);
        if self.last.as_deref().and_then(place) < place(key) {
            self.last = Some(key.to_owned());
        }
    }

    /// Puts a new key behind those that were set, else at the end.
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
        if texts.is_empty() {
            self.set(key, None);
        } else {
            self.column(key, texts);
        }
    }

    /// Sets a list of texts that is there from the start, also while it is empty.
    pub(super) fn column<S: AsRef<str>>(&mut self, key: &str, texts: &[S]) {
        self.list(key, texts, |there, text| there == text.as_ref(), |text| text.as_ref().to_owned());
    }

    /// Sets a list of people as [`Self::column`]. However somebody has spaced a name, it stays.
    pub(super) fn people(&mut self, key: &str, people: &[Person]) {
        self.list(key, people, is_person, Person::to_string);
    }

    /// Sets what is read from a text, such as a person or a link. However somebody has spelled the same, it stays.
    pub(super) fn spelled<T: FromStr + PartialEq + ToString>(&mut self, key: &str, value: Option<&T>) {
        let there = self.table.get(key).and_then(Item::as_str).and_then(|there| there.parse::<T>().ok());
        match value {
            Some(_) if there.as_ref() == value => self.pass(key),
            value => self.text(key, value.map(T::to_string).as_deref()),
        }
    }

    /// Whether a list has its place in the record also while it is empty.
    fn keeps_list(&self, key: &str) -> bool {
        self.is_new || self.table.get(key).is_some_and(Item::is_array)
    }

    fn list<T>(&mut self, key: &str, items: &[T], is: impl Fn(&str, &T) -> bool, said: impl Fn(&T) -> String) {
        if items.is_empty() && !self.keeps_list(key) {
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
        rearrange(array, items, is_no_text, is, |item| text_value(&said(item)));
    }

    /// Sets the fields of a table that is there, or makes it; `None` takes it away.
    pub(super) fn table(&mut self, key: &str, fill: Option<impl FnOnce(&mut Section<'_>)>) {
        self.table_or(key, fill, || Item::Table(Table::new()));
    }

    /// Sets the fields of a table that is there from the start, empty while it says nothing.
    pub(super) fn step(&mut self, key: &str, fill: Option<impl FnOnce(&mut Section<'_>)>) {
        let is_there = self.is_new || self.table.get(key).is_some_and(Item::is_table);
        let clear = |table: &mut Section<'_>| table.clear();
        match fill {
            Some(fill) => self.table(key, Some(fill)),
            None => self.table(key, is_there.then_some(clear)),
        }
    }

    /// As [`table`](Self::table), of which a new one stands on one line.
    pub(super) fn line(&mut self, key: &str, fill: Option<impl FnOnce(&mut Section<'_>)>) {
        self.table_or(key, fill, || Item::Value(Value::InlineTable(InlineTable::new())));
    }

    fn table_or(&mut self, key: &str, fill: Option<impl FnOnce(&mut Section<'_>)>, new: impl FnOnce() -> Item) {
        let Some(fill) = fill else {
            self.remove(key);
            return;
        };
        if self.table.get(key).and_then(Item::as_table_like).is_none() {
            self.insert(key, new());
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

    /// Takes all keys away.
    fn clear(&mut self) {
        let keys: Vec<String> = self.table.iter().map(|(key, _)| key.to_owned()).collect();
        for key in &keys {
            self.remove(key);
        }
    }

    /// Whether the table says nothing yet.
    pub(super) fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Whether a key is there and not blank.
    pub(super) fn says(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|item| !says_nothing(item))
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
