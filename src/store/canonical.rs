//! The one form in which records are written: a space around `=`, one array element a line, texts of several lines in
//! `"""`, at most one blank line, one line end at the end. Comments and the order of keys stay.

use std::path::{Path, PathBuf};

use toml_edit::{Array, Decor, DocumentMut, InlineTable, Item, Table, TomlError, Value};

use super::ends::unix;
use super::kinds::Kind;
use super::renew::{WouldDiffer, renewed};
use super::values::{raw, text_value};
use super::{Error, Lock, Store, guard, layout};
use crate::playbook::Finding;

/// What [`Store::fmt`] did, or would do.
#[derive(Debug, Default)]
pub struct Fmt {
    /// Files that were not in canonical form, from the root of the store.
    pub changed: Vec<PathBuf>,
    /// How many files are in canonical form.
    pub unchanged: usize,
    /// Files that could not be laid out anew without saying something else, and keep their layout.
    pub kept: Vec<PathBuf>,
    /// What is wrong with the files that were left alone.
    pub findings: Vec<Finding>,
}

impl Store {
    /// Brings every file that is read as a record into canonical form; without a lock it only says which ones are not.
    ///
    /// # Errors
    /// When the store cannot be listed or a file cannot be written.
    pub fn fmt(&self, lock: Option<&Lock>) -> Result<Fmt, Error> {
        self.form(lock, |_, _, after| Ok(after))
    }

    /// As [`fmt`](Self::fmt), and brings records of an older layout into that of new ones.
    ///
    /// # Errors
    /// When the store cannot be listed or a file cannot be written.
    pub fn renew(&self, lock: Option<&Lock>) -> Result<Fmt, Error> {
        self.form(lock, |file, path, text| match Kind::at(file) {
            Some(kind) => renewed(&kind, path, &text),
            None => Ok(text),
        })
    }

    fn form(
        &self,
        lock: Option<&Lock>,
        lay_out: impl Fn(&Path, &Path, String) -> Result<String, WouldDiffer>,
    ) -> Result<Fmt, Error> {
        let (ids, findings) = self.ids()?;
        let mut all = vec![PathBuf::from(layout::SETTINGS)];
        let mut fmt = Fmt { findings: [self.findings().to_vec(), findings].concat(), ..Fmt::default() };
        for id in &ids {
            let (files, findings) = self.records(id);
            all.extend(files);
            fmt.findings.extend(findings.into_iter().filter(Finding::is_error));
        }
        let damaged = |file: &PathBuf| {
            let mut errors = fmt.findings.iter().filter(|finding| finding.is_error());
            errors.any(|finding| finding.place.as_ref().is_some_and(|place| place.file == *file))
        };
        let sound: Vec<PathBuf> = all.into_iter().filter(|file| !damaged(file)).collect();
        for file in sound {
            let path = self.root().join(&file);
            let mut buffer = Vec::new();
            let before = guard::read_record(&path, &mut buffer)?;
            let formed = canonical(before).map_err(|error| guard::unreadable(&path, None, error.message()))?;
            let after = lay_out(&file, &path, formed.clone()).unwrap_or_else(|WouldDiffer| {
                fmt.kept.push(file.clone());
                formed
            });
            if after == before {
                fmt.unchanged = fmt.unchanged.saturating_add(1);
                continue;
            }
            if let Some(lock) = lock {
                let put = guard::refuse_large(&path, &after).and_then(|()| lock.put(&file, &after, true));
                put.map_err(|error| lock.after_written(error))?;
            }
            fmt.changed.push(file);
        }
        Ok(fmt)
    }
}

/// `text` in canonical form; an error when it is not valid TOML.
pub(super) fn canonical(text: &str) -> Result<String, TomlError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // With an end, the last line is a line like the others, also when it is a comment.
    let mut document: DocumentMut = format!("{}\n", unix(text)).parse()?;
    let mut first = true;
    table(document.as_table_mut(), &mut first);
    let trailing = lines(document.trailing().as_str().unwrap_or_default(), first);
    document.set_trailing(trailing.trim_end_matches('\n').to_owned());
    let mut text = document.to_string();
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push('\n');
    }
    Ok(text)
}

