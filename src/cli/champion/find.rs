//! Which champion is meant: they are looked for in all engagements, since most of these are over.

use std::path::Path;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::model::{Champion, Engagement, Slug};
use crate::playbook::Finding;
use crate::store::{Detail, Store};
use crate::text::{list, nearest, quoted};
use crate::ui::prompt::pick;

/// Every champion of some engagements.
pub(super) struct Champions {
    /// Each with the engagement that has found them, in the order of the ids.
    pub(super) found: Vec<(Engagement, Champion)>,
    /// What is wrong with the files that were read.
    pub(super) findings: Vec<Finding>,
}

impl Champions {
    /// Reads those of the engagement that is named, by `-e` or by the environment, else those of all.
    pub(super) fn read(context: &Context, store: &Store, named: Option<&str>) -> anyhow::Result<Self> {
        let (ids, mut findings) = match named.or(context.environment.engagement.as_deref()) {
            Some(named) => (vec![context.select(store, Some(named))?], Vec::new()),
            None => store.ids()?,
        };
        findings.extend(store.findings().iter().cloned());
        let mut found = Vec::new();
        for loaded in store.load_each(&ids, Detail::CHAMPIONS, |loaded| loaded) {
            findings.extend(loaded.findings);
            if let Some(record) = loaded.record.map(|record| record.as_of(context.today())) {
                found.extend(record.champions.into_iter().map(|champion| (record.engagement.clone(), champion)));
            }
        }
        Ok(Self { found, findings })
    }

    /// The one that `name` stands for: a name or an id, the beginning of one, or of a part of one.
    pub(super) fn called(mut self, context: &Context, store: &Store, name: &str) -> anyhow::Result<(Slug, Champion)> {
        let exactly = |champion: &Champion| champion.id.as_str() == name || champion.person.is_called(name);
        let begun = |champion: &Champion| begins(champion, name);
        let by: [&dyn Fn(&Champion) -> bool; 2] = [&exactly, &begun];
        for is_meant in by {
            let meant: Vec<usize> =
                (0..).zip(&self.found).filter(|(_, (_, one))| is_meant(one)).map(|(i, _)| i).collect();
            match meant.as_slice() {
                [] => {}
                [only] => return self.take(*only, name),
                several => {
                    let picked = self.pick(context, several, name)?;
                    return self.take(picked, name);
                }
            }
        }
        context.tell_findings(store, &self.findings);
        Err(self.unknown(context, store, name).into())
    }

    fn take(&mut self, index: usize, name: &str) -> anyhow::Result<(Slug, Champion)> {
        let missing = || Failure::refused(format!("there is no champion {}", quoted(name)));
        let (engagement, champion) = self.found.get(index).cloned().ok_or_else(missing)?;
        Ok((engagement.id, champion))
    }

    /// Lets the person pick one of `several`; without a terminal that is a failure.
    fn pick(&self, context: &Context, several: &[usize], name: &str) -> anyhow::Result<usize> {
        let meant = several.iter().filter_map(|index| self.found.get(*index));
        let names: Vec<String> = meant.map(|(engagement, one)| format!("{} of {}", one.id, engagement.id)).collect();
        let found = format!("{} champions match {}", several.len(), quoted(name));
        if !context.ui.is_interactive() {
            let failure = Failure::refused(format!("{found}: {}", list(&names)));
            return Err(failure.help("name one in full, with -e ENGAGEMENT where two are called alike").into());
        }
        context.ui.tell(&format!("{found}. Type a part of one, or move to it; Enter takes it, Esc leaves."));
        let picked = pick(&context.ui, "champion", &names)?;
        Ok(several.get(picked).copied().unwrap_or_default())
    }

    fn unknown(&self, context: &Context, store: &Store, name: &str) -> Failure {
        if self.found.is_empty() {
            let place = context.shown(store, Path::new(""));
            return Failure::refused(format!("no champions in {place}"))
                .help("add the first one: auxeng champion add \"Clara Weiss\" --for \"a trace before a log\"");
        }
        let ids: Vec<&str> = self.found.iter().map(|(_, champion)| champion.id.as_str()).collect();
        let failure = Failure::refused(format!("there is no champion {}", quoted(name)));
        let known = format!("champions: {}", list(&ids));
        match nearest(name, &ids) {
            Some(like) => failure.help(format!("did you mean {}?", quoted(like))).help(known),
            None => failure.help(known),
        }
        .help("nothing was written")
    }
}

/// Whether `name` begins the id, the name, or a part of the name.
fn begins(champion: &Champion, name: &str) -> bool {
    let name = name.trim().to_lowercase();
    let person = champion.person.name.to_lowercase();
    let mut parts = person.split_whitespace();
    let is_begun = |text: &str| text.starts_with(&name);
    !name.is_empty() && (is_begun(champion.id.as_str()) || is_begun(&person) || parts.any(is_begun))
}
