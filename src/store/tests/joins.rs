//! Two versions of a record become one: what comes of ordinary cases, to the byte.

use crate::store::join::{Contradiction, Joined, Side, Step, join};

/// What two versions become that do not contradict.
#[track_caller]
fn joined(base: &str, mine: &str, theirs: &str) -> String {
    let Joined { text, contradictions } = join(Some(base), mine, theirs, &[]).unwrap();
    assert_eq!(contradictions, [], "{text}");
    text
}

/// The contradictions of two versions: the path, and what stood there before, in mine and in theirs.
fn contradictions(base: Option<&str>, mine: &str, theirs: &str) -> Vec<(String, [Option<String>; 3])> {
    let told = |contradiction: Contradiction| {
        let Contradiction { path, before, mine, theirs } = contradiction;
        let step = |step: &Step| match step {
            Step::Field(name) => name.clone(),
            Step::Item(name) => format!("[{name}]"),
        };
        (path.iter().map(step).collect::<Vec<_>>().join("."), [before, mine, theirs])
    };
    join(base, mine, theirs, &[]).unwrap().contradictions.into_iter().map(told).collect()
}

fn texts<const N: usize>(texts: [&str; N]) -> [Option<String>; N] {
    texts.map(|text| (text != "-").then(|| text.to_owned()))
}

const GOAL: &str = "\
# what we want
title = \"Services covered\"

kind = \"diffusion\"
measure = \"metric\"
baseline = 2

target = 14

[scores]
2026-W45 = { value = 2 }  # the first
2026-W46 = { value = 3 }
";

fn with_score(week: u8, value: u8) -> String {
    format!("{GOAL}2026-W{week} = {{ value = {value} }}\n")
}

#[test]
fn scores_of_different_weeks_stand_in_their_order() {
    let (mine, theirs) = (with_score(48, 9), with_score(47, 8));
    let both = format!("{GOAL}2026-W47 = {{ value = 8 }}\n2026-W48 = {{ value = 9 }}\n");
    assert_eq!(joined(GOAL, &mine, &theirs), both);
    assert_eq!(joined(GOAL, &theirs, &mine), both);
}

#[test]
fn the_same_score_is_one() {
    assert_eq!(joined(GOAL, &with_score(47, 8), &with_score(47, 8)), with_score(47, 8));
    let spelt = GOAL.to_owned() + "2026-W47 = {value=8.0}  # counted twice\n";
    assert_eq!(
        joined(GOAL, &with_score(47, 8), &spelt),
        format!("{}  # counted twice\n", with_score(47, 8).trim_end())
    );
}

#[test]
fn a_score_is_one_fact_with_its_note() {
    let noted = GOAL.to_owned() + "2026-W47 = { value = 9, note = \"a recount\" }\n";
    let found = contradictions(Some(GOAL), &with_score(47, 8), &noted);
    let said = texts(["-", "value 8", "value 9, note \"a recount\""]);
    assert_eq!(found, [(String::from("scores.2026-W47"), said)]);
    let chosen = join(Some(GOAL), &with_score(47, 8), &noted, &[Side::Theirs]).unwrap();
    assert_eq!(chosen.text, noted);
    // Where only one of the two changed the value, the note of the other belongs to no other value.
    let (mine, theirs) = (GOAL.replace("value = 3", "value = 4"), GOAL.replace("= 3 }", "= 3, note = \"three\" }"));
    assert!(joined(GOAL, &mine, &theirs).contains("2026-W46 = { value = 4, note = \"three\" }\n"));
}

#[test]
fn fields_that_stood_too_near_are_joined_with_their_comments() {
    let mine = GOAL.replace("baseline = 2", "# counted anew\nbaseline = 3");
    let theirs = GOAL.replace("target = 14\n", "target = 20  # the board's wish\n\nweight = 2\n");
    let both = mine.replace("target = 14\n", "target = 20  # the board's wish\n\nweight = 2\n");
    assert_eq!(joined(GOAL, &mine, &theirs), both);
    assert_eq!(joined(GOAL, &theirs, &mine), both);
}

