//! Loading records: only what a command needs, and everything that is wrong with it.

use std::io;
use std::path::{Path, PathBuf};
use std::thread;

use chrono::NaiveDate;

use super::files::{self, Entry, Kind};
use super::reader::{Reader, misnamed};
use super::{Error, Store, decode, layout, references};
use crate::model::{
    Engagement, EngagementRecord, Goal, Retro, Round, SCHEMA, Settings, Slug, Week, is_recordable,
};
use crate::playbook::{Finding, record};
use crate::text::quoted;

/// How many engagements are worth a second thread.
const PARALLEL_FROM: usize = 64;

/// How much is read of one kind of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Depth {
    Nothing,
    Names,
    All,
}

/// How much of an engagement is read, beside its `engagement.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detail {
    goals: Depth,
    retros: Depth,
    retros_once_closed: Depth,
    answers: Depth,
    /// The day on which it counts whether an engagement is closed.
    day: NaiveDate,
    closed_before: Option<NaiveDate>,
}

impl Detail {
    /// The engagement alone.
    pub const ENGAGEMENT: Self = Self {
        goals: Depth::Nothing,
        retros: Depth::Nothing,
        retros_once_closed: Depth::Nothing,
        answers: Depth::Nothing,
        day: NaiveDate::MAX,
        closed_before: None,
    };
    /// The goals with their scores.
    pub const GOALS: Self = Self {
        goals: Depth::All,
        ..Self::ENGAGEMENT
    };
    /// The goals and retros.
    pub const WEEKS: Self = Self {
        retros: Depth::All,
        retros_once_closed: Depth::All,
        ..Self::GOALS
    };
    /// Which survey rounds there are.
    pub const ROUNDS: Self = Self {
        answers: Depth::Names,
        ..Self::ENGAGEMENT
    };
    /// The survey rounds with their answers.
    pub const ANSWERS: Self = Self {
        answers: Depth::All,
        ..Self::ENGAGEMENT
    };
    /// Everything.
    pub const FULL: Self = Self {
        answers: Depth::All,
        ..Self::WEEKS
    };

    /// What a table of many engagements shows on `day`: the goals, the retros of those that are not closed then, and
    /// which survey rounds there are.
    pub fn glance(day: NaiveDate) -> Self {
        Self {
            retros: Depth::All,
            answers: Depth::Names,
            day,
            ..Self::GOALS
        }
    }

    /// The same, but for engagements that were closed before `date`: of those nothing more than the engagement.
    #[must_use]
    pub fn but_closed_before(self, date: NaiveDate) -> Self {
        Self {
            closed_before: Some(date),
            ..self
        }
    }

    /// What is read once it is known how `engagement` ended.
    fn once_read(self, engagement: Option<&Engagement>) -> Self {
        let Some(close) = engagement.and_then(|engagement| engagement.close.as_ref()) else {
            return self;
        };
        match self.closed_before {
            _ if close.date > self.day => self,
            Some(date) if close.date < date => Self::ENGAGEMENT,
            _ => Self {
                retros: self.retros_once_closed,
                ..self
            },
        }
    }
}

/// What was read of one engagement, and what is wrong with it.
#[derive(Debug)]
pub struct Loaded {
    /// The engagement's id.
    pub id: Slug,
    /// The record, unless its `engagement.toml` cannot be read. Records in it that cannot be read are left out.
    pub record: Option<EngagementRecord>,
    /// Everything that is wrong with the files that were read.
    pub findings: Vec<Finding>,
}

