//! Weekly retros with answers that are known beforehand.

use chrono::NaiveDate;

use super::answers::{Answers, Fate, told};
use super::steps::{GOALS, MVP, WEEK, WELL, steps};
use crate::cli::meeting::{Clock, Draft, Meeting, ScoreSaid, Sheet, hold};
use crate::cli::retro::recording::prepare;
use crate::model::{
    Engagement, EngagementRecord, FailureMode, Goal, GoalKind, Measure, Retro, Score, Slug, Task, TimeSplit, Value,
};
use crate::report::Layout;
use crate::ui::prompt::Stop;
use crate::ui::prompt::script::Script;

fn day() -> NaiveDate {
    "2026-11-20".parse().unwrap()
}

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn task(id: &str, owner: &str) -> Task {
    Task { id: slug(id), text: format!("the matter of {id}"), owner: Some(owner.to_owned()) }
}

fn goal(id: &str, measure: Measure, last: Value) -> Goal {
    let score = Score { value: last, note: None };
    Goal {
        id: slug(id),
        title: format!("The goal {id}"),
        why: None,
        kind: GoalKind::Diffusion,
        measure,
        mvp: false,
        weight: 1.0,
        dropped: None,
        scores: [("2026-W46".parse().unwrap(), score)].into(),
    }
}

/// An engagement with two goals, two actions and a blocker from last week.
fn record() -> EngagementRecord {
    let (start, end) = ("2026-10-12".parse().unwrap(), "2026-12-18".parse().unwrap());
    let mut engagement = Engagement::new(slug("checkout"), String::from("Contract tests"), start, end);
    engagement.engineers = vec!["Ana Duarte".parse().unwrap()];
    engagement.people = vec!["Lee Novak".parse().unwrap()];
    let mut retro = Retro::new("2026-W46".parse().unwrap());
    retro.next = vec![task("split", "Ana"), task("page", "Lee")];
    retro.blockers = vec![task("access", "Lee")];
    retro.mvp_weeks = Some(3);
    let metric = Measure::Metric { baseline: 2.0, target: 14.0, unit: None };
    EngagementRecord {
        goals: vec![goal("coverage", metric, Value::Number(8.0)), goal("habits", Measure::Rating, Value::Number(0.5))],
        retros: vec![retro],
        ..EngagementRecord::new(engagement)
    }
}

/// The answers when `lines` are typed, whether all was asked, and what a person saw.
fn held(sheet: Sheet<Answers>, lines: &[&str], only: Option<&str>) -> (Sheet<Answers>, bool, String) {
    held_of(&record(), sheet, lines, only)
}

/// The same of another engagement.
fn held_of(
    record: &EngagementRecord,
    mut sheet: Sheet<Answers>,
    lines: &[&str],
    only: Option<&str>,
) -> (Sheet<Answers>, bool, String) {
    let mut script = Script::new(lines.iter().copied());
    let layout = Layout { width: 80, unicode: true };
    let mut meeting = Meeting::new(&mut script, layout, Clock::start(30, 0), Draft::nowhere());
    let ended = match hold(&mut meeting, &mut sheet, &steps(record, day(), day()), only) {
        Ok(()) => true,
        Err(Stop::Left) => false,
        Err(error) => panic!("{error}"),
    };
    let transcript = script.transcript().to_owned();
    (sheet, ended, transcript)
}

fn fresh() -> Sheet<Answers> {
    Sheet { answers: Answers::new(day()), ..Sheet::default() }
}

/// Every question answered.
const ALL: [&str; 24] = [
    "done",
    "",
    "10 basket and search",
    "60%",
    "first",
    "second",
    "",
    "staging was down",
    "nobody paired",
    "",
    "Lee: ask",
    "",
    "2",
    "cleared",
    "Bram: the broker",
    "",
    "-lee, +Mei",
    "1 3",
    "3/1/1",
    "26",
    "",
    "",
    "",
    "",
];

