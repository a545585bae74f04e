//! The project retro at a terminal.

use nix::sys::signal::Signal;

use crate::environment::TestEnvironment;
use crate::terminal::{Key, Session};

const RETRO: &str = "checkout/retros/project.toml";

/// An engagement that is nearly over, with something behind it.
fn env() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    env.run(["score", "coverage=12", "--date", "2026-W46"]).success();
    env.run(["milestone", "add", "First contract", "--date", "2026-10-29"]).success();
    env.run([
        "retro",
        "--poorly",
        "Staging was down",
        "--poorly",
        "Duty",
        "--next",
        "Lee: split it",
        "--date",
        "2026-W46",
    ])
    .success();
    env
}

/// Answers every question up to the review.
fn up_to_review(session: &mut Session<'_>) {
    session.answer("What went well in the whole project", "Contracts").line("");
    session.answer("What went poorly", "Staging").line("Duty").line("");
    session.answer("Do next time", "Lee: show it").line("");
    session.answer("To take away: this engagement", "Start small").line("");
    session.answer("To take away: engagements in general", "Ask first").line("");
    session.answer("who was there", "").answer("minutes that the retro took", "55");
    session.asks("write, back or leave");
}

#[test]
fn it_begins_with_the_way_behind_and_ends_in_a_record() {
    for (columns, rows) in [(80, 24), (60, 20)] {
        let env = env();
        let mut session = env.terminal(["retro", "--project"]).size(columns, rows).start();
        up_to_review(&mut session);
        session.line("");
        let ended = session.finish().success().restored();
        ended
            .contains("Project retro · Contract tests for Checkout")
            .contains("First contract")
            .contains("Goals, from baseline to final")
            .contains("Unfinished actions")
            .contains("Takeaways, engagements in general")
            .contains("Recorded the project retro of 20 November 2026")
            .contains("Saved retros/project.toml in checkout.")
            .contains("1 action of the weekly retros still open: split-it");
        let retro = env.read(RETRO);
        for part in
            ["minutes = 55", "text = \"show it\", owner = \"Lee\"", "text = \"Ask first\", about = \"engagements\""]
        {
            assert!(retro.contains(part), "{part} is missing in\n{retro}");
        }
        env.run(["check"]).success();
    }
}

#[test]
fn a_draft_is_kept_resumed_and_taken_away() {
    let env = env();
    let mut session = env.terminal(["retro", "--project"]).start();
    session.answer("What went well in the whole project", "Contracts").line("");
    session.asks("What went poorly").key(Key::Ctrl('c'));
    session.finish().failure(130).restored().contains("\n  auxeng retro checkout --project");
    assert!(!env.path().join(RETRO).exists());
    // The weekly retro has a draft of its own.
    let mut session = env.terminal(["retro"]).start();
    session.asks("done, keep or drop").key(Key::Ctrl('c'));
    session.finish().failure(130).restored();
    let mut session = env.terminal(["retro", "--project"]).start();
    session.answer("resume, show or discard", "show");
    session.asks("+ Contracts").line("resume");
    session.answer("What went poorly", "Staging").line("Duty").line("");
    session.line("").line("").line("").line("").line("");
    session.asks("write, back or leave");
    env.run(["retro", "--project", "--well", "Said elsewhere"]).success();
    session.line("write");
    session.finish().success().contains("Added to the project retro of 20 November 2026");
    let retro = env.read(RETRO);
    assert!(retro.contains("Said elsewhere") && retro.contains("Contracts"), "{retro}");
    let mut session = env.terminal(["retro", "--project"]).start();
    session.asks("What went well in the whole project").key(Key::Ctrl('d'));
    session.finish().failure(130).restored();
}

#[test]
fn however_it_ends_the_draft_holds_what_was_said() {
    let ends: [fn(&mut Session<'_>); 3] = [
        |session| {
            session.signal(Signal::SIGKILL);
        },
        |session| {
            session.signal(Signal::SIGTERM);
        },
        |session| {
            session.hang_up();
        },
    ];
    for end in ends {
        let env = env();
        let mut session = env.terminal(["retro", "--project"]).start();
        session.answer("What went well in the whole project", "Contracts").line("Pairing").asked();
        end(&mut session);
        session.finish();
        assert!(!env.path().join(RETRO).exists());
        let mut session = env.terminal(["retro", "--project"]).start();
        session.answer("was not finished: 2 well · 0 poorly · 0 takeaways", "resume");
        session.asks("+ Pairing").key(Key::Ctrl('c'));
        session.finish().failure(130).restored();
    }
}
