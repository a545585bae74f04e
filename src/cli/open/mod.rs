//! `auxeng open`

mod guided;

use std::path::PathBuf;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use clap::Args;

use crate::cli::asking::missing;
use crate::cli::committing::message;
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::fields::{Fields, title};
use crate::cli::names::new_id;
use crate::model::{Engagement, Settings, Slug};
use crate::report;
use crate::store::{self, Found, Store};
use crate::text::{count, list, quoted};

/// What `--id` may be, where it is to be named.
const EXAMPLE_ID: &str = "checkout";

/// Open an engagement
///
/// It starts on the coming Monday and lasts ten weeks, and you, as git knows you, are the engineer, unless you say
/// otherwise. At a terminal, without a title, it asks for that and for all that no option says.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  auxeng open
  auxeng open \"Contract tests for Checkout\" --host Checkout --practice \"contract testing\"
  auxeng open \"Flags for Search\" --start 2026-10-12 --weeks 8 --advisor \"Mira Okafor <mira@example.org>\"")]
pub(super) struct OpenArgs {
    /// What it is about, in one line
    title: Option<String>,

    /// The name of its folder; made from the title unless given
    #[arg(long)]
    id: Option<String>,

    #[command(flatten)]
    fields: Fields,
}

pub(super) fn run(context: &Context, args: &OpenArgs) -> anyhow::Result<ExitStatus> {
    if let Some(title) = &args.title {
        return open(context, title, args);
    }
    match context.terminal()? {
        Some(mut terminal) => guided::run(context, &mut terminal, args),
        None => Err(missing(
            "TITLE",
            "what it is about, in one line",
            "auxeng open \"Contract tests for Checkout\" --host Checkout",
        )
        .into()),
    }
}

fn open(context: &Context, named: &str, args: &OpenArgs) -> anyhow::Result<ExitStatus> {
    let title = title(named)?;
    let id = new_id(args.id.as_deref(), &title, EXAMPLE_ID)?;
    let start = coming_monday(context.today());
    let mut engagement = Engagement::new(id, title, start, start);
    if !args.fields.names_engineers() {
        engagement.engineers = store::author(&context.environment.cwd).into_iter().collect();
    }
    // What cannot be is refused before a store is made for it.
    let mut check = engagement.clone();
    args.fields.apply(&mut check, Some(Settings::default().weeks), context.today())?;
    let (store, made) = store(context)?;
    let weeks = store.settings().weeks;
    args.fields.apply(&mut engagement, Some(weeks), context.today())?;
    let lock = context.lock(&store)?;
    for file in &made {
        lock.wrote(file);
    }
    refuse_taken(&store, &engagement.id)?;
    let written = store.create_engagement(&lock, &engagement)?;
    let place = context.shown(&store, written.file());
    context.ui.say(&format!("Opened {} in {place}.", engagement.id));
    let weeks = count(usize::try_from(engagement.weeks()).unwrap_or_default(), "week");
    let who = match engagement.engineers.as_slice() {
        [] => String::from("no engineer yet"),
        engineers => list(&engineers.iter().map(|engineer| engineer.name.clone()).collect::<Vec<_>>()),
    };
    let (start, end) = (report::day(engagement.start), report::day(engagement.end));
    let told = format!("{start} to {end}, {weeks}, {who}.");
    context.ui.say(&told);
    context.commit(&store, &lock, &message("open", &engagement.id, &engagement.title).line(told));
    let next = format!("auxeng goal add -e {}", engagement.id);
    context.ui.say(&format!("Agree on its goals next: {next}"));
    Ok(ExitStatus::Done)
}

/// The store, made in its default place when there is none yet, and the files that were written to make it.
fn store(context: &Context) -> anyhow::Result<(Store, Vec<PathBuf>)> {
    match context.find_store()? {
        Found::Store(store) => Ok((*store, Vec::new())),
        Found::Nowhere(root) => {
            let made = store::init(&root, None)?;
            context.ui.say(&format!("Made your own store in {}.", root.display()));
            Ok((made.store, made.written))
        }
    }
}

fn refuse_taken(store: &Store, id: &Slug) -> Result<(), Failure> {
    if store.has_remains(id) {
        let message = format!("{} holds records, but its engagement.toml is missing", quoted(id.as_str()));
        return Err(Failure::refused(message)
            .help("put the file back from git, or give this engagement another id with --id")
            .help("nothing was written"));
    }
    if !store.has(id) {
        return Ok(());
    }
    let free = (2..1000).map(|number| id.numbered(number)).find(|id| !store.has(id));
    let free = free.map_or_else(String::new, |free| format!("give this one another id: --id {free}"));
    Err(Failure::refused(format!("there is an engagement {} already", quoted(id.as_str())))
        .help(free)
        .help("nothing was written"))
}

/// Today when it is a Monday, else the next one.
fn coming_monday(today: NaiveDate) -> NaiveDate {
    let ahead = Weekday::Mon.days_since(today.weekday());
    today.checked_add_days(Days::new(u64::from(ahead))).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coming_monday_may_be_today() {
        for (today, monday) in
            [("2026-11-16", "2026-11-16"), ("2026-11-17", "2026-11-23"), ("2026-11-22", "2026-11-23")]
        {
            assert_eq!(coming_monday(today.parse().unwrap()).to_string(), monday);
        }
    }
}
