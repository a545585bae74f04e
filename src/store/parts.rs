//! The goals, retros and survey rounds of an engagement, read as deep as is asked.

use std::path::Path;
use std::str::FromStr;

use chrono::NaiveDate;

use super::day::Day;
use super::detail::{Depth, Detail};
use super::files::{Entry, Kind};
use super::imports::counted_twice;
use super::reader::Reader;
use super::{decode, layout, twice};
use crate::model::{
    Agreement, Champion, CheckIn, Engagement, EngagementRecord, Feedback, Goal, InvalidWeek, Milestone, ProjectRetro,
    Proposal, ProposalRecord, Retro, Round, Ruling, Slug, Vote, Week, written_date,
};

/// The name of a retro: the week that it looks back upon, or `project`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum RetroName {
    Week(Week),
    Project,
}

impl FromStr for RetroName {
    type Err = InvalidWeek;

    fn from_str(text: &str) -> Result<Self, InvalidWeek> {
        if text == layout::PROJECT { Ok(Self::Project) } else { text.parse().map(Self::Week) }
    }
}

/// The records of an engagement beside its `engagement.toml`.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each tells of another part")]
pub(super) struct Parts {
    pub(super) goals: Vec<Goal>,
    has_unreadable_goals: bool,
    has_unreadable_votes: bool,
    has_unreadable_page: bool,
    milestones: Vec<Milestone>,
    retros: Vec<Retro>,
    retro_weeks: Vec<Week>,
    project_retro: Option<ProjectRetro>,
    has_project_retro: bool,
    rounds: Vec<Round>,
    round_dates: Vec<NaiveDate>,
    feedback: Vec<Feedback>,
    champions: Vec<Champion>,
    check_ins: Vec<CheckIn>,
    check_in_dates: Vec<NaiveDate>,
    proposal: Option<Proposal>,
    votes: Vec<Vote>,
    agreements: Vec<Agreement>,
    one_pager: Option<String>,
}

impl Parts {
    pub(super) fn read(&mut self, reader: &mut Reader<'_>, id: &Slug, entries: &[Entry], detail: Detail) {
        let folder = Path::new(id.as_str());
        for entry in entries {
            let path = folder.join(&entry.name);
            let depth = detail.of(&entry.name);
            match (entry.name.as_str(), entry.kind) {
                (layout::ENGAGEMENT, _) => {}
                (layout::PROPOSAL, _) if depth == Depth::Nothing => {}
                (layout::PROPOSAL, kind) => {
                    self.proposal = reader.read(&path, kind, |fields| decode::proposal(id, fields));
                }
                (_, Kind::File | Kind::Other) if entry.is_record() => {
                    reader.stray(path, "beside engagement.toml, records lie in folders such as goals/ and retros/")
                }
                _ if depth == Depth::Nothing => {}
                (layout::GOALS, Kind::Folder) => {
                    (self.goals, self.has_unreadable_goals) = reader.all_and_whether_damaged(&path, decode::goal);
                }
                (layout::MILESTONES, Kind::Folder) => {
                    self.milestones = reader.all(&path, decode::milestone);
                    self.milestones.sort_by_key(|milestone| milestone.date);
                }
                (layout::RETROS, Kind::Folder) => self.read_retros(reader, &path, depth),
                (layout::NPS, Kind::Folder) => self.read_rounds(reader, &path, depth),
                (layout::FEEDBACK, Kind::Folder) => self.feedback = reader.all(&path, decode::feedback),
                (layout::CHAMPIONS, Kind::Folder) => self.champions = reader.all(&path, decode::champion),
                (layout::CHECK_INS, Kind::Folder) => self.read_check_ins(reader, &path, depth),
                (layout::ONE_PAGER, kind) => {
                    self.one_pager = reader.text(&path, kind);
                    self.has_unreadable_page = self.one_pager.is_none();
                }
                (layout::VOTES, Kind::Folder) => {
                    (self.votes, self.has_unreadable_votes) = reader.all_and_whether_damaged(&path, decode::vote);
                }
                (layout::AGREEMENTS, Kind::Folder) => self.agreements = reader.all(&path, decode::agreement),
                (name, _) => {
                    self.has_unreadable_goals |= name == layout::GOALS;
                    self.has_unreadable_votes |= name == layout::VOTES;
                    reader.unreadable(path, "it is not a folder");
                }
            }
        }
        self.report_twice(reader, id);
        let is_declined = |decision: &Ruling| !decision.verdict.is_accepted();
        let decision = self.proposal.as_ref().and_then(|proposal| proposal.decision.as_ref());
        if decision.is_some_and(is_declined) && entries.iter().any(|entry| entry.name == layout::ENGAGEMENT) {
            reader.declined_and_opened(layout::proposal(id));
        }
    }

