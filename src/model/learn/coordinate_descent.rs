//! Dual coordinate descent (Hsieh et al., ICML 2008; Yu, Huang & Lin 2011) for several themes at once.
//!
//! The dual variables of a group of themes are updated together, article by article. The weights of one feature for all
//! themes of the group are adjacent in memory, so that one pass over an article's features serves them all. Themes are
//! independent problems, so groups are fitted in parallel.

use linfa::dataset::{AsTargets, DatasetBase, Records};
use linfa::traits::Fit;
use multiversion::multiversion;
use ndarray::{Array1, Array2, ArrayBase, Data, Ix1, Ix2};
use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::features::SparseRows;
use crate::model::learn::linear::{LinearModel, LinearValidParams, Loss};
use crate::numeric::SplitMix64;
use crate::numeric::{PREFETCH_DISTANCE, prefetch};

/// One number per theme of a group: 16 numbers fill a cache line, 8 numbers half of one.
#[derive(Clone, Copy)]
#[repr(C, align(32))]
struct Lanes<const N: usize>([f32; N]);

/// Fits all themes; `memberships` is `[article][theme]`, and `weights` has one factor of the cost per article.
pub(super) fn fit<D: Data<Elem = f32>>(
    params: &LinearValidParams,
    rows: &SparseRows,
    memberships: &ArrayBase<D, Ix2>,
    weights: Option<&[f32]>,
) -> LinearModel {
    let problem = Problem::new(params, rows, memberships, weights);
    let themes = problem.themes;
    // There are at least two groups, to use two cores. The groups depend only on the number of themes.
    let groups = themes.div_ceil(16).max(2);
    let size = themes.div_ceil(groups);
    let starts: Vec<usize> = (0..themes).step_by(size).collect();
    let parts: Vec<Vec<f32>> = starts
        .par_iter()
        .map(|&start| {
            let count = size.min(themes - start);
            if size <= 8 { problem.fit_group::<8>(start, count) } else { problem.fit_group::<16>(start, count) }
        })
        .collect();
    // Each part is `[feature][theme of the group]`, followed by the biases.
    let features = rows.nfeatures();
    let mut weights_and_bias = vec![0.0; (features + 1) * themes];
    for (&start, part) in starts.iter().zip(&parts) {
        let count = size.min(themes - start);
        for (to, from) in weights_and_bias.chunks_exact_mut(themes).zip(part.chunks_exact(count)) {
            to[start..start + count].copy_from_slice(from);
        }
    }
    let bias = weights_and_bias.split_off(features * themes);
    LinearModel::from_parts(weights_and_bias, bias)
}

/// The optimisation problem, shared by all groups.
struct Problem<'a> {
    params: &'a LinearValidParams,
    /// Start of each row. Columns are renumbered by frequency, so that the most used weights are adjacent in memory.
    /// Columns of a single article are left out: their weights are always its dual variables times their values.
    starts: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<f32>,
    /// Number of columns that occur in several articles.
    shared: usize,
    /// Source of each column's weights.
    origins: Vec<Origin>,
    /// Squared length of the left-out part of each row.
    unshared_norms: Vec<f32>,
    /// Squared length of each row, including the constant feature of the bias.
    norms: Vec<f32>,
    themes: usize,
    /// `[article][theme]`, row-major.
    memberships: Vec<f32>,
    /// The cost of an error on each article.
    costs: Vec<f32>,
}

/// The source of a column's weights.
#[derive(Clone, Copy)]
enum Origin {
    /// The column with this new number.
    Shared(u32),
    /// The only article with the column, and the value there.
    Unshared(u32, f32),
}

