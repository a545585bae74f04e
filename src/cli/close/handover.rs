//! What stays, and who maintains it, as people write it: `The contract broker: Lee Novak`.

use crate::cli::failure::Failure;
use crate::model::Handover;
use crate::text::quoted;

/// The hand-over that `text` tells: who maintains it stands behind the last colon.
pub(super) fn handover(text: &str) -> Result<Handover, Failure> {
    let parts = text.rsplit_once(": ").or_else(|| text.rsplit_once(':'));
    let parts = parts.map(|(what, who)| (what.trim(), who.trim()));
    match parts.filter(|(what, who)| !what.is_empty() && !who.is_empty()) {
        Some((what, who)) => Ok(Handover { what: what.to_owned(), who: who.to_owned(), note: None }),
        None => {
            Err(Failure::usage(format!("--handover {} does not say what stays and who maintains it", quoted(text)))
                .help("write both with a colon between: \"The contract broker: Lee Novak\"")
                .help("nothing was written"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_stands_behind_the_last_colon() {
        for (text, what, who) in [
            ("The broker: Lee Novak", "The broker", "Lee Novak"),
            (" The broker :Lee ", "The broker", "Lee"),
            ("https://broker.example.org: Lee", "https://broker.example.org", "Lee"),
            ("Templates: CI: 林 美", "Templates: CI", "林 美"),
        ] {
            let found = handover(text).unwrap();
            assert_eq!((found.what.as_str(), found.who.as_str()), (what, who), "{text}");
        }
        for text in ["", "The broker", ": Lee", "The broker:", "The broker: ", ":"] {
            assert!(handover(text).is_err(), "{text}");
        }
    }
}
