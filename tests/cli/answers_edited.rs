//! The answers of a meeting in the user's own editor, which is a script here.

use crate::environment::TestEnvironment;
use crate::terminal::Session;

const RETRO: &str = "checkout/retros/2026-W47.toml";

/// An editor that writes something that can be read and something that cannot, once.
const WRONG: &str = "grep -q '^soon' \"$file\" || { under 'Went poorly' '- Typed in the editor'; under 'MVP' soon; }";

/// An editor that mends it, when it is shown the mistake.
const MENDED: &str = "grep -q '^<!-- auxeng cannot read' \"$file\" || exit 1\nchange 's/^soon/live/'";

/// A meeting with answers, at its review.
fn review(env: &TestEnvironment) -> Session<'_> {
    let path = env.editor("editor", "exit 1");
    let mut session = env.terminal(["retro"]).variable("EDITOR", path).start();
    session.answer("now", "2.345678").answer("now", ">").answer("+", "Asked at the terminal").line("[x] box").line("");
    while !session.asked().screen().contains("write, edit") {
        session.line(">");
    }
    session
}

/// The texts that are kept, without the draft of the answers.
fn texts(env: &TestEnvironment) -> Vec<String> {
    let is_text = |name: &String| std::path::Path::new(name).extension().is_some_and(|extension| extension == "md");
    env.kept().into_iter().map(|(name, _)| name).filter(is_text).collect()
}

#[test]
fn an_editor_that_fails_or_changes_nothing_leaves_nothing() {
    let env = TestEnvironment::with_checkout();
    let mut session = review(&env);
    session.line("edit").wait_for("ended with an error");
    session.asks("write, edit");
    assert_eq!(texts(&env), [""; 0]);
    env.editor("editor", "");
    session.line("edit").asks("Nothing was written. The answers are as they were.");
    assert_eq!(texts(&env), [""; 0]);
    session.answer("write, edit", "write");
    session.finish().success().restored().contains("Recorded the retro of 2026-W47");
    assert_eq!(env.kept(), []);
    // What is taken away later does not come back.
    env.edit(&["retro", "--edit"], "change '/^- Asked at the terminal/d'").success();
    let before = env.snapshot_tree();
    env.edit(&["retro", "--edit"], "").success().stderr("Nothing was changed, so nothing was written.\n");
    env.assert_untouched_since(&before);
    assert!(!env.read(RETRO).contains("Asked at the terminal"));
}

#[test]
fn a_text_with_a_mistake_waits_and_is_opened_again() {
    let env = TestEnvironment::with_checkout();
    let mut session = review(&env);
    env.editor("editor", WRONG);
    session.line("edit").wait_for("the text still has 1 mistake");
    session.asks("to throw it away: empty it there");
    assert!(!env.path().join(RETRO).exists());
    session.answer("write, edit", "write");
    env.editor("editor", MENDED);
    session.asks("A text is waiting").answer("edit or discard it", "edit");
    session.finish().success().restored().contains("Recorded the retro of 2026-W47");
    let text = env.read(RETRO);
    for part in ["\"Asked at the terminal\"", "\"[x] box\"", "\"Typed in the editor\"", "mvp_weeks = 0"] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert_eq!(env.kept(), []);
}

#[test]
fn a_text_that_waits_can_be_thrown_away() {
    let env = TestEnvironment::with_checkout();
    let mut session = review(&env);
    env.editor("editor", WRONG);
    session.line("edit").wait_for("the text still has 1 mistake");
    session.answer("write, edit", "write").answer("edit or discard it", "<");
    session.answer("write, edit", "write").answer("edit or discard it", "discard");
    session.finish().success().restored().contains("Recorded the retro of 2026-W47");
    let text = env.read(RETRO);
    assert!(text.contains("Asked at the terminal") && !text.contains("Typed in the editor"), "{text}");
    assert_eq!(env.kept(), []);
}

#[test]
fn a_draft_that_is_discarded_takes_the_text_with_it() {
    let env = TestEnvironment::with_checkout();
    let mut session = review(&env);
    env.editor("editor", WRONG);
    session.line("edit").wait_for("the text still has 1 mistake");
    session.answer("write, edit", "leave");
    session.finish().success();
    assert_eq!(texts(&env).len(), 2);
    let mut session = env.terminal(["retro"]).start();
    session.answer("resume, show or discard", "discard").asked();
    assert_eq!(texts(&env), [""; 0]);
    session.hang_up();
}

#[test]
fn recording_in_the_editor_keeps_the_draft_and_says_so() {
    let env = TestEnvironment::with_checkout();
    let mut session = review(&env);
    session.line("leave");
    session.finish().success();
    env.edit(&["retro", "--edit"], "under 'Went poorly' '- Typed in the editor'")
        .success()
        .stderr_contains("The draft of a guided retro of 2026-W47 is still kept: auxeng retro checkout");
    assert_eq!(env.kept().len(), 1);
}
