//! What a file of feedback says.

use super::super::edit::{Draft, Section};
use crate::model::{Feedback, Minutes};

pub(in crate::store) fn feedback(draft: &mut Draft, feedback: &Feedback) {
    let mut top = draft.top();
    top.text("title", Some(&feedback.title));
    top.gap();
    top.text("kind", Some(feedback.kind.label()));
    top.gap();
    top.word("by", feedback.by.as_deref());
    top.gap();
    top.word("tool", feedback.tool.as_deref());
    top.gap();
    top.word("expected", feedback.expected.as_deref());
    top.gap();
    top.word("happened", feedback.happened.as_deref());
    top.gap();
    top.number("cost_minutes", feedback.cost.map(Minutes::get));
    top.gap();
    top.column("seen_at", &feedback.seen_at);
    top.gap();
    top.number("saves_minutes", feedback.saves.map(Minutes::get));
    let raised = feedback.raised.as_ref().map(|raised| {
        |table: &mut Section<'_>| {
            table.date("date", Some(raised.date));
            table.spelled("link", raised.link.as_ref());
        }
    });
    top.step("raised", raised);
    let decision = feedback.decision.as_ref().map(|decision| {
        |table: &mut Section<'_>| {
            table.date("date", Some(decision.date));
            table.flag("accepted", Some(decision.accepted));
            table.text("reason", decision.reason.as_deref());
        }
    });
    top.step("decision", decision);
    let shipped = feedback.shipped.as_ref().map(|shipped| {
        |table: &mut Section<'_>| {
            table.date("date", Some(shipped.date));
            table.spelled("link", shipped.link.as_ref());
        }
    });
    top.step("shipped", shipped);
    let told = feedback.told.map(|told| move |table: &mut Section<'_>| table.date("date", Some(told)));
    top.step("told", told);
    let withdrawn = feedback.withdrawn.as_ref().map(|withdrawn| {
        |table: &mut Section<'_>| {
            table.date("date", Some(withdrawn.date));
            table.text("reason", withdrawn.reason.as_deref());
        }
    });
    top.step("withdrawn", withdrawn);
}
