//! Tests of the change of a share between two spans, and their correction for multiple testing.

use statrs::distribution::{ContinuousCDF, Normal};

use crate::numeric::{ln_choose, two_sided};
use crate::trends::statistics::share::{Share, Z, score_interval, wilson};

/// The difference of a share between two spans.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The share in the first span, with its Wilson interval.
    pub before: Share,
    /// The share in the second span, with its Wilson interval.
    pub after: Share,
    /// `after − before` (0.02 is two percentage points).
    pub value: f64,
    /// Lower end of the 95% interval of the difference, at least −1.
    pub low: f64,
    /// Upper end of the interval, at most 1.
    pub high: f64,
    /// Two-sided p-value of "no difference".
    pub p_value: f64,
}

/// If a cell has a smaller expected count, Fisher's test is used instead of the score test (Cochran 1954).
const MIN_EXPECTED: f64 = 5.0;

/// The difference of two independent shares: `count_a` of `total_a` articles in the first span, `count_b` of `total_b`
/// in the second. A count above its total is taken as the total. If a span has no articles, nothing is known: the
/// difference is 0, its interval −1 to 1, and p is 1.
///
/// Articles are assumed to be independent. Reports on one event are not, and make the interval too narrow: changes of
/// themes are tested by [`clustered_difference`](crate::trends::clustered_difference).
pub fn difference(count_a: usize, total_a: usize, count_b: usize, total_b: usize) -> Difference {
    let (count_a, count_b) = (count_a.min(total_a), count_b.min(total_b));
    let (before, after) = (wilson(count_a, total_a), wilson(count_b, total_b));
    if total_a == 0 || total_b == 0 {
        return Difference { before, after, value: 0.0, low: -1.0, high: 1.0, p_value: 1.0 };
    }
    let value = after.value - before.value;
    // Newcombe (Statistics in Medicine 17, 1998), method 10: θ − √((p₁−l₁)² + (u₂−p₂)²), θ + √((u₁−p₁)² + (p₂−l₂)²)
    let down = libm::hypot(after.value - after.low, before.high - before.value);
    let up = libm::hypot(after.high - after.value, before.value - before.low);
    Difference {
        before,
        after,
        value,
        low: (value - down).max(-1.0),
        high: (value + up).min(1.0),
        p_value: p_value(count_a, total_a, count_b, total_b),
    }
}

/// A share that tells as much as one of a number of independent articles.
#[derive(Debug, Clone, Copy)]
pub(in crate::trends) struct EffectiveShare {
    /// The share, 0 to 1.
    pub value: f64,
    /// The number of independent articles that would tell as much (n/deff); it need not be whole.
    pub articles: f64,
    /// Number of matching articles.
    pub count: usize,
    /// Number of all articles.
    pub total: usize,
}

/// The number of independent articles that would tell as much as n/deff articles of which the variance is itself an estimate: n/deff
/// (z/t)², with the 97.5% quantiles of the normal and of the given distribution (Korn & Graubard, “Confidence intervals for
/// proportions with small expected number of positive counts estimated from survey data”, Survey Methodology 24, 1998). Where two
/// issues are all there is, t is 12.7, and two hundred articles tell as much as five.
pub(in crate::trends) fn independent_articles(articles: f64, distribution: &impl ContinuousCDF<f64, f64>) -> f64 {
    articles * (Z / distribution.inverse_cdf(0.975)).powi(2)
}

