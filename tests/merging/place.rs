//! Where programs run: folders, settings and variables of their own, so that a run depends on nothing but its seed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Without these a process finds no program, does not start on Windows, or loses its coverage.
const KEPT: [&str; 6] = ["PATH", "PATHEXT", "SystemRoot", "SystemDrive", "ComSpec", "LLVM_PROFILE_FILE"];

/// Nothing waits for a disk, and nothing is tidied up behind the back of a run.
const GIT_SETTINGS: &str = "\
[user]
	name = Ana Aux
	email = ana@example.org
[init]
	defaultBranch = main
	templateDir =
[commit]
	gpgSign = false
[core]
	autocrlf = false
	fsync = none
[gc]
	auto = 0
[maintenance]
	auto = false
[receive]
	autogc = false
[advice]
	mergeConflict = false
";

/// A folder in memory where the system has one, because every record is synced to its disk.
pub(crate) fn temporary() -> tempfile::TempDir {
    let mut builder = tempfile::Builder::new();
    builder.prefix("auxeng-merging-");
    let memory = builder.tempdir_in("/dev/shm");
    memory.or_else(|_| builder.tempdir()).expect("a temporary folder can be made")
}

/// A folder with a home in it, in which programs run.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) root: PathBuf,
}

impl Place {
    pub(crate) fn new(root: &Path) -> Self {
        fs::create_dir_all(root.join("home")).expect("a new folder is writable");
        fs::write(root.join("home/.gitconfig"), GIT_SETTINGS).expect("a new folder is writable");
        Self { root: root.to_owned() }
    }

    /// Runs git in `folder`, which stands below the root.
    pub(crate) fn git(&self, folder: &str, arguments: &[&str]) -> Output {
        self.run("git", folder, arguments, &[])
    }

    /// Runs git and expects it to do its work.
    #[track_caller]
    pub(crate) fn git_done(&self, folder: &str, arguments: &[&str]) -> String {
        let output = self.git(folder, arguments);
        assert!(output.status.success(), "git {arguments:?} in {folder}:\n{}", said(&output));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Runs auxeng in `folder` on the day `today`.
    pub(crate) fn auxeng(&self, folder: &str, today: &str, arguments: &[String]) -> Output {
        self.run(env!("CARGO_BIN_EXE_auxeng"), folder, arguments, &[("AUXENG_TODAY", today)])
    }

    fn run<S: AsRef<std::ffi::OsStr>>(
        &self,
        program: &str,
        folder: &str,
        arguments: &[S],
        variables: &[(&str, &str)],
    ) -> Output {
        let home = self.root.join("home");
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.root.join(folder)).stdin(Stdio::null()).env_clear();
        for name in KEPT {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        for name in ["HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA"] {
            command.env(name, &home);
        }
        command.envs([
            ("GIT_CONFIG_GLOBAL", home.join(".gitconfig")),
            ("GIT_CEILING_DIRECTORIES", self.root.clone()),
            ("TMPDIR", self.root.clone()),
        ]);
        command.envs([
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_TERMINAL_PROMPT", "0"),
            ("GIT_EDITOR", "true"),
            ("GIT_AUTHOR_DATE", "2026-11-20T12:00:00+00:00"),
            ("GIT_COMMITTER_DATE", "2026-11-20T12:00:00+00:00"),
            ("AUXENG_SENDMAIL", "sh -c 'cat >/dev/null'"),
            ("AUXENG_MAIL_FROM", "Ana Aux <ana@example.org>"),
            ("COLUMNS", "100"),
            ("LC_ALL", "C.UTF-8"),
            ("NO_COLOR", "1"),
            ("TZ", "UTC"),
        ]);
        command.envs(variables.iter().copied());
        command.output().expect("the program can be started")
    }
}

/// What a program wrote, to both streams.
pub(crate) fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for entry in fs::read_dir(from).expect("the folder can be listed") {
        let entry = entry.expect("the entry can be read");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("the entry has a type").is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).expect("the file can be copied");
        }
    }
}
