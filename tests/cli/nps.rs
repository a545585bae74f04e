//! The net promoter survey: answers, rounds, and what can be said about them.

use serde_json::{Value, json};

use crate::environment::TestEnvironment;

fn nps(env: &TestEnvironment) -> Value {
    env.run(["nps", "checkout", "--format", "json"]).json()
}

fn add(env: &TestEnvironment, scores: &[u8]) {
    for score in scores {
        env.run(["nps", "add", "-e", "checkout", "--score", &score.to_string()]).success();
    }
}

/// The files below a round's folder.
fn answers(env: &TestEnvironment, round: &str) -> Vec<String> {
    let folder = format!("checkout/nps/{round}/");
    env.snapshot_tree()
        .into_keys()
        .filter_map(|name| name.strip_prefix(&folder).map(str::to_owned))
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn an_answer_is_a_file_of_its_own_without_a_name() {
    let env = TestEnvironment::with_checkout();
    let arguments = ["nps", "add", "--score", "9", "--why", "Could not have\ndone it alone", "--role", "developer"];
    env.run(arguments)
        .success()
        .stdout("")
        .stderr_contains("Added 9, a promoter, to a new round, 2026-11-20 of checkout.");
    let files = answers(&env, "2026-11-20");
    assert_eq!(files.len(), 1, "{files:?}");
    let text = env.read(format!("checkout/nps/2026-11-20/{}", files[0]));
    assert_eq!(text, "score = 9\nrole = \"developer\"\nwhy = \"\"\"\nCould not have\ndone it alone\"\"\"\n");
    assert!(!text.contains("Ana"));
    env.run(["check"]).success();
}

#[test]
fn two_answers_that_say_the_same_are_two() {
    let env = TestEnvironment::with_checkout();
    add(&env, &[9, 9, 9]);
    assert_eq!(answers(&env, "2026-11-20").len(), 3);
    assert_eq!(nps(&env)["n"], 3);
}

#[test]
fn the_score_has_its_counts_and_its_interval() {
    let env = TestEnvironment::with_checkout();
    add(&env, &[10, 9, 9, 10, 8, 3]);
    let nps = nps(&env);
    for (field, expected) in [("n", 6), ("promoters", 4), ("passives", 1), ("detractors", 1), ("score", 50)] {
        assert_eq!(nps[field].as_f64(), Some(f64::from(expected)), "{field}");
    }
    let end = |name: &str| nps["interval"][name].as_f64().expect("an end");
    assert!((end("low") - -17.739_144).abs() < 1e-6 && (end("high") - 84.405_811).abs() < 1e-6);
    assert_eq!((&nps["asked"], &nps["response_rate"]), (&Value::Null, &Value::Null));
    env.run(["nps"]).success().stdout_contains("NPS +50 · 6 answered · 95 % between −18 and +84\n");
    let markdown = env.run(["nps", "--format", "markdown"]).success();
    assert!(markdown.stdout_text().contains("## NPS +50"), "{markdown}");
}

#[test]
fn a_survey_that_cannot_be_read_refuses_the_answer_too() {
    let survey = "checkout/nps/2026-11-20/survey.toml";
    let add = ["nps", "add", "--score", "9", "--asked", "4"];
    for damaged in ["asked = \"nine\"\n", "<<<<<<< HEAD\nasked = 8\n=======\n"] {
        let env = TestEnvironment::with_checkout();
        env.write(survey, damaged);
        env.refuses(1, add, &[survey, "nothing was written"]);
        env.write(survey, "asked = 3  # by mail\n");
        env.run(add).success();
        assert_eq!(env.read(survey), "asked = 4  # by mail\n");
        let files = answers(&env, "2026-11-20");
        assert_eq!(files.len(), 2, "the survey and one answer: {files:?}");
    }
}

#[test]
fn no_answers_are_no_score_and_never_zero() {
    let env = TestEnvironment::with_checkout();
    let none = nps(&env);
    assert_eq!((&none["n"], &none["score"], &none["interval"]), (&json!(0), &Value::Null, &Value::Null));
    env.run(["nps"])
        .success()
        .stdout_contains("No score: nobody has answered yet.")
        .stderr_contains("auxeng nps add --score 9 -e checkout");
    env.run(["nps", "--all"]).success().stdout_contains("No score");
    let status = env.run(["status", "--format", "json"]).json();
    assert_eq!(status["engagements"][0]["nps"], Value::Null);
}

#[test]
fn the_response_rate_is_known_where_the_asked_are() {
    let env = TestEnvironment::with_checkout();
    add(&env, &[9, 7]);
    env.run(["nps", "add", "--score", "3", "--asked", "12"]).success();
    assert_eq!(env.read("checkout/nps/2026-11-20/survey.toml"), "asked = 12\n");
    assert_eq!((&nps(&env)["asked"], &nps(&env)["response_rate"]), (&json!(12), &json!(0.25)));
    env.run(["nps"]).success().stdout_contains("3 of 12 answered (25 %)");
    env.run(["nps", "add", "--score", "3", "--asked", "4"]).success();
    assert_eq!(nps(&env)["response_rate"], json!(1.0));
    add(&env, &[9]);
    assert_eq!(nps(&env)["response_rate"], Value::Null, "more answers than asked tell no rate");
}

#[test]
fn an_answer_joins_the_round_of_the_last_four_weeks() {
    let env = TestEnvironment::with_checkout();
    env.on("2026-10-20")
        .run(["nps", "add", "--score", "0"])
        .success()
        .stderr_contains("a detractor, to a new round, 2026-10-20");
    env.on("2026-11-16")
        .run(["nps", "add", "--score", "7"])
        .success()
        .stderr_contains("a passive, to the round of 2026-10-20");
    env.run(["nps", "add", "--score", "10"]).success().stderr_contains("a new round, 2026-11-20");
    env.run(["nps", "add", "--score", "10", "--date", "2026-11-01"])
        .success()
        .stderr_contains("the round of 2026-10-20");
    let nps = nps(&env);
    assert_eq!((&nps["n"], nps["score"].as_f64()), (&json!(1), Some(100.0)), "the newest round speaks");
    let rounds: Vec<(&Value, &Value)> =
        nps["rounds"].as_array().into_iter().flatten().map(|round| (&round["date"], &round["n"])).collect();
    assert_eq!(rounds, [(&json!("2026-10-20"), &json!(3)), (&json!("2026-11-20"), &json!(1))]);
    env.run(["nps"]).success().stdout_contains("Rounds\n");
}

#[test]
fn all_takes_the_newest_round_of_every_engagement() {
    let env = TestEnvironment::with_checkout();
    env.add_engagement("search");
    env.on("2026-10-13").run(["nps", "add", "-e", "search", "--score", "0", "--asked", "2"]).success();
    env.run(["nps", "add", "-e", "search", "--score", "10", "--asked", "2"]).success();
    env.run(["nps", "add", "-e", "checkout", "--score", "6", "--asked", "3"]).success();
    let all = env.run(["nps", "--all", "--format", "json"]).json();
    let counts = ["n", "promoters", "detractors", "asked"].map(|field| all[field].clone());
    assert_eq!(counts, [json!(2), json!(1), json!(1), json!(5)]);
    assert_eq!(all["response_rate"], json!(0.4));
    assert_eq!(all["rounds"].as_array().map(Vec::len), Some(3));
    let page = env.run(["nps", "--all"]).success();
    assert!(page.stdout_text().contains("NPS 0 · 2 of 5 answered (40 %)"), "{page}");
    assert!(page.stdout_text().contains("search") && page.stdout_text().contains("checkout"), "{page}");
}

#[test]
fn comments_are_shown_when_nobody_can_be_known_by_theirs() {
    let env = TestEnvironment::with_checkout();
    add(&env, &[9, 9, 9]);
    env.run(["nps", "add", "--score", "3", "--why", "The pairing was rushed"]).success();
    let page = env.run(["nps"]).success();
    assert!(!page.stdout_text().contains("rushed"), "{page}");
    assert!(page.stdout_text().contains("Comments are withheld"), "{page}");
    assert!(!env.run(["nps", "--format", "json"]).success().stdout_text().contains("rushed"));
    assert!(!env.run(["report", "--format", "json"]).success().stdout_text().contains("rushed"));
    add(&env, &[8]);
    env.run(["nps"]).success().stdout_contains("· The pairing was rushed\n");
}

#[test]
fn only_whole_numbers_from_0_to_10_are_answers() {
    let env = TestEnvironment::with_checkout();
    for score in ["8.5", "11", "-1", "ten", "", "9/10", "１０", "+-9", "1e1"] {
        let word = format!("--score `{score}` is not a whole number from 0 to 10");
        env.refuses(2, ["nps", "add", "--score", score], &[&word]);
    }
    for (code, arguments, words) in [
        (2, &["nps", "add"][..], &["--score"][..]),
        (2, &["nps", "add", "--score", "9", "--asked", "0"], &["--asked"]),
        (2, &["nps", "add", "--score", "9", "--asked", "some"], &["--asked", "some"]),
        (1, &["nps", "add", "--score", "9", "--date", "next monday"], &["in the future"]),
        (2, &["nps", "add", "--score", "9", "--date", "soon"], &["`soon` is not a date"]),
        (1, &["nps", "add", "--score", "9", "-e", "nobody"], &["no engagement `nobody`"]),
        (2, &["nps", "checkout", "--all"], &["--all"]),
    ] {
        env.refuses(code, arguments, words);
    }
    for score in ["0", "10"] {
        env.run(["nps", "add", "--score", score]).success();
    }
}

#[test]
fn a_damaged_answer_does_not_hide_the_others() {
    let env = TestEnvironment::with_checkout();
    add(&env, &[9, 3]);
    env.write("checkout/nps/2026-11-20/bad.toml", "score = 11\n");
    env.run(["nps"])
        .failure(1)
        .stdout_contains("2 answered")
        .stderr_contains("checkout/nps/2026-11-20/bad.toml:1:9: `score` is not between 0 and 10");
    // An answer that is added touches no other.
    let before = env.snapshot_tree();
    env.run(["nps", "add", "--score", "7"]).success();
    let after = env.snapshot_tree();
    assert!(before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)));
}

