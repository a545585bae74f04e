//! Feedback for the platform: met, carried home, and what became of it told to the host.

use crate::environment::TestEnvironment;

/// Two engagements; that of Checkout has met something, that of Search too.
fn met() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    env.write("search/engagement.toml", "title = \"Flags\"\nhost = \"Search\"\nstart = 2026-10-12\nend = 2026-12-18\n");
    let add = ["feedback", "add", "-e", "checkout", "The first run takes twenty minutes", "--id", "slow-first-run"];
    let more = ["--tool", "contract CLI", "--cost", "20m", "--saves", "20m", "--date", "2026-11-18"];
    env.run(add.iter().chain(&more)).success();
    env.run(["feedback", "add", "-e", "search", "A day for a certificate", "--cost", "8h"]).success();
    env
}

fn listed(env: &TestEnvironment, more: &[&str]) -> Vec<String> {
    let list = env.run(["feedback", "list", "--format", "json"].iter().chain(more)).json();
    let all = list["feedback"].as_array().expect("a list").clone();
    all.iter().map(|one| one["id"].as_str().expect("an id")["2026-11-20-".len()..].to_owned()).collect()
}

#[test]
fn it_says_what_was_met_and_what_it_cost() {
    let env = TestEnvironment::with_checkout();
    let arguments = [
        "feedback",
        "add",
        "The first run takes twenty minutes",
        "--tool",
        "contract CLI",
        "--expected",
        "One command",
        "--happened",
        "Three tokens\nfrom three pages",
        "--cost",
        "20m",
        "--saves",
        "0.5h",
        "--seen-at",
        "Payments",
        "--seen-at",
        " payments",
        "--by",
        "Ana Duarte",
        "--date",
        "2026-11-18",
    ];
    env.run(arguments)
        .success()
        .stdout("")
        .stderr_contains("Added the friction `the-first-run-takes-twenty-minutes` to checkout.\n")
        .stderr_contains("Saved feedback/2026-11-18-the-first-run-takes-twenty-minutes.toml in checkout.\n")
        .stderr_contains("Once it is carried home: auxeng feedback edit the-first-run-takes-twenty-minutes --raised");
    let expected = "\
title = \"The first run takes twenty minutes\"

kind = \"friction\"

by = \"Ana Duarte\"

tool = \"contract CLI\"

expected = \"One command\"

happened = \"\"\"
Three tokens
from three pages\"\"\"

cost_minutes = 20

seen_at = [
    \"Payments\",
]

saves_minutes = 30

[raised]

[decision]

[shipped]

[told]

[withdrawn]
";
    assert_eq!(env.read("checkout/feedback/2026-11-18-the-first-run-takes-twenty-minutes.toml"), expected);
    env.run(["fmt", "--check"]).success();
    env.run(["check"]).success();
}

#[test]
fn what_cannot_be_is_refused() {
    let env = met();
    for (code, arguments, words) in [
        (2, &["feedback", "add", "-e", "search"][..], &["TITLE is missing", "for example: auxeng feedback add"][..]),
        (2, &["feedback", "add", "-e", "search", " "], &["title is empty"]),
        (2, &["feedback", "add", "-e", "search", "🎉"], &["no id can be made", "--id slow-first-run"]),
        (2, &["feedback", "add", "-e", "search", "A", "--cost", "soon"], &["--cost `soon`", "20m, 1h30m or 8h"]),
        (2, &["feedback", "add", "-e", "search", "A", "--saves", "-5m"], &["--saves `-5m` is no length of time"]),
        (2, &["feedback", "add", "-e", "search", "A", "--kind", "bug"], &["friction", "idea"]),
        (1, &["feedback", "add", "-e", "search", "A", "--date", "tomorrow"], &["in the future"]),
        (
            1,
            &["feedback", "add", "-e", "search", "A day for a certificate!"],
            &["feedback `a-day-for-a-certificate` of that day already", "\"A day for a certificate\"", "another --id"],
        ),
        (2, &["feedback", "edit", "slow"], &["nothing to change is named", "--shipped or --told"]),
        (2, &["feedback", "edit", "slow", "--date", "today"], &["--date is the day of a step, and none is named"]),
        (2, &["feedback", "edit", "slow", "--told", "--link", "https://example.org"], &["--raised or to --shipped"]),
        (
            2,
            &["feedback", "edit", "slow", "--raised", "--shipped", "--link", "https://example.org"],
            &["--link belongs to --raised or to --shipped", "name the one"],
        ),
        (2, &["feedback", "edit", "slow", "--raised", "--reason", "x"], &["--accepted, --declined or --withdrawn"]),
        (2, &["feedback", "edit", "slow", "--accepted", "--declined"], &["cannot be used with"]),
        (2, &["feedback", "edit", "slow", "--raised", "--link", "javascript:x"], &["is not a web address"]),
        (2, &["feedback", "edit", "slow", "--cost", "20d"], &["--cost `20d`"]),
        (
            1,
            &["feedback", "edit", "slow", "--raised", "--date", "2026-11-17"],
            &["17 November 2026 is before it was met, on 18 November 2026", "nothing was written"],
        ),
        (1, &["feedback", "edit", "slow", "--raised", "--date", "tomorrow"], &["in the future"]),
        (1, &["feedback", "edit", "slw-first-run", "--told"], &["did you mean `slow-first-run`?"]),
        (1, &["feedback", "edit", "", "--told"], &["feedback: slow-first-run and a-day-for-a-certificate"]),
        (1, &["feedback", "edit", "slow", "-e", "search", "--told"], &["there is no feedback `slow`"]),
    ] {
        env.refuses(code, arguments, words);
    }
    env.write("search/feedback/2026-11-19-slow-first-run.toml", "title = \"Slow\"\nkind = \"idea\"\n");
    let several = "2026-11-18-slow-first-run -e checkout, or 2026-11-19-slow-first-run -e search";
    env.refuses(1, ["feedback", "edit", "slow", "--raised"], &["2 pieces of feedback match `slow`", several]);
    env.run(["feedback", "edit", "slow", "-e", "search", "--raised"]).success();
    env.run(["feedback", "edit", "2026-11-18", "--raised"]).success();
}

