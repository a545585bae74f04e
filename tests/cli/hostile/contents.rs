//! Files that are no sound records, whatever they would record: no text, no TOML, too much of it.

use std::collections::HashMap;
use std::fs::File;
use std::sync::LazyLock;

use super::{RECORDS, assert_ended, named, named_and_refused, run, sound_store, under_every_command};
use crate::environment::TestEnvironment;
use crate::invocation::{Invocation, Outcome};

/// What is wrong, and a file of which this is wrong, made of a sound one.
type Broken = (&'static str, fn(&str) -> Vec<u8>);

/// What every command is tried on.
const GRAVE: &[Broken] = &[
    ("not UTF-8", |text| [text.as_bytes(), b"# Gr\xf6\xdfe\n"].concat()),
    ("a conflict", |text| format!("<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> theirs\n").into_bytes()),
];

const BROKEN: &[Broken] = &[
    ("no TOML", |text| format!("{text}what = \n").into_bytes()),
    ("a key twice", |text| format!("{text}again = 1\nagain = 2\n").into_bytes()),
    ("too deep", |text| format!("{text}deep = {}{}\n", "[".repeat(100_000), "]".repeat(100_000)).into_bytes()),
    ("too large", |text| [text.as_bytes(), "# much\n".repeat(700_000).as_bytes()].concat()),
    ("UTF-16, low byte first", |text| utf_16(text, u16::to_le_bytes)),
    ("UTF-16, high byte first", |text| utf_16(text, u16::to_be_bytes)),
    ("a character that breaks off", |text| [text.as_bytes(), b"# \xe2\x82"].concat()),
    ("half of a pair of UTF-16 in UTF-8", |text| [text.as_bytes(), b"# \xed\xa0\x80\n"].concat()),
    ("too long a form of a character", |text| [text.as_bytes(), b"# \xc0\xaf\n"].concat()),
    ("NUL in a comment", |text| format!("{text}# a\0b\n").into_bytes()),
    ("NUL in a text", |text| format!("{text}note = \"a\0b\"\n").into_bytes()),
    ("nothing but NUL", |_| vec![0; 4096]),
    ("an escape sequence in the open", |text| format!("{text}\u{1b}[2Jx = 1\n").into_bytes()),
    ("a carriage return by itself", |text| format!("{text}x = 1\ry = 2\n").into_bytes()),
    ("two byte order marks", |text| format!("\u{feff}\u{feff}{text}").into_bytes()),
    ("a text without end", |text| format!("{text}x = \"").into_bytes()),
    ("a text of lines without end", |text| format!("{text}x = \"\"\"\n").into_bytes()),
    ("a list without end", |text| format!("{text}x = [1,").into_bytes()),
    ("no character of Unicode", |text| format!("{text}x = \"\\uD800\"\n").into_bytes()),
    ("a table twice", |text| format!("{text}[x]\n[x]\n").into_bytes()),
    ("a table and a list of tables", |text| format!("{text}[x]\n[[x]]\n").into_bytes()),
    ("a key of a value", |text| format!("{text}x = 1\nx.y = 1\n").into_bytes()),
    ("a whole number beyond measure", |text| format!("{text}x = 9223372036854775808\n").into_bytes()),
    ("a hexadecimal number beyond measure", |text| format!("{text}x = [{{ y = 0x8000000000000000 }}]\n").into_bytes()),
    ("a number beyond measure", |text| format!("{text}x.y = [1, -1e400]\n").into_bytes()),
    ("a day that is not", |text| format!("{text}x = 2026-02-30\n").into_bytes()),
    ("an hour that is not", |text| format!("{text}x = 2026-02-03T25:00:00\n").into_bytes()),
    ("inline tables too deep", |text| {
        format!("{text}deep = {}1{}\n", "{a=".repeat(100_000), "}".repeat(100_000)).into_bytes()
    }),
    ("dotted keys too deep", |text| format!("{text}{} = 1\n", vec!["a"; 100_000].join(".")).into_bytes()),
    ("a header too deep", |text| format!("{text}[{}]\n", vec!["a"; 100_000].join(".")).into_bytes()),
    ("a list of tables too deep", |text| format!("{text}[[{}]]\n", vec!["a"; 100_000].join(".")).into_bytes()),
    ("a million keys", |text| [text, MILLION.as_str()].concat().into_bytes()),
    ("a conflict of three", |text| format!("{text}<<<<<<< ours\n||||||| base\n=======\n>>>>>>> theirs\n").into_bytes()),
];

fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
}

/// A million keys are made once.
static MILLION: LazyLock<String> =
    LazyLock::new(|| (0..1_000_000).map(|number| format!("k{number} = 1\n")).collect::<Vec<_>>().concat());

fn many(text: &str, keys: usize) -> Vec<u8> {
    let keys: Vec<String> = (0..keys).map(|number| format!("key-{number} = {number}\n")).collect();
    format!("{text}{}", keys.concat()).into_bytes()
}

