//! What every command works with: the terminal, the day, the store, the engagement.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::NaiveDate;

use super::committing::CommitOption;
use super::dates::past_day;
use super::environment::Environment;
use super::failure::{ExitStatus, Failure};
use crate::model::{EngagementRecord, Slug};
use crate::playbook::Finding;
use crate::report::{Document, Layout, finding_text};
use crate::store::{self, Detail, Found, Loaded, Lock, Store};
use crate::text::{list, quoted};
use crate::ui::prompt::Terminal;
use crate::ui::{self, Held, Ui};

/// What a command works with.
#[derive(Debug)]
pub(super) struct Context {
    pub(super) ui: Ui,
    pub(super) environment: Environment,
    /// The store that a flag or the environment names.
    pub(super) named_store: Option<PathBuf>,
    /// What the command line says about committing.
    pub(super) commit: CommitOption,
    /// Whether a change was begun that has not been finished.
    pub(super) is_locked: AtomicBool,
    /// Whether something was written that should have been committed and could not be.
    pub(super) is_uncommitted: AtomicBool,
}

impl Context {
    pub(super) fn new(ui: Ui, environment: Environment, named_store: Option<PathBuf>, commit: CommitOption) -> Self {
        let (is_locked, is_uncommitted) = (AtomicBool::new(false), AtomicBool::new(false));
        Self { ui, environment, named_store, commit, is_locked, is_uncommitted }
    }

    /// How the program ends after a command that ended with `status`.
    pub(super) fn ended(&self, status: ExitStatus) -> ExitStatus {
        debug_assert!(!self.is_locked.load(Ordering::Relaxed), "every change is finished, so that it can be committed");
        if status == ExitStatus::Done && self.is_uncommitted.load(Ordering::Relaxed) {
            ExitStatus::Failed
        } else {
            status
        }
    }

    pub(super) fn today(&self) -> NaiveDate {
        self.environment.today
    }

    /// The day that `--date` names, which may not lie ahead; today when it names none.
    pub(super) fn past_day(&self, named: Option<&str>) -> Result<NaiveDate, Failure> {
        named.map_or(Ok(self.today()), |text| past_day(text, self.today()))
    }

    pub(super) fn layout(&self) -> Layout {
        Layout { width: ui::width(self.environment.columns.as_deref()), unicode: self.environment.unicode }
    }

