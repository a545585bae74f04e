//! `auxeng edit` without options: the engagement's file in the user's editor.

use super::{changed, differences};
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::sitting::{Comments, Desk, Ended};
use crate::model::{Engagement, Slug};
use crate::notes::sheet::Problem;
use crate::playbook::Finding;
use crate::report::finding_text;
use crate::store::Store;
use crate::text::clean;
use crate::ui::Editor;

/// How a comment begins that points at a mistake.
const POINTER: &str = "# auxeng cannot read the next line (";

/// Opens the file in `editor`, and puts what was saved in its place.
pub(super) fn run(context: &Context, named: Option<&str>, editor: &Editor) -> anyhow::Result<ExitStatus> {
    let store = context.store()?;
    let id = context.select(&store, named)?;
    let file = format!("{id}/engagement.toml");
    let comments = Comments { with: pointed, without, is_blank: |text| text.trim().is_empty() };
    let desk = Desk::new(("engagement", "toml"), (id.as_str(), store.root()), comments, format!("auxeng edit {id}"))?;
    let now = store.engagement_text(&id)?;
    let opened = match desk.left()? {
        Some(opened) if opened != now => return Err(stale(&desk, &file).into()),
        Some(opened) => {
            desk.say_left(context);
            opened
        }
        None => {
            desk.lay(&now)?;
            now
        }
    };
    let read = |text: &str| {
        let text = ended(text);
        if text == opened {
            return Ok(None);
        }
        let (engagement, findings) = store.read_engagement(&id, &text);
        let problems: Vec<Problem> = findings.iter().filter(|finding| finding.is_error()).map(problem).collect();
        match engagement.filter(|_| problems.is_empty()) {
            Some(engagement) => Ok(Some((text, engagement, findings))),
            None => Err(problems),
        }
    };
    match desk.edit(context, editor, read)? {
        Ended::Unchanged => context.ui.say("Nothing was changed, so nothing was written."),
        Ended::Emptied => return Err(Failure::refused("the text was emptied, so nothing was written").into()),
        Ended::Saved((text, after, warnings)) => {
            write(context, &store, (&id, &after), (&opened, &text), &warnings)
                .and_then(|()| Ok(desk.clear()?))
                .inspect_err(|_| desk.say_kept(context))?;
        }
    }
    Ok(ExitStatus::Done)
}

fn write(
    context: &Context,
    store: &Store,
    (id, after): (&Slug, &Engagement),
    (opened, text): (&str, &str),
    warnings: &[Finding],
) -> anyhow::Result<()> {
    let lock = context.lock(store)?;
    store.replace_engagement(&lock, id, opened, text)?;
    let (before, _) = store.read_engagement(id, opened);
    let changes = before.map(|before| differences(&before, after)).unwrap_or_default();
    for line in &changes {
        context.ui.say(line);
    }
    let root = context.shown(store, std::path::Path::new(""));
    for warning in warnings {
        context.ui.tell(&finding_text(warning, &root));
    }
    context.finish(store, &lock, &changed(id, &changes));
    Ok(())
}

/// That the file is no longer what it was when the text was opened that was left.
fn stale(desk: &Desk, file: &str) -> Failure {
    let left = desk.path().display().to_string();
    Failure::refused(format!("{file} was changed since the text was opened that you left in {left}"))
        .help("compare the two, put what is missing into the file by hand, then delete the text")
        .help("nothing was written")
}

/// `text` with a line end behind its last line.
fn ended(text: &str) -> String {
    if text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}

fn problem(finding: &Finding) -> Problem {
    let excerpt = finding.place.as_ref().and_then(|place| place.excerpt.as_ref());
    let (line, column) = excerpt.map_or((1, 1), |excerpt| (excerpt.line, excerpt.column));
    let message = format!("{}: {}", finding.message, finding.help);
    Problem { column: Some(column), ..Problem::new(line, message) }
}

/// The text with each problem in a comment above its line, named by the line and column that it has then.
fn pointed(text: &str, problems: &[Problem]) -> String {
    let mut pointed = String::new();
    let mut comments = 0;
    let lines: Vec<&str> = if text.is_empty() { vec![""] } else { text.split_inclusive('\n').collect() };
    let last = lines.len();
    for (number, line) in (1_usize..).zip(lines) {
        let here: Vec<&Problem> = problems.iter().filter(|problem| problem.line.min(last) == number).collect();
        comments = here.len().saturating_add(comments);
        let moved = number.saturating_add(comments);
        for problem in here {
            let column = problem.column.unwrap_or(1);
            pointed.push_str(&format!("{POINTER}{moved}:{column}): {}\n", clean(&problem.message)));
        }
        pointed.push_str(line);
    }
    pointed
}

fn without(text: &str) -> String {
    text.split_inclusive('\n').filter(|line| !line.starts_with(POINTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_pointed_at_and_forgotten() {
        let problem = |line, column| Problem { column: Some(column), ..Problem::new(line, "no\nsuch date") };
        let text = "a = 1\nb = 2";
        let pointed_at = pointed(text, &[problem(1, 3), problem(2, 5), problem(9, 1)]);
        let expected = "# auxeng cannot read the next line (2:3): no such date\na = 1\n\
             # auxeng cannot read the next line (5:5): no such date\n\
             # auxeng cannot read the next line (5:1): no such date\nb = 2";
        assert_eq!(pointed_at, expected);
        assert_eq!(without(&pointed_at), text);
        assert_eq!(without(&pointed("", &[problem(1, 1)])), "");
    }
}
