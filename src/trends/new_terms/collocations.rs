//! Terms that readers know as such: words, and neighbouring words that stick together. The dictionary lags behind the
//! language of politics, so a new slogan comes out of the segmenter in pieces; what always comes back in the same
//! pieces is put together again.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::trends::new_terms::word_store::{BREAK, KeptWords};

/// When words make a term.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TermSettings {
    /// A term stands in so many texts at least.
    pub fewest: u32,
    /// Neighbouring words stick together where they meet so many times as often as words do by chance: the exponential
    /// of their pointwise mutual information (Church & Hanks, Computational Linguistics 16, 1990).
    pub cohesion: f64,
    /// A term is a mere piece of a longer one that stands in at least this share of its texts.
    pub absorbed: f64,
}

impl Default for TermSettings {
    /// Eight texts. Chosen by eye on three years of news: from about 50 times on pairs read as terms (产业 工人), below
    /// they are words that go together in any sentence (经济 发展).
    fn default() -> Self {
        TermSettings { fewest: 8, cohesion: 50.0, absorbed: 0.8 }
    }
}

/// The longest term in characters.
const LONGEST: usize = 8;

/// Words that join others and begin or end no term.
pub(super) const JOINING: &str = "的 了 着 过 和 与 及 或 并 而 且 但 在 是 为 等 将 把 被 对 向 从 到 由 于 以 也 就 都 又 还 \
    更 最 很 其 该 这 那 此 个 名 有 无 不 要 会 能 可 让 使 给 因 所 之 者 则 若 如 至 起 来 去 说 自 已 正 我 你 他 \
    她 它 们 多 约 近 余 每 各 共 均 仍 再 只 才 据 第 上 中 下 内 外 里 前 后 间 时 年 月 日 号 元 万 亿 两 一个 这个 他们 我们 你们 她们 \
    以及 通过 对于 关于 进行 已经 可以 同时 其中 目前 今天 昨天 今年 去年 明年 当天 当前 之后 以来 以上 左右 还是";

/// Runs of neighbouring words in so many texts, and how often in all.
struct Run {
    key: u64,
    texts: u32,
    times: u32,
}

/// The text a run was last met in.
struct Counted {
    run: Run,
    last: u32,
}

fn pair_key(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// Where a run of words leads.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    /// The run's own number, for longer runs.
    number: u32,
    /// The term it is; [`NONE`] where it is only the beginning of one.
    term: u32,
}

/// No term.
const NONE: u32 = u32::MAX;

/// The terms found in texts.
#[derive(Debug, Default)]
pub struct Terms {
    texts: Vec<String>,
    /// The term of each word.
    words: Vec<u32>,
    /// Whether a pair that matters begins with the word.
    begins: Vec<bool>,
    pairs: FxHashMap<u64, Found>,
    triples: FxHashMap<u64, u32>,
}

/// Memory for [`Terms::each`], kept from text to text.
#[derive(Debug, Default)]
pub struct TermScratch {
    numbers: Vec<u32>,
    /// The text in which each term was last met.
    met: Vec<u32>,
    mark: u32,
}

