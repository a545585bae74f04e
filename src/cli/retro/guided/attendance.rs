//! Who was there, as people answer it.

use std::collections::BTreeSet;

use crate::cli::meeting::Meeting;
use crate::model::{EngagementRecord, Retro};
use crate::text::{alternatives, clean, list, quoted};
use crate::ui::prompt::{Answer, Question, Stop, ask};

/// What says that nobody was there.
const NOBODY: &str = "none";

/// The dashes that leave somebody out.
const WITHOUT: [char; 3] = ['-', '−', '–'];

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

/// Asks who was there; `expected` are those who probably were. The others of the engagement are shown as away, so that
/// somebody who missed a week is not forgotten.
pub(in crate::cli::retro) fn ask_who(
    meeting: &mut Meeting<'_>,
    expected: &[String],
    record: &EngagementRecord,
) -> Result<Answer<Vec<String>>, Stop> {
    let all = match expected.len() {
        0 => String::from(NOBODY),
        1 => String::from("this one"),
        n => format!("these {n}"),
    };
    let away: Vec<String> = everybody(record).into_iter().filter(|name| !expected.contains(name)).collect();
    let cleaned = |names: &[String]| list(&names.iter().map(|name| clean(name)).collect::<Vec<_>>());
    let here = Some(expected).filter(|names| !names.is_empty()).map(cleaned);
    let away = Some(away).filter(|names| !names.is_empty()).map(|names| format!("away: {}", cleaned(&names)));
    let shown: Vec<String> = here.into_iter().chain(away).collect();
    if !shown.is_empty() {
        meeting.asker.tell(&format!("  {}", shown.join(" · ")));
    }
    let question = Question {
        prompt: String::from("who was there"),
        default: (!shown.is_empty()).then(|| all.clone()),
        help: "Names with commas between; the beginning of a name is enough. Or what is different: +Mei adds, and -Lee \
               leaves out one of the names above. none: nobody was there.",
        ..Question::default()
    };
    ask(meeting.asker, &question, |text| if text == all { Ok(expected.to_vec()) } else { read(text, expected, record) })
}

