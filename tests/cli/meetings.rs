//! The weekly retro at a terminal when something is in the way.

use crate::environment::TestEnvironment;
use crate::terminal::{Key, Session};

const RETRO: &str = "checkout/retros/2026-W47.toml";

/// An engagement with a retro of last week: an action and a blocker are open.
fn env() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    let last = "date = 2026-11-13\npresent = [\n    \"Ana\",\n    \"Lee\",\n]\n\nmvp_weeks = 3\n\n[[next]]\n\
                id = \"split\"\ntext = \"split the pipeline\"\nowner = \"Ana\"\n";
    env.write("checkout/retros/2026-W46.toml", last);
    env
}

/// Answers every question up to the review, mostly with Enter.
fn up_to_review(session: &mut Session<'_>) {
    session.answer("done, keep or drop", "done");
    session.answer("now", "9").answer("now, in percent", "60%").answer("done or not", "-").answer("now", "31");
    session.answer("What went well", "first contract without us").line("");
    session.answer("What went poorly", "staging was down").line("two of us could not pair").line("");
    session.answer("Do next time", "Lee: ask for a second slot").line("");
    session.answer("weeks until the MVP", "").answer("What else is in the way?", "");
    session.answer("who was there", "").answer("which of these were seen", "").answer("days of pairing", "");
    session.answer("minutes that the retro took", "25");
    session.asks("write,");
}

fn drafts(env: &TestEnvironment) -> Vec<String> {
    let folder = env.home().join(".local/state/auxeng/drafts");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let drafts = entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "json"));
    drafts.map(|path| std::fs::read_to_string(path).expect("a draft can be read")).collect()
}

#[test]
fn a_written_retro_leaves_no_draft() {
    let env = env();
    let mut session = env.terminal(["retro"]).start();
    up_to_review(&mut session);
    assert_eq!(drafts(&env).len(), 1);
    session.line("");
    session.finish().success().restored().contains("Recorded the retro of 2026-W47");
    assert_eq!(drafts(&env).len(), 0);
    env.run(["check"]).success();
    let retro = env.read(RETRO);
    for part in
        ["minutes = 25", "\"Ana\",\n    \"Lee\",", "mvp_weeks = 2", "done = [\n    \"split\",", "owner = \"Lee\""]
    {
        assert!(retro.contains(part), "{part} is missing in\n{retro}");
    }
    assert!(env.read("checkout/goals/coverage.toml").contains("2026-W47 = { value = 9 }"));
    assert!(!env.read("checkout/goals/launch.toml").contains("2026-W47"), "this one was left open");
}

#[test]
fn what_cannot_be_written_stays_until_it_can() {
    let env = env();
    let mut session = env.terminal(["retro"]).start();
    up_to_review(&mut session);
    let goals = env.path().join("checkout/goals/habits.toml");
    let text = std::fs::read_to_string(&goals).expect("the goal can be read");
    std::fs::write(&goals, "measure = 7\n").expect("the goal can be damaged");
    session.line("write");
    session.asks("The answers are as they were").asks("write,");
    assert!(!env.path().join(RETRO).exists());
    std::fs::write(&goals, text).expect("the goal can be mended");
    session.line("write");
    session.finish().success().contains("Recorded the retro of 2026-W47");
    assert!(env.read("checkout/goals/habits.toml").contains("2026-W47 = { value = 0.6 }"));
}

#[test]
fn what_others_recorded_meanwhile_stays() {
    let env = env();
    let mut session = env.terminal(["retro"]).start();
    up_to_review(&mut session);
    env.run(["retro", "--well", "said elsewhere", "--done", "split", "--present", "Mei"]).success();
    env.run(["score", "coverage=7", "build-time=30"]).success();
    session.line("write");
    session.finish().success().contains("Added to the retro of 2026-W47");
    let retro = env.read(RETRO);
    for part in ["said elsewhere", "first contract without us", "Mei", "Lee"] {
        assert!(retro.contains(part), "{part} is missing in\n{retro}");
    }
    assert_eq!(retro.matches("\"split\"").count(), 1);
    env.run(["check"]).success();
}

#[test]
fn a_draft_is_resumed_shown_or_discarded() {
    let env = env();
    let mut session = env.terminal(["retro"]).start();
    session.answer("done, keep or drop", "done").answer("now", "9 with vouchers");
    session.asks("now, in percent").key(Key::Ctrl('c'));
    session.finish().failure(130).restored().contains("The answers are kept. To go on: auxeng retro checkout");
    let mut session = env.terminal(["retro"]).start();
    session.answer("resume, show or discard", "show");
    session.asks("Services covered: 9, progress 0.58 (with vouchers)").asks("done: split the pipeline");
    session.line("resume");
    session.asks("now, in percent").key(Key::Ctrl('d'));
    session.finish().failure(130).restored();
    let mut session = env.terminal(["retro"]).start();
    session.answer("resume, show or discard", "discard");
    session.asks("done, keep or drop (keep)").key(Key::Ctrl('c'));
    session.finish().failure(130).restored();
    assert!(!env.path().join(RETRO).exists());
}

