//! `feedback add` where another engagement has met something like it.

use super::everywhere;
use crate::environment::TestEnvironment;
use crate::terminal::Key;

fn met() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    env.run(["open", "Feature flags", "--id", "search", "--host", "Search", "--start", "2026-10-12"]).success();
    env.run(["feedback", "add", "The broker is slow", "--id", "slow", "--tool", "broker", "-e", "checkout"]).success();
    env
}

const AGAIN: [&str; 8] = ["feedback", "add", "Slow broker", "--tool", "Broker", "-e", "search", "--id=again"];

const FILE: &str = "search/feedback/2026-11-20-again.toml";

#[test]
fn the_same_is_added_to_what_is_there_before_anything_is_written() {
    let env = met();
    let before = env.snapshot_tree();
    let mut session = env.terminal(AGAIN).start();
    session.wait_for("checkout met something like it: The broker is slow").asks("new, or the same");
    env.assert_untouched_since(&before);
    session.answer("new, or the same", "same").wait_for("Changed `slow` of checkout.");
    session.finish().success();
    assert!(env.read("checkout/feedback/2026-11-20-slow.toml").contains("    \"Search\",\n"));
    assert!(!env.path().join(FILE).exists());
}

#[test]
fn what_is_new_is_written() {
    for answer in ["", "new", "-"] {
        let env = met();
        let mut session = env.terminal(AGAIN).start();
        session.answer("new, or the same", answer).wait_for("Added the friction `again` to search.");
        let ended = session.finish().success();
        assert_eq!(ended.text().matches("something like it").count(), 1, "{}", ended.text());
        assert!(env.path().join(FILE).exists());
    }
    let env = met();
    let ended = env.terminal(AGAIN.iter().chain(&["--new"])).start().finish().success();
    assert!(!ended.text().contains("something like it"), "{}", ended.text());
}

#[test]
fn whoever_stops_there_writes_nothing() {
    let env = met();
    let before = env.snapshot_tree();
    let mut session = env.terminal(AGAIN).start();
    session.asks("new, or the same").key(Key::Ctrl('c'));
    session.finish().failure(130).contains("Stopped; nothing was written.");
    env.assert_untouched_since(&before);
}

#[test]
fn every_host_that_was_named_is_added_and_what_is_not_kept_is_told() {
    let env = met();
    env.run(["edit", "search", "--host=-x team"]).success();
    let more = ["--seen-at", "Payments", "--seen-at=-y", "--happened", "A day", "--cost", "20m"];
    let mut session = env.terminal(AGAIN.iter().chain(&more)).start();
    session.answer("new, or the same", "same").wait_for("Changed `slow` of checkout.");
    session.finish().success().contains("not kept: --id, --happened and --cost");
    let there = env.read("checkout/feedback/2026-11-20-slow.toml");
    assert!(there.contains("    \"-x team\",\n    \"Payments\",\n    \"-y\",\n"), "{there}");
    assert!(there.contains("tool = \"broker\"\n") && !there.contains("A day"), "{there}");
}

#[test]
fn whoever_goes_back_at_the_only_question_is_asked_again() {
    let env = met();
    let before = env.snapshot_tree();
    let mut session = env.terminal(AGAIN).start();
    session.answer("new, or the same", "<").wait_for("new, or the same").asks("new, or the same");
    env.assert_untouched_since(&before);
    session.key(Key::Ctrl('c'));
    session.finish().failure(130).contains("Stopped; nothing was written.");
    env.assert_untouched_since(&before);
}

#[test]
fn the_question_stands_at_the_end_of_the_others() {
    let [wide, _] = everywhere(met, &["feedback", "add", "-e", "search", "--kind", "idea"], |session| {
        session.answer("title", "The broker is slow").answer("tool", "").answer("expected", "").answer("happened", "");
        session.answer("costs", "").answer("saves", "").answer("new, or the same", "<");
        session.answer("saves", "20m").answer("new, or the same", "s").wait_for("Changed `slow` of checkout.");
    });
    wide.success();
}
