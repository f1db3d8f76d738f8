//! Counting the terms of one text: a small table that stays in the processor's nearest memory.

/// Distinct keys in the order they were first met, with how often.
#[derive(Debug, Default)]
pub(super) struct Tally {
    counted: Vec<(u64, u32)>,
    /// Open addressing: the mark of the text that filled a place, and a position in `counted`. What carries an older
    /// mark is free, so nothing is ever cleared.
    places: Vec<(u32, u32)>,
    mark: u32,
    /// Places in use less one: a short text uses the first only, they are near.
    mask: usize,
}

impl Tally {
    /// Begins a new text of `terms` terms at most, and counts nothing yet.
    pub(super) fn begin(&mut self, terms: usize) {
        self.counted.clear();
        let size = (terms * 2).next_power_of_two().max(16);
        if self.places.len() < size || self.mark == u32::MAX {
            self.places.clear();
            self.mark = 0;
        }
        if self.places.is_empty() {
            self.places.resize(size, (0, 0));
        }
        self.mask = size - 1;
        self.mark += 1;
    }

    /// Counts keys, no more in all than were announced.
    pub(super) fn add(&mut self, keys: &[u64]) {
        let mask = self.mask;
        for &key in keys {
            let mut at = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize & mask;
            loop {
                let (mark, position) = self.places[at];
                if mark != self.mark {
                    self.places[at] = (self.mark, self.counted.len() as u32);
                    self.counted.push((key, 1));
                    break;
                }
                let counted = &mut self.counted[position as usize];
                if counted.0 == key {
                    counted.1 += 1;
                    break;
                }
                at = (at + 1) & mask;
            }
        }
    }

    /// What was counted since [`Tally::begin`].
    pub(super) fn counted(&self) -> &[(u64, u32)] {
        &self.counted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_each_text_anew() {
        let mut tally = Tally::default();
        for length in [3usize, 40, 1000, 5] {
            let keys: Vec<u64> = (0..length as u64).map(|i| i % 7 + (1 << 63)).collect();
            tally.begin(keys.len());
            tally.add(&keys);
            assert_eq!(tally.counted().len(), length.min(7));
            assert_eq!(tally.counted()[0], (1 << 63, length.div_ceil(7) as u32));
        }
    }
}
