//! The questions of a project retro.

use super::Answers;
use crate::cli::meeting::{LINES, Meeting, Sheet, Step, Turn, ask_lines, ask_minutes, turn};
use crate::cli::retro::guided::{ask_who, everybody, taken_away};
use crate::cli::retro::telling::once_more;
use crate::model::EngagementRecord;
use crate::ui::prompt::Stop;

const WELL: &str = "What went well in the whole project";
const POORLY: &str = "What went poorly";
const NEXT: &str = "Do next time";
const AGAIN: &str = "What went poorly, once more";
const TAKEAWAYS: &str = "To take away: this engagement";
pub(super) const GENERAL: &str = "To take away: engagements in general";
const THERE: &str = "Who was there";

/// The question whether anything else went poorly.
pub(super) const ONCE_MORE: &str = "once-more";

/// The parts with the words that name them.
pub(super) const PARTS: &[(&str, &str)] = &[
    ("well", WELL),
    ("poorly", POORLY),
    ("next", NEXT),
    ("takeaways", TAKEAWAYS),
    ("general", GENERAL),
    ("present", THERE),
];

type Question<'r> = Step<'r, Answers>;

/// The questions about the engagement, in order.
pub(super) fn steps(record: &EngagementRecord) -> Vec<Question<'_>> {
    vec![
        lines("well", WELL, Some(LINES), |answers| &mut answers.went_well),
        lines("poorly", POORLY, None, |answers| &mut answers.went_poorly),
        lines("next", NEXT, Some("\"Lee: show it to the new team\" gives it to Lee."), |answers| &mut answers.next),
        Question::new(ONCE_MORE, AGAIN, |meeting, sheet| {
            let question = "what would you have changed about this engagement, or about how we worked with you?";
            sheet.answered.insert(ONCE_MORE.to_owned());
            meeting.explain(&once_more(sheet.answers.went_poorly.len(), question));
            ask_lines(meeting, sheet, |answers| &mut answers.went_poorly)
        })
        .only_if(Answers::is_thin),
        lines("takeaways", TAKEAWAYS, Some("What did you learn about this team and this practice?"), |answers| {
            &mut answers.takeaways
        }),
        lines("takeaways-general", GENERAL, Some("What should the next engagement know?"), |answers| {
            &mut answers.takeaways_general
        }),
        Question::new("present", THERE, move |meeting, sheet| ask_present(meeting, sheet, record)),
        Question::new("minutes", THERE, move |meeting, sheet| {
            let recorded = record.project_retro.as_ref().and_then(|retro| retro.minutes);
            let answer = ask_minutes(meeting, sheet.answers.minutes.or(recorded))?;
            Ok(turn(answer, |minutes| sheet.answers.minutes = minutes))
        }),
    ]
}

/// A list of lines, with a hint before it.
fn lines<'r>(
    key: &'static str,
    part: &'static str,
    hint: Option<&'static str>,
    list: fn(&mut Answers) -> &mut Vec<String>,
) -> Question<'r> {
    Question::new(key, part, move |meeting, sheet| {
        if let Some(hint) = hint {
            meeting.hint(hint);
        }
        ask_lines(meeting, sheet, list)
    })
}

fn ask_present(meeting: &mut Meeting<'_>, sheet: &mut Sheet<Answers>, record: &EngagementRecord) -> Result<Turn, Stop> {
    let recorded = record.project_retro.as_ref().map(|retro| retro.present.clone()).unwrap_or_default();
    let all = || {
        let advisor = record.engagement.advisor.as_ref().map(|advisor| advisor.name.clone());
        everybody(record).into_iter().chain(advisor).collect()
    };
    let expected = if recorded.is_empty() { all() } else { recorded.clone() };
    let answer = ask_who(meeting, sheet.answers.present.as_ref().unwrap_or(&expected), record)?;
    Ok(turn(answer, |present| {
        sheet.answers.absent = taken_away(&recorded, present.as_deref());
        sheet.answers.present = present;
    }))
}
