//! Going through the questions of a meeting.

use serde::Serialize;

use super::{Meeting, Sheet};
use crate::ui::prompt::{Answer, Move, Stop, walk};

/// Where to go after a question of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Turn {
    /// To the next question.
    Next,
    /// To the question before.
    Back,
    /// To the next part.
    On,
}

/// Where an answer of one line leads; `take` is given what was said, `None` where the question stays open.
pub(in crate::cli) fn turn<T>(answer: Answer<T>, take: impl FnOnce(Option<T>)) -> Turn {
    let turn = match &answer {
        Answer::Back => return Turn::Back,
        Answer::On => Turn::On,
        Answer::Said(_) | Answer::Open => Turn::Next,
    };
    match answer {
        Answer::Said(said) => take(Some(said)),
        Answer::Open => take(None),
        Answer::Back | Answer::On => {}
    }
    turn
}

type AskStep<'r, A> = Box<dyn Fn(&mut Meeting<'_>, &mut Sheet<A>) -> Result<Turn, Stop> + 'r>;

/// A question of a meeting, or a list of lines.
pub(in crate::cli) struct Step<'r, A> {
    /// What it is called in the draft.
    key: String,
    /// The title of the part that it belongs to.
    part: &'static str,
    /// Whether it is to be asked after what was answered so far.
    wanted: fn(&A) -> bool,
    ask: AskStep<'r, A>,
}

impl<'r, A> Step<'r, A> {
    pub(in crate::cli) fn new(
        key: impl Into<String>,
        part: &'static str,
        ask: impl Fn(&mut Meeting<'_>, &mut Sheet<A>) -> Result<Turn, Stop> + 'r,
    ) -> Self {
        Self { key: key.into(), part, wanted: |_| true, ask: Box::new(ask) }
    }

    /// The same, asked only where `wanted` holds of the answers so far.
    pub(in crate::cli) fn only_if(self, wanted: fn(&A) -> bool) -> Self {
        Self { wanted, ..self }
    }

    /// The title of the part that it belongs to.
    pub(in crate::cli) fn part(&self) -> &'static str {
        self.part
    }
}

/// Asks `steps` in order: all from the first that is not answered yet, or those of the part called `only`.
///
/// # Errors
/// When nobody answers.
pub(in crate::cli) fn hold<A: Serialize>(
    meeting: &mut Meeting<'_>,
    sheet: &mut Sheet<A>,
    steps: &[Step<'_, A>],
    only: Option<&str>,
) -> Result<(), Stop> {
    let first = match only {
        Some(part) => steps.iter().position(|step| step.part == part),
        None => {
            let is_open = |step: &Step<'_, A>| !sheet.answered.contains(&step.key) && (step.wanted)(&sheet.answers);
            steps.iter().position(is_open)
        }
    };
    let last = steps.iter().rposition(|step| only.is_none_or(|part| step.part == part));
    let past_last = last.map_or(0, |last| last.saturating_add(1));
    let mut shown = "";
    walk(first.unwrap_or(past_last), past_last, |number| {
        let Some(step) = steps.get(number).filter(|step| (step.wanted)(&sheet.answers)) else {
            return Ok(Move::Silent);
        };
        if step.part != shown {
            meeting.heading(step.part);
            shown = step.part;
        }
        let turn = (step.ask)(meeting, sheet)?;
        if turn != Turn::Back {
            sheet.answered.insert(step.key.clone());
        }
        let next = match turn {
            Turn::Next => Move::Next,
            Turn::Back => Move::Back,
            Turn::On => {
                let rest = steps.iter().skip(number).take_while(|other| other.part == step.part);
                let passed: Vec<String> = rest.map(|other| other.key.clone()).collect();
                let past = number.saturating_add(passed.len());
                sheet.answered.extend(passed);
                Move::To(past)
            }
        };
        meeting.keep(sheet);
        meeting.mind_the_clock();
        Ok(next)
    })
}