/// Formats the keys of a table and the tables below it. `first` holds until something has been written.
fn table(table_: &mut Table, first: &mut bool) {
    for (mut key, item) in table_.iter_mut() {
        key.dotted_decor_mut().clear();
        if !item.is_value() {
            key.leaf_decor_mut().clear();
        }
        match item {
            Item::Value(value) => {
                tidy_key(key.leaf_decor_mut(), *first);
                *first = false;
                tidy_value(value);
            }
            Item::Table(inner) => {
                tidy_header(inner, first);
                table(inner, first);
            }
            Item::ArrayOfTables(tables) => {
                for inner in tables.iter_mut() {
                    tidy_header(inner, first);
                    table(inner, first);
                }
            }
            Item::None => {}
        }
    }
}

fn tidy_key(decor: &mut Decor, first: bool) {
    let prefix = lines(raw(decor.prefix()), first);
    decor.set_prefix(prefix);
    decor.set_suffix(" ");
}

fn tidy_header(inner: &mut Table, first: &mut bool) {
    if inner.is_implicit() || inner.is_dotted() {
        return;
    }
    let decor = inner.decor_mut();
    let prefix = lines(raw(decor.prefix()), *first);
    let apart = !*first && !prefix.starts_with('\n');
    decor.set_prefix(if apart { format!("\n{prefix}") } else { prefix });
    let suffix = comment(raw(decor.suffix()));
    decor.set_suffix(suffix);
    *first = false;
}

fn tidy_value(value: &mut Value) {
    match value {
        Value::Array(array) => tidy_array(array),
        Value::InlineTable(inline) => tidy_inline(inline),
        Value::String(_) => tidy_text(value),
        _ => {}
    }
    let suffix = comment(raw(value.decor().suffix()));
    value.decor_mut().set_prefix(" ");
    value.decor_mut().set_suffix(suffix);
}

/// Writes a text as a new one is written. What stands around it stays.
fn tidy_text(value: &mut Value) {
    if let Some(text) = value.as_str().map(text_value) {
        let decor = value.decor().clone();
        *value = text;
        *value.decor_mut() = decor;
    }
}

fn tidy_array(array: &mut Array) {
    let mut carried = String::new();
    for value in array.iter_mut() {
        match value {
            Value::InlineTable(inline) => tidy_inline(inline),
            Value::String(_) => tidy_text(value),
            _ => {}
        }
        let prefix = element_lines(&format!("{carried}{}", raw(value.decor().prefix())));
        // A comment between the value and its comma moves behind the comma.
        carried = String::from(raw(value.decor().suffix()).trim_end());
        if !carried.is_empty() {
            carried.push('\n');
        }
        value.decor_mut().set_prefix(format!("{prefix}\n    "));
        value.decor_mut().set_suffix("");
    }
    let trailing = element_lines(&format!("{carried}{}", raw(Some(array.trailing()))));
    array.set_trailing(format!("{trailing}\n"));
    array.set_trailing_comma(!array.is_empty());
}

/// The comments before an element: one behind the element before it, then one a line.
fn element_lines(raw: &str) -> String {
    let mut parts = raw.split('\n').map(str::trim);
    let behind = parts.next().filter(|part| !part.is_empty());
    let mut text = behind.map_or_else(String::new, |part| format!("  {part}"));
    for part in parts.filter(|part| !part.is_empty()) {
        text.push_str("\n    ");
        text.push_str(part);
    }
    text
}

fn tidy_inline(inline: &mut InlineTable) {
    // On several lines there may be comments, which formatting would lose.
    if inline.to_string().contains('\n') {
        return;
    }
    for (_, value) in inline.iter_mut() {
        match value {
            Value::String(_) => tidy_text(value),
            Value::InlineTable(inner) => tidy_inline(inner),
            _ => {}
        }
    }
    inline.fmt();
}

/// Comment lines and single blank lines; leading ones only where something comes before.
fn lines(raw: &str, first: bool) -> String {
    let Some((above, _)) = raw.rsplit_once('\n') else {
        return String::new();
    };
    let mut text = String::new();
    let mut blank = first;
    for line in above.split('\n').map(str::trim) {
        if line.is_empty() {
            if !blank {
                text.push('\n');
            }
            blank = true;
        } else {
            text.push_str(line);
            text.push('\n');
            blank = false;
        }
    }
    text
}

fn comment(raw: &str) -> String {
    let comment = raw.trim();
    if comment.is_empty() { String::new() } else { format!("  {comment}") }
}
