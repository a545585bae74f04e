//! What a check found, for people, for scripts and for a forge that annotates pull requests.

use serde::Serialize;

use super::document::Document;
use crate::playbook::{Excerpt, Finding, Severity};
use crate::text::{Role, clean, count, list};

/// The widest line of a file that is shown around a finding.
const EXCERPT: usize = 72;

#[derive(Serialize)]
struct CheckView<'a> {
    errors: usize,
    warnings: usize,
    findings: Vec<FindingView<'a>>,
}

#[derive(Serialize)]
struct FindingView<'a> {
    rule: &'a str,
    severity: Severity,
    engagement: Option<&'a str>,
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
    help: &'a str,
}

/// The findings of a check as JSON. Files are named from the root of the store.
///
/// # Errors
/// Never in practice: see [`envelope`](super::envelope).
pub fn check_json(findings: &[Finding]) -> Result<String, serde_json::Error> {
    let view = |finding: &'_ Finding| {
        let place = finding.place.as_ref();
        let excerpt = place.and_then(|place| place.excerpt.as_ref());
        (place.map(|place| slashes(&place.file)), excerpt.map(|e| e.line), excerpt.map(|e| e.column))
    };
    let findings_view = findings
        .iter()
        .map(|finding| {
            let (file, line, column) = view(finding);
            FindingView {
                rule: finding.rule.id,
                severity: finding.severity,
                engagement: finding.engagement.as_ref().map(AsRef::as_ref),
                file,
                line,
                column,
                message: &finding.message,
                help: &finding.help,
            }
        })
        .collect();
    let (errors, warnings) = tally(findings);
    super::envelope("check", &CheckView { errors, warnings, findings: findings_view })
}

/// How many findings are errors, and how many warnings.
fn tally(findings: &[Finding]) -> (usize, usize) {
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    (errors, findings.len().saturating_sub(errors))
}

/// The findings of a check, with how many engagements were read, and how many proposals that are none yet.
pub fn check_document(findings: &[Finding], engagements: usize, proposals: usize, root: &str) -> Document {
    let mut page = Document::default();
    for finding in findings {
        page.verbatim(finding_text(finding, root));
    }
    let (errors, warnings) = tally(findings);
    let mut read = vec![count(engagements, "engagement")];
    if proposals > 0 {
        read.push(count(proposals, "proposal"));
    }
    let read = list(&read);
    page.text(match (errors, warnings) {
        (0, 0) => format!("{read} checked: no errors, no warnings."),
        _ => format!("{read} checked: {}, {}.", count(errors, "error"), count(warnings, "warning")),
    });
    page
}

/// One finding as people read it: what, where, and what to do. `root` is how the user names the store.
pub fn finding_text(finding: &Finding, root: &str) -> String {
    let role = if finding.is_error() { Role::Bad } else { Role::Caution };
    let label = role.paint(finding.severity.label());
    let at = place(finding, root);
    let id = Role::Faint.paint(format!("[{}]", finding.rule.id));
    let mut text = format!("{label}: {at}{} {id}", clean(&finding.message));
    let help = clean(&finding.help);
    match finding.place.as_ref().and_then(|place| place.excerpt.as_ref()) {
        Some(excerpt) if !excerpt.text.trim().is_empty() => text.push_str(&quote(excerpt, &help)),
        _ => text.push_str(&format!("\n  {help}")),
    }
    text
}

fn place(finding: &Finding, root: &str) -> String {
    match (&finding.place, &finding.engagement) {
        (Some(place), _) => {
            let file = join(root, &slashes(&place.file));
            let position = place.excerpt.as_ref();
            let position = position.map_or_else(String::new, |at| format!(":{}:{}", at.line, at.column));
            format!("{}{position}: ", clean(&file))
        }
        (None, Some(engagement)) => format!("{engagement}: "),
        (None, None) => String::new(),
    }
}

fn join(root: &str, file: &str) -> String {
    if matches!(root, "" | ".") { file.to_owned() } else { format!("{}/{file}", root.trim_end_matches('/')) }
}

