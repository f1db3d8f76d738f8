//! The common parts of the corrections: intervals, and the uncertainty of the confusion matrix.

use crate::numeric::{SplitMix64, quantile_of_sorted};

/// A corrected share of a theme with its 95% interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The estimated share, 0 to 1.
    pub value: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// [`Target::evaluation_weight`] for the articles themselves.
const WEIGHT_FOR_ARTICLES: f64 = 0.35;
/// [`Target::evaluation_weight`] for the source.
const WEIGHT_FOR_SOURCE: f64 = 0.5;
/// Pseudo-count added to each cell of the confusion matrix, so that no error is considered impossible.
pub const PSEUDO_COUNT: f64 = 0.02;
/// Seed of the random numbers; it is fixed, so that every run gives the same result.
pub(crate) const SEED: u64 = 20_020_715;

/// The shares for which an interval is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The true shares among the given articles: only the classifier's errors are uncertain.
    Articles,
    /// The shares in the stream of which the articles are a random sample: the sampling is uncertain too.
    Source,
}

impl Target {
    /// The weight of an evaluated article in the posterior of the confusion matrix. It is less than 1 because news
    /// drifts and articles on one event share their errors. The weights were chosen with out-of-fold predictions on
    /// halves of the training articles, so that intervals from one half cover about 95% of the shares of the other
    /// half; later articles were not used.
    pub fn evaluation_weight(self) -> f64 {
        match self {
            Target::Articles => WEIGHT_FOR_ARTICLES,
            Target::Source => WEIGHT_FOR_SOURCE,
        }
    }
}

/// 95% percentile intervals around `values`, from the draws of each theme: `drawn[theme][resample]`.
pub(crate) fn percentiles(values: &[f64], drawn: Vec<Vec<f64>>) -> Vec<Estimate> {
    let pairs = values.iter().zip(drawn);
    pairs
        .map(|(&value, mut draws)| {
            draws.sort_by(f64::total_cmp);
            let quantile = |level| quantile_of_sorted(&draws, level).unwrap_or(value);
            Estimate { value, low: quantile(0.025).min(value), high: quantile(0.975).max(value) }
        })
        .collect()
}

/// Dirichlet posterior of the rows of a confusion matrix.
pub(crate) struct ConfusionRows {
    /// `[true theme][predicted theme]`: parameters of the Dirichlet distributions.
    alpha: Vec<Vec<f64>>,
}

impl ConfusionRows {
    pub(crate) fn new(confusion: &[usize], themes: usize, weight: f64) -> Self {
        let rows = confusion.chunks_exact(themes.max(1));
        ConfusionRows {
            alpha: rows.map(|row| row.iter().map(|c| *c as f64 * weight + PSEUDO_COUNT).collect()).collect(),
        }
    }

    /// Draws all rows, `[true theme][predicted theme]`: P(predicted | true).
    pub(crate) fn draw(&self, random: &mut SplitMix64) -> Vec<Vec<f64>> {
        let mut rows = vec![vec![0.0; self.alpha.len()]; self.alpha.len()];
        self.alpha.iter().zip(&mut rows).for_each(|(alpha, row)| random.dirichlet(alpha, row));
        rows
    }

    /// The error of counting by theme j if a drawn matrix is the true one: Σₖ pₖ (drawn − mean)ₖⱼ
    pub(crate) fn draw_error(&self, shares: &[f64], random: &mut SplitMix64) -> Vec<f64> {
        let mut error = vec![0.0; shares.len()];
        for ((row, alpha), share) in self.draw(random).iter().zip(&self.alpha).zip(shares) {
            let total: f64 = alpha.iter().sum();
            for ((e, d), a) in error.iter_mut().zip(row).zip(alpha) {
                *e += share * (d - a / total);
            }
        }
        error
    }
}
