//! A text in the user's editor: opened again until it can be read, and kept until what it says is recorded.

use std::path::PathBuf;

use super::context::Context;
use super::failure::Failure;
use crate::notes::sheet::Problem;
use crate::store::{Drafts, Error, draft_name};
use crate::text::{clean, count};
use crate::ui::Editor;

/// How often a text is opened that still cannot be read: an editor that is a script might never end otherwise.
const MOST: usize = 10;

/// What came of editing a text.
#[derive(Debug)]
pub(super) enum Ended<T> {
    /// It says what it said before.
    Unchanged,
    /// The person emptied it, to stop.
    Emptied,
    /// What it says now.
    Saved(T),
}

/// How one kind of text carries comments.
pub(super) struct Comments {
    /// The text with each problem beside its line.
    pub(super) with: fn(&str, &[Problem]) -> String,
    /// The text without what `with` added.
    pub(super) without: fn(&str) -> String,
    /// Whether nothing else is in the text.
    pub(super) is_blank: fn(&str) -> bool,
}

/// Where a text lies while it is edited, beside a copy of what it was when it was opened.
pub(super) struct Desk {
    drafts: Drafts,
    name: String,
    opened_name: String,
    comments: Comments,
    /// What the person runs to go on with a text that was kept.
    again: String,
}

impl Desk {
    /// The place for the text `what` about the engagement `id` of the store in `root`.
    pub(super) fn new(
        (what, extension): (&str, &str),
        (id, root): (&str, &std::path::Path),
        comments: Comments,
        again: String,
    ) -> Result<Self, Failure> {
        let no_home = || Failure::refused("your own folder cannot be told, and a text is kept there while you edit it");
        let drafts = Drafts::of_user().ok_or_else(no_home)?;
        let name = |extension: &str| draft_name(what, id, root, extension);
        let (name, opened_name) = (name(extension), name(&format!("opened.{extension}")));
        Ok(Self { drafts, name, opened_name, comments, again })
    }

    /// The file that the editor opens.
    pub(super) fn path(&self) -> PathBuf {
        self.drafts.path(&self.name)
    }

    /// What was opened when a text was left with changes that were not recorded; empty where that is not known.
    pub(super) fn left(&self) -> Result<Option<String>, Error> {
        let Some(text) = self.drafts.read(&self.name)?.filter(|text| !text.trim().is_empty()) else {
            return Ok(None);
        };
        let opened = self.drafts.read(&self.opened_name)?.unwrap_or_default();
        Ok(((self.comments.without)(&text) != opened).then_some(opened))
    }

    /// Lays out a new `text`; the person's changes are those from it.
    pub(super) fn lay(&self, text: &str) -> Result<(), Error> {
        self.clear()?;
        self.drafts.keep(&self.opened_name, text)?;
        self.drafts.keep(&self.name, text)
    }

    /// Puts everything away.
    pub(super) fn clear(&self) -> Result<(), Error> {
        self.drafts.discard(&self.name)?;
        self.drafts.discard(&self.opened_name)
    }

    /// Says that a text is opened that was left.
    pub(super) fn say_left(&self, context: &Context) {
        context.ui.say(&format!("Opening what you left in {}. To throw it away, empty it.", self.path().display()));
    }

    /// The failure with where the text is kept.
    pub(super) fn kept(&self, failure: Failure) -> Failure {
        failure
            .help(format!("your text is kept in {}", self.path().display()))
            .help(format!("to go on with it: {}", self.again))
            .help("to throw it away: empty it there")
    }

    /// Says where the text is kept when what it says could not be recorded.
    pub(super) fn say_kept(&self, context: &Context) {
        let (path, again) = (self.path(), &self.again);
        context.ui.warn(&format!("your text is kept in {}; to go on with it: {again}", path.display()));
    }

