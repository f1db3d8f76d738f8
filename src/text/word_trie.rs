//! A dictionary of words with frequencies as a double-array trie over characters (Aoe 1989), which is loaded as it lies
//! on disk.
//!
//! The segmenter asks one question of it, at every character of every article: which words begin here? A step from a
//! character to the next is one addition and one comparison in an array of eight bytes a node, a third of the size of a
//! hash table with the same words.

use std::collections::{BTreeMap, HashSet};

use crate::numeric::prefetch;

/// Number of bits of a node's base and of its parent.
const INDEX_BITS: u32 = 22;
/// Number of bits of the index of a node's frequency.
const FREQUENCY_BITS: u32 = 13;
/// Number of bits of a node's filter: a child is looked up only if the bit of its code is set, because most characters
/// of a text are no child of the node before them and each look costs a cache miss.
const FILTER_BITS: u32 = 64 - 2 * INDEX_BITS - FREQUENCY_BITS;
const INDEX_MASK: u64 = (1 << INDEX_BITS) - 1;
/// The parent of a slot that no node uses. It is no index of a node, because arrays are shorter.
const NO_PARENT: u64 = INDEX_MASK;
/// The frequency index of a node where no word ends.
const NO_WORD: u64 = (1 << FREQUENCY_BITS) - 1;
/// Code of the characters that occur in no word.
pub(super) const UNKNOWN_CHARACTER: u32 = 0;
/// First bytes of the file.
const MAGIC: &[u8; 8] = b"PVTRIE01";

/// Codes of characters from 1; frequent characters have small codes, which keeps the array of nodes short.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct CharacterCodes {
    /// Code of each character of the basic multilingual plane.
    basic: Vec<u16>,
    /// Codes of all other characters.
    further: BTreeMap<char, u16>,
    /// The characters in the order of their codes.
    characters: Vec<char>,
}

impl CharacterCodes {
    fn new(characters: Vec<char>) -> Option<Self> {
        let mut codes = CharacterCodes { basic: vec![0; 0x1_0000], further: BTreeMap::new(), characters };
        for (i, &character) in codes.characters.iter().enumerate() {
            let code = u16::try_from(i + 1).ok()?;
            match codes.basic.get_mut(character as usize) {
                Some(slot) => *slot = code,
                None => drop(codes.further.insert(character, code)),
            }
        }
        Some(codes)
    }

    /// Returns the code of a character, and [`UNKNOWN_CHARACTER`] for one that occurs in no word.
    #[inline]
    pub(super) fn code(&self, character: char) -> u32 {
        match self.basic.get(character as usize) {
            Some(&code) => u32::from(code),
            None => self.further.get(&character).map_or(UNKNOWN_CHARACTER, |&code| u32::from(code)),
        }
    }
}

/// Words with their frequencies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordTrie {
    codes: CharacterCodes,
    nodes: Vec<Node>,
    /// The different frequencies of words.
    frequencies: Vec<u64>,
}

/// A node: from the highest bits its base (where its children lie), parent, index of the frequency of the word that ends
/// there, and filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Node(u64);

impl Node {
    const UNUSED: Node = Node(NO_PARENT << (FREQUENCY_BITS + FILTER_BITS) | NO_WORD << FILTER_BITS);

    fn new(parent: usize, frequency: u64) -> Self {
        Node((parent as u64) << (FREQUENCY_BITS + FILTER_BITS) | frequency << FILTER_BITS)
    }

    fn with_children(self, base: usize, codes: &[u32]) -> Self {
        let filter = codes.iter().fold(0, |filter, &code| filter | filter_bit(code));
        Node(self.0 | (base as u64) << (INDEX_BITS + FREQUENCY_BITS + FILTER_BITS) | filter)
    }

    #[inline(always)]
    fn base(self) -> usize {
        (self.0 >> (INDEX_BITS + FREQUENCY_BITS + FILTER_BITS)) as usize
    }

    #[inline(always)]
    fn parent(self) -> u64 {
        self.0 >> (FREQUENCY_BITS + FILTER_BITS) & INDEX_MASK
    }

    /// The index of the frequency, if a word ends here.
    #[inline(always)]
    fn frequency(self) -> Option<usize> {
        let frequency = self.0 >> FILTER_BITS & NO_WORD;
        (frequency != NO_WORD).then_some(frequency as usize)
    }

    #[inline(always)]
    fn may_have_child(self, code: u32) -> bool {
        self.0 & filter_bit(code) != 0
    }
}

/// The bit of a code in the filters of nodes. Adjacent codes have different bits, because siblings often are as frequent
/// as each other.
#[inline(always)]
fn filter_bit(code: u32) -> u64 {
    1 << (code % FILTER_BITS)
}

