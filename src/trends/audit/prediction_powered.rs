//! The mean of PPI++ as it was published, for simple random samples (Angelopoulos, Duchi & Zrnic, “PPI++: Efficient
//! Prediction-Powered Inference”, arXiv 2311.01453, 2023), in the form of the package ppi-python 0.2.3.

use crate::trends::statistics::share::Z;

/// A mean with its 95% interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PredictionPowered {
    /// The estimate.
    pub value: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end of the interval.
    pub high: f64,
    /// The power λ, 0 to 1: how much the predictions count. 0 is the mean of the labels alone.
    pub power: f64,
}

/// The mean of what was labelled, with the help of predictions on labelled and further, unlabelled articles. `labels` and
/// `predictions` are of the same articles. None where there is no labelled or no unlabelled article.
pub fn prediction_powered_mean(labels: &[f64], predictions: &[f64], unlabelled: &[f64]) -> Option<PredictionPowered> {
    if labels.is_empty() || unlabelled.is_empty() || labels.len() != predictions.len() {
        return None;
    }
    let (n, all) = (labels.len() as f64, unlabelled.len() as f64);
    let together: Vec<f64> = predictions.iter().chain(unlabelled).copied().collect();
    let spread = variance(&together) * together.len() as f64 / (together.len() as f64 - 1.0).max(1.0);
    // λ̂ = Cov(Y, f) / ((1 + n/N) Var f), held between 0 and 1 (equation 9 of the paper).
    let power = tuned_power(covariance(labels, predictions), (1.0 + n / all) * spread);
    let residuals: Vec<f64> = labels.iter().zip(predictions).map(|(label, f)| label - power * f).collect();
    let value = power * mean(unlabelled) + mean(&residuals);
    let error = (power * power * variance(unlabelled) / all + variance(&residuals) / n).sqrt();
    Some(PredictionPowered { value, low: value - Z * error, high: value + Z * error, power })
}

/// The power that minimises the variance of an estimate, held between 0 and 1; 0 where predictions do not vary.
pub(super) fn tuned_power(covariance: f64, variance: f64) -> f64 {
    if variance > 0.0 { (covariance / variance).clamp(0.0, 1.0) } else { 0.0 }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn covariance(x: &[f64], y: &[f64]) -> f64 {
    let (a, b) = (mean(x), mean(y));
    x.iter().zip(y).map(|(x, y)| (x - a) * (y - b)).sum::<f64>() / x.len() as f64
}

fn variance(values: &[f64]) -> f64 {
    covariance(values, values)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Data and results of ppi-python 0.2.3, see `fixtures/ppi_python.py`.
    const RECORDED: &str = include_str!("fixtures/ppi_python.json");

    #[test]
    fn estimates_and_intervals_are_those_of_the_published_package() {
        let cases: Vec<serde_json::Value> = serde_json::from_str(RECORDED).unwrap();
        assert!(cases.len() >= 4);
        for case in cases {
            let list = |name: &str| -> Vec<f64> {
                case[name].as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect()
            };
            let found = prediction_powered_mean(&list("labels"), &list("predictions"), &list("unlabelled")).unwrap();
            for (name, value) in [("value", found.value), ("low", found.low), ("high", found.high)] {
                let expected = case[name].as_f64().unwrap();
                assert!((value - expected).abs() < 5e-8, "{} {name}: {value} {expected}", case["case"]);
            }
        }
    }

    #[test]
    fn without_articles_there_is_no_mean() {
        assert_eq!(prediction_powered_mean(&[], &[], &[0.5]), None);
        assert_eq!(prediction_powered_mean(&[1.0], &[0.5], &[]), None);
        // Predictions that do not vary do not help: the mean of the labels is left.
        let plain = prediction_powered_mean(&[1.0, 0.0], &[0.5, 0.5], &[0.5, 0.5]).unwrap();
        assert_eq!((plain.value, plain.power), (0.5, 0.0));
    }
}
