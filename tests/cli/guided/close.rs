//! `close` at a terminal.

use snapbox::str;

use super::everywhere;
use crate::environment::TestEnvironment;
use crate::terminal::Key;

#[test]
fn an_early_end_needs_a_reason() {
    let [wide, narrow] = everywhere(TestEnvironment::with_checkout, &["close"], |session| {
        session.answer("why early", "").answer("why early", "?");
        session.answer("why early", "The team was dissolved");
        session.answer("the last scores of 4 goals, now or later (later)", ">").answer("what came of it", "<");
        session.answer("why early (The team was dissolved)", "Checkout merges with Basket");
        session.answer("what came of it", "Nine services have contracts");
        session.answer("what stays: who maintains it", "The broker").answer("what stays: who", "The broker: Lee");
        session.answer("what else: who", "");
    });
    wide.success().transcript(str![[r#"
Enter takes what is in brackets, ? explains, < goes back, Ctrl-C leaves.
checkout runs until 18 December 2026.
No retro has noted a failure mode.
why early ›
  this needs an answer; ? explains
why early › ?
  In one line: the team was dissolved. If only its time has changed, leave with
    Ctrl-C and move its end:
    auxeng edit --end DATE.
why early › The team was dissolved
Not done yet: the last scores of 4 goals, the project retro, the survey of the
  host team and champions to come back to.
the last scores of 4 goals, now or later (later) › >
what came of it › <
why early (The team was dissolved) › Checkout merges with Basket
what came of it › Nine services have contracts
what stays: who maintains it › The broker
  handover `The broker` does not say what stays and who maintains it
  write both with a colon between: "The contract broker: Lee Novak"
what stays: who maintains it › The broker: Lee
what else: who ›
Closed checkout early on 2026-11-20.
Saved engagement.toml in checkout.
To undo it: auxeng edit checkout, and take [close] and its lines away.
Not done yet:
  the last scores of 4 goals: auxeng score -e checkout
  the project retro: auxeng retro --project -e checkout
  the survey of the host team: auxeng nps add -e checkout
  champions to come back to: auxeng champion add -e checkout

"#]]);
    narrow.success().transcript(str![[r#"
Enter takes what is in brackets, ? explains, < goes back,
  Ctrl-C leaves.
checkout runs until 18 December 2026.
No retro has noted a failure mode.
why early ›
  this needs an answer; ? explains
why early › ?
  In one line: the team was dissolved. If only its time has
    changed, leave with Ctrl-C and move its end:
    auxeng edit --end DATE.
why early › The team was dissolved
Not done yet: the last scores of 4 goals, the project retro,
  the survey of the host team and champions to come back to.
the last scores of 4 goals, now or later (later) › >
what came of it › <
why early (The team was dissolved) › Checkout merges with Ba
sket
what came of it › Nine services have contracts
what stays: who maintains it › The broker
  handover `The broker` does not say what stays and who
    maintains it
  write both with a colon between: "The contract broker: Lee
    Novak"
what stays: who maintains it › The broker: Lee
what else: who ›
Closed checkout early on 2026-11-20.
Saved engagement.toml in checkout.
To undo it:
  auxeng edit checkout, and take [close] and its lines away.
Not done yet:
  the last scores of 4 goals: auxeng score -e checkout
  the project retro: auxeng retro --project -e checkout
  the survey of the host team: auxeng nps add -e checkout
  champions to come back to: auxeng champion add -e checkout

"#]]);
}

#[test]
fn at_its_end_only_the_outcome_is_asked_for() {
    let scene = || {
        let env = TestEnvironment::with_checkout();
        let scores = ["score", "coverage=10", "build-time=20", "launch=done", "habits=80%"];
        env.on("2026-12-18").run(scores).success();
        env.on("2026-12-18").run(["nps", "add", "--score", "9"]).success();
        env.write("checkout/retros/project.toml", "date = 2026-12-18\n");
        env.write("checkout/champions/lee.toml", "person = \"Lee\"\n");
        env
    };
    let env = scene();
    let mut session = env.terminal(["close"]).variable("AUXENG_TODAY", "2026-12-18").start();
    session.answer("what came of it", "Größe, 林美: twelve services").answer("what stays: who maintains it", "");
    session.finish().success().restored().transcript(str![[r#"
Enter takes what is in brackets, ? explains, < goes back, Ctrl-C leaves.
what came of it › Größe, 林美: twelve services
what stays: who maintains it ›
Closed checkout on 2026-12-18.
Saved engagement.toml in checkout.
To undo it: auxeng edit checkout, and take [close] and its lines away.
Not done yet:
  the hand-over: who maintains what:
    auxeng close checkout --handover 'WHAT: WHO'

"#]]);
    let flagged = scene();
    flagged.on("2026-12-18").run(["close", "--outcome", "Größe, 林美: twelve services"]).success();
    assert_eq!(env.read("checkout/engagement.toml"), flagged.read("checkout/engagement.toml"));
    let env = scene();
    let mut session = env.terminal(["close"]).variable("AUXENG_TODAY", "2026-12-18").start();
    session.answer("what came of it", "").answer("what stays: who maintains it", "");
    session.finish().success().contains("Say what came of it: auxeng close checkout --outcome");
}

#[test]
fn leaving_writes_nothing_and_says_so() {
    let env = TestEnvironment::with_checkout();
    let before = env.snapshot_tree();
    for answers in [&[][..], &["Dissolved"]] {
        let mut session = env.terminal(["close"]).start();
        for answer in answers {
            session.line(answer);
        }
        session.asked().key(Key::Ctrl('c'));
        session.finish().failure(130).restored().contains("Stopped; nothing was written.\n");
        env.assert_untouched_since(&before);
    }
}

#[test]
fn what_is_said_already_is_not_asked() {
    let env = TestEnvironment::with_checkout();
    let quiet = |arguments: &[&str], code| {
        let ended = env.terminal(arguments).start().finish();
        let ended = if code == 0 { ended.success() } else { ended.failure(code) };
        assert!(!ended.text().contains('›'), "{}", ended.text());
    };
    quiet(&["close", "--date", "2026-10-01"], 1);
    let mut session = env.terminal(["close", "--early", "--reason", "Dissolved"]).start();
    session.answer("the last scores", ">").answer("what came of it", "Nine services").answer("what stays", "");
    session.finish().success().contains("Closed checkout early");
    quiet(&["close"], 0);
    assert!(env.read("checkout/engagement.toml").contains("outcome = \"Nine services\"\n"));
}

#[test]
fn whatever_lacks_a_reason_asks_for_it() {
    for flags in [&["--outcome", "Nine services"][..], &["--early"], &["--early", "--outcome", "Nine services"]] {
        let env = TestEnvironment::with_checkout();
        let mut session = env.terminal(["close"].iter().chain(flags)).start();
        session.answer("why early", "Dissolved").answer("the last scores", ">");
        if flags.len() == 1 {
            session.answer("what came of it", "Nine services");
        }
        session.answer("what stays", "");
        session.finish().success().contains("Closed checkout early");
        let record = env.read("checkout/engagement.toml");
        assert!(
            record.contains("reason = \"Dissolved\"") && record.contains("outcome = \"Nine services\""),
            "{record}"
        );
    }
    let env = TestEnvironment::with_checkout();
    env.refuses(2, ["close", "--early"], &["--reason is missing"]);
    env.refuses(2, ["close", "--early", "--reason", " "], &["--reason is empty"]);
}

#[test]
fn what_was_answered_is_told_as_a_command() {
    let env = TestEnvironment::with_checkout();
    let mut session = env.terminal(["close"]).size(200, 24).start();
    session.answer("why early", "$(id); isn't").asks("the last scores").key(Key::Ctrl('c'));
    let told = "To go on: auxeng close checkout --early --reason '$(id); isn'\\''t'\n";
    session.finish().failure(130).restored().contains("Stopped; nothing was written.\n").contains(told);
    // Somebody else spoils the record meanwhile.
    let mut session = env.terminal(["close"]).size(200, 24).start();
    session.answer("why early", "Dissolved").answer("the last scores", ">").asks("what came of it");
    env.write("checkout/engagement.toml", "title = 1\n");
    session.line("Nine services").answer("what stays", "The broker: Lee").answer("what else", "");
    let told = "to go on: auxeng close checkout --early --reason Dissolved --outcome 'Nine services' --handover 'The broker: Lee'\n";
    session.finish().failure(1).contains("cannot be read in full").contains(told);
}

#[test]
fn a_close_can_be_undone_as_it_says() {
    let env = TestEnvironment::with_checkout();
    let before = env.read("checkout/engagement.toml");
    env.run(["close", "--early", "--reason", "x"])
        .success()
        .stderr_contains("To undo it: auxeng edit checkout, and take [close] and its lines away.\n");
    env.terminal(["edit", "checkout"]).variable("EDITOR", "sed -i '/^.close]/,$d'").start().finish().success();
    assert_eq!(env.read("checkout/engagement.toml").trim_end(), before.trim_end());
}

#[test]
fn what_is_missing_is_done_on_the_way() {
    let env = TestEnvironment::with_checkout();
    let mut session = env.terminal(["close", "--date", "2026-12-18"]).variable("AUXENG_TODAY", "2026-12-18").start();
    session.answer("the last scores of 4 goals, now or later", "?").answer("the last scores", "now");
    for value in ["10", "80%", "done", "20"] {
        session.asked().line(value);
    }
    session.answer("the project retro, now or later", "").answer("the survey of the host team", "now");
    session.answer("score, 0 to 10", "9").answer("why", "").answer("role", "").answer("next score", "");
    session.answer("champions to come back to", "now").answer("name", "Lee Novak").answer("for what", "");
    session.answer("how often to talk", "").answer("what came of it", "It holds").answer("what stays", "Gate: Lee");
    session.answer("what else", "");
    session.finish().success().restored().contains("Closed checkout on 2026-12-18.");
    assert!(env.read("checkout/goals/coverage.toml").contains("2026-W51 = { value = 10 }"));
    assert!(env.read("checkout/champions/lee-novak.toml").starts_with("person = \"Lee Novak\"\n"));
    assert!(
        env.read("checkout/engagement.toml").contains("handover = [\n    { what = \"Gate\", who = \"Lee\" },\n]\n")
    );
}

#[test]
fn whoever_stops_on_the_way_keeps_what_was_recorded() {
    let env = TestEnvironment::with_checkout();
    let mut session = env.terminal(["close", "--date", "2026-12-18"]).variable("AUXENG_TODAY", "2026-12-18").start();
    session.answer("the last scores", "").answer("the project retro", "later").answer("the survey", "");
    session.answer("champions", "now").answer("name", "Lee").answer("for what", "").answer("how often", "");
    session.asks("what came of it").key(Key::Ctrl('c'));
    session.finish().failure(130).restored().contains("Stopped; what was recorded stays, and it is not closed.\n");
    assert!(!env.read("checkout/engagement.toml").contains("[close]"));
    assert!(env.read("checkout/champions/lee.toml").contains("Lee"));
    // Somebody stops within what was begun.
    let mut session = env.terminal(["close", "--date", "2026-12-18"]).variable("AUXENG_TODAY", "2026-12-18").start();
    session.answer("the last scores", "now").asked().key(Key::Ctrl('c'));
    session.finish().failure(130).restored();
    assert!(!env.read("checkout/engagement.toml").contains("[close]"));
}

#[test]
fn a_failure_mode_that_lasts_is_offered_as_the_reason() {
    let env = TestEnvironment::with_checkout();
    for date in ["2026-11-13", "2026-11-20"] {
        env.run(["retro", "--date", date, "--failure-mode", "bad-habits", "--well", date]).success();
    }
    let mut session = env.terminal(["close", "--early"]).start();
    session.answer("why early (the team goes back to bad habits, for 2 retros running)", "");
    session.answer("the last scores", ">").answer("what came of it", "").answer("what stays", "");
    let ended = session.finish().success();
    ended.contains("  the team goes back to bad habits, 2 retros running (13 November 2026, 20");
    assert!(env.read("checkout/engagement.toml").contains("reason = \"the team goes back to bad habits, for 2 retros"));
}
