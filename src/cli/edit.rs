//! `auxeng edit`

use chrono::NaiveDate;
use clap::Args;

use super::EngagementArgument;
use super::context::Context;
use super::dates::day;
use super::failure::{ExitStatus, Failure};
use super::open::{kind, kind_parser};
use super::people::{keep_apart, people, person};
use crate::model::{Engagement, Person};
use crate::store::Detail;
use crate::text::quoted;

/// Change what an engagement says of itself
///
/// Only what is named changes; an empty text takes a field away. The id stays for good.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng edit --end 2027-01-15
  auxeng edit checkout --advisor \"Mira Okafor <mira@example.org>\" --person \"Lee Novak <lee@example.org>\"
  auxeng edit --mvp-in-production yesterday")]
pub(super) struct EditArgs {
    #[command(flatten)]
    engagement: EngagementArgument,

    /// What it is about, in one line
    #[arg(long)]
    title: Option<String>,

    /// The team that is helped
    #[arg(long, value_name = "TEAM")]
    host: Option<String>,

    /// The team that lends the engineer
    #[arg(long, value_name = "TEAM")]
    home: Option<String>,

    /// The practice that it spreads
    #[arg(long)]
    practice: Option<String>,

    /// Why it was begun
    #[arg(long, value_parser = kind_parser())]
    kind: Option<String>,

    /// Who works with the host team from now on, instead of those before; repeat for several
    #[arg(long, value_name = "PERSON")]
    engineer: Vec<String>,

    /// Who is responsible for the whole
    #[arg(long, value_name = "PERSON")]
    advisor: Option<String>,

    /// Somebody else who is involved; repeat for several
    #[arg(long, value_name = "PERSON")]
    person: Vec<String>,

    /// Somebody who is no longer involved; repeat for several
    #[arg(long, value_name = "NAME")]
    remove_person: Vec<String>,

    /// The first day
    #[arg(long, value_name = "DATE")]
    start: Option<String>,

    /// How many weeks it lasts
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=520), conflicts_with = "end")]
    weeks: Option<u32>,

    /// The last day
    #[arg(long, value_name = "DATE")]
    end: Option<String>,

    /// Since when the MVP is in production
    #[arg(long, value_name = "DATE")]
    mvp_in_production: Option<String>,
}

impl EditArgs {
    fn is_empty(&self) -> bool {
        let texts = [
            &self.title,
            &self.host,
            &self.home,
            &self.practice,
            &self.kind,
            &self.advisor,
            &self.start,
            &self.end,
            &self.mvp_in_production,
        ];
        texts.iter().all(|text| text.is_none())
            && self.weeks.is_none()
            && [&self.engineer, &self.person, &self.remove_person]
                .iter()
                .all(|list| list.is_empty())
    }
}

pub(super) fn run(context: &Context, args: &EditArgs) -> anyhow::Result<ExitStatus> {
    if args.is_empty() {
        return Err(Failure::usage("nothing to change is named")
            .help("name at least one field: auxeng edit --end 2027-01-15")
            .help("auxeng edit --help lists them all")
            .into());
    }
    let store = context.store()?;
    let id = context.select(&store, args.engagement.named())?;
    let lock = context.lock(&store)?;
    let before = context
        .read_for_change(&store, &id, Detail::ENGAGEMENT, &lock)?
        .engagement;
    let after = change(before.clone(), args, context.today())?;
    let changes = differences(&before, &after);
    let written = store.save_engagement(&lock, &after)?;
    for line in changes {
        context.ui.say(&line);
    }
    context.say_written(&store, &[written]);
    Ok(ExitStatus::Done)
}

