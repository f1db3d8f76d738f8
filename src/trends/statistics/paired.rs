//! The difference of a share between two selections of articles over the same time, such as two papers.
//!
//! Both selections are compared within each period (month, week or day), so that a selection which was read more in some months
//! than the other is not compared with other news. Periods are the draws: both selections tell of the same events, and articles
//! of one period go together.

use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::trends::statistics::clustered::{ClusteredDifference, MIN_FREEDOM};
use crate::trends::statistics::share::{Share, score_interval};
use crate::trends::statistics::two_shares::{Difference, EffectiveShare, effective_difference, independent_articles};

/// The articles of both selections in one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairedCount {
    /// Number of matching articles of the first and of the second selection.
    pub counts: [usize; 2],
    /// Number of all articles of the first and of the second selection.
    pub totals: [usize; 2],
}

impl PairedCount {
    fn share(&self, side: usize) -> f64 {
        self.counts[side].min(self.totals[side]) as f64 / self.totals[side] as f64
    }
}

/// The difference of a share between two selections over the periods in which both have articles, second minus first.
///
/// Periods have the weights n₁n₂/(n₁+n₂) of Mantel and Haenszel (Greenland & Robins, Biometrics 41, 1985); the variance is that
/// between periods. Counts above their totals are taken as the totals. With fewer than two such periods nothing is known of
/// chance: the interval is −1 to 1, and p is 1.
pub fn paired_difference(periods: &[PairedCount]) -> ClusteredDifference {
    difference_of_successive_pairs(periods, 1.0)
}

