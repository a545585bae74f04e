//! The store of hostile texts leaves none out: every field that the file format calls a text or a person is in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::store;

/// A field of a kind of record, within the table or list at its top level, which is empty for the top level itself.
type Field = (String, String);

/// The kind of record that lies at `file`: its path without the names that people choose.
fn kind(file: &str) -> String {
    let parts: Vec<&str> = file.split('/').collect();
    match parts.as_slice() {
        [_, "retros", "project.toml"] => String::from("project retro"),
        [_, "nps", _, "survey.toml"] => String::from("survey"),
        [_, folder, _, ..] => (*folder).to_owned(),
        [.., name] => (*name).to_owned(),
        [] => String::new(),
    }
}

/// The names between backticks in `text`.
fn names(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The fields of a row of the file format's tables, if they are texts.
fn texts(row: &str) -> Vec<Field> {
    let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
    let [fields, sort, meaning] = cells.as_slice() else { return Vec::new() };
    if !sort.contains("text") && !sort.contains("person") {
        return Vec::new();
    }
    // "in `notes`: …", "in a score: …"
    let within = meaning.strip_prefix("in ").and_then(|rest| Some(rest.split_once(": ")?.0)).unwrap_or_default();
    let tables: Vec<String> = match within.strip_prefix("a ") {
        Some(item) => vec![format!("{item}s")],
        None if names(within).is_empty() => vec![String::new()],
        None => names(within).into_iter().map(str::to_owned).collect(),
    };
    let pair =
        |table: &String| names(fields).into_iter().map(|name| (table.clone(), name.to_owned())).collect::<Vec<_>>();
    tables.iter().flat_map(pair).collect()
}

/// The texts of each kind of record, as the file format lists them: a table of fields, and an example behind it.
fn documented() -> BTreeMap<String, BTreeSet<Field>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/file-format.md");
    let document = fs::read_to_string(path).expect("the document can be read");
    let mut fields: BTreeSet<Field> = BTreeSet::new();
    let mut documented: BTreeMap<String, BTreeSet<Field>> = BTreeMap::new();
    for line in document.lines() {
        if line.starts_with("| `") {
            fields.extend(texts(line));
        } else if let Some(file) = line.strip_prefix('`').and_then(|line| line.strip_suffix(".toml`")) {
            documented.entry(kind(&format!("{file}.toml"))).or_default().append(&mut fields);
        }
    }
    documented
}

/// Adds the fields in `value` whose text is hostile.
fn collect(value: &DeValue<'_>, (table, name): (&str, &str), found: &mut BTreeSet<Field>) {
    match value {
        DeValue::String(text) if text.contains("HYPERLINK") => {
            found.insert((table.to_owned(), name.to_owned()));
        }
        DeValue::Array(items) => items.iter().for_each(|item| collect(item.get_ref(), (table, name), found)),
        DeValue::Table(fields) => {
            let table = if table.is_empty() { name } else { table };
            fields.iter().for_each(|(name, value)| collect(value.get_ref(), (table, name.get_ref()), found));
        }
        _ => {}
    }
}

/// The fields of each kind of record in the store below `root` whose text is hostile.
fn hostile(root: &Path) -> BTreeMap<String, BTreeSet<Field>> {
    let mut found: BTreeMap<String, BTreeSet<Field>> = BTreeMap::new();
    let mut folders: Vec<PathBuf> = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder can be listed") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "toml") {
                let text = fs::read_to_string(&path).expect("a record is text");
                let table = DeTable::parse(&text).expect("a record of this store is sound");
                let file = path.strip_prefix(root).expect("it is below").to_string_lossy().replace('\\', "/");
                let fields = found.entry(kind(&file)).or_default();
                let top = table.get_ref().iter();
                top.for_each(|(name, value)| collect(value.get_ref(), ("", name.get_ref()), fields));
            }
        }
    }
    found
}

#[test]
fn every_text_of_the_file_format_is_hostile_somewhere() {
    let env = store();
    let (documented, hostile) = (documented(), hostile(&env.path()));
    assert!(documented.len() >= 14, "{documented:?}");
    let missing = |(kind, fields): (&String, &BTreeSet<Field>)| {
        let there = hostile.get(kind).cloned().unwrap_or_default();
        fields.difference(&there).map(|field| (kind.clone(), field.clone())).collect::<Vec<_>>()
    };
    let missing: Vec<_> = documented.iter().flat_map(missing).collect();
    assert!(missing.is_empty(), "not in the store of hostile texts: {missing:#?}");
}
