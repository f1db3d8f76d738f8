//! How certain scores are, and whether one model is better than another.

use serde::{Deserialize, Serialize};

use crate::model::evaluate::{Evaluation, Interval, Judgement, ScoreIntervals};
use crate::numeric::SplitMix64;

/// Resamples of the bootstrap.
const RESAMPLES: usize = 1000;

/// Resamples the articles, always in the same way, and scores each resample.
pub(crate) fn bootstrap(themes: &[&str], judgements: &[Judgement]) -> ScoreIntervals {
    if judgements.is_empty() {
        return ScoreIntervals::default();
    }
    let mut random = SplitMix64::new(0x5851_F42D_4C95_7F2D);
    let (mut accuracies, mut macros) = (Vec::with_capacity(RESAMPLES), Vec::with_capacity(RESAMPLES));
    for _ in 0..RESAMPLES {
        let sample: Vec<Judgement> = (0..judgements.len())
            .map(|_| judgements[(random.bits() % judgements.len() as u64) as usize].clone())
            .collect();
        let scores = Evaluation::new(themes, &sample);
        accuracies.push(scores.accuracy);
        macros.push(scores.macro_f1);
    }
    let interval = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        Interval { low: values[RESAMPLES / 40], high: values[RESAMPLES - 1 - RESAMPLES / 40] }
    };
    ScoreIntervals { accuracy: interval(accuracies), macro_f1: interval(macros) }
}

/// Two models on the same articles.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Articles on which both are right.
    pub both_right: usize,
    /// Articles on which only the first is right.
    pub only_first: usize,
    /// Articles on which only the second is right.
    pub only_second: usize,
    /// Articles on which both are wrong.
    pub both_wrong: usize,
    /// Probability of a difference at least as large were both equally good: McNemar's test (1947), exact.
    pub p_value: f64,
}

impl Comparison {
    /// Compares two lists of right and wrong, article by article.
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

/// Two-sided exact binomial test of a : b against 1 : 1.
fn sign_test(a: usize, b: usize) -> f64 {
    let n = (a + b) as f64;
    let log_choose = |k: f64| libm::lgamma(n + 1.0) - libm::lgamma(k + 1.0) - libm::lgamma(n - k + 1.0);
    let tail: f64 = (0..=a.min(b)).map(|k| libm::exp(log_choose(k as f64) - n * std::f64::consts::LN_2)).sum();
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
    fn intervals_hold_the_score_and_narrow_with_more_articles() {
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
