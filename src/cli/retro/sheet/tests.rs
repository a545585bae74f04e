//! Retros as documents: what was not touched stays, and what was changed changes.

#![allow(clippy::disallowed_methods, reason = "a test stops at the first surprise")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::{collection, option, sample};

use super::*;
use crate::cli::retro::mvp::MvpSaid;
use crate::model::{Engagement, FailureMode, Goal, GoalKind, Measure, Note, Task, TimeSplit, Value};
use crate::notes::sheet::properties::text;
use crate::notes::sheet::read;

fn engagement() -> EngagementRecord {
    let date = |text: &str| text.parse().unwrap();
    let title = String::from("Contract tests");
    EngagementRecord::new(Engagement::new("checkout".parse().unwrap(), title, date("2026-10-12"), date("2026-12-18")))
}

fn retro(week: &str) -> Retro {
    Retro::new(week.parse().unwrap())
}

fn task(id: &str, text: &str, owner: Option<&str>) -> Task {
    Task { id: id.parse().unwrap(), text: text.to_owned(), owner: owner.map(str::to_owned) }
}

/// A record with an action and a blocker from before, a goal, and a retro of this week.
fn record() -> EngagementRecord {
    let mut record = engagement();
    let mut before = retro("2026-W46");
    before.next = vec![task("split", "split the pipeline", Some("Ana")), task("ask", "ask", None)];
    before.blockers = vec![task("access", "production access", Some("Hana"))];
    let mut now = retro("2026-W47");
    now.went_well = vec![String::from("demo"), String::from("# pairing\r\n<!-- x")];
    now.next = vec![task("slot", "ask for a second slot", Some("the whole team"))];
    now.notes = vec![Note { title: None, text: String::from("# Went well\n- x") }];
    now.minutes = Some(26);
    record.retros = vec![before, now];
    record.goals = vec![Goal {
        id: "coverage".parse().unwrap(),
        title: String::from("Services covered"),
        why: None,
        kind: GoalKind::Diffusion,
        measure: Measure::Metric { baseline: 2.0, target: 14.0, unit: None },
        mvp: false,
        weight: 1.0,
        dropped: None,
        scores: BTreeMap::new(),
    }];
    record
}

fn sheet<'a>(settings: &'a Settings, record: &'a EngagementRecord) -> WeekSheet<'a> {
    let day = "2026-11-20".parse().unwrap();
    WeekSheet::new(settings, record, (day, day), Answered::default())
}

/// What comes of putting `new` for `old` in the document.
fn edit(record: &EngagementRecord, edits: &[(&str, &str)]) -> Result<Option<Change>, Vec<(usize, String)>> {
    let settings = Settings::default();
    let sheet = sheet(&settings, record);
    let opened = sheet.text();
    let saved = edits.iter().fold(opened.clone(), |text, (old, new)| {
        assert!(text.contains(old), "{old:?} is not in\n{text}");
        text.replacen(old, new, 1)
    });
    let told = |problems: Vec<crate::notes::sheet::Problem>| {
        let line = |number: usize| saved.lines().nth(number - 1).unwrap_or_default().to_owned();
        problems
            .into_iter()
            .map(|problem| (problem.line, format!("{} | {}", line(problem.line), problem.message)))
            .collect()
    };
    sheet.change(&opened, &saved).map_err(told)
}

#[track_caller]
fn edited(edits: &[(&str, &str)]) -> Retro {
    edit(&record(), edits).unwrap().unwrap().retro
}

#[test]
fn nothing_changes_unless_something_was_changed() {
    assert!(edit(&record(), &[]).unwrap().is_none());
    assert!(edit(&record(), &[("## Went poorly\n", "<!-- what a week -->\n## Went poorly\n\n")]).unwrap().is_none());
}

