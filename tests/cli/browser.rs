//! The pages in a real browser: nothing is fetched, nothing runs, nothing is cut off, and everybody can read them.
//!
//! It is Chromium, driven by `tests/browser/check.mjs`. Where that is not installed, these tests say so and pass; with
//! `AUXENG_TEST_BROWSER=required` they fail. `CHROMIUM` names the browser, where it is not `/usr/bin/chromium`.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::environment::TestEnvironment;
use crate::hostile;

/// What looks at the pages.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")
}

fn chromium() -> PathBuf {
    std::env::var_os("CHROMIUM").map_or_else(|| PathBuf::from("/usr/bin/chromium"), PathBuf::from)
}

/// Whether there is a browser, and what drives it.
fn is_there() -> bool {
    let mut node = Command::new("node");
    node.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let has_node = node.status().is_ok_and(|status| status.success());
    if has_node && chromium().exists() && folder().join("node_modules/axe-core").exists() {
        return true;
    }
    let required = std::env::var("AUXENG_TEST_BROWSER").is_ok_and(|value| value == "required");
    assert!(!required, "there is no Chromium, Node.js or tests/browser/node_modules, and AUXENG_TEST_BROWSER says so");
    let name = std::thread::current().name().unwrap_or_default().to_owned();
    // Not by `eprintln!`, which is not heard when a test passes.
    let _ = writeln!(std::io::stderr(), "skipped: {name} needs Chromium; see CONTRIBUTING.md");
    false
}

/// Looks at the pages of `env`: whether there is no problem, and what was said.
fn look(env: &TestEnvironment, pages: &[&str]) -> (bool, String) {
    let mut command = env.command("node");
    command.arg(folder().join("check.mjs")).args(pages).env("CHROMIUM", chromium());
    let output = command.output().expect("node starts");
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

#[track_caller]
fn assert_sound(env: &TestEnvironment, pages: &[&str]) {
    let (is_sound, said) = look(env, pages);
    assert!(is_sound && said.contains(&format!("{} pages looked at, 0 problems", pages.len())), "{said}");
}

#[test]
fn the_pages_of_the_examples_are_sound() {
    if !is_there() {
        return;
    }
    let env = TestEnvironment::new();
    env.copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/engagements"), "");
    for id in ["checkout-contracts", "payments-tracing", "search-flags"] {
        env.run(["report", id, "-o", &format!("{id}.html")]).success();
    }
    env.run(["report", "--program", "-o", "program.html"]).success();
    env.run(["pitch", "checkout-contracts", "-o", "pitch.html"]).success();
    let pages = ["checkout-contracts.html", "payments-tracing.html", "search-flags.html", "program.html", "pitch.html"];
    assert_sound(&env, &pages);
}

#[test]
fn pages_of_little_and_of_much_are_sound() {
    if !is_there() {
        return;
    }
    let env = TestEnvironment::new();
    env.write("auxeng.toml", "schema = 1\n");
    let engagement = "start = 2026-09-14\nend = 2026-11-20\n";
    env.write("empty/engagement.toml", format!("title = \"Empty\"\n{engagement}"));
    env.write("much/engagement.toml", format!("title = \"{}\"\n{engagement}", "Unbrokenword".repeat(20)));
    let words = "word ".repeat(40);
    for index in 0..60 {
        let kind = ["diffusion", "business", "technical"][index % 3];
        let mut goal = format!(
            "title = \"Goal {index} {words}\"\nwhy = \"{words}\"\nkind = \"{kind}\"\nmeasure = \"metric\"\n\
             baseline = 2\ntarget = 1e300\n[scores]\n"
        );
        for week in 38..48 {
            writeln!(goal, "2026-W{week} = {{ value = {week} }}").expect("a text can be written");
        }
        env.write(format!("much/goals/goal-{index}.toml"), goal);
    }
    for week in 38..48 {
        let retro = format!("went_well = [\"{words}\", \"b\"]\nwent_poorly = [\"{}\"]\n", "Long".repeat(90));
        env.write(format!("much/retros/2026-W{week}.toml"), retro);
    }
    let closed = "[close]\ndate = 2026-10-30\nearly = true\nreason = \"The team was dissolved\"\n";
    env.write("cancelled/engagement.toml", format!("title = \"Cancelled\"\n{engagement}{closed}"));
    for id in ["empty", "much", "cancelled"] {
        env.run(["report", id, "-o", &format!("{id}.html")]).success();
    }
    env.run(["report", "--program", "-o", "program.html"]).success();
    assert_sound(&env, &["empty.html", "much.html", "cancelled.html", "program.html"]);
}

#[test]
fn hostile_pages_do_nothing() {
    if !is_there() {
        return;
    }
    let env = hostile::store();
    for id in ["checkout", "closed"] {
        env.run(["report", id, "-o", &format!("{id}.html")]).any();
    }
    env.run(["report", "--program", "-o", "program.html"]).any();
    assert_sound(&env, &["checkout.html", "closed.html", "program.html"]);
}

#[test]
fn what_is_wrong_with_a_page_is_found() {
    if !is_there() {
        return;
    }
    let env = TestEnvironment::new();
    env.write(
        "bad.html",
        "<!DOCTYPE html><html lang=\"en\"><title>Bad</title><p style=\"width: 2000px; color: #ccc; background: #ddd\">pale</p>\
         <img src=\"missing.png\"><script>alert(1); nowhere()</script>",
    );
    let (is_sound, said) = look(&env, &["bad.html"]);
    assert!(!is_sound, "{said}");
    for found in ["wider than the window", "fetched: file:", "dialog: 1", "script: nowhere", "serious: ", "critical: "]
    {
        assert!(said.contains(found), "{found}\n{said}");
    }
}
