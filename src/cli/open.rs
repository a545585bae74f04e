//! `auxeng open`

use chrono::{Datelike, Days, NaiveDate, Weekday};
use clap::Args;

use super::context::Context;
use super::dates::day;
use super::failure::{ExitStatus, Failure};
use super::people::{keep_apart, people, person};
use crate::model::{Engagement, EngagementKind, Slug};
use crate::report;
use crate::store::{self, Found, Store};
use crate::text::{count, list, quoted};

/// Open an engagement
///
/// It starts on the coming Monday and lasts ten weeks, and you are the engineer, unless you say otherwise.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng open \"Contract tests for Checkout\" --host Checkout --practice \"contract testing\"
  auxeng open \"Flags for Search\" --start 2026-10-12 --weeks 8 --advisor \"Mira Okafor <mira@example.org>\"")]
pub(super) struct OpenArgs {
    /// What it is about, in one line
    title: String,

    /// The name of its folder; made from the title unless given
    #[arg(long)]
    id: Option<String>,

    /// The team that is helped
    #[arg(long, value_name = "TEAM")]
    host: Option<String>,

    /// The team that lends the engineer, where it is not that of the store
    #[arg(long, value_name = "TEAM")]
    home: Option<String>,

    /// The practice that it spreads
    #[arg(long)]
    practice: Option<String>,

    /// Why it is begun
    #[arg(long, value_parser = kind_parser())]
    kind: Option<String>,

    /// Who works with the host team; repeat for several [default: you, as git knows you]
    #[arg(long, value_name = "PERSON")]
    engineer: Vec<String>,

    /// Who is responsible for the whole
    #[arg(long, value_name = "PERSON")]
    advisor: Option<String>,

    /// Somebody of the host team or otherwise involved, "Name <mail>"; repeat for several
    #[arg(long, value_name = "PERSON")]
    person: Vec<String>,

    /// The first day [default: the coming Monday]
    #[arg(long, value_name = "DATE")]
    start: Option<String>,

    /// How many weeks it lasts [default: 10]
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=520), conflicts_with = "end")]
    weeks: Option<u32>,

    /// The last day
    #[arg(long, value_name = "DATE")]
    end: Option<String>,
}

/// The values of `--kind`.
pub(super) fn kind_parser() -> clap::builder::PossibleValuesParser {
    EngagementKind::NAMES.map(|(name, _)| name).into()
}

/// The kind that a value of `--kind` stands for.
pub(super) fn kind(name: &str) -> Option<EngagementKind> {
    EngagementKind::NAMES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, kind)| *kind)
}

pub(super) fn run(context: &Context, args: &OpenArgs) -> anyhow::Result<ExitStatus> {
    let draft = Draft::check(context, args)?;
    let store = store(context)?;
    let lock = context.lock(&store)?;
    let id = match &draft.id {
        Some(id) => id.clone(),
        None => id_from(&args.title)?,
    };
    if store.has(&id) {
        let free = (2..1000)
            .map(|number| id.numbered(number))
            .find(|id| !store.has(id));
        let failure = Failure::refused(format!(
            "there is an engagement {} already",
            quoted(id.as_str())
        ));
        let free = free.map_or_else(String::new, |free| {
            format!("give this one another id: --id {free}")
        });
        return Err(failure.help(free).help("nothing was written").into());
    }
    let engagement = draft.engagement(context, &store, id, args)?;
    let written = store.create_engagement(&lock, &engagement)?;
    let place = context.shown(&store, written.file());
    context
        .ui
        .say(&format!("Opened {} in {place}.", engagement.id));
    let weeks = count(
        usize::try_from(engagement.weeks()).unwrap_or_default(),
        "week",
    );
    let who = match engagement.engineers.as_slice() {
        [] => String::from("no engineer yet"),
        engineers => list(
            &engineers
                .iter()
                .map(|engineer| engineer.name.clone())
                .collect::<Vec<_>>(),
        ),
    };
    let (start, end) = (report::day(engagement.start), report::day(engagement.end));
    context
        .ui
        .say(&format!("{start} to {end}, {weeks}, {who}."));
    let next = format!(
        "auxeng goal add \"Services covered\" --from 2 --to 14 -e {}",
        engagement.id
    );
    context.ui.say(&format!("Agree on its goals next: {next}"));
    Ok(ExitStatus::Done)
}

