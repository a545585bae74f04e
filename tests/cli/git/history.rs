//! `log` tells from the history who recorded what.

use std::collections::BTreeMap;

use snapbox::str;

use super::env;
use crate::environment::TestEnvironment;

/// Records and commits as somebody, on a day.
#[track_caller]
fn record(env: &TestEnvironment, who: &str, day: &str, arguments: &[&str]) {
    let run = env.on(day).run(arguments.iter().chain(&["--commit"]));
    let mail = format!("{}@example.org", who.to_lowercase());
    let run = run.variable("GIT_AUTHOR_NAME", who).variable("GIT_AUTHOR_EMAIL", mail);
    run.variable("GIT_AUTHOR_DATE", format!("{day}T12:00:00+00:00")).success();
}

/// By kind and text of an event, who recorded it and when.
fn told(env: &TestEnvironment) -> BTreeMap<String, String> {
    let log = env.run(["log", "checkout", "--format", "json"]).json();
    let events = log["events"].as_array().expect("events").iter().map(|event| {
        let recorded = event["recorded"].as_array().map_or(String::from("null"), |recorded| {
            let one = |one: &serde_json::Value| {
                format!("{} {}", one["by"].as_str().unwrap_or("?"), one["on"].as_str().unwrap_or("?"))
            };
            recorded.iter().map(one).collect::<Vec<_>>().join(", ")
        });
        (format!("{} {}", event["week"].as_str().unwrap_or("?"), event["kind"].as_str().unwrap_or("?")), recorded)
    });
    events.collect()
}

