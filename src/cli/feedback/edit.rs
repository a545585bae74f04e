//! `auxeng feedback edit`

use chrono::NaiveDate;
use clap::Args;

use super::find::find;
use super::values::{add_hosts, kind, kind_parser, link, minutes};
use crate::cli::committing::message;
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::fields::{filled, title};
use crate::model::{Decision, Errand, Feedback, Link, Raised, Shipped, Withdrawn};
use crate::report;
use crate::store::Detail;
use crate::text::{clean, list, quoted};

/// Change feedback, or record how far it has come
///
/// Its way home: --raised with those who own the tool, --accepted or --declined by them, --shipped. --told says that the
/// host knows. What is recorded already keeps its day, unless --date says another. --withdrawn says that it is no feedback
/// of its own after all, such as one that is there already; --resume takes that back, and so does a step that is recorded later.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng feedback edit slow-first-run --raised --link https://example.org/issues/7
  auxeng feedback edit slow-first-run --declined --reason \"the broker goes away in spring\"
  auxeng feedback edit slow-first-run --shipped --date monday --told
  auxeng feedback edit slow-first-run --seen-at Payments
  auxeng feedback edit slow-start --withdrawn --reason \"the same as slow-first-run\"")]
pub(in crate::cli) struct EditArgs {
    /// Its name, with or without the day, or a beginning that no other has
    feedback: String,

    /// The engagement that met it
    ///
    /// Without it, it is looked for in all of them: the way home is often longer than the engagement.
    #[arg(short, long, value_name = "ID")]
    engagement: Option<String>,

    #[command(flatten)]
    steps: Steps,

    /// What it is, in one line
    #[arg(long, help_heading = "What it says")]
    title: Option<String>,

    /// Something in the way, or something that is missing
    #[arg(long, value_parser = kind_parser(), help_heading = "What it says")]
    kind: Option<String>,

    /// The tool, page or process of the platform that it is about
    #[arg(long, value_name = "TEXT", help_heading = "What it says")]
    tool: Option<String>,

    /// What was expected
    #[arg(long, value_name = "TEXT", help_heading = "What it says")]
    expected: Option<String>,

    /// What happened instead
    #[arg(long, value_name = "TEXT", help_heading = "What it says")]
    happened: Option<String>,

    /// What it costs once, such as 20m or 1h30m
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "What it says")]
    cost: Option<String>,

    /// What the tool saves each time, such as 20m
    #[arg(long, value_name = "TIME", allow_hyphen_values = true, help_heading = "What it says")]
    saves: Option<String>,

    /// Another host team that meets it too; repeat for several
    #[arg(long, value_name = "TEAM", help_heading = "What it says")]
    seen_at: Vec<String>,

    /// Who met it
    #[arg(long, value_name = "NAME", help_heading = "What it says")]
    by: Option<String>,
}

/// How far it has come.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
struct Steps {
    /// It was brought to those who own the tool
    #[arg(long, help_heading = "How far it has come")]
    raised: bool,

    /// They will do something about it
    #[arg(long, conflicts_with = "declined", help_heading = "How far it has come")]
    accepted: bool,

    /// They will do nothing about it
    #[arg(long, help_heading = "How far it has come")]
    declined: bool,

    /// The platform was changed
    #[arg(long, help_heading = "How far it has come")]
    shipped: bool,

    /// The host was told how far it has come
    #[arg(long, help_heading = "How far it has come")]
    told: bool,

    /// It is no feedback of its own after all
    #[arg(
        long,
        conflicts_with_all = ["raised", "accepted", "declined", "shipped"],
        help_heading = "How far it has come"
    )]
    withdrawn: bool,

    /// It is feedback of its own: take back that it was withdrawn
    #[arg(long, conflicts_with = "withdrawn", help_heading = "How far it has come")]
    resume: bool,

    /// Where it is talked about, or with --shipped where the change can be seen
    #[arg(long, value_name = "URL", help_heading = "How far it has come")]
    link: Option<String>,

    /// Why it was accepted, declined or withdrawn
    #[arg(long, value_name = "TEXT", help_heading = "How far it has come")]
    reason: Option<String>,

    /// The day on which that was [default: today]
    #[arg(long, value_name = "DATE", help_heading = "How far it has come")]
    date: Option<String>,
}