/// The difference of two shares that rest on n/deff articles, with the quantiles of a distribution around 0 (the normal one
/// or Student's).
pub(in crate::trends) fn effective_difference(
    shares: [EffectiveShare; 2],
    distribution: &impl ContinuousCDF<f64, f64>,
) -> Difference {
    let critical = distribution.inverse_cdf(0.975);
    let [before, after] = shares.map(|EffectiveShare { value, articles, count, total }| {
        let (low, high) = score_interval(value, articles, critical);
        Share { count, total, value, low, high }
    });
    let value = after.value - before.value;
    // Newcombe (Statistics in Medicine 17, 1998), method 10, on the intervals above.
    let down = libm::hypot(after.value - after.low, before.high - before.value);
    let up = libm::hypot(after.high - after.value, before.value - before.low);
    let (n, m) = (shares[0].articles, shares[1].articles);
    let pooled = (before.value * n + after.value * m) / (n + m);
    let p_value = if pooled <= 0.0 || pooled >= 1.0 {
        1.0
    } else {
        // Score test with the pooled variance.
        let error = (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m)).sqrt();
        let p = (2.0 * distribution.cdf(-(value / error).abs())).clamp(0.0, 1.0);
        let is_small = n.min(m) * pooled.min(1.0 - pooled) < MIN_EXPECTED;
        // Fisher's test of as many articles as the shares rest on: the counts may be of papers that weigh otherwise.
        let whole = |EffectiveShare { value, articles, .. }: EffectiveShare| {
            let total = libm::round(articles);
            (libm::round(value * total) as usize, total as usize)
        };
        let ((count_a, total_a), (count_b, total_b)) = (whole(shares[0]), whole(shares[1]));
        if is_small { p.max(fisher(count_a, total_a, count_b, total_b)) } else { p }
    };
    Difference { before, after, value, low: (value - down).max(-1.0), high: (value + up).min(1.0), p_value }
}

/// The second share less the first, where each rests on n/deff articles; `None` where one has no articles. A design effect below 1
/// counts as 1.
pub fn difference_of_clustered(shares: [&Share; 2], design_effects: [f64; 2]) -> Option<Difference> {
    let normal = Normal::new(0.0, 1.0).ok()?;
    let effective = |at: usize| {
        let Share { count, total, value, .. } = *shares[at];
        EffectiveShare { value, articles: total as f64 / design_effects[at].max(1.0), count, total }
    };
    shares.iter().all(|share| share.total > 0).then(|| effective_difference([effective(0), effective(1)], &normal))
}

fn p_value(count_a: usize, total_a: usize, count_b: usize, total_b: usize) -> f64 {
    let (n_a, n_b) = (total_a as f64, total_b as f64);
    let pooled = (count_a as f64 + count_b as f64) / (n_a + n_b);
    if pooled <= 0.0 || pooled >= 1.0 {
        return 1.0;
    }
    // The smallest expected count is that of the smaller row and the rarer column.
    if n_a.min(n_b) * pooled.min(1.0 - pooled) < MIN_EXPECTED {
        return fisher(count_a, total_a, count_b, total_b);
    }
    // Score test with the pooled variance (Pearson 1900; z² is his chi-squared without correction).
    let error = (pooled * (1.0 - pooled) * (1.0 / n_a + 1.0 / n_b)).sqrt();
    two_sided((count_b as f64 / n_b - count_a as f64 / n_a) / error)
}

/// Fisher's exact test (Fisher 1935), two-sided: the probability of all tables with the same margins that are no
/// likelier than the observed one (as in R's fisher.test, with its tolerance of 1e-7 for ties).
fn fisher(count_a: usize, total_a: usize, count_b: usize, total_b: usize) -> f64 {
    let matches = count_a + count_b;
    let all = ln_choose(total_a + total_b, matches);
    let probability = |a: usize| libm::exp(ln_choose(total_a, a) + ln_choose(total_b, matches - a) - all);
    let observed = probability(count_a) * (1.0 + 1e-7);
    let tables = matches.saturating_sub(total_b)..=matches.min(total_a);
    tables.map(probability).filter(|p| *p <= observed).sum::<f64>().min(1.0)
}

