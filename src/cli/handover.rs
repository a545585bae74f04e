//! What stays, and who maintains it, as people write it: `The contract broker: Lee Novak`.

use crate::cli::failure::Failure;
use crate::model::Handover;
use crate::text::{list, quoted};

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

/// Adds what is handed over; what was handed over before goes to whom it is given now.
pub(super) fn hand_over(handed: &mut Vec<Handover>, named: &[Handover]) {
    for item in named {
        match handed.iter_mut().find(|known| is_called(known, &item.what)) {
            Some(known) => known.who.clone_from(&item.who),
            None => handed.push(item.clone()),
        }
    }
}

/// Takes away what is called `what`.
pub(super) fn take_back(handed: &mut Vec<Handover>, what: &str) -> Result<(), Failure> {
    let before = handed.len();
    handed.retain(|known| !is_called(known, what));
    if handed.len() < before {
        return Ok(());
    }
    let failure = Failure::refused(format!("nothing called {} is handed over", quoted(what)));
    let known: Vec<&str> = handed.iter().map(|item| item.what.as_str()).collect();
    let failure = match known.as_slice() {
        [] => failure,
        known => failure.help(format!("handed over: {}", list(known))),
    };
    Err(failure.help("nothing was written"))
}

/// Whether `item` is what stays under this name; case does not count.
fn is_called(item: &Handover, what: &str) -> bool {
    item.what.trim().to_lowercase() == what.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_maintains_it_changes_and_what_is_known_beside_stays() {
        let item = |what: &str, who: &str| Handover { what: what.to_owned(), who: who.to_owned(), note: None };
        let mut handed = vec![Handover { note: Some(String::from("until May")), ..item("The broker", "Lee") }];
        hand_over(&mut handed, &[item("the broker", "Hana"), item("Templates", "Checkout")]);
        let broker = Handover { note: Some(String::from("until May")), ..item("The broker", "Hana") };
        assert_eq!(handed, [broker, item("Templates", "Checkout")]);
        take_back(&mut handed, " THE broker").unwrap();
        assert_eq!(handed, [item("Templates", "Checkout")]);
        let failure = take_back(&mut handed, "The broker").unwrap_err();
        assert!(failure.details.iter().any(|detail| detail == "handed over: Templates"), "{failure:?}");
    }

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
