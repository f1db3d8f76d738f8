//! The vocabulary with frozen document frequencies, and the one function that makes rows.

use std::sync::OnceLock;

use linfa::dataset::Records;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::features::term_counter::Tally;
use crate::features::term_table::Lookup;
use crate::features::terms::{PartKeys, PartWords, characters_in_order, characters_of, term_key};
use crate::features::vocabulary::Vocabulary;
use crate::features::{BlockConfig, Document, FeatureConfig, KnownWords, Part, Row, Scaling, SparseRows, TermKind};
use crate::text::{Segmenter, normalise};

/// A vocabulary (columns sorted by block and term) with frozen document frequencies.
pub struct FeatureSpace {
    config: FeatureConfig,
    vocabulary: Vocabulary,
    document_frequency: Vec<u32>,
    documents: u32,
    inverse: Vec<f32>,
    /// Term keys to columns, block by block.
    lookups: OnceLock<Vec<Lookup>>,
}

/// Memory that making rows needs again and again.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(super) parts: [PartKeys; 2],
    pub(super) tally: Tally,
    pub(super) left: Vec<(u64, u32)>,
}

/// Documents counted together by one thread.
const CHUNK: usize = 128;

/// The terms of some documents, one block after the other.
struct Counted {
    /// For each block, each different term once, where it was first met.
    terms: Vec<Vec<Term>>,
    /// The texts of those terms that are words, one after the other.
    texts: String,
    /// The terms of all documents, block by block, by their number in `terms`, with how often they occur.
    entries: Vec<(u32, u32)>,
    /// The end of each document's block among the entries.
    ends: Vec<usize>,
}

/// A term of some documents.
#[derive(Clone, Copy)]
struct Term {
    key: u64,
    /// In how many of the documents it occurs.
    frequency: u32,
    /// Where its text stands; of characters the key tells it.
    text: (u32, u32),
}

impl Counted {
    fn new(config: &FeatureConfig, segmenter: &Segmenter, documents: &[Document<'_>]) -> Self {
        let mut terms: Vec<Vec<Term>> = vec![Vec::new(); config.blocks.len()];
        let mut numbers: Vec<FxHashMap<u64, u32>> = vec![FxHashMap::default(); config.blocks.len()];
        let mut parts: [PartKeys; 2] = Default::default();
        let mut tally = Tally::default();
        let (mut entries, mut ends, mut texts) = (Vec::new(), Vec::new(), String::new());
        for document in documents {
            let normalised = Part::BOTH.map(|part| normalise(document.part(part)));
            let words: Vec<PartWords<'_>> = (Part::BOTH.into_iter().zip(&normalised).zip(&mut parts))
                .map(|((part, text), keys)| keys.fill(config, part, segmenter, text))
                .collect();
            for (b, block) in config.blocks.iter().enumerate() {
                let keys = &parts[block.part.index()];
                keys.count(block, &mut tally);
                let terms = &mut terms[b];
                let before = terms.len();
                for &(key, count) in tally.counted() {
                    let number = *numbers[b].entry(key).or_insert_with(|| {
                        terms.push(Term { key, frequency: 0, text: (0, 0) });
                        terms.len() as u32 - 1
                    });
                    terms[number as usize].frequency += 1;
                    entries.push((number, count));
                }
                ends.push(entries.len());
                if block.kind != TermKind::Characters && terms.len() > before {
                    // New terms stand in the order they were first met: one walk over the text names them all.
                    let words = &words[block.part.index()];
                    let mut new = terms[before..].iter_mut().peekable();
                    for length in block.lengths() {
                        let mut keys = keys.of(block, length).iter();
                        words.each(block, length, |parts| {
                            if let Some(term) = keys.next().and_then(|&key| new.next_if(|term| term.key == key)) {
                                let start = texts.len() as u32;
                                for (i, part) in parts.iter().enumerate() {
                                    texts.push_str(if i > 0 { " " } else { "" });
                                    texts.push_str(part);
                                }
                                term.text = (start, texts.len() as u32);
                            }
                        });
                    }
                }
            }
        }
        Counted { terms, texts, entries, ends }
    }

    fn text_of(&self, term: &Term) -> &str {
        &self.texts[term.text.0 as usize..term.text.1 as usize]
    }
}

/// The vocabulary of one block, its terms one a line, with their document frequencies, and the columns of each chunk's
/// terms, where they have one, counted from the block's first.
struct Block {
    lines: String,
    frequency: Vec<u32>,
    columns: Vec<Vec<u32>>,
}

/// A term that is not in the vocabulary.
const RARE: u32 = u32::MAX;

/// Terms are put together in so many parts, by their keys: each is small enough for a processor's own memory, and all
/// cores have work where one block has most of the terms.
const SHARDS: u64 = 16;

fn shard_of(key: u64) -> u64 {
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 60
}

/// A term of the vocabulary that is being made, in the order of the vocabulary.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Kept<'a> {
    /// What tells most terms apart at once: of words their first eight bytes, of characters all of them.
    order: u64,
    /// The text of words; of characters `order` tells it.
    text: &'a str,
    frequency: u32,
    /// Its shard and its place there.
    shard: u32,
    place: u32,
}

