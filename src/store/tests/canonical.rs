//! Canonical form is reached in one step, says the same, and loses no comment, whatever somebody wrote.

use crate::store::canonical::canonical;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use toml::de::{DeTable, DeValue};

/// Values as they may be written.
const VALUES: [&str; 24] = [
    "1",
    "0xf_f",
    "+1_000",
    "-0",
    "3.50",
    "6e2",
    "inf",
    "-nan",
    "true",
    "false",
    "2026-11-20",
    "2026-11-20T10:00:00Z",
    "07:30:00",
    "''",
    "\"\"",
    "'C:\\dir'",
    "\"tab\\t \\u00e9 \\\" # no comment\"",
    "\"two\\nlines\"",
    "'a\"b'",
    "\"\"\"\nfirst\n  \"second\" \\\n   end\"\"\"",
    "'''\nraw \\n\n'''",
    "\"林 🎉\"",
    "\"\\u001b[2J\"",
    "\"a\\rb\\r\\nc\"",
];
const SPACES: [&str; 4] = ["", " ", "\t", "   "];
/// `#?` becomes a comment of its own.
const GAPS: [&str; 6] = ["", " ", "\n", " #?\n", "\n  #?\n\n\t", "\n#?\n#?\n"];
const BLOCKS: [&str; 6] = ["", "\n", "\n\n\n", "#?\n", "  #?\n\n", "\t\n#?\n#?\n"];

/// A value; `?` stands for a key that no other has.
fn value() -> impl Strategy<Value = String> {
    let plain = select(&VALUES[..]).prop_map(str::to_owned);
    plain.prop_recursive(3, 16, 4, |inner| {
        let element = (select(&GAPS[..]), inner.clone(), select(&GAPS[..])).prop_map(|(a, v, b)| format!("{a}{v}{b}"));
        let array = (vec(element, 0..4), any::<bool>(), select(&GAPS[..])).prop_map(|(elements, comma, end)| {
            let comma = if comma && !elements.is_empty() { "," } else { "" };
            format!("[{}{comma}{end}]", elements.join(","))
        });
        let pair = (select(&SPACES[..]), select(&["?", "\"?\"", "?.?"][..]), select(&SPACES[..]), inner);
        let pair = pair.prop_map(|(a, key, b, value)| format!("{a}{key}{b}={a}{value}{b}"));
        let inline = vec(pair, 0..3).prop_map(|pairs| format!("{{{}}}", pairs.join(",")));
        prop_oneof![2 => array, 1 => inline]
    })
}

/// A line with a key, and what stands above it.
fn line() -> impl Strategy<Value = String> {
    let key = select(&["?", "'?'", "\"?\"", "?.?", "? . ?"][..]);
    let space = || select(&SPACES[..]);
    (select(&BLOCKS[..]), space(), key, space(), value(), space(), any::<bool>()).prop_map(
        |(above, a, key, b, value, c, comment)| {
            let comment = if comment { "#?" } else { "" };
            format!("{above}{a}{key}{b}={c}{value}{a}{comment}\n")
        },
    )
}

/// A table with its lines: a plain one, one below another, or two of an array with one below them.
fn table() -> impl Strategy<Value = String> {
    let header = select(&["[?]", "  [ ? ]  #?", "[?.?]", "[ ? . \"?\" ]"][..]);
    let plain = (select(&BLOCKS[..]), header, vec(line(), 0..4))
        .prop_map(|(above, header, lines)| format!("{above}{header}\n{}", lines.concat()));
    let array =
        (select(&BLOCKS[..]), vec(line(), 0..3), vec(line(), 0..3), "[a-z]{6}").prop_map(|(above, one, two, name)| {
            let (one, two) = (one.concat(), two.concat());
            format!("{above}[[at-{name}]]\n{one}[at-{name}.?]\n{two}{above}[[ at-{name} ]] #?\n{two}")
        });
    prop_oneof![2 => plain, 1 => array]
}

/// A whole file, with LF or CR LF, perhaps a byte order mark, perhaps no line end at its end.
fn file() -> impl Strategy<Value = String> {
    let lines = (vec(line(), 0..5), vec(table(), 0..4), select(&BLOCKS[..]));
    (lines, select(&["", "\u{feff}"][..]), any::<bool>(), any::<bool>()).prop_map(
        |((lines, tables, end), mark, windows, cut)| {
            let text = format!("{}{}{end}", lines.concat(), tables.concat());
            let mut number = 0;
            let named: String = text
                .split_inclusive('?')
                .map(|part| {
                    number += 1;
                    part.replace('?', &format!("k{number}"))
                })
                .collect();
            let named = if cut { named.trim_end() } else { &named };
            let named = if windows { named.replace('\n', "\r\n") } else { named.to_owned() };
            format!("{mark}{named}")
        },
    )
}

