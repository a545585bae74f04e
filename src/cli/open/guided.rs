//! Asking for an engagement at the terminal.

use chrono::NaiveDate;

use super::{EXAMPLE_ID, KINDS, OpenArgs, coming_monday, open};
use crate::cli::agreed::weekly;
use crate::cli::asking::{
    Asked, CommandLine, HOW, STOPPED, Step, any_text, ask_id, ask_in_turn, keeping_answers, problem,
};
use crate::cli::context::Context;
use crate::cli::dates::planned_day;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::fields::{Fields, kind, title, weeks};
use crate::cli::names::{new_id, refuse_taken};
use crate::model::{Engagement, EngagementKind, Proposal, ProposalRecord, ProposalStage, Settings};
use crate::playbook::usual_weeks;
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
    let accepted = store.as_ref().map(|store| accepted(context, store)).transpose()?.unwrap_or_default();
    let today = context.today();
    let mut form = Form { given, said: given.clone(), store, today, weeks, accepted, proposal: None };
    form.check(&given.fields)?;
    let mut trial = form.trial()?;
    given.agreed.apply(&mut trial, today)?;
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

/// The proposals that could be opened. Those that cannot be read are left to `check`.
fn accepted(context: &Context, store: &Store) -> anyhow::Result<Vec<Proposal>> {
    let (ids, _) = store.ids()?;
    let records = store.proposals(&ids).into_iter().filter_map(|loaded| loaded.record);
    let is_accepted = |record: &ProposalRecord| record.stage(context.today()) == ProposalStage::Accepted;
    Ok(records.filter(is_accepted).map(|record| record.proposal).collect())
}

/// The command that says all of `said`.
fn command(said: &OpenArgs) -> CommandLine {
    let (fields, agreed) = (&said.fields, &said.agreed);
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
        .option("--kickoff", &agreed.kickoff)
        .option("--desired-outcome", &agreed.desired_outcome)
        .option("--symptom", &agreed.symptom)
        .option("--symptom-metric", &agreed.symptom_metric)
        .option("--weekly-retro", &agreed.weekly_retro)
        .option("--retro-replaced-by", &agreed.retro_replaced_by)
        .option("--because", &agreed.because)
        .option("--ritual", &agreed.ritual)
}

/// What was given and answered so far, and what the answers depend on.
struct Form<'a> {
    given: &'a OpenArgs,
    said: OpenArgs,
    store: Option<Store>,
    today: NaiveDate,
    /// How long an engagement of this store lasts.
    weeks: u32,
    /// The proposals that could be opened.
    accepted: Vec<Proposal>,
    /// The one that is.
    proposal: Option<Proposal>,
}

