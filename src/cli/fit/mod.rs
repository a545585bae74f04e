//! `auxeng fit`

mod decide;
mod guided;
mod vote;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::context::Context;
use super::failure::{ExitStatus, Failure};
use super::formats::TableFormat;
use super::proposals::{self, EXAMPLE};
use crate::model::{ProposalStage, Slug};
use crate::playbook::Finding;
use crate::report::view::{CandidatesView, ProposalView};
use crate::report::{Layout, candidates_document, envelope, fit_csv, votes_document};
use crate::store::{LoadedProposal, Store};
use crate::text::{count, list, quoted};

/// Weigh proposals: vote, compare, accept or decline
///
/// Without anything it shows those that are not decided side by side, the best first; with an id the votes on that one.
/// Each voter gives 0, 1 or 2 to the value for the business, the value for the systems and the fit of the teams: a thumb
/// down, to the side, or up. At a terminal, --vote asks for what no option says. Voting again corrects your vote.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  auxeng fit
  auxeng fit flags-for-search --vote
  auxeng fit flags-for-search --business 2 --technical 1 --team 2 --reason \"They have time for it\"
  auxeng fit flags-for-search --accept
  auxeng fit flags-for-search --decline \"Nobody is free before spring\"")]
pub(super) struct FitArgs {
    /// The proposal: its id, or a beginning that no other has
    id: Option<String>,

    /// Vote, and be asked for what no option says
    #[arg(long)]
    vote: bool,

    /// What it is worth to the business: 0, 1 or 2
    #[arg(long, value_name = "N", value_parser = thumb())]
    business: Option<u8>,

    /// What it is worth to the systems: 0, 1 or 2
    #[arg(long, value_name = "N", value_parser = thumb())]
    technical: Option<u8>,

    /// How well the teams fit: 0, 1 or 2
    #[arg(long, value_name = "N", value_parser = thumb())]
    team: Option<u8>,

    /// Why you vote so, or why it is accepted
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,

    /// Whose vote it is [default: you, as git knows you]
    #[arg(long = "as", value_name = "NAME")]
    voter: Option<String>,

    /// Accept it: it may be opened
    #[arg(long, conflicts_with_all = ["vote", "business", "technical", "team", "voter", "decline"])]
    accept: bool,

    /// Decline it, and say why
    #[arg(long, value_name = "REASON", conflicts_with_all = ["vote", "business", "technical", "team", "voter", "reason"])]
    decline: Option<String>,

    /// The day of the vote or the decision [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,

    /// Show those that are decided too
    #[arg(long, conflicts_with = "id")]
    all: bool,

    /// How to show them
    #[arg(long, value_name = "FORMAT", default_value = "table",
          conflicts_with_all = ["vote", "business", "technical", "team", "reason", "voter", "accept", "decline"])]
    format: TableFormat,
}

impl FitArgs {
    fn decides(&self) -> bool {
        self.accept || self.decline.is_some()
    }

    fn votes(&self) -> bool {
        let points = [self.business, self.technical, self.team];
        self.vote || self.voter.is_some() || self.reason.is_some() || points.iter().any(Option::is_some)
    }
}

pub(super) fn run(context: &Context, args: &FitArgs) -> anyhow::Result<ExitStatus> {
    let store = context.store()?;
    if args.decides() {
        return decide::run(context, args, &store);
    }
    if args.votes() {
        return vote::run(context, args, &store);
    }
    if args.date.is_some() || context.commit.is_said() {
        return Err(Failure::usage("nothing is written without a vote or a decision")
            .help("vote: auxeng fit ID --vote")
            .help("decide: auxeng fit ID --accept, or --decline REASON")
            .into());
    }
    match &args.id {
        Some(named) => one(context, args, &store, named),
        None => side_by_side(context, args, &store),
    }
}

/// The proposal that is to be weighed: the one named, else the one in whose folder the user is, else the only one that is
/// not decided.
fn candidate(context: &Context, store: &Store, named: Option<&str>) -> anyhow::Result<Slug> {
    if let Some(named) = named {
        return proposals::select(store, named);
    }
    if let Some(id) = context.inside_proposal(store) {
        return Ok(id);
    }
    let (ids, _) = store.ids()?;
    let read = store.proposals(&ids);
    if let Some(unread) = read.iter().find(|loaded| loaded.record.is_none()) {
        context.tell_findings(store, &unread.findings);
        let message = format!("{} cannot be read, and may be the one that is meant", quoted(unread.id.as_str()));
        return Err(Failure::refused(message).help("mend it, or name a proposal: auxeng fit ID").into());
    }
    let is_open = |loaded: &LoadedProposal| {
        loaded.record.as_ref().is_some_and(|record| record.stage(context.today()) == ProposalStage::Proposed)
    };
    let open: Vec<Slug> = read.into_iter().filter(is_open).map(|loaded| loaded.id).collect();
    match open.as_slice() {
        [] => Err(Failure::refused("no proposal is to be decided").help(format!("make one: {EXAMPLE}")).into()),
        [only] => Ok(only.clone()),
        [first, ..] => {
            let message = format!("{} are not decided: {}", count(open.len(), "proposal"), list(&open));
            Err(Failure::refused(message).help(format!("name one: auxeng fit {first}")).into())
        }
    }
}

