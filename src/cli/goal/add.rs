//! `auxeng goal add`

use std::collections::BTreeMap;

use clap::Args;

use super::{check_distance, guided, kind, kind_parser, number, weight};
use crate::cli::EngagementOption;
use crate::cli::advice::speak_up;
use crate::cli::asking::missing;
use crate::cli::committing::message;
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::fields::{filled, title};
use crate::cli::names::new_id;
use crate::model::{EngagementRecord, Goal, GoalKind, Measure, Slug};
use crate::playbook::Moment;
use crate::store::{Detail, Store};
use crate::text::quoted;

/// What `--id` may be, where it is to be named.
pub(super) const EXAMPLE_ID: &str = "coverage";

const EXAMPLE: &str = "auxeng goal add \"Services covered\" --unit services --from 2 --to 14";

/// Add a goal
///
/// A goal is a metric that goes from one number to another (either way), a milestone that is reached or not, or a rating
/// from 0 to 1. At a terminal, without a title, it asks for that and for all that no option says, and then for the next
/// goal.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  auxeng goal add
  auxeng goal add \"Services covered by contract tests\" --id coverage --unit services --from 2 --to 14
  auxeng goal add \"Build time\" --kind technical --unit minutes --from 40 --to 10
  auxeng goal add \"Checkout v2 in production\" --kind business --milestone --mvp")]
pub(in crate::cli) struct AddArgs {
    /// What is to be reached, in one line
    pub(super) title: Option<String>,

    #[command(flatten)]
    engagement: EngagementOption,

    /// The name of its file, and its name in auxeng score; made from the title unless given
    #[arg(long)]
    pub(super) id: Option<String>,

    /// What it is for [default: diffusion]
    #[arg(long, value_parser = kind_parser())]
    pub(super) kind: Option<String>,

    /// Why it matters
    #[arg(long, value_name = "TEXT")]
    pub(super) why: Option<String>,

    /// What a metric counts
    #[arg(long, conflicts_with_all = ["milestone", "rating"])]
    pub(super) unit: Option<String>,

    /// The value of a metric before the engagement
    #[arg(long, value_name = "N", allow_hyphen_values = true, conflicts_with_all = ["milestone", "rating"])]
    pub(super) from: Option<String>,

    /// The value of a metric that is aimed at
    #[arg(long, value_name = "N", allow_hyphen_values = true, conflicts_with_all = ["milestone", "rating"])]
    pub(super) to: Option<String>,

    /// It is reached or not
    #[arg(long, conflicts_with = "rating")]
    pub(super) milestone: bool,

    /// It is judged from 0 to 1
    #[arg(long)]
    pub(super) rating: bool,

    /// It counts only once the MVP is in production
    #[arg(long)]
    pub(super) mvp: bool,

    /// How much it counts beside the others [default: 1]
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub(super) weight: Option<String>,
}

pub(super) fn run(context: &Context, args: &AddArgs) -> anyhow::Result<ExitStatus> {
    let engagement = args.engagement.engagement.as_deref();
    if !args.is_whole()
        && let Some(mut terminal) = context.terminal()?
    {
        let store = context.store()?;
        let id = context.select(&store, engagement)?;
        return guided::add_goals(context, &mut terminal, (&store, &id), args);
    }
    let goal = goal(args)?;
    let store = context.store()?;
    let id = context.select(&store, engagement)?;
    add(context, &store, &id, &goal)?;
    Ok(ExitStatus::Done)
}

impl AddArgs {
    /// Whether a goal needs no more than is said.
    fn is_whole(&self) -> bool {
        let is_measured = self.milestone || self.rating || (self.from.is_some() && self.to.is_some());
        self.title.is_some() && is_measured
    }
}

/// Adds `goal` to the engagement `id`.
pub(super) fn add(context: &Context, store: &Store, id: &Slug, goal: &Goal) -> anyhow::Result<()> {
    let lock = context.lock(store)?;
    let mut record = context.read_for_change(store, id, Detail::GOALS, &lock)?;
    refuse_taken(&record, &goal.id)?;
    store.create_goal(&lock, id, goal)?;
    context.ui.say(&format!("Added the {} goal {} to {id}.", goal.kind.label(), quoted(goal.id.as_str())));
    context.finish(store, &lock, &message("goal", id, format!("add {}", goal.id)).line(&goal.title));
    record.goals.push(goal.clone());
    speak_up(context, store, Moment::Goal, &record);
    Ok(())
}

/// Refuses an id that a goal of the engagement has.
pub(super) fn refuse_taken(record: &EngagementRecord, goal: &Slug) -> Result<(), Failure> {
    if record.goal(goal.as_str()).is_none() {
        return Ok(());
    }
    Err(Failure::refused(format!("{} has a goal {} already", record.engagement.id, quoted(goal.as_str())))
        .help(format!("change it with auxeng goal edit {goal}, or give this one another --id"))
        .help("nothing was written"))
}

/// The goal that the arguments describe.
pub(super) fn goal(args: &AddArgs) -> Result<Goal, Failure> {
    let named = args.title.as_deref();
    let title = title(named.ok_or_else(|| missing("TITLE", "what is to be reached, in one line", EXAMPLE))?)?;
    let id = new_id(args.id.as_deref(), &title, EXAMPLE_ID)?;
    Ok(Goal {
        id,
        title,
        why: filled(args.why.as_deref()),
        kind: args.kind.as_deref().map_or(GoalKind::Diffusion, kind),
        measure: measure(args)?,
        mvp: args.mvp,
        weight: args.weight.as_deref().map_or(Ok(1.0), weight)?,
        dropped: None,
        scores: BTreeMap::new(),
    })
}

fn measure(args: &AddArgs) -> Result<Measure, Failure> {
    if args.milestone {
        return Ok(Measure::Milestone);
    }
    if args.rating {
        return Ok(Measure::Rating);
    }
    let missing = match (&args.from, &args.to) {
        (None, None) => "say how it is measured: --from N --to N, --milestone or --rating",
        (None, Some(_)) => "--from is missing: the value before the engagement",
        (Some(_), None) => "--to is missing: the value that is aimed at",
        (Some(from), Some(to)) => {
            let (baseline, target) = (number("--from", from)?, number("--to", to)?);
            check_distance(baseline, target)?;
            return Ok(Measure::Metric { baseline, target, unit: filled(args.unit.as_deref()) });
        }
    };
    Err(Failure::usage(missing).help(format!("for example: {EXAMPLE}")))
}
