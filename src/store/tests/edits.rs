//! An edit changes the lines that it must, and leaves every other byte of a file that somebody wrote by hand.

use chrono::NaiveDate;

use super::{Record, changed, read};
use crate::model::{
    Close, Dropped, Engagement, Goal, Measure, Note, Retro, Score, Task, Value, Week,
};

/// What `edit` does to the record in `before`: the lines that go, marked `-`, and those that come, marked `+`.
///
/// The file is tried with LF, with CR LF, with a byte order mark, and without a line end at its end; the edit must
/// leave each as it is.
#[track_caller]
fn diff<T: Record>(before: &str, like: &T, edit: impl Fn(&mut T)) -> Vec<String> {
    let edited = |text: &str| {
        let mut record = read(text, like);
        edit(&mut record);
        changed(text, &record)
    };
    let after = edited(before);
    let windows = |text: &str| text.replace('\n', "\r\n");
    assert_eq!(edited(&windows(before)), windows(&after));
    assert_eq!(
        edited(&format!("\u{feff}{before}")),
        format!("\u{feff}{after}")
    );
    lines_between(before, &after)
}

/// The difference of two texts, line by line, by their longest common subsequence.
fn lines_between(before: &str, after: &str) -> Vec<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let either = common[i + 1][j].max(common[i][j + 1]);
            common[i][j] = if old[i] == new[j] {
                common[i + 1][j + 1] + 1
            } else {
                either
            };
        }
    }
    let (mut i, mut j, mut lines) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && common[i + 1][j] >= common[i][j + 1]) {
            lines.push(format!("-{}", old[i]));
            i += 1;
        } else {
            lines.push(format!("+{}", new[j]));
            j += 1;
        }
    }
    lines
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn week(text: &str) -> Week {
    text.parse().unwrap()
}

fn score(value: f64, note: Option<&str>) -> Score {
    Score {
        value: Value::Number(value),
        note: note.map(str::to_owned),
    }
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
    check_goal(
        |goal| goal.scores.extend([(week("2026-W42"), score(9.0, None))]),
        &[],
    );
}

#[test]
fn a_score_goes_to_its_place_in_the_order() {
    for (scored, line) in [
        ("2026-W37", "+2026-W37 = { value = 8 }"),
        ("2026-W41", "+2026-W41 = { value = 8 }"),
        ("2026-W43", "+2026-W43 = { value = 8 }"),
        ("2025-W50", "+2025-W50 = { value = 8 }"),
    ] {
        check_goal(
            |goal| goal.scores.extend([(week(scored), score(8.0, None))]),
            &[line],
        );
    }
    let noted = |goal: &mut Goal| {
        goal.scores
            .extend([(week("2026-W40"), score(2.5, Some("two\nlines")))])
    };
    check_goal(
        noted,
        &[
            "+2026-W40 = { value = 2.5, note = \"\"\"",
            "+two",
            "+lines\"\"\" }",
        ],
    );
}

#[test]
fn a_corrected_score_keeps_what_stands_around_it() {
    check_goal(
        |goal| {
            goal.scores
                .extend([(week("2026-W39"), score(4.0, Some("payments first")))])
        },
        &[
            "-2026-W39   = { note = \"payments first\", value = 3.0 , by = \"Ana\" }  # Ana was away",
            "+2026-W39   = { note = \"payments first\", value = 4 , by = \"Ana\" }  # Ana was away",
        ],
    );
    check_goal(
        |goal| {
            goal.scores
                .extend([(week("2026-W38"), score(2.0, Some("counted again")))])
        },
        &[
            "-2026-W38={value=2}",
            "+2026-W38={value=2, note = \"counted again\"}",
        ],
    );
}

#[test]
fn one_field_is_one_line() {
    let target = |goal: &mut Goal| {
        goal.measure = Measure::Metric {
            baseline: 2.0,
            target: 16.0,
            unit: None,
        }
    };
    check_goal(
        target,
        &[
            "-target = 14   # agreed in W39",
            "+target = 16   # agreed in W39",
        ],
    );
    check_goal(
        |goal| goal.why = None,
        &["-why = '''", "-Because the last", "-release broke.'''"],
    );
    check_goal(|goal| goal.mvp = true, &["+mvp = true", "+"]);
}

