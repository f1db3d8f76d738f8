//! Agreement of two people who labelled the same articles, beyond what chance would give.

use std::collections::BTreeMap;

use crate::trends::statistics::share::{Z, wilson};

/// Cohen's kappa with its 95% interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kappa {
    /// The number of articles that both labelled.
    pub articles: usize,
    /// The share of them on which they agree, 0 to 1.
    pub agreement: f64,
    /// The share on which they would agree by chance, by how often each gives each label.
    pub expected: f64,
    /// Kappa: 1 for full agreement, 0 for that of chance; at least −1.
    pub value: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end of the interval.
    pub high: f64,
}

/// Cohen's kappa (Educational and Psychological Measurement 20, 1960) of pairs of labels, with the large-sample standard
/// error of Fleiss, Cohen & Everitt (Psychological Bulletin 72, 1969). None without a pair, and where both give the same
/// label to everything, so that chance explains all of it. Where that error is 0, as with full agreement, the interval is that of the
/// agreement (Wilson 1927): few articles on which all agree prove no perfect agreement.
pub fn cohens_kappa<L: Ord + Copy>(pairs: &[(L, L)]) -> Option<Kappa> {
    let n = pairs.len() as f64;
    let mut cells: BTreeMap<(L, L), f64> = BTreeMap::new();
    let (mut rows, mut columns): (BTreeMap<L, f64>, BTreeMap<L, f64>) = Default::default();
    for &(a, b) in pairs {
        *cells.entry((a, b)).or_default() += 1.0 / n;
        *rows.entry(a).or_default() += 1.0 / n;
        *columns.entry(b).or_default() += 1.0 / n;
    }
    let share = |of: &BTreeMap<L, f64>, label: L| of.get(&label).copied().unwrap_or_default();
    let agreement: f64 = cells.iter().filter(|((a, b), _)| a == b).map(|(_, share)| share).sum();
    let expected: f64 = rows.iter().map(|(&label, row)| row * share(&columns, label)).sum();
    if pairs.is_empty() || 1.0 - expected < 1e-12 {
        return None;
    }
    let value = (agreement - expected) / (1.0 - expected);
    // Var κ = [Σ pᵢᵢ (1 − (pᵢ. + p.ᵢ)(1 − κ))² + (1 − κ)² Σ_{i≠j} pᵢⱼ (p.ᵢ + pⱼ.)² − (κ − pₑ(1 − κ))²] / (n (1 − pₑ)²)
    let mut sum = 0.0;
    for (&(a, b), cell) in &cells {
        sum += if a == b {
            cell * (1.0 - (share(&rows, a) + share(&columns, a)) * (1.0 - value)).powi(2)
        } else {
            cell * (1.0 - value).powi(2) * (share(&columns, a) + share(&rows, b)).powi(2)
        };
    }
    let variance = (sum - (value - expected * (1.0 - value)).powi(2)) / (n * (1.0 - expected).powi(2));
    let half = Z * variance.max(0.0).sqrt();
    let (low, high) = if half > 1e-6 {
        (value - half, value + half)
    } else {
        let agreed = wilson(pairs.iter().filter(|(a, b)| a == b).count(), pairs.len());
        let beyond_chance = |agreement: f64| (agreement - expected) / (1.0 - expected);
        (beyond_chance(agreed.low).min(value), beyond_chance(agreed.high).max(value))
    };
    let (low, high) = (low.max(-1.0), high.min(1.0));
    Some(Kappa { articles: pairs.len(), agreement, expected, value, low, high })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(table: &[&[usize]]) -> Vec<(usize, usize)> {
        let cells = table.iter().enumerate().flat_map(|(a, row)| row.iter().enumerate().map(move |(b, n)| (a, b, *n)));
        cells.flat_map(|(a, b, n)| std::iter::repeat_n((a, b), n)).collect()
    }

    #[test]
    fn agrees_with_the_published_example() {
        // Fleiss, Cohen & Everitt (1969), table 1, of 200 cases: κ = 0.429, standard error 0.054.
        let kappa = cohens_kappa(&pairs(&[&[106, 10, 4], &[22, 28, 10], &[2, 12, 6]])).unwrap();
        assert!((kappa.agreement - 0.70).abs() < 1e-9 && (kappa.expected - 0.475).abs() < 1e-9, "{kappa:?}");
        assert!((kappa.value - 0.429).abs() < 5e-4, "{kappa:?}");
        assert!(((kappa.high - kappa.low) / (2.0 * Z) - 0.054).abs() < 5e-4, "{kappa:?}");
    }

    #[test]
    fn agreement_of_nobody_and_of_everybody() {
        assert_eq!(cohens_kappa::<usize>(&[]), None);
        assert_eq!(cohens_kappa(&[(1, 1), (1, 1)]), None);
        let full = cohens_kappa(&[(1, 1), (2, 2)]).unwrap();
        assert!(full.value == 1.0 && full.high == 1.0 && full.low < 0.5, "{full:?}");
        let many = cohens_kappa(&[[(1, 1); 100], [(2, 2); 100]].concat()).unwrap();
        assert!(many.low > 0.95 && many.low < 1.0, "{many:?}");
        assert!(cohens_kappa(&[(1, 2), (2, 1)]).unwrap().value < 0.0);
    }
}
