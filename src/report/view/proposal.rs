//! Proposals, the votes on them, and how they rank.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::metrics::{Fit, ranks};
use crate::model::{Agreement, EngagementKind, Person, ProposalRecord, ProposalStage, Ruling, Vote};
use crate::notes::{OnePager, Part};

/// A proposal with what people think of it.
#[derive(Debug, Clone, Serialize)]
pub struct ProposalView {
    /// Its id, which is that of the engagement later.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// The team that asks for help.
    pub host: Option<String>,
    /// The practice that it would spread.
    pub practice: Option<String>,
    /// Why it would be begun.
    pub kind: Option<EngagementKind>,
    /// Where it stands.
    pub stage: ProposalStage,
    /// The day on which it was proposed.
    pub proposed: NaiveDate,
    /// Who speaks for the host.
    #[serde(serialize_with = "optional_name")]
    pub contact: Option<Person>,
    /// The day on which it was decided.
    pub decided: Option<NaiveDate>,
    /// Why, or why not.
    pub reason: Option<String>,
    /// The host's one-pager.
    pub one_pager: Option<OnePagerView>,
    /// What the one-pager does not tell; nothing where it cannot be read.
    pub missing: Vec<Part>,
    /// Its place among those that are not decided, from 1; `None` without votes and once it is decided.
    pub rank: Option<usize>,
    /// What the votes say together; `None` where nobody has voted.
    pub fit: Option<FitView>,
    /// The votes, by the id of the voter.
    pub votes: Vec<VoteView>,
    /// Who of the host agreed to what is expected.
    pub agreements: Vec<AgreementView>,
    /// Whether there are votes that could not be read; for layouts.
    #[serde(skip)]
    pub has_unreadable_votes: bool,
    /// Whether there is a one-pager that could not be read; for layouts.
    #[serde(skip)]
    pub has_unreadable_page: bool,
}

/// A host's one-pager in its parts.
#[derive(Debug, Clone, Serialize)]
pub struct OnePagerView {
    /// What goes wrong.
    pub problem: Option<String>,
    /// What the host would wish for.
    pub wish_list: Option<String>,
    /// What the business is to get.
    pub business_goals: Option<String>,
    /// What is to get better in the systems.
    pub technical_goals: Option<String>,
    /// What else stands on the page.
    pub other: Option<String>,
}

/// What the votes on a proposal say together.
#[derive(Debug, Clone, Serialize)]
pub struct FitView {
    /// How many voted.
    pub voters: u32,
    /// All points of all votes.
    pub points: u32,
    /// What a voter gave in the mean, 0…6.
    pub score: f64,
    /// What a voter gave to the value for the business in the mean, 0…2.
    pub business: f64,
    /// What a voter gave to the value for the systems in the mean, 0…2.
    pub technical: f64,
    /// What a voter gave to the fit of the teams in the mean, 0…2.
    pub team: f64,
    /// The points of the vote that gave fewest, 0…6.
    pub lowest: u32,
    /// The points of the vote that gave most, 0…6.
    pub highest: u32,
    /// How far these two are apart, 0…6.
    pub spread: u32,
}

/// A vote.
#[derive(Debug, Clone, Serialize)]
pub struct VoteView {
    /// Who votes.
    #[serde(serialize_with = "name")]
    pub voter: Person,
    /// The day.
    pub date: NaiveDate,
    /// What it is worth to the business: 0, 1 or 2.
    pub business: u8,
    /// What it is worth to the systems.
    pub technical: u8,
    /// How well the teams fit.
    pub team: u8,
    /// The three together.
    pub points: u8,
    /// Why.
    pub reason: Option<String>,
}

/// That somebody of the host agreed to what is expected.
#[derive(Debug, Clone, Serialize)]
pub struct AgreementView {
    /// Who agreed.
    #[serde(serialize_with = "name")]
    pub person: Person,
    /// The day.
    pub date: NaiveDate,
    /// What was said with it.
    pub note: Option<String>,
}

/// One proposal, as a command shows it.
#[derive(Debug, Clone, Serialize)]
pub struct ProposalPage {
    /// The day as of which it is told.
    pub today: NaiveDate,
    /// The proposal.
    pub proposal: ProposalView,
}

/// Proposals side by side.
#[derive(Debug, Clone, Serialize)]
pub struct CandidatesView {
    /// The day as of which they are told.
    pub today: NaiveDate,
    /// Those that are not decided, the best first; then those that were accepted, declined and opened.
    pub proposals: Vec<ProposalView>,
}

fn name<S: Serializer>(person: &Person, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&person.name)
}

#[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
fn optional_name<S: Serializer>(person: &Option<Person>, serializer: S) -> Result<S::Ok, S::Error> {
    person.as_ref().map(|person| person.name.as_str()).serialize(serializer)
}

