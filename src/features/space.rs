//! The vocabulary with frozen document frequencies, and the one function that makes rows.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::lookup::Lookup;
use super::terms::{each_term, term_key};
use super::{Document, FeatureConfig, Row, SparseRows, TermKind};
use crate::text::{Segmenter, normalise};

/// What a column stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// Index of the block in the configuration.
    pub block: u8,
    /// Words or characters.
    pub kind: TermKind,
    /// The term; the words of an n-gram are separated by one space.
    pub text: String,
}

/// A vocabulary (columns sorted by block, kind and term) with frozen document frequencies.
pub struct FeatureSpace {
    config: FeatureConfig,
    terms: Vec<Term>,
    document_frequency: Vec<u32>,
    documents: u32,
    inverse: Vec<f32>,
    /// Per block: words, characters.
    lookups: Vec<[Lookup; 2]>,
    /// First column of each block, and the end of the last.
    bounds: Vec<u32>,
}

/// Memory that making rows needs again and again.
#[derive(Debug, Default)]
pub struct Scratch {
    hits: Vec<u32>,
}

impl FeatureSpace {
    /// Learns the vocabulary and document frequencies of the articles, and makes their rows.
    pub fn fit(config: &FeatureConfig, segmenter: &Segmenter, documents: &[Document<'_>]) -> (Self, SparseRows) {
        // Each chunk of articles gives its terms with their document frequencies; a term's text is kept where
        // it is first met. The merge is by sorted key, so the number of threads leaves no trace.
        let chunks: Vec<BTreeMap<Term, u32>> = documents
            .par_chunks(256)
            .map(|chunk| {
                let mut frequency: FxHashMap<(u8, TermKind, u64), (String, u32)> = FxHashMap::default();
                for document in chunk {
                    let mut seen: FxHashSet<(u8, TermKind, u64)> = FxHashSet::default();
                    for (b, block) in config.blocks.iter().enumerate() {
                        let text = normalise(document.part(block.part));
                        each_term(block, segmenter, &text, |kind, key, parts| {
                            if seen.insert((b as u8, kind, key)) {
                                frequency.entry((b as u8, kind, key)).or_insert_with(|| (parts.join(" "), 0)).1 += 1;
                            }
                        });
                    }
                }
                frequency
                    .into_iter()
                    .map(|((block, kind, _), (text, count))| (Term { block, kind, text }, count))
                    .collect()
            })
            .collect();
        let mut all: BTreeMap<Term, u32> = BTreeMap::new();
        for chunk in chunks {
            for (term, count) in chunk {
                *all.entry(term).or_default() += count;
            }
        }
        all.retain(|term, count| *count >= config.blocks[usize::from(term.block)].min_document_frequency);
        let (terms, frequency) = all.into_iter().unzip();
        let space = Self::from_parts(config.clone(), terms, frequency, documents.len() as u32);
        let rows = space.rows(segmenter, documents);
        (space, rows)
    }

    /// Puts a space together from what a model file holds; `terms` must be sorted.
    pub fn from_parts(config: FeatureConfig, terms: Vec<Term>, document_frequency: Vec<u32>, documents: u32) -> Self {
        let mut entries: Vec<[Vec<(u64, u32)>; 2]> = config.blocks.iter().map(|_| Default::default()).collect();
        for (column, term) in terms.iter().enumerate() {
            entries[usize::from(term.block)][term.kind as usize].push((term_key(term.kind, &term.text), column as u32));
        }
        let lookups = entries.into_iter().map(|kinds| kinds.map(|k| Lookup::new(k.into_iter()))).collect();
        let bounds =
            (0..=config.blocks.len()).map(|b| terms.partition_point(|t| usize::from(t.block) < b) as u32).collect();
        // Smoothed inverse document frequency, as in scikit-learn's TfidfTransformer:
        // ln((1 + n) / (1 + df)) + 1. libm gives the same bits on every machine.
        let inverse = document_frequency
            .iter()
            .map(|&df| (libm::log((1.0 + f64::from(documents)) / (1.0 + f64::from(df))) + 1.0) as f32)
            .collect();
        FeatureSpace { config, terms, document_frequency, documents, inverse, lookups, bounds }
    }

    /// The configuration it was made with.
    pub fn config(&self) -> &FeatureConfig {
        &self.config
    }

    /// What each column stands for.
    pub fn terms(&self) -> &[Term] {
        &self.terms
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
        self.terms.len()
    }

    /// The row of one article.
    pub fn row(&self, segmenter: &Segmenter, document: &Document<'_>) -> Row {
        self.row_with(segmenter, document, &mut Scratch::default())
    }

    /// The row of one article, with memory kept from call to call.
    pub fn row_with(&self, segmenter: &Segmenter, document: &Document<'_>, scratch: &mut Scratch) -> Row {
        let mut row = Row::default();
        for (b, block) in self.config.blocks.iter().enumerate() {
            scratch.hits.clear();
            let text = normalise(document.part(block.part));
            each_term(block, segmenter, &text, |kind, key, _| {
                if let Some(column) = self.lookups[b][kind as usize].get(key) {
                    scratch.hits.push(column);
                }
            });
            scratch.hits.sort_unstable();
            let start = row.values.len();
            for same in scratch.hits.chunk_by(|a, b| a == b) {
                // Sublinear term frequency: 1 + ln tf (Manning, Raghavan & Schütze 2008, 6.4.1).
                let frequency = 1.0 + libm::log(same.len() as f64) as f32;
                row.columns.push(same[0]);
                row.values.push(frequency * self.inverse[same[0] as usize]);
            }
            let length = row.values[start..].iter().map(|v| f64::from(*v) * f64::from(*v)).sum::<f64>().sqrt();
            if length > 0.0 {
                let scale = (f64::from(block.weight) / length) as f32;
                row.values[start..].iter_mut().for_each(|v| *v *= scale);
            }
        }
        row
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

    /// The columns of one block.
    pub fn block_columns(&self, block: usize) -> std::ops::Range<usize> {
        self.bounds[block] as usize..self.bounds[block + 1] as usize
    }
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
        let documents = [
            Document { headline: "信访工作会议", body: "化解矛盾纠纷，化解信访积案。" },
            Document { headline: "", body: "招商引资项目签约。" },
        ];
        let (space, rows) = FeatureSpace::fit(&config, &segmenter, &documents);
        (space, rows, segmenter)
    }

    #[test]
    fn each_block_has_its_length() {
        let (space, rows, _) = small();
        let squares = |row: usize, block: usize| {
            let columns = space.block_columns(block);
            rows.row(row).iter().filter(|(c, _)| columns.contains(c)).map(|(_, v)| v * v).sum::<f32>()
        };
        assert!((squares(0, 0) - 0.25).abs() < 1e-5);
        assert!((squares(0, 1) - 1.0).abs() < 1e-5);
        assert_eq!(squares(1, 0), 0.0);
    }

    #[test]
    fn an_article_without_known_terms_gives_an_empty_row() {
        let (space, _, segmenter) = small();
        assert_eq!(space.row(&segmenter, &Document { headline: "", body: "xyz" }), Row::default());
    }

    #[test]
    fn columns_are_sorted() {
        let (space, _, _) = small();
        assert!(space.terms().is_sorted());
    }
}
