//! The articles of many files, read ahead on a thread of their own while the caller works on those before.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use rayon::ThreadPool;
use rayon::prelude::*;

use crate::corpus::continuations::Continuations;
use crate::corpus::encoding::decode;
use crate::corpus::place::fill_region;
use crate::corpus::read::{Input, PageRecord, ReadOptions, open};
use crate::corpus::walk::Walk;
use crate::corpus::{Article, Sources, TableDescription};
use crate::error::{Error, Result};

/// How often the observer is asked whether to go on while a slow file is read.
const INTERRUPT_CHECK: Duration = Duration::from_millis(200);
/// At most this many files are opened together.
const BATCH: usize = 32;

/// A part of the input that was left out, or needs the user's attention.
#[derive(Debug)]
pub struct Problem {
    /// The file, as results name it.
    pub file: String,
    /// What is wrong.
    pub error: Error,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.error.fmt(f)
    }
}

/// What a caller wants to know while files are read. A vector of problems is the simplest one: it collects them.
pub trait Observer {
    /// Takes a problem; reading goes on with the rest.
    fn problem(&mut self, problem: Problem);

    /// Takes what was found out about the columns of a table, in one line.
    fn columns(&mut self, _description: &TableDescription) {}

    /// Whether to go on; asked about five times a second and after each portion.
    fn goes_on(&self) -> bool {
        true
    }
}

impl Observer for Vec<Problem> {
    fn problem(&mut self, problem: Problem) {
        self.push(problem);
    }
}

/// Files in a fixed order, and what the user says about them.
#[derive(Debug)]
pub struct Inputs {
    files: Vec<Input>,
    source_tables: Vec<PathBuf>,
    options: ReadOptions,
    fills_places: bool,
    pool: Option<Arc<ThreadPool>>,
}

/// Articles and pages that were read together, with the inputs that they are from as indices into [`Inputs::files`].
#[derive(Debug, Default)]
pub struct Batch {
    /// The articles, in the order of the inputs and of their places within them.
    pub articles: Vec<Article>,
    /// The input of each article.
    pub owners: Vec<usize>,
    /// The pages that were read, each with its input.
    pub pages: Vec<(usize, PageRecord)>,
    /// The inputs that could not be opened.
    pub unreadable: Vec<usize>,
    /// The number of inputs of which everything is in this batch or in those before.
    pub finished: usize,
}

impl Batch {
    /// Appends articles, each with its input.
    fn take(&mut self, articles: Vec<(Article, usize)>) {
        for (article, owner) in articles {
            self.articles.push(article);
            self.owners.push(owner);
        }
    }
}

/// Articles, problems and pages that were read ahead.
#[derive(Default)]
struct Portion {
    batch: Batch,
    problems: Vec<Problem>,
    /// What was found out about the columns of tables.
    descriptions: Vec<TableDescription>,
}

/// Reads a whole file.
///
/// # Errors
/// [`Error::Read`] where it cannot be read.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|source| Error::Read { path: path.into(), source })
}

/// Reads a whole file of text in any encoding that [`decode`] knows.
///
/// # Errors
/// [`Error::Read`] where it cannot be read, and the errors of [`decode`].
pub fn read_text(path: &Path) -> Result<String> {
    decode(&path.display().to_string(), &read_bytes(path)?)
}

impl Inputs {
    /// Finds the files below some paths: files, folders, patterns, or `-` for standard input. Folders are searched for
    /// tables of papers (`sources.csv`), which are read before `source_table`. A folder of `results` is passed over.
    ///
    /// # Errors
    /// Where no path leads to a file, or a table of papers cannot be read. Other paths that lead nowhere are problems.
    pub fn find<P: AsRef<str>>(
        paths: &[P],
        mut options: ReadOptions,
        source_table: Option<&Path>,
        results: Option<&Path>,
        observer: &mut impl Observer,
    ) -> Result<Self> {
        let mut walk = Walk::outside(results);
        let mut unfound: Vec<Problem> = Vec::new();
        for path in paths.iter().map(AsRef::as_ref) {
            if let Err(error) = walk.add(path) {
                unfound.push(Problem { file: path.into(), error });
            }
        }
        let problem = |error: Error| Problem { file: error.to_string(), error };
        unfound.extend(walk.take_problems().into_iter().map(problem));
        let last = if walk.is_empty() { unfound.pop() } else { None };
        unfound.into_iter().for_each(|problem| observer.problem(problem));
        if let Some(problem) = last {
            return Err(problem.error);
        }
        let source_tables: Vec<PathBuf> = walk.sources().cloned().chain(source_table.map(Path::to_path_buf)).collect();
        for path in &source_tables {
            options.sources.extend_from_csv(&read_text(path)?);
        }
        Ok(Inputs { files: walk.into_inputs(), source_tables, options, fills_places: true, pool: None })
    }