impl Terms {
    /// Finds the terms of the texts: words of two characters and more, and pairs and triples of neighbouring words that
    /// stick together, of at most eight characters. Pieces of longer terms that hardly occur without them are left out.
    pub fn find(kept: &KeptWords, settings: &TermSettings) -> Terms {
        let (word_texts, word_times) = count_words(kept);
        let total: f64 = word_times.iter().map(|&n| f64::from(n)).sum();
        let joining: Vec<bool> = {
            let all: std::collections::BTreeSet<&str> = JOINING.split_whitespace().collect();
            (0..=kept.words() as u32).map(|w| w == BREAK || all.contains(kept.word(w))).collect()
        };
        let length: Vec<usize> =
            (0..=kept.words() as u32).map(|w| if w == BREAK { 0 } else { kept.word(w).chars().count() }).collect();
        let open = |w: u32| w != BREAK && word_texts[w as usize] >= settings.fewest;

        let pairs = frequent(kept, settings.fewest, |numbers, keys| {
            let open = numbers.windows(2).filter(|w| open(w[0]) && open(w[1]));
            keys.extend(open.map(|w| pair_key(w[0], w[1])));
        });
        let pair_numbers: FxHashMap<u64, u32> = pairs.iter().map(|run| run.key).zip(0..).collect();
        let mut starts = vec![false; kept.words() + 1];
        pairs.iter().for_each(|run| starts[(run.key >> 32) as usize] = true);
        let number_of = |a: u32, b: u32| {
            if starts[a as usize] { pair_numbers.get(&pair_key(a, b)).copied().unwrap_or(NONE) } else { NONE }
        };
        let triples = frequent(kept, settings.fewest, |numbers, keys| {
            let mut before = NONE;
            for (i, w) in numbers.windows(2).enumerate() {
                let pair = number_of(w[0], w[1]);
                if before != NONE && pair != NONE && !joining[numbers[i - 1] as usize] && !joining[w[1] as usize] {
                    keys.push(pair_key(before, w[1]));
                }
                before = pair;
            }
        });

        // How often a run is met for each time chance would have it.
        let lift = |both: u32, a: u32, b: u32| f64::from(both) * total / (f64::from(a) * f64::from(b));
        let sides = |run: &Run| ((run.key >> 32) as u32, run.key as u32);
        let fits = |words: &[u32]| words.iter().map(|&w| length[w as usize]).sum::<usize>() <= LONGEST;
        let pair_sticks: Vec<bool> = pairs
            .iter()
            .map(|run| {
                let (a, b) = sides(run);
                !joining[a as usize]
                    && !joining[b as usize]
                    && fits(&[a, b])
                    && lift(run.times, word_times[a as usize], word_times[b as usize]) >= settings.cohesion
            })
            .collect();
        // The triples that stick, each with its two pairs.
        let sticking: Vec<(&Run, usize, usize)> = triples
            .iter()
            .filter_map(|run| {
                let (first, c) = sides(run);
                let (a, b) = sides(&pairs[first as usize]);
                let second = number_of(b, c);
                let (ab, bc) = (&pairs[first as usize], pairs.get(second as usize)?);
                let sticks = lift(run.times, ab.times, word_times[c as usize]).min(lift(
                    run.times,
                    word_times[a as usize],
                    bc.times,
                )) >= settings.cohesion;
                (sticks && fits(&[a, b, c])).then_some((run, first as usize, second as usize))
            })
            .collect();

        // What is only a piece of something longer.
        let mut piece_words = vec![false; kept.words() + 1];
        let mut piece_pairs = vec![false; pairs.len()];
        let piece = |longer: &Run, texts: u32| f64::from(longer.texts) >= settings.absorbed * f64::from(texts);
        for &(run, first, second) in &sticking {
            for pair in [first, second] {
                piece_pairs[pair] |= piece(run, pairs[pair].texts);
                let (a, b) = sides(&pairs[pair]);
                for w in [a as usize, b as usize] {
                    piece_words[w] |= piece(run, word_texts[w]);
                }
            }
        }
        for (run, _) in pairs.iter().zip(&pair_sticks).filter(|(_, sticks)| **sticks) {
            let (a, b) = sides(run);
            for w in [a as usize, b as usize] {
                piece_words[w] |= piece(run, word_texts[w]);
            }
        }

        // The same text may be cut in several ways: one term.
        let mut terms = Terms::default();
        let mut by_text: BTreeMap<String, u32> = BTreeMap::new();
        let mut term_of = |words: &[u32]| {
            let text: String = words.iter().map(|&w| kept.word(w)).collect();
            let next = by_text.len() as u32;
            *by_text.entry(text).or_insert_with_key(|text| {
                terms.texts.push(text.clone());
                next
            })
        };
        let words = (0..=kept.words() as u32).map(|w| {
            let at = w as usize;
            if open(w) && length[at] >= 2 && length[at] <= LONGEST && !joining[at] && !piece_words[at] {
                term_of(&[w])
            } else {
                NONE
            }
        });
        let words: Vec<u32> = words.collect();
        let mut pair_found: Vec<Option<Found>> = (0..pairs.len())
            .map(|p| {
                let (a, b) = sides(&pairs[p]);
                (pair_sticks[p] && !piece_pairs[p]).then(|| Found { number: p as u32, term: term_of(&[a, b]) })
            })
            .collect();
        let mut triple_terms = FxHashMap::default();
        for (run, first, second) in sticking {
            let (a, b) = sides(&pairs[first]);
            let (_, c) = sides(&pairs[second]);
            triple_terms.insert(run.key, term_of(&[a, b, c]));
            pair_found[first].get_or_insert(Found { number: first as u32, term: NONE });
        }
        terms.begins = vec![false; kept.words() + 1];
        for (run, found) in pairs.iter().zip(pair_found) {
            if let Some(found) = found {
                terms.begins[(run.key >> 32) as usize] = true;
                terms.pairs.insert(run.key, found);
            }
        }
        Terms { words, triples: triple_terms, ..terms }
    }