/// The line of the file with the part that is meant underlined, and what to do beside it.
fn quote(excerpt: &Excerpt, help: &str) -> String {
    let number = excerpt.line.to_string();
    let gutter = " ".repeat(number.len());
    let start = excerpt.column.saturating_sub(1);
    let skipped = start.saturating_sub(EXCERPT / 2);
    let start = start.saturating_sub(skipped);
    let shown: String = excerpt.text.chars().skip(skipped).take(EXCERPT).collect();
    let before: String = shown.chars().take(start).collect();
    let meant: String = shown.chars().skip(start).take(excerpt.width).collect();
    let width = |text: &str| unicode_width::UnicodeWidthStr::width(clean(text).as_ref());
    let carets = "^".repeat(width(&meant).max(1));
    let indent = " ".repeat(width(&before));
    // Beside the carets where there is room, else below.
    let beside = width(&format!("{indent}{carets}{help}")) <= EXCERPT;
    let apart = if beside { String::from(" ") } else { format!("\n  {gutter}   ") };
    format!("\n  {number} | {}\n  {gutter} | {indent}{carets}{apart}{help}", clean(shown.trim_end()))
}

/// The findings as annotations that a forge's pull request shows beside the line.
pub fn github_annotations(findings: &[Finding], root: &str) -> String {
    let mut text = String::new();
    for finding in findings {
        let mut properties = Vec::new();
        if let Some(place) = &finding.place {
            properties.push(format!("file={}", property(&join(root, &slashes(&place.file)))));
            if let Some(excerpt) = &place.excerpt {
                properties.push(format!("line={},col={}", excerpt.line, excerpt.column));
            }
        }
        properties.push(format!("title={}", property(finding.rule.id)));
        let about = match (&finding.place, &finding.engagement) {
            (None, Some(engagement)) => format!("{engagement}: "),
            _ => String::new(),
        };
        let message = format!("{about}{}: {}", finding.message, finding.help);
        let level = finding.severity.label();
        text.push_str(&format!("::{level} {}::{}\n", properties.join(","), data(&message)));
    }
    text
}

/// Escapes the text of an annotation, as the runner's command format asks for.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of an annotation.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

fn slashes(path: &std::path::Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playbook::{Place, record};

    fn finding(text: &str, column: usize, width: usize) -> Finding {
        let excerpt = Excerpt { line: 7, column, width, text: text.to_owned() };
        Finding {
            rule: &record::WRONG_TYPE,
            severity: Severity::Error,
            engagement: None,
            place: Some(Place { file: "search/engagement.toml".into(), excerpt: Some(excerpt) }),
            message: String::from("`start` is not a date"),
            help: String::from("write a date without quotes: 2026-11-23"),
        }
    }

    fn plain(text: &str) -> String {
        text.chars().filter(|c| crate::text::Paint::of(*c).is_none()).collect()
    }

    #[test]
    fn a_finding_points_at_its_place() {
        let text = finding_text(&finding("start = \"next monday\"", 9, 13), "engagements");
        let expected = "\
error: engagements/search/engagement.toml:7:9: `start` is not a date [wrong-type]
  7 | start = \"next monday\"
    |         ^^^^^^^^^^^^^ write a date without quotes: 2026-11-23";
        assert_eq!(plain(&text), expected);
    }

    #[test]
    fn long_and_wide_lines_stay_readable() {
        let long = format!("{}x", "林".repeat(200));
        let text = plain(&finding_text(&finding(&long, 201, 1), ""));
        assert!(text.lines().all(|line| line.chars().count() < 100), "{text}");
        assert!(text.contains("x\n"), "{text}");
        assert!(text.contains(&format!("{}^\n", " ".repeat(72))), "{text}");
    }

    #[test]
    fn annotations_are_escaped() {
        let mut bad = finding("x", 1, 1);
        bad.message = String::from("50 %\nof it: ::error::");
        let text = github_annotations(&[bad], "a,b");
        assert_eq!(
            text,
            "::error file=a%2Cb/search/engagement.toml,line=7,col=1,title=wrong-type::50 %25%0Aof it: ::error::: \
             write a date without quotes: 2026-11-23\n"
        );
    }
}