#[test]
fn each_part_can_be_changed() {
    let before = record().retros[1].clone();
    let expected = |change: &dyn Fn(&mut Retro)| {
        let mut retro = before.clone();
        change(&mut retro);
        retro
    };
    let ids = |id: &str| vec![id.parse().unwrap()];
    assert_eq!(edited(&[("- demo\n", "")]), expected(&|retro| drop(retro.went_well.remove(0))));
    assert_eq!(
        edited(&[("- demo\n", "- demo\n- new\n")]),
        expected(&|retro| retro.went_well.insert(1, String::from("new")))
    );
    assert_eq!(edited(&[("- [ ] split the", "- [x] split the")]), expected(&|retro| retro.done = ids("split")));
    assert_eq!(edited(&[("- [ ] split the", "- [-] split the")]), expected(&|retro| retro.dropped = ids("split")));
    assert_eq!(edited(&[("- [ ] production", "- [x] production")]), expected(&|retro| retro.cleared = ids("access")));
    assert_eq!(edited(&[("\n26\n", "\n30 min\n")]), expected(&|retro| retro.minutes = Some(30)));
    assert_eq!(edited(&[("\n26\n", "\n")]), expected(&|retro| retro.minutes = None));
    assert_eq!(
        edited(&[("3/1/1 for days. -->\n", "3/1/1 for days. -->\n4/0/1\n")]),
        expected(&|retro| {
            retro.time = TimeSplit::new(4.0, 0.0, 1.0);
        })
    );
    assert_eq!(
        edited(&[("- [ ] small-team", "- [x] small-team")]),
        expected(&|retro| retro.failure_modes = vec![FailureMode::SmallTeam])
    );
    assert_eq!(
        edited(&[("or a date. -->\n", "or a date. -->\n2 weeks\n")]),
        expected(&|retro| retro.mvp_weeks = Some(2))
    );
    assert_eq!(
        edited(&[("## Note\n", "## Kudos\n\nAna\n\n## Note\n")]),
        expected(&|retro| retro
            .notes
            .insert(0, Note { title: Some(String::from("Kudos")), text: String::from("Ana") }))
    );
    assert_eq!(
        edited(&[("## Who was there\n", "## Who was there\n\nAna, Lee\n")]),
        expected(&|retro| retro.present = vec![String::from("Ana"), String::from("Lee")])
    );
}

#[test]
fn an_action_keeps_its_id_when_its_words_change() {
    let retro = edited(&[("ask for a second slot\n", "ask for a second staging slot\n")]);
    assert_eq!(retro.next, [task("slot", "ask for a second staging slot", Some("the whole team"))]);
    let retro = edited(&[("- the whole team: ask for", "- Lee: ask for")]);
    assert_eq!(retro.next, [task("slot", "ask for a second slot", Some("Lee"))]);
    let retro = edited(&[("- the whole team: ask for a second slot", "- Mei: book a room")]);
    assert_eq!(retro.next, [task("book-a-room", "book a room", Some("Mei"))]);
    let retro = edited(&[("- the whole team", "- [x] Mei: book a room\n- the whole team")]);
    assert_eq!(retro.next[0], task("book-a-room", "book a room", Some("Mei")));
    assert_eq!(retro.done, ["book-a-room".parse().unwrap()]);
}

#[test]
fn a_goal_can_be_scored() {
    let change =
        edit(&record(), &[("- coverage =\n", "- coverage = 10 (basket (and search) added)\n")]).unwrap().unwrap();
    let score = Score { value: Value::Number(10.0), note: Some(String::from("basket (and search) added")) };
    assert_eq!(change.scores, BTreeMap::from([("coverage".parse().unwrap(), score)]));
    assert_eq!(change.retro, record().retros[1]);
}

#[test]
fn a_value_or_note_that_nobody_touched_is_exactly_what_it_was() {
    let exact = Value::Number(2.0 / 3.0);
    let score = |value, note: &str| Score { value, note: Some(note.to_owned()) };
    let mut record = record();
    record.goals[0].scores.insert("2026-W47".parse().unwrap(), score(exact, "two  of\nthree"));
    for (old, new, expected) in [
        ("(two of three)", "(2 of 3)", score(exact, "2 of 3")),
        ("0.6667", "0.7", score(Value::Number(0.7), "two  of\nthree")),
        (" (two of three)", "", Score { value: exact, note: None }),
    ] {
        let change = edit(&record, &[(old, new)]).unwrap().unwrap();
        assert_eq!(change.scores, BTreeMap::from([("coverage".parse().unwrap(), expected)]), "{new}");
    }
    let problems = edit(&record, &[("0.6667 (two of three)", "")]).unwrap_err();
    assert!(problems[0].1.contains("can be corrected, and not taken away"), "{problems:?}");
    // Also where it is not known what was opened.
    let settings = Settings::default();
    let sheet = sheet(&settings, &record);
    let change = sheet.change("", &sheet.text()).unwrap().unwrap();
    assert_eq!(change.scores.into_values().collect::<Vec<_>>(), [score(exact, "two  of\nthree")]);
}

/// What comes of putting `new` for `old` in the document of `answered`, when `record` is what is recorded by then.
fn edit_answered(answered: impl Fn() -> Answered, (old, new): (&str, &str)) -> Change {
    let (settings, record, day) = (Settings::default(), record(), "2026-11-20".parse().unwrap());
    let sheet = WeekSheet::new(&settings, &record, (day, day), answered());
    let opened = sheet.text();
    assert!(sheet.change(&opened, &opened).unwrap().is_none());
    assert!(opened.contains(old), "{old:?} is not in\n{opened}");
    sheet.change(&opened, &opened.replacen(old, new, 1)).unwrap().unwrap()
}

