//! The engineers across engagements, and what more than one host has met.

use super::*;
use crate::model::{Close, FailureMode, Feedback, FeedbackKind, OutOfTen, TimeSplit};
use crate::report::view::{PatternKind, PatternView, PeopleView, Period, PersonView, ProgramPart, ProgramView, Stay};
use crate::report::{people_csv, people_document, program_document, program_page};

/// An engagement of `engineers` from `start` to `end`.
fn stay(id: &str, (start, end): (&str, &str), engineers: &[&str]) -> EngagementRecord {
    let mut record = record(id);
    (record.engagement.start, record.engagement.end) = (date(start), date(end));
    record.engagement.engineers = engineers.iter().map(|name| name.parse().unwrap()).collect();
    (record.engagement.host, record.engagement.practice) = (Some(id.to_uppercase()), Some(String::from("tracing")));
    record
}

fn retro(at: &str, time: &str, satisfaction: i64) -> Retro {
    let satisfaction = OutOfTen::new(satisfaction);
    Retro { time: time.parse::<TimeSplit>().ok(), satisfaction, ..Retro::new(week(at)) }
}

/// Ana with three hosts, the second right behind the first; Bo beside her at the third, and advisor of the first.
fn stays() -> Vec<EngagementRecord> {
    let mut first = stay("a", ("2026-01-05", "2026-03-13"), &["Ana <ana@example.org>"]);
    first.engagement.advisor = "bo".parse().ok();
    first.engagement.close = Some(Close { date: date("2026-02-27"), outcome: None, early: true, reason: None });
    add_retro(&mut first, retro("2026-W03", "3/1/1", 8));
    add_retro(&mut first, retro("2026-W04", "1/1/1/0/2", 5));
    let second = stay("b", ("2026-03-09", "2026-05-15"), &["ANA DUARTE <Ana@Example.org>"]);
    let third = stay("c", ("2026-10-12", "2026-12-18"), &["Bo", "Ana <ana@example.org>"]);
    vec![third, second, first]
}

fn people() -> Vec<PersonView> {
    PeopleView::new(stays().iter().map(Stay::of).collect(), &Settings::default(), date(TODAY)).people
}

#[test]
fn an_engineer_is_one_person_across_engagements() {
    let people = people();
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Ana", "Bo"]);
    let [ana, bo] = people.as_slice() else { panic!("two people") };
    let stints: Vec<_> = ana.stints.iter().map(|stint| (stint.engagement.as_str(), stint.break_weeks)).collect();
    assert_eq!(stints, [("a", None), ("b", Some(1)), ("c", Some(21))]);
    // Eight weeks until the early end, ten, and six of the third until today; 46 in all.
    assert_eq!((ana.weeks, ana.weeks_off, ana.back_to_back), (24, 22, 2));
    assert_eq!((ana.hosts.join(" "), ana.practices.join(" ")), (String::from("A B C"), String::from("tracing")));
    assert_eq!((ana.weeks_told, ana.weeks_rated, ana.satisfaction), (2, 2, Some(6.5)));
    assert!(ana.hands_on.is_some_and(|share| (share - 0.6).abs() < 1e-9), "{:?}", ana.hands_on);
    assert!(ana.planning.is_some_and(|share| (share - 0.4).abs() < 1e-9), "of the one week that tells it apart");
    assert_eq!((bo.advises.join(" "), bo.hands_on, bo.satisfaction), (String::from("a"), None, None));
    assert_eq!((bo.weeks, bo.weeks_off), (6, 0));
}

#[test]
fn a_program_counts_each_human_once() {
    let names = |records: Vec<EngagementRecord>| {
        let period = Period { since: None, until: date(TODAY) };
        let part = |record| ProgramPart::of(record, &Settings::default(), period, date(TODAY), 0);
        let parts = records.into_iter().filter_map(part).collect();
        let engineers = ProgramView::new(parts, &Settings::default(), period, date(TODAY)).engineers;
        engineers.into_iter().map(|engineer| (engineer.name, engineer.weeks, engineer.stints.len())).collect::<Vec<_>>()
    };
    // One human under two names, with one address.
    assert_eq!(names(stays()), [(String::from("Ana"), 24, 3), (String::from("Bo"), 6, 1)]);
    // Two humans of one name.
    let weeks = ("2026-01-05", "2026-01-16");
    let two = vec![stay("a", weeks, &["Ana <ana@example.org>"]), stay("b", weeks, &["Ana <ana@example.net>"])];
    assert_eq!(names(two), [(String::from("Ana"), 2, 1), (String::from("Ana"), 2, 1)]);
}

