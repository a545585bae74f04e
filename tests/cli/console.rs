//! The form of a `console` block in Markdown, read and written back with other outputs.
//!
//! `$ ` opens a command; a backslash at the end of a line continues it, and the lines of its
//! here-document begin with `> `. All other lines are output, up to the next command.

/// A piece of a document; expected outputs are no part, since the actual ones take their place.
#[derive(Debug, PartialEq)]
pub(crate) enum Part {
    /// A line that stays as it is.
    Line(String),
    /// A command, with the number of its first line, and the fence around it.
    Command { line: usize, shown: Vec<String>, script: String, fence: Fence },
}

impl Part {
    pub(crate) fn is_command(&self) -> bool {
        matches!(self, Self::Command { .. })
    }
}

/// The line that opens a block of code, in a list perhaps indented.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fence {
    indent: String,
    ticks: String,
    console: bool,
}

impl Fence {
    fn opening(line: &str) -> Option<Self> {
        let text = line.trim_start();
        let sign = text.chars().next().filter(|sign| "`~".contains(*sign))?;
        let info = text.trim_start_matches(sign);
        let ticks = &text[..text.len() - info.len()];
        (ticks.len() >= 3 && !info.contains('`')).then(|| Self {
            indent: line[..line.len() - text.len()].to_owned(),
            ticks: ticks.to_owned(),
            console: info.split_whitespace().next() == Some("console"),
        })
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let line = line.trim();
        line.len() >= self.ticks.len() && line.chars().all(|sign| self.ticks.starts_with(sign))
    }

    fn inner<'a>(&self, line: &'a str) -> &'a str {
        line.strip_prefix(&self.indent).unwrap_or(line.trim_start())
    }
}

/// The parts of a document, or `line: problem`.
pub(crate) fn parse(source: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut lines = (1..).zip(source.lines());
    while let Some((opened, line)) = lines.next() {
        parts.push(Part::Line(line.to_owned()));
        let Some(fence) = Fence::opening(line) else {
            continue;
        };
        let mut first = true;
        loop {
            let (number, line) = lines.next().ok_or(format!("{opened}: the block has no end"))?;
            if fence.is_closed_by(line) {
                parts.push(Part::Line(line.to_owned()));
                break;
            }
            if !fence.console {
                parts.push(Part::Line(line.to_owned()));
            } else if fence.inner(line).starts_with("$ ") {
                parts.push(command((number, line), &mut lines, &fence)?);
                first = false;
            } else if first {
                return Err(format!("{number}: a console block begins with `$ ` and a command"));
            }
        }
    }
    Ok(parts)
}

/// Reads one command, with its continued lines and its here-document.
fn command<'a>(
    (line, first): (usize, &str),
    lines: &mut impl Iterator<Item = (usize, &'a str)>,
    fence: &Fence,
) -> Result<Part, String> {
    let mut shown = vec![first.to_owned()];
    let mut script = fence.inner(first)[2..].to_owned();
    while script.ends_with('\\') {
        let next = lines.next().ok_or(format!("{line}: the command has no end"))?.1;
        let text = fence.inner(next);
        script = format!("{script}\n{}", text.strip_prefix("> ").unwrap_or(text));
        shown.push(next.to_owned());
    }
    let end = here_document(&script).map(str::to_owned);
    let mut open = end.is_some();
    while open {
        let (number, next) = lines.next().ok_or(format!("{line}: the here-document has no end"))?;
        let text = fence.inner(next);
        let text = text
            .strip_prefix("> ")
            .or((text == ">").then_some(""))
            .ok_or(format!("{number}: a line of a here-document begins with `> `"))?;
        open = Some(text) != end.as_deref();
        script = format!("{script}\n{text}");
        shown.push(next.to_owned());
    }
    Ok(Part::Command { line, shown, script, fence: fence.clone() })
}

/// The word that ends the here-document of a command: `EOF` of `cat <<'EOF'`.
fn here_document(script: &str) -> Option<&str> {
    let (_, after) = script.split_once("<<")?;
    let after = after.trim_start_matches(['\'', '"']);
    let end = after.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(after.len());
    (end > 0).then_some(&after[..end])
}

