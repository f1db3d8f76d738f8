//! A flat table from term keys to columns.

/// Open addressing with linear probing, at most half full, behind a filter that keeps most unknown terms from touching
/// the table: texts are full of character triples that no vocabulary has, and each would cost a cache miss.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    slots: Vec<(u64, u32)>,
    /// One bit for each of sixteen places per entry, set where an entry falls.
    filter: Vec<u64>,
}

/// Marks a free place; no term has this key.
const FREE: u64 = 0;
/// Bits of the filter for each place of the table.
const FILTER_BITS: usize = 8;

impl Lookup {
    pub(super) fn new(entries: impl ExactSizeIterator<Item = (u64, u32)>) -> Self {
        let size = (entries.len() * 2).next_power_of_two().max(8);
        let mut slots = vec![(FREE, 0); size];
        let mut filter = vec![0u64; size * FILTER_BITS / 64];
        for (key, column) in entries {
            let mixed = mix(key);
            let mut at = mixed & (size - 1);
            while slots[at].0 != FREE && slots[at].0 != key {
                at = (at + 1) & (size - 1);
            }
            slots[at] = (key, column);
            let bit = mixed & (size * FILTER_BITS - 1);
            filter[bit / 64] |= 1 << (bit % 64);
        }
        Lookup { slots, filter }
    }

    #[inline]
    pub(super) fn get(&self, key: u64) -> Option<u32> {
        let size = self.slots.len();
        let mixed = mix(key);
        let bit = mixed & (size * FILTER_BITS - 1);
        if self.filter[bit / 64] >> (bit % 64) & 1 == 0 {
            return None;
        }
        let mut at = mixed & (size - 1);
        loop {
            match self.slots[at] {
                (found, column) if found == key => return Some(column),
                (FREE, _) => return None,
                _ => at = (at + 1) & (size - 1),
            }
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
        let table = Lookup::new((1..1000u64).map(|k| (k * 7919, k as u32)).collect::<Vec<_>>().into_iter());
        for key in 1..1000u64 {
            assert_eq!(table.get(key * 7919), Some(key as u32));
            assert_eq!(table.get(key * 7919 + 1), None);
        }
    }
}
