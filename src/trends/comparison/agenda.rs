//! How far apart the agendas of two papers are: the Jensen–Shannon distance of their shares of themes.

use crate::numeric::{SplitMix64, quantile_of_sorted};

/// The articles of two papers on one day, by theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayAgenda {
    /// The number of articles of each theme, of the first and of the second paper.
    pub counts: [Vec<u32>; 2],
}

/// A distance between two agendas, from 0 (the same shares) to 1 (no theme in common).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AgendaDistance {
    /// The distance of the shares as counted. Few articles make it too large.
    pub value: f64,
    /// The distance less its bias, as the resampled days show it.
    pub unbiased: f64,
    /// Lower end of the 95% interval, which is corrected for the bias too.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
    /// The distance that chance alone gives on average: papers whose days are swapped at random.
    pub by_chance: f64,
}

/// How often days are drawn anew, and how often they are swapped.
const DRAWS: usize = 300;
/// The seed of the draws. It is fixed, so that the same articles give the same intervals.
const SEED: u64 = 2025;

/// The distance between the agendas of two papers over some days; `None` where either has no article. Days are the draws of
/// the bootstrap, since articles of a day go together and both papers tell of the same events. The days must stand in an order
/// that does not depend on the order of inputs.
///
/// The distance is the square root of the Jensen–Shannon divergence to base 2 (Lin, IEEE Transactions on Information Theory 37,
/// 1991; Endres & Schindelin, ibid. 49, 2003). The interval is the basic bootstrap one of the divergence (Davison & Hinkley
/// 1997, 5.2), whose centre is the divergence less its bias.
pub fn agenda_distance(days: &[DayAgenda]) -> Option<AgendaDistance> {
    let themes = days.first()?.counts[0].len();
    let sum_of = |chosen: &mut dyn Iterator<Item = (usize, bool)>| {
        let mut sums = [vec![0_u32; themes], vec![0_u32; themes]];
        for (day, is_swapped) in chosen {
            for (side, sum) in sums.iter_mut().enumerate() {
                let counts = &days[day].counts[if is_swapped { 1 - side } else { side }];
                sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            }
        }
        sums
    };
    let observed = divergence(&sum_of(&mut (0..days.len()).map(|day| (day, false))))?;
    let mut random = SplitMix64::new(SEED);
    let mut pick = || ((random.uniform() * days.len() as f64) as usize).min(days.len() - 1);
    let mut drawn: Vec<f64> = (0..DRAWS)
        .filter_map(|_| {
            let chosen: Vec<usize> = (0..days.len()).map(|_| pick()).collect();
            divergence(&sum_of(&mut chosen.into_iter().map(|day| (day, false))))
        })
        .collect();
    drawn.sort_by(f64::total_cmp);
    let mut random = SplitMix64::new(SEED);
    let by_chance: Vec<f64> = (0..DRAWS)
        .filter_map(|_| divergence(&sum_of(&mut (0..days.len()).map(|day| (day, random.next_u64().is_multiple_of(2))))))
        .map(f64::sqrt)
        .collect();
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let quantile = |probability| quantile_of_sorted(&drawn, probability).unwrap_or(observed);
    let distance = |divergence: f64| divergence.clamp(0.0, 1.0).sqrt();
    Some(AgendaDistance {
        value: distance(observed),
        unbiased: distance(2.0 * observed - mean(&drawn)),
        low: distance(2.0 * observed - quantile(0.975)),
        high: distance(2.0 * observed - quantile(0.025)),
        by_chance: mean(&by_chance),
    })
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

    fn day(first: &[u32], second: &[u32]) -> DayAgenda {
        DayAgenda { counts: [first.to_vec(), second.to_vec()] }
    }

    /// Days on which both papers draw articles from their shares of themes.
    fn days(random: &mut SplitMix64, days: usize, shares: [&[f64]; 2], articles: usize) -> Vec<DayAgenda> {
        (0..days)
            .map(|_| {
                let counts = shares.map(|shares| {
                    let mut counts = vec![0; shares.len()];
                    random.multinomial(articles, shares, &mut counts);
                    counts.into_iter().map(|count| count as u32).collect()
                });
                DayAgenda { counts }
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
        assert!(bias > 2.0 * rest.abs(), "{bias} {rest}");
    }

    #[test]
    fn the_same_agenda_is_no_further_than_chance() {
        let p = [0.4, 0.3, 0.2, 0.1];
        let mut random = SplitMix64::new(9);
        let found = agenda_distance(&days(&mut random, 100, [&p, &p], 10)).unwrap();
        assert!(found.low == 0.0 && found.value < 2.0 * found.by_chance, "{found:?}");
    }
}
