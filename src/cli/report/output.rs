//! In which form a report is wanted, and where.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::formats::ReportFormat;
use crate::store::{Drafts, Store, draft_name};
use crate::ui::open_in_browser;

#[derive(Debug, Args)]
pub(in crate::cli) struct Output {
    /// How to show it
    ///
    /// Without it: as the name of the output file says (.md, .json, .html), else for a terminal.
    #[arg(long, value_name = "FORMAT")]
    format: Option<ReportFormat>,

    /// Write it to a file
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    file: Option<PathBuf>,

    /// Open it as a page in your browser
    ///
    /// Without an output file the page lies in your own folder for state, where nobody else can read it, until the next
    /// one takes its place.
    #[arg(long)]
    open: bool,
}

impl Output {
    /// The format that is asked for by name, or by the name of the file.
    ///
    /// # Errors
    /// When something is to be opened that is no page.
    pub(in crate::cli) fn format(&self) -> Result<ReportFormat, Failure> {
        let by_name = || self.file.as_deref().map(format_of);
        let format = match (self.format.or_else(by_name), self.open) {
            (None, true) => ReportFormat::Html,
            (format, _) => format.unwrap_or_default(),
        };
        if self.open && format != ReportFormat::Html {
            return Err(Failure::usage("--open shows a web page")
                .help("leave --format out, and let the name of the output file end in .html"));
        }
        Ok(format)
    }

    /// Prints `text`, or writes it where it is wanted and opens it. `name` is what it is about.
    pub(in crate::cli) fn put(&self, context: &Context, store: &Store, name: &str, text: &str) -> anyhow::Result<()> {
        let path = match &self.file {
            Some(file) => {
                let path = context.environment.cwd.join(file);
                store.write_output(&path, &context.ui.plain(text))?;
                context.ui.say(&format!("Wrote {}", file.display()));
                path
            }
            None if self.open => keep(store, name, &context.ui.plain(text))?,
            None => return Ok(context.ui.print(text)?),
        };
        if self.open {
            open_in_browser(&path).map_err(|error| {
                Failure::refused(error.to_string()).help(format!("the page is in {}", path.display()))
            })?;
        }
        Ok(())
    }
}

/// Keeps a page in the user's own folder.
fn keep(store: &Store, name: &str, text: &str) -> anyhow::Result<PathBuf> {
    let Some(pages) = Drafts::pages_of_user() else {
        return Err(Failure::refused("there is no folder of your own in which the page could lie")
            .help("name a file: -o report.html")
            .into());
    };
    let file = draft_name("report", name, store.root(), "html");
    pages.keep(&file, text)?;
    Ok(pages.path(&file))
}

/// The format that the name of a file asks for.
fn format_of(file: &Path) -> ReportFormat {
    let extension = file.extension().and_then(OsStr::to_str);
    match extension.map(str::to_lowercase).as_deref() {
        Some("md" | "markdown") => ReportFormat::Markdown,
        Some("json") => ReportFormat::Json,
        Some("html" | "htm") => ReportFormat::Html,
        _ => ReportFormat::Table,
    }
}