#[test]
fn comments_of_both_sides_stay() {
    let mine = GOAL.replace("# what we want", "# what we want\n# mine").replace("2\n\nt", "2  # mine\n\nt");
    let theirs = GOAL.replace("# what we want", "# theirs\n# what we want").replace("2\n\nt", "2  # theirs\n\nt");
    let (mine, theirs) = (mine + "# the end\n", theirs + "# an end\n");
    let both = joined(GOAL, &mine, &theirs);
    assert!(both.starts_with("# what we want\n# mine\n# theirs\ntitle"), "{both}");
    assert!(both.contains("baseline = 2  # mine # theirs\n"), "{both}");
    assert!(both.ends_with("# the end\n# an end\n"), "{both}");
}

#[test]
fn a_drop_and_a_score_are_joined() {
    let dropped = GOAL.replace("[scores]", "[dropped]\ndate = 2026-11-20\nreason = \"moved\"\n\n[scores]");
    let both = dropped.clone() + "2026-W47 = { value = 8 }\n";
    assert_eq!(joined(GOAL, &dropped, &with_score(47, 8)), both);
    assert_eq!(joined(GOAL, &with_score(47, 8), &dropped), both);
}

#[test]
fn the_same_field_contradicts() {
    let change = |target: u8| GOAL.replace("target = 14", &format!("target = {target}"));
    let found = contradictions(Some(GOAL), &change(15), &change(16));
    assert_eq!(found, [(String::from("target"), texts(["14", "15", "16"]))]);
    let taken = GOAL.replace("target = 14\n\n", "");
    let found = contradictions(Some(GOAL), &taken, &change(16));
    assert_eq!(found, [(String::from("target"), texts(["14", "-", "16"]))]);
    assert_eq!(join(Some(GOAL), &taken, &change(16), &[Side::Theirs]).unwrap().text, change(16));
    assert_eq!(join(Some(GOAL), &taken, &change(16), &[Side::Mine]).unwrap().text, taken);
    assert_eq!(joined(GOAL, &taken, GOAL), taken);
    assert_eq!(joined(GOAL, GOAL, &taken), taken);
}

const RETRO: &str = "\
went_well = [
    \"pairing\",  # again
]

went_poorly = [
    \"staging\",
]

[[next]]
id = \"ask\"
text = \"ask for staging\"

[[blockers]]
id = \"access\"
text = \"access to production\"
";

#[test]
fn items_of_both_lists_are_kept_with_their_comments() {
    let mine = RETRO.replace("# again\n", "# again\n    # since May\n    \"contracts\",\n");
    let theirs = RETRO.replace("# again\n", "# again\n    \"the map\",  # Lee's\n");
    let both = RETRO.replace("# again\n", "# again\n    # since May\n    \"contracts\",\n    \"the map\",  # Lee's\n");
    assert_eq!(joined(RETRO, &mine, &theirs), both);
    let (mine, theirs) = ("present = [\"Ana\", \"Bo\"]\n", "present = [\"Ana\", \"Lee\"]\n");
    let both = "present = [\n    \"Ana\",\n    \"Bo\",\n    \"Lee\",\n]\n";
    assert_eq!(joined("present = [\"Ana\"]\n", mine, theirs), both);
    assert_eq!(joined("present = [\"Ana\", \"Bo\"]\n", "present = [\"Ana\"]\n", mine), "present = [\"Ana\"]\n");
}

#[test]
fn a_blank_text_contradicts_nothing_that_is_added() {
    let (blank, said) = ("title = \"T\"\n\nhost = \"\"\n", "title = \"T\"\n\nhost = \"Search\"\n");
    for (mine, theirs) in [(blank, said), (said, blank)] {
        assert_eq!(join(None, mine, theirs, &[]).unwrap().text, said);
        assert_eq!(contradictions(None, mine, theirs), []);
        assert_eq!(joined(blank, mine, theirs), said);
        assert_eq!(joined(said, mine, theirs), blank);
    }
}

