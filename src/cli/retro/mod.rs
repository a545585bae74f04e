//! `auxeng retro`

mod additions;
mod guided;
mod ledger;
mod merge;
mod mvp;
mod project;
mod recording;
mod sheet;
mod telling;
mod topics;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::EngagementArgument;
use super::context::Context;
use super::failure::{ExitStatus, Failure};
use super::weeks::check_week;
use crate::model::{FailureMode, OutOfTen, Retro, TimeSplit, Week};
use crate::report::notes_document;
use crate::store::{Detail, Written};
use additions::Additions;
use mvp::MvpSaid;
use project::ProjectFlags;
use recording::{Once, of_week, prepare, write};
use telling::{how, recorded, remind, say_mvp, told};

/// Hold this week's retro
///
/// At a terminal, and with nothing else given, it asks for everything in turn and writes at the end. With options it
/// asks nothing: what is given is added to the week's record. Actions carry over by themselves until a retro says that
/// they are done or dropped.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
#[command(after_long_help = "\
Examples:
  auxeng retro
  auxeng retro --well \"First contract without us\" --poorly \"Staging was down\" --next \"Lee: ask for a second slot\"
  auxeng retro --done split-pipeline --present Ana,Lee --minutes 26 --mvp 2
  auxeng retro --from notes.md --dry-run
  auxeng retro --project --takeaway-general \"Ask for reviews before the first week\"")]
pub(super) struct RetroArgs {
    #[command(flatten)]
    engagement: EngagementArgument,

    /// Something that went well; repeat for several
    #[arg(long, value_name = "TEXT")]
    well: Vec<String>,

    /// Something that went poorly; repeat for several
    #[arg(long, value_name = "TEXT")]
    poorly: Vec<String>,

    /// Something to do next time, "Ana: split the pipeline" to give it to Ana; repeat for several
    #[arg(long, value_name = "TEXT")]
    next: Vec<String>,

    /// An open action that is done, by its id or a beginning of it; repeat for several
    #[arg(long, value_name = "ACTION")]
    done: Vec<String>,

    /// An open action that will not be done; repeat for several
    #[arg(long, value_name = "ACTION")]
    drop: Vec<String>,

    /// Somebody who was there, by the first or last name of somebody of the engagement, or a new name; repeat for several, or put
    /// commas between
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    present: Vec<String>,

    /// How far the MVP is from production: weeks, `live`, or a date
    #[arg(long, value_name = "WEEKS")]
    mvp: Option<String>,

    /// Something in the way of the MVP, "Lee: production access"; repeat for several
    #[arg(long, value_name = "TEXT")]
    blocker: Vec<String>,

    /// A blocker that no longer blocks, by its id or a beginning of it; repeat for several
    #[arg(long, value_name = "BLOCKER")]
    unblock: Vec<String>,

    /// One of the playbook's failure modes that was seen; repeat for several
    #[arg(long, value_name = "MODE", value_parser = failure_mode_parser())]
    failure_mode: Vec<FailureMode>,

    /// How the engineer's week split: pairing, other host work and home, in one unit
    #[arg(long, value_name = "3/1/1")]
    time: Option<TimeSplit>,

    /// How content the aux engineer was with the week, from 0, not at all, to 10
    #[arg(long, value_name = "0-10")]
    satisfaction: Option<OutOfTen>,

    /// How long it took
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(1..=i64::from(Retro::LONGEST)))]
    minutes: Option<u32>,

    /// Something else worth keeping, "Kudos: Ana, for the demo"; repeat for several
    #[arg(long, value_name = "TEXT")]
    note: Vec<String>,

    /// Negative feedback was asked for in words
    #[arg(long)]
    asked_for_negative: bool,

    #[command(flatten)]
    project: ProjectFlags,

    /// Read notes written in Markdown; - reads standard input
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,

    /// Edit the week as a document in your editor, which VISUAL or EDITOR names
    #[arg(long, conflicts_with_all = WHAT)]
    edit: bool,

    /// Put this in place of what is recorded of the week, instead of adding to it
    #[arg(long)]
    replace: bool,

    /// Show what would be recorded, and write nothing
    #[arg(long)]
    dry_run: bool,

    /// The day it was held, or any day of its week [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

