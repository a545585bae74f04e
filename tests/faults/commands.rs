//! Every command that writes, each with the place in which it does.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Output};

use crate::environment::TestEnvironment;

/// What becomes of a command that is given again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Again {
    /// It completes what is missing, and changes nothing where nothing is.
    Completes,
    /// As that, but where nothing is missing it is refused: it is there already.
    Refuses,
    /// It adds one more.
    Adds,
}

/// A command that writes.
pub(crate) struct Writing {
    pub(crate) name: &'static str,
    scene: fn() -> TestEnvironment,
    pub(crate) arguments: &'static [&'static str],
    day: &'static str,
    pub(crate) again: Again,
    /// Whether it writes what it could read where it could not read all.
    pub(crate) shows_the_rest: bool,
}

const TODAY: &str = "2026-11-20";

const fn writing(
    name: &'static str,
    scene: fn() -> TestEnvironment,
    arguments: &'static [&'static str],
    again: Again,
) -> Writing {
    Writing { name, scene, arguments, day: TODAY, again, shows_the_rest: false }
}

impl Writing {
    /// The place in which it is about to write.
    pub(crate) fn scene(&self) -> TestEnvironment {
        let env = (self.scene)();
        let program = |name: &str, script: &str| {
            let path = env.home().join(name);
            fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("the home is writable");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it is ours");
        };
        program("sendmail", "cat >/dev/null");
        // One that shows text is waited for.
        program("lynx", "true");
        env
    }

    /// Gives `command` the arguments and the environment.
    pub(crate) fn prepare(&self, env: &TestEnvironment, command: &mut Command) {
        command.args(self.arguments).env("AUXENG_TODAY", self.day);
        command.env("AUXENG_SENDMAIL", env.home().join("sendmail"));
        command.env("BROWSER", format!("{} %s", env.home().join("lynx").display()));
    }

    /// Runs it undisturbed.
    pub(crate) fn run(&self, env: &TestEnvironment) -> Output {
        let mut command = env.command(env!("CARGO_BIN_EXE_auxeng"));
        self.prepare(env, &mut command);
        command.output().expect("the program runs")
    }
}

/// Runs `auxeng`, which must succeed.
pub(crate) fn auxeng(env: &TestEnvironment, arguments: &[impl AsRef<OsStr>]) {
    env.run(arguments).success();
}

fn nowhere() -> TestEnvironment {
    TestEnvironment::new()
}

fn bare() -> TestEnvironment {
    let env = TestEnvironment::new();
    env.write("auxeng.toml", "schema = 1\n");
    env.write(".gitignore", "*.log");
    env
}

fn checkout() -> TestEnvironment {
    TestEnvironment::with_checkout()
}

fn with_retro() -> TestEnvironment {
    let env = checkout();
    auxeng(
        &env,
        &[
            "retro",
            "--date",
            "2026-11-13",
            "--well",
            "We met",
            "--next",
            "Ana: split the pipeline",
            "--blocker",
            "Access",
        ],
    );
    auxeng(&env, &["retro", "--well", "Pairing works", "--present", "Ana Aux"]);
    env
}

fn with_proposal() -> TestEnvironment {
    let env = checkout();
    auxeng(&env, &["propose", "Flags", "--contact", "Lee"]);
    env.write("page.md", "# Flags\n\n## Problem\n\nReleases are slow.\n");
    env
}

fn with_accepted() -> TestEnvironment {
    let env = with_proposal();
    auxeng(&env, &["fit", "--accept"]);
    env
}

fn with_notes() -> TestEnvironment {
    let env = with_retro();
    env.write("notes.md", "# Went well\n- First contract\n# To improve\n- Staging\n# Next\n- Ana: ask for access\n");
    env
}

pub(crate) fn with_export() -> TestEnvironment {
    let env = checkout();
    env.write("survey.csv", "How likely are you to recommend us (0-10)?,Why?\n9,Good\n10,Very good\n3,Slow\n9,Good\n");
    env
}