impl Kept<'_> {
    fn order(kind: TermKind, key: u64, text: &str) -> u64 {
        match kind {
            TermKind::Characters => characters_in_order(key),
            TermKind::Words | TermKind::WordPairs => {
                let mut first = [0; 8];
                let length = text.len().min(8);
                first[..length].copy_from_slice(&text.as_bytes()[..length]);
                u64::from_be_bytes(first)
            }
        }
    }
}

/// The different terms of one part of a block's keys.
struct Shard<'a> {
    kept: Vec<Kept<'a>>,
    /// How many different terms there are.
    found: usize,
    /// The place of each term of the shard, chunk by chunk in their order.
    places: Vec<u32>,
}

impl<'a> Shard<'a> {
    fn new(shard: u64, block: usize, config: &BlockConfig, chunks: &'a [Counted]) -> Self {
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        // Each different term with its document frequency, in the order first met.
        let mut found: Vec<(Term, u32)> = Vec::new();
        let mut places = Vec::new();
        for (chunk, counted) in (0u32..).zip(chunks) {
            for term in counted.terms[block].iter().filter(|term| shard_of(term.key) == shard) {
                let place = *numbers.entry(term.key).or_insert_with(|| {
                    found.push((Term { frequency: 0, ..*term }, chunk));
                    found.len() as u32 - 1
                });
                found[place as usize].0.frequency += term.frequency;
                places.push(place);
            }
        }
        let kept = (0u32..).zip(&found).filter(|(_, (term, _))| term.frequency >= config.min_document_frequency);
        let kept = kept.map(|(place, (term, chunk))| {
            let text = chunks[*chunk as usize].text_of(term);
            let order = Kept::order(config.kind, term.key, text);
            Kept { order, text, frequency: term.frequency, shard: shard as u32, place }
        });
        Shard { kept: kept.collect(), found: found.len(), places }
    }
}

impl Block {
    /// Puts the chunks' terms of a block together. Whole numbers are added and terms sorted, so the number of threads
    /// leaves no trace.
    fn merged(number: usize, config: &BlockConfig, chunks: &[Counted]) -> Self {
        let mut shards: Vec<Shard<'_>> =
            (0..SHARDS).into_par_iter().map(|shard| Shard::new(shard, number, config, chunks)).collect();
        let mut kept: Vec<Kept<'_>> = shards.iter_mut().flat_map(|shard| std::mem::take(&mut shard.kept)).collect();
        kept.par_sort_unstable();
        let mut column_of: Vec<Vec<u32>> = shards.iter().map(|shard| vec![RARE; shard.found]).collect();
        let mut lines = String::new();
        for (column, term) in (0u32..).zip(&kept) {
            column_of[term.shard as usize][term.place as usize] = column;
            match config.kind {
                TermKind::Characters => lines.extend(characters_of(term.order)),
                TermKind::Words | TermKind::WordPairs => lines.push_str(term.text),
            }
            lines.push('\n');
        }
        let mut next: Vec<_> = shards.iter().map(|shard| shard.places.iter()).collect();
        let mut column = |term: &Term| {
            let shard = shard_of(term.key) as usize;
            next[shard].next().map_or(RARE, |&place| column_of[shard][place as usize])
        };
        let columns = chunks.iter().map(|chunk| chunk.terms[number].iter().map(&mut column).collect()).collect();
        Block { lines, frequency: kept.iter().map(|term| term.frequency).collect(), columns }
    }
}