#[test]
fn everybody_is_named_beside_what_they_recorded() {
    let env = env();
    record(&env, "Lee", "2026-11-13", &["score", "coverage=7"]);
    record(&env, "Ana", "2026-11-16", &["score", "coverage=8", "habits=40%", "--date", "2026-W46"]);
    record(&env, "Ana", "2026-11-20", &["score", "coverage=9"]);
    record(&env, "Ana", "2026-11-20", &["retro", "--well", "It works", "--mvp", "live"]);
    record(&env, "Mei", "2026-11-20", &["retro", "--poorly", "Staging"]);
    record(&env, "Mei", "2026-11-20", &["goal", "drop", "launch"]);
    record(&env, "Mei", "2026-11-19", &["milestone", "add", "First contract"]);
    record(&env, "Mei", "2026-11-20", &["nps", "add", "--score", "9"]);
    env.run(["close", "--early", "--reason", "Done"]).success();
    env.run(["log"]).success().stdout(str![[r#"
Contract tests for Checkout
DATE        WEEK  WHAT                              RECORDED BY
2026-11-20  W47   ended early: Done                 not committed
2026-11-20  W47   survey: 1 answer, NPS +100
2026-11-20  W47   retro: 1 well, 1 poorly, 0 to do  Ana, 20 Nov; Mei, 20 Nov
2026-11-20  W47   scored coverage 9                 Ana, 20 Nov
2026-11-20  W47   dropped launch                    Mei, 20 Nov
2026-11-20  W47   the MVP went into production      Ana, 20 Nov
2026-11-19  W47   First contract                    Mei, 19 Nov
2026-11-13  W46   scored coverage 8, habits 40 %    Lee, 13 Nov; Ana, 16 Nov
2026-10-12  W42   the engagement began              Ana Aux, 20 Nov

"#]]);
    let told = told(&env);
    let expected = [
        ("2026-W42 start", "Ana Aux 2026-11-20"),
        ("2026-W46 score", "Lee 2026-11-13, Ana 2026-11-16"),
        ("2026-W47 closed", ""),
        ("2026-W47 goal_dropped", "Mei 2026-11-20"),
        ("2026-W47 milestone", "Mei 2026-11-19"),
        ("2026-W47 mvp", "Ana 2026-11-20"),
        ("2026-W47 nps", "null"),
        ("2026-W47 retro", "Ana 2026-11-20, Mei 2026-11-20"),
        ("2026-W47 score", "Ana 2026-11-20"),
    ];
    let expected = expected.map(|(event, recorded)| (event.to_owned(), recorded.to_owned()));
    assert_eq!(told, BTreeMap::from(expected));
}

#[test]
fn who_held_the_project_retro_is_named() {
    let env = env();
    record(&env, "Mei", "2026-11-19", &["retro", "--project", "--well", "It lasts"]);
    let told = told(&env);
    assert_eq!(told.get("2026-W47 project_retro").map(String::as_str), Some("Mei 2026-11-19"), "{told:?}");
}

#[test]
fn what_was_taken_back_and_recorded_again_has_its_new_author() {
    let env = env();
    record(&env, "Lee", "2026-11-18", &["retro", "--well", "It works"]);
    let undo = env.run(["undo", "--yes"]).variable("GIT_AUTHOR_EMAIL", "lee@example.org");
    undo.success();
    record(&env, "Mei", "2026-11-20", &["retro", "--well", "It works"]);
    assert_eq!(told(&env)["2026-W47 retro"], "Mei 2026-11-20");
}

#[test]
fn both_sides_of_a_merge_are_told() {
    let env = env();
    env.git(["switch", "--quiet", "-c", "side"]).success();
    record(&env, "Lee", "2026-11-18", &["score", "coverage=9"]);
    env.git(["switch", "--quiet", "main"]).success();
    record(&env, "Mei", "2026-11-19", &["retro", "--well", "It works"]);
    env.git(["merge", "--quiet", "--no-edit", "side"]).success();
    let told = told(&env);
    assert_eq!(
        (told["2026-W47 score"].as_str(), told["2026-W47 retro"].as_str()),
        ("Lee 2026-11-18", "Mei 2026-11-19")
    );
}

#[test]
fn where_git_does_not_tell_nothing_is_said() {
    let env = TestEnvironment::with_checkout();
    let says_nothing = |env: &TestEnvironment| {
        assert!(told(env).values().all(|recorded| recorded == "null"));
        let log = env.run(["log", "checkout"]).success();
        assert!(!log.stdout_text().contains("RECORDED"), "{log}");
        assert_eq!(log.stderr_text(), "");
    };
    says_nothing(&env);
    // A repository without a commit.
    env.git(["init", "--quiet"]).success();
    says_nothing(&env);
    env.write(".git/HEAD", "damaged\n");
    says_nothing(&env);
    let whole = super::env();
    let log = whole.run(["log", "--format", "json"]).variable("PATH", whole.path().join("../tmp")).json();
    assert!(log["events"][0]["recorded"].is_null(), "{log}");
}

#[test]
fn the_beginning_of_a_shallow_clone_is_nobodys_work() {
    let env = env();
    record(&env, "Lee", "2026-11-18", &["score", "coverage=9"]);
    record(&env, "Mei", "2026-11-19", &["score", "habits=40%"]);
    let url = format!("file://{}", env.path().display());
    env.git(["clone", "--quiet", "--depth", "2", &url, "../tmp/clone"]).success();
    let log = env.run(["--store", "../tmp/clone", "log", "--format", "json"]).json();
    let event = |kind: &str| {
        let events = log["events"].as_array().expect("events");
        events.iter().find(|event| event["kind"] == kind).expect("it is there")["recorded"].to_string()
    };
    assert_eq!(event("score"), "[{\"by\":\"Mei\",\"on\":\"2026-11-19\"}]");
    // Nobody knows who did, and committed it is.
    assert_eq!(event("start"), "null");
    env.run(["--store", "../tmp/clone", "score", "coverage=10", "--date", "2026-W46"]).success();
    let log = env.run(["--store", "../tmp/clone", "log"]).success();
    let line = |text: &str| log.stdout_text().lines().find(|line| line.contains(text)).expect("a line").to_owned();
    assert_eq!(line("the engagement began").trim_end(), "2026-10-12  W42   the engagement began");
    assert!(line("coverage 10").ends_with("not committed"), "{log}");
}

#[test]
fn a_history_of_hostile_names_and_places_does_no_harm() {
    let env = env();
    let mail = env.git(["-c", "user.name=E\u{1b}[31mve\u{202e}x", "commit", "--quiet", "--allow-empty", "-m", "x"]);
    mail.success();
    env.write(".gitattributes", "*.toml diff=evil -text\nengagement.toml -diff\n");
    env.git(["config", "log.showRoot", "false"]).success();
    env.git(["config", "diff.evil.textconv", "touch ran; cat"]).success();
    env.git(["config", "diff.evil.command", "touch ran"]).success();
    env.git(["config", "diff.noprefix", "false"]).success();
    env.git(["config", "diff.mnemonicPrefix", "true"]).success();
    env.git(["config", "color.diff", "always"]).success();
    env.git(["config", "log.follow", "true"]).success();
    env.git(["config", "diff.context", "9"]).success();
    record(&env, "E\u{1b}[31mve\u{202e}x", "2026-11-20", &["score", "coverage=9"]);
    let log = env.run(["log", "--color", "always"]).success();
    assert!(log.stdout_text().contains("E␛[31mve�x"), "{log}");
    assert!(!log.stdout_text().contains("\u{1b}[31mve") && !env.has("ran"), "{log}");
    assert_eq!(told(&env)["2026-W42 start"], "Ana Aux 2026-11-20");
}

#[test]
fn options_for_differences_in_the_environment_change_nothing() {
    let env = env();
    record(&env, "Lee", "2026-11-13", &["score", "coverage=7"]);
    record(&env, "Mei", "2026-11-20", &["score", "coverage=9"]);
    let usual = env.run(["log"]).success().stdout_text().to_owned();
    assert!(usual.contains("Lee, 13 Nov") && usual.contains("Mei, 20 Nov"), "{usual}");
    for options in ["--unified=9", "-u9"] {
        env.run(["log"]).variable("GIT_DIFF_OPTS", options).success().stdout(&usual);
        env.run(["score", "coverage=9", "--commit"]).variable("GIT_DIFF_OPTS", options).success();
    }
}

#[test]
fn a_heading_that_looks_different_says_what_it_said() {
    let env = TestEnvironment::with_checkout();
    env.git(["init", "--quiet"]).success();
    env.run(["close", "checkout", "--early", "--reason", "moved"]).success();
    env.commit_as("Ana", "Close");
    let file = "checkout/engagement.toml";
    env.write(file, env.read(file).replace("[close]", "[close]  # agreed with the host"));
    env.commit_as("Bo", "A comment");
    let log = env.run(["log", "checkout", "--format", "json"]).json();
    assert_eq!(log["events"][0]["kind"], "closed");
    assert_eq!(log["events"][0]["recorded"][0]["by"], "Ana", "{log}");
}
