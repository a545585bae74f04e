//! `docs/file-format.md` is true: its examples are sound records in canonical form, and it describes every field that
//! the program reads.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::environment::TestEnvironment;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn document() -> String {
    fs::read_to_string(root().join("docs/file-format.md")).expect("the document can be read")
}

/// The `toml` blocks, each with the path that the line of text before it names.
fn examples(document: &str) -> Vec<(String, String)> {
    let mut examples = Vec::new();
    let mut named = None;
    let mut lines = document.lines();
    while let Some(line) = lines.next() {
        match line {
            "```toml" => {
                let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
                let path: Option<String> = named.take();
                let path = path.unwrap_or_else(|| panic!("no path before:\n{}", block.join("\n")));
                examples.push((path, block.join("\n") + "\n"));
            }
            "" => {}
            line => {
                let path = line.strip_prefix('`').and_then(|line| line.strip_suffix('`'));
                named = path.map(str::to_owned);
            }
        }
    }
    examples
}

#[test]
fn every_example_is_sound_and_canonical() {
    let env = TestEnvironment::new();
    let examples = examples(&document());
    for (path, text) in &examples {
        env.write(path, text);
    }
    let paths: BTreeSet<&str> = examples.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths.len(), examples.len(), "a file has two examples");
    for kind in [
        "auxeng.toml",
        "/engagement.toml",
        "/goals/",
        "/milestones/",
        "/retros/2026-W",
        "/retros/project.toml",
        "/survey.toml",
        "/feedback/",
        "/champions/",
        "/checkins/",
        "/proposal.toml",
        "/votes/",
        "/agreements/",
    ] {
        assert!(paths.iter().any(|path| path.contains(kind)), "no example of {kind}");
    }
    env.on("2026-12-18")
        .run(["check"])
        .success()
        .stdout("1 engagement and 1 proposal checked: no errors, no warnings.\n");
    env.run(["fmt", "--check"]).success().stdout("").stderr_contains(&examples.len().to_string());
}

#[test]
fn the_example_store_is_sound_and_canonical() {
    let env = TestEnvironment::new();
    env.copy(&root().join("examples/engagements"), "");
    let checked = env.run(["check"]).success();
    let rules: Vec<&str> = checked
        .stdout_text()
        .lines()
        .filter_map(|line| line.strip_suffix(']')?.rsplit_once(" [").map(|(_, rule)| rule))
        .collect();
    assert_eq!(
        rules,
        [
            "old-action",
            "host-not-told",
            "check-in-due",
            "off-track",
            "not-scored",
            "scores-before-retro",
            "notes-not-sent",
            "old-action",
            "old-blocker",
            "failure-mode",
            "no-feedback",
        ]
    );
    env.run(["fmt", "--check"]).success().stdout("");
}

#[test]
fn every_field_that_is_read_is_described() {
    let configuration = fs::read_to_string(root().join("docs/configuration.md")).expect("the document can be read");
    let document = document() + &configuration;
    let described: BTreeSet<&str> = document
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split(" | ").next())
        .flat_map(|cell| cell.split(", "))
        .map(|name| name.trim_matches('`'))
        .collect();
    let read = fields_in_code(&root().join("src/store/decode"));
    assert!(read.len() > 30, "the code reads: {read:?}");
    let missing: Vec<&String> = read.iter().filter(|name| !described.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "docs/file-format.md and docs/configuration.md do not describe {missing:?}");
}

/// The names of the fields that the decoders take.
fn fields_in_code(folder: &Path) -> BTreeSet<String> {
    const TAKES: [&str; 12] =
        ["text", "texts", "flag", "date", "integer", "count", "number", "share", "choice", "parsed", "list", "table"];
    const MORE: [&str; 7] = ["tables", "keyed", "within", "minutes", "person", "time", "thumb"];
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("the decoders can be listed") {
        let path: PathBuf = entry.expect("the entry can be read").path();
        let source = fs::read_to_string(&path).expect("the source can be read");
        let source: String = source.split_whitespace().collect();
        for method in TAKES.iter().chain(&MORE) {
            for (at, call) in source.match_indices(&format!(".{method}(\"")) {
                let name = source[at + call.len()..].split('"').next().unwrap_or_default();
                names.insert(name.to_owned());
            }
        }
    }
    names
}
