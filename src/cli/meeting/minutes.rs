//! Asking how long a meeting took.

use super::Meeting;
use crate::cli::values::minutes;
use crate::ui::prompt::{Answer, Question, Stop, ask};

/// Asks for the minutes; `said` is what was answered or recorded before.
pub(in crate::cli) fn ask_minutes(meeting: &mut Meeting<'_>, said: Option<u32>) -> Result<Answer<u32>, Stop> {
    let by_clock = Some(meeting.clock().minutes()).filter(|minutes| *minutes > 0);
    let question = Question {
        prompt: String::from("minutes that the retro took"),
        default: said.or(by_clock).map(|minutes| minutes.to_string()),
        help: "As the clock says, or as it was where the meeting was not held here. - leaves it open.",
        ..Question::default()
    };
    ask(meeting.asker, &question, minutes)
}
