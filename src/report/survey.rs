//! The questions of the survey, as they are sent to the host team.

use super::document::Document;
use super::numbers::day;
use super::view::COMMENTS_FROM;
use crate::metrics::SMALLEST;
use crate::model::{EngagementRecord, Settings};
use crate::text::{clean, list};

/// The questions about the engagement of `record`: those of the newest round, where it asked others than usual.
pub fn survey_document(record: &EngagementRecord, settings: &Settings) -> Document {
    let engagement = &record.engagement;
    let home = engagement.home.as_deref().or(settings.home.as_deref()).map(clean);
    let asked = record.rounds.iter().max_by_key(|round| round.date).and_then(|round| round.question.as_deref());
    let question = asked.map_or_else(
        || {
            let whom = home.as_deref().map_or_else(String::new, |home| format!(" with {home}"));
            format!("How likely are you to recommend an auxiliary engineering engagement{whom} to another team?")
        },
        |question| clean(question).into_owned(),
    );
    let mut page = Document::default();
    page.title(clean(&engagement.title));
    page.text(introduction(record, home.as_deref()));
    page.section("The question");
    page.text(question);
    page.text("0  1  2  3  4  5  6  7  8  9  10\n0 is not at all likely, 10 is extremely likely.");
    page.section("Why?");
    page.text("What is the main reason for your score? What should we have done differently?");
    page.section("Your role, if you like");
    page.text("In a word or two, such as developer.");
    page.section("What becomes of your answer");
    page.text(format!(
        "Your name is not recorded. What people write is shown, without their scores and roles, when at least \
         {COMMENTS_FROM} have answered; the score of a role when at least {SMALLEST} of that role have."
    ));
    page
}

fn introduction(record: &EngagementRecord, home: Option<&str>) -> String {
    let engagement = &record.engagement;
    let engineers: Vec<_> = engagement.engineers.iter().map(|person| clean(&person.name)).collect();
    let who = match (engineers.as_slice(), home) {
        ([], home) => home.unwrap_or("We").to_owned(),
        (_, Some(home)) => format!("{} of {home}", list(&engineers)),
        (_, None) => list(&engineers),
    };
    let host = engagement.host.as_deref().map_or_else(|| String::from("you"), |host| clean(host).into_owned());
    let end = engagement.close.as_ref().map_or(engagement.end, |close| close.date.min(engagement.end));
    let (start, end) = (day(engagement.start), day(end));
    format!("{who} worked with {host} from {start} to {end}. How was it for you? Two questions, one minute.")
}
