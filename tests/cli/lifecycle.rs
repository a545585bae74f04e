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
    // What the playbook advises follows from what is recorded; what is wrong with a file names it.
    let wrong = || {
        let checked = env.run(["check", "--format", "json"]).success().json();
        let findings = checked["findings"].as_array().cloned().unwrap_or_default();
        findings.into_iter().filter(|finding| !finding["file"].is_null()).collect::<Vec<_>>()
    };
    assert_eq!(wrong(), [serde_json::Value::Null; 0]);
    let formatted = env.run(["fmt", "--check"]).any().stderr_text().to_owned();
    for (file, text) in SOUND {
        env.write(format!("checkout/{file}"), text);
    }
    assert_eq!(wrong(), [serde_json::Value::Null; 0]);
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
            // A report tells of all of them, and shows the rest.
            let report = env.run(["report"]).any();
            assert!(report.stdout_text().contains("Services covered"), "{report}");
            let is_told = checked.stdout_text().contains(&format!("error: {path}"));
            assert_eq!(report.stderr_text().contains(told), is_told, "{report}");
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
        // On which days there was a check-in is read for what is due, of the others nothing.
        let is_read = file.starts_with("checkins/") && rule == "invalid-name";
        let status = env.run(["status"]);
        if is_read {
            status.failure(1)
        } else {
            status.success()
        };
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

/// What is wrong with an engagement's or a store's file, by the line that `check` names.
#[test]
fn what_is_agreed_is_read_in_full() {
    let head = "title = \"A\"\nstart = 2026-10-12\nend = 2026-12-18\n";
    for (text, place, words) in [
        ("kickoff = \"monday\"\n", ":4:11:", "`kickoff` is not a date"),
        ("rituals = \"stand-up\"\n", ":4:11:", "`rituals` is not a list of texts"),
        ("[weekly_retro]\nday = \"sunday\"\n", ":5:7:", "`day` cannot be `sunday`"),
        ("[weekly_retro]\ntime = \"14:00\"\n", ":5:8:", "`time` is not a time of day"),
        ("[weekly_retro]\ntime = 2026-10-12T14:00:00\n", ":5:8:", "`time` is not a time of day"),
        ("[weekly_retro]\ntime = 14:00:30\n", ":5:8:", "`time` is not a whole minute"),
        ("[weekly_retro]\nreplaced_by = \"demo\"\n", ":4:1:", "`because` is missing"),
        ("[weekly_retro]\nbecause = \"it is\"\n", ":5:11:", "`because` is there, and `replaced_by` is not"),
        ("[[handover]]\nwhat = \"broker\"\n", ":4:1:", "`who` is missing"),
        ("[weekly_retro]\ndays = \"friday\"\n", ":5:1:", "`days` is no field of this record"),
    ] {
        let env = TestEnvironment::with_checkout();
        env.write("checkout/engagement.toml", format!("{head}{text}"));
        env.run(["check"]).any().stdout_contains(&format!("checkout/engagement.toml{place}")).stdout_contains(words);
    }
    for (text, place, words) in [
        ("satisfaction = 11\n", ":1:16:", "`satisfaction` is not between 0 and 10"),
        ("satisfaction = 7.5\n", ":1:16:", "`satisfaction` is not a whole number"),
        ("time = { pairing = 3, backlog = -1 }\n", ":1:8:", "no split of a week"),
    ] {
        let env = TestEnvironment::with_checkout();
        env.write("checkout/retros/2026-W46.toml", text);
        env.run(["check"]).failure(1).stdout_contains(&format!("2026-W46.toml{place}")).stdout_contains(words);
    }
}

#[test]
fn how_rules_are_tuned_is_read_in_full() {
    for (text, place, words) in [
        ("[rules.no-gaols]\nreason = \"r\"\n", ":2:8:", "`no-gaols` is no rule that a store can tune"),
        ("[rules.no-gaols]\nreason = \"r\"\n", ":2:8:", "did you mean `no-goals`?"),
        ("[rules.syntax]\nseverity = \"off\"\nreason = \"r\"\n", ":2:8:", "`syntax` is no rule"),
        ("[rules.no-goals]\nseverity = \"off\"\n", ":2:1:", "`reason` is missing"),
        ("[rules.no-goals]\nseverity = \"mild\"\nreason = \"r\"\n", ":3:12:", "write `off`, `warning` or `error`"),
        ("[rules.not-scored]\nday = 9\nreason = \"r\"\n", ":3:1:", "did you mean `days`?"),
        ("[rules.not-scored]\ndays = 0\nreason = \"r\"\n", ":3:8:", "`days` is not between 1 and 366"),
        ("[rules]\nno-goals = \"off\"\n", ":3:12:", "`no-goals` is not a table"),
        ("[pitch]\nwhy = 1\n", ":3:7:", "`why` is not a text"),
        ("[defaults]\nchampion_weeks = 53\n", ":3:18:", "`champion_weeks` is not between 1 and 52"),
    ] {
        let env = TestEnvironment::with_checkout();
        env.write("auxeng.toml", format!("schema = 1\n{text}"));
        env.run(["check"]).any().stdout_contains(&format!("auxeng.toml{place}")).stdout_contains(words);
    }
}

