//! Making a store and finding it again.

use snapbox::str;

use crate::environment::TestEnvironment;

#[test]
fn init_makes_a_store_and_says_what_comes_next() {
    let env = TestEnvironment::new();
    env.run(["init", "engagements", "--home", "Quality Platform"]).success().stdout("").stderr(str![[r#"
Made engagements a store: wrote auxeng.toml, .gitattributes and .gitignore.
Open the first engagement: auxeng open "Contract tests for Checkout" --host Checkout

"#]]);
    let names: Vec<String> = env.snapshot_tree().into_keys().collect();
    let files = ["", ".auxeng.lock", ".gitattributes", ".gitignore", "auxeng.toml"];
    assert_eq!(names, files.map(|name| format!("engagements/{name}")));
    assert!(env.read("engagements/auxeng.toml").starts_with("schema = 1\nhome = \"Quality Platform\"\n"));
    assert_eq!(env.read("engagements/.gitattributes"), "*.toml text eol=lf\n");
    assert_eq!(env.read("engagements/.gitignore"), ".auxeng.lock\n.auxeng-*.tmp\n");
    env.run(["fmt", "--check"]).success();
    env.run(["check"]).success().stderr("");
}

#[test]
fn init_again_changes_nothing() {
    let env = TestEnvironment::new();
    env.run(["init"]).success();
    let before = env.snapshot_tree();
    env.run(["init"]).success().stderr_contains("a store already");
    env.assert_untouched_since(&before);
}

#[test]
fn init_keeps_what_is_there() {
    let env = TestEnvironment::new();
    env.write(".gitattributes", "*.png binary");
    env.write(".gitignore", ".auxeng.lock\n");
    env.write("auxeng.toml", "# ours\nschema = 1\n[defaults]\nweeks = 6\n");
    env.run(["init"]).success();
    assert_eq!(env.read(".gitattributes"), "*.png binary\n*.toml text eol=lf\n");
    assert_eq!(env.read(".gitignore"), ".auxeng.lock\n.auxeng-*.tmp\n");
    assert_eq!(env.read("auxeng.toml"), "# ours\nschema = 1\n[defaults]\nweeks = 6\n");
}

#[test]
fn init_needs_a_place_where_a_folder_can_be() {
    let env = TestEnvironment::new();
    env.write("file", "");
    env.refuses(1, ["init", "file"], &["file", "cannot make"]);
    env.write("engagements/auxeng.toml/x", "");
    env.refuses(1, ["init", "engagements"], &["auxeng.toml"]);
}

#[test]
fn a_store_is_found_from_below_and_beside() {
    let env = TestEnvironment::new();
    env.write("repository/engagements/auxeng.toml", "schema = 1\n");
    env.write("repository/engagements/search/engagement.toml", SEARCH);
    env.write("repository/src/deep/file", "");
    for folder in ["repository", "repository/src/deep", "repository/engagements", "repository/engagements/search"] {
        let status = env.run(["status", "--format", "json"]).folder(folder).json();
        assert_eq!(status["engagements"][0]["id"], "search", "{folder}");
    }
}

const SEARCH: &str = "title = \"Flags for Search\"\nstart = 2026-10-12\nend = 2026-12-18\n";

#[test]
fn the_nearest_store_wins_and_a_named_one_before_it() {
    let env = TestEnvironment::new();
    for store in ["", "inner/", "named/", "variable/"] {
        env.write(format!("{store}auxeng.toml"), "schema = 1\n");
        let id = if store.is_empty() { "outer" } else { store.trim_end_matches('/') };
        env.write(format!("{store}{id}-work/engagement.toml"), SEARCH);
    }
    let found =
        |run: crate::invocation::Invocation<'_>| run.json()["engagements"][0]["id"].as_str().unwrap().to_owned();
    let status = ["status", "--format", "json"];
    assert_eq!(found(env.run(status)), "outer-work");
    assert_eq!(found(env.run(status).folder("inner")), "inner-work");
    let named = || env.run(status).folder("inner").variable("AUXENG_STORE", env.path().join("variable"));
    assert_eq!(found(named()), "variable-work");
    let flag = ["status", "--format", "json", "--store", "../named"];
    let flagged = env.run(flag).folder("inner").variable("AUXENG_STORE", env.path().join("variable"));
    assert_eq!(found(flagged), "named-work");
}

#[test]
fn a_named_folder_that_is_no_store_is_not_replaced_by_another() {
    let env = TestEnvironment::with_checkout();
    env.write("elsewhere/file", "");
    for store in ["elsewhere", "nowhere"] {
        env.refuses(1, ["--store", store, "status"], &[store, "is not a store", "auxeng init"]);
        env.refuses(1, ["--store", store, "open", "A"], &[store, "is not a store", "auxeng init"]);
    }
    let before = env.snapshot_tree();
    let run = env.run(["status"]).variable("AUXENG_STORE", "nowhere");
    run.failure(1).stdout("").stderr_contains("nowhere is not a store");
    env.assert_untouched_since(&before);
}

#[test]
fn the_first_open_makes_the_store_of_the_user_and_names_it() {
    let env = TestEnvironment::new();
    for command in ["check", "fmt"] {
        env.refuses(1, [command], &["no store here", "auxeng init"]);
    }
    env.run(["status"]).success().stdout("").stderr_contains("auxeng open");
    assert!(env.is_home_untouched(), "reading makes no store");
    env.refuses(1, ["open", "Flags", "--start", "2026-10-12", "--end", "2026-10-01"], &["before the start"]);
    assert!(env.is_home_untouched(), "a refusal makes no store");
    let outcome = env.run(["open", "Flags for Search"]).success();
    let made = outcome.stderr_text().lines().find(|line| line.contains("Made your own store in [HOME]"));
    assert!(made.is_some(), "{outcome}");
    assert!(outcome.stderr_text().contains("Opened flags-for-search in [HOME]"), "{outcome}");
    let outcome = env.run(["open", "Contract tests"]).success();
    assert!(!outcome.stderr_text().contains("Made"), "{outcome}");
    let status = env.run(["status", "--format", "json"]).json();
    assert_eq!(status["engagements"].as_array().map(Vec::len), Some(2));
    assert_eq!(env.snapshot_tree().len(), 0, "nothing is left where the command was run");
}

#[test]
fn a_newer_store_is_refused_in_words() {
    let env = TestEnvironment::with_checkout();
    for text in ["schema = 2\n", "schema = 2\n[future\n", "schema = 2\nnew = {a = 1}\n"] {
        env.write("auxeng.toml", text);
        for command in
            [vec!["status"], vec!["check"], vec!["fmt"], vec!["score", "coverage=3"], vec!["open", "A"], vec!["init"]]
        {
            env.refuses(1, command, &["auxeng.toml has schema 2", "update auxeng"]);
        }
    }
}

#[test]
fn an_older_or_unreadable_schema_is_named_with_its_line() {
    for (text, words) in [
        ("", "`schema` is missing"),
        ("schema = 0\n", "`schema` is not between 1"),
        ("schema = \"1\"\n", "`schema` is not a whole number"),
        ("schema = 1\n[health]\naim = 75\n", "`aim` is not between 0 and 1"),
    ] {
        let env = TestEnvironment::with_checkout();
        env.write("auxeng.toml", text);
        let before = env.snapshot_tree();
        // Reading goes on with the defaults, and says so.
        let read = env.run(["status"]).failure(1).stdout_contains("checkout").stderr_contains(words);
        assert!(read.stderr_text().contains("auxeng.toml:"), "{read}");
        let refused = env.run(["score", "coverage=3"]).failure(1).stdout("").stderr_contains(words);
        assert!(refused.stderr_text().contains("nothing was written"), "{refused}");
        env.assert_untouched_since(&before);
    }
}

#[test]
fn the_defaults_of_the_store_count() {
    let env = TestEnvironment::new();
    env.write(
        "auxeng.toml",
        "schema = 1\nhome = \"Platform\"\n[defaults]\nweeks = 4\nretro_minutes = 20\n[health]\naim = 1.0\n",
    );
    env.run(["open", "Flags", "--start", "2026-11-16"]).success().stderr_contains("4 weeks");
    env.run(["retro", "--well", "a", "--minutes", "26"]).success().stderr_contains("26 of 20 minutes");
    let status = env.run(["status", "--format", "json"]).json();
    assert_eq!(status["engagements"][0]["home"], "Platform");
    let expected = status["engagements"][0]["expected"].as_f64().unwrap();
    assert!((expected - 5.0 / 26.0).abs() < 1e-9, "{expected}");
}
