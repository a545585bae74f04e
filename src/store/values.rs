//! Values of a record as TOML writes them.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use toml_edit::{Date, Datetime, RawString, Time, Value};

use super::marks;

/// A text as TOML writes it. One with a line that could be taken for a mark of git stands on one line, with escapes.
pub(super) fn text_value(text: &str) -> Value {
    if !text.lines().any(marks::is_mark) {
        return Value::from(text);
    }
    let mut escaped = String::from('"');
    for sign in text.chars() {
        match sign {
            '"' | '\\' => escaped.extend(['\\', sign]),
            '\n' => escaped.push_str("\\n"),
            sign if sign.is_control() => escaped.extend(format!("\\u{:04x}", u32::from(sign)).chars()),
            sign => escaped.push(sign),
        }
    }
    escaped.push('"');
    escaped.parse().unwrap_or_else(|_| Value::from(text))
}

/// A whole number where it is one, else a float.
pub(super) fn number_value(number: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() < EXACT {
        #[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^53 is an i64")]
        Value::from(number as i64)
    } else {
        Value::from(number)
    }
}

/// A TOML date. One that no record can hold becomes one that cannot be read back, and so is never written.
pub(super) fn date_value(date: NaiveDate) -> Value {
    let number = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    let date = Date {
        year: u16::try_from(date.year()).unwrap_or(u16::MAX),
        month: number(date.month()),
        day: number(date.day()),
    };
    Value::from(Datetime { date: Some(date), time: None, offset: None })
}

/// A TOML time of day, to the minute.
pub(super) fn time_value(time: NaiveTime) -> Value {
    let number = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
    let time = Time { hour: number(time.hour()), minute: number(time.minute()), second: Some(0), nanosecond: None };
    Value::from(Datetime { date: None, time: Some(time), offset: None })
}

/// Whether two values say the same, however they are written.
pub(super) fn same(old: &Value, new: &Value) -> bool {
    let number = |value: &Value| match value {
        Value::Integer(integer) => Some(*integer.value() as f64),
        Value::Float(float) => Some(*float.value()),
        _ => None,
    };
    match (old, new) {
        (Value::String(old), Value::String(new)) => old.value() == new.value(),
        (Value::Boolean(old), Value::Boolean(new)) => old.value() == new.value(),
        (Value::Datetime(old), Value::Datetime(new)) => old.value() == new.value(),
        _ => match (number(old), number(new)) {
            (Some(old), Some(new)) => old.to_bits() == new.to_bits() || (old - new).abs() <= 0.0,
            _ => false,
        },
    }
}

/// The white space and comments of a decor.
pub(super) fn raw(raw: Option<&RawString>) -> &str {
    raw.and_then(RawString::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_says_what_it_said_and_no_line_of_it_is_a_mark() {
        for text in [
            "a",
            "a\nb",
            "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other",
            "\t\"\\\u{1b}\u{85}\u{7f}\r\n<<<<<<< '''\n\"\"\"",
            ">>>>>>> a\n林 🎉\u{202e}",
        ] {
            let value = text_value(text);
            assert_eq!(value.as_str(), Some(text));
            let read: Value = value.to_string().parse().unwrap();
            assert_eq!(read.as_str(), Some(text), "{value}");
            assert!(!value.to_string().lines().any(marks::is_mark), "{value}");
        }
        assert!(text_value("a\n=======\nb").to_string().contains("\n=======\n"), "this line alone is no conflict");
    }

    #[test]
    fn a_number_is_whole_where_it_can_be() {
        for (number, text) in [
            (3.0, "3"),
            (-0.5, "-0.5"),
            (9_007_199_254_740_991.0, "9007199254740991"),
            (-9_007_199_254_740_991.0, "-9007199254740991"),
            (9_007_199_254_740_992.0, "9007199254740992.0"),
            (1e16, "10000000000000000.0"),
        ] {
            assert_eq!(number_value(number).to_string(), text);
        }
    }

    #[test]
    fn values_are_the_same_however_they_are_written() {
        let value = |text: &str| text.parse::<Value>().unwrap();
        for (one, other, is_same) in [
            ("1", "1.0", true),
            ("0x10", "16", true),
            ("0.0", "-0.0", true),
            ("1", "2", false),
            ("5", "-5.0", false),
            ("nan", "nan", true),
            ("nan", "1", false),
            ("inf", "-inf", false),
            ("'a'", "\"a\"", true),
            ("'a'", "'b'", false),
            ("true", "true", true),
            ("true", "false", false),
            ("2026-11-20", "2026-11-20", true),
            ("2026-11-20", "2026-11-21", false),
            ("1", "'1'", false),
            ("[]", "[]", false),
        ] {
            assert_eq!(same(&value(one), &value(other)), is_same, "{one} {other}");
        }
    }
}
