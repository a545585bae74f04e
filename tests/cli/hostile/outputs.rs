//! Hostile text from wherever else it can come: the environment, the user's own files, programs, and onto a terminal.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use auxeng::text::is_hostile;

use super::texts::{HOSTILE, assert_harmless, escaped, name, store};
use crate::environment::TestEnvironment;
use crate::invocation::Outcome;
use crate::terminal::{Ended, Key};

/// Puts something in the place of a file.
type Put = fn(&TestEnvironment, &Path);

#[track_caller]
fn assert_all_harmless(outcome: &Outcome) {
    assert_harmless(outcome.stdout_text(), outcome);
    assert_harmless(outcome.stderr_text(), outcome);
    assert!(matches!(outcome.code(), Some(0..=2)), "{outcome}");
}

/// What a mail program is given: all of it in ASCII, with lines that end in CR LF.
#[track_caller]
fn assert_is_mail(outcome: &Outcome) {
    let text = outcome.stdout_text().replace("\r\n", "\n");
    assert!(text.chars().all(|c| c.is_ascii_graphic() || " \n\t".contains(c)), "{outcome}");
    assert_harmless(outcome.stderr_text(), outcome);
}

/// What moves the cursor is the program's own; what clears the screen, names the window or turns text round is not.
#[track_caller]
fn assert_terminal_is_safe(ended: &Ended) {
    let sent = ended.sent();
    let own = ['\u{1b}', '\r', '\n', '\u{7}', '\u{8}'];
    let hostile: Vec<char> = sent.chars().filter(|c| is_hostile(*c) && !own.contains(c)).collect();
    assert!(hostile.is_empty(), "{hostile:?} in {sent:?}");
    for sequence in ["\u{1b}]", "\u{1b}[2J", "\u{1b}P", "\u{1b}_", "\u{1b}^", "\u{7}b"] {
        assert!(!sent.contains(sequence), "{sequence:?} in {sent:?}");
    }
}

/// Answers each question with its default, and leaves.
fn walk(env: &TestEnvironment, arguments: &[&str], questions: usize) -> Ended {
    let mut session = env.terminal(arguments).start();
    session.asked();
    for _ in 0..questions {
        session.line("");
        session.asked();
    }
    session.key(Key::Ctrl('c'));
    session.finish()
}

#[test]
fn no_question_carries_what_a_terminal_would_obey() {
    for (arguments, questions) in [
        (&["retro", "checkout"][..], 5),
        (&["score", "checkout"], 0),
        (&["retro", "checkout", "--project"], 2),
        (&["goal", "add", "-e", "checkout"], 0),
        (&["nps", "add", "-e", "checkout"], 0),
        (&["close", "checkout"], 0),
        (&["open"], 0),
    ] {
        let env = store();
        let ended = walk(&env, arguments, questions);
        assert_terminal_is_safe(&ended);
    }
}

#[test]
fn a_list_to_pick_from_is_harmless() {
    let env = store();
    let text = env.read("checkout/engagement.toml");
    env.write("check/engagement.toml", text);
    let mut session = env.terminal(["score"]).start();
    session.wait_for("HYPERLINK");
    session.key(Key::Ctrl('c'));
    assert_terminal_is_safe(&session.finish());
}

#[test]
fn the_environment_is_as_harmless_as_a_record() {
    let env = store();
    let hostile = HOSTILE.replace('\0', "");
    let variables = [
        "AUXENG_TODAY",
        "AUXENG_STORE",
        "AUXENG_ENGAGEMENT",
        "AUXENG_EDITOR",
        "AUXENG_SENDMAIL",
        "VISUAL",
        "EDITOR",
        "COLUMNS",
        "TERM",
        "LANG",
        "LC_ALL",
        "TZ",
        "NO_COLOR",
        "HOME",
        "PATH",
        "TMPDIR",
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
        "XDG_DATA_HOME",
        "BROWSER",
        "GIT_DIR",
        "GIT_CONFIG_GLOBAL",
        "GIT_AUTHOR_NAME",
        "EMAIL",
    ];
    for variable in variables {
        for command in [
            &["status"][..],
            &["report", "checkout", "--format", "html"],
            &["notes", "checkout", "--send", "--yes", "--to", "ana@example.org"],
            &["notes", "checkout", "--format", "eml", "--to", "ana@example.org"],
            &["retro", "checkout", "--edit"],
            &["retro", "checkout", "--well", "x", "--dry-run"],
            &["open", "New", "--dry-run"],
        ] {
            let outcome = env.run(command).variable(variable, &hostile).any();
            if command.contains(&"eml") { assert_is_mail(&outcome) } else { assert_all_harmless(&outcome) }
        }
    }
}