impl EditArgs {
    fn is_empty(&self) -> bool {
        let said =
            [&self.title, &self.kind, &self.tool, &self.expected, &self.happened, &self.cost, &self.saves, &self.by];
        said.iter().all(|text| text.is_none()) && self.seen_at.is_empty() && self.steps.is_empty()
    }
}

pub(super) fn run(context: &Context, args: &EditArgs) -> anyhow::Result<ExitStatus> {
    if args.is_empty() {
        return Err(Failure::usage("nothing to change is named")
            .help("say how far it has come, such as --raised, --shipped or --told, or name a field")
            .help("auxeng feedback edit --help lists them")
            .into());
    }
    args.steps.check()?;
    let named = args.steps.date.as_deref().map(|text| context.past_day(Some(text))).transpose()?;
    let store = context.store()?;
    let (id, feedback_id) = find(context, &store, args.engagement.as_deref(), &args.feedback)?;
    let lock = context.lock(&store)?;
    let record = context.read_for_change(&store, &id, Detail::FEEDBACK, &lock)?;
    let before = record.feedback.iter().find(|feedback| feedback.id == feedback_id);
    let gone = || Failure::refused(format!("{} is gone", quoted(feedback_id.slug.as_str())));
    let mut after = change(before.ok_or_else(gone)?.clone(), args)?;
    add_hosts(&mut after, &args.seen_at, &record.engagement);
    args.steps.apply(&mut after, named, context.today())?;
    if args.steps.told && after.last_step().is_none() {
        return Err(nothing_to_tell(&after).into());
    }
    let written = store.save_feedback(&lock, &id, &after)?;
    let name = &after.id.slug;
    let (said, what) = match args.steps.words() {
        Some(steps) => (format!("Recorded {} of {id} as {steps}.", quoted(name.as_str())), steps),
        None => (format!("Changed {} of {id}.", quoted(name.as_str())), String::from("changed")),
    };
    if written.is_change() {
        context.ui.say(&said);
    }
    context.finish(&store, &lock, &message("feedback", &id, format!("{name} {what}")).line(&after.title));
    if written.is_change() && args.steps.withdrawn {
        context.ui.say(&format!("If that was a mistake: auxeng feedback edit {name} --resume"));
    }
    if written.is_change() && after.errand() == Some(Errand::TellHost) {
        let host = record.engagement.host.as_deref().unwrap_or("the host");
        context.ui.say(&format!("Once {} knows: auxeng feedback edit {name} --told", clean(host)));
    }
    Ok(ExitStatus::Done)
}

/// The refusal where the host would be told of feedback of which nobody at home knows.
fn nothing_to_tell(feedback: &Feedback) -> Failure {
    let name = &feedback.id.slug;
    Failure::refused(format!("{} was not brought home yet: there is nothing to tell the host", quoted(name.as_str())))
        .help(format!("say what became of it first, or with it: auxeng feedback edit {name} --raised --told"))
        .help("nothing was written")
}

fn change(mut feedback: Feedback, args: &EditArgs) -> Result<Feedback, Failure> {
    if let Some(text) = &args.title {
        feedback.title = title(text)?;
    }
    if let Some(name) = &args.kind {
        feedback.kind = kind(name);
    }
    let texts = [
        (&mut feedback.tool, &args.tool),
        (&mut feedback.expected, &args.expected),
        (&mut feedback.happened, &args.happened),
        (&mut feedback.by, &args.by),
    ];
    for (field, said) in texts {
        if said.is_some() {
            *field = filled(said.as_deref());
        }
    }
    if let Some(text) = &args.cost {
        feedback.cost = minutes("--cost", text)?;
    }
    if let Some(text) = &args.saves {
        feedback.saves = minutes("--saves", text)?;
    }
    Ok(feedback)
}

impl Steps {
    fn is_empty(&self) -> bool {
        !self.names_a_step() && !self.resume && [&self.link, &self.reason, &self.date].iter().all(|text| text.is_none())
    }

    fn names_a_step(&self) -> bool {
        self.is_on_the_way() || self.told || self.withdrawn
    }

    /// Whether a step of its way home is named.
    fn is_on_the_way(&self) -> bool {
        self.raised || self.accepted || self.declined || self.shipped
    }

