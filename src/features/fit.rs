//! Fitting: learns a vocabulary and its document frequencies from articles, and makes their rows.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::features::space::{scale, sublinear};
use crate::features::term_counter::{TermCount, TermCounter};
use crate::features::terms::{PartKeys, PartWords, characters_of, characters_order};
use crate::features::vocabulary::Vocabulary;
use crate::features::{BlockConfig, Document, FeatureConfig, FeatureSpace, Part, Row, SparseRows, TermKind};
use crate::text::{Segmenter, normalise};

/// Number of documents that one thread counts together.
const DOCUMENTS_PER_CHUNK: usize = 128;

/// The terms of one chunk of documents, block by block.
struct ChunkTerms {
    /// The distinct terms of each block, in order of first occurrence.
    terms: Vec<Vec<Term>>,
    /// Concatenated texts of the terms made of words.
    texts: String,
    /// Terms of all documents, block by block: the index in `terms` and the count in the document.
    entries: Vec<(u32, u32)>,
    /// End of each document's block in `entries`.
    ends: Vec<usize>,
}

/// A distinct term of a chunk.
#[derive(Clone, Copy)]
struct Term {
    key: u64,
    /// Number of documents that contain it.
    frequency: u32,
    /// Byte range of its text in `texts`; empty for characters, whose key holds the text.
    text: (u32, u32),
}

