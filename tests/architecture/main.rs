//! Keeps the layers: a module refers only to those that stand before it in [`LAYERS`], those
//! in [`SEPARATE`] never refer to one another, and every source file is short and says what it is
//! for. It reads the sources as text, so a broken layer is named by file and line.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test reads the sources from disk and may stop at the first surprise"
)]

mod document;
mod references;
mod templates;

use references::references;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules directly under `src/`; each may refer to those before it.
const LAYERS: [&str; 11] =
    ["text", "model", "metrics", "notes", "survey", "playbook", "store", "report", "ui", "mail", "cli"];

/// Whatever their order, these know nothing of one another: only `cli` ties them together.
const SEPARATE: [&str; 4] = ["store", "report", "ui", "mail"];

/// The files that stand above the layers: one declares them, one starts the program.
const ROOTS: [&str; 2] = ["src/lib.rs", "src/main.rs"];

/// A source file has fewer lines than this.
const LINES: usize = 400;

#[test]
fn every_module_refers_only_to_the_layers_before_it() {
    report(sources().iter().flat_map(|(path, source)| layer_violations(path, source)));
}

#[test]
fn every_file_is_short_and_says_what_it_is_for() {
    report(sources().iter().flat_map(|(path, source)| form_violations(path, source)));
}

#[test]
fn every_layer_exists() {
    let found: BTreeSet<String> =
        sources().iter().filter_map(|(path, _)| module_path(path).into_iter().next()).collect();
    let missing: Vec<_> = LAYERS.iter().filter(|layer| !found.contains(**layer)).collect();
    assert!(missing.is_empty(), "no source file was found for {missing:?}");
}

fn report(violations: impl Iterator<Item = String>) {
    let violations: Vec<_> = violations.collect();
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

/// The text of every `.rs` file under `src/`, by its path from the package root.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be listed") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root).expect("the file is in the package");
                let name = name.to_string_lossy().replace('\\', "/");
                sources.push((name, fs::read_to_string(&path).expect("the file is UTF-8")));
            }
        }
    }
    assert!(!sources.is_empty(), "no sources under {}", root.display());
    sources.sort();
    sources
}

fn form_violations(path: &str, source: &str) -> Vec<String> {
    let mut violations = Vec::new();
    if !source.starts_with("//!") {
        violations.push(format!("{path}:1: does not open with a `//!` that says what it is for"));
    }
    let lines = source.lines().count();
    if lines >= LINES {
        violations.push(format!("{path}:{lines}: has {lines} lines; look for the missing concept"));
    }
    violations
}

fn layer_violations(path: &str, source: &str) -> Vec<String> {
    if ROOTS.contains(&path) {
        return Vec::new();
    }
    let module = module_path(path);
    let own = module.first().map_or("", String::as_str);
    let Some(rank) = LAYERS.iter().position(|layer| *layer == own) else {
        return vec![format!("{path}:1: `{own}` is not one of the layers {LAYERS:?}")];
    };
    // A set: one line of a group may name the same layer several times.
    let found: BTreeSet<(usize, String)> = references(&module, source)
        .into_iter()
        .filter(|(_, target)| target != own)
        .filter_map(|(line, target)| Some((line, complaint(own, rank, &target)?)))
        .collect();
    found.into_iter().map(|(line, complaint)| format!("{path}:{line}: {complaint}")).collect()
}

/// What is wrong with layer `own`, which stands at `rank`, referring to `target`.
fn complaint(own: &str, rank: usize, target: &str) -> Option<String> {
    match LAYERS.iter().position(|layer| *layer == target) {
        None => Some(format!("`crate::{target}` names no layer; name the layer it comes from")),
        Some(_) if SEPARATE.contains(&own) && SEPARATE.contains(&target) => {
            Some(format!("`{own}` refers to `{target}`; only `cli` ties the two together"))
        }
        Some(other) if other > rank => Some(format!("`{own}` refers to `{target}`, which stands after it")),
        Some(_) => None,
    }
}

/// `src/model/goal.rs` is `model::goal`; `src/model/mod.rs` and `src/model.rs` are `model`.
fn module_path(path: &str) -> Vec<String> {
    let path = path.strip_prefix("src/").unwrap_or(path);
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let path = path.strip_suffix("/mod").unwrap_or(path);
    path.split('/').map(str::to_owned).collect()
}

mod tests {
    use super::{form_violations, layer_violations, module_path};

    /// The lines that the detector finds fault with.
    fn lines(path: &str, source: &str) -> Vec<usize> {
        let line = |violation: &String| violation.split(':').nth(1)?.parse().ok();
        layer_violations(path, source).iter().filter_map(line).collect()
    }

