//! What is agreed for an engagement beside its goals, whether it is opened or changed.

use chrono::{NaiveDate, NaiveTime};
use clap::Args;

use super::dates::planned_day;
use super::failure::Failure;
use super::fields::{filled, set};
use crate::model::{Engagement, Replacement, WeeklyRetro, WorkDay};
use crate::text::quoted;

/// What is agreed as flags.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Agreed {
    /// The day of the kick-off meeting
    #[arg(long, value_name = "DATE")]
    pub(super) kickoff: Option<String>,

    /// What an early adopter hopes for
    #[arg(long, value_name = "TEXT")]
    pub(super) desired_outcome: Option<String>,

    /// What goes wrong, where the engagement is to find out why
    #[arg(long, value_name = "TEXT")]
    pub(super) symptom: Option<String>,

    /// By what it would show that the symptom is gone
    #[arg(long, value_name = "TEXT")]
    pub(super) symptom_metric: Option<String>,

    /// When the weekly retro is held, such as "thursday 14:00"
    #[arg(long, value_name = "DAY TIME")]
    pub(super) weekly_retro: Option<String>,

    /// The host's meeting that stands in for the weekly retro
    #[arg(long, value_name = "MEETING")]
    pub(super) retro_replaced_by: Option<String>,

    /// Why that meeting serves the same purpose
    #[arg(long, value_name = "TEXT")]
    pub(super) because: Option<String>,

    /// A meeting of the host that the engineer joins; repeat for several
    #[arg(long, value_name = "MEETING")]
    pub(super) ritual: Vec<String>,
}

impl Agreed {
    /// Whether nothing is named.
    pub(super) fn is_empty(&self) -> bool {
        let texts = [
            &self.kickoff,
            &self.desired_outcome,
            &self.symptom,
            &self.symptom_metric,
            &self.weekly_retro,
            &self.retro_replaced_by,
            &self.because,
        ];
        texts.iter().all(|text| text.is_none()) && self.ritual.is_empty()
    }

    /// Sets what is named; an empty text takes a field away, and rituals take the place of those before.
    pub(super) fn apply(&self, engagement: &mut Engagement, today: NaiveDate) -> Result<(), Failure> {
        if let Some(text) = &self.kickoff {
            let named = filled(Some(text));
            engagement.kickoff = named.map(|text| planned_day(&text, today)).transpose()?;
        }
        set(&mut engagement.desired_outcome, self.desired_outcome.as_deref());
        set(&mut engagement.symptom, self.symptom.as_deref());
        set(&mut engagement.symptom_metric, self.symptom_metric.as_deref());
        if !self.ritual.is_empty() {
            engagement.rituals = self.ritual.iter().filter_map(|text| filled(Some(text))).collect();
        }
        let mut retro = engagement.weekly_retro.take().unwrap_or_default();
        if let Some(text) = &self.weekly_retro {
            // Whoever names the day alone moves the retro to the same time of another day.
            (retro.day, retro.time) = match weekly(text)? {
                (None, None) => (None, None),
                (day, time) => (day.or(retro.day), time.or(retro.time)),
            };
        }
        retro.replaced = self.replaced(retro.replaced)?;
        engagement.weekly_retro = Some(retro).filter(|retro| *retro != WeeklyRetro::default());
        Ok(())
    }

    /// What stands in for the weekly retro, where `before` did.
    fn replaced(&self, before: Option<Replacement>) -> Result<Option<Replacement>, Failure> {
        let by = match &self.retro_replaced_by {
            Some(text) => filled(Some(text)),
            None => before.as_ref().map(|before| before.by.clone()),
        };
        let because = filled(self.because.as_deref()).or_else(|| before.map(|before| before.because));
        match (by, because) {
            (Some(by), Some(because)) => Ok(Some(Replacement { by, because })),
            (Some(by), None) => {
                Err(Failure::usage(format!("why does {} serve the same purpose as a retro?", quoted(&by)))
                    .help(
                        "what stands in for a retro has to look back and ask for criticism too: say how with --because",
                    )
                    .help("nothing was written"))
            }
            (None, Some(_)) if self.retro_replaced_by.is_none() => {
                Err(Failure::usage("--because is for a meeting that stands in for the retro")
                    .help("name it with --retro-replaced-by")
                    .help("nothing was written"))
            }
            (None, _) => Ok(None),
        }
    }
}

/// The day and the time that `text` names, or neither where it is empty.
///
/// `thursday 14:00`, `thu 9:30`, `friday`, `14:00`.
pub(super) fn weekly(text: &str) -> Result<(Option<WorkDay>, Option<NaiveTime>), Failure> {
    let unknown = |word: &str| {
        Failure::usage(format!("{} is neither a day from monday to friday nor a time", quoted(word)))
            .help("write, for example, \"thursday 14:00\"")
            .help("nothing was written")
    };
    let (mut day, mut time) = (None, None);
    for word in text.split_whitespace() {
        match (work_day(word), clock(word)) {
            (Some(named), _) if day.is_none() => day = Some(named),
            (_, Some(named)) if time.is_none() => time = Some(named),
            _ => return Err(unknown(word)),
        }
    }
    Ok((day, time))
}

/// The day whose name, with or without an `s`, begins with `word`, three letters at least.
fn work_day(word: &str) -> Option<WorkDay> {
    let word = word.trim_end_matches(',').to_lowercase();
    let word = word.strip_suffix('s').filter(|word| word.ends_with("day")).unwrap_or(&word);
    let mut days = WorkDay::NAMES.into_iter().filter(|(name, _)| word.len() >= 3 && name.starts_with(word));
    days.next().map(|(_, day)| day)
}

/// A time of the day: `14:00`, `9:30`.
fn clock(word: &str) -> Option<NaiveTime> {
    let (hour, minute) = word.split_once(':')?;
    let number = |digits: &str, length: std::ops::RangeInclusive<usize>| {
        let is_number = length.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|_| is_number)
    };
    NaiveTime::from_hms_opt(number(hour, 1..=2)?, number(minute, 2..=2)?, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_a_time_are_read() {
        let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0);
        for (text, day, at) in [
            ("thursday 14:00", Some(WorkDay::Thursday), time(14, 0)),
            ("Thu 9:30", Some(WorkDay::Thursday), time(9, 30)),
            ("09:05 Fridays", Some(WorkDay::Friday), time(9, 5)),
            ("Mon,  23:59", Some(WorkDay::Monday), time(23, 59)),
            ("wednesday", Some(WorkDay::Wednesday), None),
            ("14:00", None, time(14, 0)),
            ("", None, None),
        ] {
            assert_eq!(weekly(text).ok(), Some((day, at)), "{text}");
        }
        for text in [
            "sunday",
            "th",
            "24:00",
            "14:0",
            "14",
            "+1:00",
            "14:60",
            "thursday friday",
            "14:00 15:00",
            "s",
            "thursdayss",
        ] {
            assert!(weekly(text).is_err(), "{text}");
        }
    }
}
