//! What an advisor brings to the first meeting with a host.

use chrono::NaiveDate;
use serde::Serialize;

use super::AgreementView;
use crate::model::{Agreement, Settings};

/// The page that opens the talk with a host.
#[derive(Debug, Clone, Serialize)]
pub struct PitchView {
    /// The day on which it was made.
    pub today: NaiveDate,
    /// The team that lends the engineer.
    pub home: Option<String>,
    /// The team that it is for.
    pub host: Option<String>,
    /// What the proposal or engagement is about.
    pub title: Option<String>,
    /// What auxiliary engineering is.
    pub what: String,
    /// Who the home team is.
    pub who: String,
    /// Why it works in this way.
    pub why: String,
    /// What an embed does.
    pub embed: String,
    /// What both sides may expect.
    pub expectations: Vec<String>,
    /// How to start.
    pub start: String,
    /// Who of the host agreed to what is expected.
    pub agreements: Vec<AgreementView>,
}

impl PitchView {
    /// The page of a store, for nobody in particular.
    pub fn of(settings: &Settings, today: NaiveDate) -> Self {
        let pitch = &settings.pitch;
        Self {
            today,
            home: settings.home.clone(),
            host: None,
            title: None,
            what: pitch.what().to_owned(),
            who: pitch.who().to_owned(),
            why: pitch.why().to_owned(),
            embed: pitch.embed().to_owned(),
            expectations: pitch.expectations().into_iter().map(str::to_owned).collect(),
            start: pitch.start().to_owned(),
            agreements: Vec::new(),
        }
    }

    /// The same for a host, of whom some have agreed to what is expected.
    #[must_use]
    pub fn for_host(self, title: String, host: Option<String>, agreements: &[Agreement]) -> Self {
        let agreements = agreements.iter().map(AgreementView::of).collect();
        Self { title: Some(title), host, agreements, ..self }
    }
}
