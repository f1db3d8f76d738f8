//! Words that a configuration adds to the base dictionary, with their frequencies.

use rustc_hash::FxHashMap;

/// A small trie that words can be added to.
#[derive(Debug, Clone)]
pub(super) struct AddedWords {
    /// From a node and a character to the child.
    children: FxHashMap<(u32, char), u32>,
    /// The frequency of the word that ends at a node, and its natural logarithm.
    words: Vec<Option<(u64, f64)>>,
    /// One bit for each character of the basic multilingual plane: whether a word begins with it.
    first_characters: Vec<u64>,
}

impl AddedWords {
    /// The node from which all words begin.
    pub(super) const ROOT: u32 = 0;

    pub(super) fn new() -> Self {
        AddedWords { children: FxHashMap::default(), words: vec![None], first_characters: vec![0; 0x1_0000 / 64] }
    }

    /// Adds a word, or gives it another frequency.
    pub(super) fn insert(&mut self, word: &str, frequency: u64) {
        let mut node = Self::ROOT;
        for character in word.chars() {
            let next = self.words.len() as u32;
            node = *self.children.entry((node, character)).or_insert(next);
            if node == next {
                self.words.push(None);
            }
        }
        self.words[node as usize] = Some((frequency, libm::log(frequency as f64)));
        if let Some((slot, bit)) = word.chars().next().map(bit)
            && let Some(bits) = self.first_characters.get_mut(slot)
        {
            *bits |= bit;
        }
    }

    /// Whether a word may begin with a character.
    #[inline(always)]
    pub(super) fn may_begin_with(&self, character: char) -> bool {
        let (slot, bit) = bit(character);
        self.first_characters.get(slot).is_none_or(|bits| bits & bit != 0)
    }

    /// Goes from a node to its child for a character. Returns the child and the logarithm of the frequency of the word
    /// that ends there, if one does.
    pub(super) fn step(&self, node: u32, character: char) -> Option<(u32, Option<f64>)> {
        let &child = self.children.get(&(node, character))?;
        Some((child, self.words[child as usize].map(|(_, log_frequency)| log_frequency)))
    }

    /// Returns the frequency of a word, if it was added.
    pub(super) fn frequency(&self, word: &str) -> Option<u64> {
        let step = |node, character| self.children.get(&(node, character)).copied();
        let node = word.chars().try_fold(Self::ROOT, step)?;
        self.words[node as usize].map(|(frequency, _)| frequency)
    }
}

fn bit(character: char) -> (usize, u64) {
    (character as usize / 64, 1 << (character as usize % 64))
}
