//! Latent features from unlabelled news: co-occurrence of words, and of pairs of characters in the same article.
//!
//! Both give each article coordinates that are linear in its features: the mean of its word vectors, and its pairs of
//! characters projected onto the leading directions of all news (latent semantic analysis, Deerwester et al. 1990). A
//! learner can therefore use the coordinates as additional features, and its weights for them fold back into weights of
//! words and pairs, so that the model remains a linear function of the printed text, small and explainable.

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

/// Number of coordinates from words.
const WORD_DIMENSIONS: usize = 400;
/// Number of coordinates from pairs of characters.
const PAIR_DIMENSIONS: usize = 600;
/// Average norm of the mean word vector of headlines, relative to that of bodies.
const HEADLINE_NORM: f64 = 0.4;
/// Root mean square norm of the coordinates from words; that of the other features is about 1.
const WORD_NORM: f64 = std::f64::consts::SQRT_2;
/// Root mean square norm of the coordinates from pairs of characters.
const PAIR_NORM: f64 = 1.0;

/// Features with latent coordinates, and the projections that fold the coordinates back into features.
pub(super) struct LatentFeatures {
    /// The feature space, extended by the words that have vectors.
    pub space: FeatureSpace,
    /// The features of each article, followed by its coordinates.
    pub rows: SparseRows,
    /// Number of columns of the original space.
    own_columns: usize,
    projections: Vec<Projection>,
}

/// A projection from the values of some columns to coordinates.
struct Projection {
    /// Columns of the space, block by block, and the row of `directions` for the first column of each block.
    blocks: Vec<(std::ops::Range<usize>, usize)>,
    /// `[term][coordinate]`, row-major.
    directions: Array2<f32>,
    /// Mean coordinates, which are subtracted.
    mean: Array1<f32>,
}

