//! `checkin` at a terminal.

use snapbox::str;

use crate::environment::TestEnvironment;
use crate::terminal::Key;

fn after_the_end() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    let text = env.read("checkout/engagement.toml").replace("2026-10-12", "2026-06-08");
    let text = text.replace("2026-12-18", "2026-08-14");
    env.write("checkout/engagement.toml", format!("{text}\n[close]\ndate = 2026-08-14\n"));
    env
}

#[test]
fn the_three_questions_are_asked_with_what_was_said() {
    let env = after_the_end();
    let mut session = env.terminal(["checkin"]).start();
    session.answer("comfortable maintaining what was built", "perhaps");
    session.answer("comfortable maintaining what was built", "y").answer("in their words", "They changed it twice");
    session.answer("habits kept", "?").answer("habits kept", "");
    session.answer("still depends on us", "<").answer("habits kept", "partly").answer("in their words", "");
    session.answer("still depends on us", "no").answer("in their words", "");
    session.answer("what else was said", "").answer("who was there", "Lee, 林美");
    session.finish().success().restored().transcript(str![[r#"
Enter takes what is in brackets, ? explains, < goes back, Ctrl-C leaves.
Contract tests for Checkout: check-in, 14 weeks after its end on 14 August 2026
comfortable maintaining what was built › perhaps
  answer `yes`, `partly` or `no`
comfortable maintaining what was built › y
in their words › They changed it twice
habits kept › ?
  Does the team still work as it did at the end? yes, partly or no. Empty leaves
    it out.
habits kept ›
still depends on us › <
habits kept › partly
in their words ›
still depends on us › no
in their words ›
what else was said ›
who was there › Lee, 林美
Check-in of checkout on 2026-11-20: comfortable yes, habits kept partly, depends
  on us no.
Saved checkins/2026-11-20.toml in checkout.
Ask the NPS question again: auxeng nps add -e checkout

"#]]);
    let flagged = after_the_end();
    let said = ["checkin", "--comfortable", "yes", "--comfortable-note", "They changed it twice"];
    let more = ["--habits", "partly", "--dependent", "no", "--present", "Lee", "--present", "林美"];
    flagged.run(said.into_iter().chain(more)).success();
    let file = "checkout/checkins/2026-11-20.toml";
    assert_eq!(env.read(file), flagged.read(file));
}

#[test]
fn leaving_writes_nothing_and_tells_how_to_go_on() {
    let env = after_the_end();
    let before = env.snapshot_tree();
    let mut session = env.terminal(["checkin"]).size(200, 24).start();
    session.answer("comfortable maintaining what was built", "no").asks("in their words").key(Key::Ctrl('c'));
    let told = "To go on: auxeng checkin checkout --comfortable no\n";
    session.finish().failure(130).restored().contains("Stopped; nothing was written.\n").contains(told);
    env.assert_untouched_since(&before);
    let mut session = env.terminal(["checkin"]).start();
    for question in ["comfortable maintaining", "habits kept", "still depends on us", "what else", "who was there"] {
        session.answer(question, "");
    }
    session.finish().success().contains("Nothing was answered; nothing was written.");
    env.assert_untouched_since(&before);
}
