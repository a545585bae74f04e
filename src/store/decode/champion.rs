//! Reads a champion.

use super::Fields;
use crate::model::{Champion, OutOfTen, Slug, SteppedBack, Talk};
use crate::store::day::Day;

pub(in crate::store) fn champion(id: &Slug, fields: &mut Fields<'_, '_>) -> Option<Champion> {
    let person = fields.person("person", id);
    let cause = fields.text("for");
    let every_weeks = fields.integer("every_weeks", 1..=i64::from(Champion::RAREST));
    let every_weeks = every_weeks.and_then(|weeks| u32::try_from(weeks).ok());
    let talks = fields.keyed("talks", "sentiment = 8", talk);
    let talks = talks.into_iter().map(|(Day(date), talk)| (date, talk)).collect();
    let stepped_back = fields.within("stepped_back", |table| {
        let date = table.date("date");
        let date = table.required("date", date, "date = 2026-11-20");
        let reason = table.text("reason");
        Some(SteppedBack { date: date?, reason })
    });
    Some(Champion { id: id.clone(), person: person?, cause, every_weeks, talks, stepped_back })
}

fn talk(fields: &mut Fields<'_, '_>) -> Option<Talk> {
    let sentiment = fields.integer("sentiment", 0..=10).and_then(OutOfTen::new);
    let adoption = fields.share("adoption");
    let note = fields.text("note");
    let talk = Talk::new(sentiment, adoption, note);
    if talk.is_none() && !fields.has("sentiment") && !fields.has("adoption") {
        let message = String::from("the talk says nothing");
        fields.invalid_table(message, "write what was said: sentiment = 8, adoption = 0.6 or note = \"…\"");
    }
    talk
}
