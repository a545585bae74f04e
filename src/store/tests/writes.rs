//! What is never done: changing a record that cannot be read in full, and writing one that could not be read again.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use tempfile::TempDir;

use crate::model::{Engagement, Retro, Slug, Week};
use crate::store::{Detail, Error, Store, init};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn id() -> Slug {
    "checkout".parse().unwrap()
}

/// A store with one engagement and the file `name` in it.
fn store(name: &str, text: &str) -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let store = init(folder.path(), None).unwrap().store;
    let write = |name: &str, text: &str| {
        let path = folder.path().join("checkout").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("engagement.toml", "title = \"T\"\nstart = 2026-10-12\nend = 2026-12-18\n");
    write(name, text);
    (folder, store)
}

fn engagement(store: &Store) -> Engagement {
    let loaded = store.load(&id(), Detail::ENGAGEMENT).unwrap();
    loaded.record.unwrap().engagement
}

fn text(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join("checkout").join(name)).unwrap()
}

#[test]
fn a_record_that_cannot_be_read_in_full_is_left_alone_and_named() {
    let name = "nps/2026-11-20/survey.toml";
    for (damaged, place) in [
        ("question = \"Q\"\nasked = \"nine\"\n", "survey.toml:2:9: `asked` is not"),
        ("<<<<<<< HEAD\nasked = 8\n", "survey.toml:1:1: git has left two versions"),
        ("asked = \n", "survey.toml:1:9: not valid TOML"),
    ] {
        let (folder, store) = store(name, damaged);
        let lock = store.lock(|| ()).unwrap();
        let refused = store.save_asked(&lock, &id(), date("2026-11-20"), 9);
        let error = refused.unwrap_err();
        assert!(matches!(error, Error::Unreadable { .. }), "{error}");
        assert!(error.to_string().contains(place), "{error}");
        assert_eq!(text(&folder, name), damaged);
    }
}

#[test]
fn a_record_that_was_damaged_since_it_was_read_is_left_alone() {
    let name = "goals/trust.toml";
    let (folder, store) = store(name, "title = \"T\"\nkind = \"diffusion\"\nmeasure = \"rating\"\nweight = 2\n");
    let lock = store.lock(|| ()).unwrap();
    let mut record = store.load(&id(), Detail::GOALS).unwrap().record.unwrap();
    // By hand, in an editor that takes no lock; the edit would write over the very value.
    let damaged = text(&folder, name).replace("weight = 2", "weight = \"two\"");
    fs::write(folder.path().join("checkout").join(name), &damaged).unwrap();
    let mut goal = record.goals.remove(0);
    goal.title = String::from("Trust");
    let error = store.save_goal(&lock, &id(), &goal).unwrap_err();
    assert!(matches!(error, Error::Unreadable { .. }), "{error}");
    assert_eq!(text(&folder, name), damaged);
}

#[test]
fn bytes_that_are_no_text_are_named() {
    let name = "nps/2026-11-20/survey.toml";
    let (folder, store) = store(name, "");
    fs::write(folder.path().join("checkout").join(name), [0xff]).unwrap();
    let lock = store.lock(|| ()).unwrap();
    let refused = store.save_asked(&lock, &id(), date("2026-11-20"), 9);
    let said = refused.unwrap_err().to_string();
    assert!(said.ends_with("survey.toml: it is not UTF-8"), "{said}");
}

#[test]
fn what_is_too_large_to_be_read_is_not_written() {
    let (folder, store) = store("retros/2026-W46.toml", "");
    let lock = store.lock(|| ()).unwrap();
    let mut retro = Retro::new("2026-W47".parse().unwrap());
    retro.went_well.push("a".repeat(5_000_000));
    for retro in [Retro { week: "2026-W46".parse::<Week>().unwrap(), ..retro.clone() }, retro] {
        let error = store.save_retro(&lock, &id(), &retro).unwrap_err();
        let said = error.to_string();
        assert!(said.contains(&format!("{}.toml", retro.week)), "{said}");
        assert!(said.contains("it would have 4.8 MiB"), "{said}");
        assert!(said.contains("no file of more than 4 MiB is read"), "{said}");
        assert!(error.help().unwrap().contains("left as it was"));
    }
    assert_eq!(text(&folder, "retros/2026-W46.toml"), "");
    assert!(!folder.path().join("checkout/retros/2026-W47.toml").exists());
}

#[test]
fn a_date_that_no_record_can_hold_is_not_written_and_takes_nothing_away() {
    for far in ["+10008-11-14", "9999-01-01", "-0001-01-01", "+99999-01-01"] {
        let (folder, store) = store("goals/.keep", "");
        let before = text(&folder, "engagement.toml");
        let lock = store.lock(|| ()).unwrap();
        let mut changed = engagement(&store);
        changed.mvp_in_production = Some(date(far));
        let error = store.save_engagement(&lock, &changed).unwrap_err();
        assert!(matches!(error, Error::Unwritable { .. }), "{far}: {error}");
        assert_eq!(text(&folder, "engagement.toml"), before);
        changed.id = "other".parse().unwrap();
        changed.end = date(far);
        assert!(store.create_engagement(&lock, &changed).is_err(), "{far}");
        assert!(!Path::new(&folder.path().join("other")).exists());
    }
}
