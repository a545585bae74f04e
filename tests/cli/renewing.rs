//! Records that an older version laid out: read and changed as ever, and brought to the present layout by
//! `fmt --renew` alone.

use std::path::Path;

use crate::environment::TestEnvironment;

/// A store as the program wrote it before each field had a place of its own.
fn old() -> TestEnvironment {
    let env = TestEnvironment::new();
    env.copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/old-layout"), "");
    env.write(".auxeng.lock", "");
    env
}

/// All that the pages tell.
fn told(env: &TestEnvironment) -> Vec<String> {
    let pages = [&["report", "checkout"][..], &["log", "checkout"], &["status"], &["nps", "checkout"], &["check"]];
    let json = |page: &[&str]| env.run(page.iter().chain(&["--format", "json"])).success().stdout_text().to_owned();
    pages.into_iter().map(json).collect()
}

#[test]
fn an_older_layout_is_read_and_changed_as_it_is() {
    let env = old();
    env.run(["fmt", "--check"]).success();
    let before = env.read("checkout/goals/coverage.toml");
    env.run(["score", "checkout", "coverage=9"]).success();
    let after = env.read("checkout/goals/coverage.toml");
    assert_eq!(after.replace("2026-W47 = { value = 9 }\n", ""), before);
}

#[test]
fn renewing_says_the_same_in_the_layout_of_new_records() {
    let env = old();
    let before = env.snapshot_tree();
    let (pages, files) = (told(&env), env.run(["fmt", "--renew", "--check"]).failure(1));
    env.assert_untouched_since(&before);
    env.run(["fmt", "--renew"]).success().stdout(files.stdout_text());
    assert!(files.stdout_text().contains("checkout/retros/2026-W46.toml"), "{files}");
    assert_eq!(told(&env), pages);
    let retro = env.read("checkout/retros/2026-W46.toml");
    for line in ["time = { pairing = 3, host = 1, home = 1 }", "next = [", "failure_modes = [", "blockers = ["] {
        assert!(retro.lines().any(|other| other == line), "{line}\n{retro}");
    }
    assert!(!retro.contains("[[next]]") && !retro.contains("[time]"), "{retro}");
    let comments = |text: &str| text.lines().filter(|line| line.contains('#')).map(str::to_owned).collect::<Vec<_>>();
    for (file, old) in before.iter().filter(|(file, _)| Path::new(file).extension().is_some_and(|end| end == "toml")) {
        assert_eq!(comments(&env.read(file)), comments(&String::from_utf8_lossy(old)), "{file}");
    }
    let renewed = env.snapshot_tree();
    env.run(["fmt", "--renew"]).success().stdout("");
    env.assert_untouched_since(&renewed);
}

#[test]
fn what_would_lose_a_comment_keeps_its_layout() {
    let env = old();
    // A comment above a heading that the new layout does not have.
    let file = "checkout/retros/project.toml";
    env.write(file, "date = 2026-11-19\n\n# Said twice.\n[[takeaways]]\ntext = \"Pair\"\nabout = \"engagement\"\n");
    let before = env.read(file);
    env.run(["fmt", "--renew"]).success().stderr_contains(&format!("{file} keeps its layout"));
    assert_eq!(env.read(file), before);
}
