//! How clear a change of level is: the gain of its two levels among those of random orders of their periods.

use crate::numeric::SplitMix64;
use crate::trends::statistics::change_point::{MIN_LENGTH, Segments, present};
use crate::trends::statistics::likeness::likeness;

/// Number of times that periods are dealt.
const DEALS: usize = 1999;
/// As soon as so many deals have as large a change there is no need of more: the p-value is large (Besag & Clifford, Biometrika 78, 1991).
const ENOUGH_BEYOND: usize = 60;
/// The seed of the deals: the same series always has the same p-values.
const SEED: u64 = 2012;

/// The bias of an autocorrelation of what two levels leave (see [`likeness`]): 2 for their means, and half as much again since the place
/// between them was looked for, which leaves least (simulated, see `docs/DECISIONS.md`).
const BIAS: f64 = 3.0;

/// The p-value of a change of level at `change` in the series of both levels: the share of random orders of their periods in which some
/// place parts levels at least as different. It asks for no distribution of the periods, so that what varies more than independent
/// articles makes nothing clear; and the place of the change was looked for in each order, too. Random orders have no swings, which part
/// a series as a change does: the gain as read is divided by what neighbours that are alike add to it. 1 where no order could tell.
pub fn change_p_value(counts: &[usize], totals: &[usize], change: usize) -> f64 {
    let periods = present(counts, totals);
    let place = periods.iter().take_while(|(at, ..)| *at < change).count();
    if place < MIN_LENGTH || place + MIN_LENGTH > periods.len() {
        return 1.0;
    }
    // Rounding must not decide between orders that part the same periods.
    let found = Segments::of_independent(&periods).gain(place) / inflation(&periods, place) - 1e-9;
    let (mut random, mut order) = (SplitMix64::new(SEED), (0..periods.len()).collect::<Vec<usize>>());
    let (mut beyond, mut deals) = (0, 0);
    while deals < DEALS && beyond < ENOUGH_BEYOND {
        random.shuffle(&mut order);
        let dealt: Vec<(usize, usize, usize)> = order.iter().map(|&at| periods[at]).collect();
        beyond += usize::from(Segments::of_independent(&dealt).largest_gain() >= found);
        deals += 1;
    }
    // The order as read is one of all orders.
    if beyond < ENOUGH_BEYOND { (beyond + 1) as f64 / (deals + 1) as f64 } else { beyond as f64 / deals as f64 }
}

/// By what the variance of the mean of a level grows for periods of which each is like the one before it: (1 + ρ)/(1 − ρ) (Bayley &
/// Hammersley, Supplement to the Journal of the Royal Statistical Society 8, 1946), by which statistics of changes are divided (Antoch,
/// Hušková & Prášková, Journal of Statistical Planning and Inference 60, 1997). ρ is that of the Pearson residuals around both levels.
fn inflation(periods: &[(usize, usize, usize)], place: usize) -> f64 {
    let (Some((first, ..)), Some((last, ..))) = (periods.first(), periods.last()) else { return 1.0 };
    let (mut rest, mut largest) = (vec![None; last - first + 1], 0.0_f64);
    for level in [&periods[..place], &periods[place..]] {
        let (count, total) = level.iter().fold((0, 0), |sums, period| (sums.0 + period.1, sums.1 + period.2));
        let share = count as f64 / total as f64;
        for &(at, count, total) in level {
            let expected = total as f64 * share;
            let deviation = (expected * (1.0 - share)).sqrt();
            let in_deviations = |value: f64| if deviation > 0.0 { value / deviation } else { 0.0 };
            rest[at - first] = Some(in_deviations(count as f64 - expected));
            largest = largest.max(in_deviations(expected));
        }
    }
    let likeness = likeness(&rest, largest, BIAS);
    (1.0 + likeness) / (1.0 - likeness)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Periods of 300 articles, each of which keeps a part of what the one before it has above or below the usual level, which grows by
    /// `step` on the logistic scale at half-time.
    fn series(random: &mut SplitMix64, periods: usize, kept: f64, step: f64) -> Vec<usize> {
        let mut swing = random.normal();
        let period = |at: usize| {
            swing = kept * swing + (1.0 - kept * kept).sqrt() * random.normal();
            let level = -2.4 + 0.3 * swing + if 2 * at < periods { 0.0 } else { step };
            random.binomial(300, 1.0 / (1.0 + libm::exp(-level)))
        };
        (0..periods).map(period).collect()
    }

    /// The place that parts a series best.
    fn best_place(counts: &[usize]) -> usize {
        let totals = vec![300; counts.len()];
        let periods = present(counts, &totals);
        let gain = |at: usize| Segments::of_independent(&periods).gain(at);
        (2..counts.len() - 1).max_by(|a, b| gain(*a).total_cmp(&gain(*b))).unwrap()
    }

    #[test]
    fn the_order_of_periods_tells_whether_a_change_is_chance() {
        let totals = [300; 20];
        let steps: Vec<usize> = (0..20).map(|at| if at < 8 { 9 + at % 3 } else { 24 + at % 4 }).collect();
        assert_eq!(change_p_value(&steps, &totals, 8), 1.0 / (DEALS + 1) as f64);
        // Months that vary as much in no order: two of many large ones stand at the end.
        let wild: Vec<usize> = (0..20).map(|at| if at % 5 == 0 || at > 17 { 60 } else { 9 }).collect();
        assert!(change_p_value(&wild, &totals, 18) > 0.05);
        assert_eq!(change_p_value(&[1, 9, 9], &[20; 3], 1), 1.0);
        assert_eq!(change_p_value(&[], &[], 0), 1.0);
        // Of level series that vary more than independent articles, no more are below 0.05 than chance gives.
        let mut random = SplitMix64::new(19);
        let below = |_: usize| {
            let level = series(&mut random, 24, 0.0, 0.0);
            usize::from(change_p_value(&level, &[300; 24], best_place(&level)) < 0.05)
        };
        let below: usize = (0..200).map(below).sum();
        assert!(below <= 20, "{below} of 200");
    }

    #[test]
    fn swings_are_no_changes_of_level() {
        let mut random = SplitMix64::new(17);
        let (mut alone, mut allowing, mut found) = (0, 0, 0);
        for _ in 0..100 {
            let swings = series(&mut random, 36, 0.5, 0.0);
            let place = best_place(&swings);
            let is_clear = |p_value: f64| usize::from(p_value < 0.05);
            // Periods with a gap between each of them have no neighbours, so that nothing is known of swings.
            let apart = |values: &[usize]| values.iter().flat_map(|value| [*value, 0]).collect::<Vec<usize>>();
            alone += is_clear(change_p_value(&apart(&swings), &apart(&[300; 36]), 2 * place));
            allowing += is_clear(change_p_value(&swings, &[300; 36], place));
            let step = series(&mut random, 36, 0.5, 0.9);
            found += is_clear(change_p_value(&step, &[300; 36], best_place(&step)));
        }
        assert!(alone > 15, "{alone} of 100 seem to change to the test of independent periods");
        assert!(allowing <= 15, "{allowing} of 100 seem to change");
        assert!(found > 50, "{found} of 100 steps found");
    }
}
