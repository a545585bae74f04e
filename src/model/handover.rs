//! The hand-over: who maintains what once the engagement is over.

/// Something that stays, and who takes care of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// What stays.
    pub what: String,
    /// Who maintains it: a person or a team.
    pub who: String,
    /// What else is to be said about it.
    pub note: Option<String>,
}
