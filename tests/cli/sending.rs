//! Sending notes: to whom, after which question, and what is recorded.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use mail_parser::MessageParser;

use crate::environment::TestEnvironment;
use crate::invocation::Invocation;
use crate::terminal::Key;

const RETRO: &str = "checkout/retros/2026-W47.toml";

/// An engagement with a retro, and a program that keeps what it is given.
fn env() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    env.run(["edit", "--person", "Lee Novak <lee@example.org>", "--person", "Sofía Marín"]).success();
    env.run(["retro", "--well", "It works", "--present", "Ana Aux,lee"]).success();
    env.program("sendmail", "printf '%s\\n' \"$@\" >\"$HOME/arguments\"; cat >\"$HOME/message\"");
    env
}

impl TestEnvironment {
    /// Puts a program of `sh` into the home; gives its path.
    fn program(&self, name: &str, script: &str) -> String {
        let path = self.home().join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("the home is writable");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it is ours");
        path.to_string_lossy().into_owned()
    }

    fn configure(&self, text: &str) {
        let folder = self.home().join(".config/auxeng");
        fs::create_dir_all(&folder).expect("the home is writable");
        let path = folder.join("config.toml");
        fs::write(&path, text).expect("the folder is writable");
        fs::set_permissions(path, fs::Permissions::from_mode(0o600)).expect("it is ours");
    }

    fn in_home(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.home().join(name)).ok()
    }

    /// `auxeng notes` with the program that keeps what it is given.
    fn notes<'a>(&'a self, arguments: &[&str]) -> Invocation<'a> {
        let sendmail = self.home().join("sendmail");
        self.run(["notes"].iter().chain(arguments))
            .variable("AUXENG_SENDMAIL", format!("{} -a 'my work'", sendmail.display()))
    }

    /// The addresses to which the message that was kept goes.
    fn sent_to(&self) -> Vec<String> {
        let message = self.in_home("message").expect("a message was sent");
        let message = MessageParser::default().parse(message.as_bytes()).expect("it is a message");
        let to = message.to().expect("recipients").iter();
        to.filter_map(|one| one.address().map(str::to_owned)).collect()
    }

    /// Runs what must fail with `words`, send nothing and write nothing.
    #[track_caller]
    fn sends_nothing(&self, code: i32, invocation: Invocation<'_>, words: &[&str]) {
        let before = self.snapshot_tree();
        let mut outcome = invocation.failure(code).stdout("");
        for word in words {
            outcome = outcome.stderr_contains(word);
        }
        self.assert_untouched_since(&before);
        assert_eq!(self.in_home("message"), None);
    }
}

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
fn sending_again_is_asked_for_twice() {
    let env = env();
    env.notes(&["--send", "--yes"]).success();
    fs::remove_file(env.home().join("message")).expect("it was sent");
    for arguments in [&["--send", "--yes"][..], &["--send"], &["--send", "--yes", "--to", "mei@example.org"]] {
        env.sends_nothing(
            1,
            env.notes(arguments),
            &["were sent on 20 November 2026", "--again --yes", "nothing was sent"],
        );
    }
    env.sends_nothing(1, env.notes(&["--send", "--again"]), &["add --yes"]);
    let later = env.notes(&["--send", "--again", "--yes"]).variable("AUXENG_TODAY", "2026-11-23");
    later.success().stderr_contains("Sent the notes of 2026-W47");
    assert!(env.read(RETRO).contains("notes_sent = 2026-11-23\n"));
}

#[test]
fn without_a_terminal_nothing_is_asked_and_nothing_sent() {
    let env = env();
    env.sends_nothing(1, env.notes(&["--send"]), &["no terminal", "add --yes", "nothing was sent"]);
    env.sends_nothing(1, env.notes(&["--send"]).stdin("yes\n"), &["add --yes"]);
    env.sends_nothing(2, env.notes(&["--yes"]), &["--send"]);
    env.sends_nothing(2, env.notes(&["--send", "--format", "html"]), &["--format"]);
    env.sends_nothing(2, env.notes(&["--to", "ana@example.org"]), &["--to is for mail", "--send"]);
}

