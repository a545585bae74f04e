//! The promise of merging, on random work: three people with clones of one repository work at the same time with the real
//! program, and share with plain git, by merge and by rebase.
//!
//! What does not contradict merges, and the records say it all, once and unaltered. What contradicts is a conflict that
//! git shows, or a finding of `check`. [`oracle`] knows what contradicts and what must come of it; it looks at facts, and
//! knows nothing of lines and files. What is a contradiction is told in docs/file-format.md.
//!
//! `AUXENG_INTERLEAVINGS=5000` plays so many runs, and `AUXENG_SEED=…` plays the one of that seed and keeps its folder.
#![cfg(unix)]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::disallowed_macros,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test touches disk and processes itself, tells what it counted and stops at the first surprise"
)]

mod facts;
mod oracle;
mod pairs;
mod place;
mod reading;
mod scene;
mod sharing;
mod start;
mod tally;
mod work;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use scene::{Scene, Start};
use tally::Tally;

/// How many runs there are where nobody says how many.
const INTERLEAVINGS: u64 = 300;

/// The seed of the first run; the others count on from it.
const SEED: u64 = 20_261_120;

fn variable(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is no number: {text}")))
}

/// Plays the run of `seed`, and tells the whole of it where something is wrong.
fn play(starts: &[Start], seed: u64, keep: bool) -> Result<Tally, String> {
    let folder = place::temporary();
    let start = &starts[usize::try_from(seed % starts.len() as u64).expect("a small number")];
    let mut scene = Scene::new(folder.path(), start, seed);
    let Err(panic) = catch_unwind(AssertUnwindSafe(|| scene.play())) else {
        return Ok(scene.tally);
    };
    let told = panic.downcast_ref::<String>().cloned();
    let told = told.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default();
    let kept = if keep { format!("\nkept in {}", folder.keep().display()) } else { String::new() };
    Err(format!(
        "{}\n{told}\nto see it again: AUXENG_SEED={seed} cargo test --test merging{kept}",
        scene.story.join("\n")
    ))
}

#[test]
fn what_does_not_contradict_merges_and_what_does_is_seen() {
    let folder = place::temporary();
    let starts = start::all(folder.path());
    let (one, runs) = (variable("AUXENG_SEED"), variable("AUXENG_INTERLEAVINGS").unwrap_or(INTERLEAVINGS));
    let (first, runs) = one.map_or((SEED, runs), |seed| (seed, 1));
    let (next, tally, wrong) = (AtomicU64::new(0), Mutex::new(Tally::default()), Mutex::new(None));
    let worker = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= runs || wrong.lock().expect("nobody panics with it").is_some() {
                return;
            }
            match play(&starts, first + number, one.is_some()) {
                Ok(one) => tally.lock().expect("nobody panics with it").add(&one),
                Err(story) => *wrong.lock().expect("nobody panics with it") = Some(story),
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(worker);
        }
    });
    if let Some(story) = wrong.into_inner().expect("nobody panics with it") {
        panic!("{story}");
    }
    let tally = tally.into_inner().expect("nobody panics with it");
    println!("{tally}");
    if one.is_none() && runs >= INTERLEAVINGS {
        // Otherwise the promise was hardly put to the test.
        assert!(tally.apart as u64 * 2 > runs, "too little work in the same files: {tally}");
        assert!(tally.conflicts > 0 && tally.findings > 0, "no contradictions: {tally}");
        assert!(tally.merges > 0 && tally.rebases > 0, "nobody merged, or nobody rebased: {tally}");
    }
}
