//! A flat table from term keys to columns.

use crate::features::prefetch::{AHEAD, prefetch};

/// Open addressing with linear probing, at most half full, behind a filter that keeps most unknown terms from touching
/// the table: texts are full of character triples that no vocabulary has, and each would cost a cache miss.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    slots: Vec<Slot>,
    /// One bit for each of sixteen places per entry, set where an entry falls.
    filter: Vec<u64>,
}

/// A term with what a row needs of it, side by side in memory.
#[derive(Debug, Clone, Copy)]
struct Slot {
    key: u64,
    column: u32,
    inverse: f32,
}

/// Marks a free place; no term has this key.
const FREE: u64 = 0;
/// Bits of the filter for each place of the table.
const FILTER_BITS: usize = 8;

impl Lookup {
    /// A table of keys with their columns and inverse document frequencies.
    pub(super) fn new(entries: impl ExactSizeIterator<Item = (u64, u32, f32)>) -> Self {
        let size = (entries.len() * 2).next_power_of_two().max(8);
        let mut slots = vec![Slot { key: FREE, column: 0, inverse: 0.0 }; size];
        let mut filter = vec![0u64; size * FILTER_BITS / 64];
        for (key, column, inverse) in entries {
            let mixed = mix(key);
            let mut at = mixed & (size - 1);
            while slots[at].key != FREE && slots[at].key != key {
                at = (at + 1) & (size - 1);
            }
            slots[at] = Slot { key, column, inverse };
            let bit = mixed & (size * FILTER_BITS - 1);
            filter[bit / 64] |= 1 << (bit % 64);
        }
        Lookup { slots, filter }
    }

    /// Calls `found` with the column, inverse document frequency and count of every counted key that has a column, in
    /// their order. First the filter goes over all keys without a branch, then the table over what is left, whose places
    /// are asked for some steps ahead.
    pub(super) fn find_all(
        &self,
        counted: &[(u64, u32)],
        left: &mut Vec<(u64, u32)>,
        mut found: impl FnMut(u32, f32, u32),
    ) {
        left.clear();
        left.resize(counted.len(), (0, 0));
        let bits = self.slots.len() * FILTER_BITS - 1;
        let mut kept = 0;
        for &(key, count) in counted {
            let bit = mix(key) & bits;
            left[kept] = (key, count);
            kept += (self.filter[bit / 64] >> (bit % 64) & 1) as usize;
        }
        let mask = self.slots.len() - 1;
        let left = &left[..kept];
        for &(key, _) in left.iter().take(AHEAD) {
            prefetch(&self.slots, mix(key) & mask);
        }
        for (i, &(key, count)) in left.iter().enumerate() {
            if let Some(&(later, _)) = left.get(i + AHEAD) {
                prefetch(&self.slots, mix(later) & mask);
            }
            if let Some(slot) = self.get(key) {
                found(slot.column, slot.inverse, count);
            }
        }
    }

    #[inline]
    fn get(&self, key: u64) -> Option<Slot> {
        let mask = self.slots.len() - 1;
        let mut at = mix(key) & mask;
        loop {
            let slot = self.slots[at];
            if slot.key == key {
                return Some(slot);
            }
            if slot.key == FREE {
                return None;
            }
            at = (at + 1) & mask;
        }
    }
}

/// Fibonacci hashing (Knuth, TAOCP 6.4): the product's high bits choose the place.
#[inline]
fn mix(key: u64) -> usize {
    ((key ^ key >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_is_there_and_nothing_else() {
        let entries: Vec<_> = (1..1000u64).map(|k| (k * 7919, k as u32, k as f32)).collect();
        let table = Lookup::new(entries.into_iter());
        let asked: Vec<(u64, u32)> = (1..1000u64).flat_map(|k| [(k * 7919, 2), (k * 7919 + 1, 2)]).collect();
        let mut found = Vec::new();
        table.find_all(&asked, &mut Vec::new(), |column, inverse, count| {
            assert_eq!((inverse, count), (column as f32, 2));
            found.push(column);
        });
        assert_eq!(found, (1..1000).collect::<Vec<u32>>());
    }
}
