//! `check`, `fmt` and `explain`.

use snapbox::str;

use crate::environment::TestEnvironment;

/// A store with one error in a file, one unknown field and one piece of advice.
fn flawed() -> TestEnvironment {
    let env = TestEnvironment::with_store();
    env.write(
        "search/engagement.toml",
        "title = \"Flags for Search\"\nhosts = \"Search\"\nstart = 2026-11-16\nend = \"next year\"\n",
    );
    env.write("basket/engagement.toml", "title = \"Flaky tests\"\nstart = 2026-11-16\nend = 2026-12-18\n");
    env
}

#[test]
fn everything_is_named_with_its_place_its_rule_and_what_to_do() {
    let env = flawed();
    env.run(["check"]).failure(1).stderr("").stdout(str![[r#"
error: search/engagement.toml:4:7: `end` is not a date [wrong-type]
  4 | end = "next year"
    |       ^^^^^^^^^^^ write a date without quotes: 2026-11-23

warning: basket: nobody is the advisor [no-advisor]
  name one: auxeng edit --advisor "Name <mail>" -e basket

warning: basket: nobody is named as engineer [no-engineer]
  name them: auxeng edit --engineer "Name <mail>" -e basket

warning: basket: planned for 5 weeks, too few for a practice to spread [too-short]
  give it more time: auxeng edit --weeks 10 -e basket

warning: basket: no kick-off meeting is recorded [no-kickoff]
  hold it this week, and record it: auxeng edit --kickoff 2026-11-20 -e basket

warning: basket: no goals yet [no-goals]
  agree on some: auxeng goal add "Services covered" --from 2 --to 14 -e basket

warning: search/engagement.toml:2:1: `hosts` is no field of this record [unknown-field]
  2 | hosts = "Search"
    | ^^^^^ did you mean `host`? it is kept as it is

2 engagements checked: 1 error, 6 warnings.

"#]]);
}

#[test]
fn scripts_get_the_same() {
    let env = flawed();
    let found = env.run(["check", "--format", "json"]).failure(1).json();
    assert_eq!((&found["kind"], &found["errors"], &found["warnings"]), (&"check".into(), &1.into(), &6.into()));
    let expected = serde_json::json!({
        "rule": "wrong-type",
        "severity": "error",
        "engagement": "search",
        "file": "search/engagement.toml",
        "line": 4,
        "column": 7,
        "message": "`end` is not a date",
        "help": "write a date without quotes: 2026-11-23",
    });
    assert_eq!(found["findings"][0], expected);
    let advice = found["findings"].as_array().into_iter().flatten().find(|finding| finding["rule"] == "no-advisor");
    let advice = advice.expect("it has no advisor");
    assert_eq!((&advice["engagement"], &advice["file"], &advice["line"]), (&"basket".into(), &().into(), &().into()));
}

#[test]
fn a_forge_gets_annotations_with_paths_from_where_it_runs() {
    let env = TestEnvironment::new();
    env.write("engagements/auxeng.toml", "schema = 1\n");
    env.write("engagements/search/engagement.toml", "title = \"A, b: 50 %\"\nstart = 1\nend = 2026-12-18\n");
    let expected = "::error file=engagements/search/engagement.toml,line=2,col=9,title=wrong-type::\
        `start` is not a date: write a date without quotes: 2026-11-23\n";
    env.run(["check", "--format", "github"]).failure(1).stdout(expected).stderr("");
    let inside = env.run(["check", "--format", "github"]).folder("engagements").failure(1);
    assert!(inside.stdout_text().contains("file=search/engagement.toml,"), "{inside}");
}

#[test]
fn advice_alone_does_not_fail() {
    let env = TestEnvironment::with_store();
    env.add_engagement("basket");
    let advice = env.run(["check"]).success();
    for part in
        ["warning: basket: no goals yet [no-goals]", "warning: basket: nobody is the advisor [no-advisor]", "0 errors"]
    {
        assert!(advice.stdout_text().contains(part), "{part}\n{advice}");
    }
}

#[test]
fn references_to_nothing_and_ids_raised_twice_are_found() {
    let env = TestEnvironment::with_checkout();
    let task = "[[next]]\nid = \"split\"\ntext = \"Split\"\n";
    env.write("checkout/retros/2026-W45.toml", task);
    let other = task.replace("\"Split\"", "\"Split the team\"");
    env.write("checkout/retros/2026-W46.toml", format!("done = [\"\", \"spilt\"]\ncleared = [\"access\"]\n\n{other}"));
    env.run(["check"])
        .failure(1)
        .stdout_contains("checkout/retros/2026-W46.toml:5:6: action `split` is raised in 2026-W46 while one of the same id is open [duplicate-id]")
        .stdout_contains("2026-W46.toml:1:13: 2026-W46 settles action `spilt`, which no retro has raised [dangling-reference]")
        .stdout_contains("2026-W46.toml:2:12: 2026-W46 settles blocker `access`, which no retro has raised");
}

#[test]
fn the_same_action_raised_in_two_weeks_is_one() {
    let env = TestEnvironment::with_checkout();
    let task = "[[next]]\nid = \"split\"\ntext = \"Split\"\n";
    env.write("checkout/retros/2026-W45.toml", task);
    env.write("checkout/retros/2026-W46.toml", task);
    env.run(["check"]).success();
    let report = env.run(["report", "--format", "json"]).json();
    assert_eq!(report["open_actions"], 1);
    for week in [0, 1] {
        assert_eq!(report["retros"][week]["next"][0]["since"], "2026-W45");
    }
    env.run(["retro", "--done", "split"]).success();
    env.run(["status", "--format", "json"]).success().stdout_contains("\"open_actions\": 0");
}

#[test]
fn an_action_that_is_done_and_dropped_is_found() {
    let env = TestEnvironment::with_checkout();
    let task = "done = [\"split\"]\n\n[[next]]\nid = \"split\"\ntext = \"Split\"\n";
    env.write("checkout/retros/2026-W45.toml", task);
    env.write("checkout/retros/2026-W46.toml", "done = [\"split\"]\n");
    let agreed = env.run(["check"]).success();
    assert!(!agreed.stdout_text().contains("settled-twice"), "{agreed}");
    env.write("checkout/retros/2026-W47.toml", "dropped = [\"split\"]\n");
    let told = "2026-W47.toml:1:12: action `split` is dropped in 2026-W47, and done in 2026-W45 [settled-twice]";
    env.run(["check"]).success().stdout_contains(told);
}

#[test]
fn nothing_to_remark_is_said() {
    let env = TestEnvironment::with_store();
    env.run(["check"]).success().stdout("0 engagements checked: no errors, no warnings.\n").stderr("");
    let none = env.run(["check", "--format", "json"]).json();
    assert_eq!((&none["errors"], &none["findings"]), (&0.into(), &serde_json::json!([])));
    env.run(["check", "--format", "github"]).success().stdout("");
}

#[test]
fn reading_and_checking_write_nothing() {
    let env = TestEnvironment::with_checkout();
    env.write("checkout/goals/coverage.toml", "kind='diffusion'\n\n\n\ntitle=\"T\"\nmeasure=\"rating\"");
    let before = env.snapshot_tree();
    for command in [
        &["status"][..],
        &["report"],
        &["log"],
        &["nps"],
        &["nps", "--all"],
        &["goal", "list"],
        &["check"],
        &["fmt", "--check"],
        &["explain"],
        &["retro", "--well", "a", "--dry-run"],
        &["completions", "zsh"],
        &["man"],
    ] {
        env.run(command).any();
        env.assert_untouched_since(&before);
    }
    assert!(env.is_home_untouched());
}

#[test]
fn fmt_tidies_and_check_only_says_so() {
    let env = TestEnvironment::with_checkout();
    let untidy = "# why\r\ntitle='T'   # one\r\nkind=\"diffusion\"\r\nmeasure = 'rating'\r\n\r\n\r\n[scores]\r\n2026-W46={value=0.5}";
    env.write("checkout/goals/coverage.toml", untidy);
    let before = env.snapshot_tree();
    env.run(["fmt", "--check"])
        .failure(1)
        .stdout("checkout/goals/coverage.toml\n")
        .stderr_contains("1 file would change, 5 files would not.");
    env.assert_untouched_since(&before);
    env.run(["fmt"]).success().stdout("checkout/goals/coverage.toml\n").stderr_contains("1 file changed");
    let tidy = "# why\ntitle = \"T\"  # one\nkind = \"diffusion\"\nmeasure = \"rating\"\n\n[scores]\n2026-W46 = { value = 0.5 }\n";
    assert_eq!(env.read("checkout/goals/coverage.toml"), tidy);
    env.run(["fmt", "--check"]).success().stdout("");
    env.run(["fmt"]).success().stdout("");
}

#[test]
fn fmt_leaves_alone_what_cannot_be_read() {
    let env = TestEnvironment::with_checkout();
    env.write("checkout/goals/coverage.toml", "title=\"T\nkind=1\n");
    env.write("checkout/goals/habits.toml", "title='T'\nkind='diffusion'\nmeasure='rating'\n");
    env.run(["fmt"]).failure(1).stdout("checkout/goals/habits.toml\n").stderr_contains("coverage.toml:1:");
    assert_eq!(env.read("checkout/goals/coverage.toml"), "title=\"T\nkind=1\n");
}

#[test]
fn every_rule_that_check_names_is_explained() {
    let env = flawed();
    let found = env.run(["check", "--format", "json"]).failure(1).json();
    for finding in found["findings"].as_array().into_iter().flatten() {
        let rule = finding["rule"].as_str().expect("a rule");
        env.run(["explain", rule]).success().stdout_contains(rule);
        env.run(["explain"]).success().stdout_contains(rule);
    }
    env.refuses(1, ["explain", "no-gaols"], &["no rule `no-gaols`", "did you mean `no-goals`?"]);
    env.refuses(1, ["explain", "zzz"], &["no rule `zzz`", "auxeng explain lists them all"]);
}

#[test]
fn only_records_are_formatted() {
    let env = TestEnvironment::with_checkout();
    let others = [
        "checkout/tool/Cargo.toml",
        "checkout/notes.toml",
        "checkout/goals/old/coverage.toml",
        "checkout/retros/drafts/2026-W47.toml",
        "checkout/nps/2026-11-20/raw/a.toml",
        "images/goals.toml",
    ];
    for other in others {
        env.write(other, "a=1\n");
    }
    env.write("checkout/nps/2026-11-20/a.toml", "score=9\n");
    env.run(["fmt"]).success().stdout("checkout/nps/2026-11-20/a.toml\n");
    for other in others {
        assert_eq!(env.read(other), "a=1\n", "{other}");
    }
}
