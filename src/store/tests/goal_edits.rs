//! An edit of a goal that somebody wrote by hand changes the lines that it must, and no other.

use chrono::NaiveDate;

use super::diff::diff;
use super::{changed, read};
use crate::model::{Dropped, Goal, Measure, Score, Value, Week};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn week(text: &str) -> Week {
    text.parse().unwrap()
}

fn score(value: f64, note: Option<&str>) -> Score {
    Score { value: Value::Number(value), note: note.map(str::to_owned) }
}

const GOAL: &str = "\
# The goal that Mira asked for.

title='Services covered'   # in one line
  link = \"https://example.org/board\"  # nobody knows this key
kind = \"diffusion\"
measure=\"metric\"
why = '''
Because the last
release broke.'''
baseline =   2
target = 14   # agreed in W39

[ scores ]   # one a week
# before the first
2026-W38={value=2}
2026-W39   = { note = \"payments first\", value = 3.0 , by = \"Ana\" }  # Ana was away

# after the holidays
2026-W42 = { value = 0x09 }
# the end
";

fn goal() -> Goal {
    Goal {
        id: "coverage".parse().unwrap(),
        title: String::new(),
        why: None,
        kind: crate::model::GoalKind::Diffusion,
        measure: Measure::Rating,
        mvp: false,
        weight: 1.0,
        dropped: None,
        scores: std::collections::BTreeMap::new(),
    }
}

#[track_caller]
fn check_goal(edit: impl Fn(&mut Goal), expected: &[&str]) {
    assert_eq!(diff(GOAL, &goal(), edit), expected);
}

#[test]
fn what_is_said_already_changes_nothing() {
    check_goal(|_| {}, &[]);
    check_goal(|goal| goal.scores.extend([(week("2026-W42"), score(9.0, None))]), &[]);
}

#[test]
fn a_score_goes_to_its_place_in_the_order() {
    for (scored, line) in [
        ("2026-W37", "+2026-W37 = { value = 8 }"),
        ("2026-W41", "+2026-W41 = { value = 8 }"),
        ("2026-W43", "+2026-W43 = { value = 8 }"),
        ("2025-W50", "+2025-W50 = { value = 8 }"),
    ] {
        check_goal(|goal| goal.scores.extend([(week(scored), score(8.0, None))]), &[line]);
    }
    let noted = |goal: &mut Goal| goal.scores.extend([(week("2026-W40"), score(2.5, Some("two\nlines")))]);
    check_goal(noted, &["+2026-W40 = { value = 2.5, note = \"\"\"", "+two", "+lines\"\"\" }"]);
}

#[test]
fn a_corrected_score_keeps_what_stands_around_it() {
    check_goal(
        |goal| goal.scores.extend([(week("2026-W39"), score(4.0, Some("payments first")))]),
        &[
            "-2026-W39   = { note = \"payments first\", value = 3.0 , by = \"Ana\" }  # Ana was away",
            "+2026-W39   = { note = \"payments first\", value = 4 , by = \"Ana\" }  # Ana was away",
        ],
    );
    check_goal(
        |goal| goal.scores.extend([(week("2026-W38"), score(2.0, Some("counted again")))]),
        &["-2026-W38={value=2}", "+2026-W38={value=2, note = \"counted again\"}"],
    );
}

#[test]
fn one_field_is_one_line() {
    let target = |goal: &mut Goal| goal.measure = Measure::Metric { baseline: 2.0, target: 16.0, unit: None };
    check_goal(target, &["-target = 14   # agreed in W39", "+target = 16   # agreed in W39"]);
    check_goal(|goal| goal.why = None, &["-why = '''", "-Because the last", "-release broke.'''"]);
    check_goal(|goal| goal.mvp = true, &["+mvp = true", "+"]);
}

#[test]
fn a_dropped_goal_keeps_its_history_and_can_be_resumed() {
    let drop = |goal: &mut Goal| {
        goal.dropped = Some(Dropped { date: date("2026-11-20"), reason: Some(String::from("moved")) });
    };
    let added = ["+[dropped]", "+date = 2026-11-20", "+reason = \"moved\"", "+"];
    check_goal(drop, &added);
    let mut dropped = read(GOAL, &goal());
    drop(&mut dropped);
    let text = changed(GOAL, &dropped);
    dropped.dropped = None;
    assert_eq!(changed(&text, &dropped), GOAL);
}

#[test]
fn scores_may_be_written_in_any_form() {
    let head = "title = \"T\"\nkind = \"business\"\nmeasure = \"rating\"\n";
    for (scores, line) in [
        ("scores.2026-W38 = { value = 0.1 }\n", "+scores.2026-W40 = { value = 0.5 }"),
        ("[scores]\n2026-W38.value = 0.1\n", "+2026-W40 = { value = 0.5 }"),
        ("[scores.2026-W38]\nvalue = 0.1\n", "+2026-W40 = { value = 0.5 }"),
    ] {
        let text = format!("{head}{scores}");
        let lines = diff(&text, &goal(), |goal| goal.scores.extend([(week("2026-W40"), score(0.5, None))]));
        assert!(lines.iter().all(|line| line.starts_with('+')), "{lines:?}");
        assert!(lines.iter().any(|other| other == line), "{lines:?}");
    }
    let text = format!("{head}scores = {{ 2026-W38 = {{ value = 0.1 }} }}\n");
    let lines = diff(&text, &goal(), |goal| goal.scores.extend([(week("2026-W40"), score(0.5, None))]));
    let (old, new) = (
        "-scores = { 2026-W38 = { value = 0.1 } }",
        "+scores = { 2026-W38 = { value = 0.1 }, 2026-W40 = { value = 0.5 } }",
    );
    assert_eq!(lines, [old, new]);
}

#[test]
fn what_was_said_and_is_now_the_usual_is_still_said() {
    let heavy = GOAL.replace("target = 14", "weight = 2\ntarget = 14");
    let lines = diff(&heavy, &goal(), |goal| goal.weight = 1.0);
    assert_eq!(lines, ["-weight = 2", "+weight = 1"]);
    assert_eq!(diff(GOAL, &goal(), |goal| goal.weight = 1.0), [""; 0]);
    assert_eq!(diff(GOAL, &goal(), |goal| goal.weight = 2.0), ["+weight = 2", "+"]);
}

#[test]
fn a_score_below_its_own_heading_is_corrected_there() {
    let (row, table) = ("2026-W42 = { value = 0x09 }\n# the end\n", "\n[scores.2026-W42]\nvalue = 9  # counted\n");
    let lines = diff(&GOAL.replace(row, table), &goal(), |goal| {
        goal.scores.insert(week("2026-W42"), score(10.0, Some("a recount")));
    });
    assert_eq!(lines, ["-value = 9  # counted", "+value = 10  # counted", "+note = \"a recount\""]);
}

#[test]
fn a_week_that_is_scored_late_stands_before_the_later_ones() {
    let lines = changed(GOAL, &{
        let mut goal = read(GOAL, &goal());
        goal.scores.insert(week("2026-W41"), score(5.0, None));
        goal
    });
    let place = |week: &str| lines.find(week).unwrap();
    assert!(place("2026-W39") < place("2026-W41") && place("2026-W41") < place("2026-W42"), "{lines}");
}
