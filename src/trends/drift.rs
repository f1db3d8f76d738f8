//! Vocabulary drift: the share of words that a model does not know, over time and against its training articles.

use std::collections::BTreeMap;

use crate::corpus::PartialDate;
use crate::model::UnknownWords;
use crate::trends::statistics::share::Z;
use crate::trends::{Period, PeriodKind};

/// A mean over articles with its 95% interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    /// The number of articles.
    pub count: usize,
    /// The mean.
    pub value: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// The standard deviation between articles.
    pub spread: f64,
}

impl Mean {
    /// The mean of values; `None` if there are none. The interval is ±1.96 standard errors. It is somewhat too narrow
    /// below twenty articles, and has no width for a single article.
    pub fn of(values: &[f64]) -> Option<Mean> {
        let count = values.len();
        if count == 0 {
            return None;
        }
        let value = values.iter().sum::<f64>() / count as f64;
        let squares: f64 = values.iter().map(|v| (v - value) * (v - value)).sum();
        let spread = if count > 1 { (squares / (count - 1) as f64).sqrt() } else { 0.0 };
        let error = Z * spread / (count as f64).sqrt();
        Some(Mean { count, value, low: (value - error).max(0.0), high: (value + error).min(1.0), spread })
    }
}

/// The share of unknown words in one period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PeriodDrift {
    /// The period.
    pub period: Period,
    /// The mean share of unknown words in the period's articles.
    pub unknown: Mean,
    /// The share it is compared with; `None` if there is nothing to compare with.
    pub expected: Option<f64>,
    /// Whether the mean is clearly above the expected share.
    pub drifted: bool,
}

/// How far the vocabulary of articles has drifted from that of a model.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Drift {
    /// The mean share of unknown words in all articles.
    pub unknown: Option<Mean>,
    /// The shares of unknown words in the model's own kind of articles.
    pub reference: Option<UnknownWords>,
    /// Whether the mean of all articles is clearly above the reference.
    pub drifted: bool,
    /// The periods that have articles, in order.
    pub periods: Vec<PeriodDrift>,
}

/// Minimum number of articles for a warning.
const MIN_ARTICLES: usize = 20;
/// A mean is clearly above the expected share if its whole interval exceeds the share by this many standard deviations
/// between articles. With thousands of articles any difference is significant. Half a standard deviation is a medium
/// effect (Cohen 1988), and what the themes of one newspaper differ by among themselves.
const MIN_EFFECT: f64 = 0.5;

/// The interval must also exceed the share by at least one word in a hundred. Otherwise a model whose own articles are
/// all alike would warn of any difference.
const MIN_DIFFERENCE: f64 = 0.01;

fn clearly_above(mean: &Mean, expected: f64, spread: f64) -> bool {
    mean.count >= MIN_ARTICLES && mean.low > expected + (MIN_EFFECT * spread).max(MIN_DIFFERENCE)
}