#[test]
fn answers_that_nobody_touched_are_exactly_what_was_said() {
    let texts = ["n/a", "none", "NA", "[x] box", "two  spaces\nand lines", "- [ ] nested", "*"].map(str::to_owned);
    let mut retro = record().retros[1].clone();
    retro.went_well.extend(texts.clone());
    retro.next.extend(texts.iter().zip("abcdefg".chars()).map(|(text, id)| task(&id.to_string(), text, Some("n/a"))));
    let scores = BTreeMap::from([("coverage".parse().unwrap(), Score { value: Value::Number(2.0 / 3.0), note: None })]);
    let answered = || Answered {
        retro: Some(retro.clone()),
        scores: scores.clone(),
        mvp: Some(String::from("live")),
        ..Answered::default()
    };
    let change = edit_answered(answered, ("\n26\n", "\n30\n"));
    assert_eq!(change.retro, Retro { minutes: Some(30), ..retro.clone() });
    assert_eq!(change.scores, scores);
    assert_eq!(change.mvp.map(MvpSaid::weeks), Some(0));
    // What was answered and is not recorded can be taken away.
    for (old, new) in [("- coverage = 0.6667\n", "- coverage =\n"), ("- coverage = 0.6667\n", "")] {
        assert_eq!(edit_answered(answered, (old, new)).scores, BTreeMap::new(), "{new}");
    }
    let change = edit_answered(answered, ("\nlive\n", "\n"));
    assert_eq!((change.mvp, change.retro.mvp_weeks), (None, None));
}

#[test]
fn what_cannot_be_resolved_is_told_with_its_line() {
    for (old, new, words) in [
        ("or a date. -->\n", "or a date. -->\nsoon\n", "soon | `soon` tells no distance"),
        ("or a date. -->\n", "or a date. -->\n2\n3\n", "3 | one line is enough"),
        ("\n26\n", "\nlong\n", "long | `long` is no number of minutes"),
        ("3/1/1 for days. -->\n", "3/1/1 for days. -->\n3/1\n", "3/1 | `3/1` is no split of a week"),
        ("- [ ] small-team", "- [ ] small-tame", "did you mean `small-team`?"),
        ("- [ ] split the", "- [ ] split our", "tick it without changing its words"),
        ("- coverage =\n", "- coverge = 3\n", "did you mean `coverage`?"),
        ("- coverage =\n", "- coverage = many\n", "`many` is not a number"),
        ("- coverage =\n", "- coverage 3\n", "is not goal = value"),
        ("## Minutes\n", "## Minutes\n\n> 26\n", "> 26 | this is neither an item"),
        ("## Note\n", "<!-- oh\n## Note\n", "<!-- oh | the comment that begins here has no end"),
    ] {
        let problems = edit(&record(), &[(old, new)]).unwrap_err();
        assert!(problems.iter().any(|(_, told)| told.contains(words)), "{new}: {problems:?}");
    }
    let two = edit(&record(), &[("\n26\n", "\nlong\n"), ("- coverage =\n", "- coverage = many\n")]).unwrap_err();
    assert_eq!(two.len(), 2);
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    collection::vec(text(), 0..4)
}

prop_compose! {
    /// Any retro of this week.
    fn any_retro()(
        (went_well, went_poorly, present) in (texts(), texts(), texts()),
        (next, blockers) in (texts(), texts()),
        owner in option::of(text()),
        notes in collection::vec((option::of(text()), text()), 0..3),
        (minutes, mvp_weeks) in (option::of(1..1440_u32), option::of(0..520_u32)),
        time in option::of((0..9_u32, 0..9_u32, 1..9_u32)),
        modes in sample::subsequence(FailureMode::NAMES.to_vec(), 0..6),
        (done, cleared) in (any::<bool>(), any::<bool>()),
    ) -> Retro {
        let tasks = |texts: Vec<String>, what: &str| {
            let id = |index| format!("{what}-{index}").parse().unwrap();
            let task = |(index, text)| Task { id: id(index), text, owner: owner.clone() };
            texts.into_iter().enumerate().map(task).collect::<Vec<_>>()
        };
        let mut retro = retro("2026-W47");
        retro.next = tasks(next, "action");
        retro.blockers = tasks(blockers, "blocker");
        retro.done = retro.next.iter().filter(|_| done).map(|task| task.id.clone()).collect();
        retro.cleared = retro.blockers.iter().filter(|_| cleared).map(|task| task.id.clone()).collect();
        retro.notes = notes.into_iter().map(|(title, text)| Note { title, text }).collect();
        retro.time = time.and_then(|(a, b, c)| TimeSplit::new(a.into(), b.into(), c.into()));
        retro.failure_modes = modes.into_iter().map(|(_, mode)| mode).collect();
        Retro { minutes, present, mvp_weeks, went_well, went_poorly, ..retro }
    }
}

