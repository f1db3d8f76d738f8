//! A flat table from term keys to columns.

/// Open addressing with linear probing, at most half full: one cache line for most look-ups.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    slots: Vec<(u64, u32)>,
}

/// Marks a free place; no term has this key.
const FREE: u64 = 0;

impl Lookup {
    pub(super) fn new(entries: impl ExactSizeIterator<Item = (u64, u32)>) -> Self {
        let size = (entries.len() * 2).next_power_of_two().max(2);
        let mut slots = vec![(FREE, 0); size];
        for (key, column) in entries {
            let mut at = place(key, size);
            while slots[at].0 != FREE && slots[at].0 != key {
                at = (at + 1) & (size - 1);
            }
            slots[at] = (key, column);
        }
        Lookup { slots }
    }

    pub(super) fn get(&self, key: u64) -> Option<u32> {
        let size = self.slots.len();
        let mut at = place(key, size);
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
fn place(key: u64, size: usize) -> usize {
    let mixed = (key ^ key >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 32) as usize & (size - 1)
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
