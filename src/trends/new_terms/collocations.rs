//! Terms that readers recognise as such: words, and neighbouring words that belong together. The dictionary lags behind
//! the language of politics, so the segmenter splits a new slogan into pieces. Pieces that always occur together are
//! joined again here.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::trends::new_terms::candidates::{Candidates, NONE, Pieces, TermSettings, Triple};
use crate::trends::new_terms::frequent_runs::run_key;
use crate::trends::new_terms::spelling::Spellings;
use crate::trends::new_terms::word_store::WordStore;

/// What a frequent pair of words leads to.
#[derive(Debug, Clone, Copy, Default)]
struct PairEntry {
    /// The pair's number, with which the keys of longer runs are made.
    number: u32,
    /// The term that the pair is; [`NONE`] if it is only the beginning of one.
    term: u32,
}

/// The terms found in texts.
#[derive(Debug, Default)]
pub struct Terms {
    texts: Vec<String>,
    /// The same by their characters.
    spellings: Spellings,
    /// The term that each word is, by the word's number; [`NONE`] for other words.
    words: Vec<u32>,
    /// For each word, whether a pair in `pairs` begins with it.
    begins_pair: Vec<bool>,
    pairs: FxHashMap<u64, PairEntry>,
    triples: FxHashMap<u64, u32>,
}

/// Buffers of [`Terms::each`], reused from text to text.
#[derive(Debug, Default)]
pub struct TermScratch {
    numbers: Vec<u32>,
    /// The mark of the text in which each term was last seen.
    last_seen: Vec<u32>,
    /// The mark of the current text.
    mark: u32,
}

impl Terms {
    /// Finds the terms of the texts: words of at least two characters, and pairs and triples of neighbouring words that
    /// belong together, all of at most eight characters. Pieces that hardly occur outside a longer term are left out.
    pub fn find(kept: &WordStore, settings: &TermSettings) -> Terms {
        let candidates = Candidates::count(kept, settings);
        let cohesive_pairs = candidates.cohesive_pairs();
        let cohesive_triples = candidates.cohesive_triples();
        let pieces = candidates.pieces(&cohesive_pairs, &cohesive_triples);
        Terms::collect(&candidates, &cohesive_pairs, &cohesive_triples, &pieces)
    }

    /// Numbers the terms in the order of their texts: which of equal terms comes first must not depend on what was read
    /// first, as the numbers of words do.
    fn collect(
        candidates: &Candidates<'_>,
        cohesive_pairs: &[bool],
        cohesive_triples: &[Triple<'_>],
        pieces: &Pieces,
    ) -> Terms {
        let kept = candidates.kept;
        let mut numbering = TermNumbering { kept, by_text: BTreeMap::new() };
        let words = (0..=kept.words() as u32)
            .map(|word| if candidates.is_term(word, pieces) { numbering.number(&[word]) } else { NONE })
            .collect();
        let mut pair_entries: Vec<Option<PairEntry>> = (0..candidates.pairs.len())
            .map(|pair| {
                let (a, b) = candidates.pairs[pair].parts();
                (cohesive_pairs[pair] && !pieces.pairs[pair])
                    .then(|| PairEntry { number: pair as u32, term: numbering.number(&[a, b]) })
            })
            .collect();
        let mut triples = FxHashMap::default();
        for &Triple { run, first, second } in cohesive_triples {
            let (a, b) = candidates.pairs[first].parts();
            let (_, c) = candidates.pairs[second].parts();
            triples.insert(run.key, numbering.number(&[a, b, c]));
            pair_entries[first].get_or_insert(PairEntry { number: first as u32, term: NONE });
        }
        let mut begins_pair = vec![false; kept.words() + 1];
        let mut pairs = FxHashMap::default();
        for (run, entry) in candidates.pairs.iter().zip(pair_entries) {
            if let Some(entry) = entry {
                begins_pair[run.parts().0 as usize] = true;
                pairs.insert(run.key, entry);
            }
        }
        let (texts, numbers) = numbering.by_text();
        let number = |term: &mut u32| *term = numbers.get(*term as usize).copied().unwrap_or(NONE);
        let mut words: Vec<u32> = words;
        words.iter_mut().for_each(number);
        pairs.values_mut().for_each(|entry| number(&mut entry.term));
        triples.values_mut().for_each(number);
        let spellings = Spellings::new(&texts, kept);
        Terms { texts, spellings, words, begins_pair, pairs, triples }
    }

    /// The number of terms.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there are no terms.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The characters of a term.
    pub fn text(&self, term: u32) -> &str {
        &self.texts[term as usize]
    }

    /// Calls `found` once with each term that a text contains, also within longer words.
    pub fn each(&self, kept: &WordStore, text: usize, scratch: &mut TermScratch, mut found: impl FnMut(u32)) {
        let TermScratch { numbers, last_seen, mark } = scratch;
        kept.unpack(text, numbers);
        last_seen.resize(self.texts.len(), 0);
        *mark += 1;
        self.spellings.each(kept, numbers, |term| {
            if last_seen[term as usize] != *mark {
                last_seen[term as usize] = *mark;
                found(term);
            }
        });
    }

    /// Calls `found` with each occurrence of a term by its characters, also within longer words.
    pub(super) fn spelled(&self, kept: &WordStore, numbers: &[u32], found: impl FnMut(u32)) {
        self.spellings.each(kept, numbers, found);
    }

    /// Calls `found` with each occurrence of a term as whole words of a text: the term and the range of its words.
    pub(super) fn occurrences(&self, numbers: &[u32], mut found: impl FnMut(u32, Range<usize>)) {
        let mut report = |term: u32, range: Range<usize>| {
            if term != NONE {
                found(term, range);
            }
        };
        for (i, &word) in numbers.iter().enumerate() {
            report(self.words[word as usize], i..i + 1);
            let Some(&next) = numbers.get(i + 1).filter(|_| self.begins_pair[word as usize]) else { continue };
            let Some(pair) = self.pairs.get(&run_key(word, next)) else { continue };
            report(pair.term, i..i + 2);
            if let Some(&third) = numbers.get(i + 2)
                && let Some(&term) = self.triples.get(&run_key(pair.number, third))
            {
                report(term, i..i + 3);
            }
        }
    }
}

/// Numbers terms as they come: a text that can be segmented in several ways is one term.
struct TermNumbering<'k> {
    kept: &'k WordStore,
    by_text: BTreeMap<String, u32>,
}

