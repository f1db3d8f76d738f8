//! Extraction of the terms of a text, each with a 64-bit key.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::features::config::{BlockConfig, FeatureConfig, LeadConfig, MAX_PAIRED_WORDS, Part, TermKind};
use crate::features::term_counter::TermCounter;
use crate::features::term_table::TermTable;
use crate::text::{Segmenter, is_word_character};

/// An article as input to the features.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// The headline; may be empty.
    pub headline: &'a str,
    /// The body text.
    pub body: &'a str,
}

impl<'a> Document<'a> {
    /// Returns one part of the document.
    pub fn part(&self, part: Part) -> &'a str {
        match part {
            Part::Headline => self.headline,
            Part::Body => self.body,
        }
    }
}

/// Maximum number of characters or words in a term.
pub(super) const MAX_LENGTH: usize = 3;

/// Keys of all terms of one part of a document in text order; the memory is reused for each document.
#[derive(Debug, Default)]
pub(super) struct PartKeys {
    /// Keys of terms without punctuation.
    plain: Keys,
    /// Keys of terms with punctuation and the marks of the text's start and end.
    punctuated: Keys,
}

#[derive(Debug, Default)]
struct Keys {
    /// Keys of single characters, pairs and triples.
    characters: [Vec<u64>; MAX_LENGTH],
    /// Keys of single words and of pairs and triples of neighbouring words.
    words: [Vec<u64>; MAX_LENGTH],
    /// Keys of unordered pairs of different words.
    pairs: Vec<u64>,
}

/// The words from which the terms of one part are made.
#[derive(Debug, Default)]
pub(super) struct PartWords<'t> {
    plain: Vec<&'t str>,
    punctuated: Vec<&'t str>,
}

impl PartWords<'_> {
    /// Returns the words, without punctuation unless only features with punctuation use them.
    pub(super) fn words(&self) -> &[&str] {
        if self.plain.is_empty() { &self.punctuated } else { &self.plain }
    }

    /// Calls `visit` with the words of each term of a length in a block, in the order of the keys.
    pub(super) fn for_each_term(&self, block: &BlockConfig, length: usize, visit: impl FnMut(&[&str])) {
        let words = if block.punctuation { &self.punctuated } else { &self.plain };
        match block.kind {
            TermKind::WordPairs => word_pairs(words).iter().map(<[&str; 2]>::as_slice).for_each(visit),
            _ if block.punctuation => with_boundaries(words, length).windows(length).for_each(visit),
            _ => words.windows(length).for_each(visit),
        }
    }
}

/// Marks of the start and the end of a text.
const BOUNDARY_MARKS: [char; 2] = ['^', '$'];

/// Returns the words, enclosed in boundary marks if the terms have several words.
fn with_boundaries<'t>(words: &[&'t str], length: usize) -> Vec<&'t str> {
    if length > 1 && !words.is_empty() { [&["^"], words, &["$"]].concat() } else { words.to_vec() }
}

impl PartKeys {
    /// Returns the keys of all terms of a length in a block.
    pub(super) fn keys_of(&self, block: &BlockConfig, length: usize) -> &[u64] {
        let keys = if block.punctuation { &self.punctuated } else { &self.plain };
        match block.kind {
            TermKind::Characters => &keys.characters[length - 1],
            TermKind::Words => &keys.words[length - 1],
            TermKind::WordPairs => &keys.pairs,
        }
    }

    /// Returns the number of terms of a block.
    pub(super) fn number(&self, block: &BlockConfig) -> usize {
        block.lengths().map(|length| self.keys_of(block, length).len()).sum()
    }

    /// Returns the number of terms in the lead of a block, if there are more terms than these.
    pub(super) fn lead_of(&self, block: &BlockConfig, config: &LeadConfig) -> Option<usize> {
        config.terms(block).filter(|&terms| self.number(block) > terms)
    }

    /// Counts the terms of a block.
    pub(super) fn count(&self, block: &BlockConfig, counter: &mut TermCounter) {
        counter.begin(self.number(block));
        block.lengths().for_each(|length| counter.add(self.keys_of(block, length)));
    }

