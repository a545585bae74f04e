//! Which record a file is, told by its place in the store.

use chrono::NaiveDate;
use std::path::Path;

use super::day::Day;
use super::decode::{self, Fields};
use super::edit::Draft;
use super::{Error, encode, guard, layout};
use crate::model::{FeedbackId, SCHEMA, Slug, Week, written_date};

/// A kind of record, with what its place says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Settings,
    Engagement(Slug),
    Goal(Slug),
    Milestone(Slug),
    Retro(Week),
    ProjectRetro,
    Survey,
    Response,
    Feedback(FeedbackId),
    Champion(Slug),
    CheckIn(NaiveDate),
    Proposal(Slug),
    Vote(Slug),
    Agreement(Slug),
}

impl Kind {
    /// The kind of the record that `file`, from the root of the store, is; `None` where it is no record.
    pub(super) fn at(file: &Path) -> Option<Self> {
        let parts: Vec<&str> = file.iter().map(|part| part.to_str()).collect::<Option<_>>()?;
        match parts.as_slice() {
            [layout::SETTINGS] => Some(Self::Settings),
            [id, layout::ENGAGEMENT] => id.parse().ok().map(Self::Engagement),
            [id, layout::PROPOSAL] => id.parse().ok().map(Self::Proposal),
            [id, folder, name] => {
                let _: Slug = id.parse().ok()?;
                let stem = name.strip_suffix(".toml")?;
                match *folder {
                    layout::GOALS => stem.parse().ok().map(Self::Goal),
                    layout::MILESTONES => stem.parse().ok().map(Self::Milestone),
                    layout::RETROS if stem == layout::PROJECT => Some(Self::ProjectRetro),
                    layout::RETROS => stem.parse().ok().map(Self::Retro),
                    layout::FEEDBACK => stem.parse().ok().map(Self::Feedback),
                    layout::CHAMPIONS => stem.parse().ok().map(Self::Champion),
                    layout::VOTES => stem.parse().ok().map(Self::Vote),
                    layout::AGREEMENTS => stem.parse().ok().map(Self::Agreement),
                    layout::CHECK_INS => stem.parse().ok().map(|Day(date)| Self::CheckIn(date)),
                    _ => None,
                }
            }
            [id, layout::NPS, date, name] => {
                let _: Slug = id.parse().ok()?;
                written_date(date)?;
                let is_answer = name.strip_suffix(".toml").is_some() && !name.starts_with('.');
                is_answer.then_some(if *name == layout::SURVEY { Self::Survey } else { Self::Response })
            }
            _ => None,
        }
    }

    /// Refuses a `text` that could not be read again as this record at `path`.
    pub(super) fn refuse_unreadable(&self, path: &Path, text: &str) -> Result<(), Error> {
        guard::refuse_unreadable(path, text, |fields| self.read(fields))?;
        let found = if *self == Self::Settings { decode::schema(text) } else { None };
        match found.filter(|schema| *schema > SCHEMA) {
            Some(found) => Err(Error::NewerSchema { path: path.to_owned(), found }),
            None => Ok(()),
        }
    }

    /// Reads the record from `fields` into an empty `draft`, which then says the same as a new record does; `None` of what
    /// has one layout only.
    pub(super) fn copy(&self, fields: &mut Fields<'_, '_>, draft: &mut Draft) -> Option<()> {
        match self {
            Self::Settings | Self::Survey => return None,
            Self::Engagement(id) => encode::engagement(draft, &decode::engagement(id, fields)?),
            Self::Goal(id) => encode::goal(draft, &decode::goal(id, fields)?),
            Self::Milestone(id) => encode::milestone(draft, &decode::milestone(id, fields)?),
            Self::Retro(week) => encode::retro(draft, &decode::retro(*week, fields)),
            Self::ProjectRetro => encode::project_retro(draft, &decode::project_retro(fields)?),
            Self::Response => encode::response(draft, &decode::response(fields)?),
            Self::Feedback(id) => encode::feedback(draft, &decode::feedback(id, fields)?),
            Self::Champion(id) => encode::champion(draft, &decode::champion(id, fields)?),
            Self::CheckIn(date) => encode::check_in(draft, &decode::check_in(*date, fields)),
            Self::Proposal(id) => encode::proposal(draft, &decode::proposal(id, fields)?),
            Self::Vote(id) => encode::vote(draft, &decode::vote(id, fields)?),
            Self::Agreement(id) => encode::agreement(draft, &decode::agreement(id, fields)?),
        }
        Some(())
    }

