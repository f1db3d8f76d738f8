//! The terms of a text, each with a 64-bit key.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::features::config::{BlockConfig, FeatureConfig, PAIRED, Part, TermKind};
use crate::features::term_counter::Tally;
use crate::text::{Segmenter, is_word_character};

/// What features are made of.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// The headline; may be empty.
    pub headline: &'a str,
    /// The text.
    pub body: &'a str,
}

impl<'a> Document<'a> {
    /// One part of the document.
    pub fn part(&self, part: Part) -> &'a str {
        match part {
            Part::Headline => self.headline,
            Part::Body => self.body,
        }
    }
}

/// The longest run of characters or words a term may have.
pub(super) const LONGEST: usize = 3;

/// The keys of all terms of one part of a document, in their order; the memory serves document after document.
#[derive(Debug, Default)]
pub(super) struct PartKeys {
    plain: Keys,
    /// With punctuation and the text's ends.
    whole: Keys,
}

#[derive(Debug, Default)]
struct Keys {
    /// Keys of single characters, pairs and triples.
    characters: [Vec<u64>; LONGEST],
    /// Keys of words, pairs and triples of neighbouring words.
    words: [Vec<u64>; LONGEST],
    /// Keys of pairs of different words.
    pairs: Vec<u64>,
}

/// The words that terms of one part are made of.
#[derive(Debug, Default)]
pub(super) struct PartWords<'t> {
    plain: Vec<&'t str>,
    whole: Vec<&'t str>,
}

impl PartWords<'_> {
    /// The words, with punctuation only where none were cut without.
    pub(super) fn all(&self) -> &[&str] {
        if self.plain.is_empty() { &self.whole } else { &self.plain }
    }

    /// Calls `made` with the words of each of a block's terms of a length, in the order of their keys.
    pub(super) fn each(&self, block: &BlockConfig, length: usize, made: impl FnMut(&[&str])) {
        let words = if block.punctuation { &self.whole } else { &self.plain };
        match block.kind {
            TermKind::WordPairs => word_pairs(words).iter().map(<[&str; 2]>::as_slice).for_each(made),
            _ if block.punctuation => with_ends(words, length).windows(length).for_each(made),
            _ => words.windows(length).for_each(made),
        }
    }
}

/// The ends of a text.
const ENDS: [char; 2] = ['^', '$'];

/// Words between the text's ends, where terms of several words are made.
fn with_ends<'t>(words: &[&'t str], length: usize) -> Vec<&'t str> {
    if length > 1 && !words.is_empty() { [&["^"], words, &["$"]].concat() } else { words.to_vec() }
}

impl PartKeys {
    /// The keys of all terms of a block of a length.
    pub(super) fn of(&self, block: &BlockConfig, length: usize) -> &[u64] {
        let keys = if block.punctuation { &self.whole } else { &self.plain };
        match block.kind {
            TermKind::Characters => &keys.characters[length - 1],
            TermKind::Words => &keys.words[length - 1],
            TermKind::WordPairs => &keys.pairs,
        }
    }

    /// Counts the terms of a block.
    pub(super) fn count(&self, block: &BlockConfig, tally: &mut Tally) {
        tally.begin(block.lengths().map(|length| self.of(block, length).len()).sum());
        block.lengths().for_each(|length| tally.add(self.of(block, length)));
    }

    /// Makes the keys that the blocks of a part ask for; returns the words they are made of.
    pub(super) fn fill<'t>(
        &mut self,
        config: &FeatureConfig,
        part: Part,
        segmenter: &Segmenter,
        text: &'t str,
    ) -> PartWords<'t> {
        let longest = |kind: TermKind, punctuation: bool| {
            let wanted = |b: &&BlockConfig| b.part == part && b.kind == kind && b.punctuation == punctuation;
            config.blocks.iter().filter(wanted).map(|b| usize::from(b.longest)).max().unwrap_or(0)
        };
        self.plain.fill_characters(text.chars(), longest(TermKind::Characters, false));
        self.whole.fill_whole(text, longest(TermKind::Characters, true));
        let mut words = PartWords::default();
        for (punctuation, keys, words) in
            [(false, &mut self.plain, &mut words.plain), (true, &mut self.whole, &mut words.whole)]
        {
            let (longest, paired) = (longest(TermKind::Words, punctuation), longest(TermKind::WordPairs, punctuation));
            if longest > 0 || paired > 0 {
                *words = if punctuation { segmenter.tokens(text) } else { segmenter.words(text) };
            }
            keys.fill_words(words, punctuation, longest, paired > 0);
        }
        words
    }
}

