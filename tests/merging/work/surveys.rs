//! Answers to the survey: one by one, and from an export.

use super::{Claim, Person, Step};
use crate::facts::{Part, field, key};

/// The exports that lie on every machine.
pub(crate) const EXPORTS: [(&str, &str); 2] = [
    ("first.csv", "Score,Why\n9,We could not have done it alone\n9,We could not have done it alone\n3,Too slow\n"),
    ("second.csv", "Score,Why\n10,\n7,\"Good, but short\"\n"),
];

impl Person<'_> {
    pub(super) fn answer(&mut self, id: &str) -> Option<Step> {
        let rounds = self.rounds(id);
        // An answer of this day joins the round that is there.
        let round = rounds.iter().rfind(|round| round.as_str() <= self.today)?;
        let score = self.number(0..11).to_string();
        let mut step = Step::command(&["nps", "add", "-e", id, "--score", &score, "--date", round]);
        let mut fields = vec![("score", score)];
        if self.random.bool() {
            let why = self.long_text("Because");
            step.option("--why", why.clone());
            fields.push(("why", why));
        }
        if self.chance(30) {
            let asked = self.number(60..70).to_string();
            step.option("--asked", asked.clone());
            let file = format!("{id}/nps/{round}/survey.toml");
            step.says(key(&file, Part::Record), "");
            step.says(field(&file, "asked"), asked);
        }
        step.claims.push(Claim::File { folder: format!("{id}/nps/{round}"), fields });
        Some(step)
    }

    fn rounds(&self, id: &str) -> Vec<String> {
        let prefix = format!("{id}/nps/");
        let files = self.facts.0.keys().filter(|key| key.part == Part::Record);
        let mut rounds: Vec<String> = files
            .filter_map(|key| key.file.strip_prefix(&prefix)?.split_once('/'))
            .map(|(round, _)| round.to_owned())
            .collect();
        rounds.dedup();
        rounds
    }

    /// Imports an export into a round; the same file on two machines makes the same records.
    pub(super) fn import(&mut self, id: &str) -> Option<Step> {
        let (name, text) = EXPORTS[self.random.usize(0..EXPORTS.len())];
        let round = if self.chance(80) { "2026-11-16" } else { self.today };
        // Into a round of another day it would be refused or counted twice.
        let is_there = self.rounds(id).iter().any(|other| other.as_str() > "2026-11-15" && other != round);
        let already = self.facts.0.values().any(|said| text.contains(said.as_str()) && said.len() > 6);
        if is_there || already {
            return None;
        }
        let file = format!("{}/{name}", self.exports);
        let mut step =
            Step::command(&["nps", "import", "-e", id, "--column=Score", "--why-column=Why", "--round", round]);
        step.word(file);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        for row in reader.records() {
            let row = row.expect("it is CSV");
            let mut fields = vec![("score", row[0].to_owned())];
            fields.extend((!row[1].is_empty()).then(|| ("why", row[1].to_owned())));
            step.claims.push(Claim::File { folder: format!("{id}/nps/{round}"), fields });
        }
        Some(step)
    }
}