    /// Refuses what belongs to a step that is not named, or to several.
    fn check(&self) -> Result<(), Failure> {
        let wrong = match () {
            () if self.date.is_some() && !self.names_a_step() => "--date is the day of a step, and none is named",
            () if self.link.is_some() && self.raised == self.shipped => "--link belongs to --raised or to --shipped",
            () if self.reason.is_some() && !self.accepted && !self.declined && !self.withdrawn => {
                "--reason belongs to --accepted, --declined or --withdrawn"
            }
            () => return Ok(()),
        };
        Err(Failure::usage(wrong).help("name the one that is meant").help("nothing was written"))
    }

    /// What is recorded, in words: `raised and told`.
    fn words(&self) -> Option<String> {
        let steps = [
            (self.raised, "raised"),
            (self.accepted, "accepted"),
            (self.declined, "declined"),
            (self.shipped, "shipped"),
            (self.told, "told"),
            (self.withdrawn, "withdrawn"),
            (self.resume, "resumed"),
        ];
        let named: Vec<&str> = steps.iter().filter(|(is_named, _)| *is_named).map(|(_, name)| *name).collect();
        (!named.is_empty()).then(|| list(&named))
    }

    /// Records the steps that are named, on the day that is `named`; else one that is recorded keeps its day, and a new
    /// one is of `today`.
    fn apply(&self, feedback: &mut Feedback, named: Option<NaiveDate>, today: NaiveDate) -> Result<(), Failure> {
        let met = feedback.id.date;
        if let Some(day) = named.filter(|day| *day < met) {
            let message = format!("{} is before it was met, on {}", report::day(day), report::day(met));
            return Err(Failure::refused(message).help("correct --date").help("nothing was written"));
        }
        if self.is_on_the_way() || self.resume {
            feedback.withdrawn = None;
        }
        let before = feedback.state();
        let day = |known: Option<NaiveDate>| named.or(known).unwrap_or(today.max(met));
        let link = self.link.as_deref().map(link).transpose()?;
        let linked = |known: Option<Link>| link.clone().or(known);
        if self.raised {
            let (date, known) = feedback.raised.take().map_or((None, None), |known| (Some(known.date), known.link));
            feedback.raised = Some(Raised { date: day(date), link: linked(known) });
        }
        if self.accepted || self.declined {
            let known = feedback.decision.take().filter(|known| known.accepted == self.accepted);
            let (date, reason) = known.map_or((None, None), |known| (Some(known.date), known.reason));
            let reason = filled(self.reason.as_deref()).or(reason);
            feedback.decision = Some(Decision { date: day(date), accepted: self.accepted, reason });
        }
        if self.shipped {
            let (date, known) = feedback.shipped.take().map_or((None, None), |known| (Some(known.date), known.link));
            feedback.shipped = Some(Shipped { date: day(date), link: linked(known) });
        }
        let since = feedback.since();
        if feedback.state() != before {
            // What the host was told before was of an earlier step, and days cannot tell the two apart.
            feedback.told.take_if(|told| *told >= since);
        }
        if self.told {
            // Whoever was told of an earlier step only is told again.
            let known = feedback.told.filter(|_| feedback.is_told());
            feedback.told = Some(day(known));
        }
        if self.withdrawn { self.withdraw(feedback, named, today.max(met)) } else { Ok(()) }
    }

    /// Withdraws, not before the last step; what was shipped is not withdrawn.
    fn withdraw(&self, feedback: &mut Feedback, named: Option<NaiveDate>, today: NaiveDate) -> Result<(), Failure> {
        let name = &feedback.id.slug;
        if feedback.shipped.is_some() {
            let message =
                format!("{} was shipped: what the platform was changed for stays feedback", quoted(name.as_str()));
            return Err(Failure::refused(message)
                .help("if it was not, take what `[shipped]` says out of its file")
                .help("nothing was written"));
        }
        let last = feedback.last_step();
        if let Some((day, (state, date))) = named.zip(last).filter(|(day, (_, date))| day < date) {
            let (day, date) = (report::day(day), report::day(date));
            let message = format!("{day} is before {} was {}, on {date}", quoted(name.as_str()), state.label());
            return Err(Failure::refused(message).help("correct --date").help("nothing was written"));
        }
        let last = last.map_or(feedback.id.date, |(_, date)| date);
        let known = feedback.withdrawn.take();
        let (date, reason) = known.map_or((None, None), |known| (Some(known.date), known.reason));
        let date = named.or(date.filter(|date| *date >= last)).unwrap_or(today.max(last));
        let reason = filled(self.reason.as_deref()).or(reason);
        feedback.withdrawn = Some(Withdrawn { date, reason });
        Ok(())
    }
}
