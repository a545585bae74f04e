//! The status table.

use unicode_width::UnicodeWidthStr;

use super::{TERMINAL, date, metric, plain, record, scored, view, week};
use crate::model::{Close, EngagementRecord, GoalKind};
use crate::report::{Layout, status_document};

fn closed(id: &str, on: &str, early: bool) -> EngagementRecord {
    let mut record = scored(id, 0.9);
    record.engagement.end = date(on);
    record.engagement.close = Some(Close { date: date(on), outcome: None, early, reason: None });
    super::add_round(&mut record, on, &[9]);
    record.has_project_retro = true;
    record
}

fn planned(id: &str) -> EngagementRecord {
    let mut record = record(id);
    record.engagement.start = date("2026-11-23");
    record.engagement.end = date("2027-01-29");
    record
}

fn table(records: &[EngagementRecord], layout: Layout) -> String {
    plain(&status_document(&view(records), layout).terminal(layout))
}

#[test]
fn those_that_need_help_come_first_and_what_is_over_last() {
    let wrapping_up = |id: &str| {
        let mut record = scored(id, 0.9);
        record.engagement.end = date("2026-11-19");
        record
    };
    let unscored = |id: &str| {
        let mut record = scored(id, 0.9);
        record.goals.iter_mut().for_each(|goal| goal.scores.clear());
        record
    };
    let view = view(&[
        closed("over-old", "2026-09-01", false),
        closed("over-new", "2026-11-02", true),
        planned("planned"),
        scored("fine-b", 0.9),
        scored("fine-a", 0.9),
        scored("slow", 0.3),
        unscored("unscored"),
        wrapping_up("late"),
        scored("bad", 0.1),
    ]);
    let order: Vec<&str> = view.engagements.iter().map(|engagement| engagement.id.as_str()).collect();
    let expected = ["bad", "slow", "unscored", "late", "fine-a", "fine-b", "planned", "over-new", "over-old"];
    assert_eq!(order, expected);
}

#[test]
fn each_stage_has_its_words() {
    let mut ended = closed("ended", "2026-10-30", true);
    ended.engagement.host = Some(String::from("Search"));
    let shown =
        table(&[scored("running", 0.6), planned("planned"), closed("over", "2026-11-02", false), ended], TERMINAL);
    let expected = "\
20 November 2026 · 1 running, 1 planned, 1 closed, 1 ended early

   ENGAGEMENT  HOST    WEEK  DIFFUSION  DELIVERY  HEALTH
   running     –       6/10  0.60 ▅     0.60 ▅    on track
   planned     –       –/10  –          –         planned
   over        –       done  0.90 ▇     0.90 ▇    closed
   ended       Search  done  0.90 ▇     0.90 ▇    ended early
";
    assert_eq!(shown, expected);
}

#[test]
fn an_empty_table_says_that_there_is_nothing() {
    assert_eq!(table(&[], TERMINAL), "20 November 2026 · 0 engagements\n");
}

#[test]
fn the_reasons_stand_below_beside_their_engagement() {
    let mut bad = scored("bad", 0.1);
    bad.retro_weeks.clear();
    let shown = table(&[bad], TERMINAL);
    let expected = "\
Needs attention
  bad  delivery is 0.34 behind the expected 0.44
       no retro in 2026-W42 to 2026-W46
";
    assert!(shown.ends_with(expected), "{shown}");
    assert!(shown.contains("1 running, 1 needs attention\n"), "{shown}");
    assert!(shown.contains("\n!  bad "), "{shown}");
}

#[test]
fn a_sparkline_shows_the_last_eight_weeks() {
    let scores: Vec<(String, f64)> =
        (1..=10).map(|number| (format!("2026-W{}", 37 + number), f64::from(number) / 10.0)).collect();
    let scores: Vec<(&str, f64)> = scores.iter().map(|(week, value)| (week.as_str(), *value)).collect();
    let mut record = record("long");
    record.engagement.start = week("2026-W38").monday();
    record.goals = vec![metric("spread", GoalKind::Diffusion, (0.0, 1.0), &scores)];
    let shown = table(&[record], TERMINAL);
    assert!(shown.contains(" 1.00 ▃▄▅▅▆▇▇█ "), "{shown}");
}

/// Where each row has the column that begins with `mark`, in cells of the terminal.
fn columns(shown: &str, mark: &str) -> Vec<usize> {
    let rows = shown.lines().filter(|line| line.contains(mark));
    rows.map(|line| line.split(mark).next().unwrap().width()).collect()
}

#[test]
fn wide_characters_keep_the_columns_in_line() {
    let hosts = ["Search", "検索チーム", "Größe", "🎉🎉", "e\u{301}quipe"];
    let record = |host: &str| {
        let mut record = scored(&format!("id-{}", host.len()), 0.6);
        record.engagement.host = Some(host.to_owned());
        record
    };
    let shown = table(&hosts.map(record), TERMINAL);
    let weeks = columns(&shown, "6/10");
    assert_eq!(weeks.len(), hosts.len(), "{shown}");
    assert!(weeks.iter().all(|at| *at == weeks[0]), "{weeks:?}\n{shown}");
    assert!(shown.lines().all(|line| line.width() <= 80), "{shown}");
}

#[test]
fn what_has_no_room_is_left_out_before_a_word_breaks() {
    let mut record = scored("a-long-id-as-a-title-of-many-words-would-suggest", 0.1);
    record.engagement.host = Some("検索と広告の配信を担当するチーム".repeat(3));
    let (sparks, host, delivery, health) = (" 0.10 ▂ ", " HOST ", " DELIVERY ", " HEALTH\n");
    for (width, there, left_out) in [
        (120, &[sparks, host, delivery, health][..], &[" ACTIONS "][..]),
        (80, &[" DIFFUSION ", health, " 0.10 "], &[sparks, host, delivery]),
        (60, &[health], &[sparks, host, delivery, " WEEK "]),
    ] {
        let shown = table(&[record.clone()], Layout { width, unicode: true });
        let widest = shown.lines().map(UnicodeWidthStr::width).max();
        assert!(widest <= Some(width), "{width}: {widest:?}\n{shown}");
        assert_eq!(shown.matches(&record.engagement.id.as_str()).count(), 2, "{width}: an id is broken\n{shown}");
        assert!(there.iter().all(|part| shown.contains(part)), "{width}: {there:?}\n{shown}");
        assert!(!left_out.iter().any(|part| shown.contains(part)), "{width}: {left_out:?}\n{shown}");
    }
    // Where not even the id has room, the terminal wraps it, and it is copied as one.
    let shown = table(&[record.clone()], Layout { width: 40, unicode: true });
    assert_eq!(shown.matches(record.engagement.id.as_str()).count(), 2, "{shown}");
    for (width, titles) in [(44, "   ENGAGEMENT  WEEK  DIFFUSION  HEALTH\n"), (40, "   ENGAGEMENT  HEALTH\n")] {
        let short = table(&[scored("checkout", 0.1)], Layout { width, unicode: true });
        assert!(short.contains(titles), "{width}: {short}");
        assert!(short.contains("!  checkout  ") && short.contains("off track\n"), "{width}: {short}");
    }
}

#[test]
fn bars_and_lines_have_an_ascii_form() {
    let layout = Layout { unicode: false, ..TERMINAL };
    let shown = table(&[scored("running", 0.6)], layout);
    assert!(shown.contains(" 0.60 = "), "{shown}");
    assert!(!shown.contains(['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█', '░']), "{shown}");
}
