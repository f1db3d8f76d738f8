//! Drawing a sample.

use sha2::{Digest, Sha256};

use crate::numeric::SplitMix64;
use crate::trends::audit::allocation::allocate;

/// An article that may be drawn.
#[derive(Debug, Clone)]
pub struct DrawUnit<K> {
    /// Its identifier.
    pub id: String,
    /// The theme that the model chose, by number: the stratum.
    pub theme: usize,
    /// The order within the stratum, such as paper and period: the sample is spread evenly over it.
    pub order: K,
}

/// An article that was drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drawn {
    /// The article, as an index into the units given.
    pub unit: usize,
    /// Its stratum.
    pub stratum: usize,
    /// The probability with which it was drawn, above 0 and at most 1.
    pub probability: f64,
}

/// Draws about `wanted` of the units, the same ones for the same seed whatever the order in which they are given.
///
/// Themes are strata (see [`allocate`] for the number of each). Within a stratum the units stand by `order`, and at random
/// within the same order; they are drawn at equal distances from a random start (systematic sampling, Madow & Madow
/// 1944), so that papers and periods get their shares of the sample to within one article and each unit of a stratum has
/// the same probability. The result is in random order, which does not reveal the strata.
pub fn draw_sample<K: Ord>(units: &[DrawUnit<K>], themes: usize, wanted: usize, seed: u64) -> Vec<Drawn> {
    let mut sizes = vec![0; themes];
    units.iter().for_each(|unit| sizes[unit.theme] += 1);
    let allocation = allocate(&sizes, wanted);
    let keys: Vec<u64> = units.iter().map(|unit| shuffle_key(seed, &unit.id)).collect();
    let mut strata: Vec<Vec<usize>> = vec![Vec::new(); themes];
    for (number, unit) in units.iter().enumerate() {
        strata[allocation.joined[unit.theme]].push(number);
    }
    let mut drawn = Vec::new();
    for (stratum, mut members) in strata.into_iter().enumerate() {
        let count = allocation.drawn[stratum];
        members.sort_by_key(|&unit| (&units[unit].order, keys[unit], &units[unit].id));
        let step = members.len() as f64 / count.max(1) as f64;
        let start = SplitMix64::new(shuffle_key(seed, &stratum.to_string())).uniform() * step;
        for place in 0..count {
            let at = ((start + place as f64 * step) as usize).min(members.len() - 1);
            drawn.push(Drawn { unit: members[at], stratum, probability: 1.0 / step });
        }
    }
    drawn.sort_by_key(|drawn| (keys[drawn.unit], &units[drawn.unit].id));
    drawn
}

/// A number that puts texts into an order which is random but the same for the same seed: the beginning of a SHA-256.
pub fn shuffle_key(seed: u64, text: &str) -> u64 {
    let digest = Sha256::new().chain_update(seed.to_le_bytes()).chain_update(text).finalize();
    digest.iter().take(8).fold(0, |key, byte| key << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units() -> Vec<DrawUnit<usize>> {
        (0..600).map(|i| DrawUnit { id: format!("a{i}"), theme: usize::from(i % 10 == 0), order: i % 3 }).collect()
    }

    #[test]
    fn each_unit_is_drawn_with_its_probability() {
        let units = units();
        let mut times = vec![0.0; units.len()];
        let mut probabilities = vec![0.0; units.len()];
        for seed in 0..2000 {
            for drawn in draw_sample(&units, 2, 60, seed) {
                times[drawn.unit] += 1.0 / 2000.0;
                probabilities[drawn.unit] = drawn.probability;
            }
        }
        assert!(times.iter().zip(&probabilities).all(|(time, p)| (time - p).abs() < 0.035), "{times:?}");
    }

    #[test]
    fn a_draw_does_not_depend_on_the_order_of_units_and_spreads_over_their_order() {
        let units = units();
        let mut reversed = units.clone();
        reversed.reverse();
        let ids = |units: &[DrawUnit<usize>]| -> Vec<String> {
            draw_sample(units, 2, 60, 7).iter().map(|drawn| units[drawn.unit].id.clone()).collect()
        };
        assert_eq!(ids(&units), ids(&reversed));
        for order in 0..3 {
            let drawn = draw_sample(&units, 2, 60, 7);
            let of_order = drawn.iter().filter(|drawn| units[drawn.unit].order == order).count();
            assert!((18..=22).contains(&of_order), "{of_order}");
        }
        assert!(draw_sample::<usize>(&[], 2, 60, 7).is_empty());
    }
}