    /// Reports who has two files where one is meant.
    fn report_twice(&self, reader: &mut Reader<'_>, id: &Slug) {
        let folder = |part: &str| Path::new(id.as_str()).join(part);
        let champions = self.champions.iter().map(|champion| (&champion.id, &champion.person));
        twice::report(reader, id, &folder(layout::CHAMPIONS), champions);
        twice::report(reader, id, &folder(layout::VOTES), self.votes.iter().map(|vote| (&vote.id, &vote.voter)));
        let agreements = self.agreements.iter().map(|agreement| (&agreement.id, &agreement.person));
        twice::report(reader, id, &folder(layout::AGREEMENTS), agreements);
    }

    /// The record of the proposal, where it could be read.
    pub(super) fn proposed(self, is_opened: bool) -> Option<ProposalRecord> {
        Some(ProposalRecord {
            proposal: self.proposal?,
            votes: self.votes,
            agreements: self.agreements,
            one_pager: self.one_pager,
            has_unreadable_votes: self.has_unreadable_votes,
            has_unreadable_page: self.has_unreadable_page,
            is_opened,
        })
    }

    pub(super) fn with(self, engagement: Engagement) -> EngagementRecord {
        EngagementRecord {
            engagement,
            goals: self.goals,
            has_unreadable_goals: self.has_unreadable_goals,
            milestones: self.milestones,
            retros: self.retros,
            retro_weeks: self.retro_weeks,
            project_retro: self.project_retro,
            has_project_retro: self.has_project_retro,
            rounds: self.rounds,
            round_dates: self.round_dates,
            feedback: self.feedback,
            champions: self.champions,
            check_ins: self.check_ins,
            check_in_dates: self.check_in_dates,
            proposal: self.proposal,
            votes: self.votes,
            agreements: self.agreements,
            one_pager: self.one_pager,
        }
    }

    fn read_retros(&mut self, reader: &mut Reader<'_>, folder: &Path, depth: Depth) {
        for (name, path) in reader.records::<RetroName>(folder) {
            match name {
                RetroName::Week(week) => {
                    self.retro_weeks.push(week);
                    if depth == Depth::All {
                        let read = reader.read(&path, Kind::File, |fields| Some(decode::retro(week, fields)));
                        self.retros.extend(read);
                    }
                }
                RetroName::Project => {
                    self.has_project_retro = true;
                    if depth == Depth::All {
                        self.project_retro = reader.read(&path, Kind::File, decode::project_retro);
                    }
                }
            }
        }
    }

    fn read_rounds(&mut self, reader: &mut Reader<'_>, folder: &Path, depth: Depth) {
        let mut named = Vec::new();
        for entry in reader.list(folder) {
            let path = folder.join(&entry.name);
            match (written_date(&entry.name), entry.kind) {
                (Some(date), Kind::Folder) => {
                    self.round_dates.push(date);
                    if depth == Depth::All {
                        let (round, names) = reader.round(date, &path);
                        self.rounds.push(round);
                        named.push((date, names));
                    }
                }
                (Some(_), Kind::File | Kind::Other) => reader.unreadable(path, "it is not a folder"),
                (None, _) => reader.stray(path, "a survey round is a folder named by its date, such as 2026-11-20"),
            }
        }
        for (earlier, later, both) in counted_twice(&named) {
            reader.counted_twice(folder.join(later.to_string()), earlier, both);
        }
    }

    fn read_check_ins(&mut self, reader: &mut Reader<'_>, folder: &Path, depth: Depth) {
        for (Day(date), path) in reader.records::<Day>(folder) {
            self.check_in_dates.push(date);
            if depth == Depth::All {
                let read = reader.read(&path, Kind::File, |fields| Some(decode::check_in(date, fields)));
                self.check_ins.extend(read);
            }
        }
    }
}