#[test]
fn a_split_in_three_parts_keeps_backlog_and_planning() {
    let env = TestEnvironment::with_checkout();
    let retro = "checkout/retros/2026-W47.toml";
    env.write(retro, "[time]\npairing = 2\nhost = 1\nhome = 1\nbacklog = 1  # a release\n");
    env.run(["report"]).success().stdout_contains("40 % pairing, 20 % other host work, 20 % home, 20 % backlog\n");
    env.run(["retro", "--time", "3/1/1"]).success();
    assert!(
        env.read(retro).ends_with("pairing = 3\nhost = 1\nhome = 1\nbacklog = 1  # a release\n"),
        "{}",
        env.read(retro)
    );
    env.run(["retro", "--time", "3/1/0/0.5/0.5"]).success();
    assert!(env.read(retro).contains("backlog = 0.5  # a release\nplanning = 0.5\n"), "{}", env.read(retro));
}

/// A store with an engagement and a proposal that is none yet.
fn proposed() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    env.write("basket/proposal.toml", "title = \"Flags for Basket\"\nproposed = 2026-11-02\n");
    env.write("basket/one-pager.md", "# Problem\n\nNobody dares to release.\n");
    env.write(
        "basket/votes/ana-duarte.toml",
        "voter = \"Ana Duarte\"\ndate = 2026-11-05\n\nbusiness = 2\ntechnical = 1\nteam = 0\n",
    );
    env.write("basket/agreements/lee-novak.toml", "person = \"Lee Novak\"\ndate = 2026-11-09\n");
    env
}

#[test]
fn a_proposal_is_taken_for_no_engagement() {
    let env = proposed();
    let status = env.run(["status", "--format", "json"]).json();
    assert_eq!(status["engagements"].as_array().map(Vec::len), Some(1), "{status}");
    env.run(["status"]).success();
    env.run(["score", "coverage=3"]).success();
    env.run(["report", "--program"]).success();
    env.run(["nps", "--all"]).success();
    for command in ["report", "log", "score", "nps"] {
        env.refuses(1, [command, "basket"], &["no engagement"]);
    }
    let checked = env.run(["check"]).any();
    assert!(checked.stdout_text().contains("1 engagement and 1 proposal checked"), "{checked}");
    assert!(!checked.stdout_text().contains("basket/"), "{checked}");
    env.run(["fmt"]).any();
    assert_eq!(env.read("basket/one-pager.md"), "# Problem\n\nNobody dares to release.\n");
}

#[test]
fn damage_in_a_proposal_is_told_by_check_and_fmt() {
    for file in ["proposal.toml", "votes/ana-duarte.toml", "agreements/lee-novak.toml"] {
        let env = proposed();
        let path = format!("basket/{file}");
        let text = env.read(&path) + "<<<<<<< HEAD\n";
        env.write(&path, &text);
        env.run(["check"]).failure(1).stdout_contains(&format!("{path}:")).stdout_contains("two versions");
        env.run(["fmt"]).failure(1).stderr_contains(&path);
        assert_eq!(env.read(&path), text);
        env.run(["status"]).failure(1).stdout_contains("checkout").stderr_contains(&path);
    }
    let env = proposed();
    std::fs::remove_file(env.path().join("basket/proposal.toml")).expect("it is there");
    env.run(["check"]).failure(1).stdout_contains("basket/proposal.toml: it is missing");
}

#[test]
fn an_engagement_opened_in_the_folder_of_a_proposal_keeps_it() {
    let env = proposed();
    env.run(["fit", "basket", "--accept"]).success();
    let before = env.snapshot_tree();
    env.run(["open", "basket"]).success();
    for file in ["basket/proposal.toml", "basket/one-pager.md", "basket/votes/ana-duarte.toml"] {
        assert_eq!(env.snapshot_tree().get(file), before.get(file), "{file}");
    }
    let checked = env.run(["check"]).any();
    assert!(checked.stdout_text().contains("2 engagements checked"), "{checked}");
}

#[test]
fn a_folder_of_a_proposal_needs_a_name_that_is_an_id() {
    let env = TestEnvironment::with_checkout();
    env.write("Basket Flags/proposal.toml", "title = \"T\"\nproposed = 2026-11-02\n");
    env.run(["check"]).failure(1).stdout_contains("`Basket Flags` cannot be the id of an engagement");
}
