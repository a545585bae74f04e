//! `champion add` and `champion talk` at a terminal.

use snapbox::str;

use crate::environment::TestEnvironment;
use crate::terminal::Key;

#[test]
fn a_champion_is_asked_for_and_then_what_they_say() {
    let env = TestEnvironment::with_checkout();
    let mut session = env.terminal(["champion", "add"]).start();
    session.answer("name", "").answer("name", "Größe, Änne").answer("for what", "contracts first");
    session.answer("how often to talk, in weeks", "monthly").answer("how often to talk, in weeks", "4w");
    session.finish().success().restored().transcript(str![[r#"
Enter takes what is in brackets, ? explains, < goes back, Ctrl-C leaves.
name ›
  this needs an answer; ? explains
name › Größe, Änne
for what › contracts first
how often to talk, in weeks (as with all, 6) › monthly
  every `monthly` is not a number of weeks from 1 to 52
  write how many weeks lie between two talks: 6w
how often to talk, in weeks (as with all, 6) › 4w
Größe, Änne is a champion of checkout.
Saved champions/grosse-anne.toml in checkout.
The next talk is due on 15 January 2027: auxeng champion talk grosse-anne

"#]]);
    let flagged = TestEnvironment::with_checkout();
    flagged.run(["champion", "add", "Größe, Änne", "--for", "contracts first", "--every", "4w"]).success();
    let file = "checkout/champions/grosse-anne.toml";
    assert_eq!(env.read(file), flagged.read(file));
    let mut session = env.terminal(["champion", "talk"]).start();
    session.answer("sentiment", "11").answer("sentiment", "8").answer("adoption", "60%").answer("what else", "");
    session.finish().success().restored().transcript(str![[r#"
Enter takes what is in brackets, ? explains, < goes back, Ctrl-C leaves.
Größe, Änne: nobody has talked with them yet.
sentiment, 0 to 10 › 11
  sentiment `11` is not a whole number from 0 to 10
sentiment, 0 to 10 › 8
adoption › 60%
what else was said ›
Größe, Änne on 2026-11-20: sentiment 8 of 10, adoption 60 %.
Saved champions/grosse-anne.toml in checkout.
The next talk is due on 18 December 2026.

"#]]);
    assert!(env.read(file).ends_with("2026-11-20 = { sentiment = 8, adoption = 0.6 }\n"));
    // Somebody who is named is not asked for, and what a flag says is not either.
    let mut session = env.terminal(["champion", "talk", "größe"]).start();
    session.answer("sentiment", "").answer("adoption", "").answer("what was said", "").answer("what was said", "Busy");
    session.finish().success().contains("sentiment 8 of 10, adoption 60 %, Busy (corrected)");
}

#[test]
fn leaving_writes_nothing_and_tells_how_to_go_on() {
    let env = TestEnvironment::with_checkout();
    let before = env.snapshot_tree();
    let mut session = env.terminal(["champion", "add"]).size(200, 24).start();
    session.answer("name", "Lee O'Hara").asks("for what").key(Key::Ctrl('c'));
    let told = "To go on: auxeng champion add 'Lee O'\\''Hara' -e checkout\n";
    session.finish().failure(130).restored().contains("Stopped; nothing was written.\n").contains(told);
    env.assert_untouched_since(&before);
    env.run(["champion", "add", "Lee"]).success();
    let before = env.snapshot_tree();
    let mut session = env.terminal(["champion", "talk"]).size(200, 24).start();
    session.answer("sentiment", "8").asks("adoption").key(Key::Ctrl('c'));
    let told = "To go on: auxeng champion talk lee --sentiment 8 -e checkout\n";
    session.finish().failure(130).restored().contains(told);
    env.assert_untouched_since(&before);
}

#[test]
fn one_of_several_is_picked_those_first_whose_talk_is_due() {
    let env = TestEnvironment::with_checkout();
    env.run(["champion", "add", "Lee Novak"]).success();
    env.run(["champion", "add", "Clara Weiss"]).success();
    env.run(["champion", "talk", "clara", "--sentiment", "5", "--date", "2026-10-01"]).success();
    let mut session = env.terminal(["champion", "talk"]).start();
    session.wait_for("> Clara Weiss of checkout").key(Key::Enter);
    session.answer("sentiment", "9").answer("adoption", "").answer("what else was said", "");
    session.finish().success().contains("Clara Weiss on 2026-11-20: sentiment 9 of 10.");
}
