//! Which engagement a command works on.

use std::path::Path;

use super::context::Context;
use super::failure::Failure;
use super::proposals;
use crate::model::{Slug, Stage};
use crate::playbook::Finding;
use crate::store::{Detail, Store};
use crate::text::{alternatives, clean, list, nearest, quoted};
use crate::ui::prompt::pick;

/// Which stages come into question, and how that is said.
type Tier = (fn(Stage) -> bool, &'static str);

/// An engagement in question, its stage where it can be read, and what is wrong with it.
type Candidate = (Slug, Option<Stage>, Vec<Finding>);

impl Context {
    /// The engagement that a command works on: the one named, else the one whose folder the user is in, else the only
    /// one that comes into question.
    pub(super) fn select(&self, store: &Store, named: Option<&str>) -> anyhow::Result<Slug> {
        if let Some(named) = named.or(self.environment.engagement.as_deref()) {
            return self.select_named(store, named);
        }
        if let Some(id) = self.inside(store) {
            return Ok(id);
        }
        let (ids, _) = store.ids()?;
        let read = store.load_each(&ids, Detail::ENGAGEMENT, |loaded| {
            let record = loaded.record.as_ref();
            let stage = record.map(|record| record.engagement.stage(self.today()));
            (loaded.id, stage, loaded.findings)
        });
        self.refuse_unreadable(store, &read)?;
        let tiers: [Tier; 3] = [
            (|stage| stage == Stage::Running, "engagements are running"),
            (|stage| !stage.is_over(), "engagements are not over"),
            (|_| true, "engagements are in question"),
        ];
        for (is_in_question, what) in tiers {
            let wanted = |stage: &Option<Stage>| stage.is_some_and(is_in_question);
            let found = read.iter().filter(|(_, stage, _)| wanted(stage));
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
        let unreadable: Vec<&Candidate> = read.iter().filter(|(_, stage, _)| stage.is_none()).collect();
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