impl WordTrie {
    /// Builds a trie from words with their frequencies; of a word that occurs twice the last frequency counts. `None` if
    /// there are more words, characters or different frequencies than the format can hold.
    pub fn build<'w>(words: impl IntoIterator<Item = (&'w str, u64)>) -> Option<Self> {
        let words: BTreeMap<Vec<char>, u64> = words.into_iter().map(|(w, f)| (w.chars().collect(), f)).collect();
        let mut occurrences: BTreeMap<char, usize> = BTreeMap::new();
        words.keys().flatten().for_each(|&character| *occurrences.entry(character).or_default() += 1);
        let mut characters: Vec<char> = occurrences.keys().copied().collect();
        characters.sort_by_key(|character| std::cmp::Reverse(occurrences[character]));
        let mut frequencies: Vec<u64> = words.values().copied().collect();
        frequencies.sort_unstable();
        frequencies.dedup();
        if frequencies.len() as u64 >= NO_WORD {
            return None;
        }
        let codes = CharacterCodes::new(characters)?;
        let mut coded: Vec<CodedWord> = Vec::with_capacity(words.len());
        for (word, frequency) in words.iter().filter(|(word, _)| !word.is_empty()) {
            let index = frequencies.partition_point(|f| f < frequency) as u64;
            coded.push((word.iter().map(|&c| codes.code(c)).collect(), index));
        }
        coded.sort_unstable();
        let nodes = Builder::default().build(&coded)?;
        Some(WordTrie { codes, nodes, frequencies })
    }

    /// Returns the codes of characters.
    pub(super) fn codes(&self) -> &CharacterCodes {
        &self.codes
    }

    /// Returns the different frequencies of words; [`WordTrie::step`] gives indices into them.
    pub(super) fn frequencies(&self) -> &[u64] {
        &self.frequencies
    }

    /// The node from which all words begin.
    pub(super) const ROOT: usize = 0;

    /// Goes from a node to its child for the code of a character. Returns the child and the index of the frequency of the
    /// word that ends there, if one does.
    #[inline(always)]
    pub(super) fn step(&self, node: usize, code: u32) -> Option<(usize, Option<usize>)> {
        let parent = self.nodes.get(node)?;
        if !parent.may_have_child(code) || code == UNKNOWN_CHARACTER {
            return None;
        }
        let child = parent.base() + code as usize;
        let entry = self.nodes.get(child).filter(|entry| entry.parent() == node as u64)?;
        Some((child, entry.frequency()))
    }

    /// Hints to the processor that the words that begin with two characters will soon be looked for.
    #[inline(always)]
    pub(super) fn prefetch(&self, first: u32, second: u32) {
        let child = self.nodes.get(self.nodes.first().map_or(0, |root| root.base()) + first as usize);
        if let Some(node) = child.filter(|node| node.may_have_child(second)) {
            prefetch(&self.nodes, node.base() + second as usize);
        }
    }

    /// Returns the frequency of a word, if the dictionary has it.
    pub fn frequency(&self, word: &str) -> Option<u64> {
        let (mut node, mut found) = (Self::ROOT, None);
        for character in word.chars() {
            (node, found) = self.step(node, self.codes.code(character))?;
        }
        found.map(|index| self.frequencies[index])
    }

    /// Returns the sum of the frequencies of all words.
    pub(super) fn total(&self) -> u64 {
        self.nodes.iter().filter_map(|node| node.frequency()).map(|index| self.frequencies[index]).sum()
    }

    /// Writes the trie: the magic bytes, the numbers of characters, frequencies and nodes, then these; all numbers are
    /// little-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        for length in [self.codes.characters.len(), self.frequencies.len(), self.nodes.len()] {
            bytes.extend((length as u32).to_le_bytes());
        }
        self.codes.characters.iter().for_each(|&c| bytes.extend((c as u32).to_le_bytes()));
        self.frequencies.iter().for_each(|f| bytes.extend(f.to_le_bytes()));
        // Columns of like numbers compress better than nodes one after the other.
        for shift in (0..64).step_by(8) {
            bytes.extend(self.nodes.iter().map(|node| (node.0 >> shift) as u8));
        }
        bytes
    }

    /// Reads what [`WordTrie::to_bytes`] wrote; `None` if it is anything else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut take = |length: usize| {
            let (taken, after) = rest.split_at_checked(length)?;
            rest = after;
            Some(taken)
        };
        let mut length = || take(4).and_then(|b| b.try_into().ok()).map(|b| u32::from_le_bytes(b) as usize);
        let (characters, frequencies, nodes) = (length()?, length()?, length()?);
        let characters = take(characters.checked_mul(4)?)?
            .chunks_exact(4)
            .map(|b| char::from_u32(u32::from_le_bytes([b[0], b[1], b[2], b[3]])))
            .collect::<Option<Vec<char>>>()?;
        let frequencies: Vec<u64> = take(frequencies.checked_mul(8)?)?
            .chunks_exact(8)
            .filter_map(|b| b.try_into().ok().map(u64::from_le_bytes))
            .collect();
        let columns = take(nodes.checked_mul(8)?)?;
        let node = |i: usize| (0..8).fold(0u64, |node, byte| node | u64::from(columns[byte * nodes + i]) << (8 * byte));
        let nodes: Vec<Node> = (0..nodes).map(|i| Node(node(i))).collect();
        let is_known = |node: &Node| node.frequency().is_none_or(|index| index < frequencies.len());
        if nodes.is_empty() || !nodes.iter().all(is_known) {
            return None;
        }
        Some(WordTrie { codes: CharacterCodes::new(characters)?, nodes, frequencies })
    }
}

