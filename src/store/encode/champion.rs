//! What a champion's file says.

use super::super::edit::{Draft, Section};
use crate::model::{Champion, Talk};

pub(in crate::store) fn champion(draft: &mut Draft, champion: &Champion) {
    let mut top = draft.top();
    top.spelled("person", Some(&champion.person));
    top.gap();
    top.word("for", champion.cause.as_deref());
    top.gap();
    top.integer("every_weeks", champion.every_weeks.map(i64::from));
    let stepped_back = champion.stepped_back.as_ref().map(|back| {
        |table: &mut Section<'_>| {
            table.date("date", Some(back.date));
            table.text("reason", back.reason.as_deref());
        }
    });
    top.table("stepped_back", stepped_back);
    top.keyed("talks", &champion.talks, talk);
}

fn talk(table: &mut Section<'_>, talk: &Talk) {
    table.integer("sentiment", talk.sentiment().map(|sentiment| i64::from(sentiment.get())));
    table.number("adoption", talk.adoption());
    table.text("note", talk.note());
}
