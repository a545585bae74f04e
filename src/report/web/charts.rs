//! The charts of an engagement's page: views in, places in an SVG out. The templates draw them.

use chrono::NaiveDate;

use super::plane::{Plane, Point, Tick, place, points};
use crate::metrics::FollowThrough;
use crate::report::numbers::{percent, signed, signed_end};
use crate::report::view::{CourseView, GoalView, ReportView, ScoreView, TallyView};
use crate::text::{count, share};

/// How many weeks an axis names at most.
const WEEKS: i64 = 6;

/// The scores over the weeks, beside what is expected.
#[derive(Debug)]
pub(super) struct Progress {
    /// The same in words, for those who do not see it.
    pub(super) label: String,
    pub(super) weeks: Vec<Tick>,
    pub(super) shares: Vec<Tick>,
    /// What is expected: from nothing at the start to the aim at the end.
    pub(super) expected: String,
    pub(super) aim: Tick,
    /// Where today is; `None` where it lies outside.
    pub(super) today: Option<f64>,
    pub(super) series: Vec<Series>,
}

/// A score over the weeks.
#[derive(Debug)]
pub(super) struct Series {
    pub(super) name: &'static str,
    /// One for each stretch of weeks without a gap.
    pub(super) lines: Vec<String>,
    pub(super) marks: Vec<Point>,
}

/// How many things went well and poorly, week by week.
#[derive(Debug)]
pub(super) struct Balance {
    pub(super) weeks: Vec<Tick>,
    pub(super) bars: Vec<Bar>,
}

/// What the retro of a week said.
#[derive(Debug)]
pub(super) struct Bar {
    pub(super) x: f64,
    pub(super) width: f64,
    pub(super) well: usize,
    pub(super) well_height: f64,
    pub(super) poorly: usize,
    pub(super) poorly_height: f64,
}

/// How many weeks the MVP was thought to be away, week by week.
#[derive(Debug)]
pub(super) struct Clock {
    pub(super) weeks: Vec<Tick>,
    pub(super) line: String,
    pub(super) marks: Vec<Reading>,
}

/// What a retro said about the MVP.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) at: Point,
    pub(super) weeks: u32,
}

/// An NPS on its scale, with its interval.
#[derive(Debug)]
pub(super) struct Scale {
    pub(super) score: f64,
    pub(super) low: f64,
    pub(super) high: f64,
    /// How far the score can be trusted, in words.
    pub(super) certainty: String,
    pub(super) label: String,
}

/// A whole and its parts, side by side.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) label: String,
    pub(super) segments: Vec<Segment>,
}

/// A part, in percent of the whole.
#[derive(Debug)]
pub(super) struct Segment {
    pub(super) class: &'static str,
    pub(super) x: f64,
    pub(super) width: f64,
}

/// The progress of one goal, from its first score to its newest.
#[derive(Debug)]
pub(super) struct Spark {
    pub(super) label: String,
    pub(super) line: String,
    pub(super) last: Point,
}

/// From the first day of an engagement, or of what was recorded, to the last.
fn plane(view: &ReportView, top: f64, bottom: f64, most: f64) -> Plane {
    let days = || view.course.iter().map(|at| at.day);
    let first = days().min().map_or(view.summary.start, |first| first.min(view.summary.start));
    let last = days().max().map_or(view.summary.end, |last| last.max(view.summary.end));
    // As many weeks as a course has, however long the engagement is said to last.
    let first = view.course.first().map_or(first, |at| first.max(at.week.plus(-1).monday()));
    Plane { left: 34.0, right: 470.0, top, bottom, first, last, most }
}

impl Progress {
    /// `None` while nothing is scored.
    pub(super) fn of(view: &ReportView) -> Option<Self> {
        if view.course.iter().all(|at| at.diffusion.is_none() && at.delivery.is_none()) {
            return None;
        }
        let plane = plane(view, 12.0, 196.0, 1.0);
        let share = |number: f64| Tick { at: plane.y(number), label: share(number) };
        let expected = [(view.summary.start, 0.0), (view.summary.end, view.aim), (plane.last, view.aim)];
        let expected: Vec<Point> = expected.iter().map(|(day, share)| plane.point(*day, *share)).collect();
        Some(Self {
            label: Self::label(view),
            weeks: plane.weeks(WEEKS),
            shares: [0.0, 0.25, 0.5, 0.75, 1.0].map(share).to_vec(),
            expected: points(&expected),
            aim: Tick { at: plane.y(view.aim), label: percent(view.aim) },
            today: is_within(view.today, &plane).then(|| plane.x(view.today)),
            series: vec![
                Series::of("diffusion", &view.course, &plane, |at| at.diffusion),
                Series::of("delivery", &view.course, &plane, |at| at.delivery),
            ],
        })
    }

    fn label(view: &ReportView) -> String {
        let score = |score: Option<f64>| score.map_or_else(|| String::from("unknown"), share);
        format!(
            "Diffusion and delivery week by week, beside what is expected: diffusion {}, delivery {}, expected by now {}",
            score(view.summary.diffusion),
            score(view.summary.delivery),
            share(view.summary.expected)
        )
    }
}

fn is_within(day: NaiveDate, plane: &Plane) -> bool {
    plane.first <= day && day <= plane.last
}