    /// The same inputs; the places that their articles are about are not looked for.
    #[must_use]
    pub fn without_places(self) -> Self {
        Inputs { fills_places: false, ..self }
    }

    /// The same inputs; files are opened on the threads of a pool instead of rayon's global one, which does not survive a
    /// fork of the process.
    #[must_use]
    pub fn with_pool(self, pool: Arc<ThreadPool>) -> Self {
        Inputs { pool: Some(pool), ..self }
    }

    /// The papers and their homes: the user's first, then the shipped ones.
    pub fn sources(&self) -> &Sources {
        &self.options.sources
    }

    /// The same inputs, less the files that `keep` does not want.
    #[must_use]
    pub fn only(mut self, keep: impl FnMut(&Input) -> bool) -> Self {
        self.files.retain(keep);
        self
    }

    /// What the user says about the inputs.
    pub fn options(&self) -> &ReadOptions {
        &self.options
    }

    /// The files, in the order in which they are read.
    pub fn files(&self) -> &[Input] {
        &self.files
    }

    /// Refuses a place for results that is one of the files to be read.
    ///
    /// # Errors
    /// [`Error::OutputIsInput`].
    pub fn refuse_output(&self, output: &Path) -> Result<()> {
        let Ok(output_path) = output.canonicalize() else { return Ok(()) };
        let is_same = |path: &Path| path.canonicalize().is_ok_and(|path| path == output_path);
        let inputs = self.files.iter().map(|input| input.path.as_path());
        if inputs.chain(self.source_tables.iter().map(PathBuf::as_path)).any(is_same) {
            return Err(Error::OutputIsInput { path: output.into() });
        }
        Ok(())
    }

    /// The tables of papers that were read beside the shipped one.
    pub fn source_tables(&self) -> &[PathBuf] {
        &self.source_tables
    }

    /// Hands over all articles in portions of about `portion` articles; the next ones are read while `take` is at work.
    /// Files and lines that cannot be used are reported to the observer, and the rest goes on. The result is the pages
    /// that were read.
    ///
    /// # Errors
    /// [`Error::Interrupted`] where the observer does not want to go on, [`Error::NothingRead`] where there were problems
    /// and not a single article, and what `take` returns.
    pub fn read<O: Observer>(
        &self,
        observer: &mut O,
        portion: usize,
        mut take: impl FnMut(Vec<Article>, &mut O) -> Result<()>,
    ) -> Result<Vec<PageRecord>> {
        let mut pages = Vec::new();
        self.read_by_file(observer, portion, |batch, observer| {
            pages.extend(batch.pages.into_iter().map(|(_, page)| page));
            if batch.articles.is_empty() { Ok(()) } else { take(batch.articles, observer) }
        })?;
        Ok(pages)
    }

