//! How git is started: in one work tree, never with a path or a text taken for an option, and never waiting for ever.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use super::{GitError, real, work_tree};
use crate::store::lock::HELD;
use crate::text::clean_lines;

/// Variables that would lead git to another repository than the one in which the store lies, or away from its index:
/// git sets them for its hooks. What sets options for one command stays: it is the user's.
const ELSEWHERE: [&str; 10] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// Variables that change what a path means.
const PATHS: [&str; 4] = ["GIT_GLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_LITERAL_PATHSPECS", "GIT_NOGLOB_PATHSPECS"];

/// A work tree of git, as seen from a folder in it.
#[derive(Debug, Clone)]
pub(in crate::store) struct Git {
    top: PathBuf,
    below: PathBuf,
}

impl Git {
    /// The work tree in which `folder` lies.
    ///
    /// # Errors
    /// When there is none.
    pub(in crate::store) fn of(folder: &Path) -> Result<Self, GitError> {
        let real = real(folder);
        let top = work_tree(&real).ok_or_else(|| GitError::NoRepository(folder.to_owned()))?;
        let below = real.strip_prefix(top).unwrap_or(Path::new("")).to_owned();
        Ok(Self { top: top.to_owned(), below })
    }

    /// As [`Git::of`]; without a work tree, what git knows anywhere.
    pub(in crate::store) fn around(folder: &Path) -> Self {
        Self::of(folder).unwrap_or_else(|_| {
            // From the top: a git older than 2.38 would take a folder of the store for a repository.
            let real = real(folder);
            Self { top: real.ancestors().last().unwrap_or(&real).to_owned(), below: PathBuf::new() }
        })
    }

    /// The topmost folder of the work tree.
    pub(in crate::store) fn top(&self) -> &Path {
        &self.top
    }

    /// The folder from which it is seen, from the topmost folder on.
    pub(in crate::store) fn below(&self) -> &Path {
        &self.below
    }

    /// A path from the folder on, as git names it: from the topmost folder on, with `/` between.
    pub(in crate::store) fn named(&self, path: &Path) -> OsString {
        let named = self.below.join(path).into_os_string();
        if cfg!(windows) { OsString::from(named.to_string_lossy().replace('\\', "/")) } else { named }
    }

    /// Asks git for facts with the first of `arguments`, a command, and its options.
    ///
    /// What it says is in English and can be read by a program. It asks nobody, fetches nothing, writes nothing, and of
    /// what is set in the repository it runs nothing.
    pub(in crate::store) fn reading<I>(&self, arguments: I) -> Call
    where
        I: IntoIterator<Item: AsRef<OsStr>>,
    {
        let mut call = Call::new(self, &["--literal-pathspecs", "--no-optional-locks"], arguments);
        call.command.envs([("LC_ALL", "C"), ("GIT_NO_LAZY_FETCH", "1")]);
        call.command.env_remove("GIT_DIFF_OPTS");
        call.literal = "";
        call
    }

    /// Has git do what the user could do in the work tree, as they have set it up: with hooks, signature and identity,
    /// and in their language.
    pub(in crate::store) fn working<I>(&self, arguments: I) -> Call
    where
        I: IntoIterator<Item: AsRef<OsStr>>,
    {
        // A variable for literal paths would reach the hooks, and change what their paths mean.
        let mut call = Call::new(self, &["-c", "i18n.commitEncoding=UTF-8"], arguments);
        call.may_outlive = true;
        // A hook must not wait for a lock that is held until it ends.
        let held = std::env::var_os(HELD).unwrap_or_default();
        let stores = std::env::split_paths(&held).filter(|held| !held.as_os_str().is_empty());
        if let Ok(stores) = std::env::join_paths(stores.chain([self.top.join(&self.below)])) {
            call.command.env(HELD, stores);
        }
        call
    }

    /// Whether the history lacks its beginning.
    pub(in crate::store) fn is_shallow(&self) -> bool {
        let answer = self.reading(["rev-parse", "--is-shallow-repository"]).done();
        answer.is_ok_and(|answer| answer.text() == "true")
    }
}

/// One call of git that is being put together.
#[derive(Debug)]
pub(in crate::store) struct Call {
    command: Command,
    name: String,
    /// What makes a path mean itself.
    literal: &'static str,
    input: Option<Vec<u8>>,
    /// Whether something that git starts may go on when git has ended.
    may_outlive: bool,
}

