//! `auxeng propose`

mod guided;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::asking::missing;
use super::committing::message;
use super::context::Context;
use super::failure::{ExitStatus, Failure};
use super::fields::{kind, kind_parser, set, title};
use super::formats::PageFormat;
use super::names::{new_id, refuse_taken};
use super::people::person;
use super::proposals::{self, EXAMPLE};
use crate::model::{Proposal, ProposalRecord, ProposalStage, Slug};
use crate::notes::{OnePager, Part, form};
use crate::report::view::{ProposalPage, ProposalView};
use crate::report::{envelope, proposal_document};
use crate::store::{self, Store};
use crate::text::{list, quoted};

/// What `--id` may be, where it is to be named.
const EXAMPLE_ID: &str = "search";

/// Propose an engagement, or show a proposal and what it lacks
///
/// A proposal is a folder with a one-pager, on which the host tells the problem, its wishes, and the goals for the business
/// and for the systems. Without a file a form is laid there, to be filled in. At a terminal, without a title, it asks
/// for that and for all that no option says.
///
/// With the id of a proposal it shows that; with options, it changes what they name.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  auxeng propose
  auxeng propose \"Flags for Search\" --host Search --kind adoption --contact \"Lee Novak <lee@example.org>\"
  auxeng propose \"Flags for Search\" --one-pager from-search.md
  auxeng propose flags-for-search")]
pub(super) struct ProposeArgs {
    /// What it would be about, in one line; or the id of a proposal
    #[arg(value_name = "TITLE")]
    named: Option<String>,

    /// The name of its folder; made from the title unless given
    #[arg(long)]
    id: Option<String>,

    /// Another title for a proposal that is there
    #[arg(long = "title", value_name = "TITLE", conflicts_with = "id")]
    retitled: Option<String>,

    /// The team that asks for help
    #[arg(long, value_name = "TEAM")]
    host: Option<String>,

    /// The practice that it would spread
    #[arg(long)]
    practice: Option<String>,

    /// Why it would be begun
    #[arg(long, value_parser = kind_parser())]
    kind: Option<String>,

    /// Who speaks for the host, `Name <mail>`
    #[arg(long, value_name = "PERSON")]
    contact: Option<String>,

    /// The day on which it was proposed [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,

    /// The host's one-pager: a Markdown file
    #[arg(long, value_name = "FILE")]
    one_pager: Option<PathBuf>,

    /// How to show a proposal
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: PageFormat,
}

impl ProposeArgs {
    /// Whether anything is said of a proposal.
    fn says_something(&self) -> bool {
        self.one_pager.is_some() || self.names_a_field()
    }

    /// Whether anything is said that stands in its `proposal.toml`.
    fn names_a_field(&self) -> bool {
        let texts = [&self.retitled, &self.host, &self.practice, &self.kind, &self.contact, &self.date];
        texts.iter().any(|text| text.is_some())
    }

    /// Sets what is named; an empty text takes a field away.
    fn apply(&self, proposal: &mut Proposal, today: NaiveDate) -> Result<(), Failure> {
        set(&mut proposal.host, self.host.as_deref());
        set(&mut proposal.practice, self.practice.as_deref());
        if let Some(name) = &self.kind {
            proposal.kind = kind(name);
        }
        if let Some(text) = self.contact.as_deref().map(str::trim) {
            proposal.contact = (!text.is_empty()).then(|| person("--contact", text)).transpose()?;
        }
        if let Some(text) = &self.date {
            proposal.proposed = super::dates::past_day(text, today)?;
        }
        match &proposal.decision {
            Some(decision) if decision.date < proposal.proposed => Err(Failure::refused(format!(
                "it was decided on {}, before it would have been proposed",
                decision.date
            ))
            .help("correct --date")
            .help("nothing was written")),
            _ => Ok(()),
        }
    }
}

pub(super) fn run(context: &Context, args: &ProposeArgs) -> anyhow::Result<ExitStatus> {
    if args.format != PageFormat::Table && (args.named.is_none() || args.id.is_some() || args.says_something()) {
        return Err(Failure::usage("--format shows a proposal, and none is shown here")
            .help("leave it out, or name a proposal and nothing else: auxeng propose ID --format json")
            .help("nothing was written")
            .into());
    }
    let Some(named) = &args.named else {
        return match context.terminal()? {
            Some(mut terminal) => guided::run(context, &mut terminal, args),
            None => Err(missing("TITLE", "what it would be about, in one line", EXAMPLE).into()),
        };
    };
    let store = context.store()?;
    if args.id.is_some() {
        return propose(context, named, args);
    }
    match (proposals::exactly(&store, named), args.says_something()) {
        (Some(id), true) => change(context, args, &store, &id),
        (Some(id), false) => show(context, args, &store, &id),
        (None, says_something) => match (proposals::beginning(&store, named)?.as_slice(), says_something) {
            ([], _) => propose(context, named, args),
            ([only], false) => show(context, args, &store, only),
            ([first, ..], _) => Err(Failure::refused(format!("{} could be {first}, or a new title", quoted(named)))
                .help(format!("name the proposal in full: auxeng propose {first}"))
                .help(format!("or give the new one an id: --id {named}"))
                .help("nothing was written")
                .into()),
        },
    }
}

