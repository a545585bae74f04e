//! What a search has found.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::{Content, Datum, Leaf, RecordKind};
use crate::notes::blank_comments;
use crate::text::folded;

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// The words, all of which a text must hold.
    pub words: Vec<String>,
    /// The field in which the text stands, by any of the names on the way to it.
    pub field: Option<String>,
    /// The kinds of records; none for all.
    pub kinds: Vec<RecordKind>,
}

/// The texts that hold all words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SearchView {
    /// The words that were looked for.
    pub words: Vec<String>,
    /// The texts, by engagement and file.
    pub hits: Vec<HitView>,
}

/// A text that holds all words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HitView {
    /// The id of the engagement or proposal; `None` in the settings.
    pub engagement: Option<String>,
    /// What kind of record it stands in.
    #[serde(rename = "record")]
    pub kind: RecordKind,
    /// The file from the root of the store.
    pub file: String,
    /// The line of the file, from 1.
    pub line: usize,
    /// The field, with a dot before each inner one.
    pub field: String,
    /// The text.
    pub text: String,
}

impl SearchView {
    /// What `query` finds in `contents`. Answers to surveys are passed over: what people wrote is shown by nothing that
    /// could tell who wrote it.
    pub fn of(contents: &[Content], query: &Query) -> Self {
        let words: Vec<String> = query.words.iter().map(|word| folded(word)).collect();
        let mut hits = Vec::new();
        for content in contents.iter().filter(|content| query.takes(content)) {
            for Leaf { path, field, .. } in content.leaves() {
                let Datum::Text(text) = &field.value else { continue };
                let text = match content.kind {
                    // The questions of a form that nobody has filled in say nothing.
                    RecordKind::OnePager => &blank_comments(text),
                    _ => text,
                };
                let in_folds = folded(text);
                if query.is_in(&path) && words.iter().all(|word| in_folds.contains(word)) {
                    hits.push(HitView {
                        engagement: content.engagement.as_ref().map(ToString::to_string),
                        kind: content.kind,
                        file: content.file.clone(),
                        line: field.line.saturating_add(lines_before(text, &words)),
                        field: path.join("."),
                        text: text.clone(),
                    });
                }
            }
        }
        Self { words: query.words.clone(), hits }
    }

    /// The names of all fields that the query's field could have been.
    pub fn fields(contents: &[Content], query: &Query) -> Vec<String> {
        let taken = contents.iter().filter(|content| query.takes(content));
        let names = taken.flat_map(|content| content.leaves().into_iter().flat_map(|leaf| leaf.path));
        let names: BTreeSet<String> = names.map(str::to_owned).collect();
        names.into_iter().collect()
    }
}

impl Query {
    fn takes(&self, content: &Content) -> bool {
        content.kind != RecordKind::Answer && (self.kinds.is_empty() || self.kinds.contains(&content.kind))
    }

    fn is_in(&self, path: &[&str]) -> bool {
        self.field.as_ref().is_none_or(|field| path.iter().any(|name| name == field))
    }
}

/// How many lines of `text` stand before that on which the first of `words`, each of which can be several, begins.
fn lines_before(text: &str, words: &[String]) -> usize {
    let in_folds = folded(text);
    let at = words.iter().filter_map(|word| in_folds.find(word)).min().unwrap_or_default();
    // A fold has as many words as the text has.
    let words_before = in_folds.get(..at).unwrap_or_default().matches(' ').count();
    let ends = text.lines().scan(0_usize, |words, line| {
        *words = words.saturating_add(line.split_whitespace().count());
        Some(*words)
    });
    ends.take_while(|words| *words <= words_before).count()
}

impl HitView {
    /// The part of the text around the first of `words`, on one line.
    pub fn excerpt(&self, words: &[String]) -> String {
        const AROUND: usize = 70;
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let lower = text.to_lowercase();
        let first = words.iter().filter_map(|word| lower.find(&folded(word))).min().unwrap_or_default();
        // Lower case may be longer than the text is; so the place is counted in characters, and nearly right.
        let at = lower.get(..first).map_or(0, |before| before.chars().count());
        let (from, to) = (at.saturating_sub(AROUND), at.saturating_add(AROUND));
        let all = text.chars().count();
        let part: String = text.chars().skip(from).take(to.saturating_sub(from)).collect();
        let (before, behind) = (if from > 0 { "…" } else { "" }, if to < all { "…" } else { "" });
        format!("{before}{}{behind}", part.trim())
    }
}
