//! Retros: what is added to a week, what takes its place, the project retro, and notes that are sent.

use std::collections::BTreeSet;

use super::{Claim, Person, Step, WEEKS, list_item, table};
use crate::facts::{Part, field, key, part_of};

impl Person<'_> {
    /// The one person of the engagement, or of those who are recorded, who is called so by the whole name or a word of it.
    fn in_full(&self, id: &str, file: &str, name: &str) -> String {
        let engagement = format!("{id}/engagement.toml");
        let lists = [(engagement.as_str(), "engineers"), (engagement.as_str(), "people"), (file, "present")];
        let all = lists.iter().flat_map(|(file, list)| self.facts.items(file, list));
        let known: BTreeSet<String> = all.filter_map(|(who, _)| who.split(" <").next().map(str::to_owned)).collect();
        let called: Vec<&String> = known.iter().filter(|who| who.split(' ').any(|word| word == name)).collect();
        match called.as_slice() {
            [only] if !known.contains(name) => (*only).clone(),
            _ => name.to_owned(),
        }
    }

    /// Adds to the retro of a week, or begins it.
    pub(super) fn retro(&mut self, id: &str) -> Option<Step> {
        let (week, days) = WEEKS[self.random.usize(2..WEEKS.len())];
        let day = days.into_iter().rfind(|day| *day <= self.today).filter(|_| !self.is_over(id))?;
        let file = format!("{id}/retros/{week}.toml");
        let mut step = Step::command(&["retro", "-e", id, "--date", day]);
        step.says(key(&file, Part::Record), "");
        step.says(field(&file, "date"), day);
        // Whether negative feedback was asked for is settled whenever the columns grow.
        step.settled.push(field(&file, "asked_for_negative"));
        for _ in 0..self.number(1..4) {
            self.say(id, week, &file, &mut step);
        }
        // What should be settled may not be there.
        (step.claims.len() > 2).then_some(step)
    }

    /// Adds one thing.
    fn say(&mut self, id: &str, week: &str, file: &str, step: &mut Step) {
        match self.random.u8(0..14) {
            0..2 => self.say_text("--well", file, "went_well", step),
            2..4 => self.say_text("--poorly", file, "went_poorly", step),
            4 => self.raise("--next", id, file, "next", step),
            5 => self.raise("--blocker", id, file, "blockers", step),
            6 => self.settle("--done", id, week, ("next", "done"), step),
            7 => self.settle("--drop", id, week, ("next", "dropped"), step),
            8 => self.settle("--unblock", id, week, ("blockers", "cleared"), step),
            9 => {
                let name = self.person();
                let name = name.split(" <").next().unwrap_or_default();
                step.option("--present", name);
                let name = self.in_full(id, file, name);
                step.says(list_item(file, "present", &name), name);
            }
            10 => self.say_once("--minutes", &field(file, "minutes"), step),
            11 => self.say_once("--mvp", &field(file, "mvp_weeks"), step),
            12 => {
                let modes = ["hard-work", "not-welcome", "disconnected", "small-team"];
                let mode = modes[self.random.usize(0..modes.len())];
                step.option("--failure-mode", mode);
                step.says(list_item(file, "failure_modes", mode), mode);
            }
            _ => {
                let parts = [self.number(1..5), self.number(0..3), 1].map(|part| part.to_string());
                if step.claims.iter().any(|claim| matches!(claim, Claim::Is(key, _) if *key == field(file, "time"))) {
                    return;
                }
                step.option("--time", parts.join("/"));
                let [pairing, host, home] = parts;
                step.says(field(file, "time"), table(&[("pairing", pairing), ("host", host), ("home", home)]));
            }
        }
    }

    fn say_text(&mut self, option: &str, file: &str, list: &str, step: &mut Step) {
        let text = self.text("It");
        step.option(option, text.clone());
        step.says(list_item(file, list, &text), text);
    }

    fn say_once(&mut self, option: &str, key: &crate::facts::Key, step: &mut Step) {
        if step.claims.iter().any(|claim| matches!(claim, Claim::Is(other, _) if other == key)) {
            return;
        }
        let number = self.number(1..60).to_string();
        step.option(option, number.clone());
        step.says(key.clone(), number);
    }

    /// Raises an action or a blocker, unless the very same is open.
    fn raise(&mut self, option: &str, id: &str, file: &str, list: &'static str, step: &mut Step) {
        let text = self.text("Split the pipeline of the team in");
        let owner = self.random.bool().then(|| String::from("Lee"));
        let said = owner.as_ref().map_or_else(|| text.clone(), |owner| format!("{owner}: {text}"));
        let is_there = |(_, there): &(String, String)| {
            part_of(there, "text") == Some(&text) && part_of(there, "owner") == owner.as_deref()
        };
        let weeks = self.facts.names(&format!("{id}/retros"));
        let known =
            weeks.iter().any(|week| self.facts.items(&format!("{id}/retros/{week}.toml"), list).iter().any(is_there));
        let twice = step.told().contains(&format!("{said:?}").trim_matches('"').to_owned());
        if known || twice {
            return;
        }
        step.option(option, said);
        let mut fields = vec![("text", text)];
        fields.extend(owner.map(|owner| ("owner", owner)));
        step.claims.push(Claim::New { file: file.to_owned(), list, fields });
    }

    /// Settles what is open, or nothing where nothing is.
    fn settle(&mut self, option: &str, id: &str, week: &str, (raised, settled): (&str, &str), step: &mut Step) {
        let retros = self.facts.names(&format!("{id}/retros"));
        let items = |week: &str, list: &str| self.facts.items(&format!("{id}/retros/{week}.toml"), list);
        let ended = self.ended(id);
        let before = retros.iter().filter(|other| other.as_str() <= week);
        let open: Vec<String> = before.flat_map(|week| items(week, raised)).map(|(task, _)| task).collect();
        let open: Vec<String> = open.into_iter().filter(|task| !ended.contains(task)).collect();
        let Some(task) = self.one_of(&open) else {
            return;
        };
        let file = format!("{id}/retros/{week}.toml");
        if !step.told().contains(task.as_str()) {
            step.option(option, task.clone());
            step.says(list_item(&file, settled, task), task.clone());
        }
    }

    /// The actions and blockers that are settled.
    fn ended(&self, id: &str) -> Vec<String> {
        let retros = self.facts.names(&format!("{id}/retros"));
        let items = |week: &str, list: &str| self.facts.items(&format!("{id}/retros/{week}.toml"), list);
        let ends = retros.iter().flat_map(|week| ["done", "dropped", "cleared"].map(|list| items(week, list)));
        ends.flatten().map(|(task, _)| task).collect()
    }

    /// Says anew what a retro says.
    pub(super) fn replace_retro(&mut self, id: &str) -> Option<Step> {
        let (week, days) = WEEKS[self.random.usize(2..WEEKS.len())];
        let file = format!("{id}/retros/{week}.toml");
        let day = days.into_iter().rfind(|day| *day <= self.today)?;
        let list = if self.random.bool() { "went_well" } else { "went_poorly" };
        let texts = self.facts.items(&file, list);
        // As far as is known here, nobody has settled what it raises.
        let raised = [self.facts.items(&file, "next"), self.facts.items(&file, "blockers")].concat();
        let ended = self.ended(id);
        let is_referred_to = raised.iter().any(|(task, _)| ended.contains(task));
        if !self.facts.has_file(&file) || is_referred_to || self.is_over(id) {
            return None;
        }
        let mut step = Step::command(&["retro", "-e", id, "--date", day, "--replace"]);
        for key in self.facts.0.keys().filter(|key| key.file == file) {
            let is_kept = match &key.part {
                Part::Record | Part::Comment(_) | Part::Score(_) => true,
                Part::Field(name) => ["date", "ticket", "asked_for_negative"].contains(&name.as_str()),
                Part::Item(name, item) => name == list && texts.first().is_some_and(|(first, _)| first == item),
            };
            if !is_kept {
                step.takes_away(key.clone());
            }
        }
        step.says(field(&file, "date"), day);
        step.settled.push(field(&file, "asked_for_negative"));
        let option = if list == "went_well" { "--well" } else { "--poorly" };
        match texts.first() {
            Some((text, _)) => step.option(option, text.clone()),
            None => self.say_text(option, &file, list, &mut step),
        }
        Some(step)
    }

    pub(super) fn project_retro(&mut self, id: &str) -> Option<Step> {
        let file = format!("{id}/retros/project.toml");
        let mut step = Step::command(&["retro", "-e", id, "--project", "--date", self.today]);
        step.says(key(&file, Part::Record), "");
        step.says(field(&file, "date"), self.today);
        step.settled.push(field(&file, "asked_for_negative"));
        for _ in 0..self.number(1..3) {
            match self.random.u8(0..6) {
                0 => self.say_text("--well", &file, "went_well", &mut step),
                1 => self.say_text("--poorly", &file, "went_poorly", &mut step),
                2 => {
                    let text = self.text("Learnt");
                    step.option("--takeaway", text.clone());
                    let said = table(&[("text", text), ("about", String::from("engagement"))]);
                    step.says(list_item(&file, "takeaways", &said), said.clone());
                }
                3 => {
                    let text = self.text("Show");
                    step.option("--next", format!("Lee: {text}"));
                    let said = table(&[("text", text), ("owner", String::from("Lee"))]);
                    step.says(list_item(&file, "next", &said), said.clone());
                }
                4 => {
                    let text = self.long_text("All the rest");
                    step.option("--note", format!("Kudos: {text}"));
                    let said = table(&[("text", text), ("title", String::from("Kudos"))]);
                    step.says(list_item(&file, "notes", &said), said.clone());
                }
                _ => self.say_once("--minutes", &field(&file, "minutes"), &mut step),
            }
        }
        (step.claims.len() > 2).then_some(step)
    }

    pub(super) fn send_notes(&mut self, id: &str) -> Option<Step> {
        let mut weeks = self.facts.names(&format!("{id}/retros"));
        weeks.retain(|week| week != "project");
        let week = self.one_of(&weeks)?.clone();
        let file = format!("{id}/retros/{week}.toml");
        let day = self.facts.field(&file, "date")?;
        if day > self.today {
            return None;
        }
        let words = ["notes", "-e", id, "--week", &week, "--send", "--yes", "--again", "--to", "ana@example.org"];
        let mut step = Step::command(&words);
        step.says(field(&file, "notes_sent"), self.today);
        Some(step)
    }
}
