//! Survey answers that come from an export: named by what they say, so that importing them again adds nothing.

use std::io;
use std::path::Path;

use chrono::NaiveDate;
use ring::digest::{Context, SHA256};

use super::files::{self, Refusal, TOO_LARGE};
use super::{Error, Lock, Store, Written, decode, encode, layout};
use crate::model::{Response, Slug};

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