    fn read(&self, fields: &mut Fields<'_, '_>) -> Option<()> {
        match self {
            Self::Settings => decode::settings(fields).map(drop),
            Self::Engagement(id) => decode::engagement(id, fields).map(drop),
            Self::Goal(id) => decode::goal(id, fields).map(drop),
            Self::Milestone(id) => decode::milestone(id, fields).map(drop),
            Self::Retro(week) => {
                decode::retro(*week, fields);
                Some(())
            }
            Self::ProjectRetro => decode::project_retro(fields).map(drop),
            Self::Survey => {
                decode::survey(fields);
                Some(())
            }
            Self::Response => decode::response(fields).map(drop),
            Self::Feedback(id) => decode::feedback(id, fields).map(drop),
            Self::Champion(id) => decode::champion(id, fields).map(drop),
            Self::Proposal(id) => decode::proposal(id, fields).map(drop),
            Self::Vote(id) => decode::vote(id, fields).map(drop),
            Self::Agreement(id) => decode::agreement(id, fields).map(drop),
            Self::CheckIn(date) => {
                decode::check_in(*date, fields);
                Some(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_known_by_its_place() {
        let slug = |text: &str| text.parse::<Slug>().unwrap();
        for (file, kind) in [
            ("auxeng.toml", Some(Kind::Settings)),
            ("checkout/engagement.toml", Some(Kind::Engagement(slug("checkout")))),
            ("checkout/goals/coverage.toml", Some(Kind::Goal(slug("coverage")))),
            ("checkout/milestones/first.toml", Some(Kind::Milestone(slug("first")))),
            ("checkout/retros/2026-W47.toml", Some(Kind::Retro("2026-W47".parse().unwrap()))),
            ("checkout/retros/project.toml", Some(Kind::ProjectRetro)),
            ("checkout/nps/2026-11-20/survey.toml", Some(Kind::Survey)),
            ("checkout/nps/2026-11-20/qmzkrtvw.toml", Some(Kind::Response)),
            (
                "checkout/feedback/2026-11-20-slow-cli.toml",
                Some(Kind::Feedback("2026-11-20-slow-cli".parse().unwrap())),
            ),
            ("checkout/champions/lee-novak.toml", Some(Kind::Champion(slug("lee-novak")))),
            ("checkout/checkins/2027-03-12.toml", Some(Kind::CheckIn("2027-03-12".parse().unwrap()))),
            ("basket/proposal.toml", Some(Kind::Proposal(slug("basket")))),
            ("basket/votes/ana-duarte.toml", Some(Kind::Vote(slug("ana-duarte")))),
            ("basket/agreements/lee.toml", Some(Kind::Agreement(slug("lee")))),
            ("basket/one-pager.md", None),
            ("checkout/feedback/slow-cli.toml", None),
            ("checkout/checkins/2027-3-12.toml", None),
            ("README.md", None),
            ("checkout/notes.toml", None),
            ("checkout/goals/Coverage.toml", None),
            ("checkout/goals/coverage.md", None),
            ("checkout/retros/2026-W60.toml", None),
            ("checkout/nps/20 November/a.toml", None),
            ("checkout/nps/2026-11-20/.a.toml", None),
            ("Check out/goals/coverage.toml", None),
            ("a/checkout/engagement.toml", None),
        ] {
            assert_eq!(Kind::at(Path::new(file)), kind, "{file}");
        }
    }

    #[test]
    fn what_could_not_be_read_again_is_refused() {
        for (file, good, bad) in [
            ("auxeng.toml", "schema = 1\n", "schema = \"1\"\n"),
            ("c/engagement.toml", "title = \"T\"\nstart = 2026-10-12\nend = 2026-12-18\n", "title = \"T\"\n"),
            ("c/goals/g.toml", "title = \"G\"\nkind = \"business\"\nmeasure = \"rating\"\n", "title = \"G\"\n"),
            ("c/milestones/m.toml", "title = \"M\"\ndate = 2026-11-20\n", "title = \"M\"\n"),
            ("c/retros/2026-W47.toml", "minutes = 26\n", "minutes = -1\n"),
            ("c/retros/project.toml", "date = 2026-12-18\n", ""),
            ("c/nps/2026-11-20/survey.toml", "asked = 9\n", "asked = -9\n"),
            ("c/nps/2026-11-20/abc.toml", "score = 9\n", "score = 99\n"),
            ("c/feedback/2026-11-20-slow.toml", "title = \"T\"\nkind = \"idea\"\n", "title = \"T\"\n"),
            ("c/champions/lee.toml", "person = \"Lee\"\n", ""),
            ("c/checkins/2027-03-12.toml", "habits = \"yes\"\n", "habits = 1\n"),
            ("c/proposal.toml", "title = \"T\"\nproposed = 2026-09-07\n", "title = \"T\"\n"),
            ("c/agreements/lee.toml", "person = \"Lee\"\ndate = 2026-09-15\n", "person = \"Lee\"\n"),
        ] {
            let refused = |text: &str| Kind::at(Path::new(file)).unwrap().refuse_unreadable(Path::new(file), text);
            assert!(refused(good).is_ok(), "{file}: {:?}", refused(good));
            assert!(matches!(refused(bad), Err(Error::Unwritable { .. })), "{file}: {bad}");
        }
        let settings = |text: &str| Kind::Settings.refuse_unreadable(Path::new("auxeng.toml"), text);
        assert!(matches!(settings(&format!("schema = {}\n", SCHEMA + 1)), Err(Error::NewerSchema { .. })));
        let goal = Kind::Goal("g".parse().unwrap());
        let newer = "title = \"G\"\nkind = \"business\"\nmeasure = \"rating\"\nschema = 2\n";
        assert!(goal.refuse_unreadable(Path::new("g.toml"), newer).is_ok(), "only settings name a schema");
    }
}
