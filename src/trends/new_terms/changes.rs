//! Which terms came up and which faded between two spans.

use crate::numeric::ln_choose;
use crate::trends::new_terms::log_odds::log_odds;

/// Articles that hold a term.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TermCounts {
    /// In the first span.
    pub before: usize,
    /// In the second span.
    pub after: usize,
    /// In everything that was read: what the prior is made of.
    pub overall: usize,
}

/// How a term went.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TermChange {
    /// Log-odds ratio with an informative Dirichlet prior: above 0 where the term came up.
    pub log_odds: f64,
    /// The same in standard errors; for ranking.
    pub z: f64,
    /// Two-sided p-value of "as common as before".
    pub p_value: f64,
}

/// The changes of terms between two spans (Monroe, Colaresi & Quinn 2008, see [`log_odds`]), in the order given. `rest`
/// holds what further terms were counted together, so that the totals are those of the whole text. Counts are articles
/// that hold the term, not occurrences: an article that harps on a word says so once, and its words are not independent
/// (Church 2000: once there, a word's second coming is some hundred times as likely).
///
/// The prior makes the theme like all news: its total is that of the smaller span, its parts those of everything. A
/// term needs more of it to stand out the rarer it is, which is what keeps curiosities from leading the ranking.
///
/// A term that is wholly new has a large standard error however often it is seen afterwards, so the p-value is not of
/// z, but exact: given the sum of both counts, the second is binomial with the second span's part of all terms (the
/// conditional test of two Poisson rates, Przyborowski & Wilenski, Biometrika 31, 1940). Longer articles in one span
/// hold more of all terms, and so change nothing. Articles count as independent.
pub fn term_changes(counts: &[TermCounts], rest: TermCounts) -> Vec<TermChange> {
    let all = || counts.iter().chain([&rest]);
    let column = |of: fn(&TermCounts) -> usize| -> Vec<usize> { all().map(of).collect() };
    let (before, after) = (column(|c| c.before), column(|c| c.after));
    let (total_before, total_after) = (before.iter().sum::<usize>() as f64, after.iter().sum::<usize>() as f64);
    let overall: f64 = all().map(|c| c.overall as f64).sum();
    let scale = if overall > 0.0 { total_before.min(total_after) / overall } else { 0.0 };
    let prior: Vec<f64> = all().map(|c| c.overall as f64 * scale).collect();
    let part = if total_before + total_after > 0.0 { total_after / (total_before + total_after) } else { 0.5 };
    let found = log_odds(&after, &before, &prior).unwrap_or_default();
    counts
        .iter()
        .zip(found)
        .map(|(count, odds)| TermChange {
            log_odds: odds.delta,
            z: odds.z,
            p_value: binomial_two_sided(count.after, count.before + count.after, part),
        })
        .collect()
}

/// Two-sided p-value of `hits` of `trials` where each hits with `probability`: twice the smaller tail, 1 at most.
fn binomial_two_sided(hits: usize, trials: usize, probability: f64) -> f64 {
    if trials == 0 || probability <= 0.0 || probability >= 1.0 {
        return 1.0;
    }
    let (k, n) = (hits as f64, trials as f64);
    let log = ln_choose(trials, hits) + k * libm::log(probability) + (n - k) * libm::log1p(-probability);
    let mut sum = libm::exp(log);
    let mut step = sum;
    // From the count seen outwards, away from the mean; each further count is a fixed part of the one before.
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
    fn nothing_known_is_told_so() {
        assert!(term_changes(&[], TermCounts::default()).is_empty());
        let none = term_changes(&[TermCounts::default()], TermCounts::default());
        assert_eq!(none, [TermChange { log_odds: 0.0, z: 0.0, p_value: 1.0 }]);
        // One span is empty: nothing can have changed.
        let one = term_changes(&[TermCounts { before: 9, after: 0, overall: 9 }], TermCounts::default());
        assert_eq!(one[0].p_value, 1.0);
        assert!(one[0].z.is_finite());
    }

    #[test]
    fn planted_terms_are_found_among_thousands_and_few_others() {
        let mut random = SplitMix64::new(2008);
        let (mut false_ones, mut found_ones, mut clear) = (0, 0, 0);
        for _ in 0..40 {
            // 3,000 terms of Zipf's frequencies in 150 and 250 articles; ten are planted in the second span.
            let (before, after) = (150, 250);
            let counts: Vec<TermCounts> = (0..3000)
                .map(|term| {
                    let share = if term < 10 { 0.02 } else { 0.6 / (1.0 + 0.05 * f64::from(term)) };
                    let risen = if term < 10 { 0.14 } else { share };
                    let (b, a) = (random.binomial(before, share), random.binomial(after, risen));
                    TermCounts { before: b, after: a, overall: a + b + random.binomial(4000, share) }
                })
                .collect();
            let tested: Vec<usize> = (0..counts.len()).filter(|&t| counts[t].before + counts[t].after >= 8).collect();
            let changes = term_changes(&counts, TermCounts::default());
            let rates = false_discovery(&tested.iter().map(|&t| changes[t].p_value).collect::<Vec<_>>());
            for (&term, rate) in tested.iter().zip(rates) {
                if rate < 0.05 {
                    clear += 1;
                    false_ones += usize::from(term >= 10);
                    found_ones += usize::from(term < 10 && changes[term].z > 1.96);
                }
            }
        }
        assert!(found_ones > 250, "{found_ones} of 400 planted terms are found");
        assert!(false_ones * 20 <= clear, "{false_ones} of {clear} are false");
    }
}
