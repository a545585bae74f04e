//! Feedback in reports: where it came from, what it costs, what became of it.

use super::*;
use crate::model::{Decision, Feedback, FeedbackKind, Minutes, Raised, Shipped};
use crate::report::view::{FeedbackView, Period, ProgramPart, ProgramView, ReportView};
use crate::report::{program_document, program_page, report_document, report_page};

fn feedback(id: &str, (cost, saves): (Option<f64>, Option<f64>)) -> Feedback {
    let mut feedback = Feedback::new(id.parse().unwrap(), String::from("Slow <start>"), FeedbackKind::Friction);
    (feedback.cost, feedback.saves) = (cost.and_then(Minutes::new), saves.and_then(Minutes::new));
    feedback
}

/// An engagement whose feedback was shipped on 10 November.
fn shipped() -> EngagementRecord {
    let mut record = record("checkout");
    let mut feedback = feedback("2026-10-20-slow", (Some(20.0), Some(20.0)));
    feedback.seen_at = vec![String::from("Search"), String::from("search ")];
    feedback.raised = Some(Raised { date: date("2026-10-26"), link: "https://example.org/?a&b".parse().ok() });
    feedback.decision = Some(Decision { date: date("2026-11-02"), accepted: true, reason: Some(String::from("Yes")) });
    feedback.shipped = Some(Shipped { date: date("2026-11-10"), link: None });
    record.feedback = vec![feedback];
    record
}

fn program(record: EngagementRecord, since: &str, until: &str) -> Option<ProgramView> {
    let period = Period { since: Some(date(since)), until: date(until) };
    let part = ProgramPart::of(record, &Settings::default(), period, date(TODAY), 0)?;
    Some(ProgramView::new(vec![part], &Settings::default(), period, date(TODAY)))
}

#[test]
fn what_it_costs_is_told_beside_what_it_saves() {
    for (numbers, words) in [
        ((None, None), ""),
        ((Some(90.0), None), "costs 1 h 30 min"),
        ((None, Some(5.0)), "saves 5 min"),
        ((Some(0.0), Some(5.0)), "saves 5 min"),
        ((Some(20.0), Some(20.0)), "20 min to learn what saves 20 min: nothing is gained the first time"),
        ((Some(50.0), Some(20.0)), "50 min to learn what saves 20 min: nothing is gained the first 2 times"),
        ((Some(5.0), Some(20.0)), "5 min to learn what saves 20 min: something is gained the first time"),
        ((Some(5.0), Some(0.0)), "5 min to learn what saves nothing"),
    ] {
        let view = FeedbackView::of(&feedback("2026-10-20-a", numbers), &record("checkout").engagement);
        assert_eq!(crate::report::feedback::worth(&view).unwrap_or_default(), words);
    }
}

#[test]
fn a_report_tells_the_whole_way() {
    let view = ReportView::of(&shipped(), &Settings::default(), date(TODAY));
    assert_eq!(view.feedback[0].hosts, ["checkout", "Search"]);
    let shown = report_document(&view, TERMINAL).terminal(TERMINAL);
    for part in [
        "  - Slow <start>\n    20 min to learn what saves 20 min: nothing is gained the first time\n",
        "    met on 20 October 2026, seen at Search too\n    raised on 26 October 2026: https://example.org/?a&b\n",
        "    accepted on 2 November 2026: Yes\n    shipped on 10 November 2026\n    host not told\n",
    ] {
        assert!(plain(&shown).contains(part), "{part}\n{shown}");
    }
    let page = report_page(&view);
    for part in [
        "<th scope=\"row\">Slow &lt;start&gt;",
        "<span class=\"why\">20 min to learn what saves 20 min: nothing is gained the first time</span>",
        "<a href=\"https://example.org/?a&amp;b\" rel=\"noopener noreferrer\">https://example.org/?a&amp;b</a>",
        "<li class=\"said\">host not told</li>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let none = report_page(&ReportView::of(&record("checkout"), &Settings::default(), date(TODAY)));
    assert!(!none.contains("Feedback for the platform"));
}

#[test]
fn a_program_tells_what_came_further_in_its_time() {
    let state = |since, until| Some(program(shipped(), since, until)?.feedback.first()?.state.label());
    assert_eq!(state("2026-10-01", "2026-10-25"), Some("noticed"));
    assert_eq!(state("2026-11-01", "2026-11-09"), Some("accepted"));
    assert_eq!(state("2026-11-03", "2026-11-09"), None, "nothing became of it then");
    assert_eq!(state("2026-11-03", "2026-12-31"), Some("shipped"));
    // What is shipped long after the engagement is told with it.
    let mut over = shipped();
    (over.engagement.start, over.engagement.end) = (date("2026-01-05"), date("2026-03-13"));
    let view = program(over, "2026-11-03", "2026-12-31").unwrap();
    let shown = program_document(&view, TERMINAL).terminal(TERMINAL);
    let part = "1 met · 1 shipped · 1 host not told\n\n  - Slow <start>\n    checkout and Search · 20 min to learn";
    assert!(plain(&shown).contains(part), "{shown}");
    let page = program_page(&view);
    assert!(page.contains("<p class=\"note\">1 met · 1 shipped · 1 host not told</p>"), "{page}");
    assert!(page.contains("<td data-label=\"Cost\">20 min, saves 20 min</td>"), "{page}");
}
