//! The words of many texts, kept small: what is counted again once all texts are read.

use rustc_hash::FxHashMap;

use crate::text::is_han;

/// Stands for whatever a phrase cannot reach across: punctuation, digits, letters.
pub(super) const BREAK: u32 = 0;
/// Stands for a word that has no number yet.
const WAITING: u32 = u32::MAX;
/// Of longer texts only so many words are kept: memory has an end for each text, however long it is.
const LONGEST: usize = 4000;

/// Words of Han characters in the order of their texts, each word a number, packed: about 1.7 bytes a word. Words met
/// first, which are mostly the frequent ones, have the shortest numbers.
#[derive(Debug, Default)]
pub struct KeptWords {
    /// Numbers of words by their keys.
    numbers: FxHashMap<u64, u32>,
    /// The words, one after the other, and where each ends.
    texts: String,
    ends: Vec<u32>,
    /// All texts, seven bits a byte, the last byte of a number without its high bit.
    packed: Vec<u8>,
    /// Where each text ends.
    text_ends: Vec<usize>,
}

/// The words of one text as numbers, not yet among the others; made on any thread.
#[derive(Debug, Default)]
pub struct NumberedWords {
    numbers: Vec<u32>,
    /// Words without a number: where they belong, and their text.
    unknown: Vec<(u32, String)>,
}

impl KeptWords {
    /// Numbers further words of a text; words that touch in the text are neighbours, others have a break between them.
    /// The words must be slices of one text in its order.
    pub fn number(&self, words: &[&str], text: &mut NumberedWords) {
        // Parts of a text, such as headline and body, do not touch.
        let mut end = std::ptr::null();
        for word in words {
            if text.numbers.len() >= LONGEST {
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
                    text.numbers.push(WAITING);
                }
            }
        }
    }

    /// Keeps a text's words. Texts come in an order of their own, so that numbers do not depend on threads.
    pub fn add(&mut self, mut text: NumberedWords) {
        for (place, word) in text.unknown {
            let next = self.ends.len() as u32 + 1;
            let number = key(&word).map_or(BREAK, |key| *self.numbers.entry(key).or_insert(next));
            if number == next {
                self.texts.push_str(&word);
                self.ends.push(self.texts.len() as u32);
            }
            text.numbers[place as usize] = number;
        }
        for mut number in text.numbers {
            while number >= 0x80 {
                self.packed.push(number as u8 | 0x80);
                number >>= 7;
            }
            self.packed.push(number as u8);
        }
        self.text_ends.push(self.packed.len());
    }

    /// The number of texts.
    pub fn len(&self) -> usize {
        self.text_ends.len()
    }

    /// Whether no text is kept.
    pub fn is_empty(&self) -> bool {
        self.text_ends.is_empty()
    }

    /// Bytes that all texts take.
    pub(super) fn packed_bytes(&self) -> usize {
        self.packed.len()
    }

    /// The number of different words; their own numbers begin with 1.
    pub(super) fn words(&self) -> usize {
        self.ends.len()
    }

    /// A word by its number.
    pub(super) fn word(&self, number: u32) -> &str {
        let at = number as usize;
        let start = at.checked_sub(2).map_or(0, |before| self.ends[before] as usize);
        &self.texts[start..self.ends[at - 1] as usize]
    }

    /// The numbers of a text's words in their order, with breaks between those that do not touch.
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

/// What a word is found by; none where it holds anything but Han characters. Up to three characters stand side by side
/// in it, exact; longer words, which are few, by a hash of 63 bits.
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

    fn unpacked(kept: &KeptWords, text: usize) -> Vec<&str> {
        let mut numbers = Vec::new();
        kept.unpack(text, &mut numbers);
        numbers.into_iter().map(|number| if number == BREAK { "|" } else { kept.word(number) }).collect()
    }

    #[test]
    fn words_come_back_with_the_breaks_between_them() {
        let mut kept = KeptWords::default();
        for round in 0..2 {
            let text = "全市低空经济，2025年签约abc项目全过程人民民主";
            let at = |word: &str| &text[text.find(word).unwrap()..][..word.len()];
            let words = ["全市", "低空", "经济", "2025", "年", "签约", "abc", "项目", "全过程人民民主"].map(at);
            let mut numbered = NumberedWords::default();
            kept.number(&words, &mut numbered);
            kept.number(&[], &mut numbered);
            kept.number(&[at("经济")], &mut numbered);
            assert_eq!(numbered.unknown.is_empty(), round == 1);
            kept.add(numbered);
        }
        kept.add(NumberedWords::default());
        let expected = ["全市", "低空", "经济", "|", "年", "签约", "|", "项目", "全过程人民民主", "|", "经济"];
        assert_eq!(unpacked(&kept, 0), expected);
        assert_eq!(unpacked(&kept, 1), expected);
        assert!(unpacked(&kept, 2).is_empty());
        assert_eq!((kept.len(), kept.words()), (3, 7));
    }

    #[test]
    fn many_words_keep_their_numbers_and_long_texts_have_an_end() {
        let mut kept = KeptWords::default();
        let words: Vec<String> = (0..30_000u32)
            .map(|i| [0x4E00 + i % 300, 0x5E00 + i / 300].into_iter().filter_map(char::from_u32).collect())
            .collect();
        for part in words.chunks(1000) {
            let mut numbered = NumberedWords::default();
            kept.number(&part.iter().map(String::as_str).collect::<Vec<_>>(), &mut numbered);
            kept.add(numbered);
        }
        for text in [0, 7, 29] {
            let found: Vec<&str> = unpacked(&kept, text).into_iter().filter(|word| *word != "|").collect();
            assert_eq!(found, words[1000 * text..][..1000]);
        }
        let mut numbered = NumberedWords::default();
        kept.number(&vec!["招商"; 3 * LONGEST], &mut numbered);
        assert!(numbered.numbers.len() <= LONGEST + 1);
    }
}
