//! The layout of the source: rooms import only downwards, no files import each other in a circle, files and functions
//! stay short, and the library does not print.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use regex::Regex;

/// Each room with the rooms it may import (`docs/ARCHITECTURE.md`). A room imports only rooms above it in this table.
/// The command line is a crate of its own over the library and may import every room.
const ROOMS: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("language", &[]),
    ("messages", &["error", "language"]),
    ("numeric", &[]),
    ("text", &["error", "numeric"]),
    ("corpus", &["error", "language", "text"]),
    ("features", &["error", "numeric", "text"]),
    ("model", &["error", "numeric", "text", "corpus", "features"]),
    ("trends", &["numeric", "text", "corpus", "model"]),
    ("analysis", &["error", "corpus", "model", "trends"]),
    ("report", &["error", "language", "messages", "text", "corpus", "features", "model", "trends", "analysis"]),
    (
        "survey",
        &["error", "language", "messages", "text", "corpus", "features", "model", "trends", "analysis", "report"],
    ),
    ("archive", &["error", "language", "text", "corpus", "model", "report", "survey"]),
    (
        "server",
        &[
            "error", "language", "messages", "text", "corpus", "features", "model", "trends", "analysis", "report",
            "survey", "archive",
        ],
    ),
];
/// The folder of the program.
const PROGRAM: &str = "cli";
/// Maximum number of lines of a file that gives no reason for being longer.
const MAX_FILE_LINES: usize = 400;
/// A line among the first ones of a file that begins so gives the reason.
const REASON: &str = "//! Long because";
/// Number of lines in which the reason must stand.
const HEAD_LINES: usize = 15;
/// Maximum number of lines of a function.
const MAX_FUNCTION_LINES: usize = 80;

/// The text of source files by path, relative to a folder and with `/` between its parts.
type Tree = BTreeMap<String, String>;
/// The path of a module: `["corpus", "page"]`; the crate's root is empty.
type Module = Vec<String>;

fn read_tree(folder: &str) -> Tree {
    fn add(folder: &Path, prefix: &str, tree: &mut Tree) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
            if path.is_dir() {
                add(&path, &format!("{name}/"), tree);
            } else if name.ends_with(".rs") {
                tree.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut tree = Tree::new();
    add(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), "", &mut tree);
    tree
}

/// The code with comments, strings and character literals blanked; line ends stay.
fn code_only(text: &str) -> String {
    let blank = r##"(?s)//[^\n]*|/\*.*?\*/|\bb?r"[^"]*"|\bb?r#".*?"#|"(?:\\.|[^"\\])*"|'(?:\\[^\n]+?|[^\\'\n])'"##;
    let keep_lines = |found: &regex::Captures<'_>| "\n".repeat(found[0].matches('\n').count());
    Regex::new(blank).unwrap().replace_all(text, keep_lines).into_owned()
}

/// The code without the module of unit tests at the end of a file.
fn without_tests(code: &str) -> &str {
    let tests = Regex::new(r"#\[cfg\(test\)\]\s*(#\[[^\]]*\]\s*)*mod \w*tests").unwrap();
    tests.find(code).map_or(code, |found| &code[..found.start()])
}

/// The single paths of a `use`: `a::{b, c::{d as e, f}}` is `a::b`, `a::c::d` and `a::c::f`.
fn expand(path: &str) -> Vec<String> {
    let path = path.trim();
    let Some(open) = path.find('{') else {
        return vec![path.split(" as ").next().unwrap_or_default().trim().to_owned()];
    };
    let (head, inner) = (&path[..open], &path[open + 1..path.rfind('}').unwrap_or(path.len())]);
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for c in inner.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        match c {
            ',' if depth == 0 => parts.push(String::new()),
            c => parts.last_mut().unwrap().push(c),
        }
    }
    let whole = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
    whole.flat_map(|part| expand(&format!("{head}{part}"))).collect()
}

/// The modules of a crate, with what each imports and re-exports.
struct Imports {
    /// The file of each module.
    files: BTreeMap<Module, String>,
    /// Absolute paths that a module names, each with whether it is only re-exported.
    paths: BTreeMap<Module, Vec<(Module, bool)>>,
    /// Names that a module re-exports, with what they stand for.
    exports: BTreeMap<Module, BTreeMap<String, Module>>,
    /// Modules all of whose names a module re-exports (`pub use module::*`).
    globs: BTreeMap<Module, Vec<Module>>,
}

