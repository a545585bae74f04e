//! What becomes of feedback: who hears of it, what is withdrawn, and what the log tells of all of it.

use snapbox::str;

use crate::environment::TestEnvironment;

/// Two engagements, and what the first one met.
fn met() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    env.run(["open", "Feature flags", "--id", "search", "--host", "Search", "--start", "2026-10-12"]).success();
    let slow = ["--id", "slow", "--tool", "broker", "--date", "2026-11-16", "-e", "checkout"];
    env.run(["feedback", "add", "The broker is slow"].iter().chain(&slow)).success();
    env
}

fn states(env: &TestEnvironment, more: &[&str]) -> Vec<String> {
    let listed = env.run(["feedback", "list", "--format", "json"].iter().chain(more)).json();
    let one = |view: &serde_json::Value| {
        format!("{} {}", view["id"].as_str().expect("a text"), view["state"].as_str().expect("a text"))
    };
    listed["feedback"].as_array().expect("a list").iter().map(one).collect()
}

#[test]
fn the_host_is_told_of_what_was_brought_home() {
    let env = met();
    let words = &["`slow` was not brought home yet: there is nothing to tell the host", "slow --raised --told"];
    env.refuses(1, ["feedback", "edit", "slow", "--told"], words);
    env.refuses(1, ["feedback", "edit", "slow", "--told", "--title", "Slower"], words);
    env.refuses(1, ["feedback", "edit", "slow", "--told", "--withdrawn"], words);
    env.run(["feedback", "edit", "slow", "--withdrawn"]).success();
    env.refuses(1, ["feedback", "edit", "slow", "--told"], words);
    env.run(["feedback", "edit", "slow", "--raised", "--told"]).success();
    env.run(["feedback", "edit", "slow", "--told", "--date", "2026-11-19"]).success();
}

#[test]
fn nothing_more_is_asked_of_what_is_withdrawn() {
    let env = met();
    env.run(["feedback", "add", "The broker is slow", "--id", "again", "-e", "search", "--seen-at", "Payments"])
        .success();
    env.run(["feedback", "edit", "again", "--withdrawn", "--reason", "the same as slow"])
        .success()
        .stderr_contains("Recorded `again` of search as withdrawn.\n");
    let file = "search/feedback/2026-11-20-again.toml";
    assert!(
        env.read(file).ends_with("[withdrawn]\ndate = 2026-11-20\nreason = \"the same as slow\"\n"),
        "{}",
        env.read(file)
    );
    // More hosts met it, but it counts no more.
    assert_eq!(states(&env, &["--all"]), ["2026-11-16-slow noticed", "2026-11-20-again withdrawn"]);
    assert_eq!(states(&env, &[]), ["2026-11-16-slow noticed"]);
    env.run(["feedback", "list"])
        .success()
        .stderr("1 more settled and told, or withdrawn: auxeng feedback list --all\n");
    env.run(["feedback", "list", "--state", "withdrawn"]).success().stdout_contains("withdrawn on 20 November 2026\n");
    env.run(["report", "search"]).success().stdout_contains("    withdrawn on 20 November 2026: the same as slow\n");
    env.run(["report", "--program"]).success().stdout_contains("\n1 met · 1 not carried home · 1 withdrawn\n");
    let patterns = env.run(["report", "--program", "--format", "json"]).json()["patterns"].to_string();
    assert!(!patterns.contains("broker is slow"), "{patterns}");
    let csv = env.run(["feedback", "list", "--all", "--format", "csv"]).success();
    assert!(csv.stdout_text().contains(",false,2026-11-20,the same as slow\n"), "{csv}");
    let agenda = env.run(["agenda", "--all"]).success();
    assert!(!agenda.stdout_text().contains("again"), "{agenda}");
    env.run(["check"]).success();
    env.run(["fmt", "--check"]).success();
}

#[test]
fn a_step_takes_a_withdrawal_back_and_says_nothing_of_the_host() {
    let env = met();
    env.run(["feedback", "edit", "slow", "--declined", "--told", "--date", "2026-11-18"]).success();
    env.run(["feedback", "edit", "slow", "--withdrawn"]).success();
    assert_eq!(states(&env, &["--all"]), ["2026-11-16-slow withdrawn"]);
    env.run(["feedback", "edit", "slow", "--declined"]).success();
    let told = env.read("checkout/feedback/2026-11-16-slow.toml");
    assert!(told.ends_with("[told]\ndate = 2026-11-18\n\n[withdrawn]\n"), "{told}");
    for (arguments, words) in [
        (&["--withdrawn", "--raised"][..], &["--withdrawn", "--raised"][..]),
        (&["--reason", "x"], &["--accepted, --declined or --withdrawn"]),
    ] {
        env.refuses(2, ["feedback", "edit", "slow"].iter().chain(arguments), words);
    }
    env.refuses(1, ["feedback", "edit", "slow", "--withdrawn", "--date", "2026-11-15"], &["before it was met"]);
    env.write("checkout/feedback/2026-11-16-slow.toml", "title = \"T\"\nkind = \"idea\"\n[withdrawn]\nreason = 1\n");
    env.run(["check"]).failure(1).stdout_contains("slow.toml:3:1").stdout_contains("slow.toml:4:10");
}