/// Reads `auxeng.toml` in `root`.
pub(super) fn settings(root: &Path) -> Result<(Settings, Vec<Finding>), Error> {
    let path = root.join(layout::SETTINGS);
    let kind = files::kind(&path).map_err(Error::io("read", &path))?;
    let kind = kind.ok_or_else(|| Error::NotAStore(root.to_owned()))?;
    let mut reader = Reader::new(root, None, Vec::new());
    let read = reader.read(Path::new(layout::SETTINGS), kind, decode::settings);
    let schema = match &read {
        Some((schema, _)) => Some(*schema),
        None => std::str::from_utf8(&reader.buffer)
            .ok()
            .and_then(decode::schema),
    };
    if let Some(found) = schema.filter(|schema| *schema > SCHEMA) {
        return Err(Error::NewerSchema { path, found });
    }
    Ok((
        read.map(|(_, settings)| settings).unwrap_or_default(),
        reader.findings,
    ))
}

impl Store {
    /// The ids of all engagements, in order, and what is wrong with the names of the folders.
    ///
    /// # Errors
    /// When the store's folder cannot be listed. One that does not exist has no engagements.
    pub fn ids(&self) -> Result<(Vec<Slug>, Vec<Finding>), Error> {
        let entries = match files::entries(self.root()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            entries => entries.map_err(Error::io("list", self.root()))?,
        };
        let (mut ids, mut findings) = (Vec::new(), Vec::new());
        for entry in entries
            .into_iter()
            .filter(|entry| entry.kind == Kind::Folder)
        {
            match entry.name.parse() {
                Ok(id) => ids.push(id),
                Err(error) => {
                    let file = Path::new(&entry.name).join(layout::ENGAGEMENT);
                    if matches!(files::kind(&self.root().join(&file)), Ok(Some(_))) {
                        let message = format!(
                            "{} cannot be the id of an engagement: {error}",
                            quoted(&entry.name)
                        );
                        let finding = misnamed(&record::INVALID_NAME, file, None, message);
                        findings.push(finding);
                    }
                }
            }
        }
        Ok((ids, findings))
    }

    /// Whether there is an engagement `id`.
    pub fn has(&self, id: &Slug) -> bool {
        matches!(
            files::kind(&self.root().join(layout::engagement(id))),
            Ok(Some(_))
        )
    }

    /// Reads the engagement `id`; `None` when there is no such engagement.
    pub fn load(&self, id: &Slug, detail: Detail) -> Option<Loaded> {
        load(self.root(), id, detail, &mut Vec::new())
    }

    /// Reads the engagement `id` and of its goals only `goals`; `None` when one of these is not there.
    pub fn load_goals(&self, id: &Slug, goals: &[Slug]) -> Option<Loaded> {
        let mut reader = Reader::new(self.root(), Some(id), Vec::new());
        let kind = |path: &Path| files::kind(&self.root().join(path)).ok().flatten();
        let path = layout::engagement(id);
        let engagement = reader.read(&path, kind(&path)?, |fields| decode::engagement(id, fields));
        let mut parts = Parts::default();
        for goal in goals {
            let path = layout::goal(id, goal);
            let kind = kind(&path)?;
            parts
                .goals
                .extend(reader.read(&path, kind, |fields| decode::goal(goal, fields)));
        }
        let record = engagement.map(|engagement| parts.with(engagement));
        Some(Loaded {
            id: id.clone(),
            record,
            findings: reader.findings,
        })
    }

    /// Reads each of `ids` and turns it into a `T`; folders that are no engagements are passed over. The order is kept.
    pub fn load_each<T: Send>(
        &self,
        ids: &[Slug],
        detail: Detail,
        use_it: impl Fn(Loaded) -> T + Sync,
    ) -> Vec<T> {
        let read = |ids: &[Slug]| {
            let mut buffer = Vec::new();
            let loaded = ids
                .iter()
                .filter_map(|id| load(self.root(), id, detail, &mut buffer));
            loaded.map(&use_it).collect::<Vec<T>>()
        };
        if ids.len() < PARALLEL_FROM {
            return read(ids);
        }
        let (first, second) = ids.split_at(ids.len() / 2);
        thread::scope(|scope| {
            let ahead = scope.spawn(|| read(first));
            let mut behind = read(second);
            let mut all = ahead
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            all.append(&mut behind);
            all
        })
    }
}

