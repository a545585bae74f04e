//! The page that an advisor brings to the first meeting with a host.

use super::document::Document;
use super::proposal::add_agreements;
use super::view::PitchView;
use super::written::add_written;
use crate::text::{clean, clean_lines};

/// The page that opens the talk with a host.
pub fn pitch_document(view: &PitchView) -> Document {
    let mut page = Document::default();
    page.title(title(view));
    let about = about(view);
    if !about.is_empty() {
        page.text(about);
    }
    for (heading, text) in talk(view) {
        page.section(heading);
        add_written(&mut page, text);
    }
    page.section(EXPECTATIONS);
    page.list(view.expectations.iter().map(|text| (".", clean_lines(text).into_owned())).collect());
    page.section(START);
    add_written(&mut page, &view.start);
    add_agreements(&mut page, &view.agreements);
    page
}

/// What stands above the expectations.
pub(super) const EXPECTATIONS: &str = "What we expect of each other";
/// What stands above how to start.
pub(super) const START: &str = "How do we get started?";

/// The title of the page.
pub(super) fn title(view: &PitchView) -> String {
    match view.home.as_deref() {
        Some(home) => format!("Working with {}", clean(home)),
        None => String::from("Auxiliary engineering"),
    }
}

/// What it is about and for whom; empty where it is for nobody in particular.
pub(super) fn about(view: &PitchView) -> String {
    let host = view.host.as_deref().map(|host| format!("for {}", clean(host)));
    let title = view.title.as_deref().map(|title| clean(title).into_owned());
    [title, host].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The flow of the talk: each question with what is to be said.
pub(super) fn talk(view: &PitchView) -> [(String, &str); 4] {
    let who =
        view.home.as_deref().map_or_else(|| String::from("Who are we?"), |home| format!("Who is {}?", clean(home)));
    [
        (String::from("What is auxiliary engineering?"), &view.what),
        (who, &view.who),
        (String::from("Why in this way?"), &view.why),
        (String::from("What does an embed do?"), &view.embed),
    ]
}
