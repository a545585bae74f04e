//! Values in, text out: what a command shows is computed once as a view, and laid out for a terminal, as Markdown,
//! plain text, HTML, JSON or CSV.
//!
//! Nothing here reads a file, asks for the day or prints. Imports `text`, `model`, `metrics`, `notes` and `playbook`.

mod after;
mod agenda;
mod agreed;
mod bars;
mod calendar;
mod champions;
mod course;
mod csv;
mod document;
mod failure_modes;
mod feedback;
mod findings;
mod goals;
mod grid;
mod html;
mod imports;
mod json;
mod log;
mod markdown;
mod meeting;
mod milestones;
mod notes;
mod nps;
mod numbers;
mod page;
mod people;
mod pitch;
mod plain;
mod program;
mod project;
mod project_notes;
mod proposal;
mod retro_notes;
mod rules;
mod search;
mod status;
mod survey;
mod terminal;
#[cfg(test)]
mod tests;
pub mod view;
mod web;
mod written;

pub use agenda::agenda_document;
pub use agreed::weekly_retro;
pub use calendar::agenda_calendar;
pub use champions::champions_document;
pub use csv::{
    champions_csv, export_csv, feedback_csv, fit_csv, nps_csv, nps_trend_csv, people_csv, search_csv, status_csv,
};
pub use document::{Document, Layout};
pub use failure_modes::failure_mode_seen;
pub use feedback::feedback_document;
pub use findings::{check_document, check_json, finding_text, github_annotations};
pub use goals::goals_document;
pub use imports::{ImportRow, import_document};
pub use json::envelope;
pub use log::{LogView, Recorded, log_document};
pub use meeting::{
    failure_mode_list, goal_card, meeting_heading, meeting_opening, open_task, paragraph, review_document,
};
pub use milestones::milestones_document;
pub use notes::notes_document;
pub use nps::{nps_document, nps_trend_document, program_nps_document};
pub use numbers::{day, number, percent, talk_words, value};
pub use page::report_document;
pub use people::people_document;
pub use pitch::pitch_document;
pub use program::program_document;
pub use project::{preparation_document, project_retro_document};
pub use project_notes::{project_notes_document, project_notes_subject};
pub use proposal::{candidates_document, proposal_document, votes_document};
pub use retro_notes::{retro_notes_document, retro_notes_subject};
pub use rules::{rule_document, rules_document};
pub use search::{search_document, words as search_words};
pub use status::status_document;
pub use survey::survey_document;
pub use web::{pitch_page, program_page, report_page};
