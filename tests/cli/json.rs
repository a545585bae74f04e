//! `docs/json.md` is true: every field that the program writes stands there, with its type and its words, and no field
//! is written twice.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use crate::environment::TestEnvironment;

/// The engagements of the example store, which show every part between them.
const ENGAGEMENTS: [&str; 3] = ["checkout-contracts", "payments-tracing", "search-flags"];

#[test]
fn every_field_is_described() {
    let env = TestEnvironment::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    env.copy(&root.join("examples/engagements"), "");
    // A second round, three months later, in which one role has enough answers to be shown.
    for (name, role) in
        [("a", "developer"), ("b", "developer"), ("c", "developer"), ("d", "on call"), ("e", "on call"), ("f", "x")]
    {
        let answer = format!("score = 9\nrole = \"{role}\"\nwhy = \"it lasts\"\n");
        env.write(format!("payments-tracing/nps/2026-11-16/{name}.toml"), answer);
    }
    // What comes after the end.
    let checkin =
        "present = [\n    \"Clara\",\n]\n\ncomfortable = \"yes\"\n\nhabits = \"partly\"\n\ndependent = \"no\"\n";
    env.write("payments-tracing/checkins/2026-11-16.toml", checkin);
    let handover = "handover = [\n    { what = \"The sampler\", who = \"Clara Weiss\" },\n]";
    let engagement = env.read("payments-tracing/engagement.toml");
    env.write("payments-tracing/engagement.toml", engagement.replace("handover = [\n]", handover));
    // Git tells who recorded what.
    env.git(["init", "--quiet"]).success();
    env.git(["add", "."]).success();
    env.git(["commit", "--quiet", "-m", "Begin"]).success();
    let document = fs::read_to_string(root.join("docs/json.md")).expect("the document can be read");
    let mut sections = sections(&document);
    // A report says of itself what an engagement says, and the envelope has the `kind`.
    let mut engagement = sections["an-engagement"].clone();
    engagement.remove("kind");
    sections.get_mut("report").expect("reports are described").extend(engagement);
    let mut commands = vec![
        vec!["status"],
        vec!["report", "--program"],
        vec!["nps", "--all"],
        vec!["nps", "--trend"],
        vec!["check"],
        vec!["fit", "--all"],
        vec!["propose", "basket-flags"],
        vec!["feedback", "list", "--all"],
        vec!["search", "contract"],
        vec!["people"],
        vec!["pitch", "basket-flags"],
        vec!["champion", "list"],
        vec!["agenda", "--all"],
    ];
    for id in ENGAGEMENTS {
        commands.extend([
            vec!["report", id],
            vec!["nps", id],
            vec!["log", id],
            vec!["goal", "list", "-e", id],
            vec!["milestone", "list", "-e", id],
            vec!["status", id],
        ]);
    }
    let mut findings = Findings::default();
    for mut command in commands {
        command.extend(["--format", "json"]);
        let outcome = env.run(&command).success();
        check(outcome.stdout_text(), &sections, &mut findings);
    }
    env.write("basket-flags/agreements/rosa.toml", "person = \"Rosa\"\ndate = 2026-11-19\n");
    check(env.run(["propose", "basket-flags", "--format", "json"]).success().stdout_text(), &sections, &mut findings);
    // A record that is wrong, for the places of findings, and one that says next to nothing.
    env.write("search-flags/goals/lookup-time.toml", "title = 1\n");
    env.write("bare/engagement.toml", "title = \"Bare\"\nstart = 2026-11-16\nend = 2026-12-04\n");
    env.write("bare/retros/2026-W47.toml", "next = [\n    { text = \"a\" },\n]\n");
    for command in [vec!["check"], vec!["status"], vec!["report", "search-flags"]] {
        let outcome = env.run(command.iter().chain(&["--format", "json"])).failure(1);
        check(outcome.stdout_text(), &sections, &mut findings);
    }
    let withdrawn = "title = \"Twice\"\nkind = \"idea\"\n\n[withdrawn]\ndate = 2026-11-20\nreason = \"it is there\"\n";
    env.write("bare/feedback/2026-11-20-twice.toml", withdrawn);
    // Weeks enough for a drift.
    env.write("drifting/engagement.toml", "title = \"Drifting\"\nstart = 2026-10-05\nend = 2026-12-04\n");
    for week in 42..=47 {
        let time = "time = { pairing = 3, host = 1, home = 1, backlog = 0.5, planning = 0 }\n";
        env.write(format!("drifting/retros/2026-W{week}.toml"), time);
    }
    for command in [["report", "bare"], ["nps", "bare"], ["log", "bare"], ["report", "drifting"]] {
        let outcome = env.run(command.iter().chain(&["--format", "json"])).success();
        check(outcome.stdout_text(), &sections, &mut findings);
    }
    for (anchor, fields) in &sections {
        for name in fields.keys() {
            if anchor != "json" && !findings.seen.contains(&(anchor.clone(), (*name).to_owned())) {
                findings.say(format!("{name} is described under {anchor} and never written"));
            }
        }
    }
    let problems: Vec<String> = findings.problems.into_iter().collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// What was found to differ, and which fields were met in which section.
#[derive(Default)]
struct Findings {
    problems: BTreeSet<String>,
    seen: BTreeSet<(String, String)>,
}

impl Findings {
    fn say(&mut self, problem: String) {
        self.problems.insert(problem);
    }
}

/// The fields of each section by the anchor of its heading, each with the words about its type.
type Sections<'a> = HashMap<String, HashMap<&'a str, &'a str>>;

fn sections(document: &str) -> Sections<'_> {
    let mut sections = Sections::new();
    let mut anchor = String::new();
    for line in document.lines() {
        if line.starts_with('#') {
            let title = line.trim_start_matches('#').trim().to_lowercase();
            anchor = title.replace(' ', "-");
            sections.insert(anchor.clone(), HashMap::new());
        }
        let mut cells = line.split(" | ");
        let name = cells.next().and_then(|cell| cell.strip_prefix("| `")?.strip_suffix('`'));
        if let (Some(name), Some(kind)) = (name, cells.next())
            && let Some(section) = sections.get_mut(&anchor)
        {
            section.insert(name, kind);
        }
    }
    sections
}

