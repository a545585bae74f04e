//! What is to be done for one engagement.

use chrono::{Days, NaiveDate};

use super::{AgendaItem, AgendaKind, Whose};
use crate::metrics::{Carried, TaskState, actions, check_in_awaited, unscored};
use crate::model::{
    Champion, Engagement, EngagementRecord, Errand, Feedback, FeedbackState, Meant, Person, Settings, Week, WeeklyRetro,
};
use crate::playbook::unfinished;
use crate::text::{count, list};

/// An engagement seen from a week.
struct Case<'a> {
    record: &'a EngagementRecord,
    settings: &'a Settings,
    week: Week,
}

impl AgendaItem {
    /// What is to be done for `record` in `week`.
    pub fn all(record: &EngagementRecord, settings: &Settings, week: Week) -> Vec<Self> {
        let case = Case { record, settings, week };
        let mut items = Vec::new();
        if case.is_on() {
            items.extend(case.kickoff());
            items.extend(case.score());
            items.extend(case.retro());
        }
        items.extend(case.close());
        items.extend(case.check_in());
        items.extend(case.champions());
        items.extend(case.actions());
        items.extend(case.notes());
        items.extend(case.feedback());
        items
    }
}

impl Case<'_> {
    fn engagement(&self) -> &Engagement {
        &self.record.engagement
    }

    /// Whether it goes on in this week.
    fn is_on(&self) -> bool {
        let engagement = self.engagement();
        let is_open = engagement.close.as_ref().is_none_or(|close| close.date > self.week.friday());
        engagement.start <= self.week.friday() && engagement.end >= self.week.monday() && is_open
    }

    fn item(&self, kind: AgendaKind, key: &impl ToString, text: String, command: &str) -> AgendaItem {
        let engagement = self.engagement();
        AgendaItem {
            kind,
            engagement: engagement.id.to_string(),
            host: engagement.host.clone(),
            key: key.to_string(),
            text,
            date: None,
            time: None,
            minutes: None,
            since: None,
            whose: Whose::Of(self.engineers()),
            command: format!("auxeng {command} -e {}", engagement.id),
        }
    }

    /// Those who work with the host; the advisor where nobody is named.
    fn engineers(&self) -> Vec<Person> {
        let engagement = self.engagement();
        if engagement.engineers.is_empty() {
            engagement.advisor.iter().cloned().collect()
        } else {
            engagement.engineers.clone()
        }
    }

    /// Those who answer for the engagement.
    fn team(&self) -> Whose {
        let engagement = self.engagement();
        Whose::Of(engagement.engineers.iter().chain(&engagement.advisor).cloned().collect())
    }

    /// `date` in this week, or since when it waits.
    fn dated(&self, item: AgendaItem, date: NaiveDate) -> AgendaItem {
        let is_before = date < self.week.monday();
        AgendaItem { date: (!is_before).then_some(date), since: is_before.then_some(date), ..item }
    }

    fn kickoff(&self) -> Option<AgendaItem> {
        let date = self.engagement().kickoff.filter(|date| Week::of(*date) == self.week)?;
        let item = self.item(AgendaKind::Kickoff, &date, String::from("kick-off"), "goal list");
        Some(AgendaItem { date: Some(date), whose: self.team(), ..item })
    }

    /// The day of the weekly retro in this week.
    fn retro_day(&self) -> Option<NaiveDate> {
        let day = self.engagement().weekly_retro.as_ref()?.day?;
        let days = u64::from(day.weekday().num_days_from_monday());
        self.week.monday().checked_add_days(Days::new(days))
    }

    fn score(&self) -> Option<AgendaItem> {
        let goals = unscored(self.record, self.week).len();
        let text = format!("score {}", count(goals, "goal"));
        let item = self.item(AgendaKind::Score, &self.week, text, "score");
        (goals > 0).then(|| AgendaItem { date: self.retro_day(), ..item })
    }

    fn retro(&self) -> Option<AgendaItem> {
        if self.record.retro_weeks.contains(&self.week) {
            return None;
        }
        let agreed = self.engagement().weekly_retro.clone().unwrap_or_default();
        let WeeklyRetro { time, replaced, .. } = agreed;
        let minutes = self.settings.retro_minutes;
        let text = match &replaced {
            None => format!("weekly retro, {minutes} minutes"),
            Some(other) => format!("{}, in place of the weekly retro", other.by),
        };
        let item = self.item(AgendaKind::Retro, &self.week, text, "retro");
        let minutes = replaced.is_none().then_some(minutes);
        Some(AgendaItem { date: self.retro_day(), time, minutes, ..item })
    }

    /// What has ended, or ends in this week, and is not closed.
    fn close(&self) -> Option<AgendaItem> {
        let engagement = self.engagement();
        let has_ended = engagement.end <= self.week.sunday();
        if engagement.close.is_some() || !has_ended {
            return None;
        }
        let missing: Vec<String> = unfinished(self.record, engagement.end).iter().map(|part| part.words()).collect();
        let text = if missing.is_empty() {
            String::from("close it")
        } else {
            format!("close it; not done yet: {}", list(&missing))
        };
        let item = self.item(AgendaKind::Close, &"close", text, "close");
        Some(AgendaItem { whose: self.team(), ..self.dated(item, engagement.end) })
    }

    fn check_in(&self) -> Option<AgendaItem> {
        let months = self.settings.check_in_months;
        let due = check_in_awaited(self.record, months, self.week.sunday())?;
        let host = self.engagement().host.as_deref().unwrap_or("the host team");
        let text = format!(
            "check-in with {host}, {} after the end",
            count(usize::try_from(months).unwrap_or_default(), "month")
        );
        let item = self.item(AgendaKind::CheckIn, &due, text, "checkin");
        Some(AgendaItem { whose: self.team(), ..self.dated(item, due) })
    }

    fn champions(&self) -> Vec<AgendaItem> {
        let engagement = self.engagement();
        let due = |champion: &Champion| {
            let due = champion.next_talk(engagement, self.settings.champion_weeks)?;
            (due <= self.week.sunday()).then(|| {
                let text = format!("talk with {}", champion.person.name);
                let command = format!("champion talk {}", champion.id);
                let item = self.item(AgendaKind::Champion, &champion.id, text, &command);
                AgendaItem { whose: self.team(), ..self.dated(item, due) }
            })
        };
        self.record.champions.iter().filter_map(due).collect()
    }

    /// What retros asked for and nobody has settled, while the engagement is not over.
    fn actions(&self) -> Vec<AgendaItem> {
        if self.engagement().close.is_some() {
            return Vec::new();
        }
        let open = actions(&self.record.retros).into_iter().filter(|action| action.state == TaskState::Open);
        let item = |action: Carried<'_>| {
            let since = action.since;
            let command = format!("retro --done {}", action.task.id);
            let item = self.item(AgendaKind::Action, &action.task.id, action.task.text.clone(), &command);
            let whose =
                action.task.owner.as_deref().map_or_else(|| Whose::Of(self.engineers()), |owner| self.whose(owner));
            let since = Some(since.friday()).filter(|_| since < self.week);
            AgendaItem { since, whose, ..item }
        };
        open.map(item).collect()
    }

    /// Whom an owner means, who may be several of the same first name.
    fn whose(&self, owner: &str) -> Whose {
        let nobody = || owner.parse().into_iter().collect();
        Whose::Of(match self.engagement().meant(owner) {
            Meant::One(person) => vec![person],
            Meant::Several(people) => people,
            Meant::Nobody => nobody(),
        })
    }

    /// Notes of this week, of the one before, and of the project retro of the last two, that nobody has sent.
    fn notes(&self) -> Vec<AgendaItem> {
        let recent = [self.week.plus(-1), self.week];
        let retros =
            self.record.retros.iter().filter(|retro| recent.contains(&retro.week) && retro.notes_sent.is_none());
        let mut items: Vec<AgendaItem> = retros
            .map(|retro| {
                let command = format!("notes --send --date {}", retro.week);
                let text = format!("send the notes of {}", retro.week.short());
                let item = self.item(AgendaKind::Notes, &retro.week, text, &command);
                AgendaItem { since: retro.date.filter(|date| *date < self.week.monday()), ..item }
            })
            .collect();
        let project = self.record.project_retro.as_ref().filter(|retro| retro.notes_sent.is_none());
        items.extend(project.filter(|retro| recent.contains(&Week::of(retro.date))).map(|_| {
            let text = String::from("send the notes of the project retro");
            self.item(AgendaKind::Notes, &"project", text, "notes --project --send")
        }));
        items
    }

    fn feedback(&self) -> Vec<AgendaItem> {
        self.record.feedback.iter().filter_map(|feedback| self.one_feedback(feedback)).collect()
    }

    /// What is to be done about one: by those who met it, or by those at home who have accepted it.
    fn one_feedback(&self, feedback: &Feedback) -> Option<AgendaItem> {
        let title = &feedback.title;
        let host = self.engagement().host.as_deref().unwrap_or("the host team");
        let (kind, text, step) = match (feedback.errand(), feedback.state()) {
            (Some(Errand::CarryHome), _) => (AgendaKind::Raise, format!("carry home: {title}"), "--raised"),
            (Some(Errand::TellHost), state) => {
                (AgendaKind::Tell, format!("tell {host}, {}: {title}", state.label()), "--told")
            }
            (None, FeedbackState::Accepted) => {
                (AgendaKind::Build, format!("build what was accepted: {title}"), "--shipped")
            }
            (None, _) => return None,
        };
        let item = self.item(kind, &feedback.id, text, &format!("feedback edit {} {step}", feedback.id));
        Some(AgendaItem { since: Some(feedback.since()).filter(|since| *since < self.week.monday()), ..item })
    }
}
