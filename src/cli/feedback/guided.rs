//! Asking for feedback at the terminal.

use super::add::{AddArgs, EXAMPLE_ID, add_unless, feedback, refuse_taken};
use super::similar::{self, Same, Similar};
use super::values::minutes;
use crate::cli::asking::{
    Asked, CommandLine, HOW, STOPPED, Step, any_text, ask_id, ask_in_turn, keeping_answers, problem,
};
use crate::cli::context::Context;
use crate::cli::failure::ExitStatus;
use crate::cli::fields::title;
use crate::cli::names::new_id;
use crate::model::{EngagementRecord, FeedbackId, FeedbackKind, Slug};
use crate::store::{Detail, Store};
use crate::ui::prompt::{Ask, Move, Stop};

/// Asks for what was not given, and adds the feedback to an engagement.
pub(super) fn add_feedback(
    context: &Context,
    asker: &mut dyn Ask,
    (store, id): (&Store, &Slug),
    given: &AddArgs,
) -> anyhow::Result<ExitStatus> {
    // What is given and cannot be is refused before anything is asked.
    let mut trial = given.clone();
    trial.title = Some(String::from("feedback"));
    feedback(context, &trial)?;
    let record = context.read_sound(store, id, Detail::FEEDBACK)?;
    asker.tell(HOW);
    let date = context.past_day(given.date.as_deref())?;
    let mut form = Form { given, said: given.clone(), record, date, place: (context, store), same: None };
    let asked = ask_in_turn(&mut form, asker, &Form::STEPS);
    let Form { said, same, .. } = form;
    let answered = command(id, &said);
    let answered = Some(&answered).filter(|answered| **answered != command(id, given));
    let ended = asked
        .map_err(anyhow::Error::from)
        .and_then(|()| add_unless(context, (store, id), (feedback(context, &said)?, same), &said.seen_at));
    keeping_answers(context, ended, (answered, STOPPED))
}

/// The command that says all of `said`.
fn command(id: &Slug, said: &AddArgs) -> CommandLine {
    CommandLine::new("auxeng feedback add")
        .text(said.title.as_deref())
        .option("--id", &said.id)
        .option("--kind", &said.kind)
        .option("--tool", &said.tool)
        .option("--expected", &said.expected)
        .option("--happened", &said.happened)
        .option("--cost", &said.cost)
        .option("--saves", &said.saves)
        .option("--seen-at", &said.seen_at)
        .option("--by", &said.by)
        .option("--date", &said.date)
        .flag("--new", said.new)
        .option("-e", [id.as_str()])
}

/// What was given and answered so far.
struct Form<'a> {
    given: &'a AddArgs,
    said: AddArgs,
    record: EngagementRecord,
    date: chrono::NaiveDate,
    place: (&'a Context, &'a Store),
    /// That other feedback is the same.
    same: Option<Same>,
}

impl Form<'_> {
    const STEPS: [Step<Self>; 9] = [
        Self::ask_title,
        Self::ask_id,
        Self::ask_kind,
        Self::ask_tool,
        Self::ask_expected,
        Self::ask_happened,
        Self::ask_cost,
        Self::ask_saves,
        Self::ask_same,
    ];

    fn ask_title(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let help = "What is in the way or missing, in one line: The first run takes twenty minutes.";
        let asked = Asked { prompt: "title", help, required: true, ..Asked::default() };
        let before = self.said.title.clone();
        let moved = asked.fill(asker, &mut self.said.title, |text| title(text).map_err(problem))?;
        if self.said.title != before {
            // Another title suggests another name.
            self.said.id.clone_from(&self.given.id);
        }
        Ok(moved)
    }

    fn ask_id(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let title = self.said.title.as_deref().unwrap_or_default();
        let (record, date) = (&self.record, self.date);
        let help = "Its name behind the day: up to 64 of a to z, 0 to 9 and -, such as slow-first-run.";
        ask_id(asker, &mut self.said.id, help, |named| {
            let slug = new_id(named, title, EXAMPLE_ID)?;
            refuse_taken(&record.feedback, &FeedbackId { date, slug: slug.clone() }, &record.engagement.id)?;
            Ok(slug)
        })
    }

    fn ask_kind(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.kind.is_some() {
            return Ok(Move::Silent);
        }
        let asked = Asked {
            prompt: "kind",
            help: "friction: something is in the way; idea: something is missing.",
            default: Some(FeedbackKind::Friction.label().to_owned()),
            ..Asked::default()
        };
        asked.choose(asker, &mut self.said.kind, &FeedbackKind::NAMES.map(|(name, _)| name))
    }

    fn ask_tool(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let help = "The tool, page or process of the platform. Empty leaves it out.";
        ask_text(asker, "about which tool", help, (&self.given.tool, &mut self.said.tool))
    }

    fn ask_expected(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let help = "What people expect a tool to do says more than any figure. Empty leaves it out.";
        ask_text(asker, "what was expected", help, (&self.given.expected, &mut self.said.expected))
    }

    fn ask_happened(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let help = "What it did instead, as it was seen. Empty leaves it out.";
        ask_text(asker, "what happened", help, (&self.given.happened, &mut self.said.happened))
    }

    fn ask_cost(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let help = "What it costs once: 20m, 1h30m, 8h. Empty leaves it out.";
        ask_length(asker, "what it costs once", help, (&self.given.cost, &mut self.said.cost))
    }

    fn ask_saves(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let help = "What the tool saves each time, once it is known: 20m. Empty leaves it out.";
        ask_length(asker, "what the tool saves", help, (&self.given.saves, &mut self.said.saves))
    }

    /// Asks whether another engagement has met the same.
    fn ask_same(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let (context, store) = self.place;
        let engagement = &self.record.engagement;
        let Some(feedback) = feedback(context, &self.said).ok().filter(|_| !self.said.new) else {
            return Ok(Move::Silent);
        };
        let similar = Similar::find(context, (store, &engagement.id), &feedback);
        similar::ask(asker, &similar, (engagement, &self.said, &feedback), &mut self.same)
    }
}

type Flag<'a> = (&'a Option<String>, &'a mut Option<String>);

fn ask_text(asker: &mut dyn Ask, prompt: &str, help: &str, (given, said): Flag<'_>) -> Result<Move, Stop> {
    if given.is_some() {
        return Ok(Move::Silent);
    }
    Asked { prompt, help, ..Asked::default() }.fill(asker, said, any_text)
}

fn ask_length(asker: &mut dyn Ask, prompt: &str, help: &str, (given, said): Flag<'_>) -> Result<Move, Stop> {
    if given.is_some() {
        return Ok(Move::Silent);
    }
    let read = |text: &str| minutes("time", text).map(|_| text.to_owned()).map_err(problem);
    Asked { prompt, help, ..Asked::default() }.fill(asker, said, read)
}
