//! Reads files on a thread of its own, while the caller works on the articles before.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::RangeFrom;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;

use rayon::ThreadPool;
use rayon::prelude::*;

use crate::corpus::continuations::Continuations;
use crate::corpus::inputs::copies::Copies;
use crate::corpus::inputs::observer::Problem;
use crate::corpus::inputs::shard::Shard;
use crate::corpus::read::{Input, PageRecord, ReadOptions, open};
use crate::corpus::{Article, TableDescription};
use crate::error::{Error, Repetition};

/// At most this many files are opened together.
const BATCH: usize = 32;

/// What is read, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'i> {
    pub files: &'i [Input],
    pub options: &'i ReadOptions,
    /// The threads that open files; rayon's global ones where there are none.
    pub pool: Option<&'i ThreadPool>,
    /// The shard whose articles are kept, where all shards read all files.
    pub dealt: Option<Shard>,
    /// Files that repeat an earlier one are passed over.
    pub drops_copies: bool,
}

/// Articles and pages that were read together, with the inputs that they are from as indices into the files of
/// [`Inputs`](crate::corpus::Inputs).
#[derive(Debug, Default)]
pub struct Batch {
    /// The articles, in the order of the inputs and of their places within them.
    pub articles: Vec<Article>,
    /// The input of each article.
    pub owners: Vec<usize>,
    /// The place of each article among all that were read, from 0; shards that read the same files count alike.
    pub places: Vec<usize>,
    /// The pages that were read, each with its input.
    pub pages: Vec<(usize, PageRecord)>,
    /// The inputs that could not be opened.
    pub unreadable: Vec<usize>,
    /// The inputs that repeat an earlier one, where those are passed over.
    pub copies: Vec<usize>,
    /// The number of inputs whose articles are all in this batch or in earlier ones.
    pub finished: usize,
}

impl Batch {
    /// Appends articles, each with its input, and numbers them. Those that belong to another shard are passed over.
    fn take(&mut self, articles: Vec<(Article, usize)>, places: &mut RangeFrom<usize>, dealt: Option<Shard>) {
        for ((article, owner), place) in articles.into_iter().zip(places) {
            if dealt.is_none_or(|shard| shard.holds(place)) {
                self.articles.push(article);
                self.owners.push(owner);
                self.places.push(place);
            }
        }
    }
}

/// Articles, problems and pages that were read ahead.
#[derive(Default)]
pub(super) struct Portion {
    pub batch: Batch,
    pub problems: Vec<Problem>,
    /// What was found out about the columns of tables.
    pub descriptions: Vec<TableDescription>,
}

/// Reads all files and sends what they hold; ends early where nobody listens any more.
pub(super) fn read_ahead(work: &Reading<'_>, size: usize, stop: &AtomicBool, sender: &SyncSender<Portion>) {
    let Reading { files, options, pool, dealt, drops_copies } = *work;
    let mut portion = Portion::default();
    let mut places = 0..;
    let mut continuations = Continuations::default();
    let mut copies = if drops_copies { Copies::among(files) } else { Copies::default() };
    // Articles by file and id, with the input that held them first.
    let mut seen: HashMap<u64, usize> = HashMap::new();
    // Pages are cut into articles when they are opened: many at once.
    let opened = files.chunks(BATCH).flat_map(|batch| {
        let open_all = || batch.par_iter().map(|input| open(input, options)).collect();
        let opened: Vec<_> = pool.map_or_else(open_all, |pool| pool.install(open_all));
        batch.iter().zip(opened)
    });
    for (number, (input, opened)) in opened.enumerate() {
        // A run of unreadable files must neither outlast an interrupt nor fill the memory with problems.
        let is_full = portion.problems.len() >= size;
        if stop.load(Ordering::Relaxed) || is_full && sender.send(std::mem::take(&mut portion)).is_err() {
            return;
        }
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
            let original = row.as_ref().ok().and_then(|article| copies.original(number, &input.name, article));
            if let Some(first) = original {
                let (file, first) = (input.name.clone(), files[first].name.clone());
                let repetition = Repetition::WholeFile;
                portion.problems.push(problem(Error::Repeated { file, first, repetition }));
                portion.batch.copies.push(number);
                // The pages were counted with the original.
                rows.take_pages();
                break;
            }
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
                        portion.batch.take(continuations.released(false), &mut places, dealt);
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
    portion.batch.take(continuations.released(true), &mut places, dealt);
    portion.batch.finished = files.len();
    // Where nobody listens any more the run has ended.
    let _ = sender.send(portion);
}

/// What an article is known by: its raw file and its id.
pub(crate) fn identity(article: &Article, input: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    let file = if article.file.is_empty() { input } else { &article.file };
    (file, &article.id).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::sync_channel;

    use super::*;
    use crate::corpus::Inputs;

    /// Files that cannot be read, in a folder that is there as long as it is held.
    fn unreadable(count: usize) -> (tempfile::TempDir, Inputs) {
        let folder = tempfile::tempdir().expect("a folder");
        for number in 0..count {
            std::fs::write(folder.path().join(format!("{number:03}.docx")), b"PK\x03\x04 no archive").expect("a file");
        }
        let typed = folder.path().to_str().expect("a path that is text").to_owned();
        let mut problems: Vec<Problem> = Vec::new();
        let inputs = Inputs::find(&[&typed], ReadOptions::default(), None, None, &mut problems).expect("files");
        (folder, inputs)
    }

    fn portions(inputs: &Inputs, stop: bool) -> Vec<usize> {
        let options = ReadOptions::default();
        let work = Reading { files: inputs.files(), options: &options, pool: None, dealt: None, drops_copies: false };
        let (sender, receiver) = sync_channel(100);
        read_ahead(&work, 10, &AtomicBool::new(stop), &sender);
        drop(sender);
        receiver.iter().map(|portion| portion.problems.len()).collect()
    }

    #[test]
    fn unreadable_files_neither_outlast_an_interrupt_nor_pile_up() {
        let (_folder, inputs) = unreadable(25);
        assert_eq!(portions(&inputs, false), [10, 10, 5]);
        assert_eq!(portions(&inputs, true), [0; 0]);
    }
}