#[test]
fn every_answer_finds_its_place() {
    let (sheet, ended, transcript) = held(fresh(), &ALL, None);
    assert!(ended, "{transcript}");
    let answers = &sheet.answers;
    assert_eq!(answers.actions, [(String::from("page"), Fate::Keep), (String::from("split"), Fate::Done)].into());
    let coverage = ScoreSaid { value: String::from("10"), note: Some(String::from("basket and search")) };
    assert_eq!(answers.scores.get("coverage"), Some(&coverage));
    let record = record();
    let once = answers.once(&sheet.answered, day()).unwrap();
    let retro = prepare(&record, day(), &answers.additions(), &once, false).unwrap().retro;
    assert_eq!(retro.went_well, ["first", "second"]);
    assert_eq!(retro.went_poorly, ["staging was down", "nobody paired"]);
    assert_eq!(retro.next[0].owner.as_deref(), Some("Lee"));
    assert_eq!((retro.done, retro.cleared), (vec![slug("split")], vec![slug("access")]));
    assert_eq!(retro.blockers[0].text, "the broker");
    assert_eq!(retro.present, ["Ana Duarte", "Mei"]);
    assert_eq!(retro.failure_modes, [FailureMode::HardWork, FailureMode::Disconnected]);
    assert_eq!(retro.time, TimeSplit::new(3.0, 1.0, 1.0));
    assert_eq!((retro.minutes, retro.mvp_weeks, retro.date), (Some(26), Some(2), Some(day())));
    assert_eq!(retro.asked_for_negative, None);
    assert_eq!(told(&sheet), "2 goals scored · 2 well · 2 poorly · 1 to do · 1 settled · 1 blocker");
}

#[test]
fn a_retro_that_stopped_anywhere_goes_on_there() {
    let (whole, ..) = held(fresh(), &ALL, None);
    for stop in 0..20 {
        let (sheet, ended, _) = held(fresh(), &ALL[..stop], None);
        assert!(!ended, "{stop}");
        // As the draft keeps it.
        let kept = serde_json::to_string(&sheet).unwrap();
        let sheet: Sheet<Answers> = serde_json::from_str(&kept).unwrap();
        let (sheet, ended, transcript) = held(sheet, &ALL[stop..], None);
        assert!(ended, "{stop}: {transcript}");
        assert_eq!(sheet.answers, whole.answers, "{stop}");
    }
}

#[test]
fn a_thin_column_is_asked_for_once_more() {
    let lines = ["", "", "", "", "well", "", "", "", "we were late", "", "", "", "", "", "", "", "", "", ""];
    let (sheet, _, transcript) = held(fresh(), &lines, None);
    assert_eq!(transcript.matches("Nothing went poorly?").count(), 1, "{transcript}");
    let once = sheet.answers.once(&sheet.answered, day()).unwrap();
    assert!(once.asked_for_negative);
    assert_eq!(sheet.answers.additions().went_poorly, ["we were late"]);
}

#[test]
fn what_is_recorded_already_counts_as_said() {
    let mut answers = Answers::new(day());
    assert!(answers.is_thin());
    let mut retro = Retro::new("2026-W47".parse().unwrap());
    retro.went_poorly = vec![String::from("a"), String::from("b")];
    answers.begin_with(Some(&retro));
    assert!(!answers.is_thin());
}

#[test]
fn parts_can_be_passed_over_and_asked_again() {
    let (sheet, ended, _) = held(fresh(), &[">", ">", ">", ">", ">", "", ">", ">"], None);
    assert!(ended);
    assert_eq!(sheet.answers.additions().done.len() + sheet.answers.scores.len(), 0, "nothing is made up");
    let (sheet, ended, transcript) = held(sheet, &["", "<", "11", "70%"], Some(GOALS));
    assert!(ended, "{transcript}");
    assert_eq!(sheet.answers.scores["coverage"].value, "11");
    assert!(!transcript.contains(WELL), "only this part is asked\n{transcript}");
}

#[test]
fn one_goes_back_over_parts() {
    let (sheet, ended, _) = held(fresh(), &["done", "<", "drop", "", "", "<", "<", "drop"], None);
    assert!(!ended);
    assert_eq!(sheet.answers.actions["split"], Fate::Drop);
    assert_eq!(sheet.answers.actions["page"], Fate::Drop);
}

/// An engagement whose week is recorded already.
fn recorded() -> EngagementRecord {
    let mut record = record();
    let mut retro = Retro::new("2026-W47".parse().unwrap());
    retro.present = ["Ana Duarte", "Lee Novak", "Mei"].map(String::from).to_vec();
    retro.failure_modes = vec![FailureMode::HardWork, FailureMode::SmallTeam];
    (retro.time, retro.minutes, retro.mvp_weeks) = (TimeSplit::new(3.0, 1.0, 1.0), Some(25), Some(1));
    record.retros.push(retro);
    record
}

