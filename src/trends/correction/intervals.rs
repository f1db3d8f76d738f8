//! What the corrections of shares have in common: their intervals and the uncertainty of the confusion matrix.

use crate::numeric::{SplitMix64, quantile_of_sorted};

/// An estimated share of a theme with its 95% interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Corrected {
    /// The estimate, 0 to 1.
    pub value: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// [`Target::evaluation_weight`] for the articles themselves.
const WEIGHT_FOR_ARTICLES: f64 = 0.35;
/// [`Target::evaluation_weight`] for the source.
const WEIGHT_FOR_SOURCE: f64 = 0.5;
/// Pseudo-count of each cell of the confusion matrix, so that no error is impossible.
pub const PSEUDO_COUNT: f64 = 0.02;
/// Every run draws the same numbers.
pub(crate) const SEED: u64 = 20_020_715;

/// What an interval is to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The true shares among the very articles given: only the classifier's errors are uncertain.
    Articles,
    /// The shares in the stream the articles are a random sample of: which articles came is uncertain too.
    Source,
}

impl Target {
    /// What an evaluated article counts for in the uncertainty of the confusion matrix, less than 1 because news drifts and
    /// articles on one event share their errors. Chosen on halves of the training articles, decided out of fold, for
    /// intervals made on one half to hold near 95% of the shares of the other; later articles had no say.
    pub fn evaluation_weight(self) -> f64 {
        match self {
            Target::Articles => WEIGHT_FOR_ARTICLES,
            Target::Source => WEIGHT_FOR_SOURCE,
        }
    }
}

/// Percentile intervals from draws by theme.
pub(crate) fn percentiles(values: &[f64], drawn: Vec<Vec<f64>>) -> Vec<Corrected> {
    let pairs = values.iter().zip(drawn);
    pairs
        .map(|(&value, mut draws)| {
            draws.sort_by(f64::total_cmp);
            let at = |part| quantile_of_sorted(&draws, part).unwrap_or(value);
            Corrected { value, low: at(0.025).min(value), high: at(0.975).max(value) }
        })
        .collect()
}

/// Posterior of the rows of a confusion matrix.
pub(crate) struct ConfusionRows {
    alpha: Vec<Vec<f64>>,
}

impl ConfusionRows {
    pub(crate) fn new(confusion: &[usize], themes: usize, weight: f64) -> Self {
        let rows = confusion.chunks_exact(themes.max(1));
        ConfusionRows {
            alpha: rows.map(|row| row.iter().map(|c| *c as f64 * weight + PSEUDO_COUNT).collect()).collect(),
        }
    }

    /// Rows drawn: P(predicted | true).
    pub(crate) fn draw(&self, random: &mut SplitMix64) -> Vec<Vec<f64>> {
        let mut rows = vec![vec![0.0; self.alpha.len()]; self.alpha.len()];
        self.alpha.iter().zip(&mut rows).for_each(|(alpha, row)| random.dirichlet(alpha, row));
        rows
    }

    /// The error that counting makes where the rows are other than thought: Σₖ pₖ (drawn − mean)ₖⱼ
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
