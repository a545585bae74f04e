//! The ways in which engagements are known to fail.

use std::fmt;
use std::str::FromStr;

use crate::text::alternatives;

/// One of the six failure modes of the playbook. One that lasts ends the engagement early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FailureMode {
    /// The engineer does all the hard work.
    HardWork,
    /// The engineer does not feel welcome.
    NotWelcome,
    /// The team and its leadership are disconnected.
    Disconnected,
    /// No improvement to the platform comes out.
    NoImprovement,
    /// The team is too small.
    SmallTeam,
    /// The team goes back to bad habits.
    BadHabits,
}

impl FailureMode {
    /// Every failure mode with the word that stands for it in files and flags, in the order of the playbook.
    pub const NAMES: [(&'static str, Self); 6] = [
        ("hard-work", Self::HardWork),
        ("not-welcome", Self::NotWelcome),
        ("disconnected", Self::Disconnected),
        ("no-improvement", Self::NoImprovement),
        ("small-team", Self::SmallTeam),
        ("bad-habits", Self::BadHabits),
    ];

    /// The word that stands for it in files and flags.
    pub fn label(self) -> &'static str {
        match self {
            Self::HardWork => "hard-work",
            Self::NotWelcome => "not-welcome",
            Self::Disconnected => "disconnected",
            Self::NoImprovement => "no-improvement",
            Self::SmallTeam => "small-team",
            Self::BadHabits => "bad-habits",
        }
    }

    /// What goes wrong, in words that begin in lower case.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::HardWork => "the engineer does all the hard work",
            Self::NotWelcome => "the engineer does not feel welcome",
            Self::Disconnected => "team and leadership are disconnected",
            Self::NoImprovement => "no improvement to the platform comes out",
            Self::SmallTeam => "the team is too small",
            Self::BadHabits => "the team goes back to bad habits",
        }
    }
}

/// A text that names no failure mode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownFailureMode;

impl fmt::Display for UnknownFailureMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it is none of {}", alternatives(&FailureMode::NAMES.map(|(name, _)| name)))
    }
}

impl std::error::Error for UnknownFailureMode {}

impl FromStr for FailureMode {
    type Err = UnknownFailureMode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named = Self::NAMES.iter().find(|(name, _)| *name == text);
        named.map(|(_, mode)| *mode).ok_or(UnknownFailureMode)
    }
}

impl fmt::Display for FailureMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_one_name() {
        for (name, mode) in FailureMode::NAMES {
            assert_eq!((mode.label(), mode.to_string().as_str()), (name, name));
            assert_eq!(name.parse(), Ok(mode));
        }
        assert_eq!("hard".parse::<FailureMode>(), Err(UnknownFailureMode));
    }
}
