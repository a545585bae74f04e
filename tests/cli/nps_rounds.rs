//! What survey rounds say: of each role, against one another, and quarter by quarter.

use serde_json::{Value, json};

use crate::environment::TestEnvironment;

fn nps(env: &TestEnvironment) -> Value {
    env.run(["nps", "checkout", "--format", "json"]).json()
}

/// Writes a round of `checkout`, each answer with its role and a reason.
fn round(env: &TestEnvironment, began: &str, answers: &[(u8, &str)]) {
    for (number, (score, role)) in answers.iter().enumerate() {
        let answer = format!("score = {score}\nrole = \"{role}\"\nwhy = \"because {number}\"\n");
        env.write(format!("checkout/nps/{began}/a{number}.toml"), answer);
    }
}

/// Every way to see what a round says.
const SHOWN: [&[&str]; 15] = [
    &["nps"],
    &["nps", "--format", "markdown"],
    &["nps", "--format", "json"],
    &["nps", "--format", "csv"],
    &["nps", "--all"],
    &["nps", "--all", "--format", "json"],
    &["nps", "--all", "--format", "csv"],
    &["nps", "--trend", "--format", "json"],
    &["report"],
    &["report", "--format", "markdown"],
    &["report", "--format", "json"],
    &["report", "--format", "html"],
    &["status", "--format", "json"],
    &["status", "--format", "csv"],
    &["log", "--format", "json"],
];

#[test]
fn nobody_can_be_known_by_a_role_in_any_output() {
    let (dev, ops, lead) = ("developer", "operator", "tech lead");
    for (answers, hidden) in [
        (vec![(9, dev), (9, dev), (3, lead)], vec![dev, lead, "because"]),
        // One lead could be worked out from the total and the developers.
        (vec![(9, dev), (9, dev), (9, dev), (9, dev), (3, lead)], vec![dev, lead]),
        (vec![(9, dev), (9, dev), (9, dev), (9, dev), (7, ops), (7, ops), (7, ops), (3, lead)], vec![ops, lead]),
    ] {
        let env = TestEnvironment::with_checkout();
        round(&env, "2026-11-18", &answers);
        for command in SHOWN {
            let outcome = env.run(command).success();
            for word in &hidden {
                assert!(!outcome.stdout_text().contains(word), "{word}\n{outcome}");
            }
        }
        for command in [&["nps"][..], &["report", "--format", "html"]] {
            env.run(command).success().stdout_contains("are withheld: a role has fewer than three answers");
        }
        assert_eq!(nps(&env)["rounds"][0]["roles_withheld"], true);
    }
}

#[test]
fn roles_are_shown_where_they_tell_on_nobody() {
    let env = TestEnvironment::with_checkout();
    round(
        &env,
        "2026-11-18",
        &[(9, "developer"), (10, "Developer"), (3, "developer"), (9, "ops"), (9, "ops"), (9, "ops")],
    );
    let page = env.run(["nps"]).success();
    assert!(page.stdout_text().contains("Developer   +33        3"), "{page}");
    assert!(page.stdout_text().contains("ops        +100        3"), "{page}");
    assert!(!page.stdout_text().contains("withheld"), "{page}");
    env.run(["report", "--format", "html"]).success().stdout_contains("<th scope=\"row\">Developer</th>");
    let roles = &nps(&env)["rounds"][0]["roles"];
    assert_eq!(
        (&roles[0]["role"], &roles[0]["detractors"], &roles[1]["n"]),
        (&json!("Developer"), &json!(1), &json!(3))
    );
}

#[test]
fn two_rounds_differ_or_do_not() {
    let env = TestEnvironment::with_checkout();
    round(&env, "2026-10-20", &[(9, "a"), (8, "a"), (3, "a")]);
    assert_eq!(nps(&env)["change"], Value::Null);
    round(&env, "2026-11-18", &[(10, "a"), (8, "a"), (9, "a"), (9, "a")]);
    let change = &nps(&env)["change"];
    assert_eq!((&change["from"], &change["to"]), (&json!("2026-10-20"), &json!("2026-11-18")));
    assert_eq!((change["difference"].as_f64(), &change["clear"]), (Some(75.0), &json!(false)));
    env.run(["nps"]).success().stdout_contains("No clear change since the round of 20 October 2026 (+75, 95 %");
    for format in ["table", "markdown", "html"] {
        env.run(["report", "--format", format]).success().stdout_contains("No clear change since");
    }
    round(&env, "2026-10-20", &[(0, "a"); 12]);
    round(&env, "2026-11-18", &[(10, "a"); 12]);
    assert_eq!(nps(&env)["change"]["clear"], true);
    env.run(["nps"]).success().stdout_contains("Changed by +200 since the round of 20 October 2026 (95 % between +");
    assert_eq!(env.run(["nps", "--all", "--format", "json"]).json()["change"], Value::Null);
}

