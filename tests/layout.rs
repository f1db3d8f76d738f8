//! The house: rooms import only downwards, and no file grows beyond reason.

use std::path::{Path, PathBuf};

/// Each room with the rooms it may import (`docs/ARCHITECTURE.md`). The command line is a crate of its own.
const ROOMS: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("text", &["error"]),
    ("corpus", &["error", "text"]),
    ("features", &["error", "text"]),
    ("model", &["error", "text", "corpus", "features"]),
    ("trends", &["error", "corpus", "model"]),
    ("report", &["error", "text", "corpus", "features", "model", "trends"]),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The code without comments.
fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

#[test]
fn rooms_import_only_downwards() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut edges = 0;
    for (room, allowed) in ROOMS {
        let folder = source.join(room);
        let files = if folder.is_dir() { sources(&folder) } else { vec![source.join(format!("{room}.rs"))] };
        for file in files {
            for (at, _) in code(&file).match_indices("crate::") {
                let after = &code(&file)[at + "crate::".len()..];
                let imported: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                edges += 1;
                assert!(
                    imported == *room || allowed.contains(&imported.as_str()),
                    "{}: `{room}` may not import `{imported}`",
                    file.display()
                );
            }
        }
    }
    assert!(edges > 20, "the test found the imports");
    let rooms: Vec<String> = code(&source.join("lib.rs"))
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub mod ")?.strip_suffix(';').map(str::to_owned))
        .collect();
    for room in rooms {
        assert!(ROOMS.iter().any(|(name, _)| *name == room), "room `{room}` is not in the table");
    }
}

#[test]
fn the_library_does_not_print() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in sources(&source) {
        if file.starts_with(source.join("cli")) {
            continue;
        }
        for word in ["println!", "eprintln!", "print!(", "dbg!(", "std::process::exit"] {
            assert!(!code(&file).contains(word), "{} prints: {word}", file.display());
        }
    }
}

#[test]
fn no_file_is_too_long() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in sources(&root.join("src")).into_iter().chain(sources(&root.join("tests"))) {
        let lines = std::fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= 600, "{}: {lines} lines", file.display());
    }
}
