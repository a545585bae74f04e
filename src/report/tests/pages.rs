//! The page of one engagement and the table of its goals.

use unicode_width::UnicodeWidthStr;

use super::{TERMINAL, TODAY, add_retro, add_round, date, metric, plain, record, scored, task, week};
use crate::model::{Close, Dropped, EngagementRecord, GoalKind, Measure, Note, Retro, Settings};
use crate::report::view::ReportView;
use crate::report::{Layout, goals_document, nps_document, report_document};

fn page(record: &EngagementRecord, layout: Layout) -> String {
    let view = ReportView::of(record, &Settings::default(), date(TODAY));
    plain(&report_document(&view, layout).terminal(layout))
}

#[test]
fn an_empty_engagement_has_a_page() {
    let expected = "\
The work on checkout
12 October 2026 to 18 December 2026 · week 6 of 10
advisor Mira

unknown: it has no goals yet
no goals yet

Needs attention
  ! no goals yet
  ! no retro in 2026-W42 to 2026-W46
";
    assert_eq!(page(&record("checkout"), TERMINAL), expected);
}

/// An engagement in its first week, with one of everything.
fn first_week() -> EngagementRecord {
    let mut record = record("checkout");
    record.engagement.start = date("2026-11-16");
    record.engagement.end = date("2027-01-22");
    record.engagement.host = Some(String::from("Checkout"));
    record.engagement.home = Some(String::from("Platform"));
    record.engagement.practice = Some(String::from("contract testing"));
    record.engagement.engineers = vec!["Ana".parse().unwrap(), "Bo <bo@example.org>".parse().unwrap()];
    record.goals = vec![
        metric("coverage", GoalKind::Diffusion, (2.0, 14.0), &[("2026-W47", 8.0)]),
        metric("builds", GoalKind::Technical, (40.0, 10.0), &[("2026-W47", 31.0)]),
    ];
    let mut retro = Retro::new(week("2026-W47"));
    retro.date = Some(date(TODAY));
    retro.present = vec![String::from("Ana"), String::from("Lee")];
    retro.went_well = vec![String::from("First contract")];
    retro.went_poorly = vec![String::from("Staging was down")];
    retro.next = vec![task("split", Some("Lee"))];
    retro.blockers = vec![task("access", None)];
    retro.notes = vec![Note { title: Some(String::from("Kudos")), text: String::from("Ana\nand Lee") }];
    retro.mvp_weeks = Some(2);
    add_retro(&mut record, retro);
    record
}

