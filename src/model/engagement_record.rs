//! An engagement with all that belongs to it.

use chrono::NaiveDate;

use super::{
    Agreement, Champion, CheckIn, Engagement, Feedback, Goal, Milestone, ProjectRetro, Proposal, Retro, Round, Vote,
    Week,
};

/// An engagement with the records that belong to it, or as many of them as were asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct EngagementRecord {
    /// The engagement itself.
    pub engagement: Engagement,
    /// Its goals, by id.
    pub goals: Vec<Goal>,
    /// Whether there are goals that could not be read.
    pub has_unreadable_goals: bool,
    /// Its milestones, oldest first.
    pub milestones: Vec<Milestone>,
    /// Its weekly retros, oldest first.
    pub retros: Vec<Retro>,
    /// The weeks that have a retro, oldest first, also where the retros were not read.
    pub retro_weeks: Vec<Week>,
    /// Its project retro.
    pub project_retro: Option<ProjectRetro>,
    /// Whether there is a project retro, also where it was not read.
    pub has_project_retro: bool,
    /// Its survey rounds, oldest first.
    pub rounds: Vec<Round>,
    /// The days on which survey rounds began, also where the answers were not read.
    pub round_dates: Vec<NaiveDate>,
    /// Feedback for the platform, oldest first.
    pub feedback: Vec<Feedback>,
    /// The champions that it has found, by id.
    pub champions: Vec<Champion>,
    /// The check-ins after it, oldest first.
    pub check_ins: Vec<CheckIn>,
    /// The days of the check-ins, also where these were not read.
    pub check_in_dates: Vec<NaiveDate>,
    /// What was proposed before it was opened.
    pub proposal: Option<Proposal>,
    /// The votes on the proposal, by id.
    pub votes: Vec<Vote>,
    /// Who agreed to what is expected, by id.
    pub agreements: Vec<Agreement>,
    /// The host's one-pager: Markdown, with nothing in it that could act on a terminal.
    pub one_pager: Option<String>,
}

impl EngagementRecord {
    /// The record of an engagement about which nothing else is recorded.
    pub fn new(engagement: Engagement) -> Self {
        Self {
            engagement,
            goals: Vec::new(),
            has_unreadable_goals: false,
            milestones: Vec::new(),
            retros: Vec::new(),
            retro_weeks: Vec::new(),
            project_retro: None,
            has_project_retro: false,
            rounds: Vec::new(),
            round_dates: Vec::new(),
            feedback: Vec::new(),
            champions: Vec::new(),
            check_ins: Vec::new(),
            check_in_dates: Vec::new(),
            proposal: None,
            votes: Vec::new(),
            agreements: Vec::new(),
            one_pager: None,
        }
    }

    /// The record as it stood on `date`: what was scored, held, said or reached later is left out.
    #[must_use]
    pub fn as_of(mut self, date: NaiveDate) -> Self {
        let week = Week::of(date);
        self.engagement.mvp_in_production.take_if(|live| *live > date);
        for goal in &mut self.goals {
            goal.scores.retain(|scored, _| *scored <= week);
            goal.dropped.take_if(|dropped| dropped.date > date);
        }
        self.milestones.retain(|milestone| milestone.date <= date);
        self.retros.retain(|retro| retro.week <= week);
        self.retro_weeks.retain(|held| *held <= week);
        if self.project_retro.take_if(|retro| retro.date > date).is_some() {
            self.has_project_retro = false;
        }
        self.rounds.retain(|round| round.date <= date);
        self.round_dates.retain(|began| *began <= date);
        self.feedback.retain(|feedback| feedback.id.date <= date);
        self.feedback.iter_mut().for_each(|feedback| feedback.leave_out_after(date));
        self.champions.iter_mut().for_each(|champion| champion.leave_out_after(date));
        self.check_ins.retain(|held| held.date <= date);
        self.check_in_dates.retain(|held| *held <= date);
        if let Some(proposal) = &mut self.proposal {
            proposal.leave_out_after(date);
        }
        self.votes.retain(|vote| vote.date <= date);
        self.agreements.retain(|agreement| agreement.date <= date);
        self
    }

    /// The newest week in which a goal that is still pursued was scored.
    pub fn last_scored(&self) -> Option<Week> {
        self.goals.iter().filter(|goal| goal.dropped.is_none()).filter_map(Goal::last_scored).max()
    }

