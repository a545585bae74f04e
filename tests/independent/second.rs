//! The second computation. It may look clumsy: it is written from the meaning of the numbers and not from the program.

use auxeng::metrics::Outlook;
use auxeng::model::{Engagement, EngagementRecord, Goal, GoalKind, Measure, Settings, Value, Week};
use chrono::{Datelike as _, NaiveDate, Weekday};

/// The two-sided 95 % point of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// What each answer is worth: the score is the mean of it.
fn worth(answers: &[u8]) -> Vec<f64> {
    let of = |answer: &u8| match answer {
        9 | 10 => 100.0,
        7 | 8 => 0.0,
        _ => -100.0,
    };
    answers.iter().map(of).collect()
}

pub(crate) fn score(answers: &[u8]) -> Option<f64> {
    let worth = worth(answers);
    (!worth.is_empty()).then(|| worth.iter().sum::<f64>() / worth.len() as f64)
}

/// Mean, and variance of the mean, of `worth` with imaginary answers, each with its weight.
fn mean_with(worth: &[f64], imaginary: &[(f64, f64)]) -> (f64, f64) {
    let all: Vec<(f64, f64)> = worth.iter().map(|worth| (*worth, 1.0)).chain(imaginary.iter().copied()).collect();
    let weights: f64 = all.iter().map(|(_, weight)| weight).sum();
    let mean = all.iter().map(|(worth, weight)| worth * weight).sum::<f64>() / weights;
    let squares: f64 = all.iter().map(|(worth, weight)| weight * (worth - mean).powi(2)).sum();
    (mean, squares / weights / weights)
}

fn around(mean: f64, variance: f64, most: f64) -> [f64; 2] {
    [mean - Z * variance.sqrt(), mean + Z * variance.sqrt()].map(|end| end.max(-most).min(most))
}

/// Three imaginary answers: three quarters of a promoter, three quarters of a detractor, one and a half passives.
pub(crate) fn interval(answers: &[u8]) -> Option<[f64; 2]> {
    let (mean, variance) = mean_with(&worth(answers), &[(100.0, 0.75), (-100.0, 0.75), (0.0, 1.5)]);
    (!answers.is_empty()).then(|| around(mean, variance, 100.0))
}

/// A promoter and a detractor more on each side.
pub(crate) fn change(before: &[u8], after: &[u8]) -> Option<(f64, [f64; 2])> {
    let difference = score(after)? - score(before)?;
    let imaginary = [(100.0, 1.0), (-100.0, 1.0)];
    let (then, then_variance) = mean_with(&worth(before), &imaginary);
    let (now, now_variance) = mean_with(&worth(after), &imaginary);
    Some((difference, around(now - then, then_variance + now_variance, 200.0)))
}

/// How much of the way is gone, less what is not: the way there and the way left make the whole.
pub(crate) fn progress(measure: &Measure, value: Value) -> f64 {
    match (measure, value) {
        (Measure::Metric { baseline, target, .. }, Value::Number(value)) => {
            1.0 - (target - value) / (target - baseline)
        }
        (_, Value::Number(value)) => value,
        (_, Value::Done(true)) => 1.0,
        (_, Value::Done(false)) => 0.0,
    }
}

/// The newest value of a goal in or before the week of `day`, found by going back week by week.
fn newest(goal: &Goal, day: NaiveDate) -> Option<Value> {
    let first = *goal.scores.keys().next()?;
    let mut week = Week::of(day);
    loop {
        if let Some(score) = goal.scores.get(&week) {
            return Some(score.value);
        }
        if week < first {
            return None;
        }
        week = week.plus(-1);
    }
}

/// Whether a goal counts on `day`.
fn counts(goal: &Goal, record: &EngagementRecord, day: NaiveDate) -> bool {
    let is_live = matches!(record.engagement.mvp_in_production, Some(live) if live <= day);
    goal.dropped.is_none() && (is_live || !goal.mvp)
}

