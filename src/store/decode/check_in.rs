//! Reads a check-in.

use chrono::NaiveDate;

use super::Fields;
use crate::model::{Answer, CheckIn};

pub(in crate::store) fn check_in(date: NaiveDate, fields: &mut Fields<'_, '_>) -> CheckIn {
    CheckIn {
        date,
        present: fields.texts("present"),
        comfortable: fields.choice("comfortable", &Answer::NAMES),
        comfortable_note: fields.text("comfortable_note"),
        habits: fields.choice("habits", &Answer::NAMES),
        habits_note: fields.text("habits_note"),
        dependent: fields.choice("dependent", &Answer::NAMES),
        dependent_note: fields.text("dependent_note"),
        note: fields.text("note"),
    }
}