/// Those whom `text` names: names with commas or line ends between, or, where each has a `+` or `-` before it, changes to
/// those who were `expected`. A beginning of a name that one person has stands for that person.
pub(super) fn read(text: &str, expected: &[String], record: &EngagementRecord) -> Result<Vec<String>, String> {
    if matches!(text.to_lowercase().as_str(), NOBODY | "nobody") {
        return Ok(Vec::new());
    }
    let mut known = everybody(record);
    known.extend(expected.iter().filter(|name| !known.contains(name)).cloned().collect::<Vec<_>>());
    let parts: Vec<&str> = text.split([',', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let is_change = |part: &&str| part.starts_with('+') || part.starts_with(WITHOUT);
    let changes = parts.iter().filter(|part| is_change(part)).count();
    if changes > 0 && changes < parts.len() {
        return Err(String::from("name all who were there, or only what is different: +Mei, -Lee"));
    }
    let mut present = if changes > 0 { expected.to_vec() } else { Vec::new() };
    for part in parts {
        if let Some(name) = part.strip_prefix(WITHOUT) {
            let gone = somebody(name.trim(), &present)?.ok_or_else(|| nobody_called(name.trim(), &present))?;
            present.retain(|other| *other != gone);
            continue;
        }
        let name = part.trim_start_matches('+').trim();
        let name = match somebody(name, &known)? {
            Some(known) => known,
            None if looks_like_a_name(name) => name.to_owned(),
            None => return Err(nobody_called(name, &known)),
        };
        if !present.contains(&name) {
            present.push(name);
        }
    }
    Ok(present)
}

/// `names`, each in full where one person of the engagement, or of those who are `recorded` already, is called so: by the
/// whole name or a word of it. Others stay as they are written.
pub(in crate::cli::retro) fn in_full(names: &[String], record: &EngagementRecord, recorded: &[String]) -> Vec<String> {
    let known: BTreeSet<String> = recorded.iter().cloned().chain(everybody(record)).collect();
    let in_full = |name: &String| {
        let called = plain(name);
        let is_whole = |other: &&String| plain(other) == called;
        let has_word = |other: &&String| plain(other).split_whitespace().any(|word| word == called);
        let whole = known.iter().find(is_whole);
        let mut by_word = known.iter().filter(has_word);
        let only = by_word.next().filter(|_| by_word.next().is_none());
        whole.or(only).unwrap_or(name).clone()
    };
    names.iter().map(in_full).collect()
}

/// The one of `known` that `name` is or begins, or begins a later word of; case and accents do not count.
fn somebody(name: &str, known: &[String]) -> Result<Option<String>, String> {
    let plain = plain(name);
    let is_same = |other: &str| other.to_lowercase() == name.to_lowercase();
    let begins = |other: &str| self::plain(other).starts_with(&plain);
    let begins_a_word = |other: &str| self::plain(other).split_whitespace().any(|word| word.starts_with(&plain));
    let ways: [&dyn Fn(&str) -> bool; 4] = [&is_same, &|other| self::plain(other) == plain, &begins, &begins_a_word];
    for way in ways {
        let found: Vec<&String> = known.iter().filter(|other| !plain.is_empty() && way(other)).collect();
        match found.as_slice() {
            [] => {}
            [only] => return Ok(Some((*only).clone())),
            several => return Err(format!("{} could be {}", quoted(name), alternatives(several))),
        }
    }
    Ok(None)
}

fn nobody_called(name: &str, known: &[String]) -> String {
    let names: Vec<_> = known.iter().map(|name| clean(name)).collect();
    let there = if names.is_empty() { String::from("nobody is here") } else { format!("here are {}", list(&names)) };
    format!("nobody here is called {}; {there}", quoted(name))
}

/// A name in small letters without the accents of Latin letters: `Łukasz` and `lukasz` are the same. Other scripts stay
/// as they are, for there two names can sound alike.
fn plain(name: &str) -> String {
    let is_latin = |c: char| matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    let letters = name.trim().chars().filter(|c| !matches!(c, '\u{300}'..='\u{36f}'));
    let plain: String = letters
        .map(|c| match deunicode::deunicode_char(c).filter(|_| is_latin(c)) {
            Some(ascii) => ascii.to_owned(),
            None => c.to_string(),
        })
        .collect();
    plain.to_lowercase()
}

/// Whether somebody new could be called so: letters, and one word that does not begin with a small one.
fn looks_like_a_name(name: &str) -> bool {
    const LONGEST: usize = 60;
    let fits = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’' | '·' | '\u{300}'..='\u{36f}');
    let is_large = |word: &str| word.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase());
    name.chars().count() <= LONGEST && name.chars().all(fits) && name.split_whitespace().any(is_large)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::meeting::{Clock, Draft};
    use crate::model::Engagement;
    use crate::report::Layout;
    use crate::ui::prompt::script::Script;

    fn record() -> EngagementRecord {
        let start = "2026-10-12".parse().unwrap();
        let mut engagement = Engagement::new("checkout".parse().unwrap(), String::from("Contract tests"), start, start);
        engagement.engineers = vec!["Ana Duarte <ana@example.org>".parse().unwrap()];
        engagement.people = vec!["Lee Novak".parse().unwrap(), "林美玲".parse().unwrap(), "Lea Blum".parse().unwrap()];
        engagement.people.extend(["Łukasz Żak", "Zoë Marín"].map(|name| name.parse().unwrap()));
        EngagementRecord::new(engagement)
    }

    #[test]
    fn names_may_be_short_or_changes() {
        let record = record();
        let expected = [String::from("Ana Duarte"), String::from("Lee Novak")];
        for (text, present) in [
            ("ana, lee", &["Ana Duarte", "Lee Novak"][..]),
            ("Ana,Mei, ana duarte", &["Ana Duarte", "Mei"]),
            ("ana\nlee\n", &["Ana Duarte", "Lee Novak"]),
            ("-lee", &["Ana Duarte"]),
            ("−lee, –ana", &[]),
            ("+林, -Ana", &["Lee Novak", "林美玲"]),
            ("novak", &["Lee Novak"]),
            ("LEA BLUM", &["Lea Blum"]),
            ("lukasz, zoe", &["Łukasz Żak", "Zoë Marín"]),
            ("Zoe\u{308} Marin", &["Zoë Marín"]),
            ("marín", &["Zoë Marín"]),
            ("琳", &["琳"]),
            ("Ludwig van der Berg, O'Neil", &["Ludwig van der Berg", "O'Neil"]),
            ("none", &[]),
            ("Nobody", &[]),
        ] {
            assert_eq!(read(text, &expected, &record).unwrap(), present, "{text}");
        }
    }

    #[test]
    fn what_is_nobodys_name_is_told() {
        let record = record();
        let expected = [String::from("Ana Duarte"), String::from("Lee Novak")];
        for (text, problem) in [
            ("-bram", "nobody here is called `bram`; here are Ana Duarte and Lee Novak"),
            ("-lea", "nobody here is called `lea`; here are Ana Duarte and Lee Novak"),
            ("-", "nobody here is called ``"),
            ("le", "`le` could be `Lee Novak` or `Lea Blum`"),
            ("all of us", "nobody here is called `all of us`; here are Ana Duarte"),
            ("4", "nobody here is called `4`"),
            ("Ana; Lee", "nobody here is called `Ana; Lee`"),
            ("https://Example.org", "nobody here is called"),
            ("Ana, -lee", "name all who were there, or only what is different: +Mei, -Lee"),
        ] {
            let told = read(text, &expected, &record).unwrap_err();
            assert!(told.starts_with(problem), "{text}: {told}");
        }
    }

    #[test]
    fn those_who_were_away_last_time_are_shown() {
        let shown = |expected: &[&str]| {
            let mut script = Script::new([""]);
            let layout = Layout { width: 80, unicode: true };
            let mut meeting = Meeting::new(&mut script, layout, Clock::start(30, 0), Draft::nowhere());
            let expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
            let answer = ask_who(&mut meeting, &expected, &record()).unwrap();
            assert_eq!(answer, Answer::Said(expected));
            script.transcript().to_owned()
        };
        let all = ["Ana Duarte", "Lee Novak", "林美玲", "Lea Blum", "Łukasz Żak", "Zoë Marín"];
        let told = "  Ana Duarte, Lee Novak, 林美玲, Lea Blum, Łukasz Żak and Zoë Marín\nwho was there (these 6) › \n";
        assert_eq!(shown(&all), told);
        let told = "  Ana Duarte, Lee Novak, 林美玲 and Mei · away: Lea Blum, Łukasz Żak and Zoë Marín\n\
                    who was there (these 4) › \n";
        assert_eq!(shown(&["Ana Duarte", "Lee Novak", "林美玲", "Mei"]), told);
        assert!(shown(&[]).ends_with("\nwho was there (none) › \n"));
    }

    #[test]
    fn those_of_last_time_are_expected() {
        let mut record = record();
        assert_eq!(expected(&record, None), everybody(&record));
        assert_eq!(everybody(&record).len(), 6);
        let mut retro = Retro::new("2026-W46".parse().unwrap());
        retro.present = vec![String::from("Lee Novak")];
        record.retros.push(retro.clone());
        assert_eq!(expected(&record, None), ["Lee Novak"]);
        retro.present = vec![String::from("Mei")];
        assert_eq!(expected(&record, Some(&retro)), ["Mei"]);
    }
}
