//! Decision values to probabilities.

use linfa::dataset::DatasetBase;
use linfa::traits::Fit;
use linfa_logistic::MultiLogisticRegression;
use ndarray::{Array1, Array2};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// Strength of the penalty on the calibration's weights.
const PENALTY: f64 = 1.0;

/// Multinomial logistic regression on the decision values of all themes, fitted out of fold: the generalisation
/// of Platt's scaling (1999) to several classes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// `[decision][theme]`.
    matrix: Vec<Vec<f64>>,
    intercept: Vec<f64>,
}

impl Calibration {
    /// Fits to decision values (a row per article, a column per theme) and the articles' true themes.
    ///
    /// # Errors
    /// [`Error::Training`] where the solver fails.
    pub fn fit(decisions: &Array2<f64>, themes: &[usize]) -> Result<Self> {
        let count = decisions.ncols();
        let dataset = DatasetBase::new(decisions.clone(), Array1::from(themes.to_vec()));
        let fitted = MultiLogisticRegression::default()
            .alpha(PENALTY)
            .max_iterations(200)
            .gradient_tolerance(1e-3)
            .fit(&dataset)
            .map_err(|e| Error::Training { problem: e.to_string() })?;
        // linfa numbers the classes it saw; a theme that no article carries gets no probability.
        let mut matrix = vec![vec![0.0; count]; count];
        let mut intercept = vec![-30.0; count];
        for (column, &theme) in fitted.classes().iter().enumerate() {
            intercept[theme] = fitted.intercept()[column];
            for (decision, row) in matrix.iter_mut().enumerate() {
                row[theme] = fitted.params()[[decision, column]];
            }
        }
        Ok(Calibration { matrix, intercept })
    }

    /// One temperature for all themes: for training sets too small to fit more.
    pub fn identity(themes: usize, slope: f64) -> Self {
        let matrix = (0..themes).map(|i| (0..themes).map(|j| if i == j { slope } else { 0.0 }).collect()).collect();
        Calibration { matrix, intercept: vec![0.0; themes] }
    }

    /// The number of themes.
    pub fn themes(&self) -> usize {
        self.intercept.len()
    }

    /// The probability of each theme being the primary one; they add up to 1.
    pub fn probabilities(&self, decision: &[f32]) -> Vec<f64> {
        let mut scores = self.intercept.clone();
        for (value, weights) in decision.iter().zip(&self.matrix) {
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += f64::from(*value) * weight;
            }
        }
        let largest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        // libm gives the same bits on every machine.
        scores.iter_mut().for_each(|s| *s = libm::exp(*s - largest));
        let total: f64 = scores.iter().sum();
        scores.iter_mut().for_each(|s| *s /= total);
        scores
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_follow_the_frequencies() {
        // Decision 1 for theme 0 is right three times out of four.
        let mut rows = Vec::new();
        let mut themes = Vec::new();
        for i in 0..400 {
            let says = i % 2;
            rows.extend(if says == 0 { [1.0, -1.0] } else { [-1.0, 1.0] });
            themes.push(if i % 8 < 6 { says } else { 1 - says });
        }
        let decisions = Array2::from_shape_vec((400, 2), rows).unwrap();
        let calibration = Calibration::fit(&decisions, &themes).unwrap();
        let probability = calibration.probabilities(&[1.0, -1.0])[0];
        assert!((probability - 0.75).abs() < 0.03, "{probability}");
    }
}
