//! What unlabelled news teaches: which words keep company with which, and which pairs of characters occur in the same
//! articles.
//!
//! Both give each article coordinates that are linear in its features: the mean of its words' vectors, and its pairs of
//! characters projected on the leading directions of all news (latent semantic analysis, Deerwester et al. 1990). A
//! learner may therefore use the coordinates as further features, and its weights for them fold back into weights of
//! words and pairs: the model stays one linear function of what is printed, small and explainable.

mod cooccurrence;
mod svd;

pub use cooccurrence::positive_mutual_information;
pub use svd::TruncatedSvd;

use std::collections::BTreeSet;

use linfa::dataset::Records;
use ndarray::{Array1, Array2, Axis};
use rayon::prelude::*;

use crate::corpus::Article;
use crate::error::Result;
use crate::features::{BlockConfig, Document, FeatureSpace, Part, Row, Scaling, SparseRows, TermKind};
use crate::model::LinearModel;
use crate::model::learn::unlabelled::svd::multiply;
use crate::text::{Segmenter, normalise};

/// Coordinates of words, and of pairs of characters.
const WORD_COORDINATES: usize = 400;
const PAIR_COORDINATES: usize = 600;
/// A headline's mean counts this much of a body's.
const HEADLINE_SHARE: f64 = 0.4;
/// The mean length of an article's coordinates: of words, of pairs of characters; of its own features it is about 1.
const WORD_LENGTH: f64 = std::f64::consts::SQRT_2;
const PAIR_LENGTH: f64 = 1.0;

/// Features with coordinates, and what is needed to fold the coordinates away.
pub(super) struct Background {
    /// The space, extended by the words of the vectors.
    pub space: FeatureSpace,
    /// Each article's own features, with its coordinates behind them.
    pub rows: SparseRows,
    /// Columns of the space that carry weights of their own.
    own: usize,
    projections: Vec<Projection>,
}

/// Coordinates that are linear in the values of some columns.
struct Projection {
    /// Columns of the space, block by block, and the row of `directions` that belongs to the first of each.
    blocks: Vec<(std::ops::Range<usize>, usize)>,
    /// `[term][coordinate]`.
    directions: Array2<f32>,
    /// Subtracted from the coordinates.
    mean: Array1<f32>,
}

