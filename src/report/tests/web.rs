//! The web page of an engagement.

use super::*;
use crate::model::{Close, Dropped, FollowUp, MilestoneKind, ProjectRetro, Takeaway};
use crate::report::report_page;
use crate::report::view::ReportView;

fn page(record: &EngagementRecord) -> String {
    report_page(&ReportView::of(record, &Settings::default(), date(TODAY)))
}

/// Ten weeks of `goals` goals and a retro a week, wordy ones.
fn long(goals: usize) -> EngagementRecord {
    let mut record = record("long");
    let weeks: Vec<String> = (38..=47).map(|number| format!("2026-W{number}")).collect();
    record.engagement.start = date("2026-09-14");
    record.engagement.end = date("2026-11-20");
    let words = "what was said about it at some length, as people do when they have the time ".repeat(2);
    for index in 0..goals {
        let scores: Vec<(&str, f64)> = weeks.iter().enumerate().map(|(at, week)| (week.as_str(), at as f64)).collect();
        let kind = [GoalKind::Diffusion, GoalKind::Business, GoalKind::Technical][index % 3];
        let mut goal = metric(&format!("goal-{index}"), kind, (0.0, 12.0), &scores);
        goal.why = Some(words.clone());
        goal.scores.values_mut().for_each(|score| score.note = Some(words.clone()));
        record.goals.push(goal);
    }
    for (index, at) in weeks.iter().enumerate() {
        let next = (0..4).map(|action| task(&format!("action-{index}-{action}"), Some("Ana"))).collect();
        add_retro(
            &mut record,
            Retro {
                went_well: vec![words.clone(); 4],
                went_poorly: vec![words.clone(); 4],
                next,
                ..Retro::new(week(at))
            },
        );
    }
    record
}

/// What stands between the headings of a section, by its id.
fn section<'a>(page: &'a str, id: &str) -> &'a str {
    let rest = page.split_once(&format!("id=\"{id}\"")).map_or("", |(_, rest)| rest);
    rest.split_once("</section>").map_or("", |(section, _)| section)
}

fn ids(page: &str) -> Vec<&str> {
    let ids = page.split("<h2 id=\"").skip(1);
    ids.filter_map(|rest| rest.split_once('"')).map(|(id, _)| id).collect()
}

#[test]
fn a_page_shows_what_there_is_and_no_more() {
    let empty = page(&record("empty"));
    assert_eq!(ids(&empty), ["verdict"]);
    assert!(empty.contains("it has no goals yet"), "{empty}");
    assert!(empty.contains("<h1>The work on empty</h1>") && empty.contains("week 6 of 10"), "{empty}");
    let one_week = page(&scored("fresh", 0.5));
    assert_eq!(ids(&one_week), ["verdict", "goals", "progress", "retros"]);
    let ten_weeks = page(&long(4));
    assert_eq!(ids(&ten_weeks), ["verdict", "goals", "progress", "balance", "actions", "retros"]);
}

#[test]
fn a_page_is_whole_html_that_needs_nothing_else() {
    for record in [record("empty"), scored("fresh", 0.5), long(4)] {
        let page = page(&record);
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">") && page.ends_with("</html>"), "{page}");
        for fetched in ["<script", "src=", "http:", "https:", "url(", "@import"] {
            assert!(!page.contains(fetched), "{fetched}");
        }
        for tag in ["section", "svg", "table", "tr", "td", "th", "ul", "ol", "li", "div", "dl", "main", "details", "p"]
        {
            let opened = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}\n{page}");
        }
    }
}

#[test]
fn the_verdict_comes_first_with_its_reason() {
    let page = page(&scored("search", 0.1));
    assert!(page.contains("<section class=\"verdict off_track\""), "{page}");
    assert!(page.contains("<strong>Off track</strong> <span>delivery is 0.34 behind the expected 0.44"), "{page}");
    assert!(page.find("Off track").unwrap() < page.find("id=\"goals\"").unwrap());
}