fn change(
    mut engagement: Engagement,
    args: &EditArgs,
    today: NaiveDate,
) -> Result<Engagement, Failure> {
    if let Some(title) = &args.title {
        if title.trim().is_empty() {
            return Err(Failure::usage("the title cannot be empty").help("nothing was written"));
        }
        title.trim().clone_into(&mut engagement.title);
    }
    set_text(&mut engagement.host, args.host.as_deref());
    set_text(&mut engagement.home, args.home.as_deref());
    set_text(&mut engagement.practice, args.practice.as_deref());
    if let Some(name) = &args.kind {
        engagement.kind = kind(name);
    }
    if !args.engineer.is_empty() {
        engagement.engineers = people("--engineer", &args.engineer)?;
    }
    if let Some(text) = &args.advisor {
        engagement.advisor = if text.trim().is_empty() {
            None
        } else {
            Some(person("--advisor", text)?)
        };
    }
    keep_apart(&engagement.engineers, engagement.advisor.as_ref())?;
    set_people(&mut engagement.people, args)?;
    set_dates(&mut engagement, args, today)?;
    Ok(engagement)
}

fn set_text(field: &mut Option<String>, text: Option<&str>) {
    if let Some(text) = text {
        *field = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    }
}

fn set_people(list: &mut Vec<Person>, args: &EditArgs) -> Result<(), Failure> {
    for name in &args.remove_person {
        let before = list.len();
        list.retain(|person| !person.is_called(name));
        if list.len() == before {
            let known: Vec<_> = list.iter().map(|person| person.name.as_str()).collect();
            return Err(
                Failure::refused(format!("nobody called {} is involved", quoted(name)))
                    .help(format!("involved: {}", crate::text::list(&known)))
                    .help("nothing was written"),
            );
        }
    }
    for person in people("--person", &args.person)? {
        match list.iter_mut().find(|known| known.is(&person)) {
            Some(known) => *known = person,
            None => list.push(person),
        }
    }
    Ok(())
}

fn set_dates(
    engagement: &mut Engagement,
    args: &EditArgs,
    today: NaiveDate,
) -> Result<(), Failure> {
    if let Some(text) = &args.start {
        engagement.start = day(text, today)?;
    }
    if let Some(text) = &args.end {
        engagement.end = day(text, today)?;
    }
    if let Some(weeks) = args.weeks {
        engagement.end = Engagement::end_after(engagement.start, weeks);
    }
    if engagement.end < engagement.start {
        let message = format!(
            "the end {} is before the start {}",
            engagement.end, engagement.start
        );
        return Err(Failure::refused(message)
            .help("name both: --start and --end")
            .help("nothing was written"));
    }
    if let Some(text) = &args.mvp_in_production {
        engagement.mvp_in_production = if text.trim().is_empty() {
            None
        } else {
            Some(day(text, today)?)
        };
    }
    Ok(())
}

/// What changed, one line a field: `end: 2026-12-18 → 2027-01-15`.
fn differences(before: &Engagement, after: &Engagement) -> Vec<String> {
    let names = |people: &[Person]| {
        people
            .iter()
            .map(|p| p.name.clone())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let fields = |engagement: &Engagement| {
        [
            ("title", engagement.title.clone()),
            ("host", optional(&engagement.host)),
            ("home", optional(&engagement.home)),
            ("practice", optional(&engagement.practice)),
            (
                "kind",
                engagement
                    .kind
                    .map(|kind| kind.label().to_owned())
                    .unwrap_or_default(),
            ),
            ("engineers", names(&engagement.engineers)),
            ("advisor", names(engagement.advisor.as_slice())),
            ("people", names(&engagement.people)),
            ("start", engagement.start.to_string()),
            ("end", engagement.end.to_string()),
            (
                "mvp_in_production",
                engagement
                    .mvp_in_production
                    .map(|date| date.to_string())
                    .unwrap_or_default(),
            ),
        ]
    };
    let shown = |text: String| {
        if text.is_empty() {
            String::from("nothing")
        } else {
            text
        }
    };
    fields(before)
        .into_iter()
        .zip(fields(after))
        .filter(|((_, before), (_, after))| before != after)
        .map(|((name, before), (_, after))| format!("{name}: {} → {}", shown(before), shown(after)))
        .collect()
}
