//! Asking at the terminal which side is right.

use super::words::{origin, place, values};
use crate::store::{Cause, Conflict, Conflicts, Contradiction, Side, State};
use crate::text::clean;
use crate::ui::prompt::{Answer, Ask, Move, Question, Stop, choose, indented, walk};

const HELP: &str = "mine: it is to say what you have said. theirs: it is to say what the other side says. The beginning of \
                    the word will do; < goes back; Ctrl-C leaves the file as it is.";

const HELP_UNKNOWN: &str = "Git has left no sign of which side is yours; above stands how it names the two. The beginning \
                            of the word will do; < goes back; Ctrl-C leaves the file as it is.";

/// Asks for each contradiction of a record which side is right; `shown` is how the user names the file.
pub(super) fn ask_sides(
    asker: &mut dyn Ask,
    conflicts: &Conflicts,
    conflict: &Conflict,
    shown: &str,
) -> Result<Vec<Side>, Stop> {
    let [one, other] = &conflict.names;
    let is_known = conflict.cause != Cause::Unknown;
    let names = if is_known { [Side::Mine, Side::Theirs].map(Side::name) } else { ["first", "second"] };
    let sides = [Side::Mine, Side::Theirs].into_iter().zip(names);
    let origins: Vec<String> = sides
        .zip([one, other])
        .map(|((side, name), label)| {
            if is_known {
                let commit = conflicts.commit(conflict, side);
                format!("{name}: {}", origin(side, commit.as_ref(), conflict.cause))
            } else {
                format!("{name}: what git calls {label}")
            }
        })
        .collect();
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
        asker.tell(
            &contradictions
                .get(number)
                .map_or_else(|| String::from("the whole record"), |contradiction| told(contradiction, names)),
        );
        let [first, second] = names;
        let question = Question { help: if is_known { HELP } else { HELP_UNKNOWN }, ..question(&names.join(" or ")) };
        let answer = choose(asker, &question, &[(first, Side::Mine), (second, Side::Theirs)])?;
        Ok(answer.then(|side| {
            if let Some(place) = chosen.get_mut(number) {
                *place = side;
            }
        }))
    })?;
    Ok(chosen.into_iter().flatten().collect())
}

/// Asks whether a record is kept that `gone` has taken away.
pub(super) fn ask_kept(asker: &mut dyn Ask, gone: Side, cause: Cause, shown: &str) -> Result<bool, Stop> {
    let (gone, kept) = match (cause, gone) {
        (Cause::Unknown, _) => ("one side has", "the other has"),
        (_, Side::Mine) => ("you have", "theirs has"),
        (_, Side::Theirs) => ("theirs has", "you have"),
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
fn told(contradiction: &Contradiction, [one, other]: [&str; 2]) -> String {
    let [before, mine, theirs] = values(contradiction);
    let before = contradiction.before.as_ref().map(|_| format!("before: {before}\n")).unwrap_or_default();
    let place = crate::text::Role::Heading.paint(place(&contradiction.path));
    format!("{place}\n{}", indented(&format!("{before}{one}: {mine}\n{other}: {theirs}")))
}
