//! Records as they might be: any text, any date, any number that a record can hold.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;
use proptest::{collection, option, sample};

use crate::model::{
    About, Close, Dropped, Engagement, EngagementKind, FailureMode, FollowUp, Goal, GoalKind, Handover, Measure,
    Milestone, MilestoneKind, Note, NpsScore, OutOfTen, Person, ProjectRetro, Replacement, Response, Retro, Score,
    Slug, Takeaway, Task, TimeSplit, Value, Week, WeeklyRetro, WorkDay,
};

/// Pieces that are hard to write into TOML or to carry through an edit.
const PIECES: [&str; 26] = [
    "a",
    "word ",
    "\"",
    "\"\"\"",
    "'",
    "'''",
    "\\",
    "\\u0041",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\0",
    "\u{1b}[2J",
    "\u{7f}",
    "\u{85}",
    "\u{202e}",
    "\u{feff}",
    "\u{e000}",
    "🎉",
    "é",
    "林",
    "#",
    " # not a comment",
    "= [",
    "}, {",
];

/// Any text that says something: hard pieces, any characters, or a long one.
pub(super) fn text() -> impl Strategy<Value = String> {
    let pieces = collection::vec(sample::select(&PIECES[..]), 1..8).prop_map(|parts| parts.concat());
    let long = "[a-z \n]{1,9}".prop_map(|part| part.repeat(300));
    prop_oneof![6 => pieces, 4 => any::<String>(), 1 => long]
        .prop_filter("a blank text counts as absent", |text| !text.trim().is_empty())
}

pub(super) fn texts() -> impl Strategy<Value = Vec<String>> {
    collection::vec(text(), 0..4)
}

/// Any day that a record can hold.
pub(super) fn date() -> impl Strategy<Value = NaiveDate> {
    let days = |year, ordinal| NaiveDate::from_yo_opt(year, ordinal).unwrap();
    (1..=9998_i32, 1..=365_u32).prop_map(move |(year, ordinal)| days(year, ordinal))
}

pub(super) fn week() -> impl Strategy<Value = Week> {
    (1..=9998_i32, 1..=52_u32).prop_map(|(year, number)| Week::new(year, number).unwrap())
}

pub(super) fn slug() -> impl Strategy<Value = Slug> {
    "[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?".prop_filter_map("reserved", |text| text.parse().ok())
}

pub(super) fn person() -> impl Strategy<Value = Person> {
    let name = "[^\\p{Cc}<>]{1,12}".prop_map(|name| name.trim().to_owned());
    let name = name.prop_filter("a name is not empty", |name| !name.is_empty());
    let email = "[a-z.+'\"\\\\]{1,8}@[a-z.]{1,8}";
    (name, option::of(email)).prop_map(|(name, email)| Person { name, email })
}

pub(super) fn kind() -> impl Strategy<Value = EngagementKind> {
    sample::select(EngagementKind::NAMES.map(|(_, kind)| kind).to_vec())
}

prop_compose! {
    fn close()(date in date(), outcome in option::of(text()), early: bool, reason in option::of(text())) -> Close {
        Close { date, outcome, early, reason }
    }
}

prop_compose! {
    fn weekly_retro()(
        day in option::of(sample::select(WorkDay::NAMES.map(|(_, day)| day).to_vec())),
        time in option::of((0..24_u32, 0..60_u32).prop_map(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).unwrap())),
        replaced in option::of((text(), text()).prop_map(|(by, because)| Replacement { by, because })),
    ) -> WeeklyRetro {
        WeeklyRetro { day, time, replaced }
    }
}

prop_compose! {
    fn handover()(what in text(), who in text(), note in option::of(text())) -> Handover {
        Handover { what, who, note }
    }
}

