//! A record as it is written, field by field, whatever kind of record it is.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::Slug;

/// What kind of record a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// The settings of the store.
    Settings,
    /// An engagement.
    Engagement,
    /// A goal with its scores.
    Goal,
    /// A milestone.
    Milestone,
    /// A weekly retro.
    Retro,
    /// The project retro.
    ProjectRetro,
    /// A survey round.
    Survey,
    /// An answer to a survey.
    Answer,
    /// Feedback for the platform.
    Feedback,
    /// A champion.
    Champion,
    /// A check-in after the end.
    CheckIn,
    /// A proposal.
    Proposal,
    /// The one-pager of a host.
    OnePager,
    /// A vote on a proposal.
    Vote,
    /// An agreement to what is expected.
    Agreement,
}

impl RecordKind {
    /// Every kind with the word that stands for it in flags.
    pub const NAMES: [(&'static str, Self); 15] = [
        ("settings", Self::Settings),
        ("engagement", Self::Engagement),
        ("goal", Self::Goal),
        ("milestone", Self::Milestone),
        ("retro", Self::Retro),
        ("project-retro", Self::ProjectRetro),
        ("survey", Self::Survey),
        ("answer", Self::Answer),
        ("feedback", Self::Feedback),
        ("champion", Self::Champion),
        ("check-in", Self::CheckIn),
        ("proposal", Self::Proposal),
        ("one-pager", Self::OnePager),
        ("vote", Self::Vote),
        ("agreement", Self::Agreement),
    ];

    /// The word that stands for the kind in flags.
    pub fn label(self) -> &'static str {
        Self::NAMES.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// A value of a record.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    /// A text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// Another number.
    Number(f64),
    /// True or false.
    Flag(bool),
    /// A date or a time, as it is written.
    Date(String),
    /// A list.
    List(Vec<Field>),
    /// A table.
    Table(Vec<(String, Field)>),
}

/// A value, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The line of the file on which it begins, from 1; of a text of several lines that on which its first one stands.
    pub line: usize,
    /// The value.
    pub value: Datum,
}

/// The content of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// The engagement or proposal; `None` for the settings.
    pub engagement: Option<Slug>,
    /// What kind of record it is.
    pub kind: RecordKind,
    /// The file from the root of the store, with `/` between its folders.
    pub file: String,
    /// The fields.
    pub fields: Vec<(String, Field)>,
}

impl Content {
    /// Every value that is no list and no table.
    pub fn leaves(&self) -> Vec<Leaf<'_>> {
        let mut leaves = Vec::new();
        for (name, field) in &self.fields {
            collect(field, Leaf { path: vec![name], item: None, field }, &mut leaves);
        }
        leaves
    }
}

/// A value that is no list and no table, and the way to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf<'a> {
    /// The names on the way to it; items of a list have its name.
    pub path: Vec<&'a str>,
    /// In which item of the outermost list it stands, from 1.
    pub item: Option<usize>,
    /// The value.
    pub field: &'a Field,
}

fn collect<'a>(field: &'a Field, leaf: Leaf<'a>, leaves: &mut Vec<Leaf<'a>>) {
    match &field.value {
        Datum::List(items) => {
            for (item, number) in items.iter().zip(1..) {
                collect(item, Leaf { item: leaf.item.or(Some(number)), ..leaf.clone() }, leaves);
            }
        }
        Datum::Table(fields) => {
            for (name, inner) in fields {
                let path = [leaf.path.as_slice(), &[name.as_str()]].concat();
                collect(inner, Leaf { path, ..leaf.clone() }, leaves);
            }
        }
        _ => leaves.push(Leaf { field, ..leaf }),
    }
}

impl std::fmt::Display for Datum {
    /// A value that is no list and no table, as a cell of a spreadsheet has it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) | Self::Date(text) => f.write_str(text),
            Self::Whole(number) => write!(f, "{number}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::List(_) | Self::Table(_) => Ok(()),
        }
    }
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.value {
            Datum::Text(text) | Datum::Date(text) => serializer.serialize_str(text),
            Datum::Whole(number) => serializer.serialize_i64(*number),
            Datum::Number(number) => serializer.serialize_f64(*number),
            Datum::Flag(flag) => serializer.serialize_bool(*flag),
            Datum::List(items) => serializer.collect_seq(items),
            Datum::Table(fields) => in_order(fields, serializer),
        }
    }
}

/// Serialises fields in the order in which they are written.
pub(crate) fn in_order<S: Serializer>(fields: &[(String, Field)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(fields.len()))?;
    for (name, field) in fields {
        map.serialize_entry(name, field)?;
    }
    map.end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_a_way_to_them() {
        let at = |value| Field { line: 1, value };
        let text = |text: &str| at(Datum::Text(text.to_owned()));
        let task = |name: &str| at(Datum::Table(vec![(String::from("text"), text(name))]));
        let fields = vec![
            (String::from("title"), text("a")),
            (String::from("next"), at(Datum::List(vec![task("b"), task("c")]))),
            (String::from("time"), at(Datum::Table(vec![(String::from("pairing"), at(Datum::Number(2.5)))]))),
        ];
        let content = Content { engagement: None, kind: RecordKind::Retro, file: String::new(), fields };
        let leaves = content.leaves();
        let shown: Vec<_> =
            leaves.iter().map(|leaf| (leaf.path.join("."), leaf.item, leaf.field.value.to_string())).collect();
        let expected = [
            ("title", None, "a"),
            ("next.text", Some(1), "b"),
            ("next.text", Some(2), "c"),
            ("time.pairing", None, "2.5"),
        ];
        assert_eq!(shown, expected.map(|(path, item, value)| (path.to_owned(), item, value.to_owned())));
    }

    #[test]
    fn kinds_have_names_of_their_own() {
        for (name, kind) in RecordKind::NAMES {
            assert_eq!(kind.label(), name);
        }
    }
}
