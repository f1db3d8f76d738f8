//! By how many days the attention of a province's papers to a theme follows that of the centre's.
//!
//! Themes are always there, so that first mentions tell nothing. What is compared is how their shares of all articles go up and
//! down: the shift at which the two series go together best, and whether they go together more than chance would have it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::corpus::{Adcode, Tier};
use crate::trends::false_discovery;
use crate::trends::first_mention::days;

/// The day of an article and its theme.
type Dated = (Date, usize);

/// What counts of one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attended {
    /// The day it reports on.
    pub day: Date,
    /// Whether its paper is of the centre or of which province.
    pub tier: Tier,
    /// Its primary theme.
    pub theme: usize,
}

/// How a province's papers follow the centre's in a theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Following {
    /// The theme.
    pub theme: usize,
    /// The province.
    pub province: Adcode,
    /// The best shift; none where there is too little to look for one.
    pub shift: Option<Shift>,
    /// The share of false ones among all that are at least as clear (Benjamini & Hochberg 1995), over provinces and themes.
    pub false_discovery: f64,
}

/// The shift at which two series go together best.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shift {
    /// Days of one bin: 1 or 7.
    pub bin: i64,
    /// Bins that both series have.
    pub bins: usize,
    /// Bins by which the second series is later (below 0: earlier).
    pub later: i64,
    /// Their correlation at that shift.
    pub correlation: f64,
    /// How often chance gives a correlation as high at any of the shifts looked at.
    pub p_value: f64,
}

impl Shift {
    /// Days by which the second series is later.
    pub fn days(self) -> i64 {
        self.bin * self.later
    }
}

/// Shifts of so many bins either way are looked at.
pub const MOST_SHIFT: usize = 8;
/// Fewer bins than this show nothing.
const FEWEST_BINS: usize = 80;
/// Weeks are counted where the days are more than this: attention of years goes by weeks.
const MOST_DAYS: usize = 1500;
/// A bin holds at least so many articles on the theme, on average, on either side; days do, or else weeks.
const FEWEST_A_BIN: usize = 1;
/// At least four of five bins have articles on either side.
const FILLED: (usize, usize) = (4, 5);
/// The usual share around a bin is that of so many bins before and after it: slower movements are trends, not news.
const AROUND: usize = 2 * MOST_SHIFT;
/// The 17 shifts looked at count as so many: with 17 themselves, series of a hundred bins showed something in noise in 6% of
/// cases at 5%, and 1.5% at 1%.
const LOOKS: f64 = 23.0;
/// Values beyond so many standard deviations count as these: one great event must not decide alone.
const MOST_DEVIATION: f64 = 3.0;

/// How the papers of all provinces follow those of the centre in some themes, by theme and province; nothing where either is
/// missing.
pub fn followings(articles: &[Attended], themes: &[usize]) -> Vec<Following> {
    let mut by_tier: BTreeMap<Tier, Vec<Dated>> = BTreeMap::new();
    for article in articles {
        by_tier.entry(article.tier).or_default().push((article.day, article.theme));
    }
    let Some(centre) = by_tier.remove(&Tier::Centre) else { return Vec::new() };
    let pairs: Vec<(usize, Adcode, &[Dated])> = themes
        .iter()
        .flat_map(|&theme| {
            by_tier.iter().filter_map(move |(tier, own)| match tier {
                Tier::Centre => None,
                Tier::Province(province) => Some((theme, *province, &own[..])),
            })
        })
        .collect();
    let shifts: Vec<Option<Shift>> = pairs.par_iter().map(|&(theme, _, own)| between(&centre, own, theme)).collect();
    // Only what was looked at is a test of anything.
    let rates = false_discovery(&shifts.iter().flatten().map(|shift| shift.p_value).collect::<Vec<_>>());
    let mut rates = rates.into_iter();
    pairs
        .into_iter()
        .zip(shifts)
        .map(|((theme, province, _), shift)| Following {
            theme,
            province,
            shift,
            false_discovery: shift.and_then(|_| rates.next()).unwrap_or(1.0),
        })
        .collect()
}

/// The shift between two sets of articles in a theme, by days where these hold enough, else by weeks; none where neither do.
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
        if bins < FEWEST_BINS || (bin == 1 && bins > MOST_DAYS) {
            return None;
        }
        let count = |side: &[Dated]| -> Option<Counts> {
            let mut counts = Counts { hits: vec![0; bins], totals: vec![0; bins] };
            for (day, of) in side {
                let at = usize::try_from(days(first, *day)).unwrap_or(usize::MAX) / bin;
                if at < bins {
                    counts.totals[at] += 1;
                    counts.hits[at] += usize::from(*of == theme);
                }
            }
            let filled = counts.totals.iter().filter(|total| **total > 0).count();
            let enough = counts.hits.iter().sum::<usize>() >= FEWEST_A_BIN * bins;
            (enough && FILLED.1 * filled >= FILLED.0 * bins).then_some(counts)
        };
        let found = best_shift(&count(centre)?, &count(own)?, if bin == 1 { 7 } else { 1 })?;
        Some(Shift { bin: bin as i64, ..found })
    })
}

/// Articles on the theme, and all articles, by bin.
#[derive(Debug, Clone)]
struct Counts {
    hits: Vec<usize>,
    totals: Vec<usize>,
}

