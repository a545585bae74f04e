//! `auxeng people`

use std::path::Path;

use clap::Args;

use super::context::Context;
use super::failure::ExitStatus;
use super::formats::TableFormat;
use crate::report::view::{PeopleView, Stay};
use crate::report::{envelope, people_csv, people_document};
use crate::store::{Detail, Loaded};
use crate::text::clean;

/// Show the engineers across engagements
///
/// Weeks with host teams and off, how many engagements followed each other without a break of three weeks, and, where retros
/// say it, how much of a week was hands-on or planning and how content they were. In an engagement of two engineers
/// a retro counts for both.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng people
  auxeng people ana
  auxeng people --format csv")]
pub(super) struct PeopleArgs {
    /// Only those whose name has this in it; case does not count
    #[arg(value_name = "NAME")]
    name: Option<String>,

    /// How to show them
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: TableFormat,
}

pub(super) fn run(context: &Context, args: &PeopleArgs) -> anyhow::Result<ExitStatus> {
    let store = context.store()?;
    let (ids, mut findings) = store.ids()?;
    findings.extend(store.findings().iter().cloned());
    let today = context.today();
    let stay = |loaded: Loaded| (loaded.record.map(|record| Stay::of(&record.as_of(today))), loaded.findings);
    let mut stays = Vec::new();
    for (stay, found) in store.load_each(&ids, Detail::WEEKS, stay) {
        stays.extend(stay);
        findings.extend(found);
    }
    let mut view = PeopleView::new(stays, store.settings(), today);
    let known = view.people.len();
    if let Some(name) = &args.name {
        let name = name.trim().to_lowercase();
        view.people.retain(|person| person.name.to_lowercase().contains(&name));
    }
    match args.format {
        TableFormat::Json => context.ui.print(&envelope("people", &view)?)?,
        TableFormat::Csv => context.ui.print(&people_csv(&view)?)?,
        _ if known == 0 => {
            let place = context.shown(&store, Path::new(""));
            context.ui.say(&format!("No engagement in {place} names an engineer yet."));
            context.ui.say("Name one: auxeng edit ID --engineer \"Ana Duarte <ana@example.org>\"");
        }
        _ if view.people.is_empty() => {
            let name = clean(args.name.as_deref().unwrap_or_default()).into_owned();
            context.ui.say(&format!("No engineer is called {name}: auxeng people lists all {known}."));
        }
        format => context.show(&people_document(&view), format == TableFormat::Markdown)?,
    }
    Ok(context.finish_reading(&store, &findings))
}
