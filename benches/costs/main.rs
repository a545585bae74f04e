//! What the program costs, against what it cannot cost less than: an empty program, a durable write, `git status`.
//!
//! Every figure is a ratio of two things measured by turns in the same run, because a machine that is busy slows both.
//! `cargo bench --bench costs` prints the table, with `-- --strict` it fails when a bar is exceeded, and
//! `-- generate DIR N [--all-running]` makes a store to try things on. `docs/performance.md` says more.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a benchmark makes its own files, starts programs and prints its table"
)]

#[cfg(unix)]
mod arguments;
#[cfg(unix)]
mod generator;
#[cfg(unix)]
mod place;
#[cfg(unix)]
mod process;
#[cfg(unix)]
mod report;
#[cfg(unix)]
mod sample;
#[cfg(unix)]
mod scale;
#[cfg(unix)]
mod startup;
#[cfg(unix)]
mod status;
#[cfg(unix)]
mod table;
#[cfg(unix)]
mod writes;

#[cfg(unix)]
fn main() -> anyhow::Result<std::process::ExitCode> {
    arguments::run()
}

#[cfg(not(unix))]
fn main() {
    println!("the costs are measured on Unix only");
}