impl FeatureSpace {
    /// Learns the vocabulary and document frequencies of the articles, and makes their rows; each text is segmented
    /// once.
    pub fn fit(config: &FeatureConfig, segmenter: &Segmenter, documents: &[Document<'_>]) -> (Self, SparseRows) {
        if config.blocks.is_empty() {
            let space = Self::from_parts(config.clone(), Vocabulary::new::<&str>(&[]), Vec::new(), 0);
            return (space, SparseRows::new(0));
        }
        let chunks: Vec<Counted> =
            documents.par_chunks(CHUNK).map(|chunk| Counted::new(config, segmenter, chunk)).collect();
        let blocks: Vec<Block> =
            config.blocks.par_iter().enumerate().map(|(b, block)| Block::merged(b, block, &chunks)).collect();
        let counts: Vec<usize> = blocks.iter().map(|block| block.frequency.len()).collect();
        let vocabulary = Vocabulary::of_lines(blocks.iter().map(|block| block.lines.as_str()).collect(), &counts);
        let frequency = blocks.iter().flat_map(|b| b.frequency.iter().copied()).collect();
        let space = Self::from_parts(config.clone(), vocabulary, frequency, documents.len() as u32);
        let rows: Vec<SparseRows> = chunks
            .par_iter()
            .enumerate()
            .map(|(c, chunk)| {
                let mut rows = SparseRows::new(space.width());
                let mut row = Row::default();
                let mut start = 0;
                for (i, &end) in chunk.ends.iter().enumerate() {
                    let b = i % blocks.len();
                    let (first, columns) = (space.vocabulary.columns(b).start as u32, &blocks[b].columns[c]);
                    let from = row.columns.len();
                    for &(term, count) in &chunk.entries[start..end] {
                        let column = columns[term as usize];
                        if column != RARE {
                            row.columns.push(first + column);
                            row.values.push(sublinear(count) * space.inverse[(first + column) as usize]);
                        }
                    }
                    scale(&mut row.values[from..], &config.blocks[b]);
                    start = end;
                    if b + 1 == blocks.len() {
                        rows.push(row.view());
                        row.columns.clear();
                        row.values.clear();
                    }
                }
                rows
            })
            .collect();
        let mut all = SparseRows::new(space.width());
        rows.iter().for_each(|rows| all.append(rows));
        (space, all)
    }

    /// The space with a further block behind the others, whose vocabulary is given; of its terms only the document
    /// frequencies are learned.
    pub fn extended(
        self,
        block: BlockConfig,
        vocabulary: &[String],
        segmenter: &Segmenter,
        documents: &[Document<'_>],
    ) -> Self {
        let alone = FeatureConfig { blocks: vec![block.clone()] };
        let terms = Vocabulary::new(&[vocabulary.iter().collect()]);
        let counted = Self::from_parts(alone, terms, vec![0; vocabulary.len()], self.documents);
        let rows = counted.rows(segmenter, documents);
        let mut frequency = vec![0; vocabulary.len()];
        for row in 0..documents.len() {
            rows.row(row).columns.iter().for_each(|&column| frequency[column as usize] += 1);
        }
        let mut config = self.config;
        config.blocks.push(block);
        let mut document_frequency = self.document_frequency;
        document_frequency.extend(frequency);
        Self::from_parts(config, self.vocabulary.extended(vocabulary), document_frequency, self.documents)
    }

    /// Puts a space together from what a model file holds; the vocabulary has as many blocks as the configuration.
    pub fn from_parts(
        config: FeatureConfig,
        vocabulary: Vocabulary,
        document_frequency: Vec<u32>,
        documents: u32,
    ) -> Self {
        // Smoothed inverse document frequency, as in scikit-learn's TfidfTransformer:
        // ln((1 + n) / (1 + df)) + 1. libm gives the same bits on every machine.
        let inverse: Vec<f32> = document_frequency
            .iter()
            .map(|&df| (libm::log((1.0 + f64::from(documents)) / (1.0 + f64::from(df))) + 1.0) as f32)
            .collect();
        FeatureSpace { config, vocabulary, document_frequency, documents, inverse, lookups: OnceLock::new() }
    }

    /// Makes the table that leads from terms to columns now, on all cores, rather than with the first row.
    pub fn prepared(self) -> Self {
        let lookups: Vec<Lookup> = (0..self.config.blocks.len()).into_par_iter().map(|b| self.lookup(b)).collect();
        FeatureSpace { lookups: OnceLock::from(lookups), ..self }
    }

    /// The tables of all blocks.
    pub(super) fn lookups(&self) -> &[Lookup] {
        // One thread makes what is missing while the others wait: they may not share work here.
        self.lookups.get_or_init(|| (0..self.config.blocks.len()).map(|b| self.lookup(b)).collect())
    }

    fn lookup(&self, block: usize) -> Lookup {
        let kind = self.config.blocks[block].kind;
        let columns = self.vocabulary.columns(block);
        Lookup::new(columns.map(|c| (term_key(kind, self.vocabulary.term(c)), c as u32, self.inverse[c])))
    }

    /// The configuration it was made with.
    pub fn config(&self) -> &FeatureConfig {
        &self.config
    }

    /// What each column stands for.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The vocabulary alone.
    pub fn into_vocabulary(self) -> Vocabulary {
        self.vocabulary
    }

    /// Whether a column stands for words or characters.
    pub fn kind(&self, column: usize) -> TermKind {
        self.config.blocks[self.vocabulary.block(column)].kind
    }

    /// In how many training articles each term occurs.
    pub fn document_frequency(&self) -> &[u32] {
        &self.document_frequency
    }

    /// How many articles the frequencies were counted on.
    pub fn documents(&self) -> u32 {
        self.documents
    }

    /// The inverse document frequency of a column.
    pub fn inverse_frequency(&self, column: usize) -> f32 {
        self.inverse[column]
    }

    /// The number of columns.
    pub fn width(&self) -> usize {
        self.vocabulary.len()
    }

    /// The row of one article.
    pub fn row(&self, segmenter: &Segmenter, document: &Document<'_>) -> Row {
        self.row_with(segmenter, document, &mut Scratch::default())
    }

    /// The row of one article, with memory kept from call to call.
    pub fn row_with(&self, segmenter: &Segmenter, document: &Document<'_>, scratch: &mut Scratch) -> Row {
        self.row_reading(segmenter, document, scratch, |_| ()).0
    }

    /// The row of one article, and how many of its words the vocabulary knows. `read` is shown the words of headline and
    /// body as they were cut on the way (with punctuation, where the features are made of it).
    pub fn row_reading(
        &self,
        segmenter: &Segmenter,
        document: &Document<'_>,
        scratch: &mut Scratch,
        mut read: impl FnMut(&[&str]),
    ) -> (Row, KnownWords) {
        let Scratch { parts, tally, left } = scratch;
        for (part, keys) in Part::BOTH.into_iter().zip(parts.iter_mut()) {
            let text = normalise(document.part(part));
            read(keys.fill(&self.config, part, segmenter, &text).all());
        }
        let mut row = Row::default();
        let mut known = [KnownWords::default(); 2];
        for (block, lookup) in self.config.blocks.iter().zip(self.lookups()) {
            parts[block.part.index()].count(block, tally);
            let start = row.columns.len();
            let mut found = 0;
            lookup.find_all(tally.counted(), left, |column, inverse, count| {
                row.columns.push(column);
                row.values.push(sublinear(count) * inverse);
                found += count;
            });
            if block.single_words() {
                let all = tally.counted().iter().map(|(_, count)| count).sum();
                known[block.part.index()] = KnownWords { known: found, all };
            }
            scale(&mut row.values[start..], block);
        }
        // The body tells; the headline's vocabulary is smaller and knows less of the same language.
        let [headline, body] = known;
        (row, if body.all > 0 { body } else { headline })
    }

    /// The rows of many articles, made in parallel.
    pub fn rows(&self, segmenter: &Segmenter, documents: &[Document<'_>]) -> SparseRows {
        let rows: Vec<Row> = documents
            .par_iter()
            .map_init(Scratch::default, |scratch, document| self.row_with(segmenter, document, scratch))
            .collect();
        let mut all = SparseRows::new(self.width());
        rows.iter().for_each(|row| all.push(row.view()));
        all
    }

    /// Rows of this space as other blocks of the same terms would make them: with other weights, none, or without the
    /// rarest terms. The columns keep their numbers.
    pub fn reweighted(&self, rows: &SparseRows, blocks: &[BlockConfig]) -> SparseRows {
        let all: Vec<usize> = (0..rows.nsamples()).collect();
        let made: Vec<Row> = all
            .par_iter()
            .map(|&number| {
                let (whole, mut row) = (rows.row(number), Row::default());
                let mut entries = whole.columns.iter().zip(whole.values).peekable();
                for (b, block) in blocks.iter().enumerate() {
                    let end = self.vocabulary.columns(b).end as u32;
                    let start = row.columns.len();
                    while let Some((&column, &value)) = entries.next_if(|(column, _)| **column < end) {
                        let frequency = self.document_frequency[column as usize];
                        if block.weight > 0.0 && frequency >= block.min_document_frequency {
                            row.columns.push(column);
                            row.values.push(value);
                        }
                    }
                    scale(&mut row.values[start..], block);
                }
                row
            })
            .collect();
        let mut all = SparseRows::new(self.width());
        made.iter().for_each(|row| all.push(row.view()));
        all
    }

    /// The columns of one block.
    pub fn block_columns(&self, block: usize) -> std::ops::Range<usize> {
        self.vocabulary.columns(block)
    }
}

/// Scales the values of a block to the size its configuration asks for.
fn scale(values: &mut [f32], block: &BlockConfig) {
    let size = match block.scaling {
        Scaling::Length => values.iter().map(|v| f64::from(*v) * f64::from(*v)).sum::<f64>().sqrt(),
        Scaling::Mean => values.iter().map(|v| f64::from(*v)).sum(),
    };
    if size > 0.0 {
        let scale = (f64::from(block.weight) / size) as f32;
        values.iter_mut().for_each(|v| *v *= scale);
    }
}

/// Sublinear term frequency: 1 + ln tf (Manning, Raghavan & Schütze 2008, 6.4.1).
fn sublinear(frequency: u32) -> f32 {
    static TABLE: std::sync::OnceLock<Vec<f32>> = std::sync::OnceLock::new();
    let value = |n: u32| (1.0 + libm::log(f64::from(n.max(1)))) as f32;
    let table = TABLE.get_or_init(|| (0..256).map(value).collect());
    table.get(frequency as usize).copied().unwrap_or_else(|| value(frequency))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::FeatureConfig;
    use crate::text::TextConfig;

    fn small() -> (FeatureSpace, SparseRows, Segmenter) {
        let segmenter = Segmenter::new(&TextConfig::default()).unwrap();
        let mut config = FeatureConfig::default();
        config.blocks.iter_mut().for_each(|b| b.min_document_frequency = 1);
        config.blocks[5].scaling = Scaling::Mean;
        let documents = [
            Document { headline: "信访工作会议", body: "化解矛盾纠纷，化解信访积案。" },
            Document { headline: "", body: "招商引资项目签约。" },
        ];
        let (space, rows) = FeatureSpace::fit(&config, &segmenter, &documents);
        (space, rows, segmenter)
    }

    #[test]
    fn each_block_has_its_size() {
        let (space, rows, _) = small();
        let values = |row: usize, block: usize| -> Vec<f32> {
            let columns = space.block_columns(block);
            rows.row(row).iter().filter(|(c, _)| columns.contains(c)).map(|(_, v)| v).collect()
        };
        let length = |row, block| values(row, block).iter().map(|v| v * v).sum::<f32>().sqrt();
        assert!((length(0, 0) - 0.25).abs() < 1e-5);
        assert!((length(0, 4) - 0.5).abs() < 1e-5);
        assert!((values(0, 5).iter().sum::<f32>() - 0.3536).abs() < 1e-5);
        assert!(values(1, 0).is_empty());
    }

    #[test]
    fn an_article_without_known_terms_gives_an_empty_row() {
        let (space, _, segmenter) = small();
        assert_eq!(space.row(&segmenter, &Document { headline: "", body: "xyz" }), Row::default());
    }

    #[test]
    fn terms_ascend_within_their_block() {
        let (space, _, _) = small();
        for block in 0..space.config().blocks.len() {
            assert!(space.vocabulary().terms(block).is_sorted());
        }
    }

    #[test]
    fn learning_and_using_make_the_same_rows() {
        let (space, rows, segmenter) = small();
        let documents = [
            Document { headline: "信访工作会议", body: "化解矛盾纠纷，化解信访积案。" },
            Document { headline: "", body: "招商引资项目签约。" },
        ];
        let again = space.rows(&segmenter, &documents);
        for row in 0..2 {
            assert_eq!(rows.row(row), again.row(row));
        }
    }
}
