//! Who sends and how, which the user's own configuration says and no store.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::env;

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
