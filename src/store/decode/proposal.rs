//! Reads what lies before an engagement: the proposal, the votes on it, and the agreements to what is expected.

use chrono::NaiveDate;

use super::Fields;
use crate::model::{Agreement, EngagementKind, Proposal, Ruling, Slug, Thumb, Verdict, Vote};

pub(in crate::store) fn proposal(id: &Slug, fields: &mut Fields<'_, '_>) -> Option<Proposal> {
    let title = fields.text("title");
    let title = fields.required("title", title, "title = \"Contract tests for Checkout\"");
    let host = fields.text("host");
    let practice = fields.text("practice");
    let kind = fields.choice("kind", &EngagementKind::NAMES);
    let proposed = fields.date("proposed");
    let proposed = fields.required("proposed", proposed, "proposed = 2026-09-07");
    let contact = fields.parsed("contact");
    let decision = fields.within("decision", |table| ruling(proposed, table));
    Some(Proposal { id: id.clone(), title: title?, host, practice, kind, proposed: proposed?, contact, decision })
}

fn ruling(proposed: Option<NaiveDate>, fields: &mut Fields<'_, '_>) -> Option<Ruling> {
    let date = fields.date("date");
    let date = fields.required("date", date, "date = 2026-09-18");
    if let (Some(proposed), Some(date)) = (proposed, date)
        && date < proposed
    {
        let message = format!("`decision.date` {date} is before `proposed` {proposed}");
        fields.invalid("date", message, "correct one of the two dates");
    }
    let accepted = fields.flag("accepted");
    let accepted = fields.required("accepted", accepted, "accepted = true");
    let reason = fields.text("reason");
    let verdict = if accepted? {
        Verdict::Accepted { reason }
    } else {
        let reason = fields.required("reason", reason, "reason = \"nobody is free before spring\"");
        Verdict::Declined { reason: reason? }
    };
    Some(Ruling { date: date?, verdict })
}

pub(in crate::store) fn vote(id: &Slug, fields: &mut Fields<'_, '_>) -> Option<Vote> {
    let voter = fields.person("voter", id);
    let date = fields.date("date");
    let date = fields.required("date", date, "date = 2026-09-15");
    let business = fields.thumb("business");
    let technical = fields.thumb("technical");
    let team = fields.thumb("team");
    let reason = fields.text("reason");
    Some(Vote {
        id: id.clone(),
        voter: voter?,
        date: date?,
        business: business?,
        technical: technical?,
        team: team?,
        reason,
    })
}

pub(in crate::store) fn agreement(id: &Slug, fields: &mut Fields<'_, '_>) -> Option<Agreement> {
    let person = fields.person("person", id);
    let date = fields.date("date");
    let date = fields.required("date", date, "date = 2026-09-15");
    let note = fields.text("note");
    Some(Agreement { id: id.clone(), person: person?, date: date?, note })
}

impl Fields<'_, '_> {
    /// A thumb, which has to be there.
    fn thumb(&mut self, name: &'static str) -> Option<Thumb> {
        let thumb = self.integer(name, 0..=2).and_then(Thumb::new);
        self.required(name, thumb, &format!("{name} = 2"))
    }
}
