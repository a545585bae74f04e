//! Ids and paths, typed and found: none leads out of the store, and none means two things on another system.

use std::ffi::{OsStr, OsString};

use super::texts::assert_harmless;
use super::{FOLDERS, run, sound_store};
use crate::environment::TestEnvironment;

/// What is no id, whoever types it.
fn no_ids() -> Vec<String> {
    let fixed = [
        "..",
        ".",
        "../search",
        "../../outside",
        "checkout/../search",
        "checkout/",
        "/etc/passwd",
        "/",
        "a/b",
        "a\\b",
        "..\\..",
        "C:",
        "C:\\x",
        "\\\\server\\share",
        ".hidden",
        "x.",
        "x.toml",
        "-x",
        "--output=x",
        "--",
        "-",
        "con",
        "prn",
        "aux",
        "nul",
        "com1",
        "lpt9",
        "CON",
        "nul.toml",
        "Checkout",
        "CHECKOUT",
        "COVERAGE",
        "chéckout",
        // Cyrillic, full width, a ligature, a joiner, a combining accent, another direction.
        "сheckout",
        "ｃheckout",
        "checkoﬀ",
        "check\u{200d}out",
        "checkou\u{301}t",
        "\u{202e}tuokcehc",
        "check out",
        " checkout",
        "check\nout",
        "check\u{1b}[2Jout",
        "~",
        "~root",
        "$HOME",
        "$(id)",
        "`id`",
        "%2e%2e",
        "*",
        "?",
        "|",
        ";",
        "checkout;id",
        "\u{feff}checkout",
    ];
    let long = ["a", "checkout-", "é"].map(|part| part.repeat(300));
    fixed.into_iter().map(str::to_owned).chain(long).collect()
}

/// Where an id is typed: `{}` stands for it.
const TYPED: &[&[&str]] = &[
    &["status", "--", "{}"],
    &["report", "--engagement={}"],
    &["log", "--", "{}"],
    &["goal", "list", "--", "{}"],
    &["milestone", "list", "--", "{}"],
    &["nps", "--engagement={}"],
    &["nps", "survey", "--engagement={}"],
    &["notes", "--", "{}"],
    &["edit", "--host=x", "--engagement={}"],
    &["close", "--early", "--reason=x", "--", "{}"],
    &["score", "--engagement={}", "coverage=3"],
    &["score", "checkout", "--", "{}=3"],
    &["score", "checkout", "--note={}=3", "coverage=3"],
    &["retro", "--engagement={}", "--well=x"],
    &["retro", "checkout", "--done={}"],
    &["retro", "checkout", "--drop={}"],
    &["retro", "checkout", "--unblock={}"],
    &["retro", "checkout", "--date={}", "--well=x"],
    &["notes", "checkout", "--week={}"],
    &["goal", "edit", "-e", "checkout", "--to=3", "--", "{}"],
    &["goal", "drop", "-e", "checkout", "--", "{}"],
    &["goal", "add", "New", "--rating", "-e", "checkout", "--id={}"],
    &["milestone", "add", "New", "-e", "checkout", "--id={}"],
    &["open", "New", "--id={}"],
    &["nps", "add", "-e", "checkout", "--score=9", "--date={}"],
    &["explain", "--", "{}"],
];

#[test]
fn no_id_that_is_typed_leads_anywhere() {
    let env = sound_store();
    let before = env.snapshot_tree();
    for id in no_ids() {
        for typed in TYPED {
            let outcome = env.run(typed.iter().map(|part| part.replace("{}", &id))).any();
            assert!(matches!(outcome.code(), Some(1 | 2)), "{outcome}");
            assert_eq!(outcome.stdout_text(), "", "{outcome}");
            assert_harmless(outcome.stderr_text(), &outcome);
            assert!(outcome.stderr_text().starts_with("error: "), "{outcome}");
            assert!(outcome.stderr_text().len() < 4000, "{outcome}");
        }
    }
    env.assert_untouched_since(&before);
    assert!(env.is_home_untouched());
}

#[test]
fn a_title_may_be_anything_and_gives_a_sound_id() {
    for title in no_ids() {
        let env = TestEnvironment::with_store();
        let outcome = env.run(["open", "--host=x", "--", &title]).any();
        assert_harmless(outcome.stderr_text(), &outcome);
        if outcome.code() == Some(0) {
            env.run(["check"]).success();
            let status = env.run(["status", "--format", "json"]).json();
            assert_eq!(status["engagements"][0]["title"], title.trim(), "{outcome}");
        } else {
            outcome.stderr_contains("error: ").stderr_contains("title");
        }
    }
}

/// The folders in which names are ids, or weeks, or days: the store itself, and those of an engagement.
fn named() -> impl Iterator<Item = &'static str> {
    [""].into_iter().chain(FOLDERS.into_iter().filter(|folder| *folder != "checkout"))
}

/// What is no name of a record, and may yet be the name of a file.
fn no_names() -> Vec<OsString> {
    let is_name = |name: &String| !name.is_empty() && !name.contains('/') && name.len() < 200 && !name.starts_with('.');
    let names = no_ids().into_iter().filter(is_name);
    #[cfg(unix)]
    let bytes = vec![std::os::unix::ffi::OsStringExt::from_vec(b"check\xffout".to_vec())];
    #[cfg(not(unix))]
    let bytes: Vec<OsString> = Vec::new();
    let long = OsString::from("x".repeat(250));
    names.map(OsString::from).chain(bytes).chain([long]).collect()
}

