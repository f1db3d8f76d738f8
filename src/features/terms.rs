//! The terms of a text, each with a 64-bit key.

use std::hash::Hasher;

use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};

use super::{BlockConfig, FeatureConfig, Part};
use crate::text::{Segmenter, is_word_character, normalise};

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

/// What kind of term a column stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TermKind {
    /// A word or a run of neighbouring words, written with a space between them.
    Words,
    /// Neighbouring characters.
    Characters,
}

/// Calls `found(block, key, parts)` for every term of a document, in a fixed order; a term's text is its parts
/// joined by a space. Each part of the document is normalised and segmented once for all blocks.
pub(super) fn each_term(
    config: &FeatureConfig,
    segmenter: &Segmenter,
    document: &Document<'_>,
    mut found: impl FnMut(usize, u64, &[&str]),
) {
    for part in [Part::Headline, Part::Body] {
        let blocks = |kind: TermKind| {
            let of_kind = move |b: &(usize, &BlockConfig)| b.1.part == part && b.1.kind == kind;
            config.blocks.iter().enumerate().filter(of_kind).collect::<Vec<_>>()
        };
        let text = normalise(document.part(part));
        let (words, characters) = (blocks(TermKind::Words), blocks(TermKind::Characters));
        if !words.is_empty() {
            each_run_of_words(&words, segmenter, &text, &mut found);
        }
        if !characters.is_empty() {
            each_run_of_characters(&characters, &text, &mut found);
        }
    }
}

fn each_run_of_words(
    blocks: &[(usize, &BlockConfig)],
    segmenter: &Segmenter,
    text: &str,
    found: &mut impl FnMut(usize, u64, &[&str]),
) {
    let words: Vec<&str> = segmenter.words(text).collect();
    for &(block, config) in blocks {
        for length in usize::from(config.shortest)..=usize::from(config.longest) {
            for parts in words.windows(length) {
                found(block, words_key(parts.iter().copied()), parts);
            }
        }
    }
}

/// The longest run of characters a term may have.
const LONGEST: usize = 3;

fn each_run_of_characters(blocks: &[(usize, &BlockConfig)], text: &str, found: &mut impl FnMut(usize, u64, &[&str])) {
    // Which block takes runs of each length.
    let mut takers: [Vec<usize>; LONGEST] = Default::default();
    for &(block, config) in blocks {
        for length in config.shortest..=config.longest {
            takers[usize::from(length) - 1].push(block);
        }
    }
    // The last characters with the byte at which each begins; terms do not cross punctuation.
    let mut recent: [(usize, char); LONGEST] = [(0, '\0'); LONGEST];
    let mut length = 0;
    for (at, c) in text.char_indices() {
        if !is_word_character(c) {
            length = 0;
            continue;
        }
        recent.rotate_left(1);
        recent[LONGEST - 1] = (at, c);
        length = (length + 1).min(LONGEST);
        let end = at + c.len_utf8();
        let mut key = 0;
        for n in 1..=length {
            let (start, c) = recent[LONGEST - n];
            key = key << 21 | c as u64;
            for &block in &takers[n - 1] {
                found(block, key, &[&text[start..end]]);
            }
        }
    }
}

/// The key of a term written as in a vocabulary.
pub(super) fn term_key(kind: TermKind, term: &str) -> u64 {
    match kind {
        TermKind::Words => words_key(term.split(' ')),
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
        let mut config = FeatureConfig::default();
        config.blocks[4].longest = 2;
        let document =
            Document { headline: "信访", body: "全市信访工作会议召开，要求办结率99%以上。" };
        let mut seen = 0;
        each_term(&config, &segmenter, &document, |block, key, parts| {
            let (term, block) = (parts.join(" "), &config.blocks[block]);
            assert_eq!(term_key(block.kind, &term), key, "{term}");
            if block.kind == TermKind::Characters {
                assert_eq!(term.chars().count(), usize::from(block.longest));
                assert!(!term.contains('，'));
            }
            seen += 1;
        });
        assert!(seen > 50);
    }
}
