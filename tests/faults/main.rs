//! Disks that fail, processes that are killed, readers that go: the program from outside, with faults put in its way.
//!
//! Whatever happens, each file of a store holds its old text or its new one, `check` accepts the store, the exit code and
//! the message are right, and the next run takes away what a killed one left behind. Needs Linux with strace, and root for
//! some; what is missing is said and skipped, unless `AUXENG_TEST_FAULTS=required`. With `AUXENG_FAULTS=full` every fault
//! is tried that there is, without it a share of them.
#![cfg(target_os = "linux")]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test touches disk and processes itself and stops at the first surprise"
)]

#[allow(dead_code, reason = "the other tests use the rest")]
#[path = "../cli/environment.rs"]
mod environment;
#[allow(dead_code, reason = "the other tests use the rest")]
#[path = "../cli/invocation.rs"]
mod invocation;
#[allow(dead_code, reason = "the other tests use the rest")]
#[path = "../cli/scene.rs"]
mod scene;

mod commands;
mod crowd;
mod disks;
mod interrupted;
mod known;
mod needs;
mod place;
mod streams;
mod sweep;
mod tracing;
mod users;
mod vanishing;
