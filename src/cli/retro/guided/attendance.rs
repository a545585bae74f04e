//! Who was there, as people answer it.

use crate::cli::meeting::Meeting;
use crate::model::{EngagementRecord, Retro};
use crate::text::{clean, list};
use crate::ui::prompt::{Answer, Question, Stop, ask};

/// Who probably is there: those who are recorded for this week already, else those of the retro before, else everybody
/// of the engagement.
pub(super) fn expected(record: &EngagementRecord, recorded: Option<&Retro>) -> Vec<String> {
    let here = recorded.map(|retro| retro.present.clone()).filter(|present| !present.is_empty());
    let before = || record.retros.iter().rev().map(|retro| &retro.present).find(|present| !present.is_empty()).cloned();
    here.or_else(before).unwrap_or_else(|| everybody(record))
}

/// The names of everybody of the engagement.
pub(in crate::cli::retro) fn everybody(record: &EngagementRecord) -> Vec<String> {
    let engagement = &record.engagement;
    let people = engagement.engineers.iter().chain(&engagement.people);
    people.map(|person| person.name.clone()).collect()
}

/// Asks who was there; `expected` are those who probably were.
pub(in crate::cli::retro) fn ask_who(
    meeting: &mut Meeting<'_>,
    expected: &[String],
    record: &EngagementRecord,
) -> Result<Answer<Vec<String>>, Stop> {
    let all = match expected.len() {
        0 => None,
        1 => Some(String::from("this one")),
        n => Some(format!("these {n}")),
    };
    let names: Vec<_> = expected.iter().map(|name| clean(name)).collect();
    if !names.is_empty() {
        meeting.asker.tell(&format!("  {}", list(&names)));
    }
    let question = Question {
        prompt: String::from("who was there"),
        default: all.clone(),
        help: "Names with commas between; the beginning of a name is enough. +Mei adds and -Lee leaves out one of the \
               names above.",
        ..Question::default()
    };
    ask(meeting.asker, &question, |text| {
        let is_all = all.as_deref() == Some(text);
        Ok(if is_all { expected.to_vec() } else { read(text, expected, record) })
    })
}

/// Those whom `text` names: names with commas between, or, where each has a `+` or `-` before it, changes to those who
/// were `expected`. A beginning of a name that one person of the engagement has stands for that person.
pub(super) fn read(text: &str, expected: &[String], record: &EngagementRecord) -> Vec<String> {
    let known: Vec<String> = everybody(record).into_iter().chain(expected.iter().cloned()).collect();
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let changes = parts.iter().all(|part| part.starts_with(['+', '-']));
    let mut present = if changes { expected.to_vec() } else { Vec::new() };
    for part in parts {
        let name = full(part.trim_start_matches(['+', '-']).trim(), &known);
        if changes && part.starts_with('-') {
            present.retain(|other| !is_same(other, &name));
        } else if !name.is_empty() && !present.iter().any(|other| is_same(other, &name)) {
            present.push(name);
        }
    }
    present
}

fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// The one of `known` that `name` is or begins; `name` itself where none or several do.
fn full(name: &str, known: &[String]) -> String {
    if let Some(exact) = known.iter().find(|other| is_same(other, name)) {
        return exact.clone();
    }
    let lower = name.to_lowercase();
    let mut begun: Vec<&String> = known.iter().filter(|other| other.to_lowercase().starts_with(&lower)).collect();
    begun.sort_unstable();
    begun.dedup();
    match begun.as_slice() {
        [only] if !name.is_empty() => (*only).clone(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Engagement;

    fn record() -> EngagementRecord {
        let start = "2026-10-12".parse().unwrap();
        let mut engagement = Engagement::new("checkout".parse().unwrap(), String::from("Contract tests"), start, start);
        engagement.engineers = vec!["Ana Duarte <ana@example.org>".parse().unwrap()];
        engagement.people = vec!["Lee Novak".parse().unwrap(), "林美玲".parse().unwrap(), "Lea Blum".parse().unwrap()];
        EngagementRecord::new(engagement)
    }

    #[test]
    fn names_may_be_short_or_changes() {
        let record = record();
        let expected = [String::from("Ana Duarte"), String::from("Lee Novak")];
        for (text, present) in [
            ("ana, lee", &["Ana Duarte", "Lee Novak"][..]),
            ("Ana,Mei, ana duarte", &["Ana Duarte", "Mei"]),
            ("-lee", &["Ana Duarte"]),
            ("+林, -Ana", &["Lee Novak", "林美玲"]),
            ("Le", &["Le"]),
            ("nobody", &["nobody"]),
        ] {
            assert_eq!(read(text, &expected, &record), present, "{text}");
        }
    }

    #[test]
    fn those_of_last_time_are_expected() {
        let mut record = record();
        assert_eq!(expected(&record, None), ["Ana Duarte", "Lee Novak", "林美玲", "Lea Blum"]);
        let mut retro = Retro::new("2026-W46".parse().unwrap());
        retro.present = vec![String::from("Lee Novak")];
        record.retros.push(retro.clone());
        assert_eq!(expected(&record, None), ["Lee Novak"]);
        retro.present = vec![String::from("Mei")];
        assert_eq!(expected(&record, Some(&retro)), ["Mei"]);
    }
}
