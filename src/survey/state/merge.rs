//! Reads states and hands their articles to a survey in the order of one run over all files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use zstd::stream::read::Decoder;

use crate::corpus::{Article, Observer, Shard, Sources, ZSTANDARD};
use crate::error::{Error, Result, StateProblem};
use crate::survey::files::{FileDigest, SurveyFile};
use crate::survey::omissions::{Omissions, Remembering};
use crate::survey::state::doubles::Doubles;
use crate::survey::state::record::{ArticleRecord, End, FORMAT, Head, VERSION};
use crate::survey::{Classification, Survey};

/// At most this many articles are in memory as text at once.
const PORTION: usize = 1024;

/// The states of one run or of several, each complete.
#[derive(Debug)]
pub struct States {
    states: Vec<State>,
    /// The names of all files, in the order in which one run reads them.
    names: Vec<String>,
    /// Their digests.
    digests: Vec<String>,
}

/// A state that is being read.
struct State {
    path: PathBuf,
    head: Head,
    lines: BufReader<Decoder<'static, BufReader<File>>>,
    /// The place of each of its files among those of all states.
    ranks: Vec<usize>,
    /// The next article; none at the end.
    next: Option<Line>,
    /// The number of articles that were read.
    read: usize,
    end: End,
}

/// An article as its line has it.
#[derive(Debug)]
struct Line {
    /// The place of its file among those of all states.
    rank: usize,
    place: usize,
    json: String,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State").field("path", &self.path).field("head", &self.head).finish_non_exhaustive()
    }
}

impl States {
    /// Opens states, in any order.
    ///
    /// # Errors
    /// [`Error::Read`], and [`Error::BadState`] where a file is no state, shards of a run are missing or given twice, or two
    /// runs read a file of the same name.
    pub fn open<P: AsRef<Path>>(paths: &[P]) -> Result<Self> {
        let mut states: Vec<State> = paths.iter().map(|path| State::open(path.as_ref())).collect::<Result<_>>()?;
        // The states are sorted so that the order of the arguments does not decide which of two faults is reported.
        states.sort_by(|a, b| (&a.head.run, a.head.shard, &a.path).cmp(&(&b.head.run, b.head.shard, &b.path)));
        for shards in states.chunk_by(|a, b| a.head.run == b.head.run) {
            check_shards(shards)?;
        }
        let mut owners: BTreeMap<&str, (&State, &str)> = BTreeMap::new();
        for state in &states {
            for file in &state.head.files {
                let (owner, digest) = *owners.entry(&file.name).or_insert((state, &file.digest));
                let (name, other) = (file.name.clone(), owner.path.clone());
                if owner.head.run != state.head.run {
                    return Err(state.bad(StateProblem::SharedFile { file: name, other }));
                }
                if digest != file.digest {
                    return Err(state.bad(StateProblem::ChangedFile { file: name, other }));
                }
            }
        }
        let files = owners.into_iter().map(|(name, (_, digest))| (name.to_owned(), digest.to_owned()));
        let (names, digests): (Vec<String>, Vec<String>) = files.unzip();
        for state in &mut states {
            let rank = |name: &String| names.binary_search(name).unwrap_or_default();
            state.ranks = state.head.files.iter().map(|file| rank(&file.name)).collect();
        }
        Ok(States { states, names, digests })
    }

    /// The options by which the files were read, as typed; those of all runs where they differ.
    pub fn reading(&self) -> String {
        let mut all: Vec<&str> = self.states.iter().map(|state| state.head.reading.as_str()).collect();
        all.sort_unstable();
        all.dedup();
        all.concat()
    }

