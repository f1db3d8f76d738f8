//! The Mann–Kendall test of whether a series rises or falls throughout, with Sen's slope.

use crate::numeric::{median_of_sorted, two_sided};
use crate::trends::statistics::likeness::likeness;
use crate::trends::statistics::share::Z;

/// A trend in one direction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// Number of values that are present.
    pub values: usize,
    /// Number of rising pairs minus number of falling pairs.
    pub s: f64,
    /// Variance of `s` if there is no trend, corrected for ties.
    pub variance: f64,
    /// `s` in standard errors, with continuity correction; 0 if all values are equal.
    pub z: f64,
    /// Two-sided p-value of "no trend".
    pub p_value: f64,
    /// Kendall's tau-b, −1 to 1; 0 if all values are equal.
    pub tau: f64,
    /// Sen's slope: the change per period, in the unit of the values.
    pub slope: f64,
    /// Lower end of the 95% interval of the slope.
    pub slope_low: f64,
    /// Upper end of the 95% interval of the slope.
    pub slope_high: f64,
}

/// Minimum number of values; even with 4, the smallest possible p-value is 0.09.
const MIN_VALUES: usize = 4;
/// Maximum number of values for the slopes (2 million pairs); longer series are thinned evenly.
const MAX_SLOPE_VALUES: usize = 2_000;

/// The trend of values by period, in order. Gaps are left out, but count as periods for the slope. Returns `None` for
/// fewer than 4 values.
///
/// The test detects a rise or fall throughout, whatever its form. It assumes that the values are independent apart from
/// the trend, so seasons and lasting swings make p too small (see [`lasting_trend`]). All periods have the same weight, however few articles
/// they have. The normal approximation is rough below 8 values.
pub fn mann_kendall(values: &[Option<f64>]) -> Option<Trend> {
    trend(values, |_| 1.0)
}

/// The trend of values where the variance of S is so many times that of independent ones, which is told from their slope.
fn trend(values: &[Option<f64>], inflation: impl Fn(f64) -> f64) -> Option<Trend> {
    let seen: Vec<(usize, f64)> = values.iter().enumerate().filter_map(|(at, v)| Some((at, (*v)?))).collect();
    if seen.len() < MIN_VALUES {
        return None;
    }
    let (s, independent, tied_pairs) = score(&seen);
    // Continuity correction: |S| is reduced by 1 (Kendall, Rank Correlation Methods, 4th ed. 1975).
    let z = if independent > 0.0 { s.signum() * (s.abs() - 1.0).max(0.0) / independent.sqrt() } else { 0.0 };
    let n = seen.len() as f64;
    let pairs = n * (n - 1.0) / 2.0;
    // tau-b = S / √(pairs · pairs without a tie) (Kendall, Biometrika 33, 1945); periods are never tied.
    let tau = if tied_pairs < pairs { s / (pairs * (pairs - tied_pairs)).sqrt() } else { 0.0 };
    let slopes = Slopes::of(&seen);
    let slope = median_of_sorted(&slopes.sorted)?;
    let inflation = inflation(slope);
    let (slope_low, slope_high) = slopes.interval(inflation);
    let (variance, z) = (independent * inflation, z / inflation.sqrt());
    Some(Trend { values: seen.len(), s, variance, z, p_value: two_sided(z), tau, slope, slope_low, slope_high })
}

/// The bias of an autocorrelation where mean and slope are estimated (see [`likeness`]).
const BIAS: f64 = 2.0;
/// Autocorrelations below this are none.
const SMALLEST: f64 = 1e-12;

/// [`mann_kendall`] of values that follow each other in time, with a p-value that allows for neighbours being alike: months of the same
/// stories swing up and down, and half a swing looks like a trend. From ten values on the variance of S grows by what the autocorrelation
/// of the values without their slope asks for, if it is positive. The slope stays, and its interval is that of the grown variance, so that
/// test and interval do not contradict each other.
pub fn lasting_trend(values: &[Option<f64>]) -> Option<Trend> {
    trend(values, |slope| inflation(values, slope))
}

/// By what the variance of S grows for values of which each is like the one before it: 1 + 2/(n (n−1) (n−2)) Σ (n−k) (n−k−1) (n−k−2) ρᵏ
/// (Hamed & Rao, Journal of Hydrology 204, 1998, with the autocorrelations of a first-order process as Yue & Wang, Water Resources
/// Management 18, 2004).
fn inflation(values: &[Option<f64>], slope: f64) -> f64 {
    let without_slope = |(at, value): (usize, &Option<f64>)| Some((*value)? - slope * at as f64);
    let rest: Vec<Option<f64>> = values.iter().enumerate().map(without_slope).collect();
    let largest = values.iter().flatten().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    let likeness = likeness(&rest, largest, BIAS);
    if likeness <= 0.0 {
        return 1.0;
    }
    let seen = values.iter().flatten().count();
    let n = seen as f64;
    let weight = |lag: f64| (n - lag) * (n - lag - 1.0) * (n - lag - 2.0);
    let powers = std::iter::successors(Some(likeness), |power| Some(power * likeness));
    let lags = (1..seen - 2).zip(powers).take_while(|(_, power)| *power > SMALLEST);
    1.0 + 2.0 / weight(0.0) * lags.map(|(lag, power)| weight(lag as f64) * power).sum::<f64>()
}

