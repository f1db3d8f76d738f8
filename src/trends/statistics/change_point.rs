//! Change points, where a share changes its level: exact segmentation of a series of counts.

use crate::numeric::x_ln_y;
use crate::trends::statistics::share::{Share, wilson};

/// A change of level.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChangePoint {
    /// The first period of the new level (index into the series), which has articles.
    pub period: usize,
    /// The share from the previous change (or the beginning) to this one, with its Wilson interval, which assumes that
    /// articles are independent and that the position of the change is known.
    pub before: Share,
    /// The share from this change to the next one (or the end).
    pub after: Share,
}

/// Minimum number of non-empty periods of a level.
pub(super) const MIN_LENGTH: usize = 2;
/// The penalty of a change in units of ln(periods), chosen so that at most about 1 in 20 simulated series without a
/// change (see the tests) shows one.
const PENALTY: f64 = 3.0;
/// The dispersion leaves out this share of the differences between neighbours, the largest ones: they may be changes.
const TRIMMED: f64 = 0.1;

/// Changes of level in a series of counts out of totals by period, in order. Periods with a total of 0 are left out. A
/// count above its total is taken as the total. If the lengths differ, the rest of the longer series is ignored. A
/// level lasts at least two non-empty periods, so fewer than four of them show no change.
///
/// This is the exact minimum of Σ cost + penalty · changes by PELT (Killick, Fearnhead & Eckley, JASA 107, 2012). The
/// cost of a level is minus twice its binomial log-likelihood, divided by the [`dispersion`] of the series: articles on
/// one story come together, so counts of news vary more than binomial ones, and without the division each story would
/// show as a change (quasi-likelihood: Wedderburn 1974). The penalty is 3·ln(periods), that of the modified BIC for a
/// share and a position (Zhang & Siegmund, Biometrics 63, 2007) without its term for unequal lengths.
///
/// Limits: seasons and steady trends are cut into steps. Swings over several periods look smooth from one period to the
/// next, so their dispersion is underestimated and they are taken for changes.
pub fn change_points(counts: &[usize], totals: &[usize]) -> Vec<ChangePoint> {
    let periods = present(counts, totals);
    let segments = Segments::new(&periods);
    let starts = segments.cheapest(PENALTY * libm::log(periods.len().max(1) as f64));
    let ends = starts.iter().skip(2).copied().chain([periods.len()]);
    let inner = starts.windows(2).zip(ends);
    inner
        .map(|(pair, end)| ChangePoint {
            period: periods[pair[1]].0,
            before: segments.share(pair[0], pair[1]),
            after: segments.share(pair[1], end),
        })
        .collect()
}

/// How many times as much the counts vary from one period to the next as those of independent articles would: 1 is
/// binomial, and also the minimum and the value for fewer than four non-empty periods.
///
/// It is the mean square of the differences of neighbouring shares in their standard errors (von Neumann 1941; Rice
/// 1984), of which a change of level affects only one. The largest tenth, where changes would be, is left out, and the
/// mean is divided by its expectation for normal differences.
pub fn dispersion(counts: &[usize], totals: &[usize]) -> f64 {
    dispersion_of(&present(counts, totals))
}

/// The non-empty periods: index, count and total.
pub(super) fn present(counts: &[usize], totals: &[usize]) -> Vec<(usize, usize, usize)> {
    let all = counts.iter().zip(totals).enumerate();
    all.filter(|(_, (_, t))| **t > 0).map(|(at, (&c, &t))| (at, c.min(t), t)).collect()
}

fn dispersion_of(periods: &[(usize, usize, usize)]) -> f64 {
    if periods.len() < 2 * MIN_LENGTH {
        return 1.0;
    }
    let mut squares: Vec<f64> = periods
        .windows(2)
        .map(|pair| {
            let [(_, r, d), (_, q, e)] = [pair[0], pair[1]].map(|(at, r, d)| (at, r as f64, d as f64));
            let share = (r + q) / (d + e);
            let variance = share * (1.0 - share) * (1.0 / d + 1.0 / e);
            if variance > 0.0 { (r / d - q / e) * (r / d - q / e) / variance } else { 0.0 }
        })
        .collect();
    squares.sort_by(f64::total_cmp);
    let kept = squares.len() - ((squares.len() as f64 * TRIMMED).ceil() as usize).min(squares.len() - 1);
    let mean = squares[..kept].iter().sum::<f64>() / kept as f64;
    // E[z² given |z| < c] = 1 − 2c·φ(c)/P(|z| < c), where c is such that P is the share kept.
    let share_kept = kept as f64 / squares.len() as f64;
    let (mut low, mut high) = (0.0, 9.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if libm::erf(middle / core::f64::consts::SQRT_2) < share_kept { low = middle } else { high = middle }
    }
    let density = libm::exp(-low * low / 2.0) / (2.0 * core::f64::consts::PI).sqrt();
    (mean / (1.0 - 2.0 * low * density / share_kept)).max(1.0)
}

