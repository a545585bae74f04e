//! Weeks in which something may be recorded.

use super::context::Context;
use super::failure::Failure;
use crate::model::{Engagement, Week};

/// Refuses a record of a week after the engagement was closed, and remarks on one before its start.
pub(super) fn check_week(
    context: &Context,
    engagement: &Engagement,
    week: Week,
) -> Result<(), Failure> {
    if week < Week::of(engagement.start) {
        context.ui.warn(&format!(
            "{week} is before the start of {} on {}",
            engagement.id, engagement.start
        ));
    }
    match &engagement.close {
        Some(close) if week > Week::of(close.date) => Err(Failure::refused(format!(
            "{} was closed on {}",
            engagement.id, close.date
        ))
        .help("to correct an earlier week, name it with --date")
        .help("nothing was written")),
        _ => Ok(()),
    }
}
