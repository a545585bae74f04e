//! What an edit does to a file, line by line.

use super::{Record, changed, read};

/// What `edit` does to the record in `before`: the lines that go, marked `-`, and those that come, marked `+`.
///
/// The file is tried with LF, with CR LF, with a byte order mark, and without a line end at its end; the edit must
/// leave each as it is.
#[track_caller]
pub(super) fn diff<T: Record>(before: &str, like: &T, edit: impl Fn(&mut T)) -> Vec<String> {
    let edited = |text: &str| {
        let mut record = read(text, like);
        edit(&mut record);
        changed(text, &record)
    };
    let after = edited(before);
    let windows = |text: &str| text.replace('\n', "\r\n");
    assert_eq!(edited(&windows(before)), windows(&after));
    assert_eq!(edited(&format!("\u{feff}{before}")), format!("\u{feff}{after}"));
    lines_between(before, &after)
}

/// The difference of two texts, line by line, by their longest common subsequence.
fn lines_between(before: &str, after: &str) -> Vec<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let either = common[i + 1][j].max(common[i][j + 1]);
            common[i][j] = if old[i] == new[j] { common[i + 1][j + 1] + 1 } else { either };
        }
    }
    let (mut i, mut j, mut lines) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && common[i + 1][j] >= common[i][j + 1]) {
            lines.push(format!("-{}", old[i]));
            i += 1;
        } else {
            lines.push(format!("+{}", new[j]));
            j += 1;
        }
    }
    lines
}