#[test]
fn its_way_home_is_recorded_step_by_step() {
    let env = met();
    let edit = |more: &[&str]| env.run(["feedback", "edit", "slow"].iter().chain(more)).success();
    let one = || env.run(["report", "checkout", "--format", "json"]).json()["feedback"][0].clone();
    assert_eq!((&one()["state"], &one()["host_knows"]), (&"noticed".into(), &false.into()));
    edit(&["--raised", "--date", "2026-11-19"]).stderr_contains("Recorded `slow-first-run` of checkout as raised.\n");
    // What is recorded keeps its day.
    edit(&["--raised", "--link", "https://example.org/7"]);
    assert_eq!(one()["raised"], serde_json::json!({ "date": "2026-11-19", "link": "https://example.org/7" }));
    edit(&["--declined", "--reason", "no time", "--told"])
        .stderr_contains("Recorded `slow-first-run` of checkout as declined and told.\n");
    assert_eq!((&one()["state"], &one()["host_knows"]), (&"declined".into(), &true.into()));
    edit(&["--accepted", "--told"]);
    let decision = serde_json::json!({ "date": "2026-11-20", "accepted": true, "reason": null });
    assert_eq!(one()["decision"], decision, "the reason was that of the other decision");
    let later = env.on("2026-12-04");
    later
        .run(["feedback", "edit", "slow", "--shipped", "--link", "https://example.org/8"])
        .success()
        .stderr_contains("Once Checkout knows: auxeng feedback edit slow-first-run --told\n");
    let shown = later.run(["report", "checkout"]).success();
    for part in [
        "Feedback for the platform\n  - The first run takes twenty minutes\n    tool: contract CLI\n",
        "    20 min to learn what saves 20 min: nothing is gained the first time\n    met on 18 November 2026\n",
        "    raised on 19 November 2026: https://example.org/7\n    accepted on 20 November 2026\n",
        "    shipped on 4 December 2026: https://example.org/8\n    host told on 20 November 2026\n    host not told since\n",
    ] {
        assert!(shown.stdout_text().contains(part), "{part}\n{shown}");
    }
    later.run(["feedback", "edit", "slow", "--told"]).success();
    let told = env.read("checkout/feedback/2026-11-18-slow-first-run.toml");
    assert!(told.ends_with("[told]\ndate = 2026-12-04\n\n[withdrawn]\n"), "{told}");
    later.run(["feedback", "edit", "slow", "--told"]).success().stderr_contains("recorded so already");
    // As of a day before, it had not come so far.
    assert_eq!(one()["state"], "accepted");
    later.run(["check"]).success();
}

#[test]
fn fields_are_changed_and_taken_away() {
    let env = met();
    let arguments = ["--title", "Slow", "--kind", "idea", "--tool", "", "--cost", "", "--saves", "1h30m", "--by", "Bo"];
    env.run(["feedback", "edit", "slow"].iter().chain(&arguments))
        .success()
        .stderr_contains("Changed `slow-first-run` of checkout.\n");
    // The host of the engagement is where it was seen in any case.
    env.run(["feedback", "edit", "slow", "--seen-at", "Search", "--seen-at", "CHECKOUT"]).success();
    let expected = "\
title = \"Slow\"

kind = \"idea\"

by = \"Bo\"

tool = \"\"

expected = \"\"

happened = \"\"

seen_at = [
    \"Search\",
]

saves_minutes = 90

[raised]

[decision]

[shipped]

[told]

[withdrawn]
";
    assert_eq!(env.read("checkout/feedback/2026-11-18-slow-first-run.toml"), expected);
}

#[test]
fn what_several_hosts_met_comes_first_then_what_costs_most() {
    let env = met();
    env.run(["feedback", "add", "-e", "search", "Small", "--cost", "1m"]).success();
    env.run(["feedback", "add", "-e", "search", "Unknown"]).success();
    assert_eq!(listed(&env, &[]), ["a-day-for-a-certificate", "slow-first-run", "small", "unknown"]);
    env.run(["feedback", "edit", "small", "--seen-at", "Payments"]).success();
    assert_eq!(listed(&env, &[]), ["small", "a-day-for-a-certificate", "slow-first-run", "unknown"]);
    assert_eq!(listed(&env, &["-e", "checkout"]), ["slow-first-run"]);
    let program = env.run(["report", "--program", "--format", "json"]).json();
    let list = env.run(["feedback", "list", "--format", "json"]).json();
    assert_eq!((&program["feedback"], &list["kind"]), (&list["feedback"], &"feedback".into()));
}

