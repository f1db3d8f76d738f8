//! Paths as typed to the articles they hold.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use policyvane::corpus::page::fill_region;
use policyvane::corpus::{Article, Input, PageRecord, PartialDate, ReadOptions, Sources, format_of, open};
use policyvane::{Error, Result};
use rayon::prelude::*;
use walkdir::WalkDir;

use super::arguments;
use super::session::Session;

/// A table of papers that lies beside the issues of a folder.
const SOURCES_FILE: &str = "sources.csv";

/// Where articles come from: files in a fixed order, and what the user says about them.
pub struct Inputs {
    files: Vec<Input>,
    source_tables: Vec<PathBuf>,
    options: ReadOptions,
    places: bool,
    /// The pages read so far.
    pages: RefCell<Vec<PageRecord>>,
}

/// What was read ahead: articles, and the files of which something could not be used.
#[derive(Default)]
struct Portion {
    articles: Vec<Article>,
    problems: Vec<(String, Error)>,
    pages: Vec<PageRecord>,
}

/// So often the user's wish to stop is looked for while a slow file is read.
const PATIENCE: Duration = Duration::from_millis(200);

/// Files opened together.
const BATCH: usize = 32;

/// Reads a whole file.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|source| Error::Read { path: path.into(), source })
}

/// Reads a whole file of text.
pub fn read_text(path: &Path) -> Result<String> {
    policyvane::corpus::decode(&path.display().to_string(), &read_bytes(path)?)
}

impl Inputs {
    /// Finds the files. A path that leads nowhere is told and left out.
    ///
    /// # Errors
    /// Where no path leads to a file, or an option cannot be used.
    pub fn find(typed: &arguments::Inputs, session: &mut Session) -> Result<Self> {
        Self::find_outside(typed, None, session)
    }

    /// As [`Inputs::find`], but passes over what lies in a folder of results.
    ///
    /// # Errors
    /// As [`Inputs::find`].
    pub fn find_outside(typed: &arguments::Inputs, results: Option<&Path>, session: &mut Session) -> Result<Self> {
        let mut options = ReadOptions { places_later: true, source: typed.source.clone(), ..Default::default() };
        if let Some(date) = &typed.date {
            let parsed: PartialDate = date.parse()?;
            options.date = Some(parsed.full().ok_or_else(|| Error::BadDate { value: date.clone() })?);
        }
        let mut found = Found { results: results.and_then(|r| r.canonicalize().ok()), ..Default::default() };
        let mut missing = Vec::new();
        for path in &typed.paths {
            if let Err(error) = found.add(path) {
                missing.push((path, error));
            }
        }
        if found.files.is_empty()
            && let Some((_, error)) = missing.pop()
        {
            missing.iter().for_each(|(path, error)| session.leave_out(path, error));
            return Err(error);
        }
        missing.iter().for_each(|(path, error)| session.leave_out(path, error));
        let mut sources = Sources::default();
        let source_tables: Vec<PathBuf> = found.sources.iter().chain(&typed.sources).cloned().collect();
        for path in &source_tables {
            sources.extend_from_csv(&read_text(path)?);
        }
        options.sources = sources;
        Ok(Inputs { files: found.named(), source_tables, options, places: true, pages: RefCell::default() })
    }

    /// The tables of papers that were read, beside the shipped one.
    pub fn source_tables(&self) -> &[PathBuf] {
        &self.source_tables
    }

    /// The same inputs, of which nobody will ask where their articles are about.
    pub fn without_places(self) -> Self {
        Inputs { places: false, ..self }
    }

    /// The papers and their homes: the project's, and before them the user's.
    pub fn sources(&self) -> &Sources {
        &self.options.sources
    }

    /// The files, in the order they are read.
    pub fn files(&self) -> &[Input] {
        &self.files
    }

