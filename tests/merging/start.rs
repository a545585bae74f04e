//! The stores with which runs begin: made by the program itself, some with much in them, one in the layout of old.

use std::collections::BTreeSet;
use std::path::Path;

use crate::facts::Facts;
use crate::place::{Place, copy, said};
use crate::scene::{Scene, Start};

/// An engagement in full, one of which little is known, and one that is over.
const COMMANDS: &[&[&str]] = &[
    &["init"],
    &[
        "open",
        "Contract tests",
        "--id=checkout",
        "--host=Basket",
        "--practice=contracts",
        "--kind=adoption",
        "--start=2026-10-12",
        "--end=2026-12-18",
        "--engineer=Ana",
        "--advisor=Bo",
        "--person=Lee Novak",
    ],
    &["goal", "add", "Coverage", "-e", "checkout", "--from=0", "--to=10", "--unit=services"],
    &["goal", "add", "Habits", "-e", "checkout", "--rating", "--why=they fade"],
    &["goal", "add", "Launch", "-e", "checkout", "--milestone", "--kind=business", "--mvp"],
    &["score", "-e", "checkout", "--date=2026-W43", "coverage=1", "habits=20%"],
    &["score", "-e", "checkout", "--date=2026-W45", "coverage=3", "--note=coverage=payments first"],
    &[
        "retro",
        "-e",
        "checkout",
        "--date=2026-11-06",
        "--well=The gate",
        "--next=Ask for a slot",
        "--next=Lee: Move it",
        "--blocker=Staging",
        "--present=Ana,Lee",
        "--minutes=28",
    ],
    &["milestone", "add", "First contract", "-e", "checkout", "--date=2026-11-04"],
    &["nps", "add", "-e", "checkout", "--score=9", "--date=2026-11-16"],
    &["nps", "add", "-e", "checkout", "--score=6", "--why=Too short", "--asked=50", "--date=2026-11-16"],
    &["open", "Flags", "--id=search", "--start=2026-10-12"],
    &["goal", "add", "Trust", "-e", "search", "--rating"],
    &["open", "Tracing", "--id=payments", "--start=2026-08-03", "--end=2026-10-09", "--engineer=Ana", "--advisor=Bo"],
    &["goal", "add", "Traced", "-e", "payments", "--from=9", "--to=1"],
    &["retro", "-e", "payments", "--project", "--date=2026-10-09", "--well=It is done"],
    &["close", "payments", "--outcome=Eight of nine", "--date=2026-10-09"],
];

/// The stores, below `root`.
pub(crate) fn all(root: &Path) -> Vec<Start> {
    let plain = [0, 4, 12].map(|steps| made(&root.join(format!("made-{steps}")), steps));
    plain.into_iter().chain([old(&root.join("old"))]).collect()
}

/// A store that the program has made, with what somebody did at random in so many `steps`.
fn made(root: &Path, steps: u64) -> Start {
    let place = repository(root);
    for words in COMMANDS {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let output = place.auxeng("a", "2026-11-20", &words);
        assert!(output.status.success(), "{words:?}: {}", said(&output));
    }
    let start = begun(&place, BTreeSet::new());
    if steps == 0 {
        return start;
    }
    let mut scene = Scene::new(&root.join("more"), &start, steps);
    for _ in 0..steps {
        scene.work(0);
    }
    scene.share(0);
    copy(&root.join("more/origin.git"), &root.join("origin.git"));
    copy(&root.join("more/a"), &root.join("a"));
    Start { facts: scene.origin, count: scene.count, ..start }
}

/// A store whose records were written before every field had a place of its own.
fn old(root: &Path) -> Start {
    let place = repository(root);
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/old-layout"), &root.join("a"));
    let files = Facts::read(&root.join("a")).0.into_keys().map(|key| key.file).collect();
    begun(&place, files)
}

/// A bare repository and a clone of it.
fn repository(root: &Path) -> Place {
    let place = Place::new(root);
    place.git_done(".", &["init", "--quiet", "--bare", "origin.git"]);
    place.git_done(".", &["clone", "--quiet", "origin.git", "a"]);
    place.git_done("a", &["config", "remote.origin.url", "../origin.git"]);
    place
}

fn begun(place: &Place, old: BTreeSet<String>) -> Start {
    place.git_done("a", &["add", "--all"]);
    place.git_done("a", &["commit", "--quiet", "--message", "begin"]);
    place.git_done("a", &["push", "--quiet", "--set-upstream", "origin", "HEAD:main"]);
    let folder = place.root.clone();
    Start { facts: Facts::read(&folder.join("a")), folder, old, count: 0 }
}
