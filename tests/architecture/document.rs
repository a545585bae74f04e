//! `docs/architecture.md` names the layers and the packages as they are.

use super::LAYERS;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What stands in code in the first column of the table below a heading.
fn column(heading: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/architecture.md");
    let document = fs::read_to_string(path).expect("the document can be read");
    document
        .lines()
        .skip_while(|line| *line != heading)
        .skip(1)
        .take_while(|line| !line.starts_with('#'))
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .map(str::to_owned)
        .collect()
}

/// The packages that `Cargo.toml` names as dependencies, on any system and for any purpose.
fn packages() -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let manifest = fs::read_to_string(path).expect("Cargo.toml can be read");
    let mut packages = BTreeSet::new();
    let mut inside = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| inside) {
            packages.insert(name.to_owned());
        }
    }
    packages
}

#[test]
fn every_layer_is_described_in_its_order() {
    assert_eq!(column("## Layers"), LAYERS);
}

#[test]
fn every_package_is_justified() {
    let listed = column("## Packages");
    let described: BTreeSet<String> = listed.iter().cloned().collect();
    assert_eq!(listed.len(), described.len(), "a package stands twice");
    assert_eq!(described, packages());
}
