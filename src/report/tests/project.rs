//! What a project retro begins with, and what came of it.

use super::{TERMINAL, TODAY, add_retro, date, metric, milestone, plain, record, task, week};
use crate::model::{
    About, EngagementRecord, FailureMode, FollowUp, GoalKind, MilestoneKind, Note, ProjectRetro, Retro, Settings,
    Takeaway,
};
use crate::report::view::{PreparationView, ReportView};
use crate::report::{preparation_document, report_document};

fn preparation(record: &EngagementRecord) -> String {
    let view = PreparationView::of(record, &Settings::default(), date(TODAY));
    plain(&preparation_document(&view, TERMINAL).terminal(TERMINAL))
}

fn looked_back_upon() -> EngagementRecord {
    let mut record = record("checkout");
    record.engagement.mvp_in_production = Some(date("2026-11-12"));
    let scores = [("2026-W44", 3.0), ("2026-W46", 14.0)];
    record.goals = vec![metric("coverage", GoalKind::Diffusion, (2.0, 14.0), &scores)];
    record.milestones = vec![milestone("first-contract", "2026-10-29", MilestoneKind::Milestone, None)];
    for (at, poorly, well) in [
        ("2026-W43", "Staging was down", "Pairing"),
        ("2026-W44", "No staging at all", "Lunch"),
        ("2026-W46", "A \u{1b}[2J slow broker", "More pairing"),
    ] {
        let mut retro = Retro::new(week(at));
        retro.went_poorly = vec![poorly.to_owned()];
        retro.went_well = vec![well.to_owned()];
        retro.failure_modes = vec![FailureMode::SmallTeam];
        retro.mvp_weeks = Some(2);
        add_retro(&mut record, retro);
    }
    record.retros[0].blockers = vec![task("access", Some("Lee"))];
    record.retros[2].cleared = vec!["access".parse().unwrap()];
    record.retros[1].next = vec![task("split", Some("Lee"))];
    record
}

#[test]
fn a_project_retro_begins_with_the_way_behind() {
    let expected = "\
Project retro · The work on checkout
12 October 2026 to 18 December 2026 · planned for 10 weeks
3 weekly retros, scores in 2 weeks

Timeline
DATE        WEEK  WHAT
2026-10-12  W42   the engagement began
2026-10-29  W44   Do first-contract
2026-10-30  W44   the MVP was delayed by 1 week, from W45 to W46
2026-11-12  W46   the MVP went into production

Goals, from baseline to final
GOAL        BASELINE  NOW  TARGET  PROGRESS         SCORED
Diffusion:
coverage           2   14      14  ██████████ 1.00  W46

1 of 1 goal done (100 %; the aim is 75 %) · diffusion 1.00

What came up again
  ! the team is too small (seen in W43, W44 and W46)
  ! Lee: Do access (in the way from W43 to W46)
  - \"staging\" in W43 and W44: No staging at all
  + \"pairing\" in W43 and W46: More pairing

Unfinished actions
ACTION            OWNER  SINCE
Do split (split)  Lee    W44
";
    assert_eq!(preparation(&looked_back_upon()), expected);
}

#[test]
fn an_engagement_of_which_nothing_is_known_has_little_behind_it() {
    let expected = "\
Project retro · The work on checkout
12 October 2026 to 18 December 2026 · planned for 10 weeks
0 weekly retros, scores in 0 weeks
";
    assert_eq!(preparation(&record("checkout")), expected);
}

#[test]
fn the_report_has_the_timeline_the_project_retro_and_its_takeaways() {
    let mut record = looked_back_upon();
    let takeaway = |text: &str, about| Takeaway { text: text.to_owned(), about };
    record.project_retro = Some(ProjectRetro {
        minutes: Some(55),
        present: vec![String::from("Ana"), String::from("Lee")],
        went_well: vec![String::from("Contracts")],
        went_poorly: vec![String::from("Staging\nand again")],
        next: vec![FollowUp { text: String::from("show it"), owner: Some(String::from("Lee")) }],
        takeaways: vec![takeaway("Ask first", About::Engagements), takeaway("Start small", About::Engagement)],
        notes: vec![Note { title: Some(String::from("Kudos")), text: String::from("Hana") }],
        ..ProjectRetro::new(date("2026-11-20"))
    });
    let view = ReportView::of(&record, &Settings::default(), date(TODAY));
    let document = report_document(&view, TERMINAL);
    let shown = plain(&document.terminal(TERMINAL));
    let expected = "\
Project retro
20 November 2026 · 55 min · 2 present
  + Contracts
  - Staging
    and again
  > Lee: show it
  . Kudos: Hana

Takeaways, this engagement
  * Start small

Takeaways, engagements in general
  * Ask first

Timeline
DATE        WEEK  WHAT
2026-10-12  W42   the engagement began
";
    assert!(shown.contains(expected), "{shown}");
    let markdown = document.markdown();
    assert!(markdown.contains("## Project retro\n\n### 20 November 2026"), "{markdown}");
    assert!(markdown.contains("### Takeaways, this engagement\n\n- Start small\n"), "{markdown}");
    assert!(markdown.contains("| 2026-10-29 | W44 | Do first-contract |"), "{markdown}");
}
