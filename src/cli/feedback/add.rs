//! `auxeng feedback add`

use clap::Args;

use super::guided;
use super::similar::{self, Same, Similar};
use super::values::{add_hosts, kind, kind_parser, minutes};
use crate::cli::EngagementOption;
use crate::cli::asking::{STOPPED, missing};
use crate::cli::committing::message;
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::fields::{filled, title};
use crate::cli::names::new_id;
use crate::model::{Feedback, FeedbackId, FeedbackKind, Slug};
use crate::store::{Detail, Store};
use crate::text::{clean, quoted};
use crate::ui::prompt::{Stop, walk};

/// What `--id` may be, where it is to be named.
pub(super) const EXAMPLE_ID: &str = "slow-first-run";

const EXAMPLE: &str = "auxeng feedback add \"The first run takes twenty minutes\" --tool \"contract CLI\" --cost 20m";

/// Write down friction with the platform, or an idea for it
///
/// What was expected, what happened and what it cost is what those at home can act on. Where another engagement has met
/// something like it, that is said; at a terminal it is asked first whether that is the same. At a terminal, without a
/// title, it asks for that and for all that no option says.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  auxeng feedback add
  auxeng feedback add \"The first run takes as long as it saves\" --tool \"contract CLI\" --cost 20m --saves 20m
  auxeng feedback add \"A template for a contract\" --kind idea --seen-at Payments")]
pub(in crate::cli) struct AddArgs {
    /// What it is, in one line
    pub(super) title: Option<String>,

    #[command(flatten)]
    engagement: EngagementOption,

    /// The name of its file, behind the day; made from the title unless given
    #[arg(long)]
    pub(super) id: Option<String>,

    /// Something in the way, or something that is missing [default: friction]
    #[arg(long, value_parser = kind_parser())]
    pub(super) kind: Option<String>,

    /// The tool, page or process of the platform that it is about
    #[arg(long, value_name = "TEXT")]
    pub(super) tool: Option<String>,

    /// What was expected
    #[arg(long, value_name = "TEXT")]
    pub(super) expected: Option<String>,

    /// What happened instead
    #[arg(long, value_name = "TEXT")]
    pub(super) happened: Option<String>,

    /// What it costs once, such as 20m or 1h30m
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(super) cost: Option<String>,

    /// What the tool saves each time, such as 20m
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(super) saves: Option<String>,

    /// Another host team that meets it too; repeat for several
    #[arg(long, value_name = "TEAM")]
    pub(super) seen_at: Vec<String>,

    /// Who met it
    #[arg(long, value_name = "NAME")]
    pub(super) by: Option<String>,

    /// The day on which it was met [default: today]
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,

    /// It is another one, whatever is like it: do not ask
    #[arg(long)]
    pub(super) new: bool,
}

pub(super) fn run(context: &Context, args: &AddArgs) -> anyhow::Result<ExitStatus> {
    let engagement = args.engagement.engagement.as_deref();
    if args.title.is_none()
        && let Some(mut terminal) = context.terminal()?
    {
        let store = context.store()?;
        let id = context.select(&store, engagement)?;
        return guided::add_feedback(context, &mut terminal, (&store, &id), args);
    }
    let feedback = feedback(context, args)?;
    let store = context.store()?;
    let id = context.select(&store, engagement)?;
    if !args.new
        && let Some(mut terminal) = context.terminal()?
    {
        let record = context.read_sound(&store, &id, Detail::FEEDBACK)?;
        refuse_taken(&record.feedback, &feedback.id, &id)?;
        let similar = Similar::find(context, (&store, &id), &feedback);
        let mut same = None;
        let new = (&record.engagement, args, &feedback);
        // Whoever goes back at the only question is asked it again.
        if let Err(stop) = walk(0, 1, |_| similar::ask(&mut terminal, &similar, new, &mut same)) {
            return stopped(context, stop);
        }
        return add_unless(context, (&store, &id), (feedback, same), &args.seen_at);
    }
    let similar = if args.new { Vec::new() } else { Similar::find(context, (&store, &id), &feedback) };
    add(context, (&store, &id), feedback, (&args.seen_at, &similar))?;
    Ok(ExitStatus::Done)
}

