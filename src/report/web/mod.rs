//! Reports as web pages that stand alone: no script, nothing fetched, charts drawn in place.
//!
//! The templates lay out the view, and are compiled into the program; `charts` says where the points of a chart lie.
//! Whatever a template writes goes through one escaper, which cleans it too: no template can leave that out.

mod champion;
mod charts;
mod engagement;
mod feedback;
mod pitch;
mod plane;
mod program;
mod shown;

use std::fmt;

use askama::filters::Escaper;

use super::html::escape;
use super::view::{PitchView, ProgramView, ReportView};
use crate::text::clean_lines;

/// The report of one engagement as a web page.
pub fn report_page(view: &ReportView) -> String {
    engagement::EngagementPage::of(view).to_string()
}

/// The report of a program as a web page.
pub fn program_page(view: &ProgramView) -> String {
    program::ProgramPage::of(view).to_string()
}

/// The page for the first meeting with a host.
pub fn pitch_page(view: &PitchView) -> String {
    pitch::PitchPage::of(view).to_string()
}

/// Writes what a template shows so that it is read and never obeyed, by a browser as little as by a terminal.
///
/// `askama.toml` names it for every template, whatever the value: texts, numbers, dates.
#[derive(Debug, Clone, Copy)]
struct Foreign;

impl Escaper for Foreign {
    fn write_escaped_str<W: fmt::Write>(&self, mut out: W, text: &str) -> fmt::Result {
        out.write_str(&escape(&clean_lines(text)))
    }
}

/// The class whose colour a state has, by its label: `on track` is `on_track`.
fn class(label: &str) -> String {
    label.replace(' ', "_")
}

#[cfg(test)]
mod tests {
    use askama::Template;

    /// One of each kind of value that a template writes.
    #[derive(Template)]
    #[template(
        source = "{{ text }}{{ owned }}{{ sign }}{{ number }}{{ all|join(\", \") }}{{ text|capitalize }}",
        ext = "html"
    )]
    struct Values<'a> {
        text: &'a str,
        owned: String,
        sign: char,
        number: f64,
        all: [&'a str; 2],
    }

    #[test]
    fn whatever_a_template_writes_is_cleaned_and_escaped() {
        let text = "<\u{1b}\u{202e}";
        let values = Values { text, owned: text.to_owned(), sign: '\u{7}', number: -1.5, all: [text; 2] };
        assert_eq!(values.to_string(), "&lt;␛\u{fffd}&lt;␛\u{fffd}␇-1.5&lt;␛\u{fffd}, &lt;␛\u{fffd}&lt;␛\u{fffd}");
    }
}