#[test]
fn a_withdrawal_by_mistake_is_taken_back() {
    let env = met();
    env.run(["feedback", "edit", "slow", "--told", "--raised", "--date", "2026-11-17"]).success();
    let before = env.snapshot_tree();
    env.run(["feedback", "edit", "slow", "--withdrawn", "--reason", "Oh"])
        .success()
        .stderr_contains("If that was a mistake: auxeng feedback edit slow --resume\n");
    assert_eq!(states(&env, &[]), [""; 0]);
    env.run(["feedback", "edit", "slow", "--resume"])
        .success()
        .stderr_contains("Recorded `slow` of checkout as resumed.\n");
    env.assert_untouched_since(&before);
    assert_eq!(states(&env, &[]), ["2026-11-16-slow raised"]);
    env.refuses(2, ["feedback", "edit", "slow", "--resume", "--withdrawn"], &["--resume", "--withdrawn"]);
    env.refuses(1, ["feedback", "edit", "slow", "--withdrawn", "--date", "2026-11-16"], &["`slow` was raised, on 17"]);
    env.run(["feedback", "edit", "slow", "--shipped"]).success();
    let words = ["`slow` was shipped: what the platform was changed for stays feedback", "[shipped]"];
    env.refuses(1, ["feedback", "edit", "slow", "--withdrawn"], &words);
}

#[test]
fn what_is_withdrawn_does_not_count_as_met() {
    let env = met();
    env.run(["feedback", "edit", "slow", "--withdrawn"]).success();
    let listed = env.run(["feedback", "list", "--all"]).success();
    assert!(listed.stdout_text().starts_with("1 withdrawn\n"), "{listed}");
    env.run(["report", "--program"]).success().stdout_contains("\n1 withdrawn\n");
}

/// One withdraws on `day`, and another goes on today: what git makes of both.
fn merged(withdrawn: &str, step: &str, day: &str) -> TestEnvironment {
    let env = met();
    env.git(["init", "--quiet"]).success();
    let commit = || {
        env.git(["add", "--all"]).success();
        env.git(["commit", "--quiet", "--message=Work"]).success();
    };
    commit();
    env.git(["checkout", "--quiet", "-b", "other"]).success();
    env.run(["feedback", "edit", "slow", step, "--date", day]).success();
    commit();
    env.git(["checkout", "--quiet", "-"]).success();
    env.run(["feedback", "edit", "slow", "--withdrawn", "--date", withdrawn]).success();
    assert!(!env.run(["check"]).success().stdout_text().contains("[withdrawn-and-goes-on]"));
    commit();
    env.git(["merge", "--quiet", "--no-edit", "other"]).success();
    env
}

#[test]
fn what_one_withdraws_while_another_goes_on_is_told() {
    for (withdrawn, step, day, words) in [
        ("2026-11-18", "--shipped", "2026-11-18", "it is withdrawn, and shipped on 2026-11-18"),
        ("2026-11-18", "--shipped", "2026-11-17", "it is withdrawn, and shipped on 2026-11-17"),
        ("2026-11-18", "--raised", "2026-11-19", "it is withdrawn, and raised on 2026-11-19"),
        ("2026-11-18", "--accepted", "2026-11-19", "it is withdrawn, and accepted on 2026-11-19"),
        ("2026-11-18", "--declined", "2026-11-20", "it is withdrawn, and declined on 2026-11-20"),
    ] {
        let env = merged(withdrawn, step, day);
        let told = env.run(["check"]).success();
        let told = told.stdout_contains(words).stdout_contains("[withdrawn-and-goes-on]");
        told.stdout_contains("auxeng feedback edit 2026-11-16-slow --resume takes the withdrawal back");
        if step != "--shipped" {
            env.run(["feedback", "edit", "slow", "--withdrawn"]).success();
            assert!(!env.run(["check"]).success().stdout_text().contains("[withdrawn-and-goes-on]"));
        }
        let env = merged(withdrawn, step, day);
        env.run(["feedback", "edit", "slow", "--resume"]).success();
        assert!(!env.run(["check"]).success().stdout_text().contains("[withdrawn-and-goes-on]"));
        assert_eq!(states(&env, &["--all"]), [format!("2026-11-16-slow {}", &step[2..])]);
    }
    // What was brought home before may be no feedback of its own after all.
    for day in ["2026-11-17", "2026-11-18"] {
        let told = merged("2026-11-18", "--raised", day).run(["check"]).success();
        assert!(!told.stdout_text().contains("[withdrawn-and-goes-on]"), "{told}");
    }
}