fn propose(context: &Context, named: &str, args: &ProposeArgs) -> anyhow::Result<ExitStatus> {
    if args.format != PageFormat::Table {
        return Err(Failure::usage(format!("there is no proposal {} that could be shown", quoted(named)))
            .help("leave --format out to propose it")
            .help("nothing was written")
            .into());
    }
    if args.retitled.is_some() {
        return Err(Failure::refused(format!("there is no proposal {} whose title could change", quoted(named)))
            .help("leave --title out to propose it")
            .help("nothing was written")
            .into());
    }
    let title = title(named)?;
    let id = new_id(args.id.as_deref(), &title, EXAMPLE_ID)?;
    let mut proposal = Proposal::new(id, title, context.today());
    args.apply(&mut proposal, context.today())?;
    let page = read_page(context, args)?;
    let (store, made) = context.store_or_made()?;
    let lock = context.lock(&store)?;
    for file in &made {
        lock.wrote(file);
    }
    let id = &proposal.id;
    refuse_taken(&store, id)?;
    // The page first: a proposal that is there is whole.
    let form = form(&proposal.title);
    let is_new = store.create_one_pager(&lock, id, page.as_deref().unwrap_or(&form))?.is_change();
    let written = store.create_proposal(&lock, &proposal)?;
    context.ui.say(&format!("Proposed {id} in {}.", context.shown(&store, written.file())));
    let place = context.shown(&store, &written.file().with_file_name("one-pager.md"));
    if is_new && page.is_none() {
        context.ui.say(&format!("The host tells the rest in {place}, a form of four headings."));
    } else {
        if page.is_some() && !is_new {
            context.ui.warn(&format!("{place} was there already and stays as it is"));
        }
        let (record, _) = context.read_proposal(&store, id)?;
        say_missing(context, &record, &place);
    }
    context.commit(&store, &lock, &message("propose", id, &proposal.title));
    context.ui.say(&format!("Then weigh it: auxeng fit {id} --vote"));
    Ok(ExitStatus::Done)
}

/// The page that was given.
fn read_page(context: &Context, args: &ProposeArgs) -> anyhow::Result<Option<String>> {
    let read = |file: &PathBuf| store::read_input(&context.environment.cwd.join(file));
    Ok(args.one_pager.as_ref().map(read).transpose()?)
}

/// Says what the one-pager of `record` lacks.
fn say_missing(context: &Context, record: &ProposalRecord, place: &str) {
    let page = record.one_pager.as_deref().map(OnePager::read).unwrap_or_default();
    let missing: Vec<&str> = page.missing().into_iter().map(Part::words).collect();
    if missing.is_empty() {
        context.ui.say("The one-pager tells all four parts.");
    } else {
        context.ui.say(&format!("The one-pager lacks {}: {place}", list(&missing)));
    }
}

fn change(context: &Context, args: &ProposeArgs, store: &Store, id: &Slug) -> anyhow::Result<ExitStatus> {
    let page = read_page(context, args)?;
    let lock = context.lock(store)?;
    let record = context.read_proposal_sound(store, id)?;
    if record.is_opened && args.names_a_field() {
        return Err(Failure::refused(format!("{} is an engagement already", quoted(id.as_str())))
            .help(format!("change that: auxeng edit {id}"))
            .help("nothing was written")
            .into());
    }
    let mut proposal = record.proposal.clone();
    if let Some(text) = &args.retitled {
        proposal.title = title(text)?;
    }
    args.apply(&mut proposal, context.today())?;
    if let Some(text) = &page {
        put_page(store, &lock, &record, text)?;
    }
    store.save_proposal(&lock, &proposal)?;
    context.finish(store, &lock, &message("propose", id, &proposal.title));
    if page.is_some() {
        let (record, _) = context.read_proposal(store, id)?;
        say_missing(context, &record, &format!("{id}/one-pager.md"));
    }
    Ok(ExitStatus::Done)
}

/// Puts a page into the place of none, or of a form that nobody has filled in.
fn put_page(store: &Store, lock: &store::Lock, record: &ProposalRecord, text: &str) -> anyhow::Result<()> {
    let id = &record.proposal.id;
    let below_title = |page: &str| page.split_once('\n').map(|(_, rest)| rest.to_owned());
    match record.one_pager.as_deref() {
        None => store.create_one_pager(lock, id, text)?,
        Some(there) if there == text => return Ok(()),
        Some(there) if below_title(there) == below_title(&form("")) => store.replace_one_pager(lock, id, text)?,
        Some(_) => {
            let message = format!("somebody has written in {id}/one-pager.md already");
            return Err(Failure::refused(message)
                .help("put what is new into it by hand")
                .help("nothing was written")
                .into());
        }
    };
    Ok(())
}

fn show(context: &Context, args: &ProposeArgs, store: &Store, id: &Slug) -> anyhow::Result<ExitStatus> {
    if context.commit.is_said() {
        return Err(Failure::usage("nothing is written, so there is nothing to commit").into());
    }
    let (record, findings) = context.read_proposal(store, id)?;
    context.show_proposal(&record, args.format)?;
    Ok(context.finish_reading(store, &findings))
}

impl Context {
    /// Shows a proposal, and says what comes next.
    pub(super) fn show_proposal(&self, record: &ProposalRecord, format: PageFormat) -> anyhow::Result<()> {
        let view = ProposalView::of(record, self.today());
        if format == PageFormat::Json {
            let page = ProposalPage { today: self.today(), proposal: view };
            return Ok(self.ui.print(&envelope("proposal", &page)?)?);
        }
        self.show(&proposal_document(&view), format == PageFormat::Markdown)?;
        let id = &view.id;
        match view.stage {
            ProposalStage::Accepted => self.ui.say(&format!("Open it: auxeng open {id}")),
            ProposalStage::Proposed => {
                if !view.missing.is_empty() {
                    say_missing(self, record, &format!("{id}/one-pager.md"));
                }
                self.ui.say(&format!("Weigh it: auxeng fit {id} --vote"));
            }
            ProposalStage::Declined | ProposalStage::Opened => {}
        }
        Ok(())
    }
}