#[test]
fn who_git_says_we_are_is_harmless() {
    let env = store();
    for name in [
        format!("Ana {}", HOSTILE.replace(['\n', '\r', '"', '\\'], "")),
        "A\u{1b}[2J\u{202e}".into(),
        "a\u{9b}\u{85}".into(),
    ] {
        let settings =
            format!("[user]\n\tname = \"{}\"\n\temail = \"a\u{1b}[2J@example.org\"\n", name.replace('\t', " "));
        fs::write(env.home().join(".gitconfig"), settings).expect("the home is writable");
        for command in [
            &["notes", "checkout", "--format", "eml", "--to", "ana@example.org"][..],
            &["notes", "checkout", "--send", "--yes", "--to", "ana@example.org"],
            &["open", "New title"],
            &["retro", "checkout", "--present", "me", "--dry-run"],
        ] {
            let outcome = env.run(command).any();
            if command.contains(&"eml") { assert_is_mail(&outcome) } else { assert_all_harmless(&outcome) }
        }
    }
}

/// Writes the user's own configuration.
fn configure(env: &TestEnvironment, text: &str) {
    let folder = env.home().join(".config/auxeng");
    fs::create_dir_all(&folder).expect("the home is writable");
    fs::write(folder.join("config.toml"), text).expect("the folder is writable");
}

const SEND: [&str; 6] = ["notes", "checkout", "--send", "--yes", "--to", "ana@example.org"];

#[test]
fn the_users_own_configuration_is_harmless_and_strange_ones_are_named() {
    let quoted = escaped();
    for text in [
        format!("\"{quoted}\" = 1\n"),
        format!("[mail]\n\"{quoted}\" = 1\nfrom = \"{quoted}\"\n"),
        format!("[mail]\nfrom = \"Ana <ana@example.org>\"\nsmtp = \"{quoted}\"\n"),
        format!("[mail]\nfrom = \"Ana <ana@example.org>\"\nsendmail = \"{quoted}\"\n"),
        format!(
            "[mail]\nfrom = \"Ana <ana@example.org>\"\nsmtp = \"smtp://{quoted}@127.0.0.1:1\"\npassword = \"{quoted}\"\n"
        ),
        String::from(
            "[mail]\nfrom = \"Ana <ana@example.org>\"\nsmtp = \"smtp://a@127.0.0.1:1\"\npassword_command = \"printf '\\\\033[2J'; exit 1\"\n",
        ),
        format!("<<<<<<< {HOSTILE}\n"),
        format!("mail = {}{}\n", "[".repeat(100_000), "]".repeat(100_000)),
        String::from("a = 1\na = 2\n"),
        "# x\n".repeat(2_000_000),
    ] {
        let env = store();
        configure(&env, &text);
        let outcome = env.run(SEND).any();
        assert_eq!(outcome.code(), Some(1), "{outcome}");
        assert_all_harmless(&outcome);
        env.run(["status"]).success();
    }
}

#[test]
fn a_configuration_that_is_no_file_is_named_and_keeps_nobody_waiting() {
    let put: [(&str, Put); 4] = [
        ("a folder", |_, path| fs::create_dir(path).expect("the folder is writable")),
        ("a pipe", |env, path| {
            env.command("mkfifo").arg(path).status().expect("mkfifo starts");
        }),
        ("a link to itself", |_, path| symlink("config.toml", path).expect("a link can be made")),
        ("a device", |_, path| symlink("/dev/zero", path).expect("a link can be made")),
    ];
    for (what, put) in put {
        let env = store();
        configure(&env, "");
        let path = env.home().join(".config/auxeng/config.toml");
        fs::remove_file(&path).expect("it was just written");
        put(&env, &path);
        let outcome = env.run(SEND).any();
        assert_eq!(outcome.code(), Some(1), "{what}\n{outcome}");
        assert!(outcome.stderr_text().contains("config.toml"), "{what}\n{outcome}");
        env.run(["status"]).success();
    }
}

