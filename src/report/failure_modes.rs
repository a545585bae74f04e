//! What speaks for an end before the time: the failure modes that retros saw, and when.

use super::numbers::day;
use super::view::{FailureModeView, SightingView};
use crate::text::count;

/// A failure mode with how long it has lasted, and the days of the retros that saw it.
pub fn failure_mode_seen(seen: &FailureModeView) -> String {
    format!("{}, {} ({})", seen.mode.sentence(), running(seen), days(seen))
}

/// How long a failure mode has lasted.
pub(super) fn running(seen: &FailureModeView) -> String {
    match seen.running {
        0 => String::from("not in the newest retro"),
        1 => String::from("in the newest retro"),
        running => format!("{} running", count(running, "retro")),
    }
}

/// The days of the retros that saw it.
pub(super) fn days(seen: &FailureModeView) -> String {
    seen.seen.iter().map(when).collect::<Vec<_>>().join(", ")
}

/// The day of a retro, or its week where nobody wrote down the day.
fn when(sighting: &SightingView) -> String {
    sighting.date.map_or_else(|| sighting.week.to_string(), day)
}
