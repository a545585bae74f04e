//! Asking how far a goal has come.

use serde::{Deserialize, Serialize};

use crate::cli::values::{decimal, value};
use crate::model::{Goal, Measure, Value, Week};
use crate::report::{self, Layout, goal_card};
use crate::text::quoted;
use crate::ui::prompt::{Answer, Ask, Question, Stop, ask};

/// What was said of a goal: the value as it was typed, and what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct ScoreSaid {
    pub(in crate::cli) value: String,
    pub(in crate::cli) note: Option<String>,
}

/// How a goal is scored.
const HELP: &str = "The value as it is now; words after it are kept as a note: 10 basket and search added.\n\
                    Enter takes the value in brackets, - leaves the goal unscored this week, > goes on to the next part, \
                    < goes back.";

/// Asks for the value of `goal` in `week`; `said` is what was answered before.
pub(in crate::cli) fn ask_score(
    asker: &mut dyn Ask,
    layout: Layout,
    goal: &Goal,
    week: Week,
    said: Option<&ScoreSaid>,
) -> Result<Answer<ScoreSaid>, Stop> {
    asker.tell(&goal_card(goal, week, layout));
    let last = || goal.as_of(week).map(|(_, score)| ScoreSaid { value: exact(score.value), note: None });
    let before = said.cloned().or_else(last).map(|said| (shown(goal, &said), said));
    let question = Question {
        prompt: String::from(match goal.measure {
            Measure::Metric { .. } => "now",
            Measure::Milestone => "done or not",
            Measure::Rating => "now, in percent",
        }),
        default: before.as_ref().map(|(shown, _)| shown.clone()),
        help: &format!(
            "{}{HELP}",
            if goal.measure == Measure::Rating { "60 means 60 %, and so does 3/5. " } else { "" }
        ),
        ..Question::default()
    };
    ask(asker, &question, |text| match &before {
        Some((shown, said)) if shown == text => Ok(said.clone()),
        _ => read(goal, text),
    })
}

/// A value as it can be typed, with every digit.
fn exact(value: Value) -> String {
    match value {
        Value::Done(true) => String::from("done"),
        Value::Done(false) => String::from("not done"),
        Value::Number(number) => number.to_string(),
    }
}

/// What was said, as it can be typed; a value that is rounded here is marked, since Enter takes all of it.
fn shown(goal: &Goal, said: &ScoreSaid) -> String {
    let note = said.note.as_deref().map_or_else(String::new, |note| format!(" {note}"));
    let Ok(now) = value(goal, &said.value) else {
        return format!("{}{note}", said.value);
    };
    let text = report::value(&goal.measure, now);
    let text = if goal.measure == Measure::Rating { text.replace(' ', "") } else { text };
    let is_rounded = value(goal, &text).ok() != Some(now);
    format!("{}{text}{note}", if is_rounded { "still " } else { "" })
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
        let (value_text, note) = text.split_at_checked(end).unwrap_or((text, ""));
        let value_text = value_text.trim().trim_end_matches([',', ';', ':']);
        match typed(goal, value_text) {
            Ok(value) => return Ok(ScoreSaid { value, note: words(note) }),
            Err(why) => problem = why,
        }
    }
    Err(problem)
}

/// The value of `goal` that somebody typed, as a flag takes it: where percent are asked for, a bare number is one.
fn typed(goal: &Goal, text: &str) -> Result<String, String> {
    let bare = decimal(text).filter(|_| goal.measure == Measure::Rating);
    if let Some(share) = bare.filter(|number| *number > 0.0 && *number < 1.0) {
        let percent = report::number(100.0 * share);
        return Err(format!("{text} could be {text} % or {percent} %: write it with the sign"));
    }
    let said = if bare.is_some() { format!("{text}%") } else { text.to_owned() };
    match value(goal, &said) {
        Ok(_) => Ok(said),
        Err(_) if goal.measure == Measure::Rating => {
            Err(format!("{} is not between 0 % and 100 %: write 60, or 3/5", quoted(text)))
        }
        Err(failure) => Err(failure.message),
    }
}

/// The words behind a value, without the dash or the colon that parts them from it.
fn words(text: &str) -> Option<String> {
    const DASHES: [char; 3] = ['-', '–', '—'];
    let mut words = text.trim();
    while let Some(rest) = words.strip_prefix(DASHES).filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit())) {
        words = rest.trim_start();
    }
    (!words.is_empty()).then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{GoalKind, Score};
    use crate::ui::prompt::script::Script;

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
        let in_percent = Measure::Metric { baseline: 0.0, target: 80.0, unit: Some(String::from("%")) };
        for (measure, text, value, note) in [
            (metric.clone(), "10", "10", None),
            (metric.clone(), "10 basket and search", "10", Some("basket and search")),
            (metric.clone(), "10, basket", "10", Some("basket")),
            (metric.clone(), "9/14 nearly", "9/14", Some("nearly")),
            (metric.clone(), "10 -5 lost", "10", Some("-5 lost")),
            (metric.clone(), "10 - five lost", "10", Some("five lost")),
            (metric.clone(), "10 – 5 lost", "10", Some("5 lost")),
            (in_percent.clone(), "1", "1", None),
            (in_percent.clone(), "50 by now", "50", Some("by now")),
            (Measure::Rating, "50", "50%", None),
            (Measure::Rating, "1", "1%", None),
            (Measure::Rating, "0", "0%", None),
            (Measure::Rating, "100 at last", "100%", Some("at last")),
            (Measure::Rating, "12.5, for once", "12.5%", Some("for once")),
            (Measure::Rating, "3/5", "3/5", None),
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

    #[test]
    fn percent_lie_between_0_and_100() {
        for text in ["101", "-1", "150 % now", "6/5", "done"] {
            let problem = read(&goal(Measure::Rating), text).unwrap_err();
            assert!(problem.contains("is not between 0 % and 100 %"), "{text}: {problem}");
        }
        let problem = read(&goal(Measure::Rating), "0.6").unwrap_err();
        assert_eq!(problem, "0.6 could be 0.6 % or 60 %: write it with the sign");
    }

    #[test]
    fn enter_takes_the_last_value_with_every_digit() {
        let week: Week = "2026-W47".parse().unwrap();
        let metric = Measure::Metric { baseline: 2.0, target: 14.0, unit: None };
        for (measure, last, default) in [
            (Measure::Rating, 2.0 / 3.0, "still 67%"),
            (Measure::Rating, 0.29, "29%"),
            (Measure::Rating, 1.0, "100%"),
            (metric.clone(), 10.123_456, "still 10.1235"),
            (metric.clone(), 0.1 + 0.2, "still 0.3"),
            (metric.clone(), 1e20, "100000000000000000000"),
            (metric, -9.5, "-9.5"),
        ] {
            let mut goal = goal(measure);
            goal.scores.insert(week.plus(-1), Score { value: Value::Number(last), note: None });
            let ask = |said: Option<&ScoreSaid>, lines: &[&str]| {
                let mut script = Script::new(lines.iter().copied());
                let layout = Layout { width: 80, unicode: true };
                let answer = ask_score(&mut script, layout, &goal, week, said).unwrap();
                assert!(script.transcript().contains(&format!("({default})")), "{}", script.transcript());
                match answer {
                    Answer::Said(said) => said,
                    other => panic!("{other:?}"),
                }
            };
            let said = ask(None, &[""]);
            assert_eq!(value(&goal, &said.value).unwrap(), Value::Number(last));
            assert_eq!(ask(Some(&said), &[""]), said, "and so does Enter when one comes back");
        }
    }
}
