//! The JSON that scripts read: one envelope, exact numbers, nothing that a terminal could act on.

use serde::Serialize;

use crate::text::is_hostile;

/// The version of the JSON, raised when a field changes its meaning or goes away.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Envelope<'a, T> {
    schema: u32,
    kind: &'a str,
    #[serde(flatten)]
    view: &'a T,
}

/// `view` in its envelope `{"schema": 1, "kind": …}`, indented, with a line end.
///
/// Characters that could act on a terminal are written as `\u` escapes, which means the same to a parser.
///
/// # Errors
/// When the view has a form that JSON cannot hold, such as a map whose keys are not texts.
pub fn envelope<T: Serialize>(kind: &str, view: &T) -> Result<String, serde_json::Error> {
    let json = serde_json::to_string_pretty(&Envelope { schema: SCHEMA, kind, view })?;
    let mut text = String::with_capacity(json.len().saturating_add(1));
    for c in json.chars() {
        if is_hostile(c) && c != '\n' {
            for unit in c.encode_utf16(&mut [0; 2]) {
                text.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            text.push(c);
        }
    }
    text.push('\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_is_escaped_and_read_back_as_it_was() {
        let hostile = "a\u{1b}[2J\u{202e}\u{9b}\u{e0041}\n🎉";
        let json = envelope("test", &serde_json::json!({ "text": hostile })).unwrap();
        assert!(json.chars().all(|c| c == '\n' || !is_hostile(c)), "{json}");
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(value["text"], hostile);
        assert_eq!((&value["schema"], &value["kind"]), (&1.into(), &"test".into()));
    }
}
