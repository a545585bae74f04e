//! Feedback of other engagements that may be the same: what several hosts met counts for more.

use crate::cli::context::Context;
use crate::model::{Engagement, Feedback, Slug};
use crate::store::{Detail, Store};
use crate::text::{clean, folded, shell};
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

    /// The words of the command that says that the host of `engagement` met it too.
    fn seen_at(&self, engagement: &Engagement) -> Vec<String> {
        let host = engagement.host.as_deref().unwrap_or(engagement.id.as_str());
        let name = self.feedback.id.to_string();
        let words = ["feedback", "edit", &name, "-e", self.engagement.as_str(), "--seen-at", host];
        words.map(str::to_owned).to_vec()
    }
}

/// Says what is `similar` to `feedback` of `engagement`, which is written, and how to say that it is the same.
pub(super) fn say(context: &Context, similar: &[Similar], feedback: &Feedback, engagement: &Engagement) {
    for other in similar {
        context.ui.say(&other.words());
        let words: Vec<_> = other.seen_at(engagement).iter().map(|word| shell(&clean(word))).collect();
        context.ui.say(&format!("  if it is the same: auxeng {}", words.join(" ")));
    }
    if !similar.is_empty() {
        let (name, id) = (&feedback.id, &engagement.id);
        context.ui.say(&format!("  and then: auxeng feedback edit {name} -e {id} --withdrawn"));
    }
}

/// Asks of each that is `similar` whether it is the same, and puts into `same` the words of the command that says so.
pub(super) fn ask(
    asker: &mut dyn Ask,
    similar: &[Similar],
    engagement: &Engagement,
    same: &mut Option<Vec<String>>,
) -> Result<Move, Stop> {
    let question = Question {
        prompt: String::from("new, or the same"),
        default: Some(String::from("new")),
        help: "new: it is something else, and is written down; same: nothing new is written, and your host is added to \
               what is there, which counts for more.",
        ..Question::default()
    };
    *same = None;
    let mut moved = Move::Silent;
    for other in similar {
        asker.tell(&other.words());
        let answer = choose(asker, &question, &[("new", false), ("same", true)])?;
        let is_same = answer == Answer::Said(true);
        moved = answer.then(|_| *same = is_same.then(|| other.seen_at(engagement)));
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
