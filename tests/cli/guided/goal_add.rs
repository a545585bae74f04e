//! `goal add` without a title, or without a measure.

use snapbox::str;

use super::everywhere;
use crate::environment::TestEnvironment;
use crate::terminal::Key;

#[test]
fn goals_are_asked_for_one_after_the_other() {
    let [wide, narrow] = everywhere(TestEnvironment::with_checkout, &["goal", "add"], |session| {
        session.answer("title", "Teams that write contracts").answer("kind (diffusion)", "");
        session.answer("measured how (metric)", "").answer("unit", "teams").answer("from", "1").answer("to", "6");
        session.answer("counts only once the MVP is in production (no)", "");
        session.answer("another goal", "Releases without a second try").answer("kind", "bus").answer("how", "rat");
        session.answer("counts only", "y").answer("another goal", "First release").answer("kind", "tech");
        session.answer("measured how", "milestone").answer("counts only", "no").answer("another goal", "");
    });
    wide.success().transcript(str![[r#"
Enter takes what is in brackets, ? explains, < goes back, Ctrl-C leaves.
title › Teams that write contracts
kind (diffusion) ›
measured how (metric) ›
unit › teams
from › 1
to › 6
counts only once the MVP is in production (no) ›
Added the diffusion goal `teams-that-write-contracts` to checkout.
Saved goals/teams-that-write-contracts.toml in checkout.
another goal › Releases without a second try
kind (diffusion) › bus
measured how (metric) › rat
counts only once the MVP is in production (no) › y
Added the business goal `releases-without-a-second-try` to checkout.
Saved goals/releases-without-a-second-try.toml in checkout.
another goal › First release
kind (diffusion) › tech
measured how (metric) › milestone
counts only once the MVP is in production (no) › no
Added the technical goal `first-release` to checkout.
Saved goals/first-release.toml in checkout.
another goal ›

"#]]);
    narrow.success().transcript(str![[r#"
Enter takes what is in brackets, ? explains, < goes back,
  Ctrl-C leaves.
title › Teams that write contracts
kind (diffusion) ›
measured how (metric) ›
unit › teams
from › 1
to › 6
counts only once the MVP is in production (no) ›
Added the diffusion goal `teams-that-write-contracts` to
  checkout.
Saved goals/teams-that-write-contracts.toml in checkout.
another goal › Releases without a second try
kind (diffusion) › bus
measured how (metric) › rat
counts only once the MVP is in production (no) › y
Added the business goal `releases-without-a-second-try` to
  checkout.
Saved goals/releases-without-a-second-try.toml in checkout.
another goal › First release
kind (diffusion) › tech
measured how (metric) › milestone
counts only once the MVP is in production (no) › no
Added the technical goal `first-release` to checkout.
Saved goals/first-release.toml in checkout.
another goal ›

"#]]);
}

#[test]
fn what_is_answered_is_what_flags_would_say() {
    let (asked, flagged) = (TestEnvironment::with_checkout(), TestEnvironment::with_checkout());
    let mut session = asked.terminal(["goal", "add", "--why", "Trust", "--weight", "2"]).start();
    session.line("Größe des Builds").line("technical").line("").line("MB").line("40").line("12.5").line("yes").line("");
    session.finish().success().restored();
    let metric = ["--kind", "technical", "--unit", "MB", "--from", "40", "--to", "12.5", "--mvp"];
    let rest = ["--why", "Trust", "--weight", "2"];
    flagged.run(["goal", "add", "Größe des Builds"].iter().chain(&metric).chain(&rest)).success();
    assert_eq!(asked.snapshot_tree(), flagged.snapshot_tree());
}

#[test]
fn wrong_answers_stay_to_be_mended_and_one_can_go_back() {
    let [wide, _] = everywhere(TestEnvironment::with_checkout, &["goal", "add"], |session| {
        session.answer("title", "Coverage").answer("id", "services").answer("kind", "?").answer("kind", "diff");
        session.answer("measured how", "m").asks("measured how").key(Key::Ctrl('u')).line("?");
        session.answer("measured how", "rating").answer("counts only", "<").answer("how (rating)", "met");
        session.answer("unit", "").answer("from", "two").asks("from").key(Key::Ctrl('u')).line("2").answer("to", "2");
        session.asks("to").line("0").answer("counts only", "perhaps").asks("counts only").key(Key::Ctrl('u')).line("");
        session.answer("another goal", "");
    });
    wide.success().transcript(str![[r#"
Enter takes what is in brackets, ? explains, < goes back, Ctrl-C leaves.
title › Coverage
  checkout has a goal `coverage` already
  change it with auxeng goal edit coverage, or give this one another --id
id › services
kind (diffusion) › ?
  diffusion: the practice spreads; business or technical: the project succeeds.
kind (diffusion) › diff
measured how (metric) › m
  `m` could be `metric` or `milestone`
measured how (metric) › ?
  metric: goes from one number to another, either way; milestone: is reached or
    not; rating: is judged from 0 to 1.
measured how (metric) › rating
counts only once the MVP is in production (no) › <
measured how (rating) › met
unit ›
from › two
  from `two` is not a number
  write a number, such as 14 or 2.5
from › 2
to › 2
  baseline and target are the same, or too far apart to be measured
  name two different numbers with --from and --to
to › 0
counts only once the MVP is in production (no) › perhaps
  answer `yes` or `no`
counts only once the MVP is in production (no) ›
Added the diffusion goal `services` to checkout.
Saved goals/services.toml in checkout.
another goal ›

"#]]);
}

#[test]
fn leaving_keeps_the_goals_before_and_says_so() {
    let env = TestEnvironment::with_checkout();
    let before = env.snapshot_tree();
    for answers in [&[][..], &["Teams"], &["Teams", "", "", "teams", "1"]] {
        let mut session = env.terminal(["goal", "add"]).start();
        for answer in answers {
            session.line(answer);
        }
        session.asked().key(Key::Ctrl('c'));
        session.finish().failure(130).restored().contains("Stopped; nothing was written.\n");
        env.assert_untouched_since(&before);
    }
    let mut session = env.terminal(["goal", "add", "--rating"]).start();
    session.line("Teams").line("").line("").answer("another goal", "Builds").asks("kind").key(Key::Ctrl('c'));
    session.finish().failure(130).restored().contains("Stopped; the goals before this one are saved.\n");
    assert_eq!(env.goal("teams")["measure"], "rating");
    assert_eq!(env.snapshot_tree().len(), before.len() + 1);
}

#[test]
fn a_goal_with_a_title_is_asked_for_its_measure_and_then_no_more() {
    let env = TestEnvironment::with_checkout();
    let mut session = env.terminal(["goal", "add", "Builds", "--kind", "technical", "--mvp", "--to", "4"]).start();
    session.answer("unit", "").answer("from", "4").asks("from").key(Key::Backspace).line("40");
    session.finish().success().contains("Added the technical goal `builds` to checkout.");
    let ended = env.terminal(["goal", "add", "Habits of all", "--rating"]).start().finish().success();
    assert!(!ended.text().contains('›'));
    for (flags, words) in [
        (["--from", "x"], "--from `x` is not a number"),
        (["--weight", "0"], "--weight 0 is not more than 0"),
        (["--id", "A B"], "cannot be an id"),
    ] {
        let ended = env.terminal(["goal", "add"].iter().chain(&flags)).start().finish().failure(2);
        assert!(!ended.contains(words).text().contains('›'));
    }
    env.refuses(2, ["goal", "add"], &["TITLE is missing", "auxeng goal add \"Services covered\""]);
    env.refuses(2, ["goal", "add", "Builds again"], &["--from N --to N, --milestone or --rating", "for example"]);
    env.refuses(2, ["goal", "add", "Builds again", "--to", "3"], &["--from is missing"]);
}

#[test]
fn what_was_answered_is_told_as_a_command() {
    let env = TestEnvironment::with_checkout();
    let mut session = env.terminal(["goal", "add"]).size(200, 24).start();
    session.answer("title", "-5 % build time").answer("kind", "technical").answer("measured how", "");
    session.answer("unit", "min").answer("from", "-2").asks("to").key(Key::Ctrl('c'));
    let told = "To go on: auxeng goal add --kind technical --unit min --from=-2 -e checkout -- '-5 % build time'\n";
    session.finish().failure(130).restored().contains(told);
}
