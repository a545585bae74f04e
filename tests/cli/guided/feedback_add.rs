//! `feedback add` without a title.

use snapbox::str;

use super::everywhere;
use crate::environment::TestEnvironment;
use crate::terminal::Key;

#[test]
fn what_was_met_is_asked_for() {
    let [wide, _] = everywhere(TestEnvironment::with_checkout, &["feedback", "add", "--tool", "broker"], |session| {
        session.answer("title", "Slow start").answer("kind", "").answer("expected", "One command");
        session.answer("happened", "").answer("costs", "soon").asks("costs").key(Key::Ctrl('u')).line("20m");
        session.answer("saves", "20 min").wait_for("--raised");
    });
    wide.success().transcript(str![[r#"
Enter takes what is in brackets, ? explains, < goes back, Ctrl-C leaves.
title › Slow start
kind (friction) ›
what was expected › One command
what happened ›
what it costs once › soon
  time `soon` is no length of time
  write minutes or hours: 20m, 1h30m or 8h
what it costs once › 20m
what the tool saves › 20 min
Added the friction `slow-start` to checkout.
Saved feedback/2026-11-20-slow-start.toml in checkout.
Once it is carried home: auxeng feedback edit slow-start --raised --link URL

"#]]);
}

#[test]
fn what_was_answered_is_told_when_somebody_stops() {
    let [wide, _] = everywhere(TestEnvironment::with_checkout, &["feedback", "add"], |session| {
        session.answer("title", "-v is slow").answer("kind", "idea").asks("tool").key(Key::Ctrl('c'));
    });
    wide.transcript(str![[r#"
Enter takes what is in brackets, ? explains, < goes back, Ctrl-C leaves.
title › -v is slow
kind (friction) › idea
about which tool ›
Stopped; nothing was written.
To go on: auxeng feedback add --kind idea -e checkout -- '-v is slow'

"#]]);
}