impl Background {
    /// Learns from all texts, labelled and not; equal texts count once.
    pub(super) fn learn(
        space: FeatureSpace,
        rows: SparseRows,
        segmenter: &Segmenter,
        labelled: &[Document<'_>],
        unlabelled: &[Article],
    ) -> Result<Self> {
        let own = space.width();
        let mut seen = BTreeSet::new();
        let others = unlabelled.iter().map(|a| Document { headline: &a.title, body: &a.text });
        let all: Vec<Document<'_>> =
            labelled.iter().copied().chain(others).filter(|d| seen.insert((d.headline, d.body))).collect();

        let pairs = Projection::of_pairs(&space, &space.rows(segmenter, &all), &rows)?;
        let (words, vectors) = word_vectors(segmenter, &all)?;
        let mut space = space;
        let first = space.config().blocks.len();
        for part in [Part::Headline, Part::Body] {
            space = space.extended(mean_of_words(part, 1.0), &words, segmenter, labelled);
        }
        let (space, words) = Projection::of_words(space, first, vectors, segmenter, labelled);

        let full = space.rows(segmenter, labelled);
        let projections = vec![pairs, words];
        let mut extended = SparseRows::new(own + projections.iter().map(Projection::size).sum::<usize>());
        let coordinates: Vec<Array2<f32>> = projections.iter().map(|p| p.coordinates(&full)).collect();
        for article in 0..rows.nsamples() {
            let row = rows.row(article);
            let mut row = Row { columns: row.columns.to_vec(), values: row.values.to_vec() };
            for value in coordinates.iter().flat_map(|c| c.row(article).to_vec()) {
                let next = own + row.columns.len() - rows.row(article).columns.len();
                row.columns.push(next as u32);
                row.values.push(value);
            }
            extended.push(row.view());
        }
        Ok(Background { space, rows: extended, own, projections })
    }

    /// A model of features and coordinates as a model of features alone.
    pub(super) fn folded(&self, model: &LinearModel) -> LinearModel {
        let themes = model.themes();
        let mut weights: Vec<f32> = (0..self.own).flat_map(|feature| model.weights_of(feature).to_vec()).collect();
        weights.resize(self.space.width() * themes, 0.0);
        let mut bias = model.bias().to_vec();
        let mut at = self.own;
        for projection in &self.projections {
            let size = projection.size();
            let of_coordinates = Array2::from_shape_fn((size, themes), |(c, t)| model.weights_of(at + c)[t]);
            for (columns, first) in &projection.blocks {
                let directions = projection.directions.slice(ndarray::s![*first..first + columns.len(), ..]);
                let added = directions.dot(&of_coordinates);
                for (weight, more) in weights[columns.start * themes..].iter_mut().zip(added.iter()) {
                    *weight += more;
                }
            }
            for (bias, less) in bias.iter_mut().zip(projection.mean.dot(&of_coordinates)) {
                *bias -= less;
            }
            at += size;
        }
        LinearModel::from_parts(weights, bias)
    }
}

/// A block that holds the weights of a mean over a part's words.
fn mean_of_words(part: Part, weight: f32) -> BlockConfig {
    BlockConfig {
        part,
        kind: TermKind::Words,
        shortest: 1,
        longest: 1,
        scaling: Scaling::Mean,
        weight,
        min_document_frequency: 0,
        punctuation: false,
    }
}

/// Vectors of all words that occur often enough: U·Σ^½ of their positive mutual information.
fn word_vectors(segmenter: &Segmenter, all: &[Document<'_>]) -> Result<(Vec<String>, Array2<f32>)> {
    let texts: Vec<(String, String)> =
        all.iter().map(|d| (normalise(d.headline).into_owned(), normalise(d.body).into_owned())).collect();
    let words: Vec<Vec<&str>> =
        texts.par_iter().map(|(headline, body)| [segmenter.words(headline), segmenter.words(body)].concat()).collect();
    let (words, matrix) = positive_mutual_information(&words);
    let svd = TruncatedSvd::new(&matrix, WORD_COORDINATES)?;
    let mut vectors = svd.left;
    for (mut column, value) in vectors.columns_mut().into_iter().zip(&svd.values) {
        column *= value.sqrt() as f32;
    }
    Ok((words, vectors))
}

impl Projection {
    fn size(&self) -> usize {
        self.directions.ncols()
    }

    /// Pairs of characters on the leading directions of all articles.
    fn of_pairs(space: &FeatureSpace, all: &SparseRows, labelled: &SparseRows) -> Result<Self> {
        let is_pair = |b: &BlockConfig| b.kind == TermKind::Characters && b.shortest == 2 && b.longest == 2;
        let mut blocks = Vec::new();
        let mut first = 0;
        for (number, _) in space.config().blocks.iter().enumerate().filter(|(_, b)| is_pair(b)) {
            let columns = space.block_columns(number);
            blocks.push((columns.clone(), first));
            first += columns.len();
        }
        let mut projection = Projection { blocks, directions: Array2::zeros((first, 0)), mean: Array1::zeros(0) };
        let svd = TruncatedSvd::new(&projection.inputs(all), PAIR_COORDINATES)?;
        let mut directions = svd.right;
        for (mut column, value) in directions.columns_mut().into_iter().zip(&svd.values) {
            column /= value.sqrt() as f32;
        }
        projection.mean = Array1::zeros(directions.ncols());
        projection.directions = directions;
        projection.scale_to(PAIR_LENGTH, labelled);
        Ok(projection)
    }

    /// Means of word vectors; sets the weights of the two blocks of words, the last of the space.
    fn of_words(
        space: FeatureSpace,
        first: usize,
        vectors: Array2<f32>,
        segmenter: &Segmenter,
        labelled: &[Document<'_>],
    ) -> (FeatureSpace, Self) {
        let size = vectors.ncols();
        let projection_of = |blocks: &[usize], space: &FeatureSpace, directions: &Array2<f32>| Projection {
            blocks: blocks.iter().map(|&b| (space.block_columns(b), 0)).collect(),
            directions: directions.clone(),
            mean: Array1::zeros(size),
        };
        // Headline and body first have means of the same length on average.
        let rows = space.rows(segmenter, labelled);
        let mut config = space.config().clone();
        for (block, share) in [(first, HEADLINE_SHARE), (first + 1, 1.0)] {
            let alone = projection_of(&[block], &space, &vectors).coordinates(&rows);
            let lengths = alone.rows().into_iter().map(|r| f64::from(r.dot(&r)).sqrt());
            let mean = lengths.sum::<f64>() / alone.nrows().max(1) as f64;
            config.blocks[block].weight = if mean > 0.0 { (share / mean) as f32 } else { 1.0 };
        }
        let space = FeatureSpace::from_parts(
            config,
            space.vocabulary().clone(),
            space.document_frequency().to_vec(),
            space.documents(),
        );
        let mut projection = projection_of(&[first, first + 1], &space, &vectors);
        let rows = space.rows(segmenter, labelled);
        if let Some(mean) = projection.coordinates(&rows).mean_axis(Axis(0)) {
            projection.mean = mean;
        }
        projection.scale_to(WORD_LENGTH, &rows);
        (space, projection)
    }

    /// The columns of the projection alone, numbered as its directions are.
    fn inputs(&self, rows: &SparseRows) -> SparseRows {
        let mut inputs = SparseRows::new(self.directions.nrows());
        for article in 0..rows.nsamples() {
            let row = rows.row(article);
            let mut chosen: Vec<(u32, f32)> = Vec::new();
            for (columns, first) in &self.blocks {
                let start = row.columns.partition_point(|&c| (c as usize) < columns.start);
                let end = row.columns.partition_point(|&c| (c as usize) < columns.end);
                let numbers = row.columns[start..end].iter().map(|&c| (c as usize - columns.start + first) as u32);
                chosen.extend(numbers.zip(row.values[start..end].iter().copied()));
            }
            // Blocks may share directions: a word of headline and body is one.
            chosen.sort_by_key(|(column, _)| *column);
            let (columns, values) = chosen.into_iter().unzip();
            inputs.push(Row { columns, values }.view());
        }
        inputs
    }

    /// The coordinates of each article.
    fn coordinates(&self, rows: &SparseRows) -> Array2<f32> {
        multiply(&self.inputs(rows), &self.directions) - &self.mean
    }

    /// Scales the directions so that the coordinates' root mean square length is as asked.
    fn scale_to(&mut self, length: f64, rows: &SparseRows) {
        let coordinates = self.coordinates(rows);
        let square: f64 = coordinates.iter().map(|v| f64::from(*v) * f64::from(*v)).sum();
        let now = (square / coordinates.nrows().max(1) as f64).sqrt();
        if now > 0.0 {
            let scale = (length / now) as f32;
            self.directions *= scale;
            self.mean *= scale;
        }
    }
}