/// A word as the codes of its characters, with the index of its frequency.
type CodedWord = (Vec<u32>, u64);

/// Places the nodes of a trie in one array.
#[derive(Default)]
struct Builder {
    nodes: Vec<Node>,
    /// No slot before this one is free.
    first_free: usize,
    /// Bases that are already used; two nodes never share one.
    used_bases: HashSet<usize>,
}

impl Builder {
    /// Builds the array from words as codes, in ascending order, with the indices of their frequencies.
    fn build(mut self, words: &[CodedWord]) -> Option<Vec<Node>> {
        self.nodes.push(Node::UNUSED);
        // Pending nodes: the slot, the words below it, and the number of characters that lead to it.
        let mut pending: Vec<(usize, &[CodedWord], usize)> = vec![(WordTrie::ROOT, words, 0)];
        while let Some((slot, words, depth)) = pending.pop() {
            let below = &words[usize::from(words.first().is_some_and(|(word, _)| word.len() == depth))..];
            let groups: Vec<&[CodedWord]> = below.chunk_by(|a, b| a.0[depth] == b.0[depth]).collect();
            if groups.is_empty() {
                continue;
            }
            let codes: Vec<u32> = groups.iter().map(|group| group[0].0[depth]).collect();
            let base = self.free_base(&codes);
            self.nodes[slot] = self.nodes[slot].with_children(base, &codes);
            for (group, &code) in groups.iter().zip(&codes) {
                let child = base + code as usize;
                let frequency = group.first().filter(|(word, _)| word.len() == depth + 1).map_or(NO_WORD, |&(_, f)| f);
                self.nodes[child] = Node::new(slot, frequency);
                pending.push((child, group, depth + 1));
            }
        }
        (self.nodes.len() as u64 <= NO_PARENT).then_some(self.nodes)
    }

    /// Finds a base at which the slots for all codes are free, and makes the array long enough.
    fn free_base(&mut self, codes: &[u32]) -> usize {
        let is_free = |nodes: &[Node], slot: usize| slot > 0 && nodes.get(slot).is_none_or(|n| n.parent() == NO_PARENT);
        while !is_free(&self.nodes, self.first_free) {
            self.first_free += 1;
        }
        let mut slot = self.first_free.max(codes[0] as usize);
        loop {
            let base = slot - codes[0] as usize;
            if !self.used_bases.contains(&base) && codes.iter().all(|&code| is_free(&self.nodes, base + code as usize))
            {
                self.used_bases.insert(base);
                let length = base + codes.iter().max().map_or(0, |&code| code as usize) + 1;
                if self.nodes.len() < length {
                    self.nodes.resize(length, Node::UNUSED);
                }
                return base;
            }
            slot += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_trie_has_its_words_and_no_others(
            words in prop::collection::vec(("[a-d中文市民𠀀]{1,5}", 0u64..9), 0..60),
            others in prop::collection::vec("[a-e中文市民人𠀀]{0,6}", 0..40),
        ) {
            let expected: BTreeMap<String, u64> = words.iter().cloned().collect();
            let trie = WordTrie::build(words.iter().map(|(w, f)| (w.as_str(), *f))).unwrap();
            for word in expected.keys().chain(&others) {
                prop_assert_eq!(trie.frequency(word), expected.get(word).copied());
            }
            prop_assert_eq!(trie.total(), expected.values().sum::<u64>());
            prop_assert_eq!(WordTrie::from_bytes(&trie.to_bytes()), Some(trie));
        }

        #[test]
        fn other_bytes_are_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut file = MAGIC.to_vec();
            file.extend(bytes);
            if let Some(trie) = WordTrie::from_bytes(&file) {
                trie.frequency("市民中心");
            }
        }
    }
}