    /// Adds everything to a survey, as if it had read the files itself: what comes twice in different shards is passed over, too.
    /// What was left out goes to the observer, and `progress` is called with the number of articles since its last call.
    ///
    /// # Errors
    /// [`Error::BadState`] where a state is damaged or by another model than the survey's, [`Error::Read`], and
    /// [`Error::Interrupted`] where the observer does not want to go on.
    pub fn survey<O: Observer>(
        mut self,
        survey: &mut Survey<'_>,
        observer: &mut O,
        mut progress: impl FnMut(usize),
    ) -> Result<()> {
        let classifier = survey.classifier();
        for state in &mut self.states {
            if state.head.model != classifier.full_digest() {
                return Err(state.bad(StateProblem::OtherModel { model: state.head.model.clone() }));
            }
            state.advance()?;
        }
        let observer = &mut Remembering { observer, memory: Omissions::default() };
        let themes = classifier.themes().len();
        let (names, digests) = (std::mem::take(&mut self.names), std::mem::take(&mut self.digests));
        let mut doubles = Doubles::among(&names, &digests);
        loop {
            let portion = self.portion()?;
            if portion.is_empty() {
                break;
            }
            let mut articles = Vec::with_capacity(portion.len());
            let parsed: Vec<_> = portion.par_iter().map(|(_, line)| parse(&line.json, themes)).collect();
            for ((state, line), parsed) in portion.iter().zip(parsed) {
                let (article, found) = parsed.ok_or_else(|| self.states[*state].bad(StateProblem::Damaged))?;
                if doubles.keeps(line.rank, &article, observer) {
                    articles.push((article, Some(found)));
                }
            }
            progress(articles.len());
            survey.add_classified(articles);
            if !observer.goes_on() {
                return Err(Error::Interrupted);
            }
        }
        doubles.report(observer);
        self.add_origins(survey, &doubles, observer);
        survey.omissions.extend(std::mem::take(&mut observer.memory));
        Ok(())
    }

    /// The next articles in the order of one run, each with the number of its state.
    fn portion(&mut self) -> Result<Vec<(usize, Line)>> {
        let mut portion = Vec::new();
        while portion.len() < PORTION {
            let heads = self.states.iter().enumerate().filter_map(|(at, state)| Some((at, state.next.as_ref()?)));
            let first = heads.min_by_key(|(at, line)| (line.rank, line.place, *at)).map(|(at, _)| at);
            let Some(first) = first else { break };
            let line = self.states[first].next.take();
            self.states[first].advance()?;
            portion.extend(line.map(|line| (first, line)));
        }
        Ok(portion)
    }

    /// Adds pages, files and tables of papers, and tells what was left out.
    fn add_origins<O: Observer>(self, survey: &mut Survey<'_>, doubles: &Doubles<'_>, observer: &mut O) {
        let mut files: BTreeMap<usize, SurveyFile> = BTreeMap::new();
        // All shards of a run read the same tables, whose order matters: later rows come first.
        let mut tables: Vec<(SurveyFile, String)> = Vec::new();
        let mut runs_with_tables: BTreeSet<String> = BTreeSet::new();
        let mut pages = Vec::new();
        for state in self.states {
            let ranks = state.ranks;
            let survey_file = |name: String, digest: String, size, is_source_table| SurveyFile {
                name,
                digest: FileDigest::Known(digest, size),
                is_source_table,
            };
            for (file, rank) in state.head.files.into_iter().zip(&ranks) {
                files.insert(*rank, survey_file(file.name, file.digest, file.size, false));
            }
            if runs_with_tables.insert(state.head.run) {
                tables.extend(
                    state.head.source_tables.into_iter().map(|table| {
                        (survey_file(table.file.name, table.file.digest, table.file.size, true), table.text)
                    }),
                );
            }
            pages.extend(state.end.pages.into_iter().map(|page| (ranks.get(page.input).copied(), page.into_page())));
            let left_out = state.end.left_out.into_iter().filter_map(|left_out| doubles.problem_of(left_out));
            left_out.for_each(|problem| observer.problem(problem));
        }
        pages.retain(|(rank, page)| doubles.holds_page(*rank, page));
        pages.sort_by_key(|(rank, _)| *rank);
        let mut sources = Sources::default();
        tables.iter().for_each(|(_, text)| sources.extend_from_csv(text));
        let files = files.into_values().chain(tables.into_iter().map(|(file, _)| file)).collect();
        survey.add_origins(pages.into_iter().map(|(_, page)| page).collect(), files, sources);
    }
}

