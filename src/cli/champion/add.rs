//! `auxeng champion add`

use clap::Args;

use super::{guided, weeks};
use crate::cli::EngagementOption;
use crate::cli::asking::missing;
use crate::cli::committing::message;
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::fields::filled;
use crate::cli::names::slug;
use crate::cli::people::person;
use crate::model::{Champion, EngagementRecord, Person, Slug};
use crate::report;
use crate::store::{Detail, Store};
use crate::text::{clean, quoted};

const EXAMPLE: &str = "auxeng champion add \"Clara Weiss\" --for \"a trace before a log\"";

/// Add a champion that the engagement has found
///
/// Somebody of the host team who is enthusiastic about the platform, and whom the home team comes back to. Adding one
/// again corrects what was said of them; one who has stepped back is a champion again. At a terminal, without a name,
/// it asks.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  auxeng champion add \"Clara Weiss\" --for \"a trace before a log\"
  auxeng champion add \"Clara Weiss <clara@example.org>\" --every 4w -e payments")]
pub(in crate::cli) struct AddArgs {
    /// Who it is, `Name` or `Name <mail>`
    pub(super) name: Option<String>,

    #[command(flatten)]
    pub(super) engagement: EngagementOption,

    /// What they are enthusiastic about
    #[arg(long = "for", value_name = "TEXT")]
    pub(super) cause: Option<String>,

    /// How often somebody talks with them, in weeks, as 6w; an empty one is as often as with all
    #[arg(long, value_name = "WEEKS", allow_hyphen_values = true)]
    pub(super) every: Option<String>,

    /// The name of the file; made from the person's name unless given
    #[arg(long)]
    pub(super) id: Option<String>,
}

/// What is to be recorded of a champion.
pub(super) struct Said {
    person: Person,
    id: Slug,
    cause: Option<String>,
    every: Option<String>,
}

impl Said {
    /// What `args` say, which must name somebody.
    pub(super) fn of(args: &AddArgs) -> Result<Self, Failure> {
        let name = args.name.as_deref().ok_or_else(|| missing("NAME", "who the champion is", EXAMPLE))?;
        let person = person("NAME", name).map_err(|failure| failure.help("nothing was written"))?;
        let id = match args.id.as_deref() {
            Some(id) => slug(id)?,
            None => Slug::from_title(&person.name).ok_or_else(|| {
                Failure::usage(format!("no id can be made from the name {}", quoted(&person.name)))
                    .help("name one: --id clara-weiss")
            })?,
        };
        let every = args.every.as_deref();
        every.filter(|every| !every.trim().is_empty()).map(weeks).transpose()?;
        Ok(Self { person, id, cause: args.cause.clone(), every: args.every.clone() })
    }

    /// The champion that `known` becomes, or a new one.
    fn champion(&self, known: Option<&Champion>) -> Result<Champion, Failure> {
        let new = || Champion::new(self.id.clone(), self.person.clone());
        let mut champion = known.cloned().unwrap_or_else(new);
        if self.person.email.is_some() {
            champion.person.email.clone_from(&self.person.email);
        }
        if self.cause.is_some() {
            champion.cause = filled(self.cause.as_deref());
        }
        if let Some(every) = &self.every {
            champion.every_weeks = filled(Some(every)).map(|every| weeks(&every)).transpose()?;
        }
        champion.stepped_back = None;
        Ok(champion)
    }
}

pub(super) fn run(context: &Context, args: &AddArgs) -> anyhow::Result<ExitStatus> {
    let terminal = if args.name.is_none() { context.terminal()? } else { None };
    let said = if terminal.is_none() { Some(Said::of(args)?) } else { None };
    let store = context.store()?;
    let id = context.select(&store, args.engagement.engagement.as_deref())?;
    match (said, terminal) {
        (Some(said), _) => add(context, &store, &id, &said).map(|()| ExitStatus::Done),
        (None, Some(mut terminal)) => guided::add(context, &mut terminal, (&store, &id), args),
        (None, None) => Err(missing("NAME", "who the champion is", EXAMPLE).into()),
    }
}

/// Records `said` of a champion of the engagement `id`.
pub(super) fn add(context: &Context, store: &Store, id: &Slug, said: &Said) -> anyhow::Result<()> {
    let lock = context.lock(store)?;
    let record = context.read_for_change(store, id, Detail::CHAMPIONS, &lock)?;
    let known = known(&record, said)?;
    let champion = said.champion(known)?;
    let name = clean(&champion.person.name).into_owned();
    let written = match known {
        None => store.create_champion(&lock, id, &champion)?,
        Some(_) => store.save_champion(&lock, id, &champion)?,
    };
    let told = match known {
        None => format!("{name} is a champion of {id}."),
        Some(known) if known.stepped_back.is_some() => format!("{name} is a champion of {id} again."),
        Some(_) => format!("{name} is a champion of {id} already; what was said is corrected."),
    };
    if written.is_change() {
        context.ui.say(&told);
    }
    let message = message("champion", id, champion.id.to_string()).lines(champion.cause.iter());
    context.finish(store, &lock, &message);
    if let Some(next) = champion.next_talk(&record.engagement, store.settings().champion_weeks) {
        let due = if next <= context.today() { String::from("now") } else { format!("on {}", report::day(next)) };
        context.ui.say(&format!("The next talk is due {due}: auxeng champion talk {}", champion.id));
    }
    Ok(())
}

/// The champion of `record` that is meant: nobody has two files.
fn known<'a>(record: &'a EngagementRecord, said: &Said) -> Result<Option<&'a Champion>, Failure> {
    let by_person = record.champions.iter().find(|champion| champion.person.is(&said.person));
    let by_id = record.champions.iter().find(|champion| champion.id == said.id);
    match (by_person, by_id) {
        (None, Some(other)) => Err(Failure::refused(format!("{} stands for somebody else", quoted(said.id.as_str())))
            .help(format!("that is {}", quoted(&other.person.name)))
            .help("give this one another --id")
            .help("nothing was written")),
        (known, _) => Ok(known),
    }
}