impl Series {
    fn of(name: &'static str, course: &[CourseView], plane: &Plane, score: fn(&CourseView) -> Option<f64>) -> Self {
        let place = |at: &CourseView| score(at).map(|score| plane.point(at.day, score));
        let stretches = course.split(|at| score(at).is_none());
        let lines: Vec<Vec<Point>> = stretches.map(|stretch| stretch.iter().filter_map(place).collect()).collect();
        Self {
            name,
            lines: lines.iter().filter(|line| line.len() > 1).map(|line| points(line)).collect(),
            marks: course.iter().filter_map(place).collect(),
        }
    }
}

impl Balance {
    /// `None` while no retro said anything.
    pub(super) fn of(course: &[CourseView]) -> Option<Self> {
        const LEFT: f64 = 10.0;
        const WIDTH: f64 = 460.0;
        const HALF: f64 = 78.0;
        let said = |at: &CourseView| (at.went_well.unwrap_or_default(), at.went_poorly.unwrap_or_default());
        let most = course.iter().map(said).map(|(well, poorly)| well.max(poorly)).max().unwrap_or_default();
        if most == 0 {
            return None;
        }
        let step = WIDTH / course.len() as f64;
        let width = place((step * 0.62).min(34.0));
        let height = |count: usize| place(HALF * count as f64 / most as f64);
        let middle = |index: usize| LEFT + step * (index as f64 + 0.5);
        let bar = |(index, at): (usize, &CourseView)| {
            let (well, poorly) = said(at);
            let x = place(middle(index) - width / 2.0);
            Bar { x, width, well, well_height: height(well), poorly, poorly_height: height(poorly) }
        };
        let every = course.len().div_ceil(10);
        let ticks = course.iter().enumerate().step_by(every);
        Some(Self {
            weeks: ticks.map(|(index, at)| Tick { at: place(middle(index)), label: at.week.short() }).collect(),
            bars: course.iter().enumerate().map(bar).collect(),
        })
    }
}

impl Clock {
    /// `None` where fewer than two retros said how far the MVP is: there is no way to show.
    pub(super) fn of(view: &ReportView) -> Option<Self> {
        let said: Vec<(&CourseView, u32)> = view.course.iter().filter_map(|at| Some((at, at.mvp_weeks?))).collect();
        let most = said.iter().map(|(_, weeks)| *weeks).max()?;
        if said.len() < 2 {
            return None;
        }
        let plane = plane(view, 26.0, 96.0, f64::from(most));
        let marks: Vec<Reading> = said
            .iter()
            .map(|(at, weeks)| Reading { at: plane.point(at.day, f64::from(*weeks)), weeks: *weeks })
            .collect();
        let line: Vec<Point> = marks.iter().map(|reading| reading.at).collect();
        Some(Self { weeks: plane.weeks(WEEKS), line: points(&line), marks })
    }
}

impl Scale {
    /// `None` without answers.
    pub(super) fn of(tally: &TallyView) -> Option<Self> {
        let interval = tally.interval?;
        let x = |score: f64| place(20.0 + 440.0 * (score + 100.0) / 200.0);
        let score = tally.score?;
        let ends = format!("between {} and {}", signed_end(interval.low), signed_end(interval.high));
        Some(Self {
            score: x(score),
            low: x(interval.low),
            high: x(interval.high),
            label: format!("NPS {} on a scale from −100 to +100; with 95 % certainty {ends}", signed(score)),
            certainty: format!("with 95 % certainty {ends}"),
        })
    }
}

impl Parts {
    /// What became of the actions; `None` where none was raised.
    pub(super) fn of_actions(actions: &FollowThrough) -> Option<Self> {
        let FollowThrough { raised, done, dropped, open, .. } = *actions;
        let label = format!("Of {}, {done} are done, {dropped} dropped and {open} open", count(raised, "action"));
        (raised > 0).then(|| Self::of([("well", done), ("dropped", dropped), ("open", open)], label))
    }

    /// How many answered what.
    pub(super) fn of_answers(tally: &TallyView) -> Self {
        let [detractors, passives, promoters] =
            [tally.detractors, tally.passives, tally.promoters].map(|n| usize::try_from(n).unwrap_or(usize::MAX));
        let words = [count(detractors, "detractor"), count(passives, "passive"), count(promoters, "promoter")];
        Self::of([("poorly", detractors), ("dropped", passives), ("well", promoters)], words.join(", "))
    }

    fn of(parts: [(&'static str, usize); 3], label: String) -> Self {
        let whole: f64 = parts.iter().map(|(_, part)| *part as f64).sum();
        let mut x = 0.0;
        let segment = |(class, part): (&'static str, usize)| {
            let width = part as f64 * 100.0 / whole;
            let segment = Segment { class, x, width };
            x += width;
            segment
        };
        Self { label, segments: parts.into_iter().filter(|(_, part)| *part > 0).map(segment).collect() }
    }
}

impl Spark {
    /// The progress of `goal`, which is `progress` in words now; `None` where it was never scored.
    pub(super) fn of(goal: &GoalView, progress: &str, view: &ReportView) -> Option<Self> {
        let plane = Plane { left: 4.0, right: 116.0, ..plane(view, 4.0, 28.0, 1.0) };
        let place = |score: &ScoreView| plane.point(score.week.friday(), score.progress);
        let scored: Vec<Point> = goal.scores.iter().map(place).collect();
        let label = format!("Progress over {}, now {progress}", count(goal.scores.len(), "week"));
        Some(Self { label, line: points(&scored), last: *scored.last()? })
    }
}
