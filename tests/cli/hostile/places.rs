//! What is no regular file in the place of a record or of a folder, and what may not be read.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;

use super::{
    FOLDERS, READING, RECORDS, Record, WRITING, assert_ended, identity, named_and_refused, run, sound_store,
    under_every_command,
};
use crate::environment::TestEnvironment;
use crate::needs;

/// Puts something else in the place of what is at `path`.
type Put = fn(&TestEnvironment, &Path);

const SECRET: &str = "title = \"SECRET\"\nscore = 9\ndate = 2026-11-13\n";

/// A file and a folder of the user's own, outside the store.
fn outside(env: &TestEnvironment, name: &str) -> std::path::PathBuf {
    let path = env.home().join(name);
    if name.ends_with("file") {
        fs::write(&path, SECRET).expect("the home is writable");
    } else {
        fs::create_dir_all(&path).expect("the home is writable");
        fs::write(path.join("secret.toml"), SECRET).expect("the home is writable");
    }
    path
}

fn link(target: impl AsRef<Path>, path: &Path) {
    symlink(target, path).expect("a link can be made");
}

/// What every command is tried on.
const GRAVE: &[(&str, Put)] = &[
    ("a link to a record of the store", |env, path| link(env.path().join("checkout/goals/build.toml"), path)),
    ("a pipe", |env, path| {
        let made = env.command("mkfifo").arg(path).status().expect("mkfifo starts");
        assert!(made.success());
    }),
];

const OTHERS: &[(&str, Put)] = &[
    ("a link to a file elsewhere", |env, path| link(outside(env, "secret-file"), path)),
    ("a link to a folder elsewhere", |env, path| link(outside(env, "secret-folder"), path)),
    ("a link to nothing", |_, path| link("nothing", path)),
    ("a link to itself", |_, path| link(path.file_name().expect("it has a name"), path)),
    ("a link to a device", |_, path| link("/dev/zero", path)),
    ("a link to the standard input", |_, path| link("/dev/stdin", path)),
    ("a socket", |env, path| {
        // The path of a socket may have 108 bytes only.
        let place = env.home().join("s");
        drop(UnixListener::bind(&place).expect("a socket can be made"));
        fs::rename(place, path).expect("it is on the same disk");
    }),
];

fn remove(path: &Path) {
    if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.expect("it is there");
}

/// Puts something else in the place of a record.
fn replaced(env: &TestEnvironment, record: &Record, put: Put) {
    let path = env.path().join(record.file);
    remove(&path);
    put(env, &path);
}

#[test]
fn nothing_but_a_regular_file_is_a_record() {
    let folder: (&str, Put) = ("a folder", |_, path| fs::create_dir(path).expect("there is nothing any more"));
    for (row, record) in RECORDS.iter().enumerate() {
        for (column, (what, put)) in GRAVE.iter().chain(&[folder]).chain(OTHERS).enumerate() {
            // All commands take the first three in turns.
            if column == row % 3 {
                under_every_command(what, record, &|env| replaced(env, record, *put));
                continue;
            }
            let env = sound_store();
            replaced(&env, record, *put);
            named_and_refused(&env, what, record);
        }
    }
}

#[test]
fn a_device_is_no_record() {
    let env = sound_store();
    let made = |path: &Path| {
        let made = env.command("mknod").arg(path).args(["c", "1", "5"]).output();
        made.is_ok_and(|made| made.status.success())
    };
    if !needs::or_skip(made(&env.path().join("probe")), "the right to make a device: root") {
        return;
    }
    for record in RECORDS {
        let env = sound_store();
        replaced(&env, record, |env, path| {
            let made = env.command("mknod").arg(path).args(["c", "1", "5"]).status().expect("mknod starts");
            assert!(made.success());
        });
        named_and_refused(&env, "a device", record);
    }
}

#[test]
fn what_is_no_record_is_a_regular_file_too() {
    for file in [".gitattributes", ".gitignore", "checkout/one-pager.md"] {
        for (what, put) in GRAVE.iter().chain(OTHERS) {
            let env = sound_store();
            let path = env.path().join(file);
            drop(fs::remove_file(&path));
            put(&env, &path);
            let is_page = file.starts_with("checkout");
            for command in ["status", "check", "export", "search SECRET", "pitch checkout", "init ."] {
                let reads_it = match command {
                    "init ." => !is_page,
                    "status" => false,
                    _ => is_page,
                };
                let before = identity(path.clone());
                let outcome = run(&env, command);
                assert_ended(&outcome);
                assert_eq!(outcome.code() == Some(1), reads_it, "{what} for {file}\n{outcome}");
                assert!(!outcome.stdout_text().contains("title = "), "{what} for {file}\n{outcome}");
                assert_eq!(identity(path.clone()), before, "{what} for {file}\n{outcome}");
            }
        }
    }
}