    /// Hands over all articles in chunks; the next are read while `take` is at work. Files and lines that cannot be used
    /// are told and left out; the rest goes on. Stops where the user interrupts or `take` fails.
    ///
    /// # Errors
    /// Where not a single article could be read, with the last reason.
    pub fn read(
        &self,
        session: &mut Session,
        chunk: usize,
        mut take: impl FnMut(Vec<Article>, &mut Session) -> Result<()>,
    ) -> Result<()> {
        let stop = session.stop_flag();
        let (mut any, mut failed) = (false, false);
        std::thread::scope(|threads| {
            // One chunk waits while one is read and one is at work: memory does not grow with the input.
            let (sender, receiver) = sync_channel(1);
            let (files, options) = (&self.files, &self.options);
            threads.spawn(move || read_ahead(files, options, chunk, &stop, &sender));
            loop {
                let portion = match receiver.recv_timeout(PATIENCE) {
                    Ok(portion) => portion,
                    Err(RecvTimeoutError::Timeout) => {
                        session.go_on()?;
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => break,
                };
                session.go_on()?;
                self.pages.borrow_mut().extend(portion.pages);
                for (file, error) in &portion.problems {
                    session.leave_out(file, error);
                    failed |= !matches!(error, Error::ReadTwice { .. });
                }
                if !portion.articles.is_empty() {
                    any = true;
                    take(self.placed(portion.articles), session)?;
                }
            }
            session.go_on()
        })?;
        if failed && !any { Err(Error::NothingRead) } else { Ok(()) }
    }

    /// Articles with their places, where these are asked for, found in parallel.
    fn placed(&self, mut articles: Vec<Article>) -> Vec<Article> {
        if self.places {
            let sources = &self.options.sources;
            articles.par_iter_mut().for_each(|article| fill_region(article, sources));
        }
        articles
    }

    /// The pages read so far.
    pub fn pages(&self) -> Vec<PageRecord> {
        self.pages.borrow().clone()
    }

    /// All articles at once.
    ///
    /// # Errors
    /// As [`Inputs::read`].
    pub fn read_all(&self, session: &mut Session) -> Result<Vec<Article>> {
        let bar = session.progress("reading", None);
        let mut all = Vec::new();
        self.read(session, 1024, |articles, _| {
            bar.inc(articles.len() as u64);
            all.extend(articles);
            Ok(())
        })?;
        bar.finish_and_clear();
        Ok(all)
    }
}

/// Reads all files and sends what they hold; ends early where nobody listens any more.
fn read_ahead(files: &[Input], options: &ReadOptions, chunk: usize, stop: &AtomicBool, sender: &SyncSender<Portion>) {
    let mut portion = Portion::default();
    // Articles by file and id, with the input that brought them first.
    let mut seen: HashMap<u64, usize> = HashMap::new();
    // Pages are cut into articles when they are opened: many at once.
    let opened = files.chunks(BATCH).flat_map(|batch| {
        let opened: Vec<_> = batch.par_iter().map(|input| open(input, options)).collect();
        batch.iter().zip(opened)
    });
    for (number, (input, opened)) in opened.enumerate() {
        let mut rows = match opened {
            Ok(rows) => rows,
            Err(error) => {
                portion.problems.push((input.name.clone(), error));
                continue;
            }
        };
        while let Some(row) = rows.next() {
            portion.pages.append(&mut rows.take_pages());
            match row {
                Ok(article) => {
                    let first = *seen.entry(identity(&article, &input.name)).or_insert(number);
                    if first == number {
                        portion.articles.push(article);
                    } else {
                        let first = files[first].name.clone();
                        let error = Error::ReadTwice { file: input.name.clone(), id: article.id, first };
                        portion.problems.push((input.name.clone(), error));
                    }
                }
                Err(error) => portion.problems.push((input.name.clone(), error)),
            }
            let full = portion.articles.len().max(portion.problems.len()) >= chunk;
            if stop.load(Ordering::Relaxed) || full && sender.send(std::mem::take(&mut portion)).is_err() {
                return;
            }
        }
        portion.pages.append(&mut rows.take_pages());
    }
    // Where nobody listens any more the run has ended.
    let _ = sender.send(portion);
}

/// What an article is known by: its raw file and its id.
fn identity(article: &Article, input: &str) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    let file = if article.file.is_empty() { input } else { &article.file };
    (file, &article.id).hash(&mut hasher);
    hasher.finish()
}

/// Files found so far: where each is, its name below what was typed, and what was typed.
#[derive(Default)]
struct Found {
    files: Vec<(PathBuf, String, String)>,
    sources: BTreeSet<PathBuf>,
    /// A folder of results, passed over inside folders that are read.
    results: Option<PathBuf>,
}

impl Found {
    fn add(&mut self, typed: &str) -> Result<()> {
        let path = Path::new(typed);
        if typed == "-" {
            self.files.push((path.into(), "stdin".into(), "stdin".into()));
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
        let written = |path: &Path| path.to_string_lossy().replace('\\', "/");
        let name = path.strip_prefix(base).map_or_else(|_| written(path), written);
        self.files.push((path.into(), name, written(path)));
    }

    fn add_folder(&mut self, folder: &Path) -> Result<()> {
        let before = self.files.len();
        let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
        let walk = WalkDir::new(folder).sort_by_file_name().follow_links(true).into_iter();
        let results = self.results.clone();
        // Where reports were written there are pages and tables that are no issues.
        let is_report = |path: &Path| path.join("manifest.json").is_file() && path.join("report.html").is_file();
        let is_results = |path: &Path| results.is_some() && path.canonicalize().ok() == results || is_report(path);
        let wanted = |e: &walkdir::DirEntry| !(hidden(e.file_name()) || e.file_type().is_dir() && is_results(e.path()));
        for entry in walk.filter_entry(|e| e.depth() == 0 || wanted(e)) {
            let entry = entry.map_err(|e| Error::Read { path: folder.into(), source: e.into() })?;
            if entry.file_name() == SOURCES_FILE {
                self.sources.insert(entry.path().into());
            } else if entry.file_type().is_file() && format_of(entry.path()).is_some() {
                self.add_file(entry.path(), folder);
            }
        }
        if self.files.len() == before {
            return Err(Error::NothingToRead { path: folder.display().to_string() });
        }
        Ok(())
    }

    /// Each file once, with its short name where that is unique and the path as typed elsewhere.
    fn named(self) -> Vec<Input> {
        let mut seen = BTreeSet::new();
        let files: Vec<_> = self
            .files
            .into_iter()
            .filter(|(path, _, _)| seen.insert(path.canonicalize().unwrap_or(path.clone())))
            .collect();
        let unique = files.iter().map(|(_, name, _)| name).collect::<BTreeSet<_>>().len() == files.len();
        files.into_iter().map(|(path, name, typed)| Input { path, name: if unique { name } else { typed } }).collect()
    }
}
