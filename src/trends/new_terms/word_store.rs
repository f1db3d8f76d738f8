//! A compact store of the words of many texts, so that terms can be found and counted once all texts are read.

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use crate::text::is_han;

/// The number that stands for punctuation, digits and letters; no phrase extends across it.
pub(super) const BREAK: u32 = 0;
/// The number that stands for a word without a number of its own yet.
const UNNUMBERED: u32 = u32::MAX;
/// At most this many words are kept per text, so memory stays bounded.
const MAX_WORDS: usize = 4000;
/// At most this many texts are kept; of more a random sample is, chosen by the keys of the texts.
const MAX_TEXTS: usize = 100_000;

/// The Han words of all texts in their order, stored as packed numbers of about 1.7 bytes a word. The words that are
/// added first, mostly the frequent ones, have the shortest numbers.
#[derive(Debug)]
pub struct WordStore {
    /// Numbers of words by their keys.
    numbers: FxHashMap<u64, u32>,
    /// The characters of all words, one word after the other.
    characters: String,
    /// Where each word ends in `characters`, in bytes.
    ends: Vec<u32>,
    /// The numbers of all texts, seven bits a byte; all bytes of a number but the last have the high bit set.
    packed: Vec<u8>,
    /// Where each text ends in `packed`.
    text_ends: Vec<usize>,
    /// The place of each kept text among all that were offered, and its key.
    places: Vec<(u32, u64)>,
    /// Number of texts that were offered.
    offered: usize,
    /// The greatest key of a text that is kept.
    greatest_key: u64,
    /// The most texts that are kept.
    max_texts: usize,
}

impl Default for WordStore {
    fn default() -> Self {
        WordStore::with_max_texts(MAX_TEXTS)
    }
}

/// The words of one text as numbers, not yet added to the store; can be made on any thread.
#[derive(Debug, Default)]
pub struct NumberedWords {
    numbers: Vec<u32>,
    /// Words without a number: their positions in `numbers`, and their characters.
    unknown: Vec<(u32, String)>,
}

impl WordStore {
    /// Appends further words to a text. Words that touch in the text become neighbours, others get a break between
    /// them. The words must be slices of one text, in its order.
    pub fn number(&self, words: &[&str], text: &mut NumberedWords) {
        // Words of different calls, such as headline and body, never touch.
        let mut end = std::ptr::null();
        for word in words {
            if text.numbers.len() >= MAX_WORDS {
                break;
            }
            let touches = word.as_ptr() == end;
            end = word.as_bytes().as_ptr_range().end;
            let Some(key) = key(word) else {
                end = std::ptr::null();
                continue;
            };
            if !touches && text.numbers.last().is_some_and(|&last| last != BREAK) {
                text.numbers.push(BREAK);
            }
            match self.numbers.get(&key) {
                Some(&number) => text.numbers.push(number),
                None => {
                    text.unknown.push((text.numbers.len() as u32, (*word).to_owned()));
                    text.numbers.push(UNNUMBERED);
                }
            }
        }
    }

    /// An empty store that keeps at most this many texts.
    fn with_max_texts(max_texts: usize) -> Self {
        WordStore {
            numbers: FxHashMap::default(),
            characters: String::new(),
            ends: Vec::new(),
            packed: Vec::new(),
            text_ends: Vec::new(),
            places: Vec::new(),
            offered: 0,
            greatest_key: u64::MAX,
            max_texts,
        }
    }

    /// The key of a text with an identifier: the same for the same text, and as good as random between texts.
    pub fn key(identifier: &str) -> u64 {
        let digest = Sha256::digest(identifier.as_bytes());
        digest.iter().take(8).fold(0, |key, byte| key << 8 | u64::from(*byte))
    }

    /// Whether a text with this key would be kept if it were added now.
    pub fn keeps(&self, key: u64) -> bool {
        key <= self.greatest_key
    }

    /// Adds a text, if it belongs to the sample: which texts are kept depends on their keys alone, not on their order. The
    /// texts must be added in a fixed order, so that the numbers of words do not depend on threads.
    pub fn add(&mut self, text_key: u64, mut text: NumberedWords) {
        self.offered += 1;
        if !self.keeps(text_key) {
            return;
        }
        self.places.push((self.offered as u32 - 1, text_key));
        for (position, word) in text.unknown {
            let next = self.ends.len() as u32 + 1;
            let number = key(&word).map_or(BREAK, |key| *self.numbers.entry(key).or_insert(next));
            if number == next {
                self.characters.push_str(&word);
                self.ends.push(self.characters.len() as u32);
            }
            text.numbers[position as usize] = number;
        }
        for mut number in text.numbers {
            while number >= 0x80 {
                self.packed.push(number as u8 | 0x80);
                number >>= 7;
            }
            self.packed.push(number as u8);
        }
        self.text_ends.push(self.packed.len());
        while self.len() > self.max_texts {
            self.halve();
        }
    }

    /// Drops the texts whose keys are in the upper half of those that are kept.
    fn halve(&mut self) {
        self.greatest_key /= 2;
        let (mut packed, mut ends, mut places) = (Vec::new(), Vec::new(), Vec::new());
        let mut start = 0;
        for (&end, &(place, key)) in self.text_ends.iter().zip(&self.places) {
            if key <= self.greatest_key {
                packed.extend_from_slice(&self.packed[start..end]);
                ends.push(packed.len());
                places.push((place, key));
            }
            start = end;
        }
        (self.packed, self.text_ends, self.places) = (packed, ends, places);
    }