fn with(retro: &Retro) -> EngagementRecord {
    EngagementRecord { retros: vec![record().retros[0].clone(), retro.clone()], ..record() }
}

/// What the document says in two columns, and how much in the others: which items are the same there is a judgement.
fn said(settings: &Settings, record: &EngagementRecord) -> ([Vec<String>; 2], [usize; 4]) {
    let sheet = sheet(settings, record);
    let saved = read(&sheet.text(), &sheet.title(), &settings.headings).unwrap();
    let counts = [saved.next.len(), saved.blockers.len(), saved.notes.len(), saved.present.len()];
    ([saved.went_well, saved.went_poorly], counts)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn everything_in_the_document_is_known_again(retro in any_retro()) {
        let (settings, record) = (Settings::default(), with(&retro));
        let sheet = sheet(&settings, &record);
        let text = sheet.text();
        prop_assert!(sheet.change(&text, &text).unwrap().is_none());
        // Also when it is not known what was opened.
        let change = sheet.change("", &text).unwrap().unwrap();
        prop_assert_eq!(change.retro, retro);
        prop_assert_eq!(change.scores, BTreeMap::new());
    }

    #[test]
    fn one_more_item_is_one_more_item(retro in any_retro(), words in "[a-z]{5,9} [a-z]{3,9}") {
        let (settings, record) = (Settings::default(), with(&retro));
        let sheet = sheet(&settings, &record);
        let text = sheet.text();
        for heading in ["Went well", "Went poorly", "Do next time", "Blockers"] {
            let begin = format!("\n## {heading}\n\n");
            let saved = text.replacen(&begin, &format!("{begin}- {words}\n"), 1);
            let change = sheet.change(&text, &saved).unwrap().unwrap();
            let mut expected = retro.clone();
            match heading {
                "Went well" => expected.went_well.insert(0, words.clone()),
                "Went poorly" => expected.went_poorly.insert(0, words.clone()),
                "Do next time" => expected.next.insert(0, change.retro.next[0].clone()),
                _ => expected.blockers.insert(0, change.retro.blockers[0].clone()),
            }
            prop_assert_eq!(change.retro, expected, "{}", saved);
        }
    }

    #[test]
    fn one_item_less_is_one_item_less(retro in any_retro(), at in any::<sample::Index>()) {
        let settings = Settings::default();
        let mut less = retro.clone();
        let taken = |texts: &mut Vec<String>| if texts.is_empty() { None } else { Some(texts.remove(at.index(texts.len()))) };
        let well = taken(&mut less.went_well);
        taken(&mut less.went_poorly);
        if !less.next.is_empty() {
            let gone = less.next.remove(at.index(less.next.len()));
            less.done.retain(|id| *id != gone.id);
        }
        let (before, after) = (with(&retro), with(&less));
        let (opened, saved) = (sheet(&settings, &before).text(), sheet(&settings, &after).text());
        match sheet(&settings, &before).change(&opened, &saved).unwrap() {
            None => prop_assert_eq!(well, None),
            Some(change) => {
                let changed = with(&change.retro);
                prop_assert_eq!(said(&settings, &changed), said(&settings, &after));
            }
        }
    }

    #[test]
    fn any_document_becomes_as_long_as_it_is(one in any_retro(), other in any_retro()) {
        let settings = Settings::default();
        let (before, after) = (with(&one), with(&other));
        let (opened, saved) = (sheet(&settings, &before).text(), sheet(&settings, &after).text());
        if let Some(Change { retro, .. }) = sheet(&settings, &before).change(&opened, &saved).unwrap() {
            prop_assert_eq!(retro.went_well.len(), other.went_well.len());
            prop_assert_eq!(retro.went_poorly.len(), other.went_poorly.len());
            prop_assert_eq!(retro.present.len(), other.present.len());
            prop_assert_eq!(retro.notes.len(), other.notes.len());
            prop_assert_eq!(retro.minutes, other.minutes);
            prop_assert_eq!(retro.mvp_weeks, other.mvp_weeks);
            prop_assert_eq!(retro.time, other.time);
        }
    }
}
