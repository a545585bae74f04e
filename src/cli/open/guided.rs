//! Asking for an engagement at the terminal.

use chrono::NaiveDate;

use super::{EXAMPLE_ID, KINDS, OpenArgs, coming_monday, open};
use crate::cli::asking::{
    Asked, CommandLine, HOW, STOPPED, Step, any_text, ask_id, ask_in_turn, keeping_answers, problem,
};
use crate::cli::context::Context;
use crate::cli::dates::planned_day;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::fields::{Fields, title, weeks};
use crate::cli::names::{new_id, refuse_taken};
use crate::model::{Engagement, EngagementKind, Settings};
use crate::store::{self, Found, Store};
use crate::ui::prompt::{Ask, Move, Stop};

/// Asks for the title and for all that `given` does not say, and opens the engagement.
pub(super) fn run(context: &Context, asker: &mut dyn Ask, given: &OpenArgs) -> anyhow::Result<ExitStatus> {
    let store = match context.find_store()? {
        Found::Store(store) => Some(*store),
        Found::Nowhere(_) => None,
    };
    if let Some(store) = &store {
        context.refuse_damaged_settings(store)?;
    }
    let weeks = store.as_ref().map_or(Settings::default().weeks, |store| store.settings().weeks);
    let mut form = Form { given, said: given.clone(), store, today: context.today(), weeks };
    form.check(&given.fields)?;
    if !given.fields.names_engineers() {
        form.said.fields.engineer = store::author(&context.environment.cwd).iter().map(ToString::to_string).collect();
    }
    asker.tell(HOW);
    let unasked = command(&form.said);
    let asked = ask_in_turn(&mut form, asker, &Form::STEPS);
    let said = form.said;
    let title = said.title.as_deref().unwrap_or_default();
    let ended = asked.map_err(anyhow::Error::from).and_then(|()| open(context, title, &said));
    let answered = command(&said);
    keeping_answers(context, ended, (Some(&answered).filter(|answered| **answered != unasked), STOPPED))
}

/// The command that says all of `said`.
fn command(said: &OpenArgs) -> CommandLine {
    let fields = &said.fields;
    CommandLine::new("auxeng open")
        .text(said.title.as_deref())
        .option("--id", &said.id)
        .option("--host", &fields.host)
        .option("--home", &fields.home)
        .option("--practice", &fields.practice)
        .option("--kind", &fields.kind)
        .option("--start", &fields.start)
        .option("--weeks", fields.weeks.map(|weeks| weeks.to_string()))
        .option("--end", &fields.end)
        .option("--engineer", &fields.engineer)
        .option("--advisor", &fields.advisor)
        .option("--person", &fields.person)
}

/// What was given and answered so far, and what the answers depend on.
struct Form<'a> {
    given: &'a OpenArgs,
    said: OpenArgs,
    store: Option<Store>,
    today: NaiveDate,
    /// How long an engagement of this store lasts.
    weeks: u32,
}

