//! Everything that is recorded, as it is written.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::model::{Content, Datum, Field, RecordKind, in_order};

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
    /// scores beside it, it could tell who they are. So could the name of an answer's file, which is made of all three.
    pub fn new(today: NaiveDate, mut records: Vec<Content>, with_words: bool) -> Self {
        if !with_words {
            withhold(&mut records);
        }
        Self { today, records }
    }
}

/// Leaves of the answers to surveys nothing but their scores, in the order of these: numbers stand for the files' names.
fn withhold(records: &mut [Content]) {
    let mut rounds: BTreeMap<String, Vec<&mut Content>> = BTreeMap::new();
    for content in records.iter_mut().filter(|content| content.kind == RecordKind::Answer) {
        content.fields.retain(|(name, field)| name == "score" && matches!(field.value, Datum::Whole(_)));
        let folder = content.file.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        rounds.entry(folder).or_default().push(content);
    }
    let score = |fields: &Vec<(String, Field)>| match fields.first() {
        Some((_, Field { value: Datum::Whole(score), .. })) => Some(*score),
        _ => None,
    };
    for (folder, mut answers) in rounds {
        let mut scores: Vec<Vec<(String, Field)>> =
            answers.iter_mut().map(|answer| std::mem::take(&mut answer.fields)).collect();
        scores.sort_by_key(score);
        for (number, (answer, fields)) in (1_usize..).zip(answers.into_iter().zip(scores)) {
            (answer.file, answer.fields) = (format!("{folder}/{number}"), fields);
        }
    }
}
