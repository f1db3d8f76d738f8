//! Confidence intervals of scores, and significance tests between two models.

use serde::{Deserialize, Serialize};

use crate::model::evaluate::{Evaluation, Interval, Judgement, ScoreIntervals};
use crate::numeric::SplitMix64;

/// Number of bootstrap resamples.
const RESAMPLES: usize = 1000;

/// Computes 95% percentile intervals by resampling the articles from a fixed seed and scoring each resample.
pub(crate) fn bootstrap(themes: &[&str], judgements: &[Judgement]) -> ScoreIntervals {
    if judgements.is_empty() {
        return ScoreIntervals::default();
    }
    let mut random = SplitMix64::new(0x5851_F42D_4C95_7F2D);
    let (mut accuracies, mut macro_f1s) = (Vec::with_capacity(RESAMPLES), Vec::with_capacity(RESAMPLES));
    for _ in 0..RESAMPLES {
        let sample: Vec<Judgement> = (0..judgements.len())
            .map(|_| judgements[(random.next_u64() % judgements.len() as u64) as usize].clone())
            .collect();
        let scores = Evaluation::new(themes, &sample);
        accuracies.push(scores.accuracy);
        macro_f1s.push(scores.macro_f1);
    }
    let interval = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        Interval { low: values[RESAMPLES / 40], high: values[RESAMPLES - 1 - RESAMPLES / 40] }
    };
    ScoreIntervals { accuracy: interval(accuracies), macro_f1: interval(macro_f1s) }
}

/// Comparison of two models on the same articles.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Number of articles on which both are right.
    pub both_right: usize,
    /// Number of articles on which only the first is right.
    pub only_first: usize,
    /// Number of articles on which only the second is right.
    pub only_second: usize,
    /// Number of articles on which both are wrong.
    pub both_wrong: usize,
    /// Two-sided p-value of McNemar's exact test (1947): the probability of a difference at least this large if both
    /// models are equally good.
    pub p_value: f64,
}

impl Comparison {
    /// Compares two lists that state for each article whether the model was right.
    pub fn new(first: &[bool], second: &[bool]) -> Self {
        let count = |a: bool, b: bool| first.iter().zip(second).filter(|(x, y)| (**x, **y) == (a, b)).count();
        let (only_first, only_second) = (count(true, false), count(false, true));
        Comparison {
            both_right: count(true, true),
            only_first,
            only_second,
            both_wrong: count(false, false),
            p_value: sign_test(only_first, only_second),
        }
    }
}

/// Two-sided exact binomial test of `a` against `b` events under equal probabilities.
fn sign_test(a: usize, b: usize) -> f64 {
    let n = (a + b) as f64;
    let ln_choose = |k: f64| libm::lgamma(n + 1.0) - libm::lgamma(k + 1.0) - libm::lgamma(n - k + 1.0);
    let tail: f64 = (0..=a.min(b)).map(|k| libm::exp(ln_choose(k as f64) - n * std::f64::consts::LN_2)).sum();
    (2.0 * tail).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exact_test_agrees_with_r() {
        // R 4: binom.test(5, 20)$p.value = 0.04138947; binom.test(10, 20)$p.value = 1; binom.test(0, 6)$p.value = 0.03125
        for (a, b, p) in [(5, 15, 0.041_389_465_33), (10, 10, 1.0), (0, 6, 0.031_25), (0, 0, 1.0)] {
            assert!((sign_test(a, b) - p).abs() < 1e-8, "{a} {b}: {}", sign_test(a, b));
        }
    }

    #[test]
    fn intervals_contain_the_score_and_narrow_with_more_articles() {
        let judge = |right: bool| Judgement {
            label: Some(0),
            label_also: Vec::new(),
            theme: usize::from(!right),
            also: Vec::new(),
            probability: 0.8,
        };
        let width = |n: usize| {
            let judgements: Vec<Judgement> = (0..n).map(|i| judge(i % 5 != 0)).collect();
            let interval = bootstrap(&["a", "b"], &judgements).accuracy;
            assert!(interval.low < 0.8 && 0.8 < interval.high, "{interval:?}");
            interval.high - interval.low
        };
        assert!(width(1000) < width(100) / 2.0);
    }
}
