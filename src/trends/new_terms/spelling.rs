//! Which terms a text holds, by their characters. How a text is cut into words does not decide: a dictionary that knows a longer word
//! (党的二十届三中全会) leaves no word 二十届三中全会 in the text, and yet the text names it.

use rustc_hash::FxHashMap;

use crate::trends::new_terms::candidates::NONE;
use crate::trends::new_terms::word_store::{BREAK, WordStore};

/// Where a term goes over the end of a word that it does not hold whole, at least this many characters of the word belong to the
/// term: 人才 does not stand in 个人才能, which consists of 个人 and 才能.
const MIN_PART: usize = 2;

/// The node from which all terms begin.
const ROOT: u32 = 0;

/// Finds terms by their characters.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    /// From a node of the tree of all terms and a character to the child.
    children: FxHashMap<(u32, char), u32>,
    /// The term that ends at each node; [`NONE`] where none does.
    ends: Vec<u32>,
    /// What each word holds of terms, by the word's number.
    words: Vec<InWord>,
}

/// What a word holds of terms.
#[derive(Debug, Default)]
struct InWord {
    /// The terms within it.
    whole: Box<[u32]>,
    /// The nodes that terms which may go on behind the word have reached at its end.
    begun: Box<[u32]>,
}

impl Spellings {
    /// The spellings of these terms among the words of a store; the places of the terms are their numbers.
    pub(super) fn new(terms: &[String], kept: &WordStore) -> Self {
        let mut spellings = Spellings { ends: vec![NONE], ..Spellings::default() };
        for (term, number) in terms.iter().zip(0..) {
            spellings.insert(term, number);
        }
        let words = 1..=kept.words() as u32;
        let in_words = words.map(|word| spellings.in_word(kept.word(word)));
        spellings.words = [InWord::default()].into_iter().chain(in_words).collect();
        spellings
    }

    fn insert(&mut self, term: &str, number: u32) {
        let mut node = ROOT;
        for letter in term.chars() {
            let next = self.ends.len() as u32;
            node = *self.children.entry((node, letter)).or_insert(next);
            if node == next {
                self.ends.push(NONE);
            }
        }
        self.ends[node as usize] = number;
    }

    fn in_word(&self, word: &str) -> InWord {
        let letters: Vec<char> = word.chars().collect();
        let (mut whole, mut begun) = (Vec::new(), Vec::new());
        for start in 0..letters.len() {
            let nodes = letters[start..].iter().scan(ROOT, |node, &letter| {
                *node = *self.children.get(&(*node, letter))?;
                Some(*node)
            });
            let reached: Vec<u32> = nodes.collect();
            whole.extend(reached.iter().map(|&node| self.ends[node as usize]).filter(|&term| term != NONE));
            let part = letters.len() - start;
            if reached.len() == part && (start == 0 || part >= MIN_PART) {
                begun.extend(reached.last());
            }
        }
        InWord { whole: whole.into(), begun: begun.into() }
    }

    /// Calls `found` with each term among the words of a text, as often as it stands there.
    pub(super) fn each(&self, kept: &WordStore, numbers: &[u32], mut found: impl FnMut(u32)) {
        for (at, &word) in numbers.iter().enumerate() {
            let InWord { whole, begun } = &self.words[word as usize];
            whole.iter().for_each(|&term| found(term));
            for &node in begun {
                self.follow(node, kept, &numbers[at + 1..], &mut found);
            }
        }
    }

    /// Goes on from a node with the words behind, as long as there is a term of these characters.
    fn follow(&self, mut node: u32, kept: &WordStore, behind: &[u32], found: &mut impl FnMut(u32)) {
        for &word in behind.iter().take_while(|word| **word != BREAK) {
            let mut letters = kept.word(word).chars().peekable();
            let mut part = 0;
            while let Some(letter) = letters.next() {
                let Some(&child) = self.children.get(&(node, letter)) else { return };
                (node, part) = (child, part + 1);
                let term = self.ends[node as usize];
                if term != NONE && (part >= MIN_PART || letters.peek().is_none()) {
                    found(term);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trends::new_terms::NumberedWords;

    #[test]
    fn terms_are_found_within_longer_words_but_not_across_the_ends_of_words() {
        let text = "党的二十届三中全会精神，发挥个人才能，人才引育";
        let at = |word: &str| &text[text.find(word).unwrap()..][..word.len()];
        let words = ["党的二十届三中全会", "精神", "发挥", "个人", "才能", "人才引育"].map(at);
        let (mut kept, mut numbered) = (WordStore::default(), NumberedWords::default());
        kept.number(&words, &mut numbered);
        kept.add(0, numbered);
        let mut numbers = Vec::new();
        kept.unpack(0, &mut numbers);
        let terms =
            ["三中全会精神", "二十届三中全会", "精神发挥", "全会精", "会精神", "人才", "发挥个人"].map(str::to_owned);
        let mut found = Vec::new();
        Spellings::new(&terms, &kept).each(&kept, &numbers, |term| found.push(terms[term as usize].as_str()));
        // 人才 is found once, in 人才引育; a mark stands between 精神 and 发挥.
        assert_eq!(found, ["二十届三中全会", "三中全会精神", "发挥个人", "人才"]);
    }
}