impl Imports {
    fn of(tree: &Tree) -> Self {
        let mut files = BTreeMap::new();
        for path in tree.keys().filter(|path| !path.ends_with("_tests.rs") && *path != "main.rs") {
            let mut module: Module = path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
            module.pop_if(|last| last == "mod" || last == "lib");
            files.insert(module, path.clone());
        }
        let mut imports = Imports { files, paths: BTreeMap::new(), exports: BTreeMap::new(), globs: BTreeMap::new() };
        let used = Regex::new(r"(?m)^\s*(pub(?:\([^)]*\))? )?use ([^;]+);").unwrap();
        let inline = Regex::new(r"\b(?:crate|super|policyvane)(?:::\w+)+").unwrap();
        for (module, file) in imports.files.clone() {
            let code = code_only(&tree[&file]);
            let code = without_tests(&code);
            let mut paths = Vec::new();
            for found in used.captures_iter(code) {
                let is_export = found.get(1).is_some();
                let names = expand(&found[2]);
                let used: Vec<Module> = names.iter().filter_map(|path| imports.absolute(path, &module)).collect();
                for path in used {
                    if let (true, Some((name, parents))) = (is_export, path.split_last()) {
                        if name == "*" {
                            imports.globs.entry(module.clone()).or_default().push(parents.to_vec());
                        } else {
                            imports.exports.entry(module.clone()).or_default().insert(name.clone(), path.clone());
                        }
                    }
                    paths.push((path, is_export));
                }
            }
            let rest = used.replace_all(code, "");
            let named = inline.find_iter(&rest).filter_map(|path| imports.absolute(path.as_str(), &module));
            paths.extend(named.map(|path| (path, false)));
            imports.paths.insert(module, paths);
        }
        imports
    }

    /// A path from the crate's root; `None` where it leads out of the crate.
    fn absolute(&self, path: &str, module: &Module) -> Option<Module> {
        let mut parts: Vec<String> = path.split("::").map(|part| part.trim().to_owned()).collect();
        let mut base = module.clone();
        match parts[0].as_str() {
            "crate" | "policyvane" => {
                base.clear();
                parts.remove(0);
            }
            "self" => drop(parts.remove(0)),
            "super" => {
                while parts.first().is_some_and(|part| part == "super") {
                    base.pop();
                    parts.remove(0);
                }
            }
            first => {
                let child = [module.as_slice(), &[first.to_owned()]].concat();
                self.files.contains_key(&child).then_some(())?;
            }
        }
        Some([base, parts].concat())
    }

    /// The module that holds what a path names, found through re-exports.
    fn resolve(&self, path: &Module, depth: usize) -> Module {
        let owner = (0..=path.len()).rev().map(|length| &path[..length]).find(|part| self.files.contains_key(*part));
        let owner = owner.unwrap_or_default().to_vec();
        let export = path.get(owner.len()).and_then(|name| self.export(&owner, name));
        match export {
            Some(export) if depth < 6 && export != path => {
                let rest = &path[owner.len() + 1..];
                self.resolve(&[export, rest].concat(), depth + 1)
            }
            _ => owner,
        }
    }

    /// What a name that a module re-exports stands for.
    fn export(&self, module: &Module, name: &str) -> Option<&Module> {
        let globs = || self.globs.get(module).into_iter().flatten();
        let own = self.exports.get(module).and_then(|names| names.get(name));
        own.or_else(|| globs().find_map(|module| self.export(module, name)))
    }

    /// The modules whose items a module uses, and those it re-exports where `with_exports` is set. A child may use the
    /// items of its parents.
    fn used_by(&self, module: &Module, with_exports: bool) -> BTreeSet<Module> {
        let paths = self.paths[module].iter().filter(|(_, is_export)| with_exports || !is_export);
        paths.map(|(path, _)| self.resolve(path, 0)).filter(|used| !module.starts_with(used)).collect()
    }

