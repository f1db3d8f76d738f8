//! Classifies a shard of the inputs and writes it as a state.

use std::io::Write;
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use zstd::stream::write::Encoder;

use crate::Language;
use crate::corpus::{Inputs, Observer, Problem, Shard, read_text};
use crate::error::{Error, Expected, Repetition, Result};
use crate::model::Classifier;
use crate::survey::files::{digest_of, file_name, hex};
use crate::survey::omissions::{Memory, Remembering};
use crate::survey::state::record::{
    ArticleRecord, End, FORMAT, FileRecord, Head, LeftOutEntry, PageEntry, SourceTableRecord, VERSION,
};
use crate::survey::{Classification, WholeFile};

/// At most this many articles are in memory as text at once.
const PORTION: usize = 1024;
/// How hard Zstandard packs, 1 to 22; its own default, at which packing takes a few per cent of the time of classifying.
const COMPRESSION: i32 = 3;

/// A run over some inputs, one shard of which is to be classified.
#[derive(Debug)]
pub struct ShardedRun<'r> {
    /// The inputs of the whole run.
    pub inputs: Inputs,
    /// What was left out when they were found.
    pub found: Vec<Problem>,
    /// The shard.
    pub shard: Shard,
    /// The options that say how files are read, as typed; the report will quote them.
    pub reading: &'r str,
}

/// Reads a shard of the inputs, classifies its articles, and writes them as a state that [`States`](super::States) reads.
/// The result is the number of articles, which may be 0: a report needs the states of all shards.
///
/// `progress` is called with the number of articles read since its last call. The file appears when it is whole.
///
/// # Errors
/// [`Error::BadSetting`] where standard input is to be read, which other shards cannot read again, [`Error::Read`] where an
/// input cannot be read for its digest, [`Error::Write`], and [`Error::Interrupted`] where the
/// observer does not want to go on.
pub fn write_state<O: Observer>(
    path: &Path,
    classifier: &Classifier,
    run: ShardedRun<'_>,
    observer: &mut O,
    mut progress: impl FnMut(usize),
) -> Result<usize> {
    let ShardedRun { inputs, found, shard, reading } = run;
    if inputs.files().iter().any(|input| input.path.as_os_str() == "-") {
        let value = "-".to_owned();
        return Err(Error::BadSetting { setting: "--output", value, expected: Expected::SavedFile });
    }
    let mut recording = Remembering { observer, memory: Vec::new() };
    found.into_iter().for_each(|problem| recording.problem(problem));
    // Every shard meets the paths that lead nowhere; the first one remembers them for the report.
    if shard.number() > 1 {
        recording.memory.clear();
    }
    let mut state = StateFile::create(path)?;
    let run = digest_of_run(&inputs, shard, reading);
    let inputs = inputs.part(shard).without_copies();
    state.line(&Head {
        format: FORMAT.into(),
        version: VERSION,
        model: classifier.full_digest().into(),
        run,
        shard: shard.number(),
        shards: shard.count(),
        reading: reading.into(),
        files: inputs
            .files()
            .par_iter()
            .map(|input| file_record(input.name.clone(), &input.path))
            .collect::<Result<_>>()?,
        source_tables: inputs.source_tables().iter().map(|path| source_table(path)).collect::<Result<_>>()?,
    })?;
    let mut end = End::default();
    let outcome = inputs.read_by_file(&mut recording, PORTION, |batch, _| {
        end.pages.extend(batch.pages.into_iter().map(|(input, page)| PageEntry::new(input, page)));
        let found = Classification::of_all(classifier, &batch.articles);
        progress(batch.articles.len());
        end.articles += batch.articles.len();
        let records = batch.articles.into_par_iter().zip(found);
        let lines: Vec<Result<String>> =
            records.map(|(article, found)| json(&ArticleRecord::new(article, found))).collect();
        for ((owner, place), line) in batch.owners.iter().zip(&batch.places).zip(lines) {
            state.write(format!("{owner}\t{place}\t{}\n", line?).as_bytes())?;
        }
        Ok(())
    });
    match outcome {
        // A shard of unreadable files is a part of the run, too.
        Ok(()) | Err(Error::NothingRead) => (),
        Err(error) => return Err(error),
    }
    end.left_out = recording.memory;
    state.line(&end)?;
    state.finish()?;
    Ok(end.articles)
}

/// A file of packed lines.
struct StateFile {
    packed: Encoder<'static, Vec<u8>>,
    file: WholeFile,
}

impl StateFile {
    fn create(path: &Path) -> Result<Self> {
        let file = WholeFile::create(path)?;
        let packed = Encoder::new(Vec::new(), COMPRESSION);
        let packed = packed.map_err(|source| Error::Write { path: path.into(), source })?;
        Ok(StateFile { packed, file })
    }

    fn line(&mut self, value: &impl serde::Serialize) -> Result<()> {
        self.write(format!("{}\n", json(value)?).as_bytes())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        // Packing into memory does not fail.
        let written = self.packed.write_all(bytes);
        written.map_err(|source| Error::Write { path: self.file.path().into(), source })?;
        let packed = std::mem::take(self.packed.get_mut());
        self.file.write(&packed)
    }

    fn finish(mut self) -> Result<()> {
        let rest = self.packed.finish().map_err(|source| Error::Write { path: self.file.path().into(), source })?;
        self.file.write(&rest)?;
        self.file.finish()
    }
}

impl Memory for Vec<LeftOutEntry> {
    fn remember(&mut self, problem: &Problem) {
        let repeats = match &problem.error {
            Error::Repeated { first, repetition: Repetition::WholeFile, .. } => Some(first.clone()),
            _ => None,
        };
        self.push(LeftOutEntry {
            repeats,
            file: problem.file.clone(),
            chinese: problem.error.message(Language::Chinese),
            english: problem.error.message(Language::English),
        });
    }
}

/// A value as JSON.
fn json(value: &impl serde::Serialize) -> Result<String> {
    // Texts, numbers, and lists and maps of them always have a form in JSON.
    serde_json::to_string(value).map_err(|error| crate::corpus::unreadable(std::io::Error::from(error).kind()))
}

fn file_record(name: String, path: &Path) -> Result<FileRecord> {
    let (digest, size) = digest_of(path)?;
    Ok(FileRecord { name, digest, size })
}

fn source_table(path: &Path) -> Result<SourceTableRecord> {
    Ok(SourceTableRecord { file: file_record(file_name(path), path)?, text: read_text(path)? })
}

/// What all shards of one run have in common: the names and sizes of all files, and how they are read.
fn digest_of_run(inputs: &Inputs, shard: Shard, reading: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(format!("{}\0{reading}\0", shard.count()));
    for input in inputs.files() {
        let size = std::fs::metadata(&input.path).map_or(0, |file| file.len());
        hasher.update(format!("{}\0{size}\0", input.name));
    }
    hex(&hasher.finalize())
}
