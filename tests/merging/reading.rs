//! What the program itself reads out of the records, as JSON, is what the facts say.

use serde_json::Value;

use crate::facts::{Facts, part_of};
use crate::place::said;
use crate::scene::Scene;

impl Scene {
    /// Reads every engagement with the program.
    pub(crate) fn read_back(&self) {
        for id in self.origin.engagements() {
            let words = ["report", &id, "--format", "json"].map(String::from);
            let output = self.place.auxeng("a", "2026-11-20", &words);
            assert!(output.status.success(), "{}", said(&output));
            let report: Value = serde_json::from_slice(&output.stdout).expect("a report is JSON");
            engagement(&self.origin, &id, &report);
            goals(&self.origin, &id, &report);
            retros(&self.origin, &id, &report);
            others(&self.origin, &id, &report);
        }
    }
}

/// What JSON says, as facts say it; `null` is nothing.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.as_f64().expect("a number").to_string()),
        value => Some(value.to_string()),
    }
}

#[track_caller]
fn same(facts: &Facts, file: &str, names: &[(&str, &str)], value: &Value) {
    for (name, in_json) in names {
        let said = facts.field(file, name).map(str::to_owned);
        assert_eq!(plain(&value[*in_json]), said, "{file}: {name}");
    }
}

fn texts(value: &Value) -> Vec<String> {
    let mut texts: Vec<String> = value.as_array().into_iter().flatten().filter_map(plain).collect();
    texts.sort();
    texts
}

fn engagement(facts: &Facts, id: &str, report: &Value) {
    let file = format!("{id}/engagement.toml");
    let names = [
        ("title", "title"),
        ("host", "host"),
        ("home", "home"),
        ("practice", "practice"),
        ("start", "start"),
        ("end", "end"),
        ("kind", "engagement_kind"),
    ];
    same(facts, &file, &names, report);
    assert_eq!(plain(&report["mvp"]["in_production"]).as_deref(), facts.field(&file, "mvp_in_production"));
    let close = |name: &str| facts.field(&file, "close").and_then(|close| part_of(close, name)).map(str::to_owned);
    assert_eq!(plain(&report["closed"]), close("date"), "{file}");
    assert_eq!(plain(&report["ended_early_reason"]), close("reason"), "{file}");
    let engineers: Vec<String> = facts.items(&file, "engineers").into_iter().map(|(name, _)| short(&name)).collect();
    let read: Vec<String> = texts(&report["engineers"]).iter().map(|name| short(name)).collect();
    assert_eq!(read, engineers, "{file}");
    assert_eq!(report["people"].as_array().map(Vec::len), Some(facts.items(&file, "people").len()), "{file}");
}

/// A person's name without the address.
fn short(name: &str) -> String {
    name.split(" <").next().unwrap_or_default().to_owned()
}

fn goals(facts: &Facts, id: &str, report: &Value) {
    let read = report["goals"].as_array().expect("a report lists goals");
    assert_eq!(read.len(), facts.names(&format!("{id}/goals")).len(), "goals of {id}");
    for goal in read {
        let file = format!("{id}/goals/{}.toml", plain(&goal["id"]).unwrap_or_default());
        let names = ["title", "why", "kind", "measure", "unit", "baseline", "target"].map(|name| (name, name));
        // Where two people added a goal of one id, and one of them a metric, its numbers may be left over.
        let is_metric = facts.field(&file, "measure") == Some("metric");
        same(facts, &file, if is_metric { &names } else { &names[..4] }, goal);
        let dropped = facts.field(&file, "dropped");
        assert_eq!(plain(&goal["dropped_reason"]).as_deref(), dropped.and_then(|dropped| part_of(dropped, "reason")));
        let scores = goal["scores"].as_array().expect("a goal lists scores");
        let read: Vec<_> = scores
            .iter()
            .map(|score| (plain(&score["week"]), number(&score["value"]), plain(&score["note"])))
            .collect();
        let written = facts.scores(&file).into_iter().map(|(week, said)| {
            let part = |name| part_of(&said, name).map(str::to_owned);
            (Some(week), part("value"), part("note"))
        });
        assert_eq!(read, written.collect::<Vec<_>>(), "{file}");
    }
}

/// A value of a score; that of a milestone is true or false.
fn number(value: &Value) -> Option<String> {
    plain(value)
}

fn retros(facts: &Facts, id: &str, report: &Value) {
    let read = report["retros"].as_array().expect("a report lists retros");
    let mut weeks = facts.names(&format!("{id}/retros"));
    weeks.retain(|week| week != "project");
    assert_eq!(read.len(), weeks.len(), "retros of {id}");
    for retro in read {
        let file = format!("{id}/retros/{}.toml", plain(&retro["week"]).unwrap_or_default());
        same(facts, &file, &["date", "minutes", "mvp_weeks", "notes_sent"].map(|name| (name, name)), retro);
        for list in ["present", "went_well", "went_poorly", "failure_modes", "done", "dropped", "cleared"] {
            let items: Vec<String> = facts.items(&file, list).into_iter().map(|(item, _)| item).collect();
            assert_eq!(texts(&retro[list]), items, "{file}: {list}");
        }
        for list in ["next", "blockers"] {
            let of = |task: &Value| (plain(&task["id"]), plain(&task["text"]), plain(&task["owner"]));
            let mut read: Vec<_> = retro[list].as_array().into_iter().flatten().map(of).collect();
            read.sort();
            let items = facts.items(&file, list).into_iter();
            let items = items.map(|(id, said)| {
                let part = |name| part_of(&said, name).map(str::to_owned);
                (Some(id), part("text"), part("owner"))
            });
            assert_eq!(read, items.collect::<Vec<_>>(), "{file}: {list}");
        }
    }
}

fn others(facts: &Facts, id: &str, report: &Value) {
    let file = format!("{id}/retros/project.toml");
    let project = &report["project_retro"];
    assert_eq!(project.is_null(), !facts.has_file(&file), "{file}");
    for list in ["went_well", "went_poorly"] {
        let items: Vec<String> = facts.items(&file, list).into_iter().map(|(item, _)| item).collect();
        assert_eq!(texts(&project[list]), items, "{file}: {list}");
    }
    for list in ["takeaways", "next", "notes"] {
        let items = facts.items(&file, list).len();
        assert_eq!(project[list].as_array().map_or(0, Vec::len), items, "{file}: {list}");
    }
    let milestones = facts.names(&format!("{id}/milestones")).len();
    assert_eq!(report["milestones"].as_array().map(Vec::len), Some(milestones), "milestones of {id}");
    let folder = format!("{id}/nps/");
    let scores = |(key, said): (&crate::facts::Key, &String)| {
        let is_score = key.part == crate::facts::Part::Field(String::from("score")) && key.file.starts_with(&folder);
        is_score.then(|| said.clone())
    };
    let answers = facts.0.iter().filter_map(scores).count();
    let rounds = report["nps"]["rounds"].as_array().into_iter().flatten();
    let read: u64 = rounds.filter_map(|round| round["n"].as_u64()).sum();
    assert_eq!(read, answers as u64, "answers of {id}");
}