#[test]
fn every_chart_has_words_for_those_who_do_not_see_it() {
    let mut record = long(3);
    record.retros[0].mvp_weeks = Some(4);
    record.retros[1].mvp_weeks = Some(3);
    add_round(&mut record, "2026-11-18", &[10, 9, 8, 3, 9]);
    let page = page(&record);
    let drawings = page.matches("<svg").count();
    let told = page.matches("role=\"img\" aria-label=\"").count();
    let decoration = page.matches("aria-hidden=\"true\">\n<line").count() + page.matches("<svg class=\"key\"").count();
    assert_eq!(drawings, told + decoration);
    assert_eq!(told, 3 + 2 + 1 + 1 + 2, "goals, progress and balance, actions, clock, NPS");
    assert!(page.contains("NPS +40 on a scale from −100 to +100; with 95 % certainty between"), "{page}");
}

#[test]
fn a_cancelled_engagement_says_when_and_why() {
    let mut record = long(2);
    let reason = Some(String::from("the host team was dissolved"));
    record.engagement.close = Some(Close { date: date("2026-11-06"), outcome: None, early: true, reason });
    let page = page(&record.as_of(date(TODAY)));
    let verdict = section(&page, "verdict");
    assert!(
        verdict.contains("<strong>Ended early</strong> <span>on 6 November 2026: the host team was dissolved"),
        "{verdict}"
    );
    assert!(page.contains("<section class=\"verdict none\""), "{page}");
}

#[test]
fn the_end_of_an_engagement_is_told() {
    let mut record = scored("search", 0.5);
    record.milestones = vec![milestone("first", "2026-11-03", MilestoneKind::Milestone, Some("at last"))];
    record.goals[0].dropped = Some(Dropped { date: date("2026-11-09"), reason: Some(String::from("too dear")) });
    let mut retro = ProjectRetro::new(date("2026-11-19"));
    retro.takeaways = vec![
        Takeaway { text: String::from("Begin with access"), about: crate::model::About::Engagements },
        Takeaway { text: String::from("Flags first"), about: crate::model::About::Engagement },
    ];
    retro.next = vec![FollowUp { text: String::from("Ask sooner"), owner: Some(String::from("Lee")) }];
    record.project_retro = Some(retro);
    add_round(&mut record, "2026-11-18", &[10, 9]);
    record.rounds[0].responses[0].why = Some(String::from("Only I can have said that"));
    let page = page(&record);
    for (id, shown) in [
        ("goals", "dropped on 9 November 2026: too dear"),
        ("timeline", "<time datetime=\"2026-11-03\">3 November 2026</time> <span class=\"said\">Do first (at last)"),
        ("project", "<li class=\"said\">Begin with access</li>"),
        ("project", "<strong>Lee:</strong> <span class=\"said\">Ask sooner</span>"),
        ("nps", "Comments are withheld: fewer than five people have answered."),
    ] {
        assert!(section(&page, id).contains(shown), "{shown}\n{}", section(&page, id));
    }
    assert!(!page.contains("Only I can have said that"));
}

#[test]
fn sixty_goals_of_ten_weeks_stay_below_300_kilobytes() {
    let page = page(&long(60));
    assert!(page.len() < 300_000, "{} bytes", page.len());
    assert_eq!(page.matches("<svg class=\"spark\"").count(), 60);
}

#[test]
fn what_is_written_cannot_leave_its_place() {
    let hostile = "\"><img src=x onerror=alert(1)>\u{1b}[2J\u{202e}<script>alert(1)</script>'\nsecond line";
    let mut record = long(1);
    record.engagement.title = hostile.to_owned();
    record.engagement.host = Some(hostile.to_owned());
    record.goals[0].title = hostile.to_owned();
    record.goals[0].measure = Measure::Metric { baseline: 0.0, target: 1.0, unit: Some(hostile.to_owned()) };
    record.retros[0].went_poorly = vec![hostile.to_owned()];
    let page = page(&record);
    let shown =
        "&quot;&gt;&lt;img src=x onerror=alert(1)&gt;␛[2J\u{fffd}&lt;script&gt;alert(1)&lt;/script&gt;&#39;\nsecond";
    assert!(page.matches(shown).count() >= 4, "{page}");
    assert!(!page.contains("<img") && !page.contains("<script"), "{page}");
}
