//! Files and folders that are not what they should be, or not known.

use crate::environment::TestEnvironment;

const GOAL: &str = "checkout/goals/coverage.toml";

/// Two engagements; what is odd is in the first.
fn two() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    env.add_engagement("search");
    env
}

#[test]
fn a_folder_in_the_place_of_a_file_is_named() {
    let env = two();
    std::fs::remove_file(env.path().join(GOAL)).expect("the goal is there");
    env.write("checkout/goals/coverage.toml/file", "");
    let file = "checkout/goals/coverage.toml";
    env.run(["status"])
        .failure(1)
        .stdout_contains("search")
        .stderr_contains(file)
        .stderr_contains("not a regular file");
    env.refuses(1, ["score", "checkout", "coverage=3"], &[file, "not a regular file", "nothing was written"]);
    env.refuses(1, ["goal", "add", "Coverage", "--rating", "-e", "checkout"], &[file, "nothing was written"]);
}

#[test]
fn a_file_in_the_place_of_a_folder_is_named() {
    let env = TestEnvironment::with_checkout();
    env.write("checkout/retros", "");
    env.run(["status"]).failure(1).stdout_contains("checkout").stderr_contains("checkout/retros");
    env.refuses(1, ["retro", "--well", "a"], &["checkout/retros", "not a folder", "nothing was written"]);
}

#[test]
fn names_that_cannot_be_are_named() {
    let env = two();
    env.write("checkout/retros/2026-W54.toml", "");
    env.write("checkout/retros/projects.toml", "");
    env.write("checkout/goals/Big Goal.toml", "");
    env.write("checkout/nps/someday/a.toml", "score = 9\n");
    env.write("Old Work/engagement.toml", "title = \"Old\"\n");
    env.write("images/logo.toml", "");
    let found = env.run(["check"]).failure(1);
    for words in [
        "checkout/retros/2026-W54.toml: `2026-W54` cannot be the name of a record here",
        "checkout/retros/projects.toml: `projects` cannot be the name of a record here: not an ISO week",
        "checkout/goals/Big Goal.toml: `Big Goal` cannot be the name of a record here",
        "Old Work/engagement.toml: `Old Work` cannot be the id of an engagement",
        "checkout/nps/someday: this is no record and is not read",
    ] {
        assert!(found.stdout_text().contains(words), "{words}\n{found}");
    }
    assert!(!found.stdout_text().contains("images"), "a folder that is no engagement is nobody's business\n{found}");
    env.run(["status"]).failure(1).stdout_contains("checkout").stdout_contains("search");
}

#[test]
fn unknown_fields_and_files_are_warnings_and_stay() {
    let env = two();
    env.write(GOAL, "titel = \"T\"\ntitle = \"T\"\nkind = \"diffusion\"\nmeasure = \"rating\"\nlink = \"x\"\n");
    env.write("checkout/goals/README.md", "# Goals\n");
    env.run(["check"])
        .success()
        .stdout_contains(
            "warning: checkout/goals/coverage.toml:1:1: `titel` is no field of this record [unknown-field]",
        )
        .stdout_contains("did you mean `title`?")
        .stdout_contains("coverage.toml:5:1: `link` is no field")
        .stdout_contains("warning: checkout/goals/README.md: this is no record");
    env.run(["--quiet", "status"]).success().stderr("");
    env.run(["score", "checkout", "coverage=0.5"]).success();
    assert!(
        env.read(GOAL)
            .starts_with("titel = \"T\"\ntitle = \"T\"\nkind = \"diffusion\"\nmeasure = \"rating\"\nlink = \"x\"\n")
    );
}

#[test]
fn records_without_their_engagement_do_not_vanish() {
    for folder in ["goals/coverage.toml", "retros/2026-W47.toml", "nps/2026-11-20/a.toml"] {
        let env = two();
        env.write(format!("lost/{folder}"), "");
        let name = folder.split('/').next().expect("a folder");
        let said = format!(
            "error: lost/engagement.toml: it is missing, and what lies in {name}/ beside it is not read [missing-file]"
        );
        env.run(["check"]).failure(1).stdout_contains(&said);
        env.run(["status"]).failure(1).stdout_contains("search").stderr_contains(&said);
        env.run(["status", "checkout"]).success();
        env.run(["fmt"]).failure(1).stderr_contains(&said);
    }
    let env = two();
    env.write("notes/goals", "a file");
    env.write("notes/goals.md", "");
    env.run(["check"]).success();
    env.run(["explain", "missing-file"]).success().stdout_contains("engagement.toml");
}

#[test]
fn records_beside_the_engagement_are_told() {
    let env = two();
    env.write("checkout/broken.toml", "title = \n");
    env.write("checkout/README.md", "# Checkout\n");
    env.write("checkout/tool/Cargo.toml", "[package]\n");
    let found = env.run(["check"]).success();
    let said = "warning: checkout/broken.toml: this is no record and is not read [unknown-file]";
    assert!(found.stdout_text().contains(said), "{found}");
    for other in ["README", "Cargo"] {
        assert!(!found.stdout_text().contains(other), "{found}");
    }
    env.run(["--quiet", "status"]).success().stderr("");
}

#[test]
fn byte_order_marks_and_windows_line_ends_are_read_and_kept() {
    let env = two();
    let text = format!("\u{feff}{}", env.read(GOAL).replace('\n', "\r\n"));
    env.write(GOAL, &text);
    env.run(["check"]).success();
    env.run(["score", "checkout", "coverage=8"]).success();
    assert_eq!(env.read(GOAL), format!("{text}\r\n[scores]\r\n2026-W47 = {{ value = 8 }}\r\n"));
    env.run(["fmt"]).success();
    assert!(!env.read(GOAL).contains(['\r', '\u{feff}']));
}
