//! Whatever a record says beside what we know, every command leaves it as it is: comments, unknown fields and tables, odd
//! spacing, line ends. The law: take away the lines that are about what the command changes, and the file before and the
//! file after are the same, byte for byte.

mod changes;

use std::fmt::Write as _;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};

use crate::environment::TestEnvironment;

use changes::{CHANGES, RECORDS};

/// What may stand before a statement; `#` becomes a comment of its own, `§` a field of its own.
const BEFORE: &[&str] = &["", "", "", "\n", "\n\n\n", "#\n", "  #\n\n#\n", "\t\n", "§\n", "\n§\n#\n", "§\n§\n"];
/// What may stand behind a statement, on its line.
const BEHIND: &[&str] = &["", "", "", " ", "\t#", "   #"];
const SPACES: &[&str] = &["", " ", " ", "\t", "   "];
/// Fields of others; `§` is a name that no other has.
const FIELDS: &[&str] = &[
    "§ = 1",
    "§=[1,2,\n  3, # three\n]",
    "  §   =   \"\"\"\ntitle = 1\n[scores]\n\"\"\"",
    "§ = { a = 1, b.c = 'x' }",
    "\"§ \\u001b\" = -nan",
    "§.x = 0001-01-01",
    "'§' = '''# no comment'''",
];
/// Tables of others.
const TABLES: &[&str] =
    &["[§]\nx = 1\n", "[§.deep]  # x\n  y = [ ]\n", "[[§]]\n[[§]]\nz = 2026-11-20T10:00:00Z\n", "\n\n[ § ]\n"];

/// How a record is dressed up.
#[derive(Debug, Clone)]
struct Dress {
    before: Vec<&'static str>,
    behind: Vec<&'static str>,
    spaces: Vec<&'static str>,
    fields: Vec<&'static str>,
    tables: Vec<&'static str>,
    end: &'static str,
    mark: bool,
    line_ends: Vec<bool>,
}

fn dress() -> impl Strategy<Value = Dress> {
    let texts = |from: &'static [&'static str]| vec(select(from), 9);
    let ends = prop_oneof![
        6 => Just(vec![false]),
        2 => Just(vec![true]),
        2 => vec(any::<bool>(), 40),
    ];
    (
        texts(BEFORE),
        texts(BEHIND),
        texts(SPACES),
        texts(FIELDS),
        vec(select(TABLES), 0..3),
        select(&["\n", "", "\n\n"][..]),
        any::<bool>(),
        ends,
    )
        .prop_map(|(before, behind, spaces, fields, tables, end, mark, line_ends)| Dress {
            before,
            behind,
            spaces,
            fields,
            tables,
            end,
            mark,
            line_ends,
        })
}

/// The text of a record whose statements are dressed up.
fn dressed(statements: &[&str], dress: &Dress) -> String {
    let mut spaces = dress.spaces.iter().cycle();
    let mut fields = dress.fields.iter().cycle();
    let mut text = String::new();
    let mut may_hold_others = true;
    for (at, statement) in statements.iter().enumerate() {
        for sign in dress.before[at % dress.before.len()].chars() {
            match sign {
                // Where keys are weeks or days there is no place for others.
                '§' if may_hold_others => text.push_str(fields.next().expect("it goes on for ever")),
                '§' => {}
                sign => text.push(sign),
            }
        }
        let has_own_keys = ["[scores]", "[talks]"].contains(statement);
        may_hold_others = !has_own_keys && (may_hold_others || statement.starts_with('['));
        for sign in statement.chars() {
            match sign {
                '?' => text.push_str(spaces.next().expect("it goes on for ever")),
                sign => text.push(sign),
            }
        }
        text.push_str(dress.behind[at % dress.behind.len()]);
        text.push('\n');
    }
    text.push_str(&dress.tables.concat());
    let text = named(&text);
    let text = format!("{}{}", text.trim_end_matches('\n'), dress.end);
    let mut ends = dress.line_ends.iter().cycle();
    let mut all = String::from(if dress.mark { "\u{feff}" } else { "" });
    for line in text.split_inclusive('\n') {
        let is_windows = *ends.next().expect("it goes on for ever");
        match line.strip_suffix('\n').filter(|_| is_windows) {
            Some(line) => write!(all, "{line}\r\n").expect("a text can be written"),
            None => all.push_str(line),
        }
    }
    all
}

