//! Everything that is recorded, as it is written.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::model::{Content, RecordKind, in_order};

/// The records of a store.
#[derive(Debug, Clone, Serialize)]
pub struct ExportView {
    /// The day on which it was asked for.
    pub today: NaiveDate,
    /// The records, by engagement and file.
    #[serde(serialize_with = "records")]
    pub records: Vec<Content>,
}

#[derive(Serialize)]
struct Row<'a> {
    engagement: Option<&'a str>,
    record: RecordKind,
    file: &'a str,
    content: Fields<'a>,
}

struct Fields<'a>(&'a Content);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        in_order(&self.0.fields, serializer)
    }
}

fn records<S: Serializer>(records: &[Content], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(records.iter().map(|content| Row {
        engagement: content.engagement.as_ref().map(crate::model::Slug::as_str),
        record: content.kind,
        file: &content.file,
        content: Fields(content),
    }))
}

impl ExportView {
    /// The export of `records`. What people wrote in surveys, and what they do, is in it only `with_words`: with their
    /// scores beside it, it could tell who they are.
    pub fn new(today: NaiveDate, mut records: Vec<Content>, with_words: bool) -> Self {
        if !with_words {
            for content in records.iter_mut().filter(|content| content.kind == RecordKind::Answer) {
                content.fields.retain(|(name, _)| name == "score");
            }
        }
        Self { today, records }
    }
}
