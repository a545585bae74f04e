//! Reads `auxeng.toml`.

use super::{Fields, rules};
use crate::model::{Champion, Headings, Pitch, Retro, Settings};

/// The schema, where the file names one, and the settings with defaults for what it does not set.
pub(in crate::store) fn settings(fields: &mut Fields<'_, '_>) -> Option<(i64, Settings)> {
    let schema = fields.integer("schema", 1..=i64::MAX);
    let schema = fields.required("schema", schema, "schema = 1");
    let mut settings = Settings { home: fields.text("home"), ..Settings::default() };
    if let Some(mut table) = fields.table("defaults") {
        if let Some(weeks) = table.integer("weeks", 1..=520) {
            settings.weeks = u32::try_from(weeks).unwrap_or(settings.weeks);
        }
        if let Some(minutes) = table.integer("retro_minutes", 1..=i64::from(Retro::LONGEST)) {
            settings.retro_minutes = u32::try_from(minutes).unwrap_or(settings.retro_minutes);
        }
        if let Some(weeks) = table.integer("champion_weeks", 1..=i64::from(Champion::RAREST)) {
            settings.champion_weeks = u32::try_from(weeks).unwrap_or(settings.champion_weeks);
        }
        if let Some(months) = table.integer("check_in_months", 1..=24) {
            settings.check_in_months = u32::try_from(months).unwrap_or(settings.check_in_months);
        }
        table.finish();
    }
    if let Some(mut table) = fields.table("health") {
        settings.aim = table.share("aim").unwrap_or(settings.aim);
        settings.at_risk = table.share("at_risk").unwrap_or(settings.at_risk);
        settings.off_track = table.share("off_track").unwrap_or(settings.off_track);
        if settings.off_track < settings.at_risk {
            let message = String::from("`off_track` is less than `at_risk`");
            table.invalid("off_track", message, "an engagement is at risk before it is off track");
        }
        table.finish();
    }
    if let Some(mut table) = fields.table("headings") {
        settings.headings = Headings {
            went_well: table.texts("went_well"),
            went_poorly: table.texts("went_poorly"),
            next: table.texts("next"),
            present: table.texts("present"),
            blockers: table.texts("blockers"),
            takeaways: table.texts("takeaways"),
        };
        table.finish();
    }
    settings.pitch = fields.within("pitch", |table| Some(pitch(table))).unwrap_or_default();
    settings.rules = rules::rules(fields);
    Some((schema?, settings))
}

fn pitch(fields: &mut Fields<'_, '_>) -> Pitch {
    Pitch {
        what: fields.text("what"),
        who: fields.text("who"),
        why: fields.text("why"),
        embed: fields.text("embed"),
        start: fields.text("start"),
        expectations: fields.texts("expectations"),
    }
}

/// The schema that `text` names, also where the rest of it cannot be read.
pub(in crate::store) fn schema(text: &str) -> Option<i64> {
    let (table, _) = toml::de::DeTable::parse_recoverable(text);
    let schema = table.get_ref().get("schema")?.get_ref().as_integer()?;
    i64::from_str_radix(schema.as_str(), schema.radix()).ok()
}
