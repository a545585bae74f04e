//! The questions of a weekly retro.

use chrono::NaiveDate;

use super::answers::{Answers, Fate, ONCE_MORE, taken_away};
use super::attendance;
use crate::cli::meeting::{LINES, Meeting, Sheet, Step, Turn, ask_lines, ask_minutes, ask_score, turn};
use crate::cli::retro::mvp::MvpSaid;
use crate::cli::retro::recording::of_week;
use crate::cli::retro::telling::once_more;
use crate::metrics::{Carried, TaskState, actions, blockers, unscored};
use crate::model::{EngagementRecord, FailureMode, Goal, Retro, Week};
use crate::report::{failure_mode_list, open_task};
use crate::text::alternatives;
use crate::ui::prompt::{Answer, Question, Stop, ask, choose};

pub(super) const ACTIONS: &str = "From earlier retros";
pub(super) const GOALS: &str = "Score the goals";
pub(super) const WELL: &str = "What went well";
pub(super) const POORLY: &str = "What went poorly";
pub(super) const NEXT: &str = "Do next time";
const AGAIN: &str = "What went poorly, once more";
pub(super) const MVP: &str = "The MVP and what blocks it";
pub(super) const WEEK: &str = "Who was there, and how the week went";

type Weekly<'r> = Step<'r, Answers>;

/// The questions about the week of `date`, in order.
pub(super) fn steps(record: &EngagementRecord, date: NaiveDate, today: NaiveDate) -> Vec<Weekly<'_>> {
    let week = Week::of(date);
    let mut steps: Vec<Weekly<'_>> = Vec::new();
    let is_open = |task: &Carried<'_>| task.state == TaskState::Open && task.since < week;
    for action in actions(&record.retros).into_iter().filter(is_open) {
        let key = format!("action:{}", action.task.id);
        steps.push(Weekly::new(key, ACTIONS, move |meeting, sheet| ask_fate(meeting, sheet, &action, week)));
    }
    let mut goals = unscored(record, week);
    goals.sort_by_key(|goal| goal.kind);
    for goal in goals {
        steps.push(Weekly::new(format!("goal:{}", goal.id), GOALS, move |meeting, sheet| {
            ask_goal(meeting, sheet, goal, week)
        }));
    }
    steps.extend(columns());
    if record.engagement.mvp_in_production.is_none() {
        steps.push(Weekly::new("mvp", MVP, move |meeting, sheet| ask_mvp(meeting, sheet, record, today)));
    }
    for blocker in blockers(&record.retros).into_iter().filter(is_open) {
        let key = format!("blocker:{}", blocker.task.id);
        steps.push(Weekly::new(key, MVP, move |meeting, sheet| ask_blocker(meeting, sheet, &blocker, week)));
    }
    steps.push(Weekly::new("blockers", MVP, |meeting, sheet| {
        meeting.hint("What else is in the way? \"Lee: production access\" gives it to Lee.");
        ask_lines(meeting, sheet, |answers| &mut answers.blockers)
    }));
    steps.push(Weekly::new("present", WEEK, move |meeting, sheet| ask_present(meeting, sheet, record)));
    let recorded = of_week(record, date);
    steps.push(Weekly::new("failure-modes", WEEK, move |meeting, sheet| ask_failure_modes(meeting, sheet, recorded)));
    steps.push(Weekly::new("time", WEEK, move |meeting, sheet| ask_time(meeting, sheet, recorded)));
    steps.push(Weekly::new("minutes", WEEK, move |meeting, sheet| {
        let before = recorded.and_then(|retro| retro.minutes);
        let answer = ask_minutes(meeting, sheet.answers.minutes.or(before))?;
        Ok(turn(answer, |minutes| sheet.answers.minutes = minutes))
    }));
    steps
}