#[test]
fn leaving_keeps_the_draft() {
    let env = env();
    let mut session = env.terminal(["retro"]).start();
    up_to_review(&mut session);
    session.line("leave");
    session.finish().success().restored().contains("Nothing is written yet.");
    assert_eq!(drafts(&env).len(), 1);
    assert!(drafts(&env)[0].contains("two of us could not pair"));
    assert!(!env.path().join(RETRO).exists());
}

#[test]
fn a_draft_that_cannot_be_kept_is_told_once() {
    let env = env();
    std::fs::create_dir_all(env.home()).expect("the home can be made");
    std::fs::write(env.home().join("state"), "no folder").expect("the file can be written");
    let mut session = env.terminal(["retro"]).variable("XDG_STATE_HOME", env.home().join("state")).start();
    session.answer("done, keep or drop", "done");
    session.asks("the draft is not kept").line("9");
    session.answer("now, in percent", "").asks("done or not").key(Key::Ctrl('c'));
    let ended = session.finish().failure(130);
    assert_eq!(ended.text().matches("the draft is not kept").count(), 1, "{ended}");
    assert!(ended.text().contains("The answers are not kept"), "{ended}");
}

#[test]
fn a_draft_of_another_version_is_left_alone() {
    let env = env();
    let mut session = env.terminal(["retro"]).start();
    session.line("done").asked().key(Key::Ctrl('c'));
    session.finish().failure(130);
    let folder = env.home().join(".local/state/auxeng/drafts");
    let files = std::fs::read_dir(folder).expect("there is a folder").flatten().map(|entry| entry.path());
    let mut drafts = files.filter(|path| path.extension().is_some_and(|end| end == "json"));
    let draft = drafts.next().expect("there is a draft");
    std::fs::write(&draft, "{\"schema\": 2}").expect("it can be written");
    env.terminal(["retro"]).start().finish().failure(1).contains("this auxeng cannot read");
    assert_eq!(std::fs::read_to_string(&draft).expect("it is still there"), "{\"schema\": 2}");
}

#[test]
fn an_earlier_week_can_be_held() {
    let env = env();
    let mut session = env.terminal(["retro", "--date", "2026-11-06"]).start();
    session.answer("now", ">").answer("What went well", "early").line(">").answer("What went poorly", ">");
    session.answer("Do next time", ">").answer("Nothing went poorly?", "").answer("weeks until", ">");
    session.answer("who was there", ">").answer("write,", "");
    session.finish().success().contains("Recorded the retro of 2026-W45");
    let retro = env.read("checkout/retros/2026-W45.toml");
    assert!(retro.contains("date = 2026-11-06") && retro.contains("asked_for_negative = true"), "{retro}");
    env.run(["check"]).success();
}

#[test]
fn scoring_asks_for_each_goal_and_records_at_once() {
    let env = env();
    let mut session = env.terminal(["score"]).size(60, 20).start();
    session.answer("now", "nine").asks("is not a number").key(Key::Ctrl('u'));
    session.answer("now", "9 basket").answer("now, in percent", "<").answer("now (9 basket)", "10");
    session.asks("now, in percent").key(Key::Ctrl('c'));
    session.finish().failure(130).restored().contains("What was scored is recorded.");
    assert!(env.read("checkout/goals/coverage.toml").contains("2026-W47 = { value = 10, note = \"basket\" }"));
    assert!(!env.read("checkout/goals/habits.toml").contains("2026-W47"));
}

/// Passes over the parts of a second sitting up to who was there.
fn up_to_attendance(session: &mut Session<'_>) {
    for part in ["done, keep or drop", "What went well", "What went poorly", "Do next time", "once more", "a date (2)"]
    {
        session.answer(part, ">");
    }
}

#[test]
fn a_percentage_is_a_percentage_and_enter_keeps_every_digit() {
    let env = env();
    let habits = env.read("checkout/goals/habits.toml");
    let third = "[scores]\n2026-W46 = { value = 0.6666666666666666 }\n";
    let (head, _) = habits.split_once("[scores]").unwrap_or((&habits, ""));
    env.write("checkout/goals/habits.toml", format!("{}\n\n{third}", head.trim_end()));
    let score = |typed: &[&str]| {
        let mut session = env.terminal(["score"]).start();
        session.answer("now", "");
        for typed in typed {
            session.answer("now, in percent (still 67%)", typed);
        }
        session.asks("done or not").key(Key::Ctrl('c'));
        session.finish().failure(130);
        let text = env.read("checkout/goals/habits.toml");
        text.lines().find(|line| line.starts_with("2026-W47")).unwrap_or_default().to_owned()
    };
    assert_eq!(score(&[""]), "2026-W47 = { value = 0.6666666666666666 }");
    env.write("checkout/goals/habits.toml", format!("{}\n\n{third}", head.trim_end()));
    env.write("checkout/goals/coverage.toml", env.read("checkout/goals/coverage.toml").replace("2026-W47", "2026-W46"));
    let mut session = env.terminal(["score"]).start();
    session.answer("now", "9").answer("now, in percent", "150");
    session.asks("`150` is not between 0 % and 100 %").key(Key::Ctrl('u')).line("1 at first");
    session.asks("done or not").key(Key::Ctrl('c'));
    session.finish().failure(130);
    let text = env.read("checkout/goals/habits.toml");
    assert!(text.contains("2026-W47 = { value = 0.01, note = \"at first\" }"), "{text}");
}

