//! What a part of a record says, however it is written.

use toml_edit::{Item, TableLike, Value};

use super::super::values::same;

/// A part of a record, with tables and lists alike in whichever of their forms they are.
pub(super) enum Shape<'a> {
    Scalar(&'a Value),
    Table(&'a dyn TableLike),
    List(Vec<Shape<'a>>),
}

impl<'a> Shape<'a> {
    pub(super) fn of(item: &'a Item) -> Option<Self> {
        match item {
            Item::None => None,
            Item::Value(value) => Some(Self::of_value(value)),
            Item::Table(table) => Some(Self::Table(table)),
            Item::ArrayOfTables(tables) => Some(Self::List(tables.iter().map(|table| Self::Table(table)).collect())),
        }
    }

    fn of_value(value: &'a Value) -> Self {
        match value {
            Value::InlineTable(table) => Self::Table(table),
            Value::Array(array) => Self::List(array.iter().map(Self::of_value).collect()),
            scalar => Self::Scalar(scalar),
        }
    }

    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Scalar(one), Self::Scalar(other)) => same(one, other),
            (Self::Table(one), Self::Table(other)) => {
                let has = |(key, item): (&str, &Item)| other.get(key).is_some_and(|other| alike(item, other));
                one.len() == other.len() && one.iter().all(has)
            }
            (Self::List(one), Self::List(other)) => {
                one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.is(other))
            }
            _ => false,
        }
    }

    /// In words; a text in quotes where it stands among others.
    fn said(&self, among_others: bool) -> String {
        match self {
            Self::Scalar(Value::String(text)) if among_others => format!("\"{}\"", text.value()),
            Self::Scalar(Value::String(text)) => text.value().clone(),
            Self::Scalar(value) => value.to_string().trim().to_owned(),
            Self::Table(table) => {
                let fields = table.iter().filter_map(|(key, item)| Some((key, Self::of(item)?)));
                let fields: Vec<String> = fields.map(|(key, field)| format!("{key} {}", field.said(true))).collect();
                fields.join(", ")
            }
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(|item| item.said(true)).collect();
                items.join(", ")
            }
        }
    }
}

/// Whether two parts say the same: the order of fields does not count, that of items does.
pub(super) fn alike(one: &Item, other: &Item) -> bool {
    match (Shape::of(one), Shape::of(other)) {
        (Some(one), Some(other)) => one.is(&other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// What a part of a record says, in words.
pub(super) fn said(item: &Item) -> String {
    Shape::of(item).map(|shape| shape.said(false)).unwrap_or_default()
}
