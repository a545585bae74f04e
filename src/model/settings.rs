//! What a store says about itself in `auxeng.toml`.

use std::collections::BTreeMap;

use super::Pitch;

/// The version of the file format that this program reads and writes.
pub const SCHEMA: i64 = 1;

/// A store's settings. Everything has a default.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The team that lends its engineers, unless an engagement says otherwise.
    pub home: Option<String>,
    /// How many weeks an engagement lasts unless said otherwise; 10.
    pub weeks: u32,
    /// How long a weekly retro may take, in minutes; 30.
    pub retro_minutes: u32,
    /// How many weeks lie between two talks with a champion unless said otherwise; 6.
    pub champion_weeks: u32,
    /// How many months after the end the host team is asked again; 3.
    pub check_in_months: u32,
    /// The share of the goals that should be done at the end, 0 to 1; 0.75.
    pub aim: f64,
    /// How far progress may lag behind what is expected before an engagement is at risk, 0 to 1; 0.10.
    pub at_risk: f64,
    /// How far progress may lag behind what is expected before an engagement is off track, 0 to 1; 0.25.
    pub off_track: f64,
    /// Further names for the headings of retro notes.
    pub headings: Headings,
    /// What an advisor says in the first meeting.
    pub pitch: Pitch,
    /// How rules of the playbook are tuned or silenced here, by the rule's id.
    pub rules: BTreeMap<&'static str, RuleSetting>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            home: None,
            weeks: 10,
            retro_minutes: 30,
            champion_weeks: 6,
            check_in_months: 3,
            aim: 0.75,
            at_risk: 0.10,
            off_track: 0.25,
            headings: Headings::default(),
            pitch: Pitch::default(),
            rules: BTreeMap::new(),
        }
    }
}

/// What the headings of retro notes may be called, beside the usual names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headings {
    /// Names for "went well".
    pub went_well: Vec<String>,
    /// Names for "went poorly".
    pub went_poorly: Vec<String>,
    /// Names for "do next time".
    pub next: Vec<String>,
    /// Names for the list of those who were there.
    pub present: Vec<String>,
    /// Names for "blockers".
    pub blockers: Vec<String>,
    /// Names for what is to be taken away, in a project retro.
    pub takeaways: Vec<String>,
}

/// How grave a store takes it to break a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleSeverity {
    /// Not at all: the rule is silent.
    Off,
    /// Something that should be looked at.
    Warning,
    /// Something that lets `check` fail.
    Error,
}

impl RuleSeverity {
    /// Every severity with the word that stands for it in files.
    pub const NAMES: [(&'static str, Self); 3] =
        [("off", Self::Off), ("warning", Self::Warning), ("error", Self::Error)];

    /// The word that stands for the severity in files.
    pub fn label(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// How a rule of the playbook is tuned or silenced in a store.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleSetting {
    /// How grave it is to break it, where that is not as usual.
    pub severity: Option<RuleSeverity>,
    /// The numbers of the rule that are not the usual ones, by name; each is one that the rule has, within its range.
    pub numbers: BTreeMap<&'static str, i64>,
    /// Why.
    pub reason: String,
}

impl Settings {
    /// The number `name` of the rule `id`, where the store sets it.
    pub fn rule_number(&self, id: &str, name: &str) -> Option<i64> {
        self.rules.get(id)?.numbers.get(name).copied()
    }

    /// How grave the store takes it to break the rule `id`, where it says so.
    pub fn rule_severity(&self, id: &str) -> Option<RuleSeverity> {
        self.rules.get(id)?.severity
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_severity_has_one_name() {
        assert!(RuleSeverity::NAMES.iter().all(|(name, severity)| severity.label() == *name));
    }
}
