//! Answers to the net promoter survey.

use chrono::NaiveDate;

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

#[cfg(test)]
mod tests {
    use super::*;

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
