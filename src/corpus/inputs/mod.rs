//! From paths as users give them to the articles of many files, which are read ahead on a thread of their own while the
//! caller works on those before.

mod copies;
mod observer;
mod read_ahead;
mod results;
mod shard;
mod walk;

pub(crate) use copies::Copies;
pub use observer::{Observer, Problem};
pub use read_ahead::Batch;
pub(crate) use read_ahead::identity;
pub(crate) use results::{MANIFEST, outputs_of_manifest};
pub use shard::{Shard, ShardError};
pub(crate) use walk::ZSTANDARD;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

use rayon::ThreadPool;
use rayon::prelude::*;

use crate::corpus::encoding::decode;
use crate::corpus::inputs::read_ahead::{Reading, read_ahead};
use crate::corpus::inputs::shard::ShardPart;
use crate::corpus::inputs::walk::Walk;
use crate::corpus::place::fill_region;
use crate::corpus::read::{Input, PageRecord, ReadOptions};
use crate::corpus::{Article, Sources};
use crate::error::{Error, Result};

/// How often the observer is asked whether to go on while a slow file is read.
const INTERRUPT_CHECK: Duration = Duration::from_millis(200);

/// Files in a fixed order, and what the user says about them.
#[derive(Debug)]
pub struct Inputs {
    files: Vec<Input>,
    source_tables: Vec<PathBuf>,
    options: ReadOptions,
    fills_places: bool,
    pool: Option<Arc<ThreadPool>>,
    /// The shard whose articles are handed over, where all shards read all files.
    dealt: Option<Shard>,
    drops_copies: bool,
    /// The files of results that were passed over.
    results: Vec<String>,
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
    /// tables of papers (`sources.csv`), which are read before `source_table`. A folder of `results` is passed over, and so are results
    /// of this program within other folders (see [`Inputs::results`]).
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
        let mut walk = Walk::outside(results, options.reads_results);
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
        Ok(Inputs {
            results: walk.take_passed_over(),
            files: walk.into_inputs(),
            source_tables,
            options,
            fills_places: true,
            pool: None,
            dealt: None,
            drops_copies: false,
        })
    }

    /// The same inputs; the places that their articles are about are not looked for.
    #[must_use]
    pub fn without_places(self) -> Self {
        Inputs { fills_places: false, ..self }
    }

    /// The same inputs; a file with the bytes, the paper and the day of an earlier one is passed over and reported, so that no
    /// issue counts twice.
    #[must_use]
    pub fn without_copies(self) -> Self {
        Inputs { drops_copies: true, ..self }
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

    /// The part of the inputs that belongs to a shard: some of the files, or some articles of all of them where files cannot
    /// be dealt evenly. Pages and problems belong to one shard each, too.
    #[must_use]
    pub fn part(mut self, shard: Shard) -> Self {
        let size = |input: &Input| std::fs::metadata(&input.path).map_or(0, |file| file.len());
        let sizes: Vec<u64> = self.files.iter().map(size).collect();
        match shard.part_of(&self.files, &sizes) {
            ShardPart::Files(range) => {
                self.files.truncate(range.end);
                self.files.drain(..range.start);
            }
            ShardPart::Articles(shard) => self.dealt = Some(shard),
        }
        self
    }

    /// The files in the folders that this program wrote as results, which are no articles and were passed over.
    pub fn results(&self) -> &[String] {
        &self.results
    }

    /// What the user says about the inputs.
    pub fn options(&self) -> &ReadOptions {
        &self.options
    }

    /// The files, in the order in which they are read.
    pub fn files(&self) -> &[Input] {
        &self.files
    }

    /// All files that are read: those with articles, and the tables of papers.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        let files = self.files.iter().map(|input| input.path.as_path());
        files.chain(self.source_tables.iter().map(PathBuf::as_path))
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
                let Inputs { files, options, dealt, drops_copies, .. } = self;
                let (pool, dealt, drops_copies) = (self.pool.as_deref(), *dealt, *drops_copies);
                let work = Reading { files, options, pool, dealt, drops_copies };
                read_ahead(&work, portion, &stop, &sender);
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
                // Where all shards read all files the first one names what was left out.
                let is_reported = self.dealt.is_none_or(|shard| shard.number() == 1);
                for problem in portion.problems {
                    if is_reported {
                        failed |= !matches!(problem.error, Error::ReadTwice { .. } | Error::Repeated { .. });
                        observer.problem(problem);
                    }
                }
                let mut batch = Batch { articles: self.placed(portion.batch.articles), ..portion.batch };
                if !is_reported {
                    batch.pages.clear();
                }
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