fn with_feedback() -> TestEnvironment {
    let env = checkout();
    env.write("checkout/feedback/2026-11-18-slow.toml", "title = \"Slow\"\nkind = \"friction\"\n");
    env
}

fn with_round() -> TestEnvironment {
    let env = checkout();
    env.write("checkout/nps/2026-11-18/survey.toml", "asked = 9\n");
    env.write("checkout/nps/2026-11-18/aaaabbbb.toml", "score = 9\n");
    env
}

fn with_champion() -> TestEnvironment {
    let env = checkout();
    auxeng(&env, &["champion", "add", "Lee", "--for", "contracts"]);
    env
}

fn closed() -> TestEnvironment {
    let env = checkout();
    auxeng(&env, &["close", "--early", "--reason", "The team was dissolved", "--date", "2026-11-13"]);
    env
}

fn unformatted() -> TestEnvironment {
    let env = with_retro();
    for file in
        ["auxeng.toml", "checkout/engagement.toml", "checkout/goals/launch.toml", "checkout/retros/2026-W47.toml"]
    {
        env.write(file, env.read(file).replace(" = ", "="));
    }
    env
}

fn with_page() -> TestEnvironment {
    let env = checkout();
    env.write("page.html", "the page of last week\n");
    env
}

/// A store in git, with all committed.
fn committed() -> TestEnvironment {
    let env = checkout();
    env.git(["init", "--quiet"]).success();
    env.git(["add", "--all"]).success();
    env.git(["commit", "--quiet", "--message=Begin"]).success();
    env
}

/// Two branches that scored the same goal in different weeks, and git half-way through joining them.
fn in_conflict() -> TestEnvironment {
    let env = committed();
    let git = |arguments: &[&str]| env.git(arguments).any();
    git(&["switch", "--quiet", "--create", "other"]);
    for (week, branch) in [("2026-W46", "main"), ("2026-W47", "other")] {
        auxeng(&env, &["score", "coverage=8", "habits=50%", "--date", week]);
        git(&["commit", "--quiet", "--all", "--message=Score"]);
        git(&["switch", "--quiet", branch]);
    }
    git(&["merge", "main"]);
    assert!(env.read("checkout/goals/coverage.toml").contains("<<<<<<<"), "git has found no conflict");
    env
}

/// A place with a record of every kind in it.
pub(crate) fn with_records() -> TestEnvironment {
    let env = with_export();
    auxeng(&env, &["retro", "--well", "We met", "--next", "Ana: split the pipeline"]);
    auxeng(&env, &["score", "coverage=8"]);
    auxeng(&env, &["milestone", "add", "First contract in CI"]);
    auxeng(&env, &["nps", "add", "--score", "9"]);
    auxeng(&env, &["feedback", "add", "Slow start"]);
    auxeng(&env, &["retro", "--project", "--well", "We met"]);
    env
}

/// The command that is called `name` here.
pub(crate) fn command(name: &str) -> Writing {
    commands().into_iter().find(|writing| writing.name == name).expect("there is one of this name")
}

