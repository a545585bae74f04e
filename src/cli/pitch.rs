//! `auxeng pitch`

use clap::Args;

use super::asking::missing;
use super::committing::message;
use super::context::Context;
use super::failure::{ExitStatus, Failure};
use super::fields::filled;
use super::formats::ReportFormat;
use super::names::find_record;
use super::people::{id_of, people};
use super::report::output::Output;
use crate::model::{Agreement, Slug};
use crate::playbook::Finding;
use crate::report::view::PitchView;
use crate::report::{day, envelope, pitch_document, pitch_page};
use crate::store::{Detail, Store};
use crate::text::list;

/// Show the page for the first meeting with a host
///
/// It says what auxiliary engineering is, who you are, why and how you work, what is expected of both sides and how to
/// start: in your own words, where auxeng.toml has them in `pitch`, else in ours. With a proposal or an engagement it is
/// for that host, and shows who of them agreed to the expectations.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng pitch --open
  auxeng pitch flags-for-search -o pitch.html
  auxeng pitch flags-for-search --agreed \"Lee Novak\" --date yesterday")]
pub(super) struct PitchArgs {
    /// The proposal or engagement: its id, or a beginning that no other has
    #[arg(conflicts_with = "engagement")]
    id: Option<String>,

    /// The same as an option
    #[arg(short, long, value_name = "ID")]
    engagement: Option<String>,

    /// Somebody of the host who agreed to what is expected; repeat for several
    #[arg(long, value_name = "PERSON", conflicts_with_all = ["format", "file", "open"])]
    agreed: Vec<String>,

    /// The day on which they did [default: today]
    #[arg(long, value_name = "DATE", requires = "agreed")]
    date: Option<String>,

    /// What was said with it
    #[arg(long, value_name = "TEXT", requires = "agreed")]
    note: Option<String>,

    #[command(flatten)]
    output: Output,
}

impl PitchArgs {
    /// What was named.
    fn named(&self) -> Option<&str> {
        self.id.as_deref().or(self.engagement.as_deref())
    }
}

pub(super) fn run(context: &Context, args: &PitchArgs) -> anyhow::Result<ExitStatus> {
    if !args.agreed.is_empty() {
        return agree(context, args);
    }
    if context.commit.is_said() {
        return Err(Failure::usage("nothing is written, so there is nothing to commit").help("add --agreed").into());
    }
    let format = args.output.format()?;
    let store = context.store()?;
    let view = PitchView::of(store.settings(), context.today());
    let (view, findings, name) = match args.named() {
        None => (view, store.findings().to_vec(), String::from("pitch")),
        Some(named) => {
            let id = find_record(&store, named)?;
            let (view, findings) = for_host(context, &store, &id, view)?;
            (view, findings, format!("{id}-pitch"))
        }
    };
    let text = match format {
        ReportFormat::Json => envelope("pitch", &view)?,
        ReportFormat::Html => pitch_page(&view),
        ReportFormat::Markdown => pitch_document(&view).markdown(),
        ReportFormat::Table => pitch_document(&view).terminal(context.layout()),
    };
    args.output.put(context, &store, &name, &text)?;
    if let (Some(id), true) = (args.named(), view.agreements.is_empty()) {
        context.ui.say(&format!("When somebody agrees to it: auxeng pitch {id} --agreed \"Name\""));
    }
    Ok(context.finish_reading(&store, &findings))
}

/// The page for the host of the proposal or engagement `id`, and what is wrong with what was read.
fn for_host(context: &Context, store: &Store, id: &Slug, view: PitchView) -> anyhow::Result<(PitchView, Vec<Finding>)> {
    if store.has(id) {
        let (record, findings) = context.read(store, id, Detail::SOURCING)?;
        let engagement = record.engagement;
        let home = engagement.home.or_else(|| view.home.clone());
        let view = PitchView { home, ..view };
        return Ok((view.for_host(engagement.title, engagement.host, &record.agreements), findings));
    }
    let (record, findings) = context.read_proposal(store, id)?;
    Ok((view.for_host(record.proposal.title, record.proposal.host, &record.agreements), findings))
}

/// Records who agreed to what is expected.
fn agree(context: &Context, args: &PitchArgs) -> anyhow::Result<ExitStatus> {
    let agreed = people("--agreed", &args.agreed)?;
    let date = context.past_day(args.date.as_deref())?;
    let store = context.store()?;
    let id = match (args.named(), context.inside_proposal(&store)) {
        (Some(named), _) => find_record(&store, named)?,
        (None, Some(id)) => id,
        (None, None) => {
            let example = "auxeng pitch flags-for-search --agreed \"Lee Novak\"";
            return Err(missing("ID", "the proposal or engagement whose host agreed", example).into());
        }
    };
    let lock = context.lock(&store)?;
    let mut known = if store.has(&id) {
        context.read_for_change(&store, &id, Detail::SOURCING, &lock)?.agreements
    } else {
        context.read_proposal_sound(&store, &id)?.agreements
    };
    let mut names = Vec::new();
    for person in agreed {
        let file = id_of(&person, known.iter().map(|agreement| (&agreement.id, &agreement.person)));
        let before = known.iter().find(|agreement| agreement.id == file).cloned();
        let agreement = match before {
            Some(before) => Agreement {
                date: if args.date.is_some() { date } else { before.date },
                note: if args.note.is_some() { filled(args.note.as_deref()) } else { before.note },
                ..before
            },
            None => Agreement { id: file, person, date, note: filled(args.note.as_deref()) },
        };
        store.save_agreement(&lock, &id, &agreement)?;
        context.ui.say(&format!("{} agreed to what is expected on {}.", agreement.person.name, day(agreement.date)));
        names.push(agreement.person.name.clone());
        known.retain(|other| other.id != agreement.id);
        known.push(agreement);
    }
    context.finish(&store, &lock, &message("pitch", &id, format!("agreed by {}", list(&names))));
    Ok(ExitStatus::Done)
}