impl Keys {
    fn fill_words(&mut self, words: &[&str], ends: bool, longest: usize, paired: bool) {
        self.words.iter_mut().for_each(Vec::clear);
        self.pairs.clear();
        for (length, keys) in (1..=longest).zip(&mut self.words) {
            let key = |parts: &[&str]| words_key(parts.iter().copied());
            if ends {
                keys.extend(with_ends(words, length).windows(length).map(key));
            } else {
                keys.extend(words.windows(length).map(key));
            }
        }
        if paired {
            self.pairs.extend(word_pairs(words).into_iter().map(|pair| words_key(pair.into_iter())));
        }
    }

    /// Runs of letters, digits and Han characters; they do not cross punctuation.
    fn fill_characters(&mut self, text: impl Iterator<Item = char>, longest: usize) {
        self.characters.iter_mut().for_each(Vec::clear);
        if longest == 0 {
            return;
        }
        let mut run = Run::default();
        for c in text {
            if is_word_character(c) { run.push(c, &mut self.characters) } else { run = Run::default() }
        }
    }

    /// Runs of any characters, white space folded to one space, with the text's ends in runs of several.
    fn fill_whole(&mut self, text: &str, longest: usize) {
        self.characters.iter_mut().for_each(Vec::clear);
        if longest == 0 {
            return;
        }
        let words = text.split_whitespace();
        let spaced = words.enumerate().flat_map(|(i, word)| (i > 0).then_some(' ').into_iter().chain(word.chars()));
        let mut run = Run::default();
        for c in std::iter::once(ENDS[0]).chain(spaced).chain([ENDS[1]]) {
            run.push(c, &mut self.characters);
        }
        // The ends alone are no terms.
        let singles = &mut self.characters[0];
        singles.pop();
        singles.remove(0);
    }
}

/// The characters just read.
#[derive(Default)]
struct Run {
    length: usize,
    last: u64,
    /// The pair that ends at the last character.
    pair: u64,
}

impl Run {
    /// Adds the keys of the runs that end with a character.
    #[inline]
    fn push(&mut self, c: char, [singles, pairs, triples]: &mut [Vec<u64>; LONGEST]) {
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

/// All pairs of different words, each in order, among the first [`PAIRED`] words.
pub(super) fn word_pairs<'t>(words: &[&'t str]) -> Vec<[&'t str; 2]> {
    let mut different: Vec<&str> = words.iter().take(PAIRED).copied().collect();
    different.sort_unstable();
    different.dedup();
    let second = |i: usize| different[i + 1..].iter().map(move |b| (i, *b));
    (0..different.len()).flat_map(second).map(|(i, b)| [different[i], b]).collect()
}

/// The key of a run of characters turned around: the first character in the highest place, so that numbers stand in
/// the order of their texts.
pub(super) fn characters_in_order(key: u64) -> u64 {
    [0, 21, 42].into_iter().fold(0, |turned, shift| turned << 21 | key >> shift & 0x1F_FFFF)
}

/// The text of a run of characters, from its key turned around.
pub(super) fn characters_of(order: u64) -> impl Iterator<Item = char> {
    let character = move |shift: u32| char::from_u32((order >> shift) as u32 & 0x1F_FFFF).filter(|&c| c != '\0');
    [42, 21, 0].into_iter().filter_map(character)
}

/// The key of a term written as in a vocabulary.
pub(super) fn term_key(kind: TermKind, term: &str) -> u64 {
    match kind {
        // A pair and two words side by side have the same key, but lie in blocks of their own.
        TermKind::Words | TermKind::WordPairs => words_key(term.split(' ')),
        // Three code points of 21 bits each: exact, no hash.
        TermKind::Characters => term.chars().rev().fold(0, |key, c| key << 21 | c as u64),
    }
}

fn words_key<'a>(words: impl Iterator<Item = &'a str>) -> u64 {
    let mut hasher = FxHasher::default();
    for word in words {
        hasher.write(word.as_bytes());
        hasher.write_u8(0xFF);
    }
    // Never 0: the lookup table marks free places with it.
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
        config.blocks[4].longest = 2;
        for config in [config, FeatureConfig::short_texts()] {
            let mut keys = PartKeys::default();
            let words = keys.fill(&config, Part::Body, &segmenter, text);
            for block in config.blocks.iter().filter(|b| b.part == Part::Body) {
                for length in block.lengths() {
                    let written: Vec<String> = match block.kind {
                        TermKind::Characters => keys
                            .of(block, length)
                            .iter()
                            .map(|&k| characters_of(characters_in_order(k)).collect())
                            .collect(),
                        _ => {
                            let mut written = Vec::new();
                            words.each(block, length, |parts| written.push(parts.join(" ")));
                            written
                        }
                    };
                    let again: Vec<u64> = written.iter().map(|term| term_key(block.kind, term)).collect();
                    assert_eq!(keys.of(block, length), again);
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
