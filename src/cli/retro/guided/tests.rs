//! Weekly retros with answers that are known beforehand.

use chrono::NaiveDate;

use super::answers::{Answers, Fate, told};
use super::steps::{GOALS, WELL, steps};
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
    let record = record();
    let mut sheet = sheet;
    let mut script = Script::new(lines.iter().copied());
    let layout = Layout { width: 80, unicode: true };
    let mut meeting = Meeting::new(&mut script, layout, Clock::start(30, 0), Draft::nowhere());
    let ended = match hold(&mut meeting, &mut sheet, &steps(&record, day(), day()), only) {
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
