//! How a conflict is told: places of a record and values in the words of the field.

use crate::store::{Cause, Commit, Conflict, Contradiction, Operation, Side, State, Step};
use crate::text::{clean, quoted, shortened};

/// From how many characters on of a value only a part is shown.
const LONGEST: usize = 400;

/// How many characters that are the same on both sides are shown before the first that are not.
const BEFORE: usize = 30;

/// What a side is: the commit from which it comes or, where there is none, what git has.
pub(super) fn origin(side: Side, commit: Option<&Commit>, cause: Cause) -> String {
    match (commit, cause, side) {
        (Some(Commit { author, date, subject }), ..) => format!("{subject} ({author}, {date})"),
        (None, Cause::Stash, Side::Mine) => String::from("what you had not committed"),
        (None, Cause::Underway(Operation::Mail), Side::Theirs) => String::from("the patch"),
        (None, Cause::Squash, Side::Theirs) => String::from("what git merge --squash has brought"),
        _ => String::from("not known"),
    }
}

/// The place of a contradiction: `score of 2026-W47`, `` owner of action `ask` ``.
pub(super) fn place(path: &[Step]) -> String {
    match path {
        [] => String::from("the whole record"),
        [Step::Field(scores), Step::Field(week)] if scores == "scores" => format!("score of {}", clean(week)),
        [Step::Field(scores), Step::Field(week), Step::Field(field)] if scores == "scores" => match field.as_str() {
            "value" => format!("score of {}", clean(week)),
            field => format!("{} on the score of {}", field_name(field), clean(week)),
        },
        [Step::Field(list), Step::Item(item)] => format!("{} {}", item_name(list), shortened(item)),
        [Step::Field(list), Step::Item(item), rest @ ..] => {
            format!("{} of {} {}", place(rest), item_name(list), shortened(item))
        }
        [Step::Field(field)] => field_name(field),
        [Step::Item(item)] => shortened(item),
        [Step::Field(table), rest @ ..] => format!("{}: {}", field_name(table), place(rest)),
        [Step::Item(item), rest @ ..] => format!("{}: {}", quoted(item), place(rest)),
    }
}

fn field_name(field: &str) -> String {
    match field {
        "next" => String::from("actions"),
        "mvp_in_production" => String::from("MVP in production"),
        "mvp_weeks" => String::from("weeks to the MVP"),
        field => clean(field).replace('_', " "),
    }
}

fn item_name(list: &str) -> String {
    match list {
        "next" => String::from("action"),
        "blockers" => String::from("blocker"),
        "takeaways" => String::from("takeaway"),
        "notes" => String::from("note"),
        list => format!("{}:", field_name(list)),
    }
}

/// What stood at a place before, what mine says, and what theirs says: each on one line.
pub(super) fn values(contradiction: &Contradiction) -> [String; 3] {
    let Contradiction { path, before, mine, theirs } = contradiction;
    let is_score = matches!(path.as_slice(), [Step::Field(scores), Step::Field(_)] if scores == "scores");
    let plain = |value: &Option<String>| {
        let value = clean(value.as_deref()?).into_owned();
        let score = value.strip_prefix("value ").filter(|_| is_score).map(str::to_owned);
        Some(score.unwrap_or(value))
    };
    let [before, mine, theirs] = [before, mine, theirs].map(plain);
    let same = match (&mine, &theirs) {
        (Some(mine), Some(theirs)) => mine.chars().zip(theirs.chars()).take_while(|(one, other)| one == other).count(),
        _ => 0,
    };
    [(before, 0), (mine, same), (theirs, same)]
        .map(|(value, same)| value.map_or_else(|| String::from("nothing"), |value| part(&value, same)))
}

/// A value or, where it is long, the part of it that begins shortly before its character `same`.
fn part(value: &str, same: usize) -> String {
    if value.chars().count() <= LONGEST {
        return value.to_owned();
    }
    let skipped = if same > LONGEST / 2 { same.saturating_sub(BEFORE) } else { 0 };
    let shown: String = value.chars().skip(skipped).take(LONGEST).collect();
    let before = if skipped > 0 { "…" } else { "" };
    let behind = if shown.chars().count() == LONGEST { "…" } else { "" };
    format!("{before}{shown}{behind}")
}

/// The contradictions of a conflict on one line each, without what stood there before.
pub(super) fn lines(conflict: &Conflict) -> Vec<String> {
    let State::Fields(contradictions) = &conflict.state else {
        return Vec::new();
    };
    contradictions.iter().map(|contradiction| line(contradiction, &conflict.names)).collect()
}

fn line(contradiction: &Contradiction, [one, other]: &[String; 2]) -> String {
    let [_, mine, theirs] = values(contradiction);
    format!("{}: {one} {mine}; {other} {theirs}", place(&contradiction.path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str) -> Step {
        Step::Field(name.to_owned())
    }

    fn item(name: &str) -> Step {
        Step::Item(name.to_owned())
    }

    #[test]
    fn places_are_told_in_the_words_of_the_field() {
        for (path, told) in [
            (vec![], "the whole record"),
            (vec![field("went_well")], "went well"),
            (vec![field("mvp_in_production")], "MVP in production"),
            (vec![field("next")], "actions"),
            (vec![field("scores"), field("2026-W47")], "score of 2026-W47"),
            (vec![field("scores"), field("2026-W47"), field("value")], "score of 2026-W47"),
            (vec![field("scores"), field("2026-W47"), field("note")], "note on the score of 2026-W47"),
            (vec![field("next"), item("ask")], "action `ask`"),
            (vec![field("blockers"), item("ask"), field("owner")], "owner of blocker `ask`"),
            (vec![field("close"), field("outcome")], "close: outcome"),
            (vec![field("x\u{1b}"), item("a\u{202e}")], "x␛: `a\u{fffd}`"),
        ] {
            assert_eq!(place(&path), told);
        }
    }

    #[test]
    fn of_long_values_the_part_is_shown_in_which_they_differ() {
        let long = "a".repeat(LONGEST);
        let text = |end: &str| Some(format!("{long}{end}"));
        let contradiction =
            Contradiction { path: vec![field("why")], before: None, mine: text(" one"), theirs: text(" other") };
        let [before, mine, theirs] = values(&contradiction);
        assert_eq!(before, "nothing");
        assert_eq!(mine, format!("…{} one", "a".repeat(BEFORE - 2)));
        assert!(theirs.ends_with("aa other"), "{theirs}");
    }

    #[test]
    fn a_score_is_told_by_its_value() {
        let path = vec![field("scores"), field("2026-W47")];
        let text = |text: &str| Some(text.to_owned());
        let contradiction =
            Contradiction { path, before: None, mine: text("value 5"), theirs: text("value 4, note \"four\"") };
        let names = [Side::Mine, Side::Theirs].map(|side| side.name().to_owned());
        assert_eq!(line(&contradiction, &names), "score of 2026-W47: mine 5; theirs 4, note \"four\"");
    }
}
