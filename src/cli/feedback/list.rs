//! `auxeng feedback list`

use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::failure::ExitStatus;
use crate::cli::formats::TableFormat;
use crate::model::FeedbackState;
use crate::playbook::Finding;
use crate::report::view::FeedbackView;
use crate::report::{envelope, feedback_csv, feedback_document};
use crate::store::{Detail, Loaded, Store};

/// List the feedback of all engagements: what several hosts met first, then what costs most
///
/// What is settled at home is left out once the host was told, and so is what is withdrawn.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng feedback list
  auxeng feedback list --state noticed
  auxeng feedback list --all --format csv")]
pub(in crate::cli) struct ListArgs {
    /// Only that of one engagement: its id, or a beginning that no other has
    #[arg(short, long, value_name = "ID")]
    engagement: Option<String>,

    /// Also what is settled and told, or withdrawn
    #[arg(long)]
    all: bool,

    /// Only what has come so far, whether it is told or not; repeat for several
    #[arg(long, value_enum)]
    state: Vec<State>,

    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: TableFormat,
}

/// How far feedback has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum State {
    Noticed,
    Raised,
    Accepted,
    Declined,
    Shipped,
    Withdrawn,
}

impl State {
    fn is(self, state: FeedbackState) -> bool {
        let own = match self {
            Self::Noticed => FeedbackState::Noticed,
            Self::Raised => FeedbackState::Raised,
            Self::Accepted => FeedbackState::Accepted,
            Self::Declined => FeedbackState::Declined,
            Self::Shipped => FeedbackState::Shipped,
            Self::Withdrawn => FeedbackState::Withdrawn,
        };
        own == state
    }
}

#[derive(Serialize)]
struct FeedbackList<'a> {
    feedback: &'a [FeedbackView],
}

pub(super) fn run(context: &Context, args: &ListArgs) -> anyhow::Result<ExitStatus> {
    let store = context.store()?;
    let (mut feedback, findings) = read(context, &store, args.engagement.as_deref())?;
    let known = feedback.len();
    let is_withdrawn = feedback.iter().any(|view| view.withdrawn.is_some());
    feedback.retain(|view| match args.state.as_slice() {
        [] => args.all || !view.is_done,
        states => states.iter().any(|state| state.is(view.state)),
    });
    match args.format {
        TableFormat::Json => {
            context.ui.print(&envelope("feedback", &FeedbackList { feedback: &feedback })?)?;
        }
        TableFormat::Csv => context.ui.print(&feedback_csv(&feedback)?)?,
        _ if known == 0 && findings.iter().any(Finding::is_error) => {
            context.ui.say("No feedback for the platform could be read.");
        }
        _ if known == 0 => {
            context.ui.say("No feedback for the platform yet.");
            context.ui.say("Write down what is in the way: auxeng feedback add \"The first run takes twenty minutes\"");
        }
        _ if feedback.is_empty() && args.state.is_empty() => {
            let but = if is_withdrawn { ", or withdrawn" } else { "" };
            context.ui.say(&format!("All of it is settled, and the hosts were told{but}: {known} in all."));
            context.ui.say("To see it: auxeng feedback list --all");
        }
        _ if feedback.is_empty() => context.ui.say(&format!("None of {known} is so.")),
        format => {
            context.show(&feedback_document(&feedback), format == TableFormat::Markdown)?;
            let hidden = known.saturating_sub(feedback.len());
            if hidden > 0 && args.state.is_empty() {
                let or = if is_withdrawn { ", or withdrawn" } else { "" };
                context.ui.say(&format!("{hidden} more settled and told{or}: auxeng feedback list --all"));
            }
        }
    }
    Ok(context.finish_reading(&store, &findings))
}

/// The feedback of the engagement that is named, or of all.
fn read(context: &Context, store: &Store, named: Option<&str>) -> anyhow::Result<(Vec<FeedbackView>, Vec<Finding>)> {
    if named.is_some() {
        let id = context.select(store, named)?;
        let (record, findings) = context.read(store, &id, Detail::FEEDBACK)?;
        return Ok((FeedbackView::all(&record), findings));
    }
    let (ids, mut findings) = store.ids()?;
    findings.extend(store.findings().iter().cloned());
    let today = context.today();
    let views = |loaded: Loaded| {
        let record = loaded.record.map(|record| record.as_of(today));
        (record.as_ref().map(FeedbackView::all).unwrap_or_default(), loaded.findings)
    };
    let mut feedback = Vec::new();
    for (views, found) in store.load_each(&ids, Detail::FEEDBACK, views) {
        feedback.extend(views);
        findings.extend(found);
    }
    FeedbackView::rank(&mut feedback);
    Ok((feedback, findings))
}