/// Costs of stretches of periods, computed from running sums.
pub(super) struct Segments {
    /// Sums of counts and totals of all periods before each period.
    sums: Vec<(usize, usize)>,
    dispersion: f64,
}

impl Segments {
    fn new(periods: &[(usize, usize, usize)]) -> Self {
        Segments { dispersion: dispersion_of(periods), ..Segments::of_independent(periods) }
    }

    /// The same with the dispersion of independent articles.
    pub(super) fn of_independent(periods: &[(usize, usize, usize)]) -> Self {
        let mut sums = vec![(0, 0)];
        for (_, count, total) in periods {
            let (c, t) = sums[sums.len() - 1];
            sums.push((c + count, t + total));
        }
        Segments { sums, dispersion: 1.0 }
    }

    /// By how much two levels that part at this period cost less than one.
    pub(super) fn gain(&self, at: usize) -> f64 {
        let end = self.sums.len() - 1;
        self.cost(0, end) - self.cost(0, at) - self.cost(at, end)
    }

    /// The largest gain of all places at which two levels may part.
    pub(super) fn largest_gain(&self) -> f64 {
        let end = self.sums.len() - 1;
        (MIN_LENGTH..=end.saturating_sub(MIN_LENGTH)).map(|at| self.gain(at)).fold(0.0, f64::max)
    }

    fn share(&self, from: usize, to: usize) -> Share {
        wilson(self.sums[to].0 - self.sums[from].0, self.sums[to].1 - self.sums[from].1)
    }

    /// −2·(r·ln(r/d) + (d−r)·ln(1−r/d)) / dispersion
    fn cost(&self, from: usize, to: usize) -> f64 {
        let (r, d) = (self.sums[to].0 - self.sums[from].0, self.sums[to].1 - self.sums[from].1);
        let (r, d) = (r as f64, d as f64);
        -2.0 * (x_ln_y(r, r / d) + x_ln_y(d - r, (d - r) / d)) / self.dispersion
    }

