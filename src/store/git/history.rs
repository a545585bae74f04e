//! Who recorded what, as git's history tells it: read from the differences that the commits made to an engagement's
//! files, in one call of git.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::{Answer, Git};
use crate::model::{FeedbackId, Slug, Week};
use crate::store::{Store, layout};
use crate::text::clean;

/// Who recorded something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// Their name, safe to be shown.
    pub name: String,
    /// The day of their commit; of the first one where there are several.
    pub date: NaiveDate,
}

/// Who recorded what of an engagement: nobody where it is not committed, `None` where it was there before the first
/// commit that a shallow clone has. Who recorded a survey answer is not told: it could tell who gave it.
#[derive(Debug, PartialEq, Eq)]
pub struct History {
    id: Slug,
    /// By file, from the root of the store on: those who changed it, and by key those who set that; none of them known
    /// of what was there before the history begins.
    files: BTreeMap<PathBuf, Authors>,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Authors {
    whole: Vec<Author>,
    keys: BTreeMap<String, Vec<Author>>,
}

impl History {
    fn of(id: &Slug) -> Self {
        Self { id: id.clone(), files: BTreeMap::new() }
    }

    /// Those who set the field `key` of the engagement itself, the first of them first.
    pub fn of_engagement(&self, key: &str) -> Option<&[Author]> {
        self.of_key(&layout::engagement(&self.id), key)
    }

    /// Those who set `key` of a goal: a field, or the score of a week.
    pub fn of_goal(&self, goal: &Slug, key: &str) -> Option<&[Author]> {
        self.of_key(&layout::goal(&self.id, goal), key)
    }

    /// Those who wrote a milestone.
    pub fn of_milestone(&self, milestone: &Slug) -> Option<&[Author]> {
        self.of_file(&layout::milestone(&self.id, milestone))
    }

    /// Those who wrote the retro of a week.
    pub fn of_retro(&self, week: Week) -> Option<&[Author]> {
        self.of_file(&layout::retro(&self.id, week))
    }

    /// Those who wrote the project retro.
    pub fn of_project_retro(&self) -> Option<&[Author]> {
        self.of_file(&layout::project_retro(&self.id))
    }

    /// Those who set `key` of feedback: a field, or a step of its way home.
    pub fn of_feedback(&self, feedback: &FeedbackId, key: &str) -> Option<&[Author]> {
        self.of_key(&layout::feedback(&self.id, feedback), key)
    }

    /// Those who wrote that somebody agreed to what is expected.
    pub fn of_agreement(&self, agreement: &Slug) -> Option<&[Author]> {
        self.of_file(&layout::agreement(&self.id, agreement))
    }

    /// Those who set `key` of a champion: the day of a talk, or a field.
    pub fn of_champion(&self, champion: &Slug, key: &str) -> Option<&[Author]> {
        self.of_key(&layout::champion(&self.id, champion), key)
    }

    /// Those who wrote the check-in of a day.
    pub fn of_check_in(&self, date: NaiveDate) -> Option<&[Author]> {
        self.of_file(&layout::check_in(&self.id, date))
    }

    fn of_file(&self, file: &Path) -> Option<&[Author]> {
        known(self.files.get(file).map(|authors| &authors.whole))
    }

    fn of_key(&self, file: &Path, key: &str) -> Option<&[Author]> {
        known(self.files.get(file).and_then(|authors| authors.keys.get(key)))
    }

