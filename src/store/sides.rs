//! Whose the two versions are that git keeps of a file in conflict.

use super::files;
use super::git::{Git, Operation};
use super::join::Side;
use super::marks::{BEGINNING, END};
use crate::text::clean;

/// What has left files in conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// Git is in the middle of this.
    Underway(Operation),
    /// `git stash pop`, which is over.
    Stash,
    /// `git merge --squash`, which is over.
    Squash,
    /// Something else that is over, such as `git cherry-pick --no-commit`: whose the versions are cannot be told.
    Unknown,
}

impl Cause {
    /// What has left conflicts in files that say `texts`.
    pub(super) fn of<'t>(
        git: &Git,
        operation: Option<Operation>,
        texts: impl Iterator<Item = &'t str>,
    ) -> Result<Self, super::Error> {
        if let Some(operation) = operation {
            return Ok(Self::Underway(operation));
        }
        let written: Vec<[String; 2]> = texts.filter_map(labels).collect();
        // No branch and no commit can have these names.
        if written.iter().any(|[ours, theirs]| ours == "Updated upstream" && theirs == "Stashed changes") {
            return Ok(Self::Stash);
        }
        // Its message stays behind when the merge is given up. What else can leave a conflict then, such as `git cherry-pick
        // --no-commit`, calls mine ours as well, and `git switch --merge`, which does not, takes the message away.
        let squashed = files::kind(&git.folder()?.join("SQUASH_MSG"));
        Ok(if matches!(squashed, Ok(Some(_))) { Self::Squash } else { Self::Unknown })
    }

    /// Whether the version that git calls ours is the one with which the user's work is joined.
    pub(super) fn is_swapped(self) -> bool {
        matches!(self, Self::Stash | Self::Underway(Operation::Rebase))
    }

    /// What git is in the middle of.
    pub fn operation(self) -> Option<Operation> {
        if let Self::Underway(operation) = self { Some(operation) } else { None }
    }
}

/// The names that git has written at the two versions in a file with marks, safe to be shown.
fn labels(text: &str) -> Option<[String; 2]> {
    let label = |mark: &str| text.lines().find_map(|line| line.strip_prefix(mark));
    Some([BEGINNING, END].map(label)).and_then(|[ours, theirs]| Some([ours?, theirs?].map(|name| clean(name).into())))
}

/// How the sides are called of a file in conflict that says `text`.
pub(super) fn names(cause: Cause, text: &str) -> [String; 2] {
    match cause {
        Cause::Unknown => labels(text).unwrap_or_else(|| [String::from("ours"), String::from("theirs")]),
        Cause::Underway(_) | Cause::Stash | Cause::Squash => [Side::Mine, Side::Theirs].map(|side| side.name().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_are_mine_and_theirs_where_that_can_be_told() {
        let text = "a\n<<<<<<< HEAD:x.toml\nb\n=======\nc\n>>>>>>> lee\u{1b}[2J\n";
        assert_eq!(labels(text), Some(["HEAD:x.toml", "lee␛[2J"].map(String::from)));
        assert_eq!(labels("<<<<<<< HEAD\n"), None);
        for cause in [Cause::Underway(Operation::Merge), Cause::Stash, Cause::Squash] {
            assert_eq!(names(cause, text), ["mine", "theirs"], "{cause:?}");
        }
        assert_eq!(names(Cause::Unknown, text), ["HEAD:x.toml", "lee␛[2J"]);
        assert_eq!(names(Cause::Unknown, "a\n"), ["ours", "theirs"]);
    }

    #[test]
    fn in_a_rebase_and_with_a_stash_git_calls_the_other_side_ours() {
        use Operation::{CherryPick, Mail, Merge, Rebase, Revert};
        let swapped = |cause: &Cause| cause.is_swapped();
        assert!([Cause::Stash, Cause::Underway(Rebase)].iter().all(swapped));
        let plain = [Merge, CherryPick, Revert, Mail].map(Cause::Underway);
        assert!(!plain.iter().chain(&[Cause::Squash, Cause::Unknown]).any(swapped));
        assert_eq!(Cause::Underway(Merge).operation(), Some(Merge));
        assert_eq!([Cause::Stash, Cause::Squash, Cause::Unknown].map(Cause::operation), [None; 3]);
    }
}
