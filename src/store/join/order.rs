//! The order of two lists that have become one.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// All of `first` in its order, and what only `second` has behind what it follows there and what `first` has added.
pub(super) fn joined<K: Eq + Hash + Clone>(first: &[K], second: &[K]) -> Vec<K> {
    let in_first: HashSet<&K> = first.iter().collect();
    let in_second: HashSet<&K> = second.iter().collect();
    let mut behind: HashMap<Option<&K>, Vec<K>> = HashMap::new();
    let mut anchor = None;
    for key in second {
        if in_first.contains(key) {
            anchor = Some(key);
        } else {
            behind.entry(anchor).or_default().push(key.clone());
        }
    }
    let mut all = Vec::new();
    let mut waiting = behind.remove(&None);
    for key in first {
        if in_second.contains(key) {
            all.extend(waiting.take().into_iter().flatten());
            waiting = behind.remove(&Some(key));
        }
        all.push(key.clone());
    }
    all.extend(waiting.into_iter().flatten());
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_stands_behind_what_it_follows() {
        let join = |first: &str, second: &str| {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            joined(&chars(first), &chars(second)).into_iter().collect::<String>()
        };
        for (first, second, all) in [
            ("", "", ""),
            ("", "ab", "ab"),
            ("ab", "", "ab"),
            ("ab", "axb", "axb"),
            ("ab", "xab", "xab"),
            ("ab", "abx", "abx"),
            ("am", "at", "amt"),
            ("mab", "tab", "mtab"),
            ("ab", "ba", "ab"),
            ("amb", "atbu", "amtbu"),
        ] {
            assert_eq!(join(first, second), all, "{first} {second}");
        }
    }
}