/// [`paired_difference`] of periods that follow each other and whose differences are alike, since an event of one selection lasts for days: so
/// many of them as `lasting` says, at least 1, tell as much as an independent one. The variance grows by it, and the degrees of freedom shrink.
pub fn difference_of_successive_pairs(periods: &[PairedCount], lasting: f64) -> ClusteredDifference {
    let lasting = lasting.max(1.0);
    let sum = |side: usize| {
        let count: usize = periods.iter().map(|p| p.counts[side].min(p.totals[side])).sum();
        (count, periods.iter().map(|p| p.totals[side]).sum::<usize>())
    };
    let crude = |(count, total): (usize, usize)| count as f64 / total.max(1) as f64;
    let all = [sum(0), sum(1)];
    let raw = if all.iter().all(|(_, total)| *total > 0) { crude(all[1]) - crude(all[0]) } else { 0.0 };
    let both: Vec<&PairedCount> = periods.iter().filter(|p| p.totals.iter().all(|total| *total > 0)).collect();
    let most = both.len() as f64 - 1.0;
    let freedom = (both.len() as f64 / lasting - 1.0).max(MIN_FREEDOM).min(most);
    let Some(t) = StudentsT::new(0.0, 1.0, freedom).ok().filter(|_| both.len() > 1) else {
        let share = |(count, total)| Share { count, total, value: crude((count, total)), low: 0.0, high: 1.0 };
        let (before, after) = (share(all[0]), share(all[1]));
        let difference = Difference { before, after, value: raw, low: -1.0, high: 1.0, p_value: 1.0 };
        return ClusteredDifference { difference, design_effect: 1.0, raw, effective_totals: [0.0; 2] };
    };
    let weight = |p: &PairedCount| p.totals[0] as f64 * p.totals[1] as f64 / (p.totals[0] + p.totals[1]) as f64;
    let all_weights: f64 = both.iter().map(|p| weight(p)).sum();
    let weights: Vec<f64> = both.iter().map(|p| weight(p) / all_weights).collect();
    let mean = |side: usize| both.iter().zip(&weights).map(|(p, w)| w * p.share(side)).sum::<f64>();
    let shares = [mean(0), mean(1)];
    let value = shares[1] - shares[0];
    let g = both.len() as f64;
    // g/(g−1) Σ w² (x − x̄)², the variance of a weighted mean of period values (Cochran 1977, 11.9).
    let variance = |of: &dyn Fn(&PairedCount) -> f64, centre: f64| {
        let squares = both.iter().zip(&weights).map(|(p, w)| (w * (of(p) - centre)).powi(2));
        g / (g - 1.0) * squares.sum::<f64>()
    };
    // The number of articles of the same weight in every period: 1/Σ w²/n.
    let articles =
        |side: usize| 1.0 / both.iter().zip(&weights).map(|(p, w)| w * w / p.totals[side] as f64).sum::<f64>();
    let independent = |side: usize| shares[side] * (1.0 - shares[side]) / articles(side);
    let effect = |clustered: f64, independent: f64| {
        lasting * if independent > 0.0 { (clustered / independent).max(1.0) } else { 1.0 }
    };
    let between = variance(&|p| p.share(1) - p.share(0), value);
    let design_effect = effect(between, independent(0) + independent(1));
    let counted = |side: usize| {
        let count = both.iter().map(|p| p.counts[side].min(p.totals[side])).sum();
        (count, both.iter().map(|p| p.totals[side]).sum())
    };
    let effective = |side: usize| {
        let (count, total) = counted(side);
        EffectiveShare { value: shares[side], articles: articles(side) / design_effect, count, total }
    };
    let mut difference = effective_difference([effective(0), effective(1)], &t);
    // What both selections share (the events of a month) widens their own intervals but not that of the difference.
    let own = |side: usize| {
        let effect = effect(variance(&|p| p.share(side), shares[side]), independent(side));
        score_interval(shares[side], articles(side) / effect, t.inverse_cdf(0.975))
    };
    ((difference.before.low, difference.before.high), (difference.after.low, difference.after.high)) = (own(0), own(1));
    let effective_totals = std::array::from_fn(|side| independent_articles(articles(side) / design_effect, &t));
    ClusteredDifference { difference, design_effect, raw, effective_totals }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::SplitMix64;
    use crate::trends::statistics::clustered::{ClusterCount, clustered_difference};

    /// Two papers over `periods` months; the share of a month is drawn from `share` for both, and `more` is added to the
    /// second's.
    fn papers(random: &mut SplitMix64, periods: usize, more: f64) -> Vec<PairedCount> {
        (0..periods)
            .map(|period| {
                let share = if random.next_u64().is_multiple_of(2) { 0.05 } else { 0.2 };
                // The first paper is read little in the first half.
                let totals = [if 2 * period < periods { 20 } else { 80 }, 50];
                let counts = [random.binomial(totals[0], share), random.binomial(totals[1], share + more)];
                PairedCount { counts, totals }
            })
            .collect()
    }

    #[test]
    fn intervals_cover_where_both_papers_follow_the_same_events() {
        let mut random = SplitMix64::new(11);
        let (mut covered, mut rejected, mut width, mut unpaired) = (0, 0, 0.0, 0.0);
        for _ in 0..1000 {
            let months = papers(&mut random, 12, 0.0);
            let found = paired_difference(&months).difference;
            covered += usize::from(found.low <= 0.0 && 0.0 <= found.high);
            rejected += usize::from(found.p_value < 0.05);
            width += (found.high - found.low) / 1000.0;
            let alone = |side: usize| -> Vec<ClusterCount> {
                let of = |(cluster, p): (usize, &PairedCount)| ClusterCount {
                    paper: 0,
                    cluster,
                    count: p.counts[side],
                    total: p.totals[side],
                };
                months.iter().enumerate().map(of).collect()
            };
            let alone = clustered_difference(&alone(0), &alone(1)).difference;
            unpaired += (alone.high - alone.low) / 1000.0;
        }
        assert!(covered >= 935, "{covered} of 1000 intervals hold the difference");
        assert!(rejected <= 65, "{rejected} of 1000 tests see a difference where there is none");
        // What both papers share does not widen the interval.
        assert!(width < 0.8 * unpaired, "{width} {unpaired}");
    }

    #[test]
    fn a_difference_is_found_and_stands_between_the_shares() {
        let found = paired_difference(&papers(&mut SplitMix64::new(5), 24, 0.1)).difference;
        assert!(found.low > 0.0 && found.p_value < 0.01, "{found:?}");
        assert!((found.after.value - found.before.value - found.value).abs() < 1e-12);
        assert!(found.before.low < found.before.value && found.before.value < found.before.high);
    }

    #[test]
    fn a_paper_read_in_other_months_is_not_compared_with_other_news() {
        let part = |counts, totals| PairedCount { counts, totals };
        let mut months = vec![part([10, 10], [100, 100]); 12];
        // Only the second paper is read in the months of a flood.
        months.extend(vec![part([0, 60], [0, 100]); 6]);
        let found = paired_difference(&months);
        assert_eq!((found.difference.value, found.difference.p_value), (0.0, 1.0));
        assert!(found.raw > 0.1);
    }

    #[test]
    fn without_common_periods_nothing_is_known() {
        let part = |counts, totals| PairedCount { counts, totals };
        for periods in [vec![], vec![part([1, 1], [5, 5])], vec![part([0, 3], [0, 9]), part([2, 0], [9, 0])]] {
            let found = paired_difference(&periods).difference;
            assert_eq!((found.low, found.high, found.p_value), (-1.0, 1.0, 1.0));
        }
    }
}
