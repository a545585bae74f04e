//! Proposals: engagements before they are one, the votes on them, and who agreed to what is expected.

use chrono::NaiveDate;

use super::{Engagement, EngagementKind, Person, Slug};

/// Whether a proposal becomes an engagement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Accepted {
        /// Why.
        reason: Option<String>,
    },
    /// It does not. The host is told why.
    Declined {
        /// Why not.
        reason: String,
    },
}

impl Verdict {
    /// Whether it becomes an engagement.
    pub fn is_accepted(&self) -> bool {
        matches!(self, Self::Accepted { .. })
    }

    /// Why, or why not.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Accepted { reason } => reason.as_deref(),
            Self::Declined { reason } => Some(reason),
        }
    }
}

/// What was decided about a proposal, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// The day; not before that of the proposal.
    pub date: NaiveDate,
    /// Whether it becomes an engagement.
    pub verdict: Verdict,
}

impl Ruling {
    /// Why, or why not.
    pub fn reason(&self) -> Option<&str> {
        self.verdict.reason()
    }
}

/// A proposal, as its `proposal.toml` tells. It has no dates of an engagement yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The name of its folder, which is that of the engagement later.
    pub id: Slug,
    /// What it is about, in one line.
    pub title: String,
    /// The team that asks for help.
    pub host: Option<String>,
    /// The practice that it would spread.
    pub practice: Option<String>,
    /// Why it would be begun.
    pub kind: Option<EngagementKind>,
    /// The day on which it was proposed.
    pub proposed: NaiveDate,
    /// Who speaks for the host.
    pub contact: Option<Person>,
    /// What was decided.
    pub decision: Option<Ruling>,
}

/// Where a proposal stands, until it is an engagement. Derived, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalStage {
    /// Nothing is decided.
    Proposed,
    /// It is to become an engagement.
    Accepted,
    /// It will not become one.
    Declined,
    /// It is an engagement, whose own stage counts.
    Opened,
}

impl ProposalStage {
    /// Every stage with the word that stands for it.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("proposed", Self::Proposed),
        ("accepted", Self::Accepted),
        ("declined", Self::Declined),
        ("opened", Self::Opened),
    ];

    /// The word that stands for the stage.
    pub fn label(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Opened => "opened",
        }
    }
}

/// A Roman vote: a thumb down, to the side, or up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thumb {
    /// 0: none of it is seen.
    Down,
    /// 1: some of it.
    Sideways,
    /// 2: much of it.
    Up,
}

impl Thumb {
    /// The thumb that counts `points`, if there is one.
    pub fn new(points: i64) -> Option<Self> {
        match points {
            0 => Some(Self::Down),
            1 => Some(Self::Sideways),
            2 => Some(Self::Up),
            _ => None,
        }
    }

    /// How much it counts: 0, 1 or 2.
    pub fn points(self) -> u8 {
        match self {
            Self::Down => 0,
            Self::Sideways => 1,
            Self::Up => 2,
        }
    }
}

/// A vote on a proposal, as a file in `votes/` tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// The name of the file, without `.toml`.
    pub id: Slug,
    /// Who votes.
    pub voter: Person,
    /// The day.
    pub date: NaiveDate,
    /// What it is worth to the business.
    pub business: Thumb,
    /// What it is worth to the systems.
    pub technical: Thumb,
    /// How well the teams fit.
    pub team: Thumb,
    /// Why.
    pub reason: Option<String>,
}

impl Vote {
    /// The three together, 0 to 6.
    pub fn points(&self) -> u8 {
        [self.business, self.technical, self.team].into_iter().map(Thumb::points).fold(0, u8::saturating_add)
    }
}

/// That somebody of the host agreed to what is expected, as a file in `agreements/` tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// The name of the file, without `.toml`.
    pub id: Slug,
    /// Who agreed.
    pub person: Person,
    /// The day.
    pub date: NaiveDate,
    /// What was said with it.
    pub note: Option<String>,
}

/// A proposal with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalRecord {
    /// The proposal itself.
    pub proposal: Proposal,
    /// The votes on it, by id.
    pub votes: Vec<Vote>,
    /// Who agreed to what is expected, by id.
    pub agreements: Vec<Agreement>,
    /// The host's one-pager: Markdown, with nothing in it that could act on a terminal.
    pub one_pager: Option<String>,
    /// Whether there are votes that could not be read.
    pub has_unreadable_votes: bool,
    /// Whether there is a one-pager that could not be read.
    pub has_unreadable_page: bool,
    /// Whether it is an engagement by now.
    pub is_opened: bool,
}

impl ProposalRecord {
    /// `proposal`, about which nothing else is recorded.
    pub fn new(proposal: Proposal) -> Self {
        Self {
            proposal,
            votes: Vec::new(),
            agreements: Vec::new(),
            one_pager: None,
            has_unreadable_votes: false,
            has_unreadable_page: false,
            is_opened: false,
        }
    }

    /// Where it stands on `today`.
    pub fn stage(&self, today: NaiveDate) -> ProposalStage {
        if self.is_opened { ProposalStage::Opened } else { self.proposal.stage(today) }
    }

