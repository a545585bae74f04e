//! The program that notes are handed to, and what is recorded.

use std::fs;

use mail_parser::MessageParser;

use super::{RETRO, env};

#[test]
fn the_message_goes_to_the_users_own_program() {
    let env = env();
    env.notes(&["--send", "--yes"]).success().stdout("").stderr(
        "\
From: Ana Aux <ana@example.org>
To: Ana Aux <ana@example.org>, Lee Novak <lee@example.org>
Subject: Retro notes: Contract tests for Checkout, week 6 of 10 (2026-W47)
Sent the notes of 2026-W47 to Ana Aux and Lee Novak.
Saved retros/2026-W47.toml in checkout.
",
    );
    // The recipients stand in the message; no address is an argument.
    assert_eq!(env.in_home("arguments").as_deref(), Some("-a\nmy work\n-i\n-t\n"));
    assert_eq!(env.sent_to(), ["ana@example.org", "lee@example.org"]);
    let message = env.in_home("message").expect("it was sent");
    assert!(!message.contains('\r') && !message.contains("X-Unsent"), "{message}");
    let record = env.read(RETRO);
    assert!(record.contains("notes_sent = 2026-11-20\n"), "{record}");
    env.run(["check"]).success();
    env.run(["fmt", "--check"]).success();
}

#[test]
fn a_program_that_fails_has_sent_nothing() {
    let env = env();
    let failing = env.program("failing", "cat >/dev/null; echo 'no route to host' >&2; exit 75");
    let deaf = env.program("deaf", "exec true <&-");
    let missing = env.home().join("missing").display().to_string();
    for (program, words) in [
        (failing.as_str(), "failed with exit code 75: no route to host"),
        (&missing, "cannot be started"),
        ("no-such-program-anywhere", "cannot be started"),
    ] {
        let sending = env.run(["notes", "--send", "--yes"]).variable("AUXENG_SENDMAIL", program);
        let eml = "auxeng notes checkout --week 2026-W47 --format eml > notes.eml";
        env.sends_nothing(
            1,
            sending,
            &["were not sent to Ana Aux and Lee Novak", words, eml, "nothing was recorded as sent"],
        );
    }
    // More than a pipe holds, so that it is noticed whether it was read.
    env.run(["retro", "--note", &"word ".repeat(20_000)]).success();
    let sending = env.run(["notes", "--send", "--yes"]).variable("AUXENG_SENDMAIL", deaf);
    env.sends_nothing(1, sending, &["did not read the whole message"]);
    for (program, words) in [("bin/sendmail", "write a whole path"), ("'", "quote"), (" ", "names no program")] {
        let sending = env.run(["notes", "--send", "--yes"]).variable("AUXENG_SENDMAIL", program);
        env.sends_nothing(2, sending, &["AUXENG_SENDMAIL cannot be", words]);
    }
}

#[test]
fn mail_that_went_out_and_was_not_recorded_is_told() {
    let env = env();
    let record = env.path().join(RETRO).display().to_string();
    let spoiling = env.program("spoiling", &format!("cat >\"$HOME/message\"; echo '<<<<<<< x' >>'{record}'"));
    env.run(["notes", "--send", "--yes"])
        .variable("AUXENG_SENDMAIL", spoiling)
        .failure(1)
        .stderr_contains("Sent the notes of 2026-W47 to Ana Aux and Lee Novak.")
        .stderr_contains("error: the notes of 2026-W47 went out, and that could not be recorded")
        .stderr_contains("write notes_sent = 2026-11-20 into retros/2026-W47.toml");
    assert_eq!(env.sent_to().len(), 2);
}

#[test]
fn a_draft_is_opened_by_a_mail_program() {
    let env = env();
    let draft = env.run(["notes", "--format", "eml"]).success().stderr("");
    let text = draft.stdout_text();
    assert!(text.contains("\r\nX-Unsent: 1\r\n"), "{text}");
    let message = MessageParser::default().parse(text.as_bytes()).expect("it is a message");
    assert_eq!(
        message.from().and_then(|from| from.first()?.address()),
        Some("ana@example.org"),
        "as git knows the user"
    );
    assert_eq!(message.date().map(|date| date.to_rfc3339()[..10].to_owned()).as_deref(), Some("2026-11-20"));
    let shown = env.run(["notes"]).success();
    assert_eq!(message.body_text(0).expect("a text").replace("\r\n", "\n"), shown.stdout_text());
    env.run(["notes", "--format", "eml", "--to", "mei@example.org"])
        .success()
        .stdout_contains("To: mei@example.org\r\n");
    let nameless = env.run(["notes", "--format", "eml"]).variable("AUXENG_MAIL_FROM", "Ana");
    env.sends_nothing(1, nameless, &["`Ana` cannot send mail", "AUXENG_MAIL_FROM"]);
    fs::write(env.home().join(".gitconfig"), "").expect("the home is writable");
    env.sends_nothing(1, env.run(["notes", "--format", "eml"]), &["not known who sends", "AUXENG_MAIL_FROM"]);
}

#[test]
fn arguments_that_are_there_are_not_added() {
    let env = env();
    let sendmail = env.home().join("sendmail").display().to_string();
    for (own, all) in [("-i -t", "-i\n-t\n"), ("-t -v", "-t\n-v\n-i\n"), ("-it", "-it\n-i\n-t\n"), ("", "-i\n-t\n")] {
        env.run(["notes", "--send", "--yes", "--again"])
            .variable("AUXENG_SENDMAIL", format!("{sendmail} {own}"))
            .success();
        assert_eq!(env.in_home("arguments").as_deref(), Some(all), "{own}");
    }
}

#[test]
fn what_a_program_leaves_running_is_not_waited_for() {
    let env = env();
    // It holds every pipe that it was given.
    let left = "(sleep 20; touch \"$HOME/over\") &";
    let lasting = env.program("lasting", &format!("cat >\"$HOME/message\"; {left}"));
    env.run(["notes", "--send", "--yes"]).variable("AUXENG_SENDMAIL", lasting).success();
    let asked = env.program("asked", &format!("{left} echo hunter2; echo locked >&2; exit 3"));
    env.configure(&format!("[mail]\nsmtp = \"smtps://ana@localhost:1\"\npassword_command = \"{asked}\"\n"));
    env.run(["notes", "--send", "--yes", "--again"]).failure(1).stderr_contains("failed with exit code 3: locked\n");
    assert_eq!(env.in_home("over"), None, "the program had ended long before");
}
