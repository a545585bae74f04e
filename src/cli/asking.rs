//! Asking at the terminal for what was not said on the command line.

use super::context::Context;
use super::failure::{ExitStatus, Failure};
use crate::model::Slug;
use crate::store;
use crate::text::{clean, shell};
use crate::ui::prompt::{Answer, Ask, Move, Question, Stop, ask, choose, indented, walk};

/// How one answers, said once before the first question.
pub(super) const HOW: &str = "Enter takes what is in brackets, ? explains, < goes back, Ctrl-C leaves.";

/// What is said when somebody stops at a question.
pub(super) const STOPPED: &str = "Stopped; nothing was written.";

/// The detail of a refusal that goes without saying at a question.
const NOTHING_WRITTEN: &str = "nothing was written";

/// The refusal where something is missing and nobody can be asked: its name on the command line, what it is, and a
/// command that says it.
pub(super) fn missing(name: &str, what: &str, example: &str) -> Failure {
    Failure::usage(format!("{name} is missing: {what}")).help(format!("for example: {example}")).help(NOTHING_WRITTEN)
}

/// A refusal as it is said below the question: without dashes, since nobody types a flag there.
pub(super) fn problem(failure: Failure) -> String {
    let message = failure.message.trim_start_matches("--").to_owned();
    let details = failure.details.into_iter().filter(|detail| detail != NOTHING_WRITTEN);
    std::iter::once(message).chain(details).collect::<Vec<_>>().join("\n")
}

/// A command with what was answered as its options, so that nothing typed is lost where it cannot be carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CommandLine {
    line: String,
    /// A text that would be taken for an option elsewhere.
    last: Option<String>,
}

impl CommandLine {
    /// The command without anything behind it, such as `auxeng open`.
    pub(super) fn new(command: &str) -> Self {
        Self { line: command.to_owned(), last: None }
    }

    /// Adds a text that stands by itself; a command has at most one.
    pub(super) fn text(mut self, text: Option<&str>) -> Self {
        match text {
            Some(text) if text.starts_with('-') => self.last = Some(text.to_owned()),
            Some(text) => self.word(text),
            None => {}
        }
        self
    }

    /// Adds an option for each of `values`.
    pub(super) fn option<S: AsRef<str>>(mut self, name: &str, values: impl IntoIterator<Item = S>) -> Self {
        for value in values {
            let value = value.as_ref();
            // What begins with a dash would be taken for another option.
            let between = if value.starts_with('-') { '=' } else { ' ' };
            self.line.push_str(&format!(" {name}{between}{}", shell(&clean(value))));
        }
        self
    }

    /// Adds an option without a value, where it is chosen.
    pub(super) fn flag(mut self, name: &str, is_chosen: bool) -> Self {
        if is_chosen {
            self.word(name);
        }
        self
    }

    fn word(&mut self, word: &str) {
        self.line.push(' ');
        self.line.push_str(&shell(&clean(word)));
    }
}

impl std::fmt::Display for CommandLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.line)?;
        self.last.as_deref().map_or(Ok(()), |last| write!(f, " -- {}", shell(&clean(last))))
    }
}

/// How a command ends that asked; where it did nothing, `answered` is told as a command to go on with. There is none where
/// nothing was answered. `stopped` is said where somebody stopped at a question.
pub(super) fn keeping_answers(
    context: &Context,
    ended: anyhow::Result<ExitStatus>,
    (answered, stopped): (Option<&CommandLine>, &str),
) -> anyhow::Result<ExitStatus> {
    let (Err(error), Some(answered)) = (&ended, answered) else {
        return ended;
    };
    if matches!(error.downcast_ref(), Some(Stop::Left)) {
        context.ui.say(stopped);
        context.ui.tell(&clean(&format!("To go on: {answered}")));
        return Ok(ExitStatus::Stopped);
    }
    let failure = match ended.map_err(anyhow::Error::downcast::<Failure>) {
        Ok(status) => return Ok(status),
        Err(Ok(failure)) => failure,
        Err(Err(error)) => {
            let help = error.downcast_ref().and_then(store::Error::help);
            help.into_iter().fold(Failure::refused(format!("{error:#}")), Failure::help)
        }
    };
    Err(failure.help(format!("to go on: {answered}")).into())
}

/// A question of a form, which keeps the answer.
pub(super) type Step<F> = fn(&mut F, &mut dyn Ask) -> Result<Move, Stop>;

