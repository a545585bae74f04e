//! The rules of what stays: champions to come back to, and whether the practice lasts.

use super::case::{Case, days_after, when};
use super::{Advice, Group, Practice, number, practice};
use crate::model::{Answer, CheckIn, Stage};
use crate::text::clean;

pub(super) static RULES: &[Practice] = &[
    practice(
        Group::End,
        "no-champion",
        no_champion,
        "each engagement finds a champion",
        "Champions are enthusiastic users whom one comes back to for years: how does a change feel, how does adoption grow? \
         Every engagement finds at least one.",
    ),
    practice(
        Group::End,
        "champion-due",
        champion_due,
        "champions are talked to regularly",
        "A champion who is never asked is one no more. How often is up to each champion, and to `champion_weeks` of the \
         store; this is how many days late is late. Somebody who is no champion any more steps back.",
    )
    .counting(&[number("days", 7)]),
    practice(
        Group::End,
        "not-lasting",
        not_lasting,
        "what was built is maintained, habits stay, and the host does not depend on the home team",
        "A check-in that says otherwise is a finding and no failure: it is the moment to help once more, with a day of \
         pairing, a missing page, or a new engagement.",
    )
    .counting(&[number("days", 60)]),
];

fn no_champion(case: &Case<'_>) -> Vec<Advice> {
    let has_one = case.record.champions.iter().any(|champion| champion.stepped_back.is_none());
    let is_asked = case.has_just_ended() && case.stage != Stage::EndedEarly;
    when(is_asked && !has_one, || {
        let help = "who was enthusiastic? auxeng champion add \"Name\" --for \"…\"";
        (String::from("no champion was found"), case.command(help))
    })
}

fn champion_due(case: &Case<'_>) -> Vec<Advice> {
    let late = |champion: &&crate::model::Champion| {
        let due = champion.next_talk(case.engagement(), case.settings.champion_weeks);
        due.is_some_and(|due| case.today >= days_after(due, case.number("days")))
    };
    let advice = |champion: &crate::model::Champion| {
        let name = clean(&champion.person.name);
        let message = match champion.last_talk() {
            Some(last) => format!("nobody has talked with {name} since {}", last.format("%-d %B %Y")),
            None => format!("nobody has talked with {name} yet"),
        };
        (message, case.command(&format!("ask how it goes: auxeng champion talk {} --sentiment 8", champion.id)))
    };
    case.record.champions.iter().filter(late).map(advice).collect()
}

fn not_lasting(case: &Case<'_>) -> Vec<Advice> {
    let recent = case.record.check_ins.last().filter(|held| case.days_since(held.date) <= case.number("days"));
    let said = |held: &CheckIn| {
        if held.comfortable == Some(Answer::No) {
            return Some("they are not comfortable maintaining what was built");
        }
        if held.habits == Some(Answer::No) {
            return Some("the habits were not kept");
        }
        (held.dependent == Some(Answer::Yes)).then_some("they still depend on the home team")
    };
    let advice = |(held, said): (&CheckIn, &str)| {
        let message = format!("the check-in of {} says: {said}", held.date.format("%-d %B"));
        (message, String::from("what would help once more: a day of pairing, a missing page, a new engagement?"))
    };
    recent.and_then(|held| Some((held, said(held)?))).map(advice).into_iter().collect()
}