    /// The goal called `id`.
    pub fn goal(&self, id: &str) -> Option<&Goal> {
        self.goals.iter().find(|goal| goal.id.as_str() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        Dropped, FeedbackKind, GoalKind, Measure, MilestoneKind, Score, SteppedBack, Talk, Thumb, Value,
    };
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_came_later_is_left_out() {
        let day = || date("2026-11-18");
        let days = ["2026-11-17", "2026-11-18", "2026-11-19"];
        let week = |number| Week::new(2026, number).unwrap();
        let score = |number| (week(number), Score { value: Value::Number(0.5), note: None });
        let goal = |id: &str, dropped: &str| Goal {
            id: id.parse().unwrap(),
            title: id.to_owned(),
            why: None,
            kind: GoalKind::Business,
            measure: Measure::Rating,
            mvp: false,
            weight: 1.0,
            dropped: Some(Dropped { date: date(dropped), reason: None }),
            scores: [46, 47, 48].map(score).into(),
        };
        let milestone = |day: &str| Milestone {
            id: "m".parse().unwrap(),
            title: String::from("M"),
            date: date(day),
            kind: MilestoneKind::Milestone,
            note: None,
        };
        let round = |day: &str| Round { date: date(day), question: None, asked: None, responses: Vec::new() };
        let feedback = |day: &str| {
            Feedback::new(format!("{day}-slow").parse().unwrap(), String::from("Slow"), FeedbackKind::Friction)
        };
        let talk = || Talk::new(None, Some(0.5), None).unwrap();
        let champion = |day: &str| Champion {
            talks: days.map(|day| (date(day), talk())).into(),
            stepped_back: Some(SteppedBack { date: date(day), reason: None }),
            ..Champion::new("clara".parse().unwrap(), "Clara".parse().unwrap())
        };
        let person = || "Ana".parse().unwrap();
        let vote = |day: &str| Vote {
            id: "ana".parse().unwrap(),
            voter: person(),
            date: date(day),
            business: Thumb::Up,
            technical: Thumb::Up,
            team: Thumb::Up,
            reason: None,
        };
        let agreement =
            |day: &str| Agreement { id: "ana".parse().unwrap(), person: person(), date: date(day), note: None };
        let project = |day: &str| EngagementRecord {
            goals: vec![goal("today", "2026-11-18"), goal("tomorrow", "2026-11-19")],
            milestones: days.map(milestone).into(),
            retros: [46, 47, 48].map(|number| Retro::new(week(number))).into(),
            retro_weeks: [46, 47, 48].map(week).into(),
            project_retro: Some(ProjectRetro::new(date(day))),
            has_project_retro: true,
            rounds: days.map(round).into(),
            round_dates: days.map(date).into(),
            feedback: days.map(feedback).into(),
            champions: vec![champion(day)],
            check_ins: days.map(|day| CheckIn::new(date(day))).into(),
            check_in_dates: days.map(date).into(),
            votes: days.map(vote).into(),
            agreements: days.map(agreement).into(),
            ..EngagementRecord::new(Engagement {
                mvp_in_production: Some(date(day)),
                ..Engagement::new("e".parse().unwrap(), String::from("E"), date("2026-10-12"), date("2026-12-18"))
            })
        };
        let record = project("2026-11-18").as_of(day());
        assert_eq!(record.goals.iter().map(|goal| goal.dropped.is_some()).collect::<Vec<_>>(), [true, false]);
        assert_eq!(record.goals[0].scores.keys().copied().collect::<Vec<_>>(), [46, 47].map(week));
        assert_eq!((record.milestones.len(), record.retros.len(), record.retro_weeks.len()), (2, 2, 2));
        assert_eq!((record.rounds.len(), record.round_dates.len()), (2, 2));
        assert!(record.project_retro.is_some() && record.has_project_retro);
        assert_eq!(record.engagement.mvp_in_production, Some(day()));
        assert_eq!(record.goal("today").map(|goal| goal.id.as_str()), Some("today"));
        assert!(record.goal("yesterday").is_none());
        assert_eq!((record.feedback.len(), record.check_ins.len(), record.check_in_dates.len()), (2, 2, 2));
        assert_eq!((record.votes.len(), record.agreements.len()), (2, 2));
        let champion = &record.champions[0];
        assert_eq!((champion.talks.len(), champion.stepped_back.is_some()), (2, true));
        let record = project("2026-11-19").as_of(day());
        assert_eq!(record.champions[0].stepped_back, None);
        assert!(record.project_retro.is_none() && !record.has_project_retro);
        assert_eq!(record.engagement.mvp_in_production, None);
    }
}