impl LatentFeatures {
    /// Learns from all labelled and unlabelled texts; duplicate texts count once.
    pub(super) fn learn(
        space: FeatureSpace,
        rows: SparseRows,
        segmenter: &Segmenter,
        labelled: &[Document<'_>],
        unlabelled: &[Article],
    ) -> Result<Self> {
        let own_columns = space.width();
        let mut seen = BTreeSet::new();
        let others = unlabelled.iter().map(|a| Document { headline: &a.title, body: &a.text });
        let all: Vec<Document<'_>> =
            labelled.iter().copied().chain(others).filter(|d| seen.insert((d.headline, d.body))).collect();

        let pairs = Projection::of_pairs(&space, &space.rows(segmenter, &all), &rows)?;
        let (words, vectors) = word_vectors(segmenter, &all)?;
        let mut space = space;
        let first_block = space.config().blocks.len();
        for part in [Part::Headline, Part::Body] {
            space = space.extended(mean_of_words(part, 1.0), &words, segmenter, labelled);
        }
        let (space, words) = Projection::of_words(space, first_block, vectors, segmenter, labelled);

        let full_rows = space.rows(segmenter, labelled);
        let projections = vec![pairs, words];
        let mut extended = SparseRows::new(own_columns + projections.iter().map(Projection::size).sum::<usize>());
        let coordinates: Vec<Array2<f32>> = projections.iter().map(|p| p.coordinates(&full_rows)).collect();
        for article in 0..rows.nsamples() {
            let row = rows.row(article);
            let mut row = Row { columns: row.columns.to_vec(), values: row.values.to_vec() };
            for value in coordinates.iter().flat_map(|c| c.row(article).to_vec()) {
                let column = own_columns + row.columns.len() - rows.row(article).columns.len();
                row.columns.push(column as u32);
                row.values.push(value);
            }
            extended.push(row.view());
        }
        Ok(LatentFeatures { space, rows: extended, own_columns, projections })
    }

    /// Converts a model of features and coordinates into a model of features alone.
    pub(super) fn folded(&self, model: &LinearModel) -> LinearModel {
        let themes = model.themes();
        let mut weights: Vec<f32> =
            (0..self.own_columns).flat_map(|feature| model.weights_of(feature).to_vec()).collect();
        weights.resize(self.space.width() * themes, 0.0);
        let mut bias = model.bias().to_vec();
        let mut offset = self.own_columns;
        for projection in &self.projections {
            let size = projection.size();
            let of_coordinates = Array2::from_shape_fn((size, themes), |(c, t)| model.weights_of(offset + c)[t]);
            for (columns, first_row) in &projection.blocks {
                let directions = projection.directions.slice(ndarray::s![*first_row..first_row + columns.len(), ..]);
                let added = directions.dot(&of_coordinates);
                for (weight, addend) in weights[columns.start * themes..].iter_mut().zip(added.iter()) {
                    *weight += addend;
                }
            }
            for (bias, shift) in bias.iter_mut().zip(projection.mean.dot(&of_coordinates)) {
                *bias -= shift;
            }
            offset += size;
        }
        LinearModel::from_parts(weights, bias)
    }
}

/// Configures a block whose values are the weights of a mean over the words of a part.
fn mean_of_words(part: Part, weight: f32) -> BlockConfig {
    BlockConfig {
        part,
        kind: TermKind::Words,
        min_length: 1,
        max_length: 1,
        scaling: Scaling::Mean,
        weight,
        min_document_frequency: 0,
        punctuation: false,
    }
}

/// Returns the sufficiently frequent words and their vectors, U·Σ^½ of their positive pointwise mutual information.
fn word_vectors(segmenter: &Segmenter, all: &[Document<'_>]) -> Result<(Vec<String>, Array2<f32>)> {
    let texts: Vec<(String, String)> =
        all.iter().map(|d| (normalise(d.headline).into_owned(), normalise(d.body).into_owned())).collect();
    let words: Vec<Vec<&str>> =
        texts.par_iter().map(|(headline, body)| [segmenter.words(headline), segmenter.words(body)].concat()).collect();
    let (words, matrix) = positive_mutual_information(&words);
    let svd = TruncatedSvd::new(&matrix, WORD_DIMENSIONS)?;
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

    /// Projects pairs of characters onto the leading directions of all articles.
    fn of_pairs(space: &FeatureSpace, all: &SparseRows, labelled: &SparseRows) -> Result<Self> {
        let is_pair = |b: &BlockConfig| b.kind == TermKind::Characters && b.min_length == 2 && b.max_length == 2;
        let mut blocks = Vec::new();
        let mut first_row = 0;
        for (number, _) in space.config().blocks.iter().enumerate().filter(|(_, b)| is_pair(b)) {
            let columns = space.block_columns(number);
            blocks.push((columns.clone(), first_row));
            first_row += columns.len();
        }
        let mut projection = Projection { blocks, directions: Array2::zeros((first_row, 0)), mean: Array1::zeros(0) };
        let svd = TruncatedSvd::new(&projection.inputs(all), PAIR_DIMENSIONS)?;
        let mut directions = svd.right;
        for (mut column, value) in directions.columns_mut().into_iter().zip(&svd.values) {
            column /= value.sqrt() as f32;
        }
        projection.mean = Array1::zeros(directions.ncols());
        projection.directions = directions;
        projection.scale_to(PAIR_NORM, labelled);
        Ok(projection)
    }

    /// Projects words onto the means of their vectors, and sets the weights of the two blocks that hold these words.
    fn of_words(
        space: FeatureSpace,
        first_block: usize,
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
        // The block weights bring the average norms of the headline and body means to the wanted ratio.
        let rows = space.rows(segmenter, labelled);
        let mut config = space.config().clone();
        for (block, share) in [(first_block, HEADLINE_NORM), (first_block + 1, 1.0)] {
            let coordinates = projection_of(&[block], &space, &vectors).coordinates(&rows);
            let norms = coordinates.rows().into_iter().map(|r| f64::from(r.dot(&r)).sqrt());
            let mean = norms.sum::<f64>() / coordinates.nrows().max(1) as f64;
            config.blocks[block].weight = if mean > 0.0 { (share / mean) as f32 } else { 1.0 };
        }
        let space = FeatureSpace::from_parts(
            config,
            space.vocabulary().clone(),
            space.document_frequency().to_vec(),
            space.documents(),
        );
        let mut projection = projection_of(&[first_block, first_block + 1], &space, &vectors);
        let rows = space.rows(segmenter, labelled);
        if let Some(mean) = projection.coordinates(&rows).mean_axis(Axis(0)) {
            projection.mean = mean;
        }
        projection.scale_to(WORD_NORM, &rows);
        (space, projection)
    }

    /// Selects the columns of the projection, renumbered as the rows of its directions.
    fn inputs(&self, rows: &SparseRows) -> SparseRows {
        let mut inputs = SparseRows::new(self.directions.nrows());
        for article in 0..rows.nsamples() {
            let row = rows.row(article);
            let mut entries: Vec<(u32, f32)> = Vec::new();
            for (columns, first_row) in &self.blocks {
                let start = row.columns.partition_point(|&c| (c as usize) < columns.start);
                let end = row.columns.partition_point(|&c| (c as usize) < columns.end);
                let numbers = row.columns[start..end].iter().map(|&c| (c as usize - columns.start + first_row) as u32);
                entries.extend(numbers.zip(row.values[start..end].iter().copied()));
            }
            // Blocks may share directions: a word has the same vector in headline and body.
            entries.sort_by_key(|(column, _)| *column);
            let (columns, values) = entries.into_iter().unzip();
            inputs.push(Row { columns, values }.view());
        }
        inputs
    }

    /// Computes the coordinates, `[article][coordinate]`.
    fn coordinates(&self, rows: &SparseRows) -> Array2<f32> {
        multiply(&self.inputs(rows), &self.directions) - &self.mean
    }

    /// Scales the directions so that the root mean square norm of the coordinates equals `norm`.
    fn scale_to(&mut self, norm: f64, rows: &SparseRows) {
        let coordinates = self.coordinates(rows);
        let sum_of_squares: f64 = coordinates.iter().map(|v| f64::from(*v) * f64::from(*v)).sum();
        let current = (sum_of_squares / coordinates.nrows().max(1) as f64).sqrt();
        if current > 0.0 {
            let scale = (norm / current) as f32;
            self.directions *= scale;
            self.mean *= scale;
        }
    }
}