    /// The number of terms.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// A term as it is written.
    pub fn text(&self, term: u32) -> &str {
        &self.texts[term as usize]
    }

    /// Calls `found` with each term of a text, once however often it stands there.
    pub fn each(&self, kept: &KeptWords, text: usize, scratch: &mut TermScratch, mut found: impl FnMut(u32)) {
        let TermScratch { numbers, met, mark } = scratch;
        kept.unpack(text, numbers);
        met.resize(self.texts.len(), 0);
        *mark += 1;
        self.places(numbers, |term, _| {
            if met[term as usize] != *mark {
                met[term as usize] = *mark;
                found(term);
            }
        });
    }

    /// Calls `found` with each term wherever it stands among the words of a text, and the words it takes.
    pub(super) fn places(&self, numbers: &[u32], mut found: impl FnMut(u32, Range<usize>)) {
        let mut tell = |term: u32, place: Range<usize>| {
            if term != NONE {
                found(term, place);
            }
        };
        for (i, &word) in numbers.iter().enumerate() {
            tell(self.words[word as usize], i..i + 1);
            let Some(&next) = numbers.get(i + 1).filter(|_| self.begins[word as usize]) else { continue };
            let Some(pair) = self.pairs.get(&pair_key(word, next)) else { continue };
            tell(pair.term, i..i + 2);
            if let Some(&third) = numbers.get(i + 2)
                && let Some(&term) = self.triples.get(&pair_key(pair.number, third))
            {
                tell(term, i..i + 3);
            }
        }
    }
}

/// In how many texts each word stands, and how often in all.
fn count_words(kept: &KeptWords) -> (Vec<u32>, Vec<u32>) {
    let count = kept.words() + 1;
    let (mut texts, mut times, mut last) = (vec![0u32; count], vec![0u32; count], vec![0u32; count]);
    let mut numbers = Vec::new();
    for text in 0..kept.len() {
        kept.unpack(text, &mut numbers);
        let mark = text as u32 + 1;
        for word in numbers.iter().filter(|word| **word != BREAK).map(|word| *word as usize) {
            times[word] += 1;
            texts[word] += u32::from(last[word] != mark);
            last[word] = mark;
        }
    }
    (texts, times)
}

/// Runs are counted in so many parts, by their keys, on all cores.
const SHARDS: u64 = 8;
/// Texts that are counted roughly together.
const TOGETHER: usize = 4096;

