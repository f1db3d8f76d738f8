//! The likeliest way to cut a run of letters into words of a dictionary.
//!
//! Each word has the probability of its frequency; of all ways to cut a run the one with the greatest product is taken
//! (jieba's algorithm without its hidden Markov model; the results are the same to the last bit).

use crate::text::added_words::AddedWords;
use crate::text::word_trie::WordTrie;

/// The words that a run is cut into.
pub(super) struct Dictionary<'d> {
    pub(super) base: &'d WordTrie,
    /// Natural logarithm of each frequency of the base dictionary.
    pub(super) base_log_frequencies: &'d [f64],
    pub(super) added: &'d AddedWords,
    /// Natural logarithm of the sum of all frequencies.
    pub(super) log_total: f64,
}

/// Buffers of [`Lattice::cut`], reused from one run to the next.
#[derive(Default)]
pub(super) struct Lattice {
    /// Characters of the run with their offsets in bytes and their codes in the base dictionary.
    characters: Vec<(u32, char, u32)>,
    /// For each character, and for the end of the run: the logarithm of the probability of the best way from there to the
    /// end, and where the first word of it ends.
    best: Vec<(f64, u32)>,
}

impl Lattice {
    /// Cuts a run of letters and calls `visit` with the offsets in bytes at which each word begins and ends. Single ASCII
    /// letters and digits that follow each other become one word.
    pub(super) fn cut(&mut self, run: &str, dictionary: &Dictionary<'_>, mut visit: impl FnMut(usize, usize)) {
        let codes = dictionary.base.codes();
        self.characters.clear();
        self.characters.extend(run.char_indices().map(|(offset, c)| (offset as u32, c, codes.code(c))));
        self.find_best(dictionary);
        let count = self.characters.len();
        let offset = |index: usize| self.characters.get(index).map_or(run.len(), |&(offset, ..)| offset as usize);
        let (mut index, mut joined_from) = (0, None);
        while index < count {
            let end = self.best[index].1 as usize;
            if end == index + 1 && self.characters[index].1.is_ascii_alphanumeric() {
                joined_from.get_or_insert(index);
            } else {
                if let Some(from) = joined_from.take() {
                    visit(offset(from), offset(index));
                }
                visit(offset(index), offset(end));
            }
            index = end;
        }
        if let Some(from) = joined_from {
            visit(offset(from), run.len());
        }
    }

    /// Fills [`Lattice::best`] from the end of the run to its start.
    fn find_best(&mut self, dictionary: &Dictionary<'_>) {
        let Dictionary { base, base_log_frequencies, added, log_total } = *dictionary;
        let count = self.characters.len();
        // A run is a clause of some ten characters: the words of all of them are fetched from memory before the first is
        // looked for.
        for pair in self.characters.windows(2) {
            base.prefetch(pair[0].2, pair[1].2);
        }
        self.best.clear();
        self.best.resize(count + 1, (0.0, 0));
        for start in (0..count).rev() {
            let mut best: Option<(f64, u32)> = None;
            let mut consider = |log_frequency: f64, end: usize| {
                let log_probability = log_frequency - log_total + self.best[end].0;
                // Of two equal ways the one with the longer first word is taken.
                let is_better = |(other, other_end): (f64, u32)| {
                    log_probability > other || (log_probability == other && end as u32 > other_end)
                };
                if best.is_none_or(is_better) {
                    best = Some((log_probability, end as u32));
                }
            };
            let rest = &self.characters[start..];
            let mut node = WordTrie::ROOT;
            for (length, &(_, _, code)) in (1..).zip(rest) {
                let Some((child, frequency)) = base.step(node, code) else { break };
                node = child;
                if let Some(frequency) = frequency {
                    consider(base_log_frequencies[frequency], start + length);
                }
            }
            if added.may_begin_with(rest[0].1) {
                let mut node = AddedWords::ROOT;
                for (length, &(_, character, _)) in (1..).zip(rest) {
                    let Some((child, log_frequency)) = added.step(node, character) else { break };
                    node = child;
                    if let Some(log_frequency) = log_frequency {
                        consider(log_frequency, start + length);
                    }
                }
            }
            // A character that begins no word counts as a word of frequency 1.
            let single = || (0.0 - log_total + self.best[start + 1].0, start as u32 + 1);
            self.best[start] = best.unwrap_or_else(single);
        }
    }
}
