//! The records around the weeks of an engagement: `check` and `fmt` read them, and what does not need them does not.

use crate::environment::TestEnvironment;

/// A sound record of each kind, with its file in an engagement's folder.
const SOUND: [(&str, &str); 3] = [
    ("feedback/2026-11-04-slow-cli.toml", "title = \"Slow\"\nkind = \"friction\"\n"),
    ("champions/lee-novak.toml", "person = \"Lee Novak\"\n"),
    ("checkins/2026-11-19.toml", "habits = \"yes\"\n"),
];

#[test]
fn sound_records_are_no_news() {
    let env = TestEnvironment::with_checkout();
    let before = env.run(["check"]).success().stdout_text().to_owned();
    let formatted = env.run(["fmt", "--check"]).any().stderr_text().to_owned();
    for (file, text) in SOUND {
        env.write(format!("checkout/{file}"), text);
    }
    env.run(["check"]).success().stdout(before);
    assert_ne!(env.run(["fmt", "--check"]).any().stderr_text(), formatted, "they are counted");
}

#[test]
fn damage_is_named_and_keeps_nobody_from_other_work() {
    let words = [
        ("<<<<<<< HEAD\n", "git has left two versions"),
        ("title = \"\n", "not valid TOML"),
        ("note = 1\n", "`note` "),
        ("nothing = 1\n", "`nothing` is no field of this record"),
    ];
    for (file, sound) in SOUND {
        for (text, told) in words {
            let env = TestEnvironment::with_checkout();
            let path = format!("checkout/{file}");
            let text = format!("{sound}{text}");
            env.write(&path, &text);
            let checked = env.run(["check"]).any().stdout_contains(&path).stdout_contains(told);
            assert!(checked.stdout_text().contains(&format!("{path}:{}:", sound.lines().count() + 1)), "{checked}");
            env.run(["score", "coverage=3"]).success();
            env.run(["status"]).success();
            env.run(["report"]).success().stderr("");
            assert_eq!(env.read(&path), text);
        }
    }
}

#[test]
fn what_is_no_record_there_is_told() {
    for (file, rule) in [
        ("feedback/slow-cli.toml", "invalid-name"),
        ("feedback/2026-11-04.toml", "invalid-name"),
        ("feedback/2026-13-04-slow.toml", "invalid-name"),
        ("champions/Lee Novak.toml", "invalid-name"),
        ("checkins/2026-W47.toml", "invalid-name"),
        ("checkins/2026-1-9.toml", "invalid-name"),
        ("checkins/notes.md", "unknown-file"),
        ("feedback/old/2026-11-04-a.toml", "unknown-file"),
    ] {
        let env = TestEnvironment::with_checkout();
        env.write(format!("checkout/{file}"), "");
        env.run(["check"]).any().stdout_contains(rule);
        env.run(["status"]).success();
    }
}

#[test]
fn records_without_their_engagement_are_told() {
    for (file, text) in SOUND {
        let env = TestEnvironment::with_checkout();
        env.write(format!("lost/{file}"), text);
        let folder = file.split_once('/').expect("it lies in a folder").0;
        let told = format!("error: lost/engagement.toml: it is missing, and what lies in {folder}/ beside it");
        env.run(["check"]).failure(1).stdout_contains(&told);
        env.refuses(1, ["open", "Lost"], &["lost", "engagement.toml is missing"]);
    }
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    for (file, text) in SOUND {
        let env = TestEnvironment::with_checkout();
        let outside = env.home().join("outside.toml");
        std::fs::write(&outside, text).expect("the home is writable");
        let (folder, name) = file.split_once('/').expect("it lies in a folder");
        env.write(format!("checkout/{folder}/.keep"), "");
        std::os::unix::fs::symlink(&outside, env.path().join("checkout").join(folder).join(name)).expect("it is free");
        env.run(["check"]).failure(1).stdout_contains("not a regular file").stdout_contains(file);

        let env = TestEnvironment::with_checkout();
        std::os::unix::fs::symlink(env.home(), env.path().join("checkout").join(folder)).expect("it is free");
        env.run(["check"]).failure(1).stdout_contains("it is not a folder").stdout_contains(folder);
    }
}