#[test]
fn a_dropped_goal_keeps_its_history_and_can_be_resumed() {
    let drop = |goal: &mut Goal| {
        goal.dropped = Some(Dropped {
            date: date("2026-11-20"),
            reason: Some(String::from("moved")),
        });
    };
    let added = [
        "+",
        "+[dropped]",
        "+date = 2026-11-20",
        "+reason = \"moved\"",
    ];
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
        (
            "scores.2026-W38 = { value = 0.1 }\n",
            "+scores.2026-W40 = { value = 0.5 }",
        ),
        (
            "[scores]\n2026-W38.value = 0.1\n",
            "+2026-W40 = { value = 0.5 }",
        ),
        (
            "[scores.2026-W38]\nvalue = 0.1\n",
            "+2026-W40 = { value = 0.5 }",
        ),
    ] {
        let text = format!("{head}{scores}");
        let lines = diff(&text, &goal(), |goal| {
            goal.scores.extend([(week("2026-W40"), score(0.5, None))])
        });
        assert!(lines.iter().all(|line| line.starts_with('+')), "{lines:?}");
        assert!(lines.iter().any(|other| other == line), "{lines:?}");
    }
    let text = format!("{head}scores = {{ 2026-W38 = {{ value = 0.1 }} }}\n");
    let lines = diff(&text, &goal(), |goal| {
        goal.scores.extend([(week("2026-W40"), score(0.5, None))])
    });
    let (old, new) = (
        "-scores = { 2026-W38 = { value = 0.1 } }",
        "+scores = { 2026-W38 = { value = 0.1 }, 2026-W40 = { value = 0.5 } }",
    );
    assert_eq!(lines, [old, new]);
}

/// An engagement by hand: unknown keys before and behind, a list on one line, odd spacing.
const BY_HAND: &str = "\
ticket = 1234
title = \"Contract tests\"   # for Checkout
start=2026-10-12
  end   =  2026-12-18  # before the freeze