#[test]
fn a_list_that_is_gone_is_one_with_nothing_in_it() {
    let base = "minutes = 20\n\npresent = [\n    \"Ana\",\n]\n\n[[next]]\nid = \"old\"\ntext = \"Old\"\n";
    let mine =
        base.replace("    \"Ana\",\n", "    \"Ana\",\n    \"Lee\",\n") + "\n[[next]]\nid = \"new\"\ntext = \"New\"\n";
    let both = "minutes = 20\n\npresent = [\n    \"Lee\",\n]\n\n[[next]]\nid = \"new\"\ntext = \"New\"\n";
    assert_eq!(joined(base, &mine, "minutes = 20\n"), both);
    let text = joined(base, "minutes = 20\n", &mine);
    assert!(text.contains("\"Lee\"") && text.contains("\"New\"") && !text.contains("\"Ana\""), "{text}");
    let changed = base.replace("\"Old\"", "\"Older\"");
    let found = contradictions(Some(base), &changed, "minutes = 20\n");
    assert_eq!(found.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["next.[old]"]);
}

#[test]
fn equal_items_are_counted() {
    let list = |items: &str| format!("went_well = [{items}]\n");
    let (one, two) = (list("\"a\""), list("\"a\", \"a\""));
    assert_eq!(joined(&one, &two, &two), two);
    assert_eq!(joined(&one, &two, &one), two);
    assert_eq!(joined(&two, &one, &list("\"b\", \"a\", \"a\"")).matches("\"a\"").count(), 1);
}

#[test]
fn actions_are_told_apart_by_their_ids() {
    let action = |id: &str| format!("[[next]]\nid = \"{id}\"\ntext = \"{id} it\"\n\n[[blockers]]");
    let owned = RETRO.replace("staging\"\n\n[[b", "staging\"\nowner = \"Ana\"\n\n[[b");
    let (mine, theirs) = (owned.replace("[[blockers]]", &action("try")), RETRO.replace("[[blockers]]", &action("buy")));
    let both = owned.replace("[[blockers]]", &action("try").replace("[[blockers]]", &action("buy")));
    assert_eq!(joined(RETRO, &mine, &theirs), both);
    let other = RETRO.replace("staging\"\n\n[[b", "staging\"\nowner = \"Lee\"\n\n[[b");
    let found = contradictions(Some(RETRO), &owned, &other);
    assert_eq!(found, [(String::from("next.[ask].owner"), texts(["-", "Ana", "Lee"]))]);
    let without = "[[next]]\nid = \"ask\"\ntext = \"ask for staging\"\n\n";
    let found = contradictions(Some(RETRO), &RETRO.replace(without, ""), &other);
    let said = "id \"ask\", text \"ask for staging\"";
    let owner = format!("{said}, owner \"Lee\"");
    assert_eq!(found, [(String::from("next.[ask]"), texts([said, "-", &owner]))]);
}

#[test]
fn two_actions_that_got_the_same_id_contradict_as_a_whole() {
    let action = |text: &str| format!("{RETRO}\n[[next]]\nid = \"split\"\ntext = \"{text}\"\n");
    let found = contradictions(Some(RETRO), &action("split the job"), &(action("split the team") + "owner = \"Bo\"\n"));
    let said = ["-", "id \"split\", text \"split the job\"", "id \"split\", text \"split the team\", owner \"Bo\""];
    assert_eq!(found, [(String::from("next.[split]"), texts(said))]);
}

