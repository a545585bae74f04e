//! Which engagements the status shows, and in which order.

use std::cmp::Ordering;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use crate::cli::dates::planned_day;
use crate::cli::failure::Failure;
use crate::model::{ProposalStage, Stage};
use crate::report::view::{ProposalView, Summary};

/// Only some of the engagements. A text matches where it is a part of what is recorded; case does not count.
#[derive(Debug, Args)]
#[command(next_help_heading = "Filters")]
pub(super) struct Filter {
    /// Only those that need attention
    #[arg(long, conflicts_with_all = ["id", "engagement"])]
    attention: bool,

    /// Only those at this stage; repeat for several
    #[arg(long, value_enum, conflicts_with_all = ["id", "engagement"])]
    stage: Vec<StageName>,

    /// Only those for this host team
    #[arg(long, value_name = "TEAM", conflicts_with_all = ["id", "engagement"])]
    host: Option<String>,

    /// Only those that spread this practice
    #[arg(long, conflicts_with_all = ["id", "engagement"])]
    practice: Option<String>,

    /// Only those of this engineer
    #[arg(long, value_name = "PERSON", conflicts_with_all = ["id", "engagement"])]
    engineer: Option<String>,

    /// Only those of this advisor
    #[arg(long, value_name = "PERSON", conflicts_with_all = ["id", "engagement"])]
    advisor: Option<String>,

    /// Only those that went on until this day or longer
    #[arg(long, value_name = "DATE", conflicts_with_all = ["id", "engagement"])]
    since: Option<String>,

    /// Only those that began by this day
    #[arg(long, value_name = "DATE", conflicts_with_all = ["id", "engagement"])]
    until: Option<String>,
}

/// A stage by its name in the JSON, with `-` for `_`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StageName {
    Running,
    WrappingUp,
    Planned,
    Closed,
    EndedEarly,
    Proposed,
    Accepted,
    Declined,
}

impl StageName {
    /// The stage of an engagement that it names.
    fn stage(self) -> Option<Stage> {
        match self {
            Self::Running => Some(Stage::Running),
            Self::WrappingUp => Some(Stage::WrappingUp),
            Self::Planned => Some(Stage::Planned),
            Self::Closed => Some(Stage::Closed),
            Self::EndedEarly => Some(Stage::EndedEarly),
            Self::Proposed | Self::Accepted | Self::Declined => None,
        }
    }

    /// The stage of a proposal that it names.
    fn of_proposal(self) -> Option<ProposalStage> {
        match self {
            Self::Proposed => Some(ProposalStage::Proposed),
            Self::Accepted => Some(ProposalStage::Accepted),
            Self::Declined => Some(ProposalStage::Declined),
            _ => None,
        }
    }
}

impl Filter {
    /// Whether all engagements are wanted.
    pub(super) fn is_empty(&self) -> bool {
        let texts = [&self.host, &self.practice, &self.engineer, &self.advisor, &self.since, &self.until];
        !self.attention && self.stage.is_empty() && texts.iter().all(|text| text.is_none())
    }

    /// Keeps of `engagements` those that are wanted.
    ///
    /// # Errors
    /// When a day cannot be read.
    pub(super) fn apply(&self, engagements: &mut Vec<Summary>, today: NaiveDate) -> Result<(), Failure> {
        let day = |text: &Option<String>| text.as_deref().map(|text| planned_day(text, today)).transpose();
        let (since, until) = (day(&self.since)?, day(&self.until)?);
        engagements.retain(|engagement| {
            (!self.attention || !engagement.attention.is_empty())
                && (self.stage.is_empty() || self.stage.iter().any(|name| name.stage() == Some(engagement.stage)))
                && is_named(self.host.as_deref(), engagement.host.as_slice())
                && is_named(self.practice.as_deref(), engagement.practice.as_slice())
                && is_named(self.engineer.as_deref(), &engagement.engineers)
                && is_named(self.advisor.as_deref(), engagement.advisor.as_slice())
                && since.is_none_or(|since| engagement.last_day() >= since)
                && until.is_none_or(|until| engagement.start <= until)
        });
        Ok(())
    }

    /// Whether a proposal is wanted, which needs no attention yet and has neither people of ours nor days on which it
    /// goes on.
    pub(super) fn wants(&self, proposal: &ProposalView) -> bool {
        let others = [&self.engineer, &self.advisor, &self.since, &self.until];
        !self.attention
            && others.iter().all(|text| text.is_none())
            && (self.stage.is_empty() || self.stage.iter().any(|name| name.of_proposal() == Some(proposal.stage)))
            && is_named(self.host.as_deref(), proposal.host.as_slice())
            && is_named(self.practice.as_deref(), proposal.practice.as_slice())
    }
}

/// Whether one of `names` has `wanted` in it, where anything is.
fn is_named(wanted: Option<&str>, names: &[String]) -> bool {
    let wanted = wanted.map(str::to_lowercase);
    wanted.is_none_or(|wanted| names.iter().any(|name| name.to_lowercase().contains(&wanted)))
}

/// What the engagements are ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Order {
    /// Those that need help first, what is over last
    Attention,
    /// By id
    Id,
    /// By the team that is helped
    Host,
    /// Those that began first
    Start,
    /// Those that end first
    End,
    /// The least diffusion first
    Diffusion,
    /// The least delivery first
    Delivery,
}

impl Order {
    /// Orders `engagements`, which stand by attention. Those about which nothing is known come last.
    pub(super) fn apply(self, engagements: &mut [Summary]) {
        let by_share = |one: Option<f64>, other: Option<f64>| match (one, other) {
            (Some(one), Some(other)) => one.total_cmp(&other),
            (one, other) => one.is_none().cmp(&other.is_none()),
        };
        let host = |engagement: &Summary| {
            (engagement.host.is_none(), engagement.host.as_ref().map(|host| host.to_lowercase()))
        };
        engagements.sort_by(|one, other| match self {
            Self::Attention => Ordering::Equal,
            Self::Id => one.id.cmp(&other.id),
            Self::Host => host(one).cmp(&host(other)),
            Self::Start => one.start.cmp(&other.start),
            Self::End => one.last_day().cmp(&other.last_day()),
            Self::Diffusion => by_share(one.diffusion, other.diffusion),
            Self::Delivery => by_share(one.delivery, other.delivery),
        });
    }
}