    /// Counts the terms of a block that a table may have. The first `lead` of all its terms are its lead; a block of terms of
    /// several lengths has none.
    pub(super) fn count_known(
        &self,
        block: &BlockConfig,
        lead: usize,
        table: &TermTable,
        counter: &mut TermCounter,
        candidates: &mut Vec<u64>,
    ) {
        candidates.clear();
        let mut in_lead = 0;
        for keys in block.lengths().map(|length| self.keys_of(block, length)) {
            let (first, rest) = keys.split_at(lead.min(keys.len()));
            in_lead += table.select(first, candidates);
            table.select(rest, candidates);
        }
        counter.begin(candidates.len());
        counter.add(&candidates[..in_lead]);
        counter.end_lead();
        counter.add(&candidates[in_lead..]);
    }

    /// Makes the keys that the blocks of a part need and returns the words they are made of.
    pub(super) fn fill<'t>(
        &mut self,
        config: &FeatureConfig,
        part: Part,
        segmenter: &Segmenter,
        text: &'t str,
    ) -> PartWords<'t> {
        let max_length = |kind: TermKind, punctuation: bool| {
            let matches = |b: &&BlockConfig| b.part == part && b.kind == kind && b.punctuation == punctuation;
            config.blocks.iter().filter(matches).map(|b| usize::from(b.max_length)).max().unwrap_or(0)
        };
        self.plain.fill_characters(text.chars(), max_length(TermKind::Characters, false));
        self.punctuated.fill_punctuated(text, max_length(TermKind::Characters, true));
        let mut words = PartWords::default();
        for (punctuation, keys, words) in
            [(false, &mut self.plain, &mut words.plain), (true, &mut self.punctuated, &mut words.punctuated)]
        {
            let (max_length, paired) =
                (max_length(TermKind::Words, punctuation), max_length(TermKind::WordPairs, punctuation));
            if max_length > 0 || paired > 0 {
                *words = if punctuation { segmenter.tokens(text) } else { segmenter.words(text) };
            }
            keys.fill_words(words, punctuation, max_length, paired > 0);
        }
        words
    }
}

impl Keys {
    fn fill_words(&mut self, words: &[&str], with_marks: bool, max_length: usize, paired: bool) {
        self.words.iter_mut().for_each(Vec::clear);
        self.pairs.clear();
        for (length, keys) in (1..=max_length).zip(&mut self.words) {
            let key = |parts: &[&str]| words_key(parts.iter().copied());
            if with_marks {
                keys.extend(with_boundaries(words, length).windows(length).map(key));
            } else {
                keys.extend(words.windows(length).map(key));
            }
        }
        if paired {
            self.pairs.extend(word_pairs(words).into_iter().map(|pair| words_key(pair.into_iter())));
        }
    }

    /// Makes keys of n-grams of letters, digits and Han characters, which do not cross punctuation.
    fn fill_characters(&mut self, text: impl Iterator<Item = char>, max_length: usize) {
        self.characters.iter_mut().for_each(Vec::clear);
        if max_length == 0 {
            return;
        }
        let mut state = NgramState::default();
        for c in text {
            if is_word_character(c) { state.push(c, &mut self.characters) } else { state = NgramState::default() }
        }
    }

    /// Makes keys of n-grams of any characters; white space is folded to one space, and longer n-grams include marks.
    fn fill_punctuated(&mut self, text: &str, max_length: usize) {
        self.characters.iter_mut().for_each(Vec::clear);
        if max_length == 0 {
            return;
        }
        let words = text.split_whitespace();
        let spaced = words.enumerate().flat_map(|(i, word)| (i > 0).then_some(' ').into_iter().chain(word.chars()));
        let mut state = NgramState::default();
        for c in std::iter::once(BOUNDARY_MARKS[0]).chain(spaced).chain([BOUNDARY_MARKS[1]]) {
            state.push(c, &mut self.characters);
        }
        // A boundary mark by itself is not a term.
        let singles = &mut self.characters[0];
        singles.pop();
        singles.remove(0);
    }
}

/// The most recent characters, from which n-gram keys are built.
#[derive(Default)]
struct NgramState {
    /// Number of characters read since the start or the last break.
    length: usize,
    /// The last character.
    last: u64,
    /// Key of the pair that ends at the last character.
    pair: u64,
}