#[test]
fn the_first_week_fits_on_one_page() {
    let shown = page(&first_week(), TERMINAL);
    for part in [
        "Platform helps Checkout · contract testing\n",
        "16 November 2026 to 22 January 2027 · week 1 of 10\n",
        "engineers Ana and Bo · advisor Mira\n",
        "on track: ",
        "0 of 2 goals done · MVP in 2 weeks (said in W47)\n",
        "Week by week\nWEEK  DIFFUSION  DELIVERY  EXPECTED  WELL  POORLY  MVP IN\n\
         W47        0.50      0.30      0.06  +     -       2 weeks\n",
        "Actions\n1 raised · 0 done · 1 open\n\nStill open\nACTION            OWNER  SINCE\nDo split (split)  Lee    W47\n",
        "Blockers\nBLOCKER             OWNER  SINCE\nDo access (access)  –      W47\n",
        "2026-W47 · 20 November 2026 · 2 present\n  + First contract\n  - Staging was down\n  > Lee: Do split\n",
        "  ! Do access\n  . Kudos:\n    Ana\n    and Lee\n",
    ] {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    assert!(shown.lines().all(|line| line.width() <= 80), "{shown}");
    let ascii = page(&first_week(), Layout { unicode: false, ..TERMINAL });
    assert!(ascii.contains("  #####..... 0.50  ") && ascii.contains("  0.06  =\n"), "{ascii}");
}

#[test]
fn how_it_ended_is_said() {
    let mut record = scored("checkout", 0.9);
    let reason = Some(String::from("the team was dissolved"));
    let outcome = Some(String::from("nine of fourteen"));
    record.engagement.close = Some(Close { date: date(TODAY), outcome, early: true, reason });
    let shown = page(&record, TERMINAL);
    assert!(shown.contains("· ended early, 10 weeks\n"), "{shown}");
    assert!(
        shown.contains("ended early on 20 November 2026: the team was dissolved\noutcome: nine of fourteen\n"),
        "{shown}"
    );
}

#[test]
fn what_became_of_an_action_stands_beside_it() {
    let mut record = record("checkout");
    let mut first = Retro::new(week("2026-W46"));
    first.next = vec![task("one", None), task("two", None), task("three", None)];
    first.blockers = vec![task("access", None)];
    add_retro(&mut record, first);
    let mut second = Retro::new(week("2026-W47"));
    second.done = vec!["one".parse().unwrap()];
    second.dropped = vec!["two".parse().unwrap()];
    second.cleared = vec!["access".parse().unwrap()];
    add_retro(&mut record, second);
    let shown = page(&record, TERMINAL);
    let expected = "  > Do one (done W47)\n  > Do two (dropped W47)\n  > Do three\n  ! Do access (cleared W47)\n";
    assert!(shown.contains(expected), "{shown}");
    assert!(shown.contains("Do three (three)") && !shown.contains("Do one (one)"), "{shown}");
}

fn goals(record: &EngagementRecord) -> String {
    let goals = ReportView::goals(record, date(TODAY));
    plain(&goals_document("Goals", &goals, TERMINAL).terminal(TERMINAL))
}

#[test]
fn goals_stand_by_kind_with_their_values_in_their_own_terms() {
    let mut record = record("checkout");
    let less = metric("z-builds", GoalKind::Technical, (40.0, 10.0), &[("2026-W46", 31.5)]);
    let mut milestone = metric("launch", GoalKind::Business, (0.0, 1.0), &[]);
    milestone.measure = Measure::Milestone;
    let mut rating = metric("habits", GoalKind::Diffusion, (0.0, 1.0), &[("2026-W47", 0.6)]);
    rating.measure = Measure::Rating;
    let mut waiting = metric("users", GoalKind::Business, (0.0, 10.0), &[("2026-W47", 5.0)]);
    waiting.mvp = true;
    let mut dropped = metric("a-dropped", GoalKind::Diffusion, (0.0, 10.0), &[("2026-W44", 12.0)]);
    dropped.dropped = Some(Dropped { date: date("2026-11-01"), reason: None });
    record.goals = vec![dropped, less, milestone, rating, waiting];
    let shown = goals(&record);
    let rows: Vec<&str> = shown.lines().skip(2).map(str::trim_end).collect();
    let order: Vec<&str> = rows.iter().map(|row| row.split_whitespace().next().unwrap()).collect();
    let expected =
        ["Diffusion:", "habits", "Business:", "launch", "users", "Technical:", "z-builds", "Dropped:", "a-dropped"];
    assert_eq!(order, expected, "{shown}");
    for (row, end) in [
        (1, "60 %   100 %  0.60             W47"),
        (3, "–    done  not scored yet"),
        (4, "5      10  waiting for MVP  W47"),
        (6, "31.5      10  0.28             W46"),
        (8, "12      10  1.00             W44"),
    ] {
        assert!(rows[row].ends_with(end), "{end}\n{shown}");
    }
}

#[test]
fn wide_titles_keep_the_columns_in_line() {
    let mut record = record("checkout");
    let titles = ["検索チームの契約テスト", "Größe 🎉", "plain"];
    record.goals =
        ["a", "b", "c"].map(|id| metric(id, GoalKind::Diffusion, (0.0, 10.0), &[("2026-W47", 5.0)])).to_vec();
    for (goal, title) in record.goals.iter_mut().zip(titles) {
        title.clone_into(&mut goal.title);
    }
    let shown = goals(&record);
    let rows = shown.lines().filter(|line| line.contains("0.50"));
    let bars: Vec<usize> = rows.map(|line| line.split("0.50").next().unwrap().width()).collect();
    assert_eq!(bars.len(), 3, "{shown}");
    assert!(bars.iter().all(|at| *at == bars[0]), "{bars:?}\n{shown}");
}

#[test]
fn the_score_of_a_survey_has_its_counts_and_its_interval() {
    let mut record = record("checkout");
    add_round(&mut record, "2026-08-20", &[6]);
    add_round(&mut record, "2026-11-18", &[10, 9, 9, 10, 8, 3]);
    let view = ReportView::of(&record, &Settings::default(), date(TODAY));
    let shown = plain(&nps_document("The work", view.summary.nps.as_ref().unwrap(), TERMINAL).terminal(TERMINAL));
    let expected = "\
The work

NPS +50 · 6 answered · 95 % between −18 and +84
  promoters   4  █████████████░░░░░░░
  passives    1  ███░░░░░░░░░░░░░░░░░
  detractors  1  ███░░░░░░░░░░░░░░░░░

No clear change since the round of 20 August 2026 (+150, 95 % between −51 and
+193).

Rounds
  ROUND             WHEN    NPS  ANSWERS  INTERVAL
  20 August 2026    during −100        1  95 % between −98 and +48
  18 November 2026  during  +50        6  95 % between −18 and +84
";
    assert_eq!(shown.split_whitespace().collect::<Vec<_>>(), expected.split_whitespace().collect::<Vec<_>>());
}
