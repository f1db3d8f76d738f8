//! The vocabulary with frozen document frequencies, and the one function that makes rows.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::lookup::Lookup;
use super::terms::{each_term, term_key};
use super::{BlockConfig, Document, FeatureConfig, Row, Scaling, SparseRows, TermKind};
use crate::text::Segmenter;

/// What a column stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// Index of the block in the configuration.
    pub block: u8,
    /// The term; the words of an n-gram are separated by one space.
    pub text: String,
}

/// A vocabulary (columns sorted by block and term) with frozen document frequencies.
pub struct FeatureSpace {
    config: FeatureConfig,
    terms: Vec<Term>,
    document_frequency: Vec<u32>,
    documents: u32,
    inverse: Vec<f32>,
    /// Term keys to columns, block by block.
    lookups: Vec<Lookup>,
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
        // Each chunk of articles gives its terms with their document frequencies; a term's text is kept where it is
        // first met. The merge adds whole numbers and sorts, so the number of threads leaves no trace.
        let chunks: Vec<FxHashMap<(u8, u64), (String, u32)>> = documents
            .par_chunks(512)
            .map(|chunk| {
                let mut frequency: FxHashMap<(u8, u64), (String, u32)> = FxHashMap::default();
                let mut seen: FxHashSet<(u8, u64)> = FxHashSet::default();
                for document in chunk {
                    seen.clear();
                    each_term(config, segmenter, document, |block, key, parts| {
                        let key = (block as u8, key);
                        if seen.insert(key) {
                            frequency.entry(key).or_insert_with(|| (parts.join(" "), 0)).1 += 1;
                        }
                    });
                }
                frequency
            })
            .collect();
        let mut all: FxHashMap<(u8, u64), (String, u32)> = FxHashMap::default();
        #[expect(clippy::iter_over_hash_type, reason = "sums of whole numbers, sorted below")]
        for chunk in chunks {
            for (key, (text, count)) in chunk {
                all.entry(key).or_insert((text, 0)).1 += count;
            }
        }
        let mut kept: Vec<(Term, u32)> = all
            .into_iter()
            .filter(|((block, _), (_, count))| *count >= config.blocks[usize::from(*block)].min_document_frequency)
            .map(|((block, _), (text, count))| (Term { block, text }, count))
            .collect();
        kept.par_sort_unstable();
        let (terms, frequency) = kept.into_iter().unzip();
        let space = Self::from_parts(config.clone(), terms, frequency, documents.len() as u32);
        let rows = space.rows(segmenter, documents);
        (space, rows)
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
        let terms: Vec<Term> = vocabulary.iter().map(|text| Term { block: 0, text: text.clone() }).collect();
        let counted = Self::from_parts(alone, terms, vec![0; vocabulary.len()], self.documents);
        let rows = counted.rows(segmenter, documents);
        let mut frequency = vec![0; vocabulary.len()];
        for row in 0..documents.len() {
            rows.row(row).columns.iter().for_each(|&column| frequency[column as usize] += 1);
        }
        let number = self.config.blocks.len() as u8;
        let mut config = self.config;
        config.blocks.push(block);
        let mut terms = self.terms;
        terms.extend(vocabulary.iter().map(|text| Term { block: number, text: text.clone() }));
        let mut document_frequency = self.document_frequency;
        document_frequency.extend(frequency);
        Self::from_parts(config, terms, document_frequency, self.documents)
    }

    /// Puts a space together from what a model file holds; `terms` must be sorted.
    pub fn from_parts(config: FeatureConfig, terms: Vec<Term>, document_frequency: Vec<u32>, documents: u32) -> Self {
        let bounds: Vec<u32> =
            (0..=config.blocks.len()).map(|b| terms.partition_point(|t| usize::from(t.block) < b) as u32).collect();
        let lookups = config
            .blocks
            .iter()
            .enumerate()
            .map(|(b, block)| {
                let columns = bounds[b]..bounds[b + 1];
                Lookup::new(columns.map(|c| (term_key(block.kind, &terms[c as usize].text), c)))
            })
            .collect();
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

    /// Whether a column stands for words or characters.
    pub fn kind(&self, column: usize) -> TermKind {
        self.config.blocks[usize::from(self.terms[column].block)].kind
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
        let hits = &mut scratch.hits;
        hits.clear();
        each_term(&self.config, segmenter, document, |block, key, _| {
            hits.extend(self.lookups[block].get(key));
        });
        hits.sort_unstable();
        let mut row = Row::default();
        for same in hits.chunk_by(|a, b| a == b) {
            row.columns.push(same[0]);
            row.values.push(sublinear(same.len()) * self.inverse[same[0] as usize]);
        }
        // Columns are numbered block by block, so each block is a run of the row.
        let mut start = 0;
        for (b, block) in self.config.blocks.iter().enumerate() {
            let end = start + row.columns[start..].partition_point(|&c| c < self.bounds[b + 1]);
            let values = &mut row.values[start..end];
            let size = match block.scaling {
                Scaling::Length => values.iter().map(|v| f64::from(*v) * f64::from(*v)).sum::<f64>().sqrt(),
                Scaling::Mean => values.iter().map(|v| f64::from(*v)).sum(),
            };
            if size > 0.0 {
                let scale = (f64::from(block.weight) / size) as f32;
                values.iter_mut().for_each(|v| *v *= scale);
            }
            start = end;
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

/// Sublinear term frequency: 1 + ln tf (Manning, Raghavan & Schütze 2008, 6.4.1).
fn sublinear(frequency: usize) -> f32 {
    static TABLE: std::sync::OnceLock<Vec<f32>> = std::sync::OnceLock::new();
    let value = |n: usize| (1.0 + libm::log(n.max(1) as f64)) as f32;
    let table = TABLE.get_or_init(|| (0..256).map(value).collect());
    table.get(frequency).copied().unwrap_or_else(|| value(frequency))
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
    fn columns_are_sorted() {
        let (space, _, _) = small();
        assert!(space.terms().is_sorted());
    }
}
