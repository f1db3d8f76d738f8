//! Dual coordinate descent (Hsieh et al., ICML 2008; Yu, Huang & Lin 2011) for a group of themes at once.
//!
//! The dual variables of a group's themes are updated together, article by article: the weights of one feature for all
//! themes of the group lie side by side in memory, so that one pass over an article's features serves them all. Each
//! theme is a problem of its own, so groups are fitted side by side.

use linfa::dataset::{AsTargets, DatasetBase, Records};
use linfa::traits::Fit;
use multiversion::multiversion;
use ndarray::{Array1, Array2, ArrayBase, Data, Ix1, Ix2};
use rayon::prelude::*;

use crate::error::{Error, Result};
use crate::features::{AHEAD, SparseRows, prefetch};
use crate::model::learn::linear::{LinearModel, LinearValidParams, Loss};
use crate::numeric::SplitMix64;

/// The numbers of a group's themes: one cache line of 16, or half a line of 8.
#[derive(Clone, Copy)]
#[repr(C, align(32))]
struct Lanes<const N: usize>([f32; N]);

/// Fits all themes; `memberships` has a row per article and a column per theme.
pub(super) fn fit<D: Data<Elem = f32>>(
    params: &LinearValidParams,
    rows: &SparseRows,
    memberships: &ArrayBase<D, Ix2>,
    weights: Option<&[f32]>,
) -> LinearModel {
    let problem = Problem::new(params, rows, memberships, weights);
    let themes = problem.themes;
    // Two groups at least, for two cores; the groups depend on nothing but the number of themes.
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
    // Each part holds its themes' weights feature by feature, the bias behind the last.
    let features = rows.nfeatures();
    let mut all = vec![0.0; (features + 1) * themes];
    for (&start, part) in starts.iter().zip(&parts) {
        let count = size.min(themes - start);
        for (to, from) in all.chunks_exact_mut(themes).zip(part.chunks_exact(count)) {
            to[start..start + count].copy_from_slice(from);
        }
    }
    let bias = all.split_off(features * themes);
    LinearModel::from_parts(all, bias)
}

/// What is to be fitted, the same for all groups.
struct Problem<'a> {
    params: &'a LinearValidParams,
    /// Rows with columns renumbered by how often they occur: what is used most lies together. Columns of one article
    /// alone are left out: their weights are its dual variables times their values, at every step.
    starts: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<f32>,
    /// How many columns several articles have.
    shared: usize,
    /// Where each column's weights come from.
    origins: Vec<Origin>,
    /// The square of the length of each row's left-out part.
    alone: Vec<f32>,
    /// The square of each row's length, the bias' constant feature included.
    norms: Vec<f32>,
    themes: usize,
    /// `[article][theme]`.
    memberships: Vec<f32>,
    /// The cost of an error on each article.
    costs: Vec<f32>,
}

/// Where the weights of a column come from.
#[derive(Clone, Copy)]
enum Origin {
    /// The column by its new number.
    Shared(u32),
    /// The one article that has it, with its value there.
    Alone(u32, f32),
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
                let own = row.iter().position(|&membership| membership >= 1.0).map_or(1, |theme| sizes[theme]);
                let rarity = articles as f64 / (themes as f64 * own as f64);
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
        let mut origins = vec![Origin::Alone(0, 0.0); frequency.len()];
        (0u32..).zip(&order).for_each(|(new, &old)| origins[old as usize] = Origin::Shared(new));
        let (mut starts, mut columns, mut values) = (vec![0], Vec::new(), Vec::new());
        let (mut norms, mut alone) = (Vec::with_capacity(articles), vec![0.0; articles]);
        for (article, alone) in alone.iter_mut().enumerate() {
            let row = rows.row(article);
            for (&column, &value) in row.columns.iter().zip(row.values) {
                match &mut origins[column as usize] {
                    Origin::Shared(new) => {
                        columns.push(*new);
                        values.push(value);
                    }
                    own => {
                        *own = Origin::Alone(article as u32, value);
                        *alone += value * value;
                    }
                }
            }
            starts.push(columns.len());
            norms.push(row.values.iter().map(|v| v * v).sum::<f32>() + 1.0);
        }
        let memberships = memberships.iter().copied().collect();
        let shared = order.len();
        Problem { params, starts, columns, values, shared, origins, alone, norms, themes, memberships, costs }
    }

    /// The weights of `count` themes from `start` on, feature by feature, the bias behind the last feature.
    fn fit_group<const N: usize>(&self, start: usize, count: usize) -> Vec<f32> {
        let articles = self.norms.len();
        let mut weights = vec![Lanes([0.0f32; N]); self.shared + 1];
        let mut duals = vec![Lanes([0.0f32; N]); articles];
        let mut order: Vec<usize> = (0..articles).collect();
        let mut random = SplitMix64::new(0x9E37_79B9_7F4A_7C15);
        let mut first_moves = 0.0f64;
        for pass in 0..self.params.longest {
            random.shuffle(&mut order);
            let mut moves = 0.0f64;
            for &article in &order {
                let row = self.starts[article]..self.starts[article + 1];
                let (columns, values) = (&self.columns[row.clone()], &self.values[row]);
                let mut steps = decision(&weights, columns, values);
                for (step, dual) in steps.0.iter_mut().zip(duals[article].0) {
                    *step += dual * self.alone[article];
                }
                let memberships = &self.memberships[article * self.themes + start..][..count];
                let moved = self.step(article, memberships, &mut duals[article], &mut steps);
                if moved > 0.0 {
                    moves += f64::from(moved);
                    add(&mut weights, columns, values, &steps);
                }
            }
            if pass == 0 {
                first_moves = moves;
            }
            if moves <= self.params.tolerance * first_moves {
                break;
            }
        }
        let of_column = |origin: &Origin| match *origin {
            Origin::Shared(column) => weights[column as usize],
            Origin::Alone(article, value) => Lanes(duals[article as usize].0.map(|dual| dual * value)),
        };
        let in_order = self.origins.iter().map(of_column).chain([weights[self.shared]]);
        in_order.flat_map(|lanes| lanes.0.into_iter().take(count)).collect()
    }

    /// Moves the dual variables of one article to the best place for each theme, given its decision values, which
    /// become the moves; tells the largest move of the decision values.
    fn step<const N: usize>(
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
                // An article that carries the theme besides is a weaker example against it.
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

/// The bias and the weights of a row's features times its values, theme by theme. Wider registers change no bits: each
/// sum is a lane of its own, and no product is fused with its sum.
#[multiversion(targets("x86_64+avx2"))]
fn decision<const N: usize>(weights: &[Lanes<N>], columns: &[u32], values: &[f32]) -> Lanes<N> {
    let mut sums = weights[weights.len() - 1];
    for (i, (&column, &value)) in columns.iter().zip(values).enumerate() {
        if let Some(&later) = columns.get(i + AHEAD) {
            prefetch(weights, later as usize);
        }
        let weights = &weights[column as usize];
        for lane in 0..N {
            sums.0[lane] += weights.0[lane] * value;
        }
    }
    sums
}

/// Adds a row's values times the steps to the weights of its features, and the steps to the bias.
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

    /// Fits to memberships: one row per article, one column per theme, 1 for the article's theme, 0 for those it
    /// does not carry, and between for those it carries besides. The dataset's weights, if any, multiply the cost.
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

    /// Fits to one theme per article, numbered from 0.
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
