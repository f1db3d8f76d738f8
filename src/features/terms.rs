//! The terms of a text, each with a 64-bit key.

use std::hash::Hasher;

use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};

use super::{BlockConfig, Part};
use crate::text::Segmenter;

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

/// Calls `found(kind, key, parts)` for every term of a normalised text, in a fixed order; a term's text is its
/// parts joined by a space.
pub(super) fn each_term(
    block: &BlockConfig,
    segmenter: &Segmenter,
    text: &str,
    mut found: impl FnMut(TermKind, u64, &[&str]),
) {
    if block.longest_words > 0 {
        let words: Vec<&str> = segmenter.words(text).collect();
        for start in 0..words.len() {
            for length in 1..=usize::from(block.longest_words).min(words.len() - start) {
                let parts = &words[start..start + length];
                found(TermKind::Words, words_key(parts.iter().copied()), parts);
            }
        }
    }
    let longest = usize::from(block.longest_characters);
    if longest > 0 {
        // The last characters with the byte at which each begins; n-grams do not cross punctuation.
        let mut recent: [(usize, char); 3] = [(0, '\0'); 3];
        let mut length = 0;
        for (at, c) in text.char_indices() {
            if !c.is_alphanumeric() {
                length = 0;
                continue;
            }
            recent.rotate_left(1);
            recent[2] = (at, c);
            length = (length + 1).min(longest);
            let end = at + c.len_utf8();
            let mut key = 0;
            for n in 1..=length {
                let (start, c) = recent[3 - n];
                key = key << 21 | c as u64;
                found(TermKind::Characters, key, &[&text[start..end]]);
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
        let block = BlockConfig {
            part: Part::Body,
            weight: 1.0,
            longest_words: 2,
            longest_characters: 3,
            min_document_frequency: 1,
        };
        let mut seen = 0;
        each_term(
            &block,
            &segmenter,
            "全市信访工作会议召开，要求办结率99%以上。",
            |kind, key, parts| {
                let term = parts.join(" ");
                assert_eq!(term_key(kind, &term), key, "{term}");
                if kind == TermKind::Characters {
                    assert!(term.chars().count() <= 3 && !term.contains('，'));
                }
                seen += 1;
            },
        );
        assert!(seen > 50);
    }
}
