//! Records in the user's own editor, which is a script here.

mod choice;
mod document;
mod trouble;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use snapbox::IntoData;

use crate::environment::TestEnvironment;
use crate::terminal::Ended;

const RETRO: &str = "checkout/retros/2026-W47.toml";

/// What a script begins with: functions that put lines below the heading that they are given, and that change the file
/// with `sed`.
const BEGIN: &str = r###"#!/bin/sh
file=$1
put() { cat "$file.new" >"$file"; rm "$file.new"; }
under() { awk -v heading="## $1" -v text="$2" '{ print } $0 == heading { print ""; print text }' "$file" >"$file.new"; put; }
change() { sed "$@" "$file" >"$file.new"; put; }
"###;

impl TestEnvironment {
    /// Makes `name` an editor that runs `script` with the file as `$file`.
    pub(crate) fn editor(&self, name: &str, script: &str) -> PathBuf {
        self.write(format!("../bin/{name}"), format!("{BEGIN}{script}\n"));
        let path = self.home().with_file_name("bin").join(name);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("the mode can be set");
        path
    }

    /// Runs `auxeng` at a terminal with an editor that runs `script`.
    pub(crate) fn edit(&self, arguments: &[&str], script: &str) -> Edited {
        let path = self.editor("editor", script);
        self.edit_with(arguments, &[("EDITOR", &path.display().to_string())])
    }

    /// Runs `auxeng` at a terminal that is wide enough for any message, with these variables.
    pub(crate) fn edit_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Edited {
        let data = self.home().with_file_name("stdout");
        let shell = ["-c", "exec \"$0\" \"$@\" >\"$DATA\"", env!("CARGO_BIN_EXE_auxeng")];
        let terminal = self.terminal_with("sh", shell.iter().chain(arguments)).size(400, 50);
        let terminal = variables.iter().fold(terminal, |terminal, (name, value)| terminal.variable(name, value));
        let talk = terminal.variable("DATA", &data).start().finish().restored();
        Edited { talk, data: fs::read_to_string(data).expect("the data can be read") }
    }

    /// The texts that are kept while they are edited, by name without the mark of the store.
    pub(crate) fn kept(&self) -> Vec<(String, String)> {
        let folder = self.home().join(".local/state/auxeng/drafts");
        let entries = fs::read_dir(folder).into_iter().flatten();
        let entries = entries.map(|entry| entry.expect("the entry can be read").path());
        // A lock has no text, and stays.
        let entries = entries.filter(|path| path.extension().is_none_or(|end| end != "lock"));
        let text = |path: &PathBuf| fs::read_to_string(path).expect("the text can be read");
        let name = |path: &PathBuf| path.file_name().expect("it has a name").to_string_lossy().into_owned();
        let mut kept: Vec<_> = entries.map(|path| (name(&path), text(&path))).collect();
        kept.sort();
        kept
    }
}

/// What came of a command that opened an editor.
pub(crate) struct Edited {
    talk: Ended,
    data: String,
}

impl Edited {
    #[track_caller]
    pub(crate) fn success(self) -> Self {
        Self { talk: self.talk.success(), ..self }
    }

    #[track_caller]
    pub(crate) fn failure(self, code: i32) -> Self {
        Self { talk: self.talk.failure(code), ..self }
    }

    #[track_caller]
    pub(crate) fn stdout(self, expected: impl IntoData) -> Self {
        snapbox::assert_data_eq!(self.data.as_str(), expected.into_data().raw());
        self
    }

    #[track_caller]
    pub(crate) fn stderr(self, expected: impl IntoData) -> Self {
        Self { talk: self.talk.transcript(expected), ..self }
    }

    #[track_caller]
    pub(crate) fn stderr_contains(self, part: &str) -> Self {
        Self { talk: self.talk.contains(part), ..self }
    }

    pub(crate) fn stderr_text(&self) -> &str {
        self.talk.text()
    }
}

/// A checkout with a retro of last week.
fn scene() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    env.on("2026-11-13")
        .run(["retro", "--well", "Kick-off", "--next", "Ana: split the pipeline", "--next", "ask Lee"])
        .success();
    env.run(["retro", "--blocker", "Hana: production access", "--present", "Ana,Lee", "--date", "2026-W46"]).success();
    env.run(["score", "coverage=9", "--date", "2026-W46"]).success();
    env
}
