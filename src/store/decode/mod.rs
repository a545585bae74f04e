//! From TOML to records: each field is taken by name, and everything that is wrong with a file is found at once.
//!
//! This is written over the spanned tree of the `toml` crate rather than with serde, because a person who edits records
//! by hand wants every mistake with its place, and unknown fields named, not the first error alone.

mod agreed;
mod champion;
mod check_in;
mod collections;
mod configuration;
mod engagement;
mod feedback;
mod fields;
mod goal;
mod milestone;
mod nps;
mod person;
mod project_retro;
mod proposal;
mod retro;
mod rules;
mod settings;
mod source;
mod told;

pub(super) use champion::champion;
pub(super) use check_in::check_in;
pub(super) use configuration::configuration;
pub(super) use engagement::engagement;
pub(super) use feedback::feedback;
pub(super) use fields::Fields;
pub(super) use goal::goal;
pub(super) use milestone::milestone;
pub(super) use nps::{Survey, response, survey};
#[cfg(test)]
pub(super) use person::SOMEBODY;
pub(super) use project_retro::project_retro;
pub(super) use proposal::{agreement, proposal, vote};
pub(super) use retro::{retro, suggested_id};
pub(super) use settings::{schema, settings};
pub(super) use source::Source;
pub(super) use told::Told;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::marks;
use crate::playbook::{Finding, record};
use crate::text::{ahead, lines_at};

/// Reads the record in `source` with `read`, adding what is wrong with it to `findings`.
///
/// `None` when anything that is wrong is an error: a record that is read in part could be written back in part.
pub(super) fn decode<T>(
    source: &Source<'_>,
    findings: &mut Vec<Finding>,
    read: impl FnOnce(&mut Fields<'_, '_>) -> Option<T>,
) -> Option<T> {
    let text = source.text();
    // The parser would pass over a second one, and an edit would lose it.
    if text.starts_with('\u{feff}') {
        let message = String::from("not valid TOML: it begins with more than one byte order mark");
        findings.push(source.finding(&record::SYNTAX, Some(0..0), message, "save the file as UTF-8 without one"));
        return None;
    }
    let table = match DeTable::parse(text) {
        Ok(table) if !marks::are_in(text) => table,
        read => {
            findings.extend(conflict(source, read.is_ok()).or_else(|| Some(syntax(source, &read.err()?))));
            return None;
        }
    };
    let mut known = Vec::new();
    let mut told = Told::default();
    let mut fields = Fields::new(source, table.get_ref(), 0..0, &mut known, &mut told);
    let value = read(&mut fields);
    fields.finish();
    let value = value.filter(|_| told.is_sound());
    told.add_to(source, findings);
    value
}

/// Where the items of each list stand, blank texts not counted: a table by its id or, where that is left out, its text.
pub(super) fn item_spans(source: &Source<'_>) -> HashMap<String, Vec<Range<usize>>> {
    let Ok(table) = DeTable::parse(source.text()) else {
        return HashMap::new();
    };
    let span = |item: &Spanned<DeValue<'_>>| match item.get_ref() {
        DeValue::String(text) if text.trim().is_empty() => None,
        DeValue::Table(table) => {
            let id = table.get("id").or_else(|| table.get("text"));
            Some(id.map_or_else(|| item.span(), Spanned::span))
        }
        _ => Some(item.span()),
    };
    let list = |(name, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
        let name: &Cow<'_, str> = name.get_ref();
        let items = value.get_ref().as_array()?;
        Some((name.to_string(), items.iter().filter_map(span).collect()))
    };
    table.get_ref().iter().filter_map(list).collect()
}

/// That git has left its marks in the text, at the first of them; whether they are `quoted`, within a text of the record.
fn conflict(source: &Source<'_>, quoted: bool) -> Option<Finding> {
    let (place, line) = lines_at(source.text(), 0).find(|(_, line)| marks::is_mark(line))?;
    let span = place.start..place.end.saturating_sub(ahead(line, line.trim_end()));
    let message = String::from("git has left two versions of this record in the file");
    let help = if quoted {
        "auxeng resolve joins them; where the text means these lines, write it on one line, with \\n between"
    } else {
        "auxeng resolve joins them; by hand: keep the right lines and git add the file"
    };
    Some(source.finding(&record::CONFLICT, Some(span), message, help))
}

fn syntax(source: &Source<'_>, error: &toml::de::Error) -> Finding {
    let span = error.span().unwrap_or(0..0);
    let said = error.message().replace('\n', ", ");
    source.finding(&record::SYNTAX, Some(span), format!("not valid TOML: {said}"), "mend the line by hand")
}
