//! What a killed writer leaves behind, and who takes it away.

use std::fs::{self, File};
use std::path::Path;

use tempfile::TempDir;

use crate::model::{Goal, GoalKind, Measure, Slug};
use crate::store::put::put;
use crate::store::strays::{sweep, sweep_store};
use crate::store::{Error, Store, init};

const STRAY: &str = ".auxeng-aB3dE6.tmp";

fn goal(id: &str) -> Goal {
    Goal {
        id: id.parse().unwrap(),
        title: String::from("T"),
        why: None,
        kind: GoalKind::Business,
        measure: Measure::Rating,
        mvp: false,
        weight: 1.0,
        dropped: None,
        scores: std::collections::BTreeMap::new(),
    }
}

fn store() -> (TempDir, Store, Slug) {
    let folder = TempDir::new().unwrap();
    let store = init(folder.path(), None).unwrap().store;
    fs::create_dir(folder.path().join("checkout")).unwrap();
    (folder, store, "checkout".parse().unwrap())
}

fn write(path: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, "half a rec").unwrap();
}

#[test]
fn only_what_can_be_ours_is_taken_away() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    let others = [
        ".auxeng.lock",
        ".auxeng-aB3dE.tmp",
        ".auxeng-aB3dE67.tmp",
        ".auxeng-aB3d-6.tmp",
        ".auxeng-aB3dE6.tmp.toml",
        "a.auxeng-aB3dE6.tmp",
        ".auxeng-aB3dE6",
        "notes.tmp",
    ];
    for name in others {
        write(&at(name));
    }
    fs::create_dir(at(".auxeng-folder.tmp")).unwrap();
    let mut stay: Vec<String> = others.iter().map(|name| (*name).to_owned()).collect();
    stay.push(String::from(".auxeng-folder.tmp"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(at("notes.tmp"), at(".auxeng-linked.tmp")).unwrap();
        nix::unistd::mkfifo(&at(".auxeng-pipes0.tmp"), nix::sys::stat::Mode::S_IRWXU).unwrap();
        stay.extend([".auxeng-linked.tmp", ".auxeng-pipes0.tmp"].map(str::to_owned));
    }
    write(&at(STRAY));
    assert!(sweep(folder.path()));
    let left = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut left: Vec<String> = left.collect();
    left.sort();
    stay.sort();
    assert_eq!(left, stay);
    assert!(sweep(&at("nowhere")));
}

#[test]
fn what_somebody_is_writing_stays() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(STRAY);
    write(&path);
    let writer = File::open(&path).unwrap();
    writer.lock().unwrap();
    assert!(sweep(folder.path()));
    assert!(path.exists());
    drop(writer);
    assert!(sweep(folder.path()));
    assert!(!path.exists());
}

#[test]
fn whoever_finds_the_mark_takes_away_what_lies_anywhere_in_the_store() {
    let (folder, store, id) = store();
    let lock_file = folder.path().join(".auxeng.lock");
    let places = ["", "checkout", "checkout/goals", "checkout/retros", "checkout/nps", "checkout/nps/2026-11-20"];
    let foreign = ["checkout/src", ".git"];
    let all = || places.iter().chain(&foreign).map(|place| folder.path().join(place).join(STRAY));
    all().for_each(|path| write(&path));
    // Without a mark nobody looks.
    drop(store.lock(|| ()).unwrap());
    assert!(all().all(|path| path.exists()));
    fs::write(&lock_file, "\0").unwrap();
    store.create_goal(&store.lock(|| ()).unwrap(), &id, &goal("trust")).unwrap();
    for place in places {
        assert!(!folder.path().join(place).join(STRAY).exists(), "{place}");
    }
    for place in foreign {
        assert!(folder.path().join(place).join(STRAY).exists(), "{place}");
    }
    assert_eq!(fs::metadata(&lock_file).unwrap().len(), 0);
}

#[test]
fn the_mark_is_there_while_somebody_writes_and_no_longer() {
    let (folder, store, id) = store();
    let length = || fs::metadata(folder.path().join(".auxeng.lock")).unwrap().len();
    let lock = store.lock(|| ()).unwrap();
    assert_eq!(length(), 0, "nothing is written yet");
    store.create_goal(&lock, &id, &goal("trust")).unwrap();
    assert_eq!(length(), 1);
    drop(lock);
    assert_eq!(length(), 0);
}

#[test]
#[cfg(unix)]
fn links_lead_nowhere() {
    let (folder, _, _) = store();
    let other = TempDir::new().unwrap();
    for place in ["", "goals", "nps", "nps/2026-11-20"] {
        write(&other.path().join(place).join(STRAY));
    }
    write(&folder.path().join("engagement/engagement.toml"));
    for link in ["linked", "engagement/goals", "engagement/nps"] {
        std::os::unix::fs::symlink(other.path(), folder.path().join(link)).unwrap();
    }
    assert!(sweep_store(folder.path()));
    for place in ["", "goals", "nps", "nps/2026-11-20"] {
        assert!(other.path().join(place).join(STRAY).exists(), "{place}");
    }
}

#[test]
fn a_failure_tells_what_was_written_before_it() {
    let (folder, store, id) = store();
    let lock = store.lock(|| ()).unwrap();
    fs::create_dir_all(folder.path().join("checkout/milestones")).unwrap();
    for name in ["a", "b"] {
        store.create_goal(&lock, &id, &goal(name)).unwrap();
    }
    fs::create_dir(folder.path().join("checkout/goals/c.toml")).unwrap();
    let error = store.save_goal(&lock, &id, &goal("c")).unwrap_err();
    assert!(matches!(error, Error::Partly { .. }), "{error}");
    assert!(error.to_string().contains("c.toml"), "{error}");
    let help = error.help().unwrap();
    let files = ["a", "b"].map(|name| Path::new("checkout/goals").join(format!("{name}.toml")).display().to_string());
    assert!(help.contains(&format!("written before that: {}; nothing else was", files.join(" and "))), "{help}");
}

#[test]
fn nothing_is_left_of_what_could_not_be_put_in_place() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("a.toml")).unwrap();
    assert!(put(&folder.path().join("a.toml"), "text", true).is_err());
    assert!(put(&folder.path().join("a.toml"), "text", false).is_err());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn an_engagement_that_is_gone_does_not_come_back_in_part() {
    let (folder, store, id) = store();
    let lock = store.lock(|| ()).unwrap();
    fs::remove_dir(folder.path().join("checkout")).unwrap();
    assert!(store.create_goal(&lock, &id, &goal("trust")).is_err());
    assert!(!folder.path().join("checkout").exists());
}
