//! Which terms became more or less frequent between two spans.

use crate::numeric::ln_choose;
use crate::trends::new_terms::log_odds::log_odds;

/// Numbers of articles that contain a term.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TermCounts {
    /// In the first span.
    pub before: usize,
    /// In the second span.
    pub after: usize,
    /// In the background; the prior is made of these. It is all articles that were read where two spans are compared, and the whole
    /// theme where a peak is.
    pub overall: usize,
}

/// How the frequency of a term changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TermChange {
    /// Log-odds ratio with an informative Dirichlet prior, above 0 if the term became more frequent.
    pub log_odds: f64,
    /// The log-odds ratio in standard errors, for ranking.
    pub z: f64,
    /// Two-sided p-value of "as common as before".
    pub p_value: f64,
}

/// The changes of terms between two spans (Monroe, Colaresi & Quinn 2008, see [`log_odds`]), in the order of `counts`.
/// `rest` is the sum of the counts of all further terms, so that the totals are those of the whole text. The counts are
/// articles that contain the term, not occurrences, because the occurrences in one article are not independent (Church
/// 2000: after its first occurrence, a word is some hundred times as likely to occur again).
///
/// The prior assumes that both spans resemble the background: its total is that of the smaller span, and each term has its
/// share of the background. This draws rare terms towards no change, so that curiosities do not lead the ranking. A background
/// that one span makes half of lets no ratio be much above three, so that the log-odds ratio is then for ranking only.
///
/// A wholly new term has a large standard error however often it occurs later. The p-value is therefore not that of z
/// but exact: given the sum of both counts, the second is binomial with the second span's share of all terms (the
/// conditional test of two Poisson rates, Przyborowski & Wilenski, Biometrika 31, 1940). Longer articles in one span
/// contain more of all terms and do not bias the test. Articles are assumed to be independent.
pub fn term_changes(counts: &[TermCounts], rest: TermCounts) -> Vec<TermChange> {
    let all = || counts.iter().chain([&rest]);
    let column = |of: fn(&TermCounts) -> usize| -> Vec<usize> { all().map(of).collect() };
    let (before, after) = (column(|c| c.before), column(|c| c.after));
    let (total_before, total_after) = (before.iter().sum::<usize>() as f64, after.iter().sum::<usize>() as f64);
    let overall: f64 = all().map(|c| c.overall as f64).sum();
    let scale = if overall > 0.0 { total_before.min(total_after) / overall } else { 0.0 };
    let prior: Vec<f64> = all().map(|c| c.overall as f64 * scale).collect();
    let share_after = if total_before + total_after > 0.0 { total_after / (total_before + total_after) } else { 0.5 };
    let found = log_odds(&after, &before, &prior).unwrap_or_default();
    counts
        .iter()
        .zip(found)
        .map(|(count, odds)| TermChange {
            log_odds: odds.delta,
            z: odds.z,
            p_value: binomial_two_sided(count.after, count.before + count.after, share_after),
        })
        .collect()
}

