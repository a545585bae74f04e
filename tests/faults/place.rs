//! What lies in the working directory and in the home of a test, and what of it is out of place.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::environment::TestEnvironment;

/// The texts of all files, by their names from above the working directory and the home.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Another place with the same in it.
pub(crate) fn copy(template: &TestEnvironment) -> TestEnvironment {
    let env = TestEnvironment::new();
    env.copy(&template.path(), "");
    env.copy(&template.home(), "../home");
    env
}

/// All files but temporary ones and locks. A file with a random name is called by what is in it.
pub(crate) fn files(env: &TestEnvironment) -> Files {
    let mut files = Files::new();
    for (name, bytes) in everything(env) {
        let file = name.rsplit('/').next().unwrap_or_default();
        // What git keeps is its own business.
        if name.contains("/.git/") || is_temporary(file) || Path::new(file).extension().is_some_and(|end| end == "lock")
        {
            continue;
        }
        if is_random(&name) {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let equals = files.keys().filter(|name| name.ends_with(&text)).count();
            files.insert(format!("answer {equals} of {text}"), bytes);
        } else {
            files.insert(without_mark(&name), bytes);
        }
    }
    files
}

/// The temporary files that were left behind, and the lock files that say so.
pub(crate) fn strays(env: &TestEnvironment) -> Vec<String> {
    let all = everything(env).into_iter();
    let strays = all.filter(|(name, bytes)| {
        let file = name.rsplit('/').next().unwrap_or_default();
        is_temporary(file) || (file == ".auxeng.lock" && !bytes.is_empty())
    });
    strays.map(|(name, _)| name).collect()
}

/// What is in `files` and neither in `old` nor in `new`, and what is missing that was in `old`.
pub(crate) fn surprises(files: &Files, old: &Files, new: &Files) -> Vec<String> {
    let names: BTreeSet<&String> = files.keys().chain(old.keys()).collect();
    let mut surprises = Vec::new();
    for name in names {
        let text = files.get(name);
        if text != old.get(name) && text != new.get(name) {
            let text = text.map_or("missing".into(), |text| String::from_utf8_lossy(text));
            surprises.push(format!("{name}: {text}"));
        }
    }
    surprises
}

/// The name without the mark of the place of its store, as drafts and pages have it: `report-checkout-0123456789abcdef.html`.
fn without_mark(name: &str) -> String {
    let is_mark = |part: &str| part.len() == 16 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
    match stem.rsplit_once('-') {
        Some((stem, mark)) if is_mark(mark) => format!("{stem}.{end}"),
        _ => name.to_owned(),
    }
}

fn is_temporary(file: &str) -> bool {
    file.starts_with(".auxeng-") || file.starts_with(".tmp")
}

/// Whether it is a survey answer that was given by hand.
fn is_random(name: &str) -> bool {
    let Some((folder, file)) = name.rsplit_once('/') else { return false };
    let stem = file.strip_suffix(".toml").unwrap_or_default();
    folder.contains("/nps/") && stem.len() == 8 && stem.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// All files, whatever they are.
pub(crate) fn everything(env: &TestEnvironment) -> Files {
    let mut files = Files::new();
    let mut folders = vec![env.path(), env.home()];
    let above = env.home().parent().expect("the home lies in a folder").to_owned();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be listed") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&above).expect("it is below").to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).expect("the file can be read"));
            }
        }
    }
    files
}