#[test]
fn nothing_but_a_folder_is_a_folder() {
    let file: (&str, Put) = ("a file", |_, path| fs::write(path, SECRET).expect("the folder is writable"));
    for folder in FOLDERS {
        for (what, put) in GRAVE.iter().chain(OTHERS).chain(&[file]) {
            let made = || {
                let env = sound_store();
                let path = env.path().join(folder);
                fs::rename(&path, env.home().join("moved")).expect("it is on the same disk");
                put(&env, &path);
                env
            };
            let env = made();
            let before = env.snapshot_tree();
            for command in ["status", "report checkout", "report --program", "nps checkout"] {
                let outcome = run(&env, command);
                assert_ended(&outcome);
                assert!(!outcome.to_string().contains("SECRET"), "{what} for {folder}\n{outcome}");
                if ["status", "report --program"].contains(&command) {
                    assert!(outcome.stdout_text().contains("search"), "{what} for {folder}\n{outcome}");
                }
            }
            let checked = run(&env, "check");
            let is_nobodys = folder == "checkout";
            assert!(is_nobodys || checked.code() == Some(1), "{what} for {folder}\n{checked}");
            assert!(is_nobodys || checked.stdout_text().contains(folder), "{what} for {folder}\n{checked}");
            env.assert_untouched_since(&before);
            for command in WRITING.iter().filter(|command| writes_into(command, folder)) {
                let env = made();
                let before = env.snapshot_tree();
                let secret = home_of(&env);
                let outcome = run(&env, command);
                assert_ended(&outcome);
                assert_eq!(home_of(&env), secret, "{what} for {folder}: it was followed\n{outcome}");
                if outcome.code() == Some(1) && *command != "fmt" {
                    env.assert_untouched_since(&before);
                }
            }
        }
    }
}

/// The folders of what lies around the weeks, which `check` reads.
const AROUND: [&str; 5] =
    ["checkout/feedback", "checkout/champions", "checkout/checkins", "checkout/votes", "checkout/agreements"];

/// Whether a command writes a file in `folder`.
fn writes_into(command: &str, folder: &str) -> bool {
    let verb = command.split(' ').next().unwrap_or_default();
    match folder {
        "checkout/goals" => ["goal", "score"].contains(&verb),
        "checkout/milestones" => verb == "milestone",
        "checkout/retros" => verb == "retro",
        "checkout/nps" | "checkout/nps/2026-11-10" => verb == "nps",
        "checkout/feedback" => verb == "feedback",
        "checkout" => true,
        _ => false,
    }
}

/// What lies outside the store, by name and size.
fn home_of(env: &TestEnvironment) -> Vec<(String, u64)> {
    let mut found = Vec::new();
    let mut folders = vec![env.home()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("it can be listed").flatten() {
            let metadata = entry.metadata().expect("it is there");
            if metadata.is_dir() {
                folders.push(entry.path());
            }
            found.push((entry.path().display().to_string(), metadata.len()));
        }
    }
    found.sort_unstable();
    found
}

/// Runs `auxeng` as somebody for whom permissions count; `None` where the system gives nobody such.
fn as_ordinary_user(env: &TestEnvironment, command: &str) -> Option<(Option<i32>, String)> {
    let is_root = fs::metadata(env.home()).is_ok_and(|home| home.uid() == 0);
    let mut program = if is_root {
        let mut program = env.command("setpriv");
        program.args(["--reuid", "65534", "--regid", "65534", "--clear-groups", env!("CARGO_BIN_EXE_auxeng")]);
        program
    } else {
        env.command(env!("CARGO_BIN_EXE_auxeng"))
    };
    let output = program.args(command.split(' ')).output().ok()?;
    let told = [output.stdout, output.stderr].concat();
    Some((output.status.code(), env.redact(&String::from_utf8_lossy(&told))))
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
}

/// Gives everybody all rights on everything.
fn open_to_all(folder: &Path) {
    allow(folder, 0o777);
    for entry in fs::read_dir(folder).expect("it can be listed").flatten() {
        if entry.path().is_dir() { open_to_all(&entry.path()) } else { allow(&entry.path(), 0o666) }
    }
}

#[test]
fn what_may_not_be_read_is_named_and_hides_nothing() {
    let env = sound_store();
    open_to_all(env.path().parent().expect("it lies in a folder"));
    let probe = as_ordinary_user(&env, "status");
    let is_there = probe.is_some_and(|(code, _)| code == Some(0));
    if !needs::or_skip(is_there, "setpriv, and a program that lies where others may go") {
        return;
    }
    for record in RECORDS {
        let path = env.path().join(record.file);
        let before = env.snapshot_tree();
        allow(&path, 0);
        for command in READING {
            let (code, told) = as_ordinary_user(&env, command).expect("it was there before");
            assert!(matches!(code, Some(0 | 1)), "{command}: {code:?}\n{told}");
            if record.read_by.contains(command) {
                assert_eq!(code, Some(1), "{command}\n{told}");
                assert!(told.contains(record.file) && told.contains("Permission denied"), "{command}\n{told}");
            }
            if ["status", "report --program", "check"].contains(command) {
                assert!(told.contains("search"), "{command}\n{told}");
            }
        }
        for command in record.needed_by.iter().filter(|command| **command != "open Checkout") {
            let (code, told) = as_ordinary_user(&env, command).expect("it was there before");
            assert_eq!(code, Some(1), "{command}\n{told}");
            assert!(told.contains(record.file), "{command}\n{told}");
        }
        allow(&path, 0o666);
        env.assert_untouched_since(&before);
    }
    for folder in FOLDERS {
        let path = env.path().join(folder);
        allow(&path, 0);
        for command in ["status", "report --program", "check"] {
            let (code, told) = as_ordinary_user(&env, command).expect("it was there before");
            let is_named =
                told.contains(&format!("{folder}: it cannot be read")) || told.contains(&format!("{folder}/"));
            assert_eq!(code, Some(i32::from(is_named)), "{folder}: {command}\n{told}");
            let may_be_unread = match command {
                "status" => {
                    ["checkout/milestones", "checkout/nps/2026-11-10"].contains(&folder) || AROUND.contains(&folder)
                }
                "report --program" => AROUND.contains(&folder),
                _ => false,
            };
            assert!(is_named || may_be_unread, "{folder}: {command}\n{told}");
            assert!(told.contains("search"), "{folder}: {command}\n{told}");
        }
        allow(&path, 0o777);
    }
}
