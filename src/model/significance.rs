//! Confidence intervals of scores, and significance tests between two models.

use serde::{Deserialize, Serialize};

use crate::model::evaluate::{Evaluation, Interval, Judgement, ScoreIntervals};
use crate::numeric::SplitMix64;

/// Number of bootstrap resamples.
const RESAMPLES: usize = 1000;
/// A gain in accuracy below this share of the articles is worth no further labels.
const NEGLIGIBLE: f64 = 0.01;

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

    /// The gain in accuracy from the first model to the second.
    pub fn gain(&self) -> Gain {
        // Agresti & Min 2005, Statistics in Medicine 24:729: half an article is added to each of the four numbers, so that
        // few articles on which the models differ do not make a narrow interval.
        let articles = (self.both_right + self.only_first + self.only_second + self.both_wrong) as f64;
        let [lost, won] = [self.only_first as f64, self.only_second as f64];
        let adjusted = articles + 2.0;
        let center = (won - lost) / adjusted;
        let standard_error = ((won + lost + 1.0) / adjusted - center * center).sqrt() / adjusted.sqrt();
        let interval = Interval { low: center - 1.96 * standard_error, high: center + 1.96 * standard_error };
        Gain { value: (won - lost) / articles.max(1.0), interval }
    }
}

/// A gain in accuracy between two models on the same articles.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Gain {
    /// Accuracy of the second model minus that of the first, as a share of the articles from −1 to 1.
    pub value: f64,
    /// 95% interval of the difference of paired shares.
    #[serde(flatten)]
    pub interval: Interval,
}

/// What a gain from more labels lets one expect of further labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GainVerdict {
    /// The whole interval lies above 0.
    Clear,
    /// The whole interval lies below one hundredth of the articles.
    Negligible,
    /// The articles are too few to tell.
    Unclear,
}

impl GainVerdict {
    /// Name in the program's answers.
    pub fn id(self) -> &'static str {
        match self {
            GainVerdict::Clear => "clear",
            GainVerdict::Negligible => "negligible",
            GainVerdict::Unclear => "unclear",
        }
    }
}

impl Gain {
    /// Tells whether the gain is clear, negligible or neither.
    pub fn verdict(&self) -> GainVerdict {
        match self.interval {
            Interval { low, .. } if low > 0.0 => GainVerdict::Clear,
            Interval { high, .. } if high < NEGLIGIBLE => GainVerdict::Negligible,
            _ => GainVerdict::Unclear,
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
    fn a_gain_is_told_from_chance_by_the_articles_on_which_the_models_differ() {
        let gain = |both_right, only_first, only_second, both_wrong| {
            Comparison { both_right, only_first, only_second, both_wrong, p_value: 1.0 }.gain()
        };
        // Agresti & Min's formula by hand: (17 − 4) / 102 ± 1.96 · √((22/102 − (13/102)²) / 102).
        let found = gain(60, 4, 17, 19);
        assert!((found.value - 0.13).abs() < 1e-12, "{found:?}");
        assert!((found.interval.low - 0.040_782).abs() < 1e-6, "{found:?}");
        assert!((found.interval.high - 0.214_120).abs() < 1e-6, "{found:?}");
        assert_eq!(found.verdict(), GainVerdict::Clear);
        assert_eq!(gain(60, 9, 12, 19).verdict(), GainVerdict::Unclear);
        // Ten thousand articles on which two models hardly differ say that there is nothing to be had.
        assert_eq!(gain(8900, 40, 45, 1015).verdict(), GainVerdict::Negligible);
        // No article says nothing.
        assert_eq!((gain(0, 0, 0, 0).value, gain(0, 0, 0, 0).verdict()), (0.0, GainVerdict::Unclear));
    }

    #[test]
    fn intervals_contain_the_score_and_narrow_with_more_articles() {
        let judge = |right: bool| Judgement {
            actual: Some(0),
            actual_secondary: Vec::new(),
            predicted: usize::from(!right),
            predicted_secondary: Vec::new(),
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
