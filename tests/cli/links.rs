//! Links, pipes and folders that lead elsewhere are not followed.

use std::fs;
use std::os::unix::fs::symlink;

use crate::environment::TestEnvironment;

const GOAL: &str = "checkout/goals/coverage.toml";

fn replace_by_link(env: &TestEnvironment, file: &str, target: impl AsRef<std::path::Path>) {
    let path = env.path().join(file);
    if path.symlink_metadata().is_ok() {
        fs::remove_file(&path).expect("it is there");
    }
    symlink(target, path).expect("a link can be made");
}

fn replace_by_pipe(env: &TestEnvironment, file: &str) {
    env.write(file, "");
    let path = env.path().join(file);
    fs::remove_file(&path).expect("it was just written");
    let made = env.command("mkfifo").arg(&path).status().expect("mkfifo starts");
    assert!(made.success());
}

#[test]
fn a_file_elsewhere_is_neither_shown_nor_changed() {
    for target in ["../../../home/secret", "../../auxeng.toml", "build-time.toml"] {
        let env = TestEnvironment::with_checkout();
        let secret = env.home().join("secret");
        fs::write(&secret, "title = \"SECRET\"\n").expect("the home is writable");
        replace_by_link(&env, GOAL, target);
        let report = env.run(["report"]).failure(1).stdout_contains("Build time");
        let told = report.to_string();
        assert!(told.contains(GOAL) && told.contains("not a regular file") && !told.contains("SECRET"), "{told}");
        env.refuses(1, ["score", "coverage=3"], &[GOAL, "nothing was written"]);
        env.refuses(1, ["goal", "add", "Coverage", "--rating"], &[GOAL]);
        assert_eq!(fs::read_to_string(secret).expect("it stays"), "title = \"SECRET\"\n");
    }
}

#[test]
fn an_engagement_elsewhere_is_neither_shown_nor_changed() {
    let env = TestEnvironment::with_checkout();
    let outside = env.home().join("outside");
    fs::rename(env.path().join("checkout"), &outside).expect("both are writable");
    env.add_engagement("search");
    replace_by_link(&env, "checkout", &outside);
    for command in ["report", "log", "status", "nps"] {
        let run = env.run([command, "checkout"]).failure(1).stdout("");
        run.stderr_contains("there is no engagement `checkout`");
    }
    env.refuses(1, ["score", "checkout", "coverage=3"], &["no engagement"]);
    env.refuses(1, ["open", "Checkout"], &["checkout"]);
    env.run(["check"])
        .failure(1)
        .stdout_contains("error: checkout: it cannot be read: it is a link, and links are not followed [unreadable]");
}

#[test]
fn goals_elsewhere_are_neither_shown_nor_changed() {
    let env = TestEnvironment::with_checkout();
    let outside = env.home().join("outside");
    fs::rename(env.path().join("checkout/goals"), &outside).expect("both are writable");
    replace_by_link(&env, "checkout/goals", &outside);
    env.refuses(1, ["score", "coverage=3"], &["checkout/goals", "not a folder", "nothing was written"]);
}

#[test]
fn a_folder_that_leads_out_of_the_store_is_not_written_to() {
    let env = TestEnvironment::with_checkout();
    let outside = env.home().join("outside");
    fs::create_dir(&outside).expect("the home is writable");
    for name in ["checkout/retros", "checkout/nps", "linked"] {
        replace_by_link(&env, name, &outside);
    }
    env.refuses(1, ["retro", "--well", "x"], &["checkout/retros"]);
    env.refuses(1, ["nps", "add", "--score", "9"], &["checkout/nps"]);
    env.refuses(1, ["open", "Linked"], &["linked"]);
    assert_eq!(fs::read_dir(&outside).expect("it is there").count(), 0);
}

#[test]
fn a_lock_that_is_a_link_is_not_followed() {
    let env = TestEnvironment::with_checkout();
    replace_by_link(&env, ".auxeng.lock", env.home().join("elsewhere"));
    env.refuses(1, ["score", "coverage=3"], &[".auxeng.lock"]);
    assert!(!env.home().join("elsewhere").exists());
}

#[test]
fn a_pipe_in_the_place_of_a_file_keeps_nobody_waiting() {
    for (file, command) in [
        (GOAL, "report"),
        ("checkout/engagement.toml", "status"),
        ("checkout/nps/2026-11-20/a.toml", "nps"),
        ("checkout/retros/2026-W47.toml", "log"),
    ] {
        let env = TestEnvironment::with_checkout();
        replace_by_pipe(&env, file);
        env.run([command]).failure(1).stderr_contains(file).stderr_contains("not a regular file");
        env.run(["check"]).failure(1).stdout_contains(file);
        env.run(["fmt"]).failure(1).stderr_contains(file);
    }
    let env = TestEnvironment::with_checkout();
    replace_by_pipe(&env, "auxeng.toml");
    env.run(["status"]).failure(1).stderr_contains("auxeng.toml");
    env.refuses(1, ["score", "coverage=3"], &["auxeng.toml"]);
}
