//! Actions and blockers: raised in one retro, settled in another.

use serde_json::json;

use crate::environment::TestEnvironment;

/// A store in which last week's retro raised three actions and a blocker.
fn raised() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    let arguments = [
        "retro",
        "--next",
        "Split the pipeline",
        "--next",
        "Split the team",
        "--next",
        "Ask for a slot",
        "--blocker",
        "Production access",
        "--poorly",
        "a",
        "--poorly",
        "b",
    ];
    env.on("2026-11-13").run(arguments).success();
    env
}

/// Each action with its state.
fn actions(env: &TestEnvironment) -> Vec<(String, String)> {
    let report = env.run(["report", "--format", "json"]).json();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let next = report["retros"].as_array().into_iter().flatten();
    let next = next.flat_map(|retro| retro["next"].as_array().into_iter().flatten());
    next.map(|action| (text(&action["id"]), text(&action["state"]))).collect()
}

fn open_actions(env: &TestEnvironment) -> serde_json::Value {
    env.run(["status", "--format", "json"]).json()["engagements"][0]["open_actions"].clone()
}

#[test]
fn an_action_is_open_until_a_retro_settles_it() {
    let env = raised();
    assert_eq!(open_actions(&env), 3);
    let last_week = env.read("checkout/retros/2026-W46.toml");
    env.run(["retro", "--done", "split-the-pipeline", "--drop", "ask-for-a-slot"])
        .success()
        .stderr_contains("1 done · 1 dropped")
        .stderr_contains("1 action open");
    assert_eq!(env.read("checkout/retros/2026-W46.toml"), last_week, "a record of the past is left alone");
    let expected = [("split-the-pipeline", "done"), ("split-the-team", "open"), ("ask-for-a-slot", "dropped")];
    assert_eq!(actions(&env), expected.map(|(id, state)| (id.to_owned(), state.to_owned())));
    assert_eq!(open_actions(&env), 1);
    env.run(["check"]).success();
}

#[test]
fn an_action_is_named_by_its_id_its_beginning_or_its_words() {
    for name in ["ask-for-a-slot", "ask", "SLOT", "for a"] {
        let env = raised();
        env.run(["retro", "--done", name]).success();
        assert!(env.read("checkout/retros/2026-W47.toml").contains("    \"ask-for-a-slot\",\n"), "{name}");
    }
}

#[test]
fn what_names_no_action_or_several_is_refused() {
    let env = raised();
    for (arguments, words) in [
        (
            &["retro", "--done", "split"][..],
            &["2 open actions match `split`: split-the-pipeline and split-the-team"][..],
        ),
        (&["retro", "--done", "sleep"], &["no open action `sleep`", "split-the-pipeline"]),
        (&["retro", "--drop", "split-the-pipelin3"], &["did you mean `split-the-pipeline`?"]),
        (&["retro", "--unblock", "split"], &["no open blocker `split`"]),
        (&["retro", "--well", "a", "--done", "ask", "--drop", "sleep"], &["no open action `sleep`"]),
        (&["retro", "--done", "ask", "--drop", "ask"], &["ask-for-a-slot", "done", "dropped"]),
    ] {
        env.refuses(1, arguments, words);
    }
    env.run(["retro", "--done", "ask"]).success();
    env.on("2026-11-27")
        .run(["retro", "--done", "ask-for-a-slot"])
        .failure(1)
        .stderr_contains("`ask-for-a-slot` was settled in 2026-W47");
}

#[test]
fn saying_done_twice_in_a_week_is_saying_it_once() {
    let env = raised();
    env.run(["retro", "--done", "ask"]).success();
    let before = env.snapshot_tree();
    env.run(["retro", "--done", "ask-for-a-slot"]).success().stderr_contains("nothing was written");
    env.assert_untouched_since(&before);
}

#[test]
fn an_action_raised_again_stays_the_one_it_is() {
    let env = raised();
    env.run(["retro", "--next", "split the PIPELINE "])
        .success()
        .stderr_contains("`split-the-pipeline` is open since W46");
    assert_eq!(actions(&env).len(), 3);
    env.run(["retro", "--done", "split-the-pipeline"]).success();
    env.on("2026-11-27").run(["retro", "--next", "Split the pipeline"]).success();
    assert!(env.read("checkout/retros/2026-W48.toml").contains("{ id = \"split-the-pipeline-mxj\","), "a new one");
    env.run(["check"]).success();
}

#[test]
fn a_done_action_may_be_raised_and_settled_in_one_meeting() {
    let env = TestEnvironment::with_checkout();
    env.run(["retro", "--next", "Call Lee"]).success();
    env.run(["retro", "--done", "call-lee"]).success();
    assert_eq!(actions(&env), [(String::from("call-lee"), String::from("done"))]);
}

#[test]
fn a_blocker_blocks_until_it_is_lifted() {
    let env = raised();
    let blockers =
        |env: &TestEnvironment| env.run(["status", "--format", "json"]).json()["engagements"][0]["blockers"].clone();
    let expected = json!([{
        "id": "production-access", "text": "Production access", "owner": null, "state": "open", "since": "2026-W46", "settled": null, "weeks": 1,
    }]);
    assert_eq!(blockers(&env), expected);
    env.run(["retro", "--blocker", "production access"])
        .success()
        .stderr_contains("`production-access` is open since W46");
    env.run(["retro", "--unblock", "production"]).success();
    assert_eq!(blockers(&env), json!([]));
    assert!(env.read("checkout/retros/2026-W47.toml").contains("cleared = [\n    \"production-access\",\n]\n"));
    env.run(["check"]).success();
}

#[test]
fn the_page_shows_what_is_open_and_what_became_of_the_rest() {
    let env = raised();
    env.run(["retro", "--done", "ask", "--well", "a"]).success();
    let page = env.run(["report"]).success();
    for part in [
        "Still open\n",
        "Split the team (split-the-team)",
        "Ask for a slot (done W47)\n",
        "Blockers\n",
        "! Production access\n",
    ] {
        assert!(page.stdout_text().contains(part), "{part}\n{page}");
    }
    let open = page.stdout_text().split("Blockers").next().unwrap_or_default();
    assert!(!open.contains("Ask for a slot (ask"), "{page}");
}