/// The document with the outputs that `run` gives for its commands, or `line: problem`.
pub(crate) fn render(parts: &[Part], run: impl Fn(&str) -> String) -> Result<String, String> {
    let mut lines = Vec::new();
    for part in parts {
        let (line, shown, script, fence) = match part {
            Part::Line(line) => {
                lines.push(line.clone());
                continue;
            }
            Part::Command { line, shown, script, fence } => (line, shown, script, fence),
        };
        lines.extend_from_slice(shown);
        for output in run(script).lines() {
            if output.starts_with("$ ") || fence.is_closed_by(output) {
                return Err(format!(
                    "{line}: the output {output:?} would read as part of the document; around a \
                     fence put a longer one"
                ));
            }
            // A blank line in a list has no indentation.
            let indent = if output.is_empty() { "" } else { &fence.indent };
            lines.push(format!("{indent}{output}"));
        }
    }
    lines.push(String::new());
    Ok(lines.join("\n"))
}

mod tests {
    use super::{Part, parse, render};

    /// The scripts of a document and what it reads after each put out `output`.
    fn run(source: &str, output: &str) -> Result<(Vec<String>, String), String> {
        let parts = parse(source)?;
        let scripts = parts.iter().filter_map(|part| match part {
            Part::Command { script, .. } => Some(script.clone()),
            Part::Line(_) => None,
        });
        let rendered = render(&parts, |_| output.to_owned())?;
        Ok((scripts.collect(), rendered))
    }

    #[test]
    fn only_console_blocks_are_run_and_only_outputs_are_replaced() {
        let source = "\
# Title
$ not a command
```sh
$ not run
```
~~~text
```console
$ not run
~~~
```console
$ one
old
> old
$ two

old
```
end
";
        let (scripts, rendered) = run(source, "new\n\nnew\n").expect("it is well formed");
        assert_eq!(scripts, ["one", "two"]);
        let expected = source
            .replace("$ one\nold\n> old\n", "$ one\nnew\n\nnew\n")
            .replace("$ two\n\nold\n", "$ two\nnew\n\nnew\n");
        assert_eq!(rendered, expected);
    }

    #[test]
    fn a_command_may_have_several_lines() {
        for (block, script) in [
            ("$ a \\\n    --b \\\n> --c\n", "a \\\n    --b \\\n--c"),
            ("$ cat <<'EOF' > x\n> a\n>\n> > b\n> EOF\n", "cat <<'EOF' > x\na\n\n> b\nEOF"),
            ("$ a \\\n  <<END\n> END\n", "a \\\n  <<END\nEND"),
            ("$ echo '<< '\n", "echo '<< '"),
        ] {
            let source = format!("```console\n{block}```\n");
            let result = run(&source, "").expect("it is well formed");
            assert_eq!(result, (vec![script.to_owned()], source));
        }
    }

    #[test]
    fn a_block_in_a_list_keeps_its_indentation() {
        let source = "- x\n\n  ```console\n  $ a\n  old\n  ```\n";
        let (scripts, rendered) = run(source, "new\n\nnew").expect("it is well formed");
        assert_eq!(scripts, ["a"]);
        assert_eq!(rendered, source.replace("  old", "  new\n\n  new"));
    }

    #[test]
    fn a_longer_fence_holds_a_fence() {
        let source = "````console\n$ a\n```\n````\n";
        assert_eq!(run(source, "```\n").expect("it is well formed").1, source);
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_its_line() {
        for (source, output, line) in [
            ("x\n```console\noutput first\n```\n", "", "3:"),
            ("x\n```console\n$ a\n", "", "2:"),
            ("```console\n$ a <<EOF\nb\nEOF\n```\n", "", "3:"),
            ("```console\n$ a <<EOF\n> b\n", "", "2:"),
            ("```console\n$ a \\", "", "2:"),
            ("```console\n$ a\n```\n", "```\n", "2:"),
            ("```console\n$ a\n```\n", "$ b\n", "2:"),
        ] {
            let problem = run(source, output).expect_err("it is refused");
            assert!(problem.starts_with(line), "{source:?}: {problem}");
        }
    }
}
