//! Finds names in a text, at each place the longest that begins there.
//!
//! Only one in fifty pairs of neighbouring characters opens a name. One bit for each pair says whether it may, so that most of
//! a text costs a few instructions a character. An automaton of thousands of names looks into its large table at each byte.

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

/// Number of binary digits of a hash of a pair. A bit for each hash makes 8 KiB, which stay in the processor's first cache.
const HASH_BITS: u32 = 16;

/// Names of two characters and more, each with what it stands for. Shorter names are never found.
pub(in crate::corpus::place) struct NameIndex<T> {
    /// In ascending order, so that those which begin alike stand together, and each before the longer ones that begin with it.
    names: Vec<(String, T)>,
    /// For the first two characters of a name, where the names stand that begin with them.
    ranges: FxHashMap<[char; 2], Range<usize>>,
    /// One bit for each hash of two characters: whether a name may begin with them.
    openings: Vec<u64>,
}

/// A name found in a text.
pub(in crate::corpus::place) struct Found<'n, T> {
    /// Offset in bytes.
    pub start: usize,
    /// Offset of the end, in bytes.
    pub end: usize,
    /// What the name stands for.
    pub meaning: &'n T,
}

impl<T> NameIndex<T> {
    pub fn new(names: BTreeMap<String, T>) -> Self {
        let names: Vec<(String, T)> = names.into_iter().collect();
        let mut ranges: FxHashMap<[char; 2], Range<usize>> = FxHashMap::default();
        let mut openings = vec![0; (1 << HASH_BITS) / 64];
        for (at, (name, _)) in names.iter().enumerate() {
            let Some(opening) = opening(name) else { continue };
            ranges.entry(opening).or_insert(at..at).end = at + 1;
            let (slot, bit) = bit(opening);
            openings[slot] |= bit;
        }
        NameIndex { names, ranges, openings }
    }

    /// The names in a text from left to right, none within another.
    pub fn find_iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Found<'a, T>> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let rest = &text[from..];
            // No name begins with this character.
            let (mut start, mut first) = (0, '\0');
            for (at, second) in rest.char_indices() {
                if let Some((name, meaning)) = self.longest_name([first, second], &rest[start..]) {
                    let start = from + start;
                    from = start + name.len();
                    return Some(Found { start, end: from, meaning });
                }
                (start, first) = (at, second);
            }
            from = text.len();
            None
        })
    }

    /// The longest name with which a text begins.
    pub fn at_start(&self, text: &str) -> Option<Found<'_, T>> {
        let (name, meaning) = self.longest_name(opening(text)?, text)?;
        Some(Found { start: 0, end: name.len(), meaning })
    }

    /// Whether a text contains one of the names.
    pub fn is_in(&self, text: &str) -> bool {
        self.find_iter(text).next().is_some()
    }

    /// The longest name with which a text begins that has these first characters.
    #[inline]
    fn longest_name(&self, opening: [char; 2], text: &str) -> Option<&(String, T)> {
        let (slot, bit) = bit(opening);
        if self.openings[slot] & bit == 0 {
            return None;
        }
        let range = self.ranges.get(&opening)?;
        self.names[range.clone()].iter().rev().find(|(name, _)| text.starts_with(name.as_str()))
    }
}

/// The first two characters of a text.
fn opening(text: &str) -> Option<[char; 2]> {
    let mut characters = text.chars();
    Some([characters.next()?, characters.next()?])
}

/// The slot of a pair of characters among the words of bits, and its bit there (Fibonacci hashing; Knuth, TAOCP 6.4).
#[inline]
fn bit([first, second]: [char; 2]) -> (usize, u64) {
    let pair = u64::from(u32::from(first)) << 21 | u64::from(u32::from(second));
    let hash = pair.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - HASH_BITS);
    (hash as usize / 64, 1 << (hash % 64))
}

#[cfg(test)]
mod tests {
    use aho_corasick::{AhoCorasick, MatchKind};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn finds_what_an_automaton_finds(
            names in prop::collection::btree_map("[兰河市a𠀀]{2,4}", 0u32..9, 1..12),
            text in "[兰河市a𠀀，]{0,40}",
        ) {
            let automaton =
                AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(names.keys()).unwrap();
            let meanings: Vec<u32> = names.values().copied().collect();
            let expected: Vec<(usize, usize, u32)> =
                automaton.find_iter(&text).map(|m| (m.start(), m.end(), meanings[m.pattern().as_usize()])).collect();
            let index = NameIndex::new(names);
            let found: Vec<(usize, usize, u32)> =
                index.find_iter(&text).map(|found| (found.start, found.end, *found.meaning)).collect();
            let at_start = index.at_start(&text).map(|found| (found.start, found.end, *found.meaning));
            prop_assert_eq!(at_start, expected.first().copied().filter(|name| name.0 == 0));
            prop_assert_eq!(index.is_in(&text), !expected.is_empty());
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn the_longest_name_counts() {
        let names = [("兰河", 1), ("兰河市", 2), ("兰河市场", 3), ("河市", 4)].map(|(name, n)| (name.to_owned(), n));
        let index = NameIndex::new(BTreeMap::from(names));
        let found: Vec<i32> = index.find_iter("兰河市的兰河市场和兰河，河市").map(|found| *found.meaning).collect();
        assert_eq!(found, [2, 3, 1, 4]);
        assert!(!index.is_in("兰、河") && index.at_start("在兰河").is_none());
    }
}
