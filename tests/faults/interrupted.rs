//! `sync` and `undo`, and the git that they wait for, killed: nothing that was committed is lost, and whoever does what the
//! program and git say gets what they wanted.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

use crate::environment::TestEnvironment;
use crate::known::{Verdict, said};
use crate::needs::{self, tell};
use crate::place::{Files, copy, everything, files};

/// Who is killed.
#[derive(Debug, Clone, Copy)]
enum Victim {
    /// The program. Git goes on to its end.
    Itself,
    /// The first call of git with these words.
    Git(&'static str),
}
use Victim::{Git, Itself};

/// Traces the program. What it has started keeps the copy of stdout open, so that it is waited for.
const TRACED: &str = r#"exec strace -qq -o "$CALLS" $FAULT "$@" 9>&1"#;

/// Stands in the way of git, and traces what is to be killed.
const IN_THE_WAY: &str = r#"#!/bin/sh
PATH=${PATH#*:}
case " $* " in
*" $KILLED "*) mkdir "$ONCE" 2>/dev/null && exec strace -f -qq -o "$CALLS" $FAULT git "$@" ;;
esac
exec git "$@"
"#;

/// The system calls at which something is killed: those that put files in and out of their places …
const CHANGES: [&str; 8] = ["rename", "link", "unlink", "mkdir", "rmdir", "ftruncate", "fsync", "symlink"];

/// … and those that fill them, or between which it waits.
const OTHERS: [&str; 5] = ["openat", "write", "read", "clone3", "wait4"];

/// Of the kills at calls of either kind, every how manieth is tried unless all are.
const SHARES: (usize, usize) = (4, 80);

/// What people are told to bring something back with: one after the other, until one does it.
const WAYS_BACK: [&str; 5] =
    ["git rebase --abort", "git cherry-pick --abort", "git revert --abort", "git rebase --quit", "git switch main"];

/// The same for one file.
const WAYS_BACK_OF_A_FILE: [&str; 3] =
    ["git restore --staged --worktree FILE", "git restore --staged FILE", "git restore FILE"];

/// How often somebody does what they are told before they lose patience.
const PATIENCE: usize = 5;

/// A command that has git do something, and is stopped in the middle of it.
struct Interrupted {
    scene: fn() -> TestEnvironment,
    arguments: &'static [&'static str],
    victim: Victim,
}

/// What a command leaves that is of interest: the records here, and what was shared.
#[derive(Debug, PartialEq, Eq)]
struct Outcome {
    records: Files,
    shared: String,
}

impl Interrupted {
    /// Runs the command; the victim is traced with the options `fault`, if any.
    fn run(&self, env: &TestEnvironment, fault: Option<&str>) -> Output {
        let auxeng = env!("CARGO_BIN_EXE_auxeng");
        let mut command = match (self.victim, fault) {
            (Itself, Some(_)) => {
                let mut shell = env.command("sh");
                shell.args(["-c", TRACED, "sh", auxeng]);
                shell
            }
            _ => env.command(auxeng),
        };
        if let (Git(words), Some(_)) = (self.victim, fault) {
            stand_in_the_way(env, &mut command, words);
        }
        command.env("CALLS", env.home().join("calls")).env("FAULT", fault.unwrap_or_default());
        command.args(self.arguments).output().expect("the program runs")
    }

    /// How often the victim, or one of those that it starts, makes each call, at the most.
    fn calls(&self, env: &TestEnvironment) -> BTreeMap<String, usize> {
        let output = self.run(env, Some(""));
        assert_eq!(output.status.code(), Some(0), "{:?}: {}", self.victim, said(&output));
        let mut counted: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let list = fs::read_to_string(env.home().join("calls")).expect("it was traced");
        for line in list.lines() {
            let call = line.trim_start_matches(|char: char| char.is_ascii_digit() || char == ' ');
            let process = line.strip_suffix(call).unwrap_or_default();
            *counted.entry((process, call.split('(').next().unwrap_or_default())).or_default() += 1;
        }
        let mut most = BTreeMap::new();
        for ((_, name), count) in counted {
            let known = most.entry(name.to_owned()).or_default();
            *known = count.max(*known);
        }
        most
    }

