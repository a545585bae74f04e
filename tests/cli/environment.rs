//! A hermetic place to run the program: own folders, own git settings, a fixed day and width, and
//! nothing of the machine's environment but what a process needs to start.

use crate::invocation::Invocation;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The day of every test that does not name one: the Friday of 2026-W47.
const TODAY: &str = "2026-11-20";

/// Without these a process finds no program, does not start on Windows, or loses its coverage.
const KEPT: [&str; 6] = ["PATH", "PATHEXT", "SystemRoot", "SystemDrive", "ComSpec", "LLVM_PROFILE_FILE"];

/// Commits succeed and are the same on every machine.
const GIT_SETTINGS: &str = "\
[user]
	name = Ana Aux
	email = ana@example.org
[init]
	defaultBranch = main
[commit]
	gpgSign = false
[core]
	autocrlf = false
";

/// From this size on, in bytes, it is not looked at what a file says.
const LARGE: u64 = 16 * 1024 * 1024;

/// What lies in a folder: each file's bytes, and each folder with a closing slash.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

pub(crate) struct TestEnvironment {
    root: PathBuf,
    /// Removes the folder when the test ends.
    _temporary: TempDir,
}

impl TestEnvironment {
    pub(crate) fn new() -> Self {
        let temporary =
            tempfile::Builder::new().prefix("auxeng-test-").tempdir().expect("a temporary folder can be made");
        // The real path, because that is what a program sees as its working directory. On Windows
        // it would be a verbatim path, which git does not take.
        let root = if cfg!(windows) {
            temporary.path().to_owned()
        } else {
            temporary.path().canonicalize().expect("the temporary folder exists")
        };
        for folder in ["work", "home", "tmp"] {
            fs::create_dir(root.join(folder)).expect("a new folder is empty");
        }
        fs::write(root.join("home/.gitconfig"), GIT_SETTINGS).expect("a new folder is writable");
        Self { root, _temporary: temporary }
    }

    /// The working directory of every command, shown as `[DIR]` in outputs.
    pub(crate) fn path(&self) -> PathBuf {
        self.root.join("work")
    }

    /// The user's home, shown as `[HOME]` in outputs.
    pub(crate) fn home(&self) -> PathBuf {
        self.root.join("home")
    }

    /// Prepares `auxeng` with these arguments; a question about the outcome runs it.
    pub(crate) fn run<I>(&self, arguments: I) -> Invocation<'_>
    where
        I: IntoIterator<Item: AsRef<OsStr>>,
    {
        Invocation::new(self, env!("CARGO_BIN_EXE_auxeng"), "auxeng", arguments)
    }

    /// Prepares `git` with these arguments, in the same environment.
    pub(crate) fn git<I>(&self, arguments: I) -> Invocation<'_>
    where
        I: IntoIterator<Item: AsRef<OsStr>>,
    {
        Invocation::new(self, "git", "git", arguments)
    }

    /// The same environment on another day, as `2026-11-27`.
    pub(crate) fn on<'a>(&'a self, day: &'a str) -> Day<'a> {
        Day { environment: self, day }
    }

    /// Writes a file below the working directory, with the folders that it needs.
    pub(crate) fn write(&self, path: impl AsRef<Path>, text: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        let folder = path.parent().expect("the path names a file");
        fs::create_dir_all(folder).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    /// Copies a folder, where there is one, to a place below the working directory.
    pub(crate) fn copy(&self, from: &Path, to: impl AsRef<Path>) {
        copy_folder(from, &self.path().join(to));
    }

    /// The text of a file below the working directory.
    #[track_caller]
    pub(crate) fn read(&self, path: impl AsRef<Path>) -> String {
        match fs::read_to_string(self.path().join(&path)) {
            Ok(text) => text,
            Err(error) => panic!("{}: {error}\n{}", path.as_ref().display(), self.listing()),
        }
    }

    /// Whether nothing but the settings of git lies in the user's home.
    pub(crate) fn is_home_untouched(&self) -> bool {
        let entries = fs::read_dir(self.home()).expect("the home can be listed");
        entries.count() == 1
    }

    /// Everything below the working directory but `.git`, where git keeps caches as it likes.
    pub(crate) fn snapshot_tree(&self) -> Tree {
        let mut tree = Tree::new();
        let mut folders = vec![self.path()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("the folder can be listed") {
                let entry = entry.expect("the entry can be read");
                let kind = entry.file_type().expect("the entry has a type");
                let path = entry.path();
                let below = path.strip_prefix(self.path()).expect("the entry is below");
                let name = below.to_string_lossy().replace('\\', "/");
                if kind.is_symlink() {
                    let target = fs::read_link(&path).expect("the link can be read");
                    tree.insert(name, target.to_string_lossy().into_owned().into_bytes());
                } else if kind.is_file() {
                    let length = entry.metadata().expect("the file is there").len();
                    let bytes = || fs::read(&path).expect("the file can be read");
                    tree.insert(name, if length > LARGE { length.to_string().into_bytes() } else { bytes() });
                } else if !kind.is_dir() {
                    // A pipe, say, which nobody may be writing to.
                    tree.insert(name, Vec::new());
                } else if entry.file_name() != ".git" {
                    tree.insert(format!("{name}/"), Vec::new());
                    folders.push(path);
                }
            }
        }
        tree
    }

    /// Fails with the names of what was added, removed or changed since `before`.
    #[track_caller]
    pub(crate) fn assert_untouched_since(&self, before: &Tree) {
        let after = self.snapshot_tree();
        let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let changes: Vec<String> = names
            .into_iter()
            .filter_map(|name| match (before.get(name), after.get(name)) {
                (None, Some(_)) => Some(format!("added {name}")),
                (Some(_), None) => Some(format!("removed {name}")),
                (old, new) if old != new => Some(format!("changed {name}")),
                _ => None,
            })
            .collect();
        assert!(changes.is_empty(), "the files were touched:\n{}", changes.join("\n"));
    }

    /// A command whose whole environment is this one; its standard input is closed.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.path()).stdin(Stdio::null()).env_clear();
        for name in KEPT {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        let home = self.home();
        for (name, folder) in [
            ("HOME", ""),
            ("USERPROFILE", ""),
            ("XDG_CONFIG_HOME", ".config"),
            ("XDG_DATA_HOME", ".local/share"),
            ("XDG_STATE_HOME", ".local/state"),
            ("XDG_CACHE_HOME", ".cache"),
            ("APPDATA", "AppData/Roaming"),
            ("LOCALAPPDATA", "AppData/Local"),
            ("GIT_CONFIG_GLOBAL", ".gitconfig"),
        ] {
            // Joining an empty name would leave a slash at the end.
            let folder = if folder.is_empty() { home.clone() } else { home.join(folder) };
            command.env(name, folder);
        }
        for name in ["TMPDIR", "TMP", "TEMP"] {
            command.env(name, self.root.join("tmp"));
        }
        command.env("GIT_CEILING_DIRECTORIES", &self.root);
        command.envs([
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_TERMINAL_PROMPT", "0"),
            ("GIT_AUTHOR_DATE", "2026-11-20T12:00:00+00:00"),
            ("GIT_COMMITTER_DATE", "2026-11-20T12:00:00+00:00"),
            ("AUXENG_TODAY", TODAY),
            ("COLUMNS", "80"),
            ("LANG", "C.UTF-8"),
            ("LC_ALL", "C.UTF-8"),
            ("NO_COLOR", "1"),
            ("TERM", "dumb"),
            ("TZ", "UTC"),
        ]);
        command
    }

    /// Puts `[DIR]` and `[HOME]` for the paths of this environment.
    pub(crate) fn redact(&self, text: &str) -> String {
        let text = replace_path(text, &self.path(), "[DIR]");
        replace_path(&text, &self.home(), "[HOME]")
    }

    fn listing(&self) -> String {
        let names: Vec<String> = self.snapshot_tree().into_keys().collect();
        format!("there are:\n{}", names.join("\n"))
    }
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).into_iter().flatten() {
        let entry = entry.expect("the entry can be read");
        let target = to.join(entry.file_name());
        fs::create_dir_all(to).expect("the folder can be made");
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("the file can be copied");
        }
    }
}

