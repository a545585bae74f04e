//! The marks that git writes around two versions of the same lines.

use std::io::{self, Write as _};

use tempfile::NamedTempFile;

use super::ends::unix;
use super::git::{Git, GitError};
use super::{Error, limits};

/// How a line begins that opens a conflict; the name of the one version follows.
pub(super) const BEGINNING: &str = "<<<<<<< ";
/// What both began with follows, where git is set up to write it.
const BASE: &str = "|||||||";
const BETWEEN: &str = "=======";
/// How a line begins that closes a conflict; the name of the other version follows.
pub(super) const END: &str = ">>>>>>> ";

/// What a merge compares lines with; one of them is set in the repository, or asked for, or what git does by itself.
const ALGORITHMS: [&[&str]; 5] = [
    &["--diff-algorithm=histogram"],
    &["--diff-algorithm=myers"],
    &["--diff-algorithm=patience"],
    &["--diff-algorithm=minimal"],
    // Before 2.44 git had no choice here.
    &[],
];

/// Whether `line` opens or closes a conflict.
pub(super) fn is_mark(line: &str) -> bool {
    line.starts_with(BEGINNING) || line.starts_with(END)
}

/// Whether `text` has the marks of a conflict: also where it is sound, as two versions between the quotes of one text are.
pub(super) fn are_in(text: &str) -> bool {
    let mut lines = text.lines();
    let mut seek = |is: fn(&str) -> bool| lines.any(is);
    text.contains(BEGINNING)
        && seek(|line| line.starts_with(BEGINNING))
        && seek(|line| line == BETWEEN)
        && seek(|line| line.starts_with(END))
}

/// What both began with, where git has written it, and the two versions, of a text with marks. `None` where the marks
/// are not as git sets them, or could be told in two ways.
pub(super) fn versions(text: &str) -> Option<[Option<String>; 3]> {
    let text = unix(text);
    let parts = Parts::of(&text).filter(|parts| parts.is_clear)?;
    let whole = |lines: &[&str]| lines.iter().flat_map(|line| [*line, "\n"]).collect::<String>();
    let base = parts.has_base.then(|| whole(&parts.base));
    Some([base, Some(whole(&parts.ours)), Some(whole(&parts.theirs))])
}

/// Whether `found` is what git writes when it merges these versions: ours, what both began with, theirs.
///
/// How git lays out what differs depends on its settings. What does not: the text with ours everywhere between the marks,
/// and the one with theirs. These two are compared.
///
/// # Errors
/// When the versions cannot be written for git, or git cannot be run.
pub(super) fn are_as_left(git: &Git, versions: [&str; 3], found: &str) -> Result<bool, Error> {
    let Some(found) = Parts::of(found) else {
        return Ok(false);
    };
    // What stands there for the beginning may be a part of it, and nothing else.
    let is_known = |line: &&str| versions.iter().any(|text| text.lines().any(|known| known == *line));
    if !found.base.iter().all(is_known) {
        return Ok(false);
    }
    limits::tell_instead_of_ending();
    let at = std::env::temp_dir();
    let [ours, base, theirs] = versions.map(|text| temporary(text).map_err(Error::io("write", &at)));
    let files = [ours?, base?, theirs?];
    for algorithm in ALGORITHMS {
        if Parts::of(&merged(git, algorithm, &files)?).is_some_and(|merged| merged.sides() == found.sides()) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn temporary(text: &str) -> io::Result<NamedTempFile> {
    let mut file = NamedTempFile::new()?;
    file.write_all(unix(text).as_bytes())?;
    Ok(file)
}

/// What git writes when it merges these files; nothing where it does not know the algorithm.
fn merged(git: &Git, algorithm: &[&str], files: &[NamedTempFile; 3]) -> Result<String, GitError> {
    let call = git.reading(["merge-file", "--stdout", "--quiet"].iter().chain(algorithm));
    let answer = files.iter().fold(call, |call, file| call.argument(file.path())).answer()?;
    Ok(String::from_utf8_lossy(&answer.stdout).into_owned())
}

/// The lines of a text with marks.
#[derive(Debug, Default)]
struct Parts<'t> {
    /// With ours between the marks.
    ours: Vec<&'t str>,
    /// With theirs between the marks.
    theirs: Vec<&'t str>,
    /// With what both began with, where that is there.
    base: Vec<&'t str>,
    /// Whether it is there, each time.
    has_base: bool,
    /// Whether no line could be a mark and also a line of a version.
    is_clear: bool,
}

/// Between which marks a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Outside,
    Ours,
    Base,
    Theirs,
}