/// P-values adjusted for multiple testing: among the tests whose adjusted value is at most `q`, a share of about `q` is
/// false (step-up procedure of Benjamini & Hochberg, JRSS B 57, 1995). The order is that of `p_values`; each value is
/// at least the p-value and at most 1. The procedure is valid for p-values that are independent or positively dependent
/// (Benjamini & Yekutieli 2001). The shares of all themes add up to 1; their slight negative dependence matters little.
pub fn false_discovery(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]).then(a.cmp(&b)));
    let mut adjusted = vec![1.0; p_values.len()];
    let mut minimum: f64 = 1.0;
    for (at, &test) in order.iter().enumerate().rev() {
        // q₍ᵢ₎ = min over j ≥ i of p₍ⱼ₎·m/j
        minimum = minimum.min(p_values[test] * p_values.len() as f64 / (at + 1) as f64);
        adjusted[test] = minimum.max(p_values[test].min(1.0));
    }
    adjusted
}

/// As [`false_discovery`], for tests of which some could not be made: these get 1 and do not dilute the correction of the others.
pub fn false_discovery_of_tested(p_values: &[Option<f64>]) -> Vec<f64> {
    let tested: Vec<f64> = p_values.iter().copied().flatten().collect();
    let mut rates = false_discovery(&tested).into_iter();
    p_values.iter().map(|p_value| p_value.and_then(|_| rates.next()).unwrap_or(1.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::SplitMix64;
    use proptest::prelude::*;

    #[test]
    fn tests_that_could_not_be_made_do_not_dilute_the_others() {
        let rates = false_discovery_of_tested(&[None, Some(0.01), None, Some(0.04)]);
        assert_eq!(rates, [1.0, 0.02, 1.0, 0.04]);
        assert!(false_discovery_of_tested(&[]).is_empty());
    }

    #[test]
    fn one_article_of_two_tells_little_against_many() {
        let p_value = |share: Share, others: Share, effect: f64| {
            difference_of_clustered([&others, &share], [effect; 2]).map(|difference| difference.p_value)
        };
        assert!(p_value(wilson(1, 2), wilson(3, 62), 1.0).is_some_and(|p| p > 0.1));
        assert!(p_value(wilson(50, 200), wilson(30, 400), 1.0).is_some_and(|p| p < 0.001));
        assert!(p_value(wilson(50, 200), wilson(30, 400), 9.0).is_some_and(|p| p > 0.01));
        assert_eq!(p_value(wilson(0, 0), wilson(30, 400), 1.0), None);
    }

    #[test]
    fn agrees_with_published_intervals() {
        // Newcombe (1998), table II, method 10: contrasts 56/70 − 48/80, 9/10 − 3/10, 5/56 − 0/29, 10/10 − 0/10.
        for (a, m, b, n, low, high) in [
            (56, 70, 48, 80, 0.0524, 0.3339),
            (9, 10, 3, 10, 0.1705, 0.8090),
            (5, 56, 0, 29, -0.0381, 0.1926),
            (10, 10, 0, 10, 0.6075, 1.0000),
        ] {
            let found = difference(b, n, a, m);
            assert!((found.low - low).abs() < 6e-5 && (found.high - high).abs() < 6e-5, "{found:?}");
        }
    }

    #[test]
    fn agrees_with_statsmodels() {
        // confint_proportions_2indep(b, n, a, m, method="newcomb", compare="diff") of statsmodels 0.15.0: first − second
        for (a, m, b, n, low, high) in [
            (52, 420, 30, 400, -0.090_087_626_173_362_98, -0.007_648_375_435_035_458),
            (9, 80, 3, 120, -0.176_714_105_058_829_1, -0.017_990_263_191_514_7),
            (180, 1100, 200, 1000, 0.003_375_289_882_809_974_5, 0.069_524_594_533_559_19),
        ] {
            let found = difference(a, m, b, n);
            assert!((found.low - low).abs() < 1e-12 && (found.high - high).abs() < 1e-12, "{found:?}");
        }
    }

    #[test]
    fn agrees_with_reference_tests() {
        // proportions_ztest([b, a], [n, m])[1] of statsmodels 0.15.0, then
        // scipy.stats.fisher_exact([[a, m - a], [b, n - b]])[1] of scipy 1.17.1
        for (a, m, b, n, p) in [
            (30, 400, 52, 420, 0.019_869_993_614_192_647),
            (200, 1000, 180, 1100, 0.030_632_919_218_621_26),
            (3, 120, 9, 80, 0.014_529_749_745_911_317),
            (0, 29, 5, 56, 0.160_621_443_209_471_08),
            (3, 10, 9, 10, 0.019_766_611_097_880_443),
            (1, 2000, 7, 1500, 0.024_493_257_570_476_816),
        ] {
            assert!((difference(a, m, b, n).p_value / p - 1.0).abs() < 1e-9, "{a}/{m} {b}/{n}");
        }
    }

    #[test]
    fn agrees_with_reference_adjustment() {
        // multipletests(p, method="fdr_bh")[1] of statsmodels 0.15.0
        let p = [0.205, 0.001, 0.041, 0.008, 0.34, 0.039, 0.986, 0.042, 0.06, 0.594];
        let reference = [0.292857142857143, 0.01, 0.084, 0.04, 0.425, 0.084, 0.986, 0.084, 0.1, 0.66];
        for (found, wanted) in false_discovery(&p).iter().zip(reference) {
            assert!((found - wanted).abs() < 1e-12, "{found} {wanted}");
        }
    }

    #[test]
    fn without_articles_nothing_is_known() {
        for (a, m, b, n) in [(0, 0, 0, 0), (0, 0, 3, 9), (2, 5, 0, 0)] {
            let found = difference(a, m, b, n);
            assert_eq!((found.value, found.low, found.high, found.p_value), (0.0, -1.0, 1.0, 1.0));
        }
        assert_eq!(difference(0, 50, 0, 60).p_value, 1.0);
        assert_eq!(difference(9, 5, 60, 60).before.value, 1.0);
        assert!(false_discovery(&[]).is_empty());
    }

    #[test]
    fn intervals_cover_and_tests_keep_their_level() {
        let mut random = SplitMix64::new(11);
        for (p_a, n_a, p_b, n_b) in [(0.05, 200, 0.08, 150), (0.3, 40, 0.3, 60), (0.02, 500, 0.02, 900)] {
            let (mut covered, mut rejected) = (0, 0);
            for _ in 0..4000 {
                let found = difference(random.binomial(n_a, p_a), n_a, random.binomial(n_b, p_b), n_b);
                covered += usize::from(found.low <= p_b - p_a && p_b - p_a <= found.high);
                rejected += usize::from(found.p_value < 0.05);
            }
            assert!((3740..=3920).contains(&covered), "{covered} of 4000 intervals hold the difference");
            assert!(p_a != p_b || rejected <= 240, "{rejected} of 4000 tests see a difference where there is none");
        }
    }

    proptest! {
        #[test]
        fn is_antisymmetric(m in 1usize..400, n in 1usize..400, x in 0.0f64..=1.0, y in 0.0f64..=1.0) {
            let (a, b) = ((m as f64 * x) as usize, (n as f64 * y) as usize);
            let (there, back) = (difference(a, m, b, n), difference(b, n, a, m));
            prop_assert!(there.low <= there.value && there.value <= there.high);
            prop_assert!((there.low + back.high).abs() < 1e-12 && (there.p_value - back.p_value).abs() < 1e-9);
            prop_assert!((0.0..=1.0).contains(&there.p_value));
        }

        #[test]
        fn adjustment_keeps_the_order(p in proptest::collection::vec(0.0f64..=1.0, 0..40)) {
            let q = false_discovery(&p);
            for i in 0..p.len() {
                prop_assert!(p[i] <= q[i] && q[i] <= 1.0);
                for j in 0..p.len() {
                    prop_assert!(p[i] > p[j] || q[i] <= q[j]);
                }
            }
        }
    }
}