/// S, its variance and the number of tied pairs.
fn score(seen: &[(usize, f64)]) -> (f64, f64, f64) {
    // S = Σ over i < j of sign(xⱼ − xᵢ) (Mann, Econometrica 13, 1945)
    let mut s = 0i64;
    for (i, (_, before)) in seen.iter().enumerate() {
        s += seen[i + 1..].iter().map(|(_, after)| i64::from(after > before) - i64::from(after < before)).sum::<i64>();
    }
    let mut sorted: Vec<f64> = seen.iter().map(|(_, v)| *v).collect();
    sorted.sort_by(f64::total_cmp);
    // var S = (n(n−1)(2n+5) − Σ t(t−1)(2t+5)) / 18 over groups of t equal values (Kendall 1975)
    let term = |t: f64| t * (t - 1.0) * (2.0 * t + 5.0);
    let groups = || sorted.chunk_by(|a, b| a == b).map(|group| group.len() as f64);
    let variance = (term(seen.len() as f64) - groups().map(term).sum::<f64>()) / 18.0;
    (s as f64, variance, groups().map(|t| t * (t - 1.0) / 2.0).sum())
}

/// The slopes between all pairs of values, of which Sen's slope is the median.
struct Slopes {
    sorted: Vec<f64>,
    /// The variance of S of the values that take part, if they are independent.
    variance: f64,
}

impl Slopes {
    fn of(seen: &[(usize, f64)]) -> Self {
        let step = seen.len().div_ceil(MAX_SLOPE_VALUES);
        let thinned: Vec<(usize, f64)> = seen.iter().step_by(step).copied().collect();
        let mut sorted = Vec::with_capacity(thinned.len() * (thinned.len() - 1) / 2);
        for (i, (start, before)) in thinned.iter().enumerate() {
            sorted.extend(thinned[i + 1..].iter().map(|(end, after)| (after - before) / (end - start) as f64));
        }
        sorted.sort_by(f64::total_cmp);
        Slopes { sorted, variance: score(&thinned).1 }
    }

