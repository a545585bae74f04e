//! Project retros with answers that are known beforehand.

use chrono::NaiveDate;

use super::steps::{GENERAL, steps};
use super::{Answers, recorded};
use crate::cli::meeting::{Clock, Draft, Meeting, Sheet, hold};
use crate::model::{About, Engagement, EngagementRecord, ProjectRetro};
use crate::report::Layout;
use crate::ui::prompt::Stop;
use crate::ui::prompt::script::Script;

fn day() -> NaiveDate {
    "2026-12-18".parse().unwrap()
}

fn record() -> EngagementRecord {
    let start = "2026-10-12".parse().unwrap();
    let mut engagement = Engagement::new("checkout".parse().unwrap(), String::from("Contract tests"), start, day());
    engagement.engineers = vec!["Ana Duarte".parse().unwrap()];
    engagement.people = vec!["Lee Novak".parse().unwrap()];
    engagement.advisor = Some("Mira Okafor".parse().unwrap());
    EngagementRecord::new(engagement)
}

/// The answers when `lines` are typed, whether all was asked, and what a person saw.
fn held(mut sheet: Sheet<Answers>, lines: &[&str], only: Option<&str>) -> (Sheet<Answers>, bool, String) {
    let record = record();
    let mut script = Script::new(lines.iter().copied());
    let layout = Layout { width: 80, unicode: true };
    let mut meeting = Meeting::new(&mut script, layout, Clock::start(60, 0), Draft::nowhere());
    let ended = match hold(&mut meeting, &mut sheet, &steps(&record), only) {
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
const ALL: [&str; 17] = [
    "contracts",
    "",
    "staging",
    "duty",
    "",
    "Lee: show it",
    "",
    "start small",
    "",
    "ask first",
    "pair",
    "",
    "-lee, +Mei",
    "55",
    "",
    "",
    "",
];

#[test]
fn every_answer_finds_its_place() {
    let (sheet, ended, transcript) = held(fresh(), &ALL, None);
    assert!(ended, "{transcript}");
    let retro = recorded(&record(), &sheet).unwrap();
    assert_eq!((retro.date, retro.minutes), (day(), Some(55)));
    assert_eq!(
        (retro.went_well.join(", "), retro.went_poorly.join(", ")),
        ("contracts".into(), "staging, duty".into())
    );
    assert_eq!((retro.next[0].text.as_str(), retro.next[0].owner.as_deref()), ("show it", Some("Lee")));
    let takeaways: Vec<_> = retro.takeaways.iter().map(|takeaway| (takeaway.about, takeaway.text.as_str())).collect();
    let expected =
        [(About::Engagement, "start small"), (About::Engagements, "ask first"), (About::Engagements, "pair")];
    assert_eq!(takeaways, expected);
    assert_eq!(retro.present, ["Ana Duarte", "Mira Okafor", "Mei"]);
    assert_eq!(retro.asked_for_negative, None);
}

#[test]
fn a_meeting_that_stopped_anywhere_goes_on_there() {
    let (whole, ..) = held(fresh(), &ALL, None);
    for stop in 0..14 {
        let (sheet, ended, _) = held(fresh(), &ALL[..stop], None);
        assert!(!ended, "{stop}");
        // As the draft keeps it.
        let kept = serde_json::to_string(&sheet).unwrap();
        let (sheet, ended, transcript) = held(serde_json::from_str(&kept).unwrap(), &ALL[stop..], None);
        assert!(ended, "{stop}: {transcript}");
        assert_eq!(sheet.answers, whole.answers, "{stop}");
    }
}

#[test]
fn a_thin_column_is_asked_for_once_more() {
    let lines = ["a", "", "", "", "too slow", "", "", "", "", ""];
    let (sheet, ended, transcript) = held(fresh(), &lines, None);
    assert!(ended && transcript.contains("Nothing went poorly? Hard feedback"), "{transcript}");
    let words: Vec<&str> = transcript.split_whitespace().collect();
    assert!(words.join(" ").contains("about this engagement, or about how we worked with you?"), "{transcript}");
    let retro = recorded(&record(), &sheet).unwrap();
    assert_eq!((retro.went_poorly, retro.asked_for_negative), (vec![String::from("too slow")], Some(true)));
}

#[test]
fn a_part_is_asked_again_with_what_was_said() {
    let (sheet, ..) = held(fresh(), &ALL, None);
    let (sheet, ended, transcript) = held(sheet, &["<", "pair daily", ""], Some(GENERAL));
    assert!(ended && transcript.contains("[pair] pair daily"), "{transcript}");
    assert_eq!(sheet.answers.takeaways_general, ["ask first", "pair daily"]);
}

#[test]
fn what_is_recorded_already_stays() {
    let mut record = record();
    record.project_retro = Some(ProjectRetro {
        went_poorly: vec![String::from("one"), String::from("two")],
        minutes: Some(40),
        ..ProjectRetro::new("2026-12-17".parse().unwrap())
    });
    let mut sheet = fresh();
    sheet.answers.begin_with(record.project_retro.as_ref());
    assert!(!sheet.answers.is_thin());
    sheet.answers.went_well = vec![String::from("three")];
    let retro = recorded(&record, &sheet).unwrap();
    assert_eq!((retro.went_poorly.len(), retro.went_well.len(), retro.minutes), (2, 1, Some(40)));
    assert_eq!(retro.date, "2026-12-17".parse::<NaiveDate>().unwrap());
}

#[test]
fn who_was_there_is_corrected() {
    let mut record = record();
    record.project_retro = Some(ProjectRetro {
        present: ["Ana Duarte", "Lee Novak"].map(String::from).to_vec(),
        minutes: Some(40),
        ..ProjectRetro::new(day())
    });
    for (typed, present) in
        [("", &["Ana Duarte", "Lee Novak"][..]), ("-lee, +Mei", &["Ana Duarte", "Mei"]), ("none", &[])]
    {
        let mut sheet = fresh();
        let mut script = Script::new([typed, ""]);
        let layout = Layout { width: 80, unicode: true };
        let mut meeting = Meeting::new(&mut script, layout, Clock::start(60, 0), Draft::nowhere());
        hold(&mut meeting, &mut sheet, &steps(&record), Some("Who was there")).unwrap();
        assert!(script.transcript().contains("(40)"), "{}", script.transcript());
        assert_eq!(recorded(&record, &sheet).unwrap().present, present, "{typed}");
    }
}
