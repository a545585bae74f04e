//! What a page shows of feedback beside its view.

use crate::report::feedback::{Step, cost, steps, worth};
use crate::report::view::FeedbackView;

/// Feedback with its way home.
#[derive(Debug)]
pub(super) struct Feedback<'a> {
    pub(super) view: &'a FeedbackView,
    /// What it costs once, and what the tool saves.
    pub(super) cost: String,
    /// What that means, in words.
    pub(super) worth: Option<String>,
    pub(super) steps: Vec<Step<'a>>,
}

impl<'a> Feedback<'a> {
    pub(super) fn of(view: &'a FeedbackView) -> Self {
        Self { view, cost: cost(view), worth: worth(view), steps: steps(view) }
    }
}