impl Call {
    fn new<I>(git: &Git, options: &[&str], arguments: I) -> Self
    where
        I: IntoIterator<Item: AsRef<OsStr>>,
    {
        let mut command = Command::new("git");
        command.arg("-C").arg(&git.top).arg("--no-pager").args(options);
        // Of a folder of the store git takes none for a repository, and of a repository it starts no watcher.
        command.args(["-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false"]);
        for variable in ELSEWHERE.iter().chain(&PATHS) {
            command.env_remove(variable);
        }
        // `:` is how git itself says that no editor is to be opened.
        command.envs([("GIT_EDITOR", ":"), ("GIT_SEQUENCE_EDITOR", ":"), ("GIT_TERMINAL_PROMPT", "0")]);
        let mut name = String::new();
        for argument in arguments {
            if name.is_empty() {
                name = argument.as_ref().to_string_lossy().into_owned();
            }
            command.arg(argument);
        }
        Self { command, name, literal: ":(literal)", input: None, may_outlive: false }
    }

    /// Adds paths as git names them (see [`Git::named`]), each of which means itself and nothing else. The last arguments.
    pub(in crate::store) fn paths<I>(mut self, paths: I) -> Self
    where
        I: IntoIterator<Item: AsRef<OsStr>>,
    {
        self.command.arg("--");
        for path in paths {
            let mut argument = OsString::from(self.literal);
            // The whole work tree has an empty name.
            argument.push(if path.as_ref().is_empty() { OsStr::new(".") } else { path.as_ref() });
            self.command.arg(argument);
        }
        self
    }

    /// Adds one argument.
    pub(in crate::store) fn argument(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    /// Gives git `text` to read.
    pub(in crate::store) fn input(mut self, text: impl Into<Vec<u8>>) -> Self {
        self.input = Some(text.into());
        self
    }

    /// Lets git ask for a password, where `somebody` sits at a terminal.
    pub(in crate::store) fn asking(mut self, somebody: bool) -> Self {
        if somebody {
            self.command.env_remove("GIT_TERMINAL_PROMPT");
        }
        self
    }

    /// Runs git, and tells how it ended.
    ///
    /// # Errors
    /// When it cannot be run.
    pub(in crate::store) fn answer(mut self) -> Result<Answer, GitError> {
        let stdin = if self.input.is_some() { Stdio::piped() } else { Stdio::null() };
        self.command.stdin(stdin);
        let output = if self.may_outlive { self.run_to_files() } else { self.run_to_pipes() }?;
        let words = |bytes: &[u8]| clean_lines(String::from_utf8_lossy(bytes).trim_end()).into_owned();
        Ok(Answer { name: self.name, code: output.status.code(), said: words(&output.stderr), stdout: output.stdout })
    }

    fn run_to_pipes(&mut self) -> Result<Output, GitError> {
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        self.begin()?.wait_with_output().map_err(GitError::NotStarted)
    }

    /// Waits for git, and not for what a hook has started and left running: that keeps a pipe open.
    fn run_to_files(&mut self) -> Result<Output, GitError> {
        let file = || tempfile::tempfile().map_err(GitError::NotStarted);
        let mut files = [file()?, file()?];
        let copy = |file: &File| file.try_clone().map_err(GitError::NotStarted);
        self.command.stdout(copy(&files[0])?).stderr(copy(&files[1])?);
        let status = self.begin()?.wait().map_err(GitError::NotStarted)?;
        let [stdout, stderr] = files.each_mut().map(|file| {
            let mut text = Vec::new();
            file.rewind().and_then(|()| file.read_to_end(&mut text)).map(|_| text).map_err(GitError::NotStarted)
        });
        Ok(Output { status, stdout: stdout?, stderr: stderr? })
    }

    /// Starts git, and gives it what it is to read.
    fn begin(&mut self) -> Result<Child, GitError> {
        let mut child = self.command.spawn().map_err(not_started)?;
        if let Some((mut stdin, text)) = child.stdin.take().zip(self.input.as_ref()) {
            // Git that ends without having read it says why.
            let _ = stdin.write_all(text);
        }
        Ok(child)
    }

    /// Runs git, which must do what it was asked for.
    ///
    /// # Errors
    /// When it cannot be run, or ends with a failure.
    pub(in crate::store) fn done(self) -> Result<Answer, GitError> {
        let answer = self.answer()?;
        if answer.is_done() { Ok(answer) } else { Err(answer.refused()) }
    }
}

/// What git did.
#[derive(Debug)]
pub(in crate::store) struct Answer {
    name: String,
    /// The number with which it ended; `None` after a signal.
    pub(in crate::store) code: Option<i32>,
    /// What it printed as data.
    pub(in crate::store) stdout: Vec<u8>,
    /// What it, or a hook, said besides, safe to be shown.
    pub(in crate::store) said: String,
}

impl Answer {
    /// Whether git did what it was asked for.
    pub(in crate::store) fn is_done(&self) -> bool {
        self.code == Some(0)
    }