prop_compose! {
    pub(super) fn engagement()(
        (id, title) in (slug(), text()),
        (practice, host, home) in (option::of(text()), option::of(text()), option::of(text())),
        kind in option::of(kind()),
        [start, end, closed] in proptest::array::uniform3(date()).prop_map(|mut dates| {
            dates.sort_unstable();
            dates
        }),
        engineers in collection::vec(person(), 0..3),
        advisor in option::of(person()),
        people in collection::vec(person(), 0..4),
        (kickoff, mvp_in_production) in (option::of(date()), option::of(date())),
        (desired_outcome, symptom, symptom_metric) in (option::of(text()), option::of(text()), option::of(text())),
        rituals in texts(),
        (weekly_retro, handover) in (option::of(weekly_retro()), collection::vec(handover(), 0..3)),
        close in option::of(close()),
    ) -> Engagement {
        let advisor = advisor.filter(|advisor| !engineers.iter().any(|engineer| engineer.is(advisor)));
        let close = close.map(|close| Close { date: if close.early { end } else { closed }, ..close });
        Engagement {
            id, title, practice, kind, host, home, start, end, kickoff, engineers, advisor, people, mvp_in_production,
            desired_outcome, symptom, symptom_metric, rituals, weekly_retro, handover, close,
        }
    }
}

/// Two versions of one engagement, as before and after an edit.
pub(super) fn engagements() -> impl Strategy<Value = (Engagement, Engagement)> {
    (engagement(), engagement()).prop_map(|(before, mut after)| {
        after.id = before.id.clone();
        (before, after)
    })
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        (-1000..1000_i32).prop_map(f64::from),
        -100.0..100.0_f64,
        any::<f64>().prop_filter("finite", |number| number.is_finite()),
    ]
}

fn measure() -> impl Strategy<Value = Measure> {
    let metric = (number(), number(), option::of(text()))
        .prop_filter("a distance", |(baseline, target, _)| Measure::is_distance(*baseline, *target))
        .prop_map(|(baseline, target, unit)| Measure::Metric { baseline, target, unit });
    prop_oneof![3 => metric, 1 => Just(Measure::Milestone), 1 => Just(Measure::Rating)]
}

fn scores(measure: &Measure) -> BoxedStrategy<BTreeMap<Week, Score>> {
    let value = match measure {
        Measure::Metric { .. } => number().prop_map(Value::Number).boxed(),
        Measure::Milestone => any::<bool>().prop_map(Value::Done).boxed(),
        Measure::Rating => (0.0..=1.0_f64).prop_map(Value::Number).boxed(),
    };
    let score = (value, option::of(text())).prop_map(|(value, note)| Score { value, note });
    collection::btree_map(week(), score, 0..6).boxed()
}

prop_compose! {
    fn dropped()(date in date(), reason in option::of(text())) -> Dropped {
        Dropped { date, reason }
    }
}

/// Any goal of the given measure.
pub(super) fn goal_of(measure: Measure) -> impl Strategy<Value = Goal> {
    let weight = prop_oneof![Just(1.0), 0.01..20.0_f64, (1..9_i32).prop_map(f64::from)];
    let kind = sample::select(GoalKind::NAMES.map(|(_, kind)| kind).to_vec());
    let words = (slug(), text(), option::of(text()));
    (words, kind, any::<bool>(), weight, option::of(dropped()), scores(&measure)).prop_map(
        move |((id, title, why), kind, mvp, weight, dropped, scores)| {
            let measure = measure.clone();
            Goal { id, title, why, kind, measure, mvp, weight, dropped, scores }
        },
    )
}

pub(super) fn goal() -> impl Strategy<Value = Goal> {
    measure().prop_flat_map(goal_of)
}

/// Two goals that are measured alike, as before and after an edit.
pub(super) fn goals() -> impl Strategy<Value = (Goal, Goal)> {
    measure().prop_flat_map(|measure| (goal_of(measure.clone()), goal_of(measure)))
}

prop_compose! {
    pub(super) fn milestone()(
        (id, title, note) in (slug(), text(), option::of(text())),
        date in date(),
        kind in sample::select(MilestoneKind::NAMES.map(|(_, kind)| kind).to_vec()),
    ) -> Milestone {
        Milestone { id, title, date, kind, note }
    }
}