/// Compares the shares of unknown words in articles, given with their dates, with a model's reference. Without a
/// reference, each period is compared with all others.
pub fn drift(shares: &[(Option<PartialDate>, f64)], kind: PeriodKind, reference: Option<UnknownWords>) -> Drift {
    let mut by_period: BTreeMap<Period, Vec<f64>> = BTreeMap::new();
    for (date, share) in shares {
        if let Some(period) = date.and_then(|date| Period::of(date, kind)) {
            by_period.entry(period).or_default().push(*share);
        }
    }
    let all: Vec<f64> = shares.iter().map(|(_, share)| *share).collect();
    let unknown = Mean::of(&all);
    let dated: Vec<f64> = by_period.values().flatten().copied().collect();
    let periods = by_period
        .iter()
        .filter_map(|(&period, shares)| {
            let mean = Mean::of(shares)?;
            let expected = match reference {
                Some(reference) => Some((reference.mean, reference.spread)),
                // The sum of all other periods is the sum of all minus that of this period.
                None if dated.len() >= shares.len() + MIN_ARTICLES => {
                    let (sum, own) = (dated.iter().sum::<f64>(), shares.iter().sum::<f64>());
                    let others = (sum - own) / (dated.len() - shares.len()) as f64;
                    Mean::of(&dated).map(|all| (others, all.spread))
                }
                None => None,
            };
            let drifted = expected.is_some_and(|(expected, spread)| clearly_above(&mean, expected, spread));
            Some(PeriodDrift { period, unknown: mean, expected: expected.map(|(mean, _)| mean), drifted })
        })
        .collect();
    let drifted = unknown.zip(reference).is_some_and(|(mean, r)| clearly_above(&mean, r.mean, r.spread));
    Drift { unknown, reference, drifted, periods }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::SplitMix64;

    #[test]
    fn agrees_with_numpy() {
        // numpy 2: mean, std(ddof=1), mean ∓ 1.959963984540054 · std/√8
        let mean = Mean::of(&[0.02, 0.05, 0.031, 0.0, 0.12, 0.044, 0.07, 0.025]).unwrap();
        let found = [mean.value, mean.spread, mean.low, mean.high];
        let reference = [0.045, 0.036_882_051_383_914_566, 0.019_442_511_968_585_74, 0.070_557_488_031_414_26];
        assert!(found.iter().zip(reference).all(|(a, b)| (a - b).abs() < 1e-15), "{mean:?}");
        assert_eq!(Mean::of(&[]), None);
        let one = Mean::of(&[0.3]).unwrap();
        assert_eq!((one.low, one.high, one.spread), (0.3, 0.3, 0.0));
    }

    /// Articles of twelve months, with `more` percentage points more unknown words from month `from` on.
    fn articles(random: &mut SplitMix64, count: usize, from: usize, more: usize) -> Vec<(Option<PartialDate>, f64)> {
        let share = |random: &mut SplitMix64, month: usize| {
            let unknown = 0.03 + if month >= from { 0.01 * more as f64 } else { 0.0 };
            random.binomial(200, unknown) as f64 / 200.0
        };
        (0..12 * count).map(|i| (format!("2024-{:02}", i % 12 + 1).parse().ok(), share(random, i % 12 + 1))).collect()
    }

    #[test]
    fn drift_is_found_from_its_first_month_on_and_nowhere_else() {
        let mut random = SplitMix64::new(7);
        let reference = UnknownWords { articles: 900, mean: 0.03, spread: 0.012 };
        let months = |drift: &Drift| -> Vec<String> {
            drift.periods.iter().filter(|p| p.drifted).map(|p| p.period.to_string()).collect()
        };
        let mut false_alarms = 0;
        for _ in 0..200 {
            let stable = drift(&articles(&mut random, 30, 99, 0), PeriodKind::Month, Some(reference));
            false_alarms += months(&stable).len() + usize::from(stable.drifted);
            let alone = drift(&articles(&mut random, 30, 99, 0), PeriodKind::Month, None);
            false_alarms += months(&alone).len();
        }
        assert_eq!(false_alarms, 0);
        let moved = articles(&mut random, 60, 10, 3);
        let expected = ["2024-10", "2024-11", "2024-12"];
        assert_eq!(months(&drift(&moved, PeriodKind::Month, Some(reference))), expected);
        assert_eq!(months(&drift(&moved, PeriodKind::Month, None)), expected);
        let all = drift(&articles(&mut random, 60, 1, 3), PeriodKind::Month, Some(reference));
        assert!(all.drifted && months(&all).len() == 12);
        // There is nothing to compare with.
        let one: Vec<_> = (0..50).map(|_| ("2024-03".parse().ok(), 0.5)).collect();
        let one = drift(&one, PeriodKind::Month, None);
        assert!(!one.drifted && !one.periods[0].drifted && one.periods[0].expected.is_none());
        assert_eq!(drift(&[], PeriodKind::Month, Some(reference)).unknown, None);
    }
}
