//! Survey answers that come from an export: named by what they say, so that importing them again adds nothing.

use std::io;
use std::path::Path;

use chrono::{Days, NaiveDate};
use ring::digest::{Context, SHA256};

use super::files::{self, Refusal, TOO_LARGE};
use super::{Error, Lock, Store, Written, decode, encode, layout};
use crate::model::{Response, Round, Slug};

/// How many letters a name has: 80 bits, so that no two answers meet by chance.
const LETTERS: usize = 16;

impl Store {
    /// Writes an answer of an export. `place` tells equal answers of a round apart: 0 for the first, 1 for the second.
    ///
    /// Where it is there already, its file is left alone, also when somebody has corrected it since.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn import_response(
        &self,
        lock: &Lock,
        id: &Slug,
        round: NaiveDate,
        response: &Response,
        place: usize,
    ) -> Result<Written, Error> {
        let file = layout::response(id, round, &name(response, place));
        match self.create(lock, file.clone(), decode::response, |draft| encode::response(draft, response)) {
            Err(Error::Exists(_)) => Ok(Written::Unchanged(file)),
            done => done,
        }
    }

    /// Whether [`Store::import_response`] would find the answer there already.
    pub fn has_imported(&self, id: &Slug, round: NaiveDate, response: &Response, place: usize) -> bool {
        let file = layout::response(id, round, &name(response, place));
        matches!(files::kind(&self.root().join(file)), Ok(Some(_)))
    }
}

/// Which of `rounds` (oldest first, each with the names of its answers) hold answers of the same export: the earlier
/// round, the later one that began while it was open, and how many answers are in both.
pub(super) fn counted_twice(rounds: &[(NaiveDate, Vec<String>)]) -> Vec<(NaiveDate, NaiveDate, usize)> {
    let mut found = Vec::new();
    for (index, (later, names)) in rounds.iter().enumerate() {
        let open_until = |began: NaiveDate| began.checked_add_days(Days::new(Round::DAYS)).unwrap_or(began);
        for (earlier, others) in rounds.iter().take(index).filter(|(earlier, _)| *later < open_until(*earlier)) {
            // In rounds that lie apart, short answers are often equal.
            let imported = others.iter().filter(|name| name.len() == LETTERS);
            let both = imported.filter(|name| names.contains(name)).count();
            if both > 0 {
                found.push((*earlier, *later, both));
            }
        }
    }
    found
}

/// Reads a file of the user's own that may be written in any encoding.
///
/// # Errors
/// When it cannot be read or is larger than 4 MiB.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let error = match files::read(path, &mut bytes) {
        Ok(_) | Err(Refusal::NotText(_)) => return Ok(bytes),
        Err(Refusal::Io(error)) => error,
        Err(Refusal::TooLarge) => io::Error::new(io::ErrorKind::FileTooLarge, TOO_LARGE),
    };
    Err(Error::io("read", path)(error))
}

/// The name of an answer's file: a hash of what it records and of its place among its equals, in letters and digits that
/// cannot be mistaken for one another. Each part is preceded by its length, so that no two answers read alike.
fn name(response: &Response, place: usize) -> String {
    const DIGITS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut context = Context::new(&SHA256);
    let score = response.score.get().to_string();
    let place = place.to_string();
    let [role, why] = [&response.role, &response.why].map(|text| text.as_deref().unwrap_or_default());
    for part in ["auxeng nps answer", &score, role, why, &place] {
        context.update(&(part.len() as u64).to_be_bytes());
        context.update(part.as_bytes());
    }
    let digest = context.finish();
    let digits = digest.as_ref().iter().take(LETTERS).filter_map(|byte| DIGITS.get(usize::from(byte % 32)).copied());
    digits.map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::NpsScore;

    fn response(score: i64, role: Option<&str>, why: Option<&str>) -> Response {
        let own = |text: Option<&str>| text.map(str::to_owned);
        Response { score: NpsScore::new(score).unwrap(), why: own(why), role: own(role) }
    }

    #[test]
    fn a_name_is_the_same_everywhere_and_for_ever() {
        assert_eq!(name(&response(9, Some("developer"), Some("We find it first")), 0), "uvig3vqibhgo737k");
        assert_eq!(name(&response(10, None, None), 1), "u4pdey6vct6mwozv");
    }

    #[test]
    fn an_export_in_two_rounds_is_seen_while_the_first_is_open() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let (same, added) = (name(&response(9, None, None), 0), String::from("qmzkrtvw"));
        let round = |day: &str, names: &[&String]| (date(day), names.iter().map(|name| (*name).clone()).collect());
        let first = round("2026-11-16", &[&same, &added]);
        for (day, names, expected) in [
            ("2026-11-19", &[&same, &added][..], Some(1)),
            ("2026-12-13", &[&same], Some(1)),
            ("2026-12-14", &[&same], None),
            ("2026-11-19", &[&added], None),
        ] {
            let found = counted_twice(&[first.clone(), round(day, names)]);
            assert_eq!(
                found,
                expected.map(|both| (date("2026-11-16"), date(day), both)).into_iter().collect::<Vec<_>>()
            );
        }
    }

    #[test]
    fn what_is_not_equal_has_another_name() {
        let names: BTreeSet<String> = [
            name(&response(9, None, None), 0),
            name(&response(9, None, None), 1),
            name(&response(1, None, None), 0),
            name(&response(9, Some("dev"), None), 0),
            name(&response(9, None, Some("dev")), 0),
            name(&response(9, Some("de"), Some("v")), 0),
            name(&response(9, None, Some("dev0")), 0),
        ]
        .into();
        assert_eq!(names.len(), 7);
        assert!(names.iter().all(|name| name.parse::<Slug>().is_ok()), "{names:?}");
    }
}
