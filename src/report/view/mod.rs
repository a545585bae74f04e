//! What is shown, computed once and serialised as it is for JSON. Texts in a view are still foreign: layouts clean them.

mod after;
mod agenda;
mod agreed;
mod champion;
mod course;
mod event;
mod export;
mod failure_mode;
mod feedback;
mod goal;
mod milestone;
mod nps;
mod nps_role;
mod nps_trend;
mod pattern;
mod people;
mod pitch;
mod preparation;
mod program;
mod project_notes;
mod project_retro;
mod proposal;
mod report;
mod retro;
mod retro_notes;
mod search;
mod stays;
mod summary;
mod working_time;

pub use after::{CheckInView, HandoverView, HeldCheckInView};
pub use agenda::{AgendaItem, AgendaKind, AgendaView, Whose};
pub use agreed::{AgreedView, WeeklyRetroView};
pub use champion::{ChampionView, ChampionsView, TalkView};
pub use course::CourseView;
pub use event::{EventView, Source};
pub use export::ExportView;
pub use failure_mode::{FailureModeView, SightingView};
pub use feedback::FeedbackView;
pub use goal::{GoalView, ScoreView};
pub use milestone::MilestoneView;
pub use nps::{COMMENTS_FROM, NpsView, RoundChange, RoundView, TallyView};
pub use nps_role::RoleView;
pub use nps_trend::{NpsTrendView, QuarterView};
pub use pattern::{PatternKind, PatternView};
pub use people::{PeopleView, PersonView};
pub use pitch::PitchView;
pub use preparation::PreparationView;
pub use program::{Period, PracticeView, ProgramPart, ProgramView, ReachedView, RecurringView};
pub use project_notes::ProjectNotes;
pub use project_retro::{FollowUpView, ProjectRetroView, TakeawayView};
pub use proposal::{AgreementView, CandidatesView, FitView, OnePagerView, ProposalPage, ProposalView, VoteView};
pub use report::ReportView;
pub use retro::{NoteView, RetroView, TaskView};
pub use retro_notes::RetroNotes;
pub use search::{HitView, Query, SearchView};
pub use stays::{EngineerView, Stay, StintView};
pub use summary::{AttentionView, BlockerView, MvpView, StatusView, Summary, WeekView};
pub use working_time::{DriftView, WorkingTimeView};

use serde::Serializer;

use crate::model::Week;

/// Serialises a week as its ISO text.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference to the field")]
pub(super) fn week<S: Serializer>(week: &Week, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(week)
}

/// Serialises an optional week as its ISO text or `null`.
#[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference to the field")]
fn optional_week<S: Serializer>(week: &Option<Week>, serializer: S) -> Result<S::Ok, S::Error> {
    match week {
        Some(week) => serializer.collect_str(week),
        None => serializer.serialize_none(),
    }
}