#[test]
fn what_is_still_ahead_is_no_week_yet() {
    let ahead = stay("later", ("2027-01-11", "2027-03-19"), &["Ana"]);
    let view = PeopleView::new(vec![Stay::of(&ahead)], &Settings::default(), date(TODAY));
    assert_eq!((view.people[0].weeks, view.people[0].weeks_off, view.people[0].stints.len()), (0, 0, 1));
}

#[test]
fn the_table_fits_a_terminal() {
    let view = PeopleView { today: date(TODAY), people: people() };
    let shown = plain(&people_document(&view).terminal(TERMINAL));
    assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
    for part in [
        "Ana                 3     24   22         2      60 %      40 %  6.5 of 10\n",
        "  * Ana: a, 1 week off, b, 21 weeks off, c\n    hosts: A, B, C\n    practices: tracing\n",
        "    advises: a\n",
    ] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    let csv = people_csv(&view).unwrap();
    assert!(csv.contains("\nBo,c,C,tracing,6,0,1,,,0,,0,a\n"), "{csv}");
}

fn feedback(title: &str, tool: Option<&str>, seen_at: &[&str]) -> Feedback {
    let mut feedback = Feedback::new("2026-11-02-a".parse().unwrap(), title.to_owned(), FeedbackKind::Friction);
    feedback.tool = tool.map(str::to_owned);
    feedback.seen_at = seen_at.iter().map(|host| (*host).to_owned()).collect();
    feedback
}

#[test]
fn a_pattern_is_what_more_than_one_host_has_met() {
    let mut records = stays();
    for (record, tool) in records.iter_mut().zip(["Broker", "CLI", " broker"]) {
        record.feedback = vec![feedback("Slow", Some(tool), &[])];
        record.engagement.close = None;
        let poorly = |at| Retro { went_poorly: vec![String::from("Staging fell over")], ..Retro::new(week(at)) };
        let weeks = if tool == "CLI" { ["2026-W12", "2026-W13"] } else { ["2026-W44", "2026-W45"] };
        for at in weeks {
            add_retro(record, poorly(at));
        }
    }
    records[0].retros[0].failure_modes = vec![FailureMode::HardWork];
    records[1].retros[0].failure_modes = vec![FailureMode::HardWork, FailureMode::SmallTeam];
    records[1].feedback.push(feedback("No docs", None, &["B", "D"]));
    let program = |records: &[EngagementRecord], since: Option<&str>| {
        let period = Period { since: since.map(date), until: date(TODAY) };
        let part =
            |record: &EngagementRecord| ProgramPart::of(record.clone(), &Settings::default(), period, date(TODAY), 0);
        ProgramView::new(records.iter().filter_map(part).collect(), &Settings::default(), period, date(TODAY))
    };
    let view = program(&records, None);
    let shown = |pattern: &PatternView| (pattern.kind, pattern.what.trim().to_lowercase(), pattern.hosts.join(" "));
    let patterns: Vec<_> = view.patterns.iter().map(shown).collect();
    let staging = |pattern: &&(PatternKind, String, String)| pattern.0 == PatternKind::WentPoorly;
    assert_eq!(patterns.iter().find(staging).map(|pattern| pattern.2.as_str()), Some("A B C"), "{patterns:?}");
    for (kind, what, hosts) in [
        (PatternKind::FailureMode, FailureMode::HardWork.sentence(), "B C"),
        (PatternKind::Tool, "broker", "A C"),
        (PatternKind::Feedback, "no docs", "B D"),
    ] {
        assert!(patterns.contains(&(kind, what.to_lowercase(), hosts.to_owned())), "{what}\n{patterns:?}");
    }
    assert_eq!(patterns.len(), 4, "{patterns:?}");
    let later = program(&records, Some("2026-10-01"));
    assert!(later.patterns.iter().all(|pattern| pattern.kind != PatternKind::FailureMode), "{:?}", later.patterns);
    let text = plain(&program_document(&view, TERMINAL).terminal(TERMINAL));
    assert!(text.contains("Patterns that more than one host has met\n  * "), "{text}");
    assert!(program_page(&view).contains("<li>No docs: B and D (feedback)</li>"));
}
