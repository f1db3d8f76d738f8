//! Candidates for terms: frequent words, pairs and triples of words, and how strongly their words belong together.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::trends::new_terms::frequent_runs::{Run, frequent_runs, run_key, word_counts};
use crate::trends::new_terms::word_store::{BREAK, WordStore};

/// Which words and runs of words count as terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TermSettings {
    /// Minimum number of texts that contain a term.
    pub min_texts: u32,
    /// Neighbouring words belong together if they meet at least this many times as often as they would by chance: the
    /// exponential of their pointwise mutual information (Church & Hanks, Computational Linguistics 16, 1990).
    pub cohesion: f64,
    /// A term is only a piece of a longer one if the longer one occurs in at least this share of the term's texts.
    pub absorbed: f64,
}

impl Default for TermSettings {
    /// Eight texts, a cohesion of 50 and a share of 0.8. The cohesion was chosen by eye on three years of news: from
    /// about 50 on, pairs read as terms (产业 工人); below, they are words that go together in any sentence (经济 发展).
    fn default() -> Self {
        TermSettings { min_texts: 8, cohesion: 50.0, absorbed: 0.8 }
    }
}

/// Maximum length of a term in characters.
const MAX_LENGTH: usize = 8;

/// Function words and other common words with which no term begins or ends.
pub(super) const JOINING: &str = "的 了 着 过 和 与 及 或 并 而 且 但 在 是 为 等 将 把 被 对 向 从 到 由 于 以 也 就 都 又 还 \
    更 最 很 其 该 这 那 此 个 名 有 无 不 要 会 能 可 让 使 给 因 所 之 者 则 若 如 至 起 来 去 说 自 已 正 我 你 他 \
    她 它 们 多 约 近 余 每 各 共 均 仍 再 只 才 据 第 上 中 下 内 外 里 前 后 间 时 年 月 日 号 元 万 亿 两 一个 这个 他们 我们 你们 她们 \
    以及 通过 对于 关于 进行 已经 可以 同时 其中 目前 今天 昨天 今年 去年 明年 当天 当前 之后 以来 以上 左右 还是";

/// The number that stands for "no term" or "no pair".
pub(super) const NONE: u32 = u32::MAX;

/// Counts and properties of the words, by their numbers; a break has no counts and no length.
struct WordTable {
    /// Number of texts that contain the word.
    texts: Vec<u32>,
    /// Number of occurrences in all texts.
    occurrences: Vec<u32>,
    /// Length in characters.
    lengths: Vec<usize>,
    /// Whether the word is one of [`JOINING`] or a break.
    joining: Vec<bool>,
    /// Number of occurrences of all words together.
    total: f64,
}

impl WordTable {
    fn new(kept: &WordStore) -> Self {
        let (texts, occurrences) = word_counts(kept);
        let total = occurrences.iter().map(|&n| f64::from(n)).sum();
        let joining_words: BTreeSet<&str> = JOINING.split_whitespace().collect();
        let numbers = || 0..=kept.words() as u32;
        let joining = numbers().map(|w| w == BREAK || joining_words.contains(kept.word(w))).collect();
        let lengths = numbers().map(|w| if w == BREAK { 0 } else { kept.word(w).chars().count() }).collect();
        WordTable { texts, occurrences, lengths, joining, total }
    }

    fn is_frequent(&self, word: u32, min_texts: u32) -> bool {
        word != BREAK && self.texts[word as usize] >= min_texts
    }

    fn is_joining(&self, word: u32) -> bool {
        self.joining[word as usize]
    }

    /// Whether the words together are short enough for a term.
    fn fit(&self, words: &[u32]) -> bool {
        words.iter().map(|&w| self.lengths[w as usize]).sum::<usize>() <= MAX_LENGTH
    }

    /// How many times as often two neighbours meet as they would by chance, from the occurrences of both and of each.
    fn lift(&self, both: u32, a: u32, b: u32) -> f64 {
        f64::from(both) * self.total / (f64::from(a) * f64::from(b))
    }
}

/// The numbers of the frequent pairs.
struct PairNumbers {
    by_key: FxHashMap<u64, u32>,
    /// For each word, whether a frequent pair begins with it; this saves most look-ups.
    begins_pair: Vec<bool>,
}

impl PairNumbers {
    fn new(pairs: &[Run], words: usize) -> Self {
        let mut begins_pair = vec![false; words];
        pairs.iter().for_each(|pair| begins_pair[pair.parts().0 as usize] = true);
        PairNumbers { by_key: pairs.iter().map(|pair| pair.key).zip(0..).collect(), begins_pair }
    }

    /// The number of a pair; [`NONE`] if it is not frequent.
    fn get(&self, a: u32, b: u32) -> u32 {
        if self.begins_pair[a as usize] { self.by_key.get(&run_key(a, b)).copied().unwrap_or(NONE) } else { NONE }
    }
}

/// A triple of words that belong together, with the positions of its first and its last two words among the pairs.
pub(super) struct Triple<'c> {
    pub(super) run: &'c Run,
    pub(super) first: usize,
    pub(super) second: usize,
}

