//! Feedback for the platform: friction that was met, or an idea, and its way home.

use chrono::NaiveDate;

use super::{FeedbackId, Link};

/// What feedback tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackKind {
    /// Something did not do what was expected.
    Friction,
    /// Something could be there that is not.
    Idea,
}

impl FeedbackKind {
    /// Every kind with the word that stands for it in files and flags.
    pub const NAMES: [(&'static str, Self); 2] = [("friction", Self::Friction), ("idea", Self::Idea)];

    /// The word that stands for the kind in files and flags.
    pub fn label(self) -> &'static str {
        match self {
            Self::Friction => "friction",
            Self::Idea => "idea",
        }
    }
}

/// A length of time in minutes: finite, and 0 to a million, which is nearly two years.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, serde::Serialize)]
pub struct Minutes(f64);

impl Minutes {
    /// So many minutes, if there can be.
    pub fn new(minutes: f64) -> Option<Self> {
        const MOST: f64 = 1e6;
        (0.0..=MOST).contains(&minutes).then_some(Self(minutes))
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

/// That feedback was brought to those who own the tool.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Raised {
    /// The day.
    pub date: NaiveDate,
    /// Where it is talked about.
    pub link: Option<Link>,
}

/// What those who own the tool have decided.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Decision {
    /// The day.
    pub date: NaiveDate,
    /// Whether something is to be done about it.
    pub accepted: bool,
    /// Why.
    pub reason: Option<String>,
}

/// That the platform was changed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Shipped {
    /// The day.
    pub date: NaiveDate,
    /// Where the change can be seen.
    pub link: Option<Link>,
}

/// That it is no feedback of its own after all: it was met as something else already, or was a mistake.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Withdrawn {
    /// The day.
    pub date: NaiveDate,
    /// Why.
    pub reason: Option<String>,
}

/// Feedback, as its file in `feedback/` tells. Nothing that became of it lies before the day on which it was met.
#[derive(Debug, Clone, PartialEq)]
pub struct Feedback {
    /// The name of its file, without `.toml`.
    pub id: FeedbackId,
    /// What it is, in one line.
    pub title: String,
    /// What it tells.
    pub kind: FeedbackKind,
    /// What it is about: a tool, a page, a process of the platform.
    pub tool: Option<String>,
    /// What was expected.
    pub expected: Option<String>,
    /// What happened instead.
    pub happened: Option<String>,
    /// What it cost once.
    pub cost: Option<Minutes>,
    /// What the tool saves, once it is known.
    pub saves: Option<Minutes>,
    /// The other hosts at which it was seen.
    pub seen_at: Vec<String>,
    /// Who met it.
    pub by: Option<String>,
    /// That it was brought home.
    pub raised: Option<Raised>,
    /// What was decided there.
    pub decision: Option<Decision>,
    /// That the platform was changed.
    pub shipped: Option<Shipped>,
    /// The day on which the host was told what became of it.
    pub told: Option<NaiveDate>,
    /// That it is none after all.
    pub withdrawn: Option<Withdrawn>,
}

/// How far feedback has come. Derived from what is recorded, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackState {
    /// It is written down, and nobody at home knows of it.
    Noticed,
    /// It was brought home.
    Raised,
    /// Something is to be done about it.
    Accepted,
    /// Nothing will be done about it.
    Declined,
    /// The platform was changed.
    Shipped,
    /// It is no feedback of its own after all.
    Withdrawn,
}

impl FeedbackState {
    /// Every state with the word that stands for it.
    pub const NAMES: [(&'static str, Self); 6] = [
        ("noticed", Self::Noticed),
        ("raised", Self::Raised),
        ("accepted", Self::Accepted),
        ("declined", Self::Declined),
        ("shipped", Self::Shipped),
        ("withdrawn", Self::Withdrawn),
    ];

    /// The word that stands for the state.
    pub fn label(self) -> &'static str {
        match self {
            Self::Noticed => "noticed",
            Self::Raised => "raised",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Shipped => "shipped",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether nothing more is expected at home: of what was not withdrawn, the host is still to be told.
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Declined | Self::Shipped | Self::Withdrawn)
    }
}

/// What those who met something still have to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Errand {
    /// To bring it home: nobody there knows of it.
    CarryHome,
    /// To tell the host what became of it.
    TellHost,
}

impl Feedback {
    /// Feedback of which no more is known.
    pub fn new(id: FeedbackId, title: String, kind: FeedbackKind) -> Self {
        Self {
            id,
            title,
            kind,
            tool: None,
            expected: None,
            happened: None,
            cost: None,
            saves: None,
            seen_at: Vec::new(),
            by: None,
            raised: None,
            decision: None,
            shipped: None,
            told: None,
            withdrawn: None,
        }
    }

    /// How far it has come: the furthest step that is recorded, unless it is withdrawn.
    pub fn state(&self) -> FeedbackState {
        if self.is_withdrawn() {
            return FeedbackState::Withdrawn;
        }
        match (&self.shipped, &self.decision, &self.raised) {
            (Some(_), ..) => FeedbackState::Shipped,
            (None, Some(decision), _) if decision.accepted => FeedbackState::Accepted,
            (None, Some(_), _) => FeedbackState::Declined,
            (None, None, Some(_)) => FeedbackState::Raised,
            (None, None, None) => FeedbackState::Noticed,
        }
    }