    /// The data as one text, without the line end behind it.
    pub(in crate::store) fn text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).trim_end_matches(['\n', '\r']).to_owned()
    }

    /// The fields of data that end in NUL each.
    pub(in crate::store) fn fields(&self) -> impl Iterator<Item = &[u8]> {
        let data = self.stdout.strip_suffix(b"\0").unwrap_or(&self.stdout);
        data.split(|byte| *byte == 0).filter(|_| !self.stdout.is_empty())
    }

    /// The failure that tells it in git's own words.
    pub(in crate::store) fn refused(self) -> GitError {
        let printed = clean_lines(self.text().trim_end()).into_owned();
        let words = [self.said, printed].into_iter().find(|words| !words.is_empty());
        let silent = || match self.code {
            Some(code) => format!("it ended with {code} and said nothing"),
            None => String::from("it was ended from outside"),
        };
        GitError::Refused { words: words.unwrap_or_else(silent), name: self.name, during: None }
    }
}

fn not_started(error: io::Error) -> GitError {
    if error.kind() == io::ErrorKind::NotFound { GitError::Missing } else { GitError::NotStarted(error) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// A work tree with files of these names in its folder `store`.
    fn work_tree_with(names: &[&str]) -> (tempfile::TempDir, Git) {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("store");
        fs::create_dir(&store).unwrap();
        for name in names {
            fs::write(store.join(name), "").unwrap();
        }
        fs::create_dir(folder.path().join(".git")).unwrap();
        let git = Git::of(&store).unwrap();
        git.working(["init", "--quiet"]).done().unwrap();
        (folder, git)
    }

    fn listed(call: Call) -> Vec<String> {
        call.done().unwrap().fields().map(|name| String::from_utf8_lossy(name).into_owned()).collect()
    }

    #[test]
    fn a_path_means_itself() {
        let names = ["--output=x", ":(top)a", "[a]", "a"];
        let (_folder, git) = work_tree_with(&names);
        let others = ["ls-files", "--others", "-z"];
        for name in names {
            let path = [git.named(Path::new(name))];
            let expected = [format!("store/{name}")];
            assert_eq!(listed(git.reading(others).paths(&path)), expected);
            assert_eq!(listed(git.working(others).paths(&path)), expected);
        }
        assert_eq!(listed(git.reading(others).paths([git.named(Path::new(""))])).len(), names.len());
        assert_eq!(listed(git.reading(others).paths([""])).len(), names.len());
        assert_eq!(listed(git.reading(["ls-files", "-z"])).len(), 0);
    }

    #[test]
    fn what_git_is_given_it_reads() {
        let (_folder, git) = work_tree_with(&[]);
        let answer = git.working(["hash-object", "--stdin"]).input("").done().unwrap();
        assert_eq!(answer.text().len(), 40);
        // More than a pipe holds, and nobody to read it.
        let answer = git.working(["version"]).input("x".repeat(1 << 20)).answer().unwrap();
        assert!(answer.is_done() && answer.text().starts_with("git version"), "{answer:?}");
    }

    #[test]
    fn a_refusal_tells_in_the_words_of_git() {
        let (_folder, git) = work_tree_with(&[]);
        let error = git.reading(["rev-parse", "--verify", "nothing"]).done().unwrap_err();
        assert_eq!(error.to_string(), "git rev-parse: fatal: Needed a single revision");
        let error = git.reading(["rev-parse", "--quiet", "--verify", "nothing"]).done().unwrap_err();
        assert_eq!(error.to_string(), "git rev-parse: it ended with 1 and said nothing");
        let alias = "alias.loud=!printf '\\033[1mno\\n' >&2; exit 3";
        let error = git.working(["-c", alias, "loud"]).done().unwrap_err();
        assert_eq!(error.to_string(), "git -c: \u{241b}[1mno");
    }

    #[test]
    fn a_folder_without_a_work_tree_has_no_git() {
        let folder = tempfile::tempdir().unwrap();
        let error = Git::of(folder.path()).map(|_| ()).unwrap_err();
        assert!(matches!(&error, GitError::NoRepository(path) if path == folder.path()), "{error:?}");
        assert!(error.help().is_some_and(|help| help.contains("git init")));
        assert!(Git::around(folder.path()).reading(["version"]).done().is_ok());
    }
}
