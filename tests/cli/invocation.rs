//! One run of a program and what came of it, with messages that show all of it when a test fails.

use crate::environment::TestEnvironment;
use snapbox::IntoData;
use snapbox::assert::DEFAULT_ACTION_ENV;
use std::cell::Cell;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// A command that is ready and starts when its outcome is asked for.
#[must_use = "it runs when its outcome is asked for: `.success()`, `.failure(1)` or `.json()`"]
pub(crate) struct Invocation<'a> {
    environment: &'a TestEnvironment,
    command: Command,
    shown: String,
    input: Option<Vec<u8>>,
}

impl<'a> Invocation<'a> {
    pub(crate) fn new<I>(environment: &'a TestEnvironment, program: &str, name: &str, arguments: I) -> Self
    where
        I: IntoIterator<Item: AsRef<OsStr>>,
    {
        let arguments: Vec<OsString> = arguments.into_iter().map(|argument| argument.as_ref().to_owned()).collect();
        let shown = arguments.iter().fold(name.to_owned(), |shown, argument| {
            let argument = argument.to_string_lossy();
            let plain = |sign: char| sign.is_alphanumeric() || "-_./=:,@+".contains(sign);
            if !argument.is_empty() && argument.chars().all(plain) {
                shown + " " + &argument
            } else {
                shown + &format!(" {argument:?}")
            }
        });
        let mut command = environment.command(program);
        command.args(arguments);
        Self { environment, command, shown, input: None }
    }

    /// Text for the standard input, which is closed otherwise.
    pub(crate) fn stdin(mut self, text: impl AsRef<[u8]>) -> Self {
        self.input = Some(text.as_ref().to_owned());
        self
    }

    pub(crate) fn variable(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs in a folder below the working directory.
    pub(crate) fn folder(mut self, folder: impl AsRef<Path>) -> Self {
        self.command.current_dir(self.environment.path().join(folder));
        self
    }

    #[track_caller]
    pub(crate) fn success(self) -> Outcome {
        self.exit(0)
    }

    #[track_caller]
    pub(crate) fn failure(self, code: i32) -> Outcome {
        assert_ne!(code, 0, "0 is no failure");
        self.exit(code)
    }

    /// However it ended.
    pub(crate) fn any(self) -> Outcome {
        self.outcome()
    }

    /// What a success wrote to its standard output, which must be JSON and nothing else.
    #[track_caller]
    pub(crate) fn json(self) -> serde_json::Value {
        self.success().json()
    }

    #[track_caller]
    fn exit(self, code: i32) -> Outcome {
        let outcome = self.outcome();
        assert_eq!(outcome.code, Some(code), "the exit code is another\n{outcome}");
        outcome
    }

    fn outcome(mut self) -> Outcome {
        RUNS.with(|runs| runs.0.set(runs.0.get() + 1));
        if self.input.is_some() {
            self.command.stdin(Stdio::piped());
        }
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().expect("the program starts");
        let input = self.input.unwrap_or_default();
        let pipe = child.stdin.take();
        let output = std::thread::scope(|scope| {
            // On its own thread, since a program may answer before it has read all; and without a
            // look at the result, since a program need not read at all.
            scope.spawn(move || pipe.map(|mut pipe| pipe.write_all(&input)));
            child.wait_with_output().expect("the program ends")
        });
        let text = |bytes| String::from_utf8(bytes).expect("the program writes UTF-8");
        Outcome {
            shown: self.shown,
            code: output.status.code(),
            stdout: self.environment.redact(&text(output.stdout)),
            stderr: self.environment.redact(&text(output.stderr)),
        }
    }
}

/// How often a test has started a program. With `AUXENG_TEST_COUNT` it is told when the test ends.
struct Runs(Cell<usize>);

thread_local! {
    static RUNS: Runs = const { Runs(Cell::new(0)) };
}

impl Drop for Runs {
    fn drop(&mut self) {
        if std::env::var_os("AUXENG_TEST_COUNT").is_some() {
            let thread = std::thread::current();
            let _ = writeln!(std::io::stderr(), "{} runs: {}", self.0.get(), thread.name().unwrap_or("main"));
        }
    }
}

/// How a program ended and what it wrote, with the paths of its environment replaced.
pub(crate) struct Outcome {
    shown: String,
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Outcome {
    /// Compares the whole standard output; a `snapbox::str![]` is updated by
    /// `SNAPSHOTS=overwrite`.
    #[track_caller]
    pub(crate) fn stdout(self, expected: impl IntoData) -> Self {
        self.compare("stdout", &self.stdout, expected);
        self
    }

    /// Compares the whole standard error; a `snapbox::str![]` is updated by
    /// `SNAPSHOTS=overwrite`.
    #[track_caller]
    pub(crate) fn stderr(self, expected: impl IntoData) -> Self {
        self.compare("stderr", &self.stderr, expected);
        self
    }

    #[track_caller]
    pub(crate) fn stdout_contains(self, part: &str) -> Self {
        assert!(self.stdout.contains(part), "stdout does not contain {part:?}\n{self}");
        self
    }

    #[track_caller]
    pub(crate) fn stderr_contains(self, part: &str) -> Self {
        assert!(self.stderr.contains(part), "stderr does not contain {part:?}\n{self}");
        self
    }

    /// The exit code; `None` where a signal ended it.
    pub(crate) fn code(&self) -> Option<i32> {
        self.code
    }

    pub(crate) fn stdout_text(&self) -> &str {
        &self.stdout
    }

    pub(crate) fn stderr_text(&self) -> &str {
        &self.stderr
    }

    /// The standard output, which must be JSON and nothing else.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        match serde_json::from_str(&self.stdout) {
            Ok(value) => value,
            Err(error) => panic!("stdout is not JSON: {error}\n{self}"),
        }
    }

    #[track_caller]
    fn compare(&self, stream: &str, actual: &str, expected: impl IntoData) {
        // Raw: `...` and `[..]` stand for themselves, so that a text matches nothing else.
        let result = snapbox::Assert::new().action_env(DEFAULT_ACTION_ENV).try_eq(
            Some(&stream),
            actual.into_data(),
            expected.raw(),
        );
        if let Err(difference) = result {
            panic!("{stream} is another\n{difference}\n{self}");
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.code.map_or("none, ended by a signal".to_owned(), |code| code.to_string());
        writeln!(out, "command: {}\nexit code: {code}", self.shown)?;
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n(no newline)\n" };
            write!(out, "--- {name}\n{text}{end}")?;
        }
        Ok(())
    }
}

mod tests {
    use super::Outcome;
    use crate::environment::TestEnvironment;
    use std::panic::catch_unwind;

