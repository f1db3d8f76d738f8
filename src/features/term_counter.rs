//! Counts the terms of one text in a small table that stays in the processor's first-level cache.

/// A term of a text and how often it occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TermCount {
    pub(super) key: u64,
    /// Number of occurrences in the whole text.
    pub(super) count: u32,
    /// Number of those in its lead.
    pub(super) in_lead: u32,
}

/// Distinct terms in order of first occurrence, with their counts.
#[derive(Debug, Default)]
pub(super) struct TermCounter {
    counts: Vec<TermCount>,
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
                    self.counts.push(TermCount { key, count: 1, in_lead: 0 });
                    break;
                }
                let term = &mut self.counts[position as usize];
                if term.key == key {
                    term.count += 1;
                    break;
                }
                index = (index + 1) & mask;
            }
        }
    }

    /// Ends the lead of the text: what was counted since [`TermCounter::begin`] is in it.
    pub(super) fn end_lead(&mut self) {
        self.counts.iter_mut().for_each(|term| term.in_lead = term.count);
    }

    /// Returns the terms counted since [`TermCounter::begin`].
    pub(super) fn counts(&self) -> &[TermCount] {
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
            let first = TermCount { key: 1 << 63, count: length.div_ceil(7) as u32, in_lead: 0 };
            assert_eq!(counter.counts()[0], first);
        }
    }

    #[test]
    fn what_stands_in_the_lead_is_counted_twice() {
        let mut counter = TermCounter::default();
        counter.begin(6);
        counter.add(&[5, 7, 5]);
        counter.end_lead();
        counter.add(&[5, 9, 9]);
        let counts: Vec<(u64, u32, u32)> = counter.counts().iter().map(|t| (t.key, t.count, t.in_lead)).collect();
        assert_eq!(counts, [(5, 3, 2), (7, 1, 1), (9, 2, 0)]);
    }
}