fn mixed(key: u64) -> u64 {
    (key ^ key >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The runs in at least `fewest` texts, in an order that does not depend on threads. Nearly all runs are rare: they are first counted
/// roughly, many sharing a counter, and only what shares a full one gets a count of its own (Park, Chen & Yu 1995), so
/// that memory follows the frequent runs.
fn frequent(kept: &KeptWords, fewest: u32, keys: impl Fn(&[u32], &mut Vec<u64>) + Sync) -> Vec<Run> {
    let counters = (kept.packed_bytes() / 2).next_power_of_two().clamp(1 << 16, 1 << 24);
    let place = |key: u64| (mixed(key) >> 40) as usize & (counters - 1);
    let full = fewest.min(u32::from(u8::MAX)) as u8;
    let (mut numbers, mut found) = (Vec::new(), Vec::new());
    let mut rough = vec![0u8; counters];
    // All keys of some texts at once, so that the shards need not make them again.
    let mut shards: Vec<(FxHashMap<u64, u32>, Vec<Counted>)> = (0..SHARDS).map(|_| Default::default()).collect();
    for text in 0..kept.len() {
        kept.unpack(text, &mut numbers);
        found.clear();
        keys(&numbers, &mut found);
        for &key in &found {
            let counter = &mut rough[place(key)];
            *counter = counter.saturating_add(1);
        }
    }
    let mut all: Vec<(u64, u32)> = Vec::new();
    for first in (0..kept.len()).step_by(TOGETHER) {
        all.clear();
        for text in first..kept.len().min(first + TOGETHER) {
            kept.unpack(text, &mut numbers);
            found.clear();
            keys(&numbers, &mut found);
            all.extend(found.iter().filter(|key| rough[place(**key)] >= full).map(|&key| (key, text as u32)));
        }
        shards.par_iter_mut().enumerate().for_each(|(shard, (places, runs))| {
            for &(key, text) in all.iter().filter(|(key, _)| mixed(*key) >> 61 == shard as u64) {
                let at = *places.entry(key).or_insert_with(|| {
                    runs.push(Counted { run: Run { key, texts: 0, times: 0 }, last: u32::MAX });
                    runs.len() as u32 - 1
                });
                let counted = &mut runs[at as usize];
                counted.run.times += 1;
                counted.run.texts += u32::from(counted.last != text);
                counted.last = text;
            }
        });
    }
    let runs = shards.into_iter().flat_map(|(_, runs)| runs);
    runs.map(|counted| counted.run).filter(|run| run.texts >= fewest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Segmenter, TextConfig};
    use crate::trends::new_terms::NumberedWords;

    /// Terms with the number of texts that hold them.
    fn terms_of(texts: &[String]) -> BTreeMap<String, usize> {
        let segmenter = Segmenter::new(&TextConfig::default()).unwrap();
        let mut kept = KeptWords::default();
        for text in texts {
            let mut numbered = NumberedWords::default();
            kept.number(&segmenter.words(text), &mut numbered);
            kept.add(numbered);
        }
        let terms = Terms::find(&kept, &TermSettings::default());
        let mut counts = vec![0; terms.len()];
        let mut scratch = TermScratch::default();
        for text in 0..kept.len() {
            terms.each(&kept, text, &mut scratch, |term| counts[term as usize] += 1);
        }
        counts.into_iter().zip(0..).map(|(count, term)| (terms.text(term).to_owned(), count)).collect()
    }

    /// Invented sentences that share their words but not their order.
    fn background(number: usize) -> String {
        let words = ["桥梁", "河道", "学校", "医院", "果园", "码头", "市场", "居民", "工人", "老师", "医生", "技术"];
        let verbs = ["看望", "修缮", "扩大", "关心", "建设", "支持", "走进", "服务"];
        let at = |i: usize, list: &[&'static str]| list[(number * (2 * i + 3) + i * i) % list.len()];
        (0..9).map(|i| format!("{}{}{}，", at(i, &words), at(i + 1, &verbs), at(i + 2, &words))).collect()
    }

    #[test]
    fn an_invented_slogan_is_put_together_and_its_pieces_are_dropped() {
        let mut texts: Vec<String> = (0..600).map(background).collect();
        // No dictionary has it: the segmenter leaves its pieces. What stands beside it changes.
        let beside = ["桥梁", "河道", "学校", "医院", "果园", "码头", "市场"];
        for (i, text) in texts.iter_mut().step_by(20).enumerate() {
            text.push_str(&format!("{}蓝芽灯塔{}，蓝芽灯塔。", beside[i % 7], beside[(i + 3) % 7]));
        }
        let terms = terms_of(&texts);
        assert_eq!(terms.get("蓝芽灯塔"), Some(&30), "{terms:?}");
        assert!(terms["桥梁"] > 100);
        let pieces: Vec<&String> = terms.keys().filter(|term| term.contains('芽') || term.contains("灯塔")).collect();
        assert_eq!(pieces, ["蓝芽灯塔"]);
    }

    #[test]
    fn rough_counters_lose_no_run() {
        let texts: Vec<String> = (0..300).map(background).collect();
        let segmenter = Segmenter::new(&TextConfig::default()).unwrap();
        let mut kept = KeptWords::default();
        for text in &texts {
            let mut numbered = NumberedWords::default();
            kept.number(&segmenter.words(text), &mut numbered);
            kept.add(numbered);
        }
        let keys = |numbers: &[u32], keys: &mut Vec<u64>| keys.extend(numbers.windows(2).map(|w| pair_key(w[0], w[1])));
        let mut exact: BTreeMap<u64, (std::collections::BTreeSet<usize>, u32)> = BTreeMap::new();
        for text in 0..kept.len() {
            let (mut numbers, mut found) = (Vec::new(), Vec::new());
            kept.unpack(text, &mut numbers);
            keys(&numbers, &mut found);
            for key in found {
                let entry = exact.entry(key).or_default();
                entry.0.insert(text);
                entry.1 += 1;
            }
        }
        exact.retain(|_, (texts, _)| texts.len() >= 8);
        let found: BTreeMap<u64, (usize, u32)> =
            frequent(&kept, 8, keys).into_iter().map(|run| (run.key, (run.texts as usize, run.times))).collect();
        assert_eq!(found, exact.into_iter().map(|(key, (texts, times))| (key, (texts.len(), times))).collect());
    }
}