#[test]
fn a_round_is_named_by_when_it_was() {
    let env = TestEnvironment::with_checkout();
    let closed = "title = \"Work\"\nstart = 2026-03-02\nend = 2026-08-14\n[close]\ndate = 2026-05-15\nearly = true\n";
    env.write("checkout/engagement.toml", closed);
    for began in ["2026-04-01", "2026-05-15", "2026-08-17", "2026-11-18"] {
        round(&env, began, &[(9, "a")]);
    }
    let rounds = nps(&env)["rounds"].as_array().cloned().unwrap_or_default();
    let timing: Vec<&Value> = rounds.iter().map(|round| &round["timing"]).collect();
    assert_eq!(timing, ["during", "end", "three_months_after", "later"]);
    env.run(["nps", "checkout"]).success().stdout_contains("17 August 2026    three months after");
}

#[test]
fn the_trend_pools_every_engagement_by_quarter() {
    let env = TestEnvironment::with_checkout();
    env.run(["nps", "--trend"]).success().stdout_contains("No score: nobody has answered yet.");
    env.add_engagement("search");
    round(&env, "2026-09-30", &[(9, "a"), (10, "a")]);
    round(&env, "2026-11-18", &[(0, "a")]);
    env.write("search/nps/2026-10-01/a.toml", "score = 8\n");
    env.write("search/nps/2026-10-01/survey.toml", "asked = 4\n");
    let trend = env.run(["nps", "--trend", "--format", "json"]).json();
    assert_eq!((&trend["kind"], trend["quarters"].as_array().map(Vec::len)), (&json!("nps_trend"), Some(2)));
    let newest = &trend["quarters"][1];
    let fields = ["quarter", "engagements", "rounds", "n", "detractors", "asked"].map(|field| newest[field].clone());
    assert_eq!(fields, [json!("2026-Q4"), json!(2), json!(2), json!(2), json!(1), Value::Null]);
    assert_eq!((newest["score"].as_f64(), newest["change"]["difference"].as_f64()), (Some(-50.0), Some(-150.0)));
    env.run(["nps", "--trend"]).success().stdout(snapbox::str![[r#"
NPS by quarter, every engagement
QUARTER  ENGAGEMENTS  ANSWERS  9–10  7–8  0–6   NPS  INTERVAL
2026-Q3            1        2     2    0    0  +100  95 % between −24 and +100
2026-Q4            2        2     0    1    1   −50  95 % between −79 and +39

No clear change since 2026-Q3 (−150, 95 % between −192 and +42).

"#]]);
    env.run(["nps", "--all", "--trend", "--format", "csv"]).success().stdout(snapbox::str![[r#"
quarter,engagements,rounds,n,promoters,passives,detractors,score,interval_low,interval_high,asked,response_rate
2026-Q3,1,1,2,2,0,0,100,-24.410989173817654,100,,
2026-Q4,2,2,2,0,1,1,-50,-79.44865107837683,39.44865107837684,,

"#]]);
    env.refuses(2, ["nps", "--trend", "checkout"], &["cannot be used with"]);
    // What is still to come, and what cannot be read.
    env.write("search/nps/2026-12-01/a.toml", "score = 8\n");
    assert_eq!(env.run(["nps", "--trend", "--format", "json"]).json(), trend);
    env.write("search/nps/2026-10-01/b.toml", "score = 11\n");
    env.run(["nps", "--trend"]).failure(1).stdout_contains("2026-Q4").stderr_contains("b.toml:1:9");
}

#[test]
fn the_survey_is_ready_to_be_sent() {
    let env = TestEnvironment::with_checkout();
    env.write("auxeng.toml", "schema = 1\nhome = \"Quality Platform\"\n");
    env.run(["nps", "survey"])
        .success()
        .stdout(snapbox::str![[r#"
Contract tests for Checkout
===========================

Ana Aux of Quality Platform worked with Checkout from 12 October 2026 to
18 December 2026. How was it for you? Two questions, one minute.

The question
------------

How likely are you to recommend an auxiliary engineering engagement with
Quality Platform to another team?

0  1  2  3  4  5  6  7  8  9  10
0 is not at all likely, 10 is extremely likely.

Why?
----

What is the main reason for your score? What should we have done
differently?

Your role, if you like
----------------------

In a word or two, such as developer.

What becomes of your answer
---------------------------

Your name is not recorded. What people write is shown, without their
scores and roles, when at least 5 have answered; the score of a role
when at least 3 of that role have.

"#]])
        .stderr_contains("auxeng nps import FILE.csv -e checkout");
    env.run(["nps", "survey", "--format", "markdown"]).success().stdout_contains("## Why?\n");
    env.write("checkout/nps/2026-11-18/survey.toml", "question = \"Would you do it again?\"\n");
    let asked = env.run(["nps", "survey"]).success();
    assert!(
        asked.stdout_text().contains("Would you do it again?") && !asked.stdout_text().contains("How likely"),
        "{asked}"
    );
    // What an export of it holds is found again.
    let export = "Timestamp,The question,Why?,\"Your role, if you like\"\n2026-11-19 10:00:00,9,because,developer\n";
    env.write("survey.csv", export);
    env.run(["nps", "import", "survey.csv"]).success();
    assert_eq!(nps(&env)["n"], 1);
}
