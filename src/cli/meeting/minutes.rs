//! Asking how long a meeting took.

use super::Meeting;
use crate::model::Retro;
use crate::ui::prompt::{Answer, Question, Stop, ask};

/// Asks for the minutes; `said` is what was answered before.
pub(in crate::cli) fn ask_minutes(meeting: &mut Meeting<'_>, said: Option<u32>) -> Result<Answer<u32>, Stop> {
    let by_clock = Some(meeting.clock().minutes()).filter(|minutes| *minutes > 0);
    let question = Question {
        prompt: String::from("minutes that the retro took"),
        default: said.or(by_clock).map(|minutes| minutes.to_string()),
        help: "As the clock says, or as it was where the meeting was not held here. Enter without a number leaves it open.",
        ..Question::default()
    };
    ask(meeting.asker, &question, |text| match text.parse::<u32>() {
        Ok(minutes) if (1..=Retro::LONGEST).contains(&minutes) => Ok(minutes),
        _ => Err(format!("write whole minutes, from 1 to {}", Retro::LONGEST)),
    })
}
