//! Bars and sparklines, with plain ASCII where the terminal has nothing better.

/// A bar of `width` cells, filled by `share` (0…1).
pub(super) fn bar(share: f64, width: usize, unicode: bool) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small number of cells, never negative"
    )]
    let filled = ((share.clamp(0.0, 1.0) * width as f64).round() as usize).min(width);
    // Only what is done looks full, and only what has not begun looks empty.
    let filled = match filled {
        0 if share > 0.0 => width.min(1),
        full if full == width && share < 1.0 => width.saturating_sub(1),
        filled => filled,
    };
    let (on, off) = if unicode { ("█", "░") } else { ("#", ".") };
    on.repeat(filled) + &off.repeat(width.saturating_sub(filled))
}

/// A calendar of `width` cells in which `from`…`to` (shares of the whole, 0…1) is taken; at least one cell is.
pub(super) fn stretch(from: f64, to: f64, width: usize, unicode: bool) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number of cells")]
    let cell = |share: f64| (share.clamp(0.0, 1.0) * width as f64).round() as usize;
    let first = cell(from).min(width.saturating_sub(1));
    let next = first.saturating_add(1);
    let last = cell(to).clamp(next, width.max(next));
    let (on, off) = if unicode { ("█", "·") } else { ("#", ".") };
    off.repeat(first) + &on.repeat(last.saturating_sub(first)) + &off.repeat(width.saturating_sub(last))
}

/// One character for each of `shares` (0…1) from the first known one on; a gap where nothing is known.
pub(super) fn sparkline(shares: &[Option<f64>], unicode: bool) -> String {
    const UNICODE: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    const ASCII: [char; 8] = ['_', '.', ':', '-', '=', '+', '*', '#'];
    let levels = if unicode { UNICODE } else { ASCII };
    let level = |share: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 7")]
        let index = (share.clamp(0.0, 1.0) * 7.0).round() as usize;
        levels.get(index).copied().unwrap_or(' ')
    };
    let known = shares.iter().skip_while(|share| share.is_none());
    known.map(|share| share.map_or(' ', level)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_full_only_when_done() {
        for (share, shown) in [(0.0, "...."), (0.01, "#..."), (0.5, "##.."), (0.99, "###."), (1.0, "####")] {
            assert_eq!(bar(share, 4, false), shown, "{share}");
        }
        assert_eq!(bar(0.5, 4, true), "██░░");
        assert_eq!(bar(7.0, 0, true), "");
    }

    #[test]
    fn a_stretch_is_seen_however_short() {
        for (from, to, shown) in
            [(0.0, 1.0, "####"), (0.0, 0.5, "##.."), (0.5, 0.5, "..#."), (1.0, 1.0, "...#"), (-1.0, 9.0, "####")]
        {
            assert_eq!(stretch(from, to, 4, false), shown, "{from} to {to}");
        }
    }

    #[test]
    fn sparklines_have_a_character_a_week() {
        assert_eq!(sparkline(&[None, Some(0.0), None, Some(0.5), Some(1.0)], true), "▁ ▅█");
        assert_eq!(sparkline(&[Some(0.0), Some(1.0)], false), "_#");
    }
}