    /// The files of each circle of imports.
    fn circles(&self) -> Vec<Vec<&str>> {
        let reached: BTreeMap<&Module, BTreeSet<Module>> =
            self.files.keys().map(|m| (m, self.reached_from(m))).collect();
        let mut circles = BTreeSet::new();
        for (module, others) in &reached {
            // Two modules that reach each other are in the same circle.
            let same = |other: &&Module| others.contains(*other) && reached[*other].contains(*module);
            let circle: Vec<&str> = self.files.keys().filter(same).map(|m| self.files[m].as_str()).collect();
            if circle.len() > 1 {
                circles.insert(circle);
            }
        }
        circles.into_iter().collect()
    }

    fn reached_from(&self, module: &Module) -> BTreeSet<Module> {
        let (mut reached, mut open) = (BTreeSet::new(), vec![module.clone()]);
        while let Some(next) = open.pop() {
            let used = self.used_by(&next, false);
            open.extend(used.into_iter().filter(|module| reached.insert(module.clone())));
        }
        reached
    }

    /// Imports of a room that it may not import.
    fn forbidden(&self) -> Vec<String> {
        let mut forbidden = Vec::new();
        for (module, file) in self.files.iter().filter(|(module, _)| module.first().is_some_and(|m| m != PROGRAM)) {
            let room = &module[0];
            let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| name == room) else {
                forbidden.push(format!("{file}: `{room}` is not in the table of rooms"));
                continue;
            };
            let used: BTreeSet<String> =
                self.used_by(module, true).into_iter().filter_map(|used| used.first().cloned()).collect();
            for other in used.iter().filter(|other| *other != room && !allowed.contains(&other.as_str())) {
                forbidden.push(format!("{file}: `{room}` may not import `{other}`"));
            }
        }
        forbidden
    }
}

/// The name, the first line and the number of lines of each function.
fn functions(text: &str) -> Vec<(String, usize, usize)> {
    let code = code_only(text);
    let mut found = Vec::new();
    for start in Regex::new(r"\bfn (\w+)").unwrap().captures_iter(&code) {
        let at = start.get(0).unwrap().start();
        // The body begins at the first brace outside parentheses and brackets; a declaration without one ends at `;`.
        let (mut brackets, mut braces, mut end) = (0i32, 0i32, None);
        for (position, c) in code[at..].char_indices() {
            match c {
                '(' | '[' => brackets += 1,
                ')' | ']' => brackets -= 1,
                '{' => braces += 1,
                '}' => braces -= 1,
                _ => {}
            }
            if braces == 0 && brackets == 0 && (c == '}' || c == ';') {
                end = (c == '}').then_some(at + position);
                break;
            }
        }
        if let Some(end) = end {
            let line = code[..at].matches('\n').count() + 1;
            found.push((start[1].to_owned(), line, code[at..end].matches('\n').count() + 1));
        }
    }
    found
}

/// What is too long in a file.
fn too_long(file: &str, text: &str, count_functions: bool) -> Vec<String> {
    let mut problems = Vec::new();
    let lines = text.lines().count();
    let has_reason = text.lines().take(HEAD_LINES).any(|line| line.starts_with(REASON));
    if lines > MAX_FILE_LINES && !has_reason {
        problems.push(format!("{file}: {lines} lines, and no line of its head begins `{REASON}`"));
    }
    let long = |(_, _, lines): &(String, usize, usize)| count_functions && *lines > MAX_FUNCTION_LINES;
    for (name, line, lines) in functions(text).into_iter().filter(long) {
        problems.push(format!("{file}:{line}: `{name}` has {lines} lines"));
    }
    problems
}

#[test]
fn rooms_import_only_downwards() {
    for (at, (room, allowed)) in ROOMS.iter().enumerate() {
        for other in *allowed {
            assert!(
                ROOMS[..at].iter().any(|(name, _)| name == other),
                "`{other}` must stand above `{room}` in the table"
            );
        }
    }
    let imports = Imports::of(&read_tree("src"));
    let edges: usize = imports.files.keys().map(|module| imports.used_by(module, true).len()).sum();
    assert!(edges > 300, "only {edges} imports were found");
    let forbidden = imports.forbidden();
    assert!(forbidden.is_empty(), "{}", forbidden.join("\n"));
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let imports = Imports::of(&read_tree("src"));
    let circles: Vec<String> = imports.circles().iter().map(|circle| circle.join(", ")).collect();
    assert!(circles.is_empty(), "circles of files:\n{}", circles.join("\n"));
}

