//! Spreadsheets and Markdown.

use super::{TODAY, date, scored, task, view};
use crate::model::{Retro, Settings};
use crate::report::view::ReportView;
use crate::report::{Layout, envelope, report_document, status_csv, status_document};

const HOSTILE: &str = "a|b\n=1 <b> \u{1b}[2J";

#[test]
fn every_column_of_the_spreadsheet_is_a_field_of_the_json() {
    let view = view(&[scored("checkout", 0.6)]);
    let csv = status_csv(&view).unwrap();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    let json: serde_json::Value = serde_json::from_str(&envelope("status", &view).unwrap()).unwrap();
    let engagement = &json["engagements"][0];
    for column in &header {
        assert!(engagement.get(column).is_some(), "{column}");
    }
    let row = reader.records().next().unwrap().unwrap();
    let cell = |name: &str| row.get(header.iter().position(|column| column == name).unwrap()).unwrap();
    for (name, expected) in [
        ("id", "checkout"),
        ("stage", "running"),
        ("week", "6"),
        ("weeks", "10"),
        ("diffusion", "0.6"),
        ("health", "on_track"),
        ("last_scored", "2026-W47"),
        ("open_actions", "0"),
        ("advisor", "Mira"),
    ] {
        assert_eq!(cell(name), expected, "{name}");
    }
}

#[test]
fn lists_are_one_cell_and_texts_are_no_formulas() {
    let mut record = scored("checkout", 0.6);
    record.engagement.host = Some(String::from("=HYPERLINK(\"http://x\")"));
    record.engagement.engineers = vec!["Ana".parse().unwrap(), "Bo".parse().unwrap()];
    let mut retro = Retro::new(super::week("2026-W46"));
    retro.blockers = vec![task("one", None), task("two", None)];
    record.retros.insert(0, retro);
    let csv = status_csv(&view(&[record])).unwrap();
    assert!(csv.contains(",\"'=HYPERLINK(\"\"http://x\"\")\","), "{csv}");
    assert!(csv.contains(",Ana; Bo,") && csv.contains(",Do one; Do two,"), "{csv}");
    assert_eq!(csv.lines().count(), 2, "{csv}");
}

#[test]
fn markdown_tables_keep_their_shape_whatever_the_texts_say() {
    let mut record = scored("checkout", 0.6);
    record.engagement.host = Some(HOSTILE.to_owned());
    let layout = Layout { width: 80, unicode: true };
    let text = status_document(&view(&[record]), layout).markdown();
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
    let cells = |row: &&str| row.replace("\\|", "").matches('|').count();
    assert_eq!(rows.iter().map(cells).collect::<Vec<_>>(), [8, 8, 8], "{text}");
    assert!(rows[2].contains("a\\|b =1 &lt;b&gt; ␛\\[2J"), "{text}");
}

#[test]
fn a_report_is_markdown_with_headings_and_lists() {
    let mut record = scored("checkout", 0.6);
    record.engagement.title = HOSTILE.to_owned();
    let mut retro = Retro::new(super::week("2026-W48"));
    retro.went_well = vec![HOSTILE.to_owned(), String::from("# no heading")];
    record.retros.push(retro);
    let report = ReportView::of(&record, &Settings::default(), date(TODAY));
    let text = report_document(&report, Layout { width: 80, unicode: true }).markdown();
    assert!(text.starts_with("# a\\|b =1 &lt;b&gt; ␛\\[2J\n"), "{text}");
    assert!(text.contains("\n- a\\|b  \n  \\=1 &lt;b&gt; ␛\\[2J\n- \\# no heading\n"), "{text}");
    for heading in ["## Goals\n", "## Weekly retros, newest first\n", "### 2026-W48\n"] {
        assert!(text.contains(heading), "{heading}\n{text}");
    }
}