    /// Whether it is no feedback of its own after all.
    pub fn is_withdrawn(&self) -> bool {
        self.withdrawn.is_some()
    }

    /// The step that goes on although it is withdrawn, and its day: that it was shipped, or a step of a later day than the
    /// withdrawal. What was only brought home or decided before may be withdrawn.
    pub fn goes_on(&self) -> Option<(FeedbackState, NaiveDate)> {
        let withdrawn = self.withdrawn.as_ref()?.date;
        let shipped = self.shipped.as_ref().map(|shipped| (FeedbackState::Shipped, shipped.date));
        shipped.or_else(|| self.last_step().filter(|(_, date)| *date > withdrawn))
    }

    /// The step of the latest day, and that day; of several on one day the furthest.
    pub fn last_step(&self) -> Option<(FeedbackState, NaiveDate)> {
        let decided = |decision: &Decision| {
            let state = if decision.accepted { FeedbackState::Accepted } else { FeedbackState::Declined };
            (state, decision.date)
        };
        let steps = [
            self.raised.as_ref().map(|raised| (FeedbackState::Raised, raised.date)),
            self.decision.as_ref().map(decided),
            self.shipped.as_ref().map(|shipped| (FeedbackState::Shipped, shipped.date)),
        ];
        steps.into_iter().flatten().max_by_key(|(_, date)| *date)
    }

    /// The day on which it came as far as it is.
    pub fn since(&self) -> NaiveDate {
        if let Some(withdrawn) = &self.withdrawn {
            return withdrawn.date;
        }
        let shipped = self.shipped.as_ref().map(|shipped| shipped.date);
        let decided = || self.decision.as_ref().map(|decision| decision.date);
        let raised = || self.raised.as_ref().map(|raised| raised.date);
        shipped.or_else(decided).or_else(raised).unwrap_or(self.id.date)
    }

    /// Whether the host was told how far it has come. Telling of an earlier step does not count.
    pub fn is_told(&self) -> bool {
        self.told.is_some_and(|told| told >= self.since())
    }

    /// What those who met it still have to do; nothing while those at home are to act, and at the end.
    pub fn errand(&self) -> Option<Errand> {
        match self.state() {
            FeedbackState::Withdrawn => None,
            FeedbackState::Noticed => Some(Errand::CarryHome),
            state if state.is_settled() && !self.is_told() => Some(Errand::TellHost),
            _ => None,
        }
    }

    /// Whether nothing about it is left to do, for anybody.
    pub fn is_done(&self) -> bool {
        self.is_withdrawn() || (self.state().is_settled() && self.is_told())
    }

    /// Whether it costs as much to learn the tool as it saves, or more; unknown unless both are.
    pub fn is_too_dear(&self) -> Option<bool> {
        Some(self.cost? >= self.saves?)
    }

    /// How many times the tool is used before anything is gained; unknown unless both lengths of time are, and where it
    /// saves nothing.
    pub fn uses_without_gain(&self) -> Option<f64> {
        // A hair more, so that three times a third is a whole.
        const HAIR: f64 = 1e-9;
        let (cost, saves) = (self.cost?.get(), self.saves?.get());
        (saves > 0.0).then(|| (cost / saves + HAIR).floor())
    }

