//! Asking for goals at the terminal, one after the other.

use super::add::{AddArgs, EXAMPLE_ID, add, goal, refuse_taken};
use super::{check_distance, number};
use crate::cli::asking::{
    Asked, CommandLine, HOW, STOPPED, Step, any_text, ask_id, ask_in_turn, keeping_answers, problem,
};
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::fields::title;
use crate::cli::names::new_id;
use crate::model::{EngagementRecord, GoalKind, Slug};
use crate::store::{Detail, Store};
use crate::ui::prompt::{Ask, Move, Stop};

/// Asks for a goal and adds it to an engagement; where the title was not given, then for the next one.
pub(super) fn add_goals(
    context: &Context,
    asker: &mut dyn Ask,
    (store, id): (&Store, &Slug),
    given: &AddArgs,
) -> anyhow::Result<ExitStatus> {
    check(given)?;
    let is_row = given.title.is_none();
    let mut given = given.clone();
    let mut is_first = true;
    asker.tell(HOW);
    loop {
        let record = context.read_sound(store, id, Detail::GOALS)?;
        let mut form = Form { given: &given, said: given.clone(), record, measure: None, is_first };
        let asked = ask_in_turn(&mut form, asker, &Form::STEPS);
        let said = form.said;
        let answered = command(id, &said);
        let answered = Some(&answered).filter(|answered| **answered != command(id, &given));
        let stopped = if is_first { STOPPED } else { "Stopped; the goals before this one are saved." };
        if answered.is_none() && !is_first && matches!(asked, Err(Stop::Left)) {
            context.ui.say(stopped);
            return Ok(ExitStatus::Stopped);
        }
        let is_last = said.title.is_none() || !is_row;
        let ended = asked.map_err(anyhow::Error::from).and_then(|()| {
            if said.title.is_some() {
                add(context, store, id, &goal(&said)?)?;
            }
            Ok(ExitStatus::Done)
        });
        match keeping_answers(context, ended, (answered, stopped))? {
            ExitStatus::Done if !is_last => {}
            ended => return Ok(ended),
        }
        given.id = None;
        is_first = false;
    }
}

/// The command that says all of `said`.
fn command(id: &Slug, said: &AddArgs) -> CommandLine {
    CommandLine::new("auxeng goal add")
        .text(said.title.as_deref())
        .option("--id", &said.id)
        .option("--kind", &said.kind)
        .option("--why", &said.why)
        .option("--unit", &said.unit)
        .option("--from", &said.from)
        .option("--to", &said.to)
        .flag("--milestone", said.milestone)
        .flag("--rating", said.rating)
        .flag("--mvp", said.mvp)
        .option("--weight", &said.weight)
        .option("-e", [id.as_str()])
}

/// Refuses what is given and cannot be, before anything is asked.
fn check(given: &AddArgs) -> Result<(), Failure> {
    for (flag, text) in [("--from", &given.from), ("--to", &given.to)] {
        text.as_deref().map(|text| number(flag, text)).transpose()?;
    }
    let is_metric = given.from.is_some() && given.to.is_some();
    let mut trial = given.clone();
    trial.title.get_or_insert_with(|| String::from("goal"));
    trial.milestone |= !is_metric;
    goal(&trial).map(|_| ())
}

/// What was given and answered so far, and what the answers depend on.
struct Form<'a> {
    given: &'a AddArgs,
    said: AddArgs,
    record: EngagementRecord,
    /// How it is measured, as answered.
    measure: Option<String>,
    is_first: bool,
}

