//! What a person may say of an engagement, whether it is opened or changed.

use chrono::NaiveDate;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::dates::planned_day;
use super::failure::Failure;
use super::people::{people, person};
use crate::model::{Engagement, EngagementKind, Person};
use crate::text::quoted;

/// How many weeks an engagement may last.
const LONGEST: i64 = 520;

/// The fields of an engagement as flags.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Fields {
    /// The team that is helped
    #[arg(long, value_name = "TEAM")]
    pub(super) host: Option<String>,

    /// The team that lends the engineer, where it is not that of the store
    #[arg(long, value_name = "TEAM")]
    pub(super) home: Option<String>,

    /// The practice that it spreads
    #[arg(long)]
    pub(super) practice: Option<String>,

    /// Why it is begun
    #[arg(long, value_parser = kind_parser())]
    pub(super) kind: Option<String>,

    /// Who works with the host team; repeat for several
    #[arg(long, value_name = "PERSON")]
    pub(super) engineer: Vec<String>,

    /// Who is responsible for the whole
    #[arg(long, value_name = "PERSON")]
    pub(super) advisor: Option<String>,

    /// Somebody of the host team or otherwise involved, `Name <mail>`; repeat for several
    #[arg(long, value_name = "PERSON")]
    pub(super) person: Vec<String>,

    /// The first day
    #[arg(long, value_name = "DATE")]
    pub(super) start: Option<String>,

    /// How many weeks it lasts
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=LONGEST), conflicts_with = "end")]
    pub(super) weeks: Option<u32>,

    /// The last day
    #[arg(long, value_name = "DATE")]
    pub(super) end: Option<String>,
}

/// The values of `--kind`; an empty one takes it away.
pub(super) fn kind_parser() -> PossibleValuesParser {
    let names = EngagementKind::NAMES.into_iter().map(|(name, _)| PossibleValue::new(name));
    names.chain([PossibleValue::new("").hide(true)]).collect::<Vec<_>>().into()
}

/// The kind that `--kind` names.
pub(super) fn kind(name: &str) -> Option<EngagementKind> {
    EngagementKind::NAMES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
}

impl Fields {
    /// Whether nothing is named.
    pub(super) fn is_empty(&self) -> bool {
        let texts = [&self.host, &self.home, &self.practice, &self.kind, &self.advisor, &self.start, &self.end];
        texts.iter().all(|text| text.is_none())
            && self.weeks.is_none()
            && self.engineer.is_empty()
            && self.person.is_empty()
    }

    /// Whether somebody is named who works with the host team.
    pub(super) fn names_engineers(&self) -> bool {
        !self.engineer.is_empty()
    }

    /// Sets what is named; an empty text takes a field away.
    ///
    /// Without an end or a number of weeks the end stays `weeks` after a start that is set, where `weeks` are given,
    /// else as it is.
    pub(super) fn apply(
        &self,
        engagement: &mut Engagement,
        weeks: Option<u32>,
        today: NaiveDate,
    ) -> Result<(), Failure> {
        set(&mut engagement.host, self.host.as_deref());
        set(&mut engagement.home, self.home.as_deref());
        set(&mut engagement.practice, self.practice.as_deref());
        if let Some(name) = &self.kind {
            engagement.kind = kind(name);
        }
        if self.names_engineers() {
            engagement.engineers = people("--engineer", &self.engineer)?;
        }
        if let Some(text) = &self.advisor {
            let named = filled(Some(text));
            engagement.advisor = named.map(|text| person("--advisor", &text)).transpose()?;
        }
        keep_apart(&engagement.engineers, engagement.advisor.as_ref())?;
        for person in people("--person", &self.person)? {
            match engagement.people.iter_mut().find(|known| known.is(&person)) {
                Some(known) => *known = person,
                None => engagement.people.push(person),
            }
        }
        self.apply_dates(engagement, weeks, today)
    }

    fn apply_dates(&self, engagement: &mut Engagement, weeks: Option<u32>, today: NaiveDate) -> Result<(), Failure> {
        if let Some(text) = &self.start {
            engagement.start = planned_day(text, today)?;
        }
        if let Some(text) = &self.end {
            engagement.end = planned_day(text, today)?;
        } else if let Some(weeks) = self.weeks.or(weeks) {
            engagement.end = Engagement::end_after(engagement.start, weeks);
            if engagement.weeks() < i64::from(weeks) {
                return Err(Failure::refused("the engagement would end beyond the calendar")
                    .help("correct --start or --weeks")
                    .help("nothing was written"));
            }
        }
        if let Some(close) = engagement.close.as_ref().filter(|close| close.date < engagement.start) {
            let message = format!("the engagement was closed on {}, before it would start", close.date);
            return Err(Failure::refused(message)
                .help("correct --start, or the close: auxeng close --date")
                .help("nothing was written"));
        }
        if engagement.end < engagement.start {
            let (start, end) = (engagement.start, engagement.end);
            let message = format!("the end {end} is before the start {start}");
            return Err(Failure::refused(message).help("correct --start or --end").help("nothing was written"));
        }
        Ok(())
    }
}

/// How many weeks `text` names, as `--weeks` takes them.
pub(super) fn weeks(text: &str) -> Result<u32, Failure> {
    let weeks = text.trim().parse().ok().filter(|weeks| (1..=LONGEST).contains(&i64::from(*weeks)));
    weeks.ok_or_else(|| Failure::usage(format!("{} is not a number of weeks from 1 to {LONGEST}", quoted(text))))
}

/// A text that says something.
pub(super) fn filled(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A title: one line that says something.
pub(super) fn title(text: &str) -> Result<String, Failure> {
    let title = filled(Some(text)).ok_or_else(|| Failure::usage("the title is empty").help("nothing was written"))?;
    if title.contains(char::is_control) {
        return Err(Failure::usage("a title is one line, without tabs or other controls").help("nothing was written"));
    }
    Ok(title)
}

/// Sets `field` where `text` says something of it; an empty text takes it away.
pub(super) fn set(field: &mut Option<String>, text: Option<&str>) {
    if text.is_some() {
        *field = filled(text);
    }
}

/// Refuses somebody who would be engineer and advisor at once.
fn keep_apart(engineers: &[Person], advisor: Option<&Person>) -> Result<(), Failure> {
    match advisor.filter(|advisor| engineers.iter().any(|engineer| engineer.is(advisor))) {
        None => Ok(()),
        Some(both) => {
            let who = quoted(&both.name);
            Err(Failure::refused(format!("{who} cannot be engineer and advisor of the same engagement"))
                .help("the advisor coaches the engineer and may end the engagement: name somebody else")
                .help("nothing was written"))
        }
    }
}
