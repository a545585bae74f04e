//! Opening, changing and closing engagements.

use super::{Person, Step, table};
use crate::facts::{Part, field, item, key};

const STARTS: [&str; 4] = ["2026-10-05", "2026-10-12", "2026-10-19", "2026-10-21"];
const ENDS: [&str; 5] = ["2026-10-20", "2026-12-04", "2026-12-11", "2026-12-18", "2027-01-15"];
const KINDS: [&str; 5] = ["adoption", "strategic", "early-adopter", "debug", "spread"];

impl Person<'_> {
    pub(super) fn open(&mut self) -> Option<Step> {
        // So few that two people open the same one now and then.
        let id = format!("new-{}", self.number(0..6));
        let file = format!("{id}/engagement.toml");
        if self.facts.has_file(&file) {
            return None;
        }
        let title = self.text("Work");
        let mut step =
            Step::command(&["open", "--id", &id, "--start=2026-10-12", "--end=2026-12-18", "--engineer=Ana"]);
        step.option("--advisor", "Bo");
        step.word(title.clone());
        step.says(key(&file, Part::Record), "");
        step.says(field(&file, "title"), title);
        step.says(field(&file, "start"), "2026-10-12");
        step.says(field(&file, "end"), "2026-12-18");
        step.says(field(&file, "advisor"), "Bo");
        step.says(item(&file, "engineers", "Ana"), "Ana");
        for name in ["host", "practice"] {
            if self.random.bool() {
                let text = self.text(name);
                step.option(&format!("--{name}"), text.clone());
                step.says(field(&file, name), text);
            }
        }
        Some(step)
    }

    pub(super) fn edit(&mut self, id: &str) -> Option<Step> {
        let file = format!("{id}/engagement.toml");
        let mut step = Step::command(&["edit", id]);
        let names = [
            "title",
            "practice",
            "kind",
            "host",
            "home",
            "start",
            "end",
            "mvp_in_production",
            "engineers",
            "advisor",
            "people",
            "people",
            "kickoff",
            "desired_outcome",
            "symptom",
            "rituals",
            "weekly_retro",
        ];
        let mut done = Vec::new();
        for _ in 0..self.number(1..3) {
            let name = *self.one_of(&names)?;
            if done.contains(&name) {
                continue;
            }
            done.push(name);
            match name {
                "engineers" => self.edit_engineers(&file, &mut step)?,
                "people" => self.edit_people(&file, &mut step)?,
                "symptom" => self.edit_symptom(&file, &mut step),
                "rituals" => self.edit_rituals(&file, &mut step)?,
                "weekly_retro" => self.edit_weekly_retro(&file, &mut step)?,
                name => self.edit_field(&file, name, &mut step)?,
            }
        }
        let is_both = done.contains(&"engineers") && done.contains(&"advisor");
        (!is_both).then_some(step)
    }

    fn edit_field(&mut self, file: &str, name: &str, step: &mut Step) -> Option<()> {
        const OPTIONAL: [&str; 7] =
            ["practice", "host", "home", "advisor", "mvp_in_production", "kickoff", "desired_outcome"];
        let option = format!("--{}", name.replace('_', "-"));
        if OPTIONAL.contains(&name) && self.facts.field(file, name).is_some() && self.chance(15) {
            step.option(&option, "");
            step.takes_away(field(file, name));
            return Some(());
        }
        let value = match name {
            "kind" => (*self.one_of(&KINDS)?).to_owned(),
            "start" => (*self.one_of(&STARTS)?).to_owned(),
            "end" => (*self.one_of(&ENDS)?).to_owned(),
            "mvp_in_production" | "kickoff" => format!("2026-11-{:02}", self.number(2..19)),
            "desired_outcome" => self.long_text("We learn"),
            "advisor" => self.person(),
            name => self.text(name),
        };
        let now = |name: &str| self.facts.field(file, name).unwrap_or_default();
        let closed = self.facts.field(file, "close").and_then(|close| crate::facts::part_of(close, "date"));
        let is_wrong = match name {
            "start" => value.as_str() > now("end") || closed.is_some_and(|closed| value.as_str() > closed),
            "end" => value.as_str() < now("start"),
            "advisor" => self.facts.items(file, "engineers").iter().any(|(engineer, _)| *engineer == value),
            _ => false,
        };
        // Start and end in one step would be checked together.
        let is_pair = step
            .claims
            .iter()
            .any(|claim| format!("{claim:?}").contains("\"start\"") || format!("{claim:?}").contains("\"end\""));
        if is_wrong || is_pair && (name == "start" || name == "end") {
            return None;
        }
        step.option(&option, value.clone());
        step.says(field(file, name), value);
        Some(())
    }

    fn edit_engineers(&mut self, file: &str, step: &mut Step) -> Option<()> {
        let (first, second) = (self.person(), self.person());
        let advisor = self.facts.field(file, "advisor").unwrap_or_default();
        if first == second || advisor == first || advisor == second {
            return None;
        }
        for (engineer, _) in self.facts.items(file, "engineers") {
            if engineer != first && engineer != second {
                step.takes_away(item(file, "engineers", &engineer));
            }
        }
        for engineer in [first, second] {
            step.option("--engineer", engineer.clone());
            step.says(item(file, "engineers", &engineer), engineer);
        }
        Some(())
    }

    fn edit_people(&mut self, file: &str, step: &mut Step) -> Option<()> {
        let people = self.facts.items(file, "people");
        if self.chance(30)
            && let Some((person, _)) = self.one_of(&people)
        {
            let name = person.split(" <").next()?.to_owned();
            step.option("--remove-person", name);
            step.takes_away(item(file, "people", person));
            return Some(());
        }
        let person = self.person();
        let name = |person: &str| person.split(" <").next().map(str::to_owned);
        if people.iter().any(|(there, _)| name(there) == name(&person)) {
            return None;
        }
        step.option("--person", person.clone());
        step.says(item(file, "people", &person), person);
        Some(())
    }

    /// What goes wrong and how it would show that it is gone, in one: two people who begin with one each meet at one place.
    fn edit_symptom(&mut self, file: &str, step: &mut Step) {
        for (name, option) in [("symptom", "--symptom"), ("symptom_metric", "--symptom-metric")] {
            let text = self.text(name);
            step.option(option, text.clone());
            step.says(field(file, name), text);
        }
    }

    /// Rituals take the place of those before.
    fn edit_rituals(&mut self, file: &str, step: &mut Step) -> Option<()> {
        let ritual = self.text("Ritual");
        for (before, _) in self.facts.items(file, "rituals") {
            if before == ritual {
                return None;
            }
            step.takes_away(item(file, "rituals", &before));
        }
        step.option("--ritual", ritual.clone());
        step.says(item(file, "rituals", &ritual), ritual);
        Some(())
    }

    fn edit_weekly_retro(&mut self, file: &str, step: &mut Step) -> Option<()> {
        let day = *self.one_of(&["monday", "thursday", "friday"])?;
        let hour = self.number(10..18);
        step.option("--weekly-retro", format!("{day} {hour}:00"));
        let said = [("day", day.to_owned()), ("time", format!("{hour}:00:00"))];
        step.says(field(file, "weekly_retro"), table(&said));
        Some(())
    }

    pub(super) fn close(&mut self, id: &str) -> Option<Step> {
        let file = format!("{id}/engagement.toml");
        let date = ["2026-11-18", "2026-11-19", "2026-11-20"][self.random.usize(0..3)];
        if date > self.today || date < self.facts.field(&file, "start")? {
            return None;
        }
        let outcome = self.long_text("Outcome");
        let mut step = Step::command(&["close", id, "--date", date]);
        step.option("--outcome", outcome.clone());
        let mut fields = vec![("date", date.to_owned()), ("outcome", outcome)];
        let early = date < self.facts.field(&file, "end")?;
        if early {
            let reason = self.text("Reason");
            step.word("--early");
            step.option("--reason", reason.clone());
            fields.extend([("early", String::from("true")), ("reason", reason)]);
        } else if self.facts.field(&file, "close").is_some() {
            return None;
        }
        step.says(field(&file, "close"), table(&fields));
        Some(step)
    }
}
