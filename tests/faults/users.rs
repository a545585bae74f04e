//! Folders that an ordinary user may not write to.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::commands::{commands, with_records};
use crate::environment::TestEnvironment;
use crate::known::{Known, said};
use crate::needs::{is_root, or_skip};
use crate::place::{everything, files};
use crate::streams::reading;

/// The user and the group that nobody is.
const NOBODY: u32 = 65534;

/// A user to whom "read-only" means something: ourselves, or for root nobody.
struct OrdinaryUser {
    /// A copy of the program in a place that everybody may read, where root starts it for another.
    program: Option<(PathBuf, tempfile::TempDir)>,
}

impl OrdinaryUser {
    fn find() -> Option<Self> {
        if !is_root() {
            return Some(Self { program: None });
        }
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("it is ours");
        let program = folder.path().join("auxeng");
        fs::copy(env!("CARGO_BIN_EXE_auxeng"), &program).expect("there is room for it");
        let user = Self { program: Some((program, folder)) };
        let mut command = Command::new("setpriv");
        command.args(user.arguments()).arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
        let can = command.status().is_ok_and(|status| status.success());
        or_skip(can, "setpriv, for root to become an ordinary user").then_some(user)
    }

    fn arguments(&self) -> Vec<String> {
        let (user, group) = (format!("--reuid={NOBODY}"), format!("--regid={NOBODY}"));
        let program = self.program.iter().map(|(program, _)| program.display().to_string());
        [user, group, "--clear-groups".to_owned()].into_iter().chain(program).collect()
    }

    /// A command of this user in `env`, which becomes theirs.
    fn command(&self, env: &TestEnvironment) -> Command {
        if self.program.is_none() {
            return env.command(env!("CARGO_BIN_EXE_auxeng"));
        }
        give(env, NOBODY);
        let mut command = env.command("setpriv");
        command.args(self.arguments());
        command
    }
}

/// Gives all of `env` to a user.
fn give(env: &TestEnvironment, user: u32) {
    let root = env.home().parent().expect("the home lies in a folder").to_owned();
    each_below(&root, &|path| chown(path, Some(user), Some(user)).expect("root may"));
}

/// Does something to `path` and all that is below it, the innermost first.
fn each_below(path: &Path, act: &impl Fn(&Path)) {
    if path.is_dir() {
        for entry in fs::read_dir(path).expect("the folder can be listed") {
            each_below(&entry.expect("the entry can be read").path(), act);
        }
    }
    act(path);
}

/// Forbids writing to all folders, and to the files as well where `files_too` holds; or allows it again.
fn set_writable(env: &TestEnvironment, files_too: bool, writable: bool) {
    let write = if writable { 0o200 } else { 0 };
    for root in [env.path(), env.home()] {
        each_below(&root, &|path| {
            let mode = fs::metadata(path).expect("it is there").permissions().mode();
            if path.is_dir() || files_too {
                let permissions = fs::Permissions::from_mode(mode & 0o7555 | write);
                fs::set_permissions(path, permissions).expect("it is ours");
            }
        });
    }
}

#[test]
fn what_cannot_be_written_is_named_and_left_as_it_is() {
    let Some(user) = OrdinaryUser::find() else { return };
    for writing in commands() {
        let known = Known::of(writing);
        for files_too in [true, false] {
            let env = known.place();
            let mut command = user.command(&env);
            known.writing.prepare(&env, &mut command);
            set_writable(&env, files_too, false);
            let output = command.output().expect("it runs");
            let told = format!("{}: {}", known.writing.name, said(&output));
            assert_eq!(output.status.code(), Some(1), "{told}");
            for words in ["error: ", "permission denied", "check who may write there"] {
                assert!(told.contains(words), "{words} is missing: {told}");
            }
            assert!(files(&env) == known.old, "it has changed something: {told}");
            set_writable(&env, files_too, true);
            if is_root() {
                give(&env, 0);
            }
            known.is_whole(&env, &output).unwrap_or_else(|problem| panic!("{told}\n{problem}"));
        }
    }
}

#[test]
fn what_cannot_be_written_can_be_read() {
    let Some(user) = OrdinaryUser::find() else { return };
    let env = with_records();
    let run = |arguments: &[&str]| -> Output { user.command(&env).args(arguments).output().expect("it runs") };
    let before: Vec<Output> = reading().map(run).collect();
    set_writable(&env, true, false);
    let tree = everything(&env);
    let after: Vec<Output> = reading().map(run).collect();
    assert_eq!(before, after);
    assert!(tree == everything(&env), "reading has changed something");
    set_writable(&env, true, true);
}