impl Form<'_> {
    const STEPS: [Step<Self>; 15] = [
        Self::ask_proposal,
        Self::ask_title,
        Self::ask_id,
        Self::ask_host,
        Self::ask_practice,
        Self::ask_kind,
        Self::ask_desired_outcome,
        Self::ask_symptom,
        Self::ask_symptom_metric,
        Self::ask_start,
        Self::ask_weeks,
        Self::ask_engineer,
        Self::ask_advisor,
        Self::ask_kickoff,
        Self::ask_weekly_retro,
    ];

    /// An engagement of which nothing is said.
    fn trial(&self) -> Result<Engagement, Failure> {
        let start = coming_monday(self.today);
        Ok(Engagement::new(new_id(None, "engagement", EXAMPLE_ID)?, String::new(), start, start))
    }

    /// Refuses what could not be opened.
    fn check(&self, fields: &Fields) -> Result<(), Failure> {
        fields.apply(&mut self.trial()?, Some(self.usual_weeks()), self.today)
    }

    /// The kind as far as it is known.
    fn kind(&self) -> Option<EngagementKind> {
        let proposed = self.proposal.as_ref().and_then(|proposal| proposal.kind);
        self.said.fields.kind.as_deref().map_or(proposed, kind)
    }

    /// How long an engagement of this kind lasts.
    fn usual_weeks(&self) -> u32 {
        usual_weeks(self.kind(), self.weeks)
    }

    /// Whether the proposal that is opened says something.
    fn proposes<T>(&self, field: fn(&Proposal) -> &Option<T>) -> bool {
        self.proposal.as_ref().is_some_and(|proposal| field(proposal).is_some())
    }

    /// Refuses an answer with which the engagement could not be opened.
    fn try_with(&self, answer: impl FnOnce(&mut Fields)) -> Result<(), String> {
        let mut fields = self.said.fields.clone();
        answer(&mut fields);
        self.check(&fields).map_err(problem)
    }

    fn ask_proposal(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.accepted.is_empty() || self.given.id.is_some() {
            return Ok(Move::Silent);
        }
        let ids: Vec<&str> = self.accepted.iter().map(|proposal| proposal.id.as_str()).collect();
        let asked = Asked {
            prompt: "proposal",
            help: "An accepted proposal to open. - opens something else.",
            default: ids.first().map(|id| (*id).to_owned()),
            ..Asked::default()
        };
        let mut said = self.proposal.as_ref().map(|proposal| proposal.id.to_string());
        let moved = asked.choose(asker, &mut said, &ids)?;
        let chosen = self.accepted.iter().find(|proposal| Some(proposal.id.as_str()) == said.as_deref());
        if chosen.is_some() || self.proposal.is_some() {
            self.said.title = said;
        }
        self.proposal = chosen.cloned();
        Ok(moved)
    }

    fn ask_title(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.proposal.is_some() {
            return Ok(Move::Silent);
        }
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
        if self.proposal.is_some() {
            return Ok(Move::Silent);
        }
        let title = self.said.title.as_deref().unwrap_or_default();
        let store = self.store.as_ref();
        let help = "The name of its folder: up to 64 of a to z, 0 to 9 and -, such as checkout-contracts.";
        ask_id(asker, &mut self.said.id, help, |named| {
            let id = new_id(named, title, EXAMPLE_ID)?;
            store.map_or(Ok(()), |store| refuse_taken(store, &id)).map(|()| id)
        })
    }

    fn ask_host(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.fields.host.is_some() || self.proposes(|proposal| &proposal.host) {
            return Ok(Move::Silent);
        }
        let asked = Asked { prompt: "host team", help: "The team that is helped.", ..Asked::default() };
        asked.fill(asker, &mut self.said.fields.host, any_text)
    }

    fn ask_practice(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.fields.practice.is_some() || self.proposes(|proposal| &proposal.practice) {
            return Ok(Move::Silent);
        }
        let help = "The practice that it spreads, such as contract testing.";
        let asked = Asked { prompt: "practice", help, ..Asked::default() };
        asked.fill(asker, &mut self.said.fields.practice, any_text)
    }

    fn ask_kind(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.fields.kind.is_some() || self.proposes(|proposal| &proposal.kind) {
            return Ok(Move::Silent);
        }
        let asked = Asked { prompt: "kind", help: KINDS, ..Asked::default() };
        asked.choose(asker, &mut self.said.fields.kind, &EngagementKind::NAMES.map(|(name, _)| name))
    }

    fn ask_desired_outcome(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.agreed.desired_outcome.is_some() || self.kind() != Some(EngagementKind::EarlyAdopter) {
            return Ok(Move::Silent);
        }
        let help = "What the host hopes for from what it tries first: by this it is judged.";
        Asked { prompt: "desired outcome", help, ..Asked::default() }.fill(
            asker,
            &mut self.said.agreed.desired_outcome,
            any_text,
        )
    }

    fn ask_symptom(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.agreed.symptom.is_some() || self.kind() != Some(EngagementKind::Debug) {
            return Ok(Move::Silent);
        }
        let help = "What goes wrong, as one sees it: Changes get larger and take longer.";
        Asked { prompt: "symptom", help, ..Asked::default() }.fill(asker, &mut self.said.agreed.symptom, any_text)
    }

    fn ask_symptom_metric(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.agreed.symptom_metric.is_some() || self.kind() != Some(EngagementKind::Debug) {
            return Ok(Move::Silent);
        }
        let help = "By what it would show that it is gone: Days from commit to production.";
        Asked { prompt: "its metric", help, ..Asked::default() }.fill(
            asker,
            &mut self.said.agreed.symptom_metric,
            any_text,
        )
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
            help: "How many weeks it lasts. Ten is usual, a quarter the limit; a few are enough to find out what goes wrong.",
            default: Some(self.usual_weeks().to_string()),
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

impl Form<'_> {
    fn ask_kickoff(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.agreed.kickoff.is_some() {
            return Ok(Move::Silent);
        }
        let help = "The day of the kick-off meeting, in the first week. Empty leaves it open.";
        Asked { prompt: "kick-off", help, ..Asked::default() }.fill(asker, &mut self.said.agreed.kickoff, |text| {
            planned_day(text, self.today).map(|day| day.to_string()).map_err(problem)
        })
    }

    fn ask_weekly_retro(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.agreed.weekly_retro.is_some() {
            return Ok(Move::Silent);
        }
        let help = "When it is held each week, such as thursday 14:00. Empty leaves it open.";
        Asked { prompt: "weekly retro", help, ..Asked::default() }.fill(
            asker,
            &mut self.said.agreed.weekly_retro,
            |text| weekly(text).map(|_| text.to_owned()).map_err(problem),
        )
    }
}

/// The people that are named with commas between them.
fn several(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
