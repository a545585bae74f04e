//! Feedback of other engagements that may be the same: what several hosts met counts for more.

use super::add::AddArgs;
use crate::cli::commands::carry_out;
use crate::cli::context::Context;
use crate::cli::failure::ExitStatus;
use crate::model::{Engagement, Feedback, Slug};
use crate::store::{Detail, Store};
use crate::text::{clean, folded, list, shell};
use crate::ui::prompt::{Answer, Ask, Move, Question, Stop, choose};

/// How much is named at once.
const MOST: usize = 2;

/// Feedback that may be the same, and the engagement that met it.
pub(super) struct Similar {
    engagement: Slug,
    feedback: Feedback,
}

impl Similar {
    /// The feedback of other engagements than `id` that has the title of `feedback` or is about the same tool.
    pub(super) fn find(context: &Context, (store, id): (&Store, &Slug), feedback: &Feedback) -> Vec<Self> {
        let Ok((ids, _)) = store.ids() else { return Vec::new() };
        let others: Vec<Slug> = ids.into_iter().filter(|other| other != id).collect();
        let found = store.load_each(&others, Detail::FEEDBACK, |loaded| {
            let record = loaded.record.map(|record| record.as_of(context.today()));
            let all = record.map(|record| record.feedback).unwrap_or_default();
            let like = all.into_iter().filter(|other| !other.is_done() && is_like(other, feedback));
            like.map(|feedback| Self { engagement: loaded.id.clone(), feedback }).collect::<Vec<_>>()
        });
        found.into_iter().flatten().take(MOST).collect()
    }

    fn words(&self) -> String {
        format!("{} met something like it: {}", self.engagement, clean(&self.feedback.title))
    }

    /// The words of the command that says that the host of `engagement` met it too, and so did `others`.
    fn seen_at(&self, engagement: &Engagement, others: &[String]) -> Vec<String> {
        let host = engagement.host.as_deref().unwrap_or(engagement.id.as_str());
        let name = self.feedback.id.to_string();
        let mut words = ["feedback", "edit", &name, "-e", self.engagement.as_str()].map(str::to_owned).to_vec();
        for host in [host].into_iter().chain(others.iter().map(String::as_str)).filter(|host| !host.trim().is_empty()) {
            // What begins with a dash would be taken for another option.
            if host.starts_with('-') {
                words.push(format!("--seen-at={host}"));
            } else {
                words.extend(["--seen-at", host].map(str::to_owned));
            }
        }
        words
    }

    /// What of `feedback`, which `args` describe, is not told by this one.
    fn not_kept(&self, args: &AddArgs, feedback: &Feedback) -> Vec<&'static str> {
        let there = &self.feedback;
        let lost = |said: &Option<String>, there: &Option<String>| {
            said.as_ref().is_some_and(|said| there.as_ref().is_none_or(|there| folded(said) != folded(there)))
        };
        let flags = [
            ("--id", args.id.is_some()),
            ("--kind", args.kind.is_some() && feedback.kind != there.kind),
            ("--tool", lost(&feedback.tool, &there.tool)),
            ("--expected", lost(&feedback.expected, &there.expected)),
            ("--happened", lost(&feedback.happened, &there.happened)),
            ("--cost", feedback.cost.is_some() && feedback.cost != there.cost),
            ("--saves", feedback.saves.is_some() && feedback.saves != there.saves),
            ("--by", lost(&feedback.by, &there.by)),
            ("--date", args.date.is_some() && feedback.id.date != there.id.date),
        ];
        flags.into_iter().filter(|(_, is_lost)| *is_lost).map(|(flag, _)| flag).collect()
    }
}

/// That other feedback is the same.
pub(super) struct Same {
    /// The words of the command that says so.
    words: Vec<String>,
    /// The options of which nothing is kept.
    not_kept: Vec<&'static str>,
}

impl Same {
    /// Says so in the other feedback, and tells what is not kept of what was typed.
    pub(super) fn carry_out(&self, context: &Context) -> anyhow::Result<ExitStatus> {
        let ended = carry_out(context, &self.words)?;
        if !self.not_kept.is_empty() {
            context.ui.say(&format!("What is there stays as it is; not kept: {}", list(&self.not_kept)));
        }
        Ok(ended)
    }
}

/// Says what is `similar` to `feedback` of `engagement`, which is written, and how to say that it is the same.
pub(super) fn say(context: &Context, similar: &[Similar], feedback: &Feedback, engagement: &Engagement) {
    for other in similar {
        context.ui.say(&other.words());
        let words: Vec<_> =
            other.seen_at(engagement, &feedback.seen_at).iter().map(|word| shell(&clean(word))).collect();
        context.ui.say(&format!("  if it is the same: auxeng {}", words.join(" ")));
    }
    if !similar.is_empty() {
        let (name, id) = (&feedback.id, &engagement.id);
        context.ui.say(&format!("  and then: auxeng feedback edit {name} -e {id} --withdrawn"));
    }
}

/// Asks of each that is `similar` to `feedback`, which `args` describe, whether it is the same, and puts that into `same`.
pub(super) fn ask(
    asker: &mut dyn Ask,
    similar: &[Similar],
    (engagement, args, feedback): (&Engagement, &AddArgs, &Feedback),
    same: &mut Option<Same>,
) -> Result<Move, Stop> {
    let question = Question {
        prompt: String::from("new, or the same"),
        default: Some(String::from("new")),
        help: "new: it is something else, and is written down; same: nothing new is written, and the hosts are added to \
               what is there, which counts for more.",
        ..Question::default()
    };
    *same = None;
    let mut moved = Move::Silent;
    for other in similar {
        asker.tell(&other.words());
        let answer = choose(asker, &question, &[("new", false), ("same", true)])?;
        let is_same = answer == Answer::Said(true);
        let command =
            || Same { words: other.seen_at(engagement, &args.seen_at), not_kept: other.not_kept(args, feedback) };
        moved = answer.then(|_| *same = is_same.then(command));
        if is_same || moved == Move::Back {
            break;
        }
    }
    Ok(moved)
}

fn is_like(other: &Feedback, feedback: &Feedback) -> bool {
    let is_same_tool = match (&other.tool, &feedback.tool) {
        (Some(one), Some(two)) => folded(one) == folded(two),
        _ => false,
    };
    is_same_tool || folded(&other.title) == folded(&feedback.title)
}
