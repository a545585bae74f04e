//! The user's own editor. What it is comes from the user's environment and from nowhere else.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus};

use super::signals::leave_interrupts_to_editor;
use crate::text::quoted;

/// The program with which the user edits texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    program: String,
    arguments: Vec<String>,
}

/// Why a text could not be edited.
#[derive(Debug, thiserror::Error)]
pub enum EditorError {
    /// The variable that names the editor cannot be taken apart.
    #[error("{variable} names an editor with a quote that is not closed")]
    Quotes {
        /// The variable. What it says is not repeated: an argument may be a secret.
        variable: &'static str,
    },
    /// The editor cannot be started.
    #[error("the editor {} cannot be started: {source}", quoted(.program))]
    NotStarted {
        /// The program.
        program: String,
        /// Why.
        source: io::Error,
    },
    /// The editor ended with an error.
    #[error("the editor {} ended with an error ({status})", quoted(.program))]
    Failed {
        /// The program.
        program: String,
        /// How it ended.
        status: ExitStatus,
    },
}

impl Editor {
    /// The editor that the user has chosen: `visual`, else `editor`, the values of the variables of these names. `None`
    /// where neither says anything. Arguments may follow the program, and quotes may stand as in a shell.
    ///
    /// # Errors
    /// When a quote is not closed.
    pub fn chosen(visual: Option<&str>, editor: Option<&str>) -> Result<Option<Self>, EditorError> {
        let named = [("VISUAL", visual), ("EDITOR", editor)];
        let said = |(variable, value): (&'static str, Option<&str>)| {
            value.map(str::trim).filter(|value| !value.is_empty()).map(|value| (variable, value.to_owned()))
        };
        let Some((variable, value)) = named.into_iter().find_map(said) else {
            return Ok(None);
        };
        let Some(words) = words(&value) else {
            return Err(EditorError::Quotes { variable });
        };
        let mut words = words.into_iter();
        Ok(words.next().map(|program| Self { program, arguments: words.collect() }))
    }

    /// The editor of everybody who has chosen none.
    pub fn usual() -> Self {
        let program = if cfg!(windows) { "notepad" } else { "vi" };
        Self { program: program.to_owned(), arguments: Vec::new() }
    }

    /// Opens `file` and waits until the editor has ended. Ctrl-C meanwhile is for the editor alone.
    ///
    /// # Errors
    /// When the editor cannot be started, or ends with an error.
    pub fn open(&self, file: &Path) -> Result<(), EditorError> {
        let program = || self.program.clone();
        let arguments = self.arguments.iter().map(OsString::from).chain([file.as_os_str().to_owned()]);
        leave_interrupts_to_editor(true);
        let ended = Command::new(&self.program).args(arguments).status();
        leave_interrupts_to_editor(false);
        match ended {
            Err(source) => Err(EditorError::NotStarted { program: program(), source }),
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(EditorError::Failed { program: program(), status }),
        }
    }
}

/// The words of a command line; `None` when a quote is not closed.
fn words(value: &str) -> Option<Vec<String>> {
    // On Windows a backslash parts folders and escapes nothing.
    let value = if cfg!(windows) { value.replace('\\', "\\\\") } else { value.to_owned() };
    shlex::split(&value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn editor(words: &[&str]) -> Option<Editor> {
        let mut words = words.iter().map(|&word| word.to_owned());
        Some(Editor { program: words.next()?, arguments: words.collect() })
    }

    #[test]
    fn the_users_variables_name_the_editor() {
        for (visual, variable, expected) in [
            (Some("code --wait"), Some("vi"), &["code", "--wait"][..]),
            (None, Some("nano"), &["nano"]),
            (Some(" "), Some("nano -w"), &["nano", "-w"]),
            (Some("\"/path with spaces/ed\" -x 'a b'"), None, &["/path with spaces/ed", "-x", "a b"]),
            (None, None, &[]),
            (Some(""), Some(""), &[]),
            (Some("''"), None, &[""]),
        ] {
            assert_eq!(Editor::chosen(visual, variable).unwrap(), editor(expected), "{visual:?} {variable:?}");
        }
        let error = Editor::chosen(None, Some("ed \"x")).unwrap_err();
        assert_eq!(error.to_string(), "EDITOR names an editor with a quote that is not closed");
    }

    #[test]
    #[cfg(unix)]
    fn an_editor_gets_the_file_and_may_fail() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a b.md");
        let open = |command: &str| Editor::chosen(Some(command), None).unwrap().unwrap().open(&file);
        open("sh -c 'printf x > \"$1\"' sh").unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "x");
        assert!(matches!(open("false"), Err(EditorError::Failed { .. })));
        assert!(matches!(open("/no/such/editor"), Err(EditorError::NotStarted { .. })));
    }
}