#[test]
fn something_like_it_elsewhere_is_told() {
    let env = met();
    env.run(["feedback", "add", "-e", "search", "Tokens", "--tool", "Contract  cli"])
        .success()
        .stderr_contains("checkout met something like it: The first run takes twenty minutes\n")
        .stderr_contains("auxeng feedback edit 2026-11-18-slow-first-run -e checkout --seen-at Search\n")
        .stderr_contains("  and then: auxeng feedback edit 2026-11-20-tokens -e search --withdrawn\n");
    env.run(["feedback", "edit", "2026-11-18-slow-first-run", "-e", "checkout", "--seen-at", "Search"]).success();
    assert_eq!(listed(&env, &[])[0], "slow-first-run");
    let other = env.run(["feedback", "add", "-e", "search", "Something else", "--tool", "broker"]).success();
    assert!(!other.stderr_text().contains("something like it"), "{other}");
}

#[test]
fn the_list_leaves_out_what_is_done() {
    let env = TestEnvironment::with_checkout();
    env.run(["feedback", "list"])
        .success()
        .stdout("")
        .stderr_contains("Write down what is in the way: auxeng feedback add");
    let env = met();
    let expected = "\
2 met · 2 not carried home

  - A day for a certificate (a-day-for-a-certificate)
    Search · costs 8 h
    not carried home yet
  - The first run takes twenty minutes (slow-first-run)
    Checkout · contract CLI · 20 min to learn what saves 20 min: nothing is
    gained the first time
    not carried home yet
";
    env.run(["feedback", "list"]).success().stdout(expected).stderr("");
    env.run(["feedback", "edit", "slow", "--shipped"]).success();
    env.run(["feedback", "list"]).success().stdout_contains("shipped on 20 November 2026, host not told\n");
    env.run(["feedback", "edit", "slow", "--told"]).success();
    env.run(["feedback", "list"]).success().stderr("1 more settled and told: auxeng feedback list --all\n");
    assert_eq!(listed(&env, &["--all"]).len(), 2);
    assert_eq!(listed(&env, &["--state", "shipped"]), ["slow-first-run"]);
    env.run(["feedback", "list", "--state", "raised"]).success().stdout("").stderr("None of 2 is so.\n");
    env.run(["feedback", "edit", "a-day", "--declined", "--told"]).success();
    env.run(["feedback", "list"]).success().stdout("").stderr_contains("All of it is settled, and the hosts were told");
    let csv = env.run(["feedback", "list", "--all", "--format", "csv"]).success();
    assert!(csv.stdout_text().contains("checkout,2026-11-18-slow-first-run,The first run"), "{csv}");
    let markdown = env.run(["feedback", "list", "--all", "--format", "markdown"]).success();
    let item = "- The first run takes twenty minutes (slow-first-run)  \n  Checkout · contract CLI · 20 min";
    assert!(markdown.stdout_text().contains(item), "{markdown}");
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_shown() {
    let env = met();
    env.write("checkout/feedback/2026-11-19-b.toml", "title = \"B\"\nkind = \"bug\"\n");
    let told = "checkout/feedback/2026-11-19-b.toml:2:8: `kind` cannot be `bug`";
    env.run(["feedback", "list"]).failure(1).stdout_contains("slow-first-run").stderr_contains(told);
    env.run(["feedback", "edit", "b", "--raised"]).failure(1).stderr_contains(told);
    env.refuses(1, ["feedback", "edit", "slow", "--raised"], &[told, "nothing was written"]);
    env.run(["feedback", "edit", "a-day", "--raised"]).success();
}

#[test]
fn what_is_recorded_on_the_day_of_a_telling_is_told_again() {
    let env = met();
    env.run(["feedback", "edit", "slow", "--raised", "--told"]).success();
    let shipped = env.run(["feedback", "edit", "slow", "--shipped"]).success();
    shipped.stderr_contains("auxeng feedback edit slow-first-run --told");
    env.run(["feedback", "list"]).success().stdout_contains("shipped on 20 November 2026, host not told\n");
    env.run(["feedback", "edit", "slow", "--told"]).success();
    env.run(["feedback", "edit", "slow", "--shipped", "--tool", "CLI"]).success();
    env.run(["feedback", "list"]).success().stderr_contains("1 more settled and told");
}

#[test]
fn where_nothing_can_be_read_nothing_is_said_to_be_missing() {
    let env = TestEnvironment::with_checkout();
    env.write("checkout/engagement.toml", "title = [\n");
    let listed =
        env.run(["feedback", "list"]).failure(1).stderr_contains("No feedback for the platform could be read.");
    assert!(!listed.stderr_text().contains("yet"), "{listed}");
}
