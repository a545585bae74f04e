//! `auxeng goal edit`

use clap::Args;

use super::super::EngagementOption;
use super::super::changes;
use super::super::committing::message;
use super::super::context::Context;
use super::super::failure::{ExitStatus, Failure};
use super::super::fields::{filled, title};
use super::super::names::find_goal;
use super::{check_distance, kind, kind_parser, number, weight};
use crate::model::{Goal, Measure};
use crate::store::Detail;
use crate::text::quoted;

/// Change a goal
///
/// Only what is named changes; its scores stay. The id and the way it is measured stay for good: drop it and add another.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng goal edit coverage --to 16
  auxeng goal edit launch --resume")]
pub(in crate::cli) struct EditArgs {
    /// The goal's id
    goal: String,

    #[command(flatten)]
    engagement: EngagementOption,

    /// What is to be reached, in one line
    #[arg(long)]
    title: Option<String>,

    /// What it is for
    #[arg(long, value_parser = kind_parser())]
    kind: Option<String>,

    /// Why it matters
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,

    /// What a metric counts
    #[arg(long)]
    unit: Option<String>,

    /// The value of a metric before the engagement
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    from: Option<String>,

    /// The value of a metric that is aimed at
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    to: Option<String>,

    /// Whether it counts only once the MVP is in production
    #[arg(long, value_name = "BOOL")]
    mvp: Option<bool>,

    /// How much it counts beside the others
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    weight: Option<String>,

    /// Pursue a dropped goal again
    #[arg(long)]
    resume: bool,
}

impl EditArgs {
    fn is_empty(&self) -> bool {
        let texts = [&self.title, &self.kind, &self.why, &self.unit, &self.from, &self.to, &self.weight];
        texts.iter().all(|text| text.is_none()) && self.mvp.is_none() && !self.resume
    }
}

pub(super) fn run(context: &Context, args: &EditArgs) -> anyhow::Result<ExitStatus> {
    if args.is_empty() {
        return Err(Failure::usage("nothing to change is named")
            .help("name at least one field: auxeng goal edit --help lists them")
            .into());
    }
    let store = context.store()?;
    let id = context.select(&store, args.engagement.engagement.as_deref())?;
    let lock = context.lock(&store)?;
    let record = context.read_for_change(&store, &id, Detail::GOALS, &lock)?;
    // A dropped goal can be found by its whole id only.
    let before = record.goal(&args.goal).map_or_else(|| find_goal(&record, &args.goal), Ok)?;
    let after = change(before.clone(), args)?;
    let written = store.save_goal(&lock, &id, &after)?;
    let told = changes::told(fields(before), fields(&after));
    if written.is_change() {
        for line in &told {
            context.ui.say(line);
        }
        context.ui.say(&format!("Changed {}.", quoted(after.id.as_str())));
        if ends(before) != ends(&after) && !after.scores.is_empty() {
            context.ui.say("The progress of the weeks that are scored already is another one now.");
        }
    }
    context.finish(&store, &lock, &message("goal", &id, format!("change {}", after.id)).lines(told));
    Ok(ExitStatus::Done)
}

/// Where a goal begins and where it is to end: its progress is between the two.
fn ends(goal: &Goal) -> [Option<f64>; 2] {
    [goal.measure.baseline(), goal.measure.target()]
}

/// What can be changed of a goal, as options name it.
fn fields(goal: &Goal) -> [(&'static str, String); 9] {
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    [
        ("title", goal.title.clone()),
        ("kind", goal.kind.label().to_owned()),
        ("why", goal.why.clone().unwrap_or_default()),
        ("unit", goal.measure.unit().unwrap_or_default().to_owned()),
        ("from", number(goal.measure.baseline())),
        ("to", number(goal.measure.target())),
        ("mvp", goal.mvp.to_string()),
        ("weight", goal.weight.to_string()),
        ("dropped", goal.dropped.as_ref().map(|dropped| dropped.date.to_string()).unwrap_or_default()),
    ]
}

fn change(mut goal: Goal, args: &EditArgs) -> Result<Goal, Failure> {
    if let Some(text) = &args.title {
        goal.title = title(text)?;
    }
    if let Some(name) = &args.kind {
        goal.kind = kind(name);
    }
    if let Some(why) = &args.why {
        goal.why = filled(Some(why));
    }
    let label = goal.measure.label();
    match &mut goal.measure {
        Measure::Metric { baseline, target, unit } => {
            if let Some(text) = &args.unit {
                *unit = filled(Some(text));
            }
            if let Some(text) = &args.from {
                *baseline = number("--from", text)?;
            }
            if let Some(text) = &args.to {
                *target = number("--to", text)?;
            }
            check_distance(*baseline, *target)?;
        }
        Measure::Milestone | Measure::Rating => {
            if args.unit.is_some() || args.from.is_some() || args.to.is_some() {
                return Err(Failure::usage(format!("{} is a {label}: it has no --unit, --from or --to", goal.id))
                    .help("nothing was written"));
            }
        }
    }
    if let Some(mvp) = args.mvp {
        goal.mvp = mvp;
    }
    if let Some(text) = &args.weight {
        goal.weight = weight(text)?;
    }
    if args.resume {
        goal.dropped = None;
    }
    Ok(goal)
}