/// The flags that say what is to be recorded, or how.
const WHAT: [&str; 19] = [
    "well",
    "poorly",
    "next",
    "done",
    "drop",
    "present",
    "mvp",
    "blocker",
    "unblock",
    "failure_mode",
    "time",
    "satisfaction",
    "minutes",
    "note",
    "asked_for_negative",
    "from",
    "replace",
    "dry_run",
    "project",
];

/// The values of `--failure-mode`.
fn failure_mode_parser() -> impl TypedValueParser<Value = FailureMode> {
    let names = FailureMode::NAMES.map(|(name, mode)| PossibleValue::new(name).help(mode.sentence()));
    PossibleValuesParser::from(names).try_map(|name| name.parse())
}

pub(super) fn run(context: &Context, args: &RetroArgs) -> anyhow::Result<ExitStatus> {
    if args.project.project {
        return project::run(context, args);
    }
    if args.edit {
        return sheet::run(context, args);
    }
    let date = context.past_day(args.date.as_deref())?;
    let store = context.store()?;
    let mut additions = Additions::gather(context, args, &store, date)?;
    if additions.is_empty() {
        return match context.terminal()? {
            Some(mut terminal) if !args.dry_run && !args.replace => {
                guided::run(context, &store, args.engagement.named(), date, &mut terminal)
            }
            _ => Err(nothing_named().into()),
        };
    }
    let id = context.select(&store, args.engagement.named())?;
    // What only shows needs no lock, and so no right to write.
    let lock = (!args.dry_run).then(|| context.lock(&store)).transpose()?;
    let record = context.read_sound(&store, &id, Detail::WEEKS)?;
    check_week(context, &record.engagement, Week::of(date))?;
    let recorded_before = of_week(&record, date).filter(|_| !args.replace);
    let recorded_before = recorded_before.map(|retro| retro.present.as_slice()).unwrap_or_default();
    additions.present = guided::in_full(&additions.present, &record, recorded_before);
    let once = args.once(&additions, date, context.today())?;
    let merged = prepare(&record, date, &additions, &once, args.replace)?;
    if merged.retro.is_silent() && additions.says_nothing() {
        return Err(nothing_named().into());
    }
    for remark in &merged.remarks {
        context.ui.say(remark);
    }
    let Some(lock) = lock else {
        let document = notes_document(&additions.placements(), &merged.retro);
        context.show(&document, false)?;
        context.ui.say("Nothing was written.");
        return Ok(ExitStatus::Done);
    };
    let written = write(&store, &lock, &record, &merged.retro, once.mvp)?;
    if written.iter().any(Written::is_change) {
        let how = how(of_week(&record, date).is_some(), args.replace);
        context.ui.say(&told(&store, &merged.retro, how));
    }
    say_mvp(context, &record.engagement, once.mvp);
    context.finish(&store, &lock, &recorded(&store, &record.engagement, &merged.retro));
    remind(context, &store, &record, &merged.retro);
    Ok(ExitStatus::Done)
}

impl RetroArgs {
    /// What the flags and, where they say nothing, the notes say that a retro has one of; it was held on `date`.
    fn once(&self, notes: &Additions, date: NaiveDate, today: NaiveDate) -> Result<Once, Failure> {
        let mvp = self.mvp.as_deref().map(|text| MvpSaid::parse(text, date, today));
        Ok(Once {
            named_day: self.date.is_some().then_some(date),
            minutes: self.minutes.or(notes.minutes),
            mvp: mvp.transpose()?.or(notes.mvp),
            time: self.time.or(notes.time),
            satisfaction: self.satisfaction.or(notes.satisfaction),
            asked_for_negative: self.asked_for_negative,
        })
    }
}

fn nothing_named() -> Failure {
    Failure::usage("nothing to record is named")
        .help("name at least one of --well, --poorly, --next, --done, --drop, --present, --mvp, --blocker,")
        .help("--unblock, --failure-mode, --time, --satisfaction, --minutes and --note, or read notes:")
        .help("auxeng retro --from notes.md")
}
