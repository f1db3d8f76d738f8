//! The feature space: a vocabulary with frozen document frequencies, and the one function that makes rows.

use std::sync::OnceLock;

use linfa::dataset::Records;
use rayon::prelude::*;

use crate::features::term_counter::TermCounter;
use crate::features::term_table::TermTable;
use crate::features::terms::{PartKeys, term_key};
use crate::features::vocabulary::Vocabulary;
use crate::features::{BlockConfig, Document, FeatureConfig, KnownWords, Part, Row, Scaling, SparseRows, TermKind};
use crate::text::{Segmenter, normalise};

/// A vocabulary, with columns sorted by block and term, and its frozen document frequencies.
pub struct FeatureSpace {
    config: FeatureConfig,
    vocabulary: Vocabulary,
    document_frequency: Vec<u32>,
    /// Number of training articles.
    documents: u32,
    /// Inverse document frequency of each column.
    idf: Vec<f32>,
    /// Tables from term keys to columns, block by block.
    tables: OnceLock<Vec<TermTable>>,
}

/// Reusable buffers for making rows.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(super) parts: [PartKeys; 2],
    pub(super) counter: TermCounter,
    /// The terms of a block that the vocabulary may have.
    pub(super) candidates: Vec<u64>,
    /// The values of a block in the lead of a text.
    lead: Vec<f32>,
    /// A row that is no longer needed; the next one reuses its memory.
    spent: Row,
}

impl Scratch {
    /// Takes back a row that is no longer needed.
    pub(crate) fn take_back(&mut self, row: Row) {
        self.spent = row;
    }
}

