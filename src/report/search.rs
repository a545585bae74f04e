//! What a search has found, text by text.

use super::document::Document;
use super::view::{HitView, SearchView};
use crate::text::{clean, count};

/// The texts with their places, which `shown` writes as the reader would.
pub fn search_document(view: &SearchView, shown: impl Fn(&str) -> String) -> Document {
    let mut page = Document::default();
    page.text(format!("{} with {}", count(view.hits.len(), "text"), words(view)));
    let item = |hit: &HitView| {
        let place = clean(&format!("{}:{} {}", shown(&hit.file), hit.line, hit.field)).into_owned();
        (".", format!("{place}\n{}", clean(&hit.excerpt(&view.words))))
    };
    page.list(view.hits.iter().map(item).collect());
    page
}

/// The words that were looked for, in quotes.
pub fn words(view: &SearchView) -> String {
    let words: Vec<String> = view.words.iter().map(|word| format!("“{}”", clean(word))).collect();
    crate::text::list(&words)
}