/// Gives each comment its words and each field of others its name.
fn named(text: &str) -> String {
    let mut all = String::new();
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let is_bare = line.trim_end().ends_with('#');
        let line = line.replace('§', &format!("other-{number}"));
        match line.strip_suffix('\n').filter(|_| is_bare) {
            Some(line) => writeln!(all, "{line} comment {number}").expect("a text can be written"),
            None => all.push_str(&line),
        }
    }
    all
}

/// The lines that are not about what is changed. A blank line may come before something new.
fn others<'a>(text: &'a str, about: &[&str]) -> Vec<&'a str> {
    let is_about =
        |line: &&str| about.iter().any(|about| line.trim_start_matches(['\u{feff}', ' ', '\t']).starts_with(about));
    text.split_inclusive('\n').filter(|line| !is_about(line)).collect()
}

/// Whether `after` is `before` with nothing but blank lines put in.
fn is_kept(before: &[&str], after: &[&str]) -> bool {
    let mut left = before.iter().peekable();
    for line in after {
        // A last line without an end may have got one.
        let is_same =
            |next: &&&str| *next == line || (!next.ends_with('\n') && **next == line.trim_end_matches(['\r', '\n']));
        let is_next = left.peek().is_some_and(is_same);
        if is_next {
            left.next();
        } else if !line.trim().is_empty() {
            return false;
        }
    }
    left.next().is_none()
}

fn store(dress: &Dress) -> TestEnvironment {
    let env = TestEnvironment::new();
    env.write(".auxeng.lock", "");
    for (file, statements) in RECORDS {
        env.write(file, dressed(statements, dress));
    }
    env
}

/// Tries `law` on stores that are dressed up in some ways: a sixteenth as many as `PROPTEST_CASES` says, else 16.
fn on_any_store(law: impl Fn(&TestEnvironment) -> Result<(), TestCaseError>) {
    let cases = Config::default().cases.div_ceil(16);
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&dress(), |dress| law(&store(&dress)));
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

#[test]
fn every_change_leaves_all_else_byte_for_byte() {
    let changes = || CHANGES.iter();
    on_any_store(|sound| {
        let before = sound.snapshot_tree();
        let checked = sound.run(["check"]).any();
        prop_assert_eq!(checked.code(), Some(0), "the test writes what is not sound\n{}", checked);
        for change in changes() {
            let env = TestEnvironment::new();
            env.copy(&sound.path(), "");
            let outcome = env.run(change.command.split(' ')).any();
            prop_assert_eq!(outcome.code(), Some(0), "{}", outcome);
            let after = env.snapshot_tree();
            for (file, old) in &before {
                let Some(new) = after.get(file) else {
                    return Err(TestCaseError::fail(format!("{file} has gone\n{outcome}")));
                };
                let about = change.about.iter().find(|(touched, _)| touched == file);
                let Some((_, about)) = about else {
                    prop_assert_eq!(old, new, "{} is not to be touched\n{}", file, outcome);
                    continue;
                };
                let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
                prop_assert_ne!(&old, &new, "{} should have changed\n{}", file, outcome);
                let (kept, is) = (others(&old, about), others(&new, about));
                prop_assert!(is_kept(&kept, &is), "{}\n{}\n--- before\n{:?}\n--- after\n{:?}", file, outcome, old, new);
            }
        }
        Ok(())
    });
}

#[test]
fn the_canonical_form_loses_nothing() {
    // The names of others' fields and tables, and the comments, each with its number.
    let words = |text: &[u8]| {
        let text = String::from_utf8_lossy(text).into_owned();
        let numbered = |word: &'static str| {
            let number = |rest: &str| rest.chars().take_while(char::is_ascii_digit).collect::<String>();
            text.split(word).skip(1).map(|rest| format!("{word}{}", number(rest))).collect::<Vec<_>>()
        };
        let mut words = [numbered("other-"), numbered("comment ")].concat();
        words.sort_unstable();
        words
    };
    on_any_store(|env| {
        let before = env.snapshot_tree();
        let shown = env.run(["report", "checkout", "--format", "json"]).any();
        for form in [&["fmt"][..], &["fmt", "--renew"]] {
            let outcome = env.run(form).any();
            prop_assert_eq!(outcome.code(), Some(0), "{}", outcome);
            for (file, new) in &env.snapshot_tree() {
                let old = before.get(file).map(|old| words(old));
                prop_assert_eq!(old, Some(words(new)), "{}\n{}", file, outcome);
            }
            let again = env.run(["report", "checkout", "--format", "json"]).any();
            prop_assert_eq!(shown.stdout_text(), again.stdout_text());
            prop_assert_eq!(env.run(form.iter().chain(&["--check"])).any().code(), Some(0));
        }
        Ok(())
    });
}
