//! The page for the first meeting with a host: words, well set.

use askama::Template;

use super::shown;
use crate::report::pitch::{EXPECTATIONS, START, about, talk, title};
use crate::report::view::PitchView;
use crate::report::written::{Piece, pieces};

/// The page for the first meeting with a host.
#[derive(Debug, Template)]
#[template(path = "pitch.html")]
pub(super) struct PitchPage<'a> {
    view: &'a PitchView,
    title: String,
    about: String,
    talk: Vec<Section>,
    expectations: Section,
    start: Section,
}

/// A heading and what stands below it.
#[derive(Debug)]
struct Section {
    /// Its name among those of the page.
    id: String,
    heading: String,
    pieces: Vec<Piece>,
}

impl<'a> PitchPage<'a> {
    pub(super) fn of(view: &'a PitchView) -> Self {
        let section =
            |id: &str, heading: String, text: &str| Section { id: id.to_owned(), heading, pieces: pieces(text) };
        let talk =
            (1..).zip(talk(view)).map(|(number, (heading, text))| section(&format!("part-{number}"), heading, text));
        Self {
            view,
            title: title(view),
            about: about(view),
            talk: talk.collect(),
            expectations: section("expectations", EXPECTATIONS.to_owned(), ""),
            start: section("start", START.to_owned(), &view.start),
        }
    }
}