impl<'a> Problem<'a> {
    fn new<D: Data<Elem = f32>>(
        params: &'a LinearValidParams,
        rows: &SparseRows,
        memberships: &ArrayBase<D, Ix2>,
        weights: Option<&[f32]>,
    ) -> Self {
        let (articles, themes) = memberships.dim();
        // The size of a theme is the number of its primary articles.
        let mut sizes = vec![0usize; themes];
        for row in memberships.rows() {
            for (theme, &membership) in row.iter().enumerate() {
                sizes[theme] += usize::from(membership >= 1.0);
            }
        }
        let costs = memberships
            .rows()
            .into_iter()
            .enumerate()
            .map(|(article, row)| {
                let theme_size = row.iter().position(|&membership| membership >= 1.0).map_or(1, |theme| sizes[theme]);
                let rarity = articles as f64 / (themes as f64 * theme_size as f64);
                let weight = weights.map_or(1.0, |w| f64::from(w[article]));
                (params.cost * weight * libm::pow(rarity, params.balance)) as f32
            })
            .collect();

        let mut frequency = vec![0u32; rows.nfeatures()];
        for article in 0..articles {
            rows.row(article).columns.iter().for_each(|&column| frequency[column as usize] += 1);
        }
        let mut order: Vec<u32> = (0..frequency.len() as u32).filter(|&c| frequency[c as usize] > 1).collect();
        order.par_sort_unstable_by_key(|&column| (std::cmp::Reverse(frequency[column as usize]), column));
        let mut origins = vec![Origin::Unshared(0, 0.0); frequency.len()];
        (0u32..).zip(&order).for_each(|(new, &old)| origins[old as usize] = Origin::Shared(new));
        let (mut starts, mut columns, mut values) = (vec![0], Vec::new(), Vec::new());
        let (mut norms, mut unshared_norms) = (Vec::with_capacity(articles), vec![0.0; articles]);
        for (article, unshared_norm) in unshared_norms.iter_mut().enumerate() {
            let row = rows.row(article);
            for (&column, &value) in row.columns.iter().zip(row.values) {
                match &mut origins[column as usize] {
                    Origin::Shared(new) => {
                        columns.push(*new);
                        values.push(value);
                    }
                    own => {
                        *own = Origin::Unshared(article as u32, value);
                        *unshared_norm += value * value;
                    }
                }
            }
            starts.push(columns.len());
            norms.push(row.values.iter().map(|v| v * v).sum::<f32>() + 1.0);
        }
        let memberships = memberships.iter().copied().collect();
        let shared = order.len();
        Problem { params, starts, columns, values, shared, origins, unshared_norms, norms, themes, memberships, costs }
    }

    /// Fits `count` themes from `start` on; returns their weights, `[feature][theme]`, followed by the biases.
    fn fit_group<const N: usize>(&self, start: usize, count: usize) -> Vec<f32> {
        let articles = self.norms.len();
        let mut weights = vec![Lanes([0.0f32; N]); self.shared + 1];
        let mut duals = vec![Lanes([0.0f32; N]); articles];
        let mut order: Vec<usize> = (0..articles).collect();
        let mut random = SplitMix64::new(0x9E37_79B9_7F4A_7C15);
        let mut first_pass_moves = 0.0f64;
        for pass in 0..self.params.max_iterations {
            random.shuffle(&mut order);
            let mut total_moves = 0.0f64;
            for &article in &order {
                let row = self.starts[article]..self.starts[article + 1];
                let (columns, values) = (&self.columns[row.clone()], &self.values[row]);
                let mut steps = decision(&weights, columns, values);
                for (step, dual) in steps.0.iter_mut().zip(duals[article].0) {
                    *step += dual * self.unshared_norms[article];
                }
                let memberships = &self.memberships[article * self.themes + start..][..count];
                let largest_move = self.update_duals(article, memberships, &mut duals[article], &mut steps);
                if largest_move > 0.0 {
                    total_moves += f64::from(largest_move);
                    add(&mut weights, columns, values, &steps);
                }
            }
            if pass == 0 {
                first_pass_moves = total_moves;
            }
            if total_moves <= self.params.tolerance * first_pass_moves {
                break;
            }
        }
        let column_weights = |origin: &Origin| match *origin {
            Origin::Shared(column) => weights[column as usize],
            Origin::Unshared(article, value) => Lanes(duals[article as usize].0.map(|dual| dual * value)),
        };
        let in_order = self.origins.iter().map(column_weights).chain([weights[self.shared]]);
        in_order.flat_map(|lanes| lanes.0.into_iter().take(count)).collect()
    }

