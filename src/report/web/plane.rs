//! The plane of a chart: where a day and a number lie in it, in the units of its SVG.

use chrono::NaiveDate;

use crate::model::Week;

/// A place on an axis, and what stands there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tick {
    pub(super) at: f64,
    pub(super) label: String,
}

/// A point of a chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// A stretch of days from left to right, and of numbers from the bottom to the top.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plane {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    /// The number at the top; the one at the bottom is 0.
    pub(super) most: f64,
}

impl Plane {
    /// Where `day` lies; days before the first and after the last lie at the edges.
    pub(super) fn x(&self, day: NaiveDate) -> f64 {
        let days = |later: NaiveDate| later.signed_duration_since(self.first).num_days() as f64;
        let span = days(self.last).max(1.0);
        place(self.left + (self.right - self.left) * (days(day) / span).clamp(0.0, 1.0))
    }

    /// Where `number` lies, held to the plane.
    pub(super) fn y(&self, number: f64) -> f64 {
        let share = if self.most > 0.0 { (number / self.most).clamp(0.0, 1.0) } else { 0.0 };
        place(self.bottom - (self.bottom - self.top) * share)
    }

    pub(super) fn point(&self, day: NaiveDate, number: f64) -> Point {
        Point { x: self.x(day), y: self.y(number) }
    }

    /// At most `most` weeks evenly spread, each at its last day.
    pub(super) fn weeks(&self, most: i64) -> Vec<Tick> {
        let (first, last) = (Week::of(self.first), Week::of(self.last));
        let weeks = last.since(first);
        let step = weeks.checked_div(most).and_then(|step| usize::try_from(step).ok()).unwrap_or_default();
        let weeks = (0..=weeks).step_by(step.saturating_add(1));
        weeks
            .map(|offset| first.plus(offset))
            .map(|week| Tick { at: self.x(week.friday()), label: week.short() })
            .collect()
    }
}

/// A place with one decimal, which is finer than anybody sees.
pub(super) fn place(place: f64) -> f64 {
    (place * 10.0).round() / 10.0
}

/// Points as SVG writes them.
pub(super) fn points(points: &[Point]) -> String {
    let written: Vec<String> = points.iter().map(|point| format!("{},{}", point.x, point.y)).collect();
    written.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plane(first: &str, last: &str) -> Plane {
        let date = |text: &str| text.parse().unwrap();
        Plane { left: 10.0, right: 110.0, top: 5.0, bottom: 55.0, first: date(first), last: date(last), most: 2.0 }
    }

    #[test]
    fn days_run_to_the_right_and_numbers_up() {
        let plane = plane("2026-10-12", "2026-10-22");
        for (day, x) in [("2026-10-12", 10.0), ("2026-10-17", 60.0), ("2026-10-22", 110.0), ("2027-01-01", 110.0)] {
            assert!((plane.x(day.parse().unwrap()) - x).abs() < 1e-9, "{day}");
        }
        for (number, y) in [(0.0, 55.0), (1.0, 30.0), (2.0, 5.0), (9.0, 5.0), (-1.0, 55.0)] {
            assert!((plane.y(number) - y).abs() < 1e-9, "{number}");
        }
    }

    #[test]
    fn a_plane_of_one_day_and_of_nothing_has_its_places() {
        let day = plane("2026-10-12", "2026-10-12");
        assert!(day.x("2026-10-12".parse().unwrap()).is_finite());
        let nothing = Plane { most: 0.0, ..day };
        assert!((nothing.y(3.0) - 55.0).abs() < 1e-9);
        assert_eq!(day.weeks(6).len(), 1);
    }

    #[test]
    fn labels_of_weeks_do_not_crowd() {
        for (last, labels) in [("2026-10-30", 3), ("2026-12-18", 5), ("2028-12-18", 6)] {
            assert_eq!(plane("2026-10-12", last).weeks(6).len(), labels, "{last}");
        }
    }
}
