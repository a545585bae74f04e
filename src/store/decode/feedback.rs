//! Reads feedback for the platform.

use chrono::NaiveDate;
use toml::Spanned;

use super::Fields;
use crate::model::{Decision, Feedback, FeedbackId, FeedbackKind, FeedbackState, Minutes, Raised, Shipped, Withdrawn};
use crate::playbook::record;
use crate::text::quoted;

pub(in crate::store) fn feedback(id: &FeedbackId, fields: &mut Fields<'_, '_>) -> Option<Feedback> {
    let title = fields.text("title");
    let title = fields.required("title", title, "title = \"The first run of the CLI takes twenty minutes\"");
    let kind = fields.choice("kind", &FeedbackKind::NAMES);
    let kind = fields.required("kind", kind, "kind = \"friction\", or \"idea\"");
    let tool = fields.text("tool");
    let expected = fields.text("expected");
    let happened = fields.text("happened");
    let cost = fields.minutes("cost_minutes");
    let saves = fields.minutes("saves_minutes");
    let seen_at = fields.texts("seen_at");
    let by = fields.text("by");
    let Steps { raised, decision, shipped, told, withdrawn } = steps(fields, id.date);
    let feedback = Feedback {
        id: id.clone(),
        title: title?,
        kind: kind?,
        tool,
        expected,
        happened,
        cost,
        saves,
        seen_at,
        by,
        raised,
        decision,
        shipped,
        told,
        withdrawn,
    };
    if let Some(step) = feedback.goes_on() {
        fields.goes_on(id, step);
    }
    Some(feedback)
}

/// The way home of feedback, as far as it has come.
struct Steps {
    raised: Option<Raised>,
    decision: Option<Decision>,
    shipped: Option<Shipped>,
    told: Option<NaiveDate>,
    withdrawn: Option<Withdrawn>,
}

/// The steps of feedback that was `met` on a day.
fn steps(fields: &mut Fields<'_, '_>, met: NaiveDate) -> Steps {
    let raised = fields.step("raised", |table| {
        let date = since(table, met);
        let link = table.parsed("link");
        Some(Raised { date: date?, link })
    });
    let decision = fields.step("decision", |table| {
        let date = since(table, met);
        let accepted = table.flag("accepted");
        let accepted = table.required("accepted", accepted, "accepted = true");
        let reason = table.text("reason");
        Some(Decision { date: date?, accepted: accepted?, reason })
    });
    let shipped = fields.step("shipped", |table| {
        let date = since(table, met);
        let link = table.parsed("link");
        Some(Shipped { date: date?, link })
    });
    let told = fields.step("told", |table| since(table, met));
    let withdrawn = fields.step("withdrawn", |table| {
        let date = since(table, met);
        let reason = table.text("reason");
        Some(Withdrawn { date: date?, reason })
    });
    Steps { raised, decision, shipped, told, withdrawn }
}

impl Fields<'_, '_> {
    /// A length of time.
    fn minutes(&mut self, name: &'static str) -> Option<Minutes> {
        let minutes = Minutes::new(self.number(name)?);
        if minutes.is_none() {
            let message = format!("{} is not between 0 and a million", quoted(name));
            self.invalid(name, message, "write how many minutes it is");
        }
        minutes
    }

    /// Reports that withdrawn feedback goes on with a step.
    fn goes_on(&mut self, id: &FeedbackId, (state, date): (FeedbackState, NaiveDate)) {
        let (name, otherwise) = match state {
            FeedbackState::Shipped => ("shipped", String::from("or take what `[shipped]` says out of the file")),
            FeedbackState::Raised => ("raised", format!("or withdraw it again: auxeng feedback edit {id} --withdrawn")),
            _ => ("decision", format!("or withdraw it again: auxeng feedback edit {id} --withdrawn")),
        };
        let Some(span) = self.find(name).map(Spanned::span) else { return };
        let message = format!("it is withdrawn, and {} on {date}", state.label());
        let help = format!("agree on one: auxeng feedback edit {id} --resume takes the withdrawal back, {otherwise}");
        self.report(&record::WITHDRAWN_AND_GOES_ON, span, message, help);
    }
}

/// The day of a step, which does not lie before the day on which it was `met`.
fn since(table: &mut Fields<'_, '_>, met: NaiveDate) -> Option<NaiveDate> {
    let date = table.date("date");
    let date = table.required("date", date, "date = 2026-11-23")?;
    if date < met {
        let message = format!("`date` {date} is before {met}, the day in the file's name");
        table.invalid("date", message, "correct the date");
    }
    Some(date)
}
