//! Tables for a spreadsheet: exact numbers, and no cell that a spreadsheet would run.

use chrono::NaiveDate;

use super::view::{
    CandidatesView, ChampionsView, ExportView, FeedbackView, FitView, HitView, NpsTrendView, NpsView, PeopleView,
    PersonView, ProposalView, SearchView, StatusView, Summary, TallyView,
};
use crate::model::{Datum, Link, Minutes};

const COLUMNS: [&str; 24] = [
    "id",
    "title",
    "host",
    "home",
    "practice",
    "stage",
    "week",
    "weeks",
    "start",
    "end",
    "engineers",
    "advisor",
    "diffusion",
    "delivery",
    "expected",
    "health",
    "reason",
    "goals_done",
    "goals_total",
    "last_scored",
    "last_retro",
    "open_actions",
    "blockers",
    "attention",
];

/// One row an engagement, named as in the JSON. Lists are joined by `; `.
///
/// # Errors
/// When the rows cannot be written, which memory never refuses.
pub fn status_csv(view: &StatusView) -> Result<String, csv::Error> {
    table(&COLUMNS, view.engagements.iter().map(row))
}

/// One row a proposal, named as in the JSON. The one-pager and the single votes are not in it.
///
/// # Errors
/// As [`status_csv`].
pub fn fit_csv(view: &CandidatesView) -> Result<String, csv::Error> {
    const COLUMNS: [&str; 19] = [
        "rank",
        "id",
        "title",
        "host",
        "practice",
        "kind",
        "stage",
        "proposed",
        "contact",
        "decided",
        "reason",
        "voters",
        "points",
        "score",
        "business",
        "technical",
        "team",
        "lowest",
        "highest",
    ];
    let row = |proposal: &ProposalView| {
        let optional = |text: &Option<String>| text.as_deref().map(harmless).unwrap_or_default();
        let date = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
        let of_fit = |number: fn(&FitView) -> String| proposal.fit.as_ref().map(number).unwrap_or_default();
        [
            proposal.rank.map(|rank| rank.to_string()).unwrap_or_default(),
            harmless(&proposal.id),
            harmless(&proposal.title),
            optional(&proposal.host),
            optional(&proposal.practice),
            proposal.kind.map(|kind| kind.label().to_owned()).unwrap_or_default(),
            proposal.stage.label().to_owned(),
            proposal.proposed.to_string(),
            optional(&proposal.contact.as_ref().map(|contact| contact.name.clone())),
            date(proposal.decided),
            optional(&proposal.reason),
            proposal.votes.len().to_string(),
            of_fit(|fit| fit.points.to_string()),
            of_fit(|fit| fit.score.to_string()),
            of_fit(|fit| fit.business.to_string()),
            of_fit(|fit| fit.technical.to_string()),
            of_fit(|fit| fit.team.to_string()),
            of_fit(|fit| fit.lowest.to_string()),
            of_fit(|fit| fit.highest.to_string()),
        ]
    };
    table(&COLUMNS, view.proposals.iter().map(row))
}

/// The columns of what answers say, named as in the JSON.
const TALLY: [&str; 9] =
    ["n", "promoters", "passives", "detractors", "score", "interval_low", "interval_high", "asked", "response_rate"];

/// One row a survey round. What people wrote and their roles are not in it.
///
/// # Errors
/// As [`status_csv`].
pub fn nps_csv(view: &NpsView) -> Result<String, csv::Error> {
    let rows = view.rounds.iter().map(|round| {
        let timing = round.timing.label().replace(' ', "_");
        [vec![harmless(&round.engagement), round.date.to_string(), timing], tally(&round.tally)].concat()
    });
    table(&[&["engagement", "date", "timing"][..], &TALLY].concat(), rows)
}

const CHAMPION: [&str; 13] = [
    "engagement",
    "host",
    "id",
    "person",
    "for",
    "every_weeks",
    "last_talk",
    "due",
    "is_due",
    "sentiment",
    "adoption",
    "stepped_back",
    "stepped_back_reason",
];