#[test]
fn a_person_is_shown_it_and_asked() {
    let env = env();
    let sendmail = env.home().join("sendmail").display().to_string();
    let start = |arguments: &[&str]| {
        env.terminal(["notes", "--send"].iter().chain(arguments)).variable("AUXENG_SENDMAIL", &sendmail).start()
    };
    let mut session = start(&[]);
    session.answer("Send them to 2 people?", "");
    session.finish().failure(1);
    let mut session = start(&[]);
    session.asks("Send them to 2 people?");
    session.key(Key::Ctrl('c'));
    session.finish().failure(1);
    assert_eq!(env.in_home("message"), None);
    let mut session = start(&[]);
    session.answer("Send them to 2 people?", "yes");
    session.finish().success();
    assert_eq!(env.sent_to().len(), 2);
    let mut session = start(&["--to", "mei@example.org"]);
    session.answer("Send them again, to 1 person?", "y");
    session.finish().success();
    assert_eq!(env.sent_to(), ["mei@example.org"]);
}

#[test]
fn who_has_no_address_is_named_and_left_out() {
    let env = env();
    env.run(["edit", "--person", "Lee Chan <chan@example.org>", "--person", "Mei <me..i@example.org>"]).success();
    let present = "Sofía,Guest <guest@example.org>,lee,Mei,ANA,Lee Chan,mira okafor";
    env.run(["retro", "--replace", "--well", "x", "--present", present]).success();
    env.notes(&["--send", "--yes"])
        .success()
        .stderr_contains(
            "warning: no address for Sofía Marín: auxeng edit checkout --person 'Sofía Marín <name@example.org>'",
        )
        .stderr_contains("warning: no address for Guest: auxeng edit checkout --person 'Guest <name@example.org>'\n")
        .stderr_contains("warning: `lee` may be Lee Novak and Lee Chan")
        .stderr_contains("warning: no mail can be sent to Mei <me..i@example.org>");
    assert_eq!(env.sent_to(), ["ana@example.org", "chan@example.org", "mira@example.org"]);
}