impl Form<'_> {
    const STEPS: [Step<Self>; 8] = [
        Self::ask_title,
        Self::ask_id,
        Self::ask_kind,
        Self::ask_measure,
        Self::ask_unit,
        Self::ask_from,
        Self::ask_to,
        Self::ask_mvp,
    ];

    fn ask_title(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.title.is_some() {
            return Ok(Move::Silent);
        }
        let asked = if self.is_first {
            let help = "What is to be reached, in one line: Services covered by contract tests.";
            Asked { prompt: "title", help, required: true, ..Asked::default() }
        } else {
            let help = "The title of the next goal. An empty line ends.";
            Asked { prompt: "another goal", help, ..Asked::default() }
        };
        let before = self.said.title.clone();
        let moved = asked.fill(asker, &mut self.said.title, |text| title(text).map_err(problem))?;
        if self.said.title != before {
            // Another title suggests another id.
            self.said.id.clone_from(&self.given.id);
        }
        match (moved, &self.said.title) {
            (Move::Next, None) => Ok(Move::To(Self::STEPS.len())),
            _ => Ok(moved),
        }
    }

    fn ask_id(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let title = self.said.title.as_deref().unwrap_or_default();
        let record = &self.record;
        let help = "Its name in auxeng score: up to 64 of a to z, 0 to 9 and -, such as coverage.";
        ask_id(asker, &mut self.said.id, help, |named| {
            let id = new_id(named, title, EXAMPLE_ID)?;
            refuse_taken(record, &id).map(|()| id)
        })
    }

    fn ask_kind(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.kind.is_some() {
            return Ok(Move::Silent);
        }
        let asked = Asked {
            prompt: "kind",
            help: "diffusion: the practice spreads; business or technical: the project succeeds.",
            default: Some(GoalKind::Diffusion.label().to_owned()),
            ..Asked::default()
        };
        asked.choose(asker, &mut self.said.kind, &GoalKind::NAMES.map(|(name, _)| name))
    }

    fn ask_measure(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let given = self.given;
        let is_metric = given.unit.is_some() || given.from.is_some() || given.to.is_some();
        if given.milestone || given.rating || is_metric {
            return Ok(Move::Silent);
        }
        let asked = Asked {
            prompt: "measured how",
            help: "metric: goes from one number to another, either way; milestone: is reached or not; rating: is judged \
                   from 0 to 1.",
            default: Some(String::from("metric")),
            ..Asked::default()
        };
        let moved = asked.choose(asker, &mut self.measure, &["metric", "milestone", "rating"])?;
        self.said.milestone = self.measure.as_deref() == Some("milestone");
        self.said.rating = self.measure.as_deref() == Some("rating");
        if !self.is_metric() {
            (self.said.unit, self.said.from, self.said.to) = (None, None, None);
        }
        Ok(moved)
    }

    fn is_metric(&self) -> bool {
        !self.said.milestone && !self.said.rating
    }

    fn ask_unit(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.unit.is_some() || !self.is_metric() {
            return Ok(Move::Silent);
        }
        let help = "What is counted: services, minutes, %. Empty leaves it out.";
        Asked { prompt: "unit", help, ..Asked::default() }.fill(asker, &mut self.said.unit, any_text)
    }

    fn ask_from(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.from.is_some() || !self.is_metric() {
            return Ok(Move::Silent);
        }
        let help = "The value before the engagement: a number, such as 2 or 2.5.";
        let asked = Asked { prompt: "from", help, required: true, ..Asked::default() };
        let to = self.said.to.as_deref().filter(|_| self.given.to.is_some());
        asked.fill(asker, &mut self.said.from, |text| bound("from", text, to))
    }

    fn ask_to(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.to.is_some() || !self.is_metric() {
            return Ok(Move::Silent);
        }
        let help = "The value that is aimed at: higher or lower than before.";
        let asked = Asked { prompt: "to", help, required: true, ..Asked::default() };
        let from = self.said.from.as_deref();
        asked.fill(asker, &mut self.said.to, |text| bound("to", text, from))
    }

    fn ask_mvp(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.mvp {
            return Ok(Move::Silent);
        }
        let help = "yes: it says something only when the first version is in production, and waits until then.";
        let asked = Asked { prompt: "counts only once the MVP is in production", help, ..Asked::default() };
        asked.decide(asker, &mut self.said.mvp)
    }
}

/// The bound that `text` is, where the way to the other one is known to be one.
fn bound(name: &str, text: &str, other: Option<&str>) -> Result<String, String> {
    let number_of = |text: &str| number(name, text);
    let check = || -> Result<(), Failure> {
        let value = number_of(text)?;
        other.map(number_of).transpose()?.map_or(Ok(()), |other| check_distance(other, value))
    };
    check().map(|()| text.to_owned()).map_err(problem)
}
