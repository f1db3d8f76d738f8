//! How far apart the agendas of two papers are: the Jensen–Shannon distance of their shares of themes.

use std::collections::BTreeMap;

use jiff::civil::Date;
use statrs::distribution::StudentsT;

use crate::numeric::{SplitMix64, quantile_of_sorted};
use crate::trends::statistics::independent_articles;
use crate::trends::{Period, PeriodKind, Span};

/// The articles of two papers on one day, by theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayAgenda {
    /// The day.
    pub day: Date,
    /// The number of articles of each theme, of the first and of the second paper.
    pub counts: [Vec<u32>; 2],
}

/// A distance between two agendas, from 0 (the same shares) to 1 (no theme in common).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AgendaDistance {
    /// The distance of the shares as counted. Few articles make it too large.
    pub value: f64,
    /// The distance less its bias, as the resampled weeks or days show it.
    pub unbiased: f64,
    /// Lower end of the 95% interval, which is corrected for the bias too.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// The distance that chance alone gives on average: papers whose weeks or days are swapped at random.
    pub by_chance: f64,
}

/// Minimum number of days from the first to the last one for weeks as draws, as for changes between spans: an event lasts for days.
const MIN_DAYS_FOR_WEEKS: i32 = 42;
/// How often weeks or days are drawn anew, and how often they are swapped.
const DRAWS: usize = 300;
/// The seed of the draws. It is fixed, so that the same articles give the same intervals.
const SEED: u64 = 2025;

/// The distance between the agendas of two papers over some days; `None` where either has no article. Weeks are the draws of
/// the bootstrap, and days where they span less than six weeks, since articles of one event go together.
///
/// The distance is the square root of the Jensen–Shannon divergence to base 2 (Lin, IEEE Transactions on Information Theory 37,
/// 1991; Endres & Schindelin, ibid. 49, 2003). The interval is the basic bootstrap one of the divergence (Davison & Hinkley
/// 1997, 5.2), whose centre is the divergence less its bias. One draw less than there are weeks gives their variance without bias (Rao & Wu,
/// Journal of the American Statistical Association 83, 1988), and the interval is as much wider as Student's t is for so few of them.
pub fn agenda_distance(days: &[DayAgenda]) -> Option<AgendaDistance> {
    let themes = days.first()?.counts[0].len();
    let clusters = in_clusters(days, themes);
    let sum_of = |chosen: &mut dyn Iterator<Item = (usize, bool)>| {
        let mut sums = [vec![0_u32; themes], vec![0_u32; themes]];
        for (cluster, is_swapped) in chosen {
            for (side, sum) in sums.iter_mut().enumerate() {
                let counts = &clusters[cluster][if is_swapped { 1 - side } else { side }];
                sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            }
        }
        sums
    };
    let all = clusters.len();
    let observed = divergence(&sum_of(&mut (0..all).map(|cluster| (cluster, false))))?;
    let mut random = SplitMix64::new(SEED);
    let mut pick = || ((random.uniform() * all as f64) as usize).min(all - 1);
    let mut drawn: Vec<f64> = (0..DRAWS)
        .filter_map(|_| {
            let chosen: Vec<usize> = (0..(all - 1).max(1)).map(|_| pick()).collect();
            divergence(&sum_of(&mut chosen.into_iter().map(|cluster| (cluster, false))))
        })
        .collect();
    drawn.sort_by(f64::total_cmp);
    let mut random = SplitMix64::new(SEED);
    let by_chance: Vec<f64> = (0..DRAWS)
        .filter_map(|_| {
            divergence(&sum_of(&mut (0..all).map(|cluster| (cluster, random.next_u64().is_multiple_of(2)))))
        })
        .map(f64::sqrt)
        .collect();
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let quantile = |probability| quantile_of_sorted(&drawn, probability).unwrap_or(observed);
    let distance = |divergence: f64| divergence.clamp(0.0, 1.0).sqrt();
    let centre = 2.0 * observed - mean(&drawn);
    // t/z of as many weeks less one; of a single one nothing is known.
    let t = StudentsT::new(0.0, 1.0, all as f64 - 1.0);
    let widening = t.ok().filter(|_| all > 1).map_or(1.0, |t| independent_articles(1.0, &t).sqrt().recip());
    let end = |probability: f64| distance(centre + widening * (2.0 * observed - quantile(probability) - centre));
    Some(AgendaDistance {
        value: distance(observed),
        unbiased: distance(centre),
        low: end(0.975),
        high: end(0.025),
        by_chance: mean(&by_chance),
    })
}