    /// As [`Inputs::read`], with the input that each article and page is from. Batches without articles are handed over
    /// too.
    ///
    /// # Errors
    /// As [`Inputs::read`].
    pub fn read_by_file<O: Observer>(
        &self,
        observer: &mut O,
        portion: usize,
        mut take: impl FnMut(Batch, &mut O) -> Result<()>,
    ) -> Result<()> {
        let stop = AtomicBool::new(false);
        let (mut any, mut failed) = (false, false);
        std::thread::scope(|threads| {
            // One portion waits while one is read and one is at work: memory does not grow with the input.
            let (sender, receiver) = sync_channel(1);
            threads.spawn(|| {
                let sender = sender;
                read_ahead(self, portion, &stop, &sender);
            });
            let check = |observer: &O| {
                stop.store(!observer.goes_on(), Ordering::Relaxed);
                if observer.goes_on() { Ok(()) } else { Err(Error::Interrupted) }
            };
            loop {
                let portion = match receiver.recv_timeout(INTERRUPT_CHECK) {
                    Ok(portion) => portion,
                    Err(RecvTimeoutError::Timeout) => {
                        check(observer)?;
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => return check(observer),
                };
                check(observer)?;
                portion.descriptions.iter().for_each(|description| observer.columns(description));
                for problem in portion.problems {
                    failed |= !matches!(problem.error, Error::ReadTwice { .. });
                    observer.problem(problem);
                }
                let batch = Batch { articles: self.placed(portion.batch.articles), ..portion.batch };
                any |= !batch.articles.is_empty();
                take(batch, observer).inspect_err(|_| stop.store(true, Ordering::Relaxed))?;
            }
        })?;
        if failed && !any { Err(Error::NothingRead) } else { Ok(()) }
    }

    /// Articles with the places they are about, found in parallel where they are asked for.
    fn placed(&self, mut articles: Vec<Article>) -> Vec<Article> {
        if self.fills_places {
            articles.par_iter_mut().for_each(|article| fill_region(article, &self.options.sources));
        }
        articles
    }
}

/// Reads all files and sends what they hold; ends early where nobody listens any more.
fn read_ahead(inputs: &Inputs, size: usize, stop: &AtomicBool, sender: &SyncSender<Portion>) {
    let Inputs { files, options, pool, .. } = inputs;
    let mut portion = Portion::default();
    let mut continuations = Continuations::default();
    // Articles by file and id, with the input that held them first.
    let mut seen: HashMap<u64, usize> = HashMap::new();
    // Pages are cut into articles when they are opened: many at once.
    let opened = files.chunks(BATCH).flat_map(|batch| {
        let open_all = || batch.par_iter().map(|input| open(input, options)).collect();
        let opened: Vec<_> = pool.as_ref().map_or_else(open_all, |pool| pool.install(open_all));
        batch.iter().zip(opened)
    });
    for (number, (input, opened)) in opened.enumerate() {
        let problem = |error: Error| Problem { file: input.name.clone(), error };
        let mut rows = match opened {
            Ok(rows) => rows,
            Err(error) => {
                portion.problems.push(problem(error));
                portion.batch.unreadable.push(number);
                portion.batch.finished = continuations.first_owner().unwrap_or(number + 1);
                continue;
            }
        };
        portion.batch.finished = continuations.first_owner().unwrap_or(number).min(number);
        portion.descriptions.extend(rows.take_description());
        while let Some(row) = rows.next_without_place() {
            portion.descriptions.extend(rows.take_description());
            portion.batch.pages.extend(rows.take_pages().into_iter().map(|page| (number, page)));
            match row {
                Ok(article) => {
                    let first = *seen.entry(identity(&article, &input.name)).or_insert(number);
                    if first == number {
                        match rows.are_of_pages() {
                            true => continuations.add(article, number),
                            false => continuations.add_whole(article, number),
                        }
                        portion.batch.take(continuations.released(false));
                    } else {
                        let first = files[first].name.clone();
                        let error = Error::ReadTwice { file: input.name.clone(), id: article.id, first };
                        portion.problems.push(problem(error));
                    }
                }
                Err(error) => portion.problems.push(problem(error)),
            }
            let is_full = portion.batch.articles.len().max(portion.problems.len()) >= size;
            if stop.load(Ordering::Relaxed) || is_full && sender.send(std::mem::take(&mut portion)).is_err() {
                return;
            }
            portion.batch.finished = continuations.first_owner().unwrap_or(number).min(number);
        }
        portion.batch.pages.extend(rows.take_pages().into_iter().map(|page| (number, page)));
        portion.batch.finished = continuations.first_owner().unwrap_or(number + 1);
    }
    portion.batch.take(continuations.released(true));
    portion.batch.finished = files.len();
    // Where nobody listens any more the run has ended.
    let _ = sender.send(portion);
}

/// What an article is known by: its raw file and its id.
fn identity(article: &Article, input: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    let file = if article.file.is_empty() { input } else { &article.file };
    (file, &article.id).hash(&mut hasher);
    hasher.finish()
}
