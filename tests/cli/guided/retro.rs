//! A whole weekly retro at a terminal, and how it outlives whatever ends the program.

use std::fs;
use std::path::PathBuf;

use snapbox::file;

use super::everywhere;
use crate::environment::{TestEnvironment, Tree};
use crate::terminal::{Ended, Key, Session, Signal};

/// What is asked in turn, what is typed, and what the draft holds then: two old actions, three goals, three items in each
/// column. A sign in front says that the question with this key is behind.
const ANSWERS: [(&str, &str, &str); 24] = [
    ("done, keep or drop (keep)", "done", r#""split-the-pipeline":"done""#),
    ("done, keep or drop (keep)", "", r#""name-the-owner":"keep""#),
    ("now (8)", "10 basket and search added", r#""coverage":{"note":"basket and search added","value":"10"}"#),
    ("now, in percent", "60%", r#""habits":{"note":null,"value":"60%"}"#),
    ("now (33)", "31", r#""build-time":{"note":null,"value":"31"}"#),
    ("What went well", "The basket team wrote their first contract without us", "first contract without us"),
    ("+", "林美 found the slow query", "林美 found the slow query"),
    ("+", "Zwei Größen geprüft, beide grün", "Zwei Größen geprüft, beide grün"),
    ("+", "", "#well"),
    ("What went poorly", "Staging was down on Tuesday", "Staging was down on Tuesday"),
    ("+", "Two of us could not pair: release duty took both days", "release duty took both days"),
    ("+", "The broker's upgrade broke half of the runs", "upgrade broke half of the runs"),
    ("+", "", "#poorly"),
    ("Do next time", "Lee: ask for a second staging slot", "Lee: ask for a second staging slot"),
    ("+", "Sofía: move release duty to Monday", "Sofía: move release duty to Monday"),
    ("+", "keep the gate's message short", "keep the gate's message short"),
    ("+", "", "#next"),
    ("weeks until the MVP", "2", r#""mvp":"2""#),
    ("What else is in the way?", "", "#blockers"),
    ("who was there", "", r#""present":["Ana Aux","Lee Novak","Sofía Marín","林美"]"#),
    ("which of these were seen", "1", r#""failure_modes":["hard-work"]"#),
    ("days of pairing", "3/1/1", r#""time":{"backlog":null,"home":1.0,"host":1.0,"pairing":3.0,"planning":null}"#),
    ("minutes that the retro took", "24", r#""minutes":24"#),
    ("write, edit, back or leave", "", ""),
];

/// The week before, with what it left.
const LAST_WEEK: &str = r#"date = 2026-11-13
present = [
    "Ana Aux",
    "Lee Novak",
    "Sofía Marín",
    "林美",
]

mvp_weeks = 3

[[next]]
id = "split-the-pipeline"
text = "split the pipeline in two"
owner = "Ana"

[[next]]
id = "name-the-owner"
text = "name the owning team in the gate's message"
owner = "Lee"
"#;

fn sixth_week() -> TestEnvironment {
    let env = TestEnvironment::with_store();
    env.write("checkout/engagement.toml", crate::scene::CHECKOUT);
    let goals = [
        ("coverage", "Services covered by contract tests", "diffusion", 2, 14, 8),
        ("build-time", "Build time, minutes", "technical", 40, 10, 33),
    ];
    for (id, title, kind, from, to, last) in goals {
        let text = format!(
            "title = \"{title}\"\n\nkind = \"{kind}\"\nmeasure = \"metric\"\nbaseline = {from}\n\ntarget = {to}\n\n\
             [scores]\n2026-W46 = {{ value = {last} }}\n"
        );
        env.write(format!("checkout/goals/{id}.toml"), text);
    }
    let habits = "title = \"Contracts come first\"\n\nkind = \"diffusion\"\nmeasure = \"rating\"\n";
    env.write("checkout/goals/habits.toml", habits);
    env.write("checkout/retros/2026-W46.toml", LAST_WEEK);
    env
}

/// Answers all that is asked but for the last `but` questions.
fn answer_all(session: &mut Session<'_>, but: usize) {
    for (question, typed, _) in &ANSWERS[..ANSWERS.len() - but] {
        session.answer(question, typed);
    }
}

/// What is left when nothing is in the way.
fn undisturbed() -> Tree {
    let env = sixth_week();
    let mut session = env.terminal(["retro"]).start();
    answer_all(&mut session, 0);
    session.finish().success().restored();
    env.snapshot_tree()
}

/// The only draft, where there is one.
fn draft(env: &TestEnvironment) -> Option<PathBuf> {
    let folder = env.home().join(".local/state/auxeng/drafts");
    let names = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("it can be listed").path());
    let drafts: Vec<PathBuf> = names.filter(|path| path.extension().is_some_and(|end| end == "json")).collect();
    assert!(drafts.len() <= 1, "{drafts:?}");
    drafts.into_iter().next()
}

/// Looks whether the draft holds the first `count` answers.
#[track_caller]
fn holds(env: &TestEnvironment, count: usize) {
    let text = fs::read_to_string(draft(env).expect("there is a draft")).expect("it can be read");
    let draft: serde_json::Value = serde_json::from_str(&text).expect("it is whole");
    let (asked, compact) = (draft["sheet"]["answered"].as_array().expect("a list"), draft.to_string());
    for (question, _, held) in &ANSWERS[..count] {
        let is_held = match held.strip_prefix('#') {
            Some(key) => asked.iter().any(|asked| asked == key),
            None => compact.contains(held),
        };
        assert!(is_held, "the answer to {question} is not in the draft: {held}\n{text}");
    }
    assert!(!compact.contains(HALF), "what was not entered is no answer\n{text}");
}

/// Something that is typed and not entered.
const HALF: &str = "half a sen";

/// Holds a retro that is ended at each of its questions, with half an answer on the line. Each time the draft holds all
/// that was answered, nothing is written, and the next retro goes on; in the end the record is as if nothing had been.
fn ended_at_every_question(end: fn(&mut Session<'_>), is_ended: fn(Ended)) {
    let env = sixth_week();
    let before = env.snapshot_tree();
    for (answered, (question, typed, _)) in ANSWERS.iter().enumerate() {
        let mut session = env.terminal(["retro"]).start();
        if answered > 0 {
            session.asks("was not finished").line("resume");
        }
        session.asks(question).keys(HALF).wait_for(HALF);
        end(&mut session);
        is_ended(session.finish());
        env.assert_untouched_since(&before);
        let mut session = env.terminal(["retro"]).start();
        if answered > 0 {
            holds(&env, answered);
            session.asks("was not finished").line("");
        }
        session.answer(question, typed);
        if answered + 1 < ANSWERS.len() {
            session.asked();
            end(&mut session);
            is_ended(session.finish());
            holds(&env, answered + 1);
            env.assert_untouched_since(&before);
        } else {
            session.finish().success().restored();
        }
    }
    assert_eq!(draft(&env), None);
    env.assert_untouched_since(&undisturbed());
}

#[test]
fn an_interrupt_at_every_question_loses_nothing() {
    ended_at_every_question(
        |session| _ = session.signal(Signal::SIGINT),
        |ended| _ = ended.killed_by(Signal::SIGINT).restored(),
    );
}

#[test]
fn a_request_to_end_at_every_question_loses_nothing() {
    ended_at_every_question(
        |session| _ = session.signal(Signal::SIGTERM),
        |ended| _ = ended.killed_by(Signal::SIGTERM).restored(),
    );
}

#[test]
fn a_kill_at_every_question_loses_nothing() {
    ended_at_every_question(
        |session| _ = session.signal(Signal::SIGKILL),
        |ended| _ = ended.killed_by(Signal::SIGKILL),
    );
}

#[test]
fn a_closed_terminal_at_every_question_loses_nothing() {
    ended_at_every_question(|session| _ = session.hang_up(), drop);
}

#[test]
fn ctrl_c_at_every_question_loses_nothing_and_says_so() {
    ended_at_every_question(
        |session| _ = session.key(Key::Ctrl('c')),
        |ended| _ = ended.failure(130).restored().contains("othing is written"),
    );
}

/// Kills the program while it writes the retro, as soon as `is_time` says so of what lies in the working directory: each
/// file is whole, and the next retro makes the record as if nothing had been.
fn killed_while_writing(is_time: fn(&TestEnvironment) -> bool, undisturbed: &Tree) {
    let env = sixth_week();
    let mut session = env.terminal(["retro"]).start();
    answer_all(&mut session, 1);
    session.asks("write, edit, back or leave").enter();
    while !is_time(&env) && draft(&env).is_some() {}
    session.signal(Signal::SIGKILL).finish();
    env.run(["check"]).success();
    if draft(&env).is_some() {
        let mut session = env.terminal(["retro"]).start();
        session.asks("was not finished").line("").answer("write, edit, back or leave", "write");
        session.finish().success().restored();
    }
    // A file that was not put in place yet has a name that nothing reads.
    for name in env.snapshot_tree().keys().filter(|name| name.contains("/.auxeng-")) {
        fs::remove_file(env.path().join(name)).expect("it can be taken away");
    }
    env.assert_untouched_since(undisturbed);
}

#[test]
fn a_kill_while_it_is_written_loses_nothing_and_writes_nothing_twice() {
    let times: [fn(&TestEnvironment) -> bool; 5] = [
        |_| true,
        |env| env.read("checkout/goals/coverage.toml").contains("2026-W47"),
        |env| env.read("checkout/goals/habits.toml").contains("2026-W47"),
        |env| env.read("checkout/goals/build-time.toml").contains("2026-W47"),
        |env| env.path().join("checkout/retros/2026-W47.toml").exists(),
    ];
    let undisturbed = undisturbed();
    for is_time in times {
        killed_while_writing(is_time, &undisturbed);
    }
}

#[test]
fn a_whole_retro_takes_no_more_than_25_lines() {
    let ended = everywhere(sixth_week, &["retro"], |session| {
        answer_all(session, 0);
    });
    let [wide, narrow] = ended.map(Ended::success);
    // One more for the command itself.
    assert!(wide.lines_entered() < 25, "{}", wide.lines_entered());
    wide.transcript(file!["retro-80x24.txt"]);
    narrow.transcript(file!["retro-60x20.txt"]);
}