/// What a page of the program knows, but for what it says of files that it did not read.
fn known(page: &serde_json::Value) -> serde_json::Value {
    let mut page = page.clone();
    for engagement in page["engagements"].as_array_mut().into_iter().flatten() {
        for part in ["attention", "reason"] {
            engagement[part].take();
        }
    }
    page
}

#[test]
#[cfg(unix)]
fn no_name_that_is_found_means_anything_else() {
    let sound = known(&sound_store().run(["report", "--program", "--format", "json"]).json());
    for (row, name) in no_names().into_iter().enumerate() {
        // The folders around the weeks take turns.
        for folder in named().enumerate().filter(|(at, _)| *at < 6 || at % 5 == row % 5).map(|(_, name)| name) {
            let env = sound_store();
            // A sound record of this folder, under a name that it cannot have.
            let (file, text) = match folder {
                "" => {
                    (OsStr::new("engagement.toml").to_owned(), "title = \"T\"\nstart = 2026-10-12\nend = 2026-12-18\n")
                }
                "checkout/nps" => (OsStr::new("a.toml").to_owned(), "score = 0\n"),
                _ => (
                    [name.as_os_str(), OsStr::new(".toml")].into_iter().collect::<OsString>(),
                    "title = \"T\"\nkind = \"diffusion\"\nmeasure = \"rating\"\n",
                ),
            };
            let file = if matches!(folder, "" | "checkout/nps") {
                std::path::Path::new(&name).join(file)
            } else {
                file.into()
            };
            if file.as_os_str().len() > 255 && file.components().count() == 1 {
                continue;
            }
            env.write(std::path::Path::new(folder).join(file), text);
            let checked = run(&env, "check");
            assert_harmless(checked.stdout_text(), &checked);
            // A folder of another name beside the engagements is nobody's business, unless there is one in it.
            let words = ["cannot be the id", "cannot be the name", "no record", "not a regular file"];
            assert!(words.iter().any(|words| checked.stdout_text().contains(words)), "{name:?} in {folder}\n{checked}");
            let report = env.run(["report", "--program", "--format", "json"]).any();
            assert_harmless(report.stderr_text(), &report);
            assert_eq!(known(&report.json()), sound, "{name:?} in {folder} is not read\n{report}");
        }
    }
}

#[test]
fn names_that_are_one_on_other_systems_are_told() {
    let env = sound_store();
    for (file, text) in [
        ("Checkout/engagement.toml", "title = \"T\"\nstart = 2026-10-12\nend = 2026-12-18\n"),
        ("checkout/goals/Coverage.toml", "title = \"T\"\nkind = \"diffusion\"\nmeasure = \"rating\"\n"),
        ("checkout/milestones/FIRST.toml", "title = \"T\"\ndate = 2026-11-01\n"),
        ("checkout/retros/2026-w46.toml", ""),
        ("checkout/retros/Project.toml", "date = 2026-11-01\n"),
        ("checkout/nps/2026-11-10/A.toml", "score = 0\n"),
        ("checkout/nps/2026-11-10/Survey.toml", "asked = 1\n"),
        ("checkout/feedback/2026-11-10-Slow.toml", "title = \"T\"\nkind = \"idea\"\n"),
        ("checkout/champions/Lee.toml", "person = \"Lee\"\n"),
        ("checkout/votes/Ana.toml", "voter = \"Ana\"\n"),
        ("checkout/agreements/Lee.toml", "person = \"Lee\"\n"),
    ] {
        if env.path().join(file).exists() {
            continue;
        }
        env.write(file, text);
        env.run(["check"]).failure(1).stdout_contains(&format!("error: {file}: ")).stdout_contains("[invalid-name]");
        env.run(["status"]).any().stdout_contains("checkout");
        std::fs::remove_file(env.path().join(file)).expect("it was just written");
    }
}

#[test]
fn a_store_that_is_typed_is_no_option_and_no_command() {
    let env = sound_store();
    let before = env.snapshot_tree();
    for id in no_ids() {
        if matches!(id.as_str(), "." | "checkout/../search" | "/") || id.is_empty() {
            continue;
        }
        for command in [&["status"][..], &["score", "checkout", "coverage=3"], &["open", "New"]] {
            let outcome = env
                .run([&format!("--store={id}")].into_iter().map(String::as_str).chain(command.iter().copied()))
                .any();
            assert_eq!(outcome.code(), Some(1), "{outcome}");
            assert_harmless(outcome.stderr_text(), &outcome);
        }
    }
    env.assert_untouched_since(&before);
}

#[test]
#[cfg(unix)]
fn an_output_goes_where_it_is_told_and_over_no_record() {
    let env = sound_store();
    for name in ["--output=x", "-x", "a b", "$(id)", "Größe", "a\nb", "..x"] {
        env.run(["report", "checkout", "--format", "json", &format!("--output={name}")]).success();
        assert!(env.read(name).starts_with('{'), "{name:?}");
        std::fs::remove_file(env.path().join(name)).expect("it was just written");
    }
    let before = env.snapshot_tree();
    for file in super::RECORDS.iter().map(|record| record.file).chain([
        "new.toml",
        "checkout/x.TOML",
        "checkout/goals/../x.toml",
    ]) {
        env.run(["report", "checkout", "-o", file]).failure(1).stdout("");
    }
    for file in ["checkout", "/", "nowhere/x.html", "checkout/goals/coverage.toml/x.html"] {
        env.run(["report", "checkout", "-o", file]).failure(1).stdout("");
    }
    env.assert_untouched_since(&before);
}
