//! Reads a survey round and its answers.

use super::Fields;
use crate::model::{NpsScore, Response};

/// What `survey.toml` says of a round.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::store) struct Survey {
    pub(in crate::store) question: Option<String>,
    pub(in crate::store) asked: Option<u32>,
}

pub(in crate::store) fn survey(fields: &mut Fields<'_, '_>) -> Survey {
    let question = fields.text("question");
    let asked = fields.count("asked");
    Survey { question, asked }
}

pub(in crate::store) fn response(fields: &mut Fields<'_, '_>) -> Option<Response> {
    let score = fields.integer("score", 0..=10);
    let score = fields.required("score", score, "score = 9").and_then(NpsScore::new);
    let why = fields.text("why");
    let role = fields.text("role");
    Some(Response { score: score?, why, role })
}
