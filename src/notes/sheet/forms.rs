//! How an item is written so that it is read as one item: as it is where Markdown can carry it, else ever more plainly.

use super::comments::Plain;
use super::{Line, Saved, heading, read_plain};
use crate::model::{Headings, Note, Task};
use crate::notes::headings::Known;
use crate::notes::parts::unified;
use crate::notes::topics::Mark;
use crate::notes::{Section, Topic};

/// What follows a piece in a trial: when it is not found again, the piece reaches further than it should.
const AFTER: &str = "after";

/// Finds forms by trying them with the parser.
pub(super) struct Forms {
    known: Known,
}

impl Forms {
    pub(super) fn new(headings: &Headings) -> Self {
        Self { known: Known::of_sheet(headings) }
    }

    /// What is read of a piece by itself; `None` when it reaches into what follows it.
    fn trial(&self, piece: &str) -> Option<Saved> {
        let after = heading(Section::WentPoorly);
        let text = format!("# {AFTER}\n\n{piece}\n## {after}\n\n- {AFTER}\n");
        let plain = Plain::of(&text).ok()?;
        let mut saved = read_plain(&plain, AFTER, &self.known).ok()?;
        (saved.went_poorly.pop()? == AFTER).then_some(saved)
    }

    /// An entry of a column.
    pub(super) fn text(&self, text: &str) -> String {
        let section = heading(Section::WentWell);
        let read = |form: &str| {
            let saved = self.trial(&format!("## {section}\n\n{form}"))?;
            let said = saved.went_well.clone();
            let [only] = said.as_slice() else { return None };
            let alone = saved == Saved { went_well: said.clone(), ..Saved::default() };
            alone.then(|| only.clone())
        };
        item("- ", text, |form, exact| read(form).is_some_and(|said| !exact || said == text))
    }

    /// An action or a blocker.
    pub(super) fn task(&self, task: &Task, mark: Mark) -> String {
        let section = heading(Section::Next);
        let wanted = Line { text: task.text.clone(), owner: task.owner.clone(), mark };
        let read = |form: &str| {
            let saved = self.trial(&format!("## {section}\n\n{form}"))?;
            let [only] = saved.next.as_slice() else { return None };
            let alone = saved == Saved { next: saved.next.clone(), ..Saved::default() };
            (alone && only.mark == mark).then(|| only.clone())
        };
        let bullet = bullet(Some(mark).filter(|mark| *mark != Mark::Open));
        let text = match &task.owner {
            Some(owner) => format!("{owner}: {}", task.text),
            None => task.text.clone(),
        };
        item(&bullet, &text, |form, exact| read(form).is_some_and(|line| !exact || line == wanted))
    }

    /// An item of a topic, of which the words need not be exact.
    pub(super) fn entry(&self, topic: Topic, mark: Option<Mark>, text: &str) -> String {
        let read = |form: &str| {
            let saved = self.trial(&format!("## {}\n\n{form}", topic.heading()))?;
            let alone = saved == Saved { entries: saved.entries.clone(), ..Saved::default() };
            let [(_, only)] = saved.entries.as_slice() else { return None };
            alone.then(|| only.mark == mark)
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        item(&bullet(mark), &text, |form, _| read(form) == Some(true))
    }

    /// Those who were there: in a row where that is read so, else one a line.
    pub(super) fn people(&self, names: &[String]) -> String {
        let section = heading(Section::Present);
        let lines = |name: &dyn Fn((usize, &String)) -> String| {
            let lines = names.iter().enumerate().map(|named| format!("- {}\n", name(named)));
            lines.collect::<Vec<_>>().concat()
        };
        let row = format!("{}\n", names.join(", "));
        let forms = [
            (row, true),
            (lines(&|(_, name)| name.clone()), true),
            (lines(&|(_, name)| simple(name)), false),
            (lines(&|(index, _)| format!("Person {}", index.saturating_add(1))), false),
        ];
        let is_read = |form: &str, exact: bool| {
            self.trial(&format!("## {section}\n\n{form}")).is_some_and(|saved| {
                let alone = saved == Saved { present: saved.present.clone(), ..Saved::default() };
                alone && saved.present.len() == names.len() && (!exact || saved.present == names)
            })
        };
        let [.., (last, _)] = &forms;
        forms.iter().find(|(form, exact)| is_read(form, *exact)).map_or(last, |(form, _)| form).clone()
    }

    /// A note under a heading of its own; under one without a name where every name means something else.
    pub(super) fn note(&self, note: &Note) -> String {
        let title = note.title.as_deref().unwrap_or("Note");
        let line = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let titles =
            [title.to_owned(), format!("{line} (note)"), escaped(&line), String::from("Kept note"), String::new()];
        let text = unified(&note.text);
        let code = |mark: &str| {
            let lines = text.lines().map(|line| format!("    {mark}{line}\n"));
            lines.collect::<Vec<_>>().concat()
        };
        let bodies = [format!("{}\n", note.text), code(""), code("| ")];
        let is_read = |form: &str, exact: bool| {
            self.trial(form).is_some_and(|saved| {
                let alone = saved == Saved { notes: saved.notes.clone(), ..Saved::default() };
                let same = |found: &Note| found.text == note.text && found.title.as_deref() == Some(title);
                alone && matches!(saved.notes.as_slice(), [only] if !exact || same(only))
            })
        };
        let form = |title: &str, body: &str| match note.text.trim() {
            "" => format!("## {title}\n"),
            _ => format!("## {title}\n\n{body}"),
        };
        let all = || bodies.iter().flat_map(|body| titles.iter().map(|title| form(title, body)));
        let found = all().find(|form| is_read(form, true)).or_else(|| all().find(|form| is_read(form, false)));
        found.unwrap_or_else(|| String::from("##\n\n…\n"))
    }
}

fn bullet(mark: Option<Mark>) -> String {
    mark.map_or_else(|| String::from("- "), |mark| format!("- {} ", mark.sign()))
}

/// The first form of an item that `is_read`, exactly where that can be.
fn item(bullet: &str, text: &str, is_read: impl Fn(&str, bool) -> bool) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut lines = text.lines();
    let mut whole = format!("{bullet}{}\n", lines.next().unwrap_or_default());
    for further in lines {
        whole.push_str(&if further.is_empty() { String::from("\n") } else { format!("  {further}\n") });
    }
    let plainer =
        [line.clone(), escaped(&line), format!("\"{}\"", escaped(&line))].map(|text| format!("{bullet}{text}\n"));
    let exact = is_read(&whole, true).then_some(whole);
    exact.or_else(|| plainer.into_iter().find(|form| is_read(form, false))).unwrap_or_else(|| format!("{bullet}…\n"))
}

/// `line` with every sign escaped that could mean something.
fn escaped(line: &str) -> String {
    let mut escaped = String::new();
    for c in line.chars() {
        if c.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A name in which nothing parts it from another.
fn simple(name: &str) -> String {
    let keeps = |c: char| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '@' | '_');
    let words: String = name.chars().map(|c| if keeps(c) { c } else { ' ' }).collect();
    words.split_whitespace().filter(|word| *word != "and").collect::<Vec<_>>().join(" ")
}