#[test]
fn where_nobody_can_get_it_nothing_is_sent() {
    let env = env();
    env.run(["retro", "--replace", "--well", "x"]).success();
    env.sends_nothing(
        1,
        env.notes(&["--send", "--yes"]),
        &["have nobody to go to", "does not say who was there", "--to"],
    );
    env.run(["retro", "--present", "Guest"]).success();
    env.sends_nothing(1, env.notes(&["--send", "--yes"]), &["have nobody to go to", "no address for Guest"]);
    for bad in ["ana", "-x", "a@b@c", "Ana <ana@example.org>, Lee <lee@example.org>", "ana@example.org\nBcc: eve@x.org"]
    {
        env.sends_nothing(2, env.notes(&["--send", "--yes", &format!("--to={bad}")]), &["--to"]);
    }
    // As an address it is odd and sound; as an argument it would be a flag.
    env.notes(&[
        "--send",
        "--yes",
        "--to=-oQ/tmp@example.org",
        "--to",
        "Mei <mei@example.org>",
        "--to",
        "MEI@example.org",
    ])
    .success();
    assert_eq!(env.sent_to(), ["-oQ/tmp@example.org", "mei@example.org"]);
    assert_eq!(env.in_home("arguments").as_deref(), Some("-a\nmy work\n-i\n-t\n"));
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
fn notes_of_the_project_retro_go_to_everybody_involved() {
    let env = env();
    env.refuses(
        1,
        ["notes", "--project", "--send"],
        &["checkout has no project retro yet", "auxeng retro checkout --project"],
    );
    env.write("checkout/retros/project.toml", "date = 2026-11-20\nwent_well = [\n    \"We met\",\n]\n");
    env.refuses(2, ["notes", "--project", "--week", "2026-W47"], &["--week"]);
    env.notes(&["--project", "--send", "--yes"])
        .success()
        .stderr_contains("warning: no address for Sofía Marín: ")
        .stderr_contains("Subject: Project retro notes: Contract tests for Checkout (2026-11-20)\n")
        .stderr_contains("Sent the notes of the project retro to Ana Aux, Mira Okafor and Lee Novak.\n")
        .stderr_contains("Saved retros/project.toml in checkout.\n");
    assert_eq!(env.sent_to(), ["ana@example.org", "mira@example.org", "lee@example.org"]);
    env.write(
        "checkout/retros/project.toml",
        "date = 2026-11-20\npresent = [\"Lee\", \"Jo $(id) <jo@example.org>\"]\nwent_well = [\n    \"We met\",\n]\n",
    );
    env.notes(&["--project", "--send", "--yes"])
        .success()
        .stderr_contains(
            "warning: no address for Jo $(id): auxeng edit checkout --person 'Jo $(id) <name@example.org>'\n",
        )
        .stderr_contains("to Ana Aux, Mira Okafor and Lee Novak.\n");
    let record = env.read("checkout/retros/project.toml");
    assert!(record.contains("notes_sent = 2026-11-20\n"), "{record}");
    assert!(!env.read(RETRO).contains("notes_sent"), "the weekly retro is another");
    fs::remove_file(env.home().join("message")).expect("it was sent");
    env.sends_nothing(
        1,
        env.notes(&["--project", "--send", "--yes"]),
        &["the notes of the project retro were sent on"],
    );
}

#[test]
fn a_damaged_record_goes_to_nobody() {
    let env = env();
    env.write("checkout/goals/coverage.toml", "title = 1\n");
    env.sends_nothing(1, env.notes(&["--send", "--yes"]), &["coverage.toml:1:9", "cannot be read in full"]);
}

#[test]
fn the_configuration_says_who_sends_and_how() {
    let env = env();
    let sendmail = env.home().join("sendmail").display().to_string();
    let run = || env.run(["notes", "--send", "--yes", "--again"]);
    env.sends_nothing(
        1,
        run(),
        &["not known how mail leaves", "[HOME]/.config/auxeng/config.toml", "AUXENG_SMTP", "--format eml"],
    );
    env.configure(&format!("[mail]\nfrom = \"Priya <priya@example.org>\"\nsendmail = \"{sendmail}\"\n"));
    run().success().stderr_contains("From: Priya <priya@example.org>\n");
    run()
        .variable("AUXENG_MAIL_FROM", "Mei <mei@example.org>")
        .success()
        .stderr_contains("From: Mei <mei@example.org>\n");
    run().variable("AUXENG_SMTP", "smtp://localhost:1").failure(1).stderr_contains("localhost: Connection error");
    // Nothing but mail needs it.
    env.configure("[mail]\nsmtp = 1\n");
    env.run(["report"]).success();
    env.run(["notes"]).success().stderr("");
}

#[test]
fn what_is_wrong_in_the_configuration_is_named_and_never_shown() {
    let env = env();
    let smtp = "smtp = \"smtp://ana@smtp.example.org\"\n";
    for (text, words) in [
        ("[mail]\nfrom = \"hunter2\"\n", &["config.toml:2:8", "has no address"][..]),
        ("[mail]\nsmtp = \"smtp://ana:hunter2@\"\n", &["config.toml:2:8", "not a mail server"]),
        ("[mail]\nsmtp = \"smtp://ana@smtp.example.org\"\n", &["config.toml:2:8", "there is no password"]),
        (&format!("[mail]\n{smtp}password = 5\n"), &["config.toml:3:12", "not a text"]),
        (&format!("[mail]\n{smtp}password = \"hunter2\"\npassword_command = \"pass\"\n"), &["more than one password"]),
        ("[mail]\nsmtp = \"smtp://localhost\"\npassword = \"hunter2\"\n", &["names no user"]),
        ("[mail]\nsmtp = \"smtp://localhost\"\nsendmail = \"sendmail\"\n", &["config.toml:3:12", "two ways"]),
        ("[mail]\nsendmail = \"./send --password=hunter2\"\n", &["config.toml:2:12", "`sendmail`", "whole path"]),
        (
            &format!("[mail]\n{smtp}password_command = \"pass 'hunter2\"\n"),
            &["config.toml:3:20", "`password_command`", "a quote in it has no end"],
        ),
        ("[mail\nhunter2", &["config.toml:1:", "not valid TOML"]),
    ] {
        env.configure(text);
        let words: Vec<&str> = words.iter().copied().chain(["your own configuration cannot be read"]).collect();
        env.sends_nothing(1, env.run(["notes", "--send", "--yes"]), &words);
        let told = env.run(["notes", "--format", "eml"]).failure(1).stdout("").stderr_text().to_owned();
        assert!(!told.contains("hunter2"), "{told}");
    }
    env.configure("[mail]\nform = \"x\"\n[editor]\na = 1\n");
    env.run(["notes", "--format", "eml"])
        .success()
        .stderr_contains("config.toml:2:1: `form` is no field of this record")
        .stderr_contains("did you mean `from`?")
        .stderr_contains("config.toml:3:2: `editor` is no field");
}

#[test]
fn a_password_that_others_may_read_is_warned_of() {
    let env = env();
    env.configure("[mail]\nsmtp = \"smtps://ana@localhost:1\"\npassword = \"hunter2\"\n");
    let send = || env.run(["notes", "--send", "--yes"]).failure(1).stderr_text().to_owned();
    assert!(!send().contains("chmod"));
    let file = env.home().join(".config/auxeng/config.toml");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).expect("it is ours");
    let told = send();
    assert!(!told.contains('`'), "nothing that a shell would run: {told}");
    assert!(told.contains("config.toml holds a password, and others may read it: chmod 600"), "{told}");
    assert!(!told.contains("hunter2"), "{told}");
    // A password that is asked for is no secret of the file.
    let asked = env.program("asked", "echo none >&2; exit 3");
    env.configure(&format!("[mail]\nsmtp = \"smtps://ana@localhost:1\"\npassword_command = \"{asked}\"\n"));
    assert!(send().contains("failed with exit code 3: none"));
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
fn a_store_does_not_choose_who_sends() {
    let env = env();
    let sender = || {
        let text = env.run(["notes", "--format", "eml"]).success().stdout_text().to_owned();
        text.lines().find(|line| line.starts_with("From: ")).map(str::to_owned)
    };
    let ana = Some(String::from("From: \"Ana Aux\" <ana@example.org>"));
    // What looks like a repository can all be committed.
    env.write("HEAD", "ref: refs/heads/main\n");
    env.write("config", "[core]\n\tbare = true\n[user]\n\tname = Eve\n\temail = eve@example.org\n");
    env.write("objects/x", "");
    env.write("refs/x", "");
    env.git(["config", "user.email"]).success().stdout("eve@example.org\n");
    assert_eq!(sender(), ana);
    env.run(["open", "Flags"]).success().stderr_contains("weeks, Ana Aux.");
    // Below a work tree it is no other.
    env.git(["init", ".."]).success();
    env.run(["open", "Flags again"]).success().stderr_contains("weeks, Ana Aux.");
    // A repository of the user's own may know them by another name: as an author, and not as who sends.
    env.git(["-C", "..", "config", "user.name", "Ana at work"]).success();
    env.run(["open", "More flags"]).success().stderr_contains("weeks, Ana at work.");
    assert_eq!(sender(), ana);
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

#[test]
fn a_week_needs_no_year() {
    let env = env();
    for week in ["W47", "w47", "47"] {
        env.run(["notes", "--week", week]).success().stdout_contains("week 6 of 10");
    }
    env.refuses(1, ["notes", "--week", "W48"], &["no retro of 2025-W48"]);
}