impl Form<'_> {
    const STEPS: [Step<Self>; 9] = [
        Self::ask_title,
        Self::ask_id,
        Self::ask_host,
        Self::ask_practice,
        Self::ask_kind,
        Self::ask_start,
        Self::ask_weeks,
        Self::ask_engineer,
        Self::ask_advisor,
    ];

    /// Refuses what could not be opened.
    fn check(&self, fields: &Fields) -> Result<(), Failure> {
        let start = coming_monday(self.today);
        let mut trial = Engagement::new(new_id(None, "engagement", EXAMPLE_ID)?, String::new(), start, start);
        fields.apply(&mut trial, Some(self.weeks), self.today)
    }

    /// Refuses an answer with which the engagement could not be opened.
    fn try_with(&self, answer: impl FnOnce(&mut Fields)) -> Result<(), String> {
        let mut fields = self.said.fields.clone();
        answer(&mut fields);
        self.check(&fields).map_err(problem)
    }

    fn ask_title(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let before = self.said.title.clone();
        let asked = Asked {
            prompt: "title",
            help: "What the engagement is about, in one line: Contract tests for Checkout.",
            required: true,
            ..Asked::default()
        };
        let moved = asked.fill(asker, &mut self.said.title, |text| title(text).map_err(problem))?;
        if self.said.title != before {
            // Another title suggests another id.
            self.said.id.clone_from(&self.given.id);
        }
        Ok(moved)
    }

    fn ask_id(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let title = self.said.title.as_deref().unwrap_or_default();
        let store = self.store.as_ref();
        let help = "The name of its folder: up to 64 of a to z, 0 to 9 and -, such as checkout-contracts.";
        ask_id(asker, &mut self.said.id, help, |named| {
            let id = new_id(named, title, EXAMPLE_ID)?;
            store.map_or(Ok(()), |store| refuse_taken(store, &id)).map(|()| id)
        })
    }

    fn ask_host(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.fields.host.is_some() {
            return Ok(Move::Silent);
        }
        let asked = Asked { prompt: "host team", help: "The team that is helped.", ..Asked::default() };
        asked.fill(asker, &mut self.said.fields.host, any_text)
    }

    fn ask_practice(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.fields.practice.is_some() {
            return Ok(Move::Silent);
        }
        let help = "The practice that it spreads, such as contract testing.";
        let asked = Asked { prompt: "practice", help, ..Asked::default() };
        asked.fill(asker, &mut self.said.fields.practice, any_text)
    }

    fn ask_kind(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.fields.kind.is_some() {
            return Ok(Move::Silent);
        }
        let asked = Asked { prompt: "kind", help: KINDS, ..Asked::default() };
        asked.choose(asker, &mut self.said.fields.kind, &EngagementKind::NAMES.map(|(name, _)| name))
    }

    fn ask_start(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.fields.start.is_some() {
            return Ok(Move::Silent);
        }
        let asked = Asked {
            prompt: "first day",
            help: "A date, such as 2026-11-23, tomorrow or next monday.",
            default: Some(coming_monday(self.today).to_string()),
            ..Asked::default()
        };
        let mut start = self.said.fields.start.clone();
        let moved = asked.fill(asker, &mut start, |text| {
            let day = planned_day(text, self.today).map_err(problem)?.to_string();
            self.try_with(|fields| fields.start = Some(day.clone())).map(|()| day)
        })?;
        self.said.fields.start = start;
        Ok(moved)
    }

    fn ask_weeks(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.fields.weeks.is_some() || self.given.fields.end.is_some() {
            return Ok(Move::Silent);
        }
        let asked = Asked {
            prompt: "weeks",
            help: "How many weeks it lasts. Ten is usual, a quarter the limit.",
            default: Some(self.weeks.to_string()),
            ..Asked::default()
        };
        let mut said = self.said.fields.weeks.map(|weeks| weeks.to_string());
        let moved = asked.fill(asker, &mut said, |text| {
            let weeks = weeks(text).map_err(problem)?;
            self.try_with(|fields| fields.weeks = Some(weeks)).map(|()| weeks.to_string())
        })?;
        self.said.fields.weeks = said.and_then(|text| weeks(&text).ok());
        Ok(moved)
    }

    fn ask_engineer(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.fields.names_engineers() {
            return Ok(Move::Silent);
        }
        let known = &self.said.fields.engineer;
        let mut said = (!known.is_empty()).then(|| known.join(", "));
        let asked = Asked {
            prompt: "engineer",
            help: "Who works with the host team: a name, or a name and an address as in Ana Duarte <ana@example.org>. \
                   Put a comma between several.",
            required: said.is_some(),
            ..Asked::default()
        };
        let moved = asked.fill(asker, &mut said, |text| {
            self.try_with(|fields| fields.engineer = several(text)).map(|()| text.to_owned())
        })?;
        self.said.fields.engineer = said.as_deref().map(several).unwrap_or_default();
        Ok(moved)
    }

    fn ask_advisor(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.fields.advisor.is_some() {
            return Ok(Move::Silent);
        }
        let asked = Asked {
            prompt: "advisor",
            help: "Who is responsible for the whole, coaches the engineer and may end it early: somebody else than the \
                   engineer, written in the same way.",
            ..Asked::default()
        };
        let mut advisor = self.said.fields.advisor.clone();
        let moved = asked.fill(asker, &mut advisor, |text| {
            self.try_with(|fields| fields.advisor = Some(text.to_owned())).map(|()| text.to_owned())
        })?;
        self.said.fields.advisor = advisor;
        Ok(moved)
    }
}

/// The people that are named with commas between them.
fn several(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
