//! Survey rounds and what they say.

use chrono::NaiveDate;
use serde::Serialize;

use super::RoleView;
use crate::metrics::{Change, Interval, Nps};
use crate::model::{Engagement, EngagementRecord, Round, RoundTiming};

/// From how many answers on comments are shown, so that nobody can be known by theirs.
pub const COMMENTS_FROM: u32 = 5;

/// What answers say together.
#[derive(Debug, Clone, Serialize)]
pub struct TallyView {
    /// How many answered.
    pub n: u32,
    /// Answers of 9 and 10.
    pub promoters: u32,
    /// Answers of 7 and 8.
    pub passives: u32,
    /// Answers of 0 to 6.
    pub detractors: u32,
    /// −100…100; `None` without answers.
    pub score: Option<f64>,
    /// The 95 % interval of the score.
    pub interval: Option<Interval>,
    /// How many were asked, where it is known for every round.
    pub asked: Option<u32>,
    /// Share of those asked who answered, 0…1.
    pub response_rate: Option<f64>,
}

/// The NPS of one or more rounds.
#[derive(Debug, Clone, Serialize)]
pub struct NpsView {
    /// What the rounds in question say together.
    #[serde(flatten)]
    pub tally: TallyView,
    /// How the newest round differs from the one before; `None` across engagements, and where there is none before.
    pub change: Option<RoundChange>,
    /// All rounds, oldest first.
    pub rounds: Vec<RoundView>,
}

/// How much the score has changed from one round to another.
#[derive(Debug, Clone, Serialize)]
pub struct RoundChange {
    /// The day on which the earlier round began.
    pub from: NaiveDate,
    /// The day on which the later round began.
    pub to: NaiveDate,
    /// The difference and how far it can be trusted.
    #[serde(flatten)]
    pub change: Change,
}

/// One survey round.
#[derive(Debug, Clone, Serialize)]
pub struct RoundView {
    /// The engagement that was asked about.
    pub engagement: String,
    /// The day it began.
    pub date: NaiveDate,
    /// When that was, seen from the end of the engagement.
    pub timing: RoundTiming,
    /// What its answers say.
    #[serde(flatten)]
    pub tally: TallyView,
    /// What people wrote; empty while fewer than five have answered.
    pub comments: Vec<String>,
    /// Whether comments were left out because too few have answered.
    pub comments_withheld: bool,
    /// What the answers of each role say, where at least three people have it and nobody else can be worked out.
    pub roles: Vec<RoleView>,
    /// Whether there are roles that are left out for that reason.
    pub roles_withheld: bool,
}

impl TallyView {
    pub(super) fn of(nps: Nps, asked: Option<u32>) -> Self {
        Self {
            n: nps.n(),
            promoters: nps.promoters,
            passives: nps.passives,
            detractors: nps.detractors,
            score: nps.score(),
            interval: nps.interval(),
            asked,
            response_rate: rate(nps.n(), asked),
        }
    }
}

impl RoundView {
    /// What each round of `record` says.
    pub fn all(record: &EngagementRecord) -> Vec<Self> {
        record.rounds.iter().map(|round| Self::of(&record.engagement, round)).collect()
    }

    /// What a round of `engagement` says.
    pub fn of(engagement: &Engagement, round: &Round) -> Self {
        let nps = Nps::of(round.responses.iter().map(|response| response.score));
        let comments = round.responses.iter().filter_map(|response| response.why.clone());
        let mut comments: Vec<String> = comments.collect();
        comments.sort_unstable();
        let comments_withheld = nps.n() < COMMENTS_FROM && !comments.is_empty();
        if comments_withheld {
            comments.clear();
        }
        let (roles, roles_withheld) = RoleView::of(&round.responses);
        Self {
            engagement: engagement.id.to_string(),
            date: round.date,
            timing: RoundTiming::of(engagement, round.date),
            tally: TallyView::of(nps, round.asked),
            comments,
            comments_withheld,
            roles,
            roles_withheld,
        }
    }

    pub(super) fn nps(&self) -> Nps {
        let TallyView { promoters, passives, detractors, .. } = self.tally;
        Nps { promoters, passives, detractors }
    }

    /// The newest of `rounds` that somebody answered.
    pub fn newest(rounds: &[Self]) -> Option<&Self> {
        rounds.iter().filter(|round| round.tally.n > 0).max_by_key(|round| round.date)
    }
}