    /// Takes in what one commit did, or without an author what was there before; commits come from the first to the last.
    fn hear(&mut self, author: Option<&Author>, patch: &str) {
        for (file, difference) in differences(patch) {
            let Some(Difference { removed, added, headings }) = difference else {
                self.files.remove(&file);
                continue;
            };
            let recorded = self.files.entry(file).or_default();
            join(&mut recorded.whole, author);
            // A heading that only looks different, as behind a comment, says what it said.
            let stays = |key: &&String| added.contains(key) || headings.contains(key);
            for key in removed.iter().filter(|key| !stays(key)) {
                recorded.keys.remove(key);
            }
            for key in added {
                join(recorded.keys.entry(key).or_default(), author);
            }
        }
    }
}

/// Those who are known: nobody where nothing is.
fn known(authors: Option<&Vec<Author>>) -> Option<&[Author]> {
    match authors {
        None => Some(&[]),
        Some(authors) => (!authors.is_empty()).then_some(authors),
    }
}

fn join(authors: &mut Vec<Author>, author: Option<&Author>) {
    let Some(author) = author else { return };
    if !authors.iter().any(|known| known.name == author.name) {
        authors.push(author.clone());
    }
}

impl Store {
    /// Who recorded what of the engagement `id`; `None` where git cannot tell: no repository, no git, no commit.
    pub fn history(&self, id: &Slug) -> Option<History> {
        let git = Git::of(self.root()).ok()?;
        let root = git.named(Path::new(""));
        let mut relative = OsString::from("--relative=");
        relative.push(&root);
        let log = [
            "log",
            "--reverse",
            "--no-merges",
            "--no-follow",
            "--no-show-signature",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            // Also of what the repository calls binary, and of its first commit.
            "--text",
            "--root",
            "--no-renames",
            "--no-prefix",
            // As many lines before a change as show the heading of its table.
            "--unified=3",
            "--inter-hunk-context=0",
            "--encoding=UTF-8",
            // Commits that a shallow clone begins with have no parents here, and seem to have made everything.
            "--format=%x00%aN%x00%as%x00%P%x00",
        ];
        let log = git.reading(log).argument(relative).paths([git.named(Path::new(id.as_str()))]).done().ok()?;
        Some(read(id, &log, git.is_shallow()))
    }
}

/// Reads what git printed: four fields in front of each patch.
fn read(id: &Slug, log: &Answer, is_shallow: bool) -> History {
    let mut history = History::of(id);
    let fields: Vec<_> = log.fields().skip(1).map(String::from_utf8_lossy).collect();
    for commit in fields.chunks_exact(4) {
        let [name, date, parents, patch] = commit else { continue };
        let begins = is_shallow && parents.is_empty();
        if let Ok(date) = date.parse() {
            let author = Author { name: clean(name).into_owned(), date };
            history.hear(Some(&author).filter(|_| !begins), patch);
        }
    }
    history
}

/// The keys that stood in the lines that went and in those that came, and the headings that came.
#[derive(Default)]
struct Difference {
    removed: Vec<String>,
    added: Vec<String>,
    headings: Vec<String>,
}

/// What a patch does to each file; nothing is left of one that it takes away.
fn differences(patch: &str) -> Vec<(PathBuf, Option<Difference>)> {
    let mut files: Vec<(PathBuf, Option<Difference>)> = Vec::new();
    let mut lines = patch.lines();
    let mut before = "";
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix("--- ") {
            before = name;
        } else if let Some(name) = line.strip_prefix("+++ ") {
            let is_gone = name == "/dev/null";
            // Behind a name with a space stands a tab.
            let name = if is_gone { before } else { name }.trim_end_matches('\t');
            files.push((PathBuf::from(name), (!is_gone).then(Difference::default)));
        } else if let Some(size) = line.strip_prefix("@@ ").and_then(hunk) {
            let mut aside = Difference::default();
            let difference = files.last_mut().and_then(|(_, difference)| difference.as_mut());
            difference.unwrap_or(&mut aside).hear(&mut lines, size);
        }
    }
    files
}