/// The shift at which the second series goes with the first one best: the largest cross-correlation of their deviations from
/// what is usual. `cycle` is the length of a cycle in bins that both have for reasons of their own (1 for none).
///
/// Its p-value is the share of circular shifts of one series against the other of which some shift within [`MOST_SHIFT`]
/// gives as high a correlation: they keep each series as it is, with its own bursts, and part only what one has to do with
/// the other. All of them are taken, so that no draw of chance is needed; those that overlap with the one found count as high.
/// Series of a hundred bins have no more than six that do not, far too few for tests by the hundred: where no other reaches the
/// correlation found, its p-value is that of Student's distribution as wide as the correlations at all other shifts, for the
/// largest of [`LOOKS`] (Šidák 1967), if that is smaller. How often that finds something in noise is told in the tests.
fn best_shift(first: &Counts, second: &Counts, cycle: usize) -> Option<Shift> {
    let (x, y) = (deviations(first, cycle)?, deviations(second, cycle)?);
    let bins = x.len();
    let correlations: Vec<f64> = (0..bins).map(|shift| circular(&x, &y, shift)).collect();
    let at = |shift: i64| correlations[shift.rem_euclid(bins as i64) as usize];
    let most = MOST_SHIFT as i64;
    // Of equal ones the smallest shift.
    let mut looked_at: Vec<i64> = (-most..=most).collect();
    looked_at.sort_by_key(|shift| (shift.abs(), *shift));
    let later = looked_at.iter().copied().reduce(|best, shift| if at(shift) > at(best) { shift } else { best })?;
    let correlation = at(later);
    let others = 2 * most + 1..bins as i64 - 2 * most;
    let largest = |middle: i64| (middle - most..=middle + most).map(at).fold(f64::NEG_INFINITY, f64::max);
    let as_high = others.filter(|&middle| largest(middle) >= correlation).count();
    let counted = (looked_at.len() + as_high).min(bins) as f64 / bins as f64;
    let apart: Vec<f64> = (most + 1..bins as i64 - most).map(at).collect();
    let width = (apart.iter().map(|c| c * c).sum::<f64>() / apart.len() as f64).sqrt();
    let p_value = if as_high > 0 || width <= 0.0 {
        counted
    } else {
        // Neighbours among the correlations are alike where both series keep their level (Bartlett 1946): the width rests on
        // fewer values, m / Σ (ρ(k) ρ′(k))².
        let alike: f64 = (1..=AROUND).map(|k| circular(&x, &x, k) * circular(&y, &y, k)).map(|r| r * r).sum();
        let freedom = apart.len() as f64 / (1.0 + 2.0 * alike);
        counted.min(-libm::expm1(LOOKS * libm::log1p(-student_beyond(correlation / width, freedom))))
    };
    Some(Shift { bin: 1, bins, later, correlation, p_value })
}

/// Σ x(t) y(t + s) / n, around the end.
fn circular(x: &[f64], y: &[f64], shift: usize) -> f64 {
    let (head, tail) = y.split_at(shift);
    x.iter().zip(tail.iter().chain(head)).map(|(a, b)| a * b).sum::<f64>() / x.len() as f64
}

/// The probability that a variable of Student's distribution exceeds `t`, by the normal one (Wallace, Annals of Mathematical
/// Statistics 30, 1959); within 2% from 20 degrees of freedom on.
fn student_beyond(t: f64, freedom: f64) -> f64 {
    let z = (8.0 * freedom + 1.0) / (8.0 * freedom + 3.0) * (freedom * libm::log1p(t * t / freedom)).sqrt();
    0.5 * libm::erfc(z.copysign(t) / core::f64::consts::SQRT_2)
}

/// How far each bin's count lies from what its share around, and its place in the cycle, would give, in standard deviations
/// with a mean of 0; 0 for bins without articles. None where nothing deviates.
fn deviations(counts: &Counts, cycle: usize) -> Option<Vec<f64>> {
    let bins = counts.totals.len();
    let sums = |values: &[usize]| -> Vec<usize> {
        std::iter::once(0)
            .chain(values.iter().scan(0, |sum, value| {
                *sum += value;
                Some(*sum)
            }))
            .collect()
    };
    let (hits, totals) = (sums(&counts.hits), sums(&counts.totals));
    let usual: Vec<f64> = (0..bins)
        .map(|at| {
            let (from, to) = (at.saturating_sub(AROUND), (at + AROUND + 1).min(bins));
            let total = totals[to] - totals[from];
            if total > 0 { (hits[to] - hits[from]) as f64 / total as f64 } else { 0.0 }
        })
        .collect();
    // What the bins of one place in the cycle have, over what the shares around would give them.
    let factor: Vec<f64> = (0..cycle)
        .map(|place| {
            let (mut seen, mut expected) = (0.0, 0.0);
            for at in (place..bins).step_by(cycle) {
                seen += counts.hits[at] as f64;
                expected += usual[at] * counts.totals[at] as f64;
            }
            if expected > 0.0 { seen / expected } else { 1.0 }
        })
        .collect();
    let mut values: Vec<Option<f64>> = (0..bins)
        .map(|at| {
            let share = (usual[at] * factor[at % cycle]).min(1.0);
            let total = counts.totals[at] as f64;
            // Pearson's residual; of a share of 0 or 1 nothing deviates.
            let spread = (total * share * (1.0 - share)).sqrt();
            (total > 0.0).then(|| if spread > 0.0 { (counts.hits[at] as f64 - total * share) / spread } else { 0.0 })
        })
        .collect();
    standardise(&mut values)?;
    values.iter_mut().flatten().for_each(|value| *value = value.clamp(-MOST_DEVIATION, MOST_DEVIATION));
    standardise(&mut values)?;
    Some(values.into_iter().map(|value| value.unwrap_or(0.0)).collect())
}

/// Mean 0, and a mean square of 1 over all places, those without a value with them; none where all values are equal.
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
