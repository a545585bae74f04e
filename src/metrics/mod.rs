//! Arithmetic over the records: progress, pace, health, carried-over tasks, NPS.
//!
//! Everything here is computed when it is wanted and never stored. Imports `model` only.

mod carry;
mod check_in;
mod disclosure;
mod failure_modes;
mod fit;
mod follow_through;
mod health;
mod load;
mod nps;
mod progress;
mod share;
mod stop_words;
mod themes;
mod timeline;
mod trend;
mod working_time;

pub use carry::{Carried, TaskState, actions, blockers};
pub use check_in::check_in_awaited;
pub use disclosure::{SMALLEST, disclosed};
pub use failure_modes::{Persistence, Sighting, failure_modes};
pub use fit::{Fit, ranks};
pub use follow_through::FollowThrough;
pub use health::{Health, Outlook, days_unscored, expected, health};
pub use load::{Stint, breaks, embedded_weeks, longest_row};
pub use nps::{Change, Interval, Nps};
pub use progress::{GoalState, Progress, Scores, goal_state, goals_done, scores, unscored};
pub use share::{Ambition, GoalsDone, ShareInterval};
pub use themes::{Theme, Themes, themes};
pub use timeline::{Delay, Happening, Moment, RecordedWeek, recorded_weeks, timeline};
pub use trend::{WeekScores, flat_weeks, trend};
pub use working_time::WorkingTime;
