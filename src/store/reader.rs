//! Reading records one after the other, and remembering everything that is wrong with them.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::decode::{self, Fields, Source, decode};
use super::files::{self, Entry, Kind, Refusal};
use super::layout;
use crate::model::{Response, Round, Slug};
use crate::playbook::{Finding, Place, Rule, record};
use crate::text::{clean_lines, count, quoted};

/// Reads records one after the other, collecting what is wrong with them.
pub(super) struct Reader<'a> {
    root: &'a Path,
    engagement: Option<&'a Slug>,
    /// What was read last; kept, so that reading many files asks for memory once.
    pub(super) buffer: Vec<u8>,
    pub(super) findings: Vec<Finding>,
    /// The files that were read as records, where somebody asks for them.
    pub(super) seen: Option<Vec<PathBuf>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(root: &'a Path, engagement: Option<&'a Slug>, buffer: Vec<u8>) -> Self {
        Self { root, engagement, buffer, findings: Vec::new(), seen: None }
    }

    /// Reads the record at `path` (from the root of the store), where something of kind `kind` lies.
    pub(super) fn read<T>(
        &mut self,
        path: &Path,
        kind: Kind,
        read: impl FnOnce(&mut Fields<'_, '_>) -> Option<T>,
    ) -> Option<T> {
        if kind != Kind::File {
            self.unreadable(path.to_owned(), "it is not a regular file");
            return None;
        }
        if let Some(seen) = &mut self.seen {
            seen.push(path.to_owned());
        }
        match files::read(&self.root.join(path), &mut self.buffer) {
            Ok(text) => decode(&Source::new(path, text, self.engagement), &mut self.findings, read),
            Err(Refusal::NotText(valid)) => {
                let source = Source::new(path, &valid, self.engagement);
                let end = valid.len();
                let message = String::from("the file is not UTF-8");
                let help = "save the file as UTF-8";
                self.findings.push(source.finding(&record::UNREADABLE, Some(end..end), message, help));
                None
            }
            Err(refusal) => {
                self.unreadable(path.to_owned(), &refusal.reason());
                None
            }
        }
    }

    /// The text of a file that is no record, with line breaks and without what could act on a terminal.
    pub(super) fn text(&mut self, path: &Path, kind: Kind) -> Option<String> {
        if kind != Kind::File {
            self.unreadable(path.to_owned(), "it is not a regular file");
            return None;
        }
        let refusal = match files::read(&self.root.join(path), &mut self.buffer) {
            Ok(text) => return Some(clean_lines(text).into_owned()),
            Err(refusal) => refusal,
        };
        self.unreadable(path.to_owned(), &refusal.reason());
        None
    }

    pub(super) fn list(&mut self, folder: &Path) -> Vec<Entry> {
        match files::entries(&self.root.join(folder)) {
            Ok(entries) => entries,
            Err(error) => {
                self.unreadable(folder.to_owned(), &error.to_string());
                Vec::new()
            }
        }
    }

    /// The records in `folder` whose names are `K`s, in the order of `K`.
    pub(super) fn records<K>(&mut self, folder: &Path) -> Vec<(K, PathBuf)>
    where
        K: std::str::FromStr + Ord,
        K::Err: std::fmt::Display,
    {
        let mut records = Vec::new();
        for entry in self.list(folder) {
            let path = folder.join(&entry.name);
            let Some(stem) = entry.name.strip_suffix(".toml") else {
                self.stray(path, "a record's name ends in .toml");
                continue;
            };
            match (stem.parse::<K>(), entry.kind) {
                (Ok(key), Kind::File) => records.push((key, path)),
                (Ok(_), _) => self.unreadable(path, "it is not a regular file"),
                (Err(error), _) => self.misnamed(path, stem, &error),
            }
        }
        records.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        records
    }

    /// What `read` makes of each record in `folder`, in the order of their names.
    pub(super) fn all<K, T>(&mut self, folder: &Path, read: impl Fn(&K, &mut Fields<'_, '_>) -> Option<T>) -> Vec<T>
    where
        K: std::str::FromStr + Ord,
        K::Err: std::fmt::Display,
    {
        let mut all = Vec::new();
        for (key, path) in self.records::<K>(folder) {
            all.extend(self.read(&path, Kind::File, |fields| read(&key, fields)));
        }
        all
    }

    /// As [`all`](Self::all), and whether any of them cannot be read.
    pub(super) fn all_and_whether_damaged<K, T>(
        &mut self,
        folder: &Path,
        read: impl Fn(&K, &mut Fields<'_, '_>) -> Option<T>,
    ) -> (Vec<T>, bool)
    where
        K: std::str::FromStr + Ord,
        K::Err: std::fmt::Display,
    {
        let errors = |reader: &Self| reader.findings.iter().filter(|finding| finding.is_error()).count();
        let before = errors(self);
        let all = self.all(folder, read);
        (all, errors(self) > before)
    }

    /// The survey round that lies in `folder`, and the names of its answers.
    pub(super) fn round(&mut self, date: NaiveDate, folder: &Path) -> (Round, Vec<String>) {
        let mut names = Vec::new();
        let mut survey = decode::Survey::default();
        let mut responses: Vec<Response> = Vec::new();
        for entry in self.list(folder) {
            let path = folder.join(&entry.name);
            if entry.name == layout::SURVEY {
                survey = self.read(&path, entry.kind, |fields| Some(decode::survey(fields))).unwrap_or_default();
            } else if let Some(stem) = entry.name.strip_suffix(".toml") {
                match stem.parse::<Slug>() {
                    Ok(_) => {
                        responses.extend(self.read(&path, entry.kind, decode::response));
                        names.push(stem.to_owned());
                    }
                    Err(error) => self.misnamed(path, stem, &error),
                }
            } else {
                self.stray(path, "an answer's name ends in .toml");
            }
        }
        (Round { date, question: survey.question, asked: survey.asked, responses }, names)
    }

    pub(super) fn unreadable(&mut self, file: PathBuf, reason: &str) {
        let help = record::UNREADABLE.summary;
        self.findings.push(Finding {
            rule: &record::UNREADABLE,
            severity: record::UNREADABLE.severity,
            engagement: self.engagement.cloned(),
            place: Some(Place { file, excerpt: None }),
            message: format!("it cannot be read: {reason}"),
            help: help.to_owned(),
        });
    }

    /// Reports that `file` is not there, although the folder `beside` it holds records.
    pub(super) fn missing(&mut self, file: PathBuf, beside: &str) {
        let message = format!("it is missing, and what lies in {beside}/ beside it is not read");
        let finding = Finding {
            help: String::from("put it back from git, or write it anew"),
            ..misnamed(&record::MISSING_FILE, file, self.engagement, message)
        };
        self.findings.push(finding);
    }

    /// Reports that the round in `folder` holds answers of an export that are in an `earlier` round too.
    pub(super) fn counted_twice(&mut self, folder: PathBuf, earlier: NaiveDate, both: usize) {
        let message = format!("the round of {earlier} holds {} of the same export", count(both, "answer"));
        let finding = Finding {
            help: String::from("keep the round that is right, and remove the files of the other with git"),
            ..misnamed(&record::COUNTED_TWICE, folder, self.engagement, message)
        };
        self.findings.push(finding);
    }

    /// Reports that the proposal in `file` is declined, although it is an engagement.
    pub(super) fn declined_and_opened(&mut self, file: PathBuf) {
        let message = String::from("it is declined, and engagement.toml beside it says that it was opened");
        let finding = Finding {
            help: String::from("agree on one: correct `accepted` here, or end the engagement before its time"),
            ..misnamed(&record::DECLINED_AND_OPENED, file, self.engagement, message)
        };
        self.findings.push(finding);
    }

    fn misnamed(&mut self, path: PathBuf, stem: &str, error: &dyn std::fmt::Display) {
        let message = format!("{} cannot be the name of a record here: {error}", quoted(stem));
        self.findings.push(misnamed(&record::INVALID_NAME, path, self.engagement, message));
    }

    pub(super) fn stray(&mut self, file: PathBuf, help: &str) {
        let message = String::from("this is no record and is not read");
        let finding =
            Finding { help: help.to_owned(), ..misnamed(&record::UNKNOWN_FILE, file, self.engagement, message) };
        self.findings.push(finding);
    }
}

pub(super) fn misnamed(rule: &'static Rule, file: PathBuf, engagement: Option<&Slug>, message: String) -> Finding {
    Finding {
        rule,
        severity: rule.severity,
        engagement: engagement.cloned(),
        place: Some(Place { file, excerpt: None }),
        message,
        help: String::from("find out in git where it came from, and put its content under a right name"),
    }
}