#[test]
fn fewer_cannot_be_asked_than_have_answered() {
    let env = TestEnvironment::with_checkout();
    env.run(["nps", "add", "--score", "9", "--asked", "2"]).success();
    env.run(["nps", "add", "--score", "8"]).success();
    env.refuses(1, ["nps", "add", "--score", "7", "--asked", "2"], &["3 have answered"]);
    env.refuses(2, ["nps", "--all", "-e", "checkout"], &["cannot be used with"]);
}

#[test]
fn a_line_of_an_answer_that_has_to_be_mended_is_not_shown() {
    let env = TestEnvironment::with_checkout();
    env.write("checkout/nps/2026-11-16/a.toml", "score = 3\nwhy = \"Lee is in the way\n");
    env.write("checkout/nps/2026-11-16/b.toml", "score = 3\nname = \"Lee is in the way\"\n");
    for command in [
        &["check"][..],
        &["check", "--format", "json"],
        &["check", "--format", "github"],
        &["export"],
        &["search", "Checkout"],
        &["nps"],
        &["report"],
        &["log"],
    ] {
        let told = env.run(command).any();
        assert!(!format!("{}{}", told.stdout_text(), told.stderr_text()).contains("in the way"), "{told}");
    }
    env.run(["check"])
        .failure(1)
        .stdout_contains("checkout/nps/2026-11-16/a.toml:2:")
        .stdout_contains("checkout/nps/2026-11-16/b.toml:2:1: ")
        .stdout_contains("the line is not shown, because it can hold what somebody answered");
}
