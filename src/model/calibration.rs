//! Calibration: turns decision values into probabilities.

use linfa::dataset::DatasetBase;
use linfa::traits::Fit;
use linfa_logistic::LogisticRegression;
use ndarray::{Array1, Array2};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::numeric::argmax;

/// Upper end of the range in which the sharpness of the softmax is searched.
const MAX_SHARPNESS: f64 = 60.0;

/// Calibration of decision values by logistic regression, fitted out of fold (after Platt 1999). The largest value and
/// its distances from the second and third predict the probability that the chosen theme is right; a softmax of the
/// other values shares out the remaining probability. A multinomial regression on all values was also measured: it is
/// worse calibrated on later news, and its choice of theme is less accurate (docs/DECISIONS.md).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    intercept: f64,
    /// Weights of the largest value and of its distances from the second and third.
    weights: [f64; 3],
    /// Factor of the decision values in the softmax.
    sharpness: f64,
    /// Mean probability of each theme over the articles used for fitting; empty if there were none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    means: Vec<f64>,
}

impl Default for Calibration {
    /// Fixed values for training sets that are too small to fit.
    fn default() -> Self {
        Calibration { intercept: 0.0, weights: [0.0, 6.0, 0.0], sharpness: 8.0, means: Vec::new() }
    }
}

/// Returns the largest value and its distances from the second and third.
fn certainty(decision: &[f32]) -> [f64; 3] {
    let mut sorted: Vec<f64> = decision.iter().map(|d| f64::from(*d)).collect();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let value = |i: usize| sorted.get(i).or(sorted.last()).copied().unwrap_or_default();
    [value(0), value(0) - value(1), value(0) - value(2)]
}

impl Calibration {
    /// Fits to decision values, `[article][theme]`, and the true theme of each article.
    ///
    /// # Errors
    /// Returns [`Error::Training`] if the solver fails.
    pub fn fit(decisions: &[Vec<f32>], themes: &[usize]) -> Result<Self> {
        let mut calibration = Self::fit_certainty(decisions, themes)?;
        let mut sums = vec![0.0; decisions.first().map_or(0, Vec::len)];
        for decision in decisions {
            let probabilities = calibration.probabilities(decision);
            sums.iter_mut().zip(probabilities).for_each(|(sum, probability)| *sum += probability);
        }
        calibration.means = sums.into_iter().map(|sum| sum / decisions.len() as f64).collect();
        Ok(calibration)
    }

    /// Returns the mean out-of-fold probability of each theme over the articles used for fitting, which is the prior
    /// mix of themes. It is empty if there were no such articles.
    pub fn means(&self) -> &[f64] {
        &self.means
    }

    fn fit_certainty(decisions: &[Vec<f32>], themes: &[usize]) -> Result<Self> {
        let correct: Vec<bool> = decisions.iter().zip(themes).map(|(row, theme)| argmax(row) == *theme).collect();
        let mut calibration = Calibration { sharpness: best_sharpness(decisions, themes), ..Default::default() };
        if correct.iter().all(|r| *r) || !correct.contains(&true) {
            // The regression needs both right and wrong assignments.
            return Ok(calibration);
        }
        let features: Vec<f64> = decisions.iter().flat_map(|row| certainty(row)).collect();
        let features = Array2::from_shape_vec((decisions.len(), 3), features)
            .map_err(|e| Error::Training { problem: e.to_string() })?;
        let fitted = LogisticRegression::default()
            .alpha(0.1)
            .max_iterations(200)
            .fit(&DatasetBase::new(features, Array1::from(correct)))
            .map_err(|e| Error::Training { problem: e.to_string() })?;
        // linfa may treat either class as the positive one.
        let sign = if fitted.labels().pos.class { 1.0 } else { -1.0 };
        calibration.intercept = sign * fitted.intercept();
        calibration.weights = [0, 1, 2].map(|i| sign * fitted.params()[i]);
        Ok(calibration)
    }

