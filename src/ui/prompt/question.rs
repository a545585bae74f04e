//! One question, asked until its answer can be.

use super::{Ask, Stop};
use crate::text::{alternatives, clean, clean_lines, quoted};

/// What stands between a question and its answer.
pub(super) const SIGN: &str = "›";

/// From how many characters on an answer is mended rather than typed again.
const LONG: usize = 20;

/// A question of one line.
#[derive(Debug, Clone, Default)]
pub struct Question<'a> {
    /// What is asked, such as `now`; it is shown before the default and the sign.
    pub prompt: String,
    /// What Enter alone answers.
    pub default: Option<String>,
    /// What stands on the line to be mended.
    pub initial: String,
    /// What `?` says.
    pub help: &'a str,
    /// Whether it cannot be left open.
    pub required: bool,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer<T> {
    /// It was answered.
    Said(T),
    /// It stays open: an empty line where there is no default, or `-`.
    Open,
    /// `<`: the question before is wanted again.
    Back,
    /// `>`: the next part is wanted.
    On,
}

impl Question<'_> {
    fn line(&self) -> String {
        let default = self.default.as_deref().map(|default| format!(" ({})", clean(default)));
        let prompt = clean(&self.prompt);
        format!("{prompt}{} {SIGN} ", default.unwrap_or_default()).trim_start().to_owned()
    }
}

/// Asks `question` until `read` takes the answer. Where it does not, it says why; a long answer then stays on the line to
/// be mended, and a short one comes back with the key for the line before. Lines that were pasted count as one.
///
/// # Errors
/// When nobody answers.
pub fn ask<T>(
    asker: &mut dyn Ask,
    question: &Question<'_>,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<Answer<T>, Stop> {
    let line = question.line();
    let mut initial = question.initial.clone();
    loop {
        let typed = asker.read(&line, &initial)?;
        let typed = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ");
        initial.clear();
        let text = match (typed.trim(), &question.default) {
            ("?", _) => {
                asker.tell(&indented(question.help));
                continue;
            }
            ("<", _) => return Ok(Answer::Back),
            (">" | "-" | "", None) | (">" | "-", Some(_)) if question.required => {
                asker.tell("  this needs an answer; ? explains");
                continue;
            }
            (">", _) => return Ok(Answer::On),
            ("-", _) | ("", None) => return Ok(Answer::Open),
            ("", Some(default)) => default.clone(),
            (text, _) => text.to_owned(),
        };
        match read(&text) {
            Ok(answer) => return Ok(Answer::Said(answer)),
            Err(problem) => {
                asker.tell(&indented(&problem));
                if text.chars().count() >= LONG {
                    initial = typed;
                }
            }
        }
    }
}

/// Asks for one of `choices`, of which a beginning is enough where no other begins so.
///
/// # Errors
/// When nobody answers.
pub fn choose<T: Copy>(asker: &mut dyn Ask, question: &Question<'_>, choices: &[(&str, T)]) -> Result<Answer<T>, Stop> {
    ask(asker, question, |text| {
        let lower = text.to_lowercase();
        if let Some((_, choice)) = choices.iter().find(|(name, _)| *name == lower) {
            return Ok(*choice);
        }
        let begun: Vec<&(&str, T)> = choices.iter().filter(|(name, _)| name.starts_with(&lower)).collect();
        let names = |choices: &[&(&str, T)]| alternatives(&choices.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        match begun.as_slice() {
            [(_, choice)] => Ok(*choice),
            [] => Err(format!("answer {}", names(&choices.iter().collect::<Vec<_>>()))),
            several => Err(format!("{} could be {}", quoted(text), names(several))),
        }
    })
}

/// `text` as it is said below a question.
pub fn indented(text: &str) -> String {
    let lines: Vec<String> = clean_lines(text).lines().map(|line| format!("  {line}")).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::super::script::Script;
    use super::*;

    fn number(text: &str) -> Result<u32, String> {
        text.parse().map_err(|_| format!("{text} is not a number"))
    }

    fn question(default: Option<&str>, required: bool) -> Question<'static> {
        Question {
            prompt: String::from("now"),
            default: default.map(str::to_owned),
            help: "how many there are",
            required,
            ..Question::default()
        }
    }

    #[test]
    fn what_each_line_answers() {
        for (typed, default, answer) in [
            ("10", Some("9"), Answer::Said(10)),
            ("", Some("9"), Answer::Said(9)),
            ("", None, Answer::Open),
            ("-", Some("9"), Answer::Open),
            ("<", Some("9"), Answer::Back),
            (" < ", None, Answer::Back),
            (">", None, Answer::On),
        ] {
            let mut script = Script::new([typed]);
            assert_eq!(ask(&mut script, &question(default, false), number).unwrap(), answer, "{typed}");
            let sign = if default.is_some() { "now (9) › " } else { "now › " };
            assert_eq!(script.transcript(), format!("{sign}{typed}\n"));
        }
    }

    #[test]
    fn a_wrong_answer_is_given_again_and_a_long_one_mended() {
        let mut script = Script::new(["1O", "?", "1O and a long explanation", "10"]);
        assert_eq!(ask(&mut script, &question(None, false), number).unwrap(), Answer::Said(10));
        let transcript = "now › 1O\n  1O is not a number\nnow › ?\n  how many there are\n\
                          now › 1O and a long explanation\n  1O and a long explanation is not a number\n\
                          now › [1O and a long explanation] 10\n";
        assert_eq!(script.transcript(), transcript);
    }

    #[test]
    fn lines_that_were_pasted_are_one_answer() {
        let mut script = Script::new(["Ana\n\n Lee \n"]);
        let answer = ask(&mut script, &question(None, false), |text| Ok(text.to_owned())).unwrap();
        assert_eq!(answer, Answer::Said(String::from("Ana, Lee")));
    }

    #[test]
    fn what_is_required_cannot_be_left_open() {
        let mut script = Script::new(["", "-", ">", "7"]);
        assert_eq!(ask(&mut script, &question(None, true), number).unwrap(), Answer::Said(7));
        assert_eq!(script.transcript().matches("this needs an answer").count(), 3);
        let mut script = Script::new([""]);
        assert_eq!(ask(&mut script, &question(Some("9"), true), number).unwrap(), Answer::Said(9));
    }

    #[test]
    fn a_choice_needs_no_more_than_its_beginning() {
        let choices = [("done", 1), ("drop", 2), ("keep", 3)];
        for (typed, answer) in [("do", 1), ("DROP", 2), ("k", 3)] {
            let mut script = Script::new([typed]);
            assert_eq!(choose(&mut script, &question(None, false), &choices).unwrap(), Answer::Said(answer));
        }
        let mut script = Script::new(["d", "x", "done"]);
        assert_eq!(choose(&mut script, &question(None, false), &choices).unwrap(), Answer::Said(1));
        assert!(script.transcript().contains("`d` could be `done` or `drop`\n"), "{}", script.transcript());
        assert!(script.transcript().contains("answer `done`, `drop` or `keep`"));
    }

    #[test]
    fn nobody_answers() {
        let mut script = Script::new(["x"]);
        assert!(matches!(ask(&mut script, &question(None, false), number), Err(Stop::Left)));
    }
}