/// An article with its classification; none where the line is no such thing.
fn parse(json: &str, themes: usize) -> Option<(Article, Classification)> {
    serde_json::from_str::<ArticleRecord>(json).ok()?.into_parts(themes)
}

/// Refuses a run unless each of its shards is given exactly once.
fn check_shards(shards: &[State]) -> Result<()> {
    let count = shards[0].head.shards;
    let missing: Vec<String> = (1..=count)
        .filter(|number| !shards.iter().any(|state| state.head.shard == *number))
        .map(|number| format!("{number}/{count}"))
        .collect();
    if let Some(twice) = shards.windows(2).find(|pair| pair[0].head.shard == pair[1].head.shard) {
        return Err(twice[1].bad(StateProblem::SameShard { other: twice[0].path.clone() }));
    }
    if missing.is_empty() { Ok(()) } else { Err(shards[0].bad(StateProblem::MissingShards { missing })) }
}

impl State {
    fn open(path: &Path) -> Result<Self> {
        let failed = |source| Error::Read { path: path.into(), source };
        let bad = |problem| Error::BadState { path: path.into(), problem };
        let mut file = BufReader::new(File::open(path).map_err(failed)?);
        if !file.fill_buf().map_err(failed)?.starts_with(&ZSTANDARD) {
            return Err(bad(StateProblem::NotAState));
        }
        let mut lines = BufReader::with_capacity(1 << 16, Decoder::with_buffer(file).map_err(failed)?);
        let mut first = String::new();
        // What is packed as a state is and cannot be unpacked was broken off.
        lines.read_line(&mut first).map_err(|_| bad(StateProblem::CutShort))?;
        let head = serde_json::from_str::<serde_json::Value>(&first).ok();
        let head = head.filter(|head| head["format"] == FORMAT).ok_or_else(|| bad(StateProblem::NotAState))?;
        match head["version"].as_u64() {
            Some(version) if version > VERSION.into() => {
                return Err(bad(StateProblem::TooNew { found: version, supported: VERSION.into() }));
            }
            _ => (),
        }
        let head: Head = serde_json::from_value(head).map_err(|_| bad(StateProblem::Damaged))?;
        Shard::new(head.shard, head.shards).ok_or_else(|| bad(StateProblem::Damaged))?;
        Ok(State { path: path.into(), head, lines, ranks: Vec::new(), next: None, read: 0, end: End::default() })
    }

    fn bad(&self, problem: StateProblem) -> Error {
        Error::BadState { path: self.path.clone(), problem }
    }

    /// Reads the next article, or the end.
    fn advance(&mut self) -> Result<()> {
        let mut text = String::new();
        let read = self.lines.read_line(&mut text);
        if read.map_err(|_| self.bad(StateProblem::CutShort))? == 0 {
            return Err(self.bad(StateProblem::CutShort));
        }
        let mut fields = text.splitn(3, '\t');
        let mut number = || fields.next()?.parse::<usize>().ok();
        if let Some((input, place)) = number().and_then(|input| Some((input, number()?))) {
            let rank = self.ranks.get(input).copied().ok_or_else(|| self.bad(StateProblem::Damaged))?;
            let json = fields.next().unwrap_or_default().to_owned();
            self.next = Some(Line { rank, place, json });
            self.read += 1;
            return Ok(());
        }
        self.end = serde_json::from_str(&text).map_err(|_| self.bad(StateProblem::Damaged))?;
        self.next = None;
        if self.end.articles == self.read { Ok(()) } else { Err(self.bad(StateProblem::Damaged)) }
    }
}
