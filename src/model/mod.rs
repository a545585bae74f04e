//! The records as pure types: what an engagement, a goal, a retro and a survey answer are.
//!
//! No files, no clock, no command line, no printing. Values are checked where they come in, so that the rest of the
//! crate can trust them.

mod champion;
mod check_in;
mod content;
mod date;
mod engagement;
mod engagement_record;
mod failure_mode;
mod feedback;
mod feedback_id;
mod goal;
mod handover;
mod involved;
mod link;
mod mail;
mod milestone;
mod nps;
mod out_of_ten;
mod person;
mod pitch;
mod project_retro;
mod proposal;
mod quarter;
mod retro;
mod settings;
mod slug;
mod time_split;
mod week;
mod weekly_retro;

pub use champion::{Champion, SteppedBack, Talk};
pub use check_in::{Answer, CheckIn};
pub(crate) use content::in_order;
pub use content::{Content, Datum, Field, Leaf, RecordKind};
pub use date::{is_recordable, written_date};
pub use engagement::{Close, Engagement, EngagementKind, Stage};
pub use engagement_record::EngagementRecord;
pub use failure_mode::{FailureMode, UnknownFailureMode};
pub use feedback::{Decision, Errand, Feedback, FeedbackKind, FeedbackState, Minutes, Raised, Shipped, Withdrawn};
pub use feedback_id::{FeedbackId, InvalidFeedbackId};
pub use goal::{Dropped, Goal, GoalKind, Measure, Score, Value};
pub use handover::Handover;
pub use involved::Meant;
pub use link::{InvalidLink, Link};
pub use mail::{
    Delivery, InvalidProgram, InvalidServer, MailSettings, Password, Program, Secret, Security, SmtpServer,
};
pub use milestone::{Milestone, MilestoneKind};
pub use nps::{NpsScore, Response, Round, RoundTiming};
pub use out_of_ten::{OffScale, OutOfTen};
pub use person::{InvalidPerson, Person};
pub use pitch::Pitch;
pub use project_retro::{About, FollowUp, ProjectRetro, Takeaway};
pub use proposal::{Agreement, Proposal, ProposalRecord, ProposalStage, Ruling, Thumb, Verdict, Vote};
pub use quarter::Quarter;
pub use retro::{Note, Retro, Task};
pub use settings::{Headings, RuleSetting, RuleSeverity, SCHEMA, Settings};
pub use slug::{InvalidSlug, Slug};
pub use time_split::{InvalidTimeSplit, TimeSplit};
pub use week::{InvalidWeek, Week};
pub use weekly_retro::{Replacement, WeeklyRetro, WorkDay};