#[test]
fn no_command_is_confused_by_what_is_no_record() {
    for record in RECORDS {
        for (what, broken) in GRAVE {
            under_every_command(what, record, &|env| env.write(record.file, broken(record.text)));
        }
    }
}

#[test]
fn whatever_is_wrong_with_a_file_it_is_named_and_hides_nothing() {
    for (row, record) in RECORDS.iter().enumerate() {
        let env = sound_store();
        for (column, (what, broken)) in BROKEN.iter().enumerate() {
            env.write(record.file, broken(record.text));
            // What is no TOML is so in every kind of record: the other commands take turns.
            if (row + column) % 5 == 0 {
                named_and_refused(&env, what, record);
            } else {
                named(&env, what, record);
            }
        }
    }
}

/// Runs `auxeng` with a quarter of a gigabyte of memory to use, and no more.
#[cfg(target_os = "linux")]
fn in_little_memory(env: &TestEnvironment, command: &str) -> Outcome {
    let limited = "ulimit -v 262144 && exec \"$0\" \"$@\"";
    let program = env!("CARGO_BIN_EXE_auxeng");
    Invocation::new(env, "sh", "sh", ["-c", limited, program].into_iter().chain(command.split(' '))).any()
}

#[test]
#[cfg(target_os = "linux")]
fn a_gigabyte_is_not_read() {
    for record in RECORDS {
        let env = sound_store();
        let file = File::options().write(true).open(env.path().join(record.file)).expect("it is there");
        file.set_len(1 << 30).expect("there may be holes in a file");
        let before = env.snapshot_tree();
        for command in record.read_by.iter().take(4).chain(record.needed_by.iter().take(2)) {
            let outcome = in_little_memory(&env, command);
            assert_ended(&outcome);
            assert_eq!(outcome.code(), Some(1), "{outcome}");
            assert!(*command == "open Checkout" || outcome.to_string().contains("larger than 4 MiB"), "{outcome}");
        }
        env.assert_untouched_since(&before);
    }
}

/// Strange and sound, and how it is read.
const SOUND: &[Broken] = &[
    ("a byte order mark", |text| format!("\u{feff}{text}").into_bytes()),
    ("Windows line ends", |text| text.replace('\n', "\r\n").into_bytes()),
    ("no line end at the end", |text| text.trim_end().as_bytes().to_vec()),
    ("numbers beyond measure", |text| {
        format!("{text}x = [inf, -inf, nan, -0.0, 1e308, 0x7fffffffffffffff]\n").into_bytes()
    }),
    ("days at the edges", |text| {
        format!("{text}x = [0000-01-01, 9999-12-31, 9999-12-31T23:59:60Z, 00:00:00]\n").into_bytes()
    }),
    ("keys of signs", |text| {
        format!("{text}\"\" = 1\n\"a b\" = 2\n'\\' = 3\n\"\\u001b\" = 4\n\"ключ\" = 5\n").into_bytes()
    }),
    ("tables of others", |text| {
        format!("{text}[others.table]\nx = 1\n[[others.list]]\ny.z = {{ a = [[1], [2]] }}\n").into_bytes()
    }),
    ("two thousand keys", |text| many(text, 2_000)),
    ("sixty deep", |text| format!("{text}deep = {}{}\n", "[".repeat(60), "]".repeat(60)).into_bytes()),
    ("a long line", |text| format!("{text}# {}\n", "x".repeat(1_000_000)).into_bytes()),
];

#[test]
fn what_is_strange_and_sound_is_kept_byte_for_byte() {
    for (row, record) in RECORDS.iter().enumerate() {
        for (column, (what, strange)) in SOUND.iter().enumerate() {
            let made = || {
                let env = sound_store();
                env.write(record.file, strange(record.text));
                env
            };
            let checked = made().run(["check"]).any();
            assert_eq!(checked.code(), Some(0), "{what} in {}\n{checked}", record.file);
            let commands = record.needed_by.iter().filter(|command| **command != "open Checkout");
            for command in commands.skip((row + column) % 3).step_by(3) {
                let env = made();
                let outcome = run(&env, command);
                assert_eq!(outcome.code(), Some(0), "{what} in {}\n{outcome}", record.file);
                let lost = lost(&strange(record.text), env.read(record.file).as_bytes());
                assert!(lost.len() <= 1, "{what} in {}: {lost:?}\n{outcome}", record.file);
            }
        }
    }
}

/// The lines of `before` that `after` has not.
fn lost(before: &[u8], after: &[u8]) -> Vec<String> {
    let lines = |text: &[u8]| text.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect::<Vec<_>>();
    let mut left: HashMap<Vec<u8>, usize> = HashMap::new();
    for line in lines(after) {
        *left.entry(line).or_default() += 1;
    }
    let is_left = |line: &Vec<u8>| {
        left.get_mut(line).is_some_and(|times| times.checked_sub(1).map(|less| *times = less).is_some())
    };
    let mut is_left = is_left;
    lines(before)
        .into_iter()
        .filter(|line| !is_left(line))
        .map(|line| String::from_utf8_lossy(&line).into_owned())
        .collect()
}