/// The store, made in its default place when there is none yet.
fn store(context: &Context) -> anyhow::Result<Store> {
    match context.find_store()? {
        Found::Store(store) => Ok(store),
        Found::Nowhere(root) => {
            let made = store::init(&root, None)?;
            context
                .ui
                .say(&format!("Made your own store in {}.", root.display()));
            Ok(made.store)
        }
    }
}

/// The id that the title suggests.
fn id_from(title: &str) -> Result<Slug, Failure> {
    Slug::from_title(title).ok_or_else(|| {
        Failure::usage(format!(
            "no id can be made from the title {}",
            quoted(title)
        ))
        .help("name one: --id checkout")
    })
}

/// What the flags say, before a store is touched.
struct Draft {
    id: Option<Slug>,
    start: NaiveDate,
    end: Option<NaiveDate>,
}

impl Draft {
    fn check(context: &Context, args: &OpenArgs) -> Result<Self, Failure> {
        if args.title.trim().is_empty() {
            return Err(
                Failure::usage("the title is empty").help("say what the engagement is about")
            );
        }
        let id = args.id.as_deref().map(slug).transpose()?;
        let start = match &args.start {
            Some(text) => day(text, context.today())?,
            None => coming_monday(context.today()),
        };
        let end = args
            .end
            .as_deref()
            .map(|text| day(text, context.today()))
            .transpose()?;
        if let Some(end) = end.filter(|end| *end < start) {
            let message = format!("the end {end} is before the start {start}");
            return Err(Failure::refused(message)
                .help("correct --start or --end")
                .help("nothing was written"));
        }
        Ok(Self { id, start, end })
    }

    fn engagement(
        self,
        context: &Context,
        store: &Store,
        id: Slug,
        args: &OpenArgs,
    ) -> Result<Engagement, Failure> {
        let weeks = args.weeks.unwrap_or(store.settings().weeks);
        let engineers = match args.engineer.as_slice() {
            [] => store::author(&context.environment.cwd)
                .into_iter()
                .collect(),
            named => people("--engineer", named)?,
        };
        let advisor = args
            .advisor
            .as_deref()
            .map(|text| person("--advisor", text))
            .transpose()?;
        keep_apart(&engineers, advisor.as_ref())?;
        Ok(Engagement {
            id,
            title: args.title.trim().to_owned(),
            practice: filled(args.practice.as_deref()),
            kind: args.kind.as_deref().and_then(kind),
            host: filled(args.host.as_deref()),
            home: filled(args.home.as_deref()),
            start: self.start,
            end: self
                .end
                .unwrap_or_else(|| Engagement::end_after(self.start, weeks)),
            engineers,
            advisor,
            people: people("--person", &args.person)?,
            mvp_in_production: None,
            close: None,
        })
    }
}

/// A text that says something.
pub(super) fn filled(text: Option<&str>) -> Option<String> {
    text.map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

/// The id that `text` is.
pub(super) fn slug(text: &str) -> Result<Slug, Failure> {
    text.parse()
        .map_err(|error| Failure::usage(format!("--id {} cannot be an id: {error}", quoted(text))))
}

/// Today when it is a Monday, else the next one.
fn coming_monday(today: NaiveDate) -> NaiveDate {
    let ahead = (7 - Weekday::num_days_from_monday(&today.weekday())) % 7;
    today
        .checked_add_days(Days::new(u64::from(ahead)))
        .unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coming_monday_may_be_today() {
        for (today, monday) in [
            ("2026-11-16", "2026-11-16"),
            ("2026-11-17", "2026-11-23"),
            ("2026-11-22", "2026-11-23"),
        ] {
            assert_eq!(coming_monday(today.parse().unwrap()).to_string(), monday);
        }
    }
}
