//! What became of the items of a list: as it was opened, as it was saved, and as it is recorded by now.

/// Where an item that was saved comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Origin {
    /// The place among the opened items of the one that it was.
    pub(super) opened: Option<usize>,
    /// The place among the items of now of the one that it is.
    pub(super) now: Option<usize>,
    /// Whether somebody has changed its words.
    pub(super) is_edited: bool,
}

impl Origin {
    /// Whether nobody touched the item, and somebody else has taken it away meanwhile.
    pub(super) fn is_gone(self) -> bool {
        self.opened.is_some() && self.now.is_none() && !self.is_edited
    }
}

/// How three versions of a list belong together.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Comparison {
    /// The origin of each saved item.
    pub(super) saved: Vec<Origin>,
    /// The places of items that somebody else has added meanwhile.
    pub(super) added: Vec<usize>,
}

/// Compares the versions of a list. Items belong together that are the `same`; of the others, an item that was saved is
/// the opened one that it is most like, where the likeness (0 to 1) is enough.
pub(super) fn compare<T>(
    opened: &[T],
    saved: &[T],
    now: &[T],
    same: impl Fn(&T, &T) -> bool,
    likeness: impl Fn(&T, &T) -> f64,
) -> Comparison {
    const ENOUGH: f64 = 0.5;
    let mut was = pairs(saved, opened, &same);
    let is_edited: Vec<bool> = was.iter().map(Option::is_none).collect();
    for (place, item) in saved.iter().enumerate() {
        let free = |other: &usize| !was.contains(&Some(*other));
        let like = |other: usize| opened.get(other).map_or(0.0, |other| likeness(item, other));
        let nearest = (0..opened.len()).filter(free).max_by(|a, b| like(*a).total_cmp(&like(*b)));
        if let Some(was) = was.get_mut(place).filter(|was| was.is_none()) {
            *was = nearest.filter(|nearest| like(*nearest) >= ENOUGH);
        }
    }
    let mut is = pairs(opened, now, &same);
    let known: Vec<usize> = is.iter().flatten().copied().collect();
    let mut taken = known.clone();
    let mut origins = Vec::new();
    for ((item, was), is_edited) in saved.iter().zip(was).zip(is_edited) {
        let now_at = match was.and_then(|was| is.get_mut(was)) {
            Some(at) => *at,
            // Somebody else may have added the same meanwhile.
            None => now.iter().enumerate().position(|(at, other)| !taken.contains(&at) && same(item, other)),
        };
        taken.extend(now_at);
        origins.push(Origin { opened: was, now: now_at, is_edited: was.is_some() && is_edited });
    }
    let added = (0..now.len()).filter(|at| !taken.contains(at)).collect();
    Comparison { saved: origins, added }
}

/// For each of `items` the place of its own one of `others` that is the same.
fn pairs<T>(items: &[T], others: &[T], same: &impl Fn(&T, &T) -> bool) -> Vec<Option<usize>> {
    let mut free: Vec<bool> = vec![true; others.len()];
    let mut find = |item: &T| {
        let at = others.iter().zip(&free).position(|(other, free)| *free && same(item, other))?;
        if let Some(free) = free.get_mut(at) {
            *free = false;
        }
        Some(at)
    };
    items.iter().map(&mut find).collect()
}

/// The list that three versions of it make: what was saved, without what somebody else has taken away, and what somebody
/// else has added. `items` are those of `now`; `fresh` makes a new one, in place of an old one where it was edited.
pub(super) fn merged<T: PartialEq, I: Clone>(
    (opened, saved, now): (&[T], &[T], &[T]),
    items: &[I],
    likeness: impl Fn(&T, &T) -> f64,
    fresh: impl Fn(&T, Option<&I>) -> I,
) -> Vec<I> {
    let comparison = compare(opened, saved, now, T::eq, likeness);
    let one = |(said, origin): (&T, &Origin)| {
        let item = origin.now.and_then(|at| items.get(at));
        match item {
            _ if origin.is_gone() => None,
            Some(item) if !origin.is_edited => Some(item.clone()),
            item => Some(fresh(said, item)),
        }
    };
    let kept = saved.iter().zip(&comparison.saved).filter_map(one);
    kept.chain(comparison.added.iter().filter_map(|at| items.get(*at).cloned())).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn merge(opened: &str, saved: &str, now: &str) -> String {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        let (opened, saved, now) = (letters(opened), letters(saved), letters(now));
        let like = |a: &char, b: &char| if a.eq_ignore_ascii_case(b) { 0.9 } else { 0.0 };
        // The items of now are as the record says them: longer than their forms.
        let items: Vec<String> = now.iter().map(|letter| format!("{letter}!")).collect();
        let fresh = |letter: &char, old: Option<&String>| match old {
            Some(old) => format!("{letter}({old})"),
            None => format!("{letter}+"),
        };
        merged((&opened, &saved, &now), &items, like, fresh).concat()
    }

    #[test]
    fn what_was_saved_counts_and_what_others_did_meanwhile_stays() {
        for (opened, saved, now, expected) in [
            ("ab", "ab", "ab", "a!b!"),
            ("ab", "ba", "ab", "b!a!"),
            ("ab", "axb", "ab", "a!x+b!"),
            ("ab", "b", "ab", "b!"),
            ("ab", "", "ab", ""),
            ("aa", "a", "aa", "a!"),
            ("ab", "aB", "ab", "a!B(b!)"),
            ("ab", "ab", "abc", "a!b!c!"),
            ("ab", "abx", "acb", "a!b!x+c!"),
            ("ab", "ab", "b", "b!"),
            ("ab", "Ab", "b", "A+b!"),
            ("a", "ax", "ax", "a!x!"),
            ("", "x", "ab", "x+a!b!"),
        ] {
            assert_eq!(merge(opened, saved, now), expected, "{opened} {saved} {now}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nothing_touched_changes_nothing(opened in "[abc]{0,5}", now in "[abc]{0,5}") {
            let same: String = now.chars().flat_map(|letter| [letter, '!']).collect();
            prop_assert_eq!(merge(&now, &now, &now), same.clone());
            // What others did stays, in whatever order.
            let mut merged: Vec<char> = merge(&opened, &opened, &now).chars().collect();
            let mut expected: Vec<char> = same.chars().collect();
            merged.sort_unstable();
            expected.sort_unstable();
            prop_assert_eq!(merged, expected);
        }
    }
}
