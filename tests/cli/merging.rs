//! What two people do that does not contradict is merged by plain git; what contradicts is a conflict that is seen.

use crate::environment::TestEnvironment;

/// What one person does: the arguments of some commands.
type Work = &'static [&'static [&'static str]];

/// A store under git on which each of two people has done some `work` on a branch.
fn branches(ana: Work, lee: Work) -> TestEnvironment {
    let env = TestEnvironment::new();
    env.run(["init"]).success();
    let people = ["--engineer", "Ana", "--advisor", "Jo", "--person", "Bo"];
    let open = ["open", "Contract tests", "--id", "checkout", "--start", "2026-10-12"];
    env.run(open.iter().chain(&["--host", "Basket"]).chain(&people)).success();
    for goal in [&["Coverage", "--from", "0", "--to", "10"][..], &["Habits", "--rating"]] {
        env.run(["goal", "add"].iter().chain(goal)).success();
    }
    env.run(["score", "coverage=1", "--date", "2026-W45"]).success();
    env.run(["retro", "--well", "a", "--next", "Ask", "--date", "2026-W45"]).success();
    env.git(["init", "--quiet", "--initial-branch", "main"]).success();
    commit(&env);
    env.git(["switch", "--quiet", "--create", "lee"]).success();
    run_all(&env, lee);
    commit(&env);
    env.git(["switch", "--quiet", "main"]).success();
    run_all(&env, ana);
    commit(&env);
    env
}

fn run_all(env: &TestEnvironment, work: Work) {
    for command in work {
        env.run(*command).success();
    }
}

fn commit(env: &TestEnvironment) {
    env.git(["add", "."]).success();
    env.git(["commit", "--quiet", "--allow-empty", "--message", "work"]).success();
}

/// Two pieces of work that git merges by itself, into a store that `check` accepts.
#[track_caller]
fn merges(ana: Work, lee: Work) -> TestEnvironment {
    let env = branches(ana, lee);
    env.git(["merge", "--quiet", "--no-edit", "lee"]).success();
    env.run(["check"]).success();
    env
}

#[test]
fn scores_of_different_goals() {
    let env = merges(&[&["score", "coverage=4"]], &[&["score", "habits=0.5"]]);
    let goals = env.run(["goal", "list", "--format", "json"]).json();
    assert_eq!(goals["goals"][0]["value"], 4.0);
    assert_eq!(goals["goals"][1]["value"], 0.5);
}

#[test]
fn a_score_and_a_drop_of_the_same_goal() {
    let env = merges(&[&["score", "coverage=4"]], &[&["goal", "drop", "coverage", "--reason", "moved"]]);
    let text = env.read("checkout/goals/coverage.toml");
    assert!(text.contains("2026-W47 = { value = 4 }") && text.contains("[dropped]"), "{text}");
}

#[test]
fn a_close_and_the_day_of_the_mvp() {
    let env = merges(
        &[&["close", "--early", "--reason", "dissolved"]],
        &[&["edit", "--mvp-in-production", "2026-11-18"], &["edit", "--advisor", "Mira"]],
    );
    let text = env.read("checkout/engagement.toml");
    assert!(text.contains("[close]") && text.contains("mvp_in_production = 2026-11-18"), "{text}");
}

#[test]
fn different_fields_of_an_engagement() {
    let env = merges(
        &[&["edit", "--end", "2027-01-15"], &["edit", "--host", "Checkout"]],
        &[&["edit", "--start", "2026-10-13"], &["edit", "--person", "Lee"]],
    );
    let text = env.read("checkout/engagement.toml");
    for field in ["end = 2027-01-15", "host = \"Checkout\"", "start = 2026-10-13", "\"Lee\""] {
        assert!(text.contains(field), "{field}\n{text}");
    }
}

#[test]
fn retros_of_different_weeks_and_answers_to_a_survey() {
    let env = merges(
        &[&["retro", "--well", "x", "--done", "ask"], &["nps", "add", "--score", "9"], &["nps", "add", "--score", "9"]],
        &[&["retro", "--poorly", "y", "--date", "2026-W46"], &["nps", "add", "--score", "9"]],
    );
    assert_eq!(env.run(["nps", "--format", "json"]).json()["n"], 3);
    let report = env.run(["report", "--format", "json"]).json();
    assert_eq!(report["retros"].as_array().map(Vec::len), Some(3));
    assert_eq!(report["open_actions"], 0);
}

#[test]
fn new_goals_and_new_engagements() {
    let env = merges(
        &[&["goal", "add", "Launch", "--milestone"], &["open", "Flags", "--id", "search"]],
        &[&["goal", "add", "Trust", "--rating"], &["open", "Tracing", "--id", "payments"]],
    );
    let status = env.run(["status", "--format", "json"]).json();
    assert_eq!(status["engagements"].as_array().map(Vec::len), Some(3));
}

#[test]
fn a_project_retro_and_one_of_a_week() {
    let env = merges(
        &[&["retro", "--project", "--well", "x", "--takeaway", "start small"]],
        &[&["retro", "--poorly", "y"], &["close", "--early", "--reason", "dissolved"]],
    );
    let report = env.run(["report", "checkout", "--format", "json"]).json();
    assert_eq!(report["project_retro"]["takeaways"][0]["text"], "start small");
    assert_eq!(report["retros"].as_array().map(Vec::len), Some(2));
}

#[test]
fn new_milestones_and_a_goal() {
    let env = merges(
        &[&["milestone", "add", "First contract"], &["goal", "add", "Trust", "--rating"]],
        &[&["milestone", "add", "Fraud checks join", "--scope"], &["milestone", "add", "Half way"]],
    );
    let list = env.run(["milestone", "list", "--format", "json"]).json();
    assert_eq!(list["milestones"].as_array().map(Vec::len), Some(3));
}

#[test]
fn fields_that_nobody_had_filled_in() {
    let env = merges(
        &[
            &["edit", "--practice", "contracts"],
            &["goal", "edit", "habits", "--why", "It lasts"],
            &["retro", "--minutes", "20"],
        ],
        &[&["edit", "--kind", "spread"], &["goal", "edit", "habits", "--weight", "2"], &["score", "habits=0.5"]],
    );
    let text = env.read("checkout/engagement.toml");
    assert!(text.contains("practice = \"contracts\"\n\nkind = \"spread\"\n"), "{text}");
    let text = env.read("checkout/goals/habits.toml");
    assert!(text.contains("why = \"It lasts\"") && text.contains("weight = 2") && text.contains("W47"), "{text}");
}

#[test]
fn actions_that_begin_with_the_same_words_keep_ids_of_their_own() {
    let long = "Ask the platform team for a staging environment of our own, with";
    let (ana, lee) = (format!("{long} our data"), format!("{long} their data"));
    let env = branches(&[], &[]);
    env.run(["retro", "--next", &ana, "--date", "2026-W46"]).success();
    commit(&env);
    env.git(["switch", "--quiet", "lee"]).success();
    env.run(["retro", "--next", &lee]).success();
    commit(&env);
    env.git(["merge", "--quiet", "--no-edit", "main"]).success();
    env.run(["check"]).success();
    let report = env.run(["report", "--format", "json"]).json();
    let actions = report["actions"].as_array().expect("a report lists actions");
    let begun =
        |action: &&serde_json::Value| action["id"].as_str().is_some_and(|id| id.starts_with("ask-the-platform-team"));
    assert_eq!(actions.iter().filter(begun).count(), 2, "{actions:?}");
    assert_eq!(report["open_actions"], 3);
}

#[test]
fn the_same_action_raised_by_both_is_one() {
    let env = merges(&[&["retro", "--next", "Lee: Pair"]], &[&["retro", "--next", "Lee: Pair", "--date", "2026-W46"]]);
    let report = env.run(["report", "--format", "json"]).json();
    assert_eq!(report["open_actions"], 2);
    env.run(["retro", "--done", "pair"]).success();
    assert_eq!(env.run(["report", "--format", "json"]).json()["open_actions"], 1);
}

#[test]
fn an_export_that_both_import_counts_once_or_check_says_so() {
    for (rounds, answers, told) in [(["2026-11-16"; 2], 2, false), (["2026-11-16", "2026-11-19"], 4, true)] {
        let env = branches(&[], &[]);
        env.write("../survey.csv", "Score,Why\n9,We find it first\n9,\n");
        for (branch, round) in [("main", rounds[0]), ("lee", rounds[1])] {
            env.git(["switch", "--quiet", branch]).success();
            env.run(["nps", "import", "../survey.csv", "--column", "Score", "--why-column", "Why", "--round", round])
                .success();
            commit(&env);
        }
        env.git(["merge", "--quiet", "--no-edit", "main"]).success();
        let report = env.run(["report", "--format", "json"]).json();
        let counts = report["nps"]["rounds"].as_array().into_iter().flatten().filter_map(|round| round["n"].as_u64());
        assert_eq!(counts.sum::<u64>(), answers);
        let check = env.run(["check"]).success();
        let finding = "nps/2026-11-19: the round of 2026-11-16 holds 2 answers of the same export [counted-twice]";
        assert_eq!(check.stdout_text().contains(finding), told, "{check}");
    }
}

#[test]
fn what_contradicts_is_a_conflict_that_no_command_works_on() {
    let env = branches(&[&["score", "coverage=4"]], &[&["score", "coverage=5"]]);
    env.git(["merge", "--quiet", "--no-edit", "lee"]).failure(1);
    env.run(["check"]).failure(1).stdout_contains("[conflict]");
    let before = env.snapshot_tree();
    env.run(["score", "coverage=4"]).failure(1).stderr_contains("git has left two versions");
    env.assert_untouched_since(&before);
    env.run(["status"]).failure(1).stdout_contains("checkout");
}