/// Every command that writes, without a terminal. `undo` and `sync` let git write.
pub(crate) fn commands() -> Vec<Writing> {
    use Again::{Adds, Completes, Refuses};
    let page = |writing| Writing { shows_the_rest: true, ..writing };
    let last_day = |writing| Writing { day: "2026-12-18", ..writing };
    vec![
        writing("init", nowhere, &["init", "engagements", "--home", "Platform"], Completes),
        writing("init again", bare, &["init"], Completes),
        writing("propose", checkout, &["propose", "Flags for Search", "--host", "Search"], Refuses),
        writing("propose the first", nowhere, &["propose", "Flags for Search"], Refuses),
        writing(
            "propose, changed",
            with_proposal,
            &["propose", "flags", "--host", "Search", "--one-pager", "page.md"],
            Completes,
        ),
        writing("fit", with_proposal, &["fit", "--business", "2", "--technical", "1", "--team", "0"], Completes),
        writing("fit --accept", with_proposal, &["fit", "flags", "--accept", "--reason", "All agree"], Completes),
        writing("pitch --agreed", with_proposal, &["pitch", "flags", "--agreed", "Lee", "--agreed", "Bo"], Completes),
        page(writing("pitch -o", with_proposal, &["pitch", "flags", "-o", "page.html"], Completes)),
        writing("open a proposal", with_accepted, &["open", "flags", "--start", "2026-11-23"], Refuses),
        writing("open", checkout, &["open", "Flags for Search", "--start", "2026-11-23", "--person", "Lee"], Refuses),
        writing("open the first", nowhere, &["open", "Flags for Search", "--start", "2026-11-23"], Refuses),
        writing("edit", checkout, &["edit", "--end", "2027-01-15", "--person", "Lee <lee@example.org>"], Completes),
        last_day(writing("close", checkout, &["close", "--outcome", "They go on alone"], Completes)),
        writing("close early", checkout, &["close", "--early", "--reason", "The team was dissolved"], Completes),
        last_day(writing("close, with hand-over", checkout, &["close", "--handover", "The broker: Lee"], Completes)),
        writing("checkin", closed, &["checkin", "--comfortable", "yes", "--dependent-note", "no more"], Completes),
        writing(
            "champion add",
            checkout,
            &["champion", "add", "Lee", "--for", "contracts", "--every", "4w"],
            Completes,
        ),
        writing("champion talk", with_champion, &["champion", "talk", "lee", "--sentiment", "8"], Completes),
        writing("champion step-back", with_champion, &["champion", "step-back", "lee"], Completes),
        writing("goal add", checkout, &["goal", "add", "Trust", "--rating", "--why", "It grows"], Refuses),
        writing("goal edit", checkout, &["goal", "edit", "coverage", "--to", "16", "--why", "More of them"], Completes),
        writing("goal drop", checkout, &["goal", "drop", "habits", "--reason", "Cannot be judged"], Refuses),
        writing("score one", checkout, &["score", "coverage=8"], Completes),
        writing(
            "score several",
            checkout,
            &["score", "coverage=8", "build-time=31", "launch=done", "--note", "coverage=basket"],
            Completes,
        ),
        writing(
            "retro",
            checkout,
            &["retro", "--well", "It works", "--poorly", "Slow", "--next", "Lee: ask"],
            Completes,
        ),
        writing(
            "retro with more",
            with_retro,
            &["retro", "--well", "More", "--done", "split", "--unblock", "access", "--mvp", "live", "--minutes", "26"],
            Refuses,
        ),
        writing("retro from notes", with_notes, &["retro", "--from", "notes.md"], Completes),
        writing(
            "project retro",
            with_retro,
            &["retro", "--project", "--well", "We met", "--takeaway-general", "Ask early"],
            Completes,
        ),
        writing("milestone add", checkout, &["milestone", "add", "First contract in CI"], Refuses),
        writing(
            "feedback add",
            checkout,
            &["feedback", "add", "Slow start", "--cost", "20m", "--seen-at", "Search"],
            Refuses,
        ),
        writing("feedback edit", with_feedback, &["feedback", "edit", "slow", "--raised", "--told"], Completes),
        writing("nps add", with_round, &["nps", "add", "--score", "9", "--why", "We learned"], Adds),
        writing("nps add, of so many", checkout, &["nps", "add", "--score", "10", "--asked", "12"], Adds),
        writing("nps import", with_export, &["nps", "import", "survey.csv", "--asked", "9"], Completes),
        writing("fmt", unformatted, &["fmt"], Completes),
        writing("notes --send", with_retro, &["notes", "--send", "--yes"], Refuses),
        writing("score --commit", committed, &["score", "coverage=8", "habits=50%", "--commit"], Completes),
        writing("resolve", in_conflict, &["resolve"], Completes),
        page(writing("export -o", with_round, &["export", "-o", "all.csv"], Completes)),
        page(writing("report -o", with_page, &["report", "-o", "page.html"], Completes)),
        page(writing("report -o, new", checkout, &["report", "-o", "checkout/report.md"], Completes)),
        page(writing("report --open", checkout, &["report", "--open"], Completes)),
    ]
}
