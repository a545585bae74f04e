//! `auxeng edit`

mod whole;

use chrono::NaiveDate;
use clap::Args;

use crate::cli::EngagementArgument;
use crate::cli::advice::speak_up_of_dates;
use crate::cli::agreed::Agreed;
use crate::cli::committing::message;
use crate::cli::context::Context;
use crate::cli::dates::day;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::fields::{Fields, filled, title};
use crate::cli::handover::{hand_over, handover, take_back};
use crate::model::{Engagement, Handover, Person, Slug};
use crate::report::view::WeeklyRetroView;
use crate::report::weekly_retro;
use crate::store::{Detail, Message};
use crate::text::{list, quoted};

/// Change what an engagement says of itself
///
/// Without options, engagement.toml is opened in your editor, which VISUAL or EDITOR names; that needs a terminal. With
/// options, only what is named changes. An empty text takes a field away; title, start and end stay. Engineers and
/// rituals that are named take the place of those before. The id stays for good.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng edit
  auxeng edit --end 2027-01-15
  auxeng edit checkout --advisor \"Mira Okafor <mira@example.org>\" --person \"Lee Novak <lee@example.org>\"
  auxeng edit --weekly-retro \"thursday 14:00\" --ritual stand-up --ritual planning
  auxeng edit --handover \"The contract broker: Hana Kimura\"
  auxeng edit --mvp-in-production yesterday")]
pub(super) struct EditArgs {
    #[command(flatten)]
    engagement: EngagementArgument,

    /// What it is about, in one line
    #[arg(long)]
    title: Option<String>,

    #[command(flatten)]
    fields: Fields,

    #[command(flatten)]
    agreed: Agreed,

    /// Somebody who is no longer involved; repeat for several
    #[arg(long, value_name = "NAME")]
    remove_person: Vec<String>,

    /// What stays and who maintains it; repeat for several
    ///
    /// Who maintains it stands behind the last colon. What was handed over before is corrected or added to.
    #[arg(long, value_name = "WHAT: WHO")]
    handover: Vec<String>,

    /// Something that is not handed over after all; repeat for several
    #[arg(long, value_name = "WHAT")]
    remove_handover: Vec<String>,

    /// Since when the MVP is in production
    #[arg(long, value_name = "DATE")]
    mvp_in_production: Option<String>,
}

impl EditArgs {
    fn is_empty(&self) -> bool {
        self.fields.is_empty()
            && self.agreed.is_empty()
            && self.title.is_none()
            && self.mvp_in_production.is_none()
            && self.remove_person.is_empty()
            && self.handover.is_empty()
            && self.remove_handover.is_empty()
    }
}

pub(super) fn run(context: &Context, args: &EditArgs) -> anyhow::Result<ExitStatus> {
    if args.is_empty() {
        if let Some(editor) = context.editor()? {
            return whole::run(context, args.engagement.named(), &editor);
        }
        return Err(Failure::usage("nothing to change is named")
            .help("name at least one field: auxeng edit --end 2027-01-15")
            .help("auxeng edit --help lists them all")
            .into());
    }
    let store = context.store()?;
    let id = context.select(&store, args.engagement.named())?;
    let lock = context.lock(&store)?;
    let before = context.read_for_change(&store, &id, Detail::ENGAGEMENT, &lock)?.engagement;
    let after = change(before.clone(), args, context.today())?;
    let changes = differences(&before, &after);
    store.save_engagement(&lock, &after)?;
    for line in &changes {
        context.ui.say(line);
    }
    context.finish(&store, &lock, &changed(&id, &changes));
    if (before.start, before.end) != (after.start, after.end) {
        speak_up_of_dates(context, &store, &before, &after);
    }
    Ok(ExitStatus::Done)
}

fn change(mut engagement: Engagement, args: &EditArgs, today: NaiveDate) -> Result<Engagement, Failure> {
    if let Some(text) = &args.title {
        engagement.title = title(text)?;
    }
    for name in &args.remove_person {
        remove_person(&mut engagement.people, name)?;
    }
    for what in &args.remove_handover {
        take_back(&mut engagement.handover, what)?;
    }
    let handed: Vec<Handover> = args.handover.iter().map(|text| handover(text)).collect::<Result<_, _>>()?;
    hand_over(&mut engagement.handover, &handed);
    args.fields.apply(&mut engagement, None, today)?;
    args.agreed.apply(&mut engagement, today)?;
    if let Some(text) = &args.mvp_in_production {
        let named = filled(Some(text));
        engagement.mvp_in_production = named.map(|text| day(&text, today)).transpose()?;
    }
    Ok(engagement)
}

fn remove_person(people: &mut Vec<Person>, name: &str) -> Result<(), Failure> {
    let before = people.len();
    people.retain(|person| !person.is_called(name));
    if people.len() < before {
        return Ok(());
    }
    let failure = Failure::refused(format!("nobody called {} is involved", quoted(name)));
    let known: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    let failure = match known.as_slice() {
        [] => failure,
        known => failure.help(format!("involved: {}", list(known))),
    };
    Err(failure.help("nothing was written"))
}

/// What a commit says of `changes`, each of which begins with the name of a field.
fn changed(id: &Slug, changes: &[String]) -> Message {
    let names: Vec<&str> = changes.iter().filter_map(|change| Some(change.split_once(':')?.0)).collect();
    let what = if names.is_empty() { String::from("engagement.toml") } else { list(&names) };
    message("edit", id, what).lines(changes)
}

/// What changed, one line a field: `end: 2026-12-18 → 2027-01-15`.
fn differences(before: &Engagement, after: &Engagement) -> Vec<String> {
    let names = |people: &[Person]| people.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let handed = |item: &Handover| format!("{}: {}", item.what, item.who);
    let retro = |engagement: &Engagement| {
        engagement.weekly_retro.as_ref().map(|retro| weekly_retro(&WeeklyRetroView::of(retro))).unwrap_or_default()
    };
    let fields = |engagement: &Engagement| {
        [
            ("title", engagement.title.clone()),
            ("host", optional(&engagement.host)),
            ("home", optional(&engagement.home)),
            ("practice", optional(&engagement.practice)),
            ("kind", engagement.kind.map(|kind| kind.label().to_owned()).unwrap_or_default()),
            ("engineers", names(&engagement.engineers)),
            ("advisor", names(engagement.advisor.as_slice())),
            ("people", names(&engagement.people)),
            ("start", engagement.start.to_string()),
            ("end", engagement.end.to_string()),
            ("kickoff", engagement.kickoff.map(|date| date.to_string()).unwrap_or_default()),
            ("desired_outcome", optional(&engagement.desired_outcome)),
            ("symptom", optional(&engagement.symptom)),
            ("symptom_metric", optional(&engagement.symptom_metric)),
            ("weekly_retro", retro(engagement)),
            ("rituals", engagement.rituals.join(", ")),
            ("handover", engagement.handover.iter().map(handed).collect::<Vec<_>>().join(", ")),
            ("mvp_in_production", engagement.mvp_in_production.map(|date| date.to_string()).unwrap_or_default()),
        ]
    };
    let shown = |text: String| {
        if text.is_empty() { String::from("nothing") } else { text }
    };
    fields(before)
        .into_iter()
        .zip(fields(after))
        .filter(|((_, before), (_, after))| before != after)
        .map(|((name, before), (_, after))| format!("{name}: {} → {}", shown(before), shown(after)))
        .collect()
}
