//! How much of its time a meeting has used.

use std::time::{Duration, Instant};

use crate::text::{Role, count};

/// The clock of a meeting.
pub(in crate::cli) struct Clock {
    running: Box<dyn Fn() -> Duration>,
    /// What an earlier part of the meeting took.
    before: Duration,
    /// How many minutes the meeting may take.
    timebox: u32,
    said: Said,
}

/// What has been said about the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Nothing,
    NearlyOver,
    Over,
}

impl Clock {
    /// A clock that starts now, `seconds` having been used before.
    pub(in crate::cli) fn start(timebox: u32, seconds: u64) -> Self {
        let begun = Instant::now();
        Self::running(timebox, seconds, move || begun.elapsed())
    }

    /// A clock that runs as `running` says.
    pub(super) fn running(timebox: u32, seconds: u64, running: impl Fn() -> Duration + 'static) -> Self {
        Self { running: Box::new(running), before: Duration::from_secs(seconds), timebox, said: Said::Nothing }
    }

    /// How long the meeting has taken.
    pub(in crate::cli) fn elapsed(&self) -> Duration {
        self.before.saturating_add((self.running)())
    }

    /// How many whole minutes the meeting has taken.
    pub(in crate::cli) fn minutes(&self) -> u32 {
        u32::try_from(self.elapsed().as_secs() / 60).unwrap_or(u32::MAX)
    }

    /// `24 of 30 min`.
    pub(super) fn shown(&self) -> String {
        format!("{} of {} min", self.minutes(), self.timebox)
    }

    /// What is to be said about the time now; each word once.
    pub(super) fn word(&mut self) -> Option<String> {
        const NEARLY: u32 = 5;
        let left = self.timebox.saturating_sub(self.minutes());
        let (due, word) = if left == 0 {
            (Said::Over, format!("The {} minutes are over: what is left can wait for the next one.", self.timebox))
        } else if left <= NEARLY && self.timebox > NEARLY {
            (Said::NearlyOver, format!("{} left. Ending early is fine.", count(left as usize, "minute")))
        } else {
            return None;
        };
        (due > self.said).then(|| {
            self.said = due;
            Role::Caution.paint(word)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use super::*;

    #[test]
    fn each_word_about_the_time_is_said_once() {
        let minutes = Rc::new(Cell::new(0));
        let now = Rc::clone(&minutes);
        let mut clock = Clock::running(30, 0, move || Duration::from_secs(now.get() * 60));
        let mut words = Vec::new();
        for minute in [0, 24, 25, 26, 29, 30, 31, 90] {
            minutes.set(minute);
            words.extend(clock.word().map(|word| (minute, word)));
        }
        let words: Vec<(u64, bool)> = words.iter().map(|(at, word)| (*at, word.contains("5 minutes left"))).collect();
        assert_eq!(words, [(25, true), (30, false)]);
        assert_eq!(clock.shown(), "90 of 30 min");
    }

    #[test]
    fn time_used_before_counts() {
        let clock = Clock::running(30, 600, || Duration::from_secs(119));
        assert_eq!(clock.minutes(), 11);
        assert_eq!(clock.elapsed().as_secs(), 719);
    }

    #[test]
    fn a_short_meeting_is_not_told_that_it_is_nearly_over() {
        assert_eq!(Clock::running(5, 0, || Duration::ZERO).word(), None);
        assert!(Clock::running(5, 300, || Duration::ZERO).word().is_some());
    }
}