#[test]
fn a_second_sitting_begins_with_what_is_recorded_and_corrects_it() {
    let record = recorded();
    let sitting = |lines: &[&str], part: &str| {
        let (sheet, ended, transcript) = held_of(&record, fresh(), lines, Some(part));
        assert!(ended, "{transcript}");
        // As the draft keeps it.
        let sheet: Sheet<Answers> = serde_json::from_str(&serde_json::to_string(&sheet).unwrap()).unwrap();
        let once = sheet.answers.once(&sheet.answered, day()).unwrap();
        (prepare(&record, day(), &sheet.answers.additions(), &once, false).unwrap().retro, transcript)
    };
    let before = record.retros.last().unwrap();
    let (retro, transcript) = sitting(&["", "", "", ""], WEEK);
    for default in ["(these 3)", "(hard-work small-team)", "(3/1/1)", "(25)"] {
        assert!(transcript.contains(default), "{default}\n{transcript}");
    }
    assert_eq!((&retro.present, &retro.failure_modes), (&before.present, &before.failure_modes));
    assert_eq!((retro.time, retro.minutes), (before.time, before.minutes));
    let (retro, _) = sitting(&["-lee, +Bram", "1 3", "2/2/1", "26 min"], WEEK);
    assert_eq!(retro.present, ["Ana Duarte", "Mei", "Bram"]);
    assert_eq!(retro.failure_modes, [FailureMode::HardWork, FailureMode::Disconnected]);
    assert_eq!((retro.time, retro.minutes), (TimeSplit::new(2.0, 2.0, 1.0), Some(26)));
    let (retro, _) = sitting(&["none", "none", "-", "-"], WEEK);
    assert_eq!((retro.present.len(), retro.failure_modes.len()), (0, 0));
    assert_eq!(retro.minutes, Some(25), "what is left open stays");
    let (retro, _) = sitting(&["-", ">"], WEEK);
    assert_eq!((&retro.present, &retro.failure_modes), (&before.present, &before.failure_modes));
    let (retro, transcript) = sitting(&["", "still", ""], MVP);
    assert!(retro.mvp_weeks == Some(1) && transcript.contains("or a date (1) ›"), "{transcript}");
}

#[test]
fn what_others_recorded_after_an_answer_stays() {
    let mut record = record();
    let (sheet, ..) = held_of(&record, fresh(), &["-lee", "1", "-", "-"], Some(WEEK));
    let mut retro = Retro::new("2026-W47".parse().unwrap());
    retro.present = vec![String::from("Mei")];
    retro.failure_modes = vec![FailureMode::SmallTeam];
    record.retros.push(retro);
    let once = sheet.answers.once(&sheet.answered, day()).unwrap();
    let retro = prepare(&record, day(), &sheet.answers.additions(), &once, false).unwrap().retro;
    assert_eq!(retro.present, ["Mei", "Ana Duarte"]);
    assert_eq!(retro.failure_modes, [FailureMode::SmallTeam, FailureMode::HardWork]);
}

#[test]
fn the_weeks_to_production_that_are_offered_grow_fewer() {
    for (said, weeks, default) in [("2026-W46", 3, Some("2")), ("2026-W44", 4, Some("1")), ("2026-W44", 3, None)] {
        let mut record = record();
        record.retros[0].week = said.parse().unwrap();
        record.retros[0].mvp_weeks = Some(weeks);
        let (sheet, _, transcript) = held_of(&record, fresh(), &["", "", ""], Some(MVP));
        assert_eq!(sheet.answers.mvp.as_deref(), default, "{transcript}");
        assert_eq!(transcript.contains("In W44 it was to be in production in W47"), default.is_none(), "{transcript}");
    }
}

#[test]
fn a_day_of_production_is_kept_and_told_as_it_was_understood() {
    for (typed, kept, told) in [
        ("2", "2", ""),
        ("2026-12-02", "2", "  in 2 weeks, in W49\n"),
        ("yesterday", "2026-11-19", "  live since 19 November 2026\n"),
        ("live", "live", "  live since 20 November 2026\n"),
    ] {
        let (sheet, _, transcript) = held(fresh(), &[typed, "", ""], Some(MVP));
        assert_eq!(sheet.answers.mvp.as_deref(), Some(kept));
        assert!(transcript.contains(&format!("› {typed}\n{told}")), "{transcript}");
    }
}