impl NpsView {
    /// What the newest of an engagement's `rounds` says, with all of them beside it, and how it differs from the one before.
    pub fn newest(rounds: Vec<RoundView>) -> Self {
        let mut answered: Vec<&RoundView> = rounds.iter().filter(|round| round.tally.n > 0).collect();
        answered.sort_by_key(|round| round.date);
        let change = match answered.as_slice() {
            [.., before, newest] => newest.nps().change_since(before.nps()).map(|change| RoundChange {
                from: before.date,
                to: newest.date,
                change,
            }),
            _ => None,
        };
        let newest = RoundView::newest(&rounds).cloned();
        Self { change, ..Self::pooled(newest.as_slice(), rounds) }
    }

    /// What the answers of all `pool` rounds say together.
    pub fn pooled(pool: &[RoundView], rounds: Vec<RoundView>) -> Self {
        Self { tally: TallyView::pooled(pool), change: None, rounds }
    }
}

impl TallyView {
    /// What the answers of all `pool` rounds say together.
    pub(super) fn pooled<'a>(pool: impl IntoIterator<Item = &'a RoundView>) -> Self {
        let pool: Vec<&RoundView> = pool.into_iter().collect();
        let asked = pool.iter().map(|round| round.tally.asked).sum::<Option<u32>>();
        Self::of(Nps::sum(pool.iter().map(|round| round.nps())), asked.filter(|_| !pool.is_empty()))
    }
}

/// The share of those asked who answered; unknown when more answered than were asked.
fn rate(n: u32, asked: Option<u32>) -> Option<f64> {
    asked.filter(|asked| *asked > 0 && *asked >= n).map(|asked| f64::from(n) / f64::from(asked))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{NpsScore, Response};

    fn round(date: &str, scores: &[i64], asked: Option<u32>) -> RoundView {
        let response = |score: &i64| Response {
            score: NpsScore::new(*score).unwrap(),
            why: Some(format!("because {score}")),
            role: None,
        };
        let responses = scores.iter().map(response).collect();
        let day = |text: &str| text.parse().unwrap();
        let id = "checkout".parse().unwrap();
        let engagement = Engagement::new(id, String::from("Contracts"), day("2026-06-01"), day("2026-08-20"));
        RoundView::of(&engagement, &Round { date: day(date), question: None, asked, responses })
    }

    #[test]
    fn comments_wait_for_the_fifth_answer() {
        let four = round("2026-11-20", &[9, 9, 9, 9], None);
        assert!(four.comments.is_empty() && four.comments_withheld);
        let five = round("2026-11-20", &[9, 9, 9, 9, 3], None);
        assert_eq!((five.comments.len(), five.comments_withheld), (5, false));
    }

    #[test]
    fn the_newest_round_with_answers_speaks() {
        let rounds = vec![
            round("2026-08-20", &[0], None),
            round("2026-11-20", &[10, 9], Some(4)),
            round("2026-12-01", &[], None),
        ];
        let view = NpsView::newest(rounds);
        assert_eq!((view.tally.n, view.tally.score, view.tally.response_rate), (2, Some(100.0), Some(0.5)));
        assert_eq!(view.rounds.len(), 3);
    }

    #[test]
    fn the_newest_differs_from_the_one_before_that_has_answers() {
        let rounds = vec![
            round("2026-08-20", &[0; 9], None),
            round("2026-09-20", &[], None),
            round("2026-11-20", &[10; 9], None),
        ];
        let change = NpsView::newest(rounds.clone()).change.unwrap();
        assert_eq!((change.from, change.to), (rounds[0].date, rounds[2].date));
        assert!(change.change.clear && change.change.difference > 199.9);
        assert!(NpsView::newest(rounds[1..].to_vec()).change.is_none());
        assert!(NpsView::pooled(&rounds, rounds.clone()).change.is_none());
    }

    #[test]
    fn no_answers_are_no_score() {
        let view = NpsView::newest(vec![round("2026-11-20", &[], Some(9))]);
        assert_eq!((view.tally.n, view.tally.score, view.tally.asked, view.tally.response_rate), (0, None, None, None));
        assert!(view.tally.interval.is_none());
    }

    #[test]
    fn more_answers_than_asked_is_no_rate() {
        assert_eq!(round("2026-11-20", &[9, 9], Some(1)).tally.response_rate, None);
        assert_eq!(round("2026-11-20", &[], Some(0)).tally.response_rate, None);
    }
}
