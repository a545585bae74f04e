//! The report of a program.

use super::*;
use crate::metrics::Ambition;
use crate::model::{About, Close, ProjectRetro, Takeaway};
use crate::report::view::{Period, ProgramPart, ProgramView};
use crate::report::{program_document, program_page};

const ALL: Period = Period { since: None, until: NaiveDate::MAX };

/// A closed engagement from `start` to `end` by `engineer`, of whose goals `done` of `total` are done.
fn closed(id: &str, (start, end): (&str, &str), engineer: &str, (done, total): (usize, usize)) -> EngagementRecord {
    let mut record = record(id);
    record.engagement.start = date(start);
    record.engagement.end = date(end);
    record.engagement.engineers = vec![engineer.parse().unwrap()];
    record.engagement.practice = Some(String::from("tracing"));
    record.engagement.host = Some(id.to_uppercase());
    record.engagement.close = Some(Close { date: date(end), outcome: None, early: false, reason: None });
    let scored = Week::of(date(end)).to_string();
    record.goals = (0..total)
        .map(|goal| {
            let value = if goal < done { 1.0 } else { 0.5 };
            metric(&format!("goal-{goal}"), GoalKind::Diffusion, (0.0, 1.0), &[(&scored, value)])
        })
        .collect();
    record
}

fn take_away(record: &mut EngagementRecord, day: &str, texts: &[&str]) {
    let takeaway = |text: &&str| Takeaway { text: (*text).to_owned(), about: About::Engagements };
    let mut retro = ProjectRetro::new(date(day));
    retro.takeaways = texts.iter().map(takeaway).collect();
    retro.takeaways.push(Takeaway { text: String::from("Only here"), about: About::Engagement });
    record.project_retro = Some(retro);
}

/// Two engagements of Ana that ended, with a break between, and one that runs.
fn program() -> Vec<EngagementRecord> {
    let mut first = closed("payments", ("2026-01-05", "2026-03-13"), "Ana", (5, 6));
    take_away(&mut first, "2026-03-12", &["Ask for access early.", "Pair every day"]);
    add_round(&mut first, "2026-03-13", &[10, 9, 0]);
    let mut second = closed("search", ("2026-04-06", "2026-06-12"), "Ana", (4, 6));
    take_away(&mut second, "2026-06-11", &["ask for  ACCESS early"]);
    add_round(&mut second, "2026-06-12", &[10, 10, 10]);
    let mut third = scored("checkout", 0.5);
    third.engagement.engineers = vec!["Bo".parse().unwrap()];
    third.engagement.practice = Some(String::from("Tracing "));
    vec![third, first, second]
}

fn view_of(records: Vec<EngagementRecord>, period: Period) -> ProgramView {
    let (settings, today) = (Settings::default(), date(TODAY));
    let part = |record| ProgramPart::of(record, &settings, period, today, 0);
    ProgramView::new(records.into_iter().filter_map(part).collect(), &settings, period, today)
}

#[test]
fn a_program_is_its_engagements_by_time() {
    let view = view_of(program(), ALL);
    let ids: Vec<_> = view.engagements.iter().map(|summary| summary.id.as_str()).collect();
    assert_eq!(ids, ["payments", "search", "checkout"]);
    let quarters: Vec<_> = view.nps.iter().map(|quarter| (quarter.quarter.as_str(), quarter.tally.n)).collect();
    assert_eq!(quarters, [("2026-Q1", 3), ("2026-Q2", 3)]);
    // Only what has ended counts.
    assert_eq!((view.goals_done, view.goals_total, view.ambition), (9, 12, Ambition::CannotTell));
    let teams: Vec<_> =
        view.practices.iter().map(|practice| (practice.practice.as_str(), practice.teams.len())).collect();
    assert_eq!(teams, [("tracing", 3)]);
}

#[test]
fn what_is_said_again_comes_first() {
    let view = view_of(program(), ALL);
    let said: Vec<_> = view.takeaways.iter().map(|said| (said.text.as_str(), said.engagements.len())).collect();
    assert_eq!(said, [("ask for  ACCESS early", 2), ("Pair every day", 1)]);
}

#[test]
fn engineers_have_weeks_and_breaks() {
    let view = view_of(program(), ALL);
    let ana = &view.engineers[0];
    assert_eq!((ana.name.as_str(), ana.weeks), ("Ana", 20));
    let breaks: Vec<_> = ana.stints.iter().map(|stint| stint.break_weeks).collect();
    assert_eq!(breaks, [None, Some(3)]);
}

#[test]
fn a_period_holds_what_went_on_in_it_and_nothing_later() {
    let period = Period { since: Some(date("2026-03-01")), until: date("2026-06-01") };
    let view = view_of(program(), period);
    let ids: Vec<_> = view.engagements.iter().map(|summary| summary.id.as_str()).collect();
    assert_eq!(ids, ["payments", "search"]);
    assert_eq!((view.goals_done, view.goals_total), (5, 6), "search had not ended by then");
    assert_eq!(view.nps.len(), 1);
    assert_eq!(view.takeaways.len(), 2);
    // Two weeks of the first, eight of the second.
    assert_eq!(view.engineers[0].weeks, 10);
    let none = view_of(program(), Period { since: Some(date("2020-01-01")), until: date("2020-12-31") });
    assert!(none.engagements.is_empty() && none.goals_done_share.is_none());
}

#[test]
fn the_report_fits_a_terminal() {
    for unicode in [true, false] {
        let layout = Layout { width: 80, unicode };
        let shown = plain(&program_document(&view_of(program(), ALL), layout).terminal(layout));
        assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
        assert!(unicode || shown.is_ascii(), "{shown}");
        for part in [
            "9 of 12 goals done in engagements that ended (75 %, 95 % between 47 % and 91 %;",
            "too few goals to tell whether they were too soft or hopeless\n",
            "Ana          20      2          1  payments, 3 weeks off, search\n",
            "PAYMENTS 0.92, SEARCH 0.83, checkout 0.50",
        ] {
            assert!(shown.contains(part), "{part}\n{shown}");
        }
    }
}

#[test]
fn the_page_shows_the_same_and_no_text_as_markup() {
    let mut records = program();
    records[1].engagement.title = String::from("<script>alert(1)</script>");
    records[1].engagement.practice = Some(String::from("\"><img src=x onerror=alert(1)>"));
    let page = program_page(&view_of(records, ALL));
    for part in [
        "<strong>75 %</strong> <span>too few goals to tell",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&quot;&gt;&lt;img src=x onerror=alert(1)&gt;",
        "aria-label=\"5 January 2026 to 13 March 2026\"",
        "payments, 3 weeks off, search",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("<script") && !page.contains("<img"), "{page}");
    let nothing = program_page(&view_of(Vec::new(), ALL));
    assert!(nothing.contains("No engagement went on in this time."), "{nothing}");
}