/// Compares what a command wrote with the section of its kind.
fn check(output: &str, sections: &Sections<'_>, findings: &mut Findings) {
    let json: Json = serde_json::from_str(output).expect("the output is JSON and no field is double");
    let Json::Object(fields) = json else { panic!("the output is no object:\n{output}") };
    let (envelope, rest): (Vec<_>, Vec<_>) =
        fields.into_iter().partition(|(name, _)| ["schema", "kind"].contains(&name.as_str()));
    let [(_, Json::Number), (_, Json::Text(kind))] = envelope.as_slice() else {
        panic!("the envelope is another:\n{output}")
    };
    let is_program = rest.iter().any(|(name, _)| name == "goals_done_share");
    let anchor = match kind.as_str() {
        // The fields of an NPS stand in the envelope itself.
        "nps" => "an-nps",
        "report" if is_program => "the-program",
        kind => kind,
    };
    compare(anchor, kind, &Json::Object(rest), sections, findings);
}

/// Compares the fields of an object with the section `anchor`. `place` is where the object is.
fn compare(anchor: &str, place: &str, value: &Json, sections: &Sections<'_>, findings: &mut Findings) {
    let Json::Object(fields) = value else {
        return findings.say(format!("{place} is no object"));
    };
    for (name, value) in fields {
        let place = format!("{place}.{name}");
        findings.seen.insert((anchor.to_owned(), name.clone()));
        match sections.get(anchor).and_then(|section| section.get(name.as_str())) {
            None => findings.say(format!("{place} is not described under {anchor}")),
            Some(kind) => fits(kind, &place, value, sections, findings),
        }
    }
}

/// Whether a value is what the words about its type say.
fn fits(kind: &str, place: &str, value: &Json, sections: &Sections<'_>, findings: &mut Findings) {
    let link = kind.split("](#").nth(1).and_then(|rest| rest.split(')').next());
    let good = match value {
        Json::Null => kind.contains("null"),
        Json::Flag => kind.contains("true or false"),
        Json::Number => kind.contains("number"),
        Json::Text(text) if kind.contains('`') => kind.contains(&format!("`{text}`")),
        Json::Text(text) if kind.starts_with("date") => text.len() == 10 && !text.contains('W'),
        Json::Text(text) if kind.starts_with("week") => text.len() == 8 && text.contains("-W"),
        Json::Text(_) => kind.starts_with("text"),
        Json::List(items) => {
            for item in items {
                match (link, item) {
                    (Some(anchor), item) => compare(anchor, place, item, sections, findings),
                    (None, Json::Text(_)) => {}
                    (None, _) => findings.say(format!("{place} is no list of texts")),
                }
            }
            kind.starts_with("list of")
        }
        Json::Object(_) => {
            compare(link.unwrap_or("nothing"), place, value, sections, findings);
            !kind.starts_with("list of")
        }
    };
    if !good {
        findings.say(format!("{place} is {value:?}, and described as {kind}"));
    }
}

/// JSON in which a field that stands twice is an error.
#[derive(Debug)]
enum Json {
    Null,
    Flag,
    Number,
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Json;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Json, E> {
        Ok(Json::Flag)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Json, E> {
        Ok(Json::Number)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Json, E> {
        Ok(Json::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Number)
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut fields: Vec<(String, Json)> = Vec::new();
        while let Some((name, value)) = entries.next_entry::<String, Json>()? {
            if fields.iter().any(|(other, _)| *other == name) {
                return Err(serde::de::Error::custom(format!("`{name}` stands twice")));
            }
            fields.push((name, value));
        }
        Ok(Json::Object(fields))
    }
}