/// One row a champion, with the newest of what they said.
///
/// # Errors
/// As [`status_csv`].
pub fn champions_csv(view: &ChampionsView) -> Result<String, csv::Error> {
    let text = |text: &Option<String>| text.as_deref().map(harmless).unwrap_or_default();
    let date = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let rows = view.champions.iter().map(|champion| {
        [
            harmless(&champion.engagement),
            text(&champion.host),
            harmless(&champion.id),
            harmless(&champion.person),
            text(&champion.cause),
            champion.every_weeks.to_string(),
            date(champion.last_talk),
            date(champion.due),
            champion.is_due.to_string(),
            champion.sentiment.map(|said| said.get().to_string()).unwrap_or_default(),
            champion.adoption.map(|adoption| adoption.to_string()).unwrap_or_default(),
            date(champion.stepped_back),
            text(&champion.stepped_back_reason),
        ]
    });
    table(&CHAMPION, rows)
}

/// One row a quarter.
///
/// # Errors
/// As [`status_csv`].
pub fn nps_trend_csv(view: &NpsTrendView) -> Result<String, csv::Error> {
    let rows = view.quarters.iter().map(|row| {
        let first = vec![row.quarter.clone(), row.engagements.to_string(), row.rounds.to_string()];
        [first, tally(&row.tally)].concat()
    });
    table(&[&["quarter", "engagements", "rounds"][..], &TALLY].concat(), rows)
}

const FEEDBACK: [&str; 21] = [
    "engagement",
    "id",
    "title",
    "kind",
    "tool",
    "hosts",
    "cost_minutes",
    "saves_minutes",
    "by",
    "date",
    "state",
    "raised",
    "raised_link",
    "decided",
    "reason",
    "shipped",
    "shipped_link",
    "told",
    "host_knows",
    "withdrawn",
    "withdrawn_reason",
];

/// One row for each feedback. Lists are joined by `; `.
///
/// # Errors
/// As [`status_csv`].
pub fn feedback_csv(feedback: &[FeedbackView]) -> Result<String, csv::Error> {
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let text = |text: Option<&str>| text.map(harmless).unwrap_or_default();
    let minutes = |minutes: Option<Minutes>| minutes.map(|minutes| minutes.get().to_string()).unwrap_or_default();
    let row = |view: &FeedbackView| {
        let (raised, decision, shipped) = (view.raised.as_ref(), view.decision.as_ref(), view.shipped.as_ref());
        [
            harmless(&view.engagement),
            view.id.clone(),
            harmless(&view.title),
            view.kind.label().to_owned(),
            text(view.tool.as_deref()),
            harmless(&view.hosts.join("; ")),
            minutes(view.cost_minutes),
            minutes(view.saves_minutes),
            text(view.by.as_deref()),
            view.date.to_string(),
            view.state.label().to_owned(),
            date(raised.map(|raised| raised.date)),
            text(raised.and_then(|raised| raised.link.as_ref()).map(Link::as_str)),
            date(decision.map(|decision| decision.date)),
            text(decision.and_then(|decision| decision.reason.as_deref())),
            date(shipped.map(|shipped| shipped.date)),
            text(shipped.and_then(|shipped| shipped.link.as_ref()).map(Link::as_str)),
            date(view.told),
            view.host_knows.to_string(),
            date(view.withdrawn.as_ref().map(|withdrawn| withdrawn.date)),
            text(view.withdrawn.as_ref().and_then(|withdrawn| withdrawn.reason.as_deref())),
        ]
    };
    table(&FEEDBACK, feedback.iter().map(row))
}

/// One row for each engineer. Lists are joined by `; `.
///
/// # Errors
/// As [`status_csv`].
pub fn people_csv(view: &PeopleView) -> Result<String, csv::Error> {
    const COLUMNS: [&str; 13] = [
        "name",
        "engagements",
        "hosts",
        "practices",
        "weeks",
        "weeks_off",
        "back_to_back",
        "hands_on",
        "planning",
        "weeks_told",
        "satisfaction",
        "weeks_rated",
        "advises",
    ];
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    let row = |person: &PersonView| {
        let stints: Vec<&str> = person.stints.iter().map(|stint| stint.engagement.as_str()).collect();
        [
            harmless(&person.name),
            harmless(&stints.join("; ")),
            harmless(&person.hosts.join("; ")),
            harmless(&person.practices.join("; ")),
            person.weeks.to_string(),
            person.weeks_off.to_string(),
            person.back_to_back.to_string(),
            number(person.hands_on),
            number(person.planning),
            person.weeks_told.to_string(),
            number(person.satisfaction),
            person.weeks_rated.to_string(),
            harmless(&person.advises.join("; ")),
        ]
    };
    table(&COLUMNS, view.people.iter().map(row))
}

