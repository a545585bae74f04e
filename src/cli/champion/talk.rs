//! `auxeng champion talk`

use chrono::NaiveDate;
use clap::Args;

use super::find::Champions;
use super::{adoption, guided, sentiment};
use crate::cli::EngagementOption;
use crate::cli::asking::missing;
use crate::cli::committing::message;
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::fields::filled;
use crate::model::{Champion, EngagementRecord, Slug, Talk};
use crate::report::{self, talk_words};
use crate::store::{Detail, Lock, Store};
use crate::text::{clean, quoted};

const EXAMPLE: &str = "auxeng champion talk clara --sentiment 8 --adoption 60%";

/// Record what a champion said
///
/// The champion is looked for in all engagements. Recording a talk again on the same day corrects it. At a terminal it
/// asks for what no option says.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  auxeng champion talk clara
  auxeng champion talk clara --sentiment 8 --adoption 60% --note \"A template for the importer would help\"
  auxeng champion talk clara-weiss -e payments --sentiment 7 --date yesterday")]
pub(in crate::cli) struct TalkArgs {
    /// Who it was: a name or an id, or the beginning of one
    #[arg(value_name = "NAME")]
    pub(super) champion: Option<String>,

    #[command(flatten)]
    pub(super) engagement: EngagementOption,

    /// How content they are, 0 to 10
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub(super) sentiment: Option<String>,

    /// How much of what could use the platform does, as 60%
    #[arg(long, value_name = "SHARE", allow_hyphen_values = true)]
    pub(super) adoption: Option<String>,

    /// What else was said
    #[arg(long, value_name = "TEXT")]
    pub(super) note: Option<String>,

    /// The day of the talk [default: today]
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
}

impl TalkArgs {
    /// Whether nothing was said.
    pub(super) fn is_empty(&self) -> bool {
        self.sentiment.is_none() && self.adoption.is_none() && self.note.is_none()
    }

    /// What was said, beside what is recorded of that day; it must say something.
    fn talk(&self, before: Option<&Talk>) -> Result<Talk, Failure> {
        let said = self.sentiment.as_deref().map(sentiment).transpose()?;
        let shared = self.adoption.as_deref().map(adoption).transpose()?;
        let sentiment = said.or_else(|| before.and_then(Talk::sentiment));
        let adoption = shared.or_else(|| before.and_then(Talk::adoption));
        let note = filled(self.note.as_deref()).or_else(|| before.and_then(Talk::note).map(str::to_owned));
        Talk::new(sentiment, adoption, note)
            .ok_or_else(|| missing("--sentiment", "what they said, or --adoption or --note", EXAMPLE))
    }
}

pub(super) fn run(context: &Context, args: &TalkArgs) -> anyhow::Result<ExitStatus> {
    let date = context.past_day(args.date.as_deref())?;
    let terminal = if args.champion.is_none() || args.is_empty() { context.terminal()? } else { None };
    if terminal.is_none() {
        args.champion.as_deref().ok_or_else(|| missing("NAME", "who the champion is", EXAMPLE))?;
        args.talk(None)?;
    }
    let store = context.store()?;
    let named = args.engagement.engagement.as_deref();
    let champions = Champions::read(context, &store, named)?;
    if let Some(mut terminal) = terminal {
        return guided::talk(context, &mut terminal, &store, champions, args);
    }
    let name = args.champion.as_deref().unwrap_or_default();
    let (engagement, champion) = champions.called(context, &store, name)?;
    record(context, &store, &Whom { engagement, champion: champion.id, date }, args)?;
    Ok(ExitStatus::Done)
}

/// With whom somebody talked, and when.
pub(super) struct Whom {
    pub(super) engagement: Slug,
    pub(super) champion: Slug,
    pub(super) date: NaiveDate,
}

/// Records what `args` say.
pub(super) fn record(context: &Context, store: &Store, whom: &Whom, args: &TalkArgs) -> anyhow::Result<()> {
    let Whom { engagement: id, date, .. } = whom;
    let lock = context.lock(store)?;
    let (record, mut champion) = champion_for_change(context, store, whom, &lock)?;
    refuse_stepped_back(&champion, *date, id)?;
    let before = champion.talks.get(date);
    let talk = args.talk(before)?;
    let told = clean(&talk_words(&talk)).into_owned();
    let corrected = if before.is_some_and(|before| *before != talk) { " (corrected)" } else { "" };
    champion.talks.insert(*date, talk);
    let name = clean(&champion.person.name).into_owned();
    if store.save_champion(&lock, id, &champion)?.is_change() {
        context.ui.say(&format!("{name} on {date}: {told}{corrected}."));
    }
    let message = message("champion", id, format!("a talk with {} on {date}", champion.id));
    context.finish(store, &lock, &message.line(&told));
    if let Some(next) = champion.next_talk(&record.engagement, store.settings().champion_weeks) {
        context.ui.say(&format!("The next talk is due on {}.", report::day(next)));
    }
    Ok(())
}

/// The champion as it is under the lock.
pub(super) fn champion_for_change(
    context: &Context,
    store: &Store,
    whom: &Whom,
    lock: &Lock,
) -> anyhow::Result<(EngagementRecord, Champion)> {
    let record = context.read_for_change(store, &whom.engagement, Detail::CHAMPIONS, lock)?;
    let found = record.champions.iter().find(|champion| champion.id == whom.champion).cloned();
    let missing = || Failure::refused(format!("there is no champion {}", quoted(whom.champion.as_str())));
    Ok((record, found.ok_or_else(missing)?))
}

/// Refuses a talk with somebody who was no champion any more on `date`.
fn refuse_stepped_back(champion: &Champion, date: NaiveDate, engagement: &Slug) -> Result<(), Failure> {
    match champion.stepped_back.as_ref().filter(|back| back.date <= date) {
        None => Ok(()),
        Some(back) => {
            let name = &champion.person.name;
            Err(Failure::refused(format!("{} stepped back on {}", quoted(name), back.date))
                .help(format!("to have them again: auxeng champion add {} -e {engagement}", crate::text::shell(name)))
                .help("nothing was written"))
        }
    }
}
