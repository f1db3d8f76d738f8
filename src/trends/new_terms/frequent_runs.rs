//! How often words, and runs of neighbouring words, occur in the kept texts.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::trends::new_terms::word_store::{BREAK, WordStore};

/// A run of two parts: two words, or a pair of words (given by the pair's number) and a third word.
pub(super) struct Run {
    /// Both parts, packed by [`run_key`].
    pub(super) key: u64,
    /// Number of texts that contain the run.
    pub(super) texts: u32,
    /// Number of occurrences in all texts.
    pub(super) occurrences: u32,
}

impl Run {
    /// The two parts of the key.
    pub(super) fn parts(&self) -> (u32, u32) {
        ((self.key >> 32) as u32, self.key as u32)
    }
}

pub(super) fn run_key(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// Number of texts that contain each word, and number of its occurrences in all texts; both by the word's number.
pub(super) fn word_counts(kept: &WordStore) -> (Vec<u32>, Vec<u32>) {
    let count = kept.words() + 1;
    let (mut texts, mut occurrences, mut last_text) = (vec![0u32; count], vec![0u32; count], vec![0u32; count]);
    let mut numbers = Vec::new();
    for text in 0..kept.len() {
        kept.unpack(text, &mut numbers);
        let mark = text as u32 + 1;
        for word in numbers.iter().filter(|word| **word != BREAK).map(|word| *word as usize) {
            occurrences[word] += 1;
            texts[word] += u32::from(last_text[word] != mark);
            last_text[word] = mark;
        }
    }
    (texts, occurrences)
}

/// Runs are counted in this many parts, chosen by their keys, in parallel.
const SHARDS: u64 = 8;
/// Number of texts whose keys are collected before the shards count them.
const BATCH: usize = 4096;

/// A run that is being counted.
struct Counted {
    run: Run,
    /// The text in which the run was last seen.
    last_text: u32,
}

fn mixed(key: u64) -> u64 {
    (key ^ key >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The runs that occur in at least `min_texts` texts, in an order that does not depend on threads. `keys` appends the
/// keys of all runs in a text.
///
/// Nearly all runs are rare, so they are first counted roughly, with many runs sharing a counter. Only runs whose
/// shared counter is high enough are counted exactly (Park, Chen & Yu 1995), so memory grows with the frequent runs
/// alone.
pub(super) fn frequent_runs(kept: &WordStore, min_texts: u32, keys: impl Fn(&[u32], &mut Vec<u64>) + Sync) -> Vec<Run> {
    let counters = (kept.packed_bytes() / 2).next_power_of_two().clamp(1 << 16, 1 << 24);
    let slot = |key: u64| (mixed(key) >> 40) as usize & (counters - 1);
    let min_rough = min_texts.min(u32::from(u8::MAX)) as u8;
    let (mut numbers, mut found) = (Vec::new(), Vec::new());
    let mut rough = vec![0u8; counters];
    for text in 0..kept.len() {
        kept.unpack(text, &mut numbers);
        found.clear();
        keys(&numbers, &mut found);
        for &key in &found {
            let counter = &mut rough[slot(key)];
            *counter = counter.saturating_add(1);
        }
    }
    let mut shards: Vec<(FxHashMap<u64, u32>, Vec<Counted>)> = (0..SHARDS).map(|_| Default::default()).collect();
    // The keys of a batch are made once, and all shards read them.
    let mut batch: Vec<(u64, u32)> = Vec::new();
    for first in (0..kept.len()).step_by(BATCH) {
        batch.clear();
        for text in first..kept.len().min(first + BATCH) {
            kept.unpack(text, &mut numbers);
            found.clear();
            keys(&numbers, &mut found);
            batch.extend(found.iter().filter(|key| rough[slot(**key)] >= min_rough).map(|&key| (key, text as u32)));
        }
        shards.par_iter_mut().enumerate().for_each(|(shard, (positions, runs))| {
            for &(key, text) in batch.iter().filter(|(key, _)| mixed(*key) >> 61 == shard as u64) {
                let at = *positions.entry(key).or_insert_with(|| {
                    runs.push(Counted { run: Run { key, texts: 0, occurrences: 0 }, last_text: u32::MAX });
                    runs.len() as u32 - 1
                });
                let counted = &mut runs[at as usize];
                counted.run.occurrences += 1;
                counted.run.texts += u32::from(counted.last_text != text);
                counted.last_text = text;
            }
        });
    }
    let runs = shards.into_iter().flat_map(|(_, runs)| runs);
    runs.map(|counted| counted.run).filter(|run| run.texts >= min_texts).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::text::{Segmenter, TextConfig};
    use crate::trends::new_terms::NumberedWords;

    /// The segmented words of the texts.
    pub(in crate::trends::new_terms) fn kept_words(texts: &[String]) -> WordStore {
        let segmenter = Segmenter::new(&TextConfig::default()).unwrap();
        let mut kept = WordStore::default();
        for text in texts {
            let mut numbered = NumberedWords::default();
            kept.number(&segmenter.words(text), &mut numbered);
            kept.add(0, numbered);
        }
        kept
    }

    /// Invented sentences that share their words but not their order.
    pub(in crate::trends::new_terms) fn background(number: usize) -> String {
        let words = ["桥梁", "河道", "学校", "医院", "果园", "码头", "市场", "居民", "工人", "老师", "医生", "技术"];
        let verbs = ["看望", "修缮", "扩大", "关心", "建设", "支持", "走进", "服务"];
        let at = |i: usize, list: &[&'static str]| list[(number * (2 * i + 3) + i * i) % list.len()];
        (0..9).map(|i| format!("{}{}{}，", at(i, &words), at(i + 1, &verbs), at(i + 2, &words))).collect()
    }

    #[test]
    fn rough_counters_lose_no_run() {
        let kept = kept_words(&(0..300).map(background).collect::<Vec<_>>());
        let keys = |numbers: &[u32], keys: &mut Vec<u64>| keys.extend(numbers.windows(2).map(|w| run_key(w[0], w[1])));
        let mut exact: BTreeMap<u64, (BTreeSet<usize>, u32)> = BTreeMap::new();
        for text in 0..kept.len() {
            let (mut numbers, mut found) = (Vec::new(), Vec::new());
            kept.unpack(text, &mut numbers);
            keys(&numbers, &mut found);
            for key in found {
                let entry = exact.entry(key).or_default();
                entry.0.insert(text);
                entry.1 += 1;
            }
        }
        exact.retain(|_, (texts, _)| texts.len() >= 8);
        let found: BTreeMap<u64, (usize, u32)> = frequent_runs(&kept, 8, keys)
            .into_iter()
            .map(|run| (run.key, (run.texts as usize, run.occurrences)))
            .collect();
        assert_eq!(found, exact.into_iter().map(|(key, (texts, times))| (key, (texts.len(), times))).collect());
    }
}
