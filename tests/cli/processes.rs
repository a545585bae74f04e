//! Several processes at once, readers that go early, outputs that are full.

use std::fs;
use std::io::Read as _;
use std::process::{Child, Stdio};

use crate::environment::TestEnvironment;
use crate::parted::GOAL;

fn start(env: &TestEnvironment, arguments: &[&str]) -> Child {
    let mut command = env.command(env!("CARGO_BIN_EXE_auxeng"));
    command.args(arguments).stdout(Stdio::null()).stderr(Stdio::piped());
    command.spawn().expect("the program starts")
}

#[track_caller]
fn all_succeed(children: Vec<Child>) {
    for child in children {
        let output = child.wait_with_output().expect("the program ends");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn scores_of_different_goals_at_once_are_all_kept() {
    let env = TestEnvironment::with_checkout();
    let goals: Vec<String> = (0..20).map(|number| format!("goal-{number}")).collect();
    for goal in &goals {
        let text = "title = \"G\"\nkind = \"business\"\nmeasure = \"rating\"\n";
        env.write(format!("checkout/goals/{goal}.toml"), text);
    }
    let children = goals.iter().map(|goal| start(&env, &["score", &format!("{goal}=0.5")])).collect();
    all_succeed(children);
    for goal in &goals {
        let text = env.read(format!("checkout/goals/{goal}.toml"));
        assert!(text.ends_with("[scores]\n2026-W47 = { value = 0.5 }\n"), "{text}");
    }
    env.run(["check"]).success();
}

#[test]
fn engagements_opened_at_once_make_one_store() {
    for _ in 0..5 {
        let env = TestEnvironment::new();
        let titles: Vec<String> = (0..12).map(|number| format!("Work {number}")).collect();
        let open = |title: &String| start(&env, &["open", title, "--start", "2026-10-12"]);
        all_succeed(titles.iter().map(open).collect());
        let status = env.run(["status", "--format", "json"]).json();
        let engagements = status["engagements"].as_array().map(Vec::len);
        assert_eq!(engagements, Some(titles.len()), "{status}");
    }
}

#[test]
fn what_several_say_in_one_file_at_once_is_all_kept() {
    let env = TestEnvironment::with_checkout();
    let children = (0..20).map(|number| start(&env, &["retro", "--well", &format!("said {number}")])).collect();
    all_succeed(children);
    let retro = env.read("checkout/retros/2026-W47.toml");
    for number in 0..20 {
        assert!(retro.contains(&format!("    \"said {number}\",\n")), "{number}\n{retro}");
    }
    let weeks: Vec<String> = (42..=47).map(|week| format!("2026-W{week}")).collect();
    let children = weeks.iter().map(|week| start(&env, &["score", "coverage=5", "--date", week])).collect();
    all_succeed(children);
    let coverage = env.read("checkout/goals/coverage.toml");
    let scored: Vec<&str> = coverage.lines().filter_map(|line| line.strip_suffix(" = { value = 5 }")).collect();
    assert_eq!(scored, weeks, "{coverage}");
}

#[test]
fn opening_one_id_twice_at_once_makes_one() {
    let env = TestEnvironment::with_store();
    let titles: Vec<String> = (0..6).map(|number| format!("Title {number}")).collect();
    let children: Vec<Child> = titles.iter().map(|title| start(&env, &["open", title, "--id", "same"])).collect();
    let outputs: Vec<_> = children.into_iter().map(|child| child.wait_with_output().expect("it ends")).collect();
    let made = outputs.iter().filter(|output| output.status.success()).count();
    assert_eq!(made, 1);
    for refused in outputs.iter().filter(|output| !output.status.success()) {
        assert!(String::from_utf8_lossy(&refused.stderr).contains("`same` already"));
    }
}

#[test]
fn the_lock_stays_and_nothing_else_is_left_behind() {
    let env = TestEnvironment::with_checkout();
    fs::remove_file(env.path().join(".auxeng.lock")).expect("the lock is there");
    env.run(["status"]).success();
    env.run(["check"]).success();
    assert!(!env.path().join(".auxeng.lock").exists(), "reading locks nothing");
    let before = env.snapshot_tree();
    env.run(["score", "coverage=8"]).success();
    env.run(["score", "coverage=nothing"]).failure(2);
    let added: Vec<String> = env.snapshot_tree().into_keys().filter(|name| !before.contains_key(name)).collect();
    assert_eq!(added, [".auxeng.lock"]);
}

#[test]
fn a_reader_that_goes_early_is_no_error() {
    let env = TestEnvironment::with_checkout();
    for number in 0..400 {
        env.add_engagement(&format!("engagement-{number}"));
    }
    for arguments in [&["status"][..], &["status", "--format", "json"], &["status", "--format", "csv"], &["check"]] {
        let mut command = env.command(env!("CARGO_BIN_EXE_auxeng"));
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut pipe = child.stdout.take().expect("stdout is a pipe");
        let mut first = [0];
        pipe.read_exact(&mut first).expect("something is printed");
        drop(pipe);
        let output = child.wait_with_output().expect("the program ends");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!said.contains("error") && !said.contains("panicked"), "{arguments:?}: {said}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    }
}

#[test]
fn help_for_a_reader_that_goes_early_is_no_error() {
    let env = TestEnvironment::new();
    for arguments in [&["--help"][..], &["completions", "bash"], &["man"], &["explain"]] {
        let (reader, writer) = std::io::pipe().expect("a pipe can be made");
        drop(reader);
        let mut command = env.command(env!("CARGO_BIN_EXE_auxeng"));
        let output = command.args(arguments).stdout(writer).stderr(Stdio::piped()).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), said.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error_that_says_so() {
    let env = TestEnvironment::with_checkout();
    for arguments in
        [&["status"][..], &["report", "--format", "json"], &["log"], &["check"], &["--help"], &["completions", "bash"]]
    {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full is there");
        let mut command = env.command(env!("CARGO_BIN_EXE_auxeng"));
        let output = command.args(arguments).stdout(full).stderr(Stdio::piped()).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(said.contains("No space left"), "{arguments:?}: {said}");
    }
    env.refuses(1, ["report", "-o", "/dev/full"], &["/dev/full", "o space left"]);
}

#[test]
fn the_output_goes_to_a_file_whole_or_not_at_all() {
    let env = TestEnvironment::with_checkout();
    let page = env.run(["report"]).success();
    env.run(["report", "-o", "out/../report.txt"]).failure(1).stdout("").stderr_contains("out");
    env.run(["report", "-o", "report.txt"]).success().stdout("").stderr_contains("Wrote report.txt");
    assert_eq!(env.read("report.txt"), page.stdout_text());
    env.run(["report", "--format", "markdown", "-o", "report.txt"]).success();
    assert!(env.read("report.txt").starts_with("# Contract tests for Checkout\n"));
    env.refuses(1, ["report", "-o", "checkout"], &["checkout"]);
    env.refuses(1, ["report", "-o", "no/such/folder.md"], &["no/such/folder.md"]);
}

#[test]
fn a_resolve_waits_for_who_writes_and_overwrites_nothing() {
    let env = TestEnvironment::parted(&[&["score", "coverage=4", "--date", "2026-W46"]], &[&["score", "coverage=5"]]);
    env.merge_stops();
    let lock = fs::File::options().write(true).create(true).truncate(false).open(env.path().join(".auxeng.lock"));
    let lock = lock.expect("the store is ours");
    lock.lock().expect("nobody else has it");
    let mut resolve = start(&env, &["resolve"]);
    let mut said = std::io::BufReader::new(resolve.stderr.take().expect("it is piped"));
    let mut line = String::new();
    std::io::BufRead::read_line(&mut said, &mut line).expect("it says something");
    assert_eq!(line, "waiting for another auxeng to finish writing\n");
    // Who holds the lock writes what it has in hand.
    let written = env.read(GOAL).replace("value = 4", "value = 6");
    env.write(GOAL, &written);
    drop(lock);
    said.read_to_string(&mut line).expect("it is text");
    assert_eq!(resolve.wait().expect("it ends").code(), Some(1), "{line}");
    assert!(line.contains("was changed since it was opened"), "{line}");
    assert_eq!(env.read(GOAL), written);
}