/// One row for each text that was found.
///
/// # Errors
/// As [`status_csv`].
pub fn search_csv(view: &SearchView) -> Result<String, csv::Error> {
    let row = |hit: &HitView| {
        let engagement = hit.engagement.as_deref().map(harmless).unwrap_or_default();
        let (kind, line) = (hit.kind.label().replace('-', "_"), hit.line.to_string());
        [engagement, kind, harmless(&hit.file), line, harmless(&hit.field), harmless(&hit.text)]
    };
    table(&["engagement", "record", "file", "line", "field", "text"], view.hits.iter().map(row))
}

/// One row for each value of each record, with the names on the way to it between dots.
///
/// # Errors
/// As [`status_csv`].
pub fn export_csv(view: &ExportView) -> Result<String, csv::Error> {
    let rows = view.records.iter().flat_map(|content| {
        let engagement = content.engagement.as_ref().map(ToString::to_string).unwrap_or_default();
        let kind = content.kind.label().replace('-', "_");
        content.leaves().into_iter().map(move |leaf| {
            let value = match &leaf.field.value {
                Datum::Text(text) => harmless(text),
                value => value.to_string(),
            };
            let item = leaf.item.map(|item| item.to_string()).unwrap_or_default();
            [engagement.clone(), kind.clone(), harmless(&content.file), harmless(&leaf.path.join(".")), item, value]
        })
    });
    table(&["engagement", "record", "file", "field", "item", "value"], rows)
}

fn tally(tally: &TallyView) -> Vec<String> {
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    let mut cells = [tally.n, tally.promoters, tally.passives, tally.detractors].map(|n| n.to_string()).to_vec();
    cells.extend([tally.score, tally.interval.map(|ends| ends.low), tally.interval.map(|ends| ends.high)].map(number));
    cells.extend([tally.asked.map(|asked| asked.to_string()).unwrap_or_default(), number(tally.response_rate)]);
    cells
}

fn table<R>(columns: &[&str], rows: impl Iterator<Item = R>) -> Result<String, csv::Error>
where
    R: IntoIterator<Item = String>,
{
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns)?;
    for row in rows {
        writer.write_record(row)?;
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn row(engagement: &Summary) -> [String; 24] {
    let text = |text: &str| harmless(text);
    let optional = |text: &Option<String>| text.as_deref().map(harmless).unwrap_or_default();
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    let list = |items: Vec<&str>| harmless(&items.join("; "));
    let week = |week: Option<crate::model::Week>| week.map(|week| week.to_string()).unwrap_or_default();
    [
        text(&engagement.id),
        text(&engagement.title),
        optional(&engagement.host),
        optional(&engagement.home),
        optional(&engagement.practice),
        engagement.stage.label().replace(' ', "_"),
        engagement.week.to_string(),
        engagement.weeks.to_string(),
        engagement.start.to_string(),
        engagement.end.to_string(),
        list(engagement.engineers.iter().map(String::as_str).collect()),
        optional(&engagement.advisor),
        number(engagement.diffusion),
        number(engagement.delivery),
        number(Some(engagement.expected)),
        engagement.health.map(|health| health.label().replace(' ', "_")).unwrap_or_default(),
        optional(&engagement.reason),
        engagement.goals_done.to_string(),
        engagement.goals_total.to_string(),
        week(engagement.last_scored),
        week(engagement.last_retro),
        engagement.open_actions.to_string(),
        list(engagement.blockers.iter().map(|blocker| blocker.task.text.as_str()).collect()),
        list(engagement.attention.iter().map(|found| found.message.as_str()).collect()),
    ]
}

/// `text` that a spreadsheet takes for text: an apostrophe comes before what would begin a formula.
fn harmless(text: &str) -> String {
    let text = crate::text::clean_lines(text);
    let starts_formula = text.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if starts_formula { format!("'{text}") } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text() {
        for (text, cell) in [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            (" @SUM(1)", "' @SUM(1)"),
            ("-1", "'-1"),
            ("plain = text", "plain = text"),
            ("a\u{1b}b", "a␛b"),
        ] {
            assert_eq!(harmless(text), cell);
        }
    }
}