#[test]
fn what_both_have_opened_is_joined_field_by_field() {
    let mine = "date = 2026-11-20\nminutes = 30\npresent = [\n    \"Ana\",\n]\n\n[scores]\na = { v = 1 }\n";
    let theirs =
        "date = 2026-11-20\nminutes = 25\npresent = [\n    \"Lee\",\n]\n\n[scores]\na = { v = 2 }\nb = { v = 3 }\n";
    let joined = join(None, mine, theirs, &[Side::Theirs]).unwrap();
    assert_eq!(joined.contradictions.len(), 2, "{joined:?}");
    let both = "date = 2026-11-20\nminutes = 25\npresent = [\n    \"Ana\",\n    \"Lee\",\n]\n\n[scores]\na = { v = 1 }\n\
                b = { v = 3 }\n";
    assert_eq!(joined.text, both);
}

#[test]
fn a_list_or_table_may_be_written_in_another_form() {
    let mine = "[[next]]\nid = \"a\"\ntext = \"a\"\n\n[scores]\nw1 = { value = 1 }\n";
    let theirs = "next = [{ id = \"a\", text = \"a\" }, { id = \"b\", text = \"b\" }]\nscores.w2 = { value = 2 }\n";
    let both = "[[next]]\nid = \"a\"\ntext = \"a\"\n\n[[next]]\nid = \"b\"\ntext = \"b\"\n\n[scores]\n\
                w1 = { value = 1 }\nw2 = { value = 2 }\n";
    assert_eq!(joined("", mine, theirs), both);
    let reversed = joined("", theirs, mine);
    for part in ["id = \"a\"", "id = \"b\"", "value = 1", "value = 2"] {
        assert_eq!(reversed.matches(part).count(), 1, "{reversed}");
    }
}

#[test]
fn line_ends_and_a_mark_stay() {
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let both = format!("{GOAL}2026-W47 = {{ value = 8 }}\n2026-W48 = {{ value = 9 }}\n");
    assert_eq!(joined(GOAL, &windows(&with_score(48, 9)), &with_score(47, 8)), windows(&both));
    assert_eq!(joined(&windows(GOAL), &with_score(48, 9), &windows(&with_score(47, 8))), both);
}

#[test]
fn what_is_no_toml_is_not_joined() {
    for (mine, theirs) in [("a = 1\na = 2\n", "a = 1\n"), ("a = 1\n", "<<<<<<< HEAD\n")] {
        assert!(join(Some("a = 0\n"), mine, theirs, &[]).is_err());
    }
    assert_eq!(contradictions(Some("= =\n"), "a = 1\n", "a = 2\n").len(), 1, "a base that cannot be read is none");
}

#[test]
fn a_comment_that_one_has_changed_or_taken_away_is_no_longer_there() {
    let base = "# the title\ntitle = \"T\"  # for now\n\n# why\n[close]  # soon\ndate = 2026-11-20\n# end\n";
    let other = base.replace("\"T\"", "\"U\"");
    for (before, after) in [
        ("# the title\n", "# what it is called\n"),
        ("# the title\n", ""),
        ("  # for now", "  # for good"),
        ("  # for now", ""),
        ("# why\n", "# because\n"),
        ("# soon", "# at last"),
        ("# end\n", ""),
    ] {
        let changed = base.replace(before, after);
        let both = other.replace(before, after);
        assert_eq!(joined(base, &changed, &other), both);
        assert_eq!(joined(base, &other, &changed), both);
    }
}

#[test]
fn a_comment_is_not_said_again() {
    let (mine, theirs) = ("target = 14  # agreed # by Bo\n", "target = 14  # agreed\n");
    assert_eq!(joined("target = 14\n", mine, theirs), mine);
    // Nor is one lost that the other has taken away and I have changed.
    let (base, changed, taken) = ("target = 14  # soon\n", "target = 14  # agreed\n", "target = 14\n");
    assert_eq!(joined(base, changed, taken), changed);
    assert_eq!(joined(base, taken, changed), changed);
}