/// The three columns, and the second question about the one that is mostly too thin.
fn columns<'r>() -> [Weekly<'r>; 4] {
    [
        Weekly::new("well", WELL, |meeting, sheet| {
            meeting.hint(LINES);
            ask_lines(meeting, sheet, |answers| &mut answers.went_well)
        }),
        Weekly::new("poorly", POORLY, |meeting, sheet| ask_lines(meeting, sheet, |answers| &mut answers.went_poorly)),
        Weekly::new("next", NEXT, |meeting, sheet| {
            meeting.hint("\"Lee: ask for a second slot\" gives it to Lee.");
            ask_lines(meeting, sheet, |answers| &mut answers.next)
        }),
        Weekly::new(ONCE_MORE, AGAIN, |meeting, sheet| {
            let question = "what would you have changed about this week, or about how we work with you?";
            sheet.answered.insert(ONCE_MORE.to_owned());
            meeting.explain(&once_more(sheet.answers.went_poorly.len(), question));
            ask_lines(meeting, sheet, |answers| &mut answers.went_poorly)
        })
        .only_if(Answers::is_thin),
    ]
}

fn ask_fate(
    meeting: &mut Meeting<'_>,
    sheet: &mut Sheet<Answers>,
    action: &Carried<'_>,
    week: Week,
) -> Result<Turn, Stop> {
    meeting.asker.tell(&open_task(action, week, meeting.layout));
    let id = action.task.id.to_string();
    let default = match sheet.answers.actions.get(&id) {
        Some(Fate::Done) => "done",
        Some(Fate::Drop) => "drop",
        Some(Fate::Keep) | None => "keep",
    };
    let question = Question {
        prompt: String::from("done, keep or drop"),
        default: Some(default.to_owned()),
        help: "done: it is done. keep: it stays open and comes up again next week. drop: it will not be done.",
        ..Question::default()
    };
    let fates = [("done", Fate::Done), ("keep", Fate::Keep), ("drop", Fate::Drop)];
    let answer = choose(meeting.asker, &question, &fates)?;
    Ok(turn(answer, |fate| {
        sheet.answers.actions.insert(id, fate.unwrap_or(Fate::Keep));
    }))
}

fn ask_goal(meeting: &mut Meeting<'_>, sheet: &mut Sheet<Answers>, goal: &Goal, week: Week) -> Result<Turn, Stop> {
    let id = goal.id.to_string();
    let answer = ask_score(meeting.asker, meeting.layout, goal, week, sheet.answers.scores.get(&id))?;
    Ok(turn(answer, |said| match said {
        Some(said) => drop(sheet.answers.scores.insert(id, said)),
        None => drop(sheet.answers.scores.remove(&id)),
    }))
}

fn ask_mvp(
    meeting: &mut Meeting<'_>,
    sheet: &mut Sheet<Answers>,
    record: &EngagementRecord,
    today: NaiveDate,
) -> Result<Turn, Stop> {
    let date = sheet.answers.date;
    let last = record.retros.iter().rev().find_map(|retro| Some((retro.week, retro.mvp_weeks?)));
    let left = last.map(|(said, weeks)| (said, weeks, i64::from(weeks).saturating_sub(Week::of(date).since(said))));
    if let Some((said, weeks, ..=0)) = left {
        let due = said.plus(i64::from(weeks)).short();
        meeting.hint(&format!(
            "In {} it was to be in production in {due}: is it live, or how many weeks more?",
            said.short()
        ));
    }
    let question = Question {
        prompt: String::from("weeks until the MVP is in production, or live, or a date"),
        default: sheet.answers.mvp.clone().or(left.filter(|(.., left)| *left > 0).map(|(.., left)| left.to_string())),
        help: "The minimum viable product in production: 2 for two weeks, live when it is there, or the day on which it \
               went or will go live, 2026-12-04. - leaves it open.",
        ..Question::default()
    };
    let answer = ask(meeting.asker, &question, |text| match MvpSaid::parse(text, date, today) {
        Ok(said) => Ok((text.to_owned(), said)),
        Err(_) => Err(String::from("write the weeks (2), live, or a date (2026-12-04)")),
    })?;
    if let Answer::Said((text, said)) = &answer
        && (said.weeks() == 0 || *text != said.canonical())
    {
        meeting.say(&format!("  {}", said.in_words(date)));
    }
    Ok(turn(answer, |said| sheet.answers.mvp = said.map(|(_, said)| said.canonical())))
}

