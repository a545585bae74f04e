//! `auxeng champion`

mod add;
mod find;
mod guided;
mod list;
mod step_back;
mod talk;

use clap::{Args, Subcommand};

use super::context::Context;
use super::failure::{ExitStatus, Failure};
use super::values::share;
use crate::model::{Champion, OutOfTen};
use crate::text::quoted;

/// Keep in touch with champions: enthusiastic users to come back to
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(super) struct ChampionArgs {
    #[command(subcommand)]
    command: ChampionCommand,
}

#[derive(Debug, Subcommand)]
enum ChampionCommand {
    Add(add::AddArgs),
    Talk(talk::TalkArgs),
    List(list::ListArgs),
    StepBack(step_back::StepBackArgs),
}

pub(super) fn run(context: &Context, args: &ChampionArgs) -> anyhow::Result<ExitStatus> {
    match &args.command {
        ChampionCommand::Add(args) => add::run(context, args),
        ChampionCommand::Talk(args) => talk::run(context, args),
        ChampionCommand::List(args) => list::run(context, args),
        ChampionCommand::StepBack(args) => step_back::run(context, args),
    }
}

/// How many weeks `--every` names: `6`, `6w` or `6 weeks`.
fn weeks(text: &str) -> Result<u32, Failure> {
    let words = text.trim().to_lowercase();
    let number = ["weeks", "week", "w"].iter().find_map(|unit| words.strip_suffix(unit)).unwrap_or(&words).trim();
    let digits = Some(number).filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    let weeks = digits.and_then(|number| number.parse().ok()).filter(|weeks| (1..=Champion::RAREST).contains(weeks));
    weeks.ok_or_else(|| {
        Failure::usage(format!("--every {} is not a number of weeks from 1 to {}", quoted(text), Champion::RAREST))
            .help("write how many weeks lie between two talks: 6w")
            .help("nothing was written")
    })
}

/// How content the champion is, as `--sentiment` names it.
fn sentiment(text: &str) -> Result<OutOfTen, Failure> {
    text.parse().map_err(|_| {
        Failure::usage(format!("--sentiment {} is not a whole number from 0 to 10", quoted(text)))
            .help("nothing was written")
    })
}

/// How much of what could use the platform does, as `--adoption` names it.
fn adoption(text: &str) -> Result<f64, Failure> {
    share(text).ok_or_else(|| {
        Failure::usage(format!("--adoption {} is not between 0 and 1", quoted(text)))
            .help("write 60%, 0.6 or 3/5")
            .help("nothing was written")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_written_in_several_ways() {
        for (text, expected) in
            [("6", Some(6)), ("6w", Some(6)), (" 6 Weeks ", Some(6)), ("1 week", Some(1)), ("52w", Some(52))]
        {
            assert_eq!(weeks(text).ok(), expected, "{text}");
        }
        for text in ["", "0", "53", "w", "six", "-6", "+6", "6d", "1.5", "99999999999"] {
            assert!(weeks(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_was_said_has_its_scale() {
        assert_eq!((sentiment("10").unwrap().get(), adoption("60%").unwrap()), (10, 0.6));
        for text in ["11", "-1", "8.5", "great", ""] {
            assert!(sentiment(text).is_err(), "{text}");
        }
        for text in ["101%", "-0.1", "6", "most", "", "NaN"] {
            assert!(adoption(text).is_err(), "{text}");
        }
    }
}
