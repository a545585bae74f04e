//! Replays what the fuzzers in `fuzz/` begin with and what they have found, and a few thousand mutations of it.
//!
//! Each law is a function of any bytes, in `laws/`; the fuzzers call the same functions. An input that broke a law is kept
//! in `cases/`.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs,
    unreachable_pub,
    reason = "a test reads its inputs from disk and may stop at the first surprise"
)]

mod laws {
    pub mod notes;
    pub mod record;
    pub mod survey;
    pub mod values;
}

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// How many mutations of each input are tried.
const MUTATIONS: u64 = 20;

#[test]
fn records() {
    replay("record", laws::record::hold);
}

#[test]
fn notes() {
    replay("notes", laws::notes::hold);
}

#[test]
fn surveys() {
    replay("survey", laws::survey::hold);
}

#[test]
fn values() {
    replay("values", laws::values::hold);
}

fn replay(target: &str, law: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz");
    let seeds = files(&folder.join("seeds").join(target));
    assert!(!seeds.is_empty(), "no seeds of {target}");
    let mut random = fastrand::Rng::with_seed(0);
    for file in seeds.into_iter().chain(files(&folder.join("cases").join(target))) {
        let bytes = fs::read(&file).unwrap();
        tried(law, &bytes, &file);
        for _ in 0..MUTATIONS {
            tried(law, &mutated(&bytes, &mut random), &file);
        }
    }
}

/// Checks the law, and names the input that breaks it.
fn tried(law: fn(&[u8]), bytes: &[u8], file: &Path) {
    if let Err(panic) = catch_unwind(AssertUnwindSafe(|| law(bytes))) {
        let why = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        let input = String::from_utf8_lossy(bytes);
        panic!("{} or what became of it: {input:?}\n{}", file.display(), why.unwrap_or_default());
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// `bytes` with one to three stretches removed, doubled, replaced or moved.
fn mutated(bytes: &[u8], random: &mut fastrand::Rng) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..random.usize(1..=3) {
        let start = random.usize(0..=bytes.len());
        let end = (start + random.usize(0..20)).min(bytes.len());
        let stretch: Vec<u8> = bytes.get(start..end).unwrap_or_default().to_vec();
        let put = match random.u8(0..5) {
            0 => Vec::new(),
            1 => [stretch.clone(), stretch].concat(),
            2 => vec![random.u8(..)],
            3 => {
                let signs = b"\n\"'[]{}=#.,:;-*<>@ \r\t\x1f";
                vec![signs[random.usize(0..signs.len())]]
            }
            _ => {
                let from = random.usize(0..=bytes.len());
                let to = (from + random.usize(0..40)).min(bytes.len());
                bytes.get(from..to).unwrap_or_default().to_vec()
            }
        };
        bytes.splice(start..end, put);
    }
    bytes
}
