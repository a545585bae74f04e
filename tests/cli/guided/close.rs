//! `close` at a terminal.

use snapbox::str;

use super::everywhere;
use crate::environment::TestEnvironment;
use crate::terminal::Key;

#[test]
fn an_early_end_needs_a_reason() {
    let [wide, narrow] = everywhere(TestEnvironment::with_checkout, &["close"], |session| {
        session.answer("why does it end early", "").answer("why does it end early", "?");
        session.answer("why does it end early", "The team was dissolved").answer("what came of it", "<");
        session.answer("why does it end early (The team was dissolved)", "Checkout merges with Basket");
        session.answer("what came of it", "Nine services have contracts");
    });
    wide.success().transcript(str![[r#"
Enter takes what is in brackets, ? explains, < goes back, Ctrl-C leaves.
Not done yet: the last scores of 4 goals (auxeng score), the project retro
  (auxeng retro --project) and the survey of the host team (auxeng nps add).
checkout runs until 18 December 2026.
why does it end early ›
  this needs an answer; ? explains
why does it end early › ?
  In one line: the team was dissolved. If only its time has changed, leave with
    Ctrl-C and move its end:
    auxeng edit --end DATE.
why does it end early › The team was dissolved
what came of it › <
why does it end early (The team was dissolved) › Checkout merges with Basket
what came of it › Nine services have contracts
Ended early checkout on 2026-11-20.
Saved engagement.toml in checkout.
To undo it: auxeng edit checkout, and take [close] and its lines away.
Look back upon the whole: auxeng retro --project -e checkout

"#]]);
    narrow.success().transcript(str![[r#"
Enter takes what is in brackets, ? explains, < goes back,
  Ctrl-C leaves.
Not done yet: the last scores of 4 goals (auxeng score), the
  project retro (auxeng retro --project) and the survey of
  the host team (auxeng nps add).
checkout runs until 18 December 2026.
why does it end early ›
  this needs an answer; ? explains
why does it end early › ?
  In one line: the team was dissolved. If only its time has
    changed, leave with Ctrl-C and move its end:
    auxeng edit --end DATE.
why does it end early › The team was dissolved
what came of it › <
why does it end early (The team was dissolved) › Checkout me
rges with Basket
what came of it › Nine services have contracts
Ended early checkout on 2026-11-20.
Saved engagement.toml in checkout.
To undo it:
  auxeng edit checkout, and take [close] and its lines away.
Look back upon the whole: auxeng retro --project -e checkout

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
        env
    };
    let env = scene();
    let mut session = env.terminal(["close"]).variable("AUXENG_TODAY", "2026-12-18").start();
    session.answer("what came of it", "Größe, 林美: twelve services");
    session.finish().success().restored().transcript(str![[r#"
Enter takes what is in brackets, ? explains, < goes back, Ctrl-C leaves.
what came of it › Größe, 林美: twelve services
Closed checkout on 2026-12-18.
Saved engagement.toml in checkout.
To undo it: auxeng edit checkout, and take [close] and its lines away.

"#]]);
    let flagged = scene();
    flagged.on("2026-12-18").run(["close", "--outcome", "Größe, 林美: twelve services"]).success();
    assert_eq!(env.read("checkout/engagement.toml"), flagged.read("checkout/engagement.toml"));
    let env = scene();
    let mut session = env.terminal(["close"]).variable("AUXENG_TODAY", "2026-12-18").start();
    session.answer("what came of it", "");
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
    session.answer("what came of it", "Nine services");
    session.finish().success().contains("Ended early checkout");
    quiet(&["close"], 0);
    assert!(env.read("checkout/engagement.toml").contains("outcome = \"Nine services\"\n"));
}

#[test]
fn whatever_lacks_a_reason_asks_for_it() {
    for flags in [&["--outcome", "Nine services"][..], &["--early"], &["--early", "--outcome", "Nine services"]] {
        let env = TestEnvironment::with_checkout();
        let mut session = env.terminal(["close"].iter().chain(flags)).start();
        session.answer("why does it end early", "Dissolved");
        if flags.len() == 1 {
            session.answer("what came of it", "Nine services");
        }
        session.finish().success().contains("Ended early checkout");
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
    session.answer("why does it end early", "$(id); isn't").asks("what came of it").key(Key::Ctrl('c'));
    let told = "To go on: auxeng close checkout --early --reason '$(id); isn'\\''t'\n";
    session.finish().failure(130).restored().contains("Stopped; nothing was written.\n").contains(told);
    // Somebody else spoils the record meanwhile.
    let mut session = env.terminal(["close"]).size(200, 24).start();
    session.answer("why does it end early", "Dissolved").asks("what came of it");
    env.write("checkout/engagement.toml", "title = 1\n");
    session.line("Nine services");
    let told = "to go on: auxeng close checkout --early --reason Dissolved --outcome 'Nine services'\n";
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