fn load(root: &Path, id: &Slug, detail: Detail, buffer: &mut Vec<u8>) -> Option<Loaded> {
    let folder = root.join(id.as_str());
    let mut reader = Reader::new(root, Some(id), std::mem::take(buffer));
    let entries = match files::entries(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(error) => {
            reader.unreadable(PathBuf::from(id.as_str()), &error.to_string());
            return Some(Loaded {
                id: id.clone(),
                record: None,
                findings: reader.findings,
            });
        }
    };
    let kind = entries
        .iter()
        .find(|entry| entry.name == layout::ENGAGEMENT)?
        .kind;
    let engagement = reader.read(&layout::engagement(id), kind, |fields| {
        decode::engagement(id, fields)
    });
    let detail = detail.once_read(engagement.as_ref());
    let mut parts = Parts::default();
    parts.read(&mut reader, id, &entries, detail);
    let record = engagement.map(|engagement| parts.with(engagement));
    if detail.retros == Depth::All
        && let Some(record) = &record
    {
        references::check(record, &mut reader.findings);
    }
    *buffer = reader.buffer;
    Some(Loaded {
        id: id.clone(),
        record,
        findings: reader.findings,
    })
}

#[derive(Default)]
struct Parts {
    goals: Vec<Goal>,
    retros: Vec<Retro>,
    retro_weeks: Vec<Week>,
    rounds: Vec<Round>,
    round_dates: Vec<NaiveDate>,
}

impl Parts {
    fn read(&mut self, reader: &mut Reader<'_>, id: &Slug, entries: &[Entry], detail: Detail) {
        let folder = Path::new(id.as_str());
        for entry in entries {
            let path = folder.join(&entry.name);
            let depth = match entry.name.as_str() {
                layout::GOALS => detail.goals,
                layout::RETROS => detail.retros,
                layout::NPS => detail.answers,
                _ => Depth::Nothing,
            };
            match (entry.name.as_str(), entry.kind) {
                _ if depth == Depth::Nothing => {}
                (layout::GOALS, Kind::Folder) => {
                    for (goal, path) in reader.records::<Slug>(&path) {
                        self.goals.extend(
                            reader.read(&path, Kind::File, |fields| decode::goal(&goal, fields)),
                        );
                    }
                }
                (layout::RETROS, Kind::Folder) => {
                    for (week, path) in reader.records::<Week>(&path) {
                        self.retro_weeks.push(week);
                        if depth == Depth::All {
                            self.retros.extend(reader.read(&path, Kind::File, |fields| {
                                Some(decode::retro(week, fields))
                            }));
                        }
                    }
                }
                (layout::NPS, Kind::Folder) => self.read_rounds(reader, &path, depth),
                _ => reader.unreadable(path, "it is not a folder"),
            }
        }
    }

    fn with(self, engagement: Engagement) -> EngagementRecord {
        EngagementRecord {
            engagement,
            goals: self.goals,
            retros: self.retros,
            retro_weeks: self.retro_weeks,
            rounds: self.rounds,
            round_dates: self.round_dates,
        }
    }

    fn read_rounds(&mut self, reader: &mut Reader<'_>, folder: &Path, depth: Depth) {
        for entry in reader.list(folder) {
            let path = folder.join(&entry.name);
            let date =
                entry.name.parse().ok().filter(|date: &NaiveDate| {
                    is_recordable(*date) && date.to_string() == entry.name
                });
            match (date, entry.kind) {
                (Some(date), Kind::Folder) => {
                    self.round_dates.push(date);
                    if depth == Depth::All {
                        self.rounds.push(reader.round(date, &path));
                    }
                }
                _ => reader.stray(
                    path,
                    "a survey round is a folder named by its date, such as 2026-11-20",
                ),
            }
        }
    }
}