#[test]
fn what_a_mail_program_says_is_harmless() {
    let env = store();
    let said = env.home().join("said");
    fs::write(&said, HOSTILE.repeat(50)).expect("the home is writable");
    for end in ["1", "75", "0"] {
        let program = env.home().join("sendmail");
        let script = format!("#!/bin/sh\ncat >/dev/null\ncat '{0}'\ncat '{0}' >&2\nexit {end}\n", said.display());
        fs::write(&program, script).expect("the home is writable");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("it is ours");
        let outcome = env.run(SEND.iter().chain(&["--again"])).variable("AUXENG_SENDMAIL", &program).any();
        assert_eq!(outcome.code(), Some(i32::from(end != "0")), "{outcome}");
        assert_all_harmless(&outcome);
    }
}

#[test]
fn notes_and_surveys_from_elsewhere_are_harmless() {
    let env = store();
    let cell = format!("\"{}\"", HOSTILE.replace('"', "\"\""));
    let csv = |header: &str, rows: &str| format!("{header}\n{rows}\n");
    for (file, text) in [
        ("a.csv", csv(&format!("{cell},How likely are you to recommend us?,{cell}"), &format!("{cell},9,{cell}"))),
        ("b.csv", csv("score,why,role,date", &format!("9,{cell},{cell},{cell}"))),
        ("c.csv", csv("score,why", &format!("{cell},x"))),
        ("d.csv", csv(&cell, &cell)),
        ("e.csv", csv("score", &format!("9\n{}", HOSTILE.replace('"', "\"\"x")))),
        ("f.csv", format!("sep={HOSTILE}\nscore\n9")),
        ("\u{1b}[2J.csv", csv("score", "11")),
    ] {
        env.write(file, text);
        for dry in [&["--dry-run"][..], &[]] {
            let import = ["nps", "import", "-e", "checkout", "--date", "2026-11-12"];
            let outcome = env.run(import.iter().chain(dry).chain(&["--", file])).any();
            assert_all_harmless(&outcome);
            let import = ["nps", "import", "-e", "checkout", "--column", HOSTILE];
            assert_all_harmless(&env.run(import.iter().chain(dry).chain(&["--", file])).any());
        }
    }
    for (file, text) in [
        (
            "a.md",
            format!("# {HOSTILE}\n\n## Went well\n\n- {HOSTILE}\n\n## Next\n\n- {HOSTILE}: do\n- Ana: {HOSTILE}\n"),
        ),
        ("b.md", format!("Present: {HOSTILE}\n\n{HOSTILE}\n=====\n\n{HOSTILE}\n")),
        ("c.md", format!("---\n{HOSTILE}: x\n---\n\n## Blockers\n{}", format!("- {HOSTILE}\n").repeat(40))),
        ("\u{1b}[2J.md", String::from("## Went well\n- a\n")),
    ] {
        env.write(file, text);
        for more in [&["--dry-run"][..], &["--project", "--dry-run"], &[]] {
            let outcome = env.run(["retro", "checkout", "--from", file].iter().chain(more)).any();
            assert_all_harmless(&outcome);
        }
    }
    env.run(["check"]).success();
}

/// Where the draft of the retro of `checkout` lies.
fn draft(env: &TestEnvironment) -> PathBuf {
    let folder = env.home().join(".local/state/auxeng/drafts");
    let names = fs::read_dir(folder).expect("there are drafts").flatten().map(|entry| entry.path());
    names.into_iter().find(|path| path.extension().is_some_and(|end| end == "json")).expect("there is a draft")
}