#[test]
fn a_second_sitting_corrects_the_first() {
    let env = env();
    let first = ["retro", "--present", "Ana,Lee", "--failure-mode", "small-team", "--minutes", "25", "--mvp", "2"];
    env.run(first).success();
    env.run(["score", "coverage=9", "habits=0.6", "launch=done", "build-time=31"]).success();
    let mut session = env.terminal(["retro"]).start();
    up_to_attendance(&mut session);
    session.answer("who was there (these 2)", "-bram");
    session.asks("nobody here is called `bram`; here are Ana Aux and Lee").key(Key::Ctrl('u')).line("-lee, +Łukasz");
    session.answer("which of these were seen, by number (small-team)", "none").answer("days of pairing", "");
    session.answer("minutes that the retro took (25)", "26 min");
    session.asks("present: Ana Aux and Łukasz (new)").asks("write,").line("");
    session.finish().success();
    let retro = env.read(RETRO);
    assert!(retro.contains("present = [\n    \"Ana Aux\",\n    \"Łukasz\",\n]"), "{retro}");
    assert!(retro.contains("minutes = 26\n") && retro.contains("mvp_weeks = 2\n"), "{retro}");
    assert!(!retro.contains("small-team"), "{retro}");
    env.run(["check"]).success();
}

#[test]
fn two_terminals_cannot_hold_the_same_retro() {
    let env = env();
    let mut session = env.terminal(["retro"]).start();
    session.answer("done, keep or drop", "done").asks("now");
    env.terminal(["retro"]).start().finish().failure(1).contains("is being held at another terminal");
    // Another week is another retro.
    let mut other = env.terminal(["retro", "--date", "2026-11-06"]).start();
    other.asked().key(Key::Ctrl('c'));
    other.finish().failure(130).contains("Nothing was said");
    session.line("9").asks("now, in percent").key(Key::Ctrl('c'));
    session.finish().failure(130);
    assert!(drafts(&env)[0].contains("\"split\": \"done\""));
}

#[test]
fn a_draft_of_another_week_waits() {
    let env = env();
    let mut session = env.terminal(["retro", "--date", "2026-11-13"]).start();
    session.answer("now", ">").line("said last week").asked().key(Key::Ctrl('c'));
    session.finish().failure(130).contains("\n  auxeng retro checkout --date 2026-W46");
    let mut session = env.terminal(["retro"]).start();
    session.asks("The retro of 2026-W46 is not finished: auxeng retro checkout --date 2026-W46");
    up_to_review(&mut session);
    session.line("");
    session.finish().success().contains("Recorded the retro of 2026-W47");
    assert!(drafts(&env)[0].contains("said last week"), "it is still there");
    let mut session = env.terminal(["retro", "--date", "2026-W46"]).start();
    session
        .answer("resume, show or discard", "resume")
        .answer("+", ">")
        .answer("What went poorly", "a")
        .line("b")
        .line(">");
    session.answer("Do next time", ">").answer("weeks until", ">").answer("who was there", ">").answer("write,", "");
    let ended = session.finish().success();
    assert!(ended.text().contains("auxeng notes checkout --week 2026-W46 --send"), "{ended}");
}

#[test]
fn what_was_settled_meanwhile_does_not_stop_a_retro() {
    let env = env();
    let mut session = env.terminal(["retro"]).start();
    session.answer("done, keep or drop", "done").answer("now", "9").answer("now, in percent", "60%");
    session.asks("done or not").key(Key::Ctrl('c'));
    session.finish().failure(130);
    env.run(["retro", "--drop", "split"]).success();
    env.run(["goal", "drop", "habits", "--reason", "agreed"]).success();
    let mut session = env.terminal(["retro"]).start();
    session.answer("resume, show or discard", "resume");
    session.asks("the action `split` is no longer open").asks("the goal `habits` has changed");
    session.line(">");
    session.answer("What went well", "a").line(">").answer("What went poorly", "b").line("c").line(">");
    session.answer("Do next time", ">").answer("weeks until", ">").answer("who was there", ">").answer("write,", "");
    session.finish().success().contains("Added to the retro of 2026-W47");
    env.run(["check"]).success();
}

#[test]
fn a_line_that_is_taken_up_is_not_lost() {
    let env = env();
    let mut session = env.terminal(["retro"]).start();
    session.answer("done, keep or drop", ">").answer("now", ">");
    session.answer("What went well", "first").line("second").line("<").asked().key(Key::Ctrl('c'));
    session.finish().failure(130);
    let draft = &drafts(&env)[0];
    assert!(draft.contains("\"first\"") && draft.contains("\"second\""), "{draft}");
}
