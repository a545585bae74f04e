//! The numbers, computed a second time in another way, on 10,000 rounds and 10,000 engagements made at random.
//!
//! What is compared here is in [`second`], which shares no formula with the program: answers are listed and not counted,
//! variances are means of squares, shares are found by walking over days and weeks. The seed is fixed: a failure is the
//! same everywhere.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

mod made;
mod second;

use auxeng::metrics::{Interval, Nps, Outlook, Progress, expected, goals_done, health, scores};
use auxeng::model::{NpsScore, Settings};

use made::Random;

const CASES: usize = 10_000;

#[track_caller]
fn same(what: &str, ours: f64, theirs: f64) {
    assert!((ours - theirs).abs() < 1e-9, "{what}: {ours} and {theirs}");
}

#[track_caller]
fn same_if_any(what: &str, ours: Option<f64>, theirs: Option<f64>) {
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => same(what, ours, theirs),
        (ours, theirs) => assert_eq!(ours, theirs, "{what}"),
    }
}

fn count(answers: &[u8]) -> Nps {
    Nps::of(answers.iter().map(|answer| NpsScore::new(i64::from(*answer)).expect("it is on the scale")))
}

fn ends(interval: Interval) -> [f64; 2] {
    [interval.low, interval.high]
}

#[test]
fn rounds_agree() {
    let mut random = Random::new(1);
    let mut clear = 0;
    for case in 0..CASES {
        let (before, after) = (random.answers(), random.answers());
        for answers in [&before, &after] {
            let nps = count(answers);
            same_if_any(&format!("{case} score {answers:?}"), nps.score(), second::score(answers));
            match (nps.interval(), second::interval(answers)) {
                (Some(ours), Some(theirs)) => {
                    ends(ours).iter().zip(theirs).for_each(|(ours, theirs)| same("interval", *ours, theirs));
                }
                (ours, theirs) => assert!(ours.is_none() && theirs.is_none(), "{case} {answers:?}"),
            }
        }
        match (count(&after).change_since(count(&before)), second::change(&before, &after)) {
            (Some(ours), Some((difference, interval))) => {
                same("difference", ours.difference, difference);
                ends(ours.interval).iter().zip(interval).for_each(|(ours, theirs)| same("change", *ours, theirs));
                assert_eq!(ours.clear, interval[0] > 0.0 || interval[1] < 0.0, "{case}");
                clear += usize::from(ours.clear);
            }
            (ours, theirs) => assert!(ours.is_none() && theirs.is_none(), "{case} {before:?} {after:?}"),
        }
    }
    assert!((CASES / 20..CASES / 2).contains(&clear), "{clear} changes: the rounds show both");
}

#[test]
fn goals_agree() {
    let mut random = Random::new(2);
    let settings = Settings::default();
    let (mut seen, mut told) = ([0_usize; 5], 0);
    for case in 0..CASES {
        let (record, today) = random.record();
        let live = record.engagement.mvp_in_production;
        for goal in &record.goals {
            for (week, score) in &goal.scores {
                let ours = Progress::of(&goal.measure, score.value);
                let raw = second::progress(&goal.measure, score.value);
                same(&format!("{case} {week}"), ours.raw(), raw);
                same(&format!("{case} {week}"), ours.share(), raw.clamp(0.0, 1.0));
            }
        }
        let ours = scores(&record.goals, live, today);
        let [diffusion, delivery] = second::scores(&record, today);
        same_if_any(&format!("{case} diffusion"), ours.diffusion, diffusion);
        same_if_any(&format!("{case} delivery"), ours.delivery, delivery);
        let aim = settings.aim;
        same("expected", expected(&record.engagement, aim, today), second::expected(&record.engagement, aim, today));
        assert_eq!(goals_done(&record.goals, live, today), second::goals_done(&record, today), "{case}");
        let health = health(&record, &settings, today);
        let outlook = health.as_ref().map(|health| health.outlook);
        assert_eq!(outlook, second::health(&record, &settings, today), "{case} on {today}: {record:#?}");
        if let Some(health) = health.filter(|health| matches!(health.outlook, Outlook::OffTrack | Outlook::AtRisk)) {
            let since = health.reason.rsplit_once(" since week ").map(|(_, week)| week.parse().expect("a week"));
            assert_eq!(since, second::since(&record, &settings, today), "{case} on {today}: {record:#?}");
            told += usize::from(since.is_some());
        }
        let kinds = [Outlook::OffTrack, Outlook::AtRisk, Outlook::Unknown, Outlook::OnTrack];
        let kind = outlook.and_then(|outlook| kinds.iter().position(|kind| *kind == outlook));
        seen[kind.unwrap_or(4)] += 1;
    }
    assert!(seen.iter().all(|times| *times > CASES / 100), "each outlook is seen: {seen:?}");
    assert!(told > CASES / 100, "{told} have been behind for longer than a week");
}