fn ask_blocker(
    meeting: &mut Meeting<'_>,
    sheet: &mut Sheet<Answers>,
    blocker: &Carried<'_>,
    week: Week,
) -> Result<Turn, Stop> {
    meeting.asker.tell(&open_task(blocker, week, meeting.layout));
    let id = blocker.task.id.to_string();
    let is_cleared = sheet.answers.cleared.contains(&id);
    let question = Question {
        prompt: String::from("still blocks, or cleared"),
        default: Some(String::from(if is_cleared { "cleared" } else { "still" })),
        help: "cleared: it no longer blocks. still: it stays, and grows older.",
        ..Question::default()
    };
    let answer = choose(meeting.asker, &question, &[("still", false), ("cleared", true)])?;
    Ok(turn(answer, |cleared| {
        if cleared == Some(true) {
            sheet.answers.cleared.insert(id);
        } else {
            sheet.answers.cleared.remove(&id);
        }
    }))
}

fn ask_present(meeting: &mut Meeting<'_>, sheet: &mut Sheet<Answers>, record: &EngagementRecord) -> Result<Turn, Stop> {
    let recorded = of_week(record, sheet.answers.date);
    let expected = sheet.answers.present.clone().unwrap_or_else(|| attendance::expected(record, recorded));
    let answer = attendance::ask_who(meeting, &expected, record)?;
    Ok(turn(answer, |present| {
        let recorded = recorded.map(|retro| retro.present.as_slice()).unwrap_or_default();
        sheet.answers.absent = taken_away(recorded, present.as_deref());
        sheet.answers.present = present;
    }))
}

fn ask_failure_modes(
    meeting: &mut Meeting<'_>,
    sheet: &mut Sheet<Answers>,
    recorded: Option<&Retro>,
) -> Result<Turn, Stop> {
    const NONE: &str = "none";
    meeting.asker.tell(&failure_mode_list());
    let numbered: Vec<(String, FailureMode)> =
        FailureMode::NAMES.iter().zip(1..).map(|((_, mode), number): (_, u32)| (number.to_string(), *mode)).collect();
    let recorded = recorded.map(|retro| retro.failure_modes.as_slice()).unwrap_or_default();
    let said = sheet.answers.failure_modes.as_deref().unwrap_or(recorded);
    let said: Vec<&str> = said.iter().map(|mode| mode.label()).collect();
    let question = Question {
        prompt: String::from("which of these were seen, by number"),
        default: Some(if said.is_empty() { String::from(NONE) } else { said.join(" ") }),
        help: "Numbers with spaces between, such as 1 3. One that is seen two weeks running is a matter for the advisor; \
               one that lasts ends the engagement early. Notes that are sent around do not show it. none: none of them \
               was seen. - leaves it open.",
        ..Question::default()
    };
    let answer = ask(meeting.asker, &question, |text| {
        if text == NONE {
            return Ok(Vec::new());
        }
        let words = text.split([' ', ',']).filter(|word| !word.is_empty());
        let mode = |word: &str| {
            let by_number = numbered.iter().find(|(number, _)| number == word).map(|(_, mode)| *mode);
            let known = by_number.or_else(|| word.parse().ok());
            known.ok_or_else(|| {
                format!("answer with numbers from 1 to {}, or {}", numbered.len(), alternatives(&[NONE]))
            })
        };
        words.map(mode).collect()
    })?;
    Ok(turn(answer, |modes| {
        sheet.answers.unseen = taken_away(recorded, modes.as_deref());
        sheet.answers.failure_modes = modes;
    }))
}

fn ask_time(meeting: &mut Meeting<'_>, sheet: &mut Sheet<Answers>, recorded: Option<&Retro>) -> Result<Turn, Stop> {
    let before = sheet.answers.time.or(recorded.and_then(|retro| retro.time));
    let question = Question {
        prompt: String::from("days of pairing / other host work / home, such as 3/1/1"),
        default: before.map(|time| time.to_string()),
        help: "How your week split, in days, hours or percent. The playbook aims at four days with the host, pairing on \
               the goals, and one at home. - leaves it open.",
        ..Question::default()
    };
    let answer = ask(meeting.asker, &question, |text| text.parse().map_err(|error| format!("{error}")))?;
    Ok(turn(answer, |time| sheet.answers.time = time))
}