impl NgramState {
    /// Appends the keys of the n-grams that end at a character.
    #[inline]
    fn push(&mut self, c: char, [singles, pairs, triples]: &mut [Vec<u64>; MAX_LENGTH]) {
        let c = u64::from(c as u32);
        let pair = c << 21 | self.last;
        singles.push(c);
        if self.length >= 1 {
            pairs.push(pair);
            if self.length >= 2 {
                triples.push(c << 42 | self.pair);
            }
        }
        (self.last, self.pair) = (c, pair);
        self.length += 1;
    }
}

/// Returns all pairs of different words among the first [`MAX_PAIRED_WORDS`] words, each pair in lexicographic order.
pub(super) fn word_pairs<'t>(words: &[&'t str]) -> Vec<[&'t str; 2]> {
    let mut distinct: Vec<&str> = words.iter().take(MAX_PAIRED_WORDS).copied().collect();
    distinct.sort_unstable();
    distinct.dedup();
    let second = |i: usize| distinct[i + 1..].iter().map(move |b| (i, *b));
    (0..distinct.len()).flat_map(second).map(|(i, b)| [distinct[i], b]).collect()
}

/// Reverses the characters in the key of a character n-gram: with the first one in the highest bits, keys sort in the
/// order of their texts.
pub(super) fn characters_order(key: u64) -> u64 {
    [0, 21, 42].into_iter().fold(0, |reversed, shift| reversed << 21 | key >> shift & 0x1F_FFFF)
}

/// Decodes the characters of an n-gram from its reversed key.
pub(super) fn characters_of(order: u64) -> impl Iterator<Item = char> {
    let character = move |shift: u32| char::from_u32((order >> shift) as u32 & 0x1F_FFFF).filter(|&c| c != '\0');
    [42, 21, 0].into_iter().filter_map(character)
}

/// Computes the key of a term written as in a vocabulary.
pub(super) fn term_key(kind: TermKind, term: &str) -> u64 {
    match kind {
        // A word pair and a word bigram may share a key, but they are in different blocks.
        TermKind::Words | TermKind::WordPairs => words_key(term.split(' ')),
        // Up to three code points of 21 bits each make an exact key without hashing.
        TermKind::Characters => term.chars().rev().fold(0, |key, c| key << 21 | c as u64),
    }
}

fn words_key<'a>(words: impl Iterator<Item = &'a str>) -> u64 {
    let mut hasher = FxHasher::default();
    for word in words {
        hasher.write(word.as_bytes());
        hasher.write_u8(0xFF);
    }
    // The key must not be 0, which marks empty slots in the term table.
    hasher.finish() | 1 << 63
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextConfig;

    #[test]
    fn keys_agree_with_the_terms_written_out() {
        let segmenter = Segmenter::new(&TextConfig::default()).unwrap();
        let text = "全市信访工作会议召开，要求 办结率99%以上。";
        let mut config = FeatureConfig::default();
        config.blocks[4].max_length = 2;
        for config in [config, FeatureConfig::short_texts()] {
            let mut keys = PartKeys::default();
            let words = keys.fill(&config, Part::Body, &segmenter, text);
            for block in config.blocks.iter().filter(|b| b.part == Part::Body) {
                for length in block.lengths() {
                    let written: Vec<String> = match block.kind {
                        TermKind::Characters => keys
                            .keys_of(block, length)
                            .iter()
                            .map(|&k| characters_of(characters_order(k)).collect())
                            .collect(),
                        _ => {
                            let mut written = Vec::new();
                            words.for_each_term(block, length, |parts| written.push(parts.join(" ")));
                            written
                        }
                    };
                    let recomputed: Vec<u64> = written.iter().map(|term| term_key(block.kind, term)).collect();
                    assert_eq!(keys.keys_of(block, length), recomputed);
                    if block.kind == TermKind::Characters {
                        assert!(written.iter().all(|term| term.chars().count() == length));
                        assert_eq!(written.iter().any(|term| term.contains('，')), block.punctuation);
                        assert_eq!(written.contains(&"全市信".into()), length == 3);
                        assert_eq!(written.contains(&"^全".into()), length == 2 && block.punctuation);
                        assert_eq!(written.contains(&"求 办".into()), length == 3 && block.punctuation);
                    }
                }
            }
        }
        assert_eq!(word_pairs(&["信访", "会议", "信访"]), [["会议", "信访"]]);
    }
}
