//! A store comes with its repository, which others have filled: nothing in it is run by a command that reads.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::{READING, assert_ended, run, sound_store};
use crate::environment::TestEnvironment;

/// Settings of git that name a program; `{}` stands for it.
const SETTINGS: &str = "\
[core]
	repositoryformatversion = 0
	bare = false
	fsmonitor = {}
	hooksPath = {}-hooks
	pager = {}
	editor = {}
	sshCommand = {}
	gitProxy = {}
	askPass = {}
	alternateRefsCommand = {}
	attributesFile = attributes
[pager]
	config = {}
	log = {}
	status = {}
	show = {}
[alias]
	config = !{}
	log = !{}
	status = !{}
	rev-parse = !{}
	show = !{}
[diff]
	external = {}
[diff \"x\"]
	textconv = {}
	command = {}
[filter \"x\"]
	clean = {}
	smudge = {}
	process = {}
	required = true
[merge \"x\"]
	driver = {}
[gpg]
	program = {}
[gpg \"ssh\"]
	defaultKeyCommand = {}
	program = {}
[credential]
	helper = {}
[sequence]
	editor = {}
[interactive]
	diffFilter = {}
[trailer \"x\"]
	command = {}
[include]
	path = included
[user]
	name = Mallory
	email = mallory@example.org
";

const HOOKS: [&str; 12] = [
    "pre-commit",
    "prepare-commit-msg",
    "commit-msg",
    "post-commit",
    "post-checkout",
    "post-index-change",
    "fsmonitor-watchman",
    "pre-auto-gc",
    "post-rewrite",
    "pre-rebase",
    "reference-transaction",
    "query-watchman",
];

/// A store with a repository full of traps; each, when it is run, leaves a mark outside.
fn planted() -> TestEnvironment {
    let env = sound_store();
    env.git(["init", "--quiet"]).success();
    env.git(["add", "--all"]).success();
    env.git(["commit", "--quiet", "--message", "Start"]).success();
    let trap = env.path().join(".git/trap");
    let mark = env.home().join("was-run");
    let script = format!("#!/bin/sh\ntouch '{}'\n", mark.display());
    let put = |path: std::path::PathBuf| {
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("the folder can be made");
        fs::write(&path, &script).expect("the folder is writable");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it is ours");
    };
    put(trap.clone());
    for hook in HOOKS {
        put(env.path().join(".git/hooks").join(hook));
        put(env.path().join(".git/trap-hooks").join(hook));
    }
    let trap = trap.display().to_string();
    env.write(".git/config", SETTINGS.replace("{}", &trap));
    env.write(".git/included", format!("[core]\n\tfsmonitor = {trap}\n"));
    env.write(".gitattributes", "*.toml filter=x diff=x merge=x text eol=lf\n");
    // What looks like a bare repository can be committed, and git would take a folder of the store for it.
    for (file, text) in [
        ("HEAD", "ref: refs/heads/main\n"),
        ("config", &SETTINGS.replace("{}", &trap)),
        ("refs/x", ""),
        ("objects/x", ""),
    ] {
        env.write(format!("checkout/{file}"), text);
    }
    put(env.path().join("git"));
    put(env.path().join("checkout/git"));
    env
}

#[test]
fn nothing_of_a_repository_is_run_by_a_command_that_reads() {
    let env = planted();
    let mark = env.home().join("was-run");
    // The trap would be noticed: git itself falls into it.
    env.git(["status"]).any();
    assert!(mark.exists(), "the trap does not work");
    fs::remove_file(&mark).expect("it is there");
    for folder in ["", "checkout", "checkout/goals"] {
        for command in READING {
            let outcome = env.run(command.split(' ')).variable("AUXENG_STORE", env.path()).folder(folder).any();
            assert_ended(&outcome);
            assert!(!mark.exists(), "something was run\n{outcome}");
        }
    }
    for command in
        ["report checkout --format html", "notes checkout --format eml --to a@example.org", "explain", "--help"]
    {
        let outcome = run(&env, command);
        assert!(!mark.exists(), "something was run\n{outcome}");
    }
}

#[test]
fn a_repository_inside_the_store_says_nothing_of_the_user() {
    let env = planted();
    let folder = "checkout";
    let mail = env.run(["notes", "checkout", "--format", "eml", "--to", "a@example.org"]).folder(folder).success();
    assert!(!mail.stdout_text().contains("allory"), "{mail}");
}