    /// The 95% interval of the slope: order statistics (N ± z·√var S) / 2 (Sen, JASA 63, 1968), rounded to ranks as
    /// scipy.stats.theilslopes does, with var S `inflation` times that of independent values.
    fn interval(&self, inflation: f64) -> (f64, f64) {
        let (count, spread) = (self.sorted.len() as f64, Z * (self.variance * inflation).sqrt());
        let low = (((count - spread) / 2.0).round_ties_even() - 1.0).max(0.0) as usize;
        let high = (((count + spread) / 2.0).round_ties_even().max(0.0) as usize).min(self.sorted.len() - 1);
        (self.sorted[low.min(high)], self.sorted[high])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::SplitMix64;
    use proptest::prelude::*;

    #[test]
    fn agrees_with_pymannkendall_and_scipy() {
        // S, variance, z, p: pymannkendall.original_test(values without gaps) of pymannkendall 1.4.3; tau:
        // scipy.stats.kendalltau(periods, values)[0]; slope: scipy.stats.theilslopes(values, periods, 0.95), scipy 1.17.1
        let some = |values: &[f64]| values.iter().map(|v| Some(*v)).collect::<Vec<_>>();
        let gap = [0.12, f64::NAN, 0.12, 0.10, 0.11, f64::NAN, f64::NAN, 0.09, 0.09, 0.07, 0.10, 0.06]
            .map(|v: f64| (!v.is_nan()).then_some(v));
        let cases = [
            (
                some(&[0.05, 0.04, 0.07, 0.06, 0.08, 0.08, 0.10, 0.09, 0.12, 0.11]),
                [36.0, 124.0, 3.143_092_785_468_561, 0.001_671_728_396_484_884, 0.809_039_834_955_890_5],
                [0.008_333_333_333_333_333, 0.005, 0.01],
            ),
            (
                gap.to_vec(),
                [-25.0, 89.0, -2.543_994_912_015_264_3, 0.010_959_268_093_534_646, -0.725_323_566_482_074_4],
                [-0.005, -0.007_142_857_142_857_141, -0.002],
            ),
            (
                some(&[3.0, 1.0, 2.0, 2.0]),
                [-1.0, 7.666_666_666_666_667, 0.0, 1.0, -0.182_574_185_835_055_39],
                [-0.166_666_666_666_666_66, -2.0, 1.0],
            ),
        ];
        for (values, test, slopes) in cases {
            let found = mann_kendall(&values).unwrap();
            let close = |a: f64, b: f64| (a - b).abs() < 1e-12;
            for (a, b) in [found.s, found.variance, found.z, found.p_value, found.tau].into_iter().zip(test) {
                assert!(close(a, b), "{found:?}");
            }
            for (a, b) in [found.slope, found.slope_low, found.slope_high].into_iter().zip(slopes) {
                assert!(close(a, b), "{found:?}");
            }
        }
    }

    #[test]
    fn few_or_equal_values() {
        assert!(mann_kendall(&[]).is_none());
        assert!(mann_kendall(&[Some(1.0), None, Some(2.0), Some(3.0)]).is_none());
        let flat = mann_kendall(&[Some(0.2); 9]).unwrap();
        assert_eq!((flat.z, flat.p_value, flat.tau, flat.slope), (0.0, 1.0, 0.0, 0.0));
        let long: Vec<Option<f64>> = (0..4_500).map(|t| Some(f64::from(t) * 0.5)).collect();
        assert_eq!(mann_kendall(&long).unwrap().slope, 0.5);
    }

    #[test]
    fn finds_trends_and_keeps_its_level() {
        let mut random = SplitMix64::new(5);
        let (mut false_alarms, mut found, mut covered) = (0, 0, 0);
        for _ in 0..1000 {
            let mut series = |slope: f64| -> Option<Trend> {
                let values: Vec<Option<f64>> = (0..24)
                    .map(|t| (t % 7 != 6).then(|| random.binomial(300, 0.05 + slope * f64::from(t)) as f64 / 300.0))
                    .collect();
                mann_kendall(&values)
            };
            false_alarms += usize::from(series(0.0).unwrap().p_value < 0.05);
            let rising = series(0.002).unwrap();
            found += usize::from(rising.p_value < 0.05 && rising.s > 0.0);
            covered += usize::from(rising.slope_low <= 0.002 && 0.002 <= rising.slope_high);
        }
        // Monthly shares of 300 articles over two years, rising from 5% by 0.2 points a month.
        assert!(false_alarms <= 65, "{false_alarms} of 1000 flat series seem to move");
        assert!(found >= 950, "{found} of 1000 rising series found");
        assert!((920..=985).contains(&covered), "{covered} of 1000 intervals hold the slope");
    }

    #[test]
    fn swings_are_no_trends() {
        let mut random = SplitMix64::new(9);
        let (mut alone, mut allowing, mut found, mut covered) = (0, 0, 0, [0; 2]);
        for _ in 0..1000 {
            // Each value keeps half of the one before it.
            let mut value = 0.0;
            let mut swings = |slope: f64| -> Vec<Option<f64>> {
                let step = |at: usize| {
                    value = 0.5 * value + random.normal();
                    (at % 9 != 8).then_some(value + slope * at as f64)
                };
                (0..36).map(step).collect()
            };
            let flat = swings(0.0);
            alone += usize::from(mann_kendall(&flat).unwrap().p_value < 0.05);
            allowing += usize::from(lasting_trend(&flat).unwrap().p_value < 0.05);
            let rising = swings(0.15);
            found += usize::from(lasting_trend(&rising).unwrap().p_value < 0.05);
            for (covered, trend) in covered.iter_mut().zip([mann_kendall(&rising), lasting_trend(&rising)]) {
                *covered += usize::from(trend.is_some_and(|trend| trend.slope_low <= 0.15 && 0.15 <= trend.slope_high));
            }
        }
        assert!(alone > 150, "{alone} of 1000 seem to move to the test of independent values");
        assert!(allowing < 110, "{allowing} of 1000 seem to move");
        assert!(found > 700, "{found} of 1000 rises found");
        assert!(covered[0] < 830 && covered[1] > 880, "{covered:?} of 1000 intervals hold the slope");
        // A straight line has no rest, and few values tell nothing of neighbours.
        let line: Vec<Option<f64>> = (0..24).map(|at| Some(0.1 + 0.003 * f64::from(at))).collect();
        for values in [&line[..], &line[..9]] {
            assert_eq!(lasting_trend(values), mann_kendall(values));
        }
        assert_eq!(lasting_trend(&[]), None);
    }

    proptest! {
        #[test]
        fn reversing_the_series_reverses_the_trend(
            values in proptest::collection::vec(proptest::option::of(0u8..20), 0..40),
        ) {
            let there: Vec<Option<f64>> = values.iter().map(|v| v.map(f64::from)).collect();
            let back: Vec<Option<f64>> = there.iter().rev().copied().collect();
            match (mann_kendall(&there), mann_kendall(&back)) {
                (Some(a), Some(b)) => {
                    prop_assert!(a.s == -b.s && a.p_value == b.p_value && (a.slope + b.slope).abs() < 1e-12);
                    prop_assert!(a.tau.abs() <= 1.0 && a.slope_low <= a.slope && a.slope <= a.slope_high);
                }
                (a, b) => prop_assert!(a.is_none() && b.is_none()),
            }
        }
    }
}
