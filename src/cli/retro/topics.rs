//! Values that stand under headings of their own, in notes and in the document of a retro: how far the MVP is, how long
//! it took, how the week split, how content the engineer was, which failure modes were seen.

use chrono::NaiveDate;

use super::mvp::MvpSaid;
use crate::cli::values::minutes;
use crate::model::{FailureMode, OutOfTen, TimeSplit};
use crate::notes::{Entry, Mark, Remainder, Topic, entries};
use crate::text::{alternatives, nearest, quoted};

/// What free notes say under the heading of a topic.
#[derive(Debug, PartialEq)]
pub(super) enum Said {
    Mvp(MvpSaid),
    Minutes(u32),
    Time(TimeSplit),
    Satisfaction(OutOfTen),
    FailureModes(Vec<FailureMode>),
}

/// What a part of free notes says about its topic, where all of it can be understood; else it stays a note.
pub(super) fn said(part: &Remainder, held: NaiveDate, today: NaiveDate) -> Option<Said> {
    let topic = part.topic?;
    let entries = entries(&part.text, part.line).ok()?;
    let alone = match entries.as_slice() {
        [Entry { text, mark: None, .. }] => Some(text.as_str()),
        _ => None,
    };
    match topic {
        Topic::Mvp => distance(alone?, held, today).ok().map(Said::Mvp),
        Topic::Minutes => minutes(alone?).ok().map(Said::Minutes),
        Topic::Time => split(alone?).ok().map(Said::Time),
        Topic::Satisfaction => content(alone?).ok().map(Said::Satisfaction),
        Topic::FailureModes if !entries.is_empty() => {
            let modes: Result<Vec<_>, _> = entries.iter().map(seen).collect();
            modes.ok().map(|modes| Said::FailureModes(modes.into_iter().flatten().collect()))
        }
        Topic::FailureModes | Topic::Goals | Topic::EarlierActions | Topic::EarlierBlockers => None,
    }
}

/// Reads how far the MVP is from production.
pub(super) fn distance(text: &str, held: NaiveDate, today: NaiveDate) -> Result<MvpSaid, String> {
    MvpSaid::parse(text, held, today).map_err(|_| {
        let help = "write the weeks (2), live, or a date (2026-12-04)";
        format!("{} tells no distance to production: {help}", quoted(text))
    })
}

/// Reads how a week split.
pub(super) fn split(text: &str) -> Result<TimeSplit, String> {
    text.parse().map_err(|error| format!("{} is no split of a week: {error}", quoted(text)))
}

/// Reads how content the engineer was: `7`, `7/10` or `7 of 10`.
pub(super) fn content(text: &str) -> Result<OutOfTen, String> {
    let points = ["/10", "of 10"].iter().find_map(|scale| text.trim().strip_suffix(scale)).unwrap_or(text);
    points.parse().map_err(|error| format!("{} is {error}", quoted(text)))
}

/// The failure mode of a line, when it is ticked or has no box: `hard-work`, and whatever stands behind a colon.
pub(super) fn seen(entry: &Entry) -> Result<Option<FailureMode>, String> {
    let name = entry.text.split_once(':').map_or(entry.text.as_str(), |(name, _)| name).trim().to_lowercase();
    let mode = name.parse().map_err(|_| {
        let names = FailureMode::NAMES.map(|(name, _)| name);
        let like =
            nearest(&name, &names).map_or_else(String::new, |like| format!("did you mean {}? else ", quoted(like)));
        format!("there is no failure mode {}: {like}write {}", quoted(&name), alternatives(&names))
    })?;
    Ok(Some(mode).filter(|_| matches!(entry.mark, None | Some(Mark::Done))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Headings;
    use crate::notes::parse;

    fn today() -> NaiveDate {
        "2026-11-20".parse().unwrap()
    }

    #[test]
    fn notes_tell_values_under_their_headings() {
        let told = |source: &str| {
            let notes = parse(source, &Headings::default());
            assert_eq!(notes.other.len(), 1, "{source}");
            said(&notes.other[0], today(), today())
        };
        let modes = |modes: &[FailureMode]| Some(Said::FailureModes(modes.to_vec()));
        for (source, expected) in [
            ("# MVP\n2 weeks\n", Some(Said::Mvp(MvpSaid::Weeks(2)))),
            ("# MVP\n- 2\n", Some(Said::Mvp(MvpSaid::Weeks(2)))),
            ("## Minutes\n\n26 min\n", Some(Said::Minutes(26))),
            ("## How the week split\n3/1/1\n", Some(Said::Time(TimeSplit::new(3.0, 1.0, 1.0).unwrap()))),
            ("## How content the engineer was\n\n7\n", OutOfTen::new(7).map(Said::Satisfaction)),
            ("## How content was the engineer?\n- 7/10\n", OutOfTen::new(7).map(Said::Satisfaction)),
            ("## Engineer's satisfaction\n10 of 10\n", OutOfTen::new(10).map(Said::Satisfaction)),
            ("# How content the engineer was\n11\n", None),
            ("# How content the engineer was\nvery\n", None),
            ("# How content the engineer was\n7\n8\n", None),
            // The host team's own is another one.
            ("# Satisfaction\n7\n", None),
            ("# Failure modes\n- [x] small-team\n- [ ] hard-work: x\n", modes(&[FailureMode::SmallTeam])),
            ("# Failure modes\n- bad-habits\n", modes(&[FailureMode::BadHabits])),
            // Whatever else stands there is a note, as a whole.
            ("# MVP\n2 weeks\n\nif all goes well\n", None),
            ("# MVP\nWe showed it to Mira.\n", None),
            ("# MVP\n- [x] 2\n", None),
            ("# MVP\n> 2 weeks\n", None),
            ("# MVP\n", None),
            ("# Minutes\nof the meeting\n", None),
            ("# Failure modes\n- small-team\n- we are tired\n", None),
            ("# Failure modes\n", None),
            ("# Goals\n- coverage = 9\n", None),
            ("# Kudos\n26\n", None),
        ] {
            assert_eq!(told(source), expected, "{source}");
        }
    }

    #[test]
    fn a_failure_mode_is_named_with_or_without_its_words() {
        let entry = |text: &str| Entry { text: text.to_owned(), mark: None, line: 1 };
        for text in ["hard-work", "Hard-Work", "hard-work: the engineer does all the hard work", " hard-work : x"] {
            assert_eq!(seen(&entry(text)), Ok(Some(FailureMode::HardWork)), "{text}");
        }
        assert!(seen(&entry("hard-wrok")).unwrap_err().contains("did you mean `hard-work`?"));
        assert!(seen(&entry("")).is_err());
    }
}
