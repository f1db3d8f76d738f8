//! Lead and lag: by how many days a province's attention to a theme follows that of the centre.
//!
//! Themes are always present, so their first mentions are not informative. Instead, the ups and downs of their shares
//! are compared: at which shift do the two series agree best, and do they agree more than by chance?

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::corpus::{Adcode, Tier};
use crate::trends::false_discovery_of_tested;
use crate::trends::first_mention::days;

/// The day of an article and its theme.
type Dated = (Date, usize);

/// The properties of one article that matter for lead and lag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThemedArticle {
    /// The day by which the article is counted: that of its publication, unless the survey counts by events.
    pub day: Date,
    /// Whether the paper belongs to the centre or to a province.
    pub tier: Tier,
    /// The primary theme.
    pub theme: usize,
}

/// How the papers of a province follow those of the centre in a theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeadLag {
    /// The theme.
    pub theme: usize,
    /// The province.
    pub province: Adcode,
    /// The best shift; `None` if there are too few articles to search for one.
    pub shift: Option<Shift>,
    /// The share of false positives among all shifts, of all provinces and themes, with at most this p-value (Benjamini
    /// & Hochberg 1995).
    pub false_discovery: f64,
}

/// The shift at which two series agree best.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shift {
    /// Length of a bin in days: 1 or 7.
    pub bin: i64,
    /// Number of bins that both series have.
    pub bins: usize,
    /// Number of bins by which the second series is later; below 0 if it is earlier.
    pub later: i64,
    /// Correlation of the series at that shift.
    pub correlation: f64,
    /// The probability that chance gives a correlation at least as high at any of the shifts searched.
    pub p_value: f64,
}

impl Shift {
    /// Number of days by which the second series is later.
    pub fn days(self) -> i64 {
        self.bin * self.later
    }
}

/// Maximum shift searched in either direction, in bins.
pub const MAX_SHIFT: usize = 8;
/// Minimum number of bins of a series.
const MIN_BINS: usize = 80;
/// Maximum number of bins of one day; over longer spans attention changes from week to week.
const MAX_DAYS: usize = 1500;
/// Minimum mean number of articles on the theme in a bin, on either side.
const MIN_PER_BIN: usize = 1;
/// Minimum share of bins with articles on either side, as a fraction.
const MIN_FILLED: (usize, usize) = (4, 5);
/// The local share at a bin is that of this many bins before and after it; slower movements are trends, not news.
const WINDOW: usize = 2 * MAX_SHIFT;
/// Number of tests for which the 17 shifts count. With 17, series of a hundred bins had p-values below 5% in 6% of
/// cases of pure noise, and below 1% in 1.5%.
const EFFECTIVE_TESTS: f64 = 23.0;
/// Deviations are limited to this many standard deviations, so that one great event does not decide alone.
const MAX_DEVIATION: f64 = 3.0;

/// How the papers of each province follow those of the centre in the given themes, by theme and province. Empty if no
/// articles of the centre or of provinces are given.
pub fn lead_lags(articles: &[ThemedArticle], themes: &[usize]) -> Vec<LeadLag> {
    let mut by_tier: BTreeMap<Tier, Vec<Dated>> = BTreeMap::new();
    for article in articles {
        by_tier.entry(article.tier).or_default().push((article.day, article.theme));
    }
    let Some(centre) = by_tier.remove(&Tier::National) else { return Vec::new() };
    let pairs: Vec<(usize, Adcode, &[Dated])> = themes
        .iter()
        .flat_map(|&theme| {
            by_tier.iter().filter_map(move |(tier, own)| match tier {
                Tier::National => None,
                Tier::Province(province) => Some((theme, *province, &own[..])),
            })
        })
        .collect();
    let shifts: Vec<Option<Shift>> = pairs.par_iter().map(|&(theme, _, own)| between(&centre, own, theme)).collect();
    // Pairs without a shift are not tested.
    let rates =
        false_discovery_of_tested(&shifts.iter().map(|shift| Some(shift.as_ref()?.p_value)).collect::<Vec<_>>());
    pairs
        .into_iter()
        .zip(shifts.into_iter().zip(rates))
        .map(|((theme, province, _), (shift, false_discovery))| LeadLag { theme, province, shift, false_discovery })
        .collect()
}