/// Two-sided p-value of `successes` in `trials` with `probability` each: twice the smaller tail, limited to 1.
fn binomial_two_sided(successes: usize, trials: usize, probability: f64) -> f64 {
    if trials == 0 || probability <= 0.0 || probability >= 1.0 {
        return 1.0;
    }
    let (k, n) = (successes as f64, trials as f64);
    let log = ln_choose(trials, successes) + k * libm::log(probability) + (n - k) * libm::log1p(-probability);
    let mut sum = libm::exp(log);
    let mut step = sum;
    // The tail is summed from the observed count away from the mean; each term is the previous one times a ratio.
    if k >= n * probability {
        let mut at = k;
        while at < n && step > sum * 1e-17 {
            step *= (n - at) / (at + 1.0) * probability / (1.0 - probability);
            sum += step;
            at += 1.0;
        }
    } else {
        let mut at = k;
        while at > 0.0 && step > sum * 1e-17 {
            step *= at / (n - at + 1.0) * (1.0 - probability) / probability;
            sum += step;
            at -= 1.0;
        }
    }
    (2.0 * sum).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::SplitMix64;
    use crate::trends::false_discovery;

    #[test]
    fn agrees_with_scipy() {
        // min(1, 2 * min(binom.cdf(k, n, p), binom.sf(k - 1, n, p))) of scipy 1.17.1
        for (k, n, p, reference) in [
            (20, 20, 0.5, 1.9073486328125e-06),
            (3, 40, 0.25, 0.009391360676501034),
            (12, 20, 0.5, 0.5034446716308594),
            (0, 9, 0.3, 0.08070721400000003),
            (700, 1200, 0.55, 0.021627316171639502),
            (5, 10, 0.5, 1.0),
            (31, 400, 0.05, 0.02287399637337755),
        ] {
            let found = binomial_two_sided(k, n, p);
            assert!((found / reference - 1.0).abs() < 1e-9, "{k} of {n}: {found}");
        }
    }

    #[test]
    fn agrees_with_numpy() {
        let counts = [
            TermCounts { before: 2, after: 31, overall: 60 },
            TermCounts { before: 40, after: 20, overall: 300 },
            TermCounts { before: 0, after: 12, overall: 12 },
        ];
        let rest = TermCounts { before: 900, after: 1400, overall: 20_000 };
        let found = term_changes(&counts, rest);
        for (found, reference) in found.iter().zip(REFERENCE) {
            let values = [found.log_odds, found.z, found.p_value];
            let close = values.iter().zip(reference).all(|(value, wanted)| (value / wanted - 1.0).abs() < 1e-9);
            assert!(close, "{values:?} {reference:?}");
        }
    }

    /// The formulas above in numpy 2, the tails by scipy.stats.binom.
    const REFERENCE: [[f64; 3]; 3] = [
        [1.7238883106877552, 3.5257926002050333, 3.627272375873158e-05],
        [-0.7230022337968602, -3.2971050993924447, 3.028680389291745e-05],
        [2.8799008430377997, 2.0993541116559107, 0.005135478799064168],
    ];

    #[test]
    fn unusual_input() {
        assert!(term_changes(&[], TermCounts::default()).is_empty());
        let none = term_changes(&[TermCounts::default()], TermCounts::default());
        assert_eq!(none, [TermChange { log_odds: 0.0, z: 0.0, p_value: 1.0 }]);
        // One span is empty, so no change can be found.
        let one = term_changes(&[TermCounts { before: 9, after: 0, overall: 9 }], TermCounts::default());
        assert_eq!(one[0].p_value, 1.0);
        assert!(one[0].z.is_finite());
    }

    #[test]
    fn planted_terms_are_found_among_thousands_with_few_false_ones() {
        let mut random = SplitMix64::new(2008);
        let (mut false_positives, mut true_positives, mut significant) = (0, 0, 0);
        for _ in 0..40 {
            // 3,000 terms with Zipf's frequencies in 150 and 250 articles; ten rise in the second span.
            let (before, after) = (150, 250);
            let counts: Vec<TermCounts> = (0..3000)
                .map(|term| {
                    let share = if term < 10 { 0.02 } else { 0.6 / (1.0 + 0.05 * f64::from(term)) };
                    let share_after = if term < 10 { 0.14 } else { share };
                    let (b, a) = (random.binomial(before, share), random.binomial(after, share_after));
                    TermCounts { before: b, after: a, overall: a + b + random.binomial(4000, share) }
                })
                .collect();
            let tested: Vec<usize> = (0..counts.len()).filter(|&t| counts[t].before + counts[t].after >= 8).collect();
            let changes = term_changes(&counts, TermCounts::default());
            let rates = false_discovery(&tested.iter().map(|&t| changes[t].p_value).collect::<Vec<_>>());
            for (&term, rate) in tested.iter().zip(rates) {
                if rate < 0.05 {
                    significant += 1;
                    false_positives += usize::from(term >= 10);
                    true_positives += usize::from(term < 10 && changes[term].z > 1.96);
                }
            }
        }
        assert!(true_positives > 250, "{true_positives} of 400 planted terms are found");
        assert!(false_positives * 20 <= significant, "{false_positives} of {significant} are false");
    }
}
