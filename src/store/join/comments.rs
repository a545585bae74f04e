//! White space and comments of two versions: what one side has written stays.

use toml_edit::Decor;

use super::super::values::raw;

/// What stands above a key, a header or an item, or at the end of the text.
pub(super) fn above(base: Option<&str>, mine: &str, theirs: &str) -> String {
    if let Some(one) = one_of(base, mine, theirs) {
        return one.to_owned();
    }
    let comments = |text: &str| -> Vec<String> {
        let lines = text.lines().map(str::trim).filter(|line| line.starts_with('#'));
        lines.map(str::to_owned).collect()
    };
    let known = [comments(mine), base.map(comments).unwrap_or_default()].concat();
    let indent = mine.rsplit_once('\n').map_or(mine, |(_, indent)| indent);
    let lines = mine.strip_suffix(indent).unwrap_or_default();
    let new = comments(theirs).into_iter().filter(|line| !known.contains(line));
    let mut joined = lines.to_owned();
    for line in new {
        joined.push_str(&format!("{indent}{line}\n"));
    }
    joined + indent
}

/// What stands behind a value or a header, up to the end of the line.
pub(super) fn behind(base: Option<&str>, mine: &str, theirs: &str) -> String {
    if let Some(one) = one_of(base, mine, theirs) {
        return one.to_owned();
    }
    let (own, other) = (mine.trim(), theirs.trim());
    if own.is_empty() && !other.is_empty() {
        theirs.to_owned()
    } else if other.is_empty() || own.contains(other) || mine.contains('\n') || theirs.contains('\n') {
        mine.to_owned()
    } else {
        format!("{} {other}", mine.trim_end())
    }
}

/// Joins what stands around something into `mine`.
pub(super) fn join(base: Option<&Decor>, mine: &mut Decor, theirs: &Decor) {
    let parts = |decor: &Decor| (raw(decor.prefix()).to_owned(), raw(decor.suffix()).to_owned());
    let (base, own, theirs) = (base.map(parts), parts(mine), parts(theirs));
    let prefix = above(base.as_ref().map(|base| base.0.as_str()), &own.0, &theirs.0);
    if prefix != own.0 {
        mine.set_prefix(prefix);
    }
    let suffix = behind(base.as_ref().map(|base| base.1.as_str()), &own.1, &theirs.1);
    if suffix != own.1 {
        mine.set_suffix(suffix);
    }
}

/// The one of two texts that was changed, where not both were.
fn one_of<'a>(base: Option<&str>, mine: &'a str, theirs: &'a str) -> Option<&'a str> {
    if mine == theirs || base == Some(theirs) { Some(mine) } else { (base == Some(mine)).then_some(theirs) }
}
