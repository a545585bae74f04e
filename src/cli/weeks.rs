//! Weeks in which something may be recorded.

use super::context::Context;
use super::failure::Failure;
use crate::model::{Engagement, Week};

/// How many weeks before its start something may be recorded of an engagement; more is a slip of the year.
const AHEAD: i64 = 13;

/// Refuses a record of a week long before the start, or after the engagement was closed; remarks on one before the start
/// and on one of an engagement that is closed.
pub(super) fn check_week(context: &Context, engagement: &Engagement, week: Week) -> Result<(), Failure> {
    let (id, start) = (&engagement.id, engagement.start);
    let ahead = Week::of(start).since(week);
    if ahead > AHEAD {
        return Err(Failure::refused(format!("{week} is long before the start of {id} on {start}"))
            .help("correct --date")
            .help("nothing was written"));
    }
    if ahead > 0 {
        context.ui.warn(&format!("{week} is before the start of {id} on {start}"));
    }
    match &engagement.close {
        Some(close) if week > Week::of(close.date) => {
            Err(Failure::refused(format!("{id} was closed on {}", close.date))
                .help("to correct an earlier week, name it with --date")
                .help("nothing was written"))
        }
        Some(close) => {
            context.ui.warn(&format!("{id} was closed on {}; this corrects its record", close.date));
            Ok(())
        }
        None => Ok(()),
    }
}
