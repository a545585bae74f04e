//! Answers from the exports of survey tools: each tool's own shape, what is left to a person, and what is not recorded.

mod refusals;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::environment::{TestEnvironment, Tree};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/nps").join(name)
}

/// A store with one engagement, and an export beside it.
fn env(export: &str) -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    env.write("survey.csv", fs::read(fixture(export)).expect("the fixture is there"));
    env
}

const IMPORT: [&str; 3] = ["nps", "import", "survey.csv"];

fn with<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    [&IMPORT, arguments].concat()
}

/// The answers below `checkout/nps`, by round, in the order of their texts.
fn answers(env: &TestEnvironment) -> Vec<(String, String)> {
    let text = |bytes| String::from_utf8(bytes).expect("records are UTF-8");
    let files = env.snapshot_tree().into_iter();
    let below = files.filter_map(|(name, bytes)| Some((name.strip_prefix("checkout/nps/")?.to_owned(), bytes)));
    let mut answers: Vec<(String, String)> = below
        .filter_map(|(name, bytes)| {
            let (round, file) = name.split_once('/')?;
            (!file.is_empty() && file != "survey.toml").then(|| (round.to_owned(), text(bytes)))
        })
        .collect();
    answers.sort();
    answers
}

/// How many answers each round has.
fn rounds(env: &TestEnvironment) -> BTreeMap<String, usize> {
    let mut rounds = BTreeMap::new();
    for (round, _) in answers(env) {
        *rounds.entry(round).or_default() += 1;
    }
    rounds
}

fn all_text(tree: &Tree) -> String {
    let records = tree.iter().filter(|(name, _)| name.starts_with("checkout/nps"));
    records.fold(String::new(), |all, (name, bytes)| all + name + "\n" + &String::from_utf8_lossy(bytes) + "\n")
}

#[test]
fn each_tool_is_read_as_it_exports() {
    for (export, round, counts, said) in [
        (
            "google-forms.csv",
            "2026-11-19",
            [4, 1, 1],
            &[
                "score = 9\nrole = \"developer\"\nwhy = 'We find broken callers \"before\" our users do; all of them'\n",
                "score = 10\nrole = \"Developer\"\nwhy = \"\"\"\nThey paired with us every day,\nand left when we could go on alone.\"\"\"\n",
            ][..],
        ),
        (
            "microsoft-forms.csv",
            "2026-11-19",
            [1, 1, 1],
            &[
                "score = 8\nrole = \"Entwickler\"\nwhy = \"5 € für den „Kaffee“\"\n",
                "score = 6\nrole = \"Entwickler\"\n",
            ],
        ),
        ("typeform.csv", "2026-11-19", [2, 1, 0], &["score = 8\nwhy = \"Fewer meetings, please\"\n", "score = 10\n"]),
        (
            "surveymonkey.csv",
            "2026-11-19",
            [2, 0, 1],
            &[
                "score = 10\nrole = \"Developer\"\nwhy = \"We learnt how to do it ourselves\"\n",
                "score = 0\nwhy = 'It was never said what \"done\" means'\n",
            ],
        ),
        ("spreadsheet-utf16.txt", "2026-11-20", [1, 1, 0], &["score = 9\nwhy = \"Živjo, 林美\"\n"]),
        ("scores-only.csv", "2026-11-20", [3, 0, 1], &["score = 6\n"]),
    ] {
        let env = env(export);
        env.run(IMPORT).success().stdout("");
        let nps = env.run(["nps", "--format", "json"]).json();
        let kinds = ["promoters", "passives", "detractors"].map(|kind| nps[kind].clone());
        assert_eq!(kinds, counts.map(|n| json!(n)), "{export}");
        let answers = answers(&env);
        for text in said {
            assert!(answers.contains(&(round.to_owned(), (*text).to_owned())), "{export}: {text}\n{answers:#?}");
        }
        assert!(answers.iter().all(|(at, _)| at == round), "{export}: {answers:?}");
        env.run(["check"]).success();
        let before = env.snapshot_tree();
        env.run(IMPORT).success().stderr_contains("recorded already; nothing was added");
        env.assert_untouched_since(&before);
    }
}