    /// Returns the probability of each theme being the primary one. They sum to 1, and none exceeds that of the theme
    /// with the largest decision value.
    pub fn probabilities(&self, decision: &[f32]) -> Vec<f64> {
        let top = argmax(decision);
        let score: f64 = self.intercept + certainty(decision).iter().zip(self.weights).map(|(c, w)| c * w).sum::<f64>();
        // libm gives the same bits on every machine.
        let confidence = 1.0 / (1.0 + libm::exp(-score));
        let mut shares: Vec<f64> =
            decision.iter().map(|d| libm::exp(self.sharpness * (f64::from(*d) - f64::from(decision[top])))).collect();
        shares[top] = 0.0;
        let total: f64 = shares.iter().sum();
        let largest = shares.iter().copied().fold(0.0, f64::max) / total.max(f64::MIN_POSITIVE);
        // The other themes share the rest. If the largest of them would exceed the top theme, both get the same value.
        let confidence = if total > 0.0 { confidence.max(largest / (1.0 + largest)) } else { 1.0 };
        let factor = (1.0 - confidence) / total.max(f64::MIN_POSITIVE);
        // Rounding could lift an equal share above the top theme's by one unit in the last place.
        shares.iter_mut().for_each(|share| *share = (*share * factor).min(confidence));
        shares[top] = confidence;
        shares
    }
}

/// Finds the softmax factor that maximises the likelihood of the true themes, by golden-section search.
fn best_sharpness(decisions: &[Vec<f32>], themes: &[usize]) -> f64 {
    let loss = |sharpness: f64| -> f64 {
        decisions
            .iter()
            .zip(themes)
            .map(|(row, &theme)| {
                let largest = f64::from(row[argmax(row)]);
                let total: f64 = row.iter().map(|d| libm::exp(sharpness * (f64::from(*d) - largest))).sum();
                libm::log(total) - sharpness * (f64::from(row[theme]) - largest)
            })
            .sum()
    };
    let golden = 0.618_033_988_749_894_9;
    let (mut low, mut high) = (0.1, MAX_SHARPNESS);
    for _ in 0..24 {
        let (a, b) = (high - golden * (high - low), low + golden * (high - low));
        if loss(a) < loss(b) {
            high = b;
        } else {
            low = a;
        }
    }
    (low + high) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_share_exceeds_that_of_the_top_theme() {
        // Found by a model of a thousand articles: with a low intercept the second theme would have the greater share.
        let calibration = Calibration {
            intercept: -1.664_188_304_740_162_9,
            weights: [4.056_293_939_850_579, 4.865_755_370_890_579, 3.352_691_189_046_98],
            sharpness: 19.048_799_895_324_82,
            means: Vec::new(),
        };
        for themes in 2..40 {
            let decision: Vec<f32> = (0..themes).map(|theme| -(theme as f32) / themes as f32).collect();
            let probabilities = calibration.probabilities(&decision);
            assert!(probabilities.is_sorted_by(|a, b| a >= b), "{probabilities:?}");
            assert!((probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn probabilities_follow_the_frequencies() {
        // A clear lead is right nine times out of ten, a narrow one six times.
        let mut decisions = Vec::new();
        let mut themes = Vec::new();
        for i in 0..1000usize {
            let (lead, correct) = if i % 2 == 0 { (0.9, i % 20 < 18) } else { (0.2, i % 20 < 12) };
            decisions.push(vec![0.1 + lead, 0.1, 0.0]);
            themes.push(usize::from(!correct));
        }
        let calibration = Calibration::fit(&decisions, &themes).unwrap();
        let clear = calibration.probabilities(&[1.0, 0.1, 0.0]);
        let narrow = calibration.probabilities(&[0.3, 0.1, 0.0]);
        assert!((clear[0] - 0.9).abs() < 0.03, "{clear:?}");
        assert!((narrow[0] - 0.6).abs() < 0.03, "{narrow:?}");
        for row in [clear, narrow] {
            assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            assert!(row.iter().all(|p| *p <= row[0]));
        }
    }

    #[test]
    fn tied_themes_share_the_probability() {
        let row = Calibration::default().probabilities(&[0.4, 0.4, 0.0]);
        assert!(row[0] >= row[1] && row[1] > row[2]);
        assert_eq!(Calibration::default().probabilities(&[0.4]), [1.0]);
    }
}