/// The shift between two sets of articles in a theme, by days if they have enough articles, else by weeks if they do.
fn between(centre: &[Dated], own: &[Dated], theme: usize) -> Option<Shift> {
    let span = |side: &[Dated]| {
        let days = || side.iter().map(|(day, _)| *day);
        days().min().zip(days().max())
    };
    let (a, b) = (span(centre)?, span(own)?);
    let (first, last) = (a.0.max(b.0), a.1.min(b.1));
    let length = usize::try_from(days(first, last) + 1).ok()?;
    [1, 7].into_iter().find_map(|bin| {
        let bins = length / bin;
        if bins < MIN_BINS || (bin == 1 && bins > MAX_DAYS) {
            return None;
        }
        let count = |side: &[Dated]| -> Option<Counts> {
            let mut counts = Counts { matches: vec![0; bins], totals: vec![0; bins] };
            for (day, article_theme) in side {
                let at = usize::try_from(days(first, *day)).unwrap_or(usize::MAX) / bin;
                if at < bins {
                    counts.totals[at] += 1;
                    counts.matches[at] += usize::from(*article_theme == theme);
                }
            }
            let filled = counts.totals.iter().filter(|total| **total > 0).count();
            let enough = counts.matches.iter().sum::<usize>() >= MIN_PER_BIN * bins;
            (enough && MIN_FILLED.1 * filled >= MIN_FILLED.0 * bins).then_some(counts)
        };
        let found = best_shift(&count(centre)?, &count(own)?, if bin == 1 { 7 } else { 1 })?;
        Some(Shift { bin: bin as i64, ..found })
    })
}

/// Numbers of articles on the theme, and of all articles, by bin.
#[derive(Debug, Clone)]
struct Counts {
    matches: Vec<usize>,
    totals: Vec<usize>,
}

/// The shift at which the second series agrees best with the first one: the largest cross-correlation of their
/// deviations from the local share. `cycle` is the length in bins of a cycle that both series have anyway (1 for none).
///
/// The p-value is the share of circular shifts of one series against the other for which some shift within
/// [`MAX_SHIFT`] gives as high a correlation. Circular shifts keep each series with its own bursts and only break the
/// relation between the two. All of them are used, so no random numbers are needed; those that overlap with the best
/// shift count as high. Series of a hundred bins have at most six that do not overlap, far too few for hundreds of
/// tests. If none of these reaches the correlation, the p-value is that of the largest of [`EFFECTIVE_TESTS`] values
/// (Šidák 1967) of Student's distribution with the spread of the correlations at all other shifts, if that is smaller.
/// The tests measure how often this finds something in noise.
fn best_shift(first: &Counts, second: &Counts, cycle: usize) -> Option<Shift> {
    let (x, y) = (deviations(first, cycle)?, deviations(second, cycle)?);
    let bins = x.len();
    let correlations: Vec<f64> = (0..bins).map(|shift| circular(&x, &y, shift)).collect();
    let at = |shift: i64| correlations[shift.rem_euclid(bins as i64) as usize];
    let max_shift = MAX_SHIFT as i64;
    // Of equal correlations, the one with the smallest shift is taken.
    let mut searched: Vec<i64> = (-max_shift..=max_shift).collect();
    searched.sort_by_key(|shift| (shift.abs(), *shift));
    let later = searched.iter().copied().reduce(|best, shift| if at(shift) > at(best) { shift } else { best })?;
    let correlation = at(later);
    let others = 2 * max_shift + 1..bins as i64 - 2 * max_shift;
    let largest = |middle: i64| (middle - max_shift..=middle + max_shift).map(at).fold(f64::NEG_INFINITY, f64::max);
    let as_high = others.filter(|&middle| largest(middle) >= correlation).count();
    let share_as_high = (searched.len() + as_high).min(bins) as f64 / bins as f64;
    let outside: Vec<f64> = (max_shift + 1..bins as i64 - max_shift).map(at).collect();
    let spread = (outside.iter().map(|c| c * c).sum::<f64>() / outside.len() as f64).sqrt();
    let p_value = if as_high > 0 || spread <= 0.0 {
        share_as_high
    } else {
        // Neighbouring correlations are similar if both series are autocorrelated (Bartlett 1946), so the spread is
        // that of fewer independent values: m / Σ (ρ(k) ρ′(k))².
        let autocorrelation: f64 = (1..=WINDOW).map(|k| circular(&x, &x, k) * circular(&y, &y, k)).map(|r| r * r).sum();
        let freedom = outside.len() as f64 / (1.0 + 2.0 * autocorrelation);
        share_as_high.min(-libm::expm1(EFFECTIVE_TESTS * libm::log1p(-student_tail(correlation / spread, freedom))))
    };
    Some(Shift { bin: 1, bins, later, correlation, p_value })
}

