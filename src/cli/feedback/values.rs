//! What feedback says, as people write it on a command line.

use crate::cli::failure::Failure;
use crate::cli::fields::filled;
use crate::cli::values::decimal;
use crate::model::{Engagement, Feedback, FeedbackKind, Link, Minutes};
use crate::text::{folded, quoted};

/// The values of `--kind`.
pub(super) fn kind_parser() -> clap::builder::PossibleValuesParser {
    FeedbackKind::NAMES.map(|(name, _)| name).into()
}

/// The kind that a value of `--kind` stands for.
pub(super) fn kind(name: &str) -> FeedbackKind {
    let named = FeedbackKind::NAMES.iter().find(|(known, _)| *known == name);
    named.map_or(FeedbackKind::Friction, |(_, kind)| *kind)
}

/// The length of time behind `flag`; an empty text is none.
pub(super) fn minutes(flag: &str, text: &str) -> Result<Option<Minutes>, Failure> {
    let Some(text) = filled(Some(text)) else { return Ok(None) };
    let minutes = length(&text).and_then(Minutes::new);
    minutes.map(Some).ok_or_else(|| {
        Failure::usage(format!("{flag} {} is no length of time", quoted(&text)))
            .help("write minutes or hours: 20m, 1h30m or 8h")
            .help("nothing was written")
    })
}

/// So many minutes: `20`, `20m`, `20 minutes`, `8h`, `1.5 hours`, `1h30m`, `1h 30`.
fn length(text: &str) -> Option<f64> {
    let text = text.to_lowercase();
    let (hours, rest) = match text.split_once('h') {
        Some((hours, rest)) => {
            let unit = ["ours", "our", "rs", "r"].iter().find_map(|end| rest.strip_prefix(end));
            (decimal(hours)?, unit.unwrap_or(rest).trim())
        }
        None => (0.0, text.as_str()),
    };
    let number = ["minutes", "minute", "mins", "min", "m"].iter().find_map(|unit| rest.strip_suffix(unit));
    let minutes = match number.unwrap_or(rest).trim() {
        "" if text.contains('h') => 0.0,
        number => decimal(number)?,
    };
    // The second part of two has no sign and no hours of its own.
    let is_sound = hours >= 0.0 && minutes >= 0.0;
    is_sound.then_some(hours * 60.0 + minutes)
}

/// The address that `text` is.
pub(super) fn link(text: &str) -> Result<Link, Failure> {
    text.parse()
        .map_err(|error| Failure::usage(format!("--link {} is {error}", quoted(text))).help("nothing was written"))
}

/// Adds the hosts at which `feedback` was seen too, but for those of which that is known.
pub(super) fn add_hosts(feedback: &mut Feedback, hosts: &[String], engagement: &Engagement) {
    for host in hosts.iter().filter_map(|host| filled(Some(host))) {
        let is_known = |known: &String| folded(known) == folded(&host);
        if !engagement.host.iter().chain(&feedback.seen_at).any(is_known) {
            feedback.seen_at.push(host);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_written_in_many_ways() {
        for (text, expected) in [
            ("20", Some(20.0)),
            ("20m", Some(20.0)),
            ("20 min", Some(20.0)),
            ("2.5 Minutes", Some(2.5)),
            ("1h", Some(60.0)),
            ("1.5 hours", Some(90.0)),
            ("8hrs", Some(480.0)),
            ("1h30m", Some(90.0)),
            ("1 h 30 min", Some(90.0)),
            ("1h30", Some(90.0)),
            ("0", Some(0.0)),
            ("m", None),
            ("h", None),
            ("h30", None),
            ("1d", None),
            ("-20m", None),
            ("1h-30m", None),
            ("1h30h", None),
            ("1e3", None),
            ("soon", None),
        ] {
            assert_eq!(length(text), expected, "{text}");
        }
        assert_eq!(minutes("--cost", " ").unwrap(), None);
        assert!(minutes("--cost", "99999999h").is_err());
    }
}
