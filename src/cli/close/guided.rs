//! Asking at the terminal how an engagement ended.

use chrono::NaiveDate;

use super::{Said, check_date};
use crate::cli::asking::{Asked, HOW, Step, any_text, ask_in_turn};
use crate::model::EngagementRecord;
use crate::playbook::unfinished;
use crate::report;
use crate::text::list;
use crate::ui::prompt::{Ask, Move, Stop};

/// Asks what `said` does not say: why it ends before its time, where it does, and what came of it.
pub(super) fn ask_how(
    asker: &mut dyn Ask,
    record: &EngagementRecord,
    said: &mut Said,
    today: NaiveDate,
) -> anyhow::Result<()> {
    let engagement = &record.engagement;
    let close = said.clone().close(engagement.close.as_ref(), today);
    // Once a reason is given, nothing else may stand against it.
    check_date(engagement, close.date, true)?;
    let is_early = said.early || (!close.early && close.date < engagement.end);
    let lacks_reason = is_early && close.reason.is_none();
    let mut form = Form { is_early: lacks_reason, has_outcome: close.outcome.is_some(), said };
    if !form.is_early && form.has_outcome {
        return Ok(());
    }
    asker.tell(HOW);
    let missing = unfinished(record, close.date);
    if !missing.is_empty() {
        asker.tell(&format!("Not done yet: {}.", list(&missing)));
    }
    if form.is_early && close.date < engagement.end {
        asker.tell(&format!("{} runs until {}.", engagement.id, report::day(engagement.end)));
    }
    Ok(ask_in_turn(&mut form, asker, &Form::STEPS)?)
}

/// What is said of the end, and what is not to be asked.
struct Form<'a> {
    said: &'a mut Said,
    is_early: bool,
    has_outcome: bool,
}

impl Form<'_> {
    const STEPS: [Step<Self>; 2] = [Self::ask_reason, Self::ask_outcome];

    fn ask_reason(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if !self.is_early {
            return Ok(Move::Silent);
        }
        let asked = Asked {
            prompt: "why does it end early",
            help: "In one line: the team was dissolved. If only its time has changed, leave with Ctrl-C and move its \
                   end: auxeng edit --end DATE.",
            required: true,
            ..Asked::default()
        };
        let moved = asked.fill(asker, &mut self.said.reason, any_text)?;
        self.said.early |= self.said.reason.is_some();
        Ok(moved)
    }

    fn ask_outcome(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.has_outcome {
            return Ok(Move::Silent);
        }
        let help = "In a line or two: fourteen services covered, and the team goes on alone. Empty leaves it out.";
        Asked { prompt: "what came of it", help, ..Asked::default() }.fill(asker, &mut self.said.outcome, any_text)
    }
}