    /// As it stood on `date`: what became of it later is left out.
    pub(super) fn leave_out_after(&mut self, date: NaiveDate) {
        self.raised.take_if(|raised| raised.date > date);
        self.decision.take_if(|decision| decision.date > date);
        self.shipped.take_if(|shipped| shipped.date > date);
        self.told.take_if(|told| *told > date);
        self.withdrawn.take_if(|withdrawn| withdrawn.date > date);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_state_is_the_furthest_step() {
        let id = "2026-11-02-slow-cli".parse().unwrap();
        let mut feedback = Feedback::new(id, String::from("Slow"), FeedbackKind::Friction);
        let day = date("2026-11-20");
        assert_eq!(feedback.state(), FeedbackState::Noticed);
        feedback.raised = Some(Raised { date: day, link: None });
        assert_eq!(feedback.state(), FeedbackState::Raised);
        feedback.decision = Some(Decision { date: date("2026-11-23"), accepted: false, reason: None });
        assert_eq!(feedback.state(), FeedbackState::Declined);
        feedback.decision = Some(Decision { date: date("2026-11-23"), accepted: true, reason: None });
        assert_eq!(feedback.state(), FeedbackState::Accepted);
        feedback.shipped = Some(Shipped { date: date("2026-12-01"), link: None });
        feedback.told = Some(date("2026-12-04"));
        assert_eq!(feedback.state(), FeedbackState::Shipped);
        feedback.leave_out_after(date("2026-12-04"));
        assert_eq!(feedback.told, Some(date("2026-12-04")));
        for (then, state) in [
            ("2026-12-01", FeedbackState::Shipped),
            ("2026-11-30", FeedbackState::Accepted),
            ("2026-11-23", FeedbackState::Accepted),
            ("2026-11-22", FeedbackState::Raised),
            ("2026-11-20", FeedbackState::Raised),
            ("2026-11-19", FeedbackState::Noticed),
        ] {
            feedback.leave_out_after(date(then));
            assert_eq!((feedback.state(), feedback.told), (state, None), "{then}");
        }
        assert!(FeedbackState::NAMES.iter().all(|(name, state)| state.label() == *name));
    }

    #[test]
    fn whoever_met_it_carries_it_home_and_tells_the_host() {
        let id = "2026-11-02-slow-cli".parse().unwrap();
        let mut feedback = Feedback::new(id, String::from("Slow"), FeedbackKind::Friction);
        assert_eq!((feedback.errand(), feedback.since()), (Some(Errand::CarryHome), date("2026-11-02")));
        feedback.raised = Some(Raised { date: date("2026-11-05"), link: None });
        assert_eq!((feedback.errand(), feedback.since()), (None, date("2026-11-05")));
        feedback.told = Some(date("2026-11-06"));
        assert!(feedback.is_told() && !feedback.is_done());
        feedback.decision = Some(Decision { date: date("2026-11-09"), accepted: true, reason: None });
        assert_eq!((feedback.errand(), feedback.is_told()), (None, false), "the host knows of an earlier step only");
        feedback.shipped = Some(Shipped { date: date("2026-11-16"), link: None });
        assert_eq!((feedback.errand(), feedback.since()), (Some(Errand::TellHost), date("2026-11-16")));
        feedback.told = Some(date("2026-11-16"));
        assert_eq!((feedback.errand(), feedback.is_done()), (None, true));
        feedback.shipped = None;
        feedback.decision = Some(Decision { date: date("2026-11-17"), accepted: false, reason: None });
        assert_eq!(feedback.errand(), Some(Errand::TellHost));
    }

    #[test]
    fn nothing_is_left_to_do_about_what_is_withdrawn() {
        let day = date("2026-11-20");
        let id = "2026-11-02-slow-cli".parse().unwrap();
        let mut feedback = Feedback::new(id, String::from("Slow"), FeedbackKind::Friction);
        feedback.shipped = Some(Shipped { date: date("2026-11-16"), link: None });
        feedback.withdrawn = Some(Withdrawn { date: day, reason: None });
        assert_eq!((feedback.state(), feedback.since()), (FeedbackState::Withdrawn, day));
        assert_eq!((feedback.errand(), feedback.is_told(), feedback.is_done()), (None, false, true));
        feedback.leave_out_after(date("2026-11-19"));
        assert_eq!((feedback.state(), feedback.errand()), (FeedbackState::Shipped, Some(Errand::TellHost)));
    }

    #[test]
    fn what_was_shipped_or_goes_on_later_contradicts_a_withdrawal() {
        let id = "2026-11-02-slow-cli".parse().unwrap();
        let mut feedback = Feedback::new(id, String::from("Slow"), FeedbackKind::Friction);
        let (before, day, after) = (date("2026-11-18"), date("2026-11-19"), date("2026-11-20"));
        feedback.raised = Some(Raised { date: after, link: None });
        assert_eq!((feedback.goes_on(), feedback.last_step()), (None, Some((FeedbackState::Raised, after))));
        feedback.withdrawn = Some(Withdrawn { date: day, reason: None });
        assert_eq!(feedback.goes_on(), Some((FeedbackState::Raised, after)));
        feedback.raised = Some(Raised { date: day, link: None });
        feedback.decision = Some(Decision { date: day, accepted: false, reason: None });
        assert_eq!((feedback.goes_on(), feedback.last_step()), (None, Some((FeedbackState::Declined, day))));
        feedback.shipped = Some(Shipped { date: before, link: None });
        assert_eq!(feedback.goes_on(), Some((FeedbackState::Shipped, before)));
        assert_eq!(feedback.last_step(), Some((FeedbackState::Declined, day)));
    }

    #[test]
    fn what_takes_as_long_to_learn_as_it_saves_is_too_dear() {
        let mut feedback = Feedback::new("2026-11-02-a".parse().unwrap(), String::from("Slow"), FeedbackKind::Friction);
        assert_eq!(feedback.is_too_dear(), None);
        for (cost, saves, dear, uses) in [
            (20.0, 20.0, true, Some(1.0)),
            (5.0, 20.0, false, Some(0.0)),
            (50.0, 20.0, true, Some(2.0)),
            (0.3, 0.1, true, Some(3.0)),
            (0.0, 0.0, true, None),
        ] {
            (feedback.cost, feedback.saves) = (Minutes::new(cost), Minutes::new(saves));
            assert_eq!((feedback.is_too_dear(), feedback.uses_without_gain()), (Some(dear), uses), "{cost} {saves}");
        }
        assert!([-1.0, f64::NAN, f64::INFINITY, 1e7].into_iter().all(|minutes| Minutes::new(minutes).is_none()));
    }
}
