//! Which engagement a command works on.

use std::path::Path;

use super::context::Context;
use super::failure::Failure;
use super::proposals;
use crate::model::{EngagementRecord, Slug, Stage};
use crate::playbook::Finding;
use crate::store::{Detail, Store};
use crate::text::{alternatives, clean, list, nearest, quoted};
use crate::ui::prompt::pick;

/// Which engagements come into question, and how that is said.
pub(super) struct Tier<'a> {
    /// Whether one does.
    pub(super) is_in_question: &'a (dyn Fn(&EngagementRecord) -> bool + Sync),
    /// What is said of several.
    pub(super) what: &'static str,
}

/// An engagement in question, in which of the tiers it is, where it can be read, and what is wrong with it.
type Candidate = (Slug, Option<Option<usize>>, Vec<Finding>);

impl Context {
    /// The engagement that a command works on: the one named, else the one whose folder the user is in, else the only
    /// one that comes into question.
    pub(super) fn select(&self, store: &Store, named: Option<&str>) -> anyhow::Result<Slug> {
        let stage = |record: &EngagementRecord| record.engagement.stage(self.today());
        let tiers = [
            Tier { is_in_question: &|record| stage(record) == Stage::Running, what: "engagements are running" },
            Tier { is_in_question: &|record| !stage(record).is_over(), what: "engagements are not over" },
            Tier { is_in_question: &|_| true, what: "engagements are in question" },
        ];
        self.select_among(store, named, Detail::ENGAGEMENT, &tiers)
    }

    /// As [`Self::select`], but the one that comes into question is looked for in `tiers`, one after the other; each is told
    /// from so much `detail`, and the last takes any.
    pub(super) fn select_among(
        &self,
        store: &Store,
        named: Option<&str>,
        detail: Detail,
        tiers: &[Tier<'_>],
    ) -> anyhow::Result<Slug> {
        if let Some(named) = named.or(self.environment.engagement.as_deref()) {
            return self.select_named(store, named);
        }
        if let Some(id) = self.inside(store) {
            return Ok(id);
        }
        let (ids, _) = store.ids()?;
        let read = store.load_each(&ids, detail, |loaded| {
            let record = loaded.record.map(|record| record.as_of(self.today()));
            let tier = record.map(|record| tiers.iter().position(|tier| (tier.is_in_question)(&record)));
            (loaded.id, tier, loaded.findings)
        });
        self.refuse_unreadable(store, &read)?;
        for (index, Tier { what, .. }) in tiers.iter().enumerate() {
            let found = read.iter().filter(|(_, tier, _)| *tier == Some(Some(index)));
            match found.map(|(id, ..)| id).collect::<Vec<_>>().as_slice() {
                [] => {}
                [only] => return Ok((*only).clone()),
                several @ [first, ..] => {
                    let found = format!("{} {what}", several.len());
                    let failure = Failure::refused(format!("{found}: {}", list(several)));
                    let failure = failure.help(format!("name one: -e {first}"));
                    return self.pick_one(store, several, &found, failure);
                }
            }
        }
        Err(self.none_yet(store).into())
    }

    /// Refuses to choose while an engagement cannot be read: it might be the one that is meant.
    fn refuse_unreadable(&self, store: &Store, read: &[Candidate]) -> anyhow::Result<()> {
        let unreadable: Vec<&Candidate> = read.iter().filter(|(_, tier, _)| tier.is_none()).collect();
        let Some((id, ..)) = unreadable.first() else {
            return Ok(());
        };
        for (.., findings) in &unreadable {
            self.tell_findings(store, findings);
        }
        let message = format!("{} cannot be read, and may be the one that is meant", quoted(id.as_str()));
        let failure = Failure::refused(message).help("mend it, or name an engagement with -e");
        Err(failure.into())
    }

    fn none_yet(&self, store: &Store) -> Failure {
        Failure::refused(format!("no engagements in {}", self.shown(store, Path::new(""))))
            .help("open the first one: auxeng open \"Contract tests for Checkout\" --host Checkout")
    }

    fn select_named(&self, store: &Store, named: &str) -> anyhow::Result<Slug> {
        if let Ok(id) = named.parse::<Slug>()
            && store.has(&id)
        {
            return Ok(id);
        }
        let (ids, _) = store.ids()?;
        let ids: Vec<Slug> = ids.into_iter().filter(|id| store.has(id)).collect();
        let found: Vec<&Slug> = ids.iter().filter(|id| !named.is_empty() && id.as_str().starts_with(named)).collect();
        match found.as_slice() {
            [only] => Ok((*only).clone()),
            [] if ids.is_empty() && proposals::unopened(store, named)?.is_none() => Err(self.none_yet(store).into()),
            [] => {
                if let Some(id) = proposals::unopened(store, named)? {
                    return Err(Failure::refused(format!("{id} is a proposal, and no engagement yet"))
                        .help(format!("see it: auxeng propose {id}"))
                        .help(format!("once it is accepted, open it: auxeng open {id}"))
                        .into());
                }
                let failure = Failure::refused(format!("there is no engagement {}", quoted(named)));
                let known = format!("engagements: {}", list(&ids));
                Err(match nearest(named, &ids) {
                    Some(like) => failure.help(format!("did you mean {}?", quoted(like))).help(known),
                    None => failure.help(known),
                }
                .into())
            }
            several => {
                let found = format!("{} engagements match {}", several.len(), quoted(named));
                let failure = Failure::refused(format!("{found}: {}", list(several)));
                let failure = failure.help(format!("name one in full: {}", alternatives(several)));
                self.pick_one(store, several, &found, failure)
            }
        }
    }

    /// Lets the person pick one of `several`, who are told that they were found; without a terminal that is a failure.
    fn pick_one(&self, store: &Store, several: &[&Slug], found: &str, failure: Failure) -> anyhow::Result<Slug> {
        if !self.ui.is_interactive() {
            return Err(failure.into());
        }
        let ids: Vec<Slug> = several.iter().map(|id| (*id).clone()).collect();
        let longest = ids.iter().map(|id| id.as_str().len()).max().unwrap_or_default();
        let items = store.load_each(&ids, Detail::ENGAGEMENT, |loaded| {
            let title = loaded.record.map(|record| record.engagement.title).unwrap_or_default();
            format!("{:longest$}  {title}", loaded.id.as_str())
        });
        self.ui.tell(&clean(&format!("{found}. Type a part of one, or move to it; Enter takes it, Esc leaves.")));
        let picked = pick(&self.ui, "engagement", &items)?;
        Ok(ids.get(picked).cloned().ok_or(failure)?)
    }

    /// The engagement whose folder the user is in.
    fn inside(&self, store: &Store) -> Option<Slug> {
        let below = store.locate(&self.environment.cwd)?;
        let id: Slug = below.iter().next()?.to_str()?.parse().ok()?;
        store.has(&id).then_some(id)
    }
}
