//! Rounds and engagements made at random, the same ones each time.

use std::collections::BTreeMap;

use auxeng::model::{Close, Dropped, Engagement, EngagementRecord, Goal, GoalKind, Measure, Score, Slug, Value, Week};
use chrono::{Days, NaiveDate};

pub(crate) struct Random(fastrand::Rng);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// The answers of a round: none to forty, from a team that is content, torn or not content.
    pub(crate) fn answers(&mut self) -> Vec<u8> {
        let lowest = self.0.u8(0..=10);
        let n = self.0.usize(0..=40);
        (0..n).map(|_| self.0.u8(lowest..=10)).collect()
    }

    /// An engagement with its goals, and the day on which it is looked at.
    pub(crate) fn record(&mut self) -> (EngagementRecord, NaiveDate) {
        let start = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a date") + Days::new(self.0.u64(0..1000));
        let days = self.0.u64(1..120);
        let end = start + Days::new(days - 1);
        let mut engagement = Engagement::new(slug("work"), String::from("Work"), start, end);
        let day = |random: &mut Self| start + Days::new(random.0.u64(0..days + 20));
        let today = if self.0.u8(0..8) == 0 { start - Days::new(3) } else { day(self) };
        if self.0.u8(0..4) == 0 {
            engagement.close = Some(Close { date: day(self), outcome: None, early: self.0.bool(), reason: None });
        }
        engagement.mvp_in_production = self.0.bool().then(|| day(self));
        let goals = (0..self.0.usize(0..6)).map(|number| self.goal(number, start, days)).collect();
        (EngagementRecord { goals, ..EngagementRecord::new(engagement) }, today)
    }

    fn goal(&mut self, number: usize, start: NaiveDate, days: u64) -> Goal {
        let kind = *self.pick(&[GoalKind::Diffusion, GoalKind::Business, GoalKind::Technical]);
        let measure = match self.0.u8(0..4) {
            0 => Measure::Milestone,
            1 => Measure::Rating,
            _ => {
                let baseline = self.number();
                let away = 1.0 + self.0.f64() * 50.0;
                let target = if self.0.bool() { baseline + away } else { baseline - away };
                Measure::Metric { baseline, target, unit: None }
            }
        };
        let reach = self.0.f64() * 1.6;
        let mut scores = BTreeMap::new();
        for offset in (0..days).step_by(7) {
            if self.0.u8(0..3) > 0 {
                let way = reach * offset as f64 / days as f64 + (self.0.f64() - 0.5) * 0.2;
                let value = self.value(&measure, way);
                scores.insert(Week::of(start + Days::new(offset)), Score { value, note: None });
            }
        }
        if self.0.u8(0..5) == 0 {
            scores.clear();
        }
        Goal {
            id: slug(&format!("goal-{number}")),
            title: String::from("Goal"),
            why: None,
            kind,
            measure,
            mvp: self.0.u8(0..4) == 0,
            weight: *self.pick(&[1.0, 1.0, 2.0, 0.5, 7.25]),
            dropped: (self.0.u8(0..8) == 0).then_some(Dropped { date: start, reason: None }),
            scores,
        }
    }

    /// A value of `measure` that lies this far on the way.
    fn value(&mut self, measure: &Measure, way: f64) -> Value {
        match measure {
            Measure::Milestone => Value::Done(way > 0.7),
            Measure::Rating => Value::Number(way.clamp(0.0, 1.0)),
            // Exactly the target now and then, where rounding could decide.
            Measure::Metric { target, .. } if self.0.u8(0..10) == 0 => Value::Number(*target),
            Measure::Metric { baseline, target, .. } => Value::Number((1.0 - way) * baseline + way * target),
        }
    }

    fn number(&mut self) -> f64 {
        (self.0.f64() - 0.3) * 200.0
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.0.usize(0..from.len())]
    }
}

fn slug(text: &str) -> Slug {
    text.parse().expect("it is an id")
}