engineers = [ \"Ana <ana@example.org>\", 'Lee' ]   # both half time
people = [
  # from the host
  \"Mei\",  # tester
]

[budget]  # nobody knows this table
days = 50
";

fn engagement() -> Engagement {
    let (start, end) = (date("2026-10-12"), date("2026-12-18"));
    let (practice, kind, host, home) = (None, None, None, None);
    let (engineers, advisor, people, mvp_in_production, close) =
        (Vec::new(), None, Vec::new(), None, None);
    let (id, title) = ("checkout".parse().unwrap(), String::new());
    Engagement {
        id,
        title,
        practice,
        kind,
        host,
        home,
        start,
        end,
        engineers,
        advisor,
        people,
        mvp_in_production,
        close,
    }
}

#[track_caller]
fn check_engagement(edit: impl Fn(&mut Engagement), expected: &[&str]) {
    assert_eq!(diff(BY_HAND, &engagement(), edit), expected);
}

#[test]
fn a_date_is_one_line() {
    let edit = |engagement: &mut Engagement| engagement.end = date("2027-01-15");
    let (old, new) = (
        "-  end   =  2026-12-18  # before the freeze",
        "+  end   =  2027-01-15  # before the freeze",
    );
    check_engagement(edit, &[old, new]);
}

#[test]
fn people_come_and_go_line_by_line() {
    let come = |engagement: &mut Engagement| engagement.people.push("Bo".parse().unwrap());
    check_engagement(come, &["+  \"Bo\","]);
    let go = [
        "-people = [",
        "-  # from the host",
        "-  \"Mei\",  # tester",
        "-]",
    ];
    check_engagement(|engagement| engagement.people.clear(), &go);
    let advised = |engagement: &mut Engagement| engagement.advisor = Some("Mira".parse().unwrap());
    check_engagement(advised, &["+advisor = \"Mira\"", "+"]);
}

#[test]
fn closing_adds_a_table_at_the_end() {
    let close = |engagement: &mut Engagement| {
        let reason = Some(String::from("the team was dissolved"));
        engagement.close = Some(Close {
            date: date("2026-11-20"),
            outcome: None,
            early: true,
            reason,
        });
    };
    let close_table = [
        "+",
        "+[close]",
        "+date = 2026-11-20",
        "+early = true",
        "+reason = \"the team was dissolved\"",
    ];
    check_engagement(close, &close_table);
}

const RETRO: &str = "\
# Friday, in the small room
date = 2026-11-20
present = ['Ana', 'Lee']
went_well = [
    \"First contract\",  # at last
]

[[next]]  # the big one
text = \"Split the pipeline\"
link = \"https://example.org/1\"

[[notes]]
title = \"Kudos\"
text = \"Ana\"

# who asked for it?
[[next]]
id = \"ask\"
text = \"Ask for a slot\"
owner = \"Lee\"
";

#[track_caller]
fn check_retro(edit: impl Fn(&mut Retro), expected: &[&str]) {
    assert_eq!(diff(RETRO, &Retro::new(week("2026-W47")), edit), expected);
}

fn task(id: &str) -> Task {
    Task {
        id: id.parse().unwrap(),
        text: format!("Do {id}"),
        owner: None,
    }
}

#[test]
fn an_action_is_added_behind_the_others() {
    let added = ["+", "+[[next]]", "+id = \"more\"", "+text = \"Do more\""];
    check_retro(|retro| retro.next.push(task("more")), &added);
    let blocked = [
        "+[[blockers]]",
        "+id = \"access\"",
        "+text = \"Do access\"",
        "+",
    ];
    check_retro(|retro| retro.blockers.push(task("access")), &blocked);
    check_retro(
        |retro| retro.done.push("ask".parse().unwrap()),
        &["+done = [", "+    \"ask\",", "+]", "+"],
    );
    check_retro(
        |retro| retro.went_well.push(String::from("Lunch")),
        &["+    \"Lunch\","],
    );
}

#[test]
fn an_action_takes_what_is_about_it_along() {
    let gone = [
        "-[[next]]  # the big one",
        "-text = \"Split the pipeline\"",
        "-link = \"https://example.org/1\"",
        "-",
    ];
    check_retro(|retro| drop(retro.next.remove(0)), &gone);
    let mut turned = read(RETRO, &Retro::new(week("2026-W47")));
    turned.next.swap(0, 1);
    let text = changed(RETRO, &turned);
    assert_eq!(read(&text, &turned), turned, "{text}");
    assert!(
        text.contains("# who asked for it?\n[[next]]\nid = \"ask\"\n"),
        "{text}"
    );
    assert!(
        text.contains("text = \"Split the pipeline\"\nlink = \"https://example.org/1\"\n"),
        "{text}"
    );
}

#[test]
fn a_note_is_known_by_what_it_says() {
    let note = Note {
        title: None,
        text: String::from("More"),
    };
    check_retro(
        |retro| retro.notes.push(note.clone()),
        &["+[[notes]]", "+text = \"More\"", "+"],
    );
    check_retro(
        |retro| retro.notes.clear(),
        &["-[[notes]]", "-title = \"Kudos\"", "-text = \"Ana\"", "-"],
    );
}

#[test]
fn mixed_line_ends_stay_where_they_are() {
    let before = "title = \"T\"\r\nstart = 2026-10-12\nend = 2026-12-18\r\n# a\n\r\n";
    let mut engagement = read(before, &engagement());
    engagement.end = date("2027-01-15");
    assert_eq!(
        changed(before, &engagement),
        before.replace("2026-12-18\r", "2027-01-15")
    );
}

#[test]
fn a_last_line_without_an_end_is_no_obstacle() {
    let mut edited = read(ENGAGEMENT_WITHOUT_END, &engagement());
    edited.host = Some(String::from("Checkout"));
    let text = changed(ENGAGEMENT_WITHOUT_END, &edited);
    assert_eq!(read(&text, &edited), edited, "{text}");
}

const ENGAGEMENT_WITHOUT_END: &str = "title = \"T\"\nstart = 2026-10-12\nend = 2026-12-18";