prop_compose! {
    fn task()(id in slug(), text in text(), owner in option::of(text())) -> Task {
        Task { id, text, owner }
    }
}

prop_compose! {
    fn note()(title in option::of(text()), text in prop_oneof![text(), Just(String::new())]) -> Note {
        Note { title, text }
    }
}

fn time() -> impl Strategy<Value = TimeSplit> {
    let part = || prop_oneof![Just(0.0), (0..100_i32).prop_map(f64::from), 0.0..40.0_f64];
    let three = (part(), part(), part());
    (three, option::of(part()), option::of(part()))
        .prop_filter_map("no week", |((pairing, host, home), backlog, planning)| {
            TimeSplit::in_parts([pairing, host, home], backlog, planning)
        })
}

/// Any retro of `week`.
pub(super) fn retro_of(week: Week) -> impl Strategy<Value = Retro> {
    let said = (texts(), texts(), texts());
    let slugs = || collection::vec(slug(), 0..3);
    let settled = (slugs(), slugs(), slugs());
    let tasks = || collection::vec(task(), 0..3);
    let notes = collection::vec(note(), 0..3);
    let numbers = (option::of(0..1_000_000_u32), option::of(0..520_u32), option::of(any::<bool>()));
    let day = option::of((0..7_u64).prop_map(chrono::Days::new));
    let modes = sample::subsequence(FailureMode::NAMES.map(|(_, mode)| mode).to_vec(), 0..=6);
    let content = option::of(0..=10_i64).prop_map(|content| content.and_then(OutOfTen::new));
    let week_was = (modes, (option::of(time()), content), option::of(date()));
    // On the heap: several retros at once are too much for the stack of a test.
    let (settled, tasks) = (settled.boxed(), (tasks(), tasks(), notes).boxed());
    (said, settled, tasks, numbers, day, week_was.boxed()).prop_map(
        move |(
            said,
            settled,
            (next, blockers, notes),
            numbers,
            day,
            (failure_modes, (time, satisfaction), notes_sent),
        )| Retro {
            week,
            date: day.map(|day| week.monday() + day),
            minutes: numbers.0,
            present: said.0,
            mvp_weeks: numbers.1,
            asked_for_negative: numbers.2,
            went_well: said.1,
            went_poorly: said.2,
            failure_modes,
            time,
            satisfaction,
            notes_sent,
            done: settled.0,
            dropped: settled.1,
            cleared: settled.2,
            next,
            blockers,
            notes,
        },
    )
}

pub(super) fn retro() -> impl Strategy<Value = Retro> {
    week().prop_flat_map(retro_of)
}

/// Two retros of one week, as before and after an edit.
pub(super) fn retros() -> impl Strategy<Value = (Retro, Retro)> {
    week().prop_flat_map(|week| (retro_of(week), retro_of(week)))
}

prop_compose! {
    fn follow_up()(text in text(), owner in option::of(text())) -> FollowUp {
        FollowUp { text, owner }
    }
}

prop_compose! {
    fn takeaway()(text in text(), about in sample::select(About::NAMES.map(|(_, about)| about).to_vec())) -> Takeaway {
        Takeaway { text, about }
    }
}

prop_compose! {
    pub(super) fn project_retro()(
        (date, notes_sent) in (date(), option::of(date())),
        minutes in option::of(0..1_000_000_u32),
        (present, went_well, went_poorly) in (texts(), texts(), texts()),
        asked_for_negative in option::of(any::<bool>()),
        next in collection::vec(follow_up(), 0..3),
        takeaways in collection::vec(takeaway(), 0..4),
        notes in collection::vec(note(), 0..3),
    ) -> ProjectRetro {
        ProjectRetro {
            date, minutes, present, went_well, went_poorly, asked_for_negative, notes_sent, next, takeaways, notes,
        }
    }
}

prop_compose! {
    pub(super) fn response()(score in 0..=10_i64, why in option::of(text()), role in option::of(text())) -> Response {
        Response { score: NpsScore::new(score).unwrap(), why, role }
    }
}