/// Asks the questions of a form, forwards and back.
pub(super) fn ask_in_turn<F>(form: &mut F, asker: &mut dyn Ask, steps: &[Step<F>]) -> Result<(), Stop> {
    walk(0, steps.len(), |number| match steps.get(number) {
        Some(step) => step(form, asker),
        None => Ok(Move::Next),
    })
}

/// Asks for an id, but only where `read` gives none for the flag or the answer before, or else for the title.
pub(super) fn ask_id(
    asker: &mut dyn Ask,
    flag: &mut Option<String>,
    help: &str,
    read: impl Fn(Option<&str>) -> Result<Slug, Failure>,
) -> Result<Move, Stop> {
    let Err(why) = read(flag.as_deref()) else {
        return Ok(Move::Silent);
    };
    asker.tell(&indented(&problem(why)));
    let asked = Asked { prompt: "id", help, required: true, ..Asked::default() };
    let mut said = None;
    let moved = asked.fill(asker, &mut said, |text| read(Some(text)).map(|id| id.to_string()).map_err(problem))?;
    if said.is_some() {
        *flag = said;
    }
    Ok(moved)
}

/// A question whose answer stands for a flag.
#[derive(Default)]
pub(super) struct Asked<'a> {
    pub(super) prompt: &'a str,
    /// What `?` says.
    pub(super) help: &'a str,
    /// What Enter takes, where nothing was answered before.
    pub(super) default: Option<String>,
    pub(super) required: bool,
}

impl Asked<'_> {
    /// Asks, and puts the answer into `flag` as `read` takes it; what was answered before is what Enter takes.
    pub(super) fn fill(
        &self,
        asker: &mut dyn Ask,
        flag: &mut Option<String>,
        read: impl Fn(&str) -> Result<String, String>,
    ) -> Result<Move, Stop> {
        Ok(ask(asker, &self.question(flag.as_deref()), read)?.then(|said| *flag = said))
    }

    /// Asks for one of `names`, as [`Self::fill`] does.
    pub(super) fn choose(&self, asker: &mut dyn Ask, flag: &mut Option<String>, names: &[&str]) -> Result<Move, Stop> {
        let choices: Vec<(&str, &str)> = names.iter().map(|name| (*name, *name)).collect();
        let answer = choose(asker, &self.question(flag.as_deref()), &choices)?;
        Ok(answer.then(|said| *flag = said.map(str::to_owned)))
    }

    /// Asks whether something is so.
    pub(super) fn decide(&self, asker: &mut dyn Ask, flag: &mut bool) -> Result<Move, Stop> {
        let said = if *flag { "yes" } else { "no" };
        let answer = choose(asker, &self.question(Some(said)), &[("yes", true), ("no", false)])?;
        Ok(answer.then(|said| *flag = said.unwrap_or_default()))
    }

    fn question(&self, said: Option<&str>) -> Question<'_> {
        Question {
            prompt: self.prompt.to_owned(),
            default: said.map(str::to_owned).or_else(|| self.default.clone()),
            initial: String::new(),
            help: self.help,
            required: self.required,
        }
    }
}

/// An answer that may be any text.
#[expect(clippy::unnecessary_wraps, reason = "other answers may be wrong")]
pub(super) fn any_text(text: &str) -> Result<String, String> {
    Ok(text.to_owned())
}

/// Asks whether to do something, which nobody does who stops there.
pub(super) fn agrees(asker: &mut dyn Ask, prompt: String, help: &str) -> Result<bool, Stop> {
    let question = Question { prompt, default: Some(String::from("no")), help, required: true, ..Question::default() };
    match choose(asker, &question, &[("yes", true), ("no", false)]) {
        Ok(answer) => Ok(answer == Answer::Said(true)),
        Err(Stop::Left) => Ok(false),
        Err(failed) => Err(failed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::prompt::script::Script;

    #[test]
    fn only_yes_agrees() {
        for (typed, wanted) in [
            (&["yes"][..], true),
            (&["Y"], true),
            (&["no"], false),
            (&[""], false),
            (&["<"], false),
            (&["sure", "yes"], true),
            (&[], false),
        ] {
            let mut script = Script::new(typed.iter().copied());
            assert_eq!(agrees(&mut script, String::from("Send?"), "").unwrap(), wanted, "{typed:?}");
        }
    }
}
