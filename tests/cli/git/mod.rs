//! A store in git: what auxeng commits, takes back and tells of the history, with the real git.

mod commits;
mod history;
mod places;
mod refusals;
mod settings;
mod undoing;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use crate::environment::TestEnvironment;

/// The engagement `checkout` in a store that is a repository, everything committed.
fn env() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    env.write(".gitignore", ".auxeng.lock\n");
    env.make_repository("");
    env
}

impl TestEnvironment {
    /// Makes a folder a repository, with all that lies in it committed.
    fn make_repository(&self, folder: &str) {
        let folder = self.path().join(folder);
        fs::create_dir_all(&folder).expect("the folder can be made");
        self.git(["init", "--quiet"]).folder(&folder).success();
        self.git(["add", "."]).folder(&folder).success();
        self.git(["commit", "--quiet", "--allow-empty", "-m", "Begin"]).folder(&folder).success();
    }

    /// Commits all that lies in the working directory.
    fn commit_all(&self, message: &str) {
        self.git(["add", "."]).success();
        self.git(["commit", "--quiet", "--message", message]).success();
    }

    /// What git prints.
    #[track_caller]
    fn told<const N: usize>(&self, arguments: [&str; N]) -> String {
        self.git(arguments).success().stdout_text().to_owned()
    }

    /// What is neither committed nor ignored.
    #[track_caller]
    fn standing(&self) -> String {
        self.told(["status", "--porcelain", "--untracked-files=all"])
    }

    /// The first lines of all commits, newest first.
    #[track_caller]
    fn subjects(&self) -> Vec<String> {
        self.told(["log", "--format=%s"]).lines().map(str::to_owned).collect()
    }

    /// The files of the newest commit.
    #[track_caller]
    fn committed(&self) -> String {
        self.told(["show", "--format=", "--name-only"])
    }

    /// Puts a program of `sh` where `path` names it from the working directory on.
    fn script(&self, path: &str, text: &str) -> String {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("the folder can be made");
        fs::write(&path, format!("#!/bin/sh\n{text}\n")).expect("the file can be written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it is ours");
        path.display().to_string()
    }

    /// Sets what the user's own configuration says.
    fn set_own(&self, text: &str) {
        let folder = self.home().join(".config/auxeng");
        fs::create_dir_all(&folder).expect("the home is writable");
        fs::write(folder.join("config.toml"), text).expect("the folder is writable");
    }

    fn has(&self, path: impl AsRef<Path>) -> bool {
        self.path().join(path).exists()
    }
}