#[test]
fn a_draft_that_somebody_has_spoilt_ends_nothing() {
    let begun = || {
        let env = TestEnvironment::with_checkout();
        let mut session = env.terminal(["retro"]).start();
        session.line("3").asked().key(Key::Ctrl('c'));
        session.finish();
        drop(session);
        let draft = draft(&env);
        (env, draft)
    };
    let texts: Vec<Vec<u8>> = vec![
        Vec::new(),
        b"null".to_vec(),
        b"[]".to_vec(),
        b"{\"schema\":2}".to_vec(),
        b"{\"schema\":1,\"sheet\":{\"answers\":{}}}".to_vec(),
        "[".repeat(100_000).into_bytes(),
        b"\xff\xfe{}".to_vec(),
        vec![b' '; 5 * 1024 * 1024],
    ];
    for text in texts {
        let (env, draft) = begun();
        fs::write(&draft, &text).expect("the folder is writable");
        let ended = env.terminal(["retro"]).start().finish().failure(1);
        let words = ["cannot read", "cannot be read", "not UTF-8", "larger than"];
        assert!(words.iter().any(|words| ended.text().contains(words)), "{ended}");
        assert_eq!(fs::read(&draft).expect("it is left as it was"), text);
    }
    for (what, put) in [
        ("a folder", (|_, path| fs::create_dir(path).expect("the folder is writable")) as Put),
        ("a pipe", |env, path| {
            env.command("mkfifo").arg(path).status().expect("mkfifo starts");
        }),
        ("a link", |_, path| symlink("/dev/zero", path).expect("a link can be made")),
    ] {
        let (env, draft) = begun();
        fs::remove_file(&draft).expect("it is there");
        put(&env, &draft);
        let ended = env.terminal(["retro"]).start().finish().failure(1);
        assert!(ended.text().contains("is not a regular file"), "{what}: {ended}");
        let (env, draft) = begun();
        let lock = draft.with_extension("lock");
        fs::remove_file(&lock).expect("it is there");
        put(&env, &lock);
        begins(&env, what);
    }
}

/// A retro can be begun.
#[track_caller]
fn begins(env: &TestEnvironment, what: &str) {
    let mut session = env.terminal(["retro"]).start();
    session.asked().key(Key::Ctrl('c'));
    let ended = session.finish();
    assert!(!ended.text().contains("panicked") && ended.code().is_some(), "{what}: {ended}");
}

#[test]
fn unknown_fields_and_strange_names_are_harmless_in_every_format() {
    let env = TestEnvironment::with_checkout();
    let quoted = escaped();
    env.write("auxeng.toml", format!("schema = 1\n\"{quoted}\" = 1\n[health]\n\"{quoted}\" = 1\n"));
    for file in ["checkout/engagement.toml", "checkout/goals/coverage.toml", "checkout/goals/build-time.toml"] {
        let text = env.read(file);
        env.write(file, format!("\"{quoted}\" = 1\n{text}\n[\"{quoted}\"]\n\"{quoted}\" = \"{quoted}\"\n"));
    }
    env.write(
        "checkout/goals/habits.toml",
        format!("{}[scores]\n\"{quoted}\" = {{ value = 1 }}\n", env.read("checkout/goals/habits.toml")),
    );
    let file_name = name().replace('/', "");
    for folder in [
        "",
        "checkout",
        "checkout/goals",
        "checkout/milestones",
        "checkout/retros",
        "checkout/nps",
        "checkout/nps/2026-11-10",
    ] {
        env.write(Path::new(folder).join(format!("a\u{1b}[2J\u{202e}{}.toml", &file_name[..20])), "x = [");
        env.write(Path::new(folder).join(format!("\u{9b}31m{}/engagement.toml", &file_name[..20])), "x = [");
    }
    for format in ["table", "json", "github"] {
        assert_all_harmless(&env.run(["check", "--format", format]).failure(1));
    }
    for command in [
        &["status"][..],
        &["report", "checkout"],
        &["fmt", "--check"],
        &["fmt"],
        &["score", "coverage=3"],
        &["retro", "--well", "a"],
    ] {
        assert_all_harmless(&env.run(command).any());
    }
}
