//! Asking how far a goal has come.

use serde::{Deserialize, Serialize};

use crate::cli::values::value;
use crate::model::{Goal, Measure, Value, Week};
use crate::report::{self, Layout, goal_card};
use crate::ui::prompt::{Answer, Ask, Question, Stop, ask};

/// What was said of a goal: the value as it was typed, and what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct ScoreSaid {
    pub(in crate::cli) value: String,
    pub(in crate::cli) note: Option<String>,
}

impl ScoreSaid {
    /// As it was typed.
    fn typed(&self) -> String {
        let note = self.note.as_deref().map_or_else(String::new, |note| format!(" {note}"));
        format!("{}{note}", self.value)
    }
}

/// Asks for the value of `goal` in `week`; `said` is what was answered before.
pub(in crate::cli) fn ask_score(
    asker: &mut dyn Ask,
    layout: Layout,
    goal: &Goal,
    week: Week,
    said: Option<&ScoreSaid>,
) -> Result<Answer<ScoreSaid>, Stop> {
    asker.tell(&goal_card(goal, week, layout));
    let last = goal.as_of(week).map(|(_, score)| shown(goal, score.value));
    let question = Question {
        prompt: String::from(match goal.measure {
            Measure::Metric { .. } => "now",
            Measure::Milestone => "done or not",
            Measure::Rating => "now, in percent",
        }),
        default: said.map(ScoreSaid::typed).or(last),
        help: "The value as it is now; words after it are kept as a note: 10 basket and search added.\n\
               Enter takes the value in brackets, - leaves the goal unscored this week, > goes on to the next part, \
               < goes back.",
        ..Question::default()
    };
    ask(asker, &question, |text| read(goal, text))
}

/// A value as it can be typed.
fn shown(goal: &Goal, value: Value) -> String {
    match value {
        Value::Done(true) => String::from("done"),
        Value::Done(false) => String::from("not done"),
        Value::Number(_) => report::value(&goal.measure, value).replace(' ', ""),
    }
}

/// The value at the beginning of what was typed, and the note behind it.
fn read(goal: &Goal, text: &str) -> Result<ScoreSaid, String> {
    const LONGEST: usize = 3;
    let ends: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| c.is_whitespace())
        .map(|(at, _)| at)
        .chain([text.len()])
        .take(LONGEST)
        .collect();
    let mut problem = String::new();
    for end in ends.into_iter().rev() {
        let (value_text, note) = text.split_at(end);
        let value_text = value_text.trim().trim_end_matches([',', ';', ':']);
        match value(goal, value_text) {
            Ok(_) => {
                let note = note.trim().trim_start_matches(['-', '–']).trim();
                let note = (!note.is_empty()).then(|| note.to_owned());
                return Ok(ScoreSaid { value: value_text.to_owned(), note });
            }
            Err(failure) => problem = failure.message,
        }
    }
    Err(problem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GoalKind;

    fn goal(measure: Measure) -> Goal {
        Goal {
            id: "coverage".parse().unwrap(),
            title: String::from("Services covered"),
            why: None,
            kind: GoalKind::Diffusion,
            measure,
            mvp: false,
            weight: 1.0,
            dropped: None,
            scores: std::collections::BTreeMap::new(),
        }
    }

    #[test]
    fn words_behind_the_value_are_a_note() {
        let metric = Measure::Metric { baseline: 2.0, target: 14.0, unit: None };
        for (measure, text, value, note) in [
            (metric.clone(), "10", "10", None),
            (metric.clone(), "10 basket and search", "10", Some("basket and search")),
            (metric.clone(), "10, basket", "10", Some("basket")),
            (metric.clone(), "9/14 nearly", "9/14", Some("nearly")),
            (Measure::Rating, "60 % for once", "60 %", Some("for once")),
            (Measure::Rating, "60% for once", "60%", Some("for once")),
            (Measure::Milestone, "not done yet", "not done", Some("yet")),
            (Measure::Milestone, "yes", "yes", None),
        ] {
            let said = ScoreSaid { value: value.to_owned(), note: note.map(str::to_owned) };
            assert_eq!(read(&goal(measure), text), Ok(said), "{text}");
        }
        for text in ["ten", "1O services", "basket 10"] {
            assert!(read(&goal(metric.clone()), text).unwrap_err().contains("is not a number"), "{text}");
        }
    }
}