impl Difference {
    /// Takes in a hunk, which shows so many lines of the file before and after the change. Lines of a record may look like
    /// anything, so they are counted.
    fn hear<'a>(&mut self, lines: &mut impl Iterator<Item = &'a str>, (mut before, mut after): (usize, usize)) {
        let (mut table_before, mut table_after) = (None, None);
        while before > 0 || after > 0 {
            let Some(line) = lines.next() else { return };
            let (was, is) = match line.chars().next() {
                Some('\\') => continue,
                Some('-') => (true, false),
                Some('+') => (false, true),
                _ => (true, true),
            };
            (before, after) = (before.saturating_sub(was.into()), after.saturating_sub(is.into()));
            let Some(key) = key(line) else { continue };
            if line.get(1..).is_some_and(|line| line.trim_start().starts_with('[')) {
                // A heading alone says nothing: a new file has those of steps to come.
                match (was, is) {
                    (true, false) => self.removed.push(key.clone()),
                    (false, true) => self.headings.push(key.clone()),
                    _ => {}
                }
                table_before = if was { Some(key.clone()) } else { table_before };
                table_after = if is { Some(key) } else { table_after };
                continue;
            }
            match (was, is) {
                // A step is taken back with its day, and its heading stays.
                (true, false) => {
                    self.removed.extend(table_before.clone().filter(|_| key == "date"));
                    self.removed.push(key);
                }
                (false, true) => {
                    self.added.extend(table_after.clone());
                    self.added.push(key);
                }
                _ => {}
            }
        }
    }
}

/// How many lines go and come, of `-a,b +c,d @@`.
fn hunk(line: &str) -> Option<(usize, usize)> {
    let mut ranges = line.split(' ');
    let mut count = |sign: char| {
        let range = ranges.next()?.strip_prefix(sign)?;
        range.split_once(',').map_or(Some(1), |(_, count)| count.parse().ok())
    };
    Some((count('-')?, count('+')?))
}