#[test]
fn an_import_says_what_it_reads_and_what_it_adds() {
    let env = env("google-forms.csv");
    env.run(IMPORT).success().stdout("").stderr(snapbox::str![[r#"
Read `How likely are you to recommend an engagement with Aux Eng t…` as the score, `Why did you give this score?` as why, `What is your role?` as the role and `Timestamp` as the date. Not read: `Username`.
Added 6 answers to a new round, 2026-11-19 of checkout: 4 promoters, 1 passive and 1 detractor.
Saved 6 files in checkout/nps.

"#]]);
}

#[test]
fn a_dry_run_shows_what_would_be_recorded() {
    let env = env("google-forms.csv");
    let before = env.snapshot_tree();
    env.run(with(&["--dry-run"]))
        .success()
        .stdout(snapbox::str![[r#"
LINE  ROUND       SCORE  ROLE           WHY
   2  2026-11-19     10  Developer      They paired with us every day,
                                        and left when we could go on alone.
   4  2026-11-19      9  developer      We find broken callers "before" our
                                        users do; all of them
   5  2026-11-19      9  Developer
   6  2026-11-19      9  Developer
   7  2026-11-19      7  Tester         The first two weeks were slow
   8  2026-11-19      3  Product owner  Nobody asked us what we needed

"#]])
        .stderr_contains("Nothing was written.");
    env.assert_untouched_since(&before);
    env.run(IMPORT).success();
    env.run(with(&["--dry-run"])).success().stdout_contains("recorded already");
}

#[test]
fn another_machine_makes_the_same_files() {
    let [one, other] = [env("google-forms.csv"), env("google-forms.csv")];
    one.run(IMPORT).success();
    // Later, from a file that was saved again by a spreadsheet: another encoding, separator, line ends and order.
    let mut lines: Vec<&str> = vec!["Date;Score;Why;Role"];
    let rest = [
        "2026-11-20;3;Nobody asked us what we needed;Product owner",
        "2026-11-19;9;\"We find broken callers \"\"before\"\" our users do; all of them\";developer",
        "2026-11-19;10;\"They paired with us every day,\r\nand left when we could go on alone.\";Developer",
        "2026-11-20;9;;Developer",
        "2026-11-20;7;The first two weeks were slow;Tester",
        "2026-11-19;9;;Developer",
    ];
    lines.extend(rest);
    other.write("survey.csv", lines.join("\r\n"));
    other.on("2027-03-01").run(IMPORT).success();
    let records = |env: &TestEnvironment| all_text(&env.snapshot_tree());
    assert_eq!(records(&one), records(&other));
    assert_eq!(rounds(&one), BTreeMap::from([(String::from("2026-11-19"), 6)]), "two equal answers stay two");
}

#[test]
fn more_answers_are_added_to_those_that_are_there() {
    let env = env("scores-only.csv");
    env.run(IMPORT).success();
    env.run(["nps", "add", "--score", "9"]).success();
    env.write("survey.csv", "score\n9\n10\n9\n6\n9\n2\n");
    env.on("2026-12-10")
        .run(IMPORT)
        .success()
        .stderr_contains("Added 2 answers to the round of 2026-11-20 of checkout: 1 promoter and 1 detractor.")
        .stderr_contains("4 answers are recorded already.");
    assert_eq!(rounds(&env), BTreeMap::from([(String::from("2026-11-20"), 7)]));
}

#[test]
fn an_answer_that_was_corrected_by_hand_stays_so() {
    let env = env("scores-only.csv");
    env.run(IMPORT).success();
    let tree = env.snapshot_tree();
    let file = tree.iter().find(|(_, bytes)| *bytes == b"score = 6\n").expect("it is there").0;
    env.write(file, "score = 7  # a slip of the mouse\n");
    env.run(IMPORT).success();
    assert_eq!(env.read(file), "score = 7  # a slip of the mouse\n");
    assert_eq!(answers(&env).len(), 4);
}

#[test]
fn answers_go_to_the_round_of_their_date() {
    let both = env("two-rounds.csv");
    both.run(IMPORT)
        .success()
        .stderr_contains("2 answers to a new round, 2026-08-14")
        .stderr_contains("a new round, 2026-11-13");
    assert_eq!(rounds(&both), BTreeMap::from([(String::from("2026-08-14"), 2), (String::from("2026-11-13"), 2)]));
    both.run(IMPORT).success().stderr_contains("All 4 answers are recorded already");

    let named = env("two-rounds.csv");
    named.run(with(&["--round", "2026-11-13", "--asked", "9"])).success();
    assert_eq!(rounds(&named), BTreeMap::from([(String::from("2026-11-13"), 4)]));
    assert_eq!(named.read("checkout/nps/2026-11-13/survey.toml"), "asked = 9\n");
}

#[test]
fn answers_without_dates_begin_no_second_round_unasked() {
    let env = env("scores-only.csv");
    env.run(IMPORT).success();
    env.write("later.csv", "score\n10\n9\n");
    let before = env.snapshot_tree();
    let later = ["nps", "import", "later.csv"];
    env.on("2027-02-20").run(later).failure(1).stderr_contains("--round today").stderr_contains("2026-11-20");
    env.assert_untouched_since(&before);
    env.on("2027-02-20").run([&later[..], &["--round", "today"]].concat()).success();
    assert_eq!(rounds(&env), BTreeMap::from([(String::from("2026-11-20"), 4), (String::from("2027-02-20"), 2)]));
}

#[test]
fn who_answered_is_never_recorded() {
    for (export, arguments) in [
        ("google-forms.csv", &[][..]),
        ("microsoft-forms.csv", &[]),
        ("typeform.csv", &[]),
        ("surveymonkey.csv", &[]),
        ("personal.csv", &[]),
    ] {
        let env = env(export);
        env.run(with(arguments)).success();
        let text = all_text(&env.snapshot_tree());
        for secret in [
            "example.org",
            "Ana",
            "Duarte",
            "Lee",
            "Novak",
            "192.0.2",
            "2001:db8",
            "4711",
            "11846",
            "45000",
            "0a1b2c",
            "q1w2",
        ] {
            assert!(!text.contains(secret), "{export}: {secret} in\n{text}");
        }
    }
    let env = env("personal.csv");
    for flag in ["--column", "--why-column", "--role-column", "--date-column"] {
        for column in ["Name", "Email", "IP Address", "Respondent ID", "Comment", "1"] {
            env.refuses(1, with(&[flag, column]), &["tells who somebody is, and that is not recorded", flag]);
        }
    }
}

#[test]
fn a_column_can_be_left_out() {
    let env = env("google-forms.csv");
    env.run(with(&["--why-column", "", "--role-column", ""])).success();
    assert!(answers(&env).iter().all(|(_, text)| !text.contains("why") && !text.contains("role")));
}

#[test]
fn how_many_were_asked_is_of_one_round() {
    let env = env("two-rounds.csv");
    env.refuses(1, with(&["--asked", "9"]), &["--asked is of one round, and the answers are of 2", "--round DATE"]);
    env.refuses(1, with(&["--asked", "3", "--round", "2026-11-13"]), &["4 have answered with these"]);
    env.run(with(&["--asked", "4", "--round", "2026-11-13"])).success();
    env.run(with(&["--asked", "5", "--round", "2026-11-13"])).success();
    assert_eq!(env.run(["nps", "--format", "json"]).json()["response_rate"], json!(0.8));
}

#[test]
fn answers_can_come_through_a_pipe() {
    let env = env("empty.csv");
    let bytes = fs::read(fixture("microsoft-forms.csv")).expect("the fixture is there");
    env.run(["nps", "import", "-"]).stdin(&bytes).success().stderr_contains("is read as Windows-1252");
    assert_eq!(answers(&env).len(), 3);
    if cfg!(unix) {
        env.run(["nps", "import", "/dev/stdin"]).stdin(bytes).success().stderr_contains("recorded already");
    }
}

#[test]
#[cfg(unix)]
fn a_person_at_a_terminal_is_asked() {
    let env = env("two-scales.csv");
    let mut session = env.terminal(IMPORT).start();
    session.wait_for("2 columns could be the 0-10 question");
    session.answer("column", "3");
    session.asks("column");
    session.key(crate::terminal::Key::Ctrl('u'));
    session.answer("column", "likely");
    session.finish().success();
    assert_eq!(rounds(&env), BTreeMap::from([(String::from("2026-11-20"), 2)]));

    let env = self::env("day-and-month.csv");
    let before = env.snapshot_tree();
    let mut session = env.terminal(IMPORT).start();
    session.asks("date format");
    session.key(crate::terminal::Key::Ctrl('c'));
    session.finish().failure(130);
    env.assert_untouched_since(&before);
    let mut session = env.terminal(IMPORT).start();
    session.answer("date format", "mdy");
    session.finish().success();
    assert_eq!(rounds(&env), BTreeMap::from([(String::from("2026-03-04"), 1), (String::from("2026-04-04"), 1)]));
}
