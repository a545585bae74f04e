//! `nps add` without a score.

use snapbox::str;

use super::everywhere;
use crate::environment::TestEnvironment;
use crate::terminal::Key;

/// How many answers the survey of today has.
fn answers(env: &TestEnvironment) -> u64 {
    env.run(["nps", "--format", "json"]).json()["n"].as_u64().expect("a number")
}

#[test]
fn answers_are_asked_for_one_after_the_other() {
    let [wide, narrow] = everywhere(TestEnvironment::with_checkout, &["nps", "add"], |session| {
        session.answer("score, 0 to 10", "9").answer("why", "We could not have done it alone");
        session.answer("role", "developer").answer("next score", "6").answer("why", "").answer("role", "");
        session.answer("next score", "").wait_for("recorded.");
    });
    wide.success().transcript(str![[r#"
Enter takes what is in brackets, ? explains, < goes back, Ctrl-C leaves.
score, 0 to 10 › 9
why › We could not have done it alone
role › developer
Added 9, a promoter, to a new round, 2026-11-20 of checkout.
Saved nps/2026-11-20/qmzkrtvw.toml in checkout.
next score › 6
why ›
role ›
Added 6, a detractor, to the round of 2026-11-20 of checkout.
Saved nps/2026-11-20/qmzkrtvw.toml in checkout.
next score ›
2 answers recorded.

"#]]);
    narrow.success().transcript(str![[r#"
Enter takes what is in brackets, ? explains, < goes back,
  Ctrl-C leaves.
score, 0 to 10 › 9
why › We could not have done it alone
role › developer
Added 9, a promoter, to a new round, 2026-11-20 of checkout.
Saved nps/2026-11-20/qmzkrtvw.toml in checkout.
next score › 6
why ›
role ›
Added 6, a detractor, to the round of 2026-11-20 of
  checkout.
Saved nps/2026-11-20/qmzkrtvw.toml in checkout.
next score ›
2 answers recorded.

"#]]);
}

#[test]
fn wrong_answers_stay_to_be_mended_and_one_can_go_back() {
    let [wide, _] = everywhere(TestEnvironment::with_checkout, &["nps", "add", "--asked", "1"], |session| {
        session.answer("score", "").answer("score", "11").asks("score").key(Key::Backspace).key(Key::Backspace);
        session.line("?").answer("score", "8.5").asks("score").key(Key::Ctrl('u')).line("8").answer("why", "<");
        session
            .answer("score, 0 to 10 (8)", "10")
            .answer("why", "Größe ❤ 林美")
            .answer("role", "<")
            .answer("why (", "");
        session.answer("role", "").answer("next score", "?").answer("next score", "");
    });
    wide.success().transcript(str![[r#"
Enter takes what is in brackets, ? explains, < goes back, Ctrl-C leaves.
score, 0 to 10 ›
  this needs an answer; ? explains
score, 0 to 10 › 11
  score `11` is not a whole number from 0 to 10
score, 0 to 10 › ?
  How likely the person is to recommend Aux Eng: a whole number from 0, not at
    all, to 10.
score, 0 to 10 › 8.5
  score `8.5` is not a whole number from 0 to 10
score, 0 to 10 › 8
why › <
score, 0 to 10 (8) › 10
why › Größe ❤ 林美
role › <
why (Größe ❤ 林美) ›
role ›
Added 10, a promoter, to a new round, 2026-11-20 of checkout.
Saved nps/2026-11-20/survey.toml and nps/2026-11-20/qmzkrtvw.toml in checkout.
next score › ?
  The score of the next answer. An empty line ends.
next score ›
1 answer recorded.

"#]]);
}

#[test]
fn leaving_keeps_the_answers_before_and_says_so() {
    let env = TestEnvironment::with_checkout();
    let before = env.snapshot_tree();
    for lines in [&[][..], &["9"], &["9", "Because"]] {
        let mut session = env.terminal(["nps", "add"]).start();
        for line in lines {
            session.line(line);
        }
        session.asked().key(Key::Ctrl('d'));
        session.finish().failure(130).restored().contains("Stopped; nothing was written.\n");
        env.assert_untouched_since(&before);
    }
    let mut session = env.terminal(["nps", "add", "--role", "developer", "--asked", "4"]).start();
    session.line("9").line("").line("7").line("").answer("next score", "3").asks("why").key(Key::Ctrl('c'));
    session.finish().failure(130).restored().contains("2 answers recorded.\n");
    assert_eq!(answers(&env), 2);
}

#[test]
fn nothing_is_asked_when_the_score_is_given_or_when_nobody_is_there() {
    let env = TestEnvironment::with_checkout();
    let ended = env.terminal(["nps", "add", "--score", "9"]).start().finish().success();
    assert!(!ended.text().contains('›'));
    let ended = env.terminal(["nps", "add", "--asked", "1"]).start().finish().failure(1);
    assert!(!ended.contains("1 cannot be all who were asked").text().contains('›'));
    env.refuses(2, ["nps", "add"], &["--score is missing", "auxeng nps add --score 9", "nothing was written"]);
    env.refuses(2, ["nps", "add", "--score", "11"], &["--score `11` is not a whole number from 0 to 10"]);
}

#[test]
fn what_was_answered_is_told_as_a_command() {
    let env = TestEnvironment::with_checkout();
    let mut session = env.terminal(["nps", "add"]).size(200, 24).start();
    session.answer("score", "9").answer("why", "Fast & kind").asks("role").key(Key::Ctrl('c'));
    let told = "To go on: auxeng nps add --score 9 --why 'Fast & kind' -e checkout\n";
    session.finish().failure(130).restored().contains(told);
}