impl FeatureSpace {
    /// Returns the space with another block appended. The vocabulary of the block is given; only its document
    /// frequencies are learned.
    pub fn extended(
        self,
        block: BlockConfig,
        vocabulary: &[String],
        segmenter: &Segmenter,
        documents: &[Document<'_>],
    ) -> Self {
        let alone = FeatureConfig { blocks: vec![block.clone()], lead: None };
        let terms = Vocabulary::new(&[vocabulary.iter().collect()]);
        let block_space = Self::from_parts(alone, terms, vec![0; vocabulary.len()], self.documents);
        let rows = block_space.rows(segmenter, documents);
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

    /// Assembles a space from the parts of a model file; the vocabulary must have as many blocks as the configuration.
    pub fn from_parts(
        config: FeatureConfig,
        vocabulary: Vocabulary,
        document_frequency: Vec<u32>,
        documents: u32,
    ) -> Self {
        // Smoothed inverse document frequency, as in scikit-learn's TfidfTransformer:
        // ln((1 + n) / (1 + df)) + 1. libm gives the same bits on every machine.
        let idf: Vec<f32> = document_frequency
            .iter()
            .map(|&df| (libm::log((1.0 + f64::from(documents)) / (1.0 + f64::from(df))) + 1.0) as f32)
            .collect();
        FeatureSpace { config, vocabulary, document_frequency, documents, idf, tables: OnceLock::new() }
    }

    /// Builds the tables from terms to columns now, on all cores, instead of with the first row.
    pub fn prepared(self) -> Self {
        let tables: Vec<TermTable> = (0..self.config.blocks.len()).into_par_iter().map(|b| self.table(b)).collect();
        FeatureSpace { tables: OnceLock::from(tables), ..self }
    }

    /// Returns the tables from term keys to columns, one per block.
    pub(super) fn tables(&self) -> &[TermTable] {
        // One thread builds missing tables while the others wait, so rayon must not be used here.
        self.tables.get_or_init(|| (0..self.config.blocks.len()).map(|b| self.table(b)).collect())
    }

    fn table(&self, block: usize) -> TermTable {
        let kind = self.config.blocks[block].kind;
        let columns = self.vocabulary.columns(block);
        TermTable::new(columns.map(|c| (term_key(kind, self.vocabulary.term(c)), c as u32, self.idf[c])))
    }

    /// Returns the configuration of the features.
    pub fn config(&self) -> &FeatureConfig {
        &self.config
    }

    /// Returns the vocabulary: the term of each column.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Returns the vocabulary and drops the rest.
    pub fn into_vocabulary(self) -> Vocabulary {
        self.vocabulary
    }

    /// Returns the kind of term that a column represents.
    pub fn kind(&self, column: usize) -> TermKind {
        self.config.blocks[self.vocabulary.block(column)].kind
    }

    /// Returns the number of training articles in which each term occurs.
    pub fn document_frequency(&self) -> &[u32] {
        &self.document_frequency
    }

    /// Returns the number of training articles.
    pub fn documents(&self) -> u32 {
        self.documents
    }

    /// Returns the inverse document frequency of a column.
    pub fn inverse_frequency(&self, column: usize) -> f32 {
        self.idf[column]
    }

    /// Returns the number of columns.
    pub fn width(&self) -> usize {
        self.vocabulary.len()
    }

    /// Makes the row of one article.
    pub fn row(&self, segmenter: &Segmenter, document: &Document<'_>) -> Row {
        self.row_with(segmenter, document, &mut Scratch::default())
    }

    /// Makes the row of one article with reusable buffers.
    pub fn row_with(&self, segmenter: &Segmenter, document: &Document<'_>, scratch: &mut Scratch) -> Row {
        self.row_with_words(segmenter, document, scratch, |_, _| ()).0
    }

    /// Makes the row of one article and counts the words that the vocabulary knows. `read` is called with the
    /// normalised text and its words, of the headline and of the body (with punctuation, if the features use it).
    pub fn row_with_words(
        &self,
        segmenter: &Segmenter,
        document: &Document<'_>,
        scratch: &mut Scratch,
        mut read: impl FnMut(&str, &[&str]),
    ) -> (Row, KnownWords) {
        let Scratch { parts, counter, candidates, lead, spent } = scratch;
        for (part, keys) in Part::BOTH.into_iter().zip(parts.iter_mut()) {
            let text = normalise(document.part(part));
            read(&text, keys.fill(&self.config, part, segmenter, &text).words());
        }
        let mut row = std::mem::take(spent);
        row.columns.clear();
        row.values.clear();
        let mut known = [KnownWords::default(); 2];
        for (block, table) in self.config.blocks.iter().zip(self.tables()) {
            let keys = &parts[block.part.index()];
            let lead_config = self.config.lead.as_ref();
            let lead_terms = lead_config.and_then(|config| keys.lead_of(block, config));
            keys.count_known(block, lead_terms.unwrap_or(0), table, counter, candidates);
            let start = row.columns.len();
            let mut found = 0;
            lead.clear();
            table.find_all(counter.counts(), |column, idf, term| {
                row.columns.push(column);
                row.values.push(sublinear(term.count) * idf);
                found += term.count;
                if term.in_lead > 0 {
                    lead.push(sublinear(term.in_lead) * idf);
                }
            });
            if block.single_words() {
                known[block.part.index()] = KnownWords { known: found, all: keys.number(block) as u32 };
            }
            scale(&mut row.values[start..], block);
            if let (Some(config), Some(_)) = (lead_config, lead_terms) {
                // Terms stand in the order in which they first occur, so those of the lead stand first in the row.
                scale(lead, block);
                let whole = 1.0 / (1.0 + config.weight);
                row.values[start..].iter_mut().for_each(|value| *value *= whole);
                row.values[start..]
                    .iter_mut()
                    .zip(lead.iter())
                    .for_each(|(value, lead)| *value += (1.0 - whole) * *lead);
            }
        }
        // The body decides, because the vocabulary of headlines is smaller and knows less of the same language.
        let [headline, body] = known;
        (row, if body.all > 0 { body } else { headline })
    }

    /// Makes the rows of many articles in parallel.
    pub fn rows(&self, segmenter: &Segmenter, documents: &[Document<'_>]) -> SparseRows {
        let rows: Vec<Row> = documents
            .par_iter()
            .map_init(Scratch::default, |scratch, document| self.row_with(segmenter, document, scratch))
            .collect();
        let mut all = SparseRows::new(self.width());
        rows.iter().for_each(|row| all.push(row.view()));
        all
    }

    /// Returns the rows that other block settings for the same terms would give: other weights, weight 0 or a higher
    /// minimum document frequency. The columns keep their numbers.
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

    /// Returns the columns of one block.
    pub fn block_columns(&self, block: usize) -> std::ops::Range<usize> {
        self.vocabulary.columns(block)
    }
}

/// Scales the values of a block to the length or sum that its configuration sets.
pub(super) fn scale(values: &mut [f32], block: &BlockConfig) {
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
pub(super) fn sublinear(frequency: u32) -> f32 {
    static TABLE: std::sync::OnceLock<Vec<f32>> = std::sync::OnceLock::new();
    let value = |n: u32| (1.0 + libm::log(f64::from(n.max(1)))) as f32;
    let table = TABLE.get_or_init(|| (0..256).map(value).collect());
    table.get(frequency as usize).copied().unwrap_or_else(|| value(frequency))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{FeatureConfig, LeadConfig, TermKind};
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
    fn the_lead_of_a_long_text_weighs_more() {
        let segmenter = Segmenter::new(&TextConfig::default()).unwrap();
        let body = "化解矛盾纠纷，化解信访积案。招商引资项目签约，项目落户。";
        let documents = [Document { headline: "", body }];
        let mut config = FeatureConfig::default();
        config.blocks.retain(|block| block.part == Part::Body && block.kind == TermKind::Words);
        config.blocks.iter_mut().for_each(|block| (block.min_document_frequency, block.weight) = (1, 1.0));
        let fit = |lead| FeatureSpace::fit(&FeatureConfig { lead, ..config.clone() }, &segmenter, &documents);
        let (space, whole) = fit(None);
        // Of twelve characters six words make the lead.
        let (_, with_lead) = fit(Some(LeadConfig { characters: 12, weight: 0.5 }));
        let (whole, with_lead) = (whole.row(0), with_lead.row(0));
        assert_eq!(whole.columns, with_lead.columns);
        let lead: Vec<&str> = segmenter.words(body).into_iter().take(6).collect();
        for ((column, before), (_, after)) in whole.iter().zip(with_lead.iter()) {
            let term = space.vocabulary().term(column);
            if lead.contains(&term) {
                assert!(after > before, "{term}: {before} {after}");
            } else {
                // What stands behind the lead keeps the share of the whole.
                assert!((after / before - 1.0 / 1.5).abs() < 1e-5, "{term}: {before} {after}");
            }
        }
        // A text that is all lead is weighed as before.
        let (_, all_lead) = fit(Some(LeadConfig { characters: 200, weight: 0.5 }));
        assert_eq!(all_lead.row(0), whole);
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
        let recomputed = space.rows(&segmenter, &documents);
        for row in 0..2 {
            assert_eq!(rows.row(row), recomputed.row(row));
        }
    }
}
