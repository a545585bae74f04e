//! Which engagement a command works on.

use crate::environment::TestEnvironment;
use crate::invocation::Invocation;

/// The engagement whose goals a `goal list` lists.
#[track_caller]
fn chosen(run: Invocation<'_>) -> String {
    run.json()["engagement"].as_str().expect("an id").to_owned()
}

const LIST: [&str; 4] = ["goal", "list", "--format", "json"];

fn three() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    env.add_engagement("checkin");
    env.add_engagement("search");
    env
}

#[test]
fn a_beginning_will_do_when_no_other_has_it() {
    let env = three();
    let named = |name: &str| chosen(env.run(LIST.iter().chain(&["-e", name])));
    assert_eq!(named("search"), "search");
    assert_eq!(named("s"), "search");
    assert_eq!(named("checko"), "checkout");
    env.refuses(1, LIST.iter().chain(&["-e", "check"]), &["2 engagements match `check`: checkin and checkout"]);
    env.refuses(1, LIST.iter().chain(&["-e", "searhc"]), &["no engagement `searhc`", "did you mean `search`?"]);
    env.refuses(1, LIST.iter().chain(&["-e", "zebra"]), &["no engagement `zebra`", "checkin, checkout and search"]);
    env.refuses(1, LIST.iter().chain(&["-e", "../checkout"]), &["no engagement `../checkout`"]);
    env.refuses(1, LIST.iter().chain(&["-e", ""]), &["no engagement ``"]);
}

#[test]
fn a_whole_id_goes_before_beginnings() {
    let env = three();
    env.add_engagement("check");
    assert_eq!(chosen(env.run(LIST.iter().chain(&["-e", "check"]))), "check");
}

#[test]
fn the_variable_names_one_and_the_flag_another() {
    let env = three();
    assert_eq!(chosen(env.run(LIST).variable("AUXENG_ENGAGEMENT", "sea")), "search");
    let flagged = env.run(LIST.iter().chain(&["-e", "checkin"])).variable("AUXENG_ENGAGEMENT", "search");
    assert_eq!(chosen(flagged), "checkin");
    let argument = env.run(["goal", "list", "checkin", "--format", "json"]).variable("AUXENG_ENGAGEMENT", "search");
    assert_eq!(chosen(argument), "checkin");
    env.run(LIST).variable("AUXENG_ENGAGEMENT", "zebra").failure(1).stdout("").stderr_contains("no engagement `zebra`");
}

#[test]
fn the_folder_tells_it() {
    let env = three();
    env.write("checkout/goals/deep/file", "");
    for folder in ["checkout", "checkout/goals", "checkout/goals/deep"] {
        assert_eq!(chosen(env.run(LIST).folder(folder)), "checkout", "{folder}");
    }
    env.write("notes/file", "");
    env.run(LIST).folder("notes").failure(1).stderr_contains("3 engagements are running");
}

#[test]
#[cfg(unix)]
fn a_folder_reached_by_a_link_tells_it_too() {
    let env = three();
    let link = env.home().join("here");
    std::os::unix::fs::symlink(env.path(), &link).expect("a link can be made");
    let store = link.to_string_lossy().into_owned();
    let run = env.run(LIST.iter().copied().chain(["--store", &store])).folder("checkout");
    assert_eq!(chosen(run), "checkout");
}

#[test]
fn a_store_named_by_a_relative_path_is_the_same_store() {
    let env = three();
    for (folder, store) in [("checkout", ".."), ("checkout/goals", "../.."), ("checkout", "../../work")] {
        let run = env.run(LIST.iter().chain(&["--store", store])).folder(folder);
        assert_eq!(chosen(run), "checkout", "{folder} {store}");
    }
}

#[test]
fn the_only_one_that_runs_is_meant() {
    let env = TestEnvironment::with_checkout();
    env.write(
        "old/engagement.toml",
        "title = \"Old\"\nstart = 2026-01-05\nend = 2026-03-13\n[close]\ndate = 2026-03-13\n",
    );
    env.write("next/engagement.toml", "title = \"Next\"\nstart = 2027-01-04\nend = 2027-03-12\n");
    assert_eq!(chosen(env.run(LIST)), "checkout");
    // When none runs, the only one that is not over; when all are over, the only one.
    env.run(["close", "--early", "--reason", "x"]).success();
    assert_eq!(chosen(env.run(LIST)), "next");
    let later = env.on("2027-02-01");
    let close = ["close", "next", "--early", "--reason", "x", "--date", "2027-01-04"];
    later.run(close).success();
    later.run(LIST).failure(1).stderr_contains("3 engagements are in question: checkout, next and old");
}

#[test]
fn several_that_run_are_named() {
    let env = three();
    for command in [
        &["score", "a=1"][..],
        &["retro", "--well", "a"],
        &["report"],
        &["log"],
        &["nps"],
        &["nps", "add", "--score", "9"],
        &["goal", "list"],
        &["goal", "add", "A", "--rating"],
        &["edit", "--host", "x"],
        &["close"],
    ] {
        env.refuses(1, command, &["3 engagements are running: checkin, checkout and search", "-e checkin"]);
    }
    env.run(["status"]).success();
}

#[test]
fn a_store_without_engagements_says_how_to_open_the_first() {
    let env = TestEnvironment::with_store();
    for command in [
        &["score", "a=1"][..],
        &["retro", "--well", "a"],
        &["report"],
        &["log"],
        &["nps"],
        &["goal", "list"],
        &["close"],
    ] {
        env.refuses(1, command, &["no engagements in .", "auxeng open"]);
    }
    env.refuses(1, ["report", "search"], &["no engagements in .", "auxeng open"]);
}

#[test]
fn an_engagement_that_cannot_be_read_may_be_the_one_that_is_meant() {
    let env = TestEnvironment::with_checkout();
    env.write("broken/engagement.toml", "title = \n");
    for command in [&["score", "coverage=3"][..], &["retro", "--well", "x"], &["report"]] {
        env.refuses(1, command, &["broken/engagement.toml:1:9", "-e"]);
    }
    env.run(["score", "-e", "checkout", "coverage=3"]).success();
    env.refuses(1, ["score", "-e", "broken", "coverage=3"], &["broken/engagement.toml:1:9", "nothing was written"]);
    env.refuses(1, ["report", "broken"], &["broken/engagement.toml:1:9", "`broken` cannot be read"]);
}
