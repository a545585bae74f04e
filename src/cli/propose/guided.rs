//! Asking for a proposal at the terminal.

use super::{EXAMPLE_ID, ProposeArgs, propose};
use crate::cli::asking::{
    Asked, CommandLine, HOW, STOPPED, Step, any_text, ask_id, ask_in_turn, keeping_answers, problem,
};
use crate::cli::context::Context;
use crate::cli::failure::ExitStatus;
use crate::cli::fields::title;
use crate::cli::names::{new_id, refuse_taken};
use crate::cli::people::person;
use crate::model::{EngagementKind, Proposal};
use crate::store::Store;
use crate::ui::prompt::{Ask, Move, Stop};

/// Asks for the title and for all that `given` does not say, and proposes it.
pub(super) fn run(context: &Context, asker: &mut dyn Ask, given: &ProposeArgs) -> anyhow::Result<ExitStatus> {
    let store = context.store()?;
    context.refuse_damaged_settings(&store)?;
    let mut trial = Proposal::new(new_id(None, "proposal", EXAMPLE_ID)?, String::new(), context.today());
    given.apply(&mut trial, context.today())?;
    let mut form = Form { given, said: given.clone(), store };
    asker.tell(HOW);
    let unasked = command(&form.said);
    let asked = ask_in_turn(&mut form, asker, &Form::STEPS);
    let said = form.said;
    let title = said.named.as_deref().unwrap_or_default();
    let ended = asked.map_err(anyhow::Error::from).and_then(|()| propose(context, title, &said));
    let answered = command(&said);
    keeping_answers(context, ended, (Some(&answered).filter(|answered| **answered != unasked), STOPPED))
}

/// The command that says all of `said`.
fn command(said: &ProposeArgs) -> CommandLine {
    CommandLine::new("auxeng propose")
        .text(said.named.as_deref())
        .option("--id", &said.id)
        .option("--host", &said.host)
        .option("--practice", &said.practice)
        .option("--kind", &said.kind)
        .option("--contact", &said.contact)
        .option("--date", &said.date)
        .option("--one-pager", said.one_pager.as_ref().map(|file| file.display().to_string()))
}

/// What was given and answered so far.
struct Form<'a> {
    given: &'a ProposeArgs,
    said: ProposeArgs,
    store: Store,
}

impl Form<'_> {
    const STEPS: [Step<Self>; 6] =
        [Self::ask_title, Self::ask_id, Self::ask_host, Self::ask_practice, Self::ask_kind, Self::ask_contact];

    fn ask_title(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let before = self.said.named.clone();
        let help = "What the engagement would be about, in one line: Flags for Search.";
        let asked = Asked { prompt: "title", help, required: true, ..Asked::default() };
        let moved = asked.fill(asker, &mut self.said.named, |text| title(text).map_err(problem))?;
        if self.said.named != before {
            // Another title suggests another id.
            self.said.id.clone_from(&self.given.id);
        }
        Ok(moved)
    }

    fn ask_id(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let title = self.said.named.as_deref().unwrap_or_default();
        let store = &self.store;
        let help = "The name of its folder: up to 64 of a to z, 0 to 9 and -, such as flags-for-search.";
        ask_id(asker, &mut self.said.id, help, |named| {
            let id = new_id(named, title, EXAMPLE_ID)?;
            refuse_taken(store, &id).map(|()| id)
        })
    }

    fn ask_host(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.host.is_some() {
            return Ok(Move::Silent);
        }
        let asked = Asked { prompt: "host team", help: "The team that asks for help.", ..Asked::default() };
        asked.fill(asker, &mut self.said.host, any_text)
    }

    fn ask_practice(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.practice.is_some() {
            return Ok(Move::Silent);
        }
        let help = "The practice that it would spread, such as feature flags.";
        Asked { prompt: "practice", help, ..Asked::default() }.fill(asker, &mut self.said.practice, any_text)
    }

    fn ask_kind(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.kind.is_some() {
            return Ok(Move::Silent);
        }
        let asked = Asked { prompt: "kind", help: crate::cli::open::KINDS, ..Asked::default() };
        asked.choose(asker, &mut self.said.kind, &EngagementKind::NAMES.map(|(name, _)| name))
    }

    fn ask_contact(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.contact.is_some() {
            return Ok(Move::Silent);
        }
        let help = "Who speaks for the host: a name, or a name and an address as in Lee Novak <lee@example.org>.";
        Asked { prompt: "contact", help, ..Asked::default() }.fill(asker, &mut self.said.contact, |text| {
            person("--contact", text).map(|who| who.to_string()).map_err(problem)
        })
    }
}