#[test]
fn the_order_that_one_has_changed_is_taken() {
    let (base, sorted) = ("c = 1\na = 1\nb = 1\n", "a = 1\nb = 1\nc = 1\n");
    assert_eq!(joined(base, &base.replace("a = 1", "a = 2"), sorted), "a = 2\nb = 1\nc = 1\n");
    assert_eq!(joined(base, sorted, &base.replace("a = 1", "a = 2")), "a = 2\nb = 1\nc = 1\n");
    // Fields have no order of their own, and what is new follows what it stood behind.
    assert_eq!(joined("a = 1\n", "a = 1\nc = 1\n", "a = 1\nb = 1\n"), "a = 1\nc = 1\nb = 1\n");
}

#[test]
fn weeks_that_are_not_in_their_order_are_not_put_in_it() {
    let score = |week: u8| format!("2026-W{week} = {{ value = 1 }}\n");
    let scores = |weeks: &[u8]| format!("[scores]\n{}", weeks.iter().copied().map(score).collect::<String>());
    assert_eq!(joined(&scores(&[46, 45]), &scores(&[46, 45, 48]), &scores(&[46, 45, 47])), scores(&[46, 45, 48, 47]));
    assert_eq!(joined(&scores(&[46]), &scores(&[46, 45]), &scores(&[46, 47])), scores(&[46, 45, 47]));
    assert_eq!(joined(&scores(&[46]), &scores(&[46, 47]), &scores(&[46, 45])), scores(&[46, 47, 45]));
}

#[test]
fn a_table_under_a_header_takes_fields_of_one_in_a_row_and_the_other_way() {
    let header = "title = \"T\"\n\n# the close\n[close]\ndate = 2026-11-20\n";
    let row = "title = \"T\"\nclose = { date = 2026-11-20, reason = \"moved\" }\n";
    assert_eq!(join(None, header, row, &[]).unwrap().text, format!("{header}reason = \"moved\"\n"));
    let header = format!("{header}takeaway = \"Ask first\"  # Bo\n");
    let both = row.replace("moved\"", "moved\", takeaway = \"Ask first\"");
    assert_eq!(join(None, row, &header, &[]).unwrap().text, both);
}

#[test]
fn a_row_keeps_its_spacing_and_its_comments() {
    let goal = |row: &str| GOAL.replace("{ value = 3 }", row);
    let noted = goal("{ value = 3, note = \"a recount\" }");
    assert_eq!(
        joined(GOAL, &goal("{value=4}"), GOAL.replace("14", "15").as_str()),
        goal("{value=4}").replace("14", "15")
    );
    assert_eq!(joined(GOAL, &goal("{value=4}"), &noted), noted.replace("= 3,", "= 4,"));
    let commented = goal("{\n    # counted by Bo\n    value = 4\n}");
    let both = joined(GOAL, &commented, &noted);
    assert!(both.contains("    # counted by Bo\n") && both.contains("note = \"a recount\""), "{both}");
}

#[test]
fn only_a_row_and_what_both_have_added_contradict_as_a_whole() {
    let close = |reason: &str| format!("[close]\ndate = 2026-11-20\nreason = \"{reason}\"\n");
    let found = contradictions(Some(&close("a")), &close("b"), &close("c"));
    assert_eq!(found, [(String::from("close.reason"), texts(["a", "b", "c"]))]);
    let found = contradictions(None, &close("b"), &close("c"));
    assert_eq!(found.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["close"]);
    // In whichever form one of the two has written it.
    let row = |value: u8| format!("[scores]\n2026-W47 = {{ value = {value} }}\n");
    let table = "[scores.2026-W47]\nvalue = 9\n";
    for (mine, theirs) in [(row(8).as_str(), table), (table, row(8).as_str())] {
        let found = contradictions(Some(&row(7)), mine, theirs);
        assert_eq!(found.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["scores.2026-W47"]);
    }
}
