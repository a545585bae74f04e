//! Answers to the net promoter survey.

use chrono::{Days, Months, NaiveDate};

use super::Engagement;

/// How likely somebody is to recommend Aux Eng: a whole number from 0 to 10.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct NpsScore(u8);

impl NpsScore {
    /// The score `value`, if it is one.
    pub fn new(value: i64) -> Option<Self> {
        u8::try_from(value).ok().filter(|value| *value <= 10).map(Self)
    }

    /// The number, 0 to 10.
    pub fn get(self) -> u8 {
        self.0
    }

    /// 9 or 10.
    pub fn is_promoter(self) -> bool {
        self.0 >= 9
    }

    /// 0 to 6.
    pub fn is_detractor(self) -> bool {
        self.0 <= 6
    }
}

/// One answer, as its file in a round's folder tells. It carries no name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The answer to the question.
    pub score: NpsScore,
    /// Why.
    pub why: Option<String>,
    /// What the person does, in a word or two.
    pub role: Option<String>,
}

/// One survey round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// The day it began; the name of its folder.
    pub date: NaiveDate,
    /// What was asked, where it is not the usual question.
    pub question: Option<String>,
    /// How many people were asked, where it is known.
    pub asked: Option<u32>,
    /// The answers, in no order that means anything.
    pub responses: Vec<Response>,
}

impl Round {
    /// For how many days from the one on which it began an answer belongs to a round, unless another one is named.
    pub const DAYS: u64 = 28;
}

/// When a round was held, seen from the end of the engagement. It follows from the dates and is never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundTiming {
    /// More than four weeks before the end.
    During,
    /// From four weeks before the end until two months after it.
    End,
    /// Two to five months after the end.
    ThreeMonthsAfter,
    /// Later than that.
    Later,
}

impl RoundTiming {
    /// When a round of `engagement` was held that began on `date`. An engagement that was closed before its last day
    /// ended when it was closed.
    pub fn of(engagement: &Engagement, date: NaiveDate) -> Self {
        Self::seen_from(engagement.ended(), date)
    }

    /// When a round was held that began on `date`, of an engagement that ends on `end`.
    pub fn seen_from(end: NaiveDate, date: NaiveDate) -> Self {
        let is_after = |months| end.checked_add_months(Months::new(months)).is_some_and(|then| date >= then);
        if end.checked_sub_days(Days::new(28)).is_some_and(|then| date < then) {
            Self::During
        } else if is_after(5) {
            Self::Later
        } else if is_after(2) {
            Self::ThreeMonthsAfter
        } else {
            Self::End
        }
    }

    /// Whether the round asks about the whole: at the end or later, and not in mid-term.
    pub fn is_about_the_whole(self) -> bool {
        self != Self::During
    }

    /// The same in words.
    pub fn label(self) -> &'static str {
        match self {
            Self::During => "during",
            Self::End => "end",
            Self::ThreeMonthsAfter => "three months after",
            Self::Later => "later",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Close;
    use super::*;

    #[test]
    fn a_round_is_timed_from_the_end() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let (start, end) = (date("2026-06-22"), date("2026-08-14"));
        let mut engagement = Engagement::new("tracing".parse().unwrap(), String::from("Tracing"), start, end);
        let timing = |engagement: &Engagement, day: &str| RoundTiming::of(engagement, date(day)).label();
        for (day, label) in [
            ("2026-07-16", "during"),
            ("2026-07-17", "end"),
            ("2026-10-13", "end"),
            ("2026-10-14", "three months after"),
            ("2027-01-13", "three months after"),
            ("2027-01-14", "later"),
        ] {
            assert_eq!(timing(&engagement, day), label, "{day}");
        }
        let close = |day| Some(Close { date: date(day), outcome: None, early: true, reason: None });
        engagement.close = close("2026-07-01");
        assert_eq!(timing(&engagement, "2026-09-01"), "three months after", "it ended when it was closed");
        engagement.close = close("2026-09-01");
        assert_eq!(timing(&engagement, "2026-10-20"), "three months after", "closing late moves nothing");
    }

    #[test]
    fn the_edges_of_the_scale() {
        assert_eq!(NpsScore::new(-1), None);
        assert_eq!(NpsScore::new(11), None);
        let kinds: Vec<(bool, bool)> = [0, 6, 7, 8, 9, 10]
            .into_iter()
            .filter_map(NpsScore::new)
            .map(|score| (score.is_detractor(), score.is_promoter()))
            .collect();
        let (detractor, passive, promoter) = ((true, false), (false, false), (false, true));
        assert_eq!(kinds, [detractor, detractor, passive, passive, promoter, promoter]);
    }
}