    #[test]
    fn a_reference_to_a_later_layer_is_found_however_it_is_written() {
        let samples = [
            ("src/model/goal.rs", "use crate::store::Store;", vec![1]),
            ("src/model.rs", "//! x\n\npub(crate) use crate::cli;", vec![3]),
            ("src/model/goal.rs", "fn f() {\n    crate::ui::ask();\n}", vec![2]),
            ("src/model/goal.rs", "fn f(x: &crate::ui::Ui<'_>) {}", vec![1]),
            ("src/model/goal.rs", "use crate::{\n    text::a,\n    store::{b, c},\n};", vec![3]),
            ("src/model/goal.rs", "use crate::{text, metrics as m, ui};", vec![1, 1]),
            ("src/model/goal.rs", "use super::super::store;", vec![1]),
            ("src/model/goal.rs", "use super::{super::ui, goal};", vec![1]),
            ("src/model/mod.rs", "use super::store;", vec![1]),
            ("src/model.rs", "use self::super::store;", vec![1]),
            ("src/model.rs", "mod tests {\n    use super::super::store;\n}", vec![2]),
            ("src/model.rs", "mod a { mod b {} }\nuse super::store;", vec![2]),
            ("src/model.rs", "f::<crate::model::X>(g::<crate::store::Y>());", vec![1]),
            ("src/model.rs", "crate::model::f::<crate::ui::Y>();", vec![1]),
            ("src/model.rs", "macro_rules! m { () => { $crate::ui::ask() } }", vec![1]),
            ("src/model.rs", "const A: char = '\"'; use crate::store; const B: &str = \"\";", vec![1]),
            ("src/model.rs", "const A: &str = r#\"\"#;\nuse crate::store;", vec![2]),
            ("src/model.rs", "/* /* */ */ use crate::store;", vec![1]),
        ];
        for (path, source, expected) in samples {
            assert_eq!(lines(path, source), expected, "{path}: {source}");
        }
    }

    #[test]
    fn the_separate_layers_are_kept_apart_in_both_directions() {
        for (path, source) in [
            ("src/store/load.rs", "use crate::report::View;"),
            ("src/report/table.rs", "use crate::store::Store;"),
            ("src/ui/prompt.rs", "use crate::store::Store;"),
            ("src/mail/letter.rs", "use crate::report::Document;"),
            ("src/store/load.rs", "use crate::mail::send;"),
            ("src/ui/prompt.rs", "use crate::{model::Week, report};"),
        ] {
            assert_eq!(lines(path, source), [1], "{path}: {source}");
        }
    }

    #[test]
    fn the_root_and_unknown_modules_are_no_layers() {
        for source in [
            "use crate::*;",
            "use crate::{self as root};",
            "use crate as root;",
            "extern crate self as auxeng;",
            "use crate::Week;",
            "use super::super::*;",
        ] {
            assert_eq!(lines("src/cli/retro.rs", source), [1], "{source}");
        }
        assert_eq!(lines("src/helpers.rs", ""), [1]);
    }

    #[test]
    fn what_is_allowed_is_not_reported() {
        for (path, source) in [
            ("src/cli/retro.rs", "use crate::{model::{Week, Goal}, report, store, ui};"),
            ("src/store/load.rs", "use crate::model::Week; use super::layout; use crate::store::x;"),
            ("src/model/goal.rs", "use super::Week; pub(in crate::model) fn f() {} pub(crate) fn g() {}"),
            ("src/model.rs", "mod tests {\n    use super::*;\n}"),
            ("src/model.rs", "// crate::store\n//! [`crate::store`]\n/* crate::ui */"),
            ("src/model.rs", "const A: &str = \"crate::store \\\" crate::ui\";"),
            ("src/model.rs", "const A: &str = br##\"crate::store\"# crate::ui\"##; const B: char = '\\'';"),
            ("src/lib.rs", "pub use crate::model::Week; pub mod cli;"),
            ("src/main.rs", "use auxeng::cli;"),
        ] {
            assert_eq!(layer_violations(path, source), [""; 0], "{path}: {source}");
        }
    }

    #[test]
    fn a_long_file_and_one_without_a_purpose_are_reported() {
        let long = format!("//! x\n{}", "\n".repeat(399));
        let short = format!("//! x\n{}", "\n".repeat(398));
        assert_eq!(form_violations("src/a.rs", &long).len(), 1);
        assert_eq!(form_violations("src/a.rs", &short).len(), 0);
        assert_eq!(form_violations("src/a.rs", "use std::fs;\n//! x").len(), 1);
    }

    #[test]
    fn a_file_stands_for_its_module() {
        assert_eq!(module_path("src/model/mod.rs"), ["model"]);
        assert_eq!(module_path("src/model.rs"), ["model"]);
        assert_eq!(module_path("src/cli/goal/add.rs"), ["cli", "goal", "add"]);
    }
}