#[test]
fn a_host_whose_name_begins_with_a_dash_is_no_option() {
    let env = met();
    env.run(["edit", "search", "--host=-x team"]).success();
    env.run(["feedback", "add", "Slow", "--tool", "broker", "-e", "search", "--seen-at=Payments", "--seen-at=-y"])
        .success()
        .stderr_contains(
            "  if it is the same: auxeng feedback edit 2026-11-16-slow -e checkout '--seen-at=-x team' --seen-at Payments \
             '--seen-at=-y'\n",
        );
}

#[test]
fn the_log_tells_each_step() {
    let env = met();
    for (more, day) in [
        (&["--raised", "--link", "https://example.org/7"][..], "2026-11-17"),
        (&["--accepted", "--reason", "every team meets it"], "2026-11-18"),
        (&["--shipped", "--told"], "2026-11-19"),
    ] {
        env.run(["feedback", "edit", "slow"].iter().chain(more).chain(&["--date", day])).success();
    }
    env.run(["feedback", "add", "A form by hand", "--kind", "idea", "--id", "form", "-e", "checkout"]).success();
    env.run(["feedback", "edit", "form", "--withdrawn", "--reason", "there is one"]).success();
    env.run(["log", "checkout"]).success().stdout(str![[r#"
Contract tests for Checkout
DATE        WEEK  WHAT
2026-11-20  W47   form withdrawn: there is one
2026-11-20  W47   idea form: A form by hand
2026-11-19  W47   the host was told of slow
2026-11-19  W47   slow shipped
2026-11-18  W47   slow accepted: every team meets it
2026-11-17  W47   slow raised
2026-11-16  W47   friction slow: The broker is slow
2026-10-12  W42   the engagement began

"#]]);
    let log = env.on("2026-11-17").run(["log", "checkout", "--format", "json"]).json();
    let kinds: Vec<_> =
        log["events"].as_array().expect("a list").iter().map(|event| event["kind"].as_str().expect("a text")).collect();
    assert_eq!(kinds, ["feedback", "feedback", "start"], "what lies ahead is not told");
    env.write("checkout/feedback/2026-11-19-b.toml", "kind = \"bug\"\n");
    env.run(["log", "checkout"]).failure(1).stdout_contains("slow raised").stderr_contains("2026-11-19-b.toml");
}

#[cfg(unix)]
#[test]
fn the_log_tells_who_recorded_each_step() {
    let env = met();
    env.git(["init", "--quiet"]).success();
    let commit = |who: &str, arguments: &[&str]| {
        env.run(["feedback", "edit", "slow"].iter().chain(arguments)).success();
        env.git(["add", "."]).success();
        let author = format!("--author={who} <{}@example.org>", who.to_lowercase());
        env.git(["commit", "--quiet", "-m", "Record", &author]).success();
    };
    commit("Ana", &["--by", "Ana"]);
    commit("Lee", &["--raised", "--date", "2026-11-17"]);
    commit("Mei", &["--accepted", "--date", "2026-11-18"]);
    commit("Lee", &["--shipped", "--date", "2026-11-19"]);
    commit("Bo", &["--title", "Slow"]);
    env.run(["feedback", "edit", "slow", "--told"]).success();
    let log = env.run(["log", "checkout", "--format", "json"]).json();
    let by = |event: &serde_json::Value| {
        let names = event["recorded"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| one["by"].as_str().expect("a text").to_owned());
        (event["text"].as_str().expect("a text").to_owned(), names.collect::<Vec<_>>().join(", "))
    };
    let told: Vec<_> =
        log["events"].as_array().expect("a list").iter().filter(|event| event["kind"] == "feedback").map(by).collect();
    let expected = [
        ("the host was told of slow", ""),
        ("slow shipped", "Lee"),
        ("slow accepted", "Mei"),
        ("slow raised", "Lee"),
        ("friction slow: Slow", "Ana"),
    ];
    assert_eq!(told, expected.map(|(text, by)| (text.to_owned(), by.to_owned())));
}
