//! Picking one of several engagements.

use snapbox::str;

use crate::environment::TestEnvironment;
use crate::terminal::{Key, Session, Signal};

fn three() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    env.add_engagement("search");
    env.add_engagement("basket");
    env
}

/// Waits until the list is shown with `items`, and nothing else.
#[track_caller]
fn shows(session: &mut Session<'_>, items: &[&str]) {
    session.lists(&items.join(" "), |screen| {
        let after = screen.rsplit('›').next().unwrap_or_default();
        let shown: Vec<&str> = after.lines().skip(1).filter_map(|line| line.get(2..)?.split(' ').next()).collect();
        shown == items
    });
}

#[test]
fn one_of_several_is_picked_by_typing_a_part_of_it() {
    for (columns, rows) in [(80, 24), (60, 20)] {
        for colour in [false, true] {
            let env = three();
            let terminal = env.terminal(["score", "coverage=5"]).size(columns, rows);
            let mut session = if colour { terminal.colour().start() } else { terminal.start() };
            shows(&mut session, &["basket", "checkout", "search"]);
            session.keys("contr");
            shows(&mut session, &["checkout"]);
            session.key(Key::Enter);
            let ended = session.finish().success().restored();
            assert_eq!(ended.has_colour(), colour);
            if columns == 80 {
                let _ = ended.transcript(str![[r#"
3 engagements are running. Type a part of one, or move to it; Enter takes it,
  Esc leaves.
engagement › checkout  Contract tests for Checkout
coverage: 5 in 2026-W47 (progress 0.25)
Saved goals/coverage.toml in checkout.

"#]]);
            } else {
                let _ = ended.transcript(str![[r#"
3 engagements are running. Type a part of one, or move to
  it; Enter takes it, Esc leaves.
engagement › checkout  Contract tests for Checkout
coverage: 5 in 2026-W47 (progress 0.25)
Saved goals/coverage.toml in checkout.

"#]]);
            }
            assert!(env.read("checkout/goals/coverage.toml").ends_with("[scores]\n2026-W47 = { value = 5 }\n"));
        }
    }
}

#[test]
fn arrows_move_and_the_picked_one_is_worked_on() {
    let env = three();
    let mut session = env.terminal(["goal", "list", "--format", "json"]).start();
    shows(&mut session, &["basket", "checkout", "search"]);
    session.key(Key::Down).wait_for("> checkout").key(Key::Down).wait_for("> search").key(Key::Enter);
    session.finish().success().contains("\"engagement\": \"search\"");
    let mut session = env.terminal(["goal", "list", "-e", "c", "--format", "json"]).start();
    session.finish().success().contains("\"engagement\": \"checkout\"");
    env.add_engagement("checkin");
    let mut session = env.terminal(["report", "check"]).start();
    shows(&mut session, &["checkin", "checkout"]);
    session.key(Key::Enter);
    session.finish().success().contains("2 engagements match `check`.").contains("The work on checkin");
}

#[test]
fn leaving_writes_nothing_and_gives_the_terminal_back() {
    let env = three();
    let before = env.snapshot_tree();
    for key in [Key::Escape, Key::Ctrl('c')] {
        let mut session = env.terminal(["score", "coverage=5"]).start();
        shows(&mut session, &["basket", "checkout", "search"]);
        session.key(key);
        session.finish().failure(130).restored().contains("Stopped; nothing was written.\n");
        env.assert_untouched_since(&before);
    }
    for signal in [Signal::SIGTERM, Signal::SIGHUP] {
        let mut session = env.terminal(["score", "coverage=5"]).start();
        shows(&mut session, &["basket", "checkout", "search"]);
        session.signal(signal).finish().killed_by(signal).restored();
        env.assert_untouched_since(&before);
    }
}

#[test]
fn titles_that_are_long_hostile_or_in_wide_letters_do_no_harm() {
    let env = three();
    let long = "a title that is much longer than the terminal is wide, and goes on and on to the end";
    for (id, title) in [("long", long), ("wide", &"林".repeat(60)), ("bad", "\\u001b[2Jgone\\u0007")] {
        let text = format!("title = \"{title}\"\n\nstart = 2026-10-12\n\nend = 2026-12-18\n");
        env.write(format!("{id}/engagement.toml"), text);
    }
    let mut session = env.terminal(["report"]).size(60, 20).start();
    shows(&mut session, &["bad", "basket", "checkout", "long", "search", "wide"]);
    session.key(Key::Down).wait_for("> basket").key(Key::Up).wait_for("> bad");
    shows(&mut session, &["bad", "basket", "checkout", "long", "search", "wide"]);
    let screen = session.screen();
    assert_eq!(screen.matches("engagement ›").count(), 1, "the list is drawn in its place\n{screen}");
    assert!(screen.contains("␛[2Jgone␇") && screen.contains('…'), "{screen}");
    session.key(Key::Escape);
    session.finish().failure(130).restored();
}
