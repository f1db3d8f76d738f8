//! A hash table from term keys to columns.

use crate::features::term_counter::TermCount;
use crate::numeric::{PREFETCH_DISTANCE, prefetch};

/// Hash table with open addressing and linear probing, at most half full. A filter in front of it rejects most unknown
/// terms, because texts are full of character triples outside the vocabulary and each would cost a cache miss.
#[derive(Debug, Default)]
pub(super) struct TermTable {
    slots: Vec<Slot>,
    /// Bitmap with [`FILTER_BITS`] bits per slot; the bit that an entry hashes to is set.
    filter: Vec<u64>,
}

/// A term key with its column and inverse document frequency, side by side in memory.
#[derive(Debug, Clone, Copy)]
struct Slot {
    key: u64,
    column: u32,
    idf: f32,
}

/// Key of an empty slot; no term has it.
const EMPTY_KEY: u64 = 0;
/// Number of filter bits per slot of the table.
const FILTER_BITS: usize = 8;

impl TermTable {
    /// Builds the table from keys with their columns and inverse document frequencies.
    pub(super) fn new(entries: impl ExactSizeIterator<Item = (u64, u32, f32)>) -> Self {
        let size = (entries.len() * 2).next_power_of_two().max(8);
        let mut slots = vec![Slot { key: EMPTY_KEY, column: 0, idf: 0.0 }; size];
        let mut filter = vec![0u64; size * FILTER_BITS / 64];
        for (key, column, idf) in entries {
            let hashed = hash(key);
            let mut index = hashed & (size - 1);
            while slots[index].key != EMPTY_KEY && slots[index].key != key {
                index = (index + 1) & (size - 1);
            }
            slots[index] = Slot { key, column, idf };
            let bit = hashed & (size * FILTER_BITS - 1);
            filter[bit / 64] |= 1 << (bit % 64);
        }
        TermTable { slots, filter }
    }

    /// Appends those of the keys that may have a column, in order, and returns their number. The filter runs over all keys
    /// without a branch, and what it rejects need not be counted.
    pub(super) fn select(&self, keys: &[u64], selected: &mut Vec<u64>) -> usize {
        let bits = self.slots.len() * FILTER_BITS - 1;
        let start = selected.len();
        selected.resize(start + keys.len(), 0);
        let mut end = start;
        for &key in keys {
            let bit = hash(key) & bits;
            selected[end] = key;
            end += (self.filter[bit / 64] >> (bit % 64) & 1) as usize;
        }
        selected.truncate(end);
        end - start
    }

    /// Calls `visit` with the column and inverse document frequency of every counted term that has a column, in order. The slots
    /// are prefetched some steps ahead.
    pub(super) fn find_all(&self, counted: &[TermCount], mut visit: impl FnMut(u32, f32, TermCount)) {
        let mask = self.slots.len() - 1;
        for term in counted.iter().take(PREFETCH_DISTANCE) {
            prefetch(&self.slots, hash(term.key) & mask);
        }
        for (i, &term) in counted.iter().enumerate() {
            if let Some(later) = counted.get(i + PREFETCH_DISTANCE) {
                prefetch(&self.slots, hash(later.key) & mask);
            }
            if let Some(slot) = self.get(term.key) {
                visit(slot.column, slot.idf, term);
            }
        }
    }

    #[inline]
    fn get(&self, key: u64) -> Option<Slot> {
        let mask = self.slots.len() - 1;
        let mut index = hash(key) & mask;
        loop {
            let slot = self.slots[index];
            if slot.key == key {
                return Some(slot);
            }
            if slot.key == EMPTY_KEY {
                return None;
            }
            index = (index + 1) & mask;
        }
    }
}

/// Fibonacci hashing (Knuth, TAOCP 6.4): the high bits of the product choose the slot.
#[inline]
fn hash(key: u64) -> usize {
    ((key ^ key >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_stored_keys_and_nothing_else() {
        let entries: Vec<_> = (1..1000u64).map(|k| (k * 7919, k as u32, k as f32)).collect();
        let table = TermTable::new(entries.into_iter());
        let queried: Vec<u64> = (1..1000u64).flat_map(|k| [k * 7919, k * 7919 + 1]).collect();
        let counted: Vec<TermCount> = queried.iter().map(|&key| TermCount { key, count: 2, in_lead: 1 }).collect();
        let mut found = Vec::new();
        table.find_all(&counted, |column, idf, term| {
            assert_eq!((idf, term.count, term.in_lead), (column as f32, 2, 1));
            found.push(column);
        });
        assert_eq!(found, (1..1000).collect::<Vec<u32>>());
        // The filter keeps all that the table has, behind what was selected before, and little else.
        let mut selected = vec![1];
        assert_eq!(table.select(&queried, &mut selected), selected.len() - 1);
        assert_eq!(selected[0], 1);
        assert!(selected.is_sorted() && (1..1000).all(|k| selected.contains(&(k * 7919))));
        assert!(selected.len() < 1400, "{}", selected.len());
    }
}
