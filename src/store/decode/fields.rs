//! Taking typed fields out of a TOML table, and remembering everything that is wrong with them.

use std::ops::{Range, RangeInclusive};
use std::str::FromStr;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Source, Told};
use crate::model::is_recordable;
use crate::playbook::{Rule, record};
use crate::text::{alternatives, nearest, quoted, shortened};

/// Who might know a word that this version does not.
pub(super) const NEWER: &str = concat!("an auxeng newer than ", env!("CARGO_PKG_VERSION"), " may know it");

/// A table whose fields are being taken.
pub(in crate::store) struct Fields<'a, 'i> {
    pub(super) source: &'a Source<'a>,
    table: &'a DeTable<'i>,
    span: Range<usize>,
    /// The names that were asked for, this table's behind those of the tables around it.
    pub(super) known: &'a mut Vec<&'static str>,
    known_from: usize,
    pub(super) told: &'a mut Told,
}

type Node<'a, 'i> = &'a Spanned<DeValue<'i>>;

impl<'a, 'i> Fields<'a, 'i> {
    /// The fields of `table`; `span` is where a missing one is reported.
    pub(super) fn new(
        source: &'a Source<'a>,
        table: &'a DeTable<'i>,
        span: Range<usize>,
        known: &'a mut Vec<&'static str>,
        told: &'a mut Told,
    ) -> Self {
        Self { source, table, span, known_from: known.len(), known, told }
    }

    pub(super) fn find(&mut self, name: &'static str) -> Option<Node<'a, 'i>> {
        self.known.push(name);
        self.table.get(name)
    }

    /// Whether the table has no field.
    pub(super) fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// Knows these fields, and takes nothing from them.
    pub(super) fn pass_over(&mut self, names: &[&'static str]) {
        self.known.extend(names);
    }

    pub(super) fn report(&mut self, rule: &'static Rule, span: Range<usize>, message: String, help: impl Into<String>) {
        self.told.tell(self.source, rule, Some(span), || (message, help.into()));
    }

    pub(super) fn wrong_type(&mut self, name: &str, value: Node<'_, '_>, wanted: &str, help: impl Into<String>) {
        let message = format!("{} is not {wanted}", quoted(name));
        self.report(&record::WRONG_TYPE, value.span(), message, help);
    }

    /// Reports that the value of a field cannot be.
    pub(super) fn invalid(&mut self, name: &'static str, message: String, help: impl Into<String>) {
        let span = self.table.get(name).map_or(self.span.clone(), Spanned::span);
        self.report(&record::INVALID_VALUE, span, message, help);
    }

    /// Reports that the values of the table together cannot be.
    pub(super) fn invalid_table(&mut self, message: String, help: impl Into<String>) {
        self.report(&record::INVALID_VALUE, self.span.clone(), message, help);
    }

    /// Reports that the place of the file and a field of it disagree.
    pub(super) fn misplaced(&mut self, name: &'static str, message: String, help: impl Into<String>) {
        let span = self.table.get(name).map_or(self.span.clone(), Spanned::span);
        self.report(&record::MISPLACED, span, message, help);
    }

    /// `value`, or a finding that the field `name` is missing, with `example` as the line to add.
    pub(super) fn required<T>(&mut self, name: &'static str, value: Option<T>, example: &str) -> Option<T> {
        if value.is_none() && !self.has(name) {
            let (span, message, help) = match self.table.get(name) {
                Some(blank) => (blank.span(), "is empty", "write something such as"),
                None => (self.span.clone(), "is missing", "add a line such as"),
            };
            let message = format!("{} {message}", quoted(name));
            self.report(&record::MISSING_FIELD, span, message, format!("{help}: {example}"));
        }
        value
    }

    /// Whether the field is there and is not a blank text, which counts as absent.
    pub(super) fn has(&self, name: &str) -> bool {
        let is_blank = |value: &DeValue<'_>| value.as_str().is_some_and(|text| text.trim().is_empty());
        self.table.get(name).is_some_and(|value| !is_blank(value.get_ref()))
    }

    /// A text that is not blank; a blank one counts as absent.
    pub(super) fn text(&mut self, name: &'static str) -> Option<String> {
        let value = self.find(name)?;
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_type(name, value, "a text", format!("write it in quotes: {name} = \"…\""));
            return None;
        };
        (!text.trim().is_empty()).then(|| text.clone().into_owned())
    }

