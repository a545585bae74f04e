//! `resolve` at a terminal.

use snapbox::str;

use super::everywhere;
use crate::environment::TestEnvironment;
use crate::parted::GOAL;
use crate::terminal::Key;

/// Two records in conflict, the first of them in two fields.
fn scene() -> TestEnvironment {
    let env = TestEnvironment::parted(
        &[&["edit", "--end", "2027-01-15", "--host", "Basket"], &["score", "coverage=4"]],
        &[&["edit", "--end", "2027-01-22", "--host", "Till"], &["score", "coverage=5", "--note", "coverage=a recount"]],
    );
    env.merge_stops();
    env
}

#[test]
fn each_field_is_asked_for() {
    let [wide, narrow] = everywhere(scene, &["resolve"], |session| {
        session.answer("mine or theirs", "").answer("mine or theirs", "?").answer("mine or theirs", "mine");
        session.answer("mine or theirs", "<").answer("mine or theirs", "t").answer("mine or theirs", "m");
        session.answer("mine or theirs", "theirs");
    });
    let wide = wide.success().transcript(str![[r#"
checkout/engagement.toml
  mine: Work of Ana (Ana Aux, 2026-11-20)
  theirs: Work of Lee (Lee Novak, 2026-11-20)
host
  before: Checkout
  mine: Basket
  theirs: Till
mine or theirs ›
  this needs an answer; ? explains
mine or theirs › ?
  mine: it is to say what you have said. theirs: it is to say what the other
    side says. The beginning of the word will do; < goes back; Ctrl-C leaves the
    file as it is.
mine or theirs › mine
end
  before: 2026-12-18
  mine: 2027-01-15
  theirs: 2027-01-22
mine or theirs › <
host
  before: Checkout
  mine: Basket
  theirs: Till
mine or theirs › t
end
  before: 2026-12-18
  mine: 2027-01-15
  theirs: 2027-01-22
mine or theirs › m
Settled checkout/engagement.toml.
checkout/goals/coverage.toml
  mine: Work of Ana (Ana Aux, 2026-11-20)
  theirs: Work of Lee (Lee Novak, 2026-11-20)
score of 2026-W47
  mine: 4
  theirs: 5, note "a recount"
mine or theirs › theirs
Settled checkout/goals/coverage.toml.
Go on with the merge: git commit

"#]]);
    // The same words on other lines.
    let narrow = narrow.success().contains("  mine: it is to say what you have said. theirs: it is to\n    say what");
    assert!(narrow.text().split_whitespace().eq(wide.text().split_whitespace()), "{}", narrow.text());
}

#[test]
fn what_is_chosen_is_written_and_added() {
    let env = scene();
    let mut session = env.terminal(["resolve"]).start();
    session.answer("mine or theirs", "theirs").answer("mine or theirs", "mine").answer("mine or theirs", "theirs");
    session.finish().success().restored();
    let engagement = env.read("checkout/engagement.toml");
    assert!(engagement.contains("host = \"Till\"") && engagement.contains("end = 2027-01-15"), "{engagement}");
    assert!(env.read(GOAL).contains("2026-W47 = { value = 5, note = \"a recount\" }"));
    env.can_be_committed();
}

#[test]
fn who_leaves_has_settled_what_was_answered_in_full() {
    let env = scene();
    let marked = env.read(GOAL);
    let mut session = env.terminal(["resolve"]).start();
    session.answer("mine or theirs", "theirs").answer("mine or theirs", "mine");
    session.asks("score of 2026-W47").key(Key::Ctrl('c'));
    session.finish().failure(130).restored().contains("Stopped; checkout/goals/coverage.toml is left as it was.\n");
    assert_eq!(env.read(GOAL), marked);
    assert_eq!(env.in_conflict(), [GOAL]);
}

#[test]
fn what_does_not_go_together_is_asked_for_again() {
    let env = TestEnvironment::parted(
        &[&["edit", "--start", "2026-12-07", "--end", "2027-02-26"]],
        &[&["edit", "--start", "2026-10-05", "--end", "2026-11-27"]],
    );
    env.merge_stops();
    let mut session = env.terminal(["resolve"]).start();
    session.answer("mine or theirs", "mine").answer("mine or theirs", "theirs");
    session.asks("what was chosen does not go together").line("theirs").answer("mine or theirs", "theirs");
    session.finish().success().restored().contains("2026-11-27 is before `start` 2026-12-07");
    env.can_be_committed();
}

#[test]
fn a_record_that_was_taken_away_is_asked_for() {
    let scene = || {
        let env = TestEnvironment::parted(&[&["score", "coverage=4"]], &[]);
        env.git(["switch", "--quiet", "lee"]).success();
        env.git(["rm", "--quiet", GOAL]).success();
        env.commit("No longer a goal");
        env.git(["switch", "--quiet", "main"]).success();
        env.merge_stops();
        env
    };
    let env = scene();
    env.terminal(["resolve"]).start().answer("theirs has taken the record away", "yes").finish().success().restored();
    env.can_be_committed();
    let env = scene();
    let ended = env.terminal(["resolve"]).start().answer("keep it", "no").finish();
    ended.failure(1).restored().contains("to let it go: git rm checkout/goals/coverage.toml");
    assert_eq!(env.in_conflict(), [GOAL]);
}

#[test]
fn flags_leave_nothing_to_ask() {
    let env = scene();
    let ended = env.terminal(["resolve", "--take", "mine"]).start().finish().success();
    assert!(!ended.text().contains('›'), "{}", ended.text());
    env.can_be_committed();
}

#[test]
fn where_git_does_not_tell_whose_a_side_is_its_own_names_are_shown() {
    let env = TestEnvironment::parted(&[&["score", "coverage=4"]], &[&["score", "coverage=5"]]);
    env.git(["cherry-pick", "--no-commit", "lee"]).failure(1);
    let mut session = env.terminal(["resolve"]).start();
    session.answer("first or second", "second");
    let ended = session.finish().success().restored();
    ended.contains("  first: what git calls HEAD\n").contains("(Work of Lee)\n").contains("  second: 5\n");
    assert!(env.read(GOAL).contains("2026-W47 = { value = 5 }"));
}