    /// The terminal to ask at, where a person sits at one. Without one nothing is ever asked.
    pub(super) fn terminal(&self) -> anyhow::Result<Option<Terminal<'_>>> {
        Ok(Terminal::open(&self.ui)?)
    }

    /// Finds the store; one that is nowhere yet is empty.
    pub(super) fn store(&self) -> anyhow::Result<Store> {
        Ok(match self.find_store()? {
            Found::Store(store) => *store,
            Found::Nowhere(root) => Store::absent(root),
        })
    }

    /// Finds the store, which must be there.
    pub(super) fn present_store(&self) -> anyhow::Result<Store> {
        match self.find_store()? {
            Found::Store(store) => Ok(*store),
            Found::Nowhere(_) => {
                Err(Failure::refused("there is no store here: no auxeng.toml in this folder or above it")
                    .help("name one with --store DIR, or make one: auxeng init engagements")
                    .into())
            }
        }
    }

    pub(super) fn find_store(&self) -> anyhow::Result<Found> {
        Ok(store::discover(self.named_store.as_deref(), &self.environment.cwd)?)
    }

    /// The store, made in its default place when there is none yet, and the files that were written to make it.
    pub(super) fn store_or_made(&self) -> anyhow::Result<(Store, Vec<PathBuf>)> {
        match self.find_store()? {
            Found::Store(store) => Ok((*store, Vec::new())),
            Found::Nowhere(root) => {
                let made = store::init(&root, None)?;
                self.ui.say(&format!("Made your own store in {}.", root.display()));
                Ok((made.store, made.written))
            }
        }
    }

    /// A path of the store as the user would write it from where they are.
    pub(super) fn shown(&self, store: &Store, file: &Path) -> String {
        let path = store.root().join(file);
        let near = path.strip_prefix(&self.environment.cwd).map_or(path.as_path(), |near| near);
        let shown = near.display().to_string();
        if shown.is_empty() { String::from(".") } else { shown }
    }

    /// Begins a change: takes the store's lock, saying so when somebody else has it. [`Context::finish`] ends it.
    pub(super) fn lock(&self, store: &Store) -> anyhow::Result<Lock> {
        self.refuse_damaged_settings(store)?;
        let lock = store.lock(|| self.ui.say("waiting for another auxeng to finish writing"))?;
        self.is_locked.store(true, Ordering::Relaxed);
        Ok(lock)
    }

    /// Does `work` to its end, whatever signal comes meanwhile. Before such a signal ends the program, a failure is told.
    pub(super) fn to_its_end<T>(&self, work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
        let held = Held::begin();
        let done = work();
        if let Some(error) = done.as_ref().err().filter(|_| held.has_heard()) {
            super::fail(&self.ui, error);
        }
        done
    }

    /// Refuses a change while the settings of the store cannot be read in full.
    pub(super) fn refuse_damaged_settings(&self, store: &Store) -> anyhow::Result<()> {
        if store.findings().iter().any(Finding::is_error) {
            self.tell_findings(store, store.findings());
            return Err(Failure::refused("the store's settings cannot be read in full, so nothing was written").into());
        }
        Ok(())
    }

    /// Tells errors on stderr, as `check` would.
    pub(super) fn tell_findings(&self, store: &Store, findings: &[Finding]) {
        let root = self.shown(store, Path::new(""));
        for finding in findings.iter().filter(|finding| finding.is_error()) {
            self.ui.tell(&finding_text(finding, &root));
        }
    }

    /// How a reading command ends: it has shown what it could, and tells here what it could not read.
    pub(super) fn finish_reading(&self, store: &Store, findings: &[Finding]) -> ExitStatus {
        self.tell_findings(store, findings);
        let errors = findings.iter().filter(|finding| finding.is_error()).count();
        if errors == 0 {
            return ExitStatus::Done;
        }
        self.ui.tell("  the rest is shown as far as it could be read");
        ExitStatus::Failed
    }

    /// Prints a page as a table or as Markdown.
    pub(super) fn show(&self, document: &Document, markdown: bool) -> anyhow::Result<()> {
        let text = if markdown { document.markdown() } else { document.terminal(self.layout()) };
        Ok(self.ui.print(&text)?)
    }

    /// Says which files a command has written.
    pub(super) fn say_written(&self, store: &Store, written: &[PathBuf]) {
        match written {
            [] => self.ui.say("It is recorded so already; nothing was written."),
            [first, ..] => {
                let folder: PathBuf = first.iter().take(1).collect();
                let name = |file: &Path| file.strip_prefix(&folder).unwrap_or(file).display().to_string();
                let names: Vec<String> = written.iter().map(|file| name(file)).collect();
                self.ui.say(&format!("Saved {} in {}.", list(&names), self.shown(store, &folder)));
            }
        }
    }

    /// Reads one engagement for a reading command: its record, and what is wrong with it.
    pub(super) fn read(
        &self,
        store: &Store,
        id: &Slug,
        detail: Detail,
    ) -> anyhow::Result<(EngagementRecord, Vec<Finding>)> {
        let loaded = load(store, id, detail)?;
        let Some(record) = loaded.record else {
            self.tell_findings(store, &loaded.findings);
            let message = format!("{} cannot be read", quoted(id.as_str()));
            return Err(Failure::refused(message).into());
        };
        let findings = [store.findings(), &loaded.findings].concat();
        Ok((record.as_of(self.today()), findings))
    }

    /// Reads what a change needs of an engagement. Anything in that which cannot be read in full refuses the change.
    pub(super) fn read_for_change(
        &self,
        store: &Store,
        id: &Slug,
        detail: Detail,
        _: &Lock,
    ) -> anyhow::Result<EngagementRecord> {
        self.read_sound(store, id, detail)
    }

    /// Reads an engagement, of which everything that is read must be sound, and the settings too.
    pub(super) fn read_sound(&self, store: &Store, id: &Slug, detail: Detail) -> anyhow::Result<EngagementRecord> {
        self.refuse_damaged_settings(store)?;
        self.sound(store, load(store, id, detail)?)
    }

    /// Reads an engagement of which the goals `names` are to be changed: no others, where all of these are whole ids.
    pub(super) fn read_goals_for_change(
        &self,
        store: &Store,
        id: &Slug,
        names: &[&str],
        lock: &Lock,
    ) -> anyhow::Result<EngagementRecord> {
        let ids: Result<Vec<Slug>, _> = names.iter().map(|name| name.parse()).collect();
        let exact = ids.ok().filter(|ids| !ids.is_empty());
        match exact.and_then(|goals| store.load_goals(id, &goals)) {
            Some(loaded) => self.sound(store, loaded),
            None => self.read_for_change(store, id, Detail::GOALS, lock),
        }
    }

    fn sound(&self, store: &Store, loaded: Loaded) -> anyhow::Result<EngagementRecord> {
        self.refuse_damaged(store, &loaded)?;
        let message = || format!("{} cannot be read", quoted(loaded.id.as_str()));
        loaded.record.ok_or_else(|| Failure::refused(message()).into())
    }

    fn refuse_damaged(&self, store: &Store, loaded: &Loaded) -> anyhow::Result<()> {
        if loaded.findings.iter().any(Finding::is_error) {
            self.tell_findings(store, &loaded.findings);
            let message = format!("{} cannot be read in full, so nothing was written", quoted(loaded.id.as_str()));
            return Err(Failure::refused(message)
                .help("mend what is named above; auxeng check tells all of it")
                .into());
        }
        Ok(())
    }
}

fn load(store: &Store, id: &Slug, detail: Detail) -> anyhow::Result<Loaded> {
    let missing = || Failure::refused(format!("there is no engagement {}", quoted(id.as_str())));
    Ok(store.load(id, detail).ok_or_else(missing)?)
}
