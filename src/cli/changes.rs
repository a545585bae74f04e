//! What a command changed in a record, one line a field.

/// The fields that are not what they were: `end: 2026-12-18 → 2027-01-15`. An empty one is nothing.
pub(super) fn told<const N: usize>(
    before: [(&'static str, String); N],
    after: [(&'static str, String); N],
) -> Vec<String> {
    let shown = |text: String| if text.is_empty() { String::from("nothing") } else { text };
    let fields = before.into_iter().zip(after).filter(|((_, before), (_, after))| before != after);
    fields.map(|((name, before), (_, after))| format!("{name}: {} → {}", shown(before), shown(after))).collect()
}
