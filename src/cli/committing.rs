//! Committing what a command recorded: whether the user wants it, and what is said of it.

use std::sync::atomic::Ordering;

use clap::{ArgMatches, Args};

use super::context::Context;
use super::failure::Failure;
use crate::model::Slug;
use crate::playbook::Finding;
use crate::report::finding_text;
use crate::store::{self, Committed, Lock, Message, Store};
use crate::text::{clean_lines, shell};
use crate::ui::Held;

// Whether to commit, on the command line. A documentation comment would become the help of the command.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Args)]
pub(super) struct CommitOption {
    /// Commit what is written with git, and nothing else
    ///
    /// Hooks, signature and identity are yours. With commit = true in your config.toml it is so unless you say
    /// otherwise.
    #[arg(long, overrides_with = "no_commit")]
    commit: bool,

    /// Commit nothing, whatever your config.toml says
    #[arg(long, overrides_with = "commit", hide_short_help = true)]
    no_commit: bool,
}

impl CommitOption {
    /// What a command was given; nothing was said to one that writes nothing.
    pub(super) fn of(given: &ArgMatches) -> Self {
        let is_said = |name| given.try_get_one(name).ok().flatten().copied().unwrap_or_default();
        Self { commit: is_said("commit"), no_commit: is_said("no_commit") }
    }

    /// Whether anything was said on the command line.
    pub(super) fn is_said(self) -> bool {
        self.said().is_some()
    }

    /// What was said on the command line; `None` where nothing was.
    fn said(self) -> Option<bool> {
        (self.commit || self.no_commit).then_some(self.commit)
    }
}

/// What a commit is to say of the engagement `id`.
pub(super) fn message(command: &'static str, id: &Slug, what: impl Into<String>) -> Message {
    Message { command, about: Some(id.to_string()), what: what.into(), lines: Vec::new() }
}

impl Context {
    /// Ends a change: says which files were written under `lock`, and commits them where the user wants that.
    pub(super) fn finish(&self, store: &Store, lock: &Lock, message: &Message) {
        self.say_written(store, &lock.written());
        self.commit(store, lock, message);
    }

    /// Ends a change that came to nothing.
    pub(super) fn leave(&self, lock: Lock) {
        debug_assert!(lock.written().is_empty(), "what was written is finished and not left");
        self.is_locked.store(false, Ordering::Relaxed);
        drop(lock);
    }

    /// Commits what was written under `lock` where the user wants that. A failure is told here, and ends the command
    /// with 1: what was written stays written.
    pub(super) fn commit(&self, store: &Store, lock: &Lock, message: &Message) {
        self.is_locked.store(false, Ordering::Relaxed);
        if lock.written().is_empty() {
            return;
        }
        match self.commits() {
            Ok(true) => {}
            Ok(false) => return,
            Err(failure) => return self.tell_uncommitted(&failure.message, &failure.details),
        }
        // Whoever ends it in the middle of a hook finds the index as it was.
        let _held = Held::begin();
        match store.commit(lock, message, self.ui.is_interactive()) {
            Ok(Committed::Made { said }) => {
                for line in clean_lines(&said).lines() {
                    self.ui.say(line);
                }
                self.ui.say(&format!("Committed: {}", message.subject()));
            }
            Ok(Committed::Unneeded) => self.ui.say("Nothing to commit: the last commit says the same."),
            Err(error) => {
                let help: Vec<String> = error.help().into_iter().collect();
                self.tell_uncommitted(&error.to_string(), &help);
            }
        }
    }

    fn tell_uncommitted(&self, why: &str, help: &[String]) {
        let mut details: Vec<String> = why.lines().map(str::to_owned).collect();
        details.extend(help.iter().cloned());
        self.ui.error("what was written is not committed; the files stay as they are written", &details);
        self.is_uncommitted.store(true, Ordering::Relaxed);
    }

    /// Whether what is written is to be committed. The user's configuration is read only where the command line says
    /// nothing.
    pub(super) fn commits(&self) -> Result<bool, Failure> {
        if let Some(said) = self.commit.said() {
            return Ok(said);
        }
        let configuration = store::configuration().map_err(|error| Failure::refused(error.to_string()))?;
        if !configuration.findings.iter().any(Finding::is_error) {
            return Ok(configuration.commit);
        }
        let folder = configuration.folder.display().to_string();
        for finding in &configuration.findings {
            self.ui.tell(&finding_text(finding, &folder));
        }
        let file = shell(&configuration.file().display().to_string());
        Err(Failure::refused(format!("your own {file} cannot be read in full"))
            .help("mend it, or say --commit or --no-commit"))
    }
}
