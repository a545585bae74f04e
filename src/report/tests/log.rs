//! The timeline.

use super::{TODAY, add_retro, add_round, date, metric, milestone, record, task, week};
use crate::model::{About, Close, Dropped, EngagementRecord, GoalKind, MilestoneKind, ProjectRetro, Retro, Takeaway};
use crate::report::view::Source;
use crate::report::{Layout, LogView, Recorded, log_document};

fn events(record: &EngagementRecord, today: &str) -> Vec<(String, &'static str, String)> {
    let view = LogView::of(record, date(today), None);
    let events = view.events.into_iter().map(|event| event.event);
    events.map(|event| (event.date.to_string(), event.kind, event.text)).collect()
}

/// An engagement in which everything happened that can.
fn eventful() -> EngagementRecord {
    let mut record = record("checkout");
    let mut dropped = metric("builds", GoalKind::Technical, (40.0, 10.0), &[("2026-W44", 31.5)]);
    dropped.dropped = Some(Dropped { date: date("2026-11-04"), reason: Some(String::from("moved")) });
    let coverage = metric("coverage", GoalKind::Diffusion, (2.0, 14.0), &[("2026-W44", 3.0), ("2026-W47", 9.0)]);
    record.goals = vec![dropped, coverage];
    let mut first = Retro::new(week("2026-W44"));
    first.went_well = vec![String::from("one")];
    first.next = vec![task("more", None)];
    add_retro(&mut record, first);
    let mut second = Retro::new(week("2026-W47"));
    second.date = Some(date("2026-11-19"));
    second.minutes = Some(26);
    second.done = vec!["more".parse().unwrap()];
    add_retro(&mut record, second);
    add_round(&mut record, "2026-11-18", &[9, 10, 3]);
    record.engagement.mvp_in_production = Some(date("2026-11-03"));
    record
}

#[test]
fn what_happened_is_told_newest_first() {
    let expected = [
        ("2026-11-20", "score", "scored coverage 9"),
        ("2026-11-19", "retro", "retro: 0 well, 0 poorly, 0 to do, 1 done, 26 min"),
        ("2026-11-18", "nps", "survey: 3 answers, NPS +33"),
        ("2026-11-04", "goal_dropped", "dropped builds: moved"),
        ("2026-11-03", "mvp", "the MVP went into production"),
        ("2026-10-30", "retro", "retro: 1 well, 0 poorly, 1 to do"),
        ("2026-10-30", "score", "scored builds 31.5, coverage 3"),
        ("2026-10-12", "start", "the engagement began"),
    ];
    let expected = expected.map(|(date, kind, text)| (date.to_owned(), kind, text.to_owned()));
    assert_eq!(events(&eventful(), TODAY), expected);
}

#[test]
fn the_end_and_the_close_are_told_when_they_have_been() {
    let mut record = record("checkout");
    let kinds = |record: &EngagementRecord, today: &str| {
        events(record, today).into_iter().map(|(_, kind, text)| format!("{kind}: {text}")).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&record, "2026-12-18"), ["start: the engagement began"]);
    assert_eq!(kinds(&record, "2026-12-19"), ["end: the last day", "start: the engagement began"]);
    let outcome = Some(String::from("fourteen services"));
    record.engagement.close = Some(Close { date: date("2026-12-18"), outcome, early: false, reason: None });
    assert_eq!(kinds(&record, "2026-12-18")[0], "closed: closed: fourteen services");
    let reason = Some(String::from("dissolved"));
    record.engagement.close = Some(Close { date: date("2026-11-06"), outcome: None, early: true, reason });
    assert_eq!(kinds(&record, "2026-12-18")[0], "closed: ended early: dissolved");
}

#[test]
fn what_lies_ahead_is_not_told() {
    assert_eq!(events(&record("checkout"), "2026-10-04"), []);
}

#[test]
fn delays_milestones_and_the_project_retro_are_told() {
    let mut record = record("checkout");
    for (at, weeks) in [("2026-W45", 2), ("2026-W46", 3)] {
        let mut retro = Retro::new(week(at));
        retro.mvp_weeks = Some(weeks);
        add_retro(&mut record, retro);
    }
    record.milestones = vec![milestone("more", "2026-11-10", MilestoneKind::Scope, Some("asked for"))];
    let mut project = ProjectRetro::new(date("2026-11-19"));
    project.takeaways = vec![Takeaway { text: String::from("pair"), about: About::Engagements }];
    project.minutes = Some(50);
    record.project_retro = Some(project);
    let told = events(&record, TODAY);
    let told: Vec<_> = told.iter().filter(|event| !["retro", "start"].contains(&event.1)).collect();
    let expected = [
        ("2026-11-19", "project_retro", "project retro: 0 well, 0 poorly, 1 takeaway, 50 min"),
        ("2026-11-13", "mvp_delayed", "the MVP was delayed by 2 weeks, from W47 to W49"),
        ("2026-11-10", "scope", "Do more (asked for)"),
    ];
    let expected = expected.map(|(date, kind, text)| (date.to_owned(), kind, text.to_owned()));
    assert_eq!(told, expected.iter().collect::<Vec<_>>());
}

#[test]
fn who_recorded_an_event_is_told_once_and_in_turn() {
    let by = |name: &str, day: &str| Recorded { by: name.to_owned(), on: date(day) };
    let recorded = |source: &Source| match source {
        Source::Goal(_, key) if key == "2026-W44" => Some(vec![by("Lee", "2026-11-02"), by("Ana", "2026-10-30")]),
        Source::Retro(_) => Some(vec![by("A\u{1b}na", "2027-01-04")]),
        Source::Engagement("start") => Some(vec![by("Ana", "2026-10-12")]),
        // The history does not go back so far.
        Source::Engagement("mvp_in_production") => None,
        _ => Some(Vec::new()),
    };
    let view = LogView::of(&eventful(), date(TODAY), Some(&recorded));
    let told = view.events.iter().map(|event| (event.event.kind, event.recorded.clone()));
    let expected = [
        ("score", Some(vec![])),
        ("retro", Some(vec![by("A\u{1b}na", "2027-01-04")])),
        // Who recorded an answer could tell who gave it.
        ("nps", None),
        ("goal_dropped", Some(vec![])),
        ("mvp", None),
        ("retro", Some(vec![by("A\u{1b}na", "2027-01-04")])),
        ("score", Some(vec![by("Ana", "2026-10-30"), by("Lee", "2026-11-02")])),
        ("start", Some(vec![by("Ana", "2026-10-12")])),
    ];
    assert_eq!(told.collect::<Vec<_>>(), expected);
    let page = log_document(&view).terminal(Layout { width: 120, unicode: true });
    for line in ["RECORDED BY", "not committed", "A\u{241b}na, 4 Jan 2027", "Ana, 30 Oct; Lee, 2 Nov", "Ana, 12 Oct"] {
        assert!(page.contains(line), "{line}:\n{page}");
    }
    let without =
        log_document(&LogView::of(&eventful(), date(TODAY), None)).terminal(Layout { width: 120, unicode: true });
    assert!(!without.contains("RECORDED BY"), "{without}");
}