    /// Opens the text until `read` takes what was saved; `None` from it means that nothing has changed.
    pub(super) fn edit<T>(
        &self,
        context: &Context,
        editor: &Editor,
        mut read: impl FnMut(&str) -> Result<Option<T>, Vec<Problem>>,
    ) -> anyhow::Result<Ended<T>> {
        let mut before = self.point_at_left(context, &mut read)?;
        for _ in 0..MOST {
            let opened = editor.open(&self.path());
            let text = self.drafts.read(&self.name).map_err(|error| self.kept(Failure::refused(error.to_string())))?;
            let text = (self.comments.without)(&text.unwrap_or_default());
            if let Err(error) = opened {
                let failure = Failure::refused(error.to_string()).help("VISUAL or EDITOR names your editor");
                return Err(self.give_up(failure, matches!(read(&text), Ok(None)))?.into());
            }
            if (self.comments.is_blank)(&text) {
                self.clear()?;
                return Ok(Ended::Emptied);
            }
            match read(&text) {
                Ok(Some(said)) => return Ok(Ended::Saved(said)),
                Ok(None) => {
                    self.clear()?;
                    return Ok(Ended::Unchanged);
                }
                Err(problems) if before.as_ref() == Some(&text) => {
                    self.drafts.keep(&self.name, &text)?;
                    let mistakes = count(problems.len(), "mistake");
                    return Err(self
                        .give_up(Failure::refused(format!("the text still has {mistakes}")), false)?
                        .into());
                }
                Err(problems) => {
                    self.point(context, &text, problems)?;
                    before = Some(text);
                }
            }
        }
        let failure = Failure::refused(format!("the text could not be read after {MOST} times in the editor"));
        Err(self.give_up(failure, false)?.into())
    }

    /// Points at the mistakes of a text that was left with some, and returns that text.
    fn point_at_left<T>(
        &self,
        context: &Context,
        read: &mut impl FnMut(&str) -> Result<Option<T>, Vec<Problem>>,
    ) -> Result<Option<String>, Error> {
        let text = (self.comments.without)(&self.drafts.read(&self.name)?.unwrap_or_default());
        let Err(problems) = read(&text) else {
            return Ok(None);
        };
        self.point(context, &text, problems)?;
        Ok(Some(text))
    }

    /// Puts each of the `problems` beside its line, and tells them.
    fn point(&self, context: &Context, text: &str, mut problems: Vec<Problem>) -> Result<(), Error> {
        problems.sort_by_key(|problem| problem.line);
        self.drafts.keep(&self.name, &(self.comments.with)(text, &problems))?;
        tell(context, &problems);
        Ok(())
    }

    /// The failure with where the text is kept, unless there is nothing of the person's in it.
    fn give_up(&self, failure: Failure, is_untouched: bool) -> Result<Failure, Error> {
        let failure = if is_untouched {
            self.clear()?;
            failure
        } else {
            self.kept(failure)
        };
        Ok(failure.help("nothing was written"))
    }
}

/// Tells what cannot be read, by the lines of the text with the comments in it.
fn tell(context: &Context, problems: &[Problem]) {
    context.ui.say("The text cannot be recorded as it is, and is opened again:");
    for problem in problems {
        let comments = problems.iter().filter(|other| other.line <= problem.line).count();
        let column = problem.column.map_or_else(String::new, |column| format!(", column {column}"));
        let line = problem.line.saturating_add(comments);
        context.ui.say(&format!("  line {line}{column}: {}", clean(&problem.message)));
    }
}

impl Context {
    /// The user's editor; `None` where there is no terminal: an editor could wait for ever for somebody who is not there.
    pub(super) fn editor(&self) -> Result<Option<Editor>, Failure> {
        if !self.ui.is_interactive() {
            return Ok(None);
        }
        let (visual, editor) = (self.environment.visual.as_deref(), self.environment.editor.as_deref());
        let chosen = Editor::chosen(visual, editor).map_err(|error| {
            Failure::refused(error.to_string()).help("correct the variable").help("nothing was written")
        })?;
        Ok(Some(chosen.unwrap_or_else(Editor::usual)))
    }
}
