//! From paths as users give them to the files they hold.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::corpus::inputs::results::{is_result, report_in};
use crate::corpus::read::Input;
use crate::error::{Error, Result};

/// A table of papers that lies beside the issues of a folder.
const SOURCES_FILE: &str = "sources.csv";

/// Names, in lower case, of files and folders that operating systems and programs create beside a user's files.
const SYSTEM_NAMES: &[&str] =
    &["thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "system volume information"];

/// What a file packed with Zstandard begins with (RFC 8878, section 3.1.1).
pub(crate) const ZSTANDARD: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];

/// The files found so far.
#[derive(Debug, Default)]
pub(super) struct Walk {
    files: Vec<FoundFile>,
    /// Tables of papers found in folders.
    sources: BTreeSet<PathBuf>,
    /// Folders and links that could not be followed.
    problems: Vec<Error>,
    /// A folder of results, which is passed over inside folders that are read.
    results: Option<PathBuf>,
    /// Whether tables of results within folders are read as articles.
    reads_results: bool,
    /// The files of results that were passed over, below the folders that were given.
    passed_over: Vec<String>,
}

#[derive(Debug)]
struct FoundFile {
    path: PathBuf,
    /// Its name below the folder that was given.
    name: String,
    /// Its path as it was given.
    typed: String,
}

impl Walk {
    /// A walk that passes over a folder of results, and over files of results within other folders unless they are to be read.
    pub fn outside(results: Option<&Path>, reads_results: bool) -> Self {
        let results = results.and_then(|folder| folder.canonicalize().ok());
        Walk { results, reads_results, ..Walk::default() }
    }

    /// Adds what a path holds: a file, a folder with all below it, a pattern, or `-` for standard input. What this program wrote
    /// into a folder of articles is passed over there; a file that is given by its name is read, whatever it is.
    ///
    /// # Errors
    /// [`Error::NoInput`] where nothing is there, [`Error::NothingToRead`] where a folder holds no file that can be read,
    /// and [`Error::Read`] where a folder cannot be listed.
    pub fn add(&mut self, typed: &str) -> Result<()> {
        let path = Path::new(typed);
        if typed == "-" {
            self.files.push(FoundFile { path: path.into(), name: "stdin".into(), typed: "stdin".into() });
            return Ok(());
        }
        if path.is_file() {
            self.add_file(path, path.parent().unwrap_or(Path::new("")));
            return Ok(());
        }
        if path.is_dir() {
            return self.add_folder(path);
        }
        let mut hits: Vec<PathBuf> = glob::glob(typed).map(|found| found.flatten().collect()).unwrap_or_default();
        hits.sort();
        if hits.is_empty() {
            return Err(Error::NoInput { path: typed.into() });
        }
        for hit in hits {
            if hit.is_dir() {
                self.add_folder(&hit)?;
            } else {
                self.add_file(&hit, hit.parent().unwrap_or(Path::new("")));
            }
        }
        Ok(())
    }

    fn add_file(&mut self, path: &Path, base: &Path) {
        let with_slashes = |path: &Path| path.to_string_lossy().replace('\\', "/");
        let name = path.strip_prefix(base).map_or_else(|_| with_slashes(path), with_slashes);
        self.files.push(FoundFile { path: path.into(), name, typed: with_slashes(path) });
    }

    fn add_folder(&mut self, folder: &Path) -> Result<()> {
        let before = self.files.len();
        let results = self.results.clone();
        let report = report_in(folder);
        let is_wanted = |entry: &DirEntry| !is_hidden(entry) && !holds_results(entry, results.as_deref());
        let walk = WalkDir::new(folder).sort_by_file_name().follow_links(true).into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || is_wanted(entry)) {
            let entry = match entry {
                Ok(entry) => entry,
                // A folder that cannot be listed, or a link in a circle: the rest goes on.
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_path_buf();
                    self.problems.push(Error::Read { path, source: error.into() });
                    continue;
                }
            };
            if entry.file_type().is_file() && is_state(entry.path()) {
                continue;
            }
            if entry.file_name() == SOURCES_FILE {
                self.sources.insert(entry.path().into());
            } else if entry.file_type().is_file() {
                let of_report = || entry.depth() == 1 && entry.file_name().to_str().is_some_and(|n| report.contains(n));
                if !self.reads_results && (of_report() || is_result(entry.path())) {
                    self.passed_over
                        .push(entry.path().strip_prefix(folder).unwrap_or(entry.path()).display().to_string());
                } else {
                    self.add_file(entry.path(), folder);
                }
            }
        }
        if self.files.len() == before {
            return Err(Error::NothingToRead { path: folder.display().to_string() });
        }
        Ok(())
    }

    /// Whether no file was found.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Folders and links that could not be followed.
    pub fn take_problems(&mut self) -> Vec<Error> {
        std::mem::take(&mut self.problems)
    }

    /// The files of results that were passed over.
    pub fn take_passed_over(&mut self) -> Vec<String> {
        std::mem::take(&mut self.passed_over)
    }

    /// The tables of papers found in folders.
    pub fn sources(&self) -> impl Iterator<Item = &PathBuf> {
        self.sources.iter()
    }

    /// Each file once, with its short name where all short names differ and the path as given elsewhere.
    pub fn into_inputs(self) -> Vec<Input> {
        let mut seen = BTreeSet::new();
        let files: Vec<FoundFile> = self
            .files
            .into_iter()
            .filter(|file| seen.insert(file.path.canonicalize().unwrap_or(file.path.clone())))
            .collect();
        let are_unique = files.iter().map(|file| &file.name).collect::<BTreeSet<_>>().len() == files.len();
        let name = |file: &FoundFile| if are_unique { file.name.clone() } else { file.typed.clone() };
        let mut inputs: Vec<Input> =
            files.iter().map(|file| Input { path: file.path.clone(), name: name(file) }).collect();
        // Results do not depend on the order in which paths were given.
        inputs.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.path.cmp(&b.path)));
        inputs
    }
}

/// Whether an entry is skipped because the user did not create it: a hidden file, the lock of an open document (`~$…`), a file
/// of the operating system, or the folder in which a browser saved the pictures and scripts of a page.
fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_system = || SYSTEM_NAMES.contains(&name.to_lowercase().as_str());
    name.starts_with('.')
        || name.starts_with("~$")
        || is_system()
        || entry.file_type().is_dir() && is_of_saved_page(entry)
}

/// Whether a folder holds what a browser saved beside a page: `page_files` beside `page.html`.
fn is_of_saved_page(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let page = ["_files", ".files"].iter().find_map(|end| name.strip_suffix(end));
    page.is_some_and(|page| {
        ["html", "htm"].iter().any(|extension| entry.path().with_file_name(format!("{page}.{extension}")).is_file())
    })
}

/// Whether a file is a state that this program wrote: shards are often written into the folder that they read.
fn is_state(path: &Path) -> bool {
    let mut first = [0; 4];
    path.extension().is_some_and(|ending| ending == "state")
        && std::fs::File::open(path).is_ok_and(|mut file| file.read_exact(&mut first).is_ok() && first == ZSTANDARD)
}

/// Whether a folder holds a report: there are pages and tables in it that are no issues.
fn holds_results(entry: &DirEntry, results: Option<&Path>) -> bool {
    let path = entry.path();
    let is_report = || path.join("manifest.json").is_file() && path.join("report.html").is_file();
    let is_results = || results.is_some() && path.canonicalize().ok().as_deref() == results;
    entry.file_type().is_dir() && (is_results() || is_report())
}
