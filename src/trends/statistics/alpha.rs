//! Agreement of any number of people of whom not everyone labelled everything.

use std::collections::BTreeMap;

use crate::numeric::SplitMix64;

/// Samples drawn for the interval.
const SAMPLES: usize = 1000;
/// Seed of the samples, so that the same labels give the same interval.
const SEED: u64 = 0x0061_6c70_6861;

/// Krippendorff's alpha for nominal data, with its 95% interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alpha {
    /// The number of articles that at least two people labelled; others tell nothing of agreement.
    pub articles: usize,
    /// The number of labels of those articles.
    pub labels: usize,
    /// Alpha: 1 for full agreement, 0 for that of chance; it may be negative.
    pub value: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end of the interval.
    pub high: f64,
}

/// An article with at least two labels.
#[derive(Debug)]
struct Unit {
    /// How many of its labels are of each category.
    counts: Vec<(usize, f64)>,
    /// Its part in the observed disagreement.
    disagreement: f64,
}

/// Krippendorff's alpha of nominal labels, where labels may be missing (Krippendorff 2011, “Computing Krippendorff's
/// Alpha-Reliability”, section C). Each unit is an article with the labels that it was given, in any order. The
/// interval is the percentile one of 1,000 bootstrap samples of articles (Efron & Tibshirani 1993, chapter 13).
/// None where no article has two labels, and where all labels are the same, so that chance explains all of it.
pub fn krippendorffs_alpha<L: Ord>(units: &[Vec<L>]) -> Option<Alpha> {
    let mut numbers: BTreeMap<&L, usize> = BTreeMap::new();
    for label in units.iter().flatten() {
        let next = numbers.len();
        numbers.entry(label).or_insert(next);
    }
    let units: Vec<Unit> =
        units.iter().filter(|labels| labels.len() > 1).map(|labels| unit(labels, &numbers)).collect();
    let value = alpha(units.iter(), numbers.len())?;
    let mut random = SplitMix64::new(SEED);
    let mut samples: Vec<f64> = (0..SAMPLES)
        .filter_map(|_| {
            let drawn =
                (0..units.len()).map(|_| &units[(random.uniform() * units.len() as f64) as usize % units.len()]);
            alpha(drawn, numbers.len())
        })
        .collect();
    samples.sort_by(f64::total_cmp);
    let at = |share: f64| samples.get((share * samples.len().saturating_sub(1) as f64).round() as usize).copied();
    Some(Alpha {
        articles: units.len(),
        labels: units.iter().flat_map(|unit| &unit.counts).map(|(_, count)| *count as usize).sum(),
        value,
        low: at(0.025).unwrap_or(value),
        high: at(0.975).unwrap_or(value),
    })
}

fn unit<L: Ord>(labels: &[L], numbers: &BTreeMap<&L, usize>) -> Unit {
    let mut counts: BTreeMap<usize, f64> = BTreeMap::new();
    for label in labels {
        *counts.entry(numbers[label]).or_default() += 1.0;
    }
    let m = labels.len() as f64;
    // Of the m labels of a unit, each of the m (m − 1) ordered pairs weighs 1 / (m − 1) in the matrix of coincidences.
    let agreeing: f64 = counts.values().map(|count| count * (count - 1.0)).sum();
    Unit { counts: counts.into_iter().collect(), disagreement: (m * (m - 1.0) - agreeing) / (m - 1.0) }
}

/// α = 1 − Dₒ / Dₑ = 1 − (n − 1) Σ_{c≠k} o_ck / Σ_{c≠k} n_c n_k, of the matrix of coincidences o.
fn alpha<'u>(units: impl Iterator<Item = &'u Unit>, categories: usize) -> Option<f64> {
    let (mut totals, mut disagreement) = (vec![0.0; categories], 0.0);
    for unit in units {
        disagreement += unit.disagreement;
        unit.counts.iter().for_each(|&(category, count)| totals[category] += count);
    }
    let n: f64 = totals.iter().sum();
    let expected = n * n - totals.iter().map(|total| total * total).sum::<f64>();
    (expected > 0.0).then(|| 1.0 - (n - 1.0) * disagreement / expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_published_example() {
        // Krippendorff (2011), section C: four observers, twelve units, values missing; α of nominal data is 0.743.
        let observers = ["1233214 12___", "123322412 5_3", "_33323422 51_", "123324412 51_"];
        let observers = observers.map(|own| own.chars().filter(|value| *value != ' ').collect::<Vec<char>>());
        let units: Vec<Vec<char>> =
            (0..12).map(|unit| observers.iter().map(|own| own[unit]).filter(|value| *value != '_').collect()).collect();
        let alpha = krippendorffs_alpha(&units).unwrap();
        assert_eq!((alpha.articles, alpha.labels), (11, 40), "{alpha:?}");
        assert!((alpha.value - 0.743).abs() < 5e-4, "{alpha:?}");
        assert!(alpha.low < alpha.value && alpha.value < alpha.high && alpha.high <= 1.0, "{alpha:?}");
        assert_eq!(krippendorffs_alpha(&units), Some(alpha), "the same labels give the same interval");
    }

    #[test]
    fn two_who_labelled_everything() {
        let (a, b): (Vec<char>, Vec<char>) = ("abbbbbcccccc".chars().collect(), "abbbbbbccccc".chars().collect());
        let units: Vec<Vec<char>> = a.into_iter().zip(b).map(|(a, b)| vec![a, b]).collect();
        let alpha = krippendorffs_alpha(&units).unwrap();
        // One of twelve differs: nₐ = 2, n_b = 11, n_c = 11; α = 1 − 23 · 2 / (24² − 4 − 121 − 121).
        assert!((alpha.value - (1.0 - 46.0 / 330.0)).abs() < 1e-12, "{alpha:?}");
    }

    #[test]
    fn nothing_to_tell() {
        assert_eq!(krippendorffs_alpha::<u8>(&[]), None);
        assert_eq!(krippendorffs_alpha(&[vec![1], vec![2]]), None);
        assert_eq!(krippendorffs_alpha(&[vec![1, 1], vec![1, 1]]), None);
        let full = krippendorffs_alpha(&[vec![1, 1], vec![2, 2, 2], vec![3]]).unwrap();
        assert_eq!((full.articles, full.labels, full.value, full.low), (2, 5, 1.0, 1.0));
    }
}