/// Diffusion and delivery: each goal as often as it weighs, in quarters.
pub(crate) fn scores(record: &EngagementRecord, day: NaiveDate) -> [Option<f64>; 2] {
    [true, false].map(|diffusion| {
        let goals: Vec<&Goal> =
            record.goals.iter().filter(|goal| (goal.kind == GoalKind::Diffusion) == diffusion).collect();
        let counted: Vec<&Goal> = goals.into_iter().filter(|goal| counts(goal, record, day)).collect();
        let mut shares = Vec::new();
        for goal in &counted {
            let share = newest(goal, day).map_or(0.0, |value| progress(&goal.measure, value).clamp(0.0, 1.0));
            let mut weight = goal.weight;
            while weight > 0.0 {
                shares.push(share);
                weight -= 0.25;
            }
        }
        let any = counted.iter().any(|goal| newest(goal, day).is_some());
        any.then(|| shares.iter().sum::<f64>() / shares.len() as f64)
    })
}

/// The aim times the share of the days of the engagement that are not after `today`, counted one by one.
pub(crate) fn expected(engagement: &Engagement, aim: f64, today: NaiveDate) -> f64 {
    let last = match &engagement.close {
        Some(close) if close.date < today => close.date,
        _ => today,
    };
    let days: Vec<NaiveDate> = engagement.start.iter_days().take_while(|day| *day <= engagement.end).collect();
    let passed = days.iter().filter(|day| **day <= last).count();
    aim * passed as f64 / days.len() as f64
}

/// How many goals are done and how many are pursued, whatever the day says of an MVP goal that waits.
pub(crate) fn goals_done(record: &EngagementRecord, today: NaiveDate) -> (usize, usize) {
    let pursued: Vec<&Goal> = record.goals.iter().filter(|goal| goal.dropped.is_none()).collect();
    let is_done = |goal: &&&Goal| {
        let last = goal.scores.values().last();
        // The target itself, and not what rounding makes of the share.
        let reached = last.is_some_and(|score| match (&goal.measure, score.value) {
            (Measure::Metric { baseline, target, .. }, Value::Number(value)) if target > baseline => value >= *target,
            (Measure::Metric { target, .. }, Value::Number(value)) => value <= *target,
            (measure, value) => progress(measure, value) >= 1.0,
        });
        reached && counts(goal, record, today)
    };
    (pursued.iter().filter(is_done).count(), pursued.len())
}

/// The outlook by the rules of the playbook, in their order.
pub(crate) fn health(record: &EngagementRecord, settings: &Settings, today: NaiveDate) -> Option<Outlook> {
    let engagement = &record.engagement;
    let is_closed = matches!(&engagement.close, Some(close) if close.date <= today);
    if is_closed || today < engagement.start {
        return None;
    }
    let weeks = record.goals.iter().filter(|goal| goal.dropped.is_none()).flat_map(|goal| goal.scores.keys());
    let Some(last) = weeks.filter(|week| **week <= Week::of(today)).max() else { return Some(Outlook::Unknown) };
    if *last < Week::of(today).plus(-4) {
        return Some(Outlook::Unknown);
    }
    let expected = expected(engagement, settings.aim, today);
    let known: Vec<f64> = scores(record, today).into_iter().flatten().collect();
    let Some(lowest) = known.into_iter().reduce(f64::min) else { return Some(Outlook::Unknown) };
    let is_behind = |by: f64| expected - lowest > by + 1e-9;
    Some(match () {
        () if is_behind(settings.off_track) => Outlook::OffTrack,
        () if is_behind(settings.at_risk) => Outlook::AtRisk,
        () => Outlook::OnTrack,
    })
}

/// Since which week, counted from 1, the outlook has been what it is; nothing where that is this week.
pub(crate) fn since(record: &EngagementRecord, settings: &Settings, today: NaiveDate) -> Option<usize> {
    let now = health(record, settings, today)?;
    let mut ends: Vec<NaiveDate> = record.engagement.start.iter_days().take_while(|day| *day < today).collect();
    ends.retain(|day| day.weekday() == Weekday::Sun && Week::of(*day) >= record.engagement.first_week());
    let outlooks: Vec<_> = ends.iter().map(|day| health(record, settings, *day)).collect();
    let other = outlooks.iter().rposition(|outlook| *outlook != Some(now));
    let first = other.map_or(0, |place| place + 1);
    let is_this_week = ends.iter().skip(first).all(|day| Week::of(*day) == Week::of(today));
    (!is_this_week).then_some(first + 1)
}
