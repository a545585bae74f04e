//! The table of what was measured.

use std::fmt;

/// What is compared, in seconds or in bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Amount {
    Seconds(f64),
    Bytes(f64),
}

/// One comparison.
struct Row {
    what: String,
    ours: Amount,
    against: Amount,
    /// What `against` is.
    of: &'static str,
    /// The ratio that should not be exceeded; none where a row is for information.
    bar: Option<f64>,
}

/// The comparisons, in the order in which they were made.
#[derive(Default)]
pub(crate) struct Table(Vec<Row>);

impl Amount {
    fn number(self) -> f64 {
        match self {
            Self::Seconds(number) | Self::Bytes(number) => number,
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Seconds(seconds) if *seconds < 0.01 => f.pad(&format!("{:.2} ms", seconds * 1e3)),
            Self::Seconds(seconds) => f.pad(&format!("{:.0} ms", seconds * 1e3)),
            Self::Bytes(bytes) => f.pad(&format!("{:.0} MB", bytes / 1e6)),
        }
    }
}

impl Row {
    fn ratio(&self) -> f64 {
        self.ours.number() / self.against.number()
    }

    fn is_over(&self) -> bool {
        // What is shown is what is judged.
        self.bar.is_some_and(|bar| (self.ratio() * 100.0).round() > (bar * 100.0).round())
    }
}

impl Table {
    /// Adds a comparison of `ours` with `against`, which is an `of`.
    pub(crate) fn row(
        &mut self,
        what: impl Into<String>,
        ours: Amount,
        (against, of): (Amount, &'static str),
        bar: Option<f64>,
    ) {
        let row = Row { what: what.into(), ours, against, of, bar };
        // Measuring takes minutes: whoever waits sees that it goes on.
        eprintln!("{}: {:.2}", row.what, row.ratio());
        self.0.push(row);
    }

    /// How many comparisons exceed their bar.
    pub(crate) fn over(&self) -> usize {
        self.0.iter().filter(|row| row.is_over()).count()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = self.0.iter().map(|row| row.what.chars().count()).max().unwrap_or_default();
        let of = self.0.iter().map(|row| row.of.chars().count()).max().unwrap_or_default() + 10;
        writeln!(f, "{:what$}  {:>9}  {:>of$}  {:>5}  {:>4}", "what", "ours", "against", "ratio", "bar")?;
        for row in &self.0 {
            let against = format!("{} {:>9}", row.of, row.against);
            let bar = row.bar.map_or_else(String::new, |bar| format!("{bar:.1}"));
            let verdict = match row.bar {
                None => "",
                Some(_) if row.is_over() => "over",
                Some(_) => "ok",
            };
            let line = format!(
                "{:what$}  {:>9}  {against:>of$}  {:>5.2}  {bar:>4}  {verdict}",
                row.what,
                row.ours,
                row.ratio()
            );
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}
