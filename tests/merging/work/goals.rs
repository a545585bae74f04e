//! Adding, changing, dropping and scoring goals; milestones.

use super::{Person, Step, WEEKS, days_of, table};
use crate::facts::{Part, field, key, part_of};

impl Person<'_> {
    /// The file of a goal, its id, and how it is measured.
    fn goal(&mut self, id: &str, dropped: bool) -> Option<(String, String, String)> {
        let goals = self.facts.names(&format!("{id}/goals"));
        let goal = self.one_of(&goals)?.clone();
        let file = format!("{id}/goals/{goal}.toml");
        let measure = self.facts.field(&file, "measure")?.to_owned();
        (self.facts.field(&file, "dropped").is_some() == dropped).then_some((file, goal, measure))
    }

    pub(super) fn score(&mut self, id: &str) -> Option<Step> {
        if self.is_over(id) {
            return None;
        }
        let (week, _) = WEEKS[self.random.usize(0..WEEKS.len())];
        let mut step = Step::command(&["score", "-e", id, "--date", week]);
        let mut done = Vec::new();
        for _ in 0..self.number(1..3) {
            let (file, goal, measure) = self.goal(id, false)?;
            if done.contains(&goal) {
                continue;
            }
            let value = match measure.as_str() {
                "metric" => self.number(0..20).to_string(),
                "rating" => f64::from(self.number(0..5)).mul_add(0.25, 0.0).to_string(),
                _ => self.random.bool().to_string(),
            };
            let typed = match value.as_str() {
                "true" => "done",
                "false" => "no",
                number => number,
            };
            step.word(format!("{goal}={typed}"));
            let score = key(&file, Part::Score(week.to_owned()));
            let mut note = self.facts.get(&score).and_then(|score| part_of(score, "note")).map(str::to_owned);
            if self.chance(30) {
                let text = self.text("note");
                step.option("--note", format!("{goal}={text}"));
                note = Some(text);
            }
            let mut fields = vec![("value", value)];
            fields.extend(note.map(|note| ("note", note)));
            step.says(score, table(&fields));
            done.push(goal);
        }
        Some(step)
    }

    pub(super) fn add_goal(&mut self, id: &str) -> Option<Step> {
        let goal = format!("goal-{}", self.number(0..8));
        let file = format!("{id}/goals/{goal}.toml");
        if self.facts.has_file(&file) {
            return None;
        }
        let title = self.text("Goal");
        let mut step = Step::command(&["goal", "add", "-e", id, "--id", &goal]);
        step.word(title.clone());
        step.says(key(&file, Part::Record), "");
        step.says(field(&file, "title"), title);
        step.says(field(&file, "kind"), "diffusion");
        step.says(field(&file, "weight"), "1");
        step.says(field(&file, "mvp"), "false");
        let measure = ["metric", "milestone", "rating"][self.random.usize(0..3)];
        step.says(field(&file, "measure"), measure);
        if measure == "metric" {
            step.word("--from=2");
            step.word("--to=14");
            step.says(field(&file, "baseline"), "2");
            step.says(field(&file, "target"), "14");
        } else {
            step.word(format!("--{measure}"));
        }
        if self.random.bool() {
            let why = self.long_text("because");
            step.option("--why", why.clone());
            step.says(field(&file, "why"), why);
        }
        Some(step)
    }

    pub(super) fn edit_goal(&mut self, id: &str) -> Option<Step> {
        let (file, goal, measure) = self.goal(id, false)?;
        let mut step = Step::command(&["goal", "edit", "-e", id, &goal]);
        let names = ["title", "why", "kind", "weight", "mvp", "unit", "baseline", "target"];
        let possible = if measure == "metric" { &names[..] } else { &names[..5] };
        let mut done = Vec::new();
        for _ in 0..self.number(1..3) {
            let name = *self.one_of(possible)?;
            if done.contains(&name) {
                continue;
            }
            done.push(name);
            let value = match name {
                "kind" => (*self.one_of(&["diffusion", "business", "technical"])?).to_owned(),
                "weight" => self.number(2..6).to_string(),
                "mvp" => self.random.bool().to_string(),
                "baseline" => self.number(0..9).to_string(),
                "target" => self.number(7..16).to_string(),
                name => self.text(name),
            };
            let other = match name {
                "baseline" => self.facts.field(&file, "target"),
                "target" => self.facts.field(&file, "baseline"),
                _ => None,
            };
            if other == Some(value.as_str()) || done.contains(&"baseline") && done.contains(&"target") {
                return None;
            }
            let option = match name {
                "baseline" => "--from",
                "target" => "--to",
                name => &format!("--{name}"),
            };
            if (name == "why" || name == "unit") && self.facts.field(&file, name).is_some() && self.chance(20) {
                step.option(option, "");
                step.takes_away(field(&file, name));
            } else if value != "false" || self.facts.field(&file, name).is_some() {
                step.option(option, value.clone());
                step.says(field(&file, name), value);
            }
        }
        (!step.claims.is_empty()).then_some(step)
    }

    /// Drops a goal, or pursues a dropped one again.
    pub(super) fn drop_goal(&mut self, id: &str) -> Option<Step> {
        if self.chance(40) {
            let (file, goal, _) = self.goal(id, true)?;
            let mut step = Step::command(&["goal", "edit", "-e", id, &goal, "--resume"]);
            step.takes_away(field(&file, "dropped"));
            return Some(step);
        }
        let (file, goal, _) = self.goal(id, false)?;
        let reason = self.text("Reason");
        let mut step = Step::command(&["goal", "drop", "-e", id, &goal]);
        step.option("--reason", reason.clone());
        step.says(field(&file, "dropped"), table(&[("date", self.today.to_owned()), ("reason", reason)]));
        Some(step)
    }

    pub(super) fn milestone(&mut self, id: &str) -> Option<Step> {
        let milestone = format!("step-{}", self.number(0..12));
        let file = format!("{id}/milestones/{milestone}.toml");
        if self.facts.has_file(&file) {
            return None;
        }
        let (title, date) = (self.text("Milestone"), days_of("2026-W45")[0]);
        let mut step = Step::command(&["milestone", "add", "-e", id, "--id", &milestone, "--date", date]);
        step.word(title.clone());
        step.says(key(&file, Part::Record), "");
        step.says(field(&file, "title"), title);
        step.says(field(&file, "date"), date);
        if self.random.bool() {
            let note = self.long_text("note");
            step.option("--note", note.clone());
            step.says(field(&file, "note"), note);
        }
        if self.random.bool() {
            step.word("--scope");
            step.says(field(&file, "kind"), "scope");
        }
        Some(step)
    }
}