/// Refuses what would come too late.
fn refuse_opened(is_opened: bool, id: &Slug) -> Result<(), Failure> {
    if is_opened {
        return Err(Failure::refused(format!("{} is an engagement already", quoted(id.as_str())))
            .help(format!("to end it before its time: auxeng close {id} --early"))
            .help("nothing was written"));
    }
    Ok(())
}

/// The votes on one proposal.
fn one(context: &Context, args: &FitArgs, store: &Store, named: &str) -> anyhow::Result<ExitStatus> {
    let id = proposals::select(store, named)?;
    let (record, findings) = context.read_proposal(store, &id)?;
    let today = context.today();
    match args.format {
        TableFormat::Json | TableFormat::Csv => {
            let view = CandidatesView { today, proposals: vec![ProposalView::of(&record, today)] };
            print(context, args.format, &view)?;
        }
        TableFormat::Table | TableFormat::Markdown => {
            let view = ProposalView::of(&record, today);
            context.show(&votes_document(&view), args.format == TableFormat::Markdown)?;
            if view.stage == ProposalStage::Proposed {
                if view.votes.is_empty() && !view.has_unreadable_votes {
                    context.ui.say("Nobody has voted yet.");
                }
                say_how(context, id.as_str());
            }
        }
    }
    Ok(context.finish_reading(store, &findings))
}

/// All proposals beside one another.
fn side_by_side(context: &Context, args: &FitArgs, store: &Store) -> anyhow::Result<ExitStatus> {
    let (view, findings) = candidates(context, store)?;
    let is_open = |proposal: &ProposalView| proposal.stage == ProposalStage::Proposed;
    let decided = view.proposals.iter().filter(|proposal| !is_open(proposal)).count();
    let proposals = view.proposals.into_iter().filter(|proposal| args.all || is_open(proposal)).collect();
    let view = CandidatesView { proposals, ..view };
    match args.format {
        TableFormat::Json | TableFormat::Csv => print(context, args.format, &view)?,
        _ if view.proposals.is_empty() && findings.is_empty() => {
            let message = if decided > 0 { "No proposal is to be decided." } else { "No proposals yet." };
            context.ui.say(message);
            context.ui.say(&format!("Make {}: {EXAMPLE}", if decided > 0 { "one" } else { "the first one" }));
        }
        _ if view.proposals.is_empty() => {}
        format => {
            let is_markdown = format == TableFormat::Markdown;
            let layout = if is_markdown { Layout { width: usize::MAX, ..context.layout() } } else { context.layout() };
            context.show(&candidates_document(&view, layout), is_markdown)?;
            if let Some(first) = view.proposals.iter().find(|proposal| is_open(proposal)) {
                say_how(context, &first.id);
            }
        }
    }
    if decided > 0 && !args.all {
        context.ui.say(&format!("{} decided: auxeng fit --all", count(decided, "proposal")));
    }
    Ok(context.finish_reading(store, &findings))
}

/// Says how one votes and decides.
fn say_how(context: &Context, id: &str) {
    context.ui.say(&format!("Vote: auxeng fit {id} --vote"));
    context.ui.say(&format!("Decide: auxeng fit {id} --accept, or --decline REASON"));
}

/// All proposals of the store, and what is wrong with them.
fn candidates(context: &Context, store: &Store) -> anyhow::Result<(CandidatesView, Vec<Finding>)> {
    let (ids, mut findings) = store.ids()?;
    findings.extend(store.findings().iter().cloned());
    let mut records = Vec::new();
    for loaded in store.proposals(&ids) {
        records.extend(loaded.record.map(|record| record.as_of(context.today())));
        findings.extend(loaded.findings);
    }
    Ok((CandidatesView::new(context.today(), &records), findings))
}

fn print(context: &Context, format: TableFormat, view: &CandidatesView) -> anyhow::Result<()> {
    let text = if format == TableFormat::Csv { fit_csv(view)? } else { envelope("fit", view)? };
    Ok(context.ui.print(&text)?)
}

/// Takes the digit of a thumb, and names the three of them where it is something else.
fn thumb() -> impl TypedValueParser<Value = u8> {
    PossibleValuesParser::new(["0", "1", "2"]).try_map(|digit| digit.parse::<u8>())
}