    pub(super) fn flag(&mut self, name: &'static str) -> Option<bool> {
        let value = self.find(name)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(name, value, "true or false", format!("write {name} = true, without quotes"));
        }
        flag
    }

    pub(super) fn date(&mut self, name: &'static str) -> Option<NaiveDate> {
        let value = self.find(name)?;
        let date = match value.get_ref() {
            DeValue::Datetime(datetime) => datetime.date.filter(|_| datetime.time.is_none()),
            _ => None,
        };
        let date = date
            .and_then(|date| NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day)));
        match date {
            Some(date) if is_recordable(date) => Some(date),
            Some(date) => {
                let message = format!("{} {date} is not in the years 1 to 9998", quoted(name));
                self.invalid(name, message, "correct the date");
                None
            }
            None => {
                let example = value.get_ref().as_str().and_then(|text| NaiveDate::from_str(text).ok());
                let example = example.map_or_else(|| String::from("2026-11-23"), |date| date.to_string());
                self.wrong_type(name, value, "a date", format!("write a date without quotes: {example}"));
                None
            }
        }
    }

    /// A whole number within `range`.
    pub(super) fn integer(&mut self, name: &'static str, range: RangeInclusive<i64>) -> Option<i64> {
        let value = self.find(name)?;
        let DeValue::Integer(integer) = value.get_ref() else {
            self.wrong_type(
                name,
                value,
                "a whole number",
                format!("write it without quotes: {name} = {}", range.start()),
            );
            return None;
        };
        let number = i64::from_str_radix(integer.as_str(), integer.radix()).ok();
        let number = number.filter(|number| range.contains(number));
        if number.is_none() {
            let message = format!("{} is not between {} and {}", quoted(name), range.start(), range.end());
            self.report(&record::INVALID_VALUE, value.span(), message, "correct the number");
        }
        number
    }

    /// A count that fits `u32` and is no larger than a million.
    pub(super) fn count(&mut self, name: &'static str) -> Option<u32> {
        self.integer(name, 0..=1_000_000).and_then(|number| u32::try_from(number).ok())
    }

    /// A finite number.
    pub(super) fn number(&mut self, name: &'static str) -> Option<f64> {
        let value = self.find(name)?;
        let number = match value.get_ref() {
            DeValue::Integer(integer) => {
                i64::from_str_radix(integer.as_str(), integer.radix()).ok().map(|number| number as f64)
            }
            DeValue::Float(float) => float.as_str().parse().ok(),
            _ => None,
        };
        let number = number.filter(|number: &f64| number.is_finite());
        if number.is_none() {
            self.wrong_type(name, value, "a number", format!("write it without quotes: {name} = 2"));
        }
        number
    }

    /// A number from 0 to 1.
    pub(super) fn share(&mut self, name: &'static str) -> Option<f64> {
        let number = self.number(name)?;
        if (0.0..=1.0).contains(&number) {
            return Some(number);
        }
        self.invalid(name, format!("{} is not between 0 and 1", quoted(name)), "write 75 % as 0.75");
        None
    }

    /// One of a few words.
    pub(super) fn choice<T: Copy>(&mut self, name: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(name)?;
        let found = choices.iter().find(|(word, _)| *word == text).map(|(_, choice)| *choice);
        if found.is_none() {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            let message = format!("{} cannot be {}", quoted(name), shortened(&text));
            self.invalid(name, message, format!("write {}; {NEWER}", alternatives(&words)));
        }
        found
    }

    /// A text that `T` can be read from.
    pub(super) fn parsed<T: FromStr<Err: std::fmt::Display>>(&mut self, name: &'static str) -> Option<T> {
        let text = self.text(name)?;
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.invalid(name, format!("{} is {}: {error}", quoted(name), shortened(&text)), "correct the text");
                None
            }
        }
    }

    /// Reports every field that nobody took.
    pub(super) fn finish(self) {
        self.finish_as("field of this record");
    }

    /// Reports every key that nobody took as no `kind` of key.
    pub(super) fn finish_as(self, kind: &str) {
        let (around, known) = self.known.split_at_checked(self.known_from).unwrap_or_default();
        for (key, value) in self.table {
            let name: &str = key.get_ref();
            if known.contains(&name) {
                continue;
            }
            if let Some(span) = unheld(value) {
                self.told.tell(self.source, &record::SYNTAX, Some(span), || {
                    (String::from("not valid TOML: the number is too large"), String::from("write a smaller one"))
                });
            }
            self.told.tell(self.source, &record::UNKNOWN_FIELD, Some(key.span()), || {
                let help = match nearest(name, known) {
                    _ if around.contains(&name) => String::from(
                        "it is one of the record itself: where a merge has put it below this heading, move it above",
                    ),
                    Some(like) => format!("did you mean {}? it is kept as it is", quoted(like)),
                    None => String::from("it is kept as it is"),
                };
                (format!("{} is no {kind}", shortened(name)), help)
            });
        }
        self.known.truncate(self.known_from);
    }
}

/// Where a number stands in `value` that no program can hold. The parser lets it pass, and the editor would not.
fn unheld(value: &Spanned<DeValue<'_>>) -> Option<Range<usize>> {
    let is_held = match value.get_ref() {
        DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix()).is_ok(),
        // Infinity may be written, in letters.
        DeValue::Float(float) => {
            let is_finite = float.as_str().parse().is_ok_and(f64::is_finite);
            is_finite || float.as_str().ends_with(|c: char| c.is_ascii_alphabetic())
        }
        DeValue::Array(items) => return items.iter().find_map(unheld),
        DeValue::Table(table) => return table.values().find_map(unheld),
        _ => true,
    };
    (!is_held).then(|| value.span())
}
