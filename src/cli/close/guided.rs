//! Asking at the terminal how an engagement ended, and for what belongs to its end.

use chrono::NaiveDate;

use super::{Said, check_date, evidence, missing};
use crate::cli::asking::{Asked, HOW, Step, any_text, ask_in_turn, problem};
use crate::cli::context::Context;
use crate::cli::handover::handover;
use crate::metrics::failure_modes;
use crate::model::{EngagementRecord, FailureMode};
use crate::report;
use crate::ui::prompt::{Ask, Move, Stop};

/// Asks what `said` does not say: why it ends before its time, where it does, what came of it, and who maintains what.
/// Between these it offers to do what is missing, and notes in `is_recorded` when something was.
pub(super) fn ask_how(
    (context, asker): (&Context, &mut dyn Ask),
    record: &EngagementRecord,
    said: &mut Said,
    is_recorded: &mut bool,
) -> anyhow::Result<()> {
    let engagement = &record.engagement;
    let close = said.close(engagement.close.as_ref(), context.today());
    // Once a reason is given, nothing else may stand against it.
    check_date(engagement, close.date, true)?;
    let is_early = said.early || (!close.early && close.date < engagement.end);
    let lacks_reason = is_early && close.reason.is_none();
    let has_outcome = close.outcome.is_some();
    let is_asked = lacks_reason || !has_outcome;
    if is_asked {
        asker.tell(HOW);
    }
    if is_early {
        if lacks_reason && close.date < engagement.end {
            asker.tell(&format!("{} runs until {}.", engagement.id, report::day(engagement.end)));
        }
        for line in evidence(record) {
            asker.tell(&line);
        }
    }
    if !is_asked {
        return Ok(());
    }
    let has_handover = !engagement.handover.is_empty() || !said.handover.is_empty();
    let walk = Walk { context, record, date: close.date, is_recorded, is_over: false, failed: None };
    let mut form = Form { said, lacks_reason, has_outcome, has_handover, walk };
    ask_in_turn(&mut form, asker, &Form::STEPS)?;
    form.walk.failed.map_or(Ok(()), Err)
}

/// What is asked of an end before the time; so short that it stands on one line with a failure mode as the default.
const WHY_EARLY: &str = "why early";

/// The failure mode that lasts, as a reason.
fn lasting(record: &EngagementRecord) -> Option<String> {
    let seen = failure_modes(&record.retros).into_iter().next().filter(|seen| seen.running > 1)?;
    Some(for_so_long(seen.mode, seen.running))
}

fn for_so_long(mode: FailureMode, retros: usize) -> String {
    format!("{}, for {retros} retros running", mode.sentence())
}

/// What is said of the end, and what is not to be asked.
struct Form<'a> {
    said: &'a mut Said,
    lacks_reason: bool,
    has_outcome: bool,
    has_handover: bool,
    walk: Walk<'a>,
}

/// The way through what is missing, which is gone once.
struct Walk<'a> {
    context: &'a Context,
    record: &'a EngagementRecord,
    date: NaiveDate,
    is_recorded: &'a mut bool,
    is_over: bool,
    /// Why it could not be gone to its end.
    failed: Option<anyhow::Error>,
}

impl Form<'_> {
    const STEPS: [Step<Self>; 4] = [Self::ask_reason, Self::walk, Self::ask_outcome, Self::ask_handover];

    fn ask_reason(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if !self.lacks_reason {
            return Ok(Move::Silent);
        }
        let asked = Asked {
            prompt: WHY_EARLY,
            help: "In one line: the team was dissolved. If only its time has changed, leave with Ctrl-C and move its \
                   end: auxeng edit --end DATE.",
            default: lasting(self.walk.record),
            required: true,
        };
        let moved = asked.fill(asker, &mut self.said.reason, any_text)?;
        self.said.early |= self.said.reason.is_some();
        Ok(moved)
    }

    fn walk(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let walk = &mut self.walk;
        if walk.is_over {
            return Ok(Move::Silent);
        }
        walk.is_over = true;
        match missing::walk((walk.context, asker), walk.record, walk.date, walk.is_recorded) {
            Ok(()) => Ok(Move::Next),
            Err(error) => match error.downcast() {
                Ok(stop) => Err(stop),
                Err(error) => {
                    walk.failed = Some(error);
                    Ok(Move::To(Self::STEPS.len()))
                }
            },
        }
    }

    fn ask_outcome(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.has_outcome {
            return Ok(Move::Silent);
        }
        let help = "In a line or two: fourteen services covered, and the team goes on alone. Empty leaves it out.";
        Asked { prompt: "what came of it", help, ..Asked::default() }.fill(asker, &mut self.said.outcome, any_text)
    }

    /// Asks for one thing after the other that stays, until an empty line.
    fn ask_handover(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.has_handover {
            return Ok(Move::Silent);
        }
        self.said.handover.clear();
        loop {
            let prompt = if self.said.handover.is_empty() { "what stays: who maintains it" } else { "what else: who" };
            let help = "Both with a colon between: The contract broker: Lee Novak. An empty line goes on.";
            let mut said = None;
            let moved = Asked { prompt, help, ..Asked::default() }
                .fill(asker, &mut said, |text| handover(text).map(|_| text.to_owned()).map_err(problem))?;
            match said.and_then(|text| handover(&text).ok()) {
                Some(item) => self.said.handover.push(item),
                None => return Ok(moved),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_question_with_any_failure_mode_fits_on_a_line() {
        for (_, mode) in FailureMode::NAMES {
            let line = format!("{WHY_EARLY} ({}) › ", for_so_long(mode, 10));
            assert!(line.chars().count() < 80, "{line}");
        }
    }
}
