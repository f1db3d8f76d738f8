//! Counts the terms of one text in a small table that stays in the processor's first-level cache.

/// Distinct keys in order of first occurrence, with their counts.
#[derive(Debug, Default)]
pub(super) struct TermCounter {
    counts: Vec<(u64, u32)>,
    /// Slots of an open-addressing table: the generation of the text that filled the slot, and an index into `counts`.
    /// Slots of an older generation count as free, so nothing needs to be cleared between texts.
    slots: Vec<(u32, u32)>,
    /// Generation of the current text.
    generation: u32,
    /// Number of slots in use minus one; a short text uses only the first slots, which stay in cache.
    mask: usize,
}

impl TermCounter {
    /// Begins a new text of at most `terms` terms.
    pub(super) fn begin(&mut self, terms: usize) {
        self.counts.clear();
        let size = (terms * 2).next_power_of_two().max(16);
        if self.slots.len() < size || self.generation == u32::MAX {
            self.slots.clear();
            self.generation = 0;
        }
        if self.slots.is_empty() {
            self.slots.resize(size, (0, 0));
        }
        self.mask = size - 1;
        self.generation += 1;
    }

    /// Counts keys; their total must not exceed the number given to [`TermCounter::begin`].
    pub(super) fn add(&mut self, keys: &[u64]) {
        let mask = self.mask;
        for &key in keys {
            let mut index = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize & mask;
            loop {
                let (generation, position) = self.slots[index];
                if generation != self.generation {
                    self.slots[index] = (self.generation, self.counts.len() as u32);
                    self.counts.push((key, 1));
                    break;
                }
                let counts = &mut self.counts[position as usize];
                if counts.0 == key {
                    counts.1 += 1;
                    break;
                }
                index = (index + 1) & mask;
            }
        }
    }

    /// Returns the keys counted since [`TermCounter::begin`], with their counts.
    pub(super) fn counts(&self) -> &[(u64, u32)] {
        &self.counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_is_counted_separately() {
        let mut counter = TermCounter::default();
        for length in [3usize, 40, 1000, 5] {
            let keys: Vec<u64> = (0..length as u64).map(|i| i % 7 + (1 << 63)).collect();
            counter.begin(keys.len());
            counter.add(&keys);
            assert_eq!(counter.counts().len(), length.min(7));
            assert_eq!(counter.counts()[0], (1 << 63, length.div_ceil(7) as u32));
        }
    }
}
