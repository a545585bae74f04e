//! Asking at the terminal which side is right.

use super::words::{name, origin, place, values};
use crate::store::{Conflict, Conflicts, Contradiction, Side, State};
use crate::text::clean;
use crate::ui::prompt::{Answer, Ask, Move, Question, Stop, choose, indented, walk};

const HELP: &str = "mine: it is to say what you have said. theirs: it is to say what the other side says. The beginning of \
                    the word will do; < goes back; Ctrl-C leaves the file as it is.";

/// Asks for each contradiction of a record which side is right; `shown` is how the user names the file.
pub(super) fn ask_sides(
    asker: &mut dyn Ask,
    conflicts: &Conflicts,
    conflict: &Conflict,
    shown: &str,
) -> Result<Vec<Side>, Stop> {
    let sides = [Side::Mine, Side::Theirs];
    let origins = sides.map(|side| {
        let commit = conflicts.commit(conflict, side);
        format!("{}: {}", name(side), origin(side, commit.as_ref(), conflicts.operation))
    });
    asker.tell(&format!("{}\n{}", clean(shown), indented(&origins.join("\n"))));
    let contradictions: &[Contradiction] = match &conflict.state {
        State::Fields(contradictions) => contradictions,
        State::Whole(why) => {
            asker.tell(&indented(&format!("It cannot be joined field by field: {why}.")));
            &[]
        }
        _ => &[],
    };
    let mut chosen = vec![None; conflict.wanted()];
    walk(0, chosen.len(), |number| {
        asker.tell(&contradictions.get(number).map_or_else(|| String::from("the whole record"), told));
        let answer = choose(asker, &question("mine or theirs"), &sides.map(|side| (name(side), side)))?;
        Ok(answer.then(|side| {
            if let Some(place) = chosen.get_mut(number) {
                *place = side;
            }
        }))
    })?;
    Ok(chosen.into_iter().flatten().collect())
}

/// Asks whether a record is kept that `gone` has taken away.
pub(super) fn ask_kept(asker: &mut dyn Ask, gone: Side, shown: &str) -> Result<bool, Stop> {
    let (gone, kept) = match gone {
        Side::Mine => ("you have", "theirs has"),
        Side::Theirs => ("theirs has", "you have"),
    };
    asker.tell(&format!("{}\n  {gone} taken the record away, and {kept} changed it", clean(shown)));
    let question = Question {
        help: "yes: the record stays, with the change. no: it stays in conflict, and git rm takes it away.",
        ..question("keep it")
    };
    let mut is_kept = false;
    walk(0, 1, |_| {
        let answer = choose(asker, &question, &[("yes", true), ("no", false)])?;
        is_kept = matches!(answer, Answer::Said(true));
        Ok(if matches!(answer, Answer::Back) { Move::Back } else { Move::Next })
    })?;
    Ok(is_kept)
}

fn question(prompt: &str) -> Question<'static> {
    Question { prompt: prompt.to_owned(), help: HELP, required: true, ..Question::default() }
}

/// A contradiction as it is shown above the question.
fn told(contradiction: &Contradiction) -> String {
    let [before, mine, theirs] = values(contradiction);
    let before = contradiction.before.as_ref().map(|_| format!("before: {before}\n")).unwrap_or_default();
    let place = crate::text::Role::Heading.paint(place(&contradiction.path));
    format!("{place}\n{}", indented(&format!("{before}mine: {mine}\ntheirs: {theirs}")))
}