    /// The number of texts that were offered, kept or not.
    pub fn offered(&self) -> usize {
        self.offered
    }

    /// The place of a kept text among all that were offered.
    pub fn place(&self, text: usize) -> usize {
        self.places[text].0 as usize
    }

    /// The number of texts that are kept.
    pub fn len(&self) -> usize {
        self.text_ends.len()
    }

    /// Whether no text was added.
    pub fn is_empty(&self) -> bool {
        self.text_ends.is_empty()
    }

    /// Size of all texts in bytes.
    pub(super) fn packed_bytes(&self) -> usize {
        self.packed.len()
    }

    /// The number of different words; their numbers begin with 1.
    pub(super) fn words(&self) -> usize {
        self.ends.len()
    }

    /// The word with this number.
    pub(super) fn word(&self, number: u32) -> &str {
        let at = number as usize;
        let start = at.checked_sub(2).map_or(0, |before| self.ends[before] as usize);
        &self.characters[start..self.ends[at - 1] as usize]
    }

    /// Writes the numbers of a text's words to `into`, in order, with breaks between words that do not touch.
    pub(super) fn unpack(&self, text: usize, into: &mut Vec<u32>) {
        into.clear();
        let start = text.checked_sub(1).map_or(0, |before| self.text_ends[before]);
        let (mut number, mut shift) = (0u32, 0);
        for &byte in &self.packed[start..self.text_ends[text]] {
            number |= u32::from(byte & 0x7F) << shift;
            shift += 7;
            if byte < 0x80 {
                into.push(number);
                (number, shift) = (0, 0);
            }
        }
    }
}

/// The key of a word in the table of numbers; `None` if it has any characters that are not Han. The key of up to three
/// characters is exact; longer words, which are few, have a hash of 63 bits.
fn key(word: &str) -> Option<u64> {
    let (mut key, mut length) = (0u64, 0);
    for c in word.chars() {
        if !is_han(c) {
            return None;
        }
        key = if length < 3 { key << 21 | u64::from(c as u32) } else { key.rotate_left(5) ^ u64::from(c as u32) };
        if length >= 3 {
            key = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
        length += 1;
    }
    (length > 0).then_some(if length > 3 { key | 1 << 63 } else { key })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpacked(kept: &WordStore, text: usize) -> Vec<&str> {
        let mut numbers = Vec::new();
        kept.unpack(text, &mut numbers);
        numbers.into_iter().map(|number| if number == BREAK { "|" } else { kept.word(number) }).collect()
    }

    #[test]
    fn words_come_back_with_the_breaks_between_them() {
        let mut kept = WordStore::default();
        for round in 0..2 {
            let text = "全市低空经济，2025年签约abc项目全过程人民民主";
            let at = |word: &str| &text[text.find(word).unwrap()..][..word.len()];
            let words = ["全市", "低空", "经济", "2025", "年", "签约", "abc", "项目", "全过程人民民主"].map(at);
            let mut numbered = NumberedWords::default();
            kept.number(&words, &mut numbered);
            kept.number(&[], &mut numbered);
            kept.number(&[at("经济")], &mut numbered);
            assert_eq!(numbered.unknown.is_empty(), round == 1);
            kept.add(0, numbered);
        }
        kept.add(0, NumberedWords::default());
        let expected = ["全市", "低空", "经济", "|", "年", "签约", "|", "项目", "全过程人民民主", "|", "经济"];
        assert_eq!(unpacked(&kept, 0), expected);
        assert_eq!(unpacked(&kept, 1), expected);
        assert!(unpacked(&kept, 2).is_empty());
        assert_eq!((kept.len(), kept.words()), (3, 7));
    }

    #[test]
    fn a_sample_is_kept_that_does_not_depend_on_the_order() {
        let keys: Vec<u64> = (0..40).map(|number| WordStore::key(&format!("兰河日报/{number}"))).collect();
        let kept = |order: &[u64]| {
            let mut store = WordStore::with_max_texts(10);
            for key in order {
                store.add(*key, NumberedWords::default());
            }
            assert_eq!((store.offered(), store.len() <= 10, store.len() >= 3), (40, true, true));
            let mut kept: Vec<u64> = (0..store.len()).map(|text| order[store.place(text)]).collect();
            kept.sort_unstable();
            kept
        };
        let reversed: Vec<u64> = keys.iter().rev().copied().collect();
        assert_eq!(kept(&keys), kept(&reversed));
    }

    #[test]
    fn many_words_keep_their_numbers_and_long_texts_are_cut() {
        let mut kept = WordStore::default();
        let words: Vec<String> = (0..30_000u32)
            .map(|i| [0x4E00 + i % 300, 0x5E00 + i / 300].into_iter().filter_map(char::from_u32).collect())
            .collect();
        for part in words.chunks(1000) {
            let mut numbered = NumberedWords::default();
            kept.number(&part.iter().map(String::as_str).collect::<Vec<_>>(), &mut numbered);
            kept.add(0, numbered);
        }
        for text in [0, 7, 29] {
            let found: Vec<&str> = unpacked(&kept, text).into_iter().filter(|word| *word != "|").collect();
            assert_eq!(found, words[1000 * text..][..1000]);
        }
        let mut numbered = NumberedWords::default();
        kept.number(&vec!["招商"; 3 * MAX_WORDS], &mut numbered);
        assert!(numbered.numbers.len() <= MAX_WORDS + 1);
    }
}