impl ProposalView {
    /// `record`, which is as it stood on `today`. Its rank is known among others only.
    pub fn of(record: &ProposalRecord, today: NaiveDate) -> Self {
        let proposal = &record.proposal;
        let decision = proposal.decision.as_ref();
        let page = record.one_pager.as_deref().map(OnePager::read);
        Self {
            id: proposal.id.to_string(),
            title: proposal.title.clone(),
            host: proposal.host.clone(),
            practice: proposal.practice.clone(),
            kind: proposal.kind,
            stage: record.stage(today),
            proposed: proposal.proposed,
            contact: proposal.contact.clone(),
            decided: decision.map(|decision| decision.date),
            reason: decision.and_then(Ruling::reason).map(str::to_owned),
            missing: match &page {
                Some(page) => page.missing(),
                None if record.has_unreadable_page => Vec::new(),
                None => Part::ALL.to_vec(),
            },
            one_pager: page.as_ref().map(OnePagerView::of),
            rank: None,
            fit: Fit::of(&record.votes).as_ref().map(FitView::of),
            votes: record.votes.iter().map(VoteView::of).collect(),
            agreements: record.agreements.iter().map(AgreementView::of).collect(),
            has_unreadable_votes: record.has_unreadable_votes,
            has_unreadable_page: record.has_unreadable_page,
        }
    }

    /// What the one-pager tells, part by part.
    pub fn parts(&self) -> [(Part, Option<&str>); 4] {
        Part::ALL.map(|part| {
            let said = self.one_pager.as_ref().and_then(|page| match part {
                Part::Problem => page.problem.as_deref(),
                Part::WishList => page.wish_list.as_deref(),
                Part::BusinessGoals => page.business_goals.as_deref(),
                Part::TechnicalGoals => page.technical_goals.as_deref(),
            });
            (part, said)
        })
    }
}

impl CandidatesView {
    /// The proposals of `records`, which are as they stood on `today`.
    pub fn new(today: NaiveDate, records: &[ProposalRecord]) -> Self {
        let is_open = |record: &ProposalRecord| record.stage(today) == ProposalStage::Proposed;
        let fits: Vec<Option<Fit>> =
            records.iter().map(|record| Fit::of(&record.votes).filter(|_| is_open(record))).collect();
        let view = |(record, rank)| ProposalView { rank, ..ProposalView::of(record, today) };
        let mut proposals: Vec<ProposalView> = records.iter().zip(ranks(&fits)).map(view).collect();
        proposals.sort_by(|one, other| {
            let place = |proposal: &ProposalView| (proposal.stage, proposal.rank.is_none(), proposal.rank);
            let votes = other.votes.len().cmp(&one.votes.len());
            place(one).cmp(&place(other)).then(votes).then_with(|| one.id.cmp(&other.id))
        });
        Self { today, proposals }
    }

    /// Those who have voted on some of the proposals that are not decided and not on all, each with the ids of those on
    /// which they have not. As long as there are any, the scores do not quite compare. Nothing is said of a proposal of
    /// which not all votes can be read.
    pub fn votes_due(&self) -> Vec<(&Person, Vec<&str>)> {
        let open = || self.proposals.iter().filter(|proposal| proposal.stage == ProposalStage::Proposed);
        let mut voters: Vec<&Person> = Vec::new();
        for vote in open().flat_map(|proposal| &proposal.votes) {
            if !voters.iter().any(|voter| voter.is(&vote.voter)) {
                voters.push(&vote.voter);
            }
        }
        let lacks = |voter: &Person| {
            let voted = |proposal: &&ProposalView| {
                proposal.has_unreadable_votes || proposal.votes.iter().any(|vote| vote.voter.is(voter))
            };
            open().filter(|proposal| !voted(proposal)).map(|proposal| proposal.id.as_str()).collect::<Vec<_>>()
        };
        let due = voters.into_iter().map(|voter| (voter, lacks(voter)));
        due.filter(|(_, lacking)| !lacking.is_empty()).collect()
    }
}

impl OnePagerView {
    fn of(page: &OnePager) -> Self {
        let said = |part| page.part(part).map(str::to_owned);
        Self {
            problem: said(Part::Problem),
            wish_list: said(Part::WishList),
            business_goals: said(Part::BusinessGoals),
            technical_goals: said(Part::TechnicalGoals),
            other: Some(page.other.clone()).filter(|other| !other.is_empty()),
        }
    }
}

impl FitView {
    fn of(fit: &Fit) -> Self {
        Self {
            voters: fit.voters,
            points: fit.points(),
            score: fit.score(),
            business: fit.each(fit.business),
            technical: fit.each(fit.technical),
            team: fit.each(fit.team),
            lowest: fit.lowest,
            highest: fit.highest,
            spread: fit.spread(),
        }
    }
}

impl VoteView {
    fn of(vote: &Vote) -> Self {
        Self {
            voter: vote.voter.clone(),
            date: vote.date,
            business: vote.business.points(),
            technical: vote.technical.points(),
            team: vote.team.points(),
            points: vote.points(),
            reason: vote.reason.clone(),
        }
    }
}

impl AgreementView {
    /// An agreement as it is shown.
    pub fn of(agreement: &Agreement) -> Self {
        Self { person: agreement.person.clone(), date: agreement.date, note: agreement.note.clone() }
    }
}
