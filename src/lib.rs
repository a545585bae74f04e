//! The record of auxiliary engineering engagements: plain TOML files in a folder that git can carry.
//!
//! The library is built in layers, each importing only those above it in this list; `store`, `report`, `ui` and `mail`
//! never import one another:
//!
//! - [`text`]: words fit for a terminal.
//! - [`model`]: the records as pure types.
//! - [`metrics`]: arithmetic over the records.
//! - [`notes`]: retro notes that people wrote in Markdown.
//! - [`survey`]: exports of survey tools.
//! - [`playbook`]: the practice as rules.
//! - [`store`]: the records on disk.
//! - [`report`]: values in, text out.
//! - [`ui`]: the terminal.
//! - [`mail`]: messages, and how they leave.
//! - [`cli`]: the commands, which tie the others together.

#![cfg_attr(
    test,
    allow(
        clippy::arithmetic_side_effects,
        clippy::string_slice,
        clippy::unreachable,
        reason = "a test stops at the first surprise"
    )
)]

pub mod cli;
pub mod mail;
pub mod metrics;
pub mod model;
pub mod notes;
pub mod playbook;
pub mod report;
pub mod store;
pub mod survey;
pub mod text;
pub mod ui;