    /// The record as it stood on `date`: what was said later is left out.
    #[must_use]
    pub fn as_of(mut self, date: NaiveDate) -> Self {
        self.proposal.leave_out_after(date);
        self.votes.retain(|vote| vote.date <= date);
        self.agreements.retain(|agreement| agreement.date <= date);
        self
    }
}

impl Proposal {
    /// A proposal of which no more is known.
    pub fn new(id: Slug, title: String, proposed: NaiveDate) -> Self {
        Self { id, title, host: None, practice: None, kind: None, proposed, contact: None, decision: None }
    }

    /// The engagement that it becomes, of one day `start` until its length is known.
    pub fn engagement(&self, start: NaiveDate) -> Engagement {
        Engagement {
            host: self.host.clone(),
            practice: self.practice.clone(),
            kind: self.kind,
            people: self.contact.iter().cloned().collect(),
            ..Engagement::new(self.id.clone(), self.title.clone(), start, start)
        }
    }

    /// As it stood on `date`: what was decided later is left out.
    pub(super) fn leave_out_after(&mut self, date: NaiveDate) {
        self.decision.take_if(|decision| decision.date > date);
    }

    /// Where it stands on `today`, as far as the proposal tells.
    pub fn stage(&self, today: NaiveDate) -> ProposalStage {
        match &self.decision {
            Some(decision) if decision.date <= today => {
                if decision.verdict.is_accepted() {
                    ProposalStage::Accepted
                } else {
                    ProposalStage::Declined
                }
            }
            _ => ProposalStage::Proposed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn proposal(verdict: Option<Verdict>) -> Proposal {
        let decision = verdict.map(|verdict| Ruling { date: date("2026-11-20"), verdict });
        Proposal { decision, ..Proposal::new("basket".parse().unwrap(), String::from("Basket"), date("2026-11-02")) }
    }

    fn vote(day: &str) -> Vote {
        Vote {
            id: "ana".parse().unwrap(),
            voter: "Ana".parse().unwrap(),
            date: date(day),
            business: Thumb::Up,
            technical: Thumb::Sideways,
            team: Thumb::Down,
            reason: None,
        }
    }

    #[test]
    fn the_stage_follows_what_was_decided() {
        let accepted = || Some(Verdict::Accepted { reason: None });
        let declined = || Some(Verdict::Declined { reason: String::from("no time") });
        for (verdict, today, stage) in [
            (None, "2026-12-01", ProposalStage::Proposed),
            (accepted(), "2026-11-19", ProposalStage::Proposed),
            (accepted(), "2026-11-20", ProposalStage::Accepted),
            (declined(), "2026-11-20", ProposalStage::Declined),
        ] {
            let proposal = proposal(verdict);
            assert_eq!(proposal.stage(date(today)), stage, "{proposal:?} on {today}");
            let mut record = ProposalRecord::new(proposal);
            assert_eq!(record.stage(date(today)), stage);
            record.is_opened = true;
            assert_eq!(record.stage(date(today)), ProposalStage::Opened);
        }
    }

    #[test]
    fn a_vote_counts_three_thumbs() {
        for (points, thumb) in
            [(-1, None), (0, Some(Thumb::Down)), (1, Some(Thumb::Sideways)), (2, Some(Thumb::Up)), (3, None)]
        {
            assert_eq!(Thumb::new(points), thumb, "{points}");
            assert!(thumb.is_none_or(|thumb| i64::from(thumb.points()) == points));
        }
        assert_eq!(vote("2026-11-20").points(), 3);
    }

    #[test]
    fn what_was_said_later_is_left_out() {
        let agreement = Agreement {
            id: "lee".parse().unwrap(),
            person: "Lee".parse().unwrap(),
            date: date("2026-11-20"),
            note: None,
        };
        let record = ProposalRecord {
            votes: vec![vote("2026-11-20")],
            agreements: vec![agreement],
            ..ProposalRecord::new(proposal(Some(Verdict::Accepted { reason: None })))
        };
        assert_eq!(record.clone().as_of(date("2026-11-20")), record);
        let before = record.as_of(date("2026-11-19"));
        assert_eq!((before.proposal.decision, before.votes, before.agreements), (None, vec![], vec![]));
    }

    #[test]
    fn an_engagement_begins_with_what_was_proposed() {
        let decided = proposal(Some(Verdict::Declined { reason: String::from("no time") }));
        assert_eq!(decided.decision.as_ref().and_then(Ruling::reason), Some("no time"));
        let (contact, day) = ("Lee <lee@example.org>".parse::<Person>().unwrap(), date("2027-01-11"));
        let (host, practice) = (Some(String::from("Basket")), Some(String::from("flags")));
        let kind = Some(EngagementKind::Debug);
        let begun =
            Proposal { host, practice, kind, contact: Some(contact.clone()), ..decided.clone() }.engagement(day);
        assert_eq!(
            (begun.host.as_deref(), begun.practice.as_deref(), begun.kind),
            (Some("Basket"), Some("flags"), kind)
        );
        assert_eq!((begun.people, begun.id, begun.start, begun.end), (vec![contact], decided.id, day, day));
        assert!(ProposalStage::NAMES.iter().all(|(name, stage)| stage.label() == *name));
    }
}
