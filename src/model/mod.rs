//! The records as pure types: what an engagement, a goal, a retro and a survey answer are.
//!
//! No files, no clock, no command line, no printing. Values are checked where they come in, so that the rest of the
//! crate can trust them.

mod date;
mod engagement;
mod failure_mode;
mod goal;
mod involved;
mod mail;
mod milestone;
mod nps;
mod person;
mod project_retro;
mod quarter;
mod retro;
mod settings;
mod slug;
mod time_split;
mod week;

pub use date::is_recordable;
pub use engagement::{Close, Engagement, EngagementKind, EngagementRecord, Stage};
pub use failure_mode::{FailureMode, UnknownFailureMode};
pub use goal::{Dropped, Goal, GoalKind, Measure, Score, Value};
pub use involved::Meant;
pub use mail::{
    Delivery, InvalidProgram, InvalidServer, MailSettings, Password, Program, Secret, Security, SmtpServer,
};
pub use milestone::{Milestone, MilestoneKind};
pub use nps::{NpsScore, Response, Round, RoundTiming};
pub use person::{InvalidPerson, Person};
pub use project_retro::{About, FollowUp, ProjectRetro, Takeaway};
pub use quarter::Quarter;
pub use retro::{Note, Retro, Task};
pub use settings::{Headings, SCHEMA, Settings};
pub use slug::{InvalidSlug, Slug};
pub use time_split::{InvalidTimeSplit, TimeSplit};
pub use week::{InvalidWeek, Week};
