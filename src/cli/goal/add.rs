//! `auxeng goal add`

use std::collections::BTreeMap;

use clap::Args;

use super::super::EngagementOption;
use super::super::context::Context;
use super::super::failure::{ExitStatus, Failure};
use super::super::fields::{filled, title};
use super::super::names::new_id;
use super::{check_distance, kind, kind_parser, number, weight};
use crate::model::{Goal, Measure};
use crate::store::Detail;
use crate::text::quoted;

/// Add a goal
///
/// A goal is a metric that goes from one number to another (either way), a milestone that is reached or not, or a rating
/// from 0 to 1.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng goal add \"Services covered by contract tests\" --id coverage --unit services --from 2 --to 14
  auxeng goal add \"Build time\" --kind technical --unit minutes --from 40 --to 10
  auxeng goal add \"Checkout v2 in production\" --kind business --milestone --mvp")]
pub(in crate::cli) struct AddArgs {
    /// What is to be reached, in one line
    title: String,

    #[command(flatten)]
    engagement: EngagementOption,

    /// The name of its file, and its name in auxeng score; made from the title unless given
    #[arg(long)]
    id: Option<String>,

    /// What it is for
    #[arg(long, value_parser = kind_parser(), default_value = "diffusion")]
    kind: String,

    /// Why it matters
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,

    /// What a metric counts
    #[arg(long, conflicts_with_all = ["milestone", "rating"])]
    unit: Option<String>,

    /// The value of a metric before the engagement
    #[arg(long, value_name = "N", allow_hyphen_values = true, conflicts_with_all = ["milestone", "rating"])]
    from: Option<String>,

    /// The value of a metric that is aimed at
    #[arg(long, value_name = "N", allow_hyphen_values = true, conflicts_with_all = ["milestone", "rating"])]
    to: Option<String>,

    /// It is reached or not
    #[arg(long, conflicts_with = "rating")]
    milestone: bool,

    /// It is judged from 0 to 1
    #[arg(long)]
    rating: bool,

    /// It counts only once the MVP is in production
    #[arg(long)]
    mvp: bool,

    /// How much it counts beside the others [default: 1]
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    weight: Option<String>,
}

pub(super) fn run(context: &Context, args: &AddArgs) -> anyhow::Result<ExitStatus> {
    let goal = goal(args)?;
    let store = context.store()?;
    let id = context.select(&store, args.engagement.engagement.as_deref())?;
    let lock = context.lock(&store)?;
    let record = context.read_for_change(&store, &id, Detail::GOALS, &lock)?;
    if record.goal(goal.id.as_str()).is_some() {
        return Err(Failure::refused(format!("{id} has a goal {} already", quoted(goal.id.as_str())))
            .help(format!("change it with auxeng goal edit {}, or give this one another --id", goal.id))
            .help("nothing was written")
            .into());
    }
    let written = store.create_goal(&lock, &id, &goal)?;
    context.ui.say(&format!("Added the {} goal {} to {id}.", goal.kind.label(), quoted(goal.id.as_str())));
    context.say_written(&store, &[written]);
    Ok(ExitStatus::Done)
}

fn goal(args: &AddArgs) -> Result<Goal, Failure> {
    let title = title(&args.title)?;
    let id = new_id(args.id.as_deref(), &title, "coverage")?;
    Ok(Goal {
        id,
        title,
        why: filled(args.why.as_deref()),
        kind: kind(&args.kind),
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
    Err(Failure::usage(missing)
        .help("for example: auxeng goal add \"Services covered\" --unit services --from 2 --to 14"))
}