/// What a file says, without how it says it.
fn meaning(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    match DeTable::parse(&text) {
        Ok(table) => format!("{:?}", table_meaning(table.get_ref())),
        Err(error) => panic!("{error}\n{text}"),
    }
}

fn table_meaning(table: &DeTable<'_>) -> Vec<(String, String)> {
    let said = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
        let key: &std::borrow::Cow<'_, str> = key.get_ref();
        (key.to_string(), value_meaning(value.get_ref()))
    };
    let mut pairs: Vec<_> = table.iter().map(said).collect();
    pairs.sort();
    pairs
}

fn value_meaning(value: &DeValue<'_>) -> String {
    match value {
        DeValue::Integer(number) => {
            format!("{:?}", i64::from_str_radix(number.as_str(), number.radix()))
        }
        DeValue::Float(number) => format!("{:?}", number.as_str().parse::<f64>()),
        DeValue::Array(array) => {
            let elements: Vec<String> = array.iter().map(|element| value_meaning(element.get_ref())).collect();
            format!("{elements:?}")
        }
        DeValue::Table(table) => format!("{:?}", table_meaning(table)),
        DeValue::String(text) => format!("{text:?}"),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(datetime) => datetime.to_string(),
    }
}

/// The comments of a generated file, which all begin with `#k`.
fn comments(text: &str) -> Vec<&str> {
    let comments = text.split("#k").skip(1).map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next().unwrap());
    let mut comments: Vec<&str> = comments.collect();
    comments.sort_unstable();
    comments
}

proptest! {
    #[test]
    fn it_says_the_same_and_is_reached_in_one_step(file in file()) {
        let once = canonical(&file).unwrap();
        prop_assert_eq!(meaning(&once), meaning(&file), "\n{}\n=>\n{}", file, once);
        prop_assert_eq!(comments(&once), comments(&file), "\n{}\n=>\n{}", file, once);
        prop_assert_eq!(&canonical(&once).unwrap(), &once, "\n{}", file);
        prop_assert!(once.is_empty() || once.trim_end_matches('\n').len() + 1 == once.len(), "{:?}", once);
        prop_assert!(!once.contains('\r') && !once.starts_with(['\u{feff}', '\n']), "{:?}", once);
    }
}

#[test]
fn it_is_what_a_person_would_tidy() {
    let before = "\u{feff}\r\n\r\n# head\r\n\r\n\r\n  title   ='Größe'   #  why\r\nempty=[ ]\r\n\
        list=[1,\r\n 2 ] # numbers\r\n[ scores ]\r\n2026-W38={value=2 ,note='x'}\r\n\r\n\r\n\r\n2026-W39={ value = 3 }";
    let after = "# head\n\ntitle = \"Größe\"  #  why\nempty = [\n]\nlist = [\n    1,\n    2,\n]  # numbers\n\n[scores]\n\
        2026-W38 = { value = 2, note = \"x\" }\n\n2026-W39 = { value = 3 }\n";
    assert_eq!(canonical(before).unwrap(), after);
}

#[test]
fn what_is_no_toml_has_no_canonical_form() {
    for text in ["<<<<<<< HEAD\n", "a = 1\na = 2\n", "a = \"\n\"", "a = 1 b = 2"] {
        assert!(canonical(text).is_err(), "{text}");
    }
}

#[test]
fn what_lies_deeper_is_tidied_too() {
    for (before, after) in [
        ("[ a.b ]\nx=1\n", "[a.b]\nx = 1\n"),
        ("y=1\n[ a.b ]\nx.z=1\n", "y = 1\n\n[a.b]\nx.z = 1\n"),
        ("a=['x',{y=1,z='2'}]\n", "a = [\n    \"x\",\n    { y = 1, z = \"2\" },\n]\n"),
        ("a={b={c='x'}}\n", "a = { b = { c = \"x\" } }\n"),
    ] {
        assert_eq!(canonical(before).unwrap(), after, "{before}");
    }
}
