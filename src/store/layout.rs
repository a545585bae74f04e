//! Where each record lies in the store. Paths are built from ids only, so they cannot leave it.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::model::{FeedbackId, Slug, Week};

/// The file that makes a folder a store.
pub(super) const SETTINGS: &str = "auxeng.toml";
/// The file that makes a folder of a store an engagement.
pub(super) const ENGAGEMENT: &str = "engagement.toml";
/// The file that makes a folder of the store a proposal, until it is an engagement.
pub(super) const PROPOSAL: &str = "proposal.toml";
/// The host's one-pager, beside the proposal. It is no record: people write it by hand.
pub(super) const ONE_PAGER: &str = "one-pager.md";
/// The folder of the votes on a proposal.
pub(super) const VOTES: &str = "votes";
/// The folder of the agreements to what is expected.
pub(super) const AGREEMENTS: &str = "agreements";
/// The folders in which the records of a proposal lie, also once it is an engagement.
pub(super) const PROPOSAL_FOLDERS: [&str; 2] = [VOTES, AGREEMENTS];
/// The folder of an engagement's goals.
pub(super) const GOALS: &str = "goals";
/// The folder of an engagement's milestones.
pub(super) const MILESTONES: &str = "milestones";
/// The folder of an engagement's retros.
pub(super) const RETROS: &str = "retros";
/// The name of the project retro among the retros, without `.toml`.
pub(super) const PROJECT: &str = "project";
/// The folder of an engagement's survey rounds.
pub(super) const NPS: &str = "nps";
/// The folder of an engagement's feedback for the platform.
pub(super) const FEEDBACK: &str = "feedback";
/// The folder of an engagement's champions.
pub(super) const CHAMPIONS: &str = "champions";
/// The folder of an engagement's check-ins.
pub(super) const CHECK_INS: &str = "checkins";
/// The folders in which the records of an engagement lie, but for those of its proposal.
pub(super) const FOLDERS: [&str; 7] = [GOALS, MILESTONES, RETROS, NPS, FEEDBACK, CHAMPIONS, CHECK_INS];
/// The file in a round's folder that is not an answer.
pub(super) const SURVEY: &str = "survey.toml";
/// The file that writers lock. It is never deleted.
pub(super) const LOCK: &str = ".auxeng.lock";
/// The file that tells git how records are written.
pub(super) const ATTRIBUTES: &str = ".gitattributes";
/// The file that tells git what is no record.
pub(super) const IGNORE: &str = ".gitignore";
/// How the names of files begin that are being written.
pub(super) const TEMPORARY: &str = ".auxeng-";
/// How many letters and digits follow in such a name.
pub(super) const TEMPORARY_SIGNS: usize = 6;
/// How such a name ends.
pub(super) const TEMPORARY_END: &str = ".tmp";

/// Whether the store could take a file of this name for one of its own, however it is spelled.
pub(super) fn is_place(file: &Path) -> bool {
    let is_toml = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
    let places = [ONE_PAGER, LOCK, ATTRIBUTES, IGNORE];
    is_toml || file.file_name().is_some_and(|name| places.iter().any(|place| name.eq_ignore_ascii_case(place)))
}

pub(super) fn engagement(id: &Slug) -> PathBuf {
    Path::new(id.as_str()).join(ENGAGEMENT)
}

pub(super) fn goal(id: &Slug, goal: &Slug) -> PathBuf {
    Path::new(id.as_str()).join(GOALS).join(format!("{goal}.toml"))
}

pub(super) fn milestone(id: &Slug, milestone: &Slug) -> PathBuf {
    Path::new(id.as_str()).join(MILESTONES).join(format!("{milestone}.toml"))
}

pub(super) fn retro(id: &Slug, week: Week) -> PathBuf {
    Path::new(id.as_str()).join(RETROS).join(format!("{week}.toml"))
}

/// The project retro, which lies beside the weekly ones.
pub(super) fn project_retro(id: &Slug) -> PathBuf {
    Path::new(id.as_str()).join(RETROS).join(format!("{PROJECT}.toml"))
}

pub(super) fn round(id: &Slug, date: NaiveDate) -> PathBuf {
    Path::new(id.as_str()).join(NPS).join(date.to_string())
}

pub(super) fn survey(id: &Slug, date: NaiveDate) -> PathBuf {
    round(id, date).join(SURVEY)
}

pub(super) fn response(id: &Slug, date: NaiveDate, response: &str) -> PathBuf {
    round(id, date).join(format!("{response}.toml"))
}

pub(super) fn feedback(id: &Slug, feedback: &FeedbackId) -> PathBuf {
    Path::new(id.as_str()).join(FEEDBACK).join(format!("{feedback}.toml"))
}

pub(super) fn champion(id: &Slug, champion: &Slug) -> PathBuf {
    Path::new(id.as_str()).join(CHAMPIONS).join(format!("{champion}.toml"))
}

pub(super) fn check_in(id: &Slug, date: NaiveDate) -> PathBuf {
    Path::new(id.as_str()).join(CHECK_INS).join(format!("{date}.toml"))
}

pub(super) fn proposal(id: &Slug) -> PathBuf {
    Path::new(id.as_str()).join(PROPOSAL)
}

pub(super) fn one_pager(id: &Slug) -> PathBuf {
    Path::new(id.as_str()).join(ONE_PAGER)
}

/// Whether `file`, from the root of the store, is a one-pager.
pub(super) fn is_one_pager(file: &Path) -> bool {
    let parts: Vec<Option<&str>> = file.iter().map(|part| part.to_str()).collect();
    matches!(parts.as_slice(), [Some(id), Some(ONE_PAGER)] if id.parse::<Slug>().is_ok())
}

pub(super) fn vote(id: &Slug, vote: &Slug) -> PathBuf {
    Path::new(id.as_str()).join(VOTES).join(format!("{vote}.toml"))
}

pub(super) fn agreement(id: &Slug, agreement: &Slug) -> PathBuf {
    Path::new(id.as_str()).join(AGREEMENTS).join(format!("{agreement}.toml"))
}