/// Puts `name` for `path` and, where the system writes paths with backslashes, slashes in the
/// rest of the path, so that one expected text holds everywhere.
fn replace_path(text: &str, path: &Path, name: &str) -> String {
    let path = path.to_string_lossy();
    let mut parts = text.split(&*path);
    let mut replaced = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(char::is_whitespace).unwrap_or(part.len());
        let (rest, other) = part.split_at(end);
        replaced.push_str(name);
        replaced.push_str(&if cfg!(windows) { rest.replace('\\', "/") } else { rest.to_owned() });
        replaced.push_str(other);
    }
    replaced
}

/// See [`TestEnvironment::on`].
pub(crate) struct Day<'a> {
    environment: &'a TestEnvironment,
    day: &'a str,
}

impl<'a> Day<'a> {
    pub(crate) fn run<I>(&self, arguments: I) -> Invocation<'a>
    where
        I: IntoIterator<Item: AsRef<OsStr>>,
    {
        self.environment.run(arguments).variable("AUXENG_TODAY", self.day)
    }
}

mod tests {
    use super::{TestEnvironment, replace_path};
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::path::Path;

    #[test]
    #[cfg(unix)]
    fn nothing_of_the_machine_leaks_in() {
        let env = TestEnvironment::new();
        // Git starts a shell for an alias, and so shows what a process under the program sees.
        let seen = env.git(["-c", "alias.seen=!env && pwd", "seen"]).success();
        let seen = seen.stdout_text();
        assert!(!seen.contains("CARGO_"), "cargo sets variables for a test, but not here:\n{seen}");
        for line in ["AUXENG_TODAY=2026-11-20", "COLUMNS=80", "HOME=[HOME]", "[DIR]"] {
            assert!(seen.lines().any(|other| other == line), "{line} is missing:\n{seen}");
        }
    }

    #[test]
    fn two_environments_share_nothing() {
        let (one, other) = (TestEnvironment::new(), TestEnvironment::new());
        one.write("a/b.toml", "a = 1\n");
        assert_eq!(one.read("a/b.toml"), "a = 1\n");
        assert_eq!(other.snapshot_tree().len(), 0);
    }

    #[test]
    fn a_touched_tree_is_noticed() {
        let env = TestEnvironment::new();
        env.write("same.toml", "");
        env.write("folder/changed.toml", "1");
        env.git(["init", "--quiet"]).success().stdout("").stderr("");
        let before = env.snapshot_tree();
        assert_eq!(before.keys().collect::<Vec<_>>(), ["folder/", "folder/changed.toml", "same.toml"]);
        env.git(["config", "user.name", "Lee"]).success();
        env.assert_untouched_since(&before);
        for touch in ["new.toml", "folder/changed.toml"] {
            env.write(touch, "2");
            catch_unwind(AssertUnwindSafe(|| env.assert_untouched_since(&before))).expect_err("the change is noticed");
            env.write("folder/changed.toml", "1");
        }
    }

    #[test]
    fn paths_are_named() {
        let replaced = replace_path("a /tmp/x/work/b, c", Path::new("/tmp/x/work"), "[DIR]");
        assert_eq!(replaced, "a [DIR]/b, c");
    }
}