    /// Kills the victim at each of its calls, or a share of them.
    fn sweep(&self) {
        if !needs::tracing() {
            return;
        }
        let template = (self.scene)();
        let env = copy(&template);
        let calls = self.calls(&env);
        let wanted = outcome(&env);
        let mut trials = Vec::new();
        for (names, share) in [(CHANGES.as_slice(), SHARES.0), (OTHERS.as_slice(), SHARES.1)] {
            let most = |name: &&'static str| (*name, calls.get(*name).copied().unwrap_or_default());
            let all = names.iter().map(most).flat_map(|(name, most)| (1..=most).map(move |number| (name, number)));
            trials.extend(all.step_by(if needs::is_full() { 1 } else { share }));
        }
        let (mut kills, mut problems) = (0, Vec::new());
        for (name, number) in &trials {
            let env = copy(&template);
            let fault = format!("-e trace={name} -e inject={name}:signal=KILL:when={number}");
            let output = self.run(&env, Some(&fault));
            match fs::read_to_string(env.home().join("calls")) {
                Ok(list) => kills += usize::from(list.contains("+++ killed by SIGKILL")),
                Err(_) => problems.push(format!("not traced at {name} {number}\n  it said: {}", said(&output))),
            }
            if let Err(problem) = self.follow(&env, &wanted) {
                problems.push(format!("killed at {name} {number}\n  it said: {}\n  {problem}", said(&output)));
            }
        }
        tell(&format!("{}, {:?}: killed {kills} times", self.arguments[0], self.victim));
        assert!(problems.is_empty(), "{:?}: {} problems\n\n{}", self.victim, problems.len(), problems.join("\n\n"));
        // How often git reads and opens is not the same each time.
        assert!(kills * 2 > trials.len(), "{:?}: killed {kills} times of {}", self.victim, trials.len());
    }

    /// Does what one is told until all is as `wanted`.
    fn follow(&self, env: &TestEnvironment, wanted: &Outcome) -> Verdict {
        let mut told = Vec::new();
        for _ in 0..PATIENCE {
            let is_clean = env.git(["status", "--porcelain"]).any().stdout_text().is_empty();
            if is_clean && outcome(env) == *wanted {
                return Ok(());
            }
            let words = said(&self.run(env, None));
            told.push(obey(env, words));
        }
        let status = env.git(["status"]).any();
        Err(format!("doing what it says leads nowhere:\n{}\n{status}", told.join("\n")))
    }
}

/// Does what `words` say, and what git says then; all that was said.
fn obey(env: &TestEnvironment, mut words: String) -> String {
    for step in WAYS_BACK {
        if words.contains(step) && !words.contains("lock") {
            let done = env.git(step.split(' ').skip(1)).any();
            words += &done.to_string();
            if done.code() == Some(0) {
                break;
            }
        }
    }
    if let Some(step) = WAYS_BACK_OF_A_FILE.into_iter().find(|step| words.contains(step)) {
        for file in changed(env) {
            let step = step.split(' ').skip(1).map(|word| if word == "FILE" { file.as_str() } else { word });
            let restored = env.git(step).any().to_string();
            if restored.contains("did not match any file") && words.contains("rm FILE") {
                fs::remove_file(env.path().join(&file)).expect("it is new");
            }
            words += &restored;
        }
    }
    if words.contains("lock") {
        remove_locks(env);
    }
    words
}

