//! Reads `engagement.toml`.

use chrono::NaiveDate;

use super::{Fields, agreed};
use crate::model::{Close, Engagement, EngagementKind, Slug};
use crate::text::shortened;

pub(in crate::store) fn engagement(id: &Slug, fields: &mut Fields<'_, '_>) -> Option<Engagement> {
    let title = fields.text("title");
    let title = fields.required("title", title, "title = \"Contract tests for Checkout\"");
    let practice = fields.text("practice");
    let kind = fields.choice("kind", &EngagementKind::NAMES);
    let host = fields.text("host");
    let home = fields.text("home");
    let start = fields.date("start");
    let start = fields.required("start", start, "start = 2026-10-12");
    let end = fields.date("end");
    let end = fields.required("end", end, "end = 2026-12-18");
    if let (Some(start), Some(end)) = (start, end)
        && end < start
    {
        fields.invalid("end", format!("`end` {end} is before `start` {start}"), "correct one of the two dates");
    }
    let engineers: Vec<crate::model::Person> = fields.list("engineers");
    let advisor: Option<crate::model::Person> = fields.parsed("advisor");
    if let Some(advisor) = &advisor
        && engineers.iter().any(|engineer| engineer.is(advisor))
    {
        let message = format!("{} is engineer and advisor of the same engagement", shortened(&advisor.name));
        fields.invalid("advisor", message, "the two are different people: name somebody else");
    }
    let people = fields.list("people");
    let mvp_in_production = fields.date("mvp_in_production");
    let kickoff = fields.date("kickoff");
    let desired_outcome = fields.text("desired_outcome");
    let symptom = fields.text("symptom");
    let symptom_metric = fields.text("symptom_metric");
    let rituals = fields.texts("rituals");
    let weekly_retro = fields.within("weekly_retro", agreed::weekly_retro);
    let handover = fields.tables("handover", agreed::handover);
    let close = fields.table("close").and_then(|mut table| {
        let close = close(start, &mut table);
        table.finish();
        close
    });
    Some(Engagement {
        id: id.clone(),
        title: title?,
        practice,
        kind,
        host,
        home,
        start: start?,
        end: end?,
        kickoff,
        engineers,
        advisor,
        people,
        mvp_in_production,
        desired_outcome,
        symptom,
        symptom_metric,
        rituals,
        weekly_retro,
        handover,
        close,
    })
}

fn close(start: Option<NaiveDate>, fields: &mut Fields<'_, '_>) -> Option<Close> {
    let date = fields.date("date");
    let date = fields.required("date", date, "date = 2026-12-18");
    if let (Some(start), Some(date)) = (start, date)
        && date < start
    {
        fields.invalid(
            "date",
            format!("`close.date` {date} is before `start` {start}"),
            "correct one of the two dates",
        );
    }
    let outcome = fields.text("outcome");
    let early = fields.flag("early").unwrap_or(false);
    let reason = fields.text("reason");
    Some(Close { date: date?, outcome, early, reason })
}