impl ChunkTerms {
    fn new(config: &FeatureConfig, segmenter: &Segmenter, documents: &[Document<'_>]) -> Self {
        let mut terms: Vec<Vec<Term>> = vec![Vec::new(); config.blocks.len()];
        let mut index_of: Vec<FxHashMap<u64, u32>> = vec![FxHashMap::default(); config.blocks.len()];
        let mut parts: [PartKeys; 2] = Default::default();
        let mut counter = TermCounter::default();
        let (mut entries, mut ends, mut texts) = (Vec::new(), Vec::new(), String::new());
        for document in documents {
            let normalised = Part::BOTH.map(|part| normalise(document.part(part)));
            let words: Vec<PartWords<'_>> = (Part::BOTH.into_iter().zip(&normalised).zip(&mut parts))
                .map(|((part, text), keys)| keys.fill(config, part, segmenter, text))
                .collect();
            for (b, block) in config.blocks.iter().enumerate() {
                let keys = &parts[block.part.index()];
                keys.count(block, &mut counter);
                let terms = &mut terms[b];
                let known = terms.len();
                for &TermCount { key, count, .. } in counter.counts() {
                    let index = *index_of[b].entry(key).or_insert_with(|| {
                        terms.push(Term { key, frequency: 0, text: (0, 0) });
                        terms.len() as u32 - 1
                    });
                    terms[index as usize].frequency += 1;
                    entries.push((index, count));
                }
                ends.push(entries.len());
                if block.kind != TermKind::Characters && terms.len() > known {
                    // New terms are in order of first occurrence, so one pass over the text finds all their texts.
                    let words = &words[block.part.index()];
                    let mut new = terms[known..].iter_mut().peekable();
                    for length in block.lengths() {
                        let mut keys = keys.keys_of(block, length).iter();
                        words.for_each_term(block, length, |parts| {
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
        ChunkTerms { terms, texts, entries, ends }
    }

    fn text_of(&self, term: &Term) -> &str {
        &self.texts[term.text.0 as usize..term.text.1 as usize]
    }
}

/// The learned vocabulary of one block.
struct FittedBlock {
    /// The terms, one per line.
    lines: String,
    /// Document frequency of each term.
    frequency: Vec<u32>,
    /// `[chunk][term]`: column relative to the first of the block, or [`NO_COLUMN`].
    columns: Vec<Vec<u32>>,
}

/// Marks a term that is too rare for the vocabulary.
const NO_COLUMN: u32 = u32::MAX;

/// Number of parts into which the terms of a block are divided by key for merging. Each part fits the processor's
/// cache, and all cores have work even if one block has most of the terms.
const SHARDS: u64 = 16;

fn shard_of(key: u64) -> u64 {
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 60
}

/// A term kept for the vocabulary; its fields sort in the order of the vocabulary.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct KeptTerm<'a> {
    /// Sort key that separates most terms: the first eight bytes of words, all characters of character n-grams.
    order: u64,
    /// Text of words; empty for characters, whose `order` holds the text.
    text: &'a str,
    frequency: u32,
    shard: u32,
    /// Index among the distinct terms of its shard.
    index: u32,
}

impl KeptTerm<'_> {
    fn order(kind: TermKind, key: u64, text: &str) -> u64 {
        match kind {
            TermKind::Characters => characters_order(key),
            TermKind::Words | TermKind::WordPairs => {
                let mut first = [0; 8];
                let length = text.len().min(8);
                first[..length].copy_from_slice(&text.as_bytes()[..length]);
                u64::from_be_bytes(first)
            }
        }
    }
}

/// The terms of a block whose keys fall into one shard.
struct Shard<'a> {
    kept: Vec<KeptTerm<'a>>,
    /// Number of distinct terms, including those not kept.
    distinct: usize,
    /// Index of each term among the distinct ones, chunk by chunk in order.
    indices: Vec<u32>,
}

impl<'a> Shard<'a> {
    fn new(shard: u64, block: usize, config: &BlockConfig, chunks: &'a [ChunkTerms]) -> Self {
        let mut index_of: FxHashMap<u64, u32> = FxHashMap::default();
        // Each distinct term with its document frequency and first chunk, in order of first occurrence.
        let mut distinct: Vec<(Term, u32)> = Vec::new();
        let mut indices = Vec::new();
        for (chunk, chunk_terms) in (0u32..).zip(chunks) {
            for term in chunk_terms.terms[block].iter().filter(|term| shard_of(term.key) == shard) {
                let index = *index_of.entry(term.key).or_insert_with(|| {
                    distinct.push((Term { frequency: 0, ..*term }, chunk));
                    distinct.len() as u32 - 1
                });
                distinct[index as usize].0.frequency += term.frequency;
                indices.push(index);
            }
        }
        let kept = (0u32..).zip(&distinct).filter(|(_, (term, _))| term.frequency >= config.min_document_frequency);
        let kept = kept.map(|(index, (term, chunk))| {
            let text = chunks[*chunk as usize].text_of(term);
            let order = KeptTerm::order(config.kind, term.key, text);
            KeptTerm { order, text, frequency: term.frequency, shard: shard as u32, index }
        });
        Shard { kept: kept.collect(), distinct: distinct.len(), indices }
    }
}

impl FittedBlock {
    /// Merges the terms of a block from all chunks. Integer sums and sorted terms make the result independent of the
    /// number of threads.
    fn merged(block: usize, config: &BlockConfig, chunks: &[ChunkTerms]) -> Self {
        let mut shards: Vec<Shard<'_>> =
            (0..SHARDS).into_par_iter().map(|shard| Shard::new(shard, block, config, chunks)).collect();
        let mut kept: Vec<KeptTerm<'_>> = shards.iter_mut().flat_map(|shard| std::mem::take(&mut shard.kept)).collect();
        kept.par_sort_unstable();
        let mut column_of: Vec<Vec<u32>> = shards.iter().map(|shard| vec![NO_COLUMN; shard.distinct]).collect();
        let mut lines = String::new();
        for (column, term) in (0u32..).zip(&kept) {
            column_of[term.shard as usize][term.index as usize] = column;
            match config.kind {
                TermKind::Characters => lines.extend(characters_of(term.order)),
                TermKind::Words | TermKind::WordPairs => lines.push_str(term.text),
            }
            lines.push('\n');
        }
        let mut next: Vec<_> = shards.iter().map(|shard| shard.indices.iter()).collect();
        let mut column = |term: &Term| {
            let shard = shard_of(term.key) as usize;
            next[shard].next().map_or(NO_COLUMN, |&index| column_of[shard][index as usize])
        };
        let columns = chunks.iter().map(|chunk| chunk.terms[block].iter().map(&mut column).collect()).collect();
        FittedBlock { lines, frequency: kept.iter().map(|term| term.frequency).collect(), columns }
    }
}

impl FeatureSpace {
    /// Learns the vocabulary and document frequencies of the articles and makes their rows, segmenting each text only
    /// once.
    pub fn fit(config: &FeatureConfig, segmenter: &Segmenter, documents: &[Document<'_>]) -> (Self, SparseRows) {
        if config.blocks.is_empty() {
            let space = Self::from_parts(config.clone(), Vocabulary::new::<&str>(&[]), Vec::new(), 0);
            return (space, SparseRows::new(0));
        }
        let chunks: Vec<ChunkTerms> =
            documents.par_chunks(DOCUMENTS_PER_CHUNK).map(|chunk| ChunkTerms::new(config, segmenter, chunk)).collect();
        let blocks: Vec<FittedBlock> =
            config.blocks.par_iter().enumerate().map(|(b, block)| FittedBlock::merged(b, block, &chunks)).collect();
        let counts: Vec<usize> = blocks.iter().map(|block| block.frequency.len()).collect();
        let vocabulary =
            Vocabulary::from_lines_or_empty(blocks.iter().map(|block| block.lines.as_str()).collect(), &counts);
        let frequency = blocks.iter().flat_map(|b| b.frequency.iter().copied()).collect();
        let space = Self::from_parts(config.clone(), vocabulary, frequency, documents.len() as u32);
        if config.lead.is_some() {
            // The chunks do not know which terms stand in the lead.
            let rows = space.rows(segmenter, documents);
            return (space, rows);
        }
        let rows: Vec<SparseRows> = chunks
            .par_iter()
            .enumerate()
            .map(|(c, chunk)| {
                let mut rows = SparseRows::new(space.width());
                let mut row = Row::default();
                let mut start = 0;
                for (i, &end) in chunk.ends.iter().enumerate() {
                    let b = i % blocks.len();
                    let (first, columns) = (space.vocabulary().columns(b).start as u32, &blocks[b].columns[c]);
                    let from = row.columns.len();
                    for &(term, count) in &chunk.entries[start..end] {
                        let column = columns[term as usize];
                        if column != NO_COLUMN {
                            row.columns.push(first + column);
                            row.values.push(sublinear(count) * space.inverse_frequency((first + column) as usize));
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
}