/// Lets `command` find [`IN_THE_WAY`] where it looks for git.
fn stand_in_the_way(env: &TestEnvironment, command: &mut Command, killed: &str) {
    let folder = env.home().join("bin");
    fs::create_dir(&folder).expect("the home is writable");
    let script = folder.join("git");
    fs::write(&script, IN_THE_WAY).expect("the folder is new");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("it is ours");
    let mut path = OsString::from(folder);
    path.push(":");
    path.push(std::env::var_os("PATH").expect("there is a path"));
    command.env("PATH", path).env("KILLED", killed).env("ONCE", env.home().join("once"));
}

/// What there is now.
fn outcome(env: &TestEnvironment) -> Outcome {
    let mut records = files(env);
    records.retain(|name, _| name.starts_with("work/"));
    let shared = env.git(["rev-parse", "main^{tree}"]).folder("../home/hub").any();
    Outcome { records, shared: shared.stdout_text().to_owned() }
}

/// The files that are not as they are committed.
fn changed(env: &TestEnvironment) -> Vec<String> {
    let status = env.git(["status", "--porcelain", "--untracked-files=all"]).any();
    status.stdout_text().lines().filter_map(|line| line.get(3..).map(str::to_owned)).collect()
}

/// Removes the locks of a git that is no longer there, as git tells people to do.
fn remove_locks(env: &TestEnvironment) {
    for name in everything(env).into_keys() {
        if Path::new(&name).extension().is_some_and(|end| end == "lock") && !name.ends_with("/.auxeng.lock") {
            fs::remove_file(env.home().with_file_name(name)).expect("it is there");
        }
    }
}

/// Ana's store under git, shared in the repository `hub`, and what Lee has pushed there.
fn shared() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    env.write(".gitignore", ".auxeng.lock\n");
    let git = |arguments: &[&str]| drop(env.git(arguments).success());
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "Start"]);
    git(&["clone", "--quiet", "--bare", "--branch", "main", ".", "../home/hub"]);
    git(&["clone", "--quiet", "../home/hub", "../home/lee"]);
    git(&["remote", "add", "origin", "../home/hub"]);
    git(&["fetch", "--quiet"]);
    git(&["branch", "--quiet", "--set-upstream-to", "origin/main"]);
    let lee = |arguments: &[&str]| drop(env.run(arguments).folder("../home/lee").success());
    lee(&["score", "coverage=4", "--date", "2026-W46", "--commit"]);
    lee(&["retro", "--well", "Lee was here", "--commit"]);
    env.git(["push", "--quiet"]).folder("../home/lee").success();
    env
}

/// As [`shared`], and Ana has recorded something too, some of it in the same files.
fn apart() -> TestEnvironment {
    let env = shared();
    env.run(["score", "coverage=5", "--commit"]).success();
    env.run(["retro", "--poorly", "Ana was here", "--commit"]).success();
    env.run(["score", "habits=1", "--commit"]).success();
    env
}

fn recorded() -> TestEnvironment {
    let env = shared();
    env.run(["score", "coverage=5", "habits=1", "--commit"]).success();
    env
}

/// One test a victim.
macro_rules! interrupted {
    ($($test:ident: $scene:ident $arguments:expr, $victim:expr;)*) => {
        $(#[test] fn $test() { Interrupted { scene: $scene, arguments: &$arguments, victim: $victim }.sweep() })*
    };
}

interrupted! {
    sync: apart ["sync"], Itself;
    sync_while_git_fetches: apart ["sync"], Git("fetch --");
    sync_while_git_goes_ahead: shared ["sync"], Git("merge --ff-only");
    sync_while_git_rebases: apart ["sync"], Git("rebase --no-autostash");
    sync_while_git_goes_on_with_a_rebase: apart ["sync"], Git("rebase --continue");
    sync_while_git_pushes: apart ["sync"], Git("push --porcelain");
    undo: recorded ["undo", "--yes"], Itself;
    undo_while_git_reverts: recorded ["undo", "--yes"], Git("revert --no-commit");
    undo_while_git_commits: recorded ["undo", "--yes"], Git("commit --quiet");
}