/// The words and pairs that hardly occur outside something longer.
pub(super) struct Pieces {
    words: Vec<bool>,
    pub(super) pairs: Vec<bool>,
}

/// Words and frequent runs that may become terms.
pub(super) struct Candidates<'k> {
    pub(super) kept: &'k WordStore,
    settings: &'k TermSettings,
    words: WordTable,
    /// Frequent pairs of words; a pair's position is its number.
    pub(super) pairs: Vec<Run>,
    pair_numbers: PairNumbers,
    /// Frequent triples: the number of their first pair, and the third word.
    triples: Vec<Run>,
}

impl<'k> Candidates<'k> {
    pub(super) fn count(kept: &'k WordStore, settings: &'k TermSettings) -> Self {
        let words = WordTable::new(kept);
        let min_texts = settings.min_texts;
        let pairs = frequent_runs(kept, min_texts, |numbers, keys| {
            let frequent = |w: &&[u32]| words.is_frequent(w[0], min_texts) && words.is_frequent(w[1], min_texts);
            keys.extend(numbers.windows(2).filter(frequent).map(|w| run_key(w[0], w[1])));
        });
        let pair_numbers = PairNumbers::new(&pairs, kept.words() + 1);
        let triples = frequent_runs(kept, min_texts, |numbers, keys| {
            let mut previous = NONE;
            for (i, w) in numbers.windows(2).enumerate() {
                let pair = pair_numbers.get(w[0], w[1]);
                let frequent = previous != NONE && pair != NONE;
                if frequent && !words.is_joining(numbers[i - 1]) && !words.is_joining(w[1]) {
                    keys.push(run_key(previous, w[1]));
                }
                previous = pair;
            }
        });
        Candidates { kept, settings, words, pairs, pair_numbers, triples }
    }

    /// For each pair, whether its words belong together.
    pub(super) fn cohesive_pairs(&self) -> Vec<bool> {
        let words = &self.words;
        let is_cohesive = |pair: &Run| {
            let (a, b) = pair.parts();
            let lift = || words.lift(pair.occurrences, words.occurrences[a as usize], words.occurrences[b as usize]);
            !words.is_joining(a) && !words.is_joining(b) && words.fit(&[a, b]) && lift() >= self.settings.cohesion
        };
        self.pairs.iter().map(is_cohesive).collect()
    }

    /// The triples whose words belong together.
    pub(super) fn cohesive_triples(&self) -> Vec<Triple<'_>> {
        self.triples.iter().filter_map(|run| self.cohesive_triple(run)).collect()
    }

    fn cohesive_triple<'c>(&'c self, run: &'c Run) -> Option<Triple<'c>> {
        let words = &self.words;
        let (first, c) = run.parts();
        let ab = &self.pairs[first as usize];
        let (a, b) = ab.parts();
        let second = self.pair_numbers.get(b, c);
        let bc = self.pairs.get(second as usize)?;
        // Both ways of splitting the triple into a pair and a word have to be cohesive.
        let ab_with_c = words.lift(run.occurrences, ab.occurrences, words.occurrences[c as usize]);
        let a_with_bc = words.lift(run.occurrences, words.occurrences[a as usize], bc.occurrences);
        let is_cohesive = ab_with_c.min(a_with_bc) >= self.settings.cohesion && words.fit(&[a, b, c]);
        is_cohesive.then_some(Triple { run, first: first as usize, second: second as usize })
    }

    /// Marks what is only a piece of a cohesive pair or triple.
    pub(super) fn pieces(&self, cohesive_pairs: &[bool], cohesive_triples: &[Triple<'_>]) -> Pieces {
        let mut pieces = Pieces { words: vec![false; self.kept.words() + 1], pairs: vec![false; self.pairs.len()] };
        for triple in cohesive_triples {
            for pair in [triple.first, triple.second] {
                pieces.pairs[pair] |= self.absorbs(triple.run, self.pairs[pair].texts);
                self.mark_words(triple.run, &self.pairs[pair], &mut pieces.words);
            }
        }
        for (pair, _) in self.pairs.iter().zip(cohesive_pairs).filter(|(_, cohesive)| **cohesive) {
            self.mark_words(pair, pair, &mut pieces.words);
        }
        pieces
    }

    /// Marks the words of a pair that are only pieces of the longer run.
    fn mark_words(&self, longer: &Run, pair: &Run, is_piece: &mut [bool]) {
        let (a, b) = pair.parts();
        for w in [a as usize, b as usize] {
            is_piece[w] |= self.absorbs(longer, self.words.texts[w]);
        }
    }

    /// Whether the longer run occurs in so large a share of the `texts` of its piece that the piece is no term itself.
    fn absorbs(&self, longer: &Run, texts: u32) -> bool {
        f64::from(longer.texts) >= self.settings.absorbed * f64::from(texts)
    }

    /// Whether a word is a term by itself.
    pub(super) fn is_term(&self, word: u32, pieces: &Pieces) -> bool {
        let at = word as usize;
        self.words.is_frequent(word, self.settings.min_texts)
            && (2..=MAX_LENGTH).contains(&self.words.lengths[at])
            && !self.words.joining[at]
            && !pieces.words[at]
    }
}
