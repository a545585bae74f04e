//! `auxeng open`

mod guided;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use clap::Args;

use crate::cli::advice::{speak_up, speak_up_at_start};
use crate::cli::agreed::Agreed;
use crate::cli::asking::{CommandLine, missing};
use crate::cli::committing::message;
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::fields::{Fields, kind, title};
use crate::cli::names::{new_id, refuse_taken};
use crate::cli::proposals;
use crate::model::{Engagement, EngagementKind, EngagementRecord, Proposal, ProposalStage, Ruling, Settings, Slug};
use crate::playbook::{Moment, SuggestedMeasure, suggested_goals, usual_weeks};
use crate::report;
use crate::store::{self, Found, Store};
use crate::text::{count, list, quoted};

/// What `--id` may be, where it is to be named.
const EXAMPLE_ID: &str = "checkout";

/// What the kinds are.
pub(super) const KINDS: &str = "Why it is begun: adoption (of a tool or practice), strategic (a business goal), \
    early-adopter (learn with the first team), debug (find out what goes wrong) or spread (of knowledge). Empty leaves it \
    out.";

/// Open an engagement
///
/// It starts on the coming Monday and lasts ten weeks (four to debug, six to spread), and you, as git knows you, are the
/// engineer, unless you say otherwise. At a terminal, without a title, it asks for that and for all that no option says.
///
/// With the id of an accepted proposal it opens that, with its title, host, practice, kind and contact.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  auxeng open
  auxeng open \"Contract tests for Checkout\" --host Checkout --practice \"contract testing\"
  auxeng open flags-for-search --weekly-retro \"thursday 14:00\" --ritual stand-up
  auxeng open \"Slow builds\" --kind debug --symptom \"Builds take an hour\" --symptom-metric \"Build time, minutes\"
  auxeng open \"Flags for Search\" --start 2026-10-12 --weeks 8 --advisor \"Mira Okafor <mira@example.org>\"")]
pub(super) struct OpenArgs {
    /// What it is about, in one line; or the id of an accepted proposal
    title: Option<String>,

    /// The name of its folder; made from the title unless given
    #[arg(long)]
    id: Option<String>,

    #[command(flatten)]
    fields: Fields,

    #[command(flatten)]
    agreed: Agreed,
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
    let proposal = proposal(context, named, args)?;
    let start = coming_monday(context.today());
    let mut engagement = match &proposal {
        Some(proposal) => proposal.engagement(start),
        None => {
            let title = title(named)?;
            Engagement::new(new_id(args.id.as_deref(), &title, EXAMPLE_ID)?, title, start, start)
        }
    };
    if !args.fields.names_engineers() {
        engagement.engineers = store::author(&context.environment.cwd).into_iter().collect();
    }
    // What cannot be is refused before a store is made for it.
    let mut check = engagement.clone();
    let kind = args.fields.kind.as_deref().map_or(engagement.kind, kind);
    let usual = |settings: &Settings| Some(usual_weeks(kind, settings.weeks));
    args.fields.apply(&mut check, usual(&Settings::default()), context.today())?;
    args.agreed.apply(&mut engagement, context.today())?;
    let (store, made) = context.store_or_made()?;
    args.fields.apply(&mut engagement, usual(store.settings()), context.today())?;
    let lock = context.lock(&store)?;
    for file in &made {
        lock.wrote(file);
    }
    if proposal.is_none() {
        refuse_taken(&store, &engagement.id)?;
    }
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
    speak_up(context, &store, Moment::Dates, &EngagementRecord::new(engagement.clone()));
    say_goals(context, &engagement);
    speak_up_at_start(context, &store, &engagement);
    Ok(ExitStatus::Done)
}

/// Says which goals fit, each as the command that adds it, with numbers to be put right.
fn say_goals(context: &Context, engagement: &Engagement) {
    let id = &engagement.id;
    let goals = suggested_goals(engagement);
    if goals.is_empty() {
        return context.ui.say(&format!("Agree on its goals next: auxeng goal add -e {id}"));
    }
    let kind = engagement.kind.map(EngagementKind::label).unwrap_or_default();
    context.ui.say(&format!("Agree on its goals next. These fit the kind {kind}, with your numbers:"));
    for goal in goals {
        let command = CommandLine::new("auxeng goal add").text(Some(&goal.title)).option("--kind", [goal.kind.label()]);
        let command = match goal.measure {
            SuggestedMeasure::Milestone => command.flag("--milestone", true),
            SuggestedMeasure::Metric { unit, from, to } => {
                command.option("--unit", unit).option("--from", [from.to_string()]).option("--to", [to.to_string()])
            }
        };
        context.ui.say(&format!("  {}: {}", goal.kind.label(), command.option("-e", [id.as_str()])));
    }
}

/// The proposal that `named` is the id of, which must be accepted.
fn proposal(context: &Context, named: &str, args: &OpenArgs) -> anyhow::Result<Option<Proposal>> {
    let Found::Store(store) = context.find_store()? else { return Ok(None) };
    let id = match (proposals::exactly(&store, named), &args.id) {
        (Some(id), Some(_)) => return Err(refuse_id(&store, &id).into()),
        (Some(id), None) if store.has(&id) => return Ok(None),
        (Some(id), None) => id,
        (None, Some(_)) => return Ok(None),
        (None, None) => return refuse_beginning(&store, named).map(|()| None),
    };
    let record = context.read_proposal_sound(&store, &id)?;
    match record.stage(context.today()) {
        ProposalStage::Accepted | ProposalStage::Opened => Ok(Some(record.proposal)),
        ProposalStage::Proposed => Err(Failure::refused(format!("{id} is proposed, and not accepted yet"))
            .help(format!("weigh it: auxeng fit {id}"))
            .help(format!("accept it: auxeng fit {id} --accept"))
            .help("nothing was written")
            .into()),
        ProposalStage::Declined => {
            let reason = record.proposal.decision.as_ref().and_then(Ruling::reason).unwrap_or_default();
            Err(Failure::refused(format!("{id} was declined: {reason}"))
                .help(format!("to accept it after all: auxeng fit {id} --accept"))
                .help("nothing was written")
                .into())
        }
    }
}

/// What says that a proposal keeps its id.
fn refuse_id(store: &Store, id: &Slug) -> Failure {
    let failure = if store.has(id) {
        Failure::refused(format!("{} is the id of an engagement already", quoted(id.as_str())))
            .help("for another one, say in a title what it is about")
    } else {
        Failure::refused(format!("{} is a proposal, and its engagement has the same id", quoted(id.as_str())))
            .help(format!("leave --id out: auxeng open {id}"))
    };
    failure.help("nothing was written")
}

/// Refuses a title that could as well be the beginning of a proposal's id.
fn refuse_beginning(store: &Store, named: &str) -> anyhow::Result<()> {
    let beginning = proposals::beginning(store, named)?;
    match beginning.iter().find(|id| !store.has(id)) {
        None => Ok(()),
        Some(id) => Err(Failure::refused(format!("{} could be the proposal {id}, or a new title", quoted(named)))
            .help(format!("name the proposal in full: auxeng open {id}"))
            .help(format!("or give the new one an id: --id {named}"))
            .help("nothing was written")
            .into()),
    }
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