/// What a line of a patch sets: `2026-W47` of `+2026-W47 = { value = 9 }`, `close` of `+[close]`.
fn key(line: &str) -> Option<String> {
    let line = line.get(1..)?.trim_start();
    let line = line.strip_prefix('[').map_or(line, str::trim_start);
    let line = line.strip_prefix("scores").and_then(|rest| rest.trim_start().strip_prefix('.')).unwrap_or(line);
    let key = line.trim_start().split(['=', ']', '.', ' ', '\t']).next()?.trim_matches(['"', '\'']);
    (!key.is_empty()).then(|| key.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn author(name: &str, day: u32) -> Author {
        Author { name: name.to_owned(), date: NaiveDate::from_ymd_opt(2026, 11, day).unwrap() }
    }

    const MADE: &str = "\n\ndiff --git goals/a.toml goals/a.toml\nnew file mode 100644\nindex 0000000..1\n--- /dev/null\n\
        +++ goals/a.toml\n@@ -0,0 +1,4 @@\n+title = \"A\"\n+\n+[scores]\n+2026-W46 = { value = 2 }\n";
    const SCORED: &str = "\n\ndiff --git goals/a.toml goals/a.toml\nindex 1..2 100644\n--- goals/a.toml\n+++ goals/a.toml\n\
        @@ -4 +4,2 @@ [scores]\n-2026-W46 = { value = 2 }\n+2026-W46 = { value = 3 }\n+\"2026-W47\" = { value = 4 }\n";
    const GONE: &str = "\n\n--- goals/a.toml\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-title = \"A\"\n-x = 1\n";

    #[test]
    fn each_key_knows_who_set_it() {
        let mut history = History::of(&"checkout".parse().unwrap());
        history.hear(Some(&author("Ana", 13)), MADE);
        history.hear(Some(&author("Lee", 20)), SCORED);
        let file = Path::new("goals/a.toml");
        assert_eq!(history.of_file(file), Some(&[author("Ana", 13), author("Lee", 20)][..]));
        assert_eq!(history.of_key(file, "title"), Some(&[author("Ana", 13)][..]));
        assert_eq!(history.of_key(file, "2026-W46"), Some(&[author("Ana", 13), author("Lee", 20)][..]));
        assert_eq!(history.of_key(file, "2026-W47"), Some(&[author("Lee", 20)][..]));
        assert_eq!(history.of_key(file, "2026-W48"), Some(&[][..]));
        assert_eq!(history.of_file(Path::new("goals/b.toml")), Some(&[][..]));
        let back = "\n--- goals/a.toml\n+++ goals/a.toml\n@@ -5 +4,0 @@\n-\"2026-W47\" = { value = 4 }\n";
        history.hear(Some(&author("Lee", 21)), back);
        assert_eq!(history.of_key(file, "2026-W47"), Some(&[][..]));
        history.hear(Some(&author("Mei", 22)), GONE);
        assert_eq!(history.files, [].into());
    }

    #[test]
    fn a_step_knows_who_took_it_whatever_else_has_a_day() {
        let mut history = History::of(&"checkout".parse().unwrap());
        let made = "\n--- /dev/null\n+++ feedback/a.toml\n@@ -0,0 +1,5 @@\n+title = \"A\"\n+\n+[raised]\n+\n+[told]\n";
        let raised = "\n--- feedback/a.toml\n+++ feedback/a.toml\n@@ -1,5 +1,7 @@\n title = \"A\"\n\n [raised]\n+date = 1\n\
            +link = 2\n \n [told]\n";
        let told = "\n--- feedback/a.toml\n+++ feedback/a.toml\n@@ -5,3 +5,4 @@\n link = 2\n \n [told]\n+date = 2\n";
        for (name, patch) in [("Ana", made), ("Lee", raised), ("Mei", told)] {
            history.hear(Some(&author(name, 20)), patch);
        }
        let file = Path::new("feedback/a.toml");
        let who = |history: &History, key: &str| {
            history.of_key(file, key).map(|authors| authors.iter().map(|it| it.name.clone()).collect::<Vec<_>>())
        };
        let names = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!((who(&history, "raised"), who(&history, "told")), (names(&["Lee"]), names(&["Mei"])));
        assert_eq!(who(&history, "title"), names(&["Ana"]));
        let back = "\n--- feedback/a.toml\n+++ feedback/a.toml\n@@ -5,4 +5,3 @@\n link = 2\n \n [told]\n-date = 2\n";
        history.hear(Some(&author("Mei", 21)), back);
        assert_eq!((who(&history, "raised"), who(&history, "told")), (names(&["Lee"]), names(&[])));
    }

    #[test]
    fn lines_of_a_record_are_no_lines_of_a_patch() {
        let patch = "\n--- /dev/null\n+++ retros/2026-W47.toml\n@@ -0,0 +1,3 @@\n+notes = \"\"\"\n+++ goals/a.toml\n\
            +@@ -0,0 +1,9 @@\n\\ No newline at end of file\n--- goals/b.toml\n+++ goals/b.toml\n@@ -1 +1 @@\n-a = 1\n\
            \\ No newline at end of file\n+b = 1\n";
        let files: Vec<_> = differences(patch).into_iter().map(|(file, _)| file).collect();
        assert_eq!(files, [Path::new("retros/2026-W47.toml"), Path::new("goals/b.toml")]);
        let mut history = History::of(&"checkout".parse().unwrap());
        history.hear(Some(&author("Ana", 13)), patch);
        assert_eq!(history.of_key(Path::new("goals/b.toml"), "b"), Some(&[author("Ana", 13)][..]));
    }

    #[test]
    fn a_line_sets_a_key() {
        for (line, expected) in [
            ("+2026-W47 = { value = 9 }", Some("2026-W47")),
            ("+\"2026-W47\"={ value = 9 }", Some("2026-W47")),
            ("+scores.2026-W47.value = 9", Some("2026-W47")),
            ("+[scores.2026-W47]", Some("2026-W47")),
            ("+  [ close ]", Some("close")),
            ("+close = { date = 2026-11-20 }", Some("close")),
            ("+", None),
            ("+   ", None),
            ("+é", Some("é")),
        ] {
            assert_eq!(key(line).as_deref(), expected, "{line}");
        }
    }
}
