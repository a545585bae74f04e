//! `auxeng agenda`

use clap::{Args, ValueEnum};

use super::context::Context;
use super::dates::planned_day;
use super::failure::{ExitStatus, Failure};
use super::status::say_none;
use crate::model::{EngagementRecord, Person, ProposalRecord, Week};
use crate::playbook::Finding;
use crate::report::view::{AgendaItem, AgendaView};
use crate::report::{Layout, agenda_calendar, agenda_document, envelope};
use crate::store::{self, Detail, Store};
use crate::text::{clean, list, nearest, quoted};

/// Show what is to be done this week, across all engagements
///
/// For you, as git knows you: scores, retros, actions, champions, check-ins, votes, notes to send, and what the free
/// Friday could go to.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng agenda
  auxeng agenda --for mira --week 48
  auxeng agenda --all --format markdown
  auxeng agenda --format ics > agenda.ics")]
pub(super) struct AgendaArgs {
    /// For whom: a name, a first name or an address [default: you, as git knows you]
    #[arg(long = "for", value_name = "NAME", conflicts_with = "all")]
    whom: Option<String>,

    /// For everybody
    #[arg(long)]
    all: bool,

    /// The week, by its name or any day of it [default: this week]
    #[arg(long, value_name = "WEEK")]
    week: Option<String>,

    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: AgendaFormat,
}

/// How an agenda is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum AgendaFormat {
    /// For a terminal
    #[default]
    Table,
    /// For a pull request or a wiki
    Markdown,
    /// For a script
    Json,
    /// For a calendar
    Ics,
}

pub(super) fn run(context: &Context, args: &AgendaArgs) -> anyhow::Result<ExitStatus> {
    let today = context.today();
    let week = args.week.as_deref().map(|text| planned_day(text, today)).transpose()?.unwrap_or(today);
    let week = Week::of(week);
    let store = context.store()?;
    let read = Read::all(context, &store)?;
    let whom = whom(context, args, &read)?;
    let items = read.records.iter().flat_map(|record| AgendaItem::all(record, store.settings(), week));
    let votes = read.proposals.iter().filter_map(|proposal| AgendaItem::vote(proposal, week));
    let view = AgendaView::new(today, week, whom.as_ref(), items.chain(votes).collect());
    match args.format {
        AgendaFormat::Json => context.ui.print(&envelope("agenda", &view)?)?,
        // Its lines end with a carriage return; all that is foreign in them is cleaned.
        AgendaFormat::Ics => context.ui.print_raw(agenda_calendar(&view).as_bytes())?,
        _ if view.items.is_empty() => say_nothing(context, &store, &read, &view),
        format => {
            let is_markdown = format == AgendaFormat::Markdown;
            let layout = if is_markdown { Layout { width: usize::MAX, ..context.layout() } } else { context.layout() };
            context.show(&agenda_document(&view, layout), is_markdown)?;
        }
    }
    Ok(context.finish_reading(&store, &read.findings))
}

/// What an agenda is made of.
struct Read {
    records: Vec<EngagementRecord>,
    proposals: Vec<ProposalRecord>,
    findings: Vec<Finding>,
}

impl Read {
    /// Reads all engagements, and the proposals that are none yet.
    fn all(context: &Context, store: &Store) -> anyhow::Result<Self> {
        let today = context.today();
        let (ids, mut findings) = store.ids()?;
        findings.extend(store.findings().iter().cloned());
        let detail = Detail::WEEKS.and(Detail::ROUNDS).and(Detail::FEEDBACK);
        let detail = detail.and(Detail::CHAMPIONS).and(Detail::CHECK_IN_DATES);
        let mut records = Vec::new();
        for loaded in store.load_each(&ids, detail, |loaded| loaded) {
            findings.extend(loaded.findings);
            records.extend(loaded.record.map(|record| record.as_of(today)));
        }
        let is_opened = |id: &&crate::model::Slug| store.has(id);
        let proposed: Vec<_> = ids.iter().filter(|id| !is_opened(id)).cloned().collect();
        let mut proposals = Vec::new();
        for loaded in store.proposals(&proposed) {
            findings.extend(loaded.findings);
            proposals.extend(loaded.record.map(|record| record.as_of(today)));
        }
        Ok(Self { records, proposals, findings })
    }

    /// Everybody who takes part in an engagement or votes, each once.
    fn people(&self) -> Vec<Person> {
        let involved = self.records.iter().flat_map(|record| record.engagement.involved());
        let voters = self.proposals.iter().flat_map(|record| record.votes.iter().map(|vote| vote.voter.clone()));
        let mut people: Vec<Person> = Vec::new();
        for person in involved.chain(voters) {
            if !people.iter().any(|known| known.is(&person)) {
                people.push(person);
            }
        }
        people
    }
}

/// For whom the agenda is; `None` for all.
fn whom(context: &Context, args: &AgendaArgs, read: &Read) -> anyhow::Result<Option<Person>> {
    if args.all {
        return Ok(None);
    }
    if let Some(name) = &args.whom {
        return Ok(Some(named(name, &read.people())?));
    }
    let user = store::author(&context.environment.cwd);
    if user.is_none() {
        context.ui.say("Git does not tell who you are, so this is for all; --for NAME is for one.");
    }
    Ok(user)
}

/// Whom of `people` `name` means: by name or address, else by the beginning of a part of the name.
fn named(name: &str, people: &[Person]) -> Result<Person, Failure> {
    let lower = name.trim().to_lowercase();
    let is_address = |person: &Person| person.email.as_ref().is_some_and(|email| email.to_lowercase() == lower);
    let whole: Vec<&Person> = people.iter().filter(|person| person.is_called(name) || is_address(person)).collect();
    let is_begun =
        |person: &&Person| person.name.to_lowercase().split_whitespace().any(|part| part.starts_with(&lower));
    let begun = || people.iter().filter(is_begun).filter(|_| !lower.is_empty()).collect();
    let found: Vec<&Person> = if whole.is_empty() { begun() } else { whole };
    let names = |people: &[&Person]| people.iter().map(|person| person.name.clone()).collect::<Vec<_>>();
    match found.as_slice() {
        [only] => Ok((*only).clone()),
        [] => {
            let known = names(&people.iter().collect::<Vec<_>>());
            let failure = Failure::refused(format!("nobody here is called {}", quoted(name)));
            Err(match nearest(name, &known) {
                Some(like) => failure.help(format!("did you mean {}?", quoted(like))),
                None => failure.help("for everybody: auxeng agenda --all"),
            })
        }
        several => {
            let message = format!("{} people match {}: {}", several.len(), quoted(name), list(&names(several)));
            Err(Failure::refused(message).help("name one in full"))
        }
    }
}

/// Says that there is nothing to do, and where to look.
fn say_nothing(context: &Context, store: &Store, read: &Read, view: &AgendaView) {
    if read.records.is_empty() && read.proposals.is_empty() {
        say_none(context, store);
        return;
    }
    match &view.whom {
        Some(whom) => {
            context.ui.say(&format!("Nothing to do in {} for {}.", view.week, clean(whom)));
            context.ui.say("For everybody: auxeng agenda --all");
        }
        None => context.ui.say(&format!("Nothing to do in {}.", view.week)),
    }
}