impl<'t> Parts<'t> {
    /// Takes a text apart at its marks; `None` where it has none, or not as git sets them.
    fn of(text: &'t str) -> Option<Self> {
        let mut parts = Self { has_base: true, is_clear: true, ..Self::default() };
        let mut at = At::Outside;
        let mut has_marks = false;
        for line in text.lines() {
            at = match at {
                At::Outside if line.starts_with(BEGINNING) => At::Ours,
                At::Ours if line.starts_with(BASE) => At::Base,
                At::Ours | At::Base if line == BETWEEN => {
                    parts.has_base &= at == At::Base;
                    At::Theirs
                }
                At::Theirs if line.starts_with(END) => {
                    has_marks = true;
                    At::Outside
                }
                _ if line.starts_with(BEGINNING) || line.starts_with(END) => return None,
                _ => {
                    parts.is_clear &= at == At::Outside || !(line == BETWEEN || line.starts_with(BASE));
                    parts.take(at, line);
                    at
                }
            };
        }
        (has_marks && at == At::Outside).then_some(parts)
    }

    fn take(&mut self, at: At, line: &'t str) {
        match at {
            At::Outside => [&mut self.ours, &mut self.theirs, &mut self.base].into_iter().for_each(|to| to.push(line)),
            At::Ours => self.ours.push(line),
            At::Base => self.base.push(line),
            At::Theirs => self.theirs.push(line),
        }
    }

    fn sides(&self) -> [&[&'t str]; 2] {
        [&self.ours, &self.theirs]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_three_lines_one_after_the_other() {
        for (text, are) in [
            ("a = 1\n<<<<<<< HEAD\nb = 1\n=======\nb = 2\n>>>>>>> other\n", true),
            ("why = \"\"\"\r\n<<<<<<< HEAD\r\na\r\n||||||| base\r\n=======\r\n=======\r\n>>>>>>> x\"\"\"\r\n", true),
            ("a = \"<<<<<<< HEAD\"\n=======\n>>>>>>> x\n", false),
            ("<<<<<<< HEAD\n>>>>>>> x\n=======\n", false),
            ("<<<<<<< HEAD\n=======\n", false),
            ("=======\n>>>>>>> x\n", false),
        ] {
            assert_eq!(are_in(text), are, "{text}");
        }
    }

    #[test]
    fn a_text_is_taken_apart_at_its_marks() {
        let text = "a\n<<<<<<< HEAD\nb\n||||||| 12ab\nc\n=======\nd\n>>>>>>> lee\ne\n";
        let some = |text: &str| Some(String::from(text));
        assert_eq!(versions(text), Some([some("a\nc\ne\n"), some("a\nb\ne\n"), some("a\nd\ne\n")]));
        assert_eq!(versions(&text.replace('\n', "\r\n")), versions(text));
        let without = text.replace("||||||| 12ab\nc\n", "");
        assert_eq!(versions(&without), Some([None, some("a\nb\ne\n"), some("a\nd\ne\n")]));
        for wrong in [
            "a\n",
            "<<<<<<< HEAD\na\n",
            "a\n>>>>>>> lee\n",
            "<<<<<<< HEAD\na\n>>>>>>> lee\n",
            "<<<<<<< HEAD\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> lee\n",
            // Which of the two lines is the mark?
            "<<<<<<< HEAD\nTitle\n=======\na\n=======\nb\n>>>>>>> lee\n",
        ] {
            assert_eq!(versions(wrong), None, "{wrong}");
        }
    }
}
