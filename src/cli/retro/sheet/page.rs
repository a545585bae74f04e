//! The document: what the retro says, what is open from before, and how the goals stand.

use super::WeekSheet;
use crate::metrics::{Carried, TaskState, actions, blockers};
use crate::model::{FailureMode, Goal, Measure, Person, Slug, Task};
use crate::notes::sheet::Page;
use crate::notes::{Mark, Section, Topic};
use crate::report;
use crate::text::{clean, count, list};

const HELP: &str = "\
Write one item a line below its heading: - Staging was down on Tuesday. In
\"Do next time\" and \"Blockers\" a name and a colon say whose it is:
- Lee: ask for a second slot. Tick what is done with [x]; [-] means that it
will not be done. A heading of your own makes a note.

Save and close to record it. Left as it is, or emptied, it records nothing.
Comments like this one are never recorded.";

impl WeekSheet<'_> {
    /// The heading of the whole.
    pub(super) fn title(&self) -> String {
        format!("Retro of {}, {}", self.retro.week, self.record.engagement.id)
    }

    /// The document.
    pub(super) fn text(&self) -> String {
        let help = format!("{}\n\n{HELP}", clean(&self.record.engagement.title));
        let mut page = Page::new(&self.title(), &help, &self.settings.headings);
        let retro = &self.retro;
        self.add_open(&mut page, Topic::EarlierActions, &self.earlier_actions());
        self.add_goals(&mut page);
        page.column(Section::WentWell, &retro.went_well);
        page.column(Section::WentPoorly, &retro.went_poorly);
        page.tasks(Section::Next, "", retro.next.iter().map(|task| (task, self.action_mark(&task.id))));
        self.add_mvp(&mut page);
        self.add_open(&mut page, Topic::EarlierBlockers, &self.earlier_blockers());
        page.tasks(Section::Blockers, "", retro.blockers.iter().map(|task| (task, self.blocker_mark(&task.id))));
        page.people(&self.people_hint(), &retro.present);
        page.topic(Topic::FailureModes, "Tick what you saw of it.");
        for (name, mode) in FailureMode::NAMES {
            let mark = if retro.failure_modes.contains(&mode) { Mark::Done } else { Mark::Open };
            page.entry(Topic::FailureModes, Some(mark), &format!("{name}: {}", mode.sentence()));
        }
        page.topic(Topic::Time, "Pairing, other work with the host and home, in one unit: 3/1/1 for days.");
        if let Some(time) = retro.time {
            page.line(&time.to_string());
        }
        page.topic(Topic::Satisfaction, "With this week, from 0, not at all, to 10.");
        if let Some(points) = retro.satisfaction {
            page.line(&points.get().to_string());
        }
        page.topic(Topic::Minutes, &format!("How long it took, of {}.", self.settings.retro_minutes));
        if let Some(minutes) = retro.minutes {
            page.line(&minutes.to_string());
        }
        page.notes(&retro.notes);
        page.into_text()
    }

    /// What earlier retros left to do, in the order of the document.
    pub(super) fn earlier_actions(&self) -> Vec<Carried<'_>> {
        open(actions(self.earlier()))
    }

    /// What earlier retros left in the way.
    pub(super) fn earlier_blockers(&self) -> Vec<Carried<'_>> {
        open(blockers(self.earlier()))
    }

    /// What this retro says of an action.
    pub(super) fn action_mark(&self, id: &Slug) -> Mark {
        if self.retro.done.contains(id) {
            Mark::Done
        } else if self.retro.dropped.contains(id) {
            Mark::Dropped
        } else {
            Mark::Open
        }
    }

    fn blocker_mark(&self, id: &Slug) -> Mark {
        if self.retro.cleared.contains(id) { Mark::Done } else { Mark::Open }
    }

    /// The goals that are still pursued, in the order of the document.
    pub(super) fn goals(&self) -> impl Iterator<Item = &Goal> {
        self.record.goals.iter().filter(|goal| goal.dropped.is_none())
    }

    fn add_open(&self, page: &mut Page, topic: Topic, open: &[Carried<'_>]) {
        if open.is_empty() {
            return;
        }
        page.topic(topic, "");
        for carried in open {
            let mark = match topic {
                Topic::EarlierActions => self.action_mark(&carried.task.id),
                _ => self.blocker_mark(&carried.task.id),
            };
            page.entry(topic, Some(mark), &told(carried));
        }
    }

    fn add_goals(&self, page: &mut Page) {
        let week = self.retro.week;
        let states: Vec<String> = self.goals().map(|goal| self.state(goal)).collect();
        if states.is_empty() {
            return;
        }
        let hint = format!(
            "How the goals stood before {week}. Write the value of this week behind\n\
             the sign, and behind that in brackets what is to be said about it:\n\
             - coverage = 10 (basket and search added)\n\n{}",
            states.join("\n")
        );
        page.topic(Topic::Goals, &hint);
        for goal in self.goals() {
            let score = self.scores.get(&goal.id);
            let value =
                score.map_or_else(String::new, |score| format!(" {}", report::value(&goal.measure, score.value)));
            let note =
                score.and_then(|score| score.note.as_ref()).map_or_else(String::new, |note| format!(" ({note})"));
            page.entry(Topic::Goals, None, &format!("{} ={value}{note}", goal.id));
        }
    }

    /// `coverage: Services covered, from 2 to 14 services: 9 in W46`
    fn state(&self, goal: &Goal) -> String {
        let way = match &goal.measure {
            Measure::Metric { baseline, target, unit } => {
                let unit = unit.as_deref().map_or_else(String::new, |unit| format!(" {unit}"));
                format!(", from {} to {}{unit}", report::number(*baseline), report::number(*target))
            }
            Measure::Milestone | Measure::Rating => String::new(),
        };
        let last = match goal.as_of(self.retro.week.plus(-1)) {
            Some((week, score)) => format!("{} in {}", report::value(&goal.measure, score.value), week.short()),
            None => String::from("not scored"),
        };
        clean(&format!("{}: {}{way}: {last}", goal.id, goal.title)).into_owned()
    }

    fn add_mvp(&self, page: &mut Page) {
        let hint = match self.record.engagement.mvp_in_production {
            Some(date) => format!("In production since {}.", report::day(date)),
            None => String::from("How far the MVP is from production: 2 weeks, live, or a date."),
        };
        page.topic(Topic::Mvp, &hint);
        match (&self.answered.mvp, self.retro.mvp_weeks) {
            (Some(said), _) => page.line(&clean(said)),
            (None, None) => {}
            (None, Some(0)) => page.line("live"),
            (None, Some(weeks)) => page.line(&count(usize::try_from(weeks).unwrap_or_default(), "week")),
        }
    }

    /// Who was there last time or, at the first retro, who is involved.
    fn people_hint(&self) -> String {
        let (said, names) = match self.earlier().iter().rev().find(|retro| !retro.present.is_empty()) {
            Some(retro) => ("Last time", retro.present.clone()),
            None => {
                let engagement = &self.record.engagement;
                let name = |person: &Person| person.name.clone();
                ("Involved", engagement.engineers.iter().chain(&engagement.people).map(name).collect())
            }
        };
        if names.is_empty() { String::new() } else { format!("{said}: {}.", clean(&list(&names))) }
    }
}

fn open(all: Vec<Carried<'_>>) -> Vec<Carried<'_>> {
    all.into_iter().filter(|carried| carried.state == TaskState::Open).collect()
}

/// `split the pipeline (Ana, since W45)`
fn told(carried: &Carried<'_>) -> String {
    let Task { text, owner, .. } = carried.task;
    let owner = owner.as_deref().map_or_else(String::new, |owner| format!("{owner}, "));
    format!("{text} ({owner}since {})", carried.since.short())
}
