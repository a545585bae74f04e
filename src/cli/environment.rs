//! What the program takes from outside besides its arguments, read once: the day, the folder, a few variables.

#![allow(clippy::disallowed_methods, reason = "the clock and the environment enter here, and nowhere else")]

use std::env;
use std::path::PathBuf;
use std::time::SystemTime;

use anyhow::Context as _;
use chrono::{Local, NaiveDate, TimeZone as _};

use super::failure::Failure;
use crate::model::is_recordable;
use crate::text::quoted;

/// The day, the folder and the terminal that a command works with.
#[derive(Debug)]
pub(super) struct Environment {
    pub(super) today: NaiveDate,
    /// The time of day on that day.
    pub(super) now: SystemTime,
    pub(super) cwd: PathBuf,
    /// The store that commands work on where none is named.
    pub(super) store: Option<PathBuf>,
    /// The engagement that commands work on where none is named.
    pub(super) engagement: Option<String>,
    /// How many columns the environment says that there are.
    pub(super) columns: Option<String>,
    pub(super) unicode: bool,
    /// What the user edits texts with: `VISUAL`, and where it says nothing `EDITOR`.
    pub(super) visual: Option<String>,
    pub(super) editor: Option<String>,
    pub(super) mail: MailVariables,
}

/// What the environment says about mail; it goes before the user's configuration.
#[derive(Debug)]
pub(super) struct MailVariables {
    /// Who sends.
    pub(super) from: Option<String>,
    /// A program that sends.
    pub(super) sendmail: Option<String>,
    /// A server that sends; it may hold a password.
    pub(super) smtp: Option<String>,
}

impl Environment {
    /// Reads the environment.
    pub(super) fn read() -> anyhow::Result<Self> {
        let today = match env::var_os("AUXENG_TODAY").filter(|text| !text.is_empty()) {
            Some(text) => today(&text.to_string_lossy())?,
            None => Local::now().date_naive(),
        };
        Ok(Self {
            today,
            now: at(today),
            cwd: env::current_dir().context("cannot tell the current folder")?,
            store: env::var_os("AUXENG_STORE").filter(|store| !store.is_empty()).map(PathBuf::from),
            engagement: filled("AUXENG_ENGAGEMENT"),
            columns: env::var("COLUMNS").ok(),
            unicode: is_utf8(),
            visual: env::var("VISUAL").ok(),
            editor: env::var("EDITOR").ok(),
            mail: MailVariables {
                from: filled("AUXENG_MAIL_FROM"),
                sendmail: filled("AUXENG_SENDMAIL"),
                smtp: filled("AUXENG_SMTP"),
            },
        })
    }
}

/// What the variable holds, unless that is nothing.
fn filled(variable: &str) -> Option<String> {
    env::var(variable).ok().filter(|text| !text.is_empty())
}

/// The time of day that it is now, on `today`.
fn at(today: NaiveDate) -> SystemTime {
    let now = Local::now();
    let then = Local.from_local_datetime(&today.and_time(now.time())).earliest();
    then.unwrap_or(now).into()
}

/// The day that `AUXENG_TODAY` names: one that a record can hold.
fn today(text: &str) -> Result<NaiveDate, Failure> {
    let date: Option<NaiveDate> = text.parse().ok();
    date.filter(|date| is_recordable(*date) && date.to_string() == text).ok_or_else(|| {
        Failure::usage(format!("AUXENG_TODAY is {}, which is not a date", quoted(text)))
            .help("write it as 2026-11-20, or unset it")
    })
}

/// Whether the terminal shows more than ASCII: where the locale says so, and on Windows.
pub(super) fn is_utf8() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default()
        .to_lowercase();
    cfg!(windows) || locale.contains("utf-8") || locale.contains("utf8")
}
