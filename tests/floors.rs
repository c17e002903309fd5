//! A module imports only from floors below its own: the order of `src/lib.rs`.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the library with their floors, in reading order.
fn floors() -> Vec<(String, u32)> {
    let text = fs::read_to_string(root().join("lib.rs")).expect("src/lib.rs");
    let mut floor = None;
    let mut found = Vec::new();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("/// Floor ") {
            floor = rest.split(':').next().and_then(|number| number.parse().ok());
        } else if let Some(name) = line.strip_prefix("pub mod ") {
            let floor = floor.take().unwrap_or_else(|| panic!("module {name} says no floor"));
            found.push((name.trim_end_matches(';').to_owned(), floor));
        }
    }
    found
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The Rust files of a module, `name.rs` and all of `name/`.
fn files(module: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let file = root().join(format!("{module}.rs"));
    if file.exists() {
        found.push(file);
    }
    let mut folders = vec![root().join(module)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.expect("a readable folder").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found
}

/// The first names of all paths `crate::name`.
fn imports(text: &str) -> impl Iterator<Item = &str> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let after = code.flat_map(|line| line.split("crate::").skip(1));
    after.map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default())
}

#[test]
fn modules_import_only_from_floors_below() {
    let floors = floors();
    let mut wrong = String::new();
    let mut count = 0;
    for (at, (module, floor)) in floors.iter().enumerate() {
        for path in files(module) {
            let text = fs::read_to_string(&path).expect("a readable file");
            for name in imports(&text) {
                let Some(there) = floors.iter().position(|(other, _)| other == name) else { continue };
                count += 1;
                if there > at || floors[there].1 > *floor {
                    let _ = writeln!(wrong, "{}: floor {floor} uses `{name}`", path.display());
                }
            }
        }
    }
    assert!(count > 500, "only {count} imports were found");
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn only_the_grammar_names_its_rules() {
    let grammar = root().join("syntax").join("grammar");
    let outside = files("syntax").into_iter().filter(|path| !path.starts_with(&grammar));
    let named: Vec<PathBuf> =
        outside.filter(|path| fs::read_to_string(path).expect("a readable file").contains("Rule::")).collect();
    assert!(named.is_empty(), "pest's rules are named outside of the grammar: {named:?}");
}
