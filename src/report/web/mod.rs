//! Reports as web pages that stand alone: no script, nothing fetched, charts drawn in place.
//!
//! The templates lay out the view; `charts` says where the points of a chart lie. Whatever a template writes goes through
//! one formatter, which cleans and escapes it: no template can leave that out.

mod charts;
mod engagement;
mod plane;
mod program;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use serde::Serialize;

use super::html::escape;
use super::numbers::{day, number, percent, signed, signed_end};
use super::view::{ProgramView, ReportView};
use crate::model::Week;
use crate::text::{clean_lines, count, share};

/// Why a page could not be laid out: a template asks for what is not there.
#[derive(Debug, thiserror::Error)]
#[error("the page cannot be laid out")]
pub struct PageError(#[from] Error);

/// The report of one engagement as a web page.
///
/// # Errors
/// When a template is wrong, which is a defect of the program.
pub fn report_page(view: &ReportView) -> Result<String, PageError> {
    render("engagement.html", &engagement::EngagementPage::of(view))
}

/// The report of a program as a web page.
///
/// # Errors
/// When a template is wrong, which is a defect of the program.
pub fn program_page(view: &ProgramView) -> Result<String, PageError> {
    render("program.html", &program::ProgramPage::of(view))
}

fn render(template: &str, page: &impl Serialize) -> Result<String, PageError> {
    let mut pages = Environment::new();
    pages.set_undefined_behavior(UndefinedBehavior::Strict);
    pages.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    pages.set_formatter(write_escaped);
    pages.add_filter("day", |date: &str| date.parse().map(day).map_err(unreadable));
    pages.add_filter("short", |week: &str| week.parse().map(Week::short).map_err(unreadable));
    pages.add_filter("share", share);
    pages.add_filter("percent", percent);
    pages.add_filter("signed", signed);
    pages.add_filter("signed_end", signed_end);
    pages.add_filter("number", number);
    pages.add_filter("count", |n: usize, noun: &str| count(n, noun));
    pages.add_template("style.css", include_str!("templates/style.css"))?;
    pages.add_template("page.html", include_str!("templates/page.html"))?;
    pages.add_template("charts.html", include_str!("templates/charts.html"))?;
    pages.add_template("parts.html", include_str!("templates/parts.html"))?;
    pages.add_template("engagement.html", include_str!("templates/engagement.html"))?;
    pages.add_template("program.html", include_str!("templates/program.html"))?;
    Ok(pages.get_template(template)?.render(Serde(page))?)
}

/// Writes a value so that it is read and never obeyed, by a browser as little as by a terminal.
fn write_escaped(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let text = match value.kind() {
        ValueKind::Undefined | ValueKind::None => {
            return Err(Error::new(ErrorKind::UndefinedError, "nothing to write"));
        }
        _ if value.is_safe() => value.to_string(),
        _ => escape(&clean_lines(&value.to_string())),
    };
    out.write_str(&text).map_err(Error::from)
}

fn unreadable(error: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::InvalidOperation, error.to_string())
}
