//! What the program takes from outside besides its arguments, read once: the day, the folder, a few variables.

#![allow(
    clippy::disallowed_methods,
    reason = "the clock and the environment enter here, and nowhere else"
)]

use std::env;
use std::path::PathBuf;

use anyhow::Context as _;
use chrono::{Local, NaiveDate};

use super::failure::Failure;

/// The day, the folder and the terminal that a command works with.
#[derive(Debug)]
pub(super) struct Environment {
    pub(super) today: NaiveDate,
    pub(super) cwd: PathBuf,
    /// The engagement that commands work on where none is named.
    pub(super) engagement: Option<String>,
    /// How many columns the environment says that there are.
    pub(super) columns: Option<String>,
    pub(super) unicode: bool,
}

impl Environment {
    /// Reads the environment.
    pub(super) fn read() -> anyhow::Result<Self> {
        let today = match env::var("AUXENG_TODAY") {
            Ok(text) if !text.is_empty() => text.parse().map_err(|_| {
                Failure::usage(format!("AUXENG_TODAY is `{text}`, which is not a date"))
                    .help("write it as 2026-11-20, or unset it")
            })?,
            _ => Local::now().date_naive(),
        };
        Ok(Self {
            today,
            cwd: env::current_dir().context("cannot tell the current folder")?,
            engagement: env::var("AUXENG_ENGAGEMENT")
                .ok()
                .filter(|id| !id.is_empty()),
            columns: env::var("COLUMNS").ok(),
            unicode: is_utf8(),
        })
    }
}

/// Whether the terminal shows more than ASCII: where the locale says so, and on Windows.
fn is_utf8() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default()
        .to_lowercase();
    cfg!(windows) || locale.contains("utf-8") || locale.contains("utf8")
}
