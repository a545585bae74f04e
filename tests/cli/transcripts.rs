//! Runs every `console` block of the documentation and compares what it shows with what happens.
//!
//! The blocks of one document share the folder and the exported variables, and start beside a copy
//! of the repository's `examples/`. Expected is all that a command writes, to both streams, and
//! `[exit 1]` after it when it fails.

use crate::console::{Part, parse, render};
use crate::environment::TestEnvironment;
use snapbox::Data;
use snapbox::assert::DEFAULT_ACTION_ENV;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Runs `$2` where the command before it ended, with the variables that it exported. A trap, so
/// that `exit` in a transcript loses neither.
const STEP: &str = r#"
__state=$1; set -- "$2"
if [ -f "$__state/exports" ]; then . "$__state/exports"; cd "$(cat "$__state/folder")"; fi
trap '__code=$?; export -p >"$__state/exports"; pwd >"$__state/folder"; exit $__code' EXIT
eval "$1"
"#;

#[test]
fn the_readme_shows_what_happens() {
    let readme = root().join("README.md");
    let source = fs::read_to_string(&readme).expect("README.md can be read");
    let commands = parse(&source).map(|parts| parts.iter().filter(|part| part.is_command()).count());
    assert_ne!(commands, Ok(0), "README.md shows no command in a `console` block");
    check(&[readme]);
}

#[test]
fn the_documentation_shows_what_happens() {
    let mut documents = Vec::new();
    let mut folders = vec![root().join("docs")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                documents.push(path);
            }
        }
    }
    documents.sort();
    check(&documents);
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs all documents, then fails with all that differ.
fn check(documents: &[PathBuf]) {
    let mut names = Vec::new();
    let mut failures = String::new();
    for document in documents {
        if let Err(failure) = compare(document) {
            names.push(document.strip_prefix(root()).unwrap_or(document).display().to_string());
            failures += &failure;
        }
    }
    assert!(names.is_empty(), "not as written: {}\n{failures}", names.join(", "));
}

fn compare(document: &Path) -> Result<(), String> {
    let source = fs::read_to_string(document).expect("the document can be read");
    let name = document.display();
    let parts = parse(&source).map_err(|problem| format!("{name}:{problem}\n"))?;
    if !parts.iter().any(Part::is_command) {
        // Nothing to run, and another test may be writing the file: the reference is generated.
        return Ok(());
    }
    let session = Session::new();
    let actual = render(&parts, |script| session.step(script)).map_err(|problem| format!("{name}:{problem}\n"))?;
    let expected = Data::read_from(document, None).raw();
    snapbox::Assert::new()
        .action_env(DEFAULT_ACTION_ENV)
        .try_eq(Some(&"what happens"), Data::text(actual), expected)
        .map_err(|difference| difference.to_string())
}

/// What the commands of one document share.
struct Session {
    environment: TestEnvironment,
    /// Folder and variables after the last command; outside the environment, which is for users.
    state: TempDir,
}

impl Session {
    fn new() -> Self {
        let environment = TestEnvironment::new();
        environment.copy(&root().join("examples"), "examples");
        let state = tempfile::tempdir().expect("a temporary folder can be made");
        Self { environment, state }
    }

    /// The output of one command, with a last line for an exit code other than 0.
    fn step(&self, script: &str) -> String {
        let program = Path::new(env!("CARGO_BIN_EXE_auxeng"));
        let mut path = program.parent().expect("the program is in a folder").as_os_str().to_owned();
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap_or_default());
        let (mut reader, writer) = std::io::pipe().expect("a pipe can be made");
        let mut command = self.environment.command("sh");
        command.env("PATH", path).args(["-c", STEP, "sh"]).arg(self.state.path()).arg(script);
        // One pipe for both streams keeps their order.
        command.stdout(writer.try_clone().expect("the pipe can be shared")).stderr(writer);
        let mut child = command.spawn().expect("sh starts");
        // The command holds the writing ends: as long as it lives, the output does not end.
        drop(command);
        let mut output = Vec::new();
        reader.read_to_end(&mut output).expect("the output can be read");
        let status = child.wait().expect("the command ends");
        let output = String::from_utf8(output).expect("the output is UTF-8");
        let mut output = self.environment.redact(&output);
        if status.success() {
            return output;
        }
        if !output.is_empty() && !output.ends_with('\n') {
            output.push('\n');
        }
        match status.code() {
            Some(code) => output + &format!("[exit {code}]\n"),
            None => output + "[ended by a signal]\n",
        }
    }
}

mod tests {
    use super::Session;

    #[test]
    fn a_session_keeps_the_folder_and_exported_variables() {
        let session = Session::new();
        let steps = [
            ("mkdir program && cd program && export DAY=\"a 'b'\" AUXENG_TODAY=2026-10-16", ""),
            ("pwd; echo \"$DAY $AUXENG_TODAY\"", "[DIR]/program\na 'b' 2026-10-16\n"),
            ("printf 1; printf 2 >&2; cd ..; exit 3", "12\n[exit 3]\n"),
            ("pwd", "[DIR]\n"),
            ("cat", ""),
            ("cat <<'EOF'\n$DAY\nEOF", "$DAY\n"),
            ("auxeng --version | cut -d ' ' -f 1", "auxeng\n"),
        ];
        for (script, output) in steps {
            assert_eq!(session.step(script), output, "{script}");
        }
    }
}