impl TermNumbering<'_> {
    /// The number of the term that consists of the words, a new one if the term is new.
    fn number(&mut self, words: &[u32]) -> u32 {
        let text: String = words.iter().map(|&w| self.kept.word(w)).collect();
        let next = self.by_text.len() as u32;
        *self.by_text.entry(text).or_insert(next)
    }

    /// The texts in their order, and the place of each term among them by its number.
    fn by_text(self) -> (Vec<String>, Vec<u32>) {
        let mut places = vec![NONE; self.by_text.len()];
        for (place, &number) in (0..).zip(self.by_text.values()) {
            places[number as usize] = place;
        }
        (self.by_text.into_keys().collect(), places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trends::new_terms::frequent_runs::tests::{background, kept_words};

    /// Terms with the number of texts that contain them.
    fn terms_of(texts: &[String]) -> BTreeMap<String, usize> {
        let kept = kept_words(texts);
        let terms = Terms::find(&kept, &TermSettings::default());
        let mut counts = vec![0; terms.len()];
        let mut scratch = TermScratch::default();
        for text in 0..kept.len() {
            terms.each(&kept, text, &mut scratch, |term| counts[term as usize] += 1);
        }
        counts.into_iter().zip(0..).map(|(count, term)| (terms.text(term).to_owned(), count)).collect()
    }

    #[test]
    fn an_invented_slogan_is_put_together_and_its_pieces_are_dropped() {
        let mut texts: Vec<String> = (0..600).map(background).collect();
        // The slogan is in no dictionary, so the segmenter splits it. The words beside it vary.
        let beside = ["桥梁", "河道", "学校", "医院", "果园", "码头", "市场"];
        for (i, text) in texts.iter_mut().step_by(20).enumerate() {
            text.push_str(&format!("{}蓝芽灯塔{}，蓝芽灯塔。", beside[i % 7], beside[(i + 3) % 7]));
        }
        let terms = terms_of(&texts);
        assert_eq!(terms.get("蓝芽灯塔"), Some(&30), "{terms:?}");
        assert!(terms["桥梁"] > 100);
        let pieces: Vec<&String> = terms.keys().filter(|term| term.contains('芽') || term.contains("灯塔")).collect();
        assert_eq!(pieces, ["蓝芽灯塔"]);
    }

    #[test]
    fn a_term_is_counted_within_longer_words_too() {
        let mut texts: Vec<String> = (0..600).map(background).collect();
        let beside = ["桥梁", "河道", "学校", "医院", "果园", "码头", "市场"];
        for (i, text) in texts.iter_mut().take(40).enumerate() {
            // 人才引育 is a word of the dictionary.
            let term = if i < 30 { "人才" } else { "人才引育" };
            text.push_str(&format!("{}{term}{}。", beside[i % 7], beside[(i + 3) % 7]));
        }
        let terms = terms_of(&texts);
        assert_eq!((terms.get("人才"), terms.get("人才引育")), (Some(&40), Some(&10)), "{terms:?}");
    }
}
