//! Every record of a store as it is written, for searching and for taking it elsewhere.

use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::files;
use super::kinds::Kind;
use super::reader::Reader;
use super::{Error, Store, layout};
use crate::model::{Content, Datum, Field, RecordKind, Slug};
use crate::playbook::Finding;

impl Store {
    /// Every record, by engagement and file, and what is wrong with the store. A file that is no TOML is left out.
    ///
    /// # Errors
    /// When the store's folder cannot be listed.
    pub fn contents(&self) -> Result<(Vec<Content>, Vec<Finding>), Error> {
        let (ids, mut findings) = self.ids()?;
        findings.extend(self.findings().iter().cloned());
        let mut contents = Vec::new();
        let mut reader = Reader::new(self.root(), None, Vec::new());
        contents.extend(content(self.root(), None, Path::new(layout::SETTINGS), &mut reader));
        findings.append(&mut reader.findings);
        for id in &ids {
            let (mut files, found) = self.records(id);
            findings.extend(found);
            files.push(Path::new(id.as_str()).join(layout::ONE_PAGER));
            files.sort();
            files.dedup();
            let mut reader = Reader::new(self.root(), Some(id), Vec::new());
            contents.extend(files.iter().filter_map(|file| content(self.root(), Some(id), file, &mut reader)));
            for finding in reader.findings {
                // It has been read before, and is told of once.
                let about = |finding: &Finding| finding.place.as_ref().map(|place| place.file.clone());
                let is_same = |known: &Finding| about(known) == about(&finding) && known.rule.id == finding.rule.id;
                if !findings.iter().any(is_same) {
                    findings.push(finding);
                }
            }
        }
        Ok((contents, findings))
    }
}

/// What is in `file` of the store in `root`; `None` where it is not there, or is no record that can be read.
fn content(root: &Path, engagement: Option<&Slug>, file: &Path, reader: &mut Reader<'_>) -> Option<Content> {
    let path = root.join(file);
    match files::kind(&path) {
        Ok(Some(files::Kind::File)) => {}
        Ok(_) => return None,
        Err(error) => {
            reader.unreadable(file.to_owned(), &error.to_string());
            return None;
        }
    }
    let text = match files::read(&path, &mut reader.buffer) {
        Ok(text) => text,
        Err(refusal) => {
            reader.unreadable(file.to_owned(), &refusal.reason());
            return None;
        }
    };
    let (kind, fields) = if file.ends_with(layout::ONE_PAGER) {
        let value = Datum::Text(text.to_owned());
        (RecordKind::OnePager, vec![(String::from("text"), Field { line: 1, value })])
    } else {
        let table = DeTable::parse(text).ok()?;
        (kind(&Kind::at(file)?), Lines::of(text).fields(table.get_ref()))
    };
    let parts: Vec<_> = file.iter().map(|part| part.to_string_lossy()).collect();
    Some(Content { engagement: engagement.cloned(), kind, file: parts.join("/"), fields })
}

fn kind(kind: &Kind) -> RecordKind {
    match kind {
        Kind::Settings => RecordKind::Settings,
        Kind::Engagement(_) => RecordKind::Engagement,
        Kind::Goal(_) => RecordKind::Goal,
        Kind::Milestone(_) => RecordKind::Milestone,
        Kind::Retro(_) => RecordKind::Retro,
        Kind::ProjectRetro => RecordKind::ProjectRetro,
        Kind::Survey => RecordKind::Survey,
        Kind::Response => RecordKind::Answer,
        Kind::Feedback(_) => RecordKind::Feedback,
        Kind::Champion(_) => RecordKind::Champion,
        Kind::CheckIn(_) => RecordKind::CheckIn,
        Kind::Proposal(_) => RecordKind::Proposal,
        Kind::Vote(_) => RecordKind::Vote,
        Kind::Agreement(_) => RecordKind::Agreement,
    }
}

/// A text, and where its lines begin.
struct Lines<'a> {
    text: &'a str,
    begins: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at.saturating_add(1));
        Self { text, begins: std::iter::once(0).chain(ends).collect() }
    }

    /// The line on which the value at `start` begins.
    fn line(&self, start: usize) -> usize {
        let line = self.begins.partition_point(|begin| *begin <= start);
        let raw = self.text.get(start..).unwrap_or_default();
        let opening = ["\"\"\"", "'''"].iter().find_map(|quotes| raw.strip_prefix(quotes));
        let is_below = opening.is_some_and(|rest| rest.starts_with(['\n', '\r']));
        line.saturating_add(usize::from(is_below))
    }

    fn fields(&self, table: &DeTable<'_>) -> Vec<(String, Field)> {
        let mut named: Vec<_> = table.iter().collect();
        named.sort_by_key(|(name, _)| name.span().start);
        named.into_iter().map(|(name, value)| (name.get_ref().to_string(), self.field(value))).collect()
    }

    fn field(&self, node: &Spanned<DeValue<'_>>) -> Field {
        let value = match node.get_ref() {
            DeValue::String(text) => Datum::Text(text.to_string()),
            DeValue::Integer(number) => integer(number),
            DeValue::Float(number) => Datum::Number(number.as_str().replace('_', "").parse().unwrap_or(f64::NAN)),
            DeValue::Boolean(flag) => Datum::Flag(*flag),
            DeValue::Datetime(date) => Datum::Date(date.to_string()),
            DeValue::Array(items) => Datum::List(items.iter().map(|item| self.field(item)).collect()),
            DeValue::Table(table) => Datum::Table(self.fields(table)),
        };
        Field { line: self.line(node.span().start), value }
    }
}

/// A whole number, which is a text where it is larger than any that is used here.
fn integer(number: &toml::de::DeInteger<'_>) -> Datum {
    let digits = number.as_str().replace('_', "");
    i64::from_str_radix(&digits, number.radix()).map_or(Datum::Text(digits), Datum::Whole)
}