/// The articles of two papers by theme, of each week or day in its order.
fn in_clusters(days: &[DayAgenda], themes: usize) -> Vec<[Vec<u32>; 2]> {
    let span = days.iter().map(|day| day.day).min().zip(days.iter().map(|day| day.day).max());
    let is_long = span.is_some_and(|(first, last)| Span { first, last }.days() >= MIN_DAYS_FOR_WEEKS);
    let kind = if is_long { PeriodKind::Week } else { PeriodKind::Day };
    let mut clusters: BTreeMap<Period, [Vec<u32>; 2]> = BTreeMap::new();
    for day in days {
        let Some(period) = Period::of(day.day.into(), kind) else { continue };
        let cluster = clusters.entry(period).or_insert_with(|| [vec![0; themes], vec![0; themes]]);
        for (sums, counts) in cluster.iter_mut().zip(&day.counts) {
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
    }
    clusters.into_values().collect()
}

/// The Jensen–Shannon divergence of two distributions, given as counts, to base 2: H((P+Q)/2) − (H(P)+H(Q))/2.
fn divergence(counts: &[Vec<u32>; 2]) -> Option<f64> {
    let totals = counts.each_ref().map(|counts| f64::from(counts.iter().sum::<u32>()));
    if totals.contains(&0.0) {
        return None;
    }
    let part = |p: f64, middle: f64| if p > 0.0 { p * libm::log2(p / middle) } else { 0.0 };
    let sum: f64 = counts[0]
        .iter()
        .zip(&counts[1])
        .map(|(&a, &b)| {
            let (p, q) = (f64::from(a) / totals[0], f64::from(b) / totals[1]);
            let middle = (p + q) / 2.0;
            (part(p, middle) + part(q, middle)) / 2.0
        })
        .sum();
    Some(sum.max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(number: usize) -> Date {
        jiff::civil::date(2024, 1, 1).checked_add(jiff::Span::new().days(number as i64)).unwrap()
    }

    fn day(first: &[u32], second: &[u32]) -> DayAgenda {
        DayAgenda { day: date(0), counts: [first.to_vec(), second.to_vec()] }
    }

    /// Days on which both papers draw articles from their shares of themes.
    fn days(random: &mut SplitMix64, days: usize, shares: [&[f64]; 2], articles: usize) -> Vec<DayAgenda> {
        (0..days)
            .map(|number| {
                let counts = shares.map(|shares| {
                    let mut counts = vec![0; shares.len()];
                    random.multinomial(articles, shares, &mut counts);
                    counts.into_iter().map(|count| count as u32).collect()
                });
                DayAgenda { day: date(number), counts }
            })
            .collect()
    }

    #[test]
    fn the_distance_is_that_of_the_definition() {
        let value = |first: &[u32], second: &[u32]| agenda_distance(&[day(first, second)]).unwrap().value;
        assert_eq!(value(&[5, 5], &[50, 50]), 0.0);
        assert_eq!(value(&[7, 0], &[0, 3]), 1.0);
        // √((Σ p log₂ p/m + Σ q log₂ q/m)/2) for p = (0.5, 0.5) and q = (0.9, 0.1), by hand.
        assert!((value(&[5, 5], &[9, 1]) - 0.3831358799).abs() < 1e-9, "{}", value(&[5, 5], &[9, 1]));
        assert_eq!(agenda_distance(&[day(&[1], &[0])]), None);
        assert_eq!(agenda_distance(&[]), None);
    }

    #[test]
    fn intervals_hold_the_true_distance() {
        let (p, q) = ([0.3, 0.2, 0.15, 0.1, 0.1, 0.05, 0.05, 0.05], [0.2, 0.2, 0.1, 0.1, 0.2, 0.1, 0.05, 0.05]);
        let million = |shares: [f64; 8]| shares.map(|share| (share * 1e6_f64).round() as u32).to_vec();
        let truth = divergence(&[million(p), million(q)]).unwrap().sqrt();
        let mut random = SplitMix64::new(3);
        let (mut held, mut bias, mut rest) = (0, 0.0, 0.0);
        for _ in 0..200 {
            let found = agenda_distance(&days(&mut random, 60, [&p, &q], 8)).unwrap();
            held += usize::from(found.low <= truth && truth <= found.high);
            bias += (found.value - truth) / 200.0;
            rest += (found.unbiased - truth) / 200.0;
        }
        assert!((178..=200).contains(&held), "{held} of 200 intervals hold the distance");
        assert!(bias > rest.abs() && rest.abs() < 0.008, "{bias} {rest}");
    }

    #[test]
    fn the_same_agenda_is_no_further_than_chance() {
        let p = [0.4, 0.3, 0.2, 0.1];
        let mut random = SplitMix64::new(9);
        let found = agenda_distance(&days(&mut random, 100, [&p, &p], 10)).unwrap();
        assert!(found.low == 0.0 && found.value < 2.0 * found.by_chance, "{found:?}");
    }

    #[test]
    fn weeks_are_drawn_where_there_are_six() {
        // Within each week the first paper has its first theme on one day and its second theme on the day after, so that all weeks are alike.
        let alike = |days: usize| -> Vec<DayAgenda> {
            let of = |number: usize| [u32::from(number.is_multiple_of(7)) * 30, u32::from(number % 7 == 1) * 30];
            (0..days).map(|number| DayAgenda { day: date(number), counts: [of(number).to_vec(), vec![3, 1]] }).collect()
        };
        let [few, many] = [28, 70].map(|days| agenda_distance(&alike(days)).unwrap());
        assert!(few.high - few.low > 0.1, "{few:?}");
        assert!((many.high - many.low).abs() < 1e-6 && (many.unbiased - many.value).abs() < 1e-6, "{many:?}");
    }
}