#[test]
fn the_library_does_not_print() {
    for (file, text) in read_tree("src").iter().filter(|(file, _)| !file.starts_with(PROGRAM)) {
        let code = code_only(text);
        for word in ["println!", "eprintln!", "print!(", "dbg!(", "std::process::exit"] {
            assert!(!code.contains(word), "src/{file} prints: {word}");
        }
    }
}

#[test]
fn files_and_functions_stay_short() {
    let mut problems = Vec::new();
    for folder in ["src", "tests", "examples"] {
        for (file, text) in read_tree(folder) {
            problems.extend(too_long(&format!("{folder}/{file}"), &text, folder == "src"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// A small crate of four files.
fn small_tree(changes: &[(&str, &str)]) -> Tree {
    let files = [
        ("lib.rs", "pub mod corpus;\npub mod text;\npub use text::Segmenter;"),
        ("text/mod.rs", "mod segment;\npub use segment::{Segmenter, normalise as plain};\npub struct Config;"),
        ("text/segment.rs", "use super::Config;\npub struct Segmenter;"),
        ("corpus/mod.rs", "mod page;\nmod lines;\npub use page::Page;"),
        ("corpus/page.rs", "use crate::Segmenter;\nuse super::lines::{self, Line};\npub struct Page;"),
        ("corpus/lines.rs", "// use crate::corpus::Page;\npub struct Line; // super::page::Page\n"),
    ];
    files.iter().chain(changes).map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn a_circle_of_files_is_found() {
    assert!(Imports::of(&small_tree(&[])).circles().is_empty(), "comments and the items of parents make no circle");
    let circle = vec![vec!["corpus/lines.rs", "corpus/page.rs"]];
    for lines in [
        "use super::page::Page;",
        "use crate::corpus::{Page, other::{self, Thing}};", // through the re-export
        "fn f() -> super::page::Page { todo!() }",
        "pub struct Line;\n\nfn f(page: &crate::corpus::Page) {}",
    ] {
        assert_eq!(Imports::of(&small_tree(&[("corpus/lines.rs", lines)])).circles(), circle, "{lines}");
    }
    let tests = "pub struct Line;\n#[cfg(test)]\nmod tests {\n    use crate::corpus::Page;\n}\n";
    assert!(Imports::of(&small_tree(&[("corpus/lines.rs", tests)])).circles().is_empty());
    let longer = small_tree(&[
        ("corpus/lines.rs", "use crate::text::Segmenter;"),
        ("text/segment.rs", "use crate::corpus::Page;"),
    ]);
    assert_eq!(Imports::of(&longer).circles(), [["corpus/lines.rs", "corpus/page.rs", "text/segment.rs"]]);
}

#[test]
fn an_upward_import_is_found() {
    assert!(Imports::of(&small_tree(&[])).forbidden().is_empty());
    for segment in
        ["use crate::corpus::Page;", "pub use crate::{corpus::Page};", "fn f() -> crate::corpus::Page { todo!() }"]
    {
        let forbidden = Imports::of(&small_tree(&[("text/segment.rs", segment)])).forbidden();
        assert_eq!(forbidden, ["text/segment.rs: `text` may not import `corpus`"], "{segment}");
    }
    let attic = Imports::of(&small_tree(&[("attic/mod.rs", "")])).forbidden();
    assert_eq!(attic, ["attic/mod.rs: `attic` is not in the table of rooms"]);
}

#[test]
fn long_files_and_functions_are_found() {
    let body = "    let text = \"}\"; // }\n    let c = '{';\n    let d: &'static [u8; 2] = b\"{\\\"\";\n".repeat(27);
    let text = format!("fn short(a: [u8; 2]) -> u8 {{\n    a[0]\n}}\n\nfn long<'a>(b: &'a str)\nwhere\n{{\n{body}}}\n");
    assert_eq!(functions(&text), [("short".to_owned(), 1, 3), ("long".to_owned(), 5, 85)]);
    assert_eq!(too_long("a.rs", &text, true), ["a.rs:5: `long` has 85 lines"]);
    assert!(too_long("a.rs", &text, false).is_empty());
    let file = "\n".repeat(MAX_FILE_LINES + 1);
    assert_eq!(too_long("a.rs", &file, true).len(), 1);
    assert!(too_long("a.rs", &format!("//! A table.\n{REASON} it is one table.\n{file}"), true).is_empty());
}
