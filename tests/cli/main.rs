//! The program from outside: every test starts the built `auxeng` in an environment of its own
//! and looks at what it prints, how it exits and what it leaves on disk.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unreachable,
    reason = "a test touches disk and processes itself and stops at the first surprise"
)]
#![allow(clippy::needless_raw_string_hashes, reason = "that is how snapshots are written when they are updated")]

mod actions;
mod afterwards;
mod agenda;
mod agreed;
#[cfg(unix)]
mod answers_edited;
mod browser;
mod champions;
mod check_ins;
mod checks;
mod closing;
// The transcripts of the documentation are run by `sh`.
#[cfg(unix)]
mod console;
mod damage;
mod editing;
#[cfg(unix)]
mod editor;
#[cfg(unix)]
mod engagement_file;
mod environment;
mod feedback;
mod feedback_ends;
mod format;
#[cfg(unix)]
mod git;
mod goal_changes;
mod goals;
// A terminal can be played on Unix.
#[cfg(unix)]
mod guided;
mod hostile;
mod incomplete;
mod invocation;
mod json;
mod lifecycle;
#[cfg(unix)]
mod links;
mod mail_server;
#[cfg(unix)]
mod meetings;
mod merging;
mod milestones;
mod mvp;
#[allow(dead_code, reason = "the other tests use the rest")]
#[cfg(target_os = "linux")]
#[path = "../faults/needs.rs"]
mod needs;
mod notes;
mod nps;
mod nps_import;
mod nps_rounds;
mod opening;
mod outputs;
mod parted;
mod people;
mod pitch;
mod playbook;
mod processes;
mod program;
#[cfg(unix)]
mod project_meetings;
mod project_retro;
mod proposals;
mod reading;
// A pseudo-terminal is a thing of Unix.
#[cfg(unix)]
mod recordings;
mod reference;
mod renewing;
mod resolving;
mod retro_notes;
mod retros;
mod rules;
mod satisfaction;
mod scene;
mod scores;
mod scripts;
mod searching;
mod selection;
#[cfg(unix)]
mod sending;
mod smtp;
mod status;
mod store;
mod strays;
mod syncing;
// A pseudo-terminal is a thing of Unix.
#[cfg(unix)]
mod terminal;
#[cfg(unix)]
mod transcripts;
mod untouched;
