//! Going through questions in order, forwards and back.

use super::{Answer, Stop};

/// Where to go after a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// To the next question.
    Next,
    /// To the question before.
    Back,
    /// On in the direction in which one came, because there was nothing to ask.
    Silent,
    /// To the question with this number, from 0; one past the last ends.
    To(usize),
}

impl<T> Answer<T> {
    /// Where an answer leads in a plain row of questions; `take` is given what was said, or `None` where the question is
    /// left open. Going on leaves it as it was.
    pub fn then(self, take: impl FnOnce(Option<T>)) -> Move {
        match self {
            Self::Said(said) => take(Some(said)),
            Self::Open => take(None),
            Self::On => {}
            Self::Back => return Move::Back,
        }
        Move::Next
    }
}

/// Asks the questions from number `start` on (from 0) up to `count`; `ask` asks the one with the number that it is given.
/// Nothing is before the first question that asks anything: there, going back asks it again.
///
/// # Errors
/// When nobody answers.
pub fn walk(start: usize, count: usize, mut ask: impl FnMut(usize) -> Result<Move, Stop>) -> Result<(), Stop> {
    let mut at = start;
    let mut forwards = true;
    while at < count {
        let next = ask(at)?;
        forwards = match next {
            Move::Silent => forwards,
            Move::Back => false,
            Move::Next | Move::To(_) => true,
        };
        at = match (next, forwards) {
            (Move::To(place), _) => place,
            (_, true) => at.saturating_add(1),
            (_, false) => match at.checked_sub(1) {
                Some(before) => before,
                None => {
                    forwards = true;
                    0
                }
            },
        };
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The questions that are asked when these are the answers in turn; those in `silent` ask nothing.
    fn asked(count: usize, silent: &[usize], answers: &[Move]) -> Vec<usize> {
        let mut answers = answers.iter();
        let mut asked = Vec::new();
        let walked = walk(0, count, |number| {
            if silent.contains(&number) {
                return Ok(Move::Silent);
            }
            asked.push(number);
            answers.next().copied().ok_or(Stop::Left)
        });
        assert!(walked.is_ok(), "{asked:?}");
        asked
    }

    #[test]
    fn questions_come_in_order_and_again_when_one_goes_back() {
        use Move::{Back, Next, To};
        assert_eq!(asked(2, &[], &[Next, Next]), [0, 1]);
        assert_eq!(asked(3, &[], &[Next, Back, Next, Next, Next]), [0, 1, 0, 1, 2]);
        assert_eq!(asked(3, &[1], &[Next, Back, Next, Next]), [0, 2, 0, 2], "what was not asked is passed over");
        assert_eq!(asked(2, &[], &[Back, Next, Next]), [0, 0, 1], "nothing is before the first");
        assert_eq!(asked(2, &[0], &[Back, Next]), [1, 1], "nor before the first that asks");
        assert_eq!(asked(4, &[], &[To(3), To(1), To(4)]), [0, 3, 1]);
        assert_eq!(asked(0, &[], &[]), [0_usize; 0]);
    }

    #[test]
    fn an_answer_leads_on_or_back() {
        let mut said = None;
        assert_eq!(Answer::Said(1).then(|answer| said = answer), Move::Next);
        assert_eq!(said, Some(1));
        assert_eq!(Answer::Open.then(|answer| said = answer), Move::Next);
        assert_eq!(said, None);
        said = Some(2);
        assert_eq!(Answer::On.then(|answer| said = answer), Move::Next);
        assert_eq!(said, Some(2), "what was said before stays");
        assert_eq!(Answer::<u8>::Back.then(|_| unreachable!()), Move::Back);
    }
}