    #[test]
    fn the_program_is_run_as_a_person_would() {
        let env = TestEnvironment::new();
        env.run(["--version"]).success().stdout_contains("auxeng ").stderr("");
        env.run(["--no-such-flag"]).failure(2).stdout("").stderr_contains("--no-such-flag");
    }

    #[test]
    fn standard_input_is_given_or_closed() {
        let env = TestEnvironment::new();
        let hash = ["hash-object", "--stdin"];
        env.git(hash).success().stdout("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391\n");
        env.git(hash).stdin("x").success().stdout("c1b0730e0133447badcfd47fd144e254807b06e1\n");
    }

    #[test]
    fn json_is_read_from_a_success() {
        let env = TestEnvironment::new();
        let value = env.git(["-c", "alias.json=!echo '{\"schema\": 1}'", "json"]).json();
        assert_eq!(value["schema"], 1);
    }

    #[test]
    fn a_run_has_its_own_day_variables_and_folder() {
        let env = TestEnvironment::new();
        let run = env.on("2026-11-27").run(["a b", ""]).variable("NAME", "Ana").folder("below");
        assert_eq!(run.shown, r#"auxeng "a b" """#);
        assert_eq!(run.command.get_current_dir(), Some(&*env.path().join("below")));
        for pair in [("AUXENG_TODAY", "2026-11-27"), ("NAME", "Ana")] {
            let set = |(name, value): (&_, Option<&_>)| name == pair.0 && value == Some(pair.1.as_ref());
            assert!(run.command.get_envs().any(set), "{pair:?} is not set");
        }
    }

    #[test]
    fn an_unexpected_outcome_is_told_in_full() {
        let outcome = || Outcome {
            shown: "auxeng status".to_owned(),
            code: Some(1),
            stdout: "[1]".to_owned(),
            stderr: "error: no\n".to_owned(),
        };
        assert_eq!(outcome().json(), serde_json::json!([1]));
        let whole = "command: auxeng status\nexit code: 1\n--- stdout\n[1]\n(no newline)\n--- stderr\nerror: no\n";
        assert_eq!(outcome().to_string(), whole);
        let checks: [fn(Outcome) -> Outcome; 4] = [
            |outcome| outcome.stdout("[..]"),
            |outcome| outcome.stderr("error: no"),
            |outcome| outcome.stdout_contains("2"),
            |outcome| outcome.stderr_contains("yes"),
        ];
        for check in checks {
            let message = catch_unwind(|| check(outcome())).err().expect("the check fails");
            let message = message.downcast_ref::<String>().expect("a text");
            assert!(message.contains(whole), "{message}");
        }
    }
}