    /// Moves the dual variables of one article to the optimum for each theme. `steps` holds the decision values on
    /// entry and the changes of the dual variables on return. Returns the largest change of a decision value.
    fn update_duals<const N: usize>(
        &self,
        article: usize,
        memberships: &[f32],
        duals: &mut Lanes<N>,
        steps: &mut Lanes<N>,
    ) -> f32 {
        let (norm, cost) = (self.norms[article], self.costs[article]);
        let mut largest = 0.0f32;
        for (theme, &membership) in memberships.iter().enumerate() {
            let (dual, step) = (&mut duals.0[theme], &mut steps.0[theme]);
            let (target, cost) = match self.params.loss {
                Loss::Squared => (membership, cost),
                // An article with the theme as a secondary one is a weaker negative example.
                Loss::SquaredHinge if membership >= 1.0 => (1.0, cost),
                Loss::SquaredHinge => (-1.0, cost * (1.0 - membership)),
            };
            if cost <= 0.0 {
                *step = 0.0;
                continue;
            }
            // Hsieh et al. (2008), section 2, for the squared losses: D_ii = 1 / 2C, no upper bound.
            let diagonal = 0.5 / cost;
            let mut new = *dual + (target - *step - *dual * diagonal) / (norm + diagonal);
            if self.params.loss == Loss::SquaredHinge && new * target < 0.0 {
                new = 0.0;
            }
            *step = new - *dual;
            *dual = new;
            largest = largest.max(step.abs() * norm);
        }
        steps.0[memberships.len()..].fill(0.0);
        largest
    }
}

/// Computes the decision value of a row for each theme. Wider registers change no bits, because each sum is a separate
/// lane and products are not fused with sums.
#[multiversion(targets("x86_64+avx2"))]
fn decision<const N: usize>(weights: &[Lanes<N>], columns: &[u32], values: &[f32]) -> Lanes<N> {
    let mut sums = weights[weights.len() - 1];
    for (i, (&column, &value)) in columns.iter().zip(values).enumerate() {
        if let Some(&later) = columns.get(i + PREFETCH_DISTANCE) {
            prefetch(weights, later as usize);
        }
        let weights = &weights[column as usize];
        for lane in 0..N {
            sums.0[lane] += weights.0[lane] * value;
        }
    }
    sums
}

/// Adds the steps, times the row's values, to the weights of its features, and the steps to the bias.
#[multiversion(targets("x86_64+avx2"))]
fn add<const N: usize>(weights: &mut [Lanes<N>], columns: &[u32], values: &[f32], steps: &Lanes<N>) {
    for (&column, &value) in columns.iter().zip(values) {
        let weights = &mut weights[column as usize];
        for lane in 0..N {
            weights.0[lane] += steps.0[lane] * value;
        }
    }
    if let Some(bias) = weights.last_mut() {
        for lane in 0..N {
            bias.0[lane] += steps.0[lane];
        }
    }
}

impl<D: Data<Elem = f32>> Fit<SparseRows, ArrayBase<D, Ix2>, Error> for LinearValidParams {
    type Object = LinearModel;

    /// Fits to memberships, `[article][theme]`: 1 for the primary theme, 0 for themes that the article does not have,
    /// and a value between for secondary themes. The weights of the dataset, if any, multiply the cost.
    fn fit(&self, dataset: &DatasetBase<SparseRows, ArrayBase<D, Ix2>>) -> Result<LinearModel> {
        let memberships = dataset.targets();
        if memberships.nrows() != dataset.records().nsamples() {
            return Err(Error::Training { problem: "articles and labels differ in number".into() });
        }
        if memberships.ncols() < 2 {
            return Err(Error::TooFewThemes { found: memberships.ncols() });
        }
        Ok(fit(self, dataset.records(), memberships, dataset.weights()))
    }
}

impl<D: Data<Elem = usize>> Fit<SparseRows, ArrayBase<D, Ix1>, Error> for LinearValidParams {
    type Object = LinearModel;

    /// Fits to one theme per article, as indices from 0.
    fn fit(&self, dataset: &DatasetBase<SparseRows, ArrayBase<D, Ix1>>) -> Result<LinearModel> {
        let targets = dataset.as_targets();
        let themes = targets.iter().max().map_or(0, |m| m + 1);
        let mut memberships = Array2::<f32>::zeros((targets.len(), themes));
        for (article, &theme) in targets.iter().enumerate() {
            memberships[[article, theme]] = 1.0;
        }
        let mut soft = DatasetBase::new(dataset.records().clone(), memberships);
        if let Some(weights) = dataset.weights() {
            soft = soft.with_weights(Array1::from(weights.to_vec()));
        }
        self.fit(&soft)
    }
}