    /// The first periods of the levels in the cheapest segmentation, beginning with 0; empty for an empty series.
    fn cheapest(&self, penalty: f64) -> Vec<usize> {
        let periods = self.sums.len() - 1;
        if periods < 2 * MIN_LENGTH {
            return if periods == 0 { Vec::new() } else { vec![0] };
        }
        // best[t] is the cost of the periods before t with penalties; −penalty at 0, as the first level is no change.
        let mut best = vec![f64::INFINITY; periods + 1];
        let mut last = vec![0; periods + 1];
        best[0] = -penalty;
        // Candidates for the start of the last level, with the end from which on they are pruned.
        let mut candidates: Vec<(usize, usize)> = Vec::new();
        for end in MIN_LENGTH..=periods {
            candidates.push((end - MIN_LENGTH, usize::MAX));
            candidates.retain(|(_, until)| end < *until);
            let through: Vec<f64> = candidates.iter().map(|&(start, _)| best[start] + self.cost(start, end)).collect();
            for (&(start, _), cost) in candidates.iter().zip(&through) {
                if cost + penalty < best[end] {
                    best[end] = cost + penalty;
                    last[end] = start;
                }
            }
            // Pruning (theorem 3.1 with K = 0): if F(s) + C(s, t) ≥ F(t), a change at t is better for every later end.
            // Because of the minimum length, this holds from the first end on for which t can be the start.
            for ((_, until), cost) in candidates.iter_mut().zip(&through) {
                if *cost >= best[end] {
                    *until = (*until).min(end + MIN_LENGTH);
                }
            }
        }
        let mut starts = Vec::new();
        let mut at = periods;
        while at > 0 {
            at = last[at];
            starts.push(at);
        }
        starts.reverse();
        starts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::SplitMix64;
    use proptest::prelude::*;

    /// The minimum cost by O(n²) optimal partitioning (Jackson et al. 2005), without pruning.
    fn unpruned(segments: &Segments, penalty: f64) -> f64 {
        let periods = segments.sums.len() - 1;
        let mut best = vec![f64::INFINITY; periods + 1];
        best[0] = -penalty;
        for end in MIN_LENGTH..=periods {
            best[end] = (0..=end - MIN_LENGTH)
                .map(|start| best[start] + segments.cost(start, end) + penalty)
                .fold(f64::INFINITY, f64::min);
        }
        best[periods]
    }

    #[test]
    fn agrees_with_ruptures() {
        // ruptures 1.1.10: Pelt(custom_cost=C(), min_size=2, jump=1).fit(array([r, d]).T).predict(pen), with C a BaseCost whose
        // error(a, b) is -2·(R·ln(R/D) + (D-R)·ln((D-R)/D)); pen = 3·ln(20), 2 and 0.5; the cost of the best of Dynp() alike.
        let r = [6, 8, 5, 9, 5, 4, 9, 4, 19, 9, 20, 21, 20, 18, 16, 8, 7, 6, 9, 6];
        let d = [120, 90, 150, 110, 130, 100, 140, 95, 125, 105, 115, 135, 145, 100, 120, 110, 130, 90, 150, 100];
        let segments = Segments { dispersion: 1.0, ..Segments::new(&present(&r, &d)) };
        for (penalty, starts, cost) in [
            (3.0 * libm::log(20.0), vec![0, 8, 15], 1_379.183_675_413_921),
            (2.0, vec![0, 8, 15], 1_365.209_281_772_597),
            (0.5, vec![0, 2, 8, 10, 15], 1_360.835_827_470_392),
        ] {
            let found = segments.cheapest(penalty);
            assert_eq!(found, starts);
            let ends = found.iter().skip(1).copied().chain([20]);
            let sum: f64 = found.iter().zip(ends).map(|(s, e)| segments.cost(*s, e) + penalty).sum::<f64>() - penalty;
            assert!((sum - cost).abs() < 1e-9, "{sum}");
        }
        // With the estimated dispersion too, the two changes with which the series was drawn are found.
        assert_eq!(change_points(&r, &d).iter().map(|c| c.period).collect::<Vec<_>>(), [8, 15]);
    }

    #[test]
    fn dispersion_is_estimated_from_beta_binomial_counts() {
        let mut random = SplitMix64::new(8);
        for wanted in [1.5, 4.0] {
            let mut mean = 0.0;
            for _ in 0..200 {
                // Beta-binomial counts: variance n·p·(1−p)·(1 + (n−1)·ρ), ρ = (wanted − 1) / 199, a + b = 1/ρ − 1.
                let sum = 199.0 / (wanted - 1.0) - 1.0;
                let mut shares = [0.0; 2];
                let counts: Vec<usize> = (0..48)
                    .map(|_| {
                        random.dirichlet(&[0.1 * sum, 0.9 * sum], &mut shares);
                        random.binomial(200, shares[0])
                    })
                    .collect();
                mean += dispersion(&counts, &[200; 48]) / 200.0;
            }
            assert!((mean / wanted - 1.0).abs() < 0.12, "{mean} for {wanted}");
        }
    }

    /// A beta-binomial series with 300 articles a month, in which the share changes from `from` to `to` in month `at`.
    fn series(random: &mut SplitMix64, periods: usize, at: usize, from: f64, to: f64, factor: f64) -> Vec<usize> {
        let sum = 299.0 / (factor - 1.0_f64).max(1e-3) - 1.0;
        let mut shares = [0.0; 2];
        (0..periods)
            .map(|t| {
                let share = if t < at { from } else { to };
                random.dirichlet(&[share * sum, (1.0 - share) * sum], &mut shares);
                random.binomial(300, shares[0])
            })
            .collect()
    }

    #[test]
    fn finds_changes_and_few_false_ones() {
        let mut random = SplitMix64::new(4);
        for (periods, factor) in [(12, 1.0), (12, 2.0), (36, 1.0), (36, 2.0), (60, 1.0), (60, 3.0)] {
            let (mut false_alarms, mut found) = (0, 0);
            for _ in 0..400 {
                let level = series(&mut random, periods, periods, 0.06, 0.06, factor);
                false_alarms += usize::from(!change_points(&level, &vec![300; periods]).is_empty());
                let steps = series(&mut random, periods, periods / 2, 0.06, 0.14, factor);
                let seen = change_points(&steps, &vec![300; periods]);
                found += usize::from(seen.len() == 1 && seen[0].period.abs_diff(periods / 2) <= 1);
            }
            assert!(false_alarms <= 40, "{false_alarms} of 400 level series of {periods} periods, dispersion {factor}");
            assert!(found >= 320, "{found} of 400 changes of {periods} periods, dispersion {factor}");
        }
    }

    #[test]
    fn short_and_empty_series() {
        assert!(change_points(&[], &[]).is_empty());
        assert!(change_points(&[0, 0, 9], &[9, 9, 9]).is_empty());
        assert!(change_points(&[0; 6], &[0; 6]).is_empty());
        assert!(change_points(&[5; 6], &[5; 6]).is_empty());
        assert_eq!(dispersion(&[], &[]), 1.0);
        let found = change_points(&[1, 2, 0, 2, 30, 0, 28, 30], &[50, 50, 0, 50, 50, 0, 50, 50]);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].period, found[0].before.count, found[0].after.total), (4, 5, 150));
    }

    proptest! {
        #[test]
        fn pruning_loses_nothing(
            series in proptest::collection::vec((0usize..20, 0usize..25), 0..40), penalty in 0.0f64..12.0,
        ) {
            let (counts, totals): (Vec<usize>, Vec<usize>) = series.into_iter().unzip();
            let periods = present(&counts, &totals);
            let segments = Segments::new(&periods);
            let starts = segments.cheapest(penalty);
            if periods.len() >= 4 {
                let ends = starts.iter().skip(1).copied().chain([periods.len()]);
                let costs = starts.iter().zip(ends).map(|(s, e)| segments.cost(*s, e) + penalty);
                let cost: f64 = costs.sum::<f64>() - penalty;
                prop_assert!((cost - unpruned(&segments, penalty)).abs() < 1e-9);
                prop_assert!(starts.windows(2).all(|pair| pair[1] - pair[0] >= MIN_LENGTH));
            }
        }
    }
}