/// How the command ends where nobody answered.
fn stopped(context: &Context, stop: Stop) -> anyhow::Result<ExitStatus> {
    match stop {
        Stop::Left => {
            context.ui.say(STOPPED);
            Ok(ExitStatus::Stopped)
        }
        Stop::Failed(_) => Err(stop.into()),
    }
}

/// Adds `feedback` to an engagement; where it is the `same` as other feedback, carries out the command that says so.
pub(super) fn add_unless(
    context: &Context,
    place: (&Store, &Slug),
    (feedback, same): (Feedback, Option<Same>),
    hosts: &[String],
) -> anyhow::Result<ExitStatus> {
    match same {
        Some(same) => same.carry_out(context),
        None => add(context, place, feedback, (hosts, &[])).map(|()| ExitStatus::Done),
    }
}

/// The feedback that the arguments describe, but for the hosts.
pub(super) fn feedback(context: &Context, args: &AddArgs) -> Result<Feedback, Failure> {
    let named = args.title.as_deref();
    let title = title(named.ok_or_else(|| missing("TITLE", "what it is, in one line", EXAMPLE))?)?;
    let slug = new_id(args.id.as_deref(), &title, EXAMPLE_ID)?;
    let id = FeedbackId { date: context.past_day(args.date.as_deref())?, slug };
    let length = |flag, text: &Option<String>| text.as_deref().map_or(Ok(None), |text| minutes(flag, text));
    Ok(Feedback {
        tool: filled(args.tool.as_deref()),
        expected: filled(args.expected.as_deref()),
        happened: filled(args.happened.as_deref()),
        cost: length("--cost", &args.cost)?,
        saves: length("--saves", &args.saves)?,
        by: filled(args.by.as_deref()),
        ..Feedback::new(id, title, args.kind.as_deref().map_or(FeedbackKind::Friction, kind))
    })
}

/// Adds `feedback`, which was seen at `hosts` too, to an engagement, and says what is `similar`.
fn add(
    context: &Context,
    (store, id): (&Store, &Slug),
    mut feedback: Feedback,
    (hosts, similar): (&[String], &[Similar]),
) -> anyhow::Result<()> {
    let lock = context.lock(store)?;
    let record = context.read_for_change(store, id, Detail::FEEDBACK, &lock)?;
    refuse_taken(&record.feedback, &feedback.id, id)?;
    add_hosts(&mut feedback, hosts, &record.engagement);
    store.create_feedback(&lock, id, &feedback)?;
    let name = &feedback.id.slug;
    context.ui.say(&format!("Added the {} {} to {id}.", feedback.kind.label(), quoted(name.as_str())));
    let message = message("feedback", id, format!("add {}", feedback.id.slug)).line(&feedback.title);
    context.finish(store, &lock, &message);
    drop(lock);
    similar::say(context, similar, &feedback, &record.engagement);
    context.ui.say(&format!("Once it is carried home: auxeng feedback edit {name} --raised --link URL"));
    Ok(())
}

/// Refuses a name that other feedback of that day has.
pub(super) fn refuse_taken(known: &[Feedback], id: &FeedbackId, engagement: &Slug) -> Result<(), Failure> {
    let Some(known) = known.iter().find(|known| known.id == *id) else {
        return Ok(());
    };
    Err(Failure::refused(format!("{engagement} has feedback {} of that day already", quoted(id.slug.as_str())))
        .help(format!("that is \"{}\"", clean(&known.title)))
        .help(format!("change it with auxeng feedback edit {id}, or give this one another --id"))
        .help("nothing was written"))
}
