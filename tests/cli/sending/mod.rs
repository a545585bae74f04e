//! Sending notes: to whom, after which question, and what is recorded.

mod asking;
mod configuration;
mod program;
mod recipients;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use mail_parser::MessageParser;

use crate::environment::TestEnvironment;
use crate::invocation::Invocation;

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
