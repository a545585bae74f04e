//! Taking lists and tables out of a TOML table.

use std::ops::Range;
use std::str::FromStr;

use toml::Spanned;
use toml::de::DeValue;

use super::Fields;
use super::fields::NEWER;
use crate::playbook::record;
use crate::text::{quoted, shortened};

/// Whether one of `items` is `item`. In a list that is longer than any that people write nobody looks.
fn is_again<T: PartialEq>(items: &[T], item: &T) -> bool {
    const LONG: usize = 1000;
    items.len() < LONG && items.contains(item)
}

type Node<'i> = Spanned<DeValue<'i>>;

impl<'a, 'i> Fields<'a, 'i> {
    /// A list of texts; blank ones are passed over.
    pub(super) fn texts(&mut self, name: &'static str) -> Vec<String> {
        self.parsed_list(name, |text| Ok::<_, String>(text.to_owned()), "correct the text")
    }

    /// A list of texts that `T` can be read from.
    pub(super) fn list<T: FromStr<Err: std::fmt::Display>>(&mut self, name: &'static str) -> Vec<T> {
        self.parsed_list(name, str::parse, "correct the text")
    }

    /// The items of a list, each one of a few words.
    pub(super) fn choices<T: FromStr<Err: std::fmt::Display>>(&mut self, name: &'static str) -> Vec<T> {
        self.parsed_list(name, str::parse, &format!("correct the text; {NEWER}"))
    }

    /// The items of an array; none where it is absent or something else.
    fn items(&mut self, name: &'static str, wanted: &str, help: &str) -> &'a [Node<'i>] {
        let Some(value) = self.find(name) else {
            return &[];
        };
        if let DeValue::Array(array) = value.get_ref() {
            return array;
        }
        self.wrong_type(name, value, wanted, help);
        &[]
    }

    fn parsed_list<T, E: std::fmt::Display>(
        &mut self,
        name: &'static str,
        parse: impl Fn(&str) -> Result<T, E>,
        help: &str,
    ) -> Vec<T> {
        let mut list = Vec::new();
        let mut said: Vec<&str> = Vec::new();
        for item in self.items(name, "a list of texts", &format!("write {name} = [\"…\"]")) {
            let DeValue::String(text) = item.get_ref() else {
                let message = format!("an item of {} is not a text", quoted(name));
                self.report(&record::WRONG_TYPE, item.span(), message, "write each item in quotes");
                continue;
            };
            if text.trim().is_empty() {
                continue;
            }
            if is_again(&said, &text.as_ref()) {
                self.said_twice(name, item.span());
            }
            said.push(text.as_ref());
            match parse(text) {
                Ok(value) => list.push(value),
                Err(error) => {
                    let message = format!("{} in {}: {error}", shortened(text), quoted(name));
                    self.report(&record::INVALID_VALUE, item.span(), message, help);
                }
            }
        }
        list
    }

    /// The fields of a table.
    pub(super) fn table(&mut self, name: &'static str) -> Option<Fields<'_, 'i>> {
        let value = self.find(name)?;
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong_type(name, value, "a table", format!("write it as [{name}]"));
            return None;
        };
        Some(Fields::new(self.source, table, value.span(), self.known, self.told))
    }

    /// What `read` makes of the fields of a table; those that it does not take are reported.
    pub(super) fn within<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&mut Fields<'_, 'i>) -> Option<T>,
    ) -> Option<T> {
        let mut table = self.table(name)?;
        let value = read(&mut table);
        table.finish();
        value
    }

    /// As [`Self::within`]; a table with nothing in it is absent.
    pub(super) fn step<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&mut Fields<'_, 'i>) -> Option<T>,
    ) -> Option<T> {
        let mut table = self.table(name).filter(|table| !table.is_empty())?;
        let value = read(&mut table);
        table.finish();
        value
    }

    /// Reads each table of an array of tables.
    pub(super) fn tables<T: PartialEq>(
        &mut self,
        name: &'static str,
        mut read: impl FnMut(&mut Fields<'_, 'i>) -> Option<T>,
    ) -> Vec<T> {
        const WANTED: &str = "a list of tables";
        let help = format!("write each as [[{name}]]");
        let mut list = Vec::new();
        for item in self.items(name, WANTED, &help) {
            let DeValue::Table(table) = item.get_ref() else {
                self.wrong_type(name, item, WANTED, help.as_str());
                continue;
            };
            let mut fields = Fields::new(self.source, table, item.span(), self.known, self.told);
            let read = read(&mut fields);
            fields.finish();
            if read.as_ref().is_some_and(|read| is_again(&list, read)) {
                self.said_twice(name, item.span());
            }
            list.extend(read);
        }
        list
    }

    fn said_twice(&mut self, name: &str, span: Range<usize>) {
        let message = format!("{} says this twice", quoted(name));
        self.report(&record::SAID_TWICE, span, message, "take one of the two away");
    }

    /// Reads each table of a table whose keys are not fixed. A key that `parse` does not take is reported. `example` is a
    /// field of such a table.
    pub(super) fn keyed<K: FromStr<Err: std::fmt::Display>, V>(
        &mut self,
        name: &'static str,
        example: &str,
        mut read: impl FnMut(&mut Fields<'_, 'i>) -> Option<V>,
    ) -> Vec<(K, V)> {
        let Some(value) = self.find(name) else {
            return Vec::new();
        };
        let DeValue::Table(outer) = value.get_ref() else {
            self.wrong_type(name, value, "a table", format!("write it as [{name}]"));
            return Vec::new();
        };
        let mut list = Vec::with_capacity(outer.len());
        for (key, item) in outer {
            let parsed = match key.get_ref().parse::<K>() {
                Ok(parsed) => parsed,
                Err(error) => {
                    let message = format!("{} in [{name}]: {error}", shortened(key.get_ref()));
                    self.report(&record::INVALID_VALUE, key.span(), message, "correct the key");
                    continue;
                }
            };
            let DeValue::Table(table) = item.get_ref() else {
                let message = format!("{} in [{name}] is not a table", shortened(key.get_ref()));
                let help = format!("write {} = {{ {example} }}", key.get_ref());
                self.report(&record::WRONG_TYPE, item.span(), message, help);
                continue;
            };
            let mut fields = Fields::new(self.source, table, item.span(), self.known, self.told);
            list.extend(read(&mut fields).map(|read| (parsed, read)));
            fields.finish();
        }
        list
    }
}