/// Circular cross-correlation: Σ x(t) y(t + s) / n, with t + s modulo n.
fn circular(x: &[f64], y: &[f64], shift: usize) -> f64 {
    let (head, tail) = y.split_at(shift);
    x.iter().zip(tail.iter().chain(head)).map(|(a, b)| a * b).sum::<f64>() / x.len() as f64
}

/// The probability that a variable of Student's distribution exceeds `t`, by a normal approximation (Wallace, Annals of
/// Mathematical Statistics 30, 1959) with an error of less than 2% from 20 degrees of freedom on.
fn student_tail(t: f64, freedom: f64) -> f64 {
    let z = (8.0 * freedom + 1.0) / (8.0 * freedom + 3.0) * (freedom * libm::log1p(t * t / freedom)).sqrt();
    0.5 * libm::erfc(z.copysign(t) / core::f64::consts::SQRT_2)
}

/// The deviation of each bin's count from the one expected by the local share and the position in the cycle,
/// standardised to mean 0 and mean square 1; 0 for bins without articles. `None` if all deviations are equal.
fn deviations(counts: &Counts, cycle: usize) -> Option<Vec<f64>> {
    let bins = counts.totals.len();
    let running_sums = |values: &[usize]| -> Vec<usize> {
        std::iter::once(0)
            .chain(values.iter().scan(0, |sum, value| {
                *sum += value;
                Some(*sum)
            }))
            .collect()
    };
    let (matches, totals) = (running_sums(&counts.matches), running_sums(&counts.totals));
    let local_shares: Vec<f64> = (0..bins)
        .map(|at| {
            let (from, to) = (at.saturating_sub(WINDOW), (at + WINDOW + 1).min(bins));
            let total = totals[to] - totals[from];
            if total > 0 { (matches[to] - matches[from]) as f64 / total as f64 } else { 0.0 }
        })
        .collect();
    // For each position in the cycle, the ratio of the observed counts to those expected by the local shares.
    let factor: Vec<f64> = (0..cycle)
        .map(|position| {
            let (mut observed, mut expected) = (0.0, 0.0);
            for at in (position..bins).step_by(cycle) {
                observed += counts.matches[at] as f64;
                expected += local_shares[at] * counts.totals[at] as f64;
            }
            if expected > 0.0 { observed / expected } else { 1.0 }
        })
        .collect();
    let mut values: Vec<Option<f64>> = (0..bins)
        .map(|at| {
            let share = (local_shares[at] * factor[at % cycle]).min(1.0);
            let total = counts.totals[at] as f64;
            // Pearson's residual; a share of 0 or 1 has no deviations.
            let spread = (total * share * (1.0 - share)).sqrt();
            (total > 0.0).then(|| if spread > 0.0 { (counts.matches[at] as f64 - total * share) / spread } else { 0.0 })
        })
        .collect();
    standardise(&mut values)?;
    values.iter_mut().flatten().for_each(|value| *value = value.clamp(-MAX_DEVIATION, MAX_DEVIATION));
    standardise(&mut values)?;
    Some(values.into_iter().map(|value| value.unwrap_or(0.0)).collect())
}

/// Standardises the values to mean 0, and to a mean square of 1 over all bins including those without a value. `None`
/// if all values are equal.
fn standardise(values: &mut [Option<f64>]) -> Option<()> {
    let present = values.iter().flatten().count() as f64;
    let mean = values.iter().flatten().sum::<f64>() / present;
    let square = values.iter().flatten().map(|v| (v - mean) * (v - mean)).sum::<f64>() / values.len() as f64;
    let scale = square.sqrt();
    if scale.is_nan() || scale < 1e-9 {
        return None;
    }
    values.iter_mut().flatten().for_each(|value| *value = (*value - mean) / scale);
    Some(())
}

#[cfg(test)]
#[path = "lead_lag_tests.rs"]
mod tests;
