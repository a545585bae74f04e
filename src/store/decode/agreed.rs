//! Reads what is agreed for an engagement beside its goals: the weekly retro and the hand-over.

use chrono::NaiveTime;

use toml::de::DeValue;

use super::Fields;
use crate::model::{Handover, Replacement, WeeklyRetro, WorkDay};
use crate::text::quoted;

pub(super) fn weekly_retro(fields: &mut Fields<'_, '_>) -> Option<WeeklyRetro> {
    let day = fields.choice("day", &WorkDay::NAMES);
    let time = fields.time("time");
    let by = fields.text("replaced_by");
    let because = fields.text("because");
    let replaced = match (by, because) {
        (Some(by), because) => {
            let because = fields.required("because", because, "because = \"it looks back upon the week too\"");
            Some(Replacement { by, because: because? })
        }
        (None, None) => None,
        (None, Some(_)) => {
            let message = String::from("`because` is there, and `replaced_by` is not");
            fields.invalid("because", message, "name the meeting: replaced_by = \"Team retro\"");
            None
        }
    };
    Some(WeeklyRetro { day, time, replaced })
}

pub(super) fn handover(fields: &mut Fields<'_, '_>) -> Option<Handover> {
    let what = fields.text("what");
    let what = fields.required("what", what, "what = \"the contract broker\"");
    let who = fields.text("who");
    let who = fields.required("who", who, "who = \"Lee Novak\"");
    let note = fields.text("note");
    Some(Handover { what: what?, who: who?, note })
}

impl Fields<'_, '_> {
    /// A time of day, to the minute.
    fn time(&mut self, name: &'static str) -> Option<NaiveTime> {
        let value = self.find(name)?;
        let time = match value.get_ref() {
            DeValue::Datetime(datetime) if datetime.date.is_none() && datetime.offset.is_none() => datetime.time,
            _ => None,
        };
        let Some(time) = time else {
            self.wrong_type(name, value, "a time of day", format!("write it without quotes: {name} = 14:00:00"));
            return None;
        };
        let is_whole = time.second.unwrap_or_default() == 0 && time.nanosecond.unwrap_or_default() == 0;
        let minute = NaiveTime::from_hms_opt(u32::from(time.hour), u32::from(time.minute), 0).filter(|_| is_whole);
        if minute.is_none() {
            let message = format!("{} is not a whole minute", quoted(name));
            self.invalid(name, message, format!("leave the seconds at 0: {name} = 14:00:00"));
        }
        minute
    }
}
